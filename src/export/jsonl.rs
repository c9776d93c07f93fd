//! The statement table as JSON lines: an object a point, its keys in the order of the columns.
//! A column of several values is a list on every line, also when it holds one or none.

use super::Options;
use super::table::{Cell, Table, table};
use crate::graph::PolicyGraph;
use serde_json::{Value, json};
use std::io::{self, Write};

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    lines(&table(graph, options)?, out)
}

/// Writes any table.
pub(super) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    for row in &table.rows {
        out.write_all(b"{")?;
        for (index, (column, cell)) in table.columns.iter().zip(row).enumerate() {
            let comma = if index == 0 { "" } else { "," };
            write!(out, "{comma}{}:{}", Value::from(column.as_str()), value(cell))?;
        }
        out.write_all(b"}\n")?;
    }
    Ok(())
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Integer(number) => json!(number),
        Cell::Many(texts) => json!(texts),
        Cell::Numbers(numbers) => json!(numbers),
    }
}
