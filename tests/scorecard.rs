//! What the program finds against what a careful reader marked. The figures are committed, so that
//! the price of a changed rule shows in the diff: `UPDATE_GOLDEN=1 cargo test scorecard`.

use crate::support::{files, golden, json, outside, pipeline, root, source, text};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use yaodian::evaluate::{Gold, GraphFile, ScoreCard, score};

/// A figure of the table: its name and where the card has it.
type Figure = (&'static str, fn(&ScoreCard) -> Option<f64>);

const FIGURES: &[Figure] = &[
    ("entity", |card| Some(card.entities.exact.f1)),
    ("overlap", |card| Some(card.entities.relaxed.f1)),
    ("point", |card| Some(card.points.rates.f1)),
    ("span", |card| Some(card.points.exact_span)),
    ("modal", |card| Some(card.points.modality_acc)),
    ("speaker", |card| Some(card.points.speaker_acc)),
    ("theme", |card| Some(card.points.theme5.f1)),
    ("cap", |card| card.points.cap_top1),
    ("actor", |card| of_some(card.points.actor.f1, card.points.actor.gold)),
    ("due", |card| of_some(card.points.due.f1, card.points.due.gold)),
    ("target", |card| of_some(card.points.target.f1, card.points.target.gold)),
    ("relate", |card| card.relations_recall.r),
];

pub(crate) fn of_some(figure: f64, gold: usize) -> Option<f64> {
    (gold > 0).then_some(figure)
}

pub(crate) fn card(stem: &Path, page: &Path) -> ScoreCard {
    let source = source(page);
    let words = source.text.clone();
    let graph = text(&json(&pipeline().graph(vec![source])));
    let gold = Gold::read(stem).unwrap_or_else(|fault| panic!("{fault}"));
    assert_eq!(gold.left_out(), Vec::<String>::new(), "{}", stem.display());
    score(&gold, &GraphFile::parse(&graph, "graph.json").unwrap(), &words, false)
}

fn table(pages: &[(String, PathBuf, PathBuf)]) -> String {
    let mut table = format!("{:<16}", "");
    for (name, _) in FIGURES {
        let _ = write!(table, "{name:>8}");
    }
    table.push('\n');
    let cards: Vec<(&str, ScoreCard)> = pages.iter().map(|(name, stem, page)| (name.as_str(), card(stem, page))).collect();
    for (name, card) in &cards {
        assert_eq!((card.fidelity.wrong_quote, card.fidelity.edges_without_evidence), (0, 0), "{name}");
        row(&mut table, name, &FIGURES.iter().map(|(_, figure)| figure(card)).collect::<Vec<_>>());
    }
    let mean = |figure: fn(&ScoreCard) -> Option<f64>| {
        let known: Vec<f64> = cards.iter().filter_map(|(_, card)| figure(card)).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    row(&mut table, "mean", &FIGURES.iter().map(|(_, figure)| mean(*figure)).collect::<Vec<_>>());
    table
}

pub(crate) fn row(table: &mut String, name: &str, figures: &[Option<f64>]) {
    let _ = write!(table, "{name:<16}");
    for figure in figures {
        let shown = figure.map_or_else(|| "-".to_owned(), |figure| format!("{figure:.3}"));
        let _ = write!(table, "{shown:>8}");
    }
    table.push('\n');
}

pub(crate) fn show(table: &str) {
    // Not through the macro: what it prints is shown only for tests that fail.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("\n{table}").as_bytes());
}

#[test]
fn scorecard_of_own_pages() {
    let corpus = root().join("tests/corpus");
    let pages: Vec<(String, PathBuf, PathBuf)> = files(&corpus, ".ann")
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let here = corpus.join(format!("{name}.txt"));
            let page = if here.is_file() { here } else { root().join(format!("examples/pages/{name}.txt")) };
            (name.clone(), corpus.join(name), page)
        })
        .filter(|(_, _, page)| page.is_file())
        .collect();
    assert!(pages.len() >= 5);
    let table = table(&pages);
    show(&table);
    golden(&root().join("tests/golden/scorecard_own.txt"), &table);
}

#[test]
fn scorecard_of_gold_pages() {
    let Some(folder) = outside("gold/dev") else { return };
    let pages: Vec<(String, PathBuf, PathBuf)> = files(&folder, ".ann")
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name.clone(), folder.join(&name), folder.join(format!("{name}.txt")))
        })
        .collect();
    let table = table(&pages);
    show(&table);
    golden(&root().join("tests/golden/scorecard_dev.txt"), &table);
}
