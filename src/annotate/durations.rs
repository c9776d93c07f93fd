//! Lengths of time: three years, within thirty days, the last ten years.
//!
//! Years and whatever has a place in time (内, 后, 来) are dates; an amount of months, days or hours, and
//! everything with a comparator, is a quantity.

use super::numbers::{digits, is_numeral};
use super::reading::{behind, ends, run, starts};

/// Units of time, longest first where one begins another.
const UNITS: &[&str] =
    &["个半月", "个月", "个星期", "星期", "个工作日", "工作日", "个小时", "小时", "个季度", "季度", "年", "周", "天", "日", "季"];

/// What begins like a unit of time and is none.
const NO_UNIT: &[&str] = &[
    "年代", "年级", "年龄", "年度", "年制", "年期", "年轻", "周岁", "周年", "周边", "日元", "日圆", "日报", "天气", "天然", "天津", "季报",
    "月份",
];

/// Words before a length of time that make it a date.
const LEADS: &[&str] = &["最近", "今后", "未来", "过去", "同一", "下一个", "近", "前", "后", "这", "首", "头"];

/// What makes years part of a name or saying: 三年行动, 五年计划, 十年树木.
const NAMED: &[&str] = &[
    "行动", "规划", "计划", "攻坚", "级", "期", "制", "度", "一遇", "如一", "倍增", "的", "轮", "龄", "生", "资", "以上", "以下", "义务",
    "滚动", "学制", "树",
];

/// A length of time that starts at a place.
pub(super) struct Length {
    /// Behind its unit.
    pub(super) end: usize,
    /// The unit.
    pub(super) unit: &'static str,
    /// Characters of its number.
    count: usize,
    /// Whether its number is written in digits.
    arabic: bool,
    /// More than the number says: 十多年.
    more: bool,
}

/// 三年, 六个月, 二十四小时, 半年, 十多年, 几十年.
pub(super) fn length(key: &[char], place: usize) -> Option<Length> {
    let half = key.get(place) == Some(&'半');
    let figures = digits(key, place);
    let count = match (half, figures) {
        (true, _) => 1,
        (false, 0) => run(key, place, |c| is_numeral(c) || matches!(c, '几' | '半')),
        (false, figures) => figures,
    };
    let number = key.get(place..place + count)?;
    // 百年, 千年: a figure of speech.
    let vague = count == 1 && matches!(number[0], '百' | '千' | '万') || number.iter().all(|c| matches!(c, '几' | '半')) && !half;
    if count == 0 || count > 4 || figures == 4 || vague {
        return None;
    }
    let mut at = place + count;
    let more = matches!(key.get(at), Some('多' | '余'));
    at += usize::from(more);
    let unit = UNITS.iter().find(|unit| starts(key, at, unit))?;
    if NO_UNIT.iter().any(|word| starts(key, at, word)) || half && !matches!(*unit, "年" | "个月" | "天" | "日") {
        return None;
    }
    let mut end = at + unit.chars().count();
    // 两年多, 三年半
    let after = match key.get(end) {
        Some('多') => !starts(key, end, "多元"),
        Some('半') => !half,
        _ => false,
    };
    end += usize::from(after);
    Some(Length { end, unit, count, arabic: figures > 0, more: more || after })
}

/// What begins like a word that gives a place in time, and is none.
const NO_PLACE: &[&str] = &[
    "内部控",
    "内部管",
    "内部审",
    "内地",
    "内外",
    "内容",
    "内设",
    "内涵",
    "内生动",
    "内陆",
    "内河",
    "内蒙",
    "内乱",
    "内在",
    "来华",
    "来自",
    "来源",
    "来说",
    "来往",
    "来到",
    "来看",
    "来访",
    "来函",
    "间接",
    "间距",
    "间隔",
    "间歇",
    "前期",
    "前后",
    "前往",
    "前沿",
    "前提",
    "前景",
    "前来",
    "后续",
    "后勤",
    "后备",
    "后期",
    "后面",
    "后果",
    "后者",
];

/// Whether what follows a length of time gives it a place in time, 内, 后, 来: behind what is marked of it.
pub(super) fn placed(key: &[char], length: &Length, island: bool) -> Option<usize> {
    let end = length.end;
    if NO_PLACE.iter().any(|word| starts(key, end, word)) && !starts(key, end, "内地方") {
        return None;
    }
    if let Some(place) = behind(key, end, &["以内", "之内", "时间内", "以来", "来", "期间", "间"]) {
        return Some(place);
    }
    if key.get(end) == Some(&'内') {
        return Some(if island { end } else { end + 1 });
    }
    let before = behind(key, end, &["之前", "以前", "前"]);
    let after = behind(key, end, &["以后", "之后", "后"]);
    if island {
        return before.or(after).map(|_| end);
    }
    // Years ago; but a deadline stands before its 前: 三十日前 is thirty days.
    let ago = length.unit.ends_with(['年', '周', '期', '天']) || length.more;
    before.map(|place| if ago { place } else { end }).or(after)
}

/// 五年内, 近5年来, 70多年来, 30年, 今后二十年, 前7个月, 三到五年.
pub(super) fn period(key: &[char], place: usize, island: bool) -> Option<usize> {
    let lead = LEADS.iter().find(|lead| starts(key, place, lead)).map_or(0, |lead| lead.chars().count());
    let before = place.checked_sub(1).map_or(' ', |at| key[at]);
    if lead == 0
        && (before.is_ascii_digit()
            || is_numeral(before)
            || matches!(before, '第' | '.' | '每' | '多' | '几' | '近' | '这' | '〔' | '逾' | '月'))
    {
        return None;
    }
    // 届满前三个月: the word before counts from what happens.
    if matches!(key[place], '前' | '后') && lead == 1 && crate::normalize::is_han(before) && !matches!(before, '年' | '在' | '的' | '于')
    {
        return None;
    }
    let at = place + lead;
    // 三到五年, 一年到两年
    let number = run(key, at, |c| is_numeral(c) || c.is_ascii_digit());
    let joint = length(key, at).map_or(at + number, |first| first.end);
    if number > 0
        && matches!(key.get(joint), Some('至' | '到' | '、' | '-' | '—'))
        && let Some(second) = length(key, joint + 1).filter(|second| second.unit == "年")
    {
        return placed(key, &second, island).or(Some(second.end));
    }
    let length = length(key, at)?;
    let continued = ends(key, place, "连续");
    let years = length.unit == "年";
    if let Some(end) = placed(key, &length, island) {
        return Some(end);
    }
    let one = length.count == 1 && key.get(at) == Some(&'一');
    let word = &key[place..at];
    if continued && matches!(length.unit, "个月" | "年") {
        return Some(length.end);
    }
    if lead > 0 && !years {
        // 前7个月, 首三季, 连续三个月; 前三天 is an amount of days.
        let counted = matches!(length.unit, "个月" | "季" | "季度" | "个季度") || word.len() == 2 && word[0] != '一' && word[0] != '下';
        return (counted && !(one && word == ['前'])).then_some(length.end);
    }
    if !years {
        // 宽限三十日: days that are counted are dates in acts.
        let days = length.unit == "日" && !length.arabic && length.count >= 2 && !ends(key, at, "月");
        return days.then_some(length.end);
    }
    if NAMED.iter().any(|tail| starts(key, length.end, tail)) && lead == 0 {
        return None;
    }
    if one && lead == 0 && (ends(key, at, "的") || ends(key, at, "新") || ends(key, at, "之") || ends(key, at, "统")) {
        return None;
    }
    (lead > 0 || length.count <= 3 || length.arabic).then_some(length.end)
}
