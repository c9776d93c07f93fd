//! Theme schemes: what themes there are and which words speak for them, read from TOML or CSV.
//!
//! Law: a scheme that loads is usable. Every id is there once, every weight is a positive number,
//! every parent exists; what is wrong is reported with file, line and remedy. Order of themes and
//! cues is the order of the file, so equal files give equal schemes.

mod read;
mod weights;

pub use weights::Weights;
pub(crate) use weights::row;

use std::collections::BTreeSet;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::normalize::fold;

/// A name in the three languages of the graph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Label {
    /// Traditional Chinese.
    pub hant: String,
    /// Simplified Chinese.
    pub hans: String,
    /// English.
    pub en: String,
}

/// Where in a point a cue counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Anywhere in the text.
    Anywhere,
    /// Only where the point begins with it.
    Start,
    /// Only where the point ends with it.
    End,
}

/// A string that speaks for a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Cue {
    /// The string, folded to Simplified characters.
    pub text: String,
    /// How strongly it speaks: 2 names the theme, 1 belongs to it, 0.4 leans to it.
    pub weight: f64,
    /// Where it counts.
    pub place: Place,
}

/// One theme of a scheme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    /// The code, unique in the scheme, such as `governance` or `17`.
    pub id: String,
    /// The code of the wider theme, if the scheme has levels.
    pub parent: Option<String>,
    /// A grouping beside the themes, such as `supply` of the instruments.
    pub class: Option<String>,
    /// The name.
    pub label: Label,
    /// What belongs to it.
    pub definition: String,
    /// Words that speak for it.
    pub cues: Vec<Cue>,
    /// Longer strings inside which its cues do not count.
    pub exclude: Vec<String>,
    /// Sentences that must get the theme.
    pub examples: Vec<String>,
    /// Sentences that must not have the theme first.
    pub counterexamples: Vec<String>,
}

/// A set of themes with the parameters of their assignment.
#[derive(Debug, Clone, PartialEq)]
pub struct Scheme {
    /// The code, such as `points` or `cap`.
    pub id: String,
    /// The name.
    pub label: Label,
    /// What the scheme sorts.
    pub description: String,
    /// Where its definitions come from.
    pub source: String,
    /// Whether a point has one place on it (scores add up to one) or themes are judged one by one.
    pub single: bool,
    /// Most themes that one point may get.
    pub labels: usize,
    /// Least score of a second theme, unless the fitted weights say it by theme; without them of any theme.
    pub threshold: f64,
    /// Whether fitted weights tell the themes of a Chinese point by its words alone; without them, and elsewhere, cues count.
    pub words_decide: bool,
    /// What one cue in a title counts against one in the text, for whole documents.
    pub title_weight: f64,
    /// Characters of a document that are read for its class.
    pub text_limit: usize,
    /// The themes, in file order.
    pub themes: Vec<Theme>,
    /// Fitted numbers, if there are any.
    pub weights: Option<std::sync::Arc<Weights>>,
    /// The file it came from, for messages.
    pub origin: String,
}

/// Why a scheme could not be loaded: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what} · hint: {remedy}")]
pub struct SchemeError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// Something in a scheme that works but is probably not meant.
pub type Finding = SchemeError;

/// The texts of the schemes that come with the program: name, scheme, fitted weights.
const DEFAULTS: [(&str, &str, Option<&str>); 4] = [
    ("points.toml", include_str!("themes/points.toml"), Some(include_str!("themes/points.weights.tsv"))),
    ("cap.toml", include_str!("themes/cap.toml"), Some(include_str!("themes/cap.weights.tsv"))),
    ("statecouncil.toml", include_str!("themes/statecouncil.toml"), None),
    ("instruments.toml", include_str!("themes/instruments.toml"), None),
];

/// The four schemes that come with the program: `points`, `cap`, `statecouncil`, `instruments`.
///
/// # Errors
/// Only if a data file of the program itself is wrong; a test keeps that from happening.
pub fn default_schemes() -> Result<Vec<Scheme>, SchemeError> {
    DEFAULTS.iter().map(|(name, text, weights)| Scheme::from_toml(name, text, *weights)).collect()
}

impl Scheme {
    /// The scheme without the folder that it was read from: its content alone.
    pub(super) fn content(&self) -> String {
        let name = format!("{}.toml", self.id);
        // A table names its own file as its source.
        let source = if self.source == self.origin { name.clone() } else { self.source.clone() };
        // The digest of a table of weights stands for it.
        let weights = self.weights.as_ref().map(|weights| std::sync::Arc::new(Weights::only_digest(weights)));
        format!("{:?}", Scheme { origin: name, source, weights, ..self.clone() })
    }

    /// The digest of a codebook with this scheme added.
    pub(crate) fn digest(&self, codebook: &str) -> String {
        let digest = Sha256::new().chain_update(codebook).chain_update(self.content()).finalize();
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The laws of schemes; `text` is the file, to name lines.
    fn check(&self, text: &str) -> Result<(), SchemeError> {
        let wrong = |line: usize, what: String, remedy: &str| Err(fault(&self.origin, line, what, remedy));
        if self.id.is_empty() || self.id.contains([':', ' ']) {
            return wrong(1, format!("scheme id “{}” is empty or holds a space or colon", self.id), "use lower-case letters");
        }
        if self.themes.is_empty() {
            return wrong(1, "no theme".to_owned(), "add at least one [[theme]] with id, label and cues");
        }
        let mut seen = BTreeSet::new();
        for theme in &self.themes {
            let line = line_of(text, &theme.id);
            if theme.id.is_empty() || theme.id.contains([':', ' ']) {
                return wrong(line, format!("theme id “{}” is empty or holds a space or colon", theme.id), "use a short code");
            }
            if !seen.insert(&theme.id) {
                return wrong(line, format!("theme “{}” is there twice", theme.id), "merge the two entries or rename one");
            }
            for cue in &theme.cues {
                if cue.text.trim().is_empty() {
                    return wrong(line, format!("theme “{}” has an empty cue", theme.id), "remove it");
                }
                if !(cue.weight.is_finite() && cue.weight > 0.0) {
                    let what = format!("cue “{}” of theme “{}” has the weight {}", cue.text, theme.id, cue.weight);
                    return wrong(line_of(text, &cue.text), what, "give a number above 0; use exclude to forbid a string");
                }
            }
        }
        for theme in &self.themes {
            if let Some(parent) = theme.parent.as_ref().filter(|parent| !seen.contains(parent)) {
                let what = format!("theme “{}” names the parent “{parent}”, which is not there", theme.id);
                return wrong(line_of(text, &theme.id), what, "add that theme or correct the name");
            }
        }
        Ok(())
    }

    /// What works but is probably not meant: doubled cues, a cue that is also excluded, an
    /// exclusion that holds no cue, a theme without cues. (One cue in two themes is fine.)
    pub fn lint(&self, text: &str) -> Vec<Finding> {
        let mut found = Vec::new();
        for theme in &self.themes {
            let mut add = |string: &str, what: &str, remedy: &str| {
                let what = format!("theme “{}”: {what} “{string}”", theme.id);
                found.push(fault(&self.origin, line_of(text, string), what, remedy));
            };
            let mut seen = BTreeSet::new();
            for cue in &theme.cues {
                if !seen.insert((&cue.text, cue.place)) {
                    add(&cue.text, "cue is there twice:", "keep the one with the weight you mean");
                }
                if theme.exclude.contains(&cue.text) {
                    add(&cue.text, "is both cue and exclusion:", "decide for one");
                }
            }
            for string in &theme.exclude {
                if !theme.cues.iter().any(|cue| string.contains(&cue.text)) {
                    add(string, "exclusion holds no cue:", "remove it or lengthen it around a cue");
                }
            }
            if theme.cues.is_empty() && !theme.id.eq("Z") {
                add(&theme.id, "has no cue, nothing can get it:", "add cues");
            }
        }
        found
    }
}

/// The line, from 1, of a byte place.
fn line_at(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// The first line that holds the string in quotes, else anywhere, else 1; script-blind.
fn line_of(text: &str, string: &str) -> usize {
    let (text, string) = (fold(text), fold(string));
    let quoted = format!("\"{string}\"");
    text.find(&quoted).or_else(|| text.find(&string)).map_or(1, |byte| line_at(&text, byte))
}

fn fault(file: &str, line: usize, what: String, remedy: &str) -> SchemeError {
    SchemeError { file: file.to_owned(), line, what, remedy: remedy.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Scheme, default_schemes};

    const SMALL: &str = r#"
[scheme]
id = "own"
label = { hant = "自訂", hans = "自订", en = "Own" }

[[theme]]
id = "water"
label = { hant = "水", hans = "水", en = "Water" }
cues = ["供水", { text = "水庫", weight = 3.0 }]
"#;

    #[test]
    fn the_schemes_of_the_program_load_and_are_clean() {
        let schemes = default_schemes().expect("embedded data");
        let sizes: Vec<_> = schemes.iter().map(|scheme| (scheme.id.as_str(), scheme.themes.len())).collect();
        assert_eq!(sizes, [("points", 5), ("cap", 21), ("statecouncil", 22), ("instruments", 19)]);
    }

    #[test]
    fn cues_are_folded_and_keep_their_weight() {
        let scheme = Scheme::from_toml("own.toml", SMALL, None).expect("small scheme");
        let cues: Vec<_> = scheme.themes[0].cues.iter().map(|cue| (cue.text.as_str(), cue.weight)).collect();
        assert_eq!(cues, [("供水", 1.0), ("水库", 3.0)]);
    }

    #[test]
    fn faults_name_line_and_remedy() {
        let twice = format!("{SMALL}\n[[theme]]\nid = \"water\"\n");
        let fault = Scheme::from_toml("own.toml", &twice, None).expect_err("doubled id");
        assert_eq!(fault.to_string(), "own.toml:7: theme “water” is there twice · hint: merge the two entries or rename one");
        let fault = Scheme::from_toml("own.toml", &SMALL.replace("cues", "cuse"), None).expect_err("unknown field");
        assert_eq!(fault.line, 9);
        let fault = Scheme::from_toml("own.toml", &SMALL.replace("3.0", "-1.0"), None).expect_err("negative weight");
        assert!(fault.what.contains("水库"), "{fault}");
    }

    #[test]
    fn a_table_is_a_scheme() {
        let table = "id,label,parent,cues,exclude,weight\nA,水利,,水庫;堤防,,2\nA,,,灌溉,,\nB,防洪,A,防洪|防汛,防洪牆,1\n";
        let scheme = Scheme::from_csv("own.csv", "own", table).expect("table");
        assert_eq!(scheme.themes.len(), 2);
        assert_eq!(scheme.themes[0].cues.len(), 3);
        assert_eq!(scheme.themes[1].parent.as_deref(), Some("A"));
        let fault = Scheme::from_csv("own.csv", "own", "id,cues,parent\nA,水,C\n").expect_err("missing parent");
        assert_eq!(fault.line, 2);
    }

    #[test]
    fn lint_finds_doubled_cues_and_idle_exclusions() {
        let text = SMALL.replace("\"供水\", ", "\"供水\", \"供水\", ").replace("weight = 3.0 }]", "weight = 3.0 }]\nexclude = [\"公路\"]");
        let scheme = Scheme::from_toml("own.toml", &text, None).expect("loads");
        let found = scheme.lint(&text);
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
