//! Numbers with their unit or percentage and their comparator.

use super::numbers::{digits, is_numeral, number};
use crate::model::{EntityType, Mention, Span, Text};

/// Units, longest first where one begins another. Years are dates and not here.
const UNITS: &[&str] = &[
    "个百分点",
    "立方米",
    "平方公里",
    "平方千米",
    "平方米",
    "万平方米",
    "千瓦时",
    "千米",
    "公里",
    "公顷",
    "公斤",
    "千克",
    "毫秒",
    "微秒",
    "纳米",
    "毫米",
    "厘米",
    "千瓦",
    "兆瓦",
    "吉瓦",
    "美元",
    "欧元",
    "港元",
    "港币",
    "日元",
    "人次",
    "人民币",
    "工作日",
    "个工作日",
    "标准煤",
    "标箱",
    "微克",
    "毫克",
    "小时",
    "分钟",
    "分",
    "秒",
    "吨",
    "元",
    "亩",
    "斤",
    "克",
    "度",
    "米",
    "瓦",
    "倍",
    "番",
    "个",
    "家",
    "项",
    "条",
    "人",
    "名",
    "位",
    "件",
    "台",
    "套",
    "辆",
    "架",
    "艘",
    "座",
    "所",
    "处",
    "户",
    "间",
    "张",
    "份",
    "期",
    "次",
    "场",
    "届",
    "部",
    "篇",
    "批",
    "种",
    "类",
    "类别",
    "级",
    "头",
    "只",
    "株",
    "棵",
    "颗",
    "枚",
    "粒",
    "箱",
    "车",
    "班",
    "列",
    "对",
    "支",
    "组",
    "片",
    "块",
    "栋",
    "幢",
    "层",
    "床",
    "张床位",
    "门",
    "岁",
    "天",
    "日",
    "月",
    "周",
    "课",
    "方面",
    "户次",
    "台套",
    "标段",
    "例",
    "起",
    "宗",
    "单",
    "笔",
    "股",
    "亿",
    "%",
];

/// Units that make ordinary words with a small numeral: 一个 一批 一次 …; counted only with digits or
/// numerals above nine, or where the numeral counts.
const COMMON: &[&str] = &[
    "个", "位", "次", "种", "批", "项", "条", "类", "级", "方面", "部", "场", "期", "份", "届", "起", "处", "对", "支", "组", "片", "块",
    "层", "门", "天", "日", "月", "周", "车", "班", "列", "单", "人", "家", "名", "度", "间", "座", "所", "套", "件", "股", "只", "头",
    "台", "户", "张", "倍", "例", "宗",
];

const BEFORE: &[&str] = &[
    "不低于",
    "不少于",
    "不超过",
    "不高于",
    "不能超过",
    "不得超过",
    "不得低于",
    "超过",
    "高于",
    "低于",
    "至少",
    "最高",
    "最多",
    "大约",
    "近",
    "约",
    "超",
    "逾",
    "达到",
    "新台币",
    "人民币",
    "每立方米",
    "每吨",
    "每亩",
    "每千瓦时",
    "每平方米",
];
const AFTER: &[&str] = &["以上", "以下", "以内", "左右", "上下", "之内", "及以上", "及以下", "余", "多"];

/// Finds the quantities of a Chinese text.
pub(super) fn chinese(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let mut place = 0;
    while place < key.len() {
        match quantity_at(key, place) {
            Some((start, end)) => {
                found.push(Mention::new(Span::new(start, end), EntityType::Quantity, "quantity"));
                place = end;
            }
            None => place += 1,
        }
    }
}

fn quantity_at(key: &[char], place: usize) -> Option<(usize, usize)> {
    if place > 0 {
        let before = key[..place].iter().rev().copied().find(|c| *c != ' ').unwrap_or(' ');
        if before.is_ascii_alphanumeric() || matches!(before, '.' | '第' | '〔' | '[') || is_numeral(before) {
            return None;
        }
    }
    // 百分之七
    if starts(key, place, "百分之") || starts(key, place, "千分之") {
        let count = number(key, place + 3);
        if count > 0 {
            return Some((widen(key, place), tail(key, place + 3 + count)));
        }
    }
    // 三分之一, 三成, 两成二
    let spelled = key[place..].iter().take(3).take_while(|c| "一二三四五六七八九十两".contains(**c)).count();
    if spelled > 0 && starts(key, place + spelled, "分之") && is_numeral(*key.get(place + spelled + 2).unwrap_or(&' ')) {
        return Some((widen(key, place), tail(key, place + spelled + 3)));
    }
    if spelled == 1
        && key.get(place + 1) == Some(&'成')
        && !matches!(key.get(place + 2), Some('立' | '为' | '果' | '员' | '效' | '就' | '本' | '份' | '功' | '长' | '熟' | '交'))
    {
        let more = usize::from(key.get(place + 2).is_some_and(|c| "一二三四五六七八九半".contains(*c)));
        return Some((widen(key, place), tail(key, place + 2 + more)));
    }
    let placeholder = starts(key, place, "XXX") || starts(key, place, "×××");
    let count = if placeholder { 3 } else { number(key, place) };
    if count == 0 {
        return None;
    }
    let arabic = key[place].is_ascii_digit() || placeholder;
    let mut at = place + count;
    // 5.2万亿, 90余万, 一百多
    let mut power = count_of(key, at);
    at += power;
    if matches!(key.get(at), Some('多' | '余')) && !starts(key, at, "多元") {
        at += 1;
        let more = count_of(key, at);
        power += more;
        at += more;
    }
    at += usize::from(key.get(at) == Some(&' ') && unit_at(key, at + 1).is_some());
    let unit = unit_at(key, at);
    // 万元, 亿元 alone: an order of magnitude, counted only as a threshold.
    let compared = place > 0 && matches!(key[place - 1], '近' | '逾' | '超' | '上' | '数');
    let powers_only = !arabic && !compared && key[place..place + count].iter().all(|c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
    if powers_only
        && unit.is_none_or(|unit| {
            !AFTER.iter().any(|word| starts(key, at + unit, word))
                && !matches!(key.get(at + unit), Some('级'))
                && !starts(key, at, "亩")
                && !starts(key, at, "级")
        })
    {
        return None;
    }
    let Some(unit) = unit else {
        // 一千六百: a spelled number of several parts needs no unit.
        if !arabic
            && count >= 4
            && key[place..place + count].iter().any(|c| matches!(c, '百' | '千' | '万'))
            && !matches!(key.get(at), Some('年' | '余' | '多'))
        {
            return Some((widen(key, place), tail(key, at)));
        }
        // 1.8万, 30万 with a power but no unit counts; a bare number does not.
        let bare = power > 0 && arabic && !matches!(key.get(at), Some('里' | '象' | '物' | '众' | '千'));
        return bare.then(|| (widen(key, place), tail(key, at)));
    };
    let unit_word = UNITS.iter().find(|word| starts(key, at, word)).copied().unwrap_or_default();
    let small = !arabic && count == 1;
    let mut end = at + unit;
    if key.get(end) == Some(&'级') && matches!(unit_word, "吨" | "千瓦" | "米" | "元" | "人" | "亩") {
        end += 1;
    }
    // 4月25日, 3年 and 第3条 are no quantities; nor is 一个, 一批, 一些.
    if (matches!(unit_word, "月" | "日") || unit_word == "条" && place > 0 && key[place - 1] == '第')
        && !(unit_word == "月" && key.get(place + count) == Some(&'个'))
    {
        return None;
    }
    // 修正公布第 3、4、6 条条文; 第 1 项: numbers of articles.
    if matches!(unit_word, "条" | "项")
        && (starts(key, end, "条")
            || starts(key, end, "文")
            || key[..place].iter().rev().find(|c| **c != ' ').is_some_and(|c| matches!(c, '、' | '~' | '-' | '之' | '及')))
    {
        return None;
    }
    if small && key[place] == '一' && unit_word == "人" && place > 0 && matches!(key[place - 1], '长' | '员' | '任' | '记') {
        return Some((place, end));
    }
    if small && COMMON.contains(&unit_word) {
        let one = key[place] == '一';
        let counted = matches!(key[place], '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
            && matches!(unit_word, "个" | "名" | "人" | "家" | "次" | "项" | "倍" | "课" | "方面" | "件" | "户" | "番");
        if one || !counted {
            return None;
        }
        // 三个代表, 四个自信, 两个维护: a slogan, told by its quotation marks.
        if place > 0 && matches!(key[place - 1], '“' | '‘') {
            return None;
        }
    }
    if small && !COMMON.contains(&unit_word) && matches!(unit_word, "级" | "类" | "片" | "块" | "层" | "门") {
        return None;
    }
    if arabic && matches!(unit_word, "级" | "号" | "类" | "日") && power == 0 {
        return None;
    }
    // 五年 三部门: numeral + 部 is a body count only before 门.
    if unit_word == "部" && key.get(end) == Some(&'门')
        || unit_word == "人" && starts(key, at, "人民") && !starts(key, at, "人民币")
        || unit_word == "家" && starts(key, at, "家庭") && !arabic
    {
        return None;
    }
    if unit_word == "个" && key.get(end) == Some(&'月') {
        if !arabic {
            return None;
        }
        return Some((widen(key, place), tail(key, end + 1)));
    }
    if unit_word == "个" && starts(key, at, "个百分点") {
        return Some((widen(key, place), tail(key, at + 4)));
    }
    Some((widen(key, place), range(key, tail(key, end))))
}

/// 5000元以上2万元以下, 20%—30%.
fn range(key: &[char], end: usize) -> usize {
    let joined = matches!(key.get(end), Some('至' | '-' | '—' | '~'));
    let at = end + usize::from(joined);
    let count = number(key, at);
    if count == 0 || !joined && !key[..end].ends_with(&['以', '上']) {
        return end;
    }
    let power = count_of(key, at + count);
    match unit_at(key, at + count + power) {
        Some(unit) => tail(key, at + count + power + unit),
        None => end,
    }
}

fn count_of(key: &[char], at: usize) -> usize {
    key.get(at..).unwrap_or_default().iter().take_while(|c| matches!(c, '十' | '百' | '千' | '万' | '亿')).count()
}

fn unit_at(key: &[char], at: usize) -> Option<usize> {
    UNITS.iter().find(|unit| starts(key, at, unit)).map(|unit| unit.chars().count())
}

fn widen(key: &[char], place: usize) -> usize {
    let mut start = place;
    for _ in 0..2 {
        let word = BEFORE.iter().filter(|word| ends(key, start, word)).max_by_key(|word| word.chars().count());
        match word {
            // 达到 names the relation and is no comparator; 最近 附近 are no 近.
            Some(&"达到") => break,
            Some(word) => {
                let length = word.chars().count();
                if *word == "近" && start >= 2 && matches!(key[start - 2], '最' | '附' | '将' | '接')
                    || matches!(*word, "约" | "超") && start >= 2 && matches!(key[start - 2], '节' | '合' | '条' | '公' | '预' | '赶')
                {
                    break;
                }
                start -= length;
            }
            None => break,
        }
    }
    start
}

fn tail(key: &[char], end: usize) -> usize {
    AFTER
        .iter()
        .find(|word| starts(key, end, word))
        .map_or(end, |word| if matches!(*word, "多" | "余") { end } else { end + word.chars().count() })
}

fn starts(key: &[char], place: usize, word: &str) -> bool {
    let mut at = place;
    word.chars().all(|c| {
        at += 1;
        key.get(at - 1) == Some(&c)
    })
}

fn ends(key: &[char], place: usize, word: &str) -> bool {
    let length = word.chars().count();
    place >= length && starts(key, place - length, word)
}

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
pub(super) fn english(text: &Text, found: &mut Vec<Mention>) {
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
