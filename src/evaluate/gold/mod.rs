//! Gold annotations: what a careful analyst marked in a text, as read from its files.
//! White space never counts: all places are in the text without it.
//!
//! `STEM.gold.json` (offsets only) is read where it exists; else `STEM.ann` with, where they exist,
//! `STEM.points.tsv` and `STEM.rel.tsv`.

mod aligned;
mod lines;

pub(crate) use aligned::Aligned;

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::error::{EvaluateError, read_text};

/// Types of entity that gold may mark.
pub(crate) const ENTITY_TYPES: &[&str] =
    &["person", "organization", "place", "post", "event", "document", "programme", "technology", "date", "quantity"];

/// Modalities of a point; `aspire` is an older name of `aim`.
const MODALITIES: &[&str] = &["prohibit", "must", "shall", "do", "promote", "explore", "permit", "aim", "aspire"];

/// The gold annotations of one text.
#[derive(Debug, Clone)]
pub struct Gold {
    content: Content,
    left_out: Vec<String>,
}

/// The two forms in which gold is kept.
#[derive(Debug, Clone)]
enum Content {
    /// With its own text, white space left out.
    Text { text: Vec<char>, entities: Vec<GoldEntity>, points: Vec<GoldPoint>, relations: Vec<[String; 3]> },
    /// As offsets in the source text without white space.
    Offsets(Offsets),
}

/// A marked name. Places in the gold text, end excluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct GoldEntity {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: String,
}

/// A policy point. Places in the gold text, end excluded; `-` where a part is absent.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct GoldPoint {
    pub(crate) span: (usize, usize),
    pub(crate) modality: String,
    pub(crate) speaker: String,
    pub(crate) actor: String,
    pub(crate) due: String,
    pub(crate) target: String,
    pub(crate) theme5: String,
    pub(crate) cap: String,
}

/// `STEM.gold.json`.
#[derive(Debug, Clone, Deserialize)]
struct Offsets {
    length: Option<usize>,
    /// The ranges of the source, without white space, that are gold text; all of it where absent.
    #[serde(default)]
    keep: Vec<(usize, usize)>,
    entities: Vec<(usize, usize, String)>,
    points: Vec<GoldPoint>,
    relations: Vec<[Term; 3]>,
}

/// A part of a relation: a place in the gold text, or a word.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Term {
    Place((usize, usize)),
    Word(String),
}

impl Gold {
    /// Reads the gold files `STEM.gold.json`, or `STEM.ann`, `STEM.points.tsv` and `STEM.rel.tsv`.
    ///
    /// ```
    /// use std::path::Path;
    /// use yaodian::evaluate::Gold;
    /// let error = Gold::read(Path::new("no/such/stem")).unwrap_err();
    /// assert!(error.to_string().contains("no/such/stem.ann: cannot read"));
    /// ```
    ///
    /// # Errors
    /// When a file cannot be read or a line of it is not as the annotation guide says.
    pub fn read(stem: &Path) -> Result<Self, EvaluateError> {
        let offsets = with_suffix(stem, ".gold.json");
        if offsets.exists() {
            return Self::read_offsets(&offsets);
        }
        let marked = with_suffix(stem, ".ann");
        let annotations = read_text(&marked, "give the path of the gold without its suffix: data/page for data/page.ann")?;
        let (text, entities) = lines::marks(&annotations, &marked.display().to_string())?;
        let mut left_out = Vec::new();
        let mut points = Vec::new();
        let path = with_suffix(stem, ".points.tsv");
        if path.exists() {
            let table = read_text(&path, "save the table as UTF-8")?;
            points = lines::points(&table, &path.display().to_string(), &text, &mut left_out)?;
        }
        let mut relations = Vec::new();
        let path = with_suffix(stem, ".rel.tsv");
        if path.exists() {
            let table = read_text(&path, "save the table as UTF-8")?;
            relations = lines::relations(&table, &path.display().to_string())?;
        }
        Ok(Self { content: Content::Text { text, entities, points, relations }, left_out })
    }

    /// What was left out because it does not occur in the text: one message each, with file,
    /// line and remedy.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    fn read_offsets(path: &Path) -> Result<Self, EvaluateError> {
        let name = path.display().to_string();
        let text = read_text(path, "save the file as UTF-8")?;
        let offsets: Offsets = serde_json::from_str(&text).map_err(|error| {
            let hint = "expected length, keep, entities [start, end, type], points, relations";
            EvaluateError::line(&name, error.line(), error.to_string(), hint)
        })?;
        let backwards = |(start, end): (usize, usize)| start > end;
        if offsets.keep.iter().any(|range| backwards(*range))
            || offsets.keep.windows(2).any(|pair| pair[0].1 > pair[1].0)
            || offsets.entities.iter().any(|(start, end, _)| start > end)
            || offsets.points.iter().any(|point| backwards(point.span))
        {
            let hint = "write every range as [start, end), the ranges of keep in order";
            return Err(EvaluateError::file(&name, "a range ends before it starts", hint));
        }
        Ok(Self { content: Content::Offsets(offsets), left_out: Vec::new() })
    }
}

/// The path with a suffix after its whole name: `d01` and `.ann` are `d01.ann`.
fn with_suffix(stem: &Path, suffix: &str) -> PathBuf {
    let mut path = stem.as_os_str().to_owned();
    path.push(suffix);
    PathBuf::from(path)
}
