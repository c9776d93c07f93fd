//! What only leads to a verb: a phrase of means, basis, object or place, wherever it opens in its clause.
//!
//! Law: behind the word that opens such a phrase no verb of a directive stands, but in what says which.

use super::Page;
use super::verbs::{first_verb, trim_adverbs};
use super::view::{View, acting};
use crate::model::{Modality, Span, Token};

/// Verbs that have what 对 names as their object.
const ACTS: [&str; 12] = ["进行", "给予", "予以", "加以", "实行", "作出", "追究", "采取", "开展", "提供", "实施", "加强"];

/// A clause that leads, and nothing in the next one begins anew: no modal, nobody else who acts.
pub(super) fn leads_to(page: &Page<'_>, view: &View, behind: &View) -> bool {
    leads(page, view)
        || behind.modal.is_none_or(|(modality, _)| modality == Modality::Promote)
            && behind.subject.is_none()
            && !page.text.starts_with(behind.start, "以")
            && hangs(page, view)
}

/// 要结合实际，…; 通过技术引进，…; 在坚持公有制的前提下，…: the clause, or what stands behind its modal, only says how,
/// on what and when; the verb is still to come.
pub(super) fn leads(page: &Page<'_>, view: &View) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let end = view.core.end();
    // 铁路方面，加快…
    if view.modal.is_none() && view.verb.is_none() && text.ends_with(end, "方面") && view.core.len() <= 12 {
        return true;
    }
    // Behind the modal, if there is one.
    let from = view.modal.map_or(view.start, |(_, cue)| cue.end());
    let Some(length) = cues.at("lead_opener", &text.key[..end], from) else { return false };
    let rest = Span::new(from + length, end);
    // 随着生产的发展: never a verb of its own.
    if text.starts_with(from, "随着") {
        return true;
    }
    // 依托园区培育企业: a verb of its own, whichever.
    if text.starts_with(from, "依托") {
        return view.modal.is_none() && !page.segments.tokens_in(rest).iter().any(|token| token.tag.starts_with('v'));
    }
    // 对外开放, 经济发展: words of their own.
    let single = page.segments.tokens.binary_search_by_key(&from, |token| token.span.start()).is_ok_and(|at| {
        let token = &page.segments.tokens[at];
        token.span.len() == length || length > 1
    });
    if !single {
        return false;
    }
    // 要对一批企业，进行改造: a verb of its own ends it, but none in what says which.
    if text.starts_with(from, "对") {
        let which = rest.range().rev().find(|at| text.key[*at] == '的').unwrap_or(from);
        return !page.segments.tokens_in(rest).iter().any(|token| {
            let directive = cues.at("directive_verb", text.key(token.span), 0) == Some(token.span.len());
            (token.tag == "v" || directive) && token.span.start() > which || ACTS.contains(&text.key_slice(token.span).as_str())
        });
    }
    let closed = cues.at_end("lead_close", text.key(rest)).is_some();
    if text.key_at(from) == Some('在') {
        return closed;
    }
    let verbs = page.segments.tokens_in(rest).iter().any(|token| {
        let word = text.key(token.span);
        // 围绕体制的建立: a noun.
        let noun = text.ends_with(token.span.start(), "的") && token.span.end() == end;
        // 通过调整、改革和联合共建: verbs in a row, without an object.
        let listed = token.span.end() == end || ["、", "和", "与", "及", "等"].iter().any(|word| text.starts_with(token.span.end(), word));
        let listed = listed && ["通过", "借助"].iter().any(|word| text.starts_with(from, word)) && view.modal.is_none();
        let action = token.tag == "v" || token.tag == "vn" && text.starts_with(from, "围绕") && token.span.end() < end;
        action && !noun && !listed && cues.at("directive_verb", word, 0) == Some(word.len())
    });
    closed || !verbs
}

/// 财政部门结合考核结果，…; 鼓励企业依托平台，…; 应当在醒目位置，…: such a phrase behind who acts, a modal, or whom 鼓励 names.
fn hangs(page: &Page<'_>, view: &View) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let end = view.core.end();
    if view.mark != '，' || view.done {
        return false;
    }
    let tokens = page.segments.tokens_in(Span::new(view.start.min(end), end));
    let Some((at, length)) = tokens.iter().rev().map(|token| token.span.start()).find_map(|at| {
        cues.at("coverb", &text.key[..end], at)
            .filter(|length| page.segments.tokens.binary_search_by_key(&(at + length), |token| token.span.start()).is_ok())
            .map(|length| (at, length))
    }) else {
        return false;
    };
    let governed = view.modal.is_none_or(|(_, cue)| cue.end() <= at);
    governed && carried(page, view, at) && unfinished(page, at, Span::new((at + length).min(end), end))
}

/// Before the phrase stands nothing, a modal with adverbs, who acts, or whom 鼓励 names.
fn carried(page: &Page<'_>, view: &View, at: usize) -> bool {
    let (text, cues, segments, ruled) = (page.text, &page.codebook.cues, page.segments, page.annotations);
    if text.ends_with(at, "坚持") {
        return false;
    }
    let behind = view.modal.filter(|(_, cue)| cue.end() <= at);
    let from = behind.map_or(view.start, |(_, cue)| cue.end());
    let before = trim_adverbs(text, segments, ruled, cues, Span::new(from, at));
    if before.is_empty() {
        return behind.is_none_or(|(modality, _)| modality != Modality::Explore);
    }
    let weak = behind.is_none_or(|(modality, _)| modality == Modality::Promote);
    let verb = first_verb(text, segments, cues, before.start(), before.end()).is_some();
    weak && !verb && before.len() <= 24 && acting(text, before, ruled, cues).is_some_and(|who| who.start() == before.start())
}

/// Nothing behind the word that opens the phrase is its verb.
fn unfinished(page: &Page<'_>, at: usize, rest: Span) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    if rest.is_empty() {
        return false;
    }
    let tokens = page.segments.tokens_in(rest);
    if tokens.iter().any(|token| ACTS.contains(&text.key_slice(token.span).as_str())) {
        return false;
    }
    let closed = cues
        .at_end("lead_close", text.key(rest))
        .is_some_and(|(close, _)| text.ends_with(rest.start() + close, "的") || !text.ends_with(rest.end(), "办法"));
    let which = rest.range().rev().find(|at| matches!(text.key[*at], '的' | '之')).unwrap_or(rest.start());
    let after = page.segments.tokens_in(Span::new(which, rest.end()));
    let joined = |end: usize| {
        end == rest.end()
            || cues.at("lead_close", &text.key[..rest.end()], end).is_some()
            || text.key_at(end).is_some_and(|c| "、和与及等".contains(c))
    };
    let none = !after.iter().any(|token| {
        let directive = cues.at("directive_verb", text.key(token.span), 0) == Some(token.span.len()) && !token.tag.starts_with('n');
        matches!(token.tag, "v" | "vd" | "vi") || (directive || token.tag == "vn") && !(token.tag == "vn" && joined(token.span.end()))
    });
    match text.key_at(at) {
        Some('从') => ["出发", "角度", "高度", "入手"].iter().any(|word| text.ends_with(rest.end(), word)),
        Some('在') => closed && none,
        Some('以') => {
            let taken = rest.range().rev().find(|at| text.key[*at] == '为');
            taken
                .map_or(none, |at| cues.at("taken_as", &text.key[..rest.end()], at + 1).is_some_and(|length| at + 1 + length == rest.end()))
        }
        Some('按' | '根' | '依' | '遵' | '本') => closed || none,
        Some('通' | '借') => {
            none && !tokens.iter().any(|token| {
                token.tag == "v"
                    || cues.at("directive_verb", text.key(token.span), 0) == Some(token.span.len())
                        && token.tag != "vn"
                        && !token.tag.starts_with('n')
            })
        }
        _ => none,
    }
}

/// 以骨干企业为平台: what the verb behind it works with.
pub(super) fn takes_as(page: &Page<'_>, view: &View) -> bool {
    let key = page.text.key(view.core);
    let last = key.iter().rposition(|c| *c == '为');
    last.is_some_and(|at| {
        page.codebook.cues.at("taken_as", key, at + 1).is_some_and(|length| at + 1 + length == key.len())
            && key.get(view.start - view.core.start()..at).is_some_and(|before| before.first() == Some(&'以'))
    })
}

/// 部门应当根据目录，…; 機關得依產業發展所需之基準，…: a modal and a phrase, and the verb is still to come.
pub(super) fn suspended(page: &Page<'_>, view: &View) -> bool {
    let Some((_, cue)) = view.modal else { return false };
    let (text, end) = (page.text, view.core.end());
    let basis = ["根据", "按照", "依照", "依据", "参照", "遵照"].iter().find(|word| text.starts_with(cue.end(), word));
    let single = text.key_at(cue.end()) == Some('依')
        && page.segments.tokens.binary_search_by_key(&(cue.end() + 1), |token| token.span.start()).is_ok();
    let Some(length) = basis.map(|word| word.chars().count()).or(single.then_some(1)) else { return false };
    let rest = Span::new((cue.end() + length).min(end), end);
    let tokens = page.segments.tokens_in(rest);
    let noun = !single || tokens.last().is_some_and(|token| token.tag.starts_with('n') || token.tag == "vn");
    // 發展|所需之: what says which.
    let which = |token: &Token| {
        single && ["之", "的", "所"].iter().any(|word| text.starts_with(token.span.end(), word) || text.ends_with(token.span.start(), word))
    };
    noun && !tokens.iter().any(|token| token.tag == "v" && !which(token))
}
