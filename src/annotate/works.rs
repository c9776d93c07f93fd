//! Programmes without quotation marks: what a verb carries out (实施数字消费提升行动), and works in a list
//! of them (加快鱼岭电厂二期、洛水枢纽等重大项目建设).

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// A name has no more characters before its head.
const NAME: usize = 22;

/// What stands between 等 and the class of a list of works is no longer than this.
const CLASS: usize = 14;

/// Words inside which a head is no name: 这一行动, 采取行动, 统一行动.
const PLAIN: &[&str] = &[
    "采取", "统一", "联合", "一致", "具体", "重点", "重大", "系统", "民生", "水利", "交通", "建设", "一批", "这一", "该", "有关", "相关",
    "各项", "等", "示范", "配套", "基础", "发展", "国家", "专项", "行动",
];

/// 实施数字消费提升行动, 推进南水北调工程.
pub(super) fn carried(text: &Text, segments: &Segments, codebook: &Codebook, clause: Span, found: &mut Vec<Mention>) {
    let key = &text.key;
    for at in clause.range() {
        let Some(length) = codebook.cues.at("programme_head", &key[..clause.end()], at) else { continue };
        let end = at + length;
        let next = text.key_at(end);
        if end < clause.end() && !matches!(next, Some('、' | '，' | '。' | '；' | '和' | '与' | '及' | '”' | '(' | '实' | '建' | '的'))
        {
            continue;
        }
        let Some(start) = carrier_end(text, segments, codebook, clause.start(), at) else { continue };
        let modifier = text.key_slice(Span::new(start, at));
        let short = at - start < 4;
        // 计划 and 工程 name kinds of things too.
        let kind = short && (key[at] == '计' || length == 2 && key[at] == '工');
        let plain = short && PLAIN.contains(&modifier.as_str());
        if at - start >= 2 && !plain && !modifier.contains('等') && !kind {
            found.push(Mention::new(Span::new(start, end), EntityType::Programme, "carried-programme"));
        }
    }
}

/// Where the name starts whose head stands at a place: behind the verb that carries it out.
fn carrier_end(text: &Text, segments: &Segments, codebook: &Codebook, clause: usize, head: usize) -> Option<usize> {
    let last = segments.tokens.partition_point(|token| token.span.end() <= head);
    let mut start = head;
    for token in segments.tokens[..last].iter().rev() {
        if token.span.start() < clause || head - token.span.start() > NAME {
            return None;
        }
        let word = text.key(token.span);
        let leads = token.span.start() == clause && whole(codebook, "programme_carrier_first", word);
        if whole(codebook, "programme_carrier", word) || leads {
            return Some(start).filter(|start| *start < head);
        }
        // 产业基础再造工程和…工程: two names.
        let second = matches!(word, ['和' | '与' | '及' | '、'])
            && codebook.cues.at_end("programme_head", &text.key[clause..token.span.start()]).is_some();
        if second {
            return Some(token.span.end());
        }
        let joined = word.iter().all(|c| c.is_alphanumeric())
            && !matches!(token.tag, "r" | "u" | "uj" | "ul" | "ud" | "q" | "d" | "m" | "p")
            && !matches!(word, ['等' | '的' | '了']);
        if !joined {
            return None;
        }
        start = token.span.start();
    }
    None
}

/// The members of a list of works.
pub(super) fn listed(text: &Text, segments: &Segments, codebook: &Codebook, clause: Span, found: &mut Vec<Mention>) {
    let cues = &codebook.cues;
    let mut from = clause.start();
    while let Some(and_so_on) = text.find(Span::new(from, clause.end()), "等") {
        from = and_so_on + 1;
        if !class_of_works(&text.key[from..clause.end()]) {
            continue;
        }
        let first = segments.tokens.partition_point(|token| token.span.start() < clause.start());
        let last = segments.tokens.partition_point(|token| token.span.end() <= and_so_on);
        let (mut start, mut end) = (and_so_on, and_so_on);
        let mut members = Vec::new();
        for token in segments.tokens[first..last.max(first)].iter().rev() {
            let word = text.key(token.span);
            let opens = ["programme_carrier", "programme_carrier_first", "works_opener"].iter().any(|group| whole(codebook, group, word));
            if opens || word == ['、'] {
                members.push(Span::new(start, end));
                end = token.span.start();
                if opens {
                    break;
                }
            }
            start = token.span.start();
        }
        let ends = |member: &Span, group: &str| cues.at_end(group, text.key(*member)).is_some();
        if members.len() < 2 || !members.iter().any(|member| ends(member, "works_end")) {
            continue;
        }
        for member in members {
            let name = text.key(member);
            let noun = name.iter().all(|c| c.is_alphanumeric() || matches!(c, '(' | ')' | '—' | '“' | '”'));
            let named = (3..=NAME).contains(&name.len()) && noun && !name.contains(&'的') && !name.contains(&'至');
            if named && !ends(&member, "works_place") {
                found.push(Mention::new(member, EntityType::Programme, "listed-works"));
            }
        }
    }
}

/// Behind 等 of a list: 3个重大基础设施项目.
fn class_of_works(behind: &[char]) -> bool {
    let behind = &behind[..behind.len().min(CLASS)];
    let noun = behind.windows(2).position(|pair| matches!(pair, ['项', '目'] | ['工', '程']));
    noun.is_some_and(|noun| behind[..noun].iter().all(|c| (is_han(*c) || c.is_ascii_digit()) && *c != '的'))
}

/// A word that is one of a group.
fn whole(codebook: &Codebook, group: &str, word: &[char]) -> bool {
    codebook.cues.at(group, word, 0) == Some(word.len())
}
