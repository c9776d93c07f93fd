//! Documents: who issued them, and what one does to another.

use super::Page;
use super::relations::{Argument, Relation, RelationKind, name, push};
use super::slots::coordination;
use crate::model::{BlockKind, EntityType, Language, Mention, Span};

/// Who issued what, and what the document stands on.
pub(super) fn documents(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    for (index, document) in mentions.iter().enumerate().filter(|(_, mention)| mention.entity_type == EntityType::Document) {
        let start = document.span.start();
        let sentence = page.segments.sentence_at(start).map_or(Span::new(0, 0), |sentence| page.segments.sentences[sentence].span);
        let window = Span::new(start.saturating_sub(24).max(sentence.start()), start);
        let issues = ["印发", "发布", "发表题为", "发表", "公布", "出台", "制定", "颁布", "下发"]
            .iter()
            .filter_map(|verb| text.find(window, verb))
            .max();
        if let Some(at) = issues {
            let issuer = mentions[..index].iter().rfind(|mention| {
                mention.entity_type == EntityType::Organization && mention.span.end() <= at && mention.span.start() >= sentence.start()
            });
            let direct = issuer.filter(|issuer| {
                let between = Span::new(issuer.span.end(), at);
                // 党领导人民制定宪法, 中共中央关于制定“七五”计划的建议.
                let other = ["领导", "关于", "尽快", "抓紧", "研究", "正在"].iter().any(|word| text.find(between, word).is_some());
                let asked = ["建议", "提请", "要求", "责成", "委托", "授权"].iter().any(|word| text.ends_with(issuer.span.start(), word));
                !other && !asked && !text.key(between).iter().any(|c| matches!(c, '，' | '。' | '；')) && between.len() <= 14
            });
            if let Some(issuer) = direct {
                push(found, RelationKind::Issued, issuer, document, "issues-document");
            }
        }
        let title = page.segments.block_at(start).is_some_and(|block| page.segments.blocks[block].kind == BlockKind::Title);
        if title {
            issuer_in_title(page, document, found);
            continue;
        }
        let basis = ["根据", "依据", "按照", "依照", "遵照", "贯彻落实", "贯彻", "落实", "依", "pursuant to ", "under ", "with ", "by "]
            .iter()
            .any(|word| text.ends_with(start, word) || text.ends_with(start.saturating_sub(4), word) && text.ends_with(start, "the "));
        let chained = found.last().filter(|cited| joined(page, cited, start)).map(|cited| cited.rule);
        let rests = basis && (page.source.language == Language::English || founding(page, sentence));
        let cited = basis || chained.is_some();
        let basis = rests || chained == Some("cites-basis");
        if is_furniture(page, document.span) || is_own(page, document.span) {
            continue;
        }
        let act = citation_act(page, document.span, sentence);
        if cited || act.is_some() || document.rule == "citation" {
            found.push(Relation {
                kind: RelationKind::Cites,
                from: Argument::Document,
                to: name(document),
                span: document.span,
                rule: act.unwrap_or(if basis { "cites-basis" } else { "cites" }),
            });
        }
    }
}

/// 根据《…》，制定本条例: the sentence says on what the document stands; 依照…的规定处理 only refers.
fn founding(page: &Page<'_>, sentence: Span) -> bool {
    let text = page.text;
    ["制定", "制订", "订定", "定之", "特作", "如下", "现就", "现将", "特提出", "提出本"]
        .iter()
        .any(|word| text.find(sentence, word).is_some())
}

/// The list of what was cited goes on: 《甲法》（以下简称…）、《乙法》以及|《丙法》.
fn joined(page: &Page<'_>, cited: &Relation, start: usize) -> bool {
    let text = page.text;
    let Argument::Name(before, _) = cited.to else { return false };
    if cited.kind != RelationKind::Cites || before.end() > start {
        return false;
    }
    let between = text.key(Span::new(before.end(), start));
    let noted = between.first() == Some(&'(');
    let behind = between.iter().position(|c| noted && *c == ')').map_or(0, |close| close + 1);
    let joint: String = between[behind..].iter().collect();
    ["", "、", "和", "及", "与", "或", "以及", "暨"].contains(&joint.as_str())
}

/// The running head of a gazette; a treaty in front of those who have joined it.
fn is_furniture(page: &Page<'_>, document: Span) -> bool {
    let text = page.text;
    let joined = ["countries", "partners", "nations", "members", "allies", "area", "forces"];
    let opens = |name: &str| text.starts_with(document.start(), name);
    ["register", "gazette", "official journal"].iter().any(|name| text.ends_with(document.end(), name))
        || ["Federal Register", "Official Journal"].iter().any(|name| opens(name))
        || joined.iter().any(|word| text.starts_with(document.end(), " ") && text.starts_with(document.end() + 1, word))
}

/// 第二十三条第六项 is a part of the document itself; 本条例第十四条 too, unless that is what the text calls another one.
fn is_own(page: &Page<'_>, document: Span) -> bool {
    let key = page.text.key(document);
    let Some(article) = key.iter().skip(1).position(|c| *c == '第') else { return key.first() == Some(&'第') };
    // 以下简称本条例: the text has said which.
    let short = || page.text.key_slice(Span::new(document.start(), document.start() + article + 1));
    let announced = || page.text.find(Span::new(0, document.start()), &format!("以下简称{}", short())).is_some();
    key.first() == Some(&'第') || matches!(key.first(), Some('本' | '该' | '同')) && !announced()
}

/// What a document does to another one, strongest first: the rule that finds the citation, and its kind.
pub(crate) const CITATIONS: &[(&str, &str)] =
    &[("cites-repeal", "repeal"), ("cites-amend", "amend"), ("cites-basis", "basis"), ("cites-forward", "forward"), ("cites", "mention")];

/// 《…》同时废止, 对《…》作如下修改, 现将《…》转发给你们.
fn citation_act(page: &Page<'_>, document: Span, sentence: Span) -> Option<&'static str> {
    let text = page.text;
    let start = document.start();
    let is_stop = |at: &usize| matches!(text.key[*at], '。' | '；' | '《');
    let stop = (document.end()..sentence.end().min(document.end() + 30)).find(is_stop).unwrap_or(sentence.end().min(document.end() + 30));
    let behind = Span::new(document.end(), stop.max(document.end()));
    let said = |words: &[&str]| words.iter().any(|word| text.find(behind, word).is_some());
    let led = |words: &[&str]| words.iter().any(|word| text.ends_with(start, word));
    if led(&["废止"]) || said(&["同时废止", "予以废止", "即行废止", "即行废除", "自行废止"]) {
        Some("cites-repeal")
    } else if led(&["对"]) && said(&["作如下修改", "作出修改", "作出如下修改", "进行修改"]) {
        Some("cites-amend")
    } else if led(&["现将", "转发"]) && said(&["转发", "印发"]) {
        Some("cites-forward")
    } else {
        None
    }
}

/// 关于印发《…》的通知: the document that the title names inside it.
fn forwarded(page: &Page<'_>, document: &Mention, found: &mut Vec<Relation>) {
    let text = page.text;
    let opens = document.span.range().skip(1).find(|at| text.key[*at] == '《');
    let Some(open) = opens.filter(|open| ["印发", "转发", "下达", "公布", "发布"].iter().any(|verb| text.ends_with(*open, verb)))
    else {
        return;
    };
    let close = document.span.range().rev().find(|at| text.key[*at] == '》');
    if let Some(close) = close.filter(|close| *close > open + 1) {
        let named = Argument::Name(Span::new(open, close + 1), EntityType::Document);
        found.push(Relation { kind: RelationKind::Cites, from: Argument::Document, to: named, span: document.span, rule: "cites-forward" });
    }
}

/// 国务院办公厅关于…的意见: the body in front issued it.
fn issuer_in_title(page: &Page<'_>, document: &Mention, found: &mut Vec<Relation>) {
    let text = page.text;
    let Some(about) = text.find(document.span, "关于") else { return };
    // 国务院办公厅关于辽宁省|在…的通知: the title goes on in the next line.
    let key = text.key(document.span);
    if page.codebook.cues.at_end("act_name", key).is_none() && !matches!(key.last(), Some('号' | '》' | ')' | '〕')) {
        return;
    }
    forwarded(page, document, found);
    let head = Span::new(document.span.start(), about);
    for part in coordination(text, head) {
        let surface = text.key_slice(part);
        let body = page
            .codebook
            .gazetteer
            .lookup(&surface)
            .iter()
            .any(|name| page.codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Organization);
        let local = ["人民政府", "办公厅", "办公室", "委员会"].iter().any(|unit| surface.ends_with(unit));
        if body || local {
            found.push(Relation {
                kind: RelationKind::Issued,
                from: Argument::Name(part, EntityType::Organization),
                to: name(document),
                span: document.span,
                rule: "title-issuer",
            });
        }
    }
}
