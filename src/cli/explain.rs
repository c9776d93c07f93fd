//! `yaodian explain`: a node with its evidence in context, the rule that found it, the parts that it
//! inherited and where from, its themes with their cues, and the edges around it.

use super::args::Explain;
use super::graph_file::{Edge, Evidence, GraphFile, Node};
use super::paint::{Paint, plain, thousands};
use super::report::Reporter;
use super::{Status, documents, files, inputs};
use anyhow::{Result, bail};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{self, Write};
use yaodian::model::Source;
use yaodian::normalize::fold;

/// Pieces of evidence, and edges of a kind, that are shown of one node.
const SHOWN: usize = 12;

/// Runs the command.
pub(super) fn run(options: &Explain, reporter: &Reporter) -> Result<Status> {
    let (graph, sources) = graph_and_sources(options, reporter)?;
    let found = search(&graph, &options.query);
    if found.is_empty() {
        bail!("nothing in the graph is called '{}' · hint: give an id, or other words of a label or quote", options.query);
    }
    let labels = graph.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let explanation = Explanation { graph: &graph, nodes: labels, sources: &sources, paint: reporter.paint() };
    files::to_stdout(&mut |out| {
        for node in found.iter().take(options.limit.max(1)) {
            explanation.node(node, out)?;
        }
        match found.len().saturating_sub(options.limit.max(1)) {
            0 => Ok(()),
            more => writeln!(out, "{} more match; name one by its id, or raise --limit", thousands(more)),
        }
    })?;
    Ok(reporter.status())
}

/// The graph, built or read, and the texts that stand behind it, by id.
fn graph_and_sources(options: &Explain, reporter: &Reporter) -> Result<(GraphFile, BTreeMap<String, Source>)> {
    let Some(path) = &options.graph else {
        let pipeline = documents::pipeline(&options.reading)?;
        let documents = documents::documents(&options.inputs, &options.reading, &pipeline, reporter)?;
        let graph = GraphFile::of(&pipeline.graph_of(&documents))?;
        return Ok((graph, documents.into_iter().map(|document| (document.source.id.clone(), document.source)).collect()));
    };
    let graph = GraphFile::read(path)?;
    let read = inputs::read_options(&options.reading);
    let mut sources = BTreeMap::new();
    for input in inputs::collect(&options.inputs, reporter) {
        match inputs::read_one(&input, &read) {
            Ok(source) if graph.sources.iter().any(|known| known.id == source.id) => {
                sources.insert(source.id.clone(), source);
            }
            Ok(source) => bail!("{} is no source of this graph · hint: give the text that it was built from", source.path),
            Err(diagnostic) => reporter.tell(&diagnostic),
        }
    }
    Ok((graph, sources))
}

/// When a name is valid, in words.
fn period(from: &str, until: &str) -> String {
    match (from, until) {
        ("", until) => format!("until {until}"),
        (from, "") => format!("since {from}"),
        (from, until) => format!("from {from} until {until}"),
    }
}

/// The node of that id; else the nodes whose names or quotes hold the words, the best first.
fn search<'a>(graph: &'a GraphFile, query: &str) -> Vec<&'a Node> {
    if let Some(node) = graph.nodes.iter().find(|node| node.id == query) {
        return vec![node];
    }
    let key = |words: &str| fold(words).to_lowercase().split_whitespace().collect::<String>();
    let words = key(query);
    if words.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(u8, &Node)> = Vec::new();
    for node in &graph.nodes {
        let names: Vec<String> = std::iter::once(&node.label).chain(&node.aliases).map(|name| key(name)).collect();
        let rank = if names.contains(&words) {
            0
        } else if names.iter().any(|name| name.contains(&words)) {
            if node.kind == "point" { 2 } else { 1 }
        } else if node.evidence.iter().any(|place| key(&place.quote).contains(&words)) {
            3
        } else {
            continue;
        };
        found.push((rank, node));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, node)| node).collect()
}

struct Explanation<'a> {
    graph: &'a GraphFile,
    nodes: BTreeMap<&'a str, &'a Node>,
    sources: &'a BTreeMap<String, Source>,
    paint: Paint,
}

impl Explanation<'_> {
    fn node(&self, node: &Node, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{}  {}  {}", self.paint.strong(&plain(&node.label)), node.kind, self.paint.faint(&node.id))?;
        if !node.aliases.is_empty() {
            writeln!(out, "  also called: {}", plain(&node.aliases.join(" · ")))?;
        }
        self.properties(node, out)?;
        for place in node.evidence.iter().take(SHOWN) {
            self.place(place, out)?;
        }
        self.more(node.evidence.len(), "places", out)?;
        self.edges(node, out)?;
        writeln!(out)
    }

    /// Plain properties in one paragraph; what was inherited, and why names were linked, in words.
    fn properties(&self, node: &Node, out: &mut dyn Write) -> io::Result<()> {
        for (name, value) in &node.properties {
            match (name.as_str(), value) {
                ("inherited", Value::Object(parts)) => {
                    for (part, origin) in parts {
                        let from = origin.get("from").map(words).unwrap_or_default();
                        let place = origin.get("start").and_then(Value::as_u64).and_then(|start| self.line_of(node, start as usize));
                        let place = place.map(|line| format!(", line {line}")).unwrap_or_default();
                        writeln!(out, "  {part}: inherited from {}{place}", self.paint.mark(&plain(&from)))?;
                    }
                }
                ("linked_by", Value::Object(forms)) => {
                    for (form, rule) in forms {
                        writeln!(out, "  {} is the same by the rule {}", plain(form), words(rule))?;
                    }
                }
                ("known_by", sign) => {
                    writeln!(
                        out,
                        "  one person where the name goes with {}, by the rule post-or-body",
                        self.paint.mark(&plain(&words(sign)))
                    )?;
                }
                // When the name means this.
                ("from" | "until", _) if node.properties.contains_key("name") => {}
                ("labels", _) => {}
                _ => writeln!(out, "  {name}: {}", plain(&words(value)))?,
            }
        }
        let year = |bound: &str| node.properties.get(bound).map(words).unwrap_or_default();
        let (from, until) = (year("from"), year("until"));
        if node.properties.contains_key("name") && !(from.is_empty() && until.is_empty()) {
            writeln!(out, "  these names mean it {}", plain(&period(&from, &until)))?;
        }
        Ok(())
    }

    fn line_of(&self, node: &Node, start: usize) -> Option<usize> {
        let source = node.evidence.first().and_then(|place| self.sources.get(&place.source))?;
        Some(source.line_column(start).0)
    }

    /// The lines of the evidence with the span marked; the quote and the offsets when the text is not at hand.
    fn place(&self, place: &Evidence, out: &mut dyn Write) -> io::Result<()> {
        let (start, end) = ends(place);
        let Some(source) = self.sources.get(&place.source) else {
            let path = self.graph.sources.iter().find(|source| source.id == place.source).map_or("", |source| source.path.as_str());
            return writeln!(out, "  {path} characters {start}–{end}, rule {}: {}", place.rule, self.paint.span(&plain(&place.quote)));
        };
        let (line, column) = source.line_column(start);
        writeln!(out, "  {}  rule {}", self.paint.faint(&format!("{}:{line}:{column}", source.path)), place.rule)?;
        let mut at = start.saturating_sub(column - 1);
        while at < end {
            let stop = (at..source.chars.len()).find(|place| source.chars[*place] == '\n').unwrap_or(source.chars.len());
            writeln!(out, "    {}", self.marked(source, place, at, stop))?;
            at = stop + 1;
        }
        Ok(())
    }

    /// One line of the source with what the evidence covers marked.
    fn marked(&self, source: &Source, place: &Evidence, start: usize, stop: usize) -> String {
        let mut shown = String::new();
        let mut at = start;
        for span in &place.spans {
            let (from, to) = (span.start.max(at), span.end.min(stop));
            if from < to {
                shown.push_str(&plain(&source.slice(at, from)));
                shown.push_str(&self.paint.span(&plain(&source.slice(from, to))));
                at = to;
            }
        }
        shown + &plain(&source.slice(at, stop))
    }

    fn edges(&self, node: &Node, out: &mut dyn Write) -> io::Result<()> {
        let mut groups: BTreeMap<(bool, &str), Vec<&Edge>> = BTreeMap::new();
        for edge in &self.graph.edges {
            if edge.source == node.id {
                groups.entry((true, &edge.kind)).or_default().push(edge);
            } else if edge.target == node.id {
                groups.entry((false, &edge.kind)).or_default().push(edge);
            }
        }
        for ((leaves, kind), edges) in groups {
            for edge in edges.iter().take(SHOWN) {
                let other = if leaves { &edge.target } else { &edge.source };
                let label = self.nodes.get(other.as_str()).map_or(other.as_str(), |node| node.label.as_str());
                let arrow = if leaves { format!("─{kind}→") } else { format!("←{kind}─") };
                let mut facts: Vec<String> = edge.properties.iter().map(|(name, value)| format!("{name} {}", words(value))).collect();
                facts.extend(edge.evidence.first().map(|place| format!("rule {}", place.rule)));
                writeln!(out, "  {} {}  {}", self.paint.mark(&arrow), plain(label), self.paint.faint(&plain(&facts.join(", "))))?;
            }
            self.more(edges.len(), kind, out)?;
        }
        Ok(())
    }

    fn more(&self, number: usize, what: &str, out: &mut dyn Write) -> io::Result<()> {
        match number.saturating_sub(SHOWN) {
            0 => Ok(()),
            more => writeln!(out, "  {}", self.paint.faint(&format!("… and {more} more {what}"))),
        }
    }
}

fn ends(place: &Evidence) -> (usize, usize) {
    (place.spans.first().map_or(0, |span| span.start), place.spans.last().map_or(0, |span| span.end))
}

/// A value as a person writes it.
fn words(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join("、"),
        other => other.to_string(),
    }
}
