//! Fits the weights of theme schemes on annotated points: `NAME.ann` with `NAME.points.tsv` beside it.
//!
//! Thresholds are set and figures taken from what weights say that were fitted without the document.

use super::themes::{Surroundings, profiles};
use super::training::{AnnotatedText, locate_each};
use crate::Pipeline;
use crate::annotate::themes::{CHANNELS, words};
use crate::codebook::scheme::{Scheme, row};
use crate::learn::{Instance, LogisticSettings, Regression};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// How weights are fitted.
#[derive(Debug, Clone, Copy)]
pub struct ThemeSettings {
    /// Parts that the documents are divided into; each is scored by weights fitted on the others.
    pub folds: usize,
    /// Cost of a large weight of a gram, for themes and for topics.
    pub penalty: [f64; 2],
    /// A gram of fewer points is left out.
    pub minimum_count: usize,
}

impl Default for ThemeSettings {
    fn default() -> Self {
        Self { folds: 6, penalty: [0.1, 0.4], minimum_count: 3 }
    }
}

/// Weights of one scheme, and how well weights of the same kind did on documents that they were not fitted on.
#[derive(Debug, Clone)]
pub struct FittedScheme {
    /// The scheme.
    pub scheme: String,
    /// The table, see `codebook/README.md`.
    pub table: String,
    /// By document in the order given: right, given, annotated. Of topics the first alone is judged.
    pub scores: Vec<[usize; 3]>,
}

impl FittedScheme {
    /// F1 of each document that has points, and its mean.
    pub fn mean(&self) -> f64 {
        let shares: Vec<f64> = self.scores.iter().filter(|score| score[2] > 0).map(|score| harmonic(*score)).collect();
        shares.iter().sum::<f64>() / shares.len().max(1) as f64
    }
}

/// A document that is learned from, and what it counts.
#[derive(Debug)]
pub struct WeightedText {
    /// The document.
    pub text: AnnotatedText,
    /// Its weight: how often it was given.
    pub weight: usize,
}

struct Example {
    document: usize,
    weight: f64,
    /// Grams of the point itself.
    own: BTreeSet<String>,
    /// What they and those of the sentence count.
    grams: BTreeMap<String, f64>,
    /// By scheme.
    channels: [Vec<Vec<f64>>; 2],
    /// By scheme, places of its codes.
    codes: [Vec<usize>; 2],
}

/// The schemes in the order of `AnnotatedText::codes`.
const SCHEMES: [&str; 2] = ["points", "cap"];
/// Cost of a large bias.
const BIAS_COST: f64 = 0.05;
/// Costs of a large weight of a channel, for all themes and for one.
const CHANNEL_COSTS: [f64; 2] = [0.1, 3.0];
/// What a weight must move a score by to be kept.
const LEAST: [f64; 2] = [0.4, 0.3];
/// Most steps of the fit.
const STEPS: usize = 200;

/// Fits the schemes `points` and `cap`; also says how many points were learned from.
///
/// # Errors
/// Which scheme is missing in the codebook.
pub fn train(pipeline: &Pipeline, texts: &[WeightedText], settings: &ThemeSettings) -> Result<(Vec<FittedScheme>, usize), String> {
    let mut schemes = Vec::new();
    for name in SCHEMES {
        let scheme = pipeline.codebook().schemes.iter().find(|scheme| scheme.id == name);
        schemes.push(scheme.ok_or_else(|| format!("the codebook has no scheme “{name}”"))?);
    }
    let examples = examples(pipeline, texts, &schemes);
    let vocabulary = vocabulary(&examples, settings.minimum_count);
    let mut fitted = Vec::new();
    for (which, scheme) in schemes.into_iter().enumerate().rev() {
        let task = Task { which, scheme, vocabulary: &vocabulary, settings };
        let instances: Vec<Instance> = examples.iter().map(|example| task.instance(example)).collect();
        let scores = task.held_out(&examples, &instances, texts.len());
        let second = (!scheme.single).then(|| task.seconds(&examples, &scores, texts));
        let judged: Vec<&Instance> =
            examples.iter().zip(&instances).filter(|(example, _)| !example.codes[which].is_empty()).map(|(_, instance)| instance).collect();
        let regression = Regression::fit(&judged, &task.logistic());
        fitted.push(FittedScheme {
            scheme: scheme.id.clone(),
            table: task.table(&regression, second.as_deref()),
            scores: counts(&examples, &scores, which, second.as_deref(), texts.len()),
        });
    }
    Ok((fitted, examples.len()))
}

fn examples(pipeline: &Pipeline, texts: &[WeightedText], schemes: &[&Scheme]) -> Vec<Example> {
    let coder = pipeline.themes();
    let mut examples = Vec::new();
    for (document, WeightedText { text: annotated, weight }) in texts.iter().enumerate() {
        pipeline.with_page(&annotated.source, |page| {
            let articles = profiles(page.text, page.segments, coder);
            for (span, codes) in locate_each(page.text, &annotated.quotes).into_iter().zip(&annotated.codes) {
                let Some(span) = span else { continue };
                let Some(sentence) = page.segments.sentence_at(span.start()) else { continue };
                let Some(around) = Surroundings::of(page.text, page.segments, sentence, span) else { continue };
                let (own, grams) = around.read(words);
                let channels = SCHEMES.map(|scheme| around.read(|point| coder.channels(scheme, point, &articles[around.article])));
                let place = |which: usize| {
                    let known = |code: &String| schemes[which].themes.iter().position(|theme| theme.id == *code);
                    codes[which].iter().filter_map(known).collect::<Vec<usize>>()
                };
                examples.push(Example { document, weight: *weight as f64, own, grams, channels, codes: [place(0), place(1)] });
            }
        });
    }
    examples
}

/// Grams of enough points and of more than one document, by number.
fn vocabulary(examples: &[Example], minimum: usize) -> BTreeMap<String, usize> {
    let mut seen: BTreeMap<&str, (usize, usize, bool)> = BTreeMap::new();
    for example in examples {
        for gram in &example.own {
            let entry = seen.entry(gram).or_insert((0, example.document, false));
            entry.0 += 1;
            entry.2 |= entry.1 != example.document;
        }
    }
    let kept = seen.into_iter().filter(|(_, (count, _, several))| *count >= minimum && *several);
    kept.enumerate().map(|(number, (gram, _))| (gram.to_owned(), number)).collect()
}

struct Task<'a> {
    which: usize,
    scheme: &'a Scheme,
    vocabulary: &'a BTreeMap<String, usize>,
    settings: &'a ThemeSettings,
}

impl Task<'_> {
    /// Features: the bias, the grams.
    fn instance(&self, example: &Example) -> Instance {
        let mut features = vec![(0, 1.0)];
        let known = example.grams.iter().filter_map(|(gram, value)| self.vocabulary.get(gram).map(|number| (number, *value)));
        features.extend(known.map(|(number, value)| (1 + number, value)));
        let mut channels = example.channels[self.which].clone();
        if self.scheme.words_decide && example.own.iter().any(|gram| gram.starts_with('=')) {
            for sums in &mut channels {
                sums.fill(0.0);
            }
        }
        let codes = &example.codes[self.which];
        let right = if self.scheme.single { codes.get(..1).unwrap_or_default() } else { codes };
        let target = (0..self.scheme.themes.len()).map(|theme| f64::from(u8::from(right.contains(&theme)))).collect();
        Instance { features, channels, target, weight: example.weight }
    }

    fn logistic(&self) -> LogisticSettings {
        let mut penalties = vec![BIAS_COST];
        let [shared_penalty, own_penalty] = CHANNEL_COSTS;
        penalties.extend(std::iter::repeat_n(self.settings.penalty[self.which], self.vocabulary.len()));
        LogisticSettings { single: self.scheme.single, penalties, shared_penalty, own_penalty, steps: STEPS }
    }

    /// Scores of every example by weights that were fitted without its document.
    fn held_out(&self, examples: &[Example], instances: &[Instance], documents: usize) -> Vec<Vec<f64>> {
        let folds = self.settings.folds.clamp(2, documents.max(2));
        let inside = |example: &Example, fold: usize| example.document % folds == fold;
        // Folds may be fitted at once: each is a function of its examples alone.
        let regressions: Vec<Option<Regression>> = (0..folds)
            .into_par_iter()
            .map(|fold| {
                let others: Vec<&Instance> = examples
                    .iter()
                    .zip(instances)
                    .filter(|(example, _)| !inside(example, fold) && !example.codes[self.which].is_empty())
                    .map(|(_, instance)| instance)
                    .collect();
                (!others.is_empty()).then(|| Regression::fit(&others, &self.logistic()))
            })
            .collect();
        let mut scores = vec![Vec::new(); examples.len()];
        for (index, example) in examples.iter().enumerate() {
            if let Some(Some(regression)) = regressions.get(example.document % folds) {
                scores[index] = regression.scores(&instances[index]);
            }
        }
        for empty in scores.iter_mut().filter(|scores| scores.is_empty()) {
            *empty = vec![0.0; self.scheme.themes.len()];
        }
        scores
    }

    /// By theme the least score beside a likelier one: what gives the best F1 of the points of all documents,
    /// of those that count more than once where there are any.
    fn seconds(&self, examples: &[Example], scores: &[Vec<f64>], texts: &[WeightedText]) -> Vec<f64> {
        let size = self.scheme.themes.len();
        let any = texts.iter().any(|text| text.weight > 1);
        let mut best = vec![self.scheme.threshold; size];
        let value = |second: &[f64]| {
            let counts = counts(examples, scores, self.which, Some(second), texts.len());
            let judged = counts.into_iter().zip(texts).filter(|(_, text)| text.weight > 1 || !any);
            harmonic(judged.fold([0; 3], |sum, (count, text)| std::array::from_fn(|part| sum[part] + count[part] * text.weight)))
        };
        let mut most = value(&best);
        for _ in 0..2 {
            for theme in 0..size {
                for hundredths in (24..=60).step_by(2) {
                    let mut tried = best.clone();
                    tried[theme] = f64::from(hundredths) / 100.0;
                    let now = value(&tried);
                    if now > most {
                        (most, best) = (now, tried);
                    }
                }
            }
        }
        best
    }

    fn table(&self, regression: &Regression, second: Option<&[f64]>) -> String {
        let mut table = String::from("kind\tkey");
        for theme in &self.scheme.themes {
            table.push('\t');
            table.push_str(&theme.id);
        }
        table.push('\n');
        table.push_str(&row("bias", "-", regression.of_feature(0)));
        if let Some(second) = second {
            table.push_str(&row("second", "-", second));
        }
        for (channel, name) in CHANNELS.iter().enumerate() {
            table.push_str(&row("channel", name, regression.of_channel(channel)));
        }
        for (gram, number) in self.vocabulary {
            let weights = regression.of_feature(1 + number);
            let kept: Vec<f64> = weights.iter().map(|weight| if weight.abs() < LEAST[self.which] { 0.0 } else { *weight }).collect();
            if kept.iter().any(|weight| *weight != 0.0) {
                table.push_str(&row("gram", gram, &kept));
            }
        }
        table
    }
}

/// By document: right, given, annotated.
fn counts(examples: &[Example], scores: &[Vec<f64>], which: usize, second: Option<&[f64]>, documents: usize) -> Vec<[usize; 3]> {
    let mut found = vec![[0; 3]; documents];
    for (example, scores) in examples.iter().zip(scores).filter(|(example, _)| !example.codes[which].is_empty()) {
        let codes = &example.codes[which];
        let count = &mut found[example.document];
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|left, right| scores[*right].total_cmp(&scores[*left]).then(left.cmp(right)));
        let given = order
            .iter()
            .take(2)
            .enumerate()
            .filter(|(rank, theme)| *rank == 0 || second.is_some_and(|least| scores[**theme] >= least[**theme]));
        for (_, theme) in given {
            count[0] += usize::from(codes.contains(theme));
            count[1] += 1;
        }
        count[2] += if second.is_some() { codes.len() } else { 1 };
    }
    found
}

/// F1 of right, given, annotated.
fn harmonic([right, given, annotated]: [usize; 3]) -> f64 {
    if given + annotated == 0 { 0.0 } else { 2.0 * right as f64 / (given + annotated) as f64 }
}
