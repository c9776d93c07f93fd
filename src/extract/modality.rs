//! How strong a statement is: its own modal, one in force, a right or duty, a figure to be reached, or a plain directive.

use super::Page;
use super::chinese::Reading;
use super::view::View;
use crate::model::{EntityType, Modality, SectionRole, Span};

/// The modality of a clause: its own modal, one in force, a target, or a plain directive.
pub(super) fn of(page: &Page<'_>, reading: &Reading, clause: usize, block: usize) -> (Modality, Option<Span>, bool) {
    let view = &reading.views[clause];
    let text = page.text;
    let quantities = page.annotations.inside(view.core).iter().any(|mention| mention.entity_type == EntityType::Quantity);
    // 支持…，经费投入增长8%: a figure to be reached is not what is furthered.
    let reached = quantities && !view.verb_initial && view.preposition == 0 && grows(page, view);
    let granted = text.find(view.core, "给予").is_some();
    // 不搞一刀切: a ban without a word for it.
    let cues = &page.codebook.cues;
    if let Some(length) = cues.at("abstain", &text.key[..view.core.end()], view.start)
        && reading.modals[clause].is_none_or(|(_, _, inherited)| inherited)
    {
        return (Modality::Prohibit, Some(Span::new(view.start, view.start + length)), false);
    }
    if let Some(until) = until(page, reading, clause)
        && reading.modals[clause].is_none_or(|(_, cue, inherited)| inherited && cue.start() < until)
    {
        return (Modality::Aim, view.verb, false);
    }
    if let Some((modality, cue, inherited)) =
        reading.modals[clause].filter(|(modality, _, inherited)| !(*inherited && *modality == Modality::Promote && reached && !granted))
    {
        // 要坚决…, 应当严格…: the stricter word decides; 要鼓励, 要支持: the weaker one.
        return (modality, Some(cue), inherited);
    }
    let begins = |words: &[&str]| words.iter().any(|word| text.starts_with(view.start, word));
    // 处一万元以上十万元以下罚款: a penalty is no target.
    if ["罚款", "罚锾", "处罚", "违法所得", "有期徒刑", "拘留"].iter().any(|word| text.find(view.core, word).is_some()) {
        return (Modality::Do, None, false);
    }
    let goal = page.segments.role_at(block, view.start) == SectionRole::Goal
        || sentence_has(page, clause, &["预期目标", "主要目标", "目标是", "目标为"]);
    // 公民有参与的权利, 享有下列权利: what somebody may; 有保护的义务: what somebody is to do.
    let ends = |words: &[&str]| words.iter().any(|word| text.ends_with(view.core.end(), word));
    let has = ["有", "享"].iter().find_map(|word| text.find(view.core, word).map(|at| Span::new(at, at + 1)));
    if let Some(has) = has.filter(|_| reading.genre == "law" && !begins(&["保障", "维护", "保护", "侵犯"])) {
        if ends(&["权利", "之权", "之自由"]) {
            return (Modality::Permit, Some(has), false);
        }
        if ends(&["义务", "之责", "责任"]) && text.find(view.core, "都有").is_some() {
            return (Modality::Shall, Some(has), false);
        }
    }
    if page.segments.role(block) == SectionRole::Goal && opens_with_state(page, reading, clause, block) {
        return (Modality::Aim, view.verb, false);
    }
    // 收入稳步提高 is a state to be reached; 坚持…, 锚定…, 以…为引领 say what to do.
    // 到期前，试点地区完成…: who reaches it.
    let reaches = view.subject.is_some() && view.verb.is_some_and(|verb| ["完成", "达到", "实现"].contains(&text.key_slice(verb).as_str()));
    let state = !view.verb_initial && page.codebook.cues.at("goal_act", &text.key[..view.core.end()], view.start).is_none();
    if reached || quantities && begins(&["新增"]) || goal && (quantities || state || reaches || begins(&["完成", "达到", "实现"])) {
        return (Modality::Aim, view.verb, false);
    }
    (weaker(page, view).unwrap_or(Modality::Do), None, false)
}

/// 利用资金支持…, 鼓励、引导…, 局方正研究…: the verb itself says that something is furthered, or tried.
fn weaker(page: &Page<'_>, view: &View) -> Option<Modality> {
    let (text, cues) = (page.text, &page.codebook.cues);
    let verb = view.verb?;
    let key = &text.key[..view.core.end()];
    let noun = ["力度", "政策", "措施", "作用", "体系", "对象", "的", "为", "等"].iter().any(|word| text.starts_with(verb.end(), word));
    // 试点地区, 奖励办法, 以研究为主: nouns.
    let noun = noun || ["试点", "奖励", "激励"].contains(&text.key_slice(verb).as_str()) || text.find(view.core, "为主").is_some();
    let whole = |group: &str| cues.at(group, key, verb.start()).is_some_and(|length| length >= verb.len());
    let fixed = cues.at("not_shall", key, verb.start()).is_some_and(|length| length > verb.len());
    // 同支持我们的各国团结起来: in what says which.
    let inside =
        view.descriptive || ["同", "与", "和", "把", "将"].iter().any(|word| text.starts_with(view.start, word)) && view.preposition > 0;
    // 不予支持: what is refused is not furthered.
    let refused = ["不予", "不", "未"].iter().any(|word| text.ends_with(verb.start(), word));
    if noun || fixed || inside || refused {
        return None;
    }
    [("promote", Modality::Promote), ("explore", Modality::Explore)]
        .into_iter()
        .find(|(group, _)| whole(group))
        .map(|(_, modality)| modality)
}

/// The state that opens an item is no longer than this.
const HEAD: usize = 16;

/// ——平台建设长足进步。培育一批平台…: an item among goals that opens with a state tells by what it is reached.
fn opens_with_state(page: &Page<'_>, reading: &Reading, clause: usize, block: usize) -> bool {
    let clauses = &page.segments.clauses;
    let first = (0..=clause).rev().take_while(|at| page.segments.sentences[clauses[*at].sentence].block == block).last().unwrap_or(clause);
    let view = &reading.views[first];
    let named = !view.verb_initial && view.modal.is_none() && view.preposition == 0 && !view.done && view.core.len() <= HEAD;
    first < clause && named && view.mark == '。'
}

/// 到2027年，基本建成…，形成…: by when something is to be reached, and where that is said.
fn until(page: &Page<'_>, reading: &Reading, clause: usize) -> Option<usize> {
    let (text, clauses) = (page.text, &page.segments.clauses);
    let opens = |at: usize| {
        let start = reading.views[at].start;
        let date = |from: usize| page.annotations.starting(from).filter(|mention| mention.entity_type == EntityType::Date);
        let date = date(start).or_else(|| date(start + 1)).filter(|_| ["到", "至"].iter().any(|word| text.starts_with(start, word)))?;
        let year = text.find(date.span, "年").is_some() || text.find(date.span, "期").is_some();
        (year && !["以前", "之前", "前"].iter().any(|word| text.ends_with(date.span.end(), word))).then_some(start)
    };
    if reading.genre == "law" {
        return None;
    }
    let view = &reading.views[clause];
    // 中央财政将为此投入…: what somebody else does for it.
    let other = view.subject.is_some() || view.undertaking.is_some_and(|undertaking| undertaking.binds());
    let before = (0..if other { 0 } else { clause })
        .rev()
        .take_while(|at| clauses[*at].sentence == clauses[clause].sentence && reading.views[*at].mark == '，');
    std::iter::once(clause).chain(before).find_map(opens)
}

fn sentence_has(page: &Page<'_>, clause: usize, words: &[&str]) -> bool {
    let span = page.segments.sentences[page.segments.clauses[clause].sentence].span;
    words.iter().any(|word| page.text.find(span, word).is_some())
}

/// X增长5%, X达到70%, X控制在3%左右.
fn grows(page: &Page<'_>, view: &View) -> bool {
    let key = &page.text.key[..view.core.end()];
    view.core.range().any(|at| page.codebook.cues.at("grows", key, at).is_some())
}

/// 收入稳步提高, 体系更加健全, 改革取得进展: something, and what becomes of it.
pub(super) fn state(page: &Page<'_>, view: &View) -> bool {
    let text = page.text;
    let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
    let Some((first, last)) = tokens.first().zip(tokens.last()) else { return false };
    let becomes = last.tag.starts_with(['v', 'a'])
        || ["进展", "成效", "左右", "以上", "以内", "水平", "目标", "阵", "前列", "位次", "格局", "体系", "加强", "部署"]
            .iter()
            .any(|word| text.ends_with(view.core.end(), word));
    // 取得进展, 达到水平 are yet to come here; 取得了进展 is not.
    let past = ["了", "已", "曾", "是", "有"].iter().any(|word| tokens.iter().any(|token| text.key_slice(token.span) == *word));
    let plain = !past && view.speech.is_none() && view.modal.is_none() && view.preposition == 0;
    plain && !view.verb_initial && tokens.len() >= 2 && first.tag.starts_with(['n', 'j', 'v']) && becomes
}
