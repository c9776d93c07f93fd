//! What a point takes over from those before it: who acts, until when; and from the notes behind it, who is responsible.

use super::Page;
use super::actors;
use super::chinese::Reading;
use super::joint_actors;
use super::noun_phrase::directive;
use super::patients::{self, undergoes};
use super::scope::is_condition;
use super::slots;
use super::staff;
use super::view::View;
use crate::model::{Actor, ActorRole, BlockKind, EntityType, Inherited, Modality, PolicyPoint, SectionRole, Span, Token};

/// Who acts at each clause: its own subject, else the one before it in the sentence, else at the first
/// clause of an item the one of its lead-in.
fn acting(page: &Page<'_>, reading: &Reading, points: &[PolicyPoint]) -> Vec<Vec<Actor>> {
    // Who acts in a clause that only reports is not told to do what follows.
    let told = matches!(reading.genre, "news" | "report" | "speech");
    let stated = |clause: usize| {
        let span = page.segments.clauses[clause].span;
        !told || points.iter().any(|point| point.span.start() < span.end() && span.start() < point.span.end())
    };
    let sentence = |clause: usize| page.segments.clauses[clause].sentence;
    let mut acting: Vec<Vec<Actor>> = Vec::with_capacity(reading.views.len());
    let mut passing: Option<Vec<Actor>> = None;
    let mut set_up: Option<(Vec<Actor>, Vec<Actor>)> = None;
    for (clause, view) in reading.views.iter().enumerate() {
        let next = reading.views.get(clause + 1).filter(|_| sentence(clause + 1) == sentence(clause));
        // 违反规定的，处…: whom a condition names acts only where a modal follows.
        let condition = is_condition(page.text, view)
            && next.is_none_or(|next| next.modal.is_none_or(|(_, cue)| cue.start() > next.start) || patients::is_penal(page, next));
        // 经营者违反规定，…，责令改正: whom a penalty meets.
        let meets = patients::breaks_rule(page.text, view)
            && (clause + 1..reading.views.len())
                .take_while(|later| sentence(*later) == sentence(clause))
                .any(|later| patients::is_penal(page, &reading.views[later]));
        // 经核准者，应填具…: whoever does the one is to do the other.
        let bound = next.filter(|next| {
            reading.genre == "law" && is_condition(page.text, view) && next.modal.is_some_and(|(_, cue)| cue.start() == next.start)
        });
        let own = if condition || meets {
            Vec::new()
        } else {
            actors::subjects(page, &reading.views[clause..clause + 1 + usize::from(bound.is_some())], reading.genre)
        };
        let from = match clause.checked_sub(1).filter(|before| sentence(*before) == sentence(clause)) {
            Some(before) => Some(before),
            // 委员会提出了以下意见：…: who only speaks does not act in what he says.
            None => reading.listed[clause].filter(|lead| {
                let core = reading.views[*lead].core;
                page.codebook.cues.at_end("spoken_lead", page.text.key(core)).is_none()
            }),
        };
        let mut before = from.and_then(|from| acting.get(from)).cloned().unwrap_or_default();
        if let Some(kept) = passing.take().filter(|_| from.is_some_and(|from| from + 1 == clause && reading.views[from].mark == '，')) {
            before = kept;
        }
        // 本所置所长一人，综理所务；置副所长…: whom the clause before set up, and who set them up.
        if let Some(from) = from {
            if let Some((by, founded)) = &set_up {
                if reading.views[from].mark == '；' {
                    before.clone_from(by);
                } else if staff::takes_duty(page, view, founded) {
                    before.clone_from(founded);
                }
            }
        } else {
            set_up = None;
        }
        // 全体会议的主要任务是：…: whose task it is.
        let own = if own.is_empty() { staff::tasked(page, view).into_iter().collect() } else { own };
        // 设人事室，职务列荐任，依法办理…: what is said in passing does not take the duty from whom it stands with.
        let aside = own.is_empty() && states_else(page, view);
        let now = match own {
            own if !own.is_empty() && stated(clause) => own,
            _ if aside => {
                passing = Some(before);
                Vec::new()
            }
            _ if other_subject(page, view) || in_state(page, view) || prosecutes(page, view) => Vec::new(),
            _ if reading.genre == "law" && undergoes(page, view, &before) => Vec::new(),
            _ => joint_actors::accompanied(page, view, before),
        };
        // 设政风室，置主任，依法办理…: a post of the body that is set up.
        let post = set_up.as_ref().is_some_and(|(_, founded)| *founded == now);
        if let Some(founded) = staff::founded(page, view).filter(|_| !post) {
            let by = set_up.take().map_or_else(|| now.clone(), |(by, _)| by);
            set_up = Some((by, founded));
        }
        acting.push(now);
    }
    acting
}

/// 构成犯罪的，依法追究刑事责任: by whom is not said.
fn prosecutes(page: &Page<'_>, view: &View) -> bool {
    ["刑事责任", "给予处分", "予以处分", "给予行政处分"].iter().any(|word| page.text.find(view.core, word).is_some())
}

/// 费用应当…: something else is the subject, and it cannot act; 有条件的可以…, 必要时得… go on.
fn other_subject(page: &Page<'_>, view: &View) -> bool {
    view.subject.is_none()
        && view.preposition == 0
        && view.modal.is_some_and(|(_, cue)| {
            let lead = page.text.trim(Span::new(view.start, cue.start()));
            let adverb = page.codebook.cues.at_end("adverb", page.text.key(lead)).is_some_and(|(at, _)| at == 0);
            // 通知…查复应赔偿金额: the modal stands in what the verb is about.
            let inside =
                page.text.starts_with(view.start, "通知") || page.text.starts_with(view.start, "核") && directive(page, view.start);
            !lead.is_empty()
                && !adverb
                && !inside
                && !["的", "时", "者", "后", "，", "一律", "另", "亦", "均", "并"].iter().any(|word| page.text.ends_with(lead.end(), word))
        })
}

/// 公告期为六十日, 职务列荐任第九职等: a clause without modal that says something of a noun of its own.
fn states_else(page: &Page<'_>, view: &View) -> bool {
    let text = page.text;
    if view.modal.is_some() || view.verb_initial || view.preposition > 0 {
        return false;
    }
    let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
    let nouns = tokens.iter().take_while(|token| matches!(token.tag, "n" | "nz" | "nt" | "b" | "vn") && token.span.len() > 1).count();
    let verb =
        tokens.get(nouns).is_some_and(|next| page.codebook.cues.at("link_verb", &text.key[..view.core.end()], next.span.start()).is_some());
    nouns > 0 && verb
}

/// 就业渠道拓宽, 制度比较健全: a noun that cannot act, and behind it, at the end of the clause, the state that it is in.
fn in_state(page: &Page<'_>, view: &View) -> bool {
    let (text, cues) = (page.text, &page.codebook.cues);
    let Some((at, _)) = cues.at_end("state", text.key(view.core)) else { return false };
    let phrase = page.segments.tokens_in(view.core).first().is_some_and(|first| first.tag == "p");
    if view.modal.is_some() || phrase {
        return false;
    }
    let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.start() + at), view.core.start() + at));
    let manner = tokens.iter().rev().take_while(|token| matches!(token.tag, "d" | "ad" | "vd" | "zg" | "a")).count();
    let lead = &tokens[..tokens.len() - manner];
    let noun = |token: &Token| {
        token.tag.starts_with('n') || matches!(token.tag, "vn" | "l" | "j" | "b" | "r") || cues.is_word("action_noun", text.key(token.span))
    };
    // 推动水平|提高: who acts brings the state about.
    let (Some(first), Some(last)) = (lead.first(), lead.last()) else { return false };
    noun(first)
        && noun(last)
        && last.tag != "r"
        && (lead.len() > 1 || last.span.len() > 1 && last.tag != "vn")
        && lead.iter().all(|token| noun(token) || matches!(token.tag, "uj" | "x" | "c" | "m" | "f"))
}

/// Subjects govern the clauses after them in one sentence; notes name the actors and deadlines of the points before them.
pub(super) fn pass_actors(page: &Page<'_>, reading: &Reading, points: &mut [PolicyPoint], notes: &[slots::Note]) {
    let acting = acting(page, reading, points);
    for point in points.iter_mut().filter(|point| point.actors.is_empty()) {
        let clause = page.segments.clauses.partition_point(|clause| clause.span.end() <= point.span.start());
        let Some(actors) = acting.get(clause).filter(|actors| !actors.is_empty()) else { continue };
        let last = page.segments.clauses.partition_point(|clause| clause.span.start() < point.span.end()).saturating_sub(1);
        if reading.genre == "law" && reading.views.get(last).is_some_and(|view| undergoes(page, view, actors)) {
            continue;
        }
        // 责令停业，构成犯罪的，依法追究刑事责任: the condition stands in the same point.
        if reading.views.get(last).is_some_and(|view| page.text.find(view.core, "刑事责任").is_some()) {
            continue;
        }
        point.actors.clone_from(actors);
        if let Some(actor) = actors.first() {
            point.inherited.push(Inherited { part: "actor", from: actor.span });
        }
    }
    let mut last_end = 0;
    for note in notes {
        let block = &page.segments.blocks[note.block];
        let own_line = note.span.start() <= block.body + 1;
        let start = if own_line { page.segments.blocks[note.block.saturating_sub(1)].span.start() } else { block.span.start() };
        let from = start.max(last_end);
        for point in points.iter_mut().filter(|point| point.span.start() >= from && point.span.end() <= note.span.start()) {
            let heading =
                matches!(page.segments.blocks[page.segments.sentences[point.sentence].block].kind, BlockKind::Heading(_)) && !own_line;
            if let Some(due) = note.due.filter(|_| !heading && point.due.is_empty()) {
                point.due.push(due);
                point.inherited.push(Inherited { part: "due", from: due });
            }
            if !heading && !point.actors.iter().any(|actor| actor.role == ActorRole::Acts) {
                point.actors.clone_from(&note.actors);
                point.inherited.push(Inherited { part: "actor", from: note.span });
            }
        }
        last_end = note.span.end();
    }
}

/// The modal that governs a chain stands no farther behind its deadline: 在明年的工作中，要….
const NEAR: usize = 24;

/// 到2027年，A，B; 今年要A，B: the deadline before a chain holds for what follows it in the sentence.
pub(super) fn pass_deadlines(page: &Page<'_>, genre: &str, points: &mut [PolicyPoint]) {
    let text = page.text;
    // The deadline, the sentence that it stands in, the modal behind it, and whether it stands for itself before a comma.
    let mut force: Option<(Span, usize, Option<Span>, bool)> = None;
    // 到2027年，…。——体系更加健全。: the deadline of a paragraph of goals holds for what it lists.
    let mut goal: Option<(Span, usize)> = None;
    for point in points.iter_mut() {
        let block = page.segments.sentences[point.sentence].block;
        let listed = |at: usize| {
            let opens = page.text.key_at(page.segments.blocks[at].span.start());
            page.segments.blocks[at].kind == BlockKind::Bullet || opens.is_some_and(|c| matches!(c, '-' | '—' | '―'))
        };
        if let Some((due, from)) = goal.filter(|(_, from)| block > *from) {
            if (from + 1..=block).all(listed) {
                if point.due.is_empty() {
                    point.due.push(due);
                    point.inherited.push(Inherited { part: "due", from: due });
                }
                continue;
            }
            goal = None;
        }
        if let Some(due) = point.due.first().copied() {
            let opens = due.start() <= page.segments.blocks[block].body + 1
                && (text.starts_with(due.start(), "到") || text.ends_with(due.start(), "到"));
            if opens && page.segments.role_at(block, due.start()) == SectionRole::Goal {
                goal = Some((due, block));
            }
            let lead = text.trim(Span::new(point.span.start(), due.start().max(point.span.start())));
            let modal = point.cue.filter(|cue| cue.start() >= due.end() && cue.start() <= due.end() + NEAR);
            let dated = page.annotations.inside(due).iter().any(|mention| mention.entity_type == EntityType::Date);
            let phrase =
                dated && ["，", "前，", "底前，", "内，", "期间，", "里，", "中，"].iter().any(|word| text.starts_with(due.end(), word));
            let goals = text.find(Span::new(due.end(), (due.end() + 14).min(text.len())), "目标").is_some();
            force = (lead.len() <= 1 && !goals).then_some((due, point.sentence, modal, phrase));
            continue;
        }
        let Some((due, sentence, modal, phrase)) = force else { continue };
        if point.sentence != sentence {
            force = None;
            continue;
        }
        let until = text.starts_with(due.start(), "到") || text.ends_with(due.start(), "到");
        let governed = modal.is_some() && point.inherited.iter().any(|part| part.part == "modality" && Some(part.from) == modal);
        let purpose = ["以", "使", "让", "为", "所需", "由"]
            .iter()
            .any(|word| text.starts_with(point.span.start(), word) || text.ends_with(point.span.start(), word));
        let follows = point.span.start() > 0 && matches!(text.key[point.span.start() - 1], '，' | '并' | '且');
        let plain = matches!(point.modality, Modality::Aim | Modality::Do);
        let counts = !point.targets.is_empty() && plain;
        // 8月底前，各地完成…，启用…: what the same one does.
        let own = point.actors.iter().any(|actor| point.span.contains(actor.span));
        let goes_on = phrase && plain && !own && matches!(genre, "opinion" | "report");
        if purpose || !follows || !(until || governed || counts || goes_on) {
            force = None;
            continue;
        }
        point.due.push(due);
        point.inherited.push(Inherited { part: "due", from: due });
    }
}
