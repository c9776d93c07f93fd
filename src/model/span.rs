//! A half-open range of characters.

use std::ops::Range;

/// Half-open range of characters of a normalized text: `start` included, `end` excluded.
///
/// Characters and not bytes: the matching key has as many characters as the text but not as many
/// bytes, so one span names the same place in both.
///
/// ```
/// use yaodian::model::Span;
/// let span = Span::new(2, 5);
/// assert_eq!(span.len(), 3);
/// assert!(span.contains(Span::new(2, 4)));
/// assert!(span.overlaps(Span::new(4, 9)) && !span.overlaps(Span::new(5, 9)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// A span; an `end` before `start` is taken as empty at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// First character.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last character.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Number of characters.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// No character at all.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// `other` lies inside, ends included.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// At least one character in common.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// As a range of indices.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }
}
