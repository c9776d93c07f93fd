//! Laws of every format, through one loop over the table: hostile text comes back as it was, two
//! writes give the same bytes, and every point has one row in every table.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::{FORMATS, Options, columns, format};
use crate::graph::{Node, PolicyGraph, SourceRecord};
use crate::model::{Evidence, SourceSpan};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

const HOSTILE: &[&str] = &[
    "say \"no\"",
    "back\\slash\\",
    "two\nlines",
    "</script><b>bold</b>",
    "turn \u{202e}around",
    "bell \u{7} and null \u{0}",
    "pipe | and\ttab",
    "=1+1",
    "+cmd",
    "-2",
    "@sum",
    "\tled by a tab",
    "a & b &lt; c",
    "(open [and] {close})",
    "`code` *star* _low_",
    "發展「數據，要素」",
    "\\N \\G \\n \\l",
    "]]>--><!--",
    "%s %d \u{200b}\u{feff}",
    "\u{85}\u{2028}\r\n;",
];

fn evidence(quote: &str, start: u32) -> Vec<Evidence> {
    vec![Evidence {
        source: "doc:1".to_owned(),
        spans: vec![SourceSpan { start, end: start + quote.chars().count() as u32 }],
        quote: quote.to_owned(),
        rule: "test".to_owned(),
    }]
}

fn node(id: &str, kind: &'static str, label: &str, properties: &Value) -> Node {
    let properties: BTreeMap<String, Value> = serde_json::from_value(properties.clone()).unwrap();
    Node { id: id.to_owned(), kind, label: label.to_owned(), aliases: Vec::new(), properties, evidence: evidence(label, 0) }
}

/// A graph in which every text is hostile: labels, properties, names, paths, verbs, codes.
fn hostile() -> PolicyGraph {
    let mut graph = PolicyGraph::default();
    graph.add_source(SourceRecord {
        id: "doc:1".to_owned(),
        path: "a \"b\\.txt".to_owned(),
        sha256: String::new(),
        length: 9,
        language: "zh".to_owned(),
        script: "Hant".to_owned(),
        title: HOSTILE.join(" / "),
        date: "2025".to_owned(),
    });
    graph.add_node(node("article:1", "article", HOSTILE[3], &json!({})));
    for (index, text) in HOSTILE.iter().enumerate() {
        let (point, party, theme) = (format!("point:{index:02}\"\\"), format!("organization:{text}"), format!("theme:own:{text}"));
        let mut one = node(
            &point,
            "point",
            text,
            &json!({"modality": "prohibit", "strength": -5, "status": "planned", "line": 1, "column": 2, "aim": text, "object": text, "objects": [text, text], "cue": text, "due": [text], "condition": [text], "section": [text], "or_else": text, "inherited": {"actor": {}}}),
        );
        one.evidence = evidence(text, index as u32 * 100);
        graph.add_node(one);
        graph.add_node(node(&party, "organization", text, &json!({})));
        graph.add_node(node(&theme, "theme", text, &json!({"scheme": "own", "code": text, "labels": {"zh-Hant": text}})));
        graph.add_node(node(&format!("quantity:{text}"), "quantity", text, &json!({})));
        let mut edge = |from: &str, to: &str, kind, properties: Value| {
            graph.add_edge(from, to, kind, 0, serde_json::from_value(properties).unwrap(), evidence(text, 3));
        };
        edge("article:1", &point, "contains", json!({}));
        edge(&party, &point, "states", json!({"verb": text}));
        edge(&party, &point, "leads", json!({}));
        edge(&point, &theme, "has_theme", json!({"basis": "cue"}));
        edge(&point, &format!("quantity:{text}"), "has_target", json!({"comparator": ">=", "value": 1.5, "unit": text, "change": true}));
    }
    graph.add_edge("point:05\"\\", "point:04\"\\", "repeats", 0, BTreeMap::new(), evidence("x", 3));
    graph
}

fn options() -> Options {
    Options { scheme: "own".to_owned(), whole: true, ..Options::default() }
}

fn written(name: &str, graph: &PolicyGraph, options: &Options) -> Vec<u8> {
    let mut bytes = Vec::new();
    (format(name).unwrap().write)(graph, options, &mut bytes).unwrap();
    bytes
}

/// Header and rows of a table, read back as a reader of its format would.
fn read_back(name: &str, bytes: &[u8]) -> Option<(Vec<String>, Vec<Vec<String>>)> {
    let text = String::from_utf8_lossy(bytes);
    match name {
        "csv" => {
            let text = text.strip_prefix('\u{feff}').unwrap();
            let mut reader = csv::Reader::from_reader(text.as_bytes());
            let header = reader.headers().unwrap().iter().map(str::to_owned).collect();
            let unguarded = |cell: &str| cell.strip_prefix('\'').unwrap_or(cell).to_owned();
            Some((header, reader.records().map(|row| row.unwrap().iter().map(unguarded).collect()).collect()))
        }
        "tsv" => {
            let mut lines = text.strip_suffix('\n').unwrap().split('\n').map(|line| line.split('\t').map(unescaped).collect::<Vec<_>>());
            Some((lines.next().unwrap(), lines.collect()))
        }
        "jsonl" => {
            let mut header = Vec::new();
            let rows = text.lines().map(|line| {
                let row: Value = serde_json::from_str(line).unwrap();
                header = columns(&hostile());
                header.iter().map(|column| joined(&row[column.as_str()])).collect()
            });
            let rows = rows.collect();
            Some((header, rows))
        }
        "markdown" => {
            let mut lines = text
                .lines()
                .map(|line| line.trim_start_matches("| ").trim_end_matches(" |").split(" | ").map(from_markdown).collect::<Vec<_>>());
            let header = lines.next().unwrap();
            Some((header, lines.skip(1).collect()))
        }
        _ => None,
    }
}

fn unescaped(text: &str) -> String {
    let mut found = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, if c == '\\' { chars.next() } else { None }) {
            ('\\', Some('t')) => found.push('\t'),
            ('\\', Some('n')) => found.push('\n'),
            ('\\', Some('r')) => found.push('\r'),
            ('\\', Some(other)) | (other, _) => found.push(other),
        }
    }
    found
}

fn joined(value: &Value) -> String {
    match value {
        Value::Array(values) => values.iter().map(joined).collect::<Vec<_>>().join(";"),
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

fn from_markdown(cell: &str) -> String {
    let mut found = String::new();
    let mut chars = cell.trim().chars();
    while let Some(c) = chars.next() {
        found.push(if c == '\\' { chars.next().unwrap() } else { c });
    }
    found.replace("<br>", "\n").replace("&#9;", "\t").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

/// What a format that shows control and direction marks makes of a text.
fn shown(text: &str) -> String {
    text.chars().map(|c| super::visible(c).unwrap_or_else(|| c.to_string())).collect()
}

#[test]
fn two_writes_give_the_same_bytes() {
    let graph = hostile();
    for format in FORMATS {
        assert!(written(format.name, &graph, &options()) == written(format.name, &hostile(), &options()), "{}", format.name);
        assert!(
            !written(format.name, &PolicyGraph::default(), &options()).is_empty() || format.name == "jsonl",
            "{}: an empty graph is written too",
            format.name
        );
    }
}

#[test]
fn hostile_text_comes_back_from_every_table_and_every_point_has_one_row() {
    let graph = hostile();
    let expected = columns(&graph);
    for format in FORMATS.iter().filter(|format| format.table) {
        let bytes = written(format.name, &graph, &options());
        let Some((header, rows)) = read_back(format.name, &bytes) else {
            assert_eq!(format.name, "xlsx", "a table that no test reads back");
            continue;
        };
        assert_eq!(header, expected, "{}", format.name);
        assert_eq!(rows.len(), HOSTILE.len(), "{}", format.name);
        let at = |column: &str| expected.iter().position(|name| name == column).unwrap();
        for (index, (row, text)) in rows.iter().zip(HOSTILE).enumerate() {
            let wanted = if format.name == "markdown" { shown(text) } else { (*text).to_owned() };
            assert_eq!(row[at("id")], format!("point:{index:02}\"\\"), "{}", format.name);
            assert_eq!(row[at("strength")], "-5", "{}: a number stays a number", format.name);
            for column in ["quote", "aim", "object", "verb", "theme:own", "or_else", "unit"] {
                assert_eq!(row[at(column)], wanted, "{} {column}", format.name);
            }
        }
    }
}

#[test]
fn a_spreadsheet_runs_no_text_as_a_formula() {
    let text = String::from_utf8(written("csv", &hostile(), &options())).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(!cell.starts_with(['=', '+', '@', '\t']) && (!cell.starts_with('-') || cell.parse::<f64>().is_ok()), "{cell:?}");
        }
    }
}

#[test]
fn a_workbook_is_an_archive_with_its_sheet() {
    let bytes = written("xlsx", &hostile(), &options());
    assert!(bytes.starts_with(b"PK\x03\x04"));
    let end = bytes.windows(4).rposition(|four| four == b"PK\x05\x06").unwrap();
    let entries = u16::from_le_bytes([bytes[end + 10], bytes[end + 11]]) as usize;
    assert_eq!(bytes.windows(4).filter(|four| four == b"PK\x01\x02").count(), entries);
    assert!(bytes.windows(24).any(|name| name == b"xl/worksheets/sheet1.xml"));
}

#[test]
fn every_point_has_a_statement_in_ig_script_with_balanced_brackets() {
    let text = String::from_utf8(written("ig", &hostile(), &options())).unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("A[") || line.starts_with("A(")).collect();
    assert_eq!(lines.len(), HOSTILE.len());
    for line in lines {
        assert_eq!(line.matches('(').count(), line.matches(')').count(), "{line}");
        assert_eq!(line.matches('[').count(), line.matches(']').count(), "{line}");
        assert!(line.contains(" D") && line.contains(" I(") && line.contains(" O("), "{line}");
    }
}

#[test]
fn graph_json_keeps_every_label() {
    let value: Value = serde_json::from_slice(&written("json", &hostile(), &options())).unwrap();
    let labels: Vec<&str> = value["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| node["kind"] == "point")
        .filter_map(|node| node["label"].as_str())
        .collect();
    assert_eq!(labels, HOSTILE);
}

#[test]
fn an_unknown_column_is_refused_and_known_ones_are_taken_in_order() {
    let graph = hostile();
    let asked = |columns: &[&str]| Options { columns: columns.iter().map(|column| (*column).to_owned()).collect(), ..options() };
    let text = String::from_utf8(written("tsv", &graph, &asked(&["modality", "id"]))).unwrap();
    assert!(text.starts_with("modality\tid\nprohibit\tpoint:00"));
    let error = (format("tsv").unwrap().write)(&graph, &asked(&["colour"]), &mut Vec::new()).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidInput);
    assert!(error.to_string().contains("colour"));
}

/// Runs Graphviz; none when it is not installed, and then says so.
fn dot(source: &[u8]) -> Option<(String, String)> {
    let child = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: Graphviz (dot) is not installed; its check of the concept map did not run");
        return None;
    };
    let mut input = child.stdin.take().unwrap();
    let source = source.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&source));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success());
    Some((String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap()))
}

#[test]
fn graphviz_takes_the_concept_map_without_a_warning_and_shows_every_text() {
    for options in [options(), Options { whole: false, ..options() }, Options::default()] {
        let source = written("dot", &hostile(), &options);
        assert!(!source.contains(&0));
        let Some((svg, warnings)) = dot(&source) else { return };
        // A warning about fonts is about the machine.
        let about_us: Vec<&str> = warnings.lines().filter(|line| !line.to_lowercase().contains("font")).collect();
        assert!(about_us.is_empty(), "{about_us:?}");
        assert!(!svg.contains("<script") && !svg.contains("<b>") && !svg.contains('\u{202e}') && !svg.contains('\u{7}'));
        if options.whole {
            let plain = from_xml(&svg);
            for text in HOSTILE.iter().enumerate().filter(|(index, _)| *index != 5).map(|(_, text)| text) {
                let wanted: String = shown(text).split_whitespace().collect();
                assert!(plain.contains(&wanted), "{text:?} is not in the picture");
            }
        }
    }
}

fn from_xml(svg: &str) -> String {
    let text = svg
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&#45;", "-")
        .replace("&#160;", " ")
        .replace("&#10;", "\n")
        .replace("&amp;", "&");
    text.split_whitespace().collect()
}
