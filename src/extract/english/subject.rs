//! Who acts: the subject before the modal, or the agent of a passive.

use super::clauses::{Part, founded};
use super::reader::Reader;
use crate::model::{Actor, ActorRole, EntityType, Modality, Span};

/// A noun that "which" stands for is no longer than this, in characters.
const ANTECEDENT: usize = 60;

/// Who is to do it.
#[derive(Clone, Debug)]
pub(super) enum Subject {
    /// Named in the statement.
    Own(Vec<Actor>),
    /// "It", "they", or nothing before the modal: the subject of the statement before.
    Before,
    /// Nobody is named.
    None,
}

/// Who acts in a statement.
pub(super) fn subject(reader: &Reader<'_>, part: &Part) -> Subject {
    let cue = part.cue;
    let span = part.span;
    if part.elided
        && let Some(body) = founded(reader, &cue, span.end())
    {
        return Subject::Own(vec![acting(body)]);
    }
    if part.elided && cue.relative.is_none() {
        let own_modal = cue.span.start() == span.start() && passive(reader, cue.span.end(), span.end());
        let agent = if own_modal { agent(reader, span, cue.span.end()) } else { Vec::new() };
        return if agent.is_empty() { Subject::Before } else { Subject::Own(agent) };
    }
    let passive = passive(reader, cue.span.end(), span.end());
    let state = passive && acts_by_state(reader, cue.span.end(), span.end());
    if passive && !state {
        let agent = agent(reader, span, cue.span.end());
        if !agent.is_empty() {
            return Subject::Own(agent);
        }
        if cue.modality != Modality::Permit {
            return Subject::None;
        }
    }
    // "it is imperative that the Department prioritize".
    if cue.form && reader.text().ends_with(cue.span.end(), " that") {
        let words = reader.words(Span::new(cue.span.end(), span.end()));
        if let Some(verb) = words.iter().skip(1).take(12).find(|word| reader.bare_verb_at(word.start(), span.end())) {
            let actors = actors(reader, reader.text().trim(Span::new(cue.span.end(), verb.start())));
            return if actors.is_empty() { Subject::None } else { Subject::Own(actors) };
        }
    }
    if cue.form
        && let Some(actors) = bound(reader, cue.span, span.end())
    {
        return Subject::Own(actors);
    }
    if let Some(actors) = cue.relative.and_then(|start| antecedent(reader, start)) {
        return Subject::Own(actors);
    }
    if cue.form || cue.relative.is_some() {
        return if reader.says(cue.span.start(), "this includes") { Subject::Before } else { Subject::None };
    }
    let before = Span::new(span.start(), cue.span.start().max(span.start()));
    let noun = main_noun(reader, before);
    let words = reader.words(noun);
    let pronoun = ["it", "they"].contains(&reader.word_before(before.end(), before.start()).as_str());
    let alone = words.len() == 1 || pronoun && reader.at("english_condition", before.start(), before.end()).is_some();
    if pronoun && alone {
        return match of_condition(reader, before) {
            Some(actors) if !passive || state => Subject::Own(actors),
            _ if passive || words.len() > 1 => Subject::None,
            _ => Subject::Before,
        };
    }
    let mut actors = actors(reader, noun);
    // ", acting through the Administrator, and the Administrator of another body": who comes behind the aside.
    if let Some(more) = behind_aside(reader, noun, before).filter(|_| !actors.is_empty()) {
        actors.push(acting(more));
    }
    if actors.is_empty() && state {
        actors = agent(reader, span, cue.span.end());
    }
    if actors.is_empty() { Subject::None } else { Subject::Own(actors) }
}

/// "assessed by the notified body, which shall decide": the noun that "which" stands for, if it can act.
fn antecedent(reader: &Reader<'_>, relative: usize) -> Option<Vec<Actor>> {
    let end = relative.checked_sub(2).filter(|end| reader.text().starts_with(*end, ", "))?;
    let words = reader.words(Span::new(end.saturating_sub(ANTECEDENT), end));
    let first = words.iter().rposition(|word| reader.at("english_determiner", word.start(), end).is_some())?;
    // "the term shall be two years, which may …": no noun alone.
    let finite = ["shall", "must", "may", "will", "is", "are", "be", "has", "have"];
    if words[first..].iter().any(|word| finite.contains(&reader.word(*word).as_str())) {
        return None;
    }
    let actors = actors(reader, Span::new(words[first].start(), end));
    (!actors.is_empty()).then_some(actors)
}

/// "it is vital for the agencies to share", "it shall be the policy of the agencies to share": whose duty it is.
fn bound(reader: &Reader<'_>, cue: Span, end: usize) -> Option<Vec<Actor>> {
    let opening = reader.word(cue);
    if !opening.ends_with(" for") && !opening.ends_with("policy of") {
        return None;
    }
    let to = reader.place_of(Span::new(cue.end(), end.min(cue.end() + 80)), "to")?;
    let actors = actors(reader, reader.text().trim(Span::new(cue.end(), to)));
    (!actors.is_empty()).then_some(actors)
}

/// "Where a provider finds a fault, it shall": the subject of the condition.
fn of_condition(reader: &Reader<'_>, before: Span) -> Option<Vec<Actor>> {
    let length = reader.at("english_condition", before.start(), before.end())?;
    let from = before.start() + length + 1;
    let comma = (from..before.end()).find(|at| reader.text().key[*at] == ',').unwrap_or(before.end());
    let words = reader.words(Span::new(from, before.end()));
    let finite = |word: &Span| {
        ["english_phrase_end", "english_determiner", "english_actor", "english_aside"]
            .iter()
            .all(|group| reader.at(group, word.start(), before.end()).is_none())
            && !["concerned", "and", "or", "of", "who", "responsible", "competent"].contains(&reader.word(*word).as_str())
            && !reader.word(*word).ends_with("ing")
    };
    words.windows(2).take(24).find_map(|pair| {
        let ends = reader.at("english_actor", pair[0].start(), before.end()).is_some()
            || reader.page.annotations.inside(Span::new(from, pair[0].end())).iter().any(|mention| mention.span.end() == pair[0].end());
        if !ends || !finite(&pair[1]) || pair[0].end() + 1 != pair[1].start() {
            return None;
        }
        let noun = reader.text().trim(Span::new(from, pair[0].end()));
        let aside = noun.end() > comma && noun.len() > 60;
        let actors = if aside { Vec::new() } else { actors(reader, noun) };
        (!actors.is_empty()).then_some(actors)
    })
}

/// "shall be designated", "is hereby established".
fn passive(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    let hereby = reader.text().ends_with(from, "hereby");
    let words = reader.words(Span::new(from, end.min(from + 60)));
    let mut words = words
        .iter()
        .map(|word| reader.word(*word))
        .skip_while(|word| ["also", "then", "only", "not", "each", "further"].contains(&word.as_str()) || word.ends_with("ly"));
    let be = hereby || reader.text().ends_with(from, " be") || words.next().is_some_and(|word| word == "be");
    be && words
        .find(|word| !["also", "not", "only"].contains(&word.as_str()) && !word.ends_with("ly"))
        .is_some_and(|word| participle(&word))
}

/// A participle by its ending, or one that has its own.
pub(super) fn participle(word: &str) -> bool {
    word.len() > 3 && word.ends_with("ed") && !word.ends_with("eed")
        || word.len() > 4 && word.ends_with("en")
        || [
            "made", "set", "held", "built", "paid", "sent", "put", "kept", "met", "borne", "drawn", "laid", "brought", "known", "bound",
            "found", "left",
        ]
        .contains(&word)
}

fn acts_by_state(reader: &Reader<'_>, from: usize, end: usize) -> bool {
    reader.words(Span::new(from, end.min(from + 60))).iter().take(4).any(|word| reader.at("english_state", word.start(), end).is_some())
}

/// "by the notified body which …": the agent of a passive.
fn agent(reader: &Reader<'_>, span: Span, from: usize) -> Vec<Actor> {
    let text = reader.text();
    for at in from..span.end() {
        if !reader.says(at, "by") || !participle(&reader.word_before(at, from.saturating_sub(1))) && !near_participle(reader, at, from) {
            continue;
        }
        let start = at + 3;
        let stop = (start..span.end()).find(|at| matches!(text.key[*at], ',' | '.' | ';' | '(')).unwrap_or(span.end());
        let words = reader.words(Span::new(start, stop));
        let end = words
            .iter()
            .take(14)
            .position(|word| reader.at("english_phrase_end", word.start(), stop).is_some() || reader.says(word.start(), "and"))
            .map_or(stop, |index| words.get(index.wrapping_sub(1)).map_or(start, |word| word.end()));
        let actors = actors(reader, Span::new(start.min(end), end));
        if !actors.is_empty() {
            return actors;
        }
    }
    Vec::new()
}

/// "invited to the meetings by the Board": a participle a few words before.
fn near_participle(reader: &Reader<'_>, at: usize, from: usize) -> bool {
    let words = reader.words(Span::new(from, at));
    words.iter().rev().take(6).any(|word| participle(&reader.word(*word)))
}

/// The noun phrase before the modal, behind "Within 180 days …," and before ", in consultation with …".
pub(super) fn main_noun(reader: &Reader<'_>, before: Span) -> Span {
    let text = reader.text();
    let mut start = before.start();
    // "in which capacity the Council shall".
    if reader.says(start, "in which")
        && let Some(third) = reader.words(before).get(2)
    {
        start = text.trim(Span::new(third.end(), before.end())).start();
    }
    let commas: Vec<usize> =
        reader.open_places(before).into_iter().filter(|at| text.key[*at] == ',' && text.key_at(at + 1) == Some(' ')).collect();
    // "If a person receiving a, b or c is involved, the police may": the first noun behind a comma that acts.
    let condition = reader.at("english_condition", start, before.end()).is_some();
    if condition
        && let Some(comma) = commas.iter().find(|comma| {
            let end = commas.iter().find(|next| *next > *comma).copied().unwrap_or(before.end());
            let noun = text.trim(Span::new(**comma + 2, end.max(**comma + 2)));
            !noun.is_empty() && !actors(reader, noun).is_empty()
        })
    {
        start = comma + 2;
    }
    let from = start;
    for comma in commas.iter().filter(|comma| **comma >= from) {
        let phrase =
            reader.at("english_opener", start, before.end()).is_some() || reader.at("english_aside", start, before.end()).is_some();
        let small = text.key_at(comma + 2).is_some_and(|c| c.is_lowercase() || c.is_uppercase());
        if phrase && small && comma + 2 < before.end() && !text.trim(Span::new(comma + 1, before.end())).is_empty() {
            start = comma + 2;
        }
    }
    let end = commas
        .iter()
        .find(|comma| {
            **comma > start
                && (reader.at("english_aside", *comma + 2, before.end()).is_some()
                    || reader.at("english_opener", *comma + 2, before.end()).is_some()
                    || ["who", "which", "whose"].iter().any(|word| reader.says(*comma + 2, word)))
        })
        .copied()
        .unwrap_or(before.end());
    text.trim(Span::new(start.min(end), end))
}

fn behind_aside(reader: &Reader<'_>, noun: Span, before: Span) -> Option<Span> {
    let text = reader.text();
    reader.at("english_aside", noun.end() + 2, before.end())?;
    let joint = (noun.end()..before.end()).rev().find(|at| text.starts_with(*at, ", and the "))?;
    let part = text.trim(Span::new(joint + 6, before.end()));
    let plain = !text.key(part).contains(&',') && acts(reader, part);
    plain.then(|| without_tail(reader, part))
}

/// The actors that a noun phrase names; none where its head does not act.
fn actors(reader: &Reader<'_>, noun: Span) -> Vec<Actor> {
    let parts = coordinated(reader, noun);
    if parts.len() > 1 && parts.iter().all(|part| acts(reader, *part)) {
        return parts.into_iter().map(acting).collect();
    }
    if acts(reader, noun) { vec![acting(without_tail(reader, noun))] } else { Vec::new() }
}

fn acting(span: Span) -> Actor {
    Actor { span, role: ActorRole::Acts }
}

/// "X (the ‘Board’)" and "authorities establishing …" without what follows the name.
fn without_tail(reader: &Reader<'_>, noun: Span) -> Span {
    let text = reader.text();
    let mut end = noun.end();
    if text.key[noun.start()..end].last() == Some(&')')
        && let Some(open) = (noun.start()..end).rev().find(|at| text.key[*at] == '(')
        && open > noun.start() + 2
    {
        end = open;
    }
    let words = reader.words(Span::new(noun.start(), end));
    if let Some(index) = words.iter().skip(2).position(|word| {
        let gerund = reader.word(*word);
        gerund.len() > 6 && gerund.ends_with("ing")
    }) && reader.at("english_actor", words[index + 1].start(), end).is_some()
        && acts(reader, Span::new(noun.start(), words[index + 1].end()))
        && words.len() > index + 4
    {
        end = words[index + 1].end();
    }
    text.trim(Span::new(noun.start(), end))
}

/// The head of a noun phrase can act: a named body or office at its start, or a noun for one that acts.
fn acts(reader: &Reader<'_>, noun: Span) -> bool {
    let text = reader.text();
    let words = reader.words(noun);
    let Some(first) = words.first() else { return false };
    if noun.len() < 2 || noun.len() > 400 {
        return false;
    }
    let vague = ["this", "there", "that", "nothing", "such", "these", "it", "which", "who"].contains(&reader.word(*first).as_str());
    let named = |kind: EntityType| matches!(kind, EntityType::Organization | EntityType::Person | EntityType::Post | EntityType::Place);
    let head_end = words
        .iter()
        .skip(1)
        .position(|word| reader.at("english_phrase_end", word.start(), noun.end()).is_some() || reader.says(word.start(), "of"))
        .map_or(words[words.len() - 1], |index| words[index]);
    // "authorities establishing plans": the noun before the participle.
    let inner = words.windows(2).find(|pair| {
        pair[1].end() <= head_end.end()
            && reader.word(pair[1]).ends_with("ing")
            && reader.at("english_actor", pair[0].start(), noun.end()).is_some()
    });
    let head_end = inner.map_or(head_end, |pair| pair[0]);
    if text.ends_with(head_end.end(), "'s") || text.ends_with(head_end.end(), "’s") {
        return false;
    }
    if reader.at("english_actor", head_end.start(), noun.end()).is_some() {
        return !vague || words.len() > 1 && reader.says(first.start(), "such");
    }
    let mentions = reader.page.annotations.inside(Span::new(noun.start(), head_end.end().max(noun.start())));
    !vague && mentions.iter().any(|mention| named(mention.entity_type) && mention.span.end() == head_end.end())
        || reader.page.annotations.inside(noun).first().is_some_and(|mention| {
            named(mention.entity_type) && mention.span.start() <= noun.start() + 4 && mention.span.end() >= head_end.end()
        })
}

/// "the A and the B", "A, B, and C": the names that act together.
fn coordinated(reader: &Reader<'_>, noun: Span) -> Vec<Span> {
    let text = reader.text();
    let mut parts = Vec::new();
    let mut start = noun.start();
    for at in reader.open_places(noun) {
        if at < start || reader.page.annotations.splits(at) {
            continue;
        }
        let joint = [", and ", ", or ", " and ", " or ", ", "].into_iter().find(|joint| text.starts_with(at, joint));
        let Some(joint) = joint else { continue };
        let behind = at + joint.len();
        if behind >= noun.end() {
            continue;
        }
        let opens = ["the", "other", "each", "all", "any", "their", "its"].iter().any(|word| reader.says(behind, word))
            || reader.page.annotations.starting(behind).is_some();
        if opens && at > start {
            parts.push(without_tail(reader, text.trim(Span::new(start, at))));
            start = behind;
        }
    }
    parts.push(without_tail(reader, text.trim(Span::new(start, noun.end()))));
    parts
}
