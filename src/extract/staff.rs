//! Bodies that set up others, their posts and their tasks: who acts in a statute of organization.

use super::Page;
use super::actors::{acts_by_name, can_open, ends_acting};
use super::joint_actors::parts;
use super::modals::is_count;
use super::noun_phrase::{Place, noun_phrase};
use super::view::View;
use crate::model::{Actor, ActorRole, Span};

/// 本所|设五课, 本所|置所长一人: the body sets up, and what it sets up is no part of its name; 副所长|一人.
pub(super) fn without_staff(page: &Page<'_>, subject: Span) -> Span {
    let text = page.text;
    let body = |at: usize| text.starts_with(subject.start(), "本") && at == subject.start() + 2 || page.annotations.ending(at).is_some();
    let sets_up = |at: &usize| matches!(text.key[*at], '设' | '置') && !page.annotations.splits(*at) && body(*at);
    let end = (subject.start() + 2..subject.end()).find(sets_up).unwrap_or(subject.end());
    let count = text.ends_with(end, "人").then(|| (subject.start()..end - 1).rev().take_while(|at| is_count(text.key[*at])).count());
    let counted = count.filter(|count| *count > 0 && subject.start() + count + 1 < end).map_or(0, |count| count + 1);
    Span::new(subject.start(), end - counted)
}

/// 设会计室，办理…; 置所长一人，综理所务: whom a clause sets up, and who acts next.
pub(crate) fn founded(page: &Page<'_>, view: &View) -> Option<Vec<Actor>> {
    let text = page.text;
    let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
    let verb = tokens.iter().find(|token| ["设", "置", "下设", "组成"].contains(&text.key_slice(token.span).as_str()));
    // 本所|设五课: where the dictionary sees another word.
    let own = || (text.starts_with(view.start, "本") && matches!(text.key_at(view.start + 2), Some('设' | '置'))).then_some(view.start + 3);
    let from = verb.map(|token| token.span.end()).or_else(own)?;
    let (phrase, _) = noun_phrase(page, from, view.core.end(), Place::Agent)?;
    let phrase = without_staff(page, phrase);
    let known = page.codebook.cues.at_end("generic_actor", text.key(phrase)).is_some();
    (known && can_open(page, phrase) && phrase.len() <= 20)
        .then(|| parts(page, phrase).into_iter().map(|span| Actor { span, role: ActorRole::Acts }).collect())
}

/// 掌理…, 负责…: what somebody is set up for; a body also has its own posts.
pub(crate) fn takes_duty(page: &Page<'_>, view: &View, founded: &[Actor]) -> bool {
    let text = page.text;
    let body = founded.last().is_some_and(|actor| text.key_at(actor.span.end() - 1).is_some_and(|c| "室处科课组会局队".contains(c)));
    page.codebook.cues.at("staff_duty", &text.key, view.start).is_some() || body && text.starts_with(view.start, "置")
}

/// 全体会议的主要任务是：…, 委员会之职掌如下：…: whose tasks a list gives.
pub(crate) fn tasked(page: &Page<'_>, view: &View) -> Option<Actor> {
    let text = page.text;
    page.codebook.cues.at_end("task_lead", text.key(view.core)).filter(|_| view.mark == '：')?;
    let of = view.core.range().rev().find(|at| matches!(text.key[*at], '的' | '之'))?;
    let span = text.trim(Span::new(view.start.min(of), of));
    let named = page
        .annotations
        .ending(span.end())
        .is_some_and(|mention| mention.span.start() == span.start() && acts_by_name(mention.entity_type));
    (span.len() > 1 && (named || ends_acting(page, span)) && can_open(page, span)).then_some(Actor { span, role: ActorRole::Acts })
}
