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
];

/// Finds bodies and announced acronyms.
pub(super) fn find(text: &Text, hits: &[Mention], found: &mut Vec<Mention>) {
    let mut place = 0;
    while place < text.len() {
        let word_start = text.key[place].is_uppercase() && (place == 0 || !text.key[place - 1].is_alphanumeric());
        match word_start.then(|| name(text, place)).flatten() {
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
    acronyms(text, hits, found);
}

fn word_end(text: &Text, start: usize) -> usize {
    start + text.key[start..].iter().take_while(|c| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '&')).count()
}

/// Where the name that starts at a place ends; it must hold a head.
fn name(text: &Text, place: usize) -> Option<usize> {
    let mut at = place;
    let mut end = None;
    let mut has_head = false;
    let mut words = 0;
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
        if capital {
            let head = HEADS.contains(&word.as_str());
            // "Office … Department": a second head behind "and" starts another body.
            if head && has_head && words > 0 && text.ends_with(at, "and ") {
                break;
            }
            has_head |= head;
            end = Some(stop);
        } else if !LINKS.contains(&word.as_str()) {
            break;
        }
        words += 1;
        // "and the", "to the": the name is over.
        if matches!(word.as_str(), "and" | "to" | "in") && text.starts_with(stop, " the ") {
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
    for mention in hits
        .iter()
        .chain(found.iter())
        .filter(|mention| matches!(mention.entity_type, EntityType::Organization | EntityType::Post | EntityType::Programme))
    {
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
