//! The statement table for spreadsheets: UTF-8 with a byte order mark, CRLF, quoted where needed.
//!
//! A spreadsheet runs a cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return; such
//! text gets a leading `'`. Numbers stay numbers. For exact text take JSON lines.

use super::Options;
use super::table::{Cell, Table, table};
use crate::graph::PolicyGraph;
use std::io::{self, Write};

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    lines(&table(graph, options)?, out)
}

/// Writes any table.
pub(super) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    writer.write_record(&table.columns).map_err(io::Error::from)?;
    for row in &table.rows {
        writer.write_record(row.iter().map(guarded)).map_err(io::Error::from)?;
    }
    writer.flush()
}

fn guarded(cell: &Cell) -> String {
    let text = cell.text();
    let number = matches!(cell, Cell::Integer(_)) || matches!(cell, Cell::Numbers(numbers) if numbers.len() == 1);
    if !number && text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text }
}
