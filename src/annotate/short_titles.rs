//! Short names that a text gives to acts: （以下简称著作权法）.

use super::laws::with_articles;
use super::reading::{ends, run, starts};
use crate::model::{EntityType, Mention, Span, Text};
use crate::normalize::is_han;

/// What short names of acts end with.
const ACTS: &[&str] =
    &["法", "条例", "规定", "规则", "办法", "细则", "标准", "准则", "公约", "协定", "纲要", "规划", "意见", "方案", "议定书", "通则"];

/// What a text that is made under a law calls itself.
const SELF: &[&str] = &["本办法", "本细则", "本标准", "本规则", "本规程", "本准则", "本要点"];

/// Finds the short names, at their definition and everywhere behind it.
pub(super) fn find(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut names: Vec<(Vec<char>, usize)> = Vec::new();
    let mut from = 0;
    while let Some(at) = text.find(Span::new(from, text.len()), "以下简称") {
        let mut start = at + 4;
        start += usize::from(key.get(start) == Some(&'为'));
        start += usize::from(matches!(key.get(start), Some('“' | '《')));
        from = start.max(at + 4);
        let length = run(&key[..key.len().min(start + 16)], start, is_han);
        let end = start + length;
        let closed = matches!(key.get(end), Some('”' | ')' | '》' | '，'));
        if closed && length >= 2 && ACTS.iter().any(|act| ends(key, end, act)) {
            names.push((key[start..end].to_vec(), start));
        }
    }
    names.extend(bracketed(key));
    if names.is_empty() && made_under_a_law(key) {
        for name in ["本法", "本条例"] {
            names.push((name.chars().collect(), 0));
        }
    }
    for (name, first) in &names {
        let mut place = *first;
        while place + name.len() <= key.len() {
            if !key[place..].starts_with(name) {
                place += 1;
                continue;
            }
            let mut end = place + name.len();
            if starts(key, end, "施行细则") {
                end += 4;
            }
            end = with_articles(key, end);
            let inside = place > 0 && matches!(key[place - 1], '国' | '和' | '《') && name[0] != '本';
            let goes_on = name.ends_with(&['法']) && key.get(end).is_some_and(|c| matches!(c, '律' | '人' | '规'));
            if !inside && !goes_on {
                found.push(Mention::new(Span::new(place, end), EntityType::Document, "short-form"));
            }
            place = end;
        }
    }
}

/// A text of Taiwan that calls itself by another name than 本法: what it calls 本法 is the law above it.
fn made_under_a_law(key: &[char]) -> bool {
    super::dates::of_taiwan(key)
        && (0..key.len()).any(|at| key[at] == '本' && (SELF.iter().any(|name| starts(key, at, name)) || defines(key, at)))
}

/// 《关于送达外文书的公约》(海牙送达公约): the name in brackets behind a title.
fn bracketed(key: &[char]) -> Vec<(Vec<char>, usize)> {
    let close = |at: &usize| key[*at] == '》' && key.get(at + 1) == Some(&'(');
    let name = |at: usize| {
        let length = run(key, at + 2, is_han);
        let end = at + 2 + length;
        let act = (4..=14).contains(&length)
            && !starts(key, at + 2, "以下")
            && key.get(end) == Some(&')')
            && ACTS.iter().any(|act| ends(key, end, act));
        act.then(|| (key[at + 2..end].to_vec(), at + 2))
    };
    (0..key.len()).filter(close).filter_map(name).collect()
}

/// "本法第五条第一项所称": a rule that says what the law above it means.
fn defines(key: &[char], place: usize) -> bool {
    let opens = place == 0 || matches!(key[place - 1], '\n' | ' ');
    let Some(name) = super::reading::behind(key, place, &["本条例", "本法"]).filter(|_| opens) else { return false };
    let end = with_articles(key, name);
    end > name && super::reading::behind(key, end, &["所称", "所定", "规定所称"]).is_some()
}
