//! `yaodian merge`: graph files into one. Law: the order of the files changes nothing, and files
//! that share no document give what building their documents together gives, but for `repeats`
//! between those documents.

use super::args::Merge;
use super::graph_file::{Edge, Evidence, GraphFile, Node, Source};
use super::report::Reporter;
use super::{Status, files};
use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use yaodian::graph::join_names;

/// Runs the command.
pub(super) fn run(options: &Merge, _: &Reporter) -> Result<Status> {
    let mut graphs = Vec::new();
    for path in &options.graphs {
        graphs.push(GraphFile::read(path)?);
    }
    let merged = merge(graphs)?;
    files::write_to(options.output.as_deref(), &mut |out| {
        serde_json::to_writer_pretty(&mut *out, &merged)?;
        writeln!(out)
    })?;
    Ok(Status::Complete)
}

fn merge(mut graphs: Vec<GraphFile>) -> Result<GraphFile> {
    graphs.sort_by_cached_key(|graph| graph.sources.iter().map(|source| source.id.clone()).collect::<Vec<_>>());
    let Some(first) = graphs.first() else { bail!("no graph was named") };
    let mut merged = GraphFile { sources: Vec::new(), nodes: Vec::new(), edges: Vec::new(), ..first.clone() };
    let mut sources: BTreeMap<String, Source> = BTreeMap::new();
    let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
    let mut edges: BTreeMap<String, (usize, Edge)> = BTreeMap::new();
    for graph in graphs {
        if graph.generator != merged.generator {
            bail!("the graphs were made with different codebooks or versions · hint: build them again with one");
        }
        for source in graph.sources {
            sources.entry(source.id.clone()).or_insert(source);
        }
        for node in graph.nodes {
            add_node(&mut nodes, node);
        }
        let mut ranks: BTreeMap<(String, String), usize> = BTreeMap::new();
        for edge in graph.edges {
            let rank = ranks.entry((edge.source.clone(), edge.kind.clone())).or_insert(0);
            *rank += 1;
            add_edge(&mut edges, *rank, edge);
        }
    }
    let mut ordered: Vec<(usize, Edge)> = edges.into_values().collect();
    ordered.sort_by(|(left_rank, left), (right_rank, right)| {
        let ranked = |edge: &Edge, rank: usize| if matches!(edge.kind.as_str(), "has_theme" | "uses_instrument") { rank } else { 0 };
        let key = (&left.source, &left.kind, ranked(left, *left_rank), &left.target);
        key.cmp(&(&right.source, &right.kind, ranked(right, *right_rank), &right.target))
    });
    merged.sources = sources.into_values().collect();
    merged.nodes = nodes.into_values().collect();
    merged.edges = ordered.into_iter().map(|(_, edge)| edge).collect();
    Ok(merged)
}

fn add_node(nodes: &mut BTreeMap<String, Node>, node: Node) {
    let Some(known) = nodes.get_mut(&node.id) else {
        nodes.insert(node.id.clone(), node);
        return;
    };
    join_names(&mut known.label, &mut known.aliases, std::iter::once(node.label).chain(node.aliases));
    add_properties(&mut known.properties, node.properties);
    known.evidence.extend(node.evidence);
    let place = |evidence: &Evidence| {
        let (first, last) = (evidence.spans.first().map(|span| span.start), evidence.spans.last().map(|span| span.end));
        (evidence.source.clone(), first, last, evidence.rule.clone())
    };
    known.evidence.sort_by_cached_key(place);
    known.evidence.dedup_by(|left, right| left.source == right.source && left.spans == right.spans);
}

fn add_edge(edges: &mut BTreeMap<String, (usize, Edge)>, rank: usize, edge: Edge) {
    match edges.get_mut(&edge.id) {
        None => {
            edges.insert(edge.id.clone(), (rank, edge));
        }
        Some((_, known)) => {
            add_properties(&mut known.properties, edge.properties);
            let more: Vec<Evidence> = edge.evidence.into_iter().filter(|place| !known.evidence.contains(place)).collect();
            // What is the same in both files keeps the order that it has.
            if !more.is_empty() {
                known.evidence.extend(more);
                known.evidence.sort();
                known.evidence.dedup();
            }
        }
    }
}

fn add_properties(known: &mut BTreeMap<String, Value>, more: BTreeMap<String, Value>) {
    for (property, value) in more {
        known.entry(property).or_insert(value);
    }
}
