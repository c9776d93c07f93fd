//! Policy points → nodes and the edges around them.

use super::build::{One, shorten};
use crate::model::{ActorRole, EntityType, PolicyPoint, Span};
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl One<'_> {
    pub(super) fn point(&mut self, point: &PolicyPoint, articles: &[String], sections: &[String]) -> String {
        let document = self.document;
        let (text, segments) = (&document.text, &document.segments);
        let id = self.node_id("point", point.span);
        let block = segments.sentences[point.sentence].block;
        let slice = |span: Span| text.slice(span);
        let slices = |spans: &[Span]| spans.iter().map(|span| slice(*span)).collect::<Vec<_>>();
        let evidence = self.evidence(point.span, point.rule);
        let (line, column) = document.source.line_column(evidence.start() as usize);
        let mut properties: BTreeMap<String, Value> = BTreeMap::from([
            ("modality".to_owned(), json!(point.modality.id())),
            ("strength".to_owned(), json!(point.modality.strength())),
            ("status".to_owned(), json!(point.status.id())),
            ("line".to_owned(), json!(line)),
            ("column".to_owned(), json!(column)),
        ]);
        let titles = segments.titles(block, point.span.start());
        let path: Vec<String> = titles.into_iter().map(|title| shorten(&slice(title), 30)).collect();
        if !path.is_empty() {
            properties.insert("section".to_owned(), json!(path));
        }
        if let Some(cue) = point.cue {
            properties.insert("cue".to_owned(), json!(slice(cue)));
        }
        if let Some(aim) = point.aim {
            properties.insert("aim".to_owned(), json!(slice(aim)));
        }
        if let Some(object) = point.object {
            properties.insert("object".to_owned(), json!(slice(object)));
        }
        let due = slices(&point.due);
        let targets: Vec<String> = point.targets.iter().map(|target| slice(target.span)).collect();
        for (name, values) in [
            ("objects", slices(&point.objects)),
            ("due", due),
            ("target", targets),
            ("condition", slices(&point.conditions)),
            ("means", slices(&point.means)),
            ("purpose", slices(&point.purposes)),
        ] {
            if !values.is_empty() {
                properties.insert(name.to_owned(), json!(values));
            }
        }
        if let Some(or_else) = point.or_else {
            properties.insert("or_else".to_owned(), json!(slice(or_else)));
        }
        if !point.inherited.is_empty() {
            let inherited: BTreeMap<&str, Value> = point
                .inherited
                .iter()
                .map(|part| {
                    let from = self.evidence(part.from, "");
                    (part.part, json!({"from": from.quote, "start": from.start(), "end": from.end()}))
                })
                .collect();
            properties.insert("inherited".to_owned(), json!(inherited));
        }
        self.node(id.clone(), "point", slice(point.span), properties, vec![evidence.clone()]);
        let home = segments.blocks[block]
            .section
            .map_or_else(|| articles[segments.blocks[block].article].clone(), |section| sections[section].clone());
        self.plain_edge(&home, &id, "contains", evidence);
        self.point_edges(point, &id);
        id
    }

    fn point_edges(&mut self, point: &PolicyPoint, id: &str) {
        let document = self.document;
        if let Some(speaker) = &point.speaker
            && let Some(key) = self.key_inside(speaker.span)
        {
            let mut properties = BTreeMap::new();
            if let Some(verb) = speaker.verb {
                properties.insert("verb".to_owned(), json!(document.text.slice(verb)));
            }
            let place = speaker.verb.map_or(speaker.span, |verb| {
                if verb.start() >= speaker.span.end() && verb.start() - speaker.span.end() < 40 {
                    speaker.span.cover(verb)
                } else {
                    speaker.span
                }
            });
            let evidence = vec![self.evidence(place, "speaker"), self.evidence(point.span, "speaker")];
            self.graph.add_edge(&key, id, "states", 0, properties, evidence);
        }
        for (rank, theme) in point.themes.iter().chain(&point.instruments).enumerate() {
            self.theme_edge(id, theme, point.span, rank);
        }
        for actor in &point.actors {
            let kind = match actor.role {
                ActorRole::Acts => "acts",
                ActorRole::Responsible => "responsible_for",
                ActorRole::Leads => "leads",
                ActorRole::Supports => "supports",
            };
            if let Some(key) = self.key_exact(actor.span) {
                let evidence = self.evidence(actor.span, "actor");
                self.plain_edge(&key, id, kind, evidence);
            }
        }
        for due in &point.due {
            let event = || document.links.key_of(*due, EntityType::Term).map(str::to_owned);
            if let Some(key) = self.key_typed(*due, EntityType::Date).or_else(event) {
                let evidence = self.evidence(*due, "due");
                self.plain_edge(id, &key, "due", evidence);
            }
        }
        for target in &point.targets {
            if let Some(key) = self.key_typed(target.span, EntityType::Quantity) {
                let mut properties = document.links.entities.get(&key).map(|entity| entity.properties.clone()).unwrap_or_default();
                properties.insert("change".to_owned(), json!(target.change));
                if let Some(base) = target.base {
                    properties.insert("base".to_owned(), json!(document.text.slice(base)));
                }
                let evidence = self.evidence(target.span, "target");
                self.graph.add_edge(id, &key, "has_target", 0, properties, vec![evidence]);
            }
        }
        let regions: [(&'static str, Vec<Span>); 3] =
            [("acts_on", point.object.into_iter().collect()), ("means", point.means.clone()), ("aims_at", point.purposes.clone())];
        for (kind, spans) in regions {
            for span in spans {
                for (key, place, entity_type) in self.inside(span) {
                    if matches!(
                        entity_type,
                        EntityType::Technology
                            | EntityType::Programme
                            | EntityType::Organization
                            | EntityType::Document
                            | EntityType::Place
                    ) {
                        let evidence = self.evidence(place, "part-of-statement");
                        self.plain_edge(id, &key, kind, evidence);
                    }
                }
            }
        }
        for (key, place, _) in self.inside(point.span) {
            let evidence = self.evidence(place, "inside-statement");
            self.plain_edge(id, &key, "mentions", evidence);
        }
    }
}
