//! Verbs that share a modal: where each that has an object of its own begins.
//!
//! Law: what an infinitive, a relative clause or a gerund governs begins nothing.

use super::cues::Cue;
use super::reader::Reader;
use crate::model::Span;

/// Behind "shall, where this is possible, ": an aside may hold verbs of its own.
fn behind_aside(reader: &Reader<'_>, from: usize, end: usize) -> usize {
    if reader.key_at(from) != Some(',') {
        return from;
    }
    reader
        .open_places(Span::new(from + 1, end))
        .into_iter()
        .filter(|at| reader.text().starts_with(*at, ", "))
        .find(|at| reader.verb_phrase_at(at + 2, end))
        .unwrap_or(from)
}

/// Where further verbs with objects of their own begin: "shall adopt the rules and ensure that …".
pub(super) fn verb_cuts(reader: &Reader<'_>, cue: &Cue, end: usize) -> Vec<usize> {
    let text = reader.text();
    let from = behind_aside(reader, cue.span.end(), end);
    let words = reader.words(Span::new(from, end));
    let mut found = Vec::new();
    let mut commas: Vec<usize> = Vec::new();
    // An infinitive or a relative clause takes the verbs behind it.
    let mut nested = false;
    let mut caused = false;
    // The verb behind the aside of "and, where this is possible, do that".
    let mut behind = None;
    let listed = cue.form && [" to", "policy of"].iter().any(|end| reader.word(cue.span).ends_with(end))
        || words.first().is_some_and(|word| reader.says(word.start(), "be to"));
    let places = reader.open_places(Span::new(from, end));
    let open = |at: usize| places.binary_search(&at).is_ok();
    for (index, word) in words.iter().enumerate() {
        let at = word.start();
        if index < 2 || !open(at) {
            continue;
        }
        let previous = reader.word(words[index - 1]);
        if reader.says(at, "and")
            && !nested
            && let Some(verb) = verb_behind_aside(reader, word.end(), end)
        {
            found.append(&mut commas);
            found.push(word.end() + 2);
            behind = Some(verb);
            continue;
        }
        if behind == Some(at) {
            nested = false;
            continue;
        }
        let joined = previous == "and";
        let comma = text.ends_with(if joined { words[index - 1].start() } else { at }, ", ");
        // "It is time to build on this, to endorse that".
        if listed && reader.says(at, "to") && (comma || joined) && reader.verb_phrase_at(at + 3, end) {
            found.push(at);
            nested = false;
            continue;
        }
        let ensure = joined && reader.says(at, "ensure");
        let verb = reader.verb_phrase_at(at, end) && (joined || comma);
        let opens = |place: usize| {
            place == 0
                || ["to", "and", "also", "not"].contains(&reader.word(words[place - 1]).as_str())
                || reader.word(words[place - 1]).ends_with("ly")
        };
        let shared =
            |back: usize| index.checked_sub(back).is_some_and(|place| opens(place) && reader.bare_verb_at(words[place].start(), end));
        // "develop and update tests", "build upon and strengthen the repeal": two verbs, one object.
        let particle = index >= 3 && reader.at("english_particle", words[index - 2].start(), end).is_some();
        let two_verbs = joined && !comma && (shared(2) || particle && shared(3));
        if verb && !two_verbs && (!nested || ensure || caused && comma) {
            if joined {
                found.append(&mut commas);
                found.push(at);
            } else {
                commas.push(at);
            }
            nested = false;
            caused = false;
            continue;
        }
        let then = reader.says(at, "then") && joined && reader.verb_phrase_at(at + 5, end);
        if then && !nested {
            found.append(&mut commas);
            found.push(at);
            continue;
        }
        caused |= !nested
            && reader.says(at, "to")
            && reader.at("english_cause", words[0].start(), end).is_some()
            && reader.at("english_determiner", at + 3, end).is_none();
        let purpose = caused || reader.says(at, "to") && reader.verb_phrase_at(at + 3, end);
        let relative = reader.at("english_relative", at, end).is_some();
        let gerund = ["by", "including", "for", "of"].contains(&previous.as_str()) && reader.word(*word).ends_with("ing");
        nested |= purpose && !listed || relative || gerund;
    }
    found.sort_unstable();
    found
}

/// The verb behind "and, in agreement with others, ".
fn verb_behind_aside(reader: &Reader<'_>, and: usize, end: usize) -> Option<usize> {
    let start = and + 2;
    let opens = reader.text().starts_with(and, ", ")
        && (reader.at("english_opener", start, end).is_some() || reader.at("english_aside", start, end).is_some());
    let places = reader.open_places(Span::new(start.min(end), end.min(start + 200)));
    let comma = opens.then(|| places.into_iter().find(|at| reader.text().starts_with(*at, ", "))).flatten()?;
    reader.verb_phrase_at(comma + 2, end).then_some(comma + 2)
}
