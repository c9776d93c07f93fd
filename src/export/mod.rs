//! `PolicyGraph` → bytes. One table of formats, one file a format; every format escapes through one
//! function of its own, and writes the same bytes for the same graph on any machine.

mod csv;
mod dot;
mod ig;
mod json;
mod jsonl;
mod markdown;
mod rest;
mod statement;
mod table;
#[cfg(test)]
mod tests;
mod tsv;
mod xlsx;

use crate::graph::PolicyGraph;
use std::io::{self, Write};

pub use json::json;
pub use rest::{REST_FORMATS, rest};
pub use table::columns;

/// The language that a figure speaks.
///
/// ```
/// use yaodian::export::Locale;
/// assert_eq!(Locale::parse("zh-Hans"), Some(Locale::Hans));
/// assert_eq!(Locale::Hant.tag(), "zh-Hant");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Chinese in Traditional characters.
    Hant,
    /// Chinese in Simplified characters.
    Hans,
    /// English.
    English,
}

impl Locale {
    /// Every locale.
    pub const ALL: &'static [Locale] = &[Locale::Hant, Locale::Hans, Locale::English];

    /// Its tag, as the labels of a theme are keyed by it.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::Hant => "zh-Hant",
            Locale::Hans => "zh-Hans",
            Locale::English => "en",
        }
    }

    /// The locale of a tag.
    pub fn parse(tag: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|locale| locale.tag() == tag)
    }

    /// The locale of most sources of a graph.
    pub fn of(graph: &PolicyGraph) -> Self {
        let count = |script: &str| graph.sources().filter(|source| source.script == script).count();
        let (traditional, simplified, latin) = (count("Hant"), count("Hans"), count("Latn"));
        if latin > traditional + simplified {
            Locale::English
        } else if simplified > traditional {
            Locale::Hans
        } else {
            Locale::Hant
        }
    }
}

/// What a reader may choose; a format takes what concerns it.
///
/// ```
/// use yaodian::export::Options;
/// let options = Options { scheme: "cap".to_owned(), ..Options::default() };
/// assert!(!options.whole && options.columns.is_empty());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The theme scheme that groups and colours a figure.
    pub scheme: String,
    /// The columns of a table, in this order; empty for all of [`columns`].
    pub columns: Vec<String>,
    /// The language of a figure; that of most sources when not said.
    pub locale: Option<Locale>,
    /// A figure of everything, and not of what fits on a page.
    pub whole: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { scheme: "points".to_owned(), columns: Vec::new(), locale: None, whole: false }
    }
}

/// A way to write a graph down.
///
/// ```
/// use yaodian::{Pipeline, export::{Options, format}};
/// let graph = Pipeline::new().unwrap().graph_of_text("a.txt", "會議指出，要加強基礎研究。");
/// let format = format("tsv").unwrap();
/// let mut bytes = Vec::new();
/// (format.write)(&graph, &Options::default(), &mut bytes).unwrap();
/// assert!(format.table && bytes.starts_with(b"number\tid\tsource\t"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What a user types.
    pub name: &'static str,
    /// Ending of the file.
    pub ending: &'static str,
    /// One line for the help.
    pub what: &'static str,
    /// One row a point.
    pub table: bool,
    /// Writes it. A column that does not exist is an error of kind `InvalidInput`.
    pub write: fn(&PolicyGraph, &Options, &mut dyn Write) -> io::Result<()>,
}

/// Every format.
pub const FORMATS: &[Format] = &[
    Format {
        name: "json",
        ending: "json",
        what: "the whole graph; loads with networkx.node_link_graph",
        table: false,
        write: |graph, _, out| json(graph, out),
    },
    Format { name: "dot", ending: "dot", what: "concept map for Graphviz: dot -Tsvg graph.dot", table: false, write: dot::write },
    Format {
        name: "csv",
        ending: "csv",
        what: "points, for spreadsheets: UTF-8 with BOM; text that would be a formula gets a leading '",
        table: true,
        write: csv::write,
    },
    Format {
        name: "tsv",
        ending: "tsv",
        what: "points; tab, newline and backslash written as \\t \\n \\\\",
        table: true,
        write: tsv::write,
    },
    Format { name: "jsonl", ending: "jsonl", what: "points as JSON lines; several values stay a list", table: true, write: jsonl::write },
    Format { name: "markdown", ending: "md", what: "points as a table of a Markdown page", table: true, write: markdown::write },
    Format { name: "xlsx", ending: "xlsx", what: "points as an Excel workbook", table: true, write: xlsx::write },
    Format { name: "ig", ending: "ig.txt", what: "points as IG Script of the Institutional Grammar 2.0", table: false, write: ig::write },
];

/// The format of a name.
pub fn format(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|format| format.name == name)
}

/// Shows what would otherwise act and not be seen: control characters, and the marks that turn
/// the direction of writing. White space stays as it is.
fn visible(c: char) -> Option<String> {
    match c {
        '\n' | '\t' => None,
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).map(String::from),
        '\u{7f}' => Some("\u{2421}".to_owned()),
        '\u{80}'..='\u{9f}'
        | '\u{61c}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{fffe}'
        | '\u{ffff}' => Some(format!("⟨U+{:04X}⟩", c as u32)),
        _ => None,
    }
}
