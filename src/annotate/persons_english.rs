//! Persons of an English text: behind a title of address or office, by a given name, and, once named,
//! by the surname alone.

use crate::model::{EntityType, Mention, Span, Text};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Titles right before a name; a post among them is a mention of its own.
const TITLES: &[(&str, bool)] = &[
    ("Mr.", false),
    ("Mrs.", false),
    ("Ms.", false),
    ("Dr.", false),
    ("Sir", false),
    ("Vice President", true),
    ("President", true),
    ("Prime Minister", true),
    ("Chancellor", true),
    ("Senator", true),
    ("Senators", true),
    ("Congressman", true),
    ("Congresswoman", true),
    ("Speaker", true),
    ("Governor", true),
    ("Mayor", true),
    ("Chief Justice", true),
    ("Justice", true),
    ("Secretary", true),
    ("Chairman", true),
    ("Ambassador", true),
    ("King", true),
    ("Queen", true),
    ("Pope", true),
];

/// Capitalised words behind a title that are no name.
const NO_NAME: &[&str] = &[
    "The",
    "Of",
    "And",
    "For",
    "In",
    "To",
    "General",
    "Council",
    "Department",
    "Office",
    "Order",
    "Act",
    "Board",
    "Government",
    "Elect",
    "Memorandum",
    "Proclamation",
    "Executive",
    "Assembly",
    "Manual",
    "Pro",
    "State",
    "Federal",
    "House",
    "Secretary",
    "Counsel",
    "Day",
    "Commission",
    "Committee",
    "Department",
    "Administration",
    "System",
    "Services",
    "Fund",
    "Court",
    "Will",
    "Shall",
    "May",
    "Must",
    "University",
    "Foundation",
    "Institute",
    "College",
    "School",
    "Airport",
    "County",
    "City",
    "Street",
    "Center",
    "Centre",
    "Law",
    "Provisions",
    "Policy",
    "Purpose",
    "Officer",
    "Signature",
    "America",
    "Nation",
    "President",
    "Presidents",
    "Speaker",
    "Chairman",
    "Chief",
    "Justice",
    "Senator",
    "Governor",
    "Mayor",
    "Members",
    "Minister",
    "Vice",
    "Prime",
    "Chancellor",
    "Americans",
    "Chair",
    "Leader",
    "Majority",
    "Minority",
    "Ambassador",
    "Attorney",
    "Director",
    "Deputy",
    "Republic",
    "Union",
    "United",
];

fn given_names() -> &'static BTreeSet<&'static str> {
    static NAMES: OnceLock<BTreeSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| {
        include_str!("../codebook/gazetteer/given_names.txt")
            .lines()
            .filter(|line| !line.starts_with('#'))
            .flat_map(str::split_whitespace)
            .collect()
    })
}

/// Finds persons, and the posts before their names.
pub(super) fn find(text: &Text, found: &mut Vec<Mention>) {
    let mut surnames: BTreeSet<String> = BTreeSet::new();
    let mut place = 0;
    while place < text.len() {
        let starts = text.key[place].is_uppercase() && (place == 0 || !text.key[place - 1].is_alphanumeric());
        let Some((name, post)) = starts.then(|| titled(text, place).or_else(|| given(text, place))).flatten() else {
            place += 1;
            continue;
        };
        if let Some(post) = post {
            found.push(Mention::new(post, EntityType::Post, "title-name"));
        }
        found.push(Mention::new(name, EntityType::Person, "title-name"));
        if let Some(last) = text.key_slice(name).split(' ').next_back().filter(|last| last.chars().count() > 3) {
            surnames.insert(last.to_owned());
        }
        place = name.end();
    }
    for surname in surnames {
        let length = surname.chars().count();
        for at in 1..text.len().saturating_sub(length) {
            let whole = text.starts_with(at, &surname)
                && !text.key[at - 1].is_alphanumeric()
                && !text.key_at(at + length).is_some_and(|c| c.is_alphanumeric() || c == '-');
            // "Grant County": the name inside another.
            if whole && capital(text, at + length + 1).is_none() && !text.ends_with(at, "the ") {
                found.push(Mention::new(Span::new(at, at + length), EntityType::Person, "known-name"));
            }
        }
    }
}

/// "Mr. Nixon", "President George Bush": the name, and the post before it.
fn titled(text: &Text, place: usize) -> Option<(Span, Option<Span>)> {
    let (title, office) =
        TITLES.iter().find(|(title, _)| text.starts_with(place, title) && text.key_at(place + title.len()) == Some(' '))?;
    let start = place + title.len() + 1;
    let end = name_end(text, start)?;
    Some((Span::new(start, end), office.then(|| Span::new(place, place + title.len()))))
}

/// "Abraham Lincoln": a known given name and a surname.
fn given(text: &Text, place: usize) -> Option<(Span, Option<Span>)> {
    let first = word_end(text, place);
    if !given_names().contains(text.key_slice(Span::new(place, first)).as_str()) {
        return None;
    }
    let end = name_end(text, place)?;
    (end > first).then(|| (Span::new(place, end), None))
}

/// Behind at most four capitalised words and initials.
fn name_end(text: &Text, start: usize) -> Option<usize> {
    let mut end = None;
    let mut at = start;
    for _ in 0..4 {
        let Some(stop) = capital(text, at) else { break };
        end = Some(stop);
        let initial = stop - at == 1 && text.key_at(stop) == Some('.');
        let behind = stop + usize::from(initial);
        if text.key_at(behind) != Some(' ') {
            break;
        }
        at = behind + 1;
    }
    end.filter(|end| end - start > 2)
}

/// Where a capitalised word that can be part of a name ends.
fn capital(text: &Text, place: usize) -> Option<usize> {
    if !text.key_at(place).is_some_and(char::is_uppercase) {
        return None;
    }
    let end = word_end(text, place);
    let word = text.key_slice(Span::new(place, end));
    let shouted = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    (!shouted && !NO_NAME.contains(&word.as_str())).then_some(end)
}

fn word_end(text: &Text, start: usize) -> usize {
    start + text.key[start..].iter().take_while(|c| c.is_alphabetic() || **c == '-').count()
}
