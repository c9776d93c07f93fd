//! Which themes a policy point has, and which words say so.
//!
//! A theme's score is a weighted sum: of cues in the point, at its head and tail, in its sentence,
//! before and after it (fading with distance), in its headings, in the title, in the whole article; and,
//! where a scheme has fitted weights, of the characters and words of the point and, for less, of its
//! sentence and of what stands right before. A scheme may say that words decide: then cues of a Chinese point count nothing. Every sum runs in a
//! fixed order over f64, every step but the last (the score shown) uses only + − × ÷ and square roots, so
//! that all machines agree.
//!
//! Law: the same strings give the same themes, whatever else was coded before; a longer cue hides those
//! inside it; no cue counts inside a string that its scheme excludes.

mod evidence;
mod text;

pub(crate) use self::evidence::CHANNELS;
use self::evidence::{Compiled, Evidence, Hit};
pub(crate) use self::text::NEAR;
use self::text::{gram_values, matching, own_grams};
use crate::codebook::scheme::{Finding, Scheme, SchemeError};
use crate::learn::squash;
use crate::normalize::fold;
use crate::segment::Segmenter;
use std::collections::{BTreeMap, BTreeSet};

/// Characters before and after a point that are read.
pub const REACH: (usize, usize) = (500, 200);

/// What a theme was chosen by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// Words of the point or of the text around it.
    Cue,
    /// Words of its headings or of the title; the point itself has none.
    Heading,
}

/// One theme of a point or document.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeScore {
    /// Place of the theme in its scheme.
    pub theme: usize,
    /// Its code.
    pub id: String,
    /// 0 to 1 in thousandths where weights are fitted; else the bare sum. Comparable within a scheme only.
    pub score: f32,
    /// What it was chosen by.
    pub basis: Basis,
    /// The cues that decided, nearest evidence first; where no cue did, the words of the point that weighed most.
    pub cues: Vec<String>,
}

/// A point with what stands around it. All strings are folded (see `normalize::fold`).
#[derive(Debug, Clone, Copy, Default)]
pub struct PointText<'a> {
    /// The point itself.
    pub point: &'a str,
    /// Its sentence, the point included.
    pub sentence: &'a str,
    /// Up to 500 characters of the article before it, lines of paragraphs parted by `\n`.
    pub before: &'a str,
    /// Up to 200 characters after it.
    pub after: &'a str,
    /// Its headings, the nearest first.
    pub headings: &'a [&'a str],
    /// Chinese words of the point, of its sentence, and of the 60 characters before it; where there are none,
    /// characters alone decide.
    pub words: [&'a [String]; 3],
}

/// The sums of one article, taken once and used for each of its points.
#[derive(Debug, Clone, Default)]
pub struct ArticleProfile {
    /// By scheme: sums of the title, shares of the text, cues of the title.
    parts: Vec<(Vec<f64>, Vec<f64>, Vec<Hit>)>,
}

/// The schemes, compiled: one automaton each.
pub struct ThemeCoder {
    compiled: Vec<Compiled>,
}

impl ThemeCoder {
    /// Compiles schemes.
    ///
    /// # Errors
    /// Where a scheme has no cues or too many patterns.
    pub fn new(schemes: Vec<Scheme>) -> Result<Self, SchemeError> {
        Ok(Self { compiled: schemes.into_iter().map(Compiled::new).collect::<Result<_, _>>()? })
    }

    /// The schemes, in the order given.
    pub fn schemes(&self) -> impl Iterator<Item = &Scheme> {
        self.compiled.iter().map(|compiled| &compiled.scheme)
    }

    /// Sums an article up. Both strings are folded.
    pub fn article(&self, title: &str, text: &str) -> ArticleProfile {
        let (title, text) = (matching(title, false), matching(text, false));
        let parts = self.compiled.iter().map(|compiled| {
            let hits = compiled.hits(&title);
            let mut shares = compiled.sums(&compiled.hits(&text));
            let all: f64 = shares.iter().sum::<f64>() + 5.0;
            for share in &mut shares {
                *share = *share / all * 4.0;
            }
            (compiled.sums(&hits), shares, hits)
        });
        ArticleProfile { parts: parts.collect() }
    }

    /// The themes of a point under one scheme, best first; empty for an unknown scheme, and for a
    /// scheme without fitted weights where no theme reaches its threshold.
    pub fn assign(&self, scheme: &str, point: &PointText<'_>, article: &ArticleProfile) -> Vec<ThemeScore> {
        let Some(at) = self.compiled.iter().position(|compiled| compiled.scheme.id == scheme) else { return Vec::new() };
        let compiled = &self.compiled[at];
        let evidence = Evidence::gather(compiled, point, article.parts.get(at));
        let scores = self.probabilities(at, &evidence, point);
        let fitted = compiled.scheme.weights.is_some();
        let least = |theme: usize| {
            let fitted = compiled.scheme.weights.as_ref().and_then(|weights| weights.second.as_ref());
            fitted.and_then(|second| second.get(theme)).copied().unwrap_or(compiled.scheme.threshold)
        };
        let ranked = ranking(&scores).into_iter().take(compiled.scheme.labels).enumerate();
        let kept = ranked.filter(|(rank, theme)| (fitted && *rank == 0) || scores[*theme] >= least(*theme));
        kept.map(|(_, theme)| {
            let mut score = compiled.explain(theme, scores[theme], &evidence);
            if score.cues.is_empty() || compiled.reads_words(point) {
                let strongest = compiled.strongest(theme, point);
                if !strongest.is_empty() {
                    (score.cues, score.basis) = (strongest, Basis::Cue);
                }
            }
            score
        })
        .collect()
    }

    /// What the fitted weights of a scheme are about: sums by channel and theme.
    pub(crate) fn channels(&self, scheme: &str, point: &PointText<'_>, article: &ArticleProfile) -> Vec<Vec<f64>> {
        let Some(at) = self.compiled.iter().position(|compiled| compiled.scheme.id == scheme) else { return Vec::new() };
        let evidence = Evidence::gather(&self.compiled[at], point, article.parts.get(at));
        evidence.channels.to_vec()
    }

    /// The classes of a whole document under one scheme, best first: cues of the title weigh
    /// `title_weight`, those of the first `text_limit` characters one. Strings are folded.
    pub fn classify(&self, scheme: &str, title: &str, text: &str) -> Vec<ThemeScore> {
        let Some(compiled) = self.compiled.iter().find(|compiled| compiled.scheme.id == scheme) else { return Vec::new() };
        let start: String = text.chars().take(compiled.scheme.text_limit).collect();
        let (title, start) = (compiled.hits(&matching(title, false)), compiled.hits(&matching(&start, false)));
        let mut scores = compiled.sums(&start);
        for (score, title) in scores.iter_mut().zip(compiled.sums(&title)) {
            *score += compiled.scheme.title_weight * title;
        }
        let found = ranking(&scores).into_iter().filter(|theme| scores[*theme] > 0.0);
        found
            .map(|theme| {
                let (heads, texts) = (compiled.cues(&title, theme), compiled.cues(&start, theme));
                let basis = if heads.is_empty() { Basis::Cue } else { Basis::Heading };
                compiled.theme_score(theme, scores[theme], basis, if heads.is_empty() { texts } else { heads })
            })
            .collect()
    }

    /// Codes the examples of a scheme: each must get its theme, no counterexample may have it first.
    pub fn lint_examples(&self, scheme: &str) -> Vec<Finding> {
        let Some(compiled) = self.compiled.iter().find(|compiled| compiled.scheme.id == scheme) else { return Vec::new() };
        let mut found = Vec::new();
        for theme in &compiled.scheme.themes {
            let coded = |sentence: &str| {
                let sentence = fold(sentence);
                let words = Segmenter::new().words(&sentence);
                let point = PointText { point: &sentence, sentence: &sentence, words: [&words, &words, &[]], ..PointText::default() };
                self.assign(scheme, &point, &ArticleProfile::default())
            };
            let mut add = |what: &str, sentence: &str| {
                found.push(Finding {
                    file: compiled.scheme.origin.clone(),
                    line: 1,
                    what: format!("theme “{}”: {what} “{sentence}”", theme.id),
                    remedy: "add a cue or an exclusion, or correct the example".to_owned(),
                });
            };
            for sentence in &theme.examples {
                if !coded(sentence).iter().any(|score| score.id == theme.id) {
                    add("does not get its example", sentence);
                }
            }
            for sentence in &theme.counterexamples {
                if coded(sentence).first().is_some_and(|score| score.id == theme.id) {
                    add("gets its counterexample", sentence);
                }
            }
        }
        found
    }

    /// Scores of all themes of a scheme: probabilities where weights are fitted, else bare sums.
    fn probabilities(&self, at: usize, evidence: &Evidence, point: &PointText<'_>) -> Vec<f64> {
        let compiled = &self.compiled[at];
        let mut scores = if compiled.reads_words(point) { vec![0.0; compiled.scheme.themes.len()] } else { compiled.weigh(evidence) };
        let Some(weights) = &compiled.scheme.weights else { return scores };
        add(&mut scores, &weights.bias, 1.0);
        if !weights.grams.is_empty() {
            for (gram, value) in gram_values(point) {
                for (theme, weight) in weights.grams.get(&gram).into_iter().flatten() {
                    scores[*theme] += weight * value;
                }
            }
        }
        squash(&mut scores, compiled.scheme.single);
        scores
    }
}

/// The grams of a point, and what each of them and of those of its sentence counts.
pub(crate) fn words(point: &PointText<'_>) -> (BTreeSet<String>, BTreeMap<String, f64>) {
    (own_grams(point), gram_values(point))
}

/// Themes by falling score; of equal ones the first of the scheme.
fn ranking(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|left, right| scores[*right].total_cmp(&scores[*left]).then(left.cmp(right)));
    order
}

fn add(scores: &mut [f64], row: &[f64], factor: f64) {
    scores.iter_mut().zip(row).for_each(|(score, weight)| *score += weight * factor);
}

#[cfg(test)]
mod tests {
    use super::{ArticleProfile, Basis, PointText, ThemeCoder};
    use crate::codebook::scheme::{Scheme, default_schemes};

    fn coder() -> ThemeCoder {
        ThemeCoder::new(default_schemes().expect("embedded schemes")).expect("schemes compile")
    }

    fn codes(coder: &ThemeCoder, scheme: &str, point: &str) -> Vec<String> {
        let text = PointText { point, sentence: point, ..PointText::default() };
        coder.assign(scheme, &text, &ArticleProfile::default()).into_iter().map(|score| score.id).collect()
    }

    #[test]
    fn examples_get_their_themes() {
        let coder = coder();
        for scheme in ["points", "cap", "instruments"] {
            let found = coder.lint_examples(scheme);
            assert!(found.is_empty(), "{found:#?}");
        }
    }

    #[test]
    fn a_longer_cue_hides_its_parts() {
        let coder = coder();
        assert_eq!(codes(&coder, "cap", "改建农村公路")[0], "10");
        assert_eq!(codes(&coder, "cap", "持续优化营商环境")[0], "15");
        assert_eq!(codes(&coder, "points", "建设高标准农田"), ["system"]);
    }

    #[test]
    fn the_article_decides_where_the_point_is_silent() {
        let coder = coder();
        let point =
            PointText { point: "扩大覆盖面", sentence: "扩大覆盖面", headings: &["医疗保障"], ..PointText::default() };
        let article = coder.article("关于深化医疗保障制度改革的意见", "完善医保制度，推进医院改革，保障患者用药。");
        let best = coder.assign("cap", &point, &article).remove(0);
        assert_eq!((best.id.as_str(), best.basis), ("3", Basis::Heading));
        assert_eq!(best.cues, ["医疗"]);
    }

    #[test]
    fn each_theme_names_its_cues() {
        let coder = coder();
        let text = "加强金融监管";
        let point = PointText { point: text, sentence: text, ..PointText::default() };
        let best = coder.assign("points", &point, &ArticleProfile::default()).remove(0);
        assert_eq!((best.id.as_str(), best.basis, best.cues.contains(&"监管".to_owned())), ("regulation", Basis::Cue, true));
    }

    #[test]
    fn documents_get_their_class_from_the_title() {
        let coder = coder();
        let classes = coder.classify("statecouncil", "国务院关于加强医疗卫生工作的通知", "各省、自治区、直辖市人民政府");
        assert_eq!(classes[0].id, "M");
    }

    #[test]
    fn a_users_table_works_without_fitted_weights() {
        let table = "id,label,parent,cues,exclude,weight\nwater,水,,水庫;供水,供水管網,2\nroad,路,,公路;管網,,1\n";
        let coder = ThemeCoder::new(vec![Scheme::from_csv("own.csv", "own", table).expect("table")]).expect("compiles");
        assert_eq!(codes(&coder, "own", "除险加固水库"), ["water"]);
        assert_eq!(codes(&coder, "own", "改造供水管网"), ["road"]);
        assert!(codes(&coder, "own", "加强领导").is_empty());
        assert!(codes(&coder, "no such scheme", "水库").is_empty());
    }
}
