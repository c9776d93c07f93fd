//! The figures are those of the project's scorer: run side by side where it and Python are there,
//! on gold pages and graphs made from them by chance.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use super::super::agree::SplitMix64;
use super::super::graph::SpanRecord;
use super::*;

pub(super) fn write(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

/// Not through the macro: what it prints is shown only for tests that fail.
fn skipped(what: &str) {
    let _ = writeln!(std::io::stderr(), "{what}");
}

/// Runs the project's scorer on the same files and demands the same figures.
pub(super) fn side_by_side(stem: &Path, graph: &Path, source: &Path) -> bool {
    let scorer = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tools/score.py");
    let python = Command::new("python3").arg("--version").output();
    if !scorer.exists() || !python.is_ok_and(|output| output.status.success()) {
        skipped(&format!("SKIPPED: no python3 or no {}: figures not compared", scorer.display()));
        return false;
    }
    let output =
        Command::new("python3").arg(&scorer).args([stem, graph, source]).arg("--misses").env("PYTHONIOENCODING", "utf-8").output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let expected: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = std::fs::read_to_string(source).unwrap();
    let found = score(&Gold::read(stem).unwrap(), &GraphFile::read(graph).unwrap(), &text, true);
    let found = serde_json::to_value(&found).unwrap();
    for (name, value) in expected.as_object().unwrap() {
        assert_eq!(&found[name], value, "{name} of {}", stem.display());
    }
    assert_eq!(found, expected);
    true
}

#[test]
fn real_pages_side_by_side_with_the_scorer() {
    let folder = tempfile::tempdir().unwrap();
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let mut compared = 0;
    for (seed, name) in ["dev/seed", "dev/d01", "dev/d02", "dev/d04", "dev/d05", "dev/d06", "train/t07"].iter().enumerate() {
        let stem = gold.join(name);
        let Ok(text) = std::fs::read_to_string(gold.join(format!("{name}.txt"))) else {
            skipped(&format!("SKIPPED: no {}: figures not compared", stem.display()));
            continue;
        };
        let text = with_furniture(&text);
        let source = write(folder.path(), "page.txt", &text);
        let graph = disturbed(&Gold::read(&stem).unwrap(), &text, seed as u64);
        let path = write(folder.path(), "graph.json", &graph.to_string());
        compared += usize::from(side_by_side(&stem, &path, &source));
    }
    eprintln!("{compared} real pages compared");
}

/// A page number every thirty lines or four hundred characters.
fn with_furniture(text: &str) -> String {
    let mut out = String::new();
    for (place, character) in text.chars().enumerate() {
        if place % 400 == 399 {
            out.push_str("\n— 第 3 頁，共 9 頁 —\n");
        }
        out.push(character);
    }
    out
}

/// A graph made from gold: some of it dropped, moved, cut or told otherwise.
fn disturbed(gold: &Gold, source: &str, seed: u64) -> Value {
    let aligned = Aligned::new(gold, source);
    let mut chance = SplitMix64::new(seed);
    let places: Vec<usize> = (0..source.chars().count()).collect();
    let mut back = vec![0; aligned.text.len() + 1];
    for place in places {
        for position in aligned.positions(&[SpanRecord { start: place, end: place + 1 }]) {
            back[position] = place;
        }
    }
    let characters: Vec<char> = source.chars().collect();
    let mut proof = |start: usize, end: usize| {
        let (start, end) = match chance.below(6) {
            0 => (start.saturating_sub(2), end),
            1 => (start, end.saturating_sub(3).max(start + 1)),
            2 => (start + 1, (end + 4).min(aligned.text.len())),
            _ => (start, end),
        };
        let (start, end) = (back[start], back[end.max(start + 1) - 1] + 1);
        let quote: String = characters.get(start..end).unwrap_or_default().iter().collect();
        json!([{"source": "doc:1", "spans": [{"start": start, "end": end}], "quote": quote}])
    };
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    for (number, one) in aligned.entities.iter().enumerate() {
        if number % 7 != 3 {
            let name = aligned.cut(one.start, one.end);
            nodes.push(json!({"id": format!("{}:{name}", one.kind), "kind": one.kind,
                "label": name, "aliases": [format!("《{name}》")],
                "evidence": proof(one.start, one.end)}));
        }
    }
    for (number, one) in aligned.points.iter().enumerate() {
        let id = format!("point:{number}");
        let modality = if number % 5 == 0 { "explore" } else { one.modality.as_str() };
        nodes.push(json!({"id": id, "kind": "point", "label": id,
            "properties": {"modality": modality}, "evidence": proof(one.span.0, one.span.1)}));
        for (kind, cell) in [("states", &one.speaker), ("leads", &one.actor), ("due", &one.due), ("has_target", &one.target)] {
            for name in cell.split(';').filter(|name| *name != "-").skip(number % 3 / 2) {
                let other = format!("name:{name}");
                nodes.push(json!({"id": other, "kind": "term", "label": name}));
                let (from, into) = if matches!(kind, "states" | "leads") { (&other, &id) } else { (&id, &other) };
                edges.push(json!({"source": from, "target": into, "kind": kind}));
            }
        }
        for theme in one.theme5.split(';').chain((number % 4 == 0).then_some("governance")) {
            let other = format!("theme:points:{theme}");
            nodes.push(json!({"id": other, "kind": "theme", "label": theme}));
            edges.push(json!({"source": id, "target": other, "kind": "has_theme"}));
        }
        for code in one.cap.split(';').rev() {
            let other = format!("theme:cap:{code}");
            nodes.push(json!({"id": other, "kind": "theme", "label": code,
                "properties": {"scheme": "cap", "code": code}}));
            edges.push(json!({"source": id, "target": other, "kind": "has_theme"}));
        }
    }
    for (number, [head, kind, tail]) in aligned.relations.iter().enumerate() {
        if number % 3 == 0 {
            continue;
        }
        for name in [head, tail] {
            nodes.push(json!({"id": format!("end:{name}"), "kind": "term", "label": name}));
        }
        edges.push(json!({"source": format!("end:{head}"), "target": format!("end:{tail}"),
            "kind": kind}));
    }
    json!({"format": "yaodian-graph", "version": 1, "sources": [{"id": "doc:1"}],
           "nodes": nodes, "edges": edges})
}

#[test]
fn all_gold_of_the_project_can_be_read() {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold");
    let mut read = 0;
    for folder in ["dev", "train"] {
        let Ok(entries) = std::fs::read_dir(gold.join(folder)) else {
            skipped(&format!("SKIPPED: no {}", gold.join(folder).display()));
            continue;
        };
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.extension().is_some_and(|suffix| suffix == "ann") {
                let one = Gold::read(&path.with_extension("")).unwrap();
                assert_eq!(one.left_out(), Vec::<String>::new());
                read += 1;
            }
        }
    }
    eprintln!("{read} gold texts read");
}
