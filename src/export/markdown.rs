//! The statement table as a Markdown page. Text stays text: HTML and the marks of Markdown are
//! neutralised, a newline is `<br>`, and what would act unseen (control characters, marks that
//! turn the direction of writing) is shown.

use super::Options;
use super::table::{Cell, Table, table};
use super::visible;
use crate::graph::PolicyGraph;
use std::io::{self, Write};

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    lines(&table(graph, options)?, out)
}

/// Writes any table.
pub(super) fn lines(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "| {} |", table.columns.iter().map(|column| escaped(column)).collect::<Vec<_>>().join(" | "))?;
    let numeric = |column: usize| table.rows.first().is_some_and(|row| matches!(row.get(column), Some(Cell::Integer(_))));
    let rule: Vec<&str> = (0..table.columns.len()).map(|column| if numeric(column) { "---:" } else { "---" }).collect();
    writeln!(out, "| {} |", rule.join(" | "))?;
    for row in &table.rows {
        writeln!(out, "| {} |", row.iter().map(|cell| escaped(&cell.text())).collect::<Vec<_>>().join(" | "))?;
    }
    Ok(())
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' => safe.push_str("<br>"),
            '\t' => safe.push_str("&#9;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => safe.extend(['\\', c]),
            _ => match visible(c) {
                Some(shown) => safe.push_str(&shown),
                None => safe.push(c),
            },
        }
    }
    safe
}
