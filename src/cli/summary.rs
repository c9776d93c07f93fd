//! The summary after `yaodian build`: what a person wants to know before opening a file.

use super::paint::{Paint, column, fit, plain, thousands};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::Path;
use unicode_width::UnicodeWidthStr;
use yaodian::graph::{EdgeView, Node, PolicyGraph, SourceRecord};

/// Cells of a line.
const WIDTH: usize = 96;

/// Cells of the first column.
const NAMES: usize = 18;

/// With more documents than this, their articles are counted and not listed.
const FEW: usize = 3;

/// Lines of a list, names of a line.
const LINES: usize = 8;

/// What a run came to.
pub(super) struct Shown<'a> {
    /// The graph that was built.
    pub(super) graph: &'a PolicyGraph,
    /// Inputs that were left out, each with the reason.
    pub(super) left_out: &'a [String],
    /// Where the files are.
    pub(super) folder: &'a Path,
    /// Their names.
    pub(super) files: &'a [String],
}

/// Writes the summary.
pub(super) fn write(shown: &Shown<'_>, paint: Paint, out: &mut dyn Write) -> io::Result<()> {
    let edges = shown.graph.edges();
    let summary = Summary { graph: shown.graph, edges: &edges, paint };
    let homes = summary.homes();
    summary.sources(&homes, out)?;
    summary.articles(&homes, out)?;
    summary.points(out)?;
    summary.entities(out)?;
    if !shown.left_out.is_empty() {
        writeln!(out, "\n{}", paint.warn(&format!("{} left out", count(shown.left_out.len(), "input"))))?;
        for reason in shown.left_out.iter().take(LINES) {
            writeln!(out, "  {}", fit(&plain(reason), WIDTH))?;
        }
        more(out, shown.left_out.len(), LINES, "input")?;
    }
    writeln!(out, "\n{} {}  {}", paint.strong("Written"), shown.folder.display(), paint.faint(&shown.files.join("  ")))
}

struct Summary<'a> {
    graph: &'a PolicyGraph,
    edges: &'a [EdgeView<'a>],
    paint: Paint,
}

impl Summary<'_> {
    fn nodes(&self, kind: &str) -> Vec<&Node> {
        self.graph.nodes().filter(|node| node.kind == kind).collect()
    }

    /// How many points lie in each article and in each source, by its id.
    fn homes(&self) -> BTreeMap<&str, usize> {
        let inside: BTreeMap<&str, &str> =
            self.edges.iter().filter(|view| view.edge.kind == "contains").map(|view| (view.target, view.source)).collect();
        let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
        for point in self.nodes("point") {
            let mut home = inside.get(point.id.as_str()).copied();
            while let Some(id) = home {
                *homes.entry(id).or_default() += 1;
                home = inside.get(id).copied();
            }
        }
        homes
    }

    fn sources(&self, homes: &BTreeMap<&str, usize>, out: &mut dyn Write) -> io::Result<()> {
        let mut sources: Vec<&SourceRecord> = self.graph.sources().collect();
        sources.sort_by_key(|source| (&source.path, &source.id));
        if sources.len() > 1 {
            let characters: usize = sources.iter().map(|source| source.length).sum();
            writeln!(
                out,
                "{}  {}",
                self.paint.strong(&count(sources.len(), "document")),
                self.paint.faint(&format!("{} characters", thousands(characters)))
            )?;
        }
        for source in sources.iter().take(LINES) {
            let script = match source.script.as_str() {
                "Hant" => "Traditional Chinese",
                "Hans" => "Simplified Chinese",
                _ => "English",
            };
            let mut facts = vec![script.to_owned(), format!("{} characters", thousands(source.length))];
            facts.extend(Some(source.date.clone()).filter(|date| !date.is_empty()));
            let facts = facts.join(" · ");
            if sources.len() == 1 {
                writeln!(out, "{}  {}", self.paint.strong(&plain(&source.path)), self.paint.faint(&facts))?;
            } else {
                let points = count(homes.get(source.id.as_str()).copied().unwrap_or(0), "point");
                let shown = format!("{}  {}", column(&source.path, 30), column(&facts, WIDTH - 46));
                writeln!(out, "  {shown}  {}", self.paint.mark(&format!("{points:>12}")))?;
            }
        }
        more(out, sources.len(), LINES, "document")
    }

    /// Articles in the order of the text, each with the points below it; not where there are many documents.
    fn articles(&self, homes: &BTreeMap<&str, usize>, out: &mut dyn Write) -> io::Result<()> {
        let mut articles = self.nodes("article");
        articles.sort_by_key(|article| article.evidence.first().map(|place| (place.source.clone(), place.start())));
        writeln!(out, "\n{}", self.paint.strong(&count(articles.len(), "article")))?;
        if self.graph.sources().count() > FEW {
            return Ok(());
        }
        for article in articles.iter().take(2 * LINES) {
            let points = count(homes.get(article.id.as_str()).copied().unwrap_or(0), "point");
            writeln!(out, "  {}  {}", column(&article.label, WIDTH - 16), self.paint.mark(&format!("{points:>12}")))?;
        }
        more(out, articles.len(), 2 * LINES, "article")
    }

    fn points(&self, out: &mut dyn Write) -> io::Result<()> {
        let points = self.nodes("point");
        let repeats: BTreeSet<&str> = self.edges.iter().filter(|view| view.edge.kind == "repeats").map(|view| view.source).collect();
        let again = if repeats.is_empty() { String::new() } else { format!("  {} of them say again what another says", repeats.len()) };
        writeln!(out, "\n{}{}", self.paint.strong(&count(points.len(), "policy point")), self.paint.faint(&again))?;
        let property = |name: &str| -> Vec<String> {
            points.iter().filter_map(|point| point.properties.get(name)).filter_map(|value| value.as_str()).map(str::to_owned).collect()
        };
        self.line(out, "themes", &ranked(self.ends("has_theme", |id| id.starts_with("theme:points:"))))?;
        self.line(out, "modality", &ranked(property("modality")))?;
        self.line(out, "said by", &ranked(self.starts(&["states"])))?;
        self.line(out, "to be done by", &ranked(self.starts(&["leads", "responsible_for", "acts", "supports"])))?;
        self.line(out, "targets", &ranked(self.targets()))?;
        self.line(out, "deadlines", &ranked(self.ends("due", |_| true)))?;
        self.line(out, "instruments", &ranked(self.ends("uses_instrument", |_| true)))
    }

    fn entities(&self, out: &mut dyn Write) -> io::Result<()> {
        let kinds = ["person", "organization", "place", "post", "event", "document", "programme", "technology", "date", "quantity"];
        let total: usize = kinds.iter().map(|kind| self.nodes(kind).len()).sum();
        writeln!(
            out,
            "\n{}  {}",
            self.paint.strong(&count(total, "name")),
            self.paint.faint(&format!("{} between all nodes", count(self.edges.len(), "edge")))
        )?;
        for kind in kinds {
            let names: Vec<String> = self.nodes(kind).iter().flat_map(|node| node.evidence.iter().map(|_| node.label.clone())).collect();
            let nodes = self.nodes(kind).len();
            self.line(out, &format!("{kind} {nodes}"), &ranked(names))?;
        }
        Ok(())
    }

    /// Labels of the nodes that edges of a kind lead to.
    fn ends(&self, kind: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
        let found = self.edges.iter().filter(|view| view.edge.kind == kind && wanted(view.target));
        found.filter_map(|view| self.graph.node(view.target)).map(|node| node.label.clone()).collect()
    }

    /// Quantities to be reached, each behind what it measures.
    fn targets(&self) -> Vec<String> {
        let found = self.edges.iter().filter(|view| view.edge.kind == "has_target");
        let named = found.filter_map(|view| {
            Some((view.edge.properties.get("base").and_then(|base| base.as_str()).unwrap_or_default(), self.graph.node(view.target)?))
        });
        named.map(|(base, node)| format!("{base} {}", node.label).trim().to_owned()).collect()
    }

    /// Labels of the nodes that edges of some kinds come from.
    fn starts(&self, kinds: &[&str]) -> Vec<String> {
        let found = self.edges.iter().filter(|view| kinds.contains(&view.edge.kind));
        found.filter_map(|view| self.graph.node(view.source)).map(|node| node.label.clone()).collect()
    }

    /// `name   most frequent 12 · next 3 · …`, cut to the line.
    fn line(&self, out: &mut dyn Write, name: &str, ranked: &[(String, usize)]) -> io::Result<()> {
        if ranked.is_empty() {
            return Ok(());
        }
        let mut room = WIDTH - NAMES - 2;
        let mut parts = Vec::new();
        for (label, times) in ranked.iter().take(LINES) {
            let label = fit(&plain(label), 28);
            let part = if *times > 1 { format!("{label} {times}") } else { label.clone() };
            let cells = part.width() + 3;
            if cells > room {
                break;
            }
            room -= cells;
            parts.push(if *times > 1 { format!("{label} {}", self.paint.mark(&times.to_string())) } else { label });
        }
        if parts.len() < ranked.len() {
            parts.push(self.paint.faint("…"));
        }
        writeln!(out, "  {}{}", self.paint.faint(&column(name, NAMES)), parts.join(" · "))
    }
}

/// Labels with how often they occur, the most frequent first.
fn ranked(labels: Vec<String>) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for label in labels {
        *counts.entry(label).or_default() += 1;
    }
    let mut ranked: Vec<(String, usize)> = counts.into_iter().collect();
    ranked.sort_by(|left, right| right.1.cmp(&left.1).then_with(|| left.0.cmp(&right.0)));
    ranked
}

/// One article, two articles.
fn count(number: usize, name: &str) -> String {
    format!("{} {name}{}", thousands(number), if number == 1 { "" } else { "s" })
}

fn more(out: &mut dyn Write, number: usize, shown: usize, name: &str) -> io::Result<()> {
    if number > shown { writeln!(out, "  … and {}", count(number - shown, &format!("more {name}"))) } else { Ok(()) }
}
