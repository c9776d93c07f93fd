//! Whom a clause wishes or calls upon to act: 呼吁业界…, 她期待中方…, 促当局….
//!
//! Who calls is to do nothing; who stands behind the call is.

use super::Page;
use super::actors::{acts_by_name, can_open, ends_acting};
use super::noun_phrase::{Place, noun_phrase};
use super::view::View;
use crate::model::{Span, Token};

/// Behind the word by which a clause wishes or calls for what somebody else is to do.
pub(super) fn call(page: &Page<'_>, view: &View) -> Option<usize> {
    let (text, cues) = (page.text, &page.codebook.cues);
    // 促|进: no word of its own.
    let calls = |at: usize| {
        let end = at + cues.at("call_upon", &text.key[..view.core.end()], at)?;
        let tokens = &page.segments.tokens;
        let longer = tokens.binary_search_by_key(&at, |token| token.span.start()).is_ok_and(|index| tokens[index].span.end() > end);
        (!longer).then_some(end)
    };
    let modal = view.modal.filter(|(_, cue)| calls(cue.start()) == Some(cue.end()));
    // 促|当局修订: the call has been passed by.
    let passed = || (view.start > view.core.start()).then(|| calls(view.start - 1)).flatten().filter(|end| *end == view.start);
    // 委员会|敦促…, 她|期待…: who calls stands before.
    let behind = || {
        let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
        let at = tokens
            .iter()
            .skip(1)
            .take(4)
            .find(|token| token.tag.starts_with('v') && calls(token.span.start()) == Some(token.span.end()))?;
        let caller = Span::new(view.start, at.span.start());
        let known =
            matches!(text.key(caller), ['他' | '她']) || ends_acting(page, caller) || page.annotations.ending(caller.end()).is_some();
        let noun =
            tokens.iter().take_while(|token| token.span.end() <= caller.end()).all(|token| token.tag.starts_with(['n', 'r', 'j', 'm']));
        (known && noun).then_some(at.span.end())
    };
    modal.map(|(_, cue)| cue.end()).or_else(|| calls(view.start)).or_else(passed).or_else(behind)
}

/// 会议号召，|全国各族人民紧密团结…: whom the clause before has called upon, at the head of this one.
pub(super) fn called_before(page: &Page<'_>, view: &View) -> Option<Span> {
    let (text, start) = (page.text, view.core.start());
    let mark = start.checked_sub(1).filter(|mark| matches!(text.key[*mark], '，' | '：'))?;
    page.codebook.cues.at_end("call_before", &text.key[..mark])?;
    // 压实|企业责任, 以|科学的理论武装人: nobody stands at the head.
    let first = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end())).first()?;
    if view.verb_initial || view.preposition > 0 || first.tag.starts_with(['v', 'p', 'd']) && first.tag != "vn" {
        return None;
    }
    addressee(page, view.start, view.core.end())
}

/// Whom a call names: 业界|把握时机, 生产商|修正标示.
pub(super) fn addressee(page: &Page<'_>, from: usize, limit: usize) -> Option<Span> {
    let text = page.text;
    let from = from + usize::from(text.starts_with(from, "，"));
    let phrase = noun_phrase(page, from, limit, Place::Opening).map(|(phrase, _)| phrase);
    let phrase = phrase.or_else(|| {
        // 市民|珍惜食水: whatever the dictionary takes the word behind for.
        let tokens = page.segments.tokens_in(Span::new(from.min(limit), limit));
        let acts = |token: &Token| {
            let named = page
                .annotations
                .ending(token.span.end())
                .is_some_and(|mention| mention.span.start() >= from && acts_by_name(mention.entity_type));
            named || token.span.len() > 1 && ends_acting(page, token.span)
        };
        // 紧密团结, 齐心协力: four characters say what is done, whatever they are tagged.
        let saying = |token: &Token| token.span.len() == 4 && !acts(token) && page.annotations.starting(token.span.start()).is_none();
        let last = tokens.iter().take(4).position(acts)?;
        let goes_on = tokens.get(last + 1).is_some_and(|next| {
            next.tag != "nr" && !saying(next) && (next.tag.starts_with(['n', 'j', 'x', 'c']) || matches!(next.tag, "vn" | "uj"))
        });
        let plain = tokens[..last].iter().all(|token| token.tag.starts_with(['n', 'b', 'r', 'a', 'm', 'j', 'v']));
        let other = text.key_at(from) == Some('有');
        (plain && !other && !goes_on && last + 1 < tokens.len()).then(|| Span::new(from, tokens[last].span.end()))
    })?;
    let word = page.segments.tokens_in(phrase).len() == 1 && ends_acting(page, phrase);
    (word || can_open(page, phrase)).then_some(phrase)
}
