//! The main verb of an English statement: behind modal, adverbs and asides; in a passive its participle,
//! and what stands before the modal is its object.

use super::cues::Cue;
use super::reader::Reader;
use super::subject::{main_noun, participle};
use crate::model::Span;

/// What is to be done.
#[derive(Clone, Copy, Debug)]
pub(super) struct Aim {
    /// The verb, or verbs that share an object: "develop and implement".
    pub(super) span: Span,
    /// "shall be submitted".
    pub(super) passive: bool,
}

/// The main verb of a statement that has a cue of its own, or opens with its verb.
pub(super) fn aim(reader: &Reader<'_>, span: Span, cue: Option<Cue>) -> Option<Aim> {
    let end = span.end();
    let Some(cue) = cue else {
        let first = next_word(reader, span.start(), end)?;
        let gerund = |word: Span| reader.word(word).ends_with("ing") && word.len() > 5;
        if gerund(first) {
            return Some(Aim { span: shared(reader, first, end, gerund), passive: false });
        }
        let second =
            next_word(reader, first.end(), end).filter(|second| adverb(reader, first, end) && reader.bare_verb_at(second.start(), end));
        let opens = second.is_some()
            || reader.bare_verb_at(first.start(), end)
            || reader.verb_phrase_at(first.start(), end)
            || ["english_opener", "english_aside"].iter().any(|group| reader.at(group, first.start(), end).is_some());
        let verb = behind(reader, span.start(), end);
        // "that X not be done", "that X proceed": a subject and a verb without a modal.
        return if opens { verb } else { subjunctive(reader, span).or(verb.filter(|_| !capital(reader, span))) };
    };
    let last = last_word(reader, cue.span);
    let rest = Span::new(cue.span.end().min(end), end);
    if !cue.form {
        let next = next_word(reader, rest.start(), end).map(|word| reader.word(word)).unwrap_or_default();
        let word = reader.word(last);
        // "are prohibited from entering", "will be required".
        if participle(&word) && !["to", "from"].contains(&next.as_str()) {
            return Some(Aim { span: last, passive: true });
        }
        let from = if participle(&word) { rest.start() + 1 + next.len() } else { rest.start() };
        let be = ["be", "hereby"].contains(&word.as_str());
        return if be { auxiliary(reader, rest.start(), end) } else { None }.or_else(|| behind(reader, from, end));
    }
    if reader.word(cue.span) == "nothing" {
        let modal = ["english_shall", "english_permit", "english_must"].iter().find_map(|group| reader.find(group, rest))?;
        return behind(reader, modal.end(), end);
    }
    let word = reader.word(last);
    let deed = participle(&word) || ["to", "us", "let's", "let’s", "hereby", "will"].contains(&word.as_str()) || word.ends_with("ll");
    if deed {
        return behind(reader, rest.start(), end);
    }
    let asks = reader.at("english_cause", last.start(), end).is_some() || reader.at("english_asks", last.start(), end).is_some();
    let said = Aim { span: last, passive: false };
    if asks || next_word(reader, rest.start(), end).is_some_and(|word| reader.says(word.start(), "that")) {
        return subjunctive(reader, rest)
            .or(Some(said))
            .filter(|aim| !["for", "of", "that", "is"].contains(&reader.word(aim.span).as_str()));
    }
    Some(said)
}

/// What an aim is about: what stands behind an active verb, and before the modal of a passive one.
pub(super) fn object(reader: &Reader<'_>, span: Span, cue: Option<Cue>, aim: Aim) -> Option<Span> {
    let text = reader.text();
    if let Some(cue) = cue.filter(|cue| aim.passive && cue.span.start() > span.start() && !cue.form) {
        let noun = patient(reader, Span::new(span.start(), cue.span.start()));
        let pronoun = reader.words(noun).len() < 2
            && ["it", "they", "this", "that", "these", "those", "there", "which", "who", "he", "she", "we"]
                .contains(&reader.word(noun).as_str());
        if !noun.is_empty() && !pronoun {
            return Some(noun);
        }
    }
    let mut end = span.end();
    // ", unless the owner agrees": a condition at the end.
    let comma = reader.open_places(Span::new(aim.span.end(), end)).into_iter().rfind(|at| text.starts_with(*at, ", "));
    if let Some(comma) = comma.filter(|comma| reader.at("english_condition", comma + 2, end).is_some()) {
        end = comma;
    }
    let comma = usize::from(reader.key_at(aim.span.end()) == Some(','));
    let object = text.trim(Span::new((aim.span.end() + comma).min(end), end));
    // "apply to the staff": the preposition belongs to the verb; "continue to review" has an infinitive.
    let to = reader.says(object.start(), "to") && reader.at("english_determiner", object.start() + 3, end).is_some();
    let object = if to { Span::new((object.start() + 3).min(end), end) } else { object };
    (!object.is_empty()).then_some(object)
}

/// What something is done to: behind a condition, what follows its last comma.
fn patient(reader: &Reader<'_>, before: Span) -> Span {
    let noun = main_noun(reader, before);
    let condition = reader.at("english_condition", before.start(), before.end()).is_some();
    let comma = reader.open_places(before).into_iter().rfind(|at| {
        reader.text().starts_with(*at, ", ") && *at + 2 < noun.end() && reader.at("english_subject", at + 2, before.end()).is_some()
    });
    let start = comma.filter(|comma| condition && comma + 2 > noun.start()).map_or(noun.start(), |comma| comma + 2);
    let start = if reader.says(start, "then") { start + 5 } else { start };
    reader.text().trim(Span::new(start.min(noun.end()), noun.end()))
}

/// The verb behind a modal.
fn behind(reader: &Reader<'_>, from: usize, end: usize) -> Option<Aim> {
    let phrase = |at: usize| ["english_opener", "english_aside"].iter().any(|group| reader.at(group, at, end).is_some());
    let mut at = from;
    for _ in 0..8 {
        let word = next_word(reader, at, end)?;
        let next = word.start();
        // ", within sixty days, ": an aside.
        if reader.key_at(at) == Some(',') {
            let commas: Vec<usize> =
                reader.open_places(Span::new(next, end)).into_iter().filter(|at| reader.text().starts_with(*at, ", ")).collect();
            let verb = commas.iter().find(|comma| reader.verb_phrase_at(**comma + 2, end));
            let comma = verb.or(commas.first().filter(|_| phrase(next))).filter(|_| !reader.verb_phrase_at(next, end));
            at = comma.map_or(next, |comma| comma + 2);
            continue;
        }
        if adverb(reader, word, end) {
            at = word.end();
            continue;
        }
        // "shall have to extend": still modal.
        if let Some(modal) = ["have to", "need to", "be able to"].iter().find(|modal| reader.says(next, modal)) {
            at = next + modal.len();
            continue;
        }
        if reader.says(next, "be") {
            return auxiliary(reader, word.end(), end).or(Some(Aim { span: word, passive: false }));
        }
        if phrase(next) && !reader.says(next, "to") {
            let starts = |at: &usize| !reader.text().key[at - 1].is_alphanumeric();
            let comma = |at: &usize| reader.text().ends_with(*at, ", ") && reader.bare_verb_at(*at, end);
            let places = || (word.end()..end).filter(starts);
            at = places().find(|at| reader.verb_phrase_at(*at, end)).or_else(|| places().find(comma))?;
            continue;
        }
        if reader.says(next, "to") {
            at = word.end();
            continue;
        }
        return Some(Aim { span: shared(reader, word, end, |word| reader.bare_verb_at(word.start(), end)), passive: false });
    }
    None
}

/// Behind "be": the participle, or what "be required to" asks for.
fn auxiliary(reader: &Reader<'_>, from: usize, end: usize) -> Option<Aim> {
    let mut at = from;
    let word = loop {
        let word = next_word(reader, at, end).filter(|_| reader.key_at(at) == Some(' '))?;
        if !adverb(reader, word, end) || participle(&reader.word(word)) {
            break word;
        }
        at = word.end();
    };
    let behind_word = word.end() + 1;
    if reader.at("english_state", word.start(), end).is_some() && reader.says(behind_word, "to") {
        let verb = next_word(reader, behind_word + 2, end)?;
        if reader.bare_verb_at(verb.start(), end) || adverb(reader, verb, end) {
            return behind(reader, behind_word + 2, end);
        }
    }
    let verb = participle(&reader.word(word));
    verb.then(|| Aim { span: shared(reader, word, end, |word| participle(&reader.word(word))), passive: true })
}

/// "that the works proceed", "that aid not be frustrated", "the Congress to pass": the first verb behind a subject.
fn subjunctive(reader: &Reader<'_>, span: Span) -> Option<Aim> {
    let end = span.end();
    let words = reader.words(span);
    let groups = ["english_shall", "english_must", "english_permit"];
    words.iter().enumerate().skip(1).take(30).find_map(|(index, word)| {
        let at = word.start();
        let modal = groups.iter().find_map(|group| reader.at(group, at, end));
        if let Some(length) = modal {
            return behind(reader, at + length, end);
        }
        let after = words.get(index + 1)?;
        let infinitive = reader.says(at, "to") && reader.verb_phrase_at(after.start(), end);
        let negated = reader.says(at, "not") && reader.bare_verb_at(after.start(), end);
        let before = words[index - 1].start();
        let noun = ["english_determiner", "english_relative"].iter().any(|group| reader.at(group, before, end).is_some());
        let verb = reader.at("english_verb", at, end).is_some() && !noun;
        (infinitive || negated || verb).then(|| behind(reader, at, end)).flatten()
    })
}

/// The verb with those behind "and", "or" and commas that share its object.
fn shared(reader: &Reader<'_>, first: Span, end: usize, verb: impl Fn(Span) -> bool) -> Span {
    let mut reached = first.end();
    let mut listed = first.end();
    loop {
        let comma = reader.text().starts_with(listed, ", ");
        let mut at = listed + if comma { 2 } else { 1 };
        let joint = ["and", "or"].into_iter().find(|joint| reader.says(at, joint));
        if !comma && (joint.is_none() || reader.key_at(listed) != Some(' ')) {
            break;
        }
        at += joint.map_or(0, |joint| joint.len() + 1);
        let Some(mut word) = next_word(reader, at, end).filter(|word| word.start() == at) else { break };
        if joint.is_some() && adverb(reader, word, end) {
            let Some(next) = next_word(reader, word.end(), end).filter(|next| next.start() == word.end() + 1) else { break };
            word = next;
        }
        if !verb(word) {
            break;
        }
        listed = word.end();
        if joint.is_some() {
            reached = listed;
            break;
        }
    }
    Span::new(first.start(), reached)
}

/// Adverbs and words for how many, and "and" between them.
fn adverb(reader: &Reader<'_>, word: Span, end: usize) -> bool {
    let written = reader.word(word);
    let ly = written.len() > 4 && written.ends_with("ly") && !reader.bare_verb_at(word.start(), end);
    let joint = written == "and" && next_word(reader, word.end(), end).is_some_and(|next| reader.word(next).ends_with("ly"));
    ly || joint || reader.at("english_adverb", word.start(), end).is_some()
}

fn next_word(reader: &Reader<'_>, from: usize, end: usize) -> Option<Span> {
    reader.words(Span::new(from.min(end), end.min(from + 60).max(from.min(end)))).first().copied()
}

fn last_word(reader: &Reader<'_>, span: Span) -> Span {
    reader.words(span).last().copied().unwrap_or(span)
}

fn capital(reader: &Reader<'_>, span: Span) -> bool {
    reader.text().key_at(span.start()).is_some_and(char::is_uppercase)
}
