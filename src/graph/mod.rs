//! The property graph: nodes and edges with evidence, keyed by ids that come from content.
//!
//! petgraph indices never leave this module (they shift on removal); everything outside speaks ids.

mod articles;
mod build;
mod check;
mod cooccurrence;
mod names;
mod points;

pub use build::{Document, build};
pub use check::check;
pub use cooccurrence::{SIGNIFICANT, add_co_occurrences};
pub use names::{join_names, without_article};

use crate::model::Evidence;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;
use serde_json::Value;
use std::collections::BTreeMap;

/// A source as the graph knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRecord {
    /// `doc:` and eight digits of the digest.
    pub id: String,
    /// File name.
    pub path: String,
    /// SHA-256 of the text.
    pub sha256: String,
    /// Characters.
    pub length: usize,
    /// `zh` or `en`.
    pub language: String,
    /// `Hant`, `Hans` or `Latn`.
    pub script: String,
    /// Headline or title.
    pub title: String,
    /// ISO 8601, where the text says it.
    pub date: String,
}

/// A node. Its kind is one of the contract's.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Comes from content.
    pub id: String,
    /// Kind of the contract.
    pub kind: &'static str,
    /// In the script of the source.
    pub label: String,
    /// Other surface forms.
    pub aliases: Vec<String>,
    /// Further facts.
    pub properties: BTreeMap<String, Value>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// Comes from content.
    pub id: String,
    /// Kind of the contract.
    pub kind: &'static str,
    /// Rank among edges of one kind from one node: the best first.
    pub rank: usize,
    /// Further facts.
    pub properties: BTreeMap<String, Value>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// An edge with the ids of its ends.
#[derive(Clone, Copy, Debug)]
pub struct EdgeView<'a> {
    /// Id of the node that it comes from.
    pub source: &'a str,
    /// Id of the node that it goes to.
    pub target: &'a str,
    /// The edge.
    pub edge: &'a Edge,
}

/// Nodes, edges and sources of one or many documents.
///
/// ```
/// use yaodian::Pipeline;
/// let graph = Pipeline::new().unwrap().graph_of_text("a.txt", "會議指出，要加強基礎研究。");
/// assert!(graph.nodes().any(|node| node.kind == "point"));
/// assert!(yaodian::graph::check(&graph).is_empty());
/// ```
#[derive(Clone, Debug, Default)]
pub struct PolicyGraph {
    sources: BTreeMap<String, SourceRecord>,
    graph: DiGraph<Node, Edge>,
    index: BTreeMap<String, NodeIndex>,
    /// Digest of the codebook that it was made with.
    pub codebook: String,
}

impl PolicyGraph {
    /// The sources, by id.
    pub fn sources(&self) -> impl Iterator<Item = &SourceRecord> {
        self.sources.values()
    }

    /// The nodes, by id.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.index.values().map(|index| &self.graph[*index])
    }

    /// A node by its id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.index.get(id).map(|index| &self.graph[*index])
    }

    /// All edges, ordered by source, kind, rank and target.
    pub fn edges(&self) -> Vec<EdgeView<'_>> {
        let mut edges: Vec<EdgeView<'_>> =
            self.graph.edge_references().map(|edge| self.view(edge.source(), edge.target(), edge.weight())).collect();
        edges.sort_by(order);
        edges
    }

    /// The edges from a node, in the same order.
    pub fn edges_from(&self, id: &str) -> Vec<EdgeView<'_>> {
        self.around(id, petgraph::Direction::Outgoing)
    }

    /// The edges to a node, in the same order.
    pub fn edges_to(&self, id: &str) -> Vec<EdgeView<'_>> {
        self.around(id, petgraph::Direction::Incoming)
    }

    fn around(&self, id: &str, direction: petgraph::Direction) -> Vec<EdgeView<'_>> {
        let Some(index) = self.index.get(id) else { return Vec::new() };
        let mut edges: Vec<EdgeView<'_>> =
            self.graph.edges_directed(*index, direction).map(|edge| self.view(edge.source(), edge.target(), edge.weight())).collect();
        edges.sort_by(order);
        edges
    }

    fn view<'a>(&'a self, from: NodeIndex, to: NodeIndex, edge: &'a Edge) -> EdgeView<'a> {
        EdgeView { source: &self.graph[from].id, target: &self.graph[to].id, edge }
    }

    /// Adds a source.
    pub fn add_source(&mut self, source: SourceRecord) {
        self.sources.insert(source.id.clone(), source);
    }

    /// Adds a node; one of the same id gains its aliases, properties and evidence.
    pub fn add_node(&mut self, node: Node) {
        if let Some(index) = self.index.get(&node.id) {
            let known = &mut self.graph[*index];
            join_names(&mut known.label, &mut known.aliases, std::iter::once(node.label).chain(node.aliases));
            for (property, value) in node.properties {
                known.properties.entry(property).or_insert(value);
            }
            known.evidence.extend(node.evidence);
            known.evidence.sort_by(|left, right| {
                (&left.source, left.start(), left.end(), &left.rule).cmp(&(&right.source, right.start(), right.end(), &right.rule))
            });
            known.evidence.dedup_by(|left, right| left.source == right.source && left.spans == right.spans);
        } else {
            let id = node.id.clone();
            let index = self.graph.add_node(node);
            self.index.insert(id, index);
        }
    }

    /// Adds an edge between known nodes; one of the same kind and ends gains its evidence.
    pub fn add_edge(
        &mut self,
        source: &str,
        target: &str,
        kind: &'static str,
        rank: usize,
        properties: BTreeMap<String, Value>,
        evidence: Vec<Evidence>,
    ) {
        let (Some(&from), Some(&to)) = (self.index.get(source), self.index.get(target)) else { return };
        let known = self.graph.edges_connecting(from, to).find(|edge| edge.weight().kind == kind).map(|edge| edge.id());
        if let Some(known) = known.and_then(|known| self.graph.edge_weight_mut(known)) {
            known.rank = known.rank.min(rank);
            for (property, value) in properties {
                known.properties.entry(property).or_insert(value);
            }
            known.evidence.extend(evidence);
            known.evidence.sort();
            known.evidence.dedup();
            return;
        }
        let id = edge_id(source, kind, target);
        self.graph.add_edge(from, to, Edge { id, kind, rank, properties, evidence });
    }
}

fn order(left: &EdgeView<'_>, right: &EdgeView<'_>) -> std::cmp::Ordering {
    (left.source, left.edge.kind, left.edge.rank, left.target).cmp(&(right.source, right.edge.kind, right.edge.rank, right.target))
}

/// The id of an edge: digest of its ends and kind.
pub(crate) fn edge_id(source: &str, kind: &str, target: &str) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    for part in [source, "\u{1f}", kind, "\u{1f}", target] {
        hash.update(part.as_bytes());
    }
    let digits: String = hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("edge:{digits}")
}
