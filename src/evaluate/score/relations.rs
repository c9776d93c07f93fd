//! Relations between entities: how many of gold's the graph has, by the folded names of their ends.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::fold::fold;
use super::super::gold::Aligned;
use super::super::graph::{GraphFile, Lookup};
use super::{Misses, round, share};

/// How many of gold's relations the graph has.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct RelationsRecall {
    /// Found.
    pub hit: usize,
    /// In gold, each once.
    pub gold: usize,
    /// Recall; `None` where gold has none.
    pub r: Option<f64>,
}

pub(super) fn relations(aligned: &Aligned, graph: &GraphFile, lookup: &Lookup, lists: &mut Misses) -> RelationsRecall {
    let wanted: BTreeSet<[String; 3]> = aligned.relations.iter().map(|[head, kind, tail]| [fold(head), kind.clone(), fold(tail)]).collect();
    let (triples, tails) = found(graph, lookup);
    let (mut hit, mut missed) = (0, Vec::new());
    for relation in &wanted {
        let [head, kind, tail] = relation.each_ref().map(String::as_str);
        let there = triples.contains(&(head, kind, tail))
            || (head == "@" && tails.contains(&(kind, tail)))
            || (kind == "cooperates" && triples.contains(&(tail, kind, head)));
        if there {
            hit += 1;
        } else {
            missed.push(relation.join("\t"));
        }
    }
    missed.sort_unstable();
    lists.missed_relations = missed;
    RelationsRecall { hit, gold: wanted.len(), r: share(hit, wanted.len()).map(round) }
}

/// Head, kind and tail of every edge under every name; and kind and tail, for `@`, the document.
type Triples<'graph> = BTreeSet<(&'graph str, &'graph str, &'graph str)>;
type Tails<'graph> = BTreeSet<(&'graph str, &'graph str)>;

fn found<'graph>(graph: &'graph GraphFile, lookup: &'graph Lookup) -> (Triples<'graph>, Tails<'graph>) {
    let (mut triples, mut tails) = (BTreeSet::new(), BTreeSet::new());
    for edge in &graph.edges {
        let (Some(heads), Some(ends)) = (lookup.names(&edge.source), lookup.names(&edge.target)) else {
            continue;
        };
        for tail in ends {
            tails.insert((edge.kind.as_str(), tail.as_str()));
            for head in heads {
                triples.insert((head.as_str(), edge.kind.as_str(), tail.as_str()));
            }
        }
    }
    (triples, tails)
}
