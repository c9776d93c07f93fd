//! Persons by their surname alone, and names that stand beside other names: 黄先生, 记者甲、乙.

use std::collections::BTreeSet;

use super::names::{name_at, surname_length, surnames};
use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// What is said to a person behind the surname.
const ADDRESSED: &[&str] = &["先生", "女士", "小姐", "太太", "婆婆", "主席", "同志", "太", "伯", "姐"];

/// Of these only, where a verb follows.
const SHORT: &[&str] = &["太", "伯", "姐"];

/// Finds persons beside other words than titles.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    addressed(text, segments, codebook, found);
    jobs(text, segments, codebook, found);
    credited(text, segments, found);
    spaced(text, found);
    neighbours(text, found);
    subjects(text, codebook, found);
}

/// 黄先生, 楊太說.
fn addressed(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    for address in ADDRESSED {
        let mut from = 0;
        while let Some(at) = text.find(Span::new(from, text.len()), address) {
            from = at + 1;
            let Some(start) = at.checked_sub(1).filter(|start| surnames().contains(&text.key_slice(Span::new(*start, at)))) else {
                continue;
            };
            let index = segments.tokens.partition_point(|token| token.span.end() <= start);
            let opens = segments.tokens.get(index).is_some_and(|token| token.span.start() == start);
            let end = at + address.chars().count();
            let behind = text.key.get(end..).unwrap_or_default();
            let spoken = codebook.cues.at("speech_stress", behind, 0).is_some() || behind.first().is_some_and(|c| matches!(c, '又' | '则'));
            let famed = matches!(*address, "主席" | "同志") && !matches!(text.key[start], '毛' | '邓' | '胡' | '江' | '朱' | '陈' | '温');
            let famed = famed || *address == "主席" && text.key[start] != '毛';
            if opens && !famed && (spoken || !SHORT.contains(address)) {
                found.push(Mention::new(Span::new(start, at), EntityType::Person, "surname-address"));
            }
        }
    }
}

/// 果农任忠孝说, 记者甲摄.
fn jobs(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    for place in 0..text.len() {
        let Some(length) = codebook.cues.at("person_job", &text.key, place) else { continue };
        let mut start = place + length;
        if matches!(text.key_at(start), Some(' ' | '：')) {
            start += 1;
        }
        let addressed = ADDRESSED.iter().any(|address| text.starts_with(start + 1, address));
        if let Some(end) = name_at(text, segments, codebook, start).filter(|_| !addressed) {
            found.push(Mention::new(Span::new(start, end), EntityType::Person, "job-name"));
        }
    }
}

/// 马　敏 教授: a name of two characters that is set as wide as one of three.
fn spaced(text: &Text, found: &mut Vec<Mention>) {
    for place in 1..text.len().saturating_sub(1) {
        let edge = |at: usize| text.key_at(at).is_none_or(|c| matches!(c, ' ' | '\n' | '：' | '、'));
        let (start, end) = (place - 1, place + 2);
        let opens = start == 0 || matches!(text.key[start - 1], '\n' | '：' | '、');
        if text.key[place] == ' '
            && opens
            && edge(end)
            && is_han(text.key[place + 1])
            && surname_length(text, start) == 1
            && (text.key_at(end) != Some('：'))
        {
            found.push(Mention::new(Span::new(start, end), EntityType::Person, "spaced-name"));
        }
    }
}

/// （某某摄）: a credit in brackets or at the end of a line.
fn credited(text: &Text, segments: &Segments, found: &mut Vec<Mention>) {
    for block in &segments.blocks {
        for credit in ["摄", "撰文", "供图", "图"] {
            let mut from = block.span.start();
            while let Some(at) = text.find(Span::new(from, block.span.end()), credit) {
                from = at + 1;
                let closed = text.key_at(at + credit.chars().count()).is_none_or(|c| matches!(c, ')' | '/' | '\n' | '／'));
                for length in [3, 2] {
                    let Some(start) = at.checked_sub(length).filter(|start| *start >= block.span.start()) else { continue };
                    let bounded = start == block.span.start() || !is_han(text.key[start - 1]);
                    let given = length - surname_length(text, start).min(length);
                    if closed && bounded && (1..=2).contains(&given) && given < length && text.key[start..at].iter().all(|c| is_han(*c)) {
                        found.push(Mention::new(Span::new(start, at), EntityType::Person, "credit"));
                    }
                }
            }
        }
    }
}

/// 记者甲、乙): the names of a list that begins with a name.
fn neighbours(text: &Text, found: &mut Vec<Mention>) {
    let mut ends: Vec<usize> =
        found.iter().filter(|mention| mention.entity_type == EntityType::Person).map(|mention| mention.span.end()).collect();
    let mut seen = BTreeSet::new();
    while let Some(end) = ends.pop() {
        if !seen.insert(end) || text.key_at(end) != Some('、') {
            continue;
        }
        let start = end + 1;
        let surname = surname_length(text, start);
        let length = text.key.get(start..).unwrap_or_default().iter().take(5).take_while(|c| is_han(**c)).count();
        let closed = matches!(text.key_at(start + length), Some(')' | '、' | '，' | '。' | '：'));
        if surname > 0 && length > surname && length <= surname + 2 && closed {
            found.push(Mention::new(Span::new(start, start + length), EntityType::Person, "name-list"));
            ends.push(start + length);
        }
    }
}

/// 苏表示: the surname of a person who was named in full, before a verb of speech.
fn subjects(text: &Text, codebook: &Codebook, found: &mut Vec<Mention>) {
    let named: BTreeSet<char> = found
        .iter()
        .filter(|mention| mention.entity_type == EntityType::Person && mention.span.len() >= 2)
        .map(|mention| text.key[mention.span.start()])
        .collect();
    for place in 0..text.len() {
        let opens = place == 0 || matches!(text.key[place - 1], '，' | '。' | '”' | '\n' | '；');
        if !opens || !named.contains(&text.key[place]) {
            continue;
        }
        let behind = &text.key[place + 1..];
        let adverb = ["又", "则", "续", "寄语", "补充", "说", "坦言", "直言", "透露", "重申", "强调"]
            .iter()
            .any(|word| text.starts_with(place + 1, word));
        if adverb
            || ["表示", "指出", "认为", "解释"].iter().any(|word| text.starts_with(place + 1, word))
                && codebook.cues.at("speech_stress", behind, 0).is_some()
        {
            found.push(Mention::new(Span::new(place, place + 1), EntityType::Person, "surname-subject"));
        }
    }
}
