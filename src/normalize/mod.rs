//! Source → Text: joins hard-wrapped lines, drops page furniture, lays the matching key beside it.
//!
//! Laws: the way back is monotone, normalizing a normalized text changes nothing, and a wrapped
//! copy of a text normalizes to the same characters as the unwrapped one.

mod fold;
mod furniture;
mod lines;
mod unwrap;

pub use fold::{fold, fold_char};
pub(crate) use lines::{has_marker, marker_length};

use crate::model::{Source, Text};
use lines::Line;

/// The normalized text of a source: one block a line.
pub fn normalize(source: &Source) -> Text {
    let mut lines = lines::split(source);
    furniture::mark(&mut lines);
    lines.retain(|line| !line.furniture);
    let joined = unwrap::joins(&lines, source.language);
    let mut text = Text { source_length: source.chars.len() as u32, ..Text::default() };
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            let before = &lines[index - 1];
            if joined[index] {
                join(&mut text, before, line);
            } else {
                push(&mut text, '\n', before.end);
            }
        }
        append(&mut text, source, line);
    }
    text
}

fn push(text: &mut Text, character: char, origin: usize) {
    text.chars.push(character);
    text.key.push(fold_char(character));
    // A joined line may start before the place of the last inserted blank: never step back.
    let floor = text.origin.last().copied().unwrap_or(0);
    text.origin.push((origin as u32).max(floor).min(text.source_length.saturating_sub(1)));
}

/// Joins the next line: Latin words keep a space between them, a hyphenated word is made whole.
fn join(text: &mut Text, before: &Line, next: &Line) {
    let last = text.chars.last().copied().unwrap_or(' ');
    let first = next.key.first().copied().unwrap_or(' ');
    let stem_is_word = text.chars.len() >= 2 && text.chars[text.chars.len() - 2].is_alphabetic();
    if last == '-' && first.is_ascii_lowercase() && stem_is_word {
        if !keeps_hyphen(text) {
            text.chars.pop();
            text.key.pop();
            text.hyphens.extend(text.origin.pop());
        }
    } else if !is_chinese(last) && !is_chinese(first) {
        push(text, ' ', before.end);
    }
}

/// Prefixes that English writes with a hyphen.
const HYPHENED: &[&str] = &[
    "self", "non", "co", "pre", "multi", "cross", "high", "low", "well", "long", "short", "public", "private", "large", "small", "cost",
    "risk", "data", "third", "post", "anti", "inter", "decision", "full", "part", "user", "open",
];

fn keeps_hyphen(text: &Text) -> bool {
    let stem: String = text.chars.iter().rev().skip(1).take_while(|c| c.is_alphabetic()).collect();
    let stem: String = stem.chars().rev().collect::<String>().to_lowercase();
    HYPHENED.contains(&stem.as_str())
}

fn is_chinese(character: char) -> bool {
    is_han(character) || padded(fold_char(character)) || matches!(character, '\u{ff00}'..='\u{ffef}')
}

/// A Chinese character.
pub(crate) fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}' | '〇')
}

fn append(text: &mut Text, source: &Source, line: &Line) {
    let parted = line.is_two_part_headline();
    for place in line.start..line.end {
        let character = source.chars[place];
        if character.is_whitespace() || character == '\u{feff}' || character == '\u{200b}' {
            let last = text.key.last().copied().unwrap_or('\n');
            let next = source.chars[place + 1..line.end].iter().copied().map(fold_char).find(|c| !c.is_whitespace());
            // 「…」　某局…: the blank between the parts of a headline.
            let set = parted && character == '\u{3000}' && matches!(last, '”' | '’' | '》') && next.is_some_and(is_han);
            if set {
                push(text, character, place);
                continue;
            }
            // One blank is enough; none beside Chinese punctuation, which is padded in print.
            if last.is_whitespace() || padded(last) || next.is_some_and(padded) {
                continue;
            }
            push(text, ' ', place);
        } else if !character.is_control() {
            push(text, character, place);
        }
    }
}

/// Chinese punctuation, after folding.
fn padded(key: char) -> bool {
    matches!(key, '“' | '”' | '‘' | '’' | '，' | '。' | '；' | '：' | '、' | '《' | '》' | '！' | '？' | '【' | '】' | '…')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        normalize(&Source::new("t.txt", text)).chars.iter().collect()
    }

    #[test]
    fn a_break_inside_a_sentence_is_no_break() {
        let page = "會議指出，要持續加強基礎研究，集中\n力量攻克高端芯片、基礎軟件等核心技\n\n術，構建自主可控、協同運行的人工智\n能基礎軟硬件系統。\n";
        assert_eq!(
            normal(page),
            "會議指出，要持續加強基礎研究，集中力量攻克高端芯片、基礎軟件等核心技術，構建自主可控、協同運行的人工智能基礎軟硬件系統。"
        );
    }

    #[test]
    fn padded_quotation_marks_lose_their_padding() {
        assert_eq!(normal("會議首次提出這 「四穩」 ，意義重大。"), "會議首次提出這「四穩」，意義重大。");
    }

    #[test]
    fn a_headline_keeps_the_blank_between_its_parts() {
        assert_eq!(normal("「舊船不能再拖」　業界促設資助\n"), "「舊船不能再拖」　業界促設資助");
        assert_eq!(normal("業界促設 「舊船」 資助計劃\n"), "業界促設「舊船」資助計劃");
    }

    #[test]
    fn a_headline_that_stops_short_of_the_column_is_no_part_of_the_story() {
        let page = "海灣署：舊船下月起逐步停航\n海灣署昨日公布東碼頭的檢查結果，全部三百艘\n船隻之中，有四十艘的救生設備已經失效，船齡\n大多超過三十年，其中七艘已經停航，等待檢查\n人員上船。\n";
        assert!(normal(page).starts_with("海灣署：舊船下月起逐步停航\n"), "{}", normal(page));
    }

    #[test]
    fn latin_words_keep_their_space_and_lose_the_hyphen() {
        let page = "The Secretary shall establish a programme for all of the agencies and\noffices of the Government that are concerned with the use of artificial\nintelligence and shall publish it as soon as the review of the innova-\ntion council is complete and the self-\nregulation of the sector has been assessed by the Director in full.\n";
        let text = normal(page);
        assert!(text.contains("agencies and offices") && text.contains("innovation council") && text.contains("self-regulation"), "{text}");
    }

    #[test]
    fn normalizing_is_idempotent_and_monotone() {
        for page in [
            "第一條 為加強監管，\n制定本條例。\n\n第二條 本條例自發布之日起施行。",
            "a\n\nb c\n",
            "•推動各方加\n強發展戰略、治理規\n則的對接協調，早日\n形成標準規範。\n\n合作\n",
        ] {
            let source = Source::new("t.txt", page);
            let text = normalize(&source);
            assert!(text.origin.is_sorted());
            let once: String = text.chars.iter().collect();
            assert_eq!(normal(&once), once);
        }
    }
}
