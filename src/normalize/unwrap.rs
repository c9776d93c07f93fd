//! Which line continues the line before it.
//!
//! A page set in columns shows it: neighbouring lines are of one width and end in mid-sentence.
//! Without that evidence no two lines are joined, so a text that is not wrapped stays as it is.

use super::is_han;
use super::lines::Line;
use crate::model::Language;

/// How many lines on each side a column width is read from.
const WINDOW: usize = 8;

/// An opened quotation mark or bracket holds the lines together for so many lines, no longer.
const OPEN_LINES: usize = 12;

/// For each line: it continues the line before.
pub(super) fn joins(lines: &[Line], language: Language) -> Vec<bool> {
    match language {
        Language::Chinese => chinese(lines),
        Language::English => english(lines),
    }
}

/// Ends a sentence or a paragraph.
fn is_terminal(line: &Line) -> bool {
    if matches!(line.last(), '。' | '！' | '？' | '!' | '?' | '…') {
        return true;
    }
    let closed = matches!(line.last(), '”' | '’' | ')' | '》')
        && line.key.len() >= 2
        && matches!(line.key[line.key.len() - 2], '。' | '！' | '？' | '…');
    closed || has_credit_tail(line)
}

/// "…情況。 新華社": a credit or button behind the last sentence.
fn has_credit_tail(line: &Line) -> bool {
    let tail = line.key.iter().rev().take_while(|c| !c.is_whitespace()).count();
    let head = line.key.get(..line.key.len().saturating_sub(tail)).unwrap_or_default();
    let ends_sentence = head.iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '。' | '”'));
    tail <= 10
        && head.len() >= 2
        && ends_sentence
        && line.key.iter().rev().take(tail).all(|c| !matches!(c, '，' | '、' | '：' | '；'))
        && head.last().is_some_and(|c| c.is_whitespace())
}

/// The width that most neighbouring lines have, if the neighbourhood is set in a column.
fn column(lines: &[Line], at: usize) -> Option<usize> {
    let from = at.saturating_sub(WINDOW);
    let window = lines.get(from..(at + WINDOW + 1).min(lines.len())).unwrap_or_default();
    let own = lines[at].width;
    let mut widths: Vec<usize> = window.iter().map(|line| line.width).filter(|width| (8..=112).contains(width)).collect();
    widths.sort_unstable();
    // Among the widths that hold at least three lines, the one nearest to this line's own.
    let mut best: Option<(usize, usize)> = None;
    for &width in &widths {
        let near: Vec<&Line> = window.iter().filter(|line| line.width <= width && line.width + slack(width) >= width).collect();
        let open = near.iter().filter(|line| !is_terminal(line) && !line.is_two_part_headline()).count();
        let closing = (from..from + window.len())
            .filter(|at| closes(lines, *at) && lines[*at].width <= width && lines[*at].width + slack(width) >= width)
            .count();
        // One line alone is no margin: a headline may stick out.
        let margin = near.iter().filter(|line| line.width + 1 >= width).count();
        if near.len() >= 3 && margin >= 2 && open * 2 >= near.len() - closing && open >= 2 {
            let distance = own.abs_diff(width);
            if best.is_none_or(|(least, old)| distance < least || distance == least && width > old) {
                best = Some((distance, width));
            }
        }
    }
    best.map(|(_, width)| width)
}

/// How much shorter than the column a full line may be: a kerned quotation mark, a number kept whole.
fn slack(width: usize) -> usize {
    (width / 7).clamp(4, 8)
}

/// A document number under a title.
fn is_document_number(line: &Line) -> bool {
    let text = line.text();
    line.key.len() <= 24 && text.contains('〔') && text.ends_with('号') && !line.has_sentence_marks()
}

const TITLE_ENDS: &[&str] = &[
    "意见", "通知", "批复", "复函", "答复", "函", "决定", "条例", "通报", "规定", "办法", "公告", "方案", "规划", "纲要", "细则", "报告",
    "请示", "命令", "公报", "计划",
];

/// Last words of a body in whose name a title goes on with 关于.
const ISSUERS: &[&str] = &["院", "厅", "府", "部", "委", "局", "会", "署", "室"];

fn ends_title(line: &Line) -> bool {
    let text = line.text();
    // The number of the document may stand right behind the title.
    let title = text.split_once('〔').filter(|_| text.ends_with('号')).map_or(text.as_str(), |(title, _)| title);
    let numbered = title.len() < text.len();
    TITLE_ENDS.iter().any(|end| {
        title.ends_with(end)
            || numbered && title.rfind(end).is_some_and(|at| title.get(at + end.len()..).unwrap_or_default().chars().count() <= 6)
    })
}

/// 中华人民共和国地方各级人民代表大会|和地方各级人民政府组织法
fn goes_on(lines: &[Line], index: usize) -> bool {
    let (before, line) = (&lines[index - 1], &lines[index]);
    let joint = matches!(line.key.first(), Some('和' | '及' | '与' | '暨'));
    joint && (line.last() == '法' || ends_title(line)) && ![before, line].iter().any(|line| line.has_sentence_marks()) && !before.marker
}

/// "国务院办公厅关于…" that goes on in the next lines to "…的意见", then the number of the document.
fn title_joins(lines: &[Line], joined: &mut [bool]) {
    for index in 1..lines.len().min(12) {
        joined[index] = joined[index] || goes_on(lines, index);
    }
    for index in 0..lines.len().min(12) {
        let text = lines[index].text();
        let opens = text.contains("关于") || text.starts_with("国务院") && text.contains('对');
        if !opens || lines[index].has_sentence_marks() || lines[index].width > 90 {
            continue;
        }
        let mut end = index;
        while !ends_title(&lines[end]) && end < index + 5 && end + 1 < lines.len() {
            let next = &lines[end + 1];
            if next.has_sentence_marks() || next.marker || next.width > 90 || next.last() == '：' || is_document_number(next) {
                break;
            }
            end += 1;
        }
        if !ends_title(&lines[end]) {
            continue;
        }
        // 国务院办公厅转发国家教委|关于…的通知: the title began in the line before.
        let begun = text.starts_with("关于") && index > 0 && {
            let before = &lines[index - 1];
            !lines[index].blank_before
                && !before.has_sentence_marks()
                && !ends_title(before)
                && ISSUERS.iter().any(|end| before.text().ends_with(end))
        };
        let from = if begun { index } else { index + 1 };
        for join in &mut joined[from..=end] {
            *join = true;
        }
        if lines.get(end + 1).is_some_and(is_document_number) {
            joined[end + 1] = true;
        }
        break;
    }
}

/// The last line of a paragraph, with a blank line behind it: it ends a sentence on any page and says nothing.
fn closes(lines: &[Line], at: usize) -> bool {
    is_terminal(&lines[at]) && lines.get(at + 1).is_none_or(|next| next.blank_before)
}

/// Half of the lines that could end anywhere end in mid-sentence.
fn is_wrapped(lines: &[Line]) -> bool {
    let open = lines.iter().filter(|line| !is_terminal(line) && (12..=112).contains(&line.width)).count();
    let closing = (0..lines.len()).filter(|at| closes(lines, *at)).count();
    open >= 3 && open * 2 >= lines.len() - closing || open * 2 >= lines.len()
}

fn chinese(lines: &[Line]) -> Vec<bool> {
    let mut joined = vec![false; lines.len()];
    let wrapped = is_wrapped(lines);
    let mut start = 0;
    for index in 1..lines.len() {
        let (previous, next) = (&lines[index - 1], &lines[index]);
        let body = lines[start..index].iter().any(Line::has_sentence_marks);
        joined[index] = continues(lines, index, start, body, wrapped);
        if matches!(next.key.first(), Some('，' | '。' | '；' | '、' | '：' | '”' | '》' | ')')) && !is_terminal(previous) {
            joined[index] = true;
        }
        let open: i32 = lines[start..index].iter().map(Line::depth).sum();
        if wrapped && open > 0 && index - start <= OPEN_LINES && previous.width <= 112 && !next.has_dateline() {
            joined[index] = true;
        }
        if !joined[index] {
            settle(lines, &mut joined, start, index);
            start = index;
        }
    }
    settle(lines, &mut joined, start, lines.len());
    for (index, join) in joined.iter_mut().enumerate().skip(1) {
        *join = *join || wrapped && ends_headline(lines, index);
    }
    title_joins(lines, &mut joined);
    joined
}

fn continues(lines: &[Line], index: usize, start: usize, body: bool, wrapped: bool) -> bool {
    let (previous, next) = (&lines[index - 1], &lines[index]);
    if next.marker || previous.is_two_part_headline() || next.is_two_part_headline() && next.blank_before {
        return false;
    }
    if matches!(previous.key.first(), Some('#' | '|')) || previous.last() == '：' && body && next.indent > 0 {
        return false;
    }
    let terminal = is_terminal(previous);
    if terminal && next.blank_before {
        return false;
    }
    // A hanging item: its further lines are indented under its text.
    let hanging = lines[start].marker && next.indent > lines[start].indent;
    if next.indent >= 2 && !hanging && (terminal || next.indent > previous.indent) {
        return false;
    }
    let Some(column) = column(lines, index - 1) else { return false };
    let width = previous.width + if hanging || previous.indent > 0 { previous.indent } else { 0 };
    let full = previous.width + slack(column) >= column && previous.width <= column + 2 || hanging && width + slack(column) >= column;
    if terminal {
        return full && previous.width + 3 >= column && next.indent == 0;
    }
    if body && wrapped {
        // Running text does not end without a full stop.
        return full || previous.width <= column + 2 && !next.is_two_part_headline();
    }
    if !body && index == start + 1 && (next.has_dateline() || stops_short(previous, next, column)) {
        return false;
    }
    full && next.width <= column + slack(column)
}

/// 某局：某事, and room for the word behind it: a headline.
fn stops_short(line: &Line, next: &Line, column: usize) -> bool {
    let parts = line.key.iter().any(|c| matches!(c, '：' | '|' | '｜')) && line.last() != '：';
    let open = |place: usize| next.key.get(place).is_some_and(|c| is_han(*c) || *c == '《');
    parts && line.indent == 0 && line.width + 4 <= column && open(0) && open(1)
}

/// A short line behind a headline that fills the column to the last character is the end of the headline.
fn ends_headline(lines: &[Line], index: usize) -> bool {
    let (previous, next) = (&lines[index - 1], &lines[index]);
    let plain = |line: &Line| !line.has_sentence_marks() && !line.marker && !line.furniture && line.indent == 0;
    let Some(column) = column(lines, index - 1) else { return false };
    let story = lines.get(index + 1).is_some_and(Line::has_dateline) && previous.is_two_part_headline();
    let fills = previous.width.abs_diff(column) <= if story { slack(column) } else { 1 };
    plain(previous)
        && plain(next)
        && !next.blank_before
        && !is_terminal(next)
        && !matches!(previous.last(), '，' | '；' | '：')
        && fills
        && next.width * 2 <= column
}

/// A run of lines without any sentence mark is a group of headlines: each stays alone.
fn settle(lines: &[Line], joined: &mut [bool], start: usize, end: usize) {
    let run = &lines[start..end];
    let plain = run.iter().all(|line| !line.has_sentence_marks());
    if plain && !run.first().is_some_and(|line| line.marker) && !run.last().is_some_and(is_terminal) {
        for join in &mut joined[(start + 1).min(end)..end] {
            *join = false;
        }
    }
}

fn english(lines: &[Line]) -> Vec<bool> {
    let mut widths: Vec<usize> = lines.iter().map(|line| line.width).filter(|width| *width >= 30).collect();
    widths.sort_unstable();
    let median = widths.get(widths.len() / 2).copied().unwrap_or(0);
    let typical = lines.iter().filter(|line| line.width >= 30 && line.width <= median + median / 4).count();
    let open = lines.iter().filter(|line| line.width >= 30 && line.width <= median + median / 4 && !ends_english(line)).count();
    let wrapped = (35..=120).contains(&median) && open * 5 >= typical * 2;
    let mut joined = vec![false; lines.len()];
    if !wrapped {
        return joined;
    }
    for index in 1..lines.len() {
        let (previous, next) = (&lines[index - 1], &lines[index]);
        let lower = next.key.first().is_some_and(|c| c.is_lowercase());
        joined[index] = if next.marker {
            false
        } else if next.blank_before {
            !ends_english(previous) && lower && previous.width * 10 >= median * 7
        } else if ends_english(previous) {
            previous.width * 10 >= median * 9 && next.indent == 0
        } else {
            previous.width * 10 >= median * 7 || lower
        };
    }
    joined
}

fn ends_english(line: &Line) -> bool {
    let last = line.key.iter().rev().find(|c| !matches!(c, '”' | '’' | '"' | '\'' | ')')).copied().unwrap_or(' ');
    matches!(last, '.' | '!' | '?' | ':')
}
