//! Lists that name the class of their items: A、B等C, C包括A和B.

use super::Page;
use super::relations::{Argument, Relation, RelationKind};
use super::slots::coordination;
use crate::model::{EntityType, Span, Token};

/// A、B等C: every item is a C.
pub(super) fn classes(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    for clause in &page.segments.clauses {
        let span = clause.span;
        for at in span.range() {
            if text.key[at] == '等' {
                listed_class(page, span, at, found);
            }
        }
        if let Some(at) = text.find(clause.core, "包括") {
            included(page, clause.core, at, found);
        }
    }
}

fn listed_class(page: &Page<'_>, clause: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    if !list_mark(page, at) {
        return;
    }
    let Some(class) = class_noun(page, Span::new(at + 1, clause.end())) else { return };
    // 等等 is one mark.
    let stop = if at > 0 && text.key[at - 1] == '等' { at - 1 } else { at };
    let Some(start) = open_bracket(page, list_start(page, clause.start(), stop), stop) else { return };
    let items = coordination(text, Span::new(start, stop));
    let person = page.codebook.cues.at_end("person_class", text.key(class)).is_some();
    if person && items.iter().any(|item| first_tag(page, *item).starts_with('v')) {
        return;
    }
    let governed = governed_items(page, &items);
    for (index, item) in items.iter().enumerate() {
        if governed.contains(&index) || !sound_item(page, &items, index) || (item.end()..stop).any(|place| list_mark(page, place)) {
            continue;
        }
        let item = unquoted(page, *item);
        if (2..=24).contains(&item.len()) && !text.key(item).iter().any(|c| matches!(c, '，' | '。' | '；' | '的') && item.len() > 14) {
            let entity_type = page
                .annotations
                .mentions
                .iter()
                .find(|mention| mention.span == item)
                .map_or(EntityType::Term, |mention| mention.entity_type);
            // 对新加坡、日本等服务: a place is an instance of places alone. 其占比: of what, is not said here.
            let place = entity_type == EntityType::Place;
            let places = text.key_at(class.end() - 1).is_some_and(|c| "区国家地城市省县港方园岛岸体目程施台场点".contains(c));
            if place && !places || text.key_at(item.start()) == Some('其') {
                continue;
            }
            found.push(Relation {
                kind: RelationKind::InstanceOf,
                from: Argument::Name(item, entity_type),
                to: Argument::Name(class, EntityType::Term),
                span: Span::new(item.start(), class.end()),
                rule: "list-class",
            });
        }
    }
}

/// 等 behind a list; in 等级, 平等, 等待 it is a part of a word.
fn list_mark(page: &Page<'_>, at: usize) -> bool {
    let text = page.text;
    if text.key.get(at) != Some(&'等') || page.codebook.cues.at_end("equal_word", &text.key[..=at]).is_some() {
        return false;
    }
    let holder = page.segments.tokens.get(page.segments.tokens.partition_point(|token| token.span.end() <= at));
    holder.is_some_and(|token| token.span.end() <= at + 1)
}

/// A list that starts outside a bracket and ends inside starts behind the bracket; one that ends outside is none.
fn open_bracket(page: &Page<'_>, start: usize, at: usize) -> Option<usize> {
    let mut open = Vec::new();
    for place in start..at {
        match page.text.key[place] {
            '(' | '（' => open.push(place),
            ')' | '）' => {
                open.pop()?;
            }
            _ => {}
        }
    }
    Some(open.last().map_or(start, |place| place + 1))
}

fn first_tag(page: &Page<'_>, item: Span) -> &'static str {
    let first = page.segments.tokens.partition_point(|token| token.span.start() < item.start());
    page.segments.tokens.get(first).filter(|token| token.span.start() == item.start()).map_or("", |token| token.tag)
}

fn opens_with_verb(page: &Page<'_>, item: Span) -> bool {
    let tag = first_tag(page, item);
    tag.starts_with('v') && tag != "vn" && page.segments.tokens_in(item).len() > 1
}

/// 开放以及质量和安全管理: a verb in front of X和Y may govern both.
fn governed_items(page: &Page<'_>, items: &[Span]) -> Vec<usize> {
    let mut governed = Vec::new();
    for (index, pair) in items.windows(2).enumerate() {
        let joint = page.text.key_slice(Span::new(pair[0].end(), pair[1].start()));
        if matches!(joint.trim(), "和" | "及") && index > 0 && opens_with_verb(page, pair[0]) {
            governed.extend([index, index + 1]);
        }
    }
    governed
}

/// An item that may stand by itself: no open bracket, no 或, no verb that the others lack.
fn sound_item(page: &Page<'_>, items: &[Span], index: usize) -> bool {
    let item = items[index];
    let key = page.text.key(item);
    let count = |left: char, right: char| key.iter().filter(|c| **c == left).count() == key.iter().filter(|c| **c == right).count();
    let quoted = |span: Span| matches!(page.text.key_at(span.start()), Some('“' | '‘'));
    if !count('(', ')') || !count('《', '》') || key.contains(&'或') {
        return false;
    }
    if index > 0 {
        return true;
    }
    let others = &items[1..];
    // 中央与|地方、国家与企业; 领导|不力、管理不善.
    let paired = page.text.ends_with(item.start(), "与") && others.iter().any(|other| page.text.key(*other).contains(&'与'));
    let denied = |span: &Span| page.text.key_at(span.start()) == Some('不');
    if paired || denied(&item) && !others.iter().any(denied) {
        return false;
    }
    if !quoted(item) && key.contains(&'“') && others.iter().all(|other| quoted(*other)) {
        return false;
    }
    !(opens_with_verb(page, item) && !others.is_empty() && !others.iter().any(|other| first_tag(page, *other).starts_with('v')))
}

fn unquoted(page: &Page<'_>, span: Span) -> Span {
    let key = page.text.key(span);
    if key.len() > 2 && matches!(key[0], '“' | '‘') && matches!(key[key.len() - 1], '”' | '’') {
        Span::new(span.start() + 1, span.end() - 1)
    } else {
        span
    }
}

/// Where the first item of a list starts: behind the last verb or preposition before the first 、.
fn list_start(page: &Page<'_>, clause_start: usize, at: usize) -> usize {
    let text = page.text;
    let mut first_mark = at;
    let mut place = at;
    while place > clause_start {
        place -= 1;
        match text.key[place] {
            '、' => first_mark = place,
            '，' | '；' | '。' | '：' => break,
            _ => {}
        }
    }
    let head = Span::new(place.max(clause_start), first_mark);
    let mut start = head.start() + usize::from(matches!(text.key.get(head.start()), Some('，' | '；' | '。' | '：')));
    let mut from = start;
    let inside_name = |place: usize| page.annotations.splits(place);
    while from < first_mark {
        let key = &text.key[..first_mark];
        let verb = page.codebook.cues.at("directive_verb", key, from).filter(|length| *length >= 2);
        let other = page.codebook.cues.at("list_lead", key, from);
        let starts = page.segments.tokens.binary_search_by_key(&from, |token| token.span.start()).is_ok();
        match verb.max(other) {
            Some(length) if starts && !inside_name(from) && from + length < first_mark => {
                from += length;
                start = from;
                for particle in ["好", "了", "着", "以", "一批", "各类", "各种"] {
                    if text.starts_with(start, particle) && start + particle.chars().count() < first_mark {
                        start += particle.chars().count();
                        from = start;
                        break;
                    }
                }
            }
            _ => from += 1,
        }
    }
    start
}

/// The head noun behind 等: up to a verb, a particle or the end of the clause; what is done to
/// the listed things, or measured of them, is cut off.
fn class_noun(page: &Page<'_>, span: Span) -> Option<Span> {
    let text = page.text;
    let cues = &page.codebook.cues;
    let is = |group: &str, word: &[char]| cues.at(group, word, 0) == Some(word.len());
    let first = page.segments.tokens.partition_point(|token| token.span.start() < span.start());
    let tokens = page.segments.tokens.get(first..)?;
    let mut end = span.start();
    let mut taken: Vec<&Token> = Vec::new();
    let mut nouns = 0;
    for (count, token) in tokens.iter().enumerate().take(8) {
        if token.span.end() > span.end() || token.span.start() != end {
            break;
        }
        let word = text.key(token.span);
        let tag = token.tag.chars().next().unwrap_or('x');
        let noun = matches!(tag, 'n' | 'j' | 'l' | 'i')
            || token.tag == "vn"
            || page
                .annotations
                .mentions
                .iter()
                .any(|mention| mention.span.contains(token.span) && mention.entity_type == EntityType::Technology);
        let modifier = matches!(tag, 'a' | 'b') || token.tag == "m" && count == 0 || token.tag == "eng";
        if !noun && !modifier || count > 0 && (is("class_stop", word) || word.len() > 3 && cues.at("class_stop", word, 0).is_some()) {
            break;
        }
        end = token.span.end();
        taken.push(token);
        if noun {
            nouns = taken.len();
        }
        // 等领域|绿色发展, 等方面|体制: the class is named, what goes on is said of it.
        if count == 0 && ["领域", "方面", "区域", "环节"].iter().any(|word| text.starts_with(token.span.start(), word)) {
            break;
        }
    }
    // 国民经济|发展重点: the noun goes on behind the word that stopped it.
    if let (Some(stop), Some(next)) = (tokens.get(taken.len()), tokens.get(taken.len() + 1))
        && stop.span.start() == end
        && next.span.start() == stop.span.end()
        && next.span.end() <= span.end()
        && (stop.tag == "vn" || is("class_action", text.key(stop.span)))
        && next.tag.starts_with('n')
        && text.key_at(next.span.end()).is_none_or(|c| !crate::normalize::is_han(c))
    {
        return None;
    }
    // 生态|修复治理: the noun is what is acted on.
    if let Some(stop) = tokens.get(taken.len()).filter(|stop| stop.span.start() == end && stop.span.end() <= span.end()) {
        let word = text.key(stop.span);
        if is("class_action", word) && !is("class_stop", word) {
            return None;
        }
    }
    taken.truncate(nouns);
    let whole = taken.last()?.span.end();
    // 法律|、法规和政策.
    match text.key_at(whole) {
        Some('、') => return None,
        Some('和' | '与' | '及' | '或') if !(whole + 1..span.end()).any(|place| list_mark(page, place)) => return None,
        _ => {}
    }
    let mut cut = false;
    while let Some(last) = taken.last() {
        let word = text.key(last.span);
        let action = taken.len() > 1
            && word == ['行', '动']
            && (taken[taken.len() - 2].tag.starts_with('v') || is("directive_verb", text.key(taken[taken.len() - 2].span)));
        let state = word.len() > 1 && word.last() == Some(&'化') && !last.tag.starts_with('n');
        let attribute = is("class_attribute", word) || action || state;
        let doing = cut && (!matches!(last.tag.chars().next(), Some('n' | 'j' | 'l' | 'i')) || is("directive_verb", word));
        if !attribute && !doing {
            break;
        }
        cut = true;
        taken.pop();
    }
    let last = taken.last()?;
    let word = text.key(last.span);
    // 等方面, 等重点: no class, only a way to speak.
    if taken.len() == 1 && [['方', '面'], ['重', '点'], ['部', '分']].iter().any(|empty| word == empty) {
        return None;
    }
    if !matches!(last.tag.chars().next(), Some('n' | 'j' | 'l' | 'i' | 'v' | 's' | 'e' | 't')) {
        return None;
    }
    if is("class_action", word) || word.last() == Some(&'化') && word.len() > 2 {
        return None;
    }
    let noun = Span::new(span.start(), last.span.end());
    (noun.len() >= 2 && noun.len() <= 12).then_some(noun)
}

/// C包括A和B.
fn included(page: &Page<'_>, clause: Span, at: usize, found: &mut Vec<Relation>) {
    let text = page.text;
    let before: Vec<_> = page
        .segments
        .tokens_in(Span::new(clause.start(), at))
        .iter()
        .rev()
        .take(3)
        .take_while(|token| matches!(token.tag.chars().next(), Some('n' | 'b' | 'l')) || token.tag == "vn")
        .collect();
    let Some(start) = before.last().map(|token| token.span.start()) else { return };
    let class = Span::new(start, at);
    let items = coordination(text, Span::new(at + 2, clause.end()));
    if items.len() < 2 || class.len() < 2 || items.iter().any(|item| item.len() > 10 || text.key(*item).contains(&'或')) {
        return;
    }
    for item in items {
        let entity_type =
            page.annotations.mentions.iter().find(|mention| mention.span == item).map_or(EntityType::Term, |mention| mention.entity_type);
        found.push(Relation {
            kind: RelationKind::InstanceOf,
            from: Argument::Name(item, entity_type),
            to: Argument::Name(class, EntityType::Term),
            span: Span::new(class.start(), item.end()),
            rule: "includes",
        });
    }
}
