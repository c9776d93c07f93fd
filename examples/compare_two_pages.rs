//! Two pages beside each other: which points of the second say again what the first says, and which are new.
//!
//! `cargo run --release --example compare_two_pages [FIRST SECOND]`

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use yaodian::Pipeline;
use yaodian::graph::Node;
use yaodian::model::Evidence;
use yaodian::read::{ReadOptions, read};

fn main() -> Result<(), Box<dyn Error>> {
    let mut given = std::env::args_os().skip(1).map(PathBuf::from);
    let first = given.next().unwrap_or_else(|| PathBuf::from("examples/pages/harbour_page.txt"));
    let second = given.next().unwrap_or_else(|| PathBuf::from("examples/pages/harbour_digest.txt"));
    compare_two_pages(&first, &second, &mut io::stdout().lock())
}

/// Writes each point of the second page, with the point of the first that it repeats.
pub(crate) fn compare_two_pages(first: &Path, second: &Path, out: &mut dyn Write) -> Result<(), Box<dyn Error>> {
    let pipeline = Pipeline::new().map_err(|fault| fault.to_string())?;
    let mut sources = Vec::new();
    for page in [first, second] {
        sources.push(read(page, &ReadOptions::default()).map_err(|fault| fault.to_string())?);
    }
    let ids: Vec<String> = sources.iter().map(|source| source.id.clone()).collect();
    let graph = pipeline.graph(sources);
    let of = |node: &Node, page: usize| node.evidence.iter().any(|place| place.source == ids[page]);
    let mut points: Vec<&Node> = graph.nodes().filter(|node| node.kind == "point" && of(node, 1)).collect();
    points.sort_by_key(|point| point.evidence.first().map(Evidence::start));
    for point in points {
        // A repeat points from the later id to the earlier one: look both ways.
        let (from, to) = (graph.edges_from(&point.id), graph.edges_to(&point.id));
        let others: BTreeSet<&str> = from
            .iter()
            .map(|view| (view, view.target))
            .chain(to.iter().map(|view| (view, view.source)))
            .filter(|(view, _)| view.edge.kind == "repeats")
            .map(|(_, other)| other)
            .collect();
        let same = others.into_iter().filter_map(|other| graph.node(other)).find(|other| of(other, 0));
        match same {
            Some(other) => writeln!(out, "again  {}\n       {}", point.label, other.label)?,
            None => writeln!(out, "new    {}", point.label)?,
        }
    }
    Ok(())
}
