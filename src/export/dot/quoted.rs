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

/// An attribute; its value is text.
pub(super) fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}
