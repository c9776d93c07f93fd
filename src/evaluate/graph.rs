//! graph.json as an evaluation reads it: only what is compared, and only the version it knows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::error::{EvaluateError, read_text};
use super::fold::fold;

/// The format that is read, and its version.
const FORMAT: (&str, u64) = ("yaodian-graph", 1);

/// A graph.json that was read and whose format was checked.
///
/// ```
/// use yaodian::evaluate::GraphFile;
/// let graph = GraphFile::parse(
///     r#"{"format": "yaodian-graph", "version": 1, "nodes": [], "edges": []}"#,
///     "empty.json",
/// )?;
/// assert!(graph.source_ids().is_empty());
/// # Ok::<(), yaodian::evaluate::EvaluateError>(())
/// ```
#[derive(Debug, Clone, Deserialize)]
pub struct GraphFile {
    #[serde(default)]
    sources: Vec<SourceRecord>,
    pub(crate) nodes: Vec<NodeRecord>,
    pub(crate) edges: Vec<EdgeRecord>,
}

#[derive(Debug, Clone, Deserialize)]
struct SourceRecord {
    id: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct NodeRecord {
    pub(crate) id: String,
    pub(crate) kind: String,
    pub(crate) label: String,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    #[serde(default)]
    pub(crate) properties: Map<String, Value>,
    #[serde(default)]
    pub(crate) evidence: Vec<EvidenceRecord>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EdgeRecord {
    pub(crate) source: String,
    pub(crate) target: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) evidence: Vec<EvidenceRecord>,
}

#[derive(Debug, Clone, Deserialize)]
pub(crate) struct EvidenceRecord {
    #[serde(default)]
    source: String,
    #[serde(default)]
    spans: Vec<SpanRecord>,
    #[serde(default)]
    pub(crate) quote: String,
    // A single span may also stand in the evidence itself.
    start: Option<usize>,
    end: Option<usize>,
}

/// Characters of the source text; end excluded.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct SpanRecord {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl GraphFile {
    /// Reads a graph.json.
    ///
    /// # Errors
    /// When the file cannot be read, is no JSON, or has another format or version.
    pub fn read(path: &Path) -> Result<Self, EvaluateError> {
        let text = read_text(path, "give the graph.json that `yaodian build` wrote")?;
        Self::parse(&text, &path.display().to_string())
    }

    /// Reads the text of a graph.json; `name` is what messages call it.
    ///
    /// # Errors
    /// When the text is no JSON, or has another format or version.
    pub fn parse(text: &str, name: &str) -> Result<Self, EvaluateError> {
        let value: Value = serde_json::from_str(text)
            .map_err(|error| EvaluateError::line(name, error.line(), error.to_string(), "build the graph again"))?;
        Self::from_value(value, name)
    }

    /// Takes a graph.json value; `name` is what messages call it.
    ///
    /// # Errors
    /// When the value has another format or version, or lacks what the format promises.
    pub fn from_value(value: Value, name: &str) -> Result<Self, EvaluateError> {
        let format = value.get("format").and_then(Value::as_str).unwrap_or("no format");
        let version = value.get("version").and_then(Value::as_u64).unwrap_or(0);
        if (format, version) != FORMAT {
            return Err(EvaluateError::file(
                name,
                format!("is {format} version {version}, expected {} version {}", FORMAT.0, FORMAT.1),
                "build the graph again with this version of yaodian",
            ));
        }
        serde_json::from_value(value).map_err(|error| EvaluateError::file(name, error.to_string(), "build the graph again"))
    }

    /// The ids of the sources that the graph was built from.
    pub fn source_ids(&self) -> Vec<&str> {
        self.sources.iter().map(|source| source.id.as_str()).collect()
    }

    /// The part of the graph that one source is evidence for. Themes, which have none, stay.
    #[must_use]
    pub fn of_source(&self, id: &str) -> Self {
        let mut part = self.clone();
        part.sources.retain(|source| source.id == id);
        for evidence in part.nodes.iter_mut().map(|node| &mut node.evidence).chain(part.edges.iter_mut().map(|edge| &mut edge.evidence)) {
            evidence.retain(|one| one.source == id);
        }
        part.nodes.retain(|node| node.kind == "theme" || !node.evidence.is_empty());
        part.edges.retain(|edge| !edge.evidence.is_empty());
        part
    }
}

impl NodeRecord {
    /// Label and aliases, folded.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        std::iter::once(&self.label).chain(&self.aliases).map(|name| fold(name)).collect()
    }

    /// A property as text; numbers are written out.
    pub(crate) fn property(&self, name: &str) -> Option<String> {
        match self.properties.get(name)? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    }
}

impl EvidenceRecord {
    pub(crate) fn spans(&self) -> Vec<SpanRecord> {
        match (self.start, self.end) {
            (Some(start), Some(end)) if self.spans.is_empty() => vec![SpanRecord { start, end }],
            _ => self.spans.clone(),
        }
    }
}

/// The graph with its nodes by id, its edges by their ends, and the folded names of each node.
pub(crate) struct Lookup<'graph> {
    nodes: BTreeMap<&'graph str, (&'graph NodeRecord, BTreeSet<String>)>,
    from: BTreeMap<&'graph str, Vec<&'graph EdgeRecord>>,
    into: BTreeMap<&'graph str, Vec<&'graph EdgeRecord>>,
}

impl<'graph> Lookup<'graph> {
    pub(crate) fn new(graph: &'graph GraphFile) -> Self {
        let nodes = graph.nodes.iter().map(|node| (node.id.as_str(), (node, node.names()))).collect();
        let mut from: BTreeMap<&str, Vec<&EdgeRecord>> = BTreeMap::new();
        let mut into: BTreeMap<&str, Vec<&EdgeRecord>> = BTreeMap::new();
        for edge in &graph.edges {
            from.entry(&edge.source).or_default().push(edge);
            into.entry(&edge.target).or_default().push(edge);
        }
        Self { nodes, from, into }
    }

    pub(crate) fn names(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.nodes.get(id).map(|(_, names)| names)
    }

    /// The nodes at the other end of the edges of these kinds that leave `id`.
    pub(crate) fn targets(&self, id: &str, kinds: &[&str]) -> Vec<&'graph NodeRecord> {
        self.others(self.from.get(id), kinds, |edge| &edge.target)
    }

    /// The nodes at the other end of the edges of these kinds that reach `id`.
    pub(crate) fn origins(&self, id: &str, kinds: &[&str]) -> Vec<&'graph NodeRecord> {
        self.others(self.into.get(id), kinds, |edge| &edge.source)
    }

    /// All folded names of these nodes.
    pub(crate) fn names_of(&self, nodes: &[&NodeRecord]) -> BTreeSet<&str> {
        nodes.iter().filter_map(|node| self.names(&node.id)).flat_map(|names| names.iter().map(String::as_str)).collect()
    }

    /// Codes of the themes of a scheme that a point has, in the order of the file. The default
    /// scheme `points` goes by the last part of the id, other schemes by the property `code`.
    pub(crate) fn themes(&self, point: &str, scheme: &str) -> Vec<String> {
        let default = scheme == "points";
        self.targets(point, &["has_theme"])
            .into_iter()
            .filter(|theme| match theme.property("scheme").as_deref() {
                None | Some("default") => default,
                Some(other) => other == scheme,
            })
            .map(|theme| {
                if default {
                    theme.id.rsplit(':').next().unwrap_or(&theme.id).to_owned()
                } else {
                    theme.property("code").unwrap_or_default()
                }
            })
            .collect()
    }

    fn others(
        &self,
        edges: Option<&Vec<&'graph EdgeRecord>>,
        kinds: &[&str],
        end: impl Fn(&'graph EdgeRecord) -> &'graph String,
    ) -> Vec<&'graph NodeRecord> {
        edges
            .into_iter()
            .flatten()
            .filter(|edge| kinds.contains(&edge.kind.as_str()))
            .filter_map(|edge| self.nodes.get(end(edge).as_str()).map(|(node, _)| *node))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_version_is_refused_with_a_remedy() {
        let error = GraphFile::parse(r#"{"format":"yaodian-graph","version":2}"#, "a.json").unwrap_err();
        assert!(error.to_string().contains("version 2, expected yaodian-graph version 1"));
        let error = GraphFile::parse("{", "a.json").unwrap_err();
        assert!(error.to_string().starts_with("a.json:1: "), "{error}");
    }

    #[test]
    fn a_part_keeps_what_its_source_is_evidence_for() {
        let graph = GraphFile::parse(
            r#"{"format":"yaodian-graph","version":1,"sources":[{"id":"a"},{"id":"b"}],
            "nodes":[
              {"id":"theme:cap:6","kind":"theme","label":"Education"},
              {"id":"n1","kind":"place","label":"中國","evidence":[
                {"source":"a","spans":[{"start":0,"end":2}],"quote":"中國"},
                {"source":"b","spans":[{"start":5,"end":7}],"quote":"中國"}]},
              {"id":"n2","kind":"place","label":"香港","evidence":[{"source":"b","start":1,"end":3,"quote":"香港"}]}],
            "edges":[]}"#,
            "two.json",
        )
        .unwrap();
        let part = graph.of_source("a");
        let ids: Vec<&str> = part.nodes.iter().map(|node| node.id.as_str()).collect();
        assert_eq!(ids, vec!["theme:cap:6", "n1"]);
        assert_eq!(part.nodes[1].evidence.len(), 1);
        assert_eq!(graph.nodes[2].evidence[0].spans()[0].end, 3);
    }
}
