//! Which modal is in force at every clause.

use super::view::View;
use crate::model::{Modality, Segments, Span, Speaker, Text};

/// The modal of a clause, or the one in force from before; with where it stands.
pub(crate) fn inherit(
    text: &Text,
    segments: &Segments,
    genre: &str,
    views: &[View],
    speakers: &[Option<Speaker>],
    listed: &[Option<usize>],
) -> Vec<Option<(Modality, Span, bool)>> {
    let mut found: Vec<Option<(Modality, Span, bool)>> = vec![None; views.len()];
    let mut force: Option<(Modality, Span)> = None;
    // 要…，不得…，…: the duty that a weaker or narrower modal only interrupts.
    let mut duty: Option<(Modality, Span)> = None;
    let mut resumed = false;
    let mut sentence = usize::MAX;
    let mut block = usize::MAX;
    for (index, view) in views.iter().enumerate() {
        let clause = &segments.clauses[index];
        let here = segments.sentences[clause.sentence].block;
        if here != block {
            block = here;
            force = None;
            duty = None;
            resumed = false;
            // Items under "应当符合下列条件：" are under its modal.
            if let Some((modality, cue)) = listed[index].and_then(|lead| {
                // 要…，重点做好以下工作：…: what a chain has passed on to a heading of works ends with its sentence.
                let works = ["工作", "任务", "事项"].iter().any(|word| text.ends_with(views[lead].core.end(), word));
                found[lead]
                    .filter(|(modality, _, inherited)| !(works && *inherited && *modality == Modality::Shall))
                    .map(|(modality, cue, _)| (modality, cue))
                    .or(views[lead].modal)
                    // 依法严格、文明管理：, 不予奖励：: what stands for itself alone.
                    .filter(|(_, cue)| !alone(text, *cue) && !PLAIN.contains(&text.key_slice(*cue).as_str()))
                    .or_else(|| rights(text, &views[lead]))
            }) {
                force = Some((modality, cue));
            }
        } else if clause.sentence != sentence {
            let spoken = speakers[index].is_some()
                && index > 0
                && speakers[index - 1].as_ref().map(|s| s.span) == speakers[index].as_ref().map(|s| s.span);
            let keeps = matches!(force, Some((Modality::Shall, _))) && spoken || listed[index].is_some() && force.is_some();
            // 其一，可以设立小组。…: in an item it is the lead that goes on, and not what one sentence permits.
            let granted = matches!(force, Some((Modality::Permit, cue)) if cue.start() >= segments.blocks[here].span.start());
            if !keeps || granted {
                force = None;
            }
            duty = force.filter(|(modality, _)| *modality == Modality::Shall);
            resumed = false;
        }
        sentence = clause.sentence;
        let law = genre == "law";
        // 可以建成…，有力促进…: in a report what may be and what comes of it.
        let rules = law || genre == "opinion";
        let after = |mark: char| index > 0 && segments.clauses[index - 1].sentence == sentence && views[index - 1].mark == mark;
        // 应当…；拒不改正的，…: another case, and its own modal.
        if law && after('；') && (is_condition(text, view) || text.starts_with(view.start, "其")) {
            force = None;
        }
        let in_duty = matches!(force, Some((Modality::Shall, _)));
        let own = view.modal.filter(|(modality, cue)| {
            let word = text.key_slice(*cue);
            // 要…，保证供应: what is in force is not made stricter.
            let stricter = in_duty && word == "保证";
            // 应当…，引导会员…: nor weaker.
            let weaker = law && in_duty && *modality == Modality::Promote && after('，');
            let granted = law && matches!(word.as_str(), "准予" | "准许");
            !(stricter || weaker || granted || PLAIN.contains(&word.as_str()))
        });
        // …，由X统筹: what has a subject of its own does not go on with the duty.
        if std::mem::take(&mut resumed) && !view.verb_initial && own.is_none() {
            force = None;
            duty = None;
        }
        // 国家要富强，关键在于…: a judgement on what is to be, and no duty of its own.
        if own.is_none() && VERDICTS.iter().any(|word| text.starts_with(view.start, word)) {
            force = None;
            duty = None;
        }
        if let Some((modality, cue)) = own {
            found[index] = Some((modality, cue, false));
            // 不能修复的，…: what a condition says is no duty.
            if is_condition(text, view) && (law || cue.start() > view.start) {
                continue;
            }
            let word = text.key_slice(cue);
            force = match modality {
                Modality::Shall => Some((modality, cue)),
                Modality::Must if !alone(text, cue) => Some((modality, cue)),
                Modality::Promote => Some((modality, cue)),
                Modality::Aim if matches!(word.as_str(), "希望" | "期望" | "力争" | "争取") => Some((modality, cue)),
                // 可以设立小组，开展活动: what somebody may do goes on.
                Modality::Permit
                    if listed_lead(text, view)
                        || word == "得"
                        || rules && duty.is_none() && !text.starts_with(view.start, "做到") && MAY.contains(&word.as_str()) =>
                {
                    Some((modality, cue))
                }
                // 可以处罚款，并责令停业: what an authority may do.
                Modality::Permit if law && text.starts_with(cue.end(), "处") => Some((modality, cue)),
                // 确保 and 严格 stand for themselves: what was in force stays.
                Modality::Must => force,
                Modality::Prohibit | Modality::Explore | Modality::Aim => duty,
                _ => None,
            };
            resumed = matches!(modality, Modality::Prohibit | Modality::Explore | Modality::Aim) && force.is_some() && force == duty;
            if modality == Modality::Shall {
                duty = force;
            } else if modality == Modality::Must && force != duty {
                duty = None;
            }
            continue;
        }
        if let Some((modality, cue)) = force {
            let own = view.verb.is_some_and(|verb| {
                let word = text.key_slice(verb);
                // 支持设备更新，提升水平; but 鼓励企业采用标准，提升能力 is what they do.
                let raises = word == "提升" && text.key_slice(cue) == "支持" || !rules && ["开展", "优化"].contains(&word.as_str());
                matches!(modality, Modality::Promote) && (raises || RESETS.contains(&word.as_str())) && view.verb_initial
            }) || modality == Modality::Promote && text.starts_with(view.start, "对");
            // 可以…，了解有关情况; but 可以…，由主席团决定 is what the other does.
            let other = view.subject.is_some() || ["由", "其", "每", "免", "逾期"].iter().any(|word| text.starts_with(view.start, word));
            let permit_ends = modality == Modality::Permit
                && listed[index].is_none()
                && !text.ends_with(view.start, "并")
                && !(after('，') && !other && (law && text.key_slice(cue) == "得" || acts_on(text, segments, view)));
            // 必须承诺…，政府亦会资助…: what somebody else does, or will do, is under no duty of the one before.
            let announced = view.undertaking.is_some_and(|undertaking| undertaking.binds());
            let must_ends = modality == Modality::Must
                && listed[index].is_none()
                && (announced || view.subject.is_some() || text.starts_with(view.start, "否则"));
            let promote_ends = modality == Modality::Promote && (announced || view.subject.is_some());
            let aim_ends = modality == Modality::Aim
                && !text.ends_with(view.start, "并")
                && !text.starts_with(view.core.start(), "甚至")
                && matches!(text.key_slice(cue).as_str(), "力争" | "争取");
            if own || permit_ends || aim_ends || must_ends || promote_ends {
                force = duty.filter(|_| !permit_ends && !must_ends && view.verb_initial);
            }
            found[index] = force.map(|(modality, cue)| (modality, cue, true));
        }
    }
    found
}

/// Words by which somebody may do what follows, and what follows that.
const MAY: [&str; 4] = ["可以", "可", "有权", "也可"];

/// Words by which a clause says what for, to what effect or how much.
const PURPOSE: [&str; 11] = ["用于", "主要用于", "使", "让", "为", "以", "实现", "达到", "最多", "最高", "最长"];

/// Words that open a judgement.
const VERDICTS: [&str; 8] = ["关键在于", "关键在", "关键是", "根本在于", "核心在于", "核心是", "在于", "原因是"];

/// Words that look like bans and only say what is done: 防止污染, 不予受理; in a law also 准予登记.
const PLAIN: &[&str] = &["防止", "不予", "不再"];

/// 确保, 坚决, 一律: how strictly one thing is to be done; what follows is under no such word.
fn alone(text: &Text, cue: Span) -> bool {
    const ALONE: [&str; 10] = ["确保", "保证", "坚决", "严格", "强制", "严守", "只能", "一律", "严防", "务求"];
    let word = text.key_slice(cue);
    ALONE.contains(&word.as_str()) || ["坚决", "毫不动摇"].iter().any(|strict| word.starts_with(strict))
}

/// 未按期申报的，…: the clause says when the statement holds; 应于收到申请后，… says when it is to be done.
pub(crate) fn is_condition(text: &Text, view: &View) -> bool {
    let when = view.modal.is_some_and(|(modality, cue)| {
        let governs = matches!(modality, Modality::Shall | Modality::Must | Modality::Permit);
        let time = ["于", "在", "自"].iter().any(|word| text.starts_with(cue.end(), word)) || text.ends_with(view.core.end(), "后");
        // 应就口试及格者，交付…: with whom it is to be done.
        let whom = ["就", "对", "将", "向", "与"].iter().any(|word| text.starts_with(cue.end(), word));
        governs && (whom || time && !["的", "者"].iter().any(|word| text.ends_with(view.core.end(), word)))
    });
    view.mark == '，' && !when && ["的", "者", "时", "后", "之一"].iter().any(|word| text.ends_with(view.core.end(), word))
}

/// A clause opens with its verb, or with how and by what: 进入现场…, 依法查阅…, 通过咨询…; 主要用于…, 使… say what for.
fn acts_on(text: &Text, segments: &Segments, view: &View) -> bool {
    if PURPOSE.iter().any(|word| text.starts_with(view.start, word)) || view.verb.is_some_and(|verb| text.key_slice(verb) == "用于") {
        return false;
    }
    let tokens = segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
    let first = tokens.first().map_or("", |token| token.tag);
    // 公告|期为六十日, 检验|成本|为…: nouns.
    let noun = tokens.get(2).is_some_and(|next| text.key_slice(next.span) == "为")
        || tokens.get(1).is_some_and(|next| ["期", "期间", "费", "者"].contains(&text.key_slice(next.span).as_str()));
    !noun && (view.verb_initial || view.preposition > 0 || first.starts_with(['d', 'p']))
}

/// 享有下列权利：…
fn rights(text: &Text, view: &View) -> Option<(Modality, Span)> {
    let at = text.find(view.core, "下列权利")?;
    Some((Modality::Permit, Span::new(at, at + 4)))
}

fn listed_lead(text: &Text, view: &View) -> bool {
    view.mark == '：' || text.find(view.core, "下列").is_some()
}

/// Verbs by which a government acts itself: what follows 鼓励 is no longer only encouraged.
const RESETS: &[&str] = &[
    "建立",
    "完善",
    "健全",
    "建立健全",
    "建立完善",
    "制定",
    "制订",
    "加强",
    "加大",
    "推进",
    "推动",
    "组织",
    "实施",
    "落实",
    "培育",
    "建设",
    "构建",
    "规范",
    "强化",
    "深化",
    "促进",
    "统筹",
    "推广",
    "打造",
    "支持",
    "发挥",
    "扩大",
    "严厉",
    "保护",
    "保障",
    "出台",
    "编制",
    "清理",
    "持续",
    "协调",
    "指导",
    "督促",
    "设立",
    "改革",
    "改进",
    "提供",
    "简化",
    "给予",
];
