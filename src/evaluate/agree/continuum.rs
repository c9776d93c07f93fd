//! The continuum that units are cut from: the characters of a text that count, in their order.
//! All codings that are compared must lie on the same one.

use super::super::gold::{Aligned, Gold};
use super::super::graph::SpanRecord;

/// The characters of a source text that count, and the place of each among them.
#[derive(Debug, Clone)]
pub struct Continuum {
    /// The text; `None` where only its length is known.
    source: Option<String>,
    /// For each character of the source its place; `None` where it does not count.
    places: Vec<Option<usize>>,
    length: usize,
}

impl Continuum {
    /// Every character of a text of known length counts.
    pub fn characters(length: usize) -> Self {
        Self { source: None, places: (0..length).map(Some).collect(), length }
    }

    /// Every character of the source but white space.
    ///
    /// ```
    /// use yaodian::evaluate::Continuum;
    /// assert_eq!(Continuum::whole("加強\n　監管").len(), 4);
    /// ```
    pub fn whole(source: &str) -> Self {
        let mut length = 0;
        let places = source
            .chars()
            .map(|character| {
                let counts = !super::super::fold::is_space(character);
                counts.then(|| {
                    length += 1;
                    length - 1
                })
            })
            .collect();
        Self { source: Some(source.to_owned()), places, length }
    }

    /// Only the characters of the source that the gold text has: page furniture does not count.
    pub fn within(source: &str, gold: &Gold) -> Self {
        let aligned = Aligned::new(gold, source);
        Self { source: Some(source.to_owned()), places: aligned.places().to_vec(), length: aligned.text.len() }
    }

    /// How many characters count.
    pub fn len(&self) -> usize {
        self.length
    }

    /// No character counts.
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// How many characters the source has, counting or not.
    pub(super) fn source_length(&self) -> usize {
        self.places.len()
    }

    /// From the first to the last counting character of these spans, end excluded; `None` where none
    /// counts.
    pub(super) fn range(&self, spans: &[SpanRecord]) -> Option<(usize, usize)> {
        let places = || {
            spans.iter().flat_map(|span| {
                let end = span.end.min(self.places.len());
                self.places.get(span.start..end).unwrap_or_default().iter().flatten().copied()
            })
        };
        Some((places().min()?, places().max()? + 1))
    }

    /// The gold on this continuum, with the spans of the source that each place of it comes from.
    pub(super) fn lay(&self, gold: &Gold) -> Option<(Aligned, Vec<Option<SpanRecord>>)> {
        let aligned = Aligned::new(gold, self.source.as_deref()?);
        let mut spans = vec![None; aligned.text.len()];
        for (index, place) in aligned.places().iter().enumerate() {
            if let Some(slot) = place.and_then(|place| spans.get_mut(place)) {
                *slot = Some(SpanRecord { start: index, end: index + 1 });
            }
        }
        Some((aligned, spans))
    }
}
