//! The headed parts of each article and what their headings say of the text below.

use super::blocks::marker_level;
use crate::codebook::Codebook;
use crate::model::{BlockKind, Section, Segments, Span, Text};
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
        // 一、 below 第五條: an item of the article, not another part beside it.
        let opens = |section: &usize| text.key_at(segments.sections[*section].title.start());
        let article_above = open.iter().any(|section| segments.sections[*section].level == 3 && opens(section) == Some('第'));
        let own = text.key_at(segments.blocks[index].span.start()) == Some('第');
        let below = |level: u8| if level == 3 && article_above && !own { 4 } else { level };
        let level = level.map(below);
        if let (None, BlockKind::Item) = (level, block.kind)
            && let Some(level) = item_level(text, segments, index).map(below)
        {
            // 二、 ends what 一、 headed, though it is no heading itself.
            while open.last().is_some_and(|section| segments.sections[*section].level >= level) {
                open.pop();
            }
        }
        if let Some(level) = level {
            while open.last().is_some_and(|section| segments.sections[*section].level >= level) {
                open.pop();
            }
            segments.blocks[index].section = open.last().copied();
            let words = heading_span(text, segments, index);
            let role = codebook.section_role(&text.key_slice(words));
            let block = &segments.blocks[index];
            let run_in = !matches!(block.kind, BlockKind::Heading(_)) && !words.is_empty();
            // 第十二条 has no words of its own: what follows is the text.
            let end = if level == 3 && text.key_at(block.span.start()) == Some('第') { block.body } else { words.end() };
            let title = if run_in { text.trim(Span::new(block.span.start(), end)) } else { block.span };
            segments.sections.push(Section { heading: index, title, level, parent: open.last().copied(), article, role });
            open.push(segments.sections.len() - 1);
        } else {
            segments.blocks[index].section = open.last().copied();
        }
    }
}

/// The words of a heading: the whole line, or the first sentence of a run-in one.
fn heading_span(text: &Text, segments: &Segments, block: usize) -> Span {
    let block = &segments.blocks[block];
    let end = (block.body..block.span.end()).find(|place| matches!(text.key[*place], '。' | '：')).unwrap_or(block.span.end());
    Span::new(block.body, end)
}

/// The level of the enumerator of an item.
fn item_level(text: &Text, segments: &Segments, index: usize) -> Option<u8> {
    let key = text.key(segments.blocks[index].span);
    let marker: String = key.iter().take(marker_length(key)).collect();
    let first = key.first().copied()?;
    (!marker.is_empty() && (first == '(' || first.is_ascii_digit() || marker.trim_end().ends_with('、')))
        .then(|| marker_level(&marker, first))
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
    let more = block.span.end() - stop > 4 || heads_next(text, segments, index, &head);
    (short && more && (first == '(' || first.is_ascii_digit() || head.ends_with('、'))).then(|| marker_level(&head, first))
}

/// A short item with nothing behind it that heads the paragraphs below: （二）基本原則。
fn heads_next(text: &Text, segments: &Segments, index: usize, marker: &str) -> bool {
    let block = &segments.blocks[index];
    let numbered = segments
        .sections
        .iter()
        .rev()
        .take_while(|section| section.article == block.article)
        .any(|section| section.level == 3 && text.key_at(section.title.start()) == Some('第'));
    let Some(next) = segments.blocks.get(index + 1).filter(|next| next.article == block.article) else { return false };
    let same = |next: &str| next.chars().next() == marker.chars().next();
    let words = text.key_slice(Span::new(next.span.start(), next.span.end().min(next.span.start() + 6)));
    block.span.len() <= 16
        && !numbered
        && next.span.len() > 20
        && matches!(next.kind, BlockKind::Paragraph | BlockKind::Item)
        && !same(&words)
}
