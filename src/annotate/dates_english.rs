//! Dates of English texts: months, weekdays, deadlines, times near now.

use super::numbers::digits;
use super::reading::starts;
use crate::model::{EntityType, Mention, Span, Text};

const MONTHS: &[&str] = &[
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Sept",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
];
const WEEKDAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Finds the dates of an English text.
pub(super) fn find(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        let word_start = place == 0 || !key[place - 1].is_alphanumeric();
        match word_start.then(|| english_at(key, place)).flatten() {
            Some(end) => {
                // A deadline holds the names of what it is counted from.
                let deadline = key[place..].first().is_some_and(|c| matches!(c, 'W' | 'w' | 'n' | 'N')) && end > place + 6;
                found.push(Mention::new(Span::new(place, end), EntityType::Date, if deadline { "deadline" } else { "date" }));
                place = end;
            }
            None => place += 1,
        }
    }
}

fn english_at(key: &[char], place: usize) -> Option<usize> {
    if let Some(end) = near_now(key, place) {
        return Some(end);
    }
    for day in ["tonight", "tomorrow", "yesterday"] {
        if starts(key, place, day) && !key.get(place + day.len()).is_some_and(|c| c.is_alphanumeric() || matches!(c, '\'' | '’')) {
            return Some(place + day.len());
        }
    }
    // 7.12.2018
    let (day, month) = (digits(key, place), digits(key, place + digits(key, place) + 1));
    if (1..=2).contains(&day)
        && (1..=2).contains(&month)
        && key.get(place + day) == Some(&'.')
        && key.get(place + day + 1 + month) == Some(&'.')
        && digits(key, place + day + month + 2) == 4
    {
        return Some(place + day + month + 6);
    }
    for day in WEEKDAYS {
        let behind = place + day.len();
        if starts(key, place, day) && starts(key, behind, ", ") && english_at(key, behind + 2).is_some() {
            return english_at(key, behind + 2);
        }
    }
    if let Some(end) = month_first(key, place) {
        return Some(end);
    }
    let count = digits(key, place);
    // 2 August 2026
    let clock = place > 0 && key[place - 1] == ':';
    if (1..=2).contains(&count) && !clock && key.get(place + count) == Some(&' ') {
        let at = place + count + 1;
        if let Some(month) =
            MONTHS.iter().find(|month| starts(key, at, month) && !key.get(at + month.len()).is_some_and(|c| c.is_alphanumeric()))
        {
            let end = at + month.len();
            return Some(if key.get(end) == Some(&' ') && digits(key, end + 1) == 4 { end + 5 } else { end });
        }
    }
    if starts(key, place, "fiscal year ") && digits(key, place + 12) == 4 {
        return Some(place + 16);
    }
    if starts(key, place, "Within ")
        || starts(key, place, "within ")
        || starts(key, place, "not later than ")
        || starts(key, place, "no later than ")
        || starts(key, place, "Not later than ")
        || starts(key, place, "No later than ")
    {
        let at = place + key[place..].iter().take_while(|c| !c.is_ascii_digit() && **c != '.' && **c != ',').count().min(24);
        let (at, number) = match digits(key, at) {
            0 => {
                let word = place + [7, 15, 14].into_iter().find(|skip| super::number_words::length(key, place + skip) > 0).unwrap_or(7);
                (word, super::number_words::length(key, word))
            }
            number => (at, number),
        };
        let unit = ["calendar days", "business days", "days", "months", "years", "weeks", "day", "month", "year"]
            .into_iter()
            .find(|unit| number > 0 && starts(key, at + number + 1, unit));
        if let Some(unit) = unit {
            let mut end = at + number + 1 + unit.len();
            end += event(key, end);
            return Some(end);
        }
    }
    // "by 2030", "in 1996", "since 2001"
    if count == 4
        && matches!(key[place], '1' | '2')
        && !key.get(place + 4).is_some_and(|c| {
            c.is_alphanumeric() || matches!(c, '/' | '-' | '(' | '.') && key.get(place + 5).is_some_and(char::is_ascii_digit)
        })
    {
        let before: String = key[place.saturating_sub(9)..place].iter().collect();
        if ["by ", "in ", "In ", "By ", "since ", "Since ", "until ", "from ", "to ", "during ", "of ", "after ", "before ", "end of "]
            .iter()
            .any(|word| before.ends_with(word))
            && (matches!(key[place + 1], '9' | '0') && (key[place] == '2' || key[place + 1] == '9'))
        {
            return Some(place + 4);
        }
    }
    None
}

/// "last year", "this June", "the coming fiscal year", "the last 5 years".
fn near_now(key: &[char], place: usize) -> Option<usize> {
    const WHICH: &[&str] =
        &["last ", "next ", "this ", "past ", "coming ", "previous ", "current ", "preceding ", "Last ", "Next ", "This "];
    const TIMES: &[&str] =
        &["fiscal year", "year", "month", "week", "spring", "summer", "fall", "autumn", "winter", "decade", "century", "quarter"];
    let whole = |end: usize| !key.get(end).is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’'));
    let article = ["the ", "The "].iter().find(|word| starts(key, place, word)).map_or(0, |word| word.len());
    let at = place + article;
    // "the fiscal year ending June 30, 1969".
    if article > 0 && starts(key, at, "fiscal year ending ") {
        return english_at(key, at + 19);
    }
    let which = WHICH.iter().find(|word| starts(key, at, word))?;
    let behind = at + which.len();
    let figures = digits(key, behind);
    let number = if figures > 0 { figures } else { super::number_words::length(key, behind) };
    if number > 0 && article > 0 && !which.starts_with("this") {
        return ["days", "weeks", "months", "years", "decades"]
            .iter()
            .map(|unit| (behind + number + 1 + unit.len(), unit))
            .find(|(end, unit)| starts(key, behind + number + 1, unit) && whole(*end))
            .map(|(end, _)| end);
    }
    let bare = article == 0 && ["last ", "next ", "this ", "Last ", "Next ", "This "].contains(which);
    let month = MONTHS.iter().find(|month| bare && starts(key, behind, month) && whole(behind + month.len()));
    if let Some(month) = month.filter(|month| month.len() > 3 && **month != "March" || which.to_lowercase() != "this ") {
        return Some(behind + month.len());
    }
    let time = TIMES.iter().find(|time| starts(key, behind, time) && whole(behind + time.len()))?;
    let fits = bare && *time != "quarter" || article > 0 && time.ends_with("year") && !which.starts_with("preceding");
    fits.then_some(behind + time.len())
}

/// " of the date of this order", " following enactment of the Act": what a period is counted from.
fn event(key: &[char], from: usize) -> usize {
    let Some(head) = [" of ", " after ", " following ", " from ", " before ", " prior to "].iter().find(|head| starts(key, from, head))
    else {
        return 0;
    };
    let mut at = from + head.len();
    let mut end = from;
    for _ in 0..16 {
        let length = key.get(at..).unwrap_or_default().iter().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\'')).count();
        let word: String = key.get(at..at + length).unwrap_or_default().iter().collect();
        let stops = [
            "and", "or", "to", "that", "which", "for", "by", "in", "with", "shall", "must", "may", "will", "unless", "as", "on", "at",
            "pursuant", "under",
        ];
        if length == 0 || stops.contains(&word.as_str()) {
            break;
        }
        at += length;
        end = at;
        if key.get(at) != Some(&' ') {
            break;
        }
        at += 1;
    }
    end - from
}

fn month_first(key: &[char], place: usize) -> Option<usize> {
    let month =
        MONTHS.iter().find(|month| starts(key, place, month) && !key.get(place + month.len()).is_some_and(|c| c.is_alphanumeric()))?;
    let mut at = place + month.len();
    if key.get(at) == Some(&'.') {
        at += 1;
    }
    if key.get(at) != Some(&' ') {
        return None;
    }
    let day = digits(key, at + 1);
    if day == 4 {
        return Some(at + 5);
    }
    if !(1..=2).contains(&day) {
        return None;
    }
    let end = at + 1 + day;
    if starts(key, end, ", ") && digits(key, end + 2) == 4 {
        return Some(end + 6);
    }
    Some(end)
}
