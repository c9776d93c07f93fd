//! Laws, plans and orders: 《》 with their number, numbers of orders, Western citations.

use super::laws;
use super::reading::{behind, ends, run, starts};
use crate::codebook::Codebook;
use crate::model::{BlockKind, EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;

/// Finds the documents of a Chinese text.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        if key[place] == '《'
            && let Some(end) = title_end(key, place)
        {
            let end = laws::with_articles(key, numbered(key, end));
            let magazine = ["杂志", "月刊", "周刊", "日报", "季刊", "报"].iter().find(|word| text.starts_with(end, word));
            match magazine {
                Some(word) => {
                    found.push(Mention::new(Span::new(place, end + word.chars().count()), EntityType::Organization, "periodical"));
                }
                None => found.push(Mention::new(Span::new(place, end), EntityType::Document, "title-marks")),
            }
            place = end;
            continue;
        }
        if let Some((start, end)) = bare_number(key, place) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "document-number"));
            place = end;
            continue;
        }
        if let Some((start, end)) = file_number(key, place) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "document-number"));
            place = end;
            continue;
        }
        if let Some((start, end)) = plan(text, place) {
            found.push(Mention::new(Span::new(start, end), EntityType::Document, "plan"));
            place = end;
            continue;
        }
        place += 1;
    }
    titles(text, segments, codebook, found);
}

fn title_end(key: &[char], place: usize) -> Option<usize> {
    let mut depth = 0;
    for (offset, character) in key.get(place..)?.iter().enumerate().take(120) {
        match character {
            '《' => depth += 1,
            '》' => {
                depth -= 1;
                if depth == 0 {
                    return Some(place + offset + 1);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The number in brackets right behind: （国发〔2017〕35号）.
fn numbered(key: &[char], end: usize) -> usize {
    if key.get(end) == Some(&'(') {
        let close = key[end..].iter().take(32).position(|c| *c == ')');
        if let Some(close) = close {
            let inside: String = key[end + 1..end + close].iter().collect();
            let numbered = inside.ends_with('号') && (inside.contains('〔') || inside.contains('[') || inside.contains('第'));
            if numbered || inside.starts_with('第') && inside.ends_with('章') {
                return end + close + 1;
            }
        }
    }
    end
}

/// 国发〔2017〕35号, 中华人民共和国国务院令第359号.
fn bare_number(key: &[char], place: usize) -> Option<(usize, usize)> {
    if matches!(key[place], '〔' | '[') {
        let letters = key[..place].iter().rev().take(8).enumerate().take_while(|(back, c)| {
            is_han(**c) && !(*back > 0 && matches!(c, '据' | '照' | '按' | '的' | '及' | '根' | '知' | '复' | '函' | '案' | '和'))
        });
        let start = place - letters.count();
        let year = super::numbers::digits(key, place + 1);
        if start == place || year != 4 || !matches!(key.get(place + 5), Some('〕' | ']')) {
            return None;
        }
        let mut end = place + 6;
        end += usize::from(key.get(end) == Some(&'第'));
        let number = super::numbers::digits(key, end);
        if number == 0 || key.get(end + number) != Some(&'号') {
            return None;
        }
        end += number + 1;
        return Some((start, if starts(key, end, "文件") { end + 2 } else { end }));
    }
    if place > 0 && is_han(key[place - 1]) && !matches!(key[place - 1], '据' | '照' | '和' | '按' | '的' | '及') {
        return None;
    }
    let letters = key[place..].iter().take(28).take_while(|c| is_han(**c)).count();
    for at in place + 2..place + letters {
        if key[at] == '令' && key.get(at + 1) == Some(&'第') {
            let number = super::numbers::digits(key, at + 2);
            if number > 0 && key.get(at + 2 + number) == Some(&'号') {
                return Some((place, at + 3 + number));
            }
        }
    }
    None
}

/// （88）經人字第 88353278 號令, 院臺規字第 1010134960 號公告.
fn file_number(key: &[char], place: usize) -> Option<(usize, usize)> {
    if key[place] != '字' || key.get(place + 1) != Some(&'第') {
        return None;
    }
    let blank = run(key, place + 2, |c| c == ' ');
    let digits = run(key, place + 2 + blank, |c| c.is_ascii_alphanumeric() || c == ' ');
    let end = place + 2 + blank + digits;
    if digits < 4 || key.get(end) != Some(&'号') {
        return None;
    }
    let mut end = end + 1;
    let wrapped = end + run(key, end, |c| matches!(c, ' ' | '\n'));
    if let Some(tail) = ["公告", "令", "函"].iter().find(|tail| starts(key, wrapped, tail)) {
        end = wrapped + tail.chars().count();
    }
    let part = |c: char| is_han(c) || matches!(c, '(' | ')') || c.is_ascii_digit();
    let from = place - key[..place].iter().rev().take(16).take_while(|c| part(**c)).count();
    // The bracketed year opens the number: （88）經人字第.
    let year = (from..place).rev().find(|at| key[*at] == '(' && key.get(at + 1).is_some_and(char::is_ascii_digit));
    let window = place.saturating_sub(8).max(from);
    let first = |issuers: &[&str]| (window + 1..place).find(|at| issuers.iter().any(|issuer| ends(key, *at, issuer)));
    let last = |issuers: &[&str]| (window + 1..place).rev().find(|at| issuers.iter().any(|issuer| ends(key, *at, issuer)));
    let start = year
        .or_else(|| first(&["会", "部", "署", "局", "府"]))
        .or_else(|| last(&["行政院", "考试院", "司法院", "立法院", "监察院", "总统"]))
        .or_else(|| last(&["日", "以"]));
    Some((start.unwrap_or(place.saturating_sub(8).max(from)), end))
}

/// “十四五”规划, “九五”计划, 第七个五年计划, 国家“十五五”规划纲要.
fn plan(text: &Text, place: usize) -> Option<(usize, usize)> {
    const KINDS: &[&str] = &["计划《纲要》", "规划《纲要》", "规划纲要", "计划纲要", "规划", "计划"];
    let key = &text.key;
    if key[place] == '“' {
        let numerals = super::numbers::numerals(key, place + 1);
        let close = place + 1 + numerals;
        if (2..=3).contains(&numerals) && key.get(close) == Some(&'”') && key[close - 1] == '五' {
            let end = behind(key, close + 1, KINDS)?;
            let start = if ends(key, place, "国家") { place - 2 } else { place };
            return Some((start, end));
        }
    }
    if key[place] == '第' && key.get(place + 2) == Some(&'个') && starts(key, place + 3, "五年") {
        let end = behind(key, place + 5, &["计划", "规划"])?;
        // 第七个五年计划期间 is a time.
        return behind(key, end, &["期间", "时期", "后", "前"]).is_none().then_some((place, end));
    }
    None
}

/// The title of the document itself, with the number that stands under it.
fn titles(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    for (index, block) in segments.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Title) {
        let key = text.key(block.span);
        let Some(title) = crate::segment::act_title(key, codebook) else { continue };
        let name = &key[..title.length];
        // 博物馆条例, and in the next lines who passed it, or its first article.
        let headed = || {
            let below = segments.blocks[index + 1..].iter().take(4).map(|block| text.key(block.span));
            below.into_iter().any(|line| codebook.cues.at_end("enacting", line).is_some() || line.first() == Some(&'第'))
        };
        let rules = codebook.cues.at_end("rule_name", name).is_some() && !name.iter().any(|c| matches!(c, '，' | ' ' | '《'));
        if title.about || rules && (name.len() >= 6 || headed()) {
            found.push(Mention::new(block.span, EntityType::Document, "document-title"));
        }
    }
}
