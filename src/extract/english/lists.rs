//! Items under one lead-in: what the lead-in says of them, and where the list ends.

use super::clauses::without_number;
use super::reader::Reader;
use crate::model::{Actor, Modality, Span};

/// What a lead-in makes of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// "shall:" – every item is a statement.
    Direct,
    /// "shall take all action to:" – the first item with the lead-in, every further one for itself.
    Verbal,
    /// "regulations that:", "Nothing in this order shall be construed to impair:" – one statement with all items.
    Whole,
    /// "the following:" – the lead-in is a statement; items are when they open with a verb.
    Noun,
}

/// How the items of one list are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// No number.
    None,
    /// (a), a.
    Letter,
    /// (i), (ii).
    Roman,
    /// (1).
    Digit,
    /// 1.
    Number,
    /// – and other bullets.
    Bullet,
}

/// A lead-in that is in force.
#[derive(Clone, Debug)]
pub(super) struct Lead {
    /// Index of its block.
    pub(super) block: usize,
    /// What it makes of its items.
    pub(super) tail: Tail,
    /// How its items are counted.
    pub(super) style: Style,
    /// How strong it is.
    pub(super) modality: Modality,
    /// Where that is said.
    pub(super) cue: Span,
    /// Who acts.
    pub(super) actors: Vec<Actor>,
    /// By when.
    pub(super) due: Vec<Span>,
}

/// How a block is counted; `under` is the list that it may belong to.
pub(super) fn style(reader: &Reader<'_>, block: usize, under: Option<Style>) -> Style {
    let Some(block) = reader.page.segments.blocks.get(block) else { return Style::None };
    let text = reader.text();
    let mut start = block.span.start();
    let mut bullet = false;
    while matches!(text.key_at(start), Some('-' | '•' | '*' | '·')) && text.key_at(start + 1) == Some(' ') {
        start += 2;
        bullet = true;
    }
    let bracket = text.key_at(start) == Some('(');
    start += usize::from(bracket);
    let label: String = text.key[start..block.span.end()].iter().take_while(|c| c.is_ascii_alphanumeric()).collect();
    let closed = text.key_at(start + label.len()) == Some(if bracket { ')' } else { '.' });
    if label.is_empty() || label.len() > 5 || !closed || block.body == block.span.start() && !bracket && label.len() > 2 {
        return if bullet { Style::Bullet } else { Style::None };
    }
    if label.chars().all(|c| c.is_ascii_digit()) {
        return if bracket { Style::Digit } else { Style::Number };
    }
    let roman = label.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    match (label.len(), under) {
        (1, Some(Style::Letter)) if !roman => Style::Letter,
        (_, Some(Style::Roman)) if roman => Style::Roman,
        (1, _) if label != "i" => Style::Letter,
        _ if roman => Style::Roman,
        _ => Style::None,
    }
}

/// The style of the items that follow a block, if any do.
pub(super) fn items_behind(reader: &Reader<'_>, block: usize) -> Option<Style> {
    let next = style(reader, block + 1, None);
    let own = style(reader, block, None);
    (next != Style::None && (next != own || next == Style::Bullet)).then_some(next)
}

/// Index of the last block of the list behind a lead-in.
pub(super) fn last_item(reader: &Reader<'_>, block: usize, list: Style) -> usize {
    let count = reader.page.segments.blocks.len();
    (block + 1..count).take_while(|index| style(reader, *index, Some(list)) == list).last().unwrap_or(block)
}

/// What a lead-in that ends in a colon makes of the items behind it.
pub(super) fn tail(reader: &Reader<'_>, lead: Span, cue: Span, block: usize) -> Tail {
    let words = reader.words(lead);
    let last = words.last().map(|word| reader.word(*word)).unwrap_or_default();
    let before = words.len().checked_sub(2).map(|index| reader.word(words[index])).unwrap_or_default();
    let first = first_item(reader, block);
    if reader.says(lead.start(), "nothing") {
        return Tail::Whole;
    }
    let verbal = first.is_some_and(|item| {
        reader.verb_phrase_at(item.start(), item.end()) || reader.at("english_finite", item.start(), item.end()).is_some()
    });
    let noun = first.is_some_and(|item| reader.at("english_subject", item.start(), item.end()).is_some());
    let behind = reader.words(Span::new(cue.end().min(lead.end()), lead.end()));
    let no_verb = behind.iter().all(|word| !reader.verb_at(word.start(), lead.end()));
    if lead.end() <= cue.end() + 1 || last == "to" && no_verb && !noun {
        return Tail::Direct;
    }
    if !noun && matches!(last.as_str(), "to" | "by") {
        return Tail::Verbal;
    }
    if last == "that" {
        return if ["ensure", "provide", "provided", "ensuring", "require", "so"].contains(&before.as_str()) {
            Tail::Verbal
        } else {
            Tail::Whole
        };
    }
    if verbal && reader.place_of(lead, "following").is_none() && reader.place_of(lead, "follows").is_none() {
        return Tail::Verbal;
    }
    Tail::Noun
}

fn first_item(reader: &Reader<'_>, block: usize) -> Option<Span> {
    let next = reader.page.segments.blocks.get(block + 1)?;
    let item = without_number(reader.text(), next.span);
    (!item.is_empty()).then_some(item)
}
