//! What the words of a list's item say: whether it holds, opens or ends with a verb, what stands in its marks.

use super::Page;
use crate::model::{EntityType, Span, Token};

pub(super) fn mentioned(page: &Page<'_>, span: Span) -> Option<EntityType> {
    page.annotations.starting(span.start()).filter(|mention| mention.span == span).map(|mention| mention.entity_type)
}

pub(super) fn words<'a>(page: &'a Page<'_>, span: Span) -> &'a [Token] {
    page.segments.tokens_in(span)
}

pub(super) fn tag_at(page: &Page<'_>, place: usize) -> &'static str {
    let index = page.segments.tokens.partition_point(|token| token.span.start() < place);
    page.segments.tokens.get(index).filter(|token| token.span.start() == place).map_or("", |token| token.tag)
}

pub(super) fn first_tag(page: &Page<'_>, item: Span) -> &'static str {
    tag_at(page, item.start())
}

/// The object of a verb inside an item, where a place or a modal in front of the verb shows that it is one: 道路上|设置|护栏.
pub(super) fn behind_inner_verb(page: &Page<'_>, item: Span) -> Option<Span> {
    let tokens = words(page, item);
    let modal = |token: &Token| ["需要", "应当", "可以", "必须", "不得"].iter().any(|word| page.text.key_slice(token.span) == **word);
    let place = |token: &Token| token.tag == "f" && token.span.len() == 1;
    let at = (1..tokens.len().saturating_sub(2)).find(|at| {
        let verb = &tokens[at + 1];
        verb.span.len() > 1 && (modal(&tokens[*at]) || place(&tokens[*at]) && verb.tag == "v")
    })?;
    let verbs = tokens[at + 1..tokens.len() - 1].iter().take_while(|token| matches!(token.tag, "v" | "d" | "ad")).count().max(1);
    let object = Span::new(tokens[at + verbs].span.end(), item.end());
    (object.len() > 1 && mentioned(page, item).is_none()).then_some(object)
}

pub(super) fn has_verb(page: &Page<'_>, item: Span) -> bool {
    words(page, item).iter().any(|token| token.tag.starts_with('v'))
}

pub(super) fn ends_with_verb(page: &Page<'_>, item: Span) -> bool {
    words(page, item).last().is_some_and(|token| token.tag.starts_with('v'))
}

/// 建筑垃圾分类收集: a noun and what is done to it.
pub(super) fn ends_with_action(page: &Page<'_>, item: Span) -> bool {
    words(page, item).len() > 1 && ends_with_verb(page, item)
}

/// A verb and its object; 支持资金 is a noun where the codebook knows no directive in it.
pub(super) fn opens_with_verb(page: &Page<'_>, item: Span) -> bool {
    let tokens = words(page, item);
    let opens = tokens.len() > 1
        && tokens[0].span.start() == item.start()
        && page.codebook.cues.at("opening_verb", page.text.key(tokens[0].span), 0) == Some(tokens[0].span.len());
    (opens || first_tag(page, item) == "v" && opens_with_directive(page, item)) && mentioned(page, item).is_none()
}

/// 五停一关［5］: the number of a note.
pub(super) fn without_note(page: &Page<'_>, item: Span) -> Span {
    let key = page.text.key(item);
    let noted = key.last().is_some_and(|c| matches!(c, ']' | '］'));
    let open = key.iter().rposition(|c| matches!(c, '[' | '［')).filter(|open| noted && *open > 1);
    open.map_or(item, |open| Span::new(item.start(), item.start() + open))
}

/// 我区首个|绿氢一体化: that it is the first is no part of the name.
pub(super) fn behind_first(page: &Page<'_>, item: Span) -> Span {
    let first = |at: &usize| {
        page.text.key[*at] == '首' && matches!(page.text.key[at + 1], '个' | '条' | '座' | '家' | '批' | '台' | '套' | '艘' | '项')
    };
    let begin = (item.start()..item.end().saturating_sub(3)).find(first).map_or(item.start(), |at| at + 2);
    Span::new(begin, item.end())
}

pub(super) fn opens_with_directive(page: &Page<'_>, item: Span) -> bool {
    let key = page.text.key(item);
    page.codebook.cues.at("directive_verb", key, 0).is_some_and(|length| length >= 2 && length < key.len())
}

/// Nothing but a verb, and adverbs in front of it.
pub(super) fn is_verb_alone(page: &Page<'_>, item: Span) -> bool {
    let tokens = words(page, item);
    // (四)|故意制作.
    let words = tokens.iter().rposition(|token| page.text.key(token.span).ends_with(&[')'])).map_or(tokens, |mark| &tokens[mark + 1..]);
    words.last().is_some_and(|last| last.tag.starts_with('v')) && words.iter().rev().skip(1).all(|token| token.tag.starts_with(['d', 'a']))
}

/// A list that starts outside a bracket or a quotation and ends inside starts behind the mark; one that ends outside is none.
pub(super) fn open_mark(page: &Page<'_>, start: usize, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for place in start..at {
        match page.text.key[place] {
            '(' | '“' => open.push(place),
            ')' | '”' => {
                open.pop()?;
            }
            _ => {}
        }
    }
    Some(open.last().map_or(start, |place| place + 1))
}

pub(super) fn unquoted(page: &Page<'_>, span: Span) -> Span {
    let key = page.text.key(span);
    if key.len() > 2 && matches!(key[0], '“' | '‘') && matches!(key[key.len() - 1], '”' | '’') {
        Span::new(span.start() + 1, span.end() - 1)
    } else {
        span
    }
}
