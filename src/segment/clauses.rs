//! Splits sentences into clauses: what stands between commas, semicolons and colons.
//!
//! Brackets and short quotations are not cut into. Joined, the clauses are the sentence.

use crate::model::{BlockKind, Clause, Language, Segments, Span, Text};
use crate::normalize::marker_length;

/// A quotation of at most this many characters is a name or a slogan and is not cut into.
const SHORT_QUOTATION: usize = 20;

/// Finds the clauses of every sentence.
pub(super) fn divide(text: &Text, language: Language, segments: &mut Segments) {
    for index in 0..segments.sentences.len() {
        let first = segments.clauses.len();
        let span = segments.sentences[index].span;
        let mut start = span.start();
        let cuts = match language {
            Language::Chinese => {
                let kind = segments.blocks[segments.sentences[index].block].kind;
                let mut cuts = chinese(text, span);
                if matches!(kind, BlockKind::Title | BlockKind::Heading(_)) {
                    cuts.extend(span.range().filter(|at| parts_headline(text, *at)).map(|at| at + 1));
                    cuts.sort_unstable();
                }
                cuts
            }
            Language::English => english(text, span),
        };
        for end in cuts.into_iter().chain(std::iter::once(span.end())) {
            let whole = text.trim(Span::new(start, end));
            if !whole.is_empty() {
                let core = core(text, whole);
                segments.clauses.push(Clause { span: whole, core, sentence: index });
            }
            start = end;
        }
        segments.sentences[index].clauses = (first, segments.clauses.len());
    }
}

/// The blank or bar between the parts of a headline.
fn parts_headline(text: &Text, at: usize) -> bool {
    let beside = |place: Option<usize>| {
        place.and_then(|place| text.key_at(place)).is_some_and(|c| crate::normalize::is_han(c) || matches!(c, '“' | '”' | '《' | '》'))
    };
    matches!(text.key[at], '|' | '｜') || text.key[at] == ' ' && beside(at.checked_sub(1)) && beside(Some(at + 1)) && at > 4
}

/// Places behind the marks that clauses are cut at.
fn chinese(text: &Text, span: Span) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut place = span.start();
    while place < span.end() {
        match text.key[place] {
            '(' | '《' | '【' => {
                if let Some(close) = closing(text, place, span.end()) {
                    place = close;
                }
            }
            '“' => {
                if let Some(close) = closing(text, place, span.end()) {
                    let inside = &text.key[place + 1..close];
                    if inside.len() <= SHORT_QUOTATION && !inside.contains(&'。') && !is_speech_before(text, place) {
                        place = close;
                    }
                }
            }
            '，' | '；' | '：' | '。' | '！' | '？' => {
                let clock = text.key[place] == '：'
                    && place > 0
                    && text.key[place - 1].is_ascii_digit()
                    && text.key_at(place + 1).is_some_and(|c| c.is_ascii_digit());
                if !clock {
                    cuts.push(place + 1);
                }
            }
            ',' | ';'
                if place > span.start()
                    && crate::normalize::is_han(text.key[place - 1])
                    && text.key_at(place + 1).is_some_and(crate::normalize::is_han) =>
            {
                cuts.push(place + 1);
            }
            _ => {}
        }
        place += 1;
    }
    cuts
}

fn is_speech_before(text: &Text, place: usize) -> bool {
    place > 0 && matches!(text.key[place - 1], '：' | '，')
}

/// Where the bracket or quotation mark at `place` closes.
pub(crate) fn closing(text: &Text, place: usize, end: usize) -> Option<usize> {
    let open = text.key[place];
    let close = match open {
        '(' => ')',
        '《' => '》',
        '“' => '”',
        '‘' => '’',
        '【' => '】',
        '〔' => '〕',
        _ => return None,
    };
    let mut depth = 0;
    for at in place..end {
        if text.key[at] == open {
            depth += 1;
        } else if text.key[at] == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

/// English clauses are cut at semicolons and colons, and at commas before a new finite clause.
fn english(text: &Text, span: Span) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut depth = 0_i32;
    for place in span.range() {
        match text.key[place] {
            '(' => depth += 1,
            ')' => depth -= 1,
            ';' if depth <= 0 => cuts.push(place + 1),
            ':' if depth <= 0 && text.key_at(place + 1).is_some_and(char::is_whitespace) => cuts.push(place + 1),
            _ => {}
        }
    }
    cuts
}

/// The clause without its closing marks, enumerator and quotation frame.
fn core(text: &Text, span: Span) -> Span {
    let (mut start, mut end) = (span.start(), span.end());
    loop {
        let before = (start, end);
        // ——目标: a dash that opens an item.
        let dashes = text.key[start..end].iter().take_while(|c| matches!(c, '-' | '—' | '─')).count();
        if dashes >= 2 || text.key.get(start) == Some(&'—') {
            start += dashes;
        }
        start += marker_length(&text.key[start..end]).min(end - start);
        while start < end
            && (text.key[start].is_whitespace()
                || matches!(text.key[start], '”' | '’' | '，' | '。' | '；' | '…' | '、' | '：' | ')' | '》' | '】' | '#' | '▲'))
        {
            start += 1;
        }
        while end > start
            && (text.key[end - 1].is_whitespace()
                || matches!(text.key[end - 1], '，' | '。' | '；' | '：' | '！' | '？' | '…' | '、' | '.' | ';' | ':' | ','))
        {
            end -= 1;
        }
        // A quotation mark whose partner lies outside is the frame of a quotation.
        if start < end && matches!(text.key[start], '“' | '‘' | '(' | '【') {
            match closing(text, start, end) {
                None => start += 1,
                Some(close) if close + 1 == end && text.key[start] != '(' => {
                    start += 1;
                    end -= 1;
                }
                Some(_) => {}
            }
        }
        if end > start && matches!(text.key[end - 1], '”' | '’' | ')' | '】') && !opens_inside(text, start, end) {
            end -= 1;
        }
        if before == (start, end) {
            return Span::new(start, end);
        }
    }
}

/// The closing mark at the end has its opening partner inside.
fn opens_inside(text: &Text, start: usize, end: usize) -> bool {
    let close = text.key[end - 1];
    let open = match close {
        '”' => '“',
        '’' => '‘',
        ')' => '(',
        '】' => '【',
        _ => return true,
    };
    let mut depth = 0;
    for at in (start..end).rev() {
        if text.key[at] == close {
            depth += 1;
        } else if text.key[at] == open {
            depth -= 1;
            if depth == 0 {
                return true;
            }
        }
    }
    false
}
