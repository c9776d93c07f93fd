//! Policy points of a Chinese text: views of all clauses, labels, groups, slots.

use super::Page;
use super::actors;
use super::attribution;
use super::chain;
use super::clause_features::{self, Context};
use super::clause_model::{self, Tone};
use super::deadlines;
use super::genre::genre;
use super::modality;
use super::predicate::predicate;
use super::scope;
use super::settle::settle;
use super::slots;
use super::speakers;
use super::statute;
use super::view::{View, view};
use crate::learn::{LabelSet, Sequence};
use crate::model::{Actor, BlockKind, Inherited, Modality, PolicyPoint, SectionRole, Span, Speaker, Status};

/// Everything that the labels of the clauses are decided on.
pub(super) struct Reading {
    pub(super) genre: &'static str,
    pub(super) views: Vec<View>,
    pub(super) speakers: Vec<Option<Speaker>>,
    pub(super) modals: Vec<Option<(Modality, Span, bool)>>,
    /// For an item under a lead-in with a colon, the clause of the lead-in.
    pub(super) listed: Vec<Option<usize>>,
}

fn read(page: &Page<'_>) -> Reading {
    // 得 is a modal in the statutes of Taiwan, whichever script they are copied in.
    let genre = genre(page);
    let statute_of_taiwan = statute::of_taiwan(page, genre);
    let ruled = page.annotations.by_rules();
    let views: Vec<View> = page
        .segments
        .clauses
        .iter()
        .map(|clause| {
            let mark = (clause.core.end()..clause.span.end())
                .map(|at| page.text.key[at])
                .find(|c| !matches!(c, '”' | '’' | ')' | ' '))
                .unwrap_or('|');
            view(page.text, page.segments, &ruled, page.codebook, clause.core, mark, statute_of_taiwan)
        })
        .collect();
    let listed = listed(page, &views);
    let speakers = speakers::speakers(page, &views, genre);
    let modals = scope::inherit(page.text, page.segments, genre, &views, &speakers, &listed);
    Reading { genre, views, speakers, modals, listed }
}

/// Items below a clause that ends in a colon, up to the next block that is no item.
fn listed(page: &Page<'_>, views: &[View]) -> Vec<Option<usize>> {
    let segments = page.segments;
    let mut lead: Option<(usize, usize)> = None;
    let mut found = vec![None; views.len()];
    for index in 0..views.len() {
        let block = segments.sentences[segments.clauses[index].sentence].block;
        if let Some((clause, lead_block)) = lead {
            let item = segments.blocks[block].kind == BlockKind::Item && segments.blocks[block].body > segments.blocks[block].span.start();
            let opens = segments.blocks[block].span.start();
            // 第五条, 4.2.2: a part of its own, and no item of a list.
            let decimal =
                page.text.key[opens..].iter().take_while(|c| c.is_ascii_digit() || **c == '.').filter(|c| **c == '.').count() >= 2;
            let law_article = page.text.key.get(opens) == Some(&'第') || decimal;
            if block != lead_block {
                if item && !law_article {
                    found[index] = Some(clause);
                } else {
                    lead = None;
                }
            }
        }
        let last_of_block = segments.clauses.get(index + 1).is_none_or(|next| segments.sentences[next.sentence].block != block);
        if last_of_block && matches!(views[index].mark, '：' | ':') {
            lead = Some((index, block));
        }
    }
    found
}

/// One sequence a block: (index of its first clause, sequence, views of its clauses).
fn sequences<'a>(page: &Page<'_>, reading: &'a Reading) -> Vec<(usize, usize, Sequence, &'a [View])> {
    let segments = page.segments;
    let ruled = page.annotations.by_rules();
    let count =
        |index: usize, kind| ruled.inside(segments.clauses[index].span).iter().filter(|mention| mention.entity_type == kind).count();
    let mut tones: Vec<Tone> = vec![Tone::default(); segments.blocks.len() + 2];
    let mut first = 0;
    while first < reading.views.len() {
        let end = block_end(page, first, reading.views.len());
        let block = segments.sentences[segments.clauses[first].sentence].block;
        tones[block + 1] = Tone::of(page.text, &reading.views[first..end]);
        first = end;
    }
    let whole = Tone::of(page.text, &reading.views);
    let shares = [whole.done, whole.modal, whole.directive, whole.fact];
    let reports = reading.genre == "news" || reading.genre == "speech" && reading.speakers.iter().any(Option::is_some);
    let mut found = Vec::new();
    let mut first = 0;
    while first < reading.views.len() {
        let block = segments.sentences[segments.clauses[first].sentence].block;
        let end = block_end(page, first, reading.views.len());
        let speaking: Vec<&'static str> = (first..end)
            .map(|index| {
                reading.speakers[index].as_ref().map_or("nobody", |speaker| {
                    // What an expert says behind the sentence that names him is as often nobody's demand.
                    let named_here = page.segments.sentences[page.segments.clauses[index].sentence].span.contains(speaker.span);
                    match speakers::manner(page, speaker) {
                        "expert" if !named_here => "expert before",
                        manner => manner,
                    }
                })
            })
            .collect();
        let voices: Vec<[String; 2]> = (first..end).map(|index| speakers::voice(page, reading.speakers[index].as_ref())).collect();
        let times: Vec<&'static str> = (first..end).map(|index| time_of(page, reading.views[index].core)).collect();
        let governed: Vec<bool> = (first..end).map(|index| reading.modals[index].is_some()).collect();
        let quantities: Vec<usize> = (first..end).map(|index| count(index, crate::model::EntityType::Quantity)).collect();
        let dates: Vec<usize> = (first..end).map(|index| count(index, crate::model::EntityType::Date)).collect();
        let listed: Vec<&'static str> = (first..end)
            .map(|index| reading.listed[index].map_or("-", |lead| reading.modals[lead].map_or("plain", |(modality, _, _)| modality.id())))
            .collect();
        let context = Context {
            text: page.text,
            segments,
            genre: reading.genre,
            speaking: &speaking,
            reports,
            voices: &voices,
            times: &times,
            governed: &governed,
            quantities: &quantities,
            dates: &dates,
            listed: &listed,
            first,
            shares,
            tone: [tones[block + 1], tones[block], tones[block + 2]],
        };
        let views = &reading.views[first..end];
        let sequence = clause_features::sequence(&context, block, views);
        found.push((block, first, sequence, views));
        first = end;
    }
    found
}

/// The time that a clause names: the last word for one.
fn time_of(page: &Page<'_>, core: Span) -> &'static str {
    let key = &page.text.key[..core.end()];
    let tokens = page.segments.tokens_in(core);
    let named = |at: usize| {
        [("time_past", "past"), ("time_present", "present"), ("time_future", "future")]
            .into_iter()
            .find(|(group, _)| page.codebook.cues.at(group, key, at).is_some())
    };
    tokens.iter().rev().find_map(|token| named(token.span.start())).map_or("-", |(_, time)| time)
}

/// One past the last clause of the block that a clause stands in.
fn block_end(page: &Page<'_>, first: usize, count: usize) -> usize {
    let block_of = |clause: usize| page.segments.sentences[page.segments.clauses[clause].sentence].block;
    (first..count).find(|clause| block_of(*clause) != block_of(first)).unwrap_or(count)
}

/// For training: the sequences of a page with the labels that given point spans (characters of the
/// normalized text) make right.
pub fn training_sequences(page: &Page<'_>, gold: &[Span]) -> Vec<Sequence> {
    let reading = read(page);
    sequences(page, &reading)
        .into_iter()
        .map(|(_, _, mut sequence, views)| {
            for (offset, view) in views.iter().enumerate() {
                let label = gold_label(view, gold);
                sequence.allow(offset, LabelSet::only(label));
            }
            // I may only follow B or I: a point that begins in another block begins anew.
            let mut before = 0;
            for offset in 0..sequence.len() {
                let label = (0..3).find(|label| sequence.allowed(offset).contains(*label)).unwrap_or(0);
                let label = if label == 2 && before == 0 { 1 } else { label };
                sequence.allow(offset, LabelSet::only(label));
                before = label;
            }
            sequence
        })
        .collect()
}

fn gold_label(view: &View, gold: &[Span]) -> usize {
    let core = Span::new(view.start.min(view.core.end()), view.core.end());
    for span in gold {
        let inside = core.start().max(span.start())..core.end().min(span.end());
        if inside.end > inside.start && (inside.end - inside.start) * 2 >= core.len() {
            return if span.start() + 2 >= core.start() { 1 } else { 2 };
        }
    }
    // A short point inside a long clause: a quoted or reported directive.
    usize::from(gold.iter().any(|span| core.contains(*span)))
}

/// The policy points of a Chinese page.
pub(super) fn points(page: &Page<'_>) -> Vec<PolicyPoint> {
    let reading = read(page);
    let notes = slots::notes(page);
    let mut points = Vec::new();
    for (block, first, sequence, views) in sequences(page, &reading) {
        if matches!(page.segments.blocks[block].kind, BlockKind::Label | BlockKind::Frame) {
            continue;
        }
        let mut labels = match page.clauses {
            Some(model) => model.decode(&sequence),
            None => clause_model::by_rule(views, page.segments.role(block)),
        };
        settle(page, reading.genre, block, first, views, &mut labels);
        let mut index = 0;
        while index < labels.len() {
            if labels[index] != 1 {
                index += 1;
                continue;
            }
            let mut end = index + 1;
            while end < labels.len() && labels[end] == 2 {
                end += 1;
            }
            let by_rule = page.clauses.is_none();
            if let Some(point) = point(page, &reading, &notes, block, first + index, first + end, by_rule) {
                let second = (reading.genre != "news").then(|| statute::second_verb(page, &views[end - 1])).flatten();
                points.extend(second.map_or_else(|| vec![point.clone()], |second| statute::halves(page, &point, second)));
            }
            index = end;
        }
    }
    chain::pass_actors(page, &reading, &mut points, &notes);
    chain::pass_deadlines(page, reading.genre, &mut points);
    attribution::pass_speakers(page, &reading, &mut points);
    points
}

fn point(
    page: &Page<'_>,
    reading: &Reading,
    notes: &[slots::Note],
    block: usize,
    from: usize,
    to: usize,
    by_rule: bool,
) -> Option<PolicyPoint> {
    let (text, segments) = (page.text, page.segments);
    let views = &reading.views[from..to];
    let start = opening(page, &views[0]);
    let end = views.last()?.core.end();
    let span = balanced(page, text.trim(Span::new(start, end)));
    if span.len() < 2 || notes.iter().any(|note| note.span.contains(span)) {
        return None;
    }
    // The main clause: the first with a modal that is no condition (可以公开的，应当公开), else behind conditions
    // (需要评审的，时间不计算在内), else with a modal, else with a verb; phrases stand before it.
    let law = reading.genre == "law";
    let condition = |view: &View| scope::is_condition(text, view);
    let modal = |view: &View| view.modal.is_some_and(|(_, cue)| !quoted(text, views[0].start, cue.start()));
    let first = views.iter().position(|view| modal(view) && !condition(view));
    let opens = |index: &usize| views[*index].modal.is_some_and(|(_, cue)| cue.start() == views[*index].start);
    let main = first
        // 应经会员大会通过，始得处理; 有权受理的法院，应当….
        .map(|first| {
            (first + 1..views.len()).filter(opens).find(|index| statute::outweighs(text, &views[first], &views[*index])).unwrap_or(first)
        })
        .or_else(|| ((law || views.iter().any(&modal)) && views.len() > 1 && !condition(&views[views.len() - 1])).then(|| views.len() - 1))
        .or_else(|| views.iter().position(modal))
        .or_else(|| views.iter().position(|view| view.verb.is_some() && (view.preposition == 0 || views.len() == 1)))
        .unwrap_or(views.len() - 1);
    let view = &views[main];
    let clause = from + main;
    let (modality, cue, inherited_modal) = modality::of(page, reading, clause, block);
    let mut inherited = Vec::new();
    if let Some(cue) = cue.filter(|_| inherited_modal) {
        inherited.push(Inherited { part: "modality", from: cue });
    }
    let speaker = reading.speakers[from].clone();
    if let Some(speaker) = &speaker {
        inherited.push(Inherited { part: "speaker", from: speaker.span });
    }
    let actors = actors::subjects(page, views, reading.genre);
    let own_modal = view.modal.filter(|(_, cue)| !quoted(text, views[0].start, cue.start()));
    let acting: Vec<Span> = actors.iter().map(|actor| actor.span).collect();
    let predicate = predicate(page, views, main, own_modal, &acting);
    let phrases = slots::phrases(text, views, main);
    let role = segments.role(block);
    let status = match (modality, role) {
        (Modality::Aim, _) => Status::Target,
        (_, SectionRole::Principle) => Status::Principle,
        (_, SectionRole::Goal) => Status::Target,
        _ => Status::Planned,
    };
    Some(PolicyPoint {
        span,
        modality,
        cue: cue.or(predicate.aim),
        status,
        aim: predicate.aim,
        object: predicate.object,
        objects: predicate.object.map(|object| slots::objects(text, object)).unwrap_or_default(),
        due: deadlines::due(text, page.annotations, span),
        targets: slots::targets(text, page.annotations, span, modality),
        conditions: joined(phrases.conditions, predicate.conditions, &actors),
        means: joined(phrases.means, predicate.means, &[]),
        purposes: joined(phrases.purposes, predicate.purposes, &[]),
        actors,
        or_else: or_else(page, reading, to, block),
        speaker,
        themes: Vec::new(),
        instruments: Vec::new(),
        inherited,
        rule: if by_rule { "clause-rule" } else { "clause-model" },
        sentence: segments.clauses[from].sentence,
    })
}

/// Where the words of a point start: 下一步 and 首先 belong to it, 又 and 既 join it to another.
fn opening(page: &Page<'_>, view: &View) -> usize {
    let (text, cues) = (page.text, &page.codebook.cues);
    let before = Span::new(view.core.start().min(view.start), view.start);
    if let Some((_, length)) = cues.at_end("opening_kept", text.key(before)) {
        return view.start - length;
    }
    let key = &text.key[..view.core.end()];
    let dropped = cues.at("opening_dropped", key, view.start).map(|length| view.start + length);
    let told = |at: &usize| {
        ["shall", "must", "prohibit", "permit", "promote", "directive_verb", "adverb", "preposition"]
            .iter()
            .any(|group| cues.at(group, key, *at).is_some())
    };
    dropped.filter(told).unwrap_or(view.start)
}

/// Phrases of the clauses before and of the main clause, without those that say who acts.
fn joined(before: Vec<Span>, own: Vec<Span>, actors: &[Actor]) -> Vec<Span> {
    let mut spans: Vec<Span> = before.into_iter().chain(own).collect();
    spans.retain(|span| !actors.iter().any(|actor| actor.span.overlaps(*span)));
    spans.sort_by_key(|span| (span.start(), span.end()));
    spans.dedup();
    // 通过网站通知当事人: the phrase, and not the clause that holds it.
    let all = spans.clone();
    spans.retain(|span| !all.iter().any(|other| other != span && span.contains(*other) && span.start() == other.start()));
    spans
}

/// 落实“…可以…”的规定: the modal stands in a quotation that opens behind the verb.
fn quoted(text: &crate::model::Text, from: usize, to: usize) -> bool {
    let key = text.key(Span::new(from.min(to), to));
    key.first() != Some(&'“') && key.iter().filter(|c| **c == '“').count() > key.iter().filter(|c| **c == '”').count()
}

/// A bracket or quotation mark of which only one half lies inside is left out.
fn balanced(page: &Page<'_>, span: Span) -> Span {
    let text = page.text;
    let mut span = span;
    for (open, close) in [('“', '”'), ('‘', '’'), ('(', ')')] {
        let opened = text.key(span).iter().filter(|c| **c == open).count();
        let closed = text.key(span).iter().filter(|c| **c == close).count();
        if opened > closed && text.key_at(span.end()) == Some(close) {
            span = Span::new(span.start(), span.end() + 1);
        } else if opened > closed && text.key.get(span.start()) == Some(&open) {
            span = Span::new(span.start() + 1, span.end());
        } else if closed > opened && span.end() > 0 && text.key.get(span.end() - 1) == Some(&close) {
            span = Span::new(span.start(), span.end() - 1);
        }
    }
    text.trim(span)
}

/// 违反…的，责令…; 逾期…: what follows if it is not done, later in the same block.
fn or_else(page: &Page<'_>, reading: &Reading, from: usize, block: usize) -> Option<Span> {
    for index in from..reading.views.len().min(from + 6) {
        if page.segments.sentences[page.segments.clauses[index].sentence].block != block {
            return None;
        }
        let view = &reading.views[index];
        if ["违反", "逾期", "否则", "拒不", "未按", "不履行", "未依"].iter().any(|word| page.text.starts_with(view.core.start(), word))
        {
            let sentence = page.segments.sentences[page.segments.clauses[index].sentence].span;
            return Some(page.text.trim(Span::new(view.core.start(), sentence.end())));
        }
    }
    None
}

/// Clauses that the rules take for directives, with what speaks against them.
pub(super) fn unused_directives(page: &Page<'_>) -> Vec<(Span, String)> {
    let reading = read(page);
    let mut found = Vec::new();
    for (block, first, sequence, views) in sequences(page, &reading) {
        for (index, view) in views.iter().enumerate() {
            let looks = view.modal.is_some() || view.verb_initial || view.verb.is_some() && view.subject.is_some();
            let core = page.text.trim(Span::new(view.start, view.core.end()));
            if !looks || core.len() < 4 {
                continue;
            }
            let reason = if view.done {
                "it says that something has happened".to_owned()
            } else if page.segments.role(block) == SectionRole::Review {
                "it stands under a heading of review".to_owned()
            } else if view.speech.as_ref().is_some_and(|speech| speech.content.is_none()) {
                "it only says who speaks".to_owned()
            } else if reading.speakers[first + index].as_ref().is_some_and(|speaker| speakers::manner(page, speaker) == "expert") {
                "an expert explains".to_owned()
            } else {
                let why = page.clauses.map(|model| model.explain(&sequence, index, 0)).unwrap_or_default();
                let strongest: Vec<&str> = why.iter().filter(|(_, weight)| *weight > 0.0).take(3).map(|(name, _)| *name).collect();
                if strongest.is_empty() {
                    "the clause model decided against it".to_owned()
                } else {
                    format!("the clause model decided against it: {}", strongest.join(", "))
                }
            };
            found.push((core, reason));
        }
    }
    found
}
