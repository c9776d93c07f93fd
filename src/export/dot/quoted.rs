//! Strings of DOT. The one place where they are escaped: graphviz-rust prints what it is given.

use super::super::visible;
use graphviz_rust::dot_structures::{Attribute, Id};

/// A string in quotes: `"` and `\` escaped, a newline as `\n`, `&` as its entity (Graphviz reads
/// entities also in plain labels), control and direction marks shown.
pub(super) fn quoted(text: &str) -> Id {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for c in text.chars() {
        match c {
            '"' => safe.push_str("\\\""),
            '\\' => safe.push_str("\\\\"),
            '\n' => safe.push_str("\\n"),
            '\t' => safe.push(' '),
            '&' => safe.push_str("&amp;"),
            _ => match visible(c) {
                Some(shown) => safe.push_str(&shown),
                None => safe.push(c),
            },
        }
    }
    safe.push('"');
    Id::Escaped(safe)
}

/// A label on white ground, so that it reads where lines cross it. Its text is escaped as in HTML.
pub(super) fn on_white(text: &str) -> Attribute {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\n' | '\t' => safe.push(' '),
            _ => match visible(c) {
                Some(shown) => safe.push_str(&shown),
                None => safe.push(c),
            },
        }
    }
    let table = format!(
        "<<table border=\"0\" cellborder=\"0\" cellpadding=\"1\" cellspacing=\"0\"><tr><td bgcolor=\"white\">{safe}</td></tr></table>>"
    );
    Attribute(Id::Plain("label".to_owned()), Id::Html(table))
}

/// An attribute; its value is text.
pub(super) fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}
