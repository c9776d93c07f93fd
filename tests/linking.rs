//! Which names are one thing over several documents, and which are not.

use crate::support::{pipeline, root, text, yaodian};
use yaodian::graph::PolicyGraph;
use yaodian::model::Source;

fn graph(pages: &[&str]) -> PolicyGraph {
    let sources = pages.iter().enumerate().map(|(index, page)| Source::new(&format!("{index}.txt"), page)).collect();
    pipeline().graph(sources)
}

/// Nodes of a label: in how many documents each stands, sorted.
fn bearers(graph: &PolicyGraph, label: &str) -> Vec<usize> {
    let mut found: Vec<usize> = graph
        .nodes()
        .filter(|node| node.label == label)
        .map(|node| {
            let mut sources: Vec<&str> = node.evidence.iter().map(|place| place.source.as_str()).collect();
            sources.sort_unstable();
            sources.dedup();
            sources.len()
        })
        .collect();
    found.sort_unstable();
    found
}

const SPEECH: &str = "教育部副部長李海平說，航線已經恢復。\n";

#[test]
fn bearers_of_one_name_are_one_person_only_by_a_body_or_a_post() {
    let same_body = graph(&[SPEECH, "教育部部長李海平指出，要培養船員。\n"]);
    assert_eq!(bearers(&same_body, "李海平"), [2], "one body");
    let other_body = graph(&[SPEECH, "商務部部長李海平指出，要培養船員。\n"]);
    assert_eq!(bearers(&other_body, "李海平"), [1, 1], "two bodies");
    let no_sign = graph(&[SPEECH, "李海平指出，要培養船員。\n"]);
    assert_eq!(bearers(&no_sign, "李海平"), [1, 1], "nothing tells who the other is");
    let known = graph(&["習近平指出，要培養船員。\n", "習近平說，航線已經恢復。\n"]);
    assert_eq!(bearers(&known, "習近平"), [2], "a name of the codebook");
    let person = same_body.nodes().find(|node| node.label == "李海平").unwrap();
    assert_eq!(person.properties["known_by"], "教育部");
}

#[test]
fn a_body_named_by_its_function_is_another_one_in_another_city() {
    let rule = "第一條　市科技創新部門應當建立平台。\n";
    let pages = ["深圳市數據條例\n", "深圳市港口辦法\n", "廣州市港口辦法\n"].map(|title| format!("{title}{rule}"));
    let graph = graph(&pages.each_ref().map(String::as_str));
    assert_eq!(bearers(&graph, "市科技創新部門"), [1, 2]);
}

#[test]
fn the_count_of_a_slogan_is_checked_against_its_members() {
    let expanded = |members: &str| {
        let graph = graph(&[&format!("會議強調，要落實“四穩”工作，{members}。\n")]);
        let slogan = graph.nodes().find(|node| node.label == "四穩").unwrap();
        slogan.properties.get("expanded").cloned()
    };
    assert_eq!(expanded("穩就業、穩企業、穩市場、穩預期").unwrap(), "4 of 4");
    assert_eq!(expanded("穩就業、穩企業、穩市場").unwrap(), "3 of 4");
    assert_eq!(expanded("加強培訓、改善設備"), None);
}

#[test]
fn explain_says_when_names_mean_a_body_and_why_persons_are_one() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("page.txt");
    std::fs::write(&page, format!("{SPEECH}銀保監會應當加強監管。\n")).unwrap();
    let page = page.to_string_lossy().into_owned();
    let explained = |query: &str| text(&yaodian(&["explain", query, &page, "--limit", "1"], root()).stdout);
    assert!(explained("銀保監會").contains("from 2018 until 2023"), "{}", explained("銀保監會"));
    assert!(explained("李海平").contains("rule post-or-body"), "{}", explained("李海平"));
}
