//! One coder's units on a continuum, from a graph, from gold, or from a table.
//!
//! A variable that a unit lacks was not coded there and is left out of κ and α; a variable with no
//! label was coded as absent (`-`).

use std::collections::{BTreeMap, BTreeSet};

use super::super::error::EvaluateError;
use super::super::fold::fold;
use super::super::gold::{ENTITY_TYPES, Gold, GoldPoint};
use super::super::graph::{GraphFile, Lookup, NodeRecord, SpanRecord};
use super::continuum::Continuum;

/// A stretch of the continuum that a coder marked, and how.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit {
    /// First character on the continuum.
    pub start: usize,
    /// Character after the last.
    pub end: usize,
    /// The labels by variable.
    pub labels: BTreeMap<String, BTreeSet<String>>,
}

/// All units of one coder, in text order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    length: usize,
    units: Vec<Unit>,
}

impl Coding {
    /// A coding of a text of `length` characters.
    ///
    /// # Errors
    /// When a unit is empty or ends beyond the text.
    pub fn new(length: usize, mut units: Vec<Unit>) -> Result<Self, EvaluateError> {
        if let Some(unit) = units.iter().find(|unit| unit.start >= unit.end || unit.end > length) {
            return Err(EvaluateError::input(
                format!("unit {}–{} in a text of {length} characters", unit.start, unit.end),
                "give start < end ≤ length, counted in characters, end excluded",
            ));
        }
        units.sort();
        Ok(Self { length, units })
    }

    /// Characters of the continuum.
    pub fn length(&self) -> usize {
        self.length
    }

    /// The units, in text order.
    pub fn units(&self) -> &[Unit] {
        &self.units
    }

    /// The points of a graph, with the variables `modality`, `speaker`, `theme` (several labels)
    /// and `cap` (the first topic). Speakers are compared by their folded main name.
    pub fn of_graph_points(graph: &GraphFile, continuum: &Continuum) -> Self {
        let lookup = Lookup::new(graph);
        Self::of_nodes(graph, continuum, |node| {
            (node.kind == "point").then(|| {
                let id = node.id.as_str();
                let speakers = lookup.origins(id, &["states"]);
                BTreeMap::from([
                    ("modality".to_owned(), node.property("modality").into_iter().collect()),
                    ("speaker".to_owned(), speakers.iter().map(|speaker| fold(&speaker.label)).collect()),
                    ("theme".to_owned(), lookup.themes(id, "points").into_iter().collect()),
                    ("cap".to_owned(), lookup.themes(id, "cap").into_iter().take(1).collect()),
                ])
            })
        })
    }

    /// The entities of a graph, with the variable `entity`, their type.
    pub fn of_graph_entities(graph: &GraphFile, continuum: &Continuum) -> Self {
        Self::of_nodes(graph, continuum, |node| ENTITY_TYPES.contains(&node.kind.as_str()).then(|| entity(&node.kind)))
    }

    /// The points of gold, with the variables of [`Coding::of_graph_points`].
    ///
    /// # Errors
    /// When the continuum was made without its text.
    pub fn of_gold_points(gold: &Gold, continuum: &Continuum) -> Result<Self, EvaluateError> {
        let (aligned, spans) = continuum.lay(gold).ok_or_else(no_text)?;
        let units = aligned.points.iter().filter_map(|point| unit(continuum, &spans, point.span, || point_labels(point)));
        Ok(Self::ordered(continuum, units.collect()))
    }

    /// The entities of gold, with the variable `entity`, their type.
    ///
    /// # Errors
    /// When the continuum was made without its text.
    pub fn of_gold_entities(gold: &Gold, continuum: &Continuum) -> Result<Self, EvaluateError> {
        let (aligned, spans) = continuum.lay(gold).ok_or_else(no_text)?;
        let units =
            aligned.entities.iter().filter_map(|marked| unit(continuum, &spans, (marked.start, marked.end), || entity(&marked.kind)));
        Ok(Self::ordered(continuum, units.collect()))
    }

    pub(super) fn ordered(continuum: &Continuum, mut units: Vec<Unit>) -> Self {
        units.sort();
        Self { length: continuum.len(), units }
    }

    /// A unit for each piece of evidence of the nodes that have labels.
    fn of_nodes(
        graph: &GraphFile,
        continuum: &Continuum,
        labels: impl Fn(&NodeRecord) -> Option<BTreeMap<String, BTreeSet<String>>>,
    ) -> Self {
        let mut units = Vec::new();
        for node in &graph.nodes {
            let Some(labels) = labels(node) else { continue };
            for evidence in &node.evidence {
                if let Some((start, end)) = continuum.range(&evidence.spans()) {
                    units.push(Unit { start, end, labels: labels.clone() });
                }
            }
        }
        Self::ordered(continuum, units)
    }
}

fn no_text() -> EvaluateError {
    EvaluateError::input(
        "gold cannot be laid on a text of which only the length is known",
        "make the continuum with Continuum::whole or Continuum::within",
    )
}

/// The unit of a range of the gold text; `None` where none of it counts.
fn unit(
    continuum: &Continuum,
    spans: &[Option<SpanRecord>],
    range: (usize, usize),
    labels: impl FnOnce() -> BTreeMap<String, BTreeSet<String>>,
) -> Option<Unit> {
    let (start, end) = (range.0, range.1.min(spans.len()));
    let here: Vec<SpanRecord> = spans.get(start..end)?.iter().flatten().copied().collect();
    let (start, end) = continuum.range(&here)?;
    Some(Unit { start, end, labels: labels() })
}

fn entity(kind: &str) -> BTreeMap<String, BTreeSet<String>> {
    BTreeMap::from([("entity".to_owned(), BTreeSet::from([kind.to_owned()]))])
}

fn point_labels(point: &GoldPoint) -> BTreeMap<String, BTreeSet<String>> {
    let speaker = labels(&point.speaker).iter().map(|name| fold(name)).collect();
    let topics = point.cap.split([';', ',']).map(str::trim);
    let topic = topics.filter(|topic| !matches!(*topic, "" | "-")).take(1);
    BTreeMap::from([
        ("modality".to_owned(), labels(&point.modality)),
        ("speaker".to_owned(), speaker),
        ("theme".to_owned(), labels(&point.theme5)),
        ("cap".to_owned(), topic.map(str::to_owned).collect()),
    ])
}

/// The `;`-joined labels of a cell; none for `-`.
pub(super) fn labels(cell: &str) -> BTreeSet<String> {
    cell.split(';').map(str::trim).filter(|label| !matches!(*label, "" | "-")).map(str::to_owned).collect()
}
