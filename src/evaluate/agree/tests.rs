//! Two codings from every kind of file, and what must hold of any pair of them.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Gold, GraphFile};
use super::*;

fn unit(start: usize, end: usize, modality: &str, themes: &[&str]) -> Unit {
    let themes: BTreeSet<String> = themes.iter().map(|&theme| theme.to_owned()).collect();
    let modality = BTreeSet::from([modality.to_owned()]);
    let labels = [("modality".to_owned(), modality), ("theme".to_owned(), themes)];
    Unit { start, end, labels: BTreeMap::from(labels) }
}

fn codings() -> (Coding, Coding) {
    let one = vec![
        unit(0, 10, "must", &["a", "b"]),
        unit(12, 20, "must", &["a"]),
        unit(30, 40, "do", &[]),
        unit(50, 60, "do", &["b"]),
        unit(70, 80, "do", &["b"]),
    ];
    let other = vec![
        unit(0, 10, "must", &["a", "b"]),
        unit(13, 20, "do", &["a"]),
        unit(30, 40, "do", &["a"]),
        unit(50, 59, "do", &["b"]),
        unit(90, 95, "do", &["b"]),
    ];
    (Coding::new(100, one).unwrap(), Coding::new(100, other).unwrap())
}

#[test]
fn the_figures_of_a_small_pair() {
    let (one, other) = codings();
    let found = agree(&one, &other, &Options::default()).unwrap();
    assert_eq!((found.units, found.matched), ((5, 5), 4));
    assert_eq!(found.exact_f1.value, Some(0.4));
    assert_eq!(found.overlap_f1.value, Some(0.8));
    let modality = &found.variables["modality"];
    // 2 × 2: must/must 1, must/do 1, do/do 2: p_o = 3/4, p_e = (2·1 + 2·3)/16 = 1/2.
    assert_eq!(modality.kappa.value, Some(0.5));
    // α = 1 − 7 · 2 / (2 · 3 · 5).
    assert!((modality.alpha.value.unwrap() - (1.0 - 14.0 / 30.0)).abs() < 1e-12);
    assert_eq!((modality.pairs, modality.identical, modality.several), (4, Some(0.75), false));
    let theme = &found.variables["theme"];
    assert!(theme.several);
    // a: present 2 and 3 times of 4, equal 3 times; b: equal always.
    assert_eq!(theme.labels["a"].given, (2, 3));
    assert_eq!(theme.labels["a"].kappa.value, Some(0.5));
    assert_eq!(theme.labels["b"].kappa.value, Some(1.0));
    assert_eq!(theme.kappa.value, Some(0.75));
    assert!(found.to_string().contains("modality: 4 matched units, identical 0.750"));
}

#[test]
fn unitizing_figures_are_those_of_the_whole_continuum() {
    let (one, other) = codings();
    let found = agree(&one, &other, &Options::default()).unwrap();
    let ranges = |coding: &Coding, label: &str| -> Vec<(usize, usize)> {
        let has = |unit: &&Unit| unit.labels["modality"].contains(label);
        coding.units().iter().filter(has).map(|unit| (unit.start, unit.end)).collect()
    };
    let categories: Vec<_> = ["do", "must"].iter().map(|label| vec![ranges(&one, label), ranges(&other, label)]).collect();
    let modality = &found.variables["modality"];
    let close = |found: Option<f64>, expected: Option<f64>| {
        assert!((found.unwrap() - expected.unwrap()).abs() < 1e-12, "{found:?} {expected:?}");
    };
    close(modality.unitizing.value, unitizing_alpha(100, &categories));
    close(modality.labels["do"].unitizing.value, unitizing_alpha(100, &categories[..1]));
}

#[test]
fn a_coding_agrees_with_itself_perfectly() {
    let (one, _) = codings();
    let found = agree(&one, &one, &Options::default()).unwrap();
    for estimate in [found.exact_f1, found.overlap_f1, found.unitizing] {
        assert_eq!((estimate.value, estimate.low, estimate.high), (Some(1.0), Some(1.0), Some(1.0)));
    }
    for variable in found.variables.values() {
        assert_eq!((variable.kappa.value, variable.alpha.value), (Some(1.0), Some(1.0)));
    }
}

#[test]
fn the_order_of_the_codings_does_not_matter_and_the_seed_decides_the_interval() {
    let (one, other) = codings();
    let there = agree(&one, &other, &Options::default()).unwrap();
    let back = agree(&other, &one, &Options::default()).unwrap();
    assert_eq!(there.overlap_f1.value, back.overlap_f1.value);
    let value = |agreement: &Agreement| agreement.variables["theme"].alpha.value;
    assert_eq!(value(&there), value(&back));
    assert_eq!(there, agree(&one, &other, &Options::default()).unwrap());
    for estimate in [there.overlap_f1, there.unitizing, there.variables["modality"].kappa] {
        let (low, high) = (estimate.low.unwrap(), estimate.high.unwrap());
        assert!(low <= high, "{estimate:?}");
    }
    let none = Options { resamples: 0, ..Options::default() };
    assert_eq!(agree(&one, &other, &none).unwrap().overlap_f1.low, None);
}

#[test]
fn what_does_not_belong_together_is_refused() {
    let (one, _) = codings();
    let short = Coding::new(50, Vec::new()).unwrap();
    let message = agree(&one, &short, &Options::default()).unwrap_err().to_string();
    assert!(message.contains("100 and of 50 characters"), "{message}");
    let certain = Options { confidence: 1.0, ..Options::default() };
    assert!(agree(&one, &one, &certain).is_err());
    assert!(Coding::new(5, vec![unit(3, 9, "do", &[])]).is_err());
    let empty = agree(&short, &short, &Options::default()).unwrap();
    assert_eq!((empty.exact_f1.value, empty.unitizing.value), (None, None));
}

const SOURCE: &str = "頁一\n教育部要加\n強監管。\n頁二\n支持合作。";

fn gold() -> Gold {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write("page.ann", "⟦教育部|organization⟧要加強監管。支持合作。");
    write("page.points.tsv", "要加強監管\tshall\t“教育部”\t-\t-\t-\tregulation;governance\t6;20\n支持合作\tpromote\t-\t-\t-\t-\t-\t-\n");
    Gold::read(&folder.path().join("page")).unwrap()
}

fn graph() -> GraphFile {
    GraphFile::parse(
        r#"{"format": "yaodian-graph", "version": 1, "nodes": [
        {"id": "p1", "kind": "point", "label": "p1", "properties": {"modality": "shall"},
         "evidence": [{"spans": [{"start": 6, "end": 8}, {"start": 9, "end": 12}], "quote": "要加強監管"}]},
        {"id": "o", "kind": "organization", "label": "教育部",
         "evidence": [{"spans": [{"start": 3, "end": 6}], "quote": "教育部"}]},
        {"id": "p2", "kind": "point", "label": "p2", "properties": {"modality": "do"},
         "evidence": [{"spans": [{"start": 14, "end": 16}], "quote": "頁二"}]},
        {"id": "theme:points:regulation", "kind": "theme", "label": "r", "properties": {"scheme": "points"}},
        {"id": "theme:cap:6", "kind": "theme", "label": "e", "properties": {"scheme": "cap", "code": 6}}],
        "edges": [
        {"source": "o", "target": "p1", "kind": "states"},
        {"source": "p1", "target": "theme:points:regulation", "kind": "has_theme"},
        {"source": "p1", "target": "theme:cap:6", "kind": "has_theme"}]}"#,
        "graph.json",
    )
    .unwrap()
}

#[test]
fn gold_graph_and_table_lie_on_one_continuum() {
    let (gold, graph) = (gold(), graph());
    let continuum = Continuum::within(SOURCE, &gold);
    assert_eq!(continuum.len(), 14);
    let of_gold = Coding::of_gold_points(&gold, &continuum).unwrap();
    let of_graph = Coding::of_graph_points(&graph, &continuum);
    // 頁二 is page furniture: no place on the continuum, no unit.
    let ranges = |coding: &Coding| -> Vec<(usize, usize)> { coding.units().iter().map(|unit| (unit.start, unit.end)).collect() };
    assert_eq!(ranges(&of_gold), vec![(3, 8), (9, 13)]);
    assert_eq!(ranges(&of_graph), vec![(3, 8)]);
    let (gold_labels, graph_labels) = (&of_gold.units()[0].labels, &of_graph.units()[0].labels);
    for variable in ["modality", "speaker", "cap"] {
        assert_eq!(gold_labels[variable], graph_labels[variable], "{variable}");
    }
    assert!(of_gold.units()[1].labels["speaker"].is_empty());
    let table = Coding::parse_table("start,end\n6,12\n17,21\n", "t", &continuum).unwrap();
    assert_eq!(ranges(&table), ranges(&of_gold));
    assert_eq!(ranges(&Coding::of_gold_entities(&gold, &continuum).unwrap()), ranges(&Coding::of_graph_entities(&graph, &continuum)));
    let whole = Continuum::whole(SOURCE);
    assert_eq!(ranges(&Coding::of_gold_points(&gold, &whole).unwrap()), vec![(5, 10), (13, 17)]);
    assert_eq!(Coding::of_graph_points(&graph, &whole).units().len(), 2);
    assert!(Coding::of_gold_points(&gold, &Continuum::characters(40)).is_err());
}
