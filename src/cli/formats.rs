//! The formats that commands offer, read off the table of the library.

use std::io::{self, Write};
use yaodian::export;
use yaodian::graph::PolicyGraph;

/// A format: the name that `--format` takes, the file that `build` writes, and the function.
pub(crate) struct Format {
    pub(crate) name: &'static str,
    pub(crate) file: &'static str,
    pub(crate) write: fn(&PolicyGraph, &mut dyn Write) -> io::Result<()>,
}

const ALL: &[Format] = &[Format { name: "json", file: "graph.json", write: export::json }];

/// The form of `yaodian points` when none is named.
pub(crate) const DEFAULT_TABLE: &str = "json";

/// Names of the formats that `build` writes.
pub(crate) fn graph_names() -> Vec<&'static str> {
    ALL.iter().map(|format| format.name).collect()
}

/// Names of the formats that `points` writes.
pub(crate) fn table_names() -> Vec<&'static str> {
    graph_names()
}

/// The formats of these names, in the order of the table; all when none is named.
pub(crate) fn chosen(names: &[String]) -> Vec<&'static Format> {
    ALL.iter().filter(|format| names.is_empty() || names.iter().any(|name| name == format.name)).collect()
}
