//! What looks like a directive and gave no point, and why: the coder's check on what was left out.

use super::Page;
use super::chinese::unused_directives;
use crate::model::Language;

/// A clause that looks like a directive and gave no point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rest {
    /// Line of the source, counted from one.
    pub line: usize,
    /// First source character.
    pub start: u32,
    /// The clause, as written.
    pub quote: String,
    /// Why it gave no point.
    pub reason: String,
}

/// All such clauses of a page, in order. English pages have none: every modal there gives a point.
pub fn rest(page: &Page<'_>, points: &[crate::model::PolicyPoint]) -> Vec<Rest> {
    if page.source.language == Language::English {
        return Vec::new();
    }
    unused_directives(page)
        .into_iter()
        .filter(|(span, _)| !points.iter().any(|point| point.span.overlaps(*span)))
        .map(|(span, reason)| {
            let start = page.text.to_source(span).first().map_or(0, |range| range.0);
            let (line, _) = page.source.line_column(start as usize);
            Rest { line, start, quote: page.text.slice(span), reason }
        })
        .collect()
}
