//! Dates → ISO 8601, resolved against the date of the document where they name no year.

use crate::extract::Page;

/// The ISO 8601 form of a date as written: a day, a month, a year, or an interval with `/`.
///
/// `None` when it names no year and the document has no date.
pub fn resolve_date(folded: &str, page: &Page<'_>) -> Option<String> {
    let lower = folded.to_lowercase();
    if let Some(days) =
        lower.strip_prefix("within ").and_then(|rest| rest.split_once(" days of ")).filter(|(_, from)| from.contains("this order"))
    {
        return after(&document_date(page)?, days.0.parse().ok()?);
    }
    let year = document_year(page);
    iso(folded, year)
}

/// The day so many days after a day.
fn after(day: &str, days: i64) -> Option<String> {
    let mut parts = day.split('-').map(str::parse::<i64>);
    let (year, month, date) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let length = |year: i64, month: i64| match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if !(1..=12).contains(&month) || !(0..100_000).contains(&days) {
        return None;
    }
    let (mut year, mut month, mut date) = (year, month, date + days);
    while date > length(year, month) {
        date -= length(year, month);
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    Some(format!("{year:04}-{month:02}-{date:02}"))
}

fn iso(folded: &str, year: Option<i32>) -> Option<String> {
    let text = folded.trim_start_matches('到').trim_matches(['“', '”']);
    if let Some(plan) = plan_years(text) {
        return Some(plan);
    }
    if let Some(rest) = text.strip_prefix("中华民国").or_else(|| text.strip_prefix("民国")) {
        let (number, rest) = leading_number(rest)?;
        let rest = rest.strip_prefix('年').unwrap_or(rest);
        return month_day(rest, Some(number + 1911)).or(Some(format!("{:04}", number + 1911)));
    }
    let relative = [("今年", 0), ("明年", 1), ("去年", -1), ("前年", -2), ("当年", 0), ("上年", -1), ("全年", 0), ("年内", 0)];
    for (word, offset) in relative {
        if text.starts_with(word) {
            let whole = year? + offset;
            return Some(match text.get(word.len()..).unwrap_or_default() {
                "底" | "年底" | "末" => format!("{whole:04}-12"),
                rest => quarter(rest, whole).or_else(|| month_day(rest, year.map(|_| whole))).unwrap_or_else(|| format!("{whole:04}")),
            });
        }
    }
    if let Some(found) = year.and_then(|year| quarter(text, year)) {
        return Some(found);
    }
    if let Some((number, rest)) = leading_number(text) {
        if let Some(rest) = rest.strip_prefix('年') {
            if number >= 1000 {
                return Some(match rest {
                    "" | "度" => format!("{number:04}"),
                    "底" | "年底" | "末" => format!("{number:04}-12"),
                    "初" => format!("{number:04}-01"),
                    _ => quarter(rest, number).or_else(|| month_day(rest, Some(number))).unwrap_or_else(|| format!("{number:04}")),
                });
            }
            return None;
        }
        if rest.is_empty() && (1000..=2200).contains(&number) {
            return Some(format!("{number:04}"));
        }
        // 2026-02-24.
        let parts: Vec<i32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
        if let [year, month @ 1..=12, day @ 1..=31] = parts[..]
            && text.len() == 10
        {
            return Some(format!("{year:04}-{month:02}-{day:02}"));
        }
        if let Some((end, _)) =
            rest.strip_prefix(['-', '—', '~', '至']).and_then(|rest| leading_number(rest.trim_start_matches(['—', '-'])))
            && number >= 1000
            && end >= 1000
        {
            return Some(format!("{number:04}/{end:04}"));
        }
    }
    month_day(text, year).or_else(|| english(text))
}

/// Halves and quarters of a year: 上半年, 第三季度, 前三季度.
fn quarter(text: &str, year: i32) -> Option<String> {
    let (first, last) = match text.trim_start_matches('第') {
        "上半年" => (1, 6),
        "下半年" => (7, 12),
        "一季度" => (1, 3),
        "二季度" => (4, 6),
        "三季度" => (7, 9),
        "四季度" => (10, 12),
        "前三季度" => (1, 9),
        _ => return None,
    };
    Some(format!("{year:04}-{first:02}/{year:04}-{last:02}"))
}

fn month_day(text: &str, year: Option<i32>) -> Option<String> {
    let (month, rest) = leading_number(text.trim_start())?;
    let year = year?;
    // 1—6月.
    if let Some((last, tail)) = rest.strip_prefix(['-', '—', '–', '~', '至']).and_then(|rest| leading_number(rest.trim_start_matches('—')))
        && tail.starts_with('月')
        && (1..=12).contains(&month)
        && (month..=12).contains(&last)
    {
        return Some(format!("{year:04}-{month:02}/{year:04}-{last:02}"));
    }
    let rest = rest.trim_start().strip_prefix('月')?;
    let Some((day, rest)) = leading_number(rest.trim_start()) else {
        return Some(format!("{year:04}-{month:02}"));
    };
    let rest = rest.trim_start();
    let behind = rest.strip_prefix('日').unwrap_or(rest);
    if let Some(until) = behind.strip_prefix('至').or_else(|| behind.strip_prefix('-')).or_else(|| behind.strip_prefix('—'))
        && let Some((last, tail)) = leading_number(until)
    {
        let (last_month, last_day) = match tail.strip_prefix('月').and_then(leading_number) {
            Some((day, _)) => (last, day),
            None => (month, last),
        };
        return Some(format!("{year:04}-{month:02}-{day:02}/{year:04}-{last_month:02}-{last_day:02}"));
    }
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// “十五五”时期 = 2026–2030: the eleventh plan began in 2006.
fn plan_years(text: &str) -> Option<String> {
    let digits: String = text.chars().take_while(|c| "一二三四五六七八九十".contains(*c)).collect();
    let chars: Vec<char> = digits.chars().collect();
    let plan = match chars.as_slice() {
        ['十', one, '五'] => 10 + numeral(*one)?,
        ['十', '五'] => 10,
        [one, '五'] => numeral(*one)?,
        _ => return None,
    };
    let start = match plan {
        1 => 1953,
        2 => 1958,
        later => 1966 + (later - 3) * 5,
    };
    let behind = text.chars().skip(chars.len()).collect::<String>();
    Some(match behind.trim_start_matches('”') {
        "末" | "期末" | "末期" => format!("{:04}", start + 4),
        _ => format!("{start:04}/{:04}", start + 4),
    })
}

fn numeral(character: char) -> Option<i32> {
    "一二三四五六七八九".chars().position(|c| c == character).map(|index| index as i32 + 1)
}

fn leading_number(text: &str) -> Option<(i32, &str)> {
    let count = text.chars().take_while(|c| c.is_ascii_digit() || "〇零○一二三四五六七八九十百廿".contains(*c)).count();
    let byte = text.char_indices().nth(count).map_or(text.len(), |(byte, _)| byte);
    let (number, rest) = text.split_at_checked(byte)?;
    let value = crate::annotate::value_of(&number.replace('○', "〇"))?;
    (count > 0).then_some((value as i32, rest))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn english(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let month = words.iter().find_map(|word| MONTHS.iter().position(|month| word.starts_with(month)))? + 1;
    let numbers: Vec<i32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let year = numbers.iter().find(|number| **number > 1000)?;
    match numbers.iter().find(|number| **number <= 31) {
        Some(day) => Some(format!("{year:04}-{month:02}-{day:02}")),
        None => Some(format!("{year:04}-{month:02}")),
    }
}

/// The year of a document: of its date line, else the first full year that it names near its head.
pub(crate) fn document_year(page: &Page<'_>) -> Option<i32> {
    document_date(page).and_then(|date| date.chars().take(4).collect::<String>().parse().ok())
}

/// The date of a document: when it was issued, passed or signed, else its date line or the first full date in its head.
pub(crate) fn document_date(page: &Page<'_>) -> Option<String> {
    let text = page.text;
    let whole = |span| iso(&text.key_slice(span), None).filter(|iso| iso.len() == 10);
    if let Some(date) = crate::extract::dated_on(page).and_then(whole) {
        return Some(date);
    }
    let dates = page.annotations.mentions.iter().filter(|mention| mention.entity_type == crate::model::EntityType::Date);
    let mut first = None;
    for mention in dates {
        let surface = text.key_slice(mention.span);
        let Some(found) = iso(&surface, None).filter(|iso| iso.len() >= 4 && !iso.contains('/')) else { continue };
        let line = page.segments.block_at(mention.span.start()).map(|block| page.segments.blocks[block].span);
        let alone = line.is_some_and(|line| line.len() <= mention.span.len() + 4);
        if alone && found.len() == 10 {
            return Some(found);
        }
        if first.is_none() && mention.span.start() < 800 && surface.contains('年') | surface.contains(',') {
            first = Some(found);
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::{after, iso};

    #[test]
    fn days_are_counted_over_months_and_leap_years() {
        assert_eq!(after("2025-01-20", 180).as_deref(), Some("2025-07-19"));
        assert_eq!(after("2024-02-28", 1).as_deref(), Some("2024-02-29"));
        assert_eq!(after("2025-12-31", 1).as_deref(), Some("2026-01-01"));
        assert_eq!(after("2025", 1), None);
    }

    #[test]
    fn dates_are_resolved() {
        for (written, year, expected) in [
            ("4月25日下午", Some(2025), "2025-04-25"),
            ("十五五", None, "2026/2030"),
            ("“九五”期间", None, "1996/2000"),
            ("中华民国一百十二年九月二十七日", None, "2023-09-27"),
            ("2026年底", None, "2026-12"),
            ("今年", Some(2026), "2026"),
            ("4月8日至9日", Some(2025), "2025-04-08/2025-04-09"),
            ("到2027年", None, "2027"),
            ("June 30, 2025", None, "2025-06-30"),
            ("二〇二五年", None, "2025"),
            ("2021—2023年", None, "2021/2023"),
            ("下半年", Some(2025), "2025-07/2025-12"),
            ("2026-02-24", None, "2026-02-24"),
            ("1938", None, "1938"),
            ("今年第三季度", Some(2025), "2025-07/2025-09"),
            ("去年12月", Some(2025), "2024-12"),
            ("2024年一季度", None, "2024-01/2024-03"),
            ("2024年1—5月", None, "2024-01/2024-05"),
            ("“十四五”末", None, "2025"),
        ] {
            assert_eq!(iso(written, year).as_deref(), Some(expected), "{written}");
        }
    }
}
