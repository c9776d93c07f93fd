//! Which words of a statement are its aim and its object: a linear chain over its words, above the rules.
//!
//! The rules of `predicate` propose; what they propose is a feature of each word, beside the word, its part of
//! speech, the cues that begin at it and its place in the clause; the chain decides. Without a model, where the
//! rules are sure, and where the chain takes a noun for a verb, the proposals stand.
//!
//! Law: aim and object lie inside the statement and never overlap.

use super::Page;
use super::predicate::Reader;
use super::predicate_words::{Word, modal, sequence, words};
use super::slots;
use super::training::{AnnotatedText, locate_each};
use super::verbs::behind_pretext;
use crate::learn::{Chain, LabelSet, Sequence, Workspace};
use crate::model::{Modality, PolicyPoint, Span};

/// The labels. What is no part of either has another label before, between and behind them, so that the chain
/// knows what it has passed: there is one aim and at most one object.
const LABELS: [(&str, &[usize]); 8] = [
    ("before", &[BEFORE]),
    ("aim", &[BEFORE, AIM]),
    ("between", &[AIM, BETWEEN]),
    ("object", &[AIM, BETWEEN, OBJECT]),
    ("behind", &[AIM, OBJECT, BEHIND, LATE_AIM]),
    ("object in front", &[BEFORE, FRONT_OBJECT]),
    ("behind the object in front", &[FRONT_OBJECT, TO_COME]),
    ("aim behind its object", &[FRONT_OBJECT, TO_COME, LATE_AIM]),
];
const BEFORE: usize = 0;
const AIM: usize = 1;
const BETWEEN: usize = 2;
const OBJECT: usize = 3;
const BEHIND: usize = 4;
const FRONT_OBJECT: usize = 5;
const TO_COME: usize = 6;
const LATE_AIM: usize = 7;

/// A set of labels.
fn set(labels: &[usize]) -> LabelSet {
    labels.iter().skip(1).fold(LabelSet::only(labels[0]), |set, label| set.with(*label))
}

/// The chain: which label may follow which.
pub(crate) fn chain() -> Chain {
    Chain {
        labels: LABELS.iter().map(|(name, _)| (*name).to_owned()).collect(),
        start: set(&[BEFORE, AIM, FRONT_OBJECT]),
        before: LABELS.iter().map(|(_, before)| set(before)).collect(),
    }
}

/// The labels of a statement of so many words, from the places of its aim and object.
fn labels(count: usize, aim: Option<(usize, usize)>, object: Option<(usize, usize)>) -> Vec<usize> {
    let inside = |part: Option<(usize, usize)>, at: usize| part.is_some_and(|(start, end)| (start..end).contains(&at));
    let passed = |part: Option<(usize, usize)>, at: usize| part.is_some_and(|(_, end)| end <= at);
    let in_front = object.is_some_and(|object| aim.is_none_or(|aim| object.0 < aim.0));
    (0..count)
        .map(|at| match (inside(aim, at), inside(object, at)) {
            (true, _) if in_front => LATE_AIM,
            (true, _) => AIM,
            (_, true) if in_front => FRONT_OBJECT,
            (_, true) => OBJECT,
            _ if passed(aim, at) && object.is_none_or(|_| passed(object, at)) => BEHIND,
            _ if passed(aim, at) => BETWEEN,
            _ if passed(object, at) => TO_COME,
            _ => BEFORE,
        })
        .collect()
}

/// Gives each point the aim and the object that the model finds.
pub(super) fn decided(page: &Page<'_>, mut points: Vec<PolicyPoint>) -> Vec<PolicyPoint> {
    let Some(model) = page.predicates else { return points };
    let mut workspace = Workspace::default();
    for point in &mut points {
        if sure(page, point) {
            continue;
        }
        let words = words(page, point);
        let mut sequence = sequence(&words);
        let Some(last) = sequence.len().checked_sub(1) else { continue };
        sequence.allow(last, set(&[AIM, OBJECT, BEHIND, LATE_AIM]));
        // 城区内|禁止|燃放烟花: what is banned stands behind the ban, which is no deed itself.
        let ban = modal(point).filter(|_| point.modality == Modality::Prohibit);
        let from = ban.map_or(0, |ban| behind_pretext(page.text, ban.end(), point.span.end()));
        for (place, _) in words.iter().enumerate().filter(|(place, word)| *place < last && word.span.start() < from) {
            sequence.allow(place, set(&[BEFORE, FRONT_OBJECT, TO_COME]));
        }
        let found = model.decode_into(&sequence, &mut workspace);
        let part = |kinds: [usize; 2]| {
            let inside = |label: &usize| kinds.contains(label);
            let (start, end) = (found.iter().position(inside)?, found.iter().rposition(inside)?);
            Some(page.text.trim(words[start].span.cover(words[end].span)))
        };
        let (Some(mut aim), mut object) = (part([AIM, LATE_AIM]), part([OBJECT, FRONT_OBJECT])) else { continue };
        let reader = Reader { page, start: point.span.start(), end: point.span.end(), agent: None, more: false };
        // 用好增发的债: a noun is no verb.
        if !words.iter().any(|word| aim.contains(word.span) && word.may_be_verb()) {
            continue;
        }
        // 销售|、燃放烟花: what is joined to the verb goes with it; 加强|与各地的交流 joins nothing.
        if let Some(behind) = object.filter(|object| object.start() >= aim.end() && reader.joint(object.start()) > 0) {
            let joined = reader.aim(aim.start(), true).filter(|joined| joined.end() > behind.start() && joined.end() <= behind.end());
            if joined.is_some() || page.text.key_at(behind.start()) == Some('、') {
                aim = joined.unwrap_or(aim);
                object = joined.map(|joined| page.text.trim(Span::new(joined.end(), behind.end()))).filter(|object| !object.is_empty());
            }
        }
        // 以|中文文本为准: the preposition is no part of the object in front.
        if let Some(front) = object.filter(|object| object.len() > 1 && object.end() == aim.start())
            && page.text.starts_with(front.start(), "以")
            && page.text.starts_with(aim.start(), "为")
        {
            object = Some(Span::new(front.start() + 1, front.end()));
        }
        if point.cue == point.aim {
            point.cue = Some(aim);
        }
        point.aim = Some(aim);
        point.object = object;
        point.objects = point.object.map(|object| slots::objects(page.text, object)).unwrap_or_default();
    }
    points
}

/// 应当真实、全面、准确; 处五万元以下罚款: what the rules are sure of stands.
fn sure(page: &Page<'_>, point: &PolicyPoint) -> bool {
    let Some(aim) = point.aim else { return false };
    let reader = Reader { page, start: aim.start(), end: aim.end(), agent: None, more: false };
    page.text.key_slice(aim) == "处" && point.object.is_some() || reader.quality(aim.start()).is_some()
}

/// The labels of words where aim and object stand at these places.
fn placed(words: &[Word], aim: Option<Span>, object: Option<Span>) -> Vec<usize> {
    let place = |span: Option<Span>| {
        let inside = |word: &Word| span.is_some_and(|span| span.overlaps(word.span));
        Some((words.iter().position(inside)?, words.iter().rposition(inside)? + 1))
    };
    let (aim, mut object) = (place(aim), place(object));
    if let (Some(aim), Some(object)) = (aim, &mut object) {
        // One word holds both: it is the aim.
        if aim.0 <= object.0 && object.0 < aim.1 {
            object.0 = aim.1;
        } else if object.0 < aim.0 && aim.0 < object.1 {
            object.1 = aim.0;
        }
    }
    labels(words.len(), aim, object.filter(|object| object.0 < object.1))
}

/// The points of a page that were coded with aim and object, as the learner sees them.
pub(super) fn lessons(page: &Page<'_>, annotated: &AnnotatedText) -> Vec<Sequence> {
    let rules = Page { predicates: None, ..*page };
    let points = super::chinese::points(&rules);
    let mut found = Vec::new();
    for (quote, predicate) in locate_each(page.text, &annotated.quotes).into_iter().zip(&annotated.predicates) {
        let (Some(quote), Some(predicate)) = (quote, predicate) else { continue };
        let shared = |point: &PolicyPoint| point.span.end().min(quote.end()).saturating_sub(point.span.start().max(quote.start()));
        let Some(point) = points.iter().max_by_key(|point| shared(point)) else { continue };
        if shared(point) * 2 < point.span.cover(quote).len() {
            continue;
        }
        // Quotes are coded without white space.
        let solid: Vec<usize> = quote.range().filter(|at| !page.text.chars[*at].is_whitespace()).collect();
        let place = |part: Option<(usize, usize)>| {
            let (start, end) = part?;
            Some(Span::new(*solid.get(start)?, *solid.get(end.checked_sub(1)?)? + 1))
        };
        found.push(lesson(page, point, place(predicate[0]), place(predicate[1])));
    }
    found
}

/// A point as the learner sees it, with the coded aim and object.
fn lesson(page: &Page<'_>, point: &PolicyPoint, aim: Option<Span>, object: Option<Span>) -> Sequence {
    let words = words(page, point);
    let mut sequence = sequence(&words);
    for (position, label) in placed(&words, aim, object).into_iter().enumerate() {
        sequence.allow(position, LabelSet::only(label));
    }
    sequence
}
