//! The normalized text, with the way back to the source.

use super::Span;

/// The text that rules see: hard-wrapped lines joined, one block a line, page furniture gone.
///
/// Three sequences of one length: the characters, their matching key, and for each the source
/// character that it came from. The source positions never decrease (invariant 2).
///
/// ```
/// use yaodian::model::{Source, Span};
/// let source = Source::new("a.txt", "加強監管。");
/// let text = yaodian::normalize::normalize(&source);
/// assert_eq!(text.slice(Span::new(0, 4)), "加強監管");
/// assert_eq!(text.key_slice(Span::new(0, 4)), "加强监管");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Characters as the source has them; a joined line break between Latin words is one space.
    pub chars: Vec<char>,
    /// The matching key, character for character.
    pub key: Vec<char>,
    /// For each character, its position in the source, in characters.
    pub origin: Vec<u32>,
    /// Source positions of hyphens at line ends that belong to no word: they are no characters of the
    /// text, but evidence quotes them where the page has them. In order.
    pub hyphens: Vec<u32>,
    /// Length of the source in characters.
    pub source_length: u32,
}

impl Text {
    /// Number of characters.
    pub fn len(&self) -> usize {
        self.chars.len()
    }

    /// No character at all.
    pub fn is_empty(&self) -> bool {
        self.chars.is_empty()
    }

    /// The whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.len())
    }

    /// The characters of a span, as written.
    pub fn slice(&self, span: Span) -> String {
        self.chars.get(span.range()).unwrap_or_default().iter().collect()
    }

    /// The matching key of a span.
    pub fn key_slice(&self, span: Span) -> String {
        self.key(span).iter().collect()
    }

    /// The matching key of a span, as characters.
    pub fn key(&self, span: Span) -> &[char] {
        self.key.get(span.range()).unwrap_or_default()
    }

    /// Key character at a place.
    pub fn key_at(&self, place: usize) -> Option<char> {
        self.key.get(place).copied()
    }

    /// Where a span lies in the source: half-open ranges of source characters, in order.
    /// More than one when a line break or page furniture stands in between.
    pub fn to_source(&self, span: Span) -> Vec<(u32, u32)> {
        let mut ranges: Vec<(u32, u32)> = Vec::new();
        for &place in self.origin.get(span.range()).unwrap_or_default() {
            // inno-⏎vation: the hyphen right behind the word's first part.
            if let Some(last) = ranges.last_mut().filter(|last| last.1 < place && self.hyphens.binary_search(&last.1).is_ok()) {
                last.1 += 1;
            }
            match ranges.last_mut() {
                Some(last) if last.1 == place => last.1 = place + 1,
                _ => ranges.push((place, place + 1)),
            }
        }
        ranges
    }

    /// The span without blanks at its ends.
    #[must_use]
    pub fn trim(&self, span: Span) -> Span {
        let (mut start, mut end) = (span.start(), span.end().min(self.len()));
        while start < end && self.key[start].is_whitespace() {
            start += 1;
        }
        while end > start && self.key[end - 1].is_whitespace() {
            end -= 1;
        }
        Span::new(start, end)
    }

    /// First place of `needle` in the key inside `span`.
    pub fn find(&self, span: Span, needle: &str) -> Option<usize> {
        let pattern: Vec<char> = needle.chars().collect();
        if pattern.is_empty() || pattern.len() > span.len() {
            return None;
        }
        (span.start()..=span.end() - pattern.len()).find(|at| self.key[*at..].starts_with(&pattern))
    }

    /// The key inside `span`, from `place` on, starts with `prefix`.
    pub fn starts_with(&self, place: usize, prefix: &str) -> bool {
        prefix.chars().enumerate().all(|(offset, character)| self.key.get(place + offset) == Some(&character))
    }

    /// The key before `place` ends with `suffix`.
    pub fn ends_with(&self, place: usize, suffix: &str) -> bool {
        let length = suffix.chars().count();
        place >= length && self.starts_with(place - length, suffix)
    }
}
