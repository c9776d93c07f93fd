//! Mentions of entities: exact (same place, same type) and relaxed (same type, overlapping).

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::super::gold::{Aligned, ENTITY_TYPES};
use super::super::graph::GraphFile;
use super::super::pairs::pair;
use super::{Misses, Rates, Tally};

/// Rates over all types of entity, and each type's.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entities {
    /// Same place and same type.
    pub exact: Rates,
    /// Same type and overlapping, one to one.
    pub relaxed: Rates,
    /// By type of entity.
    pub by_type: BTreeMap<String, TypeRates>,
}

/// Rates of one type of entity.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct TypeRates {
    /// Same place.
    pub exact: Rates,
    /// Overlapping, one to one.
    pub relaxed: Rates,
}

/// Start, end (excluded) in the gold text, and type.
type Place<'kind> = (usize, usize, &'kind str);

pub(super) fn entities(aligned: &Aligned, graph: &GraphFile, misses: &mut Misses) -> Entities {
    let found = found(aligned, graph);
    let gold: Vec<Place> = aligned.entities.iter().map(|entity| (entity.start, entity.end, entity.kind.as_str())).collect();
    let gold_places: BTreeSet<Place> = gold.iter().copied().collect();
    let kinds: BTreeSet<&str> = gold.iter().chain(&found).map(|place| place.2).collect();
    let (mut exact, mut relaxed) = (Tally::default(), Tally::default());
    let mut by_type = BTreeMap::new();
    for kind in kinds {
        let of_kind = |place: &&Place| place.2 == kind;
        let gold_here: Vec<&Place> = gold.iter().filter(of_kind).collect();
        let found_here: Vec<&Place> = found.iter().filter(of_kind).collect();
        let same = found_here.iter().filter(|place| gold_places.contains(**place)).count();
        let near = pair(&gold_here, &found_here, |one, other| one.1.min(other.1).saturating_sub(one.0.max(other.0)) as f64);
        let exact_here = Tally::of(same, found_here.len(), gold_here.len());
        let relaxed_here = Tally::of(near.len(), found_here.len(), gold_here.len());
        exact.add(exact_here);
        relaxed.add(relaxed_here);
        let rates = TypeRates { exact: exact_here.rates(), relaxed: relaxed_here.rates() };
        by_type.insert(kind.to_owned(), rates);
    }
    let named = |place: &Place| format!("{}|{}", aligned.cut(place.0, place.1), place.2);
    misses.missed_entities = gold.iter().filter(|place| !found.contains(place)).map(named).collect();
    misses.extra_entities = found.iter().filter(|place| !gold_places.contains(place)).map(named).collect();
    Entities { exact: exact.rates(), relaxed: relaxed.rates(), by_type }
}

/// The places of the entities of the graph, each once.
fn found<'graph>(aligned: &Aligned, graph: &'graph GraphFile) -> BTreeSet<Place<'graph>> {
    let mut found = BTreeSet::new();
    for node in &graph.nodes {
        let kind = match node.kind.as_str() {
            "document_ref" | "cited_document" => "document",
            kind if ENTITY_TYPES.contains(&kind) => kind,
            _ => continue,
        };
        for evidence in &node.evidence {
            let positions = aligned.positions(&evidence.spans());
            if let (Some(first), Some(last)) = (positions.first(), positions.last()) {
                found.insert((*first, last + 1, kind));
            }
        }
    }
    found
}
