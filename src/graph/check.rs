//! Every invariant of the graph as a function. Runs in every test that builds one.

use super::PolicyGraph;
use std::collections::BTreeSet;

/// Kinds of node that the contract names.
pub(super) const NODE_KINDS: &[&str] = &[
    "source",
    "article",
    "section",
    "theme",
    "point",
    "person",
    "organization",
    "place",
    "post",
    "event",
    "document",
    "programme",
    "technology",
    "date",
    "quantity",
    "term",
];

/// Kinds of edge that the contract names.
pub(super) const EDGE_KINDS: &[&str] = &[
    "contains",
    "mentions",
    "states",
    "has_theme",
    "leads",
    "supports",
    "responsible_for",
    "acts",
    "acts_on",
    "due",
    "has_target",
    "means",
    "aims_at",
    "title",
    "holds",
    "part_of",
    "located_in",
    "dated",
    "instance_of",
    "member_of",
    "cites",
    "issued",
    "cooperates",
    "visits",
    "attends",
    "repeats",
    "uses_instrument",
    "co_occurs",
];

/// What is wrong with a graph; empty when nothing is.
pub fn check(graph: &PolicyGraph) -> Vec<String> {
    let mut faults = Vec::new();
    let sources: BTreeSet<&str> = graph.sources().map(|source| source.id.as_str()).collect();
    let mut check_evidence = |owner: &str, evidence: &[crate::model::Evidence]| {
        for one in evidence {
            let length: u32 = one.spans.iter().map(|span| span.end.saturating_sub(span.start)).sum();
            if !sources.contains(one.source.as_str()) {
                faults.push(format!("{owner}: evidence names no known source"));
            }
            if one.spans.is_empty()
                || one.spans.iter().any(|span| span.start >= span.end)
                || one.spans.windows(2).any(|two| two[0].end > two[1].start)
            {
                faults.push(format!("{owner}: evidence without a place, or places out of order"));
            }
            if length as usize != one.quote.chars().count() {
                faults.push(format!("{owner}: the quote is not as long as its place"));
            }
        }
    };
    for node in graph.nodes() {
        check_evidence(&node.id, &node.evidence);
    }
    let edges = graph.edges();
    for view in &edges {
        check_evidence(&view.edge.id, &view.edge.evidence);
    }
    let mut ids = BTreeSet::new();
    for node in graph.nodes() {
        if node.evidence.is_empty() && node.kind != "theme" {
            faults.push(format!("{}: a {} without evidence", node.id, node.kind));
        }
        if !NODE_KINDS.contains(&node.kind) {
            faults.push(format!("{}: unknown kind {}", node.id, node.kind));
        }
        if node.label.is_empty() {
            faults.push(format!("{}: no label", node.id));
        }
        ids.insert(node.id.as_str());
    }
    for view in &edges {
        if view.edge.evidence.is_empty() {
            faults.push(format!("{}: a {} without evidence", view.edge.id, view.edge.kind));
        }
        if !EDGE_KINDS.contains(&view.edge.kind) {
            faults.push(format!("{}: unknown kind {}", view.edge.id, view.edge.kind));
        }
        if !ids.contains(view.source) || !ids.contains(view.target) {
            faults.push(format!("{}: an end that is no node", view.edge.id));
        }
        let ends = ends_of(view.edge.kind);
        let kind_of = |id: &str| graph.node(id).map_or("", |node| node.kind);
        if !ends.0.is_empty() && !ends.0.contains(&kind_of(view.source)) || !ends.1.is_empty() && !ends.1.contains(&kind_of(view.target)) {
            faults.push(format!("{}: {} from {} to {}", view.edge.id, view.edge.kind, kind_of(view.source), kind_of(view.target)));
        }
    }
    faults
}

/// The kinds that an edge may join; empty for any.
fn ends_of(kind: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        "contains" => (&["source", "article", "section"], &["article", "section", "point"]),
        "states" => (&["person", "organization", "event", "place", "document"], &["point"]),
        "has_theme" | "uses_instrument" => (&["point", "source"], &["theme"]),
        "leads" | "supports" | "responsible_for" | "acts" => (&[], &["point"]),
        "due" => (&["point"], &["date", "term"]),
        "has_target" => (&["point"], &["quantity"]),
        "repeats" => (&["point"], &["point"]),
        "title" => (&["person"], &["post"]),
        "holds" => (&["person"], &["organization"]),
        "part_of" => (&["organization", "place"], &["organization", "place"]),
        "dated" => (&[], &["date"]),
        "located_in" => (&[], &["place"]),
        "visits" => (&["person"], &["place"]),
        "issued" => (&["organization"], &["document"]),
        "cites" => (&["source", "article", "document"], &["document"]),
        _ => (&[], &[]),
    }
}
