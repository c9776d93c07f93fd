//! What grammar settles behind the labels of the clause model: what only leads to a verb stays with it, and
//! what begins anew is a statement of its own.

use super::Page;
use super::clause_model;
use super::view::View;
use crate::model::{BlockKind, EntityType, Modality, SectionRole, Span};

/// What grammar settles behind the labels: a phrase alone is no statement but opens the next, and in a
/// law a clause without a modal is the condition of the 应当 that stands right behind it.
pub(super) fn settle(page: &Page<'_>, genre: &str, block: usize, first: usize, views: &[View], labels: &mut [usize]) {
    let role = page.segments.role(block);
    let sentence = |index: usize| page.segments.clauses[first + index].sentence;
    if matches!(genre, "news" | "speech") {
        announced(page, block, views, labels);
    }
    let mut stated = false;
    for index in 0..labels.len() {
        if labels[index] != 2 {
            stated = false;
        }
        if labels[index] == 2 && stated && (sentence(index) != sentence(index - 1) || begins_anew(page, &views[index])) {
            labels[index] = 1;
            stated = false;
        }
        stated |= labels[index] > 0 && states(page, genre, &views[index]);
    }
    for index in 0..labels.len() {
        if labels[index] != 1 {
            continue;
        }
        let view = &views[index];
        let next = (index + 1 < labels.len() && sentence(index + 1) == sentence(index)).then(|| (labels[index + 1], &views[index + 1]));
        let phrase = view.mark == '，' && (clause_model::rule(view, role) == 'P' || suspended(page, view));
        let taken = || {
            let behind = (index + 1..labels.len()).take_while(|other| sentence(*other) == sentence(index));
            let main = behind.map(|other| &views[other]).find(|other| page.text.key_at(other.start) != Some('以'));
            main.is_some_and(|main| main.verb.is_some())
        };
        if view.mark == '，' && matches!(next, Some((1, _))) && (leads(page, view) || takes_as(page, view) && taken()) {
            labels[index + 1] = 2;
            continue;
        }
        match next {
            Some((1, _)) if phrase => labels[index + 1] = 2,
            Some((0, _)) | None if phrase => labels[index] = 0,
            Some((1, _)) if view.mark == '，' && genre == "law" && condition(page, view) => labels[index + 1] = 2,
            Some((1, behind))
                if genre == "law"
                    && view.modal.is_none()
                    && !view.verb_initial
                    && view.mark == '，'
                    && behind.modal.is_some_and(|(_, cue)| cue.start() == behind.start) =>
            {
                labels[index + 1] = 2;
            }
            _ => {}
        }
    }
}

/// What grammar alone tells of an announcement: 署方将设立… is one, and so is a call in a headline;
/// 会否…? is none.
fn announced(page: &Page<'_>, block: usize, views: &[View], labels: &mut [usize]) {
    let text = page.text;
    let title = matches!(page.segments.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_));
    for (index, view) in views.iter().enumerate() {
        let open = view.asks
            && ["会否", "可否", "有否"].iter().any(|word| text.find(view.core, word).is_some_and(|at| at < view.core.start() + 10));
        if open {
            labels[index] = 0;
            continue;
        }
        if labels[index] != 0 || view.done || view.asks {
            continue;
        }
        let binds = view.undertaking.is_some_and(|undertaking| {
            let before = text.trim(Span::new(view.start, undertaking.word.start()));
            undertaking.bearer == "body" && view.verb.is_some() && office(page, before)
        });
        let calls = title
            && view
                .modal
                .is_some_and(|(_, cue)| cue.start() == view.start && page.codebook.cues.at("call", &text.key, cue.start()).is_some());
        if binds || calls {
            labels[index] = 1;
        }
    }
}

/// A body of the state, or one that speaks of itself.
fn office(page: &Page<'_>, before: Span) -> bool {
    let text = page.text;
    let named = page.annotations.starting(before.start()).is_some_and(|mention| mention.entity_type == EntityType::Organization);
    let own = ["我们", "政府", "当局", "署方", "局方", "处方", "院方", "部方", "校方", "特区政府", "中心", "该局", "该署"];
    named || own.iter().any(|word| text.starts_with(before.start(), word))
}

/// …者，…; …的，…; …后，…: under which condition or when the next clause holds.
fn condition(page: &Page<'_>, view: &View) -> bool {
    page.codebook.cues.at_end("condition_end", page.text.key(view.core)).is_some()
}

/// A clause that says what is to be done: no condition, no phrase.
fn states(page: &Page<'_>, genre: &str, view: &View) -> bool {
    let lead = view.mark == '，' && (clause_model::rule(view, SectionRole::Plain) == 'P' || leads(page, view) || suspended(page, view));
    (view.verb.is_some() || view.modal.is_some()) && !lead && !(genre == "law" && condition(page, view))
}

/// 並…, 但…: a statement of its own behind another one.
fn begins_anew(page: &Page<'_>, view: &View) -> bool {
    match page.text.key_at(view.core.start()) {
        Some('并') => view.verb.is_some() || view.modal.is_some(),
        Some('但') => true,
        // 国家发展科普产业，鼓励…: another modality.
        Some('鼓' | '支' | '引') => view.modal.is_some_and(|(modality, cue)| modality == Modality::Promote && cue.start() == view.start),
        _ => false,
    }
}

/// 要结合实际，…; 通过技术引进，…; 在坚持公有制的前提下，…: how, on what and when; the verb is still to come.
fn leads(page: &Page<'_>, view: &View) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let end = view.core.end();
    // Behind the modal, if there is one.
    let from = view.modal.map_or(view.start, |(_, cue)| cue.end());
    let Some(length) = cues.at("lead_opener", &text.key[..end], from) else { return false };
    let rest = Span::new(from + length, end);
    let closed = cues.at_end("lead_close", text.key(rest)).is_some();
    if text.key_at(from) == Some('在') {
        return closed;
    }
    let verbs = page.segments.tokens_in(rest).iter().any(|token| {
        let word = text.key(token.span);
        token.tag == "v" && cues.at("directive_verb", word, 0) == Some(word.len())
    });
    closed || !verbs
}

/// 以骨干企业为平台: what the verb behind it works with.
fn takes_as(page: &Page<'_>, view: &View) -> bool {
    let key = page.text.key(view.core);
    let last = key.iter().rposition(|c| *c == '为');
    last.is_some_and(|at| {
        page.codebook.cues.at("taken_as", key, at + 1).is_some_and(|length| at + 1 + length == key.len())
            && key.get(view.start - view.core.start()..at).is_some_and(|before| before.first() == Some(&'以'))
    })
}

/// 部门应当根据目录，…: a modal and a phrase, and the verb is still to come.
fn suspended(page: &Page<'_>, view: &View) -> bool {
    let Some((_, cue)) = view.modal else { return false };
    let basis = ["根据", "按照", "依照", "依据", "参照", "遵照"].iter().any(|word| page.text.starts_with(cue.end(), word));
    let verbs = page.segments.tokens_in(Span::new((cue.end() + 2).min(view.core.end()), view.core.end())).iter();
    basis && !verbs.clone().any(|token| token.tag == "v")
}
