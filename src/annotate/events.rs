//! Meetings, congresses, days, accidents: events by the grammar of their names.

use super::numbers::is_numeral;
use crate::model::{EntityType, Mention, Segments, Span, Text};

/// Finds events in a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    meetings(text, segments, hits, found);
    gatherings(text, segments, found);
}

/// 第二十次集体学习, 十九届四中全会, 第十四届全国人民代表大会第三次会议, 党的二十大.
fn meetings(text: &Text, segments: &Segments, hits: &[Mention], found: &mut Vec<Mention>) {
    let key = &text.key;
    for place in 0..key.len() {
        let mut push = |end: usize| found.push(Mention::new(Span::new(place, end), EntityType::Event, "numbered-event"));
        if text.starts_with(place, "党的") {
            let count = key[place + 2..].iter().take(3).take_while(|c| is_numeral(**c)).count();
            if count > 0 && key.get(place + 2 + count) == Some(&'大') && !matches!(key.get(place + 3 + count), Some('以' | '事' | '方'))
            {
                push(place + 3 + count);
            } else if count > 0
                && key.get(place + 2 + count) == Some(&'届')
                && let Some(end) = plenum(text, place + 2)
            {
                push(end);
            }
            continue;
        }
        let preceded = place > 0 && (is_numeral(key[place - 1]) || key[place - 1] == '第' || text.ends_with(place, "党的"));
        if !preceded && is_numeral(key[place]) {
            if let Some(end) = plenum(text, place) {
                push(end);
            }
            continue;
        }
        if key[place] == '第'
            && let Some(end) = session(text, segments, place)
        {
            // 湖州市第八届…会议: a place right before belongs to the name.
            let local = hits.iter().rfind(|hit| hit.entity_type == EntityType::Place && hit.span.end() == place && end - place > 10);
            let start = local.map_or(place, |hit| hit.span.start());
            found.push(Mention::new(Span::new(start, end), EntityType::Event, "numbered-event"));
        }
    }
}

/// Heads of named gatherings.
const GATHERINGS: &[&str] = &[
    "论坛",
    "博览会",
    "展览会",
    "交易会",
    "峰会",
    "座谈会",
    "研讨会",
    "运动会",
    "艺术节",
    "电影节",
    "文化节",
    "洽谈会",
    "发布会",
    "推介会",
    "大会",
];

/// 香港气候论坛, 中国医学装备展览会: a head with three or more characters of nouns before it.
fn gatherings(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for (index, token) in segments.tokens.iter().enumerate() {
        let word = text.key_slice(token.span);
        let Some(head) = GATHERINGS.iter().find(|head| word.ends_with(**head)) else { continue };
        if matches!(text.key_at(token.span.end()), Some('堂' | '员' | '长' | '常' | '的')) && *head == "大会" {
            continue;
        }
        let mut start = token.span.start();
        for before in segments.tokens[..index].iter().rev().take(6) {
            let noun = matches!(before.tag, "n" | "ns" | "nz" | "nt" | "vn" | "j" | "b" | "x" | "nr" | "eng" | "s" | "f");
            if before.span.end() != start
                || !noun
                || token.span.end() - before.span.start() > 22
                || !text.key(before.span).iter().all(|c| c.is_alphanumeric())
            {
                break;
            }
            start = before.span.start();
        }
        let modifier = token.span.end() - start - head.chars().count();
        let named = segments
            .tokens_in(Span::new(start, token.span.end()))
            .first()
            .is_some_and(|first| matches!(first.tag, "ns" | "nz" | "nt" | "j" | "nr"))
            || text.ends_with(start, "“");
        if modifier >= 3 && named && !(*head == "大会" && text.starts_with(start, "全国人民代表")) {
            found.push(Mention::new(Span::new(start, token.span.end()), EntityType::Event, "gathering"));
        }
    }
}

/// 十九届四中全会, 二十届二中、三中全会, 二十届历次全会, 五届人大四次会议.
fn plenum(text: &Text, place: usize) -> Option<usize> {
    let count = text.key[place..].iter().take(3).take_while(|c| is_numeral(**c)).count();
    if count == 0 || text.key_at(place + count) != Some('届') {
        return None;
    }
    let limit = (place + count + 22).min(text.len());
    for end in ["全会", "次会议"] {
        if let Some(at) = text.find(Span::new(place + count, limit), end) {
            let inside = text.key(Span::new(place + count + 1, at));
            if inside.iter().all(|c| {
                is_numeral(*c) || matches!(c, '中' | '、' | '历' | '次' | '第' | '全' | '国' | '人' | '大' | '政' | '协' | '和' | '届')
            }) {
                return Some(at + end.chars().count());
            }
        }
    }
    None
}

/// 第N届…第M次会议, 第二十次集体学习, 第十九次全国代表大会.
fn session(text: &Text, segments: &Segments, place: usize) -> Option<usize> {
    let count = text.key[place + 1..].iter().take(4).take_while(|c| is_numeral(**c) || c.is_ascii_digit()).count();
    if count == 0 {
        return None;
    }
    let counter = text.key_at(place + 1 + count)?;
    if !matches!(counter, '次' | '届') {
        return None;
    }
    let clause_end = segments.sentence_at(place).map(|sentence| segments.sentences[sentence].span.end())?;
    let limit = (place + 40).min(clause_end);
    // 第八届人民代表大会常务委员会第四次会议
    if counter == '届'
        && let Some(at) = text.find(Span::new(place + 2 + count, limit), "次会议")
        && !text.key(Span::new(place, at)).iter().any(|c| matches!(c, '，' | '。' | '、' | '：' | '《' | '的'))
    {
        return Some(at + 3);
    }
    let mut best = None;
    for end in ["集体学习", "次会议", "全体会议", "代表大会", "博览会", "运动会", "峰会", "论坛", "会议", "全会", "大会"]
    {
        if let Some(at) = text.find(Span::new(place + 2 + count, limit), end) {
            let stop = at + end.chars().count();
            let clean = !text.key(Span::new(place, stop)).iter().any(|c| matches!(c, '，' | '。' | '、' | '：' | '《' | '“' | '的' | '了'));
            let short = stop - place <= 12 || counter == '届';
            if clean && short && best.is_none_or(|old| stop > old) && !matches!(text.key_at(stop), Some('常' | '主' | '及')) {
                best = Some(stop);
            }
        }
    }
    best
}
