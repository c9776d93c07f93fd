//! What an article is called: its headline, the title of an official document, or how it opens.

use super::build::{One, shorten};
use crate::model::{EntityType, Evidence, Span};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// An article without headline is called by so many characters of its opening.
const OPENING: usize = 32;

/// A headline without the marks of Markdown.
fn headline(line: &str) -> String {
    line.trim_start_matches('#').trim().to_owned()
}

impl One<'_> {
    /// Adds the articles; gives their ids and the title of the first.
    pub(super) fn articles(&mut self, source_id: &str) -> (Vec<String>, String) {
        let document = self.document;
        let segments = &document.segments;
        let whole = segments.blocks.iter().map(|block| block.span).reduce(Span::cover).unwrap_or(Span::new(0, 0));
        let mut ids = Vec::new();
        let mut title = String::new();
        let mut first = None;
        let mut labels = Vec::new();
        for (index, article) in segments.articles.iter().enumerate() {
            let spans: Vec<Span> = article.blocks.iter().map(|block| segments.blocks[*block].span).collect();
            let Some(&start) = spans.first() else {
                ids.push(String::new());
                labels.push((String::new(), Span::new(0, 0)));
                continue;
            };
            let headlines = self.headlines(index);
            let head = headlines.first().copied();
            let label = match head {
                Some(_) => {
                    let mut lines: Vec<String> = headlines.iter().map(|line| headline(&document.text.slice(self.named(*line)))).collect();
                    // A saved page may say its title twice, once with more words.
                    let all = lines.clone();
                    let mut seen = BTreeSet::new();
                    lines.retain(|line| {
                        !all.iter().any(|other| other != line && other.contains(line.as_str())) && seen.insert(line.clone())
                    });
                    lines.join(" / ")
                }
                // 各位代表： 同志们！
                None if document.text.slice(start).ends_with(['：', ':', '！', '!']) => document.source.path.clone(),
                None => shorten(&headline(&document.text.slice(start)), OPENING),
            };
            first.get_or_insert(start);
            if title.is_empty() {
                title = label.clone();
            }
            ids.push(self.node_id("article", start));
            labels.push((label, head.unwrap_or(start)));
        }
        let shown = if title.is_empty() { document.source.path.clone() } else { title.clone() };
        let evidence = self.evidence(first.unwrap_or(Span::new(whole.start(), whole.start() + 1)), "document");
        let properties = BTreeMap::from([
            ("path".to_owned(), json!(document.source.path)),
            ("language".to_owned(), json!(document.source.language.tag())),
            ("script".to_owned(), json!(document.source.script.code())),
        ]);
        self.node(source_id.to_owned(), "source", shown, properties, vec![evidence]);
        for (index, (label, head)) in labels.into_iter().enumerate() {
            if ids[index].is_empty() {
                continue;
            }
            let headlines = self.headlines(index);
            let lines: Vec<Evidence> = if headlines.is_empty() {
                vec![self.evidence(head, "lead")]
            } else {
                headlines.into_iter().map(|line| self.evidence(line, "headline")).collect()
            };
            let id = ids[index].clone();
            self.node(id.clone(), "article", label, BTreeMap::from([("order".to_owned(), json!(index + 1))]), lines.clone());
            if let Some(line) = lines.into_iter().next() {
                self.plain_edge(source_id, &id, "contains", line);
            }
        }
        (ids, title)
    }

    /// A headline without the number of the document behind it.
    fn named(&self, line: Span) -> Span {
        self.document.extracts.titles.iter().find(|title| title.line() == line).map_or(line, |title| title.name)
    }

    /// The headlines of an article; who passed or issued it, and when, is none, nor what the page says before its title.
    fn headlines(&self, article: usize) -> Vec<Span> {
        let segments = &self.document.segments;
        let lines = segments.articles[article].headlines.iter().map(|block| segments.blocks[*block].span);
        let lines: Vec<Span> = lines.filter(|line| !self.document.extracts.history.contains(line)).collect();
        let first = lines.iter().position(|line| self.titled(*line)).unwrap_or(0);
        let heads = lines[first..].iter().take_while(|line| self.heads_page(**line)).count();
        // Where nothing else stands over an article, the head of the page does.
        lines[if first + heads < lines.len() { first + heads } else { first }..].to_vec()
    }

    /// A8 要聞; 2026年5月9日 星期六: the number and the date of a newspaper page.
    fn heads_page(&self, line: Span) -> bool {
        let key = self.document.text.key(line);
        let numbered = matches!(key, [section, number, ..] if section.is_ascii_uppercase() && number.is_ascii_digit());
        let dated = self.document.text.find(line, "星期").is_some() && key.contains(&'年');
        numbered && key.len() <= 12 || dated && key.len() <= 30
    }

    /// The line is the title of an official document, or opens with its number: Executive Order 14164.
    fn titled(&self, line: Span) -> bool {
        let opens = |(span, _, kind): &(Span, &str, EntityType)| {
            span.start() == line.start()
                && *kind == EntityType::Document
                && self.document.text.key(*span).last().is_some_and(char::is_ascii_digit)
        };
        self.document.extracts.titles.iter().any(|title| title.line() == line) || self.places.iter().any(opens)
    }
}
