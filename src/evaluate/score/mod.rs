//! Scores a graph against gold. The figures are those of the project's scorer `tools/score.py`,
//! digit for digit; white space never counts, and text that gold left out is no error.

mod entities;
mod points;
mod relations;
mod render;

pub use entities::{Entities, TypeRates};
pub use points::Points;
pub use relations::RelationsRecall;

use serde::Serialize;

use super::fold::strip;
use super::gold::{Aligned, Gold};
use super::graph::{EvidenceRecord, GraphFile, Lookup};

/// Precision, recall and their harmonic mean, rounded to three digits, with the counts behind them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rates {
    /// Precision: what was found and is right, of what was found.
    pub p: f64,
    /// Recall: what was found and is right, of what gold has.
    pub r: f64,
    /// Harmonic mean of precision and recall (van Rijsbergen 1979).
    pub f1: f64,
    /// How many gold has.
    pub gold: usize,
    /// How many were found.
    pub found: usize,
}

/// How true the evidence is to the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Fidelity {
    /// Pieces of evidence in the graph.
    pub evidence: usize,
    /// Those whose quote is not the text at their spans, white space aside.
    pub wrong_quote: usize,
    /// Edges that give no evidence.
    pub edges_without_evidence: usize,
}

/// What was missed and what was found beside gold, in text order; relations in the order of names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Misses {
    /// Gold points that nothing was matched with.
    pub missed_points: Vec<String>,
    /// Points of the graph that nothing was matched with.
    pub extra_points: Vec<String>,
    /// Gold entities that were not found exactly, as `surface|type`.
    pub missed_entities: Vec<String>,
    /// Entities of the graph that are not exactly gold, as `surface|type`.
    pub extra_entities: Vec<String>,
    /// Gold relations that the graph lacks: head, relation, tail, folded, with tabs between.
    pub missed_relations: Vec<String>,
}

/// The figures of one text. Serialized, it has the shape of the project's scorer; displayed, it is a
/// table to read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScoreCard {
    /// Is every quote the text at its place?
    pub fidelity: Fidelity,
    /// Mentions of entities.
    pub entities: Entities,
    /// Policy points and their parts.
    pub points: Points,
    /// Relations between entities.
    pub relations_recall: RelationsRecall,
    /// Only where they were asked for.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub misses: Option<Misses>,
    /// What a reader of the figures should know; not part of the serialized figures.
    #[serde(skip)]
    pub notes: Vec<String>,
}

/// Scores `graph` against `gold`; `source` is the text that the offsets of the graph count in.
///
/// A graph of several sources is scored as one: take [`GraphFile::of_source`] first.
///
/// ```
/// use yaodian::evaluate::{Gold, GraphFile, score};
/// let folder = std::env::temp_dir().join(format!("yaodian-score-{}", std::process::id()));
/// std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("page.ann"), "⟦教育部|organization⟧要加強監管。")?;
/// std::fs::write(folder.join("page.points.tsv"), "教育部要加強監管\tshall\n")?;
/// let gold = Gold::read(&folder.join("page"))?;
/// let graph = GraphFile::parse(
///     r#"{"format": "yaodian-graph", "version": 1, "edges": [], "nodes": [
///         {"id": "organization:教育部", "kind": "organization", "label": "教育部",
///          "evidence": [{"spans": [{"start": 0, "end": 3}], "quote": "教育部"}]}]}"#,
///     "graph.json",
/// )?;
/// let card = score(&gold, &graph, "教育部要\n加強監管。", false);
/// assert_eq!(card.entities.exact.f1, 1.0);
/// assert_eq!(card.points.rates.r, 0.0);
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn score(gold: &Gold, graph: &GraphFile, source: &str, misses: bool) -> ScoreCard {
    let aligned = Aligned::new(gold, source);
    let lookup = Lookup::new(graph);
    let mut lists = Misses::default();
    let fidelity = fidelity(graph, source);
    let entities = entities::entities(&aligned, graph, &mut lists);
    let points = points::points(&aligned, graph, &lookup, &mut lists);
    let relations_recall = relations::relations(&aligned, graph, &lookup, &mut lists);
    let mut notes = aligned.notes;
    let sources = graph.source_ids().len();
    if sources > 1 {
        notes.push(format!(
            "the graph has {sources} sources, all were scored as one \
             · hint: score the part of one source"
        ));
    }
    let misses = misses.then_some(lists);
    ScoreCard { fidelity, entities, points, relations_recall, misses, notes }
}

fn fidelity(graph: &GraphFile, source: &str) -> Fidelity {
    let text: Vec<char> = source.chars().collect();
    let of_nodes = graph.nodes.iter().flat_map(|node| &node.evidence);
    let of_edges = graph.edges.iter().flat_map(|edge| &edge.evidence);
    let (mut evidence, mut wrong_quote) = (0, 0);
    for one in of_nodes.chain(of_edges) {
        evidence += 1;
        wrong_quote += usize::from(strip(&at_spans(one, &text)) != strip(&one.quote));
    }
    let edges_without_evidence = graph.edges.iter().filter(|edge| edge.evidence.is_empty()).count();
    Fidelity { evidence, wrong_quote, edges_without_evidence }
}

fn at_spans(evidence: &EvidenceRecord, text: &[char]) -> String {
    evidence.spans().iter().flat_map(|span| text.get(span.start..span.end.min(text.len())).unwrap_or_default()).collect()
}

/// What was counted on the way to [`Rates`].
#[derive(Debug, Clone, Copy, Default)]
struct Tally {
    right: usize,
    extra: usize,
    missed: usize,
}

impl Tally {
    fn of(right: usize, found: usize, gold: usize) -> Self {
        Self { right, extra: found - right, missed: gold - right }
    }

    fn add(&mut self, other: Self) {
        self.right += other.right;
        self.extra += other.extra;
        self.missed += other.missed;
    }

    fn rates(self) -> Rates {
        let (gold, found) = (self.right + self.missed, self.right + self.extra);
        let p = share(self.right, found).unwrap_or(0.0);
        let r = share(self.right, gold).unwrap_or(0.0);
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        Rates { p: round(p), r: round(r), f1: round(f1), gold, found }
    }
}

/// A part of a whole; `None` where the whole is nothing.
fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// To three digits, as Python does: exactly, and to the even digit where both are equally near.
fn round(value: f64) -> f64 {
    // Only odd sixteenths lie exactly between two thousandths and are exact in binary.
    if (value * 16.0).fract() == 0.0 { (value * 1000.0).round_ties_even() / 1000.0 } else { format!("{value:.3}").parse().unwrap_or(value) }
}

#[cfg(test)]
mod side_by_side;
#[cfg(test)]
mod tests;
