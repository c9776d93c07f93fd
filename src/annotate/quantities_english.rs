//! Quantities of English texts, and the periods, which are dates.

use super::numbers::{digits, number};
use super::reading::{ends, starts};
use crate::model::{EntityType, Mention, Span, Text};

const ENGLISH_UNITS: &[&str] = &[
    "percent",
    "per cent",
    "%",
    "million",
    "billion",
    "trillion",
    "days",
    "months",
    "years",
    "members",
    "dollars",
    "euros",
    "EUR",
    "megawatts",
    "gigawatts",
    "hours",
    "persons",
    "people",
    "employees",
];
const ENGLISH_BEFORE: &[&str] = &[
    "$",
    "not more than ",
    "no more than ",
    "no fewer than ",
    "no less than ",
    "not fewer than ",
    "not to exceed ",
    "not exceed ",
    "not exceeding ",
    "not less than ",
    "at least ",
    "up to ",
    "more than ",
    "less than ",
    "fewer than ",
    "at most ",
    "about ",
    "approximately ",
    "nearly ",
    "almost ",
    "over ",
    "some ",
    "EUR ",
];

/// Periods: how long something lasts, marked as a date.
const PERIODS: &[&str] = &["days", "weeks", "months", "years", "year", "month"];

/// Finds the quantities of an English text, and the periods.
pub(super) fn find(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        let starts_word = place == 0 || !(key[place - 1].is_alphanumeric() || matches!(key[place - 1], '.' | '/' | '-' | '(' | ':'));
        let figures = digits(key, place) > 0;
        if let Some(end) = starts_word.then(|| often(key, place)).flatten() {
            let start = if ends(key, place, "at least ") { place - 9 } else { place };
            found.push(Mention::new(Span::new(start, end), EntityType::Quantity, "quantity"));
            place = end;
            continue;
        }
        let length = match (starts_word, figures) {
            (false, _) => 0,
            (true, true) => number(key, place),
            (true, false) => super::number_words::length(key, place),
        };
        if length == 0 {
            place += 1;
            continue;
        }
        place = counted(key, place, length, figures, found).max(place + 1);
    }
}

/// What a number counts: a unit, a period, or things; where it ends.
fn counted(key: &[char], place: usize, length: usize, figures: bool, found: &mut Vec<Mention>) -> usize {
    let mut at = place + length;
    let mut matched = place > 0 && key[place - 1] == '$';
    for _ in 0..2 {
        let gap = usize::from(key.get(at) == Some(&' '));
        let unit = ENGLISH_UNITS.iter().find(|unit| {
            let end = at + gap + unit.chars().count();
            starts(key, at + gap, unit) && !key.get(end).is_some_and(|c| c.is_alphanumeric())
        });
        if let Some(unit) = unit {
            at += gap + unit.chars().count();
            matched = true;
        }
    }
    for fraction in ["-thirds", "-third", "-half", "-quarters", "-quarter", "-fifths"] {
        if !figures && starts(key, at, fraction) {
            at += fraction.len();
            matched = true;
        }
    }
    // "195,000": a large number counts by itself.
    matched |= figures && length >= 6 && key[place..place + length].contains(&',');
    let mut start = place;
    let mut bound = false;
    for word in ENGLISH_BEFORE {
        if ends(key, start, word) && (start == place || key[start] == '$') {
            start -= word.chars().count();
            bound |= !matches!(*word, "more than " | "over " | "about " | "approximately " | "nearly ");
        }
    }
    let gap = usize::from(key.get(at) == Some(&' '));
    let period = PERIODS.iter().find(|unit| {
        let whole = |from: usize| starts(key, from, unit) && !key.get(from + unit.len()).is_some_and(|c| c.is_alphanumeric());
        whole(at + gap) || at > unit.len() && whole(at - unit.len())
    });
    if let Some(unit) = period {
        let end = if starts(key, at + gap, unit) { at + gap + unit.len() } else { at };
        let deadline = ends(key, start, "ithin ") || ends(key, start, "later than ");
        if !deadline && !ends(key, start, "of this order ") {
            let advance = if starts(key, end, " in advance") { 11 } else { 0 };
            let kind = if bound { EntityType::Quantity } else { EntityType::Date };
            found.push(Mention::new(Span::new(start, end + advance), kind, "quantity"));
        }
        return end;
    }
    if let Some(end) = rhythm(key, at) {
        found.push(Mention::new(Span::new(start, end), EntityType::Quantity, "quantity"));
        return end;
    }
    let single = !figures && starts(key, place, "one") && length == 3;
    let things = if matched && place > 0 && key[place - 1] == '$' {
        at
    } else if matched {
        at + thousands(key, at)
    } else if single && bound {
        at + thing(key, at)
    } else {
        at + things(key, at, single)
    };
    if matched || things > at && !referred(key, place) || bound && figures {
        found.push(Mention::new(Span::new(start, things), EntityType::Quantity, "quantity"));
        return things;
    }
    at
}

/// "paragraph 3", "Article 5 shall": a number that names a part of a document.
fn referred(key: &[char], place: usize) -> bool {
    [
        "paragraph ",
        "paragraphs ",
        "Article ",
        "Articles ",
        "section ",
        "Section ",
        "Sections ",
        "Annex ",
        "Chapter ",
        "Title ",
        "title ",
        "point ",
        "points ",
        "No. ",
        "Order ",
        " and ",
        "Subparagraph ",
        "Paragraph ",
        "grade ",
    ]
    .iter()
    .any(|word| ends(key, place, word))
}

/// " times a year" behind its number.
fn rhythm(key: &[char], at: usize) -> Option<usize> {
    let at = if starts(key, at, " times") { at + 6 } else { return None };
    per_period(key, at)
}

/// "twice a year".
fn often(key: &[char], place: usize) -> Option<usize> {
    let word = ["once", "twice", "Once", "Twice"].iter().find(|word| starts(key, place, word))?;
    per_period(key, place + word.len())
}

/// " a year", " per month".
fn per_period(key: &[char], at: usize) -> Option<usize> {
    let per = [" a ", " per ", " every ", " each "].iter().find(|word| starts(key, at, word))?;
    let at = at + per.len();
    ["year", "month", "week", "day", "quarter"].iter().find(|unit| starts(key, at, unit)).map(|unit| at + unit.len())
}

/// Length of " market surveillance authority" behind "at least one".
fn thing(key: &[char], at: usize) -> usize {
    let mut end = at;
    for _ in 0..4 {
        let length = key.get(end + 1..).unwrap_or_default().iter().take_while(|c| c.is_lowercase() || **c == '-').count();
        let word: String = key.get(end + 1..end + 1 + length).unwrap_or_default().iter().collect();
        if key.get(end) != Some(&' ') || length < 2 || NO_THINGS.contains(&word.as_str()) {
            break;
        }
        end += 1 + length;
    }
    end - at
}

/// " tons" behind "2.6 million".
fn thousands(key: &[char], at: usize) -> usize {
    let counted = ["million", "billion", "thousand"].iter().any(|unit| ends(key, at, unit));
    if counted { things(key, at, false) } else { 0 }
}

/// Words behind a number that are not what it counts.
const NO_THINGS: &[&str] = &[
    "of",
    "or",
    "and",
    "another",
    "that",
    "which",
    "who",
    "the",
    "to",
    "in",
    "on",
    "by",
    "for",
    "is",
    "was",
    "has",
    "as",
    "years",
    "times",
    "others",
    "hours",
    "percent",
    "thing",
    "day",
    "side",
    "where",
    "with",
    "from",
    "at",
    "more",
    "than",
    "this",
    "its",
    "single",
    "shall",
    "must",
    "may",
    "should",
    "will",
    "are",
    "were",
    "have",
    "not",
    "does",
    "means",
    "applies",
    "includes",
    "can",
    "could",
    "would",
    "hand",
    "reason",
    "way",
    "if",
    "when",
    "but",
    "because",
    "paragraphs",
    "articles",
    "sections",
    "subparagraphs",
];

/// Length of " two standing sub-groups" behind its number: at most three small words, the last a plural.
fn things(key: &[char], at: usize, single: bool) -> usize {
    let mut end = at;
    for _ in 0..3 {
        if key.get(end) != Some(&' ') {
            return 0;
        }
        let length = key[end + 1..].iter().take_while(|c| c.is_lowercase() || **c == '-').count();
        let word: String = key[end + 1..end + 1 + length].iter().collect();
        let cut = key.get(end + 1 + length).is_some_and(|c| c.is_alphanumeric());
        if length < 3 || cut || NO_THINGS.contains(&word.as_str()) {
            return 0;
        }
        end += 1 + length;
        let attribute = word.ends_with("ing");
        if single && !attribute
            || word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("ous")
            || matches!(word.as_str(), "people" | "personnel")
        {
            return end - at;
        }
    }
    0
}
