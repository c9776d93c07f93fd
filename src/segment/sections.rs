//! The headed parts of each article and what their headings say of the text below.

use super::blocks::marker_level;
use crate::codebook::Codebook;
use crate::model::{BlockKind, Section, Segments, Text};
use crate::normalize::marker_length;

/// Finds the sections; a block belongs to the innermost one above it.
pub(super) fn divide(text: &Text, codebook: &Codebook, segments: &mut Segments) {
    let mut open: Vec<usize> = Vec::new();
    let mut article = usize::MAX;
    for index in 0..segments.blocks.len() {
        let block = &segments.blocks[index];
        if block.article != article {
            article = block.article;
            open.clear();
        }
        let level = match block.kind {
            BlockKind::Heading(level) => Some(level),
            // A run-in heading heads the rest of its own block and the items below it.
            BlockKind::Item => run_in(text, segments, index),
            _ => None,
        };
        if let Some(level) = level {
            while open.last().is_some_and(|section| segments.sections[*section].level >= level) {
                open.pop();
            }
            segments.blocks[index].section = open.last().copied();
            let role = codebook.section_role(&text.key_slice(heading_span(text, segments, index)));
            segments.sections.push(Section { heading: index, level, parent: open.last().copied(), article, role });
            open.push(segments.sections.len() - 1);
        } else {
            segments.blocks[index].section = open.last().copied();
        }
    }
}

/// The words of a heading: the whole line, or the first sentence of a run-in one.
fn heading_span(text: &Text, segments: &Segments, block: usize) -> crate::model::Span {
    let block = &segments.blocks[block];
    let end = (block.body..block.span.end()).find(|place| matches!(text.key[*place], '。' | '：')).unwrap_or(block.span.end());
    crate::model::Span::new(block.body, end)
}

/// An item whose first sentence is short and is followed by more: （一）加強組織領導。各地要…
fn run_in(text: &Text, segments: &Segments, index: usize) -> Option<u8> {
    let block = &segments.blocks[index];
    let key = text.key(block.span);
    let marker = marker_length(key);
    let head: String = key.iter().take(marker).collect();
    let first = key.first().copied()?;
    if head.contains('条') {
        return Some(3);
    }
    let stop = (block.body..block.span.end()).find(|place| text.key[*place] == '。')?;
    let short = stop - block.body <= 30;
    let more = block.span.end() - stop > 4;
    (short && more && (first == '(' || first.is_ascii_digit() || head.ends_with('、'))).then(|| marker_level(&head, first))
}
