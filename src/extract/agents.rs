//! Who acts behind a preposition: 由X负责, 请X办理, 由X会同Y制定.

use super::Page;
use super::actors::{can_open, ends_acting, is_verb};
use super::joint_actors::joint;
use super::noun_phrase::{Place, directive, noun_phrase};
use super::view::View;
use crate::model::{Actor, EntityType, Span};

/// 由X负责, 请X办理, 由X会同Y制定.
pub(super) fn by_preposition(page: &Page<'_>, view: &View, as_object: bool) -> Option<Vec<Actor>> {
    let text = page.text;
    let clause = Span::new(view.start.min(view.core.end()), view.core.end());
    for word in ["由", "请"] {
        for at in clause.range().filter(|at| text.starts_with(*at, word)) {
            let tokens = &page.segments.tokens;
            let index = tokens.partition_point(|token| token.span.end() <= at);
            // 应由, 均由 end in the preposition; 理由, 申请 do not.
            let token = &tokens[index];
            let opening = word == "由" && at == view.start && !["由于", "由此", "由来"].iter().any(|word| text.starts_with(at, word));
            // 由本|所: the dictionary has cut the name of a body.
            let own = token.span.len() == 1
                || opening
                || word == "由" && named(page, at + 1).is_some()
                || word == "由"
                    && token.span.start() == at
                    && token.span.len() == 2
                    && text.key_at(at + 1).is_some_and(|c| "市县省国各区乡".contains(c))
                || word == "由"
                    && token.span.end() == at + 1
                    && ["应", "均", "须", "可", "得", "将", "并", "则"].iter().any(|before| text.ends_with(at, before))
                || word == "由" && token.span.start() == at && text.ends_with(at, "应当")
                // 移民工作|应请地方政府办理; 法院应请…: who asks acts.
                || word == "请"
                    && token.span.end() == at + 1
                    && text.ends_with(at, "应")
                    && at > view.start + 1
                    && !ends_acting(page, text.trim(Span::new(view.start, at - 1)));
            let asked = at == view.start || ["，", "并", "应", "或", "要", "得"].iter().any(|before| text.ends_with(at, before));
            // 除…，由主管机关通知领回外: an exception.
            let excepted = view.mark == '，' && text.ends_with(clause.end(), "外") && word == "由";
            // 请事假: nobody is asked.
            let leave = word == "请" && page.codebook.cues.at("asked_for", &text.key, at + 1).is_some();
            if !own || excepted || leave || word == "请" && !asked || text.ends_with(at, "除") || text.ends_with(at, "因") {
                continue;
            }
            // 防止由…承担, 接受由…评估: the verb before it has the clause as its object.
            let verb_before = index > 0
                && at > clause.start()
                && tokens[index - 1].span.end() == at
                && tokens[index - 1].tag == "v"
                && !["应", "须", "可", "得", "需", "要", "能", "当", "以", "令", "选择"].iter().any(|modal| text.ends_with(at, modal));
            if verb_before != as_object {
                continue;
            }
            let from = at + 1;
            // 由中央银行经理之: the word before 之 is the verb.
            let before_verb = || {
                let last = tokens.partition_point(|token| token.span.end() < clause.end()).checked_sub(1)?;
                let limit = Some(tokens[last].span.start()).filter(|limit| text.ends_with(clause.end(), "之") && *limit > from + 1)?;
                let all = text.trim(Span::new(from, limit));
                let list = text.key(all).iter().any(|c| matches!(c, '会' | '商' | '、'));
                let whole = ends_acting(page, all) && all.len() <= 16 && !list;
                whole.then_some((all, "v")).or_else(|| noun_phrase(page, from, limit, Place::Agent))
            };
            let Some((phrase, _)) = before_verb()
                .filter(|(phrase, _)| ends_acting(page, *phrase))
                .or_else(|| noun_phrase(page, from, clause.end(), Place::Agent))
                .filter(|(phrase, _)| {
                    (can_open(page, *phrase) || is_verb(page, phrase.start()) && ends_acting(page, *phrase)) && phrase.len() <= 60
                })
                .or_else(|| {
                    up_to_verb(page, from, clause.end())
                        .filter(|phrase| can_open(page, *phrase) || ends_acting(page, *phrase))
                        .map(|phrase| (phrase, "v"))
                })
                .or_else(|| relative_agent(page, Span::new(from, clause.end())).map(|phrase| (phrase, "v")))
                // 由本所订定: words that are no noun by themselves, but name a body here.
                .or_else(|| named(page, from).filter(|name| name.end() < clause.end()).map(|name| (name, "v")))
            else {
                continue;
            };
            let phrase = up_to_other(page, phrase);
            if !phrase.is_empty() && !is_way(page, phrase, clause, word, at, as_object) {
                return Some(joint(page, phrase, std::slice::from_ref(view)));
            }
        }
    }
    None
}

/// The body whose name stands at a place.
fn named(page: &Page<'_>, place: usize) -> Option<Span> {
    page.annotations.starting(place).filter(|mention| mention.entity_type == EntityType::Organization).map(|mention| mention.span)
}

/// 由主管部门|报管理部门备案, 由部门|会同他人制定, 由副职|代行其职务: without whom the clause names next.
fn up_to_other(page: &Page<'_>, phrase: Span) -> Span {
    let inner = |word: &str| page.text.find(phrase, word).filter(|at| *at > phrase.start() + 1);
    let reports = inner("报").filter(|at| ends_acting(page, Span::new(phrase.start(), *at)));
    reports.or(inner("会同")).or(inner("代行")).map_or(phrase, |at| Span::new(phrase.start(), at))
}

/// 由高到低, 由…转为…, 由…拨付经费的单位: a way, and a noun that a clause qualifies; nobody acts.
fn is_way(page: &Page<'_>, phrase: Span, clause: Span, word: &str, at: usize, as_object: bool) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let named = page.annotations.ending(phrase.end()).is_some();
    let acts = ends_acting(page, phrase) || named;
    let behind = Span::new(phrase.end(), clause.end());
    let turns = behind.range().any(|at| cues.at("turn", &text.key[..behind.end()], at).is_some());
    let made = ["组成", "构成"].iter().any(|word| text.find(behind, word).is_some());
    let qualifies = word == "由"
        && at == clause.start()
        && text.find(behind, "的").is_some()
        && cues.at_end("generic_actor", text.key(behind)).is_some();
    let thing = word == "由" && !named && cues.at_end("thing", text.key(phrase)).is_some();
    // 建立由…牵头、…参与的机制: how what is built works.
    let works = as_object
        && behind.range().rev().find(|at| text.key[*at] == '的').is_some_and(|of| {
            let head = page.segments.tokens_in(Span::new(of + 1, clause.end()));
            !head.is_empty() && head.iter().all(|token| token.tag.starts_with(['n', 'b', 'j', 'v', 'x', 'c']) && token.tag != "v")
        });
    turns
        || made
        || works
        || thing
        || qualifies
        || ["至", "转", "变", "起"].iter().any(|word| text.starts_with(phrase.end(), word))
        || !acts && ["到", "向"].iter().any(|word| text.starts_with(phrase.end(), word))
        || text.key[phrase.start()].is_ascii_digit()
        || text.starts_with(phrase.start(), "哪")
        || text.key(phrase).contains(&'《')
        || is_adverb(page, phrase)
        || as_object && (text.ends_with(at, "实现") || !acts)
}

/// 请认真贯彻执行: an adverb and nobody.
fn is_adverb(page: &Page<'_>, phrase: Span) -> bool {
    let relative = page.text.key(phrase).iter().any(|c| matches!(c, '的' | '之'));
    !relative
        && page.annotations.starting(phrase.start()).is_none()
        && page.codebook.cues.at("adverb", page.text.key(phrase), 0).is_some_and(|length| length >= 2)
}

/// 由|依法得领取补偿之人|具领: the noun behind a relative clause, with its verb behind it.
fn relative_agent(page: &Page<'_>, span: Span) -> Option<Span> {
    let text = page.text;
    let of = span.range().find(|at| matches!(text.key[*at], '的' | '之') && *at > span.start() + 1)?;
    let tokens = page.segments.tokens_in(Span::new(of + 1, span.end()));
    let [who, verb, ..] = tokens else { return None };
    let role = page.codebook.cues.is_word("role_noun", text.key(who.span));
    let clear = !text.key(Span::new(span.start(), of)).iter().any(|c| matches!(c, '，' | '《'));
    (role && clear && verb.tag.starts_with('v')).then(|| Span::new(span.start(), who.span.end()))
}

/// From 由 up to the verb: the last body or acting noun before it.
fn up_to_verb(page: &Page<'_>, from: usize, limit: usize) -> Option<Span> {
    let text = page.text;
    // 由被处罚人签名
    let from_verb = from + if text.starts_with(from, "被") { 3 } else { 1 };
    for place in from_verb..limit.min(from + 60) {
        let starts = page.segments.tokens.binary_search_by_key(&place, |token| token.span.start()).is_ok();
        let covered = page.annotations.splits(place) || page.annotations.starting(place).is_some();
        let other = ["按照", "依照", "按", "依法", "定之", "贷款", "承担", "在", "积极", "认真", "，", "订定", "另"]
            .iter()
            .any(|word| text.starts_with(place, word));
        // 项目|承担|单位: a verb inside a name for who acts.
        let index = page.segments.tokens.partition_point(|token| token.span.start() <= place);
        let inside = ["单位", "机构", "部门"]
            .iter()
            .any(|head| page.segments.tokens.get(index).is_some_and(|next| text.key_slice(next.span) == *head && next.span.end() < limit));
        if inside {
            continue;
        }
        if (starts && directive(page, place) || other) && !covered && !text.starts_with(place, "会同") && !text.starts_with(place, "管理机")
        {
            let span = text.trim(Span::new(from, place));
            return (!span.is_empty() && span.len() <= 48).then_some(span);
        }
    }
    None
}
