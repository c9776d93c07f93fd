//! Citations of English texts: orders, regulations, sections of the code, named acts.

use super::reading::run;
use crate::model::{EntityType, Mention, Span, Text};

/// Finds the citations of an English text.
pub(super) fn find(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        let word_start = place == 0 || !key[place - 1].is_alphanumeric();
        match word_start.then(|| citation(text, place)).flatten() {
            Some(end) => {
                let mention = Mention::new(Span::new(place, end), EntityType::Document, "citation");
                // "the DNA Fingerprint Act": a name, with its article.
                let named = named_act(text, place) == Some(end);
                found.push(if named { super::names::with_article(text, mention) } else { mention });
                if let Some(title) = order_title(text, place, end) {
                    found.push(Mention::new(title, EntityType::Document, "citation"));
                }
                place = end;
                // "Regulations (EU) No 603/2013, (EU) 2016/794 and (EU) 2018/1862": the members of the series.
                while let Some((start, stop)) = next_in_series(text, place) {
                    found.push(Mention::new(Span::new(start, stop), EntityType::Document, "citation"));
                    place = stop;
                }
            }
            None => place += 1,
        }
    }
}

/// Digits, letters and closed brackets: "208(a)(2)(A)" without the bracket that closes what it stands in.
fn balanced(key: &[char], from: usize) -> usize {
    let mut depth = 0;
    run_while(key, from, |c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth >= 0 && (c.is_ascii_alphanumeric() || matches!(c, '(' | ')' | '-' | '–'))
    })
}

fn run_while(key: &[char], from: usize, mut accept: impl FnMut(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}

/// "Executive Order 14156 of January 20, 2025 (Declaring a National Energy Emergency)": the title.
fn order_title(text: &Text, place: usize, end: usize) -> Option<Span> {
    if text.find(Span::new(place, end), "Executive Order ").is_none() || !text.starts_with(end, " of ") {
        return None;
    }
    let open = (end..(end + 28).min(text.len())).find(|at| text.key[*at] == '(')?;
    let close = (open..(open + 200).min(text.len())).find(|at| text.key[*at] == ')')?;
    let quote = |c: char| matches!(c, '‘' | '’' | '“' | '”' | '\'' | '"');
    let start = open + 1 + run(&text.key, open + 1, quote);
    let stop = (start..close).rev().find(|at| !quote(text.key[*at]))? + 1;
    text.key.get(start).is_some_and(|c| c.is_uppercase()).then(|| Span::new(start, stop))
}

/// The next number behind ", " or " and " in a series of acts.
fn next_in_series(text: &Text, place: usize) -> Option<(usize, usize)> {
    let key = &text.key;
    let joint = [", ", " and "].iter().find(|joint| text.starts_with(place, joint))?;
    let start = place + joint.len();
    let mut at = start;
    if text.starts_with(at, "(E") {
        at += run(key, at, |c| c != ')') + 2;
    }
    if text.starts_with(at, "No ") {
        at += 3;
    }
    let number = run(key, at, |c| c.is_ascii_digit() || c == '/');
    let slash = key.get(at..at + number).unwrap_or_default().contains(&'/');
    let end = at + number + run(key, at + number, |c| c.is_ascii_uppercase() || c == '/');
    (number >= 5 && slash).then_some((start, end))
}

fn citation(text: &Text, place: usize) -> Option<usize> {
    let key = &text.key;
    // Executive Order 14110, Proclamation 10000
    for head in ["Executive Order ", "Proclamation ", "Public Law ", "Pub. L. "] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let number = run(key, at, |c| c.is_ascii_digit() || matches!(c, '-' | '–'));
            return (number > 0).then_some(at + number);
        }
    }
    // Regulation (EU) 2024/1689, Directive 2014/90/EU
    for head in [
        "Council Decisions ",
        "Council Decision ",
        "Commission Decision ",
        "Council Directive ",
        "Commission Regulation ",
        "Council Regulation ",
        "Regulations ",
        "Directives ",
        "Decisions ",
        "Regulation ",
        "Directive ",
        "Decision ",
        "Recommendation ",
    ] {
        if text.starts_with(place, head) {
            let mut at = place + head.chars().count();
            if key.get(at) == Some(&'(') {
                at += run(key, at, |c| c != ')') + 1;
                at += run(key, at, |c| c == ' ');
            }
            if text.starts_with(at, "No ") {
                at += 3;
            }
            let number = run(key, at, |c| c.is_ascii_digit() || c == '/');
            if number >= 5 {
                let mut end = at + number;
                end += run(key, end, |c| c.is_ascii_uppercase() || c == '/');
                return Some(end);
            }
        }
    }
    // Article 5(1) of Regulation …, section 3502(5) of title 44, United States Code
    for head in [
        "Article ",
        "Articles ",
        "Section ",
        "section ",
        "sections ",
        "Sections ",
        "Paragraph ",
        "Subparagraph ",
        "Item ",
        "title ",
        "Title ",
    ] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let number = balanced(key, at);
            let mut behind = at + number;
            // "sections 45Y and 48E of"
            for joint in [" and ", ", "] {
                let more = if text.starts_with(behind, joint) { balanced(key, behind + joint.len()) } else { 0 };
                if more > 0
                    && key.get(behind + joint.len()..behind + joint.len() + more).is_some_and(|word| word.iter().any(char::is_ascii_digit))
                {
                    behind += joint.len() + more;
                }
            }
            if number > 0 && text.starts_with(behind, " of ") {
                if let Some(end) = citation(text, behind + 4) {
                    return Some(end);
                }
                if text.starts_with(behind, " of title ") {
                    let title = run(key, behind + 10, |c| c.is_ascii_digit());
                    let end = behind + 10 + title;
                    if text.starts_with(end, ", United States Code") {
                        return Some(end + 20);
                    }
                }
                // "of the Act", "of the INA"
                if text.starts_with(behind + 4, "the ") {
                    let name = run(key, behind + 8, |c| c.is_ascii_alphabetic());
                    let word = text.key_slice(Span::new(behind + 8, behind + 8 + name));
                    let short = (2..=6).contains(&name) && word.chars().all(char::is_uppercase);
                    if short || matches!(word.as_str(), "Act" | "Law" | "Code") && key.get(behind + 8 + name) != Some(&' ') || word == "Act"
                    {
                        return Some(behind + 8 + name);
                    }
                }
                if text.starts_with(behind + 4, "the ")
                    && let Some(end) = named_act(text, behind + 8)
                {
                    return Some(end);
                }
            }
        }
    }
    // OJ L 312; Federal Register / Vol. 91, No. 19
    for head in ["OJ L ", "OJ C "] {
        if text.starts_with(place, head) {
            let number = run(key, place + 5, |c| c.is_ascii_digit());
            return (number > 0).then_some(place + 5 + number);
        }
    }
    for head in ["Federal Register / Vol. ", "Federal Register Vol. "] {
        if text.starts_with(place, head) {
            let at = place + head.chars().count();
            let volume = at + run(key, at, |c| c.is_ascii_digit());
            if text.starts_with(volume, ", No. ") {
                return Some(volume + 6 + run(key, volume + 6, |c| c.is_ascii_digit()));
            }
        }
    }
    // 15 U.S.C. 9401(3), 5 C.F.R. 1320
    let digits = run(key, place, |c| c.is_ascii_digit());
    if (1..=3).contains(&digits) {
        for code in [" U.S.C. ", " C.F.R. ", " CFR ", " Stat. ", " U.S.C "] {
            if text.starts_with(place + digits, code) {
                let mut at = place + digits + code.chars().count();
                for sign in ["§§ ", "§ ", "note ", "chapter "] {
                    if text.starts_with(at, sign) {
                        at += sign.chars().count();
                    }
                }
                let number = balanced(key, at);
                return (number > 0).then_some(at + number);
            }
        }
    }
    named_act(text, place)
}

/// Words that open a sentence or a phrase, and no name of an act.
const OPENERS: &[&str] = &[
    "The", "This", "That", "These", "Those", "Such", "An", "A", "Any", "In", "Our", "None", "Under", "By", "For", "With", "From", "Since",
    "When", "If", "As", "All", "To", "On", "Of", "And", "But", "Its", "His", "Their", "No", "Each", "Every", "Both", "After", "Before",
];

/// The Spatial Planning Act, Administrative Procedure Act: capitalised words that end in Act or Code.
fn named_act(text: &Text, place: usize) -> Option<usize> {
    let key = &text.key;
    let ordinal = run(key, place, |c| c.is_ascii_digit()) > 0
        && ["st ", "nd ", "rd ", "th "].iter().any(|end| text.starts_with(place + run(key, place, |c| c.is_ascii_digit()), end));
    if !ordinal && !key.get(place).is_some_and(char::is_ascii_uppercase) {
        return None;
    }
    let mut at = place;
    let mut words = 0;
    loop {
        let length = run(key, at, |c| c.is_alphanumeric() || matches!(c, '’' | '\'' | '-' | '&'));
        if length == 0 {
            return None;
        }
        let word: String = key[at..at + length].iter().collect();
        let capital = word.chars().next().is_some_and(char::is_uppercase) || words == 0 && ordinal;
        if !capital && !matches!(word.as_str(), "and" | "of" | "for" | "in" | "on" | "the" | "to") || words > 9 {
            return None;
        }
        if words == 0 && OPENERS.contains(&word.as_str()) || words == 1 && text.starts_with(at, "in the ") {
            return None;
        }
        words += 1;
        at += length;
        if matches!(word.as_str(), "Act" | "Code" | "Treaty" | "Convention" | "Constitution" | "Charter") && words >= 2 {
            if text.starts_with(at, " of ") && run(key, at + 4, |c| c.is_ascii_digit()) == 4 {
                return Some(at + 8);
            }
            return Some(at);
        }
        if key.get(at) != Some(&' ') {
            return None;
        }
        at += 1;
    }
}
