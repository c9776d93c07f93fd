//! Several who act together: lists with heads of their own or one that they share, X会同Y.

use super::Page;
use super::actors::{acts_by_name, can_open, ends_acting};
use super::noun_phrase::{Place, noun_phrase};
use super::slots::coordination;
use super::view::View;
use crate::model::{Actor, ActorRole, EntityType, Span};

/// Several actors: X会同Y leads and supports, 、 and 和 join equals.
pub(super) fn joint(page: &Page<'_>, span: Span, views: &[View]) -> Vec<Actor> {
    let supports = supporting(page, span, views);
    let role = if supports.is_some() { ActorRole::Leads } else { ActorRole::Acts };
    let mut actors: Vec<Actor> = parts(page, span).into_iter().map(|span| Actor { span, role }).collect();
    let supports = supports.into_iter().flat_map(|span| parts(page, span));
    actors.extend(supports.map(|span| Actor { span, role: ActorRole::Supports }));
    actors
}

/// X应当会同Y…, X…，会同Y…: with whom.
pub(super) fn supporting(page: &Page<'_>, subject: Span, views: &[View]) -> Option<Span> {
    let text = page.text;
    for view in views.iter().filter(|view| view.core.end() > subject.end()).take(3) {
        let mut at = view.start;
        if view.core.contains(subject) {
            at = subject.end();
            for _ in 0..3 {
                for group in ["shall", "must", "permit", "adverb"] {
                    at += page.codebook.cues.at(group, &text.key[..view.core.end()], at).unwrap_or(0);
                }
                at += usize::from(text.starts_with(at, "将") || text.starts_with(at, "拟"));
            }
        }
        if let Some(with) = companions(page, at, view.core.end()) {
            return Some(with);
        }
    }
    None
}

/// …，会同Y…: the actors in force, and those with whom they act.
pub(super) fn accompanied(page: &Page<'_>, view: &View, actors: Vec<Actor>) -> Vec<Actor> {
    let Some(with) = companions(page, view.start, view.core.end()).filter(|_| !actors.is_empty()) else { return actors };
    let leads = actors.iter().map(|actor| Actor { role: ActorRole::Leads, ..*actor });
    leads.chain(parts(page, with).into_iter().map(|span| Actor { span, role: ActorRole::Supports })).collect()
}

/// 会同Y, 会商Y at a place: Y.
pub(super) fn companions(page: &Page<'_>, at: usize, limit: usize) -> Option<Span> {
    let word = ["会同", "会商", "商同", "联合", "商"].iter().find(|word| page.text.starts_with(at, word));
    // 与部门一起, 同部门共同: what stands behind the body tells that both act; 同各国人民一道 names no body.
    let beside = ["与", "和", "同"].iter().find(|word| word_at(page, at, word));
    let from = at + word.or(beside)?.chars().count();
    let (phrase, _) = noun_phrase(page, from, limit, Place::Agent)?;
    let together = ["一起", "共同", "联合"].iter().any(|word| page.text.starts_with(phrase.end(), word));
    let body = page.annotations.ending(phrase.end()).is_some_and(|mention| mention.entity_type == EntityType::Organization)
        || ["单位", "部门", "机构", "机关"].iter().any(|head| page.text.ends_with(phrase.end(), head));
    if word.is_none() && !(together && body) {
        return None;
    }
    let named =
        page.annotations.ending(phrase.end()).is_some() || page.codebook.cues.at_end("generic_actor", page.text.key(phrase)).is_some();
    (named && can_open(page, phrase)).then_some(phrase)
}

/// A word of its own stands at a place.
fn word_at(page: &Page<'_>, at: usize, word: &str) -> bool {
    page.segments
        .tokens_in(Span::new(at, (at + 1).min(page.text.len())))
        .first()
        .is_some_and(|token| page.text.key_slice(token.span) == word)
}

/// Splits 教育部、科技部和财政部 where every part can act by itself.
pub(super) fn parts(page: &Page<'_>, span: Span) -> Vec<Span> {
    let text = page.text;
    let mut all = Vec::new();
    for part in coordination(text, span) {
        let mut part = part;
        // 或者, 以及: left at the head of a part.
        for word in ["或者", "或", "以及", "各", "等"] {
            if text.starts_with(part.start(), word) && word != "各" && part.len() > word.chars().count() + 1 {
                part = Span::new(part.start() + word.chars().count(), part.end());
            }
        }
        all.push(part);
    }
    let acts = |part: &Span| {
        page.annotations.ending(part.end()).is_some_and(|mention| acts_by_name(mention.entity_type))
            || page.codebook.cues.at_end("generic_actor", text.key(*part)).is_some()
    };
    // 学校、幼儿园的|教职员工: whose they are is a list, and they are one.
    let shared = all.last().is_some_and(|last| {
        let of = last.range().find(|at| text.key[*at] == '的');
        of.is_some_and(|of| all.len() > 1 && of > last.start() + 1 && ends_acting(page, Span::new(last.start(), of)))
    });
    let mut all = sharing(page, all);
    // 城市管理、公安等|管理部门和管理机构: fields share the noun behind 等.
    let fields =
        all.iter().position(|part| text.find(*part, "等").is_some_and(|at| at > part.start() && at + 1 < part.end()) && acts(part));
    if let Some(last) = fields.filter(|last| !all[..*last].iter().all(acts)) {
        let first = all[0].cover(all[last]);
        all.splice(..=last, [first]);
    }
    if !shared && all.len() > 1 && all.iter().all(acts) && all.iter().all(|part| part.len() >= 2) { all } else { vec![span] }
}

/// 国家和地方|融资担保基金, 直辖市、县(市)|政府: those that only say whose share the noun of the last, and are one with it.
pub(super) fn sharing(page: &Page<'_>, all: Vec<Span>) -> Vec<Span> {
    let (text, cues) = (page.text, &page.codebook.cues);
    let whose = |part: Span| {
        let territory = cues.at_end("whose", text.key(part)).map_or(part.end(), |(at, _)| part.start() + at);
        let before = text.key_slice(Span::new(part.start(), territory));
        territory < part.end()
            && ["", "当地", "各", "有关", "各有关", "其他"].contains(&before.trim_start_matches(|c: char| !c.is_alphabetic()))
    };
    let headed =
        |part: Span| part.len() > 2 && cues.at("whose", &text.key[..part.end()], part.start()).is_some_and(|length| length < part.len());
    let mut parts: Vec<Span> = Vec::new();
    let mut waiting: Vec<Span> = Vec::new();
    for part in all {
        if whose(part) {
            waiting.push(part);
            continue;
        }
        if headed(part)
            && let Some(first) = waiting.first()
        {
            parts.push(first.cover(part));
            waiting.clear();
        } else {
            parts.append(&mut waiting);
            parts.push(part);
        }
    }
    parts.append(&mut waiting);
    parts
}
