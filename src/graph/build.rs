//! Documents → graph. A merge keyed by ids that come from content: the order of the documents, and
//! how many threads read them, change nothing.

use super::{Node, PolicyGraph, SourceRecord, join_names};
use crate::extract::{Argument, CITATIONS, Extracts, RelationKind, repeats};
use crate::link::Links;
use crate::model::{Basis, EntityType, Evidence, Segments, Source, Span, Text, ThemeAssignment};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One document with everything that was found in it.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub source: Source,
    /// Its normalized text.
    pub text: Text,
    /// Its divisions.
    pub segments: Segments,
    /// Mentions, by entity.
    pub links: Links,
    /// Points and relations.
    pub extracts: Extracts,
    /// Themes of the document as a whole.
    pub themes: Vec<ThemeAssignment>,
    /// ISO 8601 date of the document; empty when the text says none.
    pub date: String,
}

impl Document {
    /// Nothing but page furniture: no text is left that a graph could point to.
    pub fn is_blank(&self) -> bool {
        self.segments.blocks.is_empty()
    }
}

/// What names a theme: scheme, code, and its labels in zh-Hant, zh-Hans and English.
pub(super) type ThemeLabels<'a> = dyn Fn(&str, &str) -> Option<[String; 3]> + 'a;

/// Builds the graph of a set of documents. Documents of the same text count once, blank ones not at all.
pub fn build(documents: &[Document], codebook: &str, labels: &ThemeLabels<'_>) -> PolicyGraph {
    let mut graph = PolicyGraph { codebook: codebook.to_owned(), ..PolicyGraph::default() };
    let mut ordered: Vec<&Document> = documents.iter().filter(|document| !document.is_blank()).collect();
    ordered.sort_by(|left, right| (&left.source.id, &left.source.path).cmp(&(&right.source.id, &right.source.path)));
    ordered.dedup_by(|left, right| left.source.id == right.source.id);
    let mut statements: Vec<(String, String, Evidence)> = Vec::new();
    for document in ordered {
        let one = One { document, graph: &mut graph, labels, places: places(document) };
        statements.extend(one.add());
    }
    let words: Vec<String> = statements.iter().map(|(_, words, _)| words.clone()).collect();
    for repeat in repeats(&words) {
        let (again, _, evidence) = &statements[repeat.again];
        let (first, _, origin) = &statements[repeat.first];
        let properties = BTreeMap::from([("likeness".to_owned(), json!((repeat.likeness * 1000.0).round() / 1000.0))]);
        graph.add_edge(again, first, "repeats", 0, properties, vec![evidence.clone(), origin.clone()]);
    }
    graph
}

pub(super) struct One<'a> {
    pub(super) document: &'a Document,
    pub(super) graph: &'a mut PolicyGraph,
    labels: &'a ThemeLabels<'a>,
    /// Every mention by its place: where, key, type.
    pub(super) places: Vec<(Span, &'a str, EntityType)>,
}

impl One<'_> {
    pub(super) fn evidence(&self, span: Span, rule: &str) -> Evidence {
        Evidence::new(&self.document.source, &self.document.text, span, rule)
    }

    pub(super) fn node_id(&self, kind: &str, span: Span) -> String {
        let evidence = self.evidence(span, "");
        format!("{kind}:{}:{}-{}", self.document.source.id.trim_start_matches("doc:"), evidence.start(), evidence.end())
    }

    pub(super) fn node(
        &mut self,
        id: String,
        kind: &'static str,
        label: String,
        properties: BTreeMap<String, Value>,
        evidence: Vec<Evidence>,
    ) {
        self.graph.add_node(Node { id, kind, label, aliases: Vec::new(), properties, evidence });
    }

    pub(super) fn plain_edge(&mut self, source: &str, target: &str, kind: &'static str, evidence: Evidence) {
        self.graph.add_edge(source, target, kind, 0, BTreeMap::new(), vec![evidence]);
    }

    /// Adds the document; gives its points with the words that repeats are found by.
    fn add(mut self) -> Vec<(String, String, Evidence)> {
        let document = self.document;
        let source_id = document.source.id.clone();
        let (articles, title) = self.articles(&source_id);
        self.graph.add_source(SourceRecord {
            id: source_id.clone(),
            path: document.source.path.clone(),
            sha256: document.source.sha256.clone(),
            length: document.source.chars.len(),
            language: document.source.language.tag().to_owned(),
            script: document.source.script.code().to_owned(),
            title,
            date: document.date.clone(),
        });
        let sections = self.sections(&articles);
        self.entities();
        for theme in &document.themes {
            self.theme_edge(&source_id, theme, Span::new(0, document.segments.blocks.first().map_or(0, |block| block.span.end())), 0);
        }
        let mut statements = Vec::new();
        let mut previous: Option<(usize, String)> = None;
        for point in &document.extracts.points {
            let id = self.point(point, &articles, &sections);
            let evidence = self.evidence(point.span, "repeats");
            let words = crate::extract::comparable(&document.text.key_slice(point.span), point);
            // A clause of result behind a directive: what it is for.
            if let Some((sentence, before)) = &previous {
                let purpose = ["助力", "促进", "确保", "以便", "带动", "增强", "实现", "为"]
                    .iter()
                    .any(|word| document.text.starts_with(point.span.start(), word));
                if *sentence == point.sentence && purpose {
                    let evidence = self.evidence(point.span, "result-clause");
                    let before = before.clone();
                    self.plain_edge(&before, &id, "aims_at", evidence);
                }
            }
            previous = Some((point.sentence, id.clone()));
            statements.push((id, words, evidence));
        }
        self.mentions(&articles);
        self.relations(&source_id);
        statements
    }

    fn sections(&mut self, articles: &[String]) -> Vec<String> {
        let document = self.document;
        let segments = &document.segments;
        let mut ids: Vec<String> = Vec::new();
        for section in &segments.sections {
            let span = section.title;
            let id = self.node_id("section", span);
            let evidence = self.evidence(span, "heading");
            let properties = BTreeMap::from([
                ("level".to_owned(), json!(section.level)),
                ("role".to_owned(), json!(format!("{:?}", section.role).to_lowercase())),
            ]);
            self.node(id.clone(), "section", shorten(&document.text.slice(span), 60), properties, vec![evidence.clone()]);
            let parent = section
                .parent
                .and_then(|parent| ids.get(parent).cloned())
                .or_else(|| articles.get(section.article).cloned())
                .unwrap_or_default();
            self.plain_edge(&parent, &id, "contains", evidence);
            ids.push(id);
        }
        ids
    }

    fn entities(&mut self) {
        let document = self.document;
        for entity in document.links.entities.values() {
            let mut forms: Vec<(&String, usize)> = entity
                .surfaces
                .keys()
                .map(|surface| {
                    let shown = entity.mentions.iter().filter(|(_, rule)| *rule != "named-in-relation");
                    (surface, shown.filter(|(span, _)| document.text.slice(*span) == **surface).count())
                })
                .collect();
            // 本条例, 委员会 is what one text calls it.
            let own = |surface: &str| {
                surface.starts_with(['本', '該', '该']) || entity.surfaces.get(surface).is_some_and(|rule| *rule == "short-form")
            };
            let name = entity.properties.get("name").and_then(Value::as_str).unwrap_or_default();
            let official = |surface: &str| crate::normalize::fold(surface) == crate::normalize::fold(name);
            // 常务委员会 where the text has the whole name.
            let whole = entity.surfaces.keys().find(|surface| entity.entity_type == EntityType::Organization && official(surface));
            let own = |surface: &str| own(surface) || whole.is_some_and(|whole| whole != surface && whole.ends_with(surface));
            forms.sort_by(|left, right| {
                let named = own(left.0).cmp(&own(right.0));
                // Where nothing but relations name it, the name that official texts use.
                let official = official(right.0).cmp(&official(left.0));
                named
                    .then(right.1.cmp(&left.1))
                    .then(official)
                    .then(right.0.chars().count().cmp(&left.0.chars().count()))
                    .then(left.0.cmp(right.0))
            });
            let Some(mut label) = forms.first().map(|(surface, _)| (*surface).clone()) else { continue };
            let mut aliases = Vec::new();
            let mut properties = entity.properties.clone();
            // …的意见国办发〔2018〕129号: the number is not what it is called.
            let title = document.extracts.titles.iter().find(|title| document.text.slice(title.line()) == label);
            if let Some((title, number)) = title.and_then(|title| Some((title, title.number?))) {
                aliases.push(std::mem::replace(&mut label, document.text.slice(title.name)));
                properties.insert("number".to_owned(), json!(document.text.slice(number)));
            }
            // 本条例第四条: the act has a name.
            if own(&label) && whole.is_none() && !name.is_empty() {
                aliases.push(std::mem::replace(&mut label, name.to_owned()));
            }
            join_names(&mut label, &mut aliases, forms.iter().skip(1).map(|(surface, _)| (*surface).clone()));
            let merged: BTreeMap<&String, &&str> = entity.surfaces.iter().filter(|(_, rule)| **rule != "same-words").collect();
            if !merged.is_empty() {
                properties.insert("linked_by".to_owned(), json!(merged));
            }
            // 国务院办公厅 inside the title is part of another name; it is evidence where there is no other.
            let mut spans = entity.mentions.clone();
            if spans.iter().any(|(_, rule)| *rule != "named-in-relation") {
                spans.retain(|(_, rule)| *rule != "named-in-relation");
            }
            spans.sort();
            let evidence = spans.iter().map(|(span, rule)| self.evidence(*span, rule)).collect();
            self.graph.add_node(Node { id: entity.key.clone(), kind: entity.entity_type.id(), label, aliases, properties, evidence });
        }
    }

    pub(super) fn theme_edge(&mut self, from: &str, theme: &ThemeAssignment, span: Span, rank: usize) {
        let id = format!("theme:{}:{}", theme.scheme, theme.code);
        if self.graph.node(&id).is_none() {
            let [hant, hans, english] =
                (self.labels)(&theme.scheme, &theme.code).unwrap_or([theme.code.clone(), theme.code.clone(), theme.code.clone()]);
            let properties = BTreeMap::from([
                ("scheme".to_owned(), json!(theme.scheme)),
                ("code".to_owned(), json!(theme.code)),
                ("labels".to_owned(), json!({"zh-Hant": hant, "zh-Hans": hans, "en": english})),
            ]);
            self.node(id.clone(), "theme", hant, properties, Vec::new());
        }
        let kind = if theme.scheme == "instruments" { "uses_instrument" } else { "has_theme" };
        let mut properties = BTreeMap::from([
            ("basis".to_owned(), json!(theme.basis.id())),
            ("score".to_owned(), json!((theme.score * 1000.0).round() / 1000.0)),
        ]);
        if !theme.cues.is_empty() {
            properties.insert("cues".to_owned(), json!(theme.cues));
        }
        let rule = match theme.basis {
            Basis::Declared => "declared-label",
            Basis::Heading => "theme-heading",
            Basis::Cue => "theme-cues",
        };
        let evidence = self.evidence(theme.from.unwrap_or(span), rule);
        self.graph.add_edge(from, &id, kind, rank, properties, vec![evidence]);
    }

    /// Every mention inside a span: key, place, type.
    pub(super) fn inside(&self, span: Span) -> Vec<(String, Span, EntityType)> {
        let first = self.places.partition_point(|(place, _, _)| place.start() < span.start());

        self.places[first..]
            .iter()
            .take_while(|(place, _, _)| place.start() < span.end())
            .filter(|(place, _, _)| span.contains(*place))
            .map(|(place, key, entity_type)| ((*key).to_owned(), *place, *entity_type))
            .collect()
    }

    pub(super) fn key_inside(&self, span: Span) -> Option<String> {
        EntityType::ALL.iter().find_map(|entity_type| self.document.links.key_of(span, *entity_type)).map(str::to_owned)
    }

    pub(super) fn key_exact(&self, span: Span) -> Option<String> {
        self.key_inside(span)
    }

    pub(super) fn key_typed(&self, span: Span, entity_type: EntityType) -> Option<String> {
        self.document
            .links
            .key_of(span, entity_type)
            .map(str::to_owned)
            .or_else(|| self.inside(span).into_iter().find(|(_, _, kind)| *kind == entity_type).map(|(key, _, _)| key))
    }

    /// Mentions outside points belong to their article.
    fn mentions(&mut self, articles: &[String]) {
        let document = self.document;
        for entity in document.links.entities.values() {
            for (span, rule) in &entity.mentions {
                let before = document.extracts.points.partition_point(|point| point.span.start() <= span.start());
                let inside = before.checked_sub(1).is_some_and(|at| document.extracts.points[at].span.contains(*span));
                let Some(block) = document.segments.block_at(span.start()) else { continue };
                if !inside && *rule != "named-in-relation" {
                    let article = articles[document.segments.blocks[block].article].clone();
                    let evidence = self.evidence(*span, "inside-article");
                    self.plain_edge(&article, &entity.key, "mentions", evidence);
                }
            }
        }
    }

    fn relations(&mut self, source_id: &str) {
        let document = self.document;
        let relations = &document.extracts.relations;
        for relation in relations {
            let key = |argument: &Argument| match argument {
                Argument::Document => Some(source_id.to_owned()),
                Argument::Name(span, entity_type) => document.links.key_of(*span, *entity_type).map(str::to_owned),
            };
            if let (Some(from), Some(to)) = (key(&relation.from), key(&relation.to))
                && from != to
            {
                let evidence = self.evidence(relation.span, relation.rule);
                let mut properties = BTreeMap::new();
                if relation.kind == RelationKind::Cites {
                    // Cited more than once: the strongest act names the edge.
                    let rules = relations.iter().filter(|other| other.kind == relation.kind && key(&other.to).as_ref() == Some(&to));
                    let kind = rules.filter_map(|other| CITATIONS.iter().position(|(rule, _)| *rule == other.rule)).min();
                    properties.extend(kind.map(|kind| ("kind".to_owned(), json!(CITATIONS[kind].1))));
                }
                self.graph.add_edge(&from, &to, relation.kind.id(), 0, properties, vec![evidence]);
            }
        }
    }
}

/// The mentions of a document in order.
fn places(document: &Document) -> Vec<(Span, &str, EntityType)> {
    let mut found: Vec<(Span, &str, EntityType)> = document
        .links
        .entities
        .values()
        .filter(|entity| entity.entity_type != EntityType::Term)
        .flat_map(|entity| {
            entity
                .mentions
                .iter()
                .filter(|(_, rule)| *rule != "named-in-relation")
                .map(move |(place, _)| (*place, entity.key.as_str(), entity.entity_type))
        })
        .collect();
    found.sort_unstable();
    found
}

pub(super) fn shorten(text: &str, length: usize) -> String {
    if text.chars().count() <= length { text.to_owned() } else { text.chars().take(length).chain(std::iter::once('…')).collect() }
}
