//! The formats that commands offer, read off the table of the library.

use clap::builder::{PossibleValue, PossibleValuesParser};
use yaodian::export::{FORMATS, Format};

/// The form of `yaodian points` when none is named.
pub(crate) const DEFAULT_TABLE: &str = "csv";

/// Whether a format lists points, one after the other, and not the graph.
fn lists_points(format: &Format) -> bool {
    format.table || format.name == "ig"
}

/// Every format, as a value of `build --format`.
pub(crate) fn all() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().map(value))
}

/// The formats of the statement table, as values of `points --format`.
pub(crate) fn tables() -> PossibleValuesParser {
    PossibleValuesParser::new(FORMATS.iter().filter(|format| lists_points(format)).map(value))
}

fn value(format: &Format) -> PossibleValue {
    PossibleValue::new(format.name).help(format.what)
}

/// The formats of these names, in the order of the table; all when none is named.
pub(crate) fn chosen(names: &[String]) -> Vec<&'static Format> {
    FORMATS.iter().filter(|format| names.is_empty() || names.iter().any(|name| name == format.name)).collect()
}

/// The file that `build` writes: `graph.json`, `points.csv`.
pub(crate) fn file_name(format: &Format) -> String {
    let stem = if lists_points(format) { "points" } else { "graph" };
    format!("{stem}.{}", format.ending)
}
