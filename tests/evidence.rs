//! The source text at the spans of an evidence is its quote, and every invariant of the graph holds
//! (invariants 5 to 7).

use crate::support::{files, outside, pages, pipeline, source};
use std::path::PathBuf;
use yaodian::graph::check;
use yaodian::model::{Evidence, Language};

fn sound(pages: &[PathBuf]) {
    for page in pages {
        let source = source(page);
        let chars = source.chars.clone();
        let id = source.id.clone();
        let graph = pipeline().graph(vec![source]);
        let faults = check(&graph);
        assert!(faults.is_empty(), "{}: {faults:#?}", page.display());
        let true_to_source = |owner: &str, evidence: &[Evidence]| {
            for place in evidence {
                assert_eq!(place.source, id, "{owner}");
                let there: String = place.spans.iter().flat_map(|span| &chars[span.start as usize..span.end as usize]).collect();
                assert_eq!(there, place.quote, "{}: {owner}", page.display());
            }
        };
        graph.nodes().for_each(|node| true_to_source(&node.id, &node.evidence));
        graph.edges().iter().for_each(|view| true_to_source(&view.edge.id, &view.edge.evidence));
    }
}

#[test]
fn quotes_are_the_source_text_on_own_pages() {
    sound(&pages());
}

#[test]
fn quotes_are_the_source_text_on_gold_pages() {
    if let Some(folder) = outside("gold/dev") {
        sound(&files(&folder, ".txt"));
    }
}

#[test]
fn quotes_are_the_source_text_on_official_documents() {
    if let Some(folder) = outside("data/policy-dev") {
        let all = files(&folder, ".txt");
        let sample: Vec<PathBuf> = all.iter().step_by(all.len().div_ceil(12).max(1)).cloned().collect();
        sound(&sample);
    }
}

#[test]
fn a_graph_of_all_pages_is_sound() {
    let graph = pipeline().graph(pages().iter().map(|page| source(page)).collect());
    assert_eq!(check(&graph), Vec::<String>::new());
    assert_eq!(graph.sources().count(), pages().len());
}

#[test]
fn parts_of_a_point_lie_in_its_sentence_or_are_inherited() {
    for page in pages() {
        let document = pipeline().read(source(&page));
        for point in &document.extracts.points {
            let own = document.segments.sentences[point.sentence].span;
            // A lead-in and its items are one statement in several lines.
            let listed = document.source.language == Language::English && own.range().contains(&point.span.start());
            let sentence = if listed { own.cover(point.span) } else { own };
            assert!(sentence.contains(point.span), "{}: {:?}", page.display(), document.text.slice(point.span));
            let targets = point.targets.iter().map(|target| target.span);
            let own = point.aim.into_iter().chain(point.object).chain(point.objects.iter().copied()).chain(targets);
            let more = point.conditions.iter().chain(&point.means).chain(&point.purposes).chain(&point.due).copied();
            for part in own.chain(more) {
                let inherited = point.inherited.iter().any(|inherited| inherited.from.contains(part) || part.contains(inherited.from));
                assert!(
                    sentence.contains(part) || inherited,
                    "{}: {:?} has the part {:?}",
                    page.display(),
                    document.text.slice(point.span),
                    document.text.slice(part)
                );
            }
        }
    }
}
