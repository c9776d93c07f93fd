//! Trains the models of clauses and of predicates on annotated texts: `NAME.ann` with `NAME.points.tsv` beside it.

use super::{Page, clause_model, predicate_model, predicate_words, training_sequences};
use crate::learn::{Example, FieldSettings, Model, Sequence, SplitMix64, train_field};
use crate::model::{Language, Source, Span, Text};
use crate::{Pipeline, diagnostic::Code, diagnostic::Diagnostic};
use std::path::Path;

/// Where a part of a point stands in its quote (half-open, in characters, white space aside); none where it has no such part.
///
/// ```
/// let verb: yaodian::extract::training::CodedPart = Some((3, 5));
/// assert!(verb.is_some_and(|(start, end)| start < end));
/// ```
pub type CodedPart = Option<(usize, usize)>;

/// An annotated text: the source, and the quotes of its points in order.
#[derive(Debug)]
pub struct AnnotatedText {
    /// The text without its marks.
    pub source: Source,
    /// The point quotes without white space.
    pub quotes: Vec<String>,
    /// Their themes and their topics, the first the best.
    pub codes: Vec<[Vec<String>; 2]>,
    /// Their aims and objects, in characters of the quotes (half-open); none where they are not coded at all.
    pub predicates: Vec<Option<[CodedPart; 2]>>,
}

/// Reads `STEM.ann` and `STEM.points.tsv`.
///
/// # Errors
/// A file that cannot be read, with its path.
pub fn read_annotated(stem: &Path) -> Result<AnnotatedText, Diagnostic> {
    let read = |ending: &str| {
        let path = stem.with_extension(ending);
        std::fs::read_to_string(&path).map_err(|error| {
            Diagnostic::error(
                Code::Unreadable,
                &path.to_string_lossy(),
                format!("cannot be read: {error}"),
                "give the path of an annotation without its ending",
            )
        })
    };
    let marked = read("ann")?;
    let mut plain = String::with_capacity(marked.len());
    let mut rest = marked.as_str();
    while let Some((before, behind)) = rest.split_once('⟦') {
        plain.push_str(before);
        let (inside, after) = behind.split_once('⟧').unwrap_or((behind, ""));
        plain.push_str(inside.rsplit_once('|').map_or(inside, |(surface, _)| surface));
        rest = after;
    }
    plain.push_str(rest);
    let table = read("points.tsv")?;
    let rows: Vec<Vec<&str>> = table.lines().filter(|line| !line.trim().is_empty()).map(|line| line.split('\t').collect()).collect();
    let quotes = rows.iter().filter_map(|row| row.first()).map(|quote| quote.chars().filter(|c| !c.is_whitespace()).collect()).collect();
    let listed = |row: &[&str], column: usize| {
        let cell = row.get(column).copied().unwrap_or_default();
        cell.split([';', ',']).map(str::trim).filter(|code| !code.is_empty() && *code != "-").map(str::to_owned).collect()
    };
    let codes = rows.iter().map(|row| [listed(row, 6), listed(row, 7)]).collect();
    let predicates = rows.iter().map(|row| Some([placed(row.get(8)?), placed(row.get(9)?)])).collect();
    let name = stem.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(AnnotatedText { source: Source::new(&name, &plain), quotes, codes, predicates })
}

/// `words@n`: words that begin behind n characters of the quote; nothing where there is no such cell.
fn placed(cell: &&str) -> CodedPart {
    let (words, at) = cell.rsplit_once('@')?;
    let at = at.parse().ok()?;
    Some((at, at + words.chars().filter(|c| !c.is_whitespace()).count()))
}

/// Where the quotes stand in the normalized text, in order; one that is not found is left out.
pub(super) fn locate(text: &Text, quotes: &[String]) -> Vec<Span> {
    locate_each(text, quotes).into_iter().flatten().collect()
}

/// Where each quote stands in the normalized text.
pub(super) fn locate_each(text: &Text, quotes: &[String]) -> Vec<Option<Span>> {
    let places: Vec<usize> = (0..text.len()).filter(|place| !text.chars[*place].is_whitespace()).collect();
    let solid: Vec<char> = places.iter().map(|place| text.key[*place]).collect();
    let mut from = 0;
    let mut found = Vec::with_capacity(quotes.len());
    for quote in quotes {
        let pattern: Vec<char> = quote.chars().map(crate::normalize::fold_char).collect();
        let at = (from..=solid.len().saturating_sub(pattern.len())).chain(0..from).find(|at| solid[*at..].starts_with(&pattern));
        let at = at.filter(|_| !pattern.is_empty());
        found.push(at.map(|at| Span::new(places[at], places[at + pattern.len() - 1] + 1)));
        from = at.map_or(from, |at| at + 1);
    }
    found
}

/// What is learned from annotated texts.
///
/// ```
/// use yaodian::extract::training::Lessons;
/// use yaodian::learn::FieldSettings;
///
/// let model = Lessons::Predicates.train(&[], &FieldSettings::default());
/// assert!(model.chain().labels.iter().any(|label| label == "aim"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lessons {
    /// Which clauses are points.
    Clauses,
    /// The verb of a point, and what it acts on.
    Predicates,
}

/// Views of each sequence: one whole, the others with features left out, so that no weight rests on its
/// neighbours.
const VIEWS: usize = 12;
/// Of 100 features so many are left out of a thinned view.
const LEFT_OUT: usize = 30;

impl Lessons {
    /// The labelled sequences of annotated texts, by text. English texts have none: rules decide there.
    pub fn sequences(self, pipeline: &Pipeline, texts: &[AnnotatedText]) -> Vec<Vec<Sequence>> {
        texts
            .iter()
            .map(|annotated| {
                if annotated.source.language == Language::English {
                    return Vec::new();
                }
                pipeline.with_page(&annotated.source, |page: &Page<'_>| match self {
                    Lessons::Clauses => training_sequences(page, &locate(page.text, &annotated.quotes)),
                    Lessons::Predicates => predicate_model::lessons(page, annotated),
                })
            })
            .collect()
    }

    /// Trains a model; of no sequences, one that has the labels and features of this program.
    pub fn train(self, sequences: &[Vec<Sequence>], settings: &FieldSettings) -> Model {
        let mut random = SplitMix64::new(settings.seed);
        let examples: Vec<Example> = sequences
            .iter()
            .flatten()
            .filter(|sequence| !sequence.is_empty())
            .map(|sequence| {
                let mut views = vec![sequence.clone()];
                for _ in 1..VIEWS {
                    let mut view = sequence.clone();
                    view.thin(LEFT_OUT, &mut random);
                    views.push(view);
                }
                Example { views, repeat: 1 }
            })
            .collect();
        let (chain, templates) = match self {
            Lessons::Clauses => (clause_model::chain(), clause_model::TEMPLATES),
            Lessons::Predicates => (predicate_model::chain(), predicate_words::TEMPLATES),
        };
        train_field(chain, templates, &examples, settings)
    }
}
