//! The exact place in a source that a node or an edge stands on.

use super::{Source, Span, Text};

/// Half-open range of Unicode characters of the source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceSpan {
    /// First character.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Where it stands, and what stands there. Takes its own quote from the source, so it cannot lie.
///
/// ```
/// use yaodian::model::{Evidence, Source, Span};
/// let source = Source::new("a.txt", "國務院印發通知。");
/// let text = yaodian::normalize::normalize(&source);
/// let evidence = Evidence::new(&source, &text, Span::new(0, 3), "gazetteer");
/// assert_eq!(evidence.quote, "國務院");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Id of the source.
    pub source: String,
    /// Ranges of the source, in order; together they read as the quote.
    pub spans: Vec<SourceSpan>,
    /// The characters of the ranges, one after the other.
    pub quote: String,
    /// The rule that found it.
    pub rule: String,
}

impl Evidence {
    /// Evidence for a span of the normalized text.
    pub fn new(source: &Source, text: &Text, span: Span, rule: &str) -> Self {
        let spans: Vec<SourceSpan> = text.to_source(span).into_iter().map(|(start, end)| SourceSpan { start, end }).collect();
        let quote = spans.iter().map(|range| source.slice(range.start as usize, range.end as usize)).collect();
        Evidence { source: source.id.clone(), spans, quote, rule: rule.to_owned() }
    }

    /// First source character.
    pub fn start(&self) -> u32 {
        self.spans.first().map_or(0, |span| span.start)
    }

    /// One past the last source character.
    pub fn end(&self) -> u32 {
        self.spans.last().map_or(0, |span| span.end)
    }
}
