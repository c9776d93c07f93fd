//! The lines of a source: where they stand, how wide they are, and whether they open something.

use super::{fold_char, is_han};
use crate::model::Source;

/// One line that is not blank.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// First source character behind the indentation.
    pub(super) start: usize,
    /// One past the last that is not blank.
    pub(super) end: usize,
    /// Display columns: a Chinese character takes two.
    pub(super) width: usize,
    /// Display columns of blank before the text.
    pub(super) indent: usize,
    /// Blank lines stand before it.
    pub(super) blank_before: bool,
    /// Opens with an enumerator, bullet, dateline or the like.
    pub(super) marker: bool,
    /// A page number or running head.
    pub(super) furniture: bool,
    /// It has a blank as wide as a character: no padding of marks, but a space that was set.
    pub(super) wide: bool,
    /// The matching key.
    pub(super) key: Vec<char>,
}

impl Line {
    /// Last character of the key.
    pub(super) fn last(&self) -> char {
        self.key.last().copied().unwrap_or(' ')
    }

    /// The key as text.
    pub(super) fn text(&self) -> String {
        self.key.iter().collect()
    }

    /// Holds a comma, colon or full stop: running text and not a headline.
    pub(super) fn has_sentence_marks(&self) -> bool {
        self.key.iter().any(|c| matches!(c, '，' | '。' | '；' | '！' | '？')) || self.key.first() == Some(&'【')
    }

    /// Two Chinese parts with a blank between them and no sentence mark: a headline.
    pub(super) fn is_two_part_headline(&self) -> bool {
        let parted = |three: &[char]| is_han(three[0]) || self.wide && matches!(three[0], '”' | '’' | '》');
        !self.has_sentence_marks()
            && self.key.windows(3).any(|three| three[1] == ' ' && is_han(three[2]) && parted(three))
            && self.key.iter().filter(|c| is_han(**c)).count() >= 6
    }

    /// Opens a story: 【…訊】, 本報北京3月21日電, （中央社記者…電）.
    pub(super) fn has_dateline(&self) -> bool {
        let head: String = self.key.iter().take(28).collect();
        self.key.first() == Some(&'【')
            || ["本报", "新华社", "中新社", "(中央社", "中央社"].iter().any(|agency| head.starts_with(agency))
                && ["日电", "讯", "电)", "电("].iter().any(|end| head.contains(end))
    }

    /// Quotation marks and brackets that the line opens, less those that it closes.
    pub(super) fn depth(&self) -> i32 {
        self.key
            .iter()
            .map(|c| match c {
                '“' | '‘' | '《' | '(' | '【' => 1,
                '”' | '’' | '》' | ')' | '】' => -1,
                _ => 0,
            })
            .sum()
    }
}

/// All lines that are not blank.
pub(super) fn split(source: &Source) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut blank_before = false;
    let mut start = 0;
    while start < source.chars.len() {
        let end =
            source.chars[start..].iter().position(|c| matches!(c, '\n' | '\u{c}' | '\u{2028}')).map_or(source.chars.len(), |at| start + at);
        let blank = |place: &usize| source.chars[*place].is_whitespace() || source.chars[*place] == '\u{feff}';
        let first = (start..end).find(|place| !blank(place));
        match first {
            None => blank_before = true,
            Some(first) => {
                let last = (first..end).rev().find(|place| !blank(place)).unwrap_or(first);
                let key: Vec<char> = source.chars[first..=last].iter().copied().map(fold_char).collect();
                let indent = source.chars[start..first].iter().map(|c| if *c == '\u{3000}' { 2 } else { 1 }).sum();
                lines.push(Line {
                    start: first,
                    end: last + 1,
                    width: source.chars[first..=last].iter().map(|c| columns(*c)).sum(),
                    indent,
                    blank_before,
                    marker: has_marker(&key),
                    furniture: false,
                    wide: source.chars[first..=last].contains(&'\u{3000}'),
                    key,
                });
                blank_before = false;
            }
        }
        start = end + 1;
    }
    lines
}

fn columns(character: char) -> usize {
    unicode_width::UnicodeWidthChar::width_cjk(character).unwrap_or(0)
}

/// The line opens something of its own and never continues the line before.
pub(crate) fn has_marker(key: &[char]) -> bool {
    marker_length(key) > 0
        || matches!(key.first(), Some('▲' | '△' | '▼' | '#' | '|' | '【' | '★' | '☆'))
        || key.starts_with(&['-', '-', '-'])
        || english_heading(key)
}

fn english_heading(key: &[char]) -> bool {
    let text: String = key.iter().take(14).collect();
    ["Sec. ", "Section ", "SECTION ", "Article ", "ARTICLE ", "CHAPTER ", "Chapter ", "TITLE ", "ANNEX", "PART "].iter().any(|head| {
        text.strip_prefix(head).is_some_and(|rest| {
            let number: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            let numbered = !number.is_empty()
                && (number.chars().all(|c| c.is_ascii_digit()) || number.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L')));
            // "Section 3 of the Act" is a reference inside a sentence.
            let behind: String = rest.chars().skip(number.chars().count()).take(4).collect();
            numbered && !behind.starts_with('(') && !behind.starts_with(" of") && !behind.starts_with(',')
        })
    })
}

const NUMERALS: &str = "一二三四五六七八九十百零〇两";

fn numeral(character: char) -> bool {
    NUMERALS.contains(character)
}

/// Length in characters of the enumerator or bullet that the key opens with, blanks behind it
/// included; 0 when there is none.
pub(crate) fn marker_length(key: &[char]) -> usize {
    let length = bare_marker(key);
    if length == 0 {
        return 0;
    }
    length + key.get(length..).unwrap_or_default().iter().take_while(|c| **c == ' ').count()
}

fn run(key: &[char], from: usize, accept: impl Fn(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}

fn bare_marker(key: &[char]) -> usize {
    let Some(&first) = key.first() else { return 0 };
    match first {
        '•' | '◆' | '◇' | '■' | '□' | '○' | '◎' | '※' | '·' => return 1,
        '—' if key.get(1) == Some(&'—') => return run(key, 0, |c| c == '—'),
        '-' | '*' if key.get(1) == Some(&' ') => return 1,
        '①'..='⑳' => return 1,
        '(' => {
            // (一) (1) (a) (iv)
            let inner = run(key, 1, |c| c != ')').min(6);
            let body = key.get(1..=inner).unwrap_or_default();
            let closed = key.get(1 + inner) == Some(&')');
            let plain = body.iter().all(|c| numeral(*c)) || body.iter().all(char::is_ascii_digit) || latin_item(body);
            if inner > 0 && closed && plain && !reference(key, inner + 2) {
                return inner + 2 + usize::from(matches!(key.get(inner + 2), Some('、' | '.')));
            }
            return 0;
        }
        '第' => {
            // 第一條 第 3 條 第一，
            let gap = run(key, 1, |c| c == ' ');
            let digits = run(key, 1 + gap, |c| numeral(c) || c.is_ascii_digit() || c == '-');
            let mut at = 1 + gap + digits;
            at += run(key, at, |c| c == ' ');
            if digits == 0 {
                return 0;
            }
            return match key.get(at) {
                Some('条' | '章' | '节' | '編' | '编' | '部') => {
                    let mut end = at + 1;
                    if key.get(end) == Some(&'之') {
                        let more = run(key, end + 1, numeral);
                        if more > 0 {
                            end += 1 + more;
                        }
                    }
                    // 第三条第二款 inside a sentence is a reference.
                    if matches!(key.get(end), Some('第' | '规' | '規' | '、' | '和' | '至' | '的' | '所')) { 0 } else { end }
                }
                Some('，' | '、' | '：') => at + 1,
                _ => 0,
            };
        }
        _ => {}
    }
    if numeral(first) {
        let digits = run(key, 0, numeral);
        match key.get(digits) {
            Some('、') => return digits + 1,
            Some('是') if digits == 1 => return 2,
            _ => return 0,
        }
    }
    if first.is_ascii_digit() {
        let digits = run(key, 0, |c| c.is_ascii_digit());
        if digits > 3 {
            return 0;
        }
        // 4.3.1 of a plan
        let dotted = run(key, 0, |c| c.is_ascii_digit() || c == '.');
        if key[..dotted].iter().filter(|c| **c == '.').count() >= 2 && key.get(dotted).is_some_and(|c| *c == ' ' || is_han(*c)) {
            return dotted;
        }
        let behind = key.get(digits + 1).copied().unwrap_or(' ');
        return match key.get(digits) {
            Some('、') => digits + 1,
            Some('.' | '﹒' | '．') if !behind.is_ascii_digit() => digits + 1,
            Some(')') => digits + 1,
            _ => 0,
        };
    }
    0
}

/// (a), (iv), (A): one letter or a small Roman number.
fn latin_item(body: &[char]) -> bool {
    (body.len() == 1 && body[0].is_ascii_alphabetic())
        || (!body.is_empty() && body.len() <= 5 && body.iter().all(|c| matches!(c, 'i' | 'v' | 'x')))
}

/// "(a) of this section", "(a)(ii) of this", "(b), and": a reference at the head of a wrapped line.
fn reference(key: &[char], at: usize) -> bool {
    let mut at = at;
    while key.get(at) == Some(&'(') && key.get(at..).unwrap_or_default().iter().take(7).any(|c| *c == ')') {
        at += run(key, at, |c| c != ')') + 1;
    }
    let behind: String = key.get(at..).unwrap_or_default().iter().take(8).collect();
    [" of ", " and ", " or ", ",", ";", ")", " shall", " above", " below", " to "].iter().any(|word| behind.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::marker_length;

    #[test]
    fn enumerators_are_measured() {
        for (line, length) in [
            ("一、总体要求", 2),
            ("（一）加强领导", 3),
            ("(1)试点", 3),
            ("1.开展", 2),
            ("第十二条 国家", 5),
            ("第 3 條", 5),
            ("第一，要", 3),
            ("一是加强", 2),
            ("——坚持", 2),
            ("•推動", 1),
            ("2025年工作", 0),
            ("3.5%左右", 0),
            ("(a) Within", 4),
            ("(a) of this section", 0),
            ("一批项目", 0),
            ("第三条第二款规定", 0),
            ("4.3.1各地", 5),
            ("17﹒推进", 3),
        ] {
            let key: Vec<char> = line.chars().map(crate::normalize::fold_char).collect();
            assert_eq!(marker_length(&key), length, "{line}");
        }
    }
}
