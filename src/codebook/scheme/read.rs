//! Reads schemes: TOML for those of the codebook, CSV for a user's table, TSV for fitted weights.
//!
//! Law: every string that is matched leaves here folded, so cues may be written in any script.

use serde::Deserialize;

use super::{Cue, Label, Place, Scheme, SchemeError, Theme, Weights, fault, line_at};
use crate::normalize::fold_char;

impl Scheme {
    /// Reads a scheme from TOML; `weights` is the text of its table of fitted weights.
    ///
    /// # Errors
    /// Where the TOML is not well formed, a field is missing or unknown, or a law of schemes is broken.
    pub fn from_toml(file: &str, text: &str, weights: Option<&str>) -> Result<Self, SchemeError> {
        let raw: RawFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| line_at(text, span.start));
            let remedy = "compare the entry with one of src/codebook/themes/*.toml";
            fault(file, line, error.message().to_owned(), remedy)
        })?;
        let mut scheme = Self {
            id: raw.scheme.id,
            label: raw.scheme.label,
            description: raw.scheme.description,
            source: raw.scheme.source,
            single: raw.scheme.single,
            labels: raw.scheme.labels,
            threshold: raw.scheme.threshold,
            words_decide: raw.scheme.words_decide,
            title_weight: raw.scheme.title_weight,
            text_limit: raw.scheme.text_limit,
            themes: raw.theme.into_iter().map(Theme::from).collect(),
            weights: None,
            origin: file.to_owned(),
        };
        scheme.check(text)?;
        if let Some(table) = weights {
            let name = raw.scheme.weights.unwrap_or_else(|| format!("{}.weights.tsv", scheme.id));
            scheme.weights = Some(Weights::from_tsv(&name, table, &scheme)?.into());
        }
        Ok(scheme)
    }

    /// Reads a user's own scheme from CSV with the columns `id,label,parent,cues,exclude,weight`.
    ///
    /// `cues` and `exclude` hold strings parted by `;` or `|`; `weight` is that of the row's cues
    /// (1 if empty). Rows of one id add cues to one theme. Only `id` and `cues` must be there.
    ///
    /// # Errors
    /// Where a column is missing, a weight is no number, or a law of schemes is broken.
    pub fn from_csv(file: &str, id: &str, text: &str) -> Result<Self, SchemeError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let mut themes: Vec<Theme> = Vec::new();
        for row in reader.deserialize::<RawRow>() {
            let row = row.map_err(|error| {
                let line = error.position().map_or(1, |place| place.line() as usize);
                fault(file, line, error.to_string(), "give the columns id,label,parent,cues,exclude,weight")
            })?;
            let at = themes.iter().position(|theme| theme.id == row.id).unwrap_or(themes.len());
            if at == themes.len() {
                let name = if row.label.is_empty() { row.id.clone() } else { row.label };
                let label = Label { hant: name.clone(), hans: name.clone(), en: name };
                let parent = Some(row.parent).filter(|parent| !parent.is_empty());
                themes.push(Theme { id: row.id, parent, label, ..Theme::default() });
            }
            let weight = row.weight.unwrap_or(1.0);
            let theme = &mut themes[at];
            theme.cues.extend(split(&row.cues).map(|text| Cue { text, weight, place: Place::Anywhere }));
            theme.exclude.extend(split(&row.exclude));
        }
        let scheme = Self {
            id: id.to_owned(),
            label: Label { hant: id.to_owned(), hans: id.to_owned(), en: id.to_owned() },
            description: String::new(),
            source: file.to_owned(),
            single: false,
            labels: default_labels(),
            threshold: default_threshold(),
            words_decide: false,
            title_weight: default_title_weight(),
            text_limit: default_text_limit(),
            themes,
            weights: None,
            origin: file.to_owned(),
        };
        scheme.check(text)?;
        Ok(scheme)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    scheme: RawScheme,
    #[serde(default)]
    theme: Vec<RawTheme>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawScheme {
    id: String,
    label: Label,
    #[serde(default)]
    description: String,
    #[serde(default)]
    source: String,
    #[serde(default)]
    single: bool,
    #[serde(default = "default_labels")]
    labels: usize,
    #[serde(default = "default_threshold")]
    threshold: f64,
    #[serde(default)]
    words_decide: bool,
    weights: Option<String>,
    #[serde(default = "default_title_weight")]
    title_weight: f64,
    #[serde(default = "default_text_limit")]
    text_limit: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct RawTheme {
    id: String,
    parent: Option<String>,
    class: Option<String>,
    label: Label,
    definition: String,
    #[serde(rename = "subclasses")]
    _subclasses: Vec<String>,
    #[serde(rename = "cap")]
    _cap: Vec<String>,
    strong: Vec<RawCue>,
    cues: Vec<RawCue>,
    weak: Vec<RawCue>,
    starts: Vec<RawCue>,
    ends: Vec<RawCue>,
    exclude: Vec<String>,
    examples: Vec<String>,
    counterexamples: Vec<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum RawCue {
    Text(String),
    Weighted { text: String, weight: f64 },
}

#[derive(Deserialize)]
struct RawRow {
    id: String,
    #[serde(default)]
    label: String,
    #[serde(default)]
    parent: String,
    cues: String,
    #[serde(default)]
    exclude: String,
    #[serde(default)]
    weight: Option<f64>,
}

impl From<RawTheme> for Theme {
    fn from(raw: RawTheme) -> Self {
        let grades = [
            (raw.strong, 2.0, Place::Anywhere),
            (raw.cues, 1.0, Place::Anywhere),
            (raw.weak, 0.4, Place::Anywhere),
            (raw.starts, 1.0, Place::Start),
            (raw.ends, 1.0, Place::End),
        ];
        let mut cues = Vec::new();
        for (list, usual, place) in grades {
            cues.extend(list.into_iter().map(|cue| match cue {
                RawCue::Text(text) => Cue { text: folded(&text), weight: usual, place },
                RawCue::Weighted { text, weight } => Cue { text: folded(&text), weight, place },
            }));
        }
        Self {
            id: raw.id,
            parent: raw.parent,
            class: raw.class,
            label: raw.label,
            definition: raw.definition,
            cues,
            exclude: raw.exclude.iter().map(|string| folded(string)).collect(),
            examples: raw.examples,
            counterexamples: raw.counterexamples,
        }
    }
}

/// Strings of a CSV cell, folded.
fn split(cell: &str) -> impl Iterator<Item = String> + '_ {
    cell.split([';', '；', '|']).map(str::trim).filter(|string| !string.is_empty()).map(folded)
}

/// The string in Simplified characters, as texts are when they are matched.
pub(super) fn folded(string: &str) -> String {
    string.chars().map(fold_char).collect()
}

fn default_labels() -> usize {
    2
}

fn default_threshold() -> f64 {
    0.5
}

fn default_title_weight() -> f64 {
    8.0
}

fn default_text_limit() -> usize {
    3000
}
