//! Splits blocks into sentences. Joined with the blanks between them, they are the block.

use crate::model::{Language, Segments, Sentence, Span, Text};

/// Finds the sentences of every block.
pub(super) fn divide(text: &Text, language: Language, segments: &mut Segments) {
    for index in 0..segments.blocks.len() {
        let block = segments.blocks[index].span;
        let mut start = block.start();
        for end in match language {
            Language::Chinese => chinese(text, block),
            Language::English => english(text, block),
        } {
            let span = text.trim(Span::new(start, end));
            if !span.is_empty() {
                segments.sentences.push(Sentence { span, block: index, clauses: (0, 0) });
            }
            start = end;
        }
        let rest = text.trim(Span::new(start, block.end()));
        if !rest.is_empty() {
            segments.sentences.push(Sentence { span: rest, block: index, clauses: (0, 0) });
        }
    }
}

/// Places behind the full stops, closing quotation marks and brackets included.
fn chinese(text: &Text, block: Span) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut place = block.start();
    let mut brackets = 0_i32;
    while place < block.end() {
        match text.key[place] {
            '(' | '《' => brackets += 1,
            ')' | '》' => brackets -= 1,
            _ => {}
        }
        let stop = matches!(text.key[place], '。' | '！' | '？') || text.key[place] == '…' && text.key_at(place + 1) != Some('…');
        // A full stop inside 《》 is part of a name; a bracket that never closes does not hide one.
        if stop && (brackets <= 0 || !closes(text, place, block.end())) {
            brackets = 0;
            let mut end = place + 1;
            while end < block.end() && matches!(text.key[end], '”' | '’' | '。' | '！' | '？') {
                end += 1;
            }
            // 「…」…… leaves the quotes of one list in one sentence each; the dots end it.
            ends.push(end);
            place = end;
        } else {
            // 「加強融資支持」「加快推動…」: between two quotation marks a sentence may end, if it is all quotation.
            let begins = ends.last().copied().unwrap_or(block.start());
            if text.key[place] == '”' && text.key_at(place + 1) == Some('“') && text.key_at(begins) == Some('“') {
                ends.push(place + 1);
            }
            place += 1;
        }
    }
    ends
}

fn closes(text: &Text, place: usize, end: usize) -> bool {
    text.key.get(place..end.min(place + 60)).unwrap_or_default().iter().any(|c| matches!(c, ')' | '》'))
}

/// Words that end with a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gen", "Gov", "Hon", "St", "Sec", "No", "Nos", "Vol", "Art", "Arts", "Reg", "Stat",
    "Pub", "Inc", "Ltd", "Co", "Corp", "Fed", "U.S", "U.S.C", "U.N", "U.K", "D.C", "E.U", "e.g", "i.e", "cf", "para", "paras", "pp", "p",
    "vs", "v", "etc", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec", "C.F.R", "F.R", "Doc", "al",
    "approx", "Jr", "Sr",
];

fn english(text: &Text, block: Span) -> Vec<usize> {
    let mut ends = Vec::new();
    for place in block.range() {
        if !matches!(text.key[place], '.' | '!' | '?') {
            continue;
        }
        let mut end = place + 1;
        while end < block.end() && matches!(text.key[end], '”' | '’' | '"' | '\'' | ')') {
            end += 1;
        }
        if end < block.end() && !text.key[end].is_whitespace() {
            continue;
        }
        let next = text.key.get(end + 1).copied().unwrap_or('A');
        if text.key[place] == '.' {
            let word: String = text.key[block.start()..place]
                .iter()
                .rev()
                .take_while(|c| !c.is_whitespace() && **c != '(')
                .collect::<Vec<_>>()
                .iter()
                .rev()
                .copied()
                .collect();
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            let at_head = place - block.start() < 12 && (word == "Sec" || word.chars().all(|c| c.is_ascii_digit() || c == '.'));
            if ABBREVIATIONS.contains(&word.as_str()) || initial || at_head && end < block.end() {
                continue;
            }
        }
        if next.is_uppercase() || next.is_ascii_digit() || matches!(next, '“' | '‘' | '"' | '\'' | '(' | '[') || end >= block.end() {
            ends.push(end);
        }
    }
    ends
}
