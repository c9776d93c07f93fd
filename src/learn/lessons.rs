//! Labelled files as the program sees them: their text goes through normalizing, segmenting and the
//! rules, so that a model learns from what it will be shown.

use std::path::Path;

use super::labelled::{LabelledError, LabelledSentence, parse_bio};
use super::marks::unmark;
use crate::Pipeline;
use crate::annotate::Sight;
use crate::model::{Language, Source, Span, Text};

/// A sentence as the tagger sees it, and what is marked in it.
#[derive(Debug, Clone, Default)]
pub struct Lesson {
    /// What the tagger is told.
    pub sight: Sight,
    /// The marks inside the sentence: start, end (excluded), type.
    pub spans: Vec<(usize, usize, String)>,
}

/// A text and its marks.
#[derive(Debug, Clone)]
pub struct MarkedText {
    /// The text without its marks.
    pub source: Source,
    /// The marks: characters of the source, half-open, and their type.
    pub spans: Vec<(usize, usize, String)>,
}

/// Reads a file by its suffix: `.ann` is one text with ⟦surface|type⟧ marks, any other is BIO, each
/// sentence a text.
///
/// # Errors
/// When the file cannot be read or a line is not in the format.
pub fn read_marked(path: &Path) -> Result<Vec<MarkedText>, LabelledError> {
    let text = std::fs::read_to_string(path).map_err(|source| LabelledError::Read { path: path.to_owned(), source })?;
    if path.extension().is_some_and(|extension| extension == "ann") {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Ok(vec![text_of(unmark(text.strip_prefix('\u{feff}').unwrap_or(&text), path)?)]);
    }
    let mut texts: Vec<MarkedText> = parse_bio(&text, path)?.into_iter().map(text_of).collect();
    for text in &mut texts {
        text.source.language = Language::Chinese;
    }
    Ok(texts)
}

fn text_of(marked: LabelledSentence) -> MarkedText {
    MarkedText { source: Source::new("", &marked.text.iter().collect::<String>()), spans: marked.spans }
}

/// Where the marks of a source stand in its normalized text; those of what normalizing left out are none.
pub fn placed(text: &Text, spans: &[(usize, usize, String)]) -> Vec<(Span, String)> {
    let place = |offset: usize| text.origin.partition_point(|origin| (*origin as usize) < offset);
    spans
        .iter()
        .map(|(start, end, name)| (text.trim(Span::new(place(*start), place(*end).max(place(*start)))), name.clone()))
        .filter(|(span, _)| !span.is_empty())
        .collect()
}

/// The lessons of a file; an English text has none, for the rules decide there.
///
/// # Errors
/// When the file cannot be read or a line is not in the format.
pub fn lessons(pipeline: &Pipeline, path: &Path) -> Result<Vec<Lesson>, LabelledError> {
    let mut lessons = Vec::new();
    for marked in read_marked(path)? {
        let (text, sights) = pipeline.sights(&marked.source);
        let marks = placed(&text, &marked.spans);
        lessons.extend(sights.into_iter().map(|(sentence, sight)| {
            let inside = marks.iter().filter(|(span, _)| span.start() >= sentence.start() && span.end() <= sentence.end());
            let spans = inside.map(|(span, name)| (span.start() - sentence.start(), span.end() - sentence.start(), name.clone()));
            Lesson { spans: spans.collect(), sight }
        }));
    }
    Ok(lessons)
}
