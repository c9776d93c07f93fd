//! The figures of a small page, worked out by hand.

use std::path::Path;

use serde_json::{Value, json};

use super::side_by_side::{side_by_side, write};
use super::*;

const ANNOTATIONS: &str = "⟦教育部|organization⟧部長⟦懷進鵬|person⟧指出，要⟦到2027年|date⟧建成⟦100個|quantity⟧基地。\n\
    嚴禁收費。支持⟦香港|place⟧與⟦教育部|organization⟧合作。";
const POINTS: &str = "要到2027年建成100個基地\tshall\t懷進鵬\t*教育部\t到2027年\t100個\teducation;system\t6;17\n\
    嚴禁收費\tprohibit\t-\t-\t-\t-\tregulation\t6\n\
    支持香港與教育部合作\tpromote\t懷進鵬\t-\t-\t-\tcooperation\t-\n";
const RELATIONS: &str = "懷進鵬\tholds\t教育部\n香港\tcooperates\t教育部\n@\tcites\t《意見》\n@\tcites\t《辦法》\n";
const SOURCE: &str = "第1頁\n教育部部長懷進鵬指出，要到\n2027年建成１00個基地。\n第2頁\n嚴禁收費。\
    支持香港與教育部合作。\n";

fn evidence(source: &str, quote: &str) -> Value {
    let at = source.find(quote).unwrap();
    let start = source.chars().take_while({
        let mut bytes = 0;
        move |character| {
            let here = bytes < at;
            bytes += character.len_utf8();
            here
        }
    });
    let start = start.count();
    let end = start + quote.chars().count();
    json!([{"source": "doc:1", "spans": [{"start": start, "end": end}], "quote": quote}])
}

fn node(kind: &str, label: &str, quote: &str) -> Value {
    json!({"id": format!("{kind}:{label}"), "kind": kind, "label": label, "properties": {},
           "evidence": evidence(SOURCE, quote)})
}

fn edge(source: &str, kind: &str, target: &str) -> Value {
    json!({"source": source, "kind": kind, "target": target, "evidence": []})
}

/// A graph of [`SOURCE`] with something right and something wrong of every kind.
fn graph() -> Value {
    let mut organization = node("organization", "敎育部", "教育部");
    organization["aliases"] = json!(["教育部"]);
    let mut first = node("point", "一", "要到\n2027年建成１00個基地");
    first["properties"] = json!({"modality": "do"});
    let mut second = node("point", "二", "嚴禁收");
    second["properties"] = json!({"modality": "must"});
    let mut wrong = node("date", "2027年", "2027年");
    wrong["evidence"][0]["quote"] = json!("2028年");
    let theme = |scheme: &str, code: Value| {
        let name = code.as_str().map_or_else(|| code.to_string(), str::to_owned);
        json!({"id": format!("theme:{scheme}:{name}"), "kind": "theme", "label": name,
               "properties": {"scheme": scheme, "code": code}})
    };
    json!({
        "format": "yaodian-graph", "version": 1, "sources": [{"id": "doc:1"}],
        "nodes": [
            organization, first, second, wrong,
            node("person", "懷進鵬", "懷進鵬"), node("quantity", "１００個", "１00個"),
            node("place", "香港與", "香港與"), node("point", "三", "第2頁"),
            node("point", "四", "部長懷進鵬指出"), node("document", "《意見》", "基地"),
            theme("points", json!("education")), theme("points", json!("governance")),
            theme("cap", json!(17)), theme("cap", json!("20")),
        ],
        "edges": [
            edge("person:懷進鵬", "states", "point:一"), edge("person:懷進鵬", "states", "point:二"),
            edge("organization:敎育部", "leads", "point:一"), edge("point:一", "due", "date:2027年"),
            edge("point:一", "has_target", "quantity:１００個"),
            edge("point:一", "has_target", "place:香港與"),
            edge("point:一", "has_theme", "theme:points:education"),
            edge("point:一", "has_theme", "theme:points:governance"),
            edge("point:一", "has_theme", "theme:cap:17"),
            edge("point:二", "has_theme", "theme:cap:20"),
            edge("point:二", "has_theme", "theme:nowhere"),
            edge("person:懷進鵬", "holds", "organization:敎育部"),
            edge("organization:敎育部", "cooperates", "place:香港與"),
            edge("organization:敎育部", "cites", "document:《意見》"),
        ],
    })
}

fn small_gold(folder: &Path) -> Gold {
    write(folder, "page.ann", ANNOTATIONS);
    write(folder, "page.points.tsv", POINTS);
    write(folder, "page.rel.tsv", RELATIONS);
    Gold::read(&folder.join("page")).unwrap()
}

#[test]
fn the_figures_of_a_small_page() {
    let folder = tempfile::tempdir().unwrap();
    let gold = small_gold(folder.path());
    let graph = GraphFile::from_value(graph(), "graph.json").unwrap();
    let card = score(&gold, &graph, SOURCE, true);
    assert_eq!(card.fidelity, Fidelity { evidence: 10, wrong_quote: 1, edges_without_evidence: 14 });
    // Of six gold mentions 教育部 (once of twice) and 懷進鵬 are exact; the full-width １ is not
    // aligned, so the quantity is found but short.
    assert_eq!((card.entities.exact.gold, card.entities.exact.found), (6, 6));
    assert_eq!(card.entities.by_type["person"].exact.f1, 1.0);
    assert_eq!(card.entities.by_type["place"].relaxed.f1, 1.0);
    assert_eq!(card.entities.by_type["place"].exact.f1, 0.0);
    // 第2頁 is furniture and no error; 部長懷進鵬指出 is one.
    assert_eq!((card.points.rates.gold, card.points.rates.found), (3, 3));
    assert_eq!((card.points.rates.p, card.points.exact_span), (0.667, 0.0));
    assert_eq!((card.points.modality_acc, card.points.speaker_acc), (0.5, 0.5));
    assert_eq!(card.points.cap_top1, Some(0.5));
    // The other name of the actor counts as one found too many.
    assert_eq!((card.points.actor.r, card.points.actor.p), (1.0, 0.5));
    assert_eq!(card.points.due.f1, 1.0);
    assert_eq!(card.points.target.p, 0.5);
    assert_eq!(card.relations_recall, RelationsRecall { hit: 2, gold: 4, r: Some(0.5) });
    let misses = card.misses.as_ref().unwrap();
    assert_eq!(misses.missed_points, vec!["支持香港與教育部合作"]);
    assert_eq!(misses.extra_points, vec!["部長懷進鵬指出"]);
    assert_eq!(misses.missed_relations, vec!["@\tcites\t辦法", "香港\tcooperates\t教育部"]);
    assert!(card.to_string().contains("points                           0.667"), "{card}");
}

#[test]
fn figures_are_rounded_as_python_rounds_them() {
    for (value, expected) in [(0.0625, 0.062), (0.1875, 0.188), (0.0005, 0.001), (0.9995, 1.0), (2.0 / 3.0, 0.667)] {
        assert_eq!(round(value), expected, "{value}");
    }
    assert_eq!(round(0.6875), 0.688);
    assert_eq!(round(0.3125), 0.312);
}

#[test]
fn offsets_alone_give_the_same_figures() {
    let folder = tempfile::tempdir().unwrap();
    let gold = small_gold(folder.path());
    let source = SOURCE.replace('１', "1");
    write(folder.path(), "offsets.gold.json", &offsets(&gold, &source).to_string());
    let stem = folder.path().join("offsets");
    let graph = GraphFile::from_value(graph(), "graph.json").unwrap();
    let kept = score(&Gold::read(&stem).unwrap(), &graph, &source, true);
    assert_eq!(kept, score(&gold, &graph, &source, true));
    assert_eq!(kept.notes, Vec::<String>::new());
    let path = write(folder.path(), "graph.json", &self::graph().to_string());
    side_by_side(&stem, &path, &write(folder.path(), "page.txt", &source));
    let elsewhere = score(&Gold::read(&stem).unwrap(), &graph, "別的文件", true);
    assert_eq!(elsewhere.points.rates.found, 0);
    assert!(elsewhere.notes[0].contains("another length"), "{:?}", elsewhere.notes);
}

/// Gold as an offsets file.
fn offsets(gold: &Gold, source: &str) -> Value {
    let aligned = Aligned::new(gold, source);
    let entities: Vec<Value> = aligned.entities.iter().map(|one| json!([one.start, one.end, one.kind])).collect();
    let points: Vec<Value> = aligned
        .points
        .iter()
        .map(|one| {
            json!({"span": [one.span.0, one.span.1], "modality": one.modality,
                   "speaker": one.speaker, "actor": one.actor, "due": one.due,
                   "target": one.target, "theme5": one.theme5, "cap": one.cap})
        })
        .collect();
    let mut relations: Vec<Value> = aligned.relations.iter().map(|relation| json!(relation)).collect();
    relations[0][0] = json!([5, 8]);
    let counting = source.chars().zip(aligned.places()).filter(|(one, _)| !one.is_whitespace());
    let mut keep: Vec<[usize; 2]> = Vec::new();
    for (place, _) in counting.enumerate().filter(|(_, (_, found))| found.is_some()) {
        match keep.last_mut() {
            Some(last) if last[1] == place => last[1] += 1,
            _ => keep.push([place, place + 1]),
        }
    }
    json!({"length": source.chars().count(), "sha256": "", "keep": keep, "entities": entities,
           "points": points, "relations": relations})
}

#[test]
fn a_small_page_side_by_side_with_the_scorer() {
    let folder = tempfile::tempdir().unwrap();
    small_gold(folder.path());
    let source = write(folder.path(), "page.txt", SOURCE);
    let path = write(folder.path(), "graph.json", &graph().to_string());
    side_by_side(&folder.path().join("page"), &path, &source);
}
