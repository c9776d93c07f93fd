//! graph.json as the commands `explain` and `merge` read it: every field of the contract.

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;
use yaodian::graph::PolicyGraph;

/// A graph.json.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct GraphFile {
    pub(crate) format: String,
    pub(crate) version: u32,
    pub(crate) generator: Generator,
    pub(crate) directed: bool,
    pub(crate) multigraph: bool,
    pub(crate) sources: Vec<Source>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
}

/// What made the graph.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) struct Generator {
    name: String,
    version: String,
    codebook: String,
}

/// A file that the graph was built from.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) path: String,
    pub(crate) sha256: String,
    pub(crate) length: usize,
    pub(crate) language: String,
    pub(crate) script: String,
    pub(crate) title: String,
    pub(crate) date: String,
}

/// A node.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Node {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) properties: BTreeMap<String, Value>,
    pub(crate) evidence: Vec<Evidence>,
}

/// An edge.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Edge {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) kind: String,
    pub(crate) properties: BTreeMap<String, Value>,
    pub(crate) evidence: Vec<Evidence>,
}

/// A place in a source, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct Evidence {
    pub(crate) source: String,
    pub(crate) spans: Vec<Range>,
    pub(crate) quote: String,
    pub(crate) rule: String,
}

/// Characters of the source text; end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub(crate) struct Range {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl GraphFile {
    /// Reads a file that `yaodian build` wrote.
    pub(crate) fn read(path: &Path) -> Result<Self> {
        let shown = path.display();
        let text = std::fs::read_to_string(path).with_context(|| format!("{shown}: cannot be read"))?;
        let graph: GraphFile = serde_json::from_str(&text)
            .with_context(|| format!("{shown}: is no graph of this program · hint: give the graph.json that `yaodian build` wrote"))?;
        if (graph.format.as_str(), graph.version) != ("yaodian-graph", 1) {
            bail!("{shown}: is {} version {}, expected yaodian-graph version 1 · hint: build it again", graph.format, graph.version);
        }
        Ok(graph)
    }

    /// A graph that was just built, by way of its own format.
    pub(crate) fn of(graph: &PolicyGraph) -> Result<Self> {
        let mut bytes = Vec::new();
        yaodian::export::json(graph, &mut bytes)?;
        Ok(serde_json::from_slice(&bytes)?)
    }
}
