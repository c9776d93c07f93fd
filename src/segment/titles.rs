//! Titles of official documents: 国务院办公厅关于…的意见 国办发〔2018〕129号.
//!
//! Law: the title is told by its last word and by 关于 or 对…的 before it, never by its place alone.

use crate::codebook::Codebook;

/// The number of a document has no more letters than this before its year: 发改社会规〔2024〕.
const SERIES: usize = 9;

/// The title of an official document, without the number and the note that stand behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ActTitle {
    /// How many characters of the line it has.
    pub(crate) length: usize,
    /// It says what it is about: 关于…, 对…的答复.
    pub(crate) about: bool,
}

/// Reads a line (folded) as the title of an official document; `None` where it is none.
pub(crate) fn act_title(key: &[char], codebook: &Codebook) -> Option<ActTitle> {
    let length = bare(key, codebook);
    let title = key.get(..length)?;
    let named = codebook.cues.at_end("act_name", title).is_some();
    let find = |word: &str| {
        let word: Vec<char> = word.chars().collect();
        title.windows(word.len()).position(|window| window == word)
    };
    let body = |at: usize| !title[..at].iter().any(|c| matches!(c, '，' | '：' | '”' | '》'));
    let answers = ["的答复", "的复函", "的批复"].iter().any(|end| find(end).is_some_and(|at| at + 3 == length));
    let about = find("关于").is_some_and(body) || answers && find("对").is_some_and(body);
    let sentence = title.iter().any(|c| matches!(c, '。' | '；' | '！' | '？' | '：'));
    (named && !sentence).then_some(ActTitle { length, about })
}

/// The length of a line without the number of the document and without a note in brackets.
fn bare(key: &[char], codebook: &Codebook) -> usize {
    let named = |length: &usize| codebook.cues.at_end("act_name", &key[..*length]).is_some();
    if key.last() == Some(&'号')
        && let Some(year) = key.iter().rposition(|c| matches!(c, '〔' | '['))
    {
        let ends = (year.saturating_sub(SERIES)..year).rev().map(|end| trimmed(key, end));
        return ends.into_iter().find(named).unwrap_or(key.len());
    }
    if key.last() == Some(&')')
        && let Some(open) = key.iter().rposition(|c| *c == '(')
        && named(&open)
    {
        return open;
    }
    key.len()
}

fn trimmed(key: &[char], length: usize) -> usize {
    length - key[..length].iter().rev().take_while(|c| c.is_whitespace()).count()
}
