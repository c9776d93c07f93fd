//! How the sentences of a statute hang together: what goes on with the clause before, and what begins anew.

use super::Page;
use super::scope::is_condition;
use super::view::View;
use super::{deadlines, slots, staff};
use crate::model::{Inherited, Modality, PolicyPoint, Span, Text};

/// A clause that is a statement of its own behind the one before it.
pub(super) fn begins_anew(page: &Page<'_>, before: &View, view: &View, stated: bool) -> bool {
    let text = page.text;
    if view.verb.is_none() && view.modal.is_none() || is_condition(text, before) || suspended(page, before) {
        return false;
    }
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(view.start, word));
    if before.mark == '；' {
        return true;
    }
    // 需要进口的货物，…; 如需变动，…: no duty of its own.
    let slight = |word: &str| ["需要", "需", "同意", "必需", "要"].contains(&word);
    let case = before.preposition > 0 || ["如", "所称", "因"].iter().any(|word| text.find(before.core, word).is_some());
    // 本所设五课，分别掌理…: whom it sets up.
    let founds = before.modal.is_none() && !case && staff::founded(page, before).is_some();
    let solid = before.modal.is_some_and(|(_, cue)| !slight(&text.key_slice(cue))) && !case || penal(page, before) || founds;
    // 应进行调处，不服调处者，应…: another case.
    if is_condition(text, view) {
        let joined = ["或", "并", "且", "及"].iter().any(|word| text.starts_with(view.core.start(), word));
        let case = ["的", "者"].iter().any(|word| text.ends_with(view.core.end(), word));
        return case && stated && solid && !joined;
    }
    let threshold = view.modal.is_some_and(|(_, cue)| ["方", "始", "才"].iter().any(|word| text.starts_with(cue.start(), word)));
    if !(stated || founds) || threshold || !solid || before.mark != '，' {
        return false;
    }
    let opening = view.modal.filter(|(_, cue)| cue.start() == view.start).map(|(modality, _)| modality);
    let another = match opening {
        Some(Modality::Prohibit | Modality::Permit) => true,
        Some(Modality::Shall) => before.modal.is_some_and(|(modality, _)| modality != Modality::Shall),
        _ => false,
    };
    let governed = view.modal.is_some_and(|(_, cue)| cue.start() > view.start) && view.subject.is_some() && before.modal.is_some();
    // 应当遵循原则，保障人权: a verb with an object of its own.
    let plain = view.modal.is_none()
        && view.verb_initial
        && view.preposition == 0
        && (before.verb.is_some() || founds)
        && !starts(&["予以", "径", "迳"]);
    plain
        || another
        || governed
        || page.codebook.cues.at("penalty_opener", &text.key, view.start).is_some() && penal(page, before)
        || starts(&["由", "其", "逾期", "届期", "期满", "必要时"])
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
    let end = view.core.end();
    let mild = !matches!(modality, Modality::Shall | Modality::Must | Modality::Permit | Modality::Prohibit);
    if mild && !text.ends_with(end, "等方式") {
        return false;
    }
    let adverb = ["先", "另", "仍", "并"].iter().any(|word| text.starts_with(cue.end(), word));
    let rest = Span::new((cue.end() + usize::from(adverb)).min(end), end);
    if text.starts_with(rest.start(), "视") || ["等方式", "等形式", "等途径", "等手段"].iter().any(|word| text.ends_with(end, word))
    {
        return true;
    }
    if text.starts_with(rest.start(), "采取") {
        return text.ends_with(end, "措施") || text.ends_with(end, "方式");
    }
    // 应当依法…, 应经培训…: adverbs and verbs.
    let reached = ["出席", "决议", "同意"].iter().any(|word| text.ends_with(end, word));
    if text.starts_with(rest.start(), "依法") || text.starts_with(rest.start(), "经") && !reached {
        return false;
    }
    // 得以出租方式，…: 以 is a part of the modal.
    if !text.ends_with(cue.end(), "得以") && page.codebook.cues.at("modal_lead", &text.key, rest.start()).is_none() {
        return false;
    }
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(end, word));
    let inside = Span::new((rest.start() + 1).min(end), end);
    let relative = inside.range().rev().find(|at| text.key[*at] == '的').map_or(inside.start(), |at| at + 1);
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(rest.start(), word));
    let basis = page.codebook.cues.at("lead_basis", &text.key, rest.start()).is_some()
        && ends(&["规定", "规则", "规范", "程序", "标准", "指南", "申请", "声请"]);
    let main = ["实施", "进行", "开展", "加强", "提供", "给予", "作出", "建立", "采取", "履行", "承担"];
    let object =
        starts(&["将", "对", "就", "与"]) && relative > inside.start() && !main.iter().any(|verb| text.find(inside, verb).is_some());
    let closed = |group: &str| page.codebook.cues.at_end(group, &text.key[..end]).is_some();
    closed("lead_time")
        || basis
        || (closed("lead_manner") || object) && no_verb(page, Span::new(relative, end))
        || !ends(&["之"]) && no_verb(page, inside)
}

/// No verb stands in a span.
fn no_verb(page: &Page<'_>, span: Span) -> bool {
    !page.segments.tokens_in(span).iter().any(|token| {
        let word = page.text.key(token.span);
        token.tag == "v"
            || word == ['报']
            || word == ['送']
            || page.codebook.cues.at("directive_verb", word, 0) == Some(word.len()) && token.tag != "vn"
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
    let taken = ["将", "把", "由", "对"].iter().any(|word| text.find(behind.core, word).is_some());
    let object = starts(&["以及", "及"]) && !taken && behind.modal.is_none() && !behind.verb_initial && !starts(&["及时"]);
    object || starts(&["以备", "以资", "以供"])
}

/// 填具申请书|并|检附文件: the verb behind 并 where a noun stands before it and an object behind the verb.
pub(super) fn second_verb(page: &Page<'_>, view: &View) -> Option<Span> {
    let text = page.text;
    let from = view.verb.map_or(view.start, Span::end);
    let tokens = page.segments.tokens_in(Span::new(from.min(view.core.end()), view.core.end()));
    let at = tokens.iter().position(|token| text.key_slice(token.span) == "并")?;
    let before = tokens[..at].last()?;
    let mut verb = tokens.get(at + 1)?;
    if matches!(verb.tag, "d" | "ad") {
        verb = tokens.get(at + 2)?;
    }
    let whole = page.text.key(verb.span);
    let known = verb.tag == "v" || page.codebook.cues.at("directive_verb", whole, 0) == Some(whole.len());
    let object = view.core.end() - verb.span.end();
    let attribute = ["的", "之"]
        .iter()
        .any(|word| text.find(Span::new(verb.span.end(), view.core.end()), word).is_some_and(|at| at < verb.span.end() + 6));
    let attribute =
        attribute || ["限制", "等规定"].iter().any(|word| text.find(Span::new(verb.span.end(), view.core.end()), word).is_some());
    let noun = before.tag.starts_with('n') && before.span.len() >= 2;
    (view.verb.is_some()
        && noun
        && known
        && verb.span.len() >= 2
        && object >= 2
        && !attribute
        && is_open(page, view.start, verb.span.start()))
    .then(|| Span::new(tokens[at + 1].span.start(), verb.span.end()))
}

/// No bracket or quotation is open at a place.
fn is_open(page: &Page<'_>, from: usize, to: usize) -> bool {
    let key = &page.text.key[from..to];
    let count = |marks: &[char]| key.iter().filter(|c| marks.contains(c)).count();
    count(&['(', '《', '“']) == count(&[')', '》', '”'])
}

/// 但因急救的除外: an exception to the clause before it.
pub(super) fn excepts(page: &Page<'_>, view: &View) -> bool {
    ["除外", "不在此限"].iter().any(|word| page.text.ends_with(view.core.end(), word))
}

/// Clauses of a statute by which nobody is bound: scope, fictions, definitions, entry into force.
pub(super) fn binds_nobody(page: &Page<'_>, view: &View) -> bool {
    const ACTS: [&str; 8] = ["本法", "本条例", "本办法", "本规定", "本细则", "本准则", "本规则", "本标准"];
    let text = page.text;
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(view.core.end(), word));
    let before_act = ["适用", "制定"].iter().any(|word| ACTS.iter().any(|act| ends(&[&format!("{word}{act}")])));
    let fiction = ["视为", "视同", "是指", "系指"].iter().any(|word| {
        text.find(view.core, word).is_some_and(|at| !text.ends_with(at, "监") && !text.ends_with(at, "重") && !text.ends_with(at, "得"))
    });
    before_act || ends(&["同时废止", "起施行", "日施行"]) || view.modal.is_none() && fiction
}

/// 报市人民政府批准|并|公布结果: two verbs with an object each are two points.
pub(super) fn halves(page: &Page<'_>, point: &PolicyPoint, second: Span) -> Vec<PolicyPoint> {
    let text = page.text;
    if second.start() <= point.span.start() + 2 || second.end() > point.span.end() {
        return vec![point.clone()];
    }
    let mut left = point.clone();
    let mut right = point.clone();
    left.span = text.trim(Span::new(point.span.start(), second.start() - 1));
    right.span = text.trim(Span::new(second.start(), point.span.end()));
    right.aim = Some(second);
    right.object = Some(text.trim(Span::new(second.end(), right.span.end()))).filter(|object| !object.is_empty());
    right.objects = right.object.map(|object| slots::objects(text, object)).unwrap_or_default();
    if let Some(cue) = point.cue.filter(|cue| cue.end() <= second.start()) {
        right.inherited.push(Inherited { part: "modality", from: cue });
    }
    if let Some(actor) = point.actors.first() {
        right.inherited.push(Inherited { part: "actor", from: actor.span });
    }
    for half in [&mut left, &mut right] {
        half.due = deadlines::due(text, page.annotations, half.span);
        half.targets = slots::targets(text, page.annotations, half.span, half.modality);
    }
    right.conditions.clear();
    right.means.clear();
    right.purposes.clear();
    vec![left, right]
}

/// The modal that opens a later clause decides where the first only says on what condition, or of whom.
pub(super) fn outweighs(text: &Text, first: &View, later: &View) -> bool {
    let (Some((modality, _)), Some((behind, cue))) = (first.modal, later.modal) else { return false };
    let threshold = ["方", "始", "才"].iter().any(|word| text.starts_with(cue.start(), word));
    match modality {
        Modality::Shall | Modality::Must => behind == Modality::Permit && threshold,
        Modality::Permit => matches!(behind, Modality::Shall | Modality::Must) && first.subject.is_none() && !first.verb_initial,
        _ => false,
    }
}

/// Its words, or in a law 应 where others write 应当.
pub(super) fn of_taiwan(page: &Page<'_>, genre: &str) -> bool {
    const WORDS: [&str; 6] = ["定之", "订定", "主管机关", "中华民国", "新台币", "依本法"];
    let text = page.text;
    let count = |word: &str| text.span().range().filter(|at| text.starts_with(*at, word)).count();
    let short = ["应依", "应于", "应以", "应由", "应先", "应向", "应检", "应经"].iter().map(|word| count(word)).sum::<usize>();
    WORDS.iter().any(|word| text.find(text.span(), word).is_some()) || genre == "law" && short >= 2 && short > count("应当")
}
