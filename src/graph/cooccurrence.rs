//! Which entities stand in one sentence more often than chance: edges `co_occurs`, on request only.
//!
//! The measure is Dunning's log-likelihood ratio (T. Dunning, “Accurate Methods for the Statistics of
//! Surprise and Coincidence”, Computational Linguistics 19(1), 1993), which holds for rare events too.

use super::PolicyGraph;
use super::build::Document;
use crate::model::{EntityType, Evidence, Span};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// The ratio that chance alone exceeds once in a thousand: χ² of one degree of freedom, p = 0.001.
pub const SIGNIFICANT: f64 = 10.83;

/// Two entities that met in fewer sentences have not shown anything.
const FEWEST: usize = 3;

/// How many sentences an edge quotes.
const QUOTED: usize = 3;

/// Adds the edges between the entities of a graph's documents. Dates, quantities and terms are left out.
pub fn add_co_occurrences(graph: &mut PolicyGraph, documents: &[Document]) {
    let ordered: BTreeMap<&str, &Document> = documents.iter().map(|document| (document.source.id.as_str(), document)).collect();
    let mut alone: BTreeMap<&str, usize> = BTreeMap::new();
    let mut together: BTreeMap<(&str, &str), Vec<(&Document, Span)>> = BTreeMap::new();
    let mut sentences = 0;
    for document in ordered.into_values() {
        let mut named: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
        for entity in document.links.entities.values() {
            if matches!(entity.entity_type, EntityType::Date | EntityType::Quantity | EntityType::Term) {
                continue;
            }
            for sentence in entity.mentions.iter().filter_map(|(span, _)| document.segments.sentence_at(span.start())) {
                named.entry(sentence).or_default().insert(&entity.key);
            }
        }
        sentences += document.segments.sentences.len();
        for (sentence, keys) in named {
            for (index, &left) in keys.iter().enumerate() {
                *alone.entry(left).or_default() += 1;
                for &right in keys.iter().skip(index + 1) {
                    together.entry((left, right)).or_default().push((document, document.segments.sentences[sentence].span));
                }
            }
        }
    }
    for ((left, right), places) in together {
        let score = log_likelihood(places.len(), alone[left], alone[right], sentences);
        if places.len() < FEWEST || score < SIGNIFICANT {
            continue;
        }
        let evidence = places
            .iter()
            .take(QUOTED)
            .map(|(document, span)| Evidence::new(&document.source, &document.text, *span, "co-occurrence"))
            .collect();
        let properties = BTreeMap::from([
            ("measure".to_owned(), json!("log-likelihood")),
            ("score".to_owned(), json!((score * 100.0).round() / 100.0)),
            ("sentences".to_owned(), json!(places.len())),
        ]);
        graph.add_edge(left, right, "co_occurs", 0, properties, evidence);
    }
}

/// Dunning's ratio −2 log λ of two events that met `both` times; 0 where they met less often than by chance.
#[expect(clippy::cast_precision_loss, reason = "counts of sentences are far below 2^52")]
fn log_likelihood(both: usize, left: usize, right: usize, all: usize) -> f64 {
    let [both, left, right, all] = [both, left, right, all].map(|count| count as f64);
    if both * all <= left * right {
        return 0.0;
    }
    let part = |seen: f64, expected: f64| if seen > 0.0 { seen * (seen / expected).ln() } else { 0.0 };
    2.0 * (part(both, left * right / all)
        + part(left - both, left * (all - right) / all)
        + part(right - both, (all - left) * right / all)
        + part(all - left - right + both, (all - left) * (all - right) / all))
}

#[cfg(test)]
mod tests {
    use super::{SIGNIFICANT, log_likelihood};

    #[test]
    fn chance_is_not_significant_and_company_is() {
        assert!(log_likelihood(5, 50, 100, 1000) < SIGNIFICANT, "as often as chance has it");
        assert!(log_likelihood(1, 50, 100, 1000) < SIGNIFICANT, "less often");
        assert!(log_likelihood(10, 12, 11, 1000) > SIGNIFICANT);
        // 2 (10 ln 2.5 + 2 · 10 ln 0.625 + 70 ln 1.09375), by hand.
        assert!((log_likelihood(10, 20, 20, 100) - 12.07).abs() < 0.01);
    }
}
