//! The statement table: one row a point, the same columns in every format.
//!
//! Columns of several values hold them in one order (the targets, their comparators, values and
//! units stand at the same place). A format without lists joins them with `;`; JSON lines keeps them.

use super::Options;
use super::statement::{Statement, Target, scheme, statements};
use crate::graph::PolicyGraph;
use std::collections::BTreeSet;
use std::io;

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(String),
    Integer(i64),
    Many(Vec<String>),
    Numbers(Vec<Option<f64>>),
}

impl Cell {
    /// The cell as text, several values joined with `;`.
    pub(super) fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) => number.to_string(),
            Cell::Many(texts) => texts.join(";"),
            Cell::Numbers(numbers) => numbers.iter().map(|number| number.map(decimal).unwrap_or_default()).collect::<Vec<_>>().join(";"),
        }
    }
}

/// A number without an exponent and without a useless `.0`.
fn decimal(number: f64) -> String {
    format!("{number}")
}

/// Names of the columns, and a row of cells for each point.
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
}

type Read = fn(&Statement<'_>) -> Cell;

const BEFORE_THEMES: &[(&str, Read)] = &[
    ("number", |one| Cell::Integer(i64::try_from(one.number).unwrap_or(i64::MAX))),
    ("id", |one| Cell::Text(one.node.id.clone())),
    ("source", |one| Cell::Text(one.path().to_owned())),
    ("title", |one| Cell::Text(one.source.map(|source| source.title.clone()).unwrap_or_default())),
    ("article", |one| Cell::Text(one.article.to_owned())),
    ("section", |one| Cell::Text(one.texts("section").join(" › "))),
    ("line", |one| integer(one, "line")),
    ("column", |one| integer(one, "column")),
    ("start", |one| Cell::Integer(i64::from(one.place().0))),
    ("end", |one| Cell::Integer(i64::from(one.place().1))),
    ("quote", |one| Cell::Text(one.quote().to_owned())),
    ("modality", |one| Cell::Text(one.text("modality"))),
    ("strength", |one| integer(one, "strength")),
    ("status", |one| Cell::Text(one.text("status"))),
    ("speaker", |one| Cell::Many(one.speakers.iter().map(|party| party.label.to_owned()).collect())),
    ("verb", |one| Cell::Many(one.speakers.iter().map(|party| party.verb.clone()).collect())),
    ("actors", |one| {
        Cell::Many(one.actors.iter().map(|party| format!("{}{}", if party.role == "leads" { "*" } else { "" }, party.label)).collect())
    }),
    ("roles", |one| Cell::Many(one.actors.iter().map(|party| party.role.to_owned()).collect())),
    ("cue", |one| Cell::Text(one.text("cue"))),
    ("aim", |one| Cell::Text(one.text("aim"))),
    ("object", |one| Cell::Text(one.text("object"))),
    ("objects", |one| Cell::Many(one.texts("objects"))),
    ("condition", |one| Cell::Many(one.texts("condition"))),
    ("means", |one| Cell::Many(one.texts("means"))),
    ("purpose", |one| Cell::Many(one.texts("purpose"))),
    ("due", |one| Cell::Many(one.texts("due"))),
    ("due_iso", |one| Cell::Many(one.due_iso.clone())),
    ("target", |one| targets(one, |target| &target.text)),
    ("comparator", |one| targets(one, |target| &target.comparator)),
    ("value", |one| Cell::Numbers(one.targets.iter().map(|target| target.value).collect())),
    ("unit", |one| targets(one, |target| &target.unit)),
    ("change", |one| targets(one, |target| &target.change)),
    ("base", |one| targets(one, |target| &target.base)),
    ("or_else", |one| Cell::Text(one.text("or_else"))),
];

const AFTER_THEMES: &[(&str, Read)] = &[
    ("basis", |one| Cell::Many(bases(one))),
    ("instruments", |one| Cell::Many(one.instruments.iter().map(|code| (*code).to_owned()).collect())),
    ("repeats", |one| Cell::Text(one.repeats.unwrap_or_default().to_owned())),
    ("rule", |one| Cell::Text(one.node.evidence.first().map(|evidence| evidence.rule.clone()).unwrap_or_default())),
    ("inherited", |one| Cell::Many(one.inherited())),
];

fn integer(one: &Statement<'_>, property: &str) -> Cell {
    one.node.properties.get(property).and_then(serde_json::Value::as_i64).map_or_else(|| Cell::Text(String::new()), Cell::Integer)
}

fn targets(one: &Statement<'_>, part: fn(&Target) -> &String) -> Cell {
    Cell::Many(one.targets.iter().map(|target| part(target).clone()).collect())
}

/// On what ground the best theme of each scheme stands: `points:cue`.
fn bases(one: &Statement<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    one.themes.iter().filter(|theme| seen.insert(theme.scheme)).map(|theme| format!("{}:{}", theme.scheme, theme.basis)).collect()
}

/// The schemes of a graph: those of the program in their order, then the user's own. Instruments
/// have a column of their own.
fn schemes(graph: &PolicyGraph) -> Vec<String> {
    let mut found: Vec<String> = graph.nodes().filter(|node| node.kind == "theme").map(|node| scheme(node).to_owned()).collect();
    let order = |name: &str| ["points", "cap", "statecouncil"].iter().position(|one| *one == name).unwrap_or(usize::MAX);
    found.sort_by(|left, right| (order(left), left).cmp(&(order(right), right)));
    found.dedup();
    found.retain(|name| name != "instruments");
    found
}

/// The columns of the statement table of a graph: fixed ones, and `theme:…` for each scheme in it.
///
/// ```
/// let graph = yaodian::Pipeline::new().unwrap().graph_of_text("a.txt", "會議指出，要加強基礎研究。");
/// let columns = yaodian::export::columns(&graph);
/// assert_eq!(columns[0], "number");
/// assert!(columns.iter().any(|column| column == "due_iso"));
/// ```
pub fn columns(graph: &PolicyGraph) -> Vec<String> {
    let themes = schemes(graph).into_iter().map(|scheme| format!("theme:{scheme}"));
    let fixed = |part: &'static [(&str, Read)]| part.iter().map(|(name, _)| (*name).to_owned());
    fixed(BEFORE_THEMES).chain(themes).chain(fixed(AFTER_THEMES)).collect()
}

/// The statement table of a graph, with the columns that were asked for.
pub(super) fn table(graph: &PolicyGraph, options: &Options) -> io::Result<Table> {
    let known = columns(graph);
    let wanted = if options.columns.is_empty() { known.clone() } else { options.columns.clone() };
    if let Some(unknown) = wanted.iter().find(|column| !known.contains(column)) {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, format!("no column {unknown:?}; there are: {}", known.join(" "))));
    }
    let rows = statements(graph).iter().map(|one| wanted.iter().map(|column| cell(one, column)).collect()).collect();
    Ok(Table { columns: wanted, rows })
}

fn cell(one: &Statement<'_>, column: &str) -> Cell {
    if let Some(scheme) = column.strip_prefix("theme:") {
        return Cell::Many(one.themes.iter().filter(|theme| theme.scheme == scheme).map(|theme| theme.code.to_owned()).collect());
    }
    let read = BEFORE_THEMES.iter().chain(AFTER_THEMES).find(|(name, _)| *name == column).map(|(_, read)| read);
    read.map_or_else(|| Cell::Text(String::new()), |read| read(one))
}
