//! The statement table as an Excel workbook: a frozen header with filters, numbers as numbers,
//! text as text (never a formula). The same bytes on every run: its date of creation is fixed.

use super::Options;
use super::table::{Cell, Table, table};
use crate::graph::PolicyGraph;
use rust_xlsxwriter::{Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// What Excel takes in a cell, in UTF-16 units.
const CELL_LIMIT: usize = 32_767;

pub(super) fn write(graph: &PolicyGraph, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let table = table(graph, options)?;
    let bytes = workbook(&table).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn workbook(table: &Table) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title("Policy points")
            .set_comment(concat!("yaodian ", env!("CARGO_PKG_VERSION")))
            .set_creation_datetime(&created),
    );
    let sheet = workbook.add_worksheet();
    sheet.set_name("points")?;
    fill(sheet, table)?;
    workbook.save_to_buffer()
}

fn fill(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let header = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_E7F0)).set_border_bottom(FormatBorder::Thin);
    let body = Format::new().set_align(FormatAlign::Top).set_text_wrap();
    for (column, name) in table.columns.iter().enumerate() {
        let column = column as u16;
        sheet.set_column_width(column, width(name))?;
        sheet.write_string_with_format(0, column, name, &header)?;
    }
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (row as u32 + 1, column as u16);
            match cell {
                Cell::Integer(number) => sheet.write_number_with_format(row, column, *number as f64, &body)?,
                Cell::Numbers(numbers) if numbers.len() == 1 && numbers[0].is_some() => {
                    sheet.write_number_with_format(row, column, numbers[0].unwrap_or_default(), &body)?
                }
                _ => sheet.write_string_with_format(row, column, bounded(cell.text()), &body)?,
            };
        }
    }
    sheet.set_freeze_panes(1, 2)?;
    if let (Some(last), false) = (table.columns.len().checked_sub(1), table.rows.is_empty()) {
        sheet.autofilter(0, 0, table.rows.len() as u32, last as u16)?;
    }
    Ok(())
}

fn width(column: &str) -> f64 {
    match column {
        "quote" => 60.0,
        "title" | "article" | "section" | "object" | "objects" => 30.0,
        "number" | "line" | "column" | "start" | "end" | "strength" | "comparator" | "unit" | "change" => 8.0,
        _ => 16.0,
    }
}

fn bounded(text: String) -> String {
    if text.encode_utf16().count() <= CELL_LIMIT {
        return text;
    }
    let mut units = 1;
    let kept: String = text
        .chars()
        .take_while(|c| {
            units += c.len_utf16();
            units <= CELL_LIMIT
        })
        .collect();
    kept + "…"
}
