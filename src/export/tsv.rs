//! The statement table with tabs: a line a point, whatever stands in it. Tab, newline, carriage
//! return and backslash are written as `\t`, `\n`, `\r` and `\\`; nothing else is changed.

use super::Options;
use super::table::{Table, table};
use crate::graph::PolicyGraph;
use std::io::{self, Write};

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    lines(&table(graph, options)?, out)
}

/// Writes any table.
pub(super) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", table.columns.join("\t"))?;
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| escaped(&cell.text())).collect();
        writeln!(out, "{}", cells.join("\t"))?;
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('\t', "\\t").replace('\n', "\\n").replace('\r', "\\r")
}
