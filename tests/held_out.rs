//! What the program finds in excerpts that were coded with verb and object by readers who had not seen it, and
//! that no model is trained on: `UPDATE_GOLDEN=1 cargo test held_out`.

use crate::scorecard::{card, of_some, row, show};
use crate::support::{files, golden, json, outside, pipeline, root, source, text};
use serde_json::Value;
use std::fmt::Write;
use std::path::Path;
use yaodian::learn::CodedText;

const FIGURES: [&str; 11] = ["point", "span", "modal", "speaker", "theme", "cap", "actor", "due", "target", "aim", "object"];

/// Words without white space, in one script.
fn bare(words: &str) -> String {
    yaodian::normalize::fold(words).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Which share of the points that were found has the verb, and the object, that was coded.
fn predicates(page: &Path, coded: &CodedText) -> [Option<f64>; 2] {
    let source = source(page);
    let words: Vec<char> = source.text.chars().collect();
    let graph: Value = serde_json::from_str(&text(&json(&pipeline().graph(vec![source])))).unwrap();
    let points: Vec<(usize, usize, &Value)> = graph["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|node| node["kind"] == "point")
        .map(|node| {
            let spans = node["evidence"][0]["spans"].as_array().unwrap();
            let place = |span: &Value, end: &str| usize::try_from(span[end].as_u64().unwrap()).unwrap();
            (place(&spans[0], "start"), place(&spans[spans.len() - 1], "end"), &node["properties"])
        })
        .collect();
    let cut = |(_, start, end): &(usize, usize, usize)| bare(&words[*start..*end].iter().collect::<String>());
    let (mut found, mut verbs, mut objects) = (0_usize, 0_usize, 0_usize);
    for (number, (start, end, _)) in coded.points.iter().enumerate() {
        let shared = |(from, to, _): &(usize, usize, &Value)| (*to).min(*end).saturating_sub((*from).max(*start));
        let Some(point) = points.iter().max_by_key(|point| shared(point)) else { continue };
        let union = point.1.max(*end) - point.0.min(*start);
        if shared(point) * 2 < union {
            continue;
        }
        found += 1;
        let said = |name: &str| bare(point.2[name].as_str().unwrap_or_default());
        let marked = |parts: &[(usize, usize, usize)]| parts.iter().find(|part| part.0 == number).map(cut).unwrap_or_default();
        verbs += usize::from(said("aim") == marked(&coded.aims));
        objects += usize::from(said("object") == marked(&coded.objects));
    }
    let share = |right: usize| (found > 0).then(|| right as f64 / found as f64);
    [share(verbs), share(objects)]
}

#[test]
fn scorecard_of_excerpts_that_others_coded() {
    let Some(documents) = outside("data/policy-dev") else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut table = format!("{:<16}", "");
    for name in FIGURES {
        let _ = write!(table, "{name:>8}");
    }
    table.push('\n');
    let mut rows: Vec<Vec<Option<f64>>> = Vec::new();
    for path in files(&root().join("tests/corpus/held_out"), ".coded.tsv") {
        let coded = CodedText::parse(&std::fs::read_to_string(&path).unwrap(), &path).unwrap();
        // Some documents are kept elsewhere; those that hold no point have nothing to score.
        let Ok(document) = std::fs::read_to_string(documents.join(&coded.document)) else { continue };
        if coded.points.is_empty() {
            continue;
        }
        let restored = coded.restore(&document).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().trim_end_matches(".coded.tsv").to_owned();
        let stem = folder.path().join(&name);
        std::fs::write(stem.with_extension("ann"), &restored.marked).unwrap();
        std::fs::write(stem.with_extension("points.tsv"), &restored.points).unwrap();
        let page = stem.with_extension("txt");
        std::fs::write(&page, &restored.text).unwrap();
        let points = card(&stem, &page).points;
        let [aim, object] = predicates(&page, &coded);
        let figures = vec![
            Some(points.rates.f1),
            Some(points.exact_span),
            Some(points.modality_acc),
            Some(points.speaker_acc),
            Some(points.theme5.f1),
            points.cap_top1,
            of_some(points.actor.f1, points.actor.gold),
            of_some(points.due.f1, points.due.gold),
            of_some(points.target.f1, points.target.gold),
            aim,
            object,
        ];
        row(&mut table, &format!("{name} {}", coded.document.split('_').next().unwrap_or_default()), &figures);
        rows.push(figures);
    }
    assert!(rows.len() >= 20, "the excerpts are there");
    let mean = |column: usize| {
        let known: Vec<f64> = rows.iter().filter_map(|row| row[column]).collect();
        (!known.is_empty()).then(|| known.iter().sum::<f64>() / known.len() as f64)
    };
    row(&mut table, "mean", &(0..FIGURES.len()).map(mean).collect::<Vec<_>>());
    show(&table);
    golden(&root().join("tests/golden/scorecard_held_out.txt"), &table);
}
