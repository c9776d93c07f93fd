//! Lines that tell how a document came to be: 2011年3月7日 国务院令第593号公布.
//!
//! Law: such a line says something of the document that it stands in, and is no title.

use super::relations::{Argument, Relation, RelationKind, name, push};
use super::{DocumentTitle, Page};
use crate::model::{BlockKind, EntityType, Mention, Span};
use crate::segment::act_title;

/// Such lines stand so far from the beginning at most.
const HEAD: usize = 12;

/// And so far behind the title, in characters.
const NEAR: usize = 200;

/// The lines of the head that tell who passed, issued or changed the document, and when.
pub(super) fn history(page: &Page<'_>) -> Vec<Span> {
    let cues = &page.codebook.cues;
    let blocks = page.segments.blocks.iter().take(HEAD).skip(1).map(|block| block.span);
    let told = |line: &Span| dated(page, *line).is_some() && cues.find("enacting", page.text.key(*line)).is_some();
    blocks.filter(told).collect()
}

/// The names of documents that are their titles.
fn titled<'a>(page: &'a Page<'_>) -> impl Iterator<Item = &'a Mention> {
    page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Document && mention.rule == "document-title")
}

/// The titles of the documents that the text is made of.
pub(super) fn titles(page: &Page<'_>) -> Vec<DocumentTitle> {
    let lines = titled(page).map(|mention| mention.span);
    let read = |line: Span| {
        let length = act_title(page.text.key(line), page.codebook).map_or(line.len(), |title| title.length);
        let name = Span::new(line.start(), line.start() + length);
        let number = page.text.trim(Span::new(name.end(), line.end()));
        DocumentTitle { name, number: page.text.key(number).contains(&'号').then_some(number) }
    };
    lines.map(read).collect()
}

/// The date that a line begins with, behind its number or an open bracket.
fn dated<'a>(page: &'a Page<'_>, line: Span) -> Option<&'a Mention> {
    let first = page.annotations.inside(line).iter().find(|mention| mention.entity_type == EntityType::Date)?;
    let before = page.text.key(Span::new(line.start(), first.span.start()));
    before.iter().all(|c| c.is_ascii_digit() || matches!(c, '(' | '.' | ' ' | '\u{3000}' | '于')).then_some(first)
}

/// Who issued the document, and when: the first line of the head that says so, who passed it, or who signed it.
pub(super) fn enacted(page: &Page<'_>, found: &mut Vec<Relation>) {
    for document in titled(page) {
        let Some(act) = act(page, document) else { continue };
        let relation = |kind, from, to| Relation { kind, from, to, span: act.span, rule: act.rule };
        for issuer in act.issuers {
            found.push(relation(RelationKind::Issued, Argument::Name(issuer, EntityType::Organization), name(document)));
        }
        found.push(relation(RelationKind::Dated, name(document), name(act.date)));
    }
}

/// The date that the text itself gives to its first document.
pub(crate) fn dated_on(page: &Page<'_>) -> Option<Span> {
    let order = || {
        let heads = |block: &crate::model::Block| block.kind == BlockKind::Title;
        let head = page
            .segments
            .blocks
            .iter()
            .take(2 * HEAD)
            .filter(|block| heads(block))
            .map(|block| page.annotations.starting(block.span.start()));
        let document = head.flatten().find(|mention| mention.entity_type == EntityType::Document)?;
        let date = page.annotations.starting(document.span.end() + " of ".len()).filter(|date| date.entity_type == EntityType::Date)?;
        page.text.starts_with(document.span.end(), " of ").then_some(date.span)
    };
    titled(page).next().and_then(|document| act(page, document)).map(|act| act.date.span).or_else(order)
}

/// Executive Order 14110 of October 30, 2023: who names it says when.
pub(super) fn named_with_date(page: &Page<'_>, found: &mut Vec<Relation>) {
    for [document, date] in page.annotations.mentions.windows(2).filter_map(|pair| <&[Mention; 2]>::try_from(pair).ok()) {
        let kinds = (document.entity_type, date.entity_type) == (EntityType::Document, EntityType::Date);
        let between = Span::new(document.span.end(), date.span.start().max(document.span.end()));
        if kinds && page.text.key_slice(between) == " of " {
            push(found, RelationKind::Dated, document, date, "document-date");
        }
    }
}

/// What made a text a document of somebody.
struct Act<'a> {
    date: &'a Mention,
    issuers: Vec<Span>,
    span: Span,
    rule: &'static str,
}

/// What the lines under the title or the signature say of a document.
fn act<'a>(page: &'a Page<'_>, document: &Mention) -> Option<Act<'a>> {
    told(page, document, "issuing").or_else(|| told(page, document, "passing")).or_else(|| signed(page, document))
}

/// A line right under the title: 2011年3月7日 国务院令第593号公布.
fn told<'a>(page: &'a Page<'_>, document: &Mention, cue: &str) -> Option<Act<'a>> {
    let text = page.text;
    let lines = history(page).into_iter().filter(|line| line.start() >= document.span.end());
    for line in lines.take_while(|line| line.start() <= document.span.end() + NEAR) {
        let Some((at, length)) = page.codebook.cues.find(cue, text.key(line)) else { continue };
        let (verb, end) = (line.start() + at, line.start() + at + length);
        // 修正|发布: it was there before.
        if page.codebook.cues.at_end("enacting", &text.key[..verb]).is_some() {
            continue;
        }
        let Some(date) = dated(page, line).filter(|date| date.span.end() <= verb) else { continue };
        // 4. 第四次: what came first was told in other words.
        if text.key(Span::new(line.start(), date.span.start())).iter().any(|c| ('2'..='9').contains(c)) {
            return None;
        }
        let issuers = issuers(page, Span::new(date.span.end(), verb));
        return Some(Act { date, issuers, span: Span::new(date.span.start(), end), rule: "enactment" });
    }
    None
}

/// The signature over its date, at the end of the document: 国务院办公厅 / 2019年1月22日.
fn signed<'a>(page: &'a Page<'_>, document: &Mention) -> Option<Act<'a>> {
    let blocks = &page.segments.blocks;
    let home = page.segments.block_at(document.span.start())?;
    let lines = (home + 1..blocks.len()).take_while(|index| blocks[*index].article == blocks[home].article);
    let whole = |span: Span| page.annotations.starting(span.start()).filter(|mention| span.end() <= mention.span.end() + 2);
    for index in lines.skip(1) {
        let (name, line) = (blocks[index - 1].span, blocks[index].span);
        let Some(date) = whole(line).filter(|date| date.entity_type == EntityType::Date) else { continue };
        let bodies = page.annotations.inside(name).iter().filter(|mention| mention.entity_type == EntityType::Organization);
        let issuers: Vec<Span> = bodies.map(|mention| mention.span).collect();
        let said: usize = issuers.iter().map(|span| span.len()).sum();
        let blank = page.text.key(name).iter().filter(|c| c.is_whitespace() || **c == '、').count();
        // What is attached has a signature of its own.
        let first = issuers.first().map(|span| page.text.key_slice(*span)).unwrap_or_default();
        let about = page.text.find(document.span, "关于").is_none_or(|at| at == document.span.start());
        let own = about || page.text.starts_with(document.span.start(), &first);
        if !issuers.is_empty() && said + blank == name.len() && own {
            return Some(Act { date, issuers, span: name.cover(line), rule: "signature" });
        }
    }
    None
}

/// The bodies between the date and the verb, or the one whose order has the number: 国务院|令第593号.
fn issuers(page: &Page<'_>, between: Span) -> Vec<Span> {
    let text = page.text;
    let inside = page.annotations.inside(between);
    let opens = |span: Span| {
        let before = Span::new(between.start(), span.start());
        text.key(before).iter().rev().find(|c| !c.is_whitespace()).is_none_or(|c| matches!(c, '、' | '日'))
    };
    let bodies = inside.iter().filter(|mention| mention.entity_type == EntityType::Organization).map(|mention| mention.span);
    // 第九届全国人民代表大会常务委员会|第二十八次会议: the body that met.
    let sittings = inside.iter().filter(|mention| mention.entity_type == EntityType::Event && opens(mention.span));
    let met = sittings.filter_map(|mention| {
        let sitting = text.key(mention.span).iter().rposition(|c| *c == '第')?;
        let body = Span::new(mention.span.start(), mention.span.start() + sitting);
        ["委员会", "代表大会", "国务院"].iter().any(|end| text.ends_with(body.end(), end)).then_some(body)
    });
    let bodies: Vec<Span> = bodies.filter(|span| opens(*span)).chain(met).collect();
    if !bodies.is_empty() {
        return bodies;
    }
    let orders = inside.iter().filter(|mention| mention.entity_type == EntityType::Document && opens(mention.span));
    let issuer = |order: &Mention| named(page, Span::new(order.span.start(), text.find(order.span, "令第")?));
    orders.filter_map(issuer).take(1).collect()
}

/// Where the text names the body that a part of another name means: itself, or at the head of the name of its part.
fn named(page: &Page<'_>, body: Span) -> Option<Span> {
    let gazetteer = &page.codebook.gazetteer;
    let entries = || gazetteer.lookup(&page.text.key_slice(body)).iter().map(|name| &gazetteer.entries()[name.entry]);
    let body = entries().find(|entry| entry.entity_type == EntityType::Organization)?;
    let name = crate::normalize::fold(&body.name);
    let mut bodies = page.annotations.mentions.iter().filter(|mention| mention.entity_type == EntityType::Organization);
    let place = bodies.find(|mention| page.text.starts_with(mention.span.start(), &name))?;
    Some(Span::new(place.span.start(), place.span.start() + name.chars().count()))
}
