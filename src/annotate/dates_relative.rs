//! Dates told from the day of writing: this year, last Friday, the second quarter, the period of a plan.

use super::dates::{clock, day_part, month_day};
use super::durations;
use super::numbers::numerals;
use super::reading::{behind, ends, starts};

/// Years; each may have a part of the year behind it.
const YEARS: &[&str] = &["今明两年", "今年", "明年", "去年", "前年", "后年", "当年", "上年", "翌年", "次年", "同年", "本年", "每年"];

/// Parts of a year behind it, longest first where one begins another.
const PARTS: &[&str] = &[
    "上半年",
    "下半年",
    "全年",
    "年内",
    "年底",
    "年末",
    "年初",
    "年中",
    "同期",
    "以来",
    "首季",
    "次季",
    "春季",
    "夏季",
    "秋季",
    "冬季",
    "春天",
    "夏天",
    "秋天",
    "冬天",
    "暑期",
    "暑假",
    "寒假",
    "雨季",
    "汛期",
    "春节",
    "国庆",
    "底",
    "末",
    "初",
];

/// Days; each may have a part of the day behind it.
const DAYS: &[&str] = &[
    "今天", "明天", "昨天", "前天", "后天", "今日", "昨日", "明日", "当日", "次日", "翌日", "同日", "当天", "今早", "今晨", "昨晨", "今晚",
    "昨晚", "前晚", "昨夜", "明早",
];

/// Weeks; each may have a day of the week behind it.
const WEEKS: &[&str] = &["上周", "本周", "下周", "这周", "上星期", "本星期", "下星期", "上个星期", "下个星期", "周", "星期"];

/// Months; each may have a part of the month behind it.
const MONTHS: &[&str] = &["上个月", "下个月", "这个月", "上月", "本月", "下月", "当月", "次月"];

/// Fixed expressions, longest first where one begins another.
const FIXED: &[&str] = &[
    "今后一个时期",
    "去冬今春",
    "岁末年初",
    "本世纪末",
    "本世纪中叶",
    "本世纪内",
    "下世纪中叶",
    "下个世纪中叶",
    "新中国成立以来",
    "改革开放以来",
    "党的十八大以来",
    "党的十九大以来",
    "党的二十大以来",
    "过去一年",
    "上一年度",
    "下一年度",
    "前一年度",
    "本年度",
    "当年度",
    "上年度",
    "去年度",
    "最近一年度",
    "上半年",
    "下半年",
    "前三季度",
    "首三季",
    "首季",
    "上季",
    "下季",
    "次季",
    "本学期",
    "下学期",
    "上学期",
    "当学期",
    "本学年",
    "下学年",
    "上学年",
    "下一学年",
    "今春",
    "今夏",
    "国庆假期",
    "春节假期",
    "同年度",
    "该季",
    "今秋",
    "今冬",
    "去冬",
    "去秋",
    "去夏",
    "全年",
    "年内",
    "年中",
    "年底",
    "年末",
    "年初",
    "月底",
    "近日",
    "首年",
    "动员戡乱时期",
];

/// Words that are dates only at a clause's edge or behind a preposition; else part of a phrase.
const WEAK: &[&str] = &["月底", "首季", "近日", "年初", "年末", "年底", "年中", "年内", "首年", "后年", "前年", "上年", "本年", "同年"];

/// Finds the date that starts at a place.
pub(super) fn find(key: &[char], place: usize) -> Option<usize> {
    year(key, place)
        .or_else(|| day(key, place))
        .or_else(|| week(key, place))
        .or_else(|| month(key, place))
        .or_else(|| quarter(key, place).or_else(|| fiscal(key, place)).or_else(|| fixed(key, place)))
}

fn edge(key: &[char], place: usize) -> bool {
    place == 0
        || matches!(
            key[place - 1],
            '，' | '。' | '；' | '：' | '、' | '\n' | ' ' | '在' | '于' | '至' | '到' | '自' | '从' | '和' | '及' | '与' | '“' | '('
        )
}

fn year(key: &[char], place: usize) -> Option<usize> {
    let word = YEARS.iter().find(|word| starts(key, place, word))?;
    let end = place + word.chars().count();
    // 当年轻, 中年, 上年资, 后年度: the year belongs to another word.
    if matches!(key.get(end), Some('轻' | '龄' | '资' | '级' | '代' | '华')) || place > 0 && matches!(key[place - 1], '以' | '其' | '每')
    {
        return None;
    }
    if let Some(part) = behind(key, end, PARTS)
        .or_else(|| quarter(key, end))
        .or_else(|| month_day(key, end).map(|end| behind(key, end, &["以来"]).unwrap_or(end)))
    {
        // 每年五月及十一月底, 每年一月一日起至十二月三十一日
        let next = behind(key, part, &["起至", "及", "和"]).filter(|_| *word == "每年").and_then(|next| month_day(key, next));
        return Some(next.or_else(|| behind(key, part, &["以来"])).unwrap_or(part));
    }
    // 今年首三个月, 去年前十个月
    if matches!(key.get(end), Some('首' | '前' | '头'))
        && let Some(length) = durations::length(key, end + 1).filter(|length| matches!(length.unit, "个月" | "季" | "季度" | "个季度"))
    {
        return Some(length.end);
    }
    if *word == "每年" {
        return None;
    }
    if key.get(end) == Some(&'中') && matches!(*word, "去年" | "明年") && !starts(key, end, "中国") && !starts(key, end, "中央") {
        return Some(end + 1);
    }
    if key.get(end) == Some(&'度') {
        return (!WEAK.contains(word) || *word == "上年" || *word == "本年").then_some(end + 1);
    }
    if WEAK.contains(word) && !edge(key, place) && !matches!(*word, "上年" | "前年") {
        return None;
    }
    Some(end)
}

fn day(key: &[char], place: usize) -> Option<usize> {
    // 今(15)日
    if matches!(key.get(place), Some('今' | '昨' | '明')) && key.get(place + 1) == Some(&'(') {
        let close = (place + 2..place + 7).find(|at| key.get(*at) == Some(&')'))?;
        let number = &key[place + 2..close];
        return (key.get(close + 1) == Some(&'日') && !number.is_empty() && number.iter().all(char::is_ascii_digit))
            .then(|| day_part(key, close + 2));
    }
    let word = DAYS.iter().find(|word| starts(key, place, word))?;
    let mut end = day_part(key, place + word.chars().count());
    // 交货之次日起: counted from what happens.
    if matches!(*word, "次日" | "翌日") && ends(key, place, "之") {
        return None;
    }
    // 今日(九月十八日)
    if key.get(end) == Some(&'(')
        && let Some(inner) = month_day(key, end + 1).filter(|inner| key.get(*inner) == Some(&')'))
    {
        end = inner + 1;
    }
    // 今日8版, 今日导读: a column of the page.
    if starts(key, end, "导读") || starts(key, end, "谈/") || *word == "今日" && key.get(end).is_some_and(char::is_ascii_digit) {
        return None;
    }
    // 账目当日清: the day of whatever happens.
    (!(*word == "当日" && key.get(end) == Some(&'清'))).then_some(end)
}

fn week(key: &[char], place: usize) -> Option<usize> {
    let word = WEEKS.iter().find(|word| starts(key, place, word))?;
    let end = place + word.chars().count();
    let bare = matches!(*word, "周" | "星期");
    // 9月17日 星期四: the date stands before it.
    if bare && (ends(key, place, "日") || ends(key, place, "日 ")) {
        return None;
    }
    if let Some(day) = key.get(end).filter(|c| "一二三四五六日末天".contains(**c)) {
        let weekend = *day == '末' || *day == '天';
        let follows = key.get(end + 1).copied().unwrap_or('。');
        // 周一围, 一周一次, 周末: only with its week, or where no number stands before it.
        if bare && (weekend && *word == "周" || place > 0 && is_counted(key[place - 1]) || is_counted(follows)) {
            return None;
        }
        if bare && !edge(key, place) && !ends(key, place, "逢") && !matches!(follows, '，' | '。' | '起' | '在' | '晚' | '早') {
            return None;
        }
        let start = end + 1;
        return Some(day_part(key, start));
    }
    (!bare).then_some(end)
}

fn is_counted(character: char) -> bool {
    super::numbers::is_numeral(character) || character.is_ascii_digit() || matches!(character, '每' | '次' | '周' | '个' | '半' | '几')
}

fn month(key: &[char], place: usize) -> Option<usize> {
    let word = MONTHS.iter().find(|word| starts(key, place, word))?;
    let end = place + word.chars().count();
    let count = super::numbers::number(key, end);
    if (1..=3).contains(&count) && key.get(end + count) == Some(&'日') {
        return Some(day_part(key, end + count + 1));
    }
    behind(key, end, &["之月底", "月底", "底", "末", "初", "中旬", "上旬", "下旬"]).or(Some(end))
}

/// 第二季度, 一季度末, 第三季, 四季度.
fn quarter(key: &[char], place: usize) -> Option<usize> {
    let ordinal = key.get(place) == Some(&'第');
    let at = place + usize::from(ordinal);
    let number = key.get(at).is_some_and(|c| "一二三四1234首次".contains(*c));
    let free = place == 0 || ordinal || !is_counted(key[place - 1]) && !matches!(key[place - 1], '第' | '前');
    if !number || !free || key.get(at + 1) != Some(&'季') {
        return None;
    }
    let full = key.get(at + 2) == Some(&'度');
    let year = place > 0 && key[place - 1] == '年';
    if !full && !ordinal && !year {
        return None;
    }
    let end = at + 2 + usize::from(full);
    Some(if full { behind(key, end, &["末", "初"]).unwrap_or(end) } else { end })
}

/// 上一纳税年度, 六十一会计年度: a year of accounts that is told which.
fn fiscal(key: &[char], place: usize) -> Option<usize> {
    let head = ["一个", "同一", "上一", "下一"].iter().find(|head| starts(key, place, head)).map_or(0, |head| head.chars().count());
    let number = if head == 0 && !(place > 0 && is_counted(key[place - 1])) { numerals(key, place) } else { 0 };
    if head + number == 0 {
        return None;
    }
    let at = place + head + number;
    behind(key, at, &["纳税年度", "课税年度", "会计年度", "预算年度", "财政年度"]).map(|end| behind(key, end, &["最后一日"]).unwrap_or(end))
}

fn fixed(key: &[char], place: usize) -> Option<usize> {
    let word = FIXED.iter().filter(|word| starts(key, place, word)).max_by_key(|word| word.chars().count())?;
    let end = place + word.chars().count();
    // 动员戡乱时期临时条款 is an act.
    if starts(key, end, "临时条款") {
        return None;
    }
    let cut = place > 0 && is_counted(key[place - 1]) && matches!(*word, "年内" | "年中" | "年底" | "年末" | "年初" | "月底");
    if cut || WEAK.contains(word) && !edge(key, place) && !starts(key, end, "前") {
        return None;
    }
    Some(end)
}

/// “十五五”时期, 十四五, “十五”期间, 第七个五年计划期间.
pub(super) fn plan(key: &[char], place: usize) -> Option<usize> {
    const TAILS: &[&str] = &["时期", "期间", "以来", "后两年", "前两年", "后三年", "前期", "后期", "期内", "期末", "末", "初"];
    if key.get(place) == Some(&'第') {
        let digits = numerals(key, place + 1);
        let at = place + 1 + digits;
        let end = behind(key, at, &["个五年计划"]).filter(|_| (1..=2).contains(&digits))?;
        return behind(key, end, TAILS);
    }
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
    let end = start + digits;
    if quoted {
        return behind(key, end + 1, TAILS).filter(|_| key.get(end) == Some(&'”'));
    }
    if place > 0 && key[place - 1] == '“' && key.get(end) == Some(&'”') {
        // “十四五”规划 is a document.
        let more = ["规划", "计划"].iter().chain(TAILS).any(|tail| starts(key, end + 1, tail));
        return (!more).then_some(end);
    }
    behind(key, end, &["时期", "期间", "以来"])
}

/// The clock behind a part of the day: 晚上9时, 下午3时30分.
pub(super) fn day_hour(key: &[char], place: usize) -> Option<usize> {
    let part = day_part(key, place);
    if part > place && !is_counted(key[place]) && matches!(key[part - 1], '时' | '分' | '半') {
        return Some(part);
    }
    // 15时30分
    let free = place == 0 || !is_counted(key[place - 1]);
    clock(key, place).filter(|end| free && key.get(end - 1) == Some(&'分'))
}
