//! graph.json, as the contract has it: node-link data that networkx loads as it is.

use crate::graph::PolicyGraph;
use crate::model::Evidence;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};

#[derive(Serialize)]
struct File<'a> {
    format: &'static str,
    version: u32,
    generator: Generator,
    directed: bool,
    multigraph: bool,
    sources: Vec<SourceWire<'a>>,
    nodes: Vec<NodeWire<'a>>,
    edges: Vec<EdgeWire<'a>>,
}

#[derive(Serialize)]
struct Generator {
    name: &'static str,
    version: &'static str,
    codebook: String,
}

#[derive(Serialize)]
struct SourceWire<'a> {
    id: &'a str,
    path: &'a str,
    sha256: &'a str,
    length: usize,
    language: &'a str,
    script: &'a str,
    title: &'a str,
    date: &'a str,
}

#[derive(Serialize)]
struct SpanWire {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct EvidenceWire<'a> {
    source: &'a str,
    spans: Vec<SpanWire>,
    quote: &'a str,
    rule: &'a str,
}

#[derive(Serialize)]
struct NodeWire<'a> {
    id: &'a str,
    kind: &'a str,
    label: &'a str,
    aliases: &'a [String],
    properties: &'a BTreeMap<String, Value>,
    evidence: Vec<EvidenceWire<'a>>,
}

#[derive(Serialize)]
struct EdgeWire<'a> {
    id: &'a str,
    source: &'a str,
    target: &'a str,
    kind: &'a str,
    properties: &'a BTreeMap<String, Value>,
    evidence: Vec<EvidenceWire<'a>>,
}

fn wire(evidence: &[Evidence]) -> Vec<EvidenceWire<'_>> {
    evidence
        .iter()
        .map(|one| EvidenceWire {
            source: &one.source,
            spans: one.spans.iter().map(|span| SpanWire { start: span.start, end: span.end }).collect(),
            quote: &one.quote,
            rule: &one.rule,
        })
        .collect()
}

/// Writes the graph as graph.json, version 1.
///
/// # Errors
/// Those of the writer.
pub fn json(graph: &PolicyGraph, out: &mut dyn Write) -> io::Result<()> {
    let edges = graph.edges();
    let file = File {
        format: "yaodian-graph",
        version: 1,
        generator: Generator { name: "yaodian", version: env!("CARGO_PKG_VERSION"), codebook: format!("sha256:{}", graph.codebook) },
        directed: true,
        multigraph: true,
        sources: graph
            .sources()
            .map(|source| SourceWire {
                id: &source.id,
                path: &source.path,
                sha256: &source.sha256,
                length: source.length,
                language: &source.language,
                script: &source.script,
                title: &source.title,
                date: &source.date,
            })
            .collect(),
        nodes: graph
            .nodes()
            .map(|node| NodeWire {
                id: &node.id,
                kind: node.kind,
                label: &node.label,
                aliases: &node.aliases,
                properties: &node.properties,
                evidence: wire(&node.evidence),
            })
            .collect(),
        edges: edges
            .iter()
            .map(|view| EdgeWire {
                id: &view.edge.id,
                source: view.source,
                target: view.target,
                kind: view.edge.kind,
                properties: &view.edge.properties,
                evidence: wire(&view.edge.evidence),
            })
            .collect(),
    };
    serde_json::to_writer_pretty(&mut *out, &file)?;
    out.write_all(b"\n")
}
