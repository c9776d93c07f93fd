//! Who acts: the subject of a clause, the one whom a condition names, 由X负责, X会同Y.
//!
//! A subject is a noun phrase that can act and has something said of it behind it. Whom a statement binds is
//! looked for in the clause of its modal first, then in the conditions before it, the nearest first.

use super::Page;
use super::agents::by_preposition;
use super::calls::{addressee, call, called_before};
use super::joint_actors::joint;
use super::modals::leads;
use super::noun_phrase::{Place, directive, noun_phrase, words_about};
use super::opening_subject::{acts_upon, cut_subject, glued, names_role, opening_subject};
use super::patients::{is_penal, its, says_which, spoken_of, suffers, undergoes};
use super::scope::is_condition;
use super::slots::coordination;
use super::staff::without_staff;
use super::subject_phrase::{stands_alone, without_condition};
use super::verbs::trim_adverbs;
use super::view::View;
use crate::model::{Actor, ActorRole, EntityType, Modality, Span};

/// Who acts in a point of several clauses, or in one clause.
pub(crate) fn subjects(page: &Page<'_>, views: &[View], genre: &str) -> Vec<Actor> {
    let law = genre == "law";
    // 经检察官由监护人为之者，法院得…: who acts in a condition does not act where the clause itself says who does.
    let main = views.iter().any(|view| view.modal.is_some() && !is_condition(page.text, view) && subject(page, view, law).is_some());
    // 父母可以选择由其中一方扣除: who chooses.
    let chooses = |view: &View| {
        page.text.find(view.core, "选择由").is_some() && subject(page, view, law).is_some_and(|own| !says_which(page, view, own))
    };
    let aside = |view: &&View| main && is_condition(page.text, view) || chooses(view);
    if let Some(actors) = views.iter().filter(|view| !aside(view)).find_map(|view| by_preposition(page, view, false)) {
        return actors;
    }
    let mut found = by_subject(page, views, law);
    // 复职人员补发俸给: who opens the clause undergoes what it says.
    if law && views.last().is_some_and(|view| undergoes(page, view, &found)) {
        return Vec::new();
    }
    // 处|五日以下拘留: one character names nobody but the party.
    found.retain(|actor| actor.span.len() >= 2 || page.text.key(actor.span) == ['党']);
    if found.is_empty() { views.iter().find_map(|view| by_preposition(page, view, true)).unwrap_or_default() } else { found }
}

/// 省级人民政府|相关部门 is one name, 国家|部署 a name and a verb, 商|有关部门 no name.
fn whole(page: &Page<'_>, subject: Span) -> Option<Span> {
    let text = page.text;
    // 应当由|受询机关: neither modal nor preposition is a part of who acts.
    let mut start = subject.start();
    let modal =
        ["shall", "must", "permit"].iter().filter_map(|group| page.codebook.cues.at(group, &text.key[..subject.end()], start)).max();
    start += modal.unwrap_or(0);
    // --我们
    while start + 1 < subject.end() && matches!(text.key[start], '-' | '—' | '·') {
        start += 1;
    }
    // 建议|国务院制定…: whom the clause addresses.
    if ["建议", "要求", "提醒", "主张", "号召"].iter().any(|word| text.starts_with(start, word)) && start + 3 < subject.end() {
        start += 2;
    }
    let preposition = page.segments.tokens_in(Span::new(start, subject.end())).first().is_some_and(|token| token.span.len() == 1);
    let agent = text.starts_with(start, "由") && preposition;
    if text.starts_with(start, "以") && preposition || modal.is_some() && !agent {
        return None;
    }
    // 准由|受让机构
    let granted = if text.starts_with(start, "准由") { 2 } else { usize::from(agent) };
    let subject = Span::new((start + granted).min(subject.end()), subject.end());
    // 形势要求|我们: who is asked, and not what asks; 关键在于我们: nobody.
    if text.find(subject, "在于").is_some_and(|at| at > subject.start()) {
        return None;
    }
    let asked = text.find(subject, "要求").map(|at| at + 2).filter(|at| *at > subject.start() + 3);
    let asked = asked.filter(|at| ["我们", "我国", "全党", "各级", "各地"].iter().any(|word| text.starts_with(*at, word)));
    let subject = asked.map_or(subject, |at| Span::new(at, subject.end()));
    // 其函件应载明主管机关: a clause of something else.
    let other = ["其他", "其它", "其余"].iter().any(|word| text.starts_with(subject.start(), word));
    if text.key_at(subject.start()) == Some('其') && !other {
        return None;
    }
    // 发展改革委|会同有关部门
    let with = text.find(subject, "会同").filter(|at| *at > subject.start() + 1);
    let subject = with.map_or(subject, |at| Span::new(subject.start(), before_modal(page, subject.start(), at)));
    if ["商有关", "商相关", "商各", "会商", "会同", "副知", "函知"].iter().any(|word| text.starts_with(subject.start(), word))
    {
        return None;
    }
    // 俸级|经主管部门审定后: by whom it is done, and no subject.
    let by = text.key(subject).iter().skip(2).position(|c| *c == '经').map(|at| subject.start() + 2 + at);
    if let Some(by) =
        by.filter(|by| page.annotations.starting(by + 1).is_some_and(|mention| mention.entity_type == EntityType::Organization))
    {
        let before = Span::new(subject.start(), by);
        return ends_acting(page, before).then_some(before);
    }
    // 国之所|需: no office.
    if text.ends_with(subject.end(), "之所") {
        return None;
    }
    // “一行一策”推动中小机构|改革: what a slogan does is no name.
    let slogan = text.key_at(subject.start()) == Some('“');
    let close = slogan.then(|| subject.range().find(|at| text.key[*at] == '”')).flatten();
    let behind = close.and_then(|close| page.segments.tokens_in(Span::new(close + 1, subject.end().max(close + 1))).first());
    if behind.is_some_and(|token| token.tag == "v") && text.find(subject, "的").is_none() {
        return None;
    }
    let subject = without_staff(page, subject);
    // 署方|下月起派员: who acts ends where it is said when.
    let dates = page.annotations.inside(subject).iter().filter(|mention| mention.entity_type == EntityType::Date);
    let dated =
        dates.map(|mention| mention.span.start()).find(|at| *at > subject.start() && ends_acting(page, Span::new(subject.start(), *at)));
    let subject = Span::new(subject.start(), dated.unwrap_or(subject.end()));
    let organs = ["相关部门", "有关部门", "所属部门", "各部门", "有关单位", "相关单位"];
    if let Some(organ) = organs.iter().find(|organ| text.starts_with(subject.end(), organ)) {
        return Some(Span::new(subject.start(), subject.end() + organ.chars().count()));
    }
    let state = Span::new(subject.start(), subject.start() + 2);
    let rest = page.segments.tokens_in(Span::new(state.end(), subject.end().max(state.end())));
    let verb = subject.len() == 4
        && text.starts_with(subject.start(), "国家")
        && rest.len() == 1
        && (rest[0].tag.starts_with('v') || text.ends_with(subject.end(), "部署"));
    Some(if verb { state } else { subject })
}

/// 交通运输部要|会同…: the modal before a place is no part of the name.
fn before_modal(page: &Page<'_>, start: usize, end: usize) -> usize {
    let modal = ["shall", "must", "permit"]
        .iter()
        .filter_map(|group| page.codebook.cues.at_end(group, page.text.key(Span::new(start, end))))
        .max_by_key(|(_, length)| *length);
    modal.map_or(end, |(_, length)| end - length)
}

/// Who acts as a subject: in the clause of the modal, else in the conditions before it.
fn by_subject(page: &Page<'_>, views: &[View], law: bool) -> Vec<Actor> {
    let text = page.text;
    let subject = |view: &View| {
        let topic = |subject: &Span| view.modal.is_none() && says_which(page, view, *subject);
        subject(page, view, law).filter(|subject| !topic(subject))
    };
    let main = views.iter().position(|view| view.modal.is_some() && !is_condition(text, view));
    let Some(main) = main else {
        let penal = views.iter().any(|view| is_penal(page, view));
        return views
            .iter()
            .filter(|view| !(penal && suffers(text, view)))
            .find_map(subject)
            .map(|subject| joint(page, subject, views))
            .unwrap_or_default();
    };
    if let Some(subject) = subject(&views[main]) {
        return joint(page, subject, views);
    }
    let penal = is_penal(page, &views[main]);
    // 车辆驾驶人有下列情形的，应当对其检验: he is only spoken of.
    let before = if spoken_of(text, &views[main]) { &views[main..main] } else { &views[..main] };
    // 申领单位于有效期内，经查有重大缺失者，得废止该证: the case is between.
    let case = before.iter().rposition(|view| penal && suffers(text, view));
    // 我们培养出来的学生，必须…: the noun behind the clause, and not who stands in it.
    if let Some(last) = before.last().filter(|last| last.modal.is_none() && last.preposition == 0 && ends_acting(page, last.core))
        && views[main].modal.is_some_and(|(_, cue)| cue.start() == views[main].start)
        && text.starts_with(last.core.start(), "我们")
        && text.key(last.core).contains(&'的')
    {
        return joint(page, last.core, views);
    }
    let authority =
        |subject: &Span| ["机关", "部门", "政府", "法院", "局", "会", "署"].iter().any(|word| text.ends_with(subject.end(), word));
    let meets = |index: usize, view: &View| penal && suffers(text, view) || case.is_some_and(|case| index < case);
    let subject_before = |(index, view): (usize, &View)| {
        let found = subject(view)?;
        (!meets(index, view) || !suffers(text, view) && authority(&found)).then_some(found)
    };
    if let Some(subject) = before.iter().enumerate().rev().find_map(subject_before) {
        return joint(page, subject, views);
    }
    // 具有学历的公民，可以参加…: the noun that the clause before the modal ends in.
    if let Some(last) =
        before.last().filter(|last| last.modal.is_none() && views[main].modal.is_some_and(|(_, cue)| cue.start() == views[main].start))
    {
        let lead = last.core;
        let generic = page.codebook.cues.at_end("generic_actor", text.key(lead)).is_some() && !text.ends_with(lead.end(), "者");
        // 向社会出具数据的机构: a noun with a clause before it, whatever that opens with; 对企业, 在…: no subject.
        let relative = !["对", "在"].iter().any(|word| text.starts_with(lead.start(), word))
            && lead.range().rev().take(8).any(|at| text.key[at] == '的');
        // 举办|博物馆，应当…: what is done to whom.
        if generic && !acts_upon(page, lead) && (last.preposition == 0 || relative) {
            return joint(page, without_condition(page, lead), views);
        }
        if law && let Some(whoever) = whoever(page, last, &views[main]) {
            return vec![Actor { span: whoever, role: ActorRole::Acts }];
        }
    }
    Vec::new()
}

/// 申请设立公司者，应填具申请书: whoever does the one is to do the other.
fn whoever(page: &Page<'_>, condition: &View, main: &View) -> Option<Span> {
    let text = page.text;
    let lead = text.trim(Span::new(condition.start, condition.core.end()));
    let case = ["情形", "情事", "规定", "之一"].iter().any(|word| text.ends_with(lead.end().saturating_sub(1), word));
    let duty = main.modal.is_some_and(|(modality, _)| modality == Modality::Shall) && !is_penal(page, main);
    let acts = duty || main.core.range().any(|at| page.codebook.cues.at("done_by_whoever", &text.key[..main.core.end()], at).is_some());
    let verb = page.segments.tokens_in(lead).first().is_some_and(|first| first.tag.starts_with(['v', 'p', 'd']));
    let opens = (verb || ["经", "曾", "已", "领", "依"].iter().any(|word| text.starts_with(lead.start(), word)))
        && !["如", "若", "因", "其", "有", "在", "于", "致", "为", "位于", "比照", "无", "逾"]
            .iter()
            .any(|word| text.starts_with(lead.start(), word));
    (text.ends_with(lead.end(), "者") && !case && acts && opens && lead.len() <= 40).then_some(lead)
}

/// A name of this kind can act.
pub(super) fn acts_by_name(kind: EntityType) -> bool {
    matches!(kind, EntityType::Organization | EntityType::Place | EntityType::Person)
}

/// The subject of one clause.
fn subject(page: &Page<'_>, view: &View, law: bool) -> Option<Span> {
    let text = page.text;
    // 港商冀通关再提速: who wishes or calls is to do nothing; whom he calls upon is.
    if let Some(called) = call(page, view).filter(|_| !law) {
        let named = addressee(page, called, view.core.end());
        if named.is_some() || view.modal.is_some_and(|(_, cue)| cue.end() == called) {
            return named;
        }
    }
    if let Some(called) = called_before(page, view).filter(|_| !law) {
        return Some(called);
    }
    if words_about(page, view.core) {
        return None;
    }
    // 力争企业达到…, 探索社区…: what is striven for acts in nothing.
    if let Some((Modality::Aim | Modality::Promote | Modality::Explore, cue)) = view.modal
        && !["试点", "试行"].contains(&text.key_slice(cue).as_str())
        && leads(text, &page.codebook.cues, view.start, cue.start())
    {
        return None;
    }
    // 其负责人应当…: whose, and who.
    if let Some(its) = its(page, view) {
        return Some(its);
    }
    // 发展改革委…: a verb inside a name is none.
    // 应当委托…的翻译机构: behind the modal that opens the clause nobody acts.
    if view.modal.is_some_and(|(modality, cue)| {
        cue.start() == view.start
            && matches!(modality, Modality::Shall | Modality::Must | Modality::Permit)
            && !text.ends_with(cue.end(), "由")
            && !text.starts_with(cue.end(), "由")
    }) {
        return None;
    }
    // 发展改革委|拟研究…: the dictionary has cut the name.
    if let Some(cut) = cut_subject(page, view.start, view.core.end()).filter(|_| !law) {
        return Some(cut);
    }
    let named = view.verb.is_some_and(|verb| {
        let organization = page.annotations.starting(verb.start()).is_some_and(|mention| mention.entity_type == EntityType::Organization);
        page.annotations.splits(verb.start()) || organization
    });
    let opening = || opening_subject(page, view.start, view.core.end()).filter(|_| law);
    if view.modal.is_none() && view.verb_initial && !named {
        // 接入单位拟从事…的, 扣缴义务人支付款项时: a verb that makes a noun with what stands behind it.
        // 收购旧货的企业发现…的: a verb in what says which.
        let which = |phrase: &Span| text.key(*phrase).contains(&'的');
        // 监测机构对…负责, 侦查机关对…，应当…: towards whom.
        let toward = |phrase: &Span| text.starts_with(phrase.end(), "对") && (view.mark == '，' || text.ends_with(view.core.end(), "负责"));
        return opening().filter(|phrase| {
            is_condition(text, view) && (names_role(page, *phrase) || which(phrase))
                || toward(phrase) && names_role(page, first_of(page, *phrase))
        });
    }
    if view.preposition == 0
        && let Some((phrase, _)) = noun_phrase(page, view.start, view.core.end(), Place::Opening)
        && can_open(page, phrase)
    {
        // 司法院|公告受理律师申请后: a verb with its object is no part of the name.
        let phrase = opening()
            .filter(|opening| !shares_head(page, view, *opening, phrase))
            .filter(|opening| opening.end() < phrase.end() && opening.start() == phrase.start() && text.key_at(opening.end()) != Some('('))
            .unwrap_or(phrase);
        return whole(page, without_condition(page, phrase)).filter(|phrase| stands_alone(page, view, *phrase));
    }
    if let Some(phrase) = opening() {
        return Some(phrase);
    }
    // 扣缴义务人|应当: what a modal follows at once is its subject, even where it opens like a verb.
    let direct = |subject: Span| {
        view.modal.is_some_and(|(_, cue)| cue.start() == subject.end()) && is_verb(page, subject.start()) && !acts_upon(page, subject)
    };
    if let Some(list) = listed(page, view) {
        return Some(list);
    }
    let subject = view.subject.filter(|subject| can_open(page, *subject) || direct(*subject))?;
    whole(page, without_condition(page, subject)).filter(|phrase| stands_alone(page, view, *phrase))
}

/// The first of those that a phrase joins.
fn first_of(page: &Page<'_>, phrase: Span) -> Span {
    coordination(page.text, phrase).first().copied().unwrap_or(phrase)
}

/// 国家和地方|融资担保基金: two that say whose, before one noun and its modal.
fn shares_head(page: &Page<'_>, view: &View, opening: Span, phrase: Span) -> bool {
    let whose = |part: &Span| page.codebook.cues.is_word("whose", page.text.key(*part));
    let modal = view.modal.is_some_and(|(_, cue)| cue.start() == phrase.end());
    let parts = coordination(page.text, opening);
    modal && parts.len() > 1 && parts.iter().all(whose) && ends_acting(page, phrase)
}

/// 开放大学、社区学院等|应当…: a list before the modal, every part of which can act, whatever the dictionary makes of its words.
fn listed(page: &Page<'_>, view: &View) -> Option<Span> {
    let text = page.text;
    let (_, cue) =
        view.modal.filter(|(modality, _)| matches!(modality, Modality::Shall | Modality::Must | Modality::Permit | Modality::Prohibit))?;
    let mut list = text.trim(trim_adverbs(
        text,
        page.segments,
        page.annotations,
        &page.codebook.cues,
        Span::new(view.start, cue.start().max(view.start)),
    ));
    while list.len() > 1 && text.ends_with(list.end(), "等") {
        list = Span::new(list.start(), list.end() - 1);
    }
    let parts = coordination(text, list);
    let acts = |part: &Span| {
        part.len() > 1
            && (ends_acting(page, *part) || page.annotations.ending(part.end()).is_some_and(|mention| acts_by_name(mention.entity_type)))
    };
    let sound =
        view.preposition == 0 && text.key_at(list.start()) != Some('其') && parts.len() > 1 && list.len() <= 60 && parts.iter().all(acts);
    (sound && !acts_upon(page, parts[0]) && parts.iter().all(|part| part.len() <= 16)).then_some(list)
}

/// A span that a clause may have as its subject: it opens with no verb, modal or preposition of its own.
pub(super) fn can_open(page: &Page<'_>, span: Span) -> bool {
    let text = page.text;
    if page.annotations.starting(span.start()).is_some() {
        return true;
    }
    // 意见》已经…: half of a title.
    let marks = |mark: char| text.key(span).iter().filter(|c| **c == mark).count();
    if marks('》') > marks('《') {
        return false;
    }
    let tokens = page.segments.tokens_in(span);
    let Some(first) = tokens.first() else { return page.codebook.cues.at_end("generic_actor", text.key(span)).is_some() };
    let relative = text.key(span).iter().any(|c| matches!(c, '的' | '之'));
    // 精心|组织: the verb stands last and only looks like who acts.
    let governed =
        ["shall", "must", "permit", "prohibit"].iter().any(|group| page.codebook.cues.at(group, &text.key, span.end()).is_some());
    let verb_inside = !relative
        && !governed
        && tokens.iter().skip(1).any(|token| token.tag == "v" && directive(page, token.span.start()) && token.span.end() == span.end());
    let noun = first.span.len() > 1 && first.tag != "v" && page.codebook.cues.at_end("generic_actor", text.key(first.span)).is_some();
    // 支持有条件的地区…: whom the clause furthers.
    let furthers = page.codebook.cues.at("furthers", &text.key, span.start()).is_some();
    let opens = match first.tag.chars().next() {
        _ if noun || ["相关", "有关"].contains(&text.key_slice(first.span).as_str()) => true,
        Some('v') if first.tag != "vn" => {
            let suffers = text.starts_with(span.start(), "受") && !text.starts_with(span.start(), "受理");
            relative && !furthers || suffers && page.codebook.cues.at("entrusts", &text.key, span.end()).is_none()
        }
        Some('p') => text.starts_with(span.start(), "被"),
        Some('d' | 'c') => false,
        Some('a') if first.tag == "ad" => false,
        Some('m') if text.starts_with(span.start(), "一") && first.span.len() == 1 => false,
        Some('t' | 'm') => page.codebook.cues.at_end("generic_actor", text.key(span)).is_some_and(|(_, length)| length > 1),
        _ => true,
    };
    let opening = text.key_slice(first.span);
    let toward = text.starts_with(span.start(), "从今") || text.starts_with(span.start(), "对") && !text.starts_with(span.start(), "对方");
    let each = ["每人", "多一人", "仍处", "正处", "前处"].iter().any(|word| text.ends_with(span.end(), word));
    let lawful = opening == "依法" && relative;
    opens
        && text.key_slice(span) != "被"
        && !verb_inside
        && !toward
        && !each
        && (lawful || !page.codebook.cues.is_word("no_subject", text.key(first.span)))
        && !glued(text, span.start())
}

/// A phrase ends in a noun for who acts.
pub(super) fn ends_acting(page: &Page<'_>, span: Span) -> bool {
    page.codebook.cues.at_end("generic_actor", page.text.key(span)).is_some()
}

/// The word at a place is a verb.
pub(super) fn is_verb(page: &Page<'_>, at: usize) -> bool {
    page.segments.tokens.binary_search_by_key(&at, |token| token.span.start()).is_ok_and(|index| page.segments.tokens[index].tag == "v")
}
