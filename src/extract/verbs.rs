//! Verbs of a Chinese clause: the one that says what is to be done, behind adverbs, phrases and names.

use crate::annotate::Annotations;
use crate::codebook::Cues;
use crate::model::{EntityType, Segments, Span, Text};

pub(super) fn token_starts(segments: &Segments, place: usize) -> bool {
    segments.tokens.binary_search_by_key(&place, |token| token.span.start()).is_ok()
}

/// Adverbs from a place on, and the directive verb behind them: (how many, (place, length)).
pub(crate) fn skip_adverbs(key: &[char], cues: &Cues, from: usize, end: usize) -> (usize, Option<(usize, usize)>) {
    let key = &key[..end.min(key.len())];
    let mut at = from;
    let mut count = 0;
    loop {
        while key.get(at) == Some(&' ') || count > 0 && key.get(at) == Some(&'、') {
            at += 1;
        }
        let verb = cues.at("directive_verb", key, at);
        let adverb = cues.at("adverb", key, at);
        match (adverb, verb) {
            (Some(adverb), verb) if count < 6 && (verb.is_none_or(|verb| verb <= adverb)) => {
                // A word that is both is an adverb before a verb, else the verb.
                let (more, behind) = skip_adverbs(key, cues, at + adverb, end);
                if behind.is_some() {
                    return (count + 1 + more, behind);
                }
                return match verb {
                    Some(verb) => (count, Some((at, verb))),
                    None => (count + 1, None),
                };
            }
            (_, Some(verb)) => return (count, Some((at, verb))),
            (Some(adverb), None) => {
                at += adverb;
                count += 1;
                if count > 6 {
                    return (count, None);
                }
            }
            (None, None) => return (count, None),
        }
    }
}

pub(super) fn trim_adverbs(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> Span {
    const TO_COME: [&str; 16] = ["将会", "将要", "必将", "一定", "正在", "将", "拟", "会", "也", "均", "都", "还", "则", "亦", "再", "就"];
    let mut end = span.end();
    for _ in 0..6 {
        let (before, adverb) = (end, cues.at_end("adverb", text.key(Span::new(span.start(), end))));
        if let Some((_, length)) = adverb.filter(|(_, length)| end - length >= span.start()) {
            end -= length;
        } else if let Some(word) = TO_COME.iter().find(|word| text.ends_with(end, word)) {
            // 将, 拟, 会 as words of their own; 委员会 ends in none.
            let at = end - word.chars().count();
            if at > span.start() && token_starts(segments, at) && !annotations.splits(at) {
                end = at;
            }
        } else if let Some(date) = annotations.ending(end).filter(|mention| mention.entity_type == EntityType::Date) {
            // 该国明年将…
            end = date.span.start().max(span.start());
        }
        if end == before {
            break;
        }
    }
    Span::new(span.start(), end)
}

/// 应当加入…: the verb right behind a modal and adverbs, whatever the cues know of it.
/// 不得以改造为名…: the verb is not the one of the pretext.
pub(super) fn behind_pretext(text: &Text, from: usize, end: usize) -> usize {
    if text.key_at(from) != Some('以') {
        return from;
    }
    let closes = ["为名", "为由", "为借口", "的名义", "之名", "为条件", "为代价"];
    let behind = closes.iter().filter_map(|word| text.find(Span::new(from, end), word).map(|at| at + word.chars().count())).min();
    behind.filter(|behind| *behind < end).unwrap_or(from)
}

/// 要以改革精神推进…, 要对重点项目建设加强…: the verb behind a phrase, not a noun of action in it.
pub(super) fn behind_phrase(text: &Text, segments: &Segments, cues: &Cues, from: usize, end: usize) -> Option<Span> {
    let length = cues.at("preposition", &text.key[..end], from)?;
    let tokens = segments.tokens_in(Span::new(from + length, end));
    let verb = tokens.iter().skip(1).find(|token| {
        let word = text.key(token.span);
        let attribute = text.key_at(token.span.end()) == Some('的');
        token.tag == "v" && token.span.len() >= 2 && !attribute && cues.at("directive_verb", word, 0) == Some(word.len())
    })?;
    Some(verb.span)
}

pub(super) fn plain_verb(segments: &Segments, span: Span) -> Option<Span> {
    let mut tokens = segments.tokens_in(span).iter().skip_while(|token| matches!(token.tag, "d" | "ad" | "t"));
    tokens.next().filter(|token| token.tag == "v" && token.span.len() >= 2).map(|token| token.span)
}

pub(super) fn first_verb(text: &Text, segments: &Segments, cues: &Cues, from: usize, end: usize) -> Option<Span> {
    let mut at = from;
    let key = &text.key[..end];
    while at < end {
        if token_starts(segments, at)
            && let Some(length) = cues.at("directive_verb", key, at).filter(|length| *length >= 2 || at + 1 < end)
        {
            let noun_behind = matches!(text.key_at(at + length), Some('的')) && length <= 2;
            // 确定性: a noun that only begins like a verb.
            let noun = segments.tokens.binary_search_by_key(&at, |token| token.span.start()).is_ok_and(|index| {
                let token = &segments.tokens[index];
                token.span.len() > length && token.tag.starts_with('n')
            });
            if !noun_behind && !noun && length >= 2 {
                // 密码管理部门建立…: the verb is part of a name for who acts.
                if let Some(behind) = names_a_body(text, segments, cues, Span::new(at, end)) {
                    at = behind;
                    continue;
                }
                // 依法设立: what may be an adverb is one before a verb.
                let (at, length) = skip_adverbs(&text.key, cues, at, end).1.unwrap_or((at, length));
                return Some(Span::new(at, at + length));
            }
        }
        at += 1;
    }
    None
}

/// 评估行业协会履行…, 建设单位应当…: a noun for who acts at the opening, made with a verbal noun, and its
/// verb, a phrase or a list behind it. 服务企业发展 opens with a verb.
pub(super) fn opens_with_body(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> bool {
    let tokens = segments.tokens_in(span);
    // 试点|地区: what kind of body.
    if tokens.first().is_none_or(|token| token.tag != "vn" && !cues.is_word("kind_noun", text.key(token.span))) {
        return false;
    }
    let Some(end) = names_a_body(text, segments, cues, span) else { return false };
    let key = &text.key[..span.end()];
    let modal = ["shall", "must", "permit", "prohibit"].iter().any(|group| cues.at(group, key, end).is_some());
    let next = tokens.iter().find(|token| token.span.start() >= end);
    modal
        || next.is_some_and(|next| {
            matches!(next.tag, "v" | "d" | "p") || ["、", "和", "及", "以及"].contains(&text.key_slice(next.span).as_str())
        })
}

/// 管理部门, 检测机构, 建设单位: where the noun for who acts ends, right behind what looks like its verb.
pub(super) fn names_a_body(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> Option<usize> {
    let tokens = segments.tokens_in(span);
    let nominal = |tag: &str| tag.starts_with('n') || matches!(tag, "vn" | "v" | "b" | "j" | "l");
    for token in tokens.iter().take(4).skip(1) {
        if !nominal(token.tag) {
            return None;
        }
        let acts = token.span.len() >= 2 && cues.at_end("generic_actor", text.key(token.span)).is_some();
        if acts && token.span.end() < span.end() {
            return Some(token.span.end());
        }
    }
    None
}

/// Signs of what has already happened.
pub(super) fn done(text: &Text, segments: &Segments, cues: &Cues, span: Span) -> bool {
    let key = &text.key[..span.end()];
    segments.tokens_in(span).iter().any(|token| {
        let word = cues.at("done", key, token.span.start());
        let aspect = text.key[token.span.start()] == '了' && token.span.len() == 1 && !text.starts_with(token.span.start(), "了解");
        aspect || word.is_some_and(|length| length >= 2 || text.key[token.span.start()] == '已' || text.key[token.span.start()] == '曾')
    })
}

/// Its first verb states a fact. The word by which something is undertaken (政府會…) is none.
pub(super) fn descriptive(text: &Text, segments: &Segments, cues: &Cues, span: Span, promised: Option<Span>) -> bool {
    let key = &text.key[..span.end()];
    for token in segments.tokens_in(span) {
        let at = token.span.start();
        if promised.is_some_and(|word| word.contains(token.span)) {
            continue;
        }
        if cues.at("directive_verb", key, at).is_some_and(|length| length >= token.span.len()) {
            return false;
        }
        if cues.at("descriptive_verb", key, at).is_some_and(|length| length == token.span.len()) {
            return true;
        }
    }
    false
}
