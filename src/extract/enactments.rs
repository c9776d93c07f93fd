//! Lines that tell how a document came to be: 2011年3月7日 国务院令第593号公布.
//!
//! Law: such a line says something of the document that it stands in, and is no title.

use super::Page;
use super::relations::{Argument, Relation, RelationKind, name};
use crate::model::{EntityType, Mention, Span};

/// Such lines stand so far from the beginning at most.
const HEAD: usize = 12;

/// The lines of the head that tell who passed, issued or changed the document, and when.
pub(super) fn history(page: &Page<'_>) -> Vec<Span> {
    let cues = &page.codebook.cues;
    let blocks = page.segments.blocks.iter().take(HEAD).skip(1).map(|block| block.span);
    let told = |line: &Span| dated(page, *line).is_some() && cues.find("enacting", page.text.key(*line)).is_some();
    blocks.filter(told).collect()
}

/// The date that a line begins with, behind its number or an open bracket.
fn dated<'a>(page: &'a Page<'_>, line: Span) -> Option<&'a Mention> {
    let first = page.annotations.inside(line).iter().find(|mention| mention.entity_type == EntityType::Date)?;
    let before = page.text.key(Span::new(line.start(), first.span.start()));
    before.iter().all(|c| c.is_ascii_digit() || matches!(c, '(' | '.' | ' ' | '\u{3000}' | '于')).then_some(first)
}

/// Who issued the document, and when: the first line that says so.
pub(super) fn enacted(page: &Page<'_>, found: &mut Vec<Relation>) {
    let text = page.text;
    let mentions = &page.annotations.mentions;
    let title = |mention: &&Mention| mention.entity_type == EntityType::Document && mention.rule == "document-title";
    let Some(document) = mentions.iter().find(title) else { return };
    for line in history(page).into_iter().filter(|line| line.start() >= document.span.end()) {
        let Some((at, length)) = page.codebook.cues.find("issuing", text.key(line)) else { continue };
        let (verb, end) = (line.start() + at, line.start() + at + length);
        // 修正|发布: it was there before.
        if page.codebook.cues.at_end("enacting", &text.key[..verb]).is_some() {
            continue;
        }
        let Some(date) = dated(page, line).filter(|date| date.span.end() <= verb) else { continue };
        let between = Span::new(date.span.end(), verb);
        // 4. 第四次: what came first was told in other words.
        let first = !text.key(Span::new(line.start(), date.span.start())).iter().any(|c| ('2'..='9').contains(c));
        let issuers = issuers(page, between);
        if issuers.is_empty() || !first {
            return;
        }
        let span = Span::new(date.span.start(), end);
        let relation = |kind, from, to| Relation { kind, from, to, span, rule: "enactment" };
        for issuer in issuers {
            found.push(relation(RelationKind::Issued, Argument::Name(issuer, EntityType::Organization), name(document)));
        }
        found.push(relation(RelationKind::Dated, name(document), name(date)));
        return;
    }
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
    let bodies: Vec<Span> = bodies.filter(|span| opens(*span)).collect();
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
