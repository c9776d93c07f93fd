//! Reads ⟦surface|type⟧ annotations. The plain text is the file without its marks; hard-wrapped lines
//! are joined, and sentences end where no mark is open.

use std::path::Path;

use super::labelled::{LabelledError, LabelledSentence, type_name};

/// A line may be so much narrower than the column and still be full.
const SLACK: usize = 10;
/// No column is wider; in wider texts a line is a paragraph.
const WIDEST: usize = 120;

/// Parses a text with ⟦surface|type⟧ marks into sentences.
///
/// ```
/// let text = "⟦國務院|organization⟧今日開會。⟦李強|person⟧主持。";
/// let sentences = yaodian::learn::parse_marks(text, "x.ann".as_ref())?;
/// assert_eq!(sentences[1].spans, [(0, 2, "person".to_owned())]);
/// # Ok::<(), yaodian::learn::LabelledError>(())
/// ```
///
/// # Errors
/// When a mark is not closed or has no type.
pub fn parse_marks(text: &str, path: &Path) -> Result<Vec<LabelledSentence>, LabelledError> {
    let whole = unmark(text, path)?;
    let joined = unwrap_lines(&whole);
    Ok(sentences_of(&joined))
}

pub(super) fn unmark(text: &str, path: &Path) -> Result<LabelledSentence, LabelledError> {
    let mut whole = LabelledSentence::default();
    let mut open: Option<(usize, usize)> = None;
    let mut name: Option<String> = None;
    let mut line = 1;
    for character in text.chars() {
        let broken = |what: &str, line| LabelledError::Line {
            path: path.to_owned(),
            line,
            what: what.to_owned(),
            hint: "write a mark as ⟦surface|type⟧, without nesting",
        };
        match (character, &mut name) {
            ('⟦', None) if open.is_none() => open = Some((whole.text.len(), line)),
            ('⟦', _) => return Err(broken("a mark inside a mark", line)),
            ('|', None) if open.is_some() => name = Some(String::new()),
            ('⟧', Some(kind)) => {
                let start = open.take().map_or(whole.text.len(), |(start, _)| start);
                let kind = type_name(kind);
                name = None;
                if kind.is_empty() || start == whole.text.len() {
                    return Err(broken("a mark without text or type", line));
                }
                whole.spans.push((start, whole.text.len(), kind));
            }
            ('⟧', None) => return Err(broken("a mark ends that did not begin or has no type", line)),
            (_, Some(kind)) => kind.push(character),
            (_, None) => whole.text.push(character),
        }
        line += usize::from(character == '\n');
    }
    match open {
        Some((_, line)) => Err(LabelledError::Line {
            path: path.to_owned(),
            line,
            what: "a mark is not closed".to_owned(),
            hint: "write a mark as ⟦surface|type⟧, without nesting",
        }),
        None => Ok(whole),
    }
}

fn width(character: char) -> usize {
    if u32::from(character) < 0x1100 { 1 } else { 2 }
}

/// Joins the lines of a text that is set in a column, and lines that a mark holds together.
fn unwrap_lines(whole: &LabelledSentence) -> LabelledSentence {
    let lines: Vec<&[char]> = whole.text.split(|&character| character == '\n').collect();
    let widths: Vec<usize> = lines.iter().map(|line| line.iter().map(|&character| width(character)).sum()).collect();
    let full = |column: usize| widths.iter().filter(|width| **width <= column && **width + SLACK >= column).count();
    let written = widths.iter().filter(|width| **width > 0).count();
    let column = (20..=WIDEST)
        .rev()
        .filter(|&column| widths.contains(&column))
        .find(|&column| full(column) >= 3 && full(column) * 10 >= written * 3);
    let mut joined = LabelledSentence::default();
    let mut places = Vec::with_capacity(whole.text.len() + 1);
    let mut start = 0;
    for (number, line) in lines.iter().enumerate() {
        for &character in *line {
            places.push(joined.text.len());
            joined.text.push(if character.is_whitespace() { ' ' } else { character });
        }
        let end = start + line.len();
        places.push(joined.text.len());
        start = end + 1;
        let held = whole.spans.iter().any(|span| span.0 < end && end < span.1);
        let next = lines.get(number + 1).and_then(|line| line.iter().find(|character| !character.is_whitespace()));
        let last = line.iter().rev().find(|character| !character.is_whitespace());
        let wrapped = column.is_some_and(|column| widths[number] + SLACK >= column)
            && !last.is_some_and(|last| matches!(last, '。' | '！' | '？' | '：' | '.' | ':'));
        let Some(next) = next.filter(|_| held || wrapped) else {
            joined.text.push('\n');
            continue;
        };
        if last.is_some_and(char::is_ascii) && next.is_ascii() {
            joined.text.push(' ');
        }
    }
    places.push(joined.text.len());
    joined.spans = whole.spans.iter().map(|(start, end, kind)| (places[*start], places[end - 1] + 1, kind.clone())).collect();
    joined
}

/// Cuts after sentence marks and at line ends, never inside a mark; trims white space.
fn sentences_of(whole: &LabelledSentence) -> Vec<LabelledSentence> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let at = |place: usize| whole.text.get(place).copied().unwrap_or('\n');
    for place in 0..=whole.text.len() {
        let held = whole.spans.iter().any(|span| span.0 < place && place < span.1);
        if place < whole.text.len()
            && (held || !(at(place) == '\n' || place > start && ends_sentence(at(place - 1), at(place), at(place + 1))))
        {
            continue;
        }
        let (mut first, mut end) = (start, place);
        while first < end && at(first).is_whitespace() {
            first += 1;
        }
        while end > first && at(end - 1).is_whitespace() {
            end -= 1;
        }
        if first < end {
            let inside = whole.spans.iter().filter(|span| span.0 >= first && span.1 <= end);
            let spans = inside.map(|(begin, finish, kind)| (begin - first, finish - first, kind.clone())).collect();
            sentences.push(LabelledSentence { text: whole.text[first..end].to_vec(), spans });
        }
        start = place;
    }
    sentences
}

fn ends_sentence(last: char, next: char, after: char) -> bool {
    match last {
        '。' | '！' | '？' | '；' => !matches!(next, '”' | '’' | '」' | '』' | '》' | ')' | '）'),
        '.' | ';' | '?' | '!' => next == ' ' && (after.is_uppercase() || after == '('),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_marks;

    #[test]
    fn wrapped_lines_and_marks_are_joined() {
        let text = "本所置研究員、秘書、課長、副研究員、⟦助理研究\n員|post⟧、工程員、課員、辦事員、正工程司、課員、\n⟦書記|post⟧及主任，分別辦理各項事務並且指揮監督所屬員\n工。";
        let sentences = parse_marks(text, "x.ann".as_ref()).unwrap_or_default();
        assert_eq!(sentences.len(), 1);
        let names: Vec<String> = sentences[0].spans.iter().map(|span| sentences[0].text[span.0..span.1].iter().collect()).collect();
        assert_eq!(names, ["助理研究員", "書記"]);
    }

    #[test]
    fn a_broken_mark_is_named_by_its_line() {
        for text in ["a\n⟦b|post", "a\n⟦b⟦c|x⟧|y⟧", "a\n⟦|x⟧", "a\nb⟧"] {
            let message = parse_marks(text, "x.ann".as_ref()).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(message.contains("x.ann:2: "), "{message}");
        }
    }
}
