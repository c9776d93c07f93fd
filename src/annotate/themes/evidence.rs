//! A scheme compiled to one automaton, and what it finds in and around one point.
//!
//! Law: hits of one text never overlap (leftmost, then longest); a string that excludes a theme hides
//! its cues and passes on what the cues of other themes inside it say.

use std::collections::{BTreeMap, BTreeSet};

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::text::{BREAK, begins, characters, ends, matching, own_grams, pattern};
use super::{Basis, PointText, ThemeScore};
use crate::codebook::scheme::{Place, Scheme, SchemeError};
use crate::segment::is_chinese;

/// The channels of evidence, in the order in which they are summed.
pub(crate) const CHANNELS: [&str; 10] = ["point", "tail", "start", "end", "sent", "before", "after", "head", "title", "article"];
/// Weights of the channels for a scheme without fitted ones.
const USUAL: [f64; 10] = [1.0, 0.3, 0.4, 0.4, 0.15, 0.1, 0.05, 0.3, 0.2, 0.3];
/// Share of a point's length after which a cue is in its tail.
const TAIL: f64 = 0.55;
/// Characters over which a cue before the point fades to a quarter.
const FADE_BEFORE: f64 = 80.0;
/// Characters over which a cue after the point fades to a quarter.
const FADE_AFTER: f64 = 40.0;
/// Characters that one end of paragraph counts for.
const PARAGRAPH: usize = 80;
/// What each wider heading counts against the next nearer one.
const WIDER: f64 = 0.7;
/// One match: bytes of the matching form, place of the pattern in the compiled scheme.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    start: usize,
    end: usize,
    pattern: usize,
}

/// A pattern with the themes that it speaks for; none where it only hides what is inside it.
struct Pattern {
    text: String,
    credits: Vec<(usize, f64)>,
}

type Automaton = CharwiseDoubleArrayAhoCorasick<u32>;

/// A scheme, ready to match.
pub(super) struct Compiled {
    pub(super) scheme: Scheme,
    automaton: Automaton,
    patterns: Vec<Pattern>,
    /// Place, matching form, theme, weight.
    edges: Vec<(Place, String, usize, f64)>,
    /// Weights by channel, by theme.
    channels: Vec<Vec<f64>>,
}

/// What was found for one point under one scheme.
pub(super) struct Evidence {
    /// By channel, by theme.
    pub(super) channels: [Vec<f64>; 10],
    point: Vec<Hit>,
    headings: Vec<Hit>,
    title: Vec<Hit>,
    around: Vec<Hit>,
}

impl Evidence {
    /// Reads a point and what stands around it.
    pub(super) fn gather(compiled: &Compiled, text: &PointText<'_>, article: Option<&(Vec<f64>, Vec<f64>, Vec<Hit>)>) -> Self {
        let size = compiled.scheme.themes.len();
        let mut channels: [Vec<f64>; 10] = std::array::from_fn(|_| vec![0.0; size]);
        let form = matching(text.point, false);
        let point = compiled.hits(&form);
        let length = characters(&form, 0, form.len()) as f64;
        for hit in &point {
            compiled.credit(&mut channels[0], hit, 1.0);
            if characters(&form, 0, hit.end) as f64 > length * TAIL {
                compiled.credit(&mut channels[1], hit, 1.0);
            }
        }
        for (place, pattern, theme, weight) in &compiled.edges {
            let (channel, there) = match place {
                Place::Start => (2, begins(&form, pattern)),
                _ => (3, ends(&form, pattern)),
            };
            if there {
                channels[channel][*theme] = channels[channel][*theme].max(*weight);
            }
        }
        let mut around = compiled.hits(&matching(text.sentence, false));
        let whole = compiled.sums(&around);
        for theme in 0..size {
            channels[4][theme] = (whole[theme] - channels[0][theme]).max(0.0);
        }
        let form = matching(text.before, true);
        let hits = compiled.hits(&form);
        for hit in &hits {
            let gap = characters(&form, hit.end, form.len()) + PARAGRAPH * breaks(&form, hit.end, form.len());
            compiled.credit(&mut channels[5], hit, fade(gap, FADE_BEFORE));
        }
        around.extend(hits.iter().rev());
        let form = matching(text.after, true);
        for hit in compiled.hits(&form) {
            let gap = characters(&form, 0, hit.start) + PARAGRAPH * breaks(&form, 0, hit.start);
            compiled.credit(&mut channels[6], &hit, fade(gap, FADE_AFTER));
            around.push(hit);
        }
        let mut headings = Vec::new();
        let mut weight = 1.0;
        for heading in text.headings {
            for hit in compiled.hits(&matching(heading, false)) {
                compiled.credit(&mut channels[7], &hit, weight);
                headings.push(hit);
            }
            weight *= WIDER;
        }
        let mut title = Vec::new();
        if let Some((sums, shares, hits)) = article {
            channels[8].clone_from(sums);
            channels[9].clone_from(shares);
            title.clone_from(hits);
        }
        // Many cues say less than many times one cue.
        for sum in channels.iter_mut().take(9).flatten() {
            *sum /= 1.0 + 0.3 * *sum;
        }
        Self { channels, point, headings, title, around }
    }
}

impl Compiled {
    pub(super) fn new(scheme: Scheme) -> Result<Self, SchemeError> {
        let wrong = |what: String, remedy: &str| SchemeError { file: scheme.origin.clone(), line: 1, what, remedy: remedy.to_owned() };
        let mut credits: BTreeMap<String, BTreeMap<usize, f64>> = BTreeMap::new();
        let mut edges = Vec::new();
        let mut excluded: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (number, theme) in scheme.themes.iter().enumerate() {
            for cue in &theme.cues {
                if cue.place == Place::Anywhere {
                    let weight = credits.entry(pattern(&cue.text)).or_default().entry(number).or_insert(cue.weight);
                    *weight = weight.max(cue.weight);
                } else {
                    edges.push((cue.place, pattern(&cue.text), number, cue.weight));
                }
            }
            for string in &theme.exclude {
                excluded.entry(pattern(string)).or_default().insert(number);
            }
        }
        credits.remove("");
        let (first, plain) = build(&credits).ok_or_else(|| wrong("no cue to look for".to_owned(), "add cues to its themes"))?;
        for (string, themes) in &excluded {
            let mut left = credits.get(string).cloned().unwrap_or_default();
            if left.is_empty() {
                // What other themes' cues inside it say still counts.
                for hit in first.leftmost_find_iter(string) {
                    for (theme, weight) in &plain[hit.value() as usize].credits {
                        let most = left.entry(*theme).or_insert(*weight);
                        *most = most.max(*weight);
                    }
                }
            }
            left.retain(|theme, _| !themes.contains(theme));
            credits.insert(string.clone(), left);
        }
        let (automaton, patterns) = build(&credits).ok_or_else(|| wrong("too many cues".to_owned(), "use fewer cues"))?;
        let size = scheme.themes.len();
        let fitted = |channel: usize| {
            scheme.weights.as_ref().map(|weights| weights.channels.get(CHANNELS[channel]).cloned().unwrap_or_else(|| vec![0.0; size]))
        };
        let channels = (0..CHANNELS.len()).map(|channel| fitted(channel).unwrap_or_else(|| vec![USUAL[channel]; size])).collect();
        Ok(Self { scheme, automaton, patterns, edges, channels })
    }

    pub(super) fn hits(&self, form: &str) -> Vec<Hit> {
        let all = self.automaton.leftmost_find_iter(form);
        let all = all.map(|hit| Hit { start: hit.start(), end: hit.end(), pattern: hit.value() as usize });
        all.filter(|hit| !self.patterns[hit.pattern].credits.is_empty()).collect()
    }

    fn credit(&self, sums: &mut [f64], hit: &Hit, factor: f64) {
        for (theme, weight) in &self.patterns[hit.pattern].credits {
            sums[*theme] += weight * factor;
        }
    }

    pub(super) fn sums(&self, hits: &[Hit]) -> Vec<f64> {
        let mut sums = vec![0.0; self.scheme.themes.len()];
        for hit in hits {
            self.credit(&mut sums, hit, 1.0);
        }
        sums
    }

    pub(super) fn weigh(&self, evidence: &Evidence) -> Vec<f64> {
        let mut scores = vec![0.0; self.scheme.themes.len()];
        for (sums, weights) in evidence.channels.iter().zip(&self.channels) {
            for (score, (sum, weight)) in scores.iter_mut().zip(sums.iter().zip(weights)) {
                *score += sum * weight;
            }
        }
        scores
    }

    /// The cues of a theme among hits, each once, in the order of the hits.
    pub(super) fn cues(&self, hits: &[Hit], theme: usize) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for pattern in hits.iter().map(|hit| &self.patterns[hit.pattern]) {
            if pattern.credits.iter().any(|(other, _)| *other == theme) && !found.contains(&pattern.text) {
                found.push(pattern.text.clone());
            }
        }
        found
    }

    pub(super) fn explain(&self, theme: usize, score: f64, evidence: &Evidence) -> ThemeScore {
        let own = self.cues(&evidence.point, theme);
        if !own.is_empty() {
            return self.theme_score(theme, score, Basis::Cue, own);
        }
        let above = self.cues(&[evidence.headings.as_slice(), &evidence.title].concat(), theme);
        if !above.is_empty() {
            return self.theme_score(theme, score, Basis::Heading, above);
        }
        let mut around = self.cues(&evidence.around, theme);
        around.truncate(3);
        self.theme_score(theme, score, Basis::Cue, around)
    }

    /// Whether the words of a point tell its themes, and no cues.
    pub(super) fn reads_words(&self, point: &PointText<'_>) -> bool {
        self.scheme.words_decide && self.scheme.weights.is_some() && !point.words[0].is_empty()
    }

    /// The words of a point whose fitted weights speak most for a theme, the strongest first; pairs of
    /// characters where no word does.
    pub(super) fn strongest(&self, theme: usize, point: &PointText<'_>) -> Vec<String> {
        let Some(weights) = &self.scheme.weights else { return Vec::new() };
        let weight = |gram: &String| weights.grams.get(gram)?.iter().find(|(other, _)| *other == theme).map(|(_, weight)| *weight);
        let found = own_grams(point);
        let strong = |kept: &dyn Fn(&str) -> bool| {
            let mut strong: Vec<(f64, &str)> = found
                .iter()
                .filter(|gram| kept(gram.as_str()))
                .filter_map(|gram| weight(gram).filter(|weight| *weight > 0.0).map(|weight| (weight, gram.as_str())))
                .collect();
            strong.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(right.1)));
            let shown = |gram: &str| gram.strip_prefix('=').map_or_else(|| gram.to_owned(), |words| words.replace(' ', ""));
            strong.into_iter().take(3).map(|(_, gram)| shown(gram)).collect::<Vec<String>>()
        };
        let long = |gram: &str| gram.chars().count() > 1 && !gram.starts_with('^') && !gram.ends_with('$');
        let words = strong(&|gram| gram.starts_with('=') && gram.chars().count() > 2 || !is_chinese(gram) && long(gram));
        if words.is_empty() { strong(&|gram| !gram.starts_with('=') && long(gram)) } else { words }
    }

    pub(super) fn theme_score(&self, theme: usize, score: f64, basis: Basis, cues: Vec<String>) -> ThemeScore {
        let score = ((score * 1000.0).round() / 1000.0) as f32;
        ThemeScore { theme, id: self.scheme.themes[theme].id.clone(), score, basis, cues }
    }
}

/// One automaton over the patterns, leftmost and longest; `None` without patterns or over its limits.
fn build(credits: &BTreeMap<String, BTreeMap<usize, f64>>) -> Option<(Automaton, Vec<Pattern>)> {
    let builder = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest);
    let automaton = builder.build_with_values(credits.keys().zip(0_u32..)).ok()?;
    let readable = |form: &str| form.replace(['\u{1}', '\u{2}'], " ").trim().replace("  ", " ");
    let patterns = credits.iter().map(|(form, credits)| Pattern {
        text: readable(form),
        credits: credits.iter().map(|(theme, weight)| (*theme, *weight)).collect(),
    });
    Some((automaton, patterns.collect()))
}

fn breaks(form: &str, from: usize, to: usize) -> usize {
    form.get(from..to).map_or(0, |part| part.matches(BREAK).count())
}

fn fade(gap: usize, reach: f64) -> f64 {
    let share = 1.0 + gap as f64 / reach;
    1.0 / (share * share)
}
