//! The modals and openings of a directive, and which of them are none.

use super::reader::Reader;
use crate::model::{Modality, Span};

/// A word or phrase that makes a directive.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    /// Where it stands.
    pub(super) span: Span,
    /// How strong it is.
    pub(super) modality: Modality,
    /// An opening such as "let us" and no modal behind a subject.
    pub(super) form: bool,
    /// The ", which" or ", who" right before it.
    pub(super) relative: Option<usize>,
}

const GROUPS: &[(&str, Modality, bool)] = &[
    ("english_prohibit", Modality::Prohibit, false),
    ("english_must", Modality::Must, false),
    ("english_shall", Modality::Shall, false),
    ("english_permit", Modality::Permit, false),
    ("english_promote", Modality::Promote, false),
    ("english_do", Modality::Do, false),
    ("english_form_do", Modality::Do, true),
    ("english_form_shall", Modality::Shall, true),
    ("english_form_must", Modality::Must, true),
    ("english_form_aim", Modality::Aim, true),
];

/// Every cue of a span that can make a directive, in order.
pub(super) fn cues(reader: &Reader<'_>, span: Span) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    if reader.text().starts_with(span.start(), "Nothing in this") {
        let span = Span::new(span.start(), span.start() + 7);
        return vec![Cue { span, modality: Modality::Prohibit, form: true, relative: None }];
    }
    for at in reader.open_places(span) {
        if found.last().is_some_and(|cue| at < cue.span.end()) {
            continue;
        }
        let longest = GROUPS
            .iter()
            .filter_map(|(group, modality, form)| reader.at(group, at, span.end()).map(|length| (length, *modality, *form)))
            .max_by_key(|(length, ..)| *length);
        let Some((length, modality, form)) = longest else { continue };
        let cue = Span::new(at, at + length);
        if !form && !directs(reader, span, cue) {
            continue;
        }
        let relative = relative(reader, span, at);
        let restrictive =
            relative.is_none() && ["that", "which", "who", "as", "where", "than"].contains(&reader.word_before(at, span.start()).as_str());
        if restrictive && !form {
            continue;
        }
        let modality = weighed(reader, span, cue, modality, found.last().map_or(span.start(), |last: &Cue| last.span.end()));
        found.push(Cue { span: cue, modality, form, relative });
    }
    own(reader, span, found)
}

/// ", which shall", ", who may": a clause of its own; where it begins.
fn relative(reader: &Reader<'_>, span: Span, at: usize) -> Option<usize> {
    ["which", "who"].iter().find_map(|word| {
        let start = at.checked_sub(word.len() + 1).filter(|start| *start > span.start() + 1)?;
        (reader.says(start, word) && reader.text().ends_with(start, ", ")).then_some(start)
    })
}

/// Forecasts, facts of the past, and words that only look like modals direct nothing.
fn directs(reader: &Reader<'_>, span: Span, cue: Span) -> bool {
    let text = reader.text();
    let word = reader.word(cue);
    let before = reader.word_before(cue.start(), span.start());
    let behind = cue.end() + 1;
    if reader.says(behind, "have been") || reader.says(behind, "not have been") {
        return false;
    }
    if contact(reader, span, cue.start()) || reader.speech && reader.find("english_hope", Span::new(span.start(), cue.start())).is_some() {
        return false;
    }
    match word.as_str() {
        // The month, and what could be the case.
        "may" => text.key[cue.start()] == 'm' && !(reader.speech || before == "it" && reader.says(behind, "be necessary")),
        "is to be" | "are to be" => !reader.speech || !["this", "that", "it"].contains(&before.as_str()),
        "cannot" | "can not" => before == "we" || !reader.speech && !["this", "that", "it", "there"].contains(&before.as_str()),
        // What nature or history gives is no permission, nor is "the right to life".
        "has the right to" | "have the right to" => !reader.speech && reader.bare_verb_at(behind, span.end()),
        // "to the extent that we have to", "would need to".
        // "it has to a great extent secured".
        "have to" | "has to" if ["a", "an", "the", "some", "this"].iter().any(|word| reader.says(behind, word)) => false,
        "have to" | "has to" | "need to" | "needs to" => {
            !["not", "never", "will", "would", "shall", "may", "might", "could", "to", "who", "don't", "longer"].contains(&before.as_str())
        }
        "should" => !reader.says(span.start(), "if") || text.key(Span::new(span.start(), cue.start())).contains(&','),
        "will" | "will not" if reader.speech => {
            let announcer = cue.start() - before.chars().count().min(cue.start()) - 1;
            !before.is_empty() && reader.at("english_announcer", announcer, cue.start()).is_some()
        }
        "will" | "will not" => {
            let noun = [
                "the",
                "their",
                "his",
                "its",
                "a",
                "free",
                "good",
                "own",
                "legislative",
                "popular",
                "political",
                "there",
                "it",
                "they",
                "he",
                "she",
            ]
            .contains(&before.as_str());
            let clause = (span.start()..cue.start()).rev().find(|at| text.starts_with(*at, ", and ")).unwrap_or(span.start());
            let words = reader.words(Span::new(clause, cue.start())).len();
            !noun && words <= 14
        }
        _ => true,
    }
}

/// "the things we must do", "if they must": the pronoun opens a clause inside another.
fn contact(reader: &Reader<'_>, span: Span, at: usize) -> bool {
    let pronoun = reader.word_before(at, span.start());
    if reader.speech && noun_in_contact(reader, span, at) {
        return true;
    }
    if !["we", "i", "they", "he", "she", "you", "it"].contains(&pronoun.as_str()) {
        return false;
    }
    let start = at - pronoun.chars().count() - 1;
    let word = reader.word_before(start, span.start());
    let place = start.saturating_sub(word.chars().count() + 1);
    !word.is_empty()
        && reader.at("english_before_pronoun", place, start).is_none()
        && reader.at("english_frame", span.start(), start).is_none()
}

/// "the road our people must take": a noun right behind another opens the clause.
fn noun_in_contact(reader: &Reader<'_>, span: Span, at: usize) -> bool {
    let words = reader.words(Span::new(span.start(), at));
    let Some(index) = words.iter().rposition(|word| ["our", "my", "this"].contains(&reader.word(*word).as_str())) else { return false };
    if index == 0 || words.len() - index > 3 || words[index - 1].end() + 1 != words[index].start() {
        return false;
    }
    let noun = words[..index].iter().rev().nth(1).is_some_and(|word| ["the", "a", "an"].contains(&reader.word(*word).as_str()));
    noun && reader.at("english_before_pronoun", words[index - 1].start(), at).is_none()
}

/// The modality with what stands around the modal: negation, and goals.
fn weighed(reader: &Reader<'_>, span: Span, cue: Span, modality: Modality, from: usize) -> Modality {
    let duty = matches!(modality, Modality::Shall | Modality::Must);
    if duty || modality == Modality::Permit {
        let subject = Span::new(from, cue.start());
        let start = if from == span.start() { from } else { subject_start(reader, subject) };
        if ["no", "neither", "nor"].iter().any(|word| reader.says(start, word)) {
            return Modality::Prohibit;
        }
    }
    if duty {
        let goal_before =
            reader.at("english_goal", cue.start().saturating_sub(reader.word_before(cue.start(), from).chars().count() + 1), cue.start());
        let next = reader.words(Span::new(cue.end(), span.end().min(cue.end() + 24)));
        let goal_behind = next.iter().take(4).enumerate().any(|(index, word)| {
            (index == 0 || reader.says(next[0].start(), "be") || reader.says(next[0].start(), "now"))
                && reader.at("english_goal", word.start(), span.end()).is_some()
        });
        if goal_before.is_some() || goal_behind {
            return Modality::Aim;
        }
    }
    modality
}

/// Behind the last "and", "but" or comma.
fn subject_start(reader: &Reader<'_>, span: Span) -> usize {
    let words = reader.words(span);
    words
        .iter()
        .rposition(|word| ["and", "but", "or"].contains(&reader.word(*word).as_str()))
        .and_then(|index| words.get(index + 1))
        .map_or(span.start(), |word| word.start())
}

/// Without the modals of clauses of condition, and of relative clauses before the sentence's own modal.
fn own(reader: &Reader<'_>, span: Span, mut found: Vec<Cue>) -> Vec<Cue> {
    let text = reader.text();
    if reader.at("english_condition", span.start(), span.end()).is_some()
        && let Some(comma) = span.range().find(|at| text.key[*at] == ',')
        && found.iter().any(|cue| cue.span.start() > comma)
    {
        found.retain(|cue| cue.span.start() > comma);
    }
    while let [first, second, ..] = found.as_slice() {
        let before = Span::new(span.start(), first.span.start());
        let inside = !first.form
            && ["that", "which", "who", "whose"].iter().any(|word| reader.place_of(before, word).is_some())
            && reader.find("english_frame", before).is_none()
            && !reader.word_before(second.span.start(), first.span.end()).is_empty()
            && second.relative.is_none()
            && ![" and", "and", "but", "or"].contains(&reader.word_before(second.span.start(), first.span.end()).as_str())
            && !text.key(Span::new(first.span.end(), second.span.start())).contains(&',');
        if !inside {
            break;
        }
        found.remove(0);
    }
    found
}
