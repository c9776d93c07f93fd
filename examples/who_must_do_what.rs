//! Who must do what: one line a policy point of a page – who, how strongly, what, by when, to what target.
//!
//! `cargo run --release --example who_must_do_what [PAGE]`

use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use yaodian::Pipeline;
use yaodian::graph::{Node, PolicyGraph};
use yaodian::model::Evidence;
use yaodian::read::{ReadOptions, read};

fn main() -> Result<(), Box<dyn Error>> {
    let page = std::env::args_os().nth(1).map_or_else(|| PathBuf::from("examples/pages/green_opinion.txt"), PathBuf::from);
    who_must_do_what(&page, &mut io::stdout().lock())
}

/// Writes a line for every point of the page that names who acts.
pub(crate) fn who_must_do_what(page: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let pipeline = Pipeline::new().map_err(|fault| fault.to_string())?;
    let source = read(page, &ReadOptions::default()).map_err(|fault| fault.to_string())?;
    let graph = pipeline.graph(vec![source]);
    let mut points: Vec<&Node> = graph.nodes().filter(|node| node.kind == "point").collect();
    points.sort_by_key(|point| point.evidence.first().map(Evidence::start));
    for point in points {
        let actors = actors(&graph, &point.id);
        if !actors.is_empty() {
            let mut parts = vec![word(point, "modality"), word(point, "aim"), word(point, "object")];
            parts.extend(["due", "target"].iter().map(|name| word(point, name)).filter(|words| !words.is_empty()));
            writeln!(out, "{:>4}  {}: {}", word(point, "line"), actors.join("、"), parts.join(" "))?;
        }
    }
    Ok(())
}

/// Names of those who act, each once, the lead first.
fn actors(graph: &PolicyGraph, point: &str) -> Vec<String> {
    let mut names = Vec::new();
    for role in ["leads", "responsible_for", "acts", "supports"] {
        for view in graph.edges_to(point).iter().filter(|view| view.edge.kind == role) {
            let label = graph.node(view.source).map_or(view.source, |node| node.label.as_str());
            if !names.iter().any(|name| name == label) {
                names.push(label.to_owned());
            }
        }
    }
    names
}

/// A property in words; empty where the point has none.
fn word(point: &Node, name: &str) -> String {
    match point.properties.get(name) {
        Some(serde_json::Value::String(words)) => words.clone(),
        Some(serde_json::Value::Array(values)) => values.iter().filter_map(|value| value.as_str()).collect::<Vec<_>>().join("、"),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}
