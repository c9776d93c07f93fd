//! A point as a reader meets it: its node with what the edges around it say. The rows of the
//! tables, the lines of IG Script and the boxes of the concept map are all made from this.
//!
//! Statements come in the order of path and place; `number` counts them from 1 and is the 〔n〕 of a figure.

use crate::graph::{EdgeView, Node, PolicyGraph, SourceRecord};
use serde_json::Value;
use std::collections::BTreeMap;

/// Kinds of edge that name who is to do it, the lead first.
pub(super) const ROLES: &[&str] = &["leads", "responsible_for", "acts", "supports"];

/// Who is to do it, or who said it.
pub(super) struct Party<'a> {
    pub(super) label: &'a str,
    /// Kind of the edge.
    pub(super) role: &'static str,
    /// Verb of speech.
    pub(super) verb: String,
}

/// A quantity to be reached.
#[derive(Default)]
pub(super) struct Target {
    pub(super) text: String,
    pub(super) comparator: String,
    pub(super) value: Option<f64>,
    pub(super) unit: String,
    pub(super) change: String,
    pub(super) base: String,
}

/// A theme of the point.
pub(super) struct Theme<'a> {
    pub(super) scheme: &'a str,
    pub(super) code: &'a str,
    pub(super) basis: String,
}

/// A point with what its edges say.
pub(super) struct Statement<'a> {
    pub(super) number: usize,
    pub(super) node: &'a Node,
    pub(super) source: Option<&'a SourceRecord>,
    pub(super) article: &'a str,
    pub(super) speakers: Vec<Party<'a>>,
    pub(super) actors: Vec<Party<'a>>,
    pub(super) targets: Vec<Target>,
    pub(super) due_iso: Vec<String>,
    pub(super) themes: Vec<Theme<'a>>,
    pub(super) instruments: Vec<&'a str>,
    pub(super) repeats: Option<&'a str>,
}

impl Statement<'_> {
    /// The texts of a property: one, several or none.
    pub(super) fn texts(&self, property: &str) -> Vec<String> {
        texts(self.node.properties.get(property))
    }

    /// The first text of a property; empty when there is none.
    pub(super) fn text(&self, property: &str) -> String {
        self.texts(property).into_iter().next().unwrap_or_default()
    }

    /// Which parts were inherited from an earlier clause.
    pub(super) fn inherited(&self) -> Vec<String> {
        match self.node.properties.get("inherited") {
            Some(Value::Object(parts)) => parts.keys().cloned().collect(),
            other => texts(other),
        }
    }

    /// Whether a part was.
    pub(super) fn inherits(&self, part: &str) -> bool {
        self.inherited().iter().any(|one| one == part)
    }

    /// The words of the source.
    pub(super) fn quote(&self) -> &str {
        self.node.evidence.first().map_or(self.node.label.as_str(), |evidence| evidence.quote.as_str())
    }

    /// First character of the source; one past the last.
    pub(super) fn place(&self) -> (u32, u32) {
        self.node.evidence.first().map_or((0, 0), |evidence| (evidence.start(), evidence.end()))
    }

    /// Name of the file.
    pub(super) fn path(&self) -> &str {
        self.source.map_or("", |source| source.path.as_str())
    }
}

/// The texts of a value.
pub(super) fn texts(value: Option<&Value>) -> Vec<String> {
    match value {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => vec![text.clone()],
        Some(Value::Array(values)) => values.iter().flat_map(|value| texts(Some(value))).collect(),
        Some(other) => vec![other.to_string()],
    }
}

fn first(value: Option<&Value>) -> String {
    texts(value).into_iter().next().unwrap_or_default()
}

/// Every point of a graph, in the order of path and place.
pub(super) fn statements(graph: &PolicyGraph) -> Vec<Statement<'_>> {
    let sources: BTreeMap<&str, &SourceRecord> = graph.sources().map(|source| (source.id.as_str(), source)).collect();
    let mut found: Vec<Statement<'_>> =
        graph.nodes().filter(|node| node.kind == "point").map(|node| statement(graph, &sources, node)).collect();
    found.sort_by(|left, right| {
        (left.path(), source_id(left.node), left.place(), &left.node.id).cmp(&(
            right.path(),
            source_id(right.node),
            right.place(),
            &right.node.id,
        ))
    });
    for (index, one) in found.iter_mut().enumerate() {
        one.number = index + 1;
    }
    found
}

fn source_id(node: &Node) -> &str {
    node.evidence.first().map_or("", |evidence| evidence.source.as_str())
}

fn statement<'a>(graph: &'a PolicyGraph, sources: &BTreeMap<&str, &'a SourceRecord>, node: &'a Node) -> Statement<'a> {
    let mut one = Statement {
        number: 0,
        node,
        source: sources.get(source_id(node)).copied(),
        article: article(graph, &node.id),
        speakers: Vec::new(),
        actors: Vec::new(),
        targets: Vec::new(),
        due_iso: Vec::new(),
        themes: Vec::new(),
        instruments: Vec::new(),
        repeats: None,
    };
    let mut incoming = graph.edges_to(&node.id);
    incoming.sort_by_key(|view| (ROLES.iter().position(|role| *role == view.edge.kind), begin(view), view.source));
    for view in incoming {
        let Some(other) = graph.node(view.source) else { continue };
        let party = Party { label: &other.label, role: view.edge.kind, verb: first(view.edge.properties.get("verb")) };
        if view.edge.kind == "states" {
            one.speakers.push(party);
        } else if ROLES.contains(&view.edge.kind) {
            one.actors.push(party);
        }
    }
    let mut outgoing = graph.edges_from(&node.id);
    outgoing.sort_by_key(|view| (view.edge.kind, view.edge.rank, begin(view), view.target));
    for view in &outgoing {
        let Some(other) = graph.node(view.target) else { continue };
        match view.edge.kind {
            "due" => one.due_iso.extend(texts(other.properties.get("iso"))),
            "has_target" => one.targets.push(target(view, other)),
            "repeats" => one.repeats = Some(&other.id),
            "uses_instrument" => one.instruments.push(code(other)),
            "has_theme" => {
                one.themes.push(Theme { scheme: scheme(other), code: code(other), basis: first(view.edge.properties.get("basis")) });
            }
            _ => {}
        }
    }
    for text in one.texts("target") {
        if !one.targets.iter().any(|target| target.text == text) {
            one.targets.push(Target { text, ..Target::default() });
        }
    }
    one
}

fn begin(view: &EdgeView<'_>) -> u32 {
    view.edge.evidence.first().map_or(0, crate::model::Evidence::start)
}

fn target(view: &EdgeView<'_>, node: &Node) -> Target {
    let property = |name: &str| view.edge.properties.get(name).or_else(|| node.properties.get(name));
    Target {
        text: view.edge.evidence.first().map_or_else(|| node.label.clone(), |evidence| evidence.quote.clone()),
        comparator: first(property("comparator")),
        value: property("value").and_then(Value::as_f64),
        unit: first(property("unit")),
        change: first(property("change")),
        base: first(property("base")),
    }
}

/// Scheme of a theme.
pub(super) fn scheme(theme: &Node) -> &str {
    theme.properties.get("scheme").and_then(Value::as_str).or_else(|| theme.id.split(':').nth(1)).unwrap_or_default()
}

/// Code of a theme in its scheme.
pub(super) fn code(theme: &Node) -> &str {
    theme.properties.get("code").and_then(Value::as_str).or_else(|| theme.id.splitn(3, ':').nth(2)).unwrap_or_default()
}

/// Label of the article that a node stands in.
fn article<'a>(graph: &'a PolicyGraph, id: &str) -> &'a str {
    let mut at = id.to_owned();
    // As deep as headings can be nested; a loop of `contains` ends here too.
    for _ in 0..32 {
        let Some(parent) =
            graph.edges_to(&at).into_iter().find(|view| view.edge.kind == "contains").and_then(|view| graph.node(view.source))
        else {
            break;
        };
        if parent.kind == "article" {
            return &parent.label;
        }
        at.clone_from(&parent.id);
    }
    ""
}
