//! Bodies of an English text by their form: capitalised words with a head such as Office or Council,
//! and the acronyms that a text announces in brackets.

use crate::model::{EntityType, Mention, Span, Text};
use std::collections::BTreeMap;

/// What a body's name holds.
const HEADS: &[&str] = &[
    "Office",
    "Council",
    "Commission",
    "Board",
    "Department",
    "Agency",
    "Administration",
    "Institute",
    "Bureau",
    "Committee",
    "Service",
    "Foundation",
    "Corporation",
    "Authority",
    "Center",
    "Centre",
    "Force",
    "University",
    "Ministry",
    "Court",
    "Parliament",
    "Congress",
    "Senate",
    "Association",
    "Bank",
    "Laboratory",
    "Academy",
    "Union",
    "Agencies",
];

/// Heads that name a body by themselves behind an article: the Board, the Commission.
const ALONE: &[&str] = &[
    "Council",
    "Commission",
    "Board",
    "Department",
    "Agency",
    "Bureau",
    "Committee",
    "Foundation",
    "Corporation",
    "Authority",
    "Ministry",
    "Parliament",
    "Congress",
    "Senate",
    "Institute",
    "Panel",
    "Forum",
];

/// Offices: they open the name of a post, not of a body.
const OFFICES: &[&str] = &[
    "Administrator",
    "Director",
    "Secretary",
    "Chairman",
    "Chair",
    "Commissioner",
    "Assistant",
    "Counsel",
    "Attorney",
    "Deputy",
    "Under",
    "Special",
    "President",
    "Chief",
    "Comptroller",
    "Governor",
];

/// Lower-case nouns for bodies that a text founds: "an advisory forum shall be established".
const FOUNDED: &[&str] =
    &["forum", "panel", "board", "committee", "council", "office", "network", "group", "agency", "authority", "force", "commission"];

/// Small words inside a name.
const LINKS: &[&str] = &["of", "for", "and", "on", "the", "in", "to"];

/// Words that open a sentence and no name.
const OPENERS: &[&str] = &[
    "This",
    "That",
    "Each",
    "Any",
    "No",
    "Such",
    "All",
    "The",
    "Every",
    "An",
    "A",
    "In",
    "On",
    "If",
    "When",
    "Where",
    "Within",
    "By",
    "For",
    "To",
    "Under",
    "Section",
    "Executive",
    "Article",
    "Not",
    "It",
    "As",
    "At",
    "Presidential",
    "Federal Register",
    "Soviet",
];

/// Finds bodies and announced acronyms.
pub(super) fn find(text: &Text, hits: &[Mention], found: &mut Vec<Mention>) {
    let mut place = 0;
    while place < text.len() {
        let word_start = text.key[place].is_uppercase() && (place == 0 || !text.key[place - 1].is_alphanumeric());
        match word_start.then(|| name(text, place).or_else(|| alone(text, place))).flatten() {
            Some(end) => {
                found.push(super::names::with_article(
                    text,
                    Mention::new(Span::new(place, end), EntityType::Organization, "capitalised-body"),
                ));
                place = end;
            }
            None => place += 1,
        }
    }
    systems(text, found);
    founded(text, found);
    acronyms(text, hits, found);
}

/// "the Schengen Information System": a technical system with a name of its own.
fn systems(text: &Text, found: &mut Vec<Mention>) {
    for at in 0..text.len() {
        let Some(end) = ["Information Systems", "Information System"]
            .iter()
            .find(|head| text.starts_with(at, head))
            .map(|head| at + head.chars().count())
            .filter(|end| !text.key_at(*end).is_some_and(char::is_alphanumeric))
        else {
            continue;
        };
        let mut start = at;
        while let Some(before) = capital_before(text, start) {
            start = before;
        }
        if start < at {
            found.push(super::names::with_article(text, Mention::new(Span::new(start, end), EntityType::Technology, "named-system")));
        }
    }
}

/// Where the capitalised word right before a place starts.
fn capital_before(text: &Text, place: usize) -> Option<usize> {
    let end = place.checked_sub(1).filter(|end| text.key[*end] == ' ')?;
    let start = (0..end).rev().take_while(|at| text.key[*at].is_alphanumeric() || text.key[*at] == '-').last()?;
    let word = text.key_slice(Span::new(start, end));
    (text.key[start].is_uppercase() && !OPENERS.contains(&word.as_str())).then_some(start)
}

/// A body that the text itself founds is a name from there on, and before.
fn founded(text: &Text, found: &mut Vec<Mention>) {
    let mut names: Vec<Vec<char>> = Vec::new();
    for verb in [" shall be established", " is hereby established", " shall be created", " is established"] {
        for end in 0..text.len() {
            if !text.starts_with(end, verb) {
                continue;
            }
            let from = end.saturating_sub(48);
            let Some(start) = (from..end).rev().find_map(|at| {
                ["A ", "An ", "a ", "an "]
                    .iter()
                    .find(|word| text.starts_with(at, word) && (at == 0 || !text.key[at - 1].is_alphanumeric()))
                    .map(|word| at + word.len())
            }) else {
                continue;
            };
            let name = text.key_slice(Span::new(start, end));
            let plain = name.chars().all(|c| c.is_lowercase() || matches!(c, ' ' | '-'));
            if plain && name.contains(' ') && FOUNDED.iter().any(|head| name.ends_with(head)) {
                names.push(name.chars().collect());
            }
        }
    }
    names.extend(repeated(text));
    for name in names {
        for at in 1..text.len().saturating_sub(name.len()) {
            if text.key[at..].starts_with(&name) && !text.key[at - 1].is_alphanumeric() && !text.key[at + name.len()].is_alphanumeric() {
                let mention = Mention::new(Span::new(at, at + name.len()), EntityType::Organization, "founded-body");
                found.push(super::names::with_article(text, mention));
            }
        }
    }
}

/// "the scientific panel": a body that a text names again and again.
fn repeated(text: &Text) -> Vec<Vec<char>> {
    let mut counts: BTreeMap<Vec<char>, usize> = BTreeMap::new();
    for at in 0..text.len() {
        if !(text.starts_with(at, "the ") || text.starts_with(at, "The ")) {
            continue;
        }
        let start = at + 4;
        let first = text.key[start..].iter().take_while(|c| c.is_lowercase()).count();
        let second = text.key.get(start + first + 1..).unwrap_or_default().iter().take_while(|c| c.is_lowercase()).count();
        let name = text.key.get(start..start + first + 1 + second).unwrap_or_default();
        if first > 3
            && text.key_at(start + first) == Some(' ')
            && ["panel", "forum"].iter().any(|head| text.ends_with(start + name.len(), head))
        {
            *counts.entry(name.to_vec()).or_default() += 1;
        }
    }
    counts.into_iter().filter(|(_, count)| *count >= 3).map(|(name, _)| name).collect()
}

/// "the Board", "the Commission": a head alone, with its article.
fn alone(text: &Text, place: usize) -> Option<usize> {
    let end = word_end(text, place);
    let word = text.key_slice(Span::new(place, end));
    // "Union law", "Union-wide": the European Union as an attribute.
    let attribute = text.starts_with(place + 5, "-wide")
        || text.key_at(place + 5) == Some(' ') && text.key_at(place + 6).is_some_and(char::is_lowercase);
    if text.starts_with(place, "Union") && attribute && !text.ends_with(place, "the ") && (word == "Union" || word == "Union-wide") {
        return Some(place + 5);
    }
    // The word may carry the mark of the genitive.
    let head = ALONE.iter().find(|head| word == **head || word.strip_prefix(**head).is_some_and(|rest| rest == "'s" || rest == "’s"))?;
    let article = text.ends_with(place, "the ") || text.ends_with(place, "The ");
    let goes_on = text.key_at(end) == Some(' ') && text.key_at(end + 1).is_some_and(char::is_uppercase);
    (article && !goes_on).then(|| place + head.len())
}

fn word_end(text: &Text, start: usize) -> usize {
    start + text.key[start..].iter().take_while(|c| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '&')).count()
}

/// Where the name that starts at a place ends; it must hold a head.
fn name(text: &Text, place: usize) -> Option<usize> {
    // The address, not a body.
    if text.starts_with(place, "State of the Union") {
        return None;
    }
    let mut at = place;
    let mut end = None;
    let mut has_head = false;
    let mut words = 0;
    let mut previous = String::new();
    loop {
        let stop = word_end(text, at);
        if stop == at || words > 12 {
            break;
        }
        let word = text.key_slice(Span::new(at, stop));
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        if words == 0 && OPENERS.contains(&word.as_str()) {
            return None;
        }
        if words == 0 && (OFFICES.contains(&word.as_str()) || text.starts_with(stop, " the ")) {
            return None;
        }
        if capital && words > 0 && OPENERS.contains(&word.as_str()) {
            break;
        }
        if capital {
            let head = HEADS.contains(&word.as_str());
            // "Office … Department": a second head behind "and" starts another body.
            if head && has_head && words > 0 && text.ends_with(at, "and ") {
                break;
            }
            // "Agency Regulations": the head only describes another noun.
            if has_head && !head && HEADS.contains(&previous.as_str()) {
                return None;
            }
            has_head |= head;
            end = Some(stop);
        } else if !LINKS.contains(&word.as_str()) {
            break;
        }
        words += 1;
        previous.clone_from(&word);
        // "and the", "to the": the name is over.
        if matches!(word.as_str(), "and" | "to" | "in") && (text.starts_with(stop, " the ") || text.starts_with(stop, " of ")) {
            break;
        }
        if text.key_at(stop) != Some(' ') {
            break;
        }
        at = stop + 1;
    }
    let end = end.filter(|_| has_head)?;
    let single = !text.key[place..end].contains(&' ');
    (!single).then_some(end)
}

/// "Full Name (ACRONYM)": the acronym, here and everywhere below, is of the same type.
fn acronyms(text: &Text, hits: &[Mention], found: &mut Vec<Mention>) {
    let mut announced: BTreeMap<Vec<char>, (EntityType, usize)> = BTreeMap::new();
    for mention in hits.iter().chain(found.iter()).filter(|mention| {
        matches!(mention.entity_type, EntityType::Organization | EntityType::Post | EntityType::Programme | EntityType::Technology)
    }) {
        let end = mention.span.end();
        if !text.starts_with(end, " (") {
            continue;
        }
        let start = end + 2;
        let length = text.key[start..].iter().take(9).take_while(|c| c.is_uppercase() || **c == '&').count();
        if (2..=8).contains(&length) && text.key_at(start + length) == Some(')') {
            announced.entry(text.key[start..start + length].to_vec()).or_insert((mention.entity_type, start));
        }
    }
    for (acronym, (entity_type, from)) in announced {
        for at in from..text.len().saturating_sub(acronym.len() - 1) {
            let whole = text.key[at..].starts_with(&acronym)
                && !text.key[at - 1].is_alphanumeric()
                && !text.key_at(at + acronym.len()).is_some_and(char::is_alphanumeric);
            if whole {
                let mention = Mention::new(Span::new(at, at + acronym.len()), entity_type, "announced-acronym");
                found.push(if at == from { mention } else { super::names::with_article(text, mention) });
            }
        }
    }
}
