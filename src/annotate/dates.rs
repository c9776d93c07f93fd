//! Calendar dates, years, periods, deadlines and relative dates, told by their form.

use super::numbers::{digits, is_numeral, numerals};
use crate::model::{EntityType, Mention, Span, Text};

/// Fixed expressions, longest first where one begins another.
const RELATIVE: &[&str] = &[
    "今年上半年",
    "今年下半年",
    "去年同期",
    "过去五年",
    "过去一年",
    "过去十年",
    "今后五年",
    "未来五年",
    "今后一个时期",
    "今后一年",
    "五年来",
    "十年来",
    "一年来",
    "近五年来",
    "上半年",
    "下半年",
    "一季度",
    "二季度",
    "三季度",
    "四季度",
    "前三季度",
    "第一季度",
    "第二季度",
    "第三季度",
    "第四季度",
    "本世纪末",
    "本世纪中叶",
    "新中国成立以来",
    "改革开放以来",
    "今年",
    "明年",
    "去年",
    "前年",
    "后年",
    "当年",
    "上年",
    "全年",
    "年内",
    "年中",
    "年底",
    "年末",
    "年初",
    "本年度",
    "当年度",
    "上年度",
    "同年",
    "翌年",
    "次年",
    "今天",
    "明天",
    "昨天",
    "前天",
    "昨晚",
    "今晚",
    "今早",
    "上周",
    "本周",
    "下周",
    "周日",
    "本周日",
    "周一",
    "周六",
    "上月底",
    "本月底",
    "下月底",
    "月底",
    "首三季",
    "首季",
    "今年以来",
    "去年以来",
    "前两个月",
    "前三个月",
    "党的十八大以来",
    "党的十九大以来",
    "党的二十大以来",
    "当日",
    "昨日",
    "今日",
    "明日",
    "本月",
    "上月",
    "下月",
    "当月",
    "近日",
];

/// Relative words that are dates only at a clause's edge or before a preposition; else part of a phrase.
const WEAK: &[&str] = &["月底", "周一", "周六", "周日", "首季", "近日", "年初", "年末", "年底", "年中"];

/// Finds the dates of a Chinese text.
pub(super) fn chinese(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        if let Some(end) = date_at(key, place) {
            let start = widen_left(key, place);
            found.push(Mention::new(Span::new(start, end), EntityType::Date, "date"));
            place = end;
        } else {
            place += 1;
        }
    }
}

/// "到2027年" is marked with its preposition when it opens a clause.
fn widen_left(key: &[char], place: usize) -> usize {
    let opens = |at: usize| at == 0 || matches!(key[at - 1], '，' | '。' | '；' | '：' | '\n' | ' ' | '“');
    if place > 0 && key[place - 1] == '到' && key.get(place).is_some_and(char::is_ascii_digit) && opens(place - 1) {
        place - 1
    } else {
        place
    }
}

fn date_at(key: &[char], place: usize) -> Option<usize> {
    plan_period(key, place)
        .or_else(|| republic(key, place))
        .or_else(|| calendar(key, place))
        .or_else(|| century(key, place))
        .or_else(|| period(key, place))
        .or_else(|| relative(key, place))
}

/// “十五五”时期, 十四五.
fn plan_period(key: &[char], place: usize) -> Option<usize> {
    let quoted = key[place] == '“';
    let start = place + usize::from(quoted);
    let digits = numerals(key, start);
    let is_plan = (2..=3).contains(&digits)
        && key.get(start + digits - 1) == Some(&'五')
        && key
            .get(start..start + digits)
            .is_some_and(|word| word.iter().all(|c| "一二三四五六七八九十".contains(*c)) && (word.len() == 2 || word[0] == '十'));
    if !is_plan {
        return None;
    }
    let mut end = start + digits;
    if quoted {
        if key.get(end) != Some(&'”') {
            return None;
        }
        end += 1;
        for tail in ["时期", "期间", "后两年", "前两年", "后三年", "末"] {
            if starts(key, end, tail) {
                return Some(end + tail.chars().count());
            }
        }
        // “十四五”规划 is a document.
        if starts(key, end, "规划") || starts(key, end, "计划") {
            return None;
        }
        return None;
    }
    let inside = place > 0 && key[place - 1] == '“' && key.get(end) == Some(&'”');
    if inside {
        if ["规划", "计划", "时期", "期间", "后两年"].iter().any(|tail| starts(key, end + 1, tail)) {
            return None;
        }
        return Some(end);
    }
    ["时期", "期间"].iter().find(|tail| starts(key, end, tail)).map(|tail| end + tail.chars().count())
}

/// 中華民國一百十二年九月二十七日, 民國八十八年.
fn republic(key: &[char], place: usize) -> Option<usize> {
    let head = ["中华民国", "民国"].into_iter().find(|head| starts(key, place, head))?;
    let at = place + head.chars().count();
    let count = run(key, at, |c| is_numeral(c) || c.is_ascii_digit());
    if count == 0 || key.get(at + count) != Some(&'年') {
        return None;
    }
    Some(month_day(key, at + count + 1).unwrap_or(at + count + 1))
}

/// 2025年4月25日, 4月8日至9日, 二〇二五年, 2026年底, 1996年, 25日.
fn calendar(key: &[char], place: usize) -> Option<usize> {
    if place > 0 && (key[place - 1].is_ascii_digit() || is_numeral(key[place - 1]) || key[place - 1] == '第' || key[place - 1] == '.') {
        return None;
    }
    if let Some(end) = year(key, place) {
        return Some(end);
    }
    // 八十八年七月一日: a year of the Republic without its name.
    let spelled = run(key, place, |c| "一二三四五六七八九十百零〇".contains(c));
    if (1..=4).contains(&spelled)
        && key.get(place + spelled) == Some(&'年')
        && let Some(end) = month_day(key, place + spelled + 1).filter(|end| key.get(end - 1) == Some(&'日'))
    {
        return Some(end);
    }
    if let Some(end) = month_day(key, place) {
        return Some(end);
    }
    // 2日至4日; 于5日在…: days of the month that the text is about.
    let count = digits(key, place);
    if (1..=2).contains(&count) && key.get(place + count) == Some(&'日') {
        if let Some(end) = until(key, place + count + 1) {
            return Some(end);
        }
        let led = place > 0 && matches!(key[place - 1], '于' | '在' | '定' | '至')
            || place > 1 && key[place - 2..place].iter().collect::<String>() == "本月";
        if led && !matches!(key.get(place + count + 1), Some('内' | '前' | '后' | '以')) {
            return Some(day_part(key, place + count + 1));
        }
    }
    // 25日，新華社: a day alone at the head of a clause.
    let count = digits(key, place);
    let head = place == 0 || matches!(key[place - 1], '】' | '，' | '。' | '\n' | '：' | '(');
    if head
        && (1..=2).contains(&count)
        && key.get(place + count) == Some(&'日')
        && key.get(place + count + 1).is_some_and(|c| matches!(c, '，' | '上' | '下' | '晚' | '在' | '电'))
    {
        return Some(day_part(key, place + count + 1));
    }
    None
}

fn year(key: &[char], place: usize) -> Option<usize> {
    let arabic = digits(key, place);
    let spelled = run(key, place, |c| "〇○零一二三四五六七八九0".contains(c));
    let count = if arabic == 4 && matches!(key.get(place), Some('1' | '2')) || spelled == 4 {
        4
    } else {
        return None;
    };
    let mut at = place + count;
    // 2021—2023年, 2024-2026年
    if matches!(key.get(at), Some('—' | '-' | '~' | '至' | '–')) {
        let dash = run(key, at, |c| matches!(c, '—' | '-' | '~' | '至' | '–'));
        let more = digits(key, at + dash);
        if more == 4 && key.get(at + dash + 4) == Some(&'年') {
            return Some(at + dash + 5);
        }
    }
    at += run(key, at, |c| c == ' ');
    if key.get(at) != Some(&'年') {
        return None;
    }
    at += 1;
    // 一九八一年到一九八五年
    if matches!(key.get(at), Some('至' | '到')) && year(key, at + 1).is_some() {
        return year(key, at + 1);
    }
    if let Some(end) = month_day(key, at) {
        return Some(end);
    }
    for tail in ["年底", "底", "末", "初", "以来", "前后", "上半年", "下半年", "春季", "秋季", "度"] {
        if starts(key, at, tail) {
            return Some(at + tail.chars().count());
        }
    }
    Some(at)
}

/// 4月25日下午, 4月, 4月8日至9日, 3月至5月, 2月底.
fn month_day(key: &[char], place: usize) -> Option<usize> {
    let mut at = place + run(key, place, |c| c == ' ');
    let count = number_length(key, at)?;
    at += count;
    at += run(key, at, |c| c == ' ');
    if key.get(at) != Some(&'月') {
        return None;
    }
    at += 1;
    if key.get(at) == Some(&'份') {
        return Some(at + 1);
    }
    let month_end = at;
    let blanks = run(key, at, |c| c == ' ');
    if let Some(day) = number_length(key, at + blanks) {
        let mut end = at + blanks + day;
        end += run(key, end, |c| c == ' ');
        if key.get(end) == Some(&'日') {
            end = day_part(key, end + 1);
            return Some(until(key, end).unwrap_or(end));
        }
        if matches!(key.get(end), Some('至' | '-' | '—')) {
            let more = number_length(key, end + 1).unwrap_or(0);
            if more > 0 && key.get(end + 1 + more) == Some(&'日') {
                return Some(end + 2 + more);
            }
        }
    }
    for tail in ["底", "末", "初", "中旬", "上旬", "下旬"] {
        if starts(key, month_end, tail) {
            return Some(month_end + tail.chars().count());
        }
    }
    Some(until(key, month_end).unwrap_or(month_end))
}

/// 至9日, 至5月, 至4月18日 behind a date.
fn until(key: &[char], place: usize) -> Option<usize> {
    if !matches!(key.get(place), Some('至' | '—' | '-' | '到')) {
        return None;
    }
    if let Some(end) = month_day(key, place + 1) {
        return Some(end);
    }
    let count = number_length(key, place + 1)?;
    (key.get(place + 1 + count) == Some(&'日')).then(|| day_part(key, place + 2 + count))
}

fn day_part(key: &[char], place: usize) -> usize {
    ["上午", "下午", "晚上", "凌晨", "中午", "傍晚", "晚间", "早上"]
        .iter()
        .find(|part| starts(key, place, part))
        .map_or(place, |part| place + part.chars().count())
}

/// One or two digits, or up to three numerals.
fn number_length(key: &[char], place: usize) -> Option<usize> {
    let arabic = digits(key, place);
    if (1..=2).contains(&arabic) {
        return Some(arabic);
    }
    let spelled = run(key, place, |c| "一二三四五六七八九十廿卅".contains(c));
    (1..=3).contains(&spelled).then_some(spelled)
}

/// 八十年代, 20世纪90年代, 上世纪末.
fn century(key: &[char], place: usize) -> Option<usize> {
    if place > 0 && (is_numeral(key[place - 1]) || key[place - 1].is_ascii_digit()) {
        return None;
    }
    let count = run(key, place, |c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if (2..=3).contains(&count) && starts(key, place + count, "年代") {
        return Some(place + count + 2);
    }
    if count > 0 && starts(key, place + count, "世纪") {
        let at = place + count + 2;
        if let Some(end) = century(key, at) {
            return Some(end);
        }
        for tail in ["中叶", "末", "初"] {
            if starts(key, at, tail) {
                return Some(at + tail.chars().count());
            }
        }
        return (count <= 3).then_some(at);
    }
    None
}

/// 五年内, 近5年来, 70多年來, 30年, 三年, 今后二十年.
fn period(key: &[char], place: usize) -> Option<usize> {
    let lead = ["近", "今后", "未来", "过去", "前", "后", "这", "最近", "一个", "同一"]
        .into_iter()
        .find(|lead| starts(key, place, lead))
        .map_or(0, |lead| lead.chars().count());
    if lead == 0
        && place > 0
        && (key[place - 1].is_ascii_digit()
            || is_numeral(key[place - 1])
            || matches!(key[place - 1], '第' | '.' | '每' | '多' | '几' | '近' | '后' | '这'))
    {
        return None;
    }
    let mut at = place + lead;
    let count = run(key, at, |c| c.is_ascii_digit() || is_numeral(c));
    if count == 0 || count > 4 {
        return None;
    }
    let arabic_year = digits(key, at) == 4;
    at += count;
    if matches!(key.get(at), Some('多' | '余' | '几')) {
        at += 1;
    }
    if key.get(at) != Some(&'年') || arabic_year {
        return None;
    }
    at += 1;
    for tail in ["以来", "来", "内", "间"] {
        if starts(key, at, tail) && !starts(key, at, "来华") {
            return Some(at + tail.chars().count());
        }
    }
    // 三年行动, 五年计划, 十年树木: part of a name or saying.
    let named = [
        "行动", "规划", "计划", "攻坚", "级", "期", "制", "度", "一遇", "如一", "倍增", "的", "轮", "龄", "生", "资", "前", "后", "以上",
        "以下", "以内",
    ]
    .iter()
    .any(|tail| starts(key, at, tail));
    if named && lead == 0 {
        return None;
    }
    (lead > 0 || count <= 3).then_some(at)
}

fn relative(key: &[char], place: usize) -> Option<usize> {
    for head in ["一个", "同一", "上一", ""] {
        for kind in ["纳税", "课税", "会计", "预算", "财政"] {
            let name = format!("{head}{kind}年度");
            if starts(key, place, &name) && !(head.is_empty() && place > 0 && matches!(key[place - 1], '一' | '个')) {
                return Some(place + name.chars().count());
            }
        }
    }
    let word = RELATIVE.iter().filter(|word| starts(key, place, word)).max_by_key(|word| word.chars().count())?;
    let end = place + word.chars().count();
    if WEAK.contains(word) && place > 0 && !matches!(key[place - 1], '，' | '。' | '\n' | '在' | '于') {
        return None;
    }
    // 当年轻, 全年龄, 今年底 …
    if matches!(key.get(end), Some('轻' | '龄')) {
        return None;
    }
    for tail in ["年底", "底", "末", "初", "上半年", "下半年"] {
        if word.ends_with('年') && starts(key, end, tail) {
            return Some(end + tail.chars().count());
        }
    }
    if *word == "去年" && key.get(end) == Some(&'中') {
        return Some(end + 1);
    }
    Some(end)
}

fn starts(key: &[char], place: usize, word: &str) -> bool {
    let mut at = place;
    word.chars().all(|c| {
        at += 1;
        key.get(at - 1) == Some(&c)
    })
}

fn run(key: &[char], from: usize, accept: impl Fn(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}

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
pub(super) fn english(text: &Text, found: &mut Vec<Mention>) {
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
