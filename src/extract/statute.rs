//! How the sentences of a statute hang together: what goes on with the clause before, and what begins anew.

use super::Page;
use super::scope::is_condition;
use super::view::View;
use crate::model::{Modality, Span};

/// Words behind a modal that lead to the verb of the next clause: 应当在…，, 得视…，, 应自…起…内，.
const LEADS: &[&str] = &[
    "在", "于", "自", "以", "就", "视", "对", "将", "向", "通过", "透过", "与", "针对", "依托", "凭", "依", "依照", "依据", "按", "按照", "根据", "参照",
    "遵照", "结合", "采取", "本着", "连同", "会同", "配合",
];

/// Ends of what leads to a verb by its time.
const TIMES: &[&str] = &["前", "后", "时", "内", "间", "起", "同时", "当日"];

/// Ends of what leads to a verb by a place, a basis, a manner.
const CLOSES: &[&str] = &[
    "中", "下", "方式", "途径", "需要", "特点", "规律", "比例", "原则", "规定", "规则", "要求", "程序", "条件", "标准", "分工", "形式", "渠道", "基础",
    "情况", "职责", "名义", "指南", "措施", "系统", "处所", "场所", "位置", "地点", "区域",
];

/// Penalties that stand side by side: 责令改正，给予警告，没收违法所得.
const PENALTIES: &[&str] = &["责令", "给予", "没收", "吊销", "处以", "处", "并处", "予以", "可以并处", "可以处"];

/// A clause that is a statement of its own behind the one before it.
pub(super) fn begins_anew(page: &Page<'_>, before: &View, view: &View, stated: bool) -> bool {
    let text = page.text;
    if view.verb.is_none() && view.modal.is_none() || is_condition(text, before) {
        return false;
    }
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(view.start, word));
    if before.mark == '；' {
        return true;
    }
    let threshold = view.modal.is_some_and(|(_, cue)| ["方", "始", "才"].iter().any(|word| text.starts_with(cue.start(), word)));
    // 需要进口的货物，…; 如需变动，…: no duty of its own.
    let slight = |word: &str| ["需要", "需", "同意", "必需", "要"].contains(&word);
    let case = before.preposition > 0 || ["如", "所称", "因"].iter().any(|word| text.find(before.core, word).is_some());
    let solid = before.modal.is_some_and(|(_, cue)| !slight(&text.key_slice(cue))) && !case || penal(page, before);
    if !stated || threshold || !solid || before.mark != '，' {
        return false;
    }
    let opening = view.modal.filter(|(_, cue)| cue.start() == view.start).map(|(modality, _)| modality);
    let another = match opening {
        Some(Modality::Prohibit | Modality::Permit) => true,
        Some(Modality::Shall) => before.modal.is_some_and(|(modality, _)| modality != Modality::Shall),
        _ => false,
    };
    let governed = view.modal.is_some_and(|(_, cue)| cue.start() > view.start) && view.subject.is_some() && before.modal.is_some();
    another || governed || starts(PENALTIES) && penal(page, before) || starts(&["由", "其", "逾期", "届期", "期满", "必要时"])
}

/// 责令改正, 给予警告: a penalty.
fn penal(page: &Page<'_>, view: &View) -> bool {
    ["责令", "给予", "没收", "警告"].iter().any(|word| page.text.find(view.core, word).is_some())
}

/// The clause goes on in the next one: its verb is still to come, or only an object is added.
pub(super) fn goes_on(page: &Page<'_>, view: &View, behind: &View) -> bool {
    if view.mark != '，' {
        return false;
    }
    suspended(page, view) || topic(page, view, behind) || adds(page, behind)
}

/// 应当在公安机关的监督下，自行…: a modal and a phrase.
fn suspended(page: &Page<'_>, view: &View) -> bool {
    let text = page.text;
    let Some((modality, cue)) = view.modal else { return false };
    if !matches!(modality, Modality::Shall | Modality::Must | Modality::Permit | Modality::Prohibit) {
        return false;
    }
    let end = view.core.end();
    let rest = Span::new(cue.end().min(end), end);
    if text.starts_with(rest.start(), "采取") {
        return text.ends_with(end, "措施") || text.ends_with(end, "方式");
    }
    if !LEADS.iter().any(|word| text.starts_with(rest.start(), word)) {
        return false;
    }
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(end, word));
    let inside = Span::new((rest.start() + 1).min(end), end);
    let relative = inside.range().rev().find(|at| text.key[*at] == '的').map_or(inside.start(), |at| at + 1);
    ends(TIMES) || ends(CLOSES) && no_verb(page, Span::new(relative, end)) || !ends(&["之"]) && no_verb(page, inside)
}

/// No verb stands in a span.
fn no_verb(page: &Page<'_>, span: Span) -> bool {
    !page.segments.tokens_in(span).iter().any(|token| {
        let word = page.text.key(token.span);
        token.tag == "v" || page.codebook.cues.at("directive_verb", word, 0) == Some(word.len()) && token.tag != "vn"
    })
}

/// 安置后的待遇，由…: what the next clause speaks of.
fn topic(page: &Page<'_>, view: &View, behind: &View) -> bool {
    let text = page.text;
    let named = ["由", "应", "得", "不得", "均", "以", "任何", "原则上", "其"].iter().any(|word| text.starts_with(behind.start, word));
    view.modal.is_none() && !view.verb_initial && named && {
        let whole = Span::new(view.start.min(view.core.end()), view.core.end());
        let relative = whole.range().rev().find(|at| matches!(text.key[*at], '的' | '之')).map_or(whole.start(), |at| at + 1);
        no_verb(page, Span::new(relative, whole.end()))
    }
}

/// …，以及自我声明的标准; …，以备查验.
fn adds(page: &Page<'_>, behind: &View) -> bool {
    let text = page.text;
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(behind.core.start(), word));
    let object = starts(&["以及", "及"]) && behind.modal.is_none() && !behind.verb_initial && !starts(&["及时"]);
    object || starts(&["以备", "以资", "以供"])
}
