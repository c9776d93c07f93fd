//! Page furniture: page numbers, running heads, the marks of a typesetter.
//!
//! A line is furniture when it says nothing by itself, or when it recurs as no text recurs.

use super::lines::Line;
use std::collections::BTreeMap;

/// A running head is short and comes back at least this often.
const RUNNING_HEAD: usize = 3;

/// Marks the lines that are furniture.
pub(super) fn mark(lines: &mut [Line]) {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for line in lines.iter() {
        *times.entry(skeleton(line)).or_default() += 1;
    }
    let paged = lines.iter().filter(|line| is_page_number(line)).count() >= 2;
    for line in lines.iter_mut() {
        let often = times.get(&skeleton(line)).copied().unwrap_or(0);
        let running = paged && often >= RUNNING_HEAD && line.width >= 8 && line.width <= 90 && !line.marker && !line.has_sentence_marks();
        line.furniture = is_page_number(line) || is_typesetting(line) || is_button(line) || is_licence(line) || running;
    }
}

/// The line without its numbers, so that "Page 3" and "Page 4" are one.
fn skeleton(line: &Line) -> String {
    line.key.iter().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

fn is_page_number(line: &Line) -> bool {
    if line.key.len() > 24 {
        return false;
    }
    let words: String =
        line.key.iter().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '—' | '·' | '|' | '/' | '~' | '(' | ')')).collect();
    let words = words.to_lowercase();
    let bare = words.strip_prefix("page").unwrap_or(&words);
    let digits = !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()) && bare.len() <= 5;
    // A year alone is text: 2025 may be a heading.
    let year = bare.len() == 4 && (bare.starts_with("19") || bare.starts_with("20")) && bare == words && line.key.len() == 4;
    let numbered = {
        let rest: String = words.chars().filter(|c| !c.is_ascii_digit()).collect();
        matches!(rest.as_str(), "第页" | "第页共页" | "第页，共页" | "共页" | "pageof")
    };
    digits && !year || numbered
}

/// Printer's slugs of the Federal Register and the like.
fn is_typesetting(line: &Line) -> bool {
    let text = line.text();
    ["VerDate ", "Jkt ", "PO 0", "Frm 0", "Fmt ", "Sfmt ", "E:\\FR\\"].iter().any(|head| text.starts_with(head))
        || text.contains(" on DSK") && text.contains("PROD")
        || is_slug(&line.key)
        || text.chars().all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '.' | '·' | ' ')) && line.key.len() >= 3
}

/// 29JAE0: the day and the month of the issue, and which part of it.
fn is_slug(key: &[char]) -> bool {
    let digits = |part: &[char]| part.iter().all(char::is_ascii_digit);
    key.len() == 6 && digits(&key[..2]) && key[2..5].iter().all(char::is_ascii_uppercase) && digits(&key[5..])
}

/// What a library on the web says of the rights in a page: 本作品是中华人民共和国的法律、法规，….
fn is_licence(line: &Line) -> bool {
    let text = line.text();
    let opens = ["本作品是", "本作品来自", "本作品在", "注：中文维基文库", "Public domain"].iter().any(|head| text.starts_with(head));
    opens && ["著作权法", "维基文库", "公有领域", "Public domain"].iter().any(|word| text.contains(word))
}

/// What a web page prints around its text.
fn is_button(line: &Line) -> bool {
    let text = line.text();
    matches!(
        text.trim_end_matches([':', '：']),
        "分享"
            | "打印"
            | "字号"
            | "收藏"
            | "留言"
            | "纠错"
            | "关闭窗口"
            | "返回顶部"
            | "扫一扫看全文"
            | "扫一扫在手机打开当前页"
            | "责任编辑"
            | "相关阅读"
            | "相关链接"
    )
}
