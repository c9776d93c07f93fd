//! What looks like a directive and gave no point, as a table: the same forms as the statement table.

use super::table::{Cell, Table};
use super::{csv, jsonl, markdown, tsv};
use crate::extract::Rest;
use std::io::{self, Write};

/// Columns of the table, in order.
const COLUMNS: [&str; 5] = ["source", "line", "start", "quote", "reason"];

/// Names of the formats of [`rest`].
pub const REST_FORMATS: &[&str] = &["csv", "tsv", "jsonl", "markdown"];

/// Writes what [`crate::Pipeline::rest`] found, each with the path of its source, in one of
/// [`REST_FORMATS`].
///
/// ```
/// let mut bytes = Vec::new();
/// yaodian::export::rest(&[], "tsv", &mut bytes).unwrap();
/// assert_eq!(bytes, b"source\tline\tstart\tquote\treason\n");
/// ```
///
/// # Errors
/// When the output cannot be written; another format is an error of kind `InvalidInput`.
pub fn rest(found: &[(String, Rest)], format: &str, out: &mut dyn Write) -> io::Result<()> {
    let write = match format {
        "csv" => csv::lines,
        "tsv" => tsv::lines,
        "jsonl" => jsonl::lines,
        "markdown" => markdown::lines,
        _ => {
            let what = format!("the rest cannot be written as {format}; there are: {}", REST_FORMATS.join(" "));
            return Err(io::Error::new(io::ErrorKind::InvalidInput, what));
        }
    };
    let rows = found.iter().map(|(source, rest)| {
        vec![
            Cell::Text(source.clone()),
            Cell::Integer(i64::try_from(rest.line).unwrap_or(i64::MAX)),
            Cell::Integer(i64::from(rest.start)),
            Cell::Text(rest.quote.clone()),
            Cell::Text(rest.reason.clone()),
        ]
    });
    write(&Table { columns: COLUMNS.map(str::to_owned).to_vec(), rows: rows.collect() }, out)
}
