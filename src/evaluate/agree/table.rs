//! Codings from a table that another tool exported: one row a unit, columns `start` and `end`
//! (characters of the source, from 0, end excluded), every other column a variable.
//!
//! Several labels are joined with `;`. An empty cell was not coded; `-` was coded as absent. Columns
//! named `quote`, `text`, `id`, `note` or `comment` are no variables. Columns are separated by tabs
//! if the head line has one, else by semicolons if it has one, else by commas.

use std::collections::BTreeMap;
use std::path::Path;

use super::super::error::{EvaluateError, read_text};
use super::super::graph::SpanRecord;
use super::coding::{Coding, Unit, labels};
use super::continuum::Continuum;

/// Columns that say something about the unit but are not coded.
const NO_VARIABLES: &[&str] = &["quote", "text", "id", "note", "comment"];

impl Coding {
    /// Reads a table of units. Units of which nothing counts on the continuum are left out.
    ///
    /// # Errors
    /// When the file cannot be read, lacks `start` or `end`, or a row has no range of the source.
    pub fn read_table(path: &Path, continuum: &Continuum) -> Result<Self, EvaluateError> {
        let text = read_text(path, "export the table as UTF-8")?;
        Self::parse_table(&text, &path.display().to_string(), continuum)
    }

    /// Reads the text of a table; `name` is what messages call it.
    ///
    /// ```
    /// use yaodian::evaluate::{Coding, Continuum};
    /// let table = "start,end,theme\n0,5,education;system\n7,9,-\n";
    /// let coding = Coding::parse_table(table, "mine.csv", &Continuum::characters(20))?;
    /// assert_eq!(coding.units()[0].labels["theme"].len(), 2);
    /// # Ok::<(), yaodian::evaluate::EvaluateError>(())
    /// ```
    ///
    /// # Errors
    /// When the table lacks `start` or `end`, or a row has no range of the source.
    pub fn parse_table(text: &str, name: &str, continuum: &Continuum) -> Result<Self, EvaluateError> {
        let text = text.trim_start_matches('\u{feff}');
        let head = text.lines().next().unwrap_or_default();
        let separator = [b'\t', b';'].into_iter().find(|mark| head.as_bytes().contains(mark)).unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
        let broken = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line) as usize;
            EvaluateError::line(name, line, error.to_string(), "export the table again")
        };
        let columns: Vec<String> = reader.headers().map_err(broken)?.iter().map(str::to_owned).collect();
        let start = column(&columns, "start", name)?;
        let end = column(&columns, "end", name)?;
        let mut units = Vec::new();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(1, csv::Position::line) as usize;
            let cell = |place: usize| record.get(place).unwrap_or_default();
            let span = span(cell(start), cell(end), continuum.source_length()).map_err(|what| {
                let hint = "write character offsets from 0, end excluded";
                EvaluateError::line(name, line, what, hint)
            })?;
            let Some((start, end)) = continuum.range(&[span]) else {
                continue;
            };
            let variables = columns.iter().zip(record.iter()).filter(|(column, cell)| {
                let column = column.to_lowercase();
                !cell.is_empty() && !matches!(column.as_str(), "" | "start" | "end") && !NO_VARIABLES.contains(&column.as_str())
            });
            let labels: BTreeMap<_, _> = variables.map(|(column, cell)| (column.clone(), labels(cell))).collect();
            units.push(Unit { start, end, labels });
        }
        Ok(Self::ordered(continuum, units))
    }
}

fn column(columns: &[String], wanted: &str, name: &str) -> Result<usize, EvaluateError> {
    columns.iter().position(|column| column.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
        EvaluateError::line(name, 1, format!("no column `{wanted}`"), "name the columns in the first line: start, end, then one a variable")
    })
}

fn span(start: &str, end: &str, length: usize) -> Result<SpanRecord, String> {
    let number = |cell: &str| cell.parse::<usize>().map_err(|_| format!("`{cell}` is no character offset"));
    let (start, end) = (number(start)?, number(end)?);
    if start >= end || end > length {
        return Err(format!("{start}–{end} is no range of a text of {length} characters"));
    }
    Ok(SpanRecord { start, end })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_semicolons_and_commas_separate_columns() {
        let continuum = Continuum::characters(30);
        let tabs = "\u{feff}Start\tEnd\tmodality\tquote\n3\t9\tmust\t要，監管\n\n12\t20\t\t\n";
        let tabs = Coding::parse_table(tabs, "t", &continuum).unwrap();
        assert_eq!(tabs.units().len(), 2);
        assert_eq!(tabs.units()[0].labels.keys().collect::<Vec<_>>(), vec!["modality"]);
        assert!(tabs.units()[1].labels.is_empty());
        let commas = "end,start,modality\r\n9,3,\"must\"\r\n20,12,-\r\n";
        let commas = Coding::parse_table(commas, "c", &continuum).unwrap();
        assert_eq!(commas.units()[0], tabs.units()[0]);
        assert!(commas.units()[1].labels["modality"].is_empty());
        let semicolons = Coding::parse_table("start;end\n3;9\n", "s", &continuum).unwrap();
        assert_eq!(semicolons.units()[0].end, 9);
    }

    #[test]
    fn a_row_without_a_range_is_named() {
        let continuum = Continuum::characters(10);
        for (table, line, what) in [
            ("begin,end\n0,1\n", 1, "no column `start`"),
            ("start,end\n0,2\nx,3\n", 3, "`x` is no character offset"),
            ("start,end\n5,5\n", 2, "5–5 is no range"),
            ("start,end\n5,11\n", 2, "of a text of 10 characters"),
            ("start,end\n5\n", 2, "`` is no character offset"),
        ] {
            let message = Coding::parse_table(table, "t.csv", &continuum).unwrap_err().to_string();
            assert!(message.starts_with(&format!("t.csv:{line}: ")), "{message}");
            assert!(message.contains(what) && message.contains("hint: "), "{message}");
        }
    }

    #[test]
    fn white_space_does_not_count_and_offsets_do() {
        let continuum = Continuum::whole("要 加強\n監管。");
        let coding = Coding::parse_table("start,end\n2,7\n", "t", &continuum).unwrap();
        assert_eq!((coding.units()[0].start, coding.units()[0].end), (1, 5));
    }
}
