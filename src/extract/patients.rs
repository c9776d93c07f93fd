//! Who opens a clause and does not act in it: who undergoes what is done, and who only says of which thing it speaks.

use super::Page;
use super::actors::ends_acting;
use super::modals::leads;
use super::scope::is_condition;
use super::verbs::trim_adverbs;
use super::view::View;
use crate::model::{Actor, Modality, Span, Text};

/// 复职人员补发俸给, 降级人员应改叙…: a body does it to a person.
pub(super) fn undergoes(page: &Page<'_>, view: &View, actors: &[Actor]) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let person = |actor: &Actor| text.key_at(actor.span.end() - 1).is_some_and(|c| "者人员官生兵".contains(c));
    if actors.is_empty() || !actors.iter().all(person) {
        return false;
    }
    let end = view.core.end() - usize::from(text.ends_with(view.core.end(), "之"));
    let last = cues.at_end("undergone", text.key(Span::new(view.start.min(end), end))).is_some();
    let whole = |verb: &Span| cues.at("undergone", &text.key[..view.core.end()], verb.start()).is_some_and(|length| length >= verb.len());
    last || view.verb.as_ref().is_some_and(whole)
}

/// 纳税人接受教育|的支出，按照…扣除: the noun behind is what the clause is about, and the subject only says which.
pub(super) fn says_which(page: &Page<'_>, view: &View, subject: Span) -> bool {
    let text = page.text;
    let modal = view.modal.map(|(_, cue)| cue.start());
    let end = modal.unwrap_or(view.core.end());
    if !view.core.contains(subject) || end <= subject.end() {
        return false;
    }
    // What follows says what becomes of the thing.
    let told = ["按照", "按", "依照", "自", "从", "由", "在"];
    let thing = page.codebook.cues.at_end("thing", text.key(view.core)).is_some();
    let next = view.core.end() + 1;
    if modal.is_none() && !(view.mark == '，' && thing && told.iter().any(|word| text.starts_with(next, word))) {
        return false;
    }
    let rest = Span::new(subject.end(), end);
    let verb = page.segments.tokens_in(rest).first().is_some_and(|first| first.tag.starts_with('v'));
    let Some(of) = rest.range().rev().find(|at| matches!(text.key[*at], '的' | '之')).filter(|of| verb && *of > subject.end() + 1) else {
        return false;
    };
    let head = trim_adverbs(text, page.segments, page.annotations, &page.codebook.cues, text.trim(Span::new(of + 1, end)));
    let tokens = page.segments.tokens_in(head);
    let nominal = page.codebook.cues.at_end("thing", text.key(head)).is_some()
        || tokens.iter().all(|token| token.tag.starts_with(['n', 'b', 'j', 'l']) || matches!(token.tag, "vn" | "an" | "x" | "c"));
    !head.is_empty() && head.len() <= 10 && !tokens.is_empty() && nominal && !ends_acting(page, head)
}

/// 其负责人应当…, 其所有人不得…: who acts is told by whose he is.
pub(super) fn its(page: &Page<'_>, view: &View) -> Option<Span> {
    let (text, cues) = (page.text, &page.codebook.cues);
    let (modality, cue) = view.modal?;
    let binds = matches!(modality, Modality::Shall | Modality::Must | Modality::Permit | Modality::Prohibit);
    let other = ["其他", "其它", "其余", "其中", "其未", "其无", "其有"].iter().any(|word| text.starts_with(view.start, word));
    if !binds || other || text.key_at(view.start) != Some('其') || cue.start() <= view.start + 2 {
        return None;
    }
    let who = trim_adverbs(text, page.segments, page.annotations, cues, Span::new(view.start + 1, cue.start()));
    let plain = !text.key(who).iter().any(|c| matches!(c, '的' | '之' | '，' | '、' | '者'));
    let verb = page.segments.tokens_in(who).first().is_some_and(|first| first.tag == "v");
    let sound = (2..=8).contains(&who.len()) && ends_acting(page, who) && plain && !verb && leads(text, cues, who.end(), cue.start());
    sound.then(|| Span::new(view.start, who.end()))
}

/// 违反规定的，…: whom a penalty meets.
pub(super) fn suffers(text: &Text, view: &View) -> bool {
    // 税务机关发现…的: who finds is who punishes.
    let finds = ["发现", "认为", "收到", "接到", "查明"].iter().filter_map(|word| text.find(view.core, word)).any(|at| at > view.start + 1);
    (is_condition(text, view) || breaks_rule(text, view))
        && !finds
        && !["时", "后"].iter().any(|word| text.ends_with(view.core.end(), word))
}

/// 经营者违反规定，…: what goes before a penalty.
pub(crate) fn breaks_rule(text: &Text, view: &View) -> bool {
    view.mark == '，' && view.modal.is_none() && text.find(view.core, "违反").is_some()
}

/// 处一万元以下罚款: somebody suffers what the clause says; 罚款收据 is a paper.
pub(crate) fn is_penal(page: &Page<'_>, view: &View) -> bool {
    let text = page.text;
    view.core.range().filter(|at| page.codebook.cues.at("penalty", &text.key[..view.core.end()], *at).is_some()).any(|at| {
        let paper = ["罚款", "处罚", "处分"].iter().find(|word| text.starts_with(at, word) || text.ends_with(at + 1, word));
        paper.is_none_or(|_| {
            !["收据", "票据", "决定", "文书", "程序", "种类"]
                .iter()
                .any(|word| text.starts_with(at + 1, word) || text.starts_with(at + 2, word))
        })
    })
}

/// 应当对其检验, 得通知其补正: what a clause does to who has been named.
pub(super) fn spoken_of(text: &Text, view: &View) -> bool {
    let from = view.modal.map_or(view.start, |(_, cue)| cue.end());
    let rest = Span::new(from.min(view.core.end()), view.core.end().min(from + 8));
    ["对其", "将其", "向其", "责令其", "通知其", "命其", "令其", "给予其"].iter().any(|word| text.find(rest, word) == Some(rest.start()))
}
