//! Gold laid on a source text: every character of the source that gold text has knows its place in it.
//! What gold left out (page furniture) has none and never counts.

use super::super::fold::{is_space, strip};
use super::super::graph::SpanRecord;
use super::super::sequence::align;
use super::{Content, Gold, GoldEntity, GoldPoint, Offsets, Term};

/// Gold and the source text, in the places of the gold text.
#[derive(Debug)]
pub(crate) struct Aligned {
    /// The gold text without white space.
    pub(crate) text: Vec<char>,
    pub(crate) entities: Vec<GoldEntity>,
    pub(crate) points: Vec<GoldPoint>,
    pub(crate) relations: Vec<[String; 3]>,
    /// For each character of the source its place in the gold text.
    places: Vec<Option<usize>>,
    /// What a reader of the figures should know.
    pub(crate) notes: Vec<String>,
}

impl Aligned {
    pub(crate) fn new(gold: &Gold, source: &str) -> Self {
        let stripped = strip(source);
        let (mut aligned, table) = match &gold.content {
            Content::Text { text, entities, points, relations } => {
                let table = align(&stripped, text);
                let aligned = Self {
                    text: text.clone(),
                    entities: entities.clone(),
                    points: points.clone(),
                    relations: relations.clone(),
                    places: Vec::new(),
                    notes: gold.left_out.clone(),
                };
                (aligned, table)
            }
            Content::Offsets(offsets) => Self::kept(offsets, &stripped, source.chars().count()),
        };
        let mut rest = table.into_iter();
        aligned.places = source.chars().map(|character| if is_space(character) { None } else { rest.next().flatten() }).collect();
        let found = aligned.places.iter().flatten().count();
        if found * 2 < aligned.text.len() {
            aligned.notes.push(format!(
                "only {found} of {} characters of the gold text are in the source \
                 · hint: give the text that the gold was made from",
                aligned.text.len()
            ));
        }
        aligned
    }

    /// The gold of an offsets file on the source text without white space.
    fn kept(offsets: &Offsets, stripped: &[char], length: usize) -> (Self, Vec<Option<usize>>) {
        let mut table = vec![None; stripped.len()];
        let mut text = Vec::new();
        let everything = [(0, stripped.len())];
        let keep: &[_] = if offsets.keep.is_empty() { &everything } else { &offsets.keep };
        for (start, end) in keep {
            for place in *start..(*end).min(stripped.len()) {
                table[place] = Some(text.len());
                text.push(stripped[place]);
            }
        }
        let mut notes = Vec::new();
        if offsets.length.is_some_and(|said| said != length && said != stripped.len()) {
            notes.push(
                "the source has another length than the gold says \
                 · hint: give the text that the gold was made from"
                    .to_owned(),
            );
        }
        let entities =
            offsets.entities.iter().map(|(start, end, kind)| GoldEntity { start: *start, end: *end, kind: kind.clone() }).collect();
        let relations = offsets
            .relations
            .iter()
            .map(|relation| {
                relation.clone().map(|term| match term {
                    Term::Word(word) => word,
                    Term::Place((start, end)) => cut(&text, start, end),
                })
            })
            .collect();
        let points = offsets.points.clone();
        (Self { text, entities, points, relations, places: Vec::new(), notes }, table)
    }

    /// Places in the gold text of these spans of the source, ascending, each once.
    pub(crate) fn positions(&self, spans: &[SpanRecord]) -> Vec<usize> {
        let mut positions: Vec<usize> = spans
            .iter()
            .flat_map(|span| {
                let end = span.end.min(self.places.len());
                self.places.get(span.start..end).unwrap_or_default().iter().flatten().copied()
            })
            .collect();
        positions.sort_unstable();
        positions.dedup();
        positions
    }

    /// For each character of the source its place in the gold text.
    pub(crate) fn places(&self) -> &[Option<usize>] {
        &self.places
    }

    /// The gold text from `start`, end excluded.
    pub(crate) fn cut(&self, start: usize, end: usize) -> String {
        cut(&self.text, start, end)
    }
}

fn cut(text: &[char], start: usize, end: usize) -> String {
    text.get(start..end.min(text.len())).unwrap_or_default().iter().collect()
}
