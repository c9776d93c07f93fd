//! Calendar dates, years, periods, deadlines and relative dates, told by their form.

use super::numbers::{digits, is_numeral};
use super::reading::{behind, ends, run, starts};
use super::{dates_relative, durations};
use crate::model::{EntityType, Mention, Span, Text};
use crate::normalize::is_han;

/// Finds the dates of a Chinese text.
pub(super) fn chinese(text: &Text, found: &mut Vec<Mention>) {
    let key = &text.key;
    let island = of_taiwan(key);
    let mut place = 0;
    while place < key.len() {
        // 发言人昨表示: yesterday in one character.
        if key[place] == '昨'
            && key.get(place + 1).is_some_and(|c| is_han(*c) && !matches!(c, '天' | '日' | '晚' | '晨' | '夜' | '午' | '今' | '年'))
        {
            found.push(Mention::new(Span::new(place, place + 1), EntityType::Date, "date"));
        }
        if let Some(end) = date_at(key, place, island) {
            let start = widen_left(key, place);
            found.push(Mention::new(Span::new(start, end), EntityType::Date, "date"));
            place = end;
        } else {
            place += 1;
        }
    }
}

/// Acts of Taiwan leave 内 and 后 outside a period: told by their articles, "第 12 条", and what they name.
pub(super) fn of_taiwan(key: &[char]) -> bool {
    (0..key.len()).any(|at| match key[at] {
        '中' => starts(key, at, "中华民国"),
        '新' => starts(key, at, "新台币"),
        '直' => starts(key, at, "直辖市、县") || starts(key, at, "直辖市政府"),
        '第' => key.get(at + 1) == Some(&' ') && starts(key, at + 2 + digits(key, at + 2), " 条") && digits(key, at + 2) > 0,
        _ => false,
    })
}

/// "到2027年" is marked with its preposition when it opens a clause or an aim.
fn widen_left(key: &[char], place: usize) -> usize {
    const AIMS: &[&str] = &["力争", "争取", "提出", "目标", "，为", "、为", "规定"];
    let opens = |at: usize| {
        at == 0 || matches!(key[at - 1], '，' | '。' | '；' | '：' | '\n' | ' ' | '“' | '！') || AIMS.iter().any(|aim| ends(key, at, aim))
    };
    let year = year(key, place).is_some() || dates_relative::plan(key, place).is_some();
    if place > 0 && key[place - 1] == '到' && year && opens(place - 1) { place - 1 } else { place }
}

fn date_at(key: &[char], place: usize, island: bool) -> Option<usize> {
    dates_relative::plan(key, place)
        .or_else(|| republic(key, place))
        .or_else(|| numeric(key, place))
        .or_else(|| calendar(key, place).map(|end| since(key, end)))
        .or_else(|| century(key, place))
        .or_else(|| durations::period(key, place, island))
        .or_else(|| dates_relative::find(key, place))
        .or_else(|| dates_relative::day_hour(key, place))
}

/// 7月1日以来
fn since(key: &[char], end: usize) -> usize {
    behind(key, end, &["以来", "前夕"]).unwrap_or(end)
}

/// 2026-02-01
fn numeric(key: &[char], place: usize) -> Option<usize> {
    let year = place == 0 || !key[place - 1].is_ascii_alphanumeric();
    let dash = |at: usize| matches!(key.get(at), Some('-' | '/' | '.' | '至' | '—'));
    let count = digits(key, place);
    // Three digits are a year of the Republic.
    let at = place + count;
    if !year || !(3..=4).contains(&count) || !matches!(key[place], '1' | '2') || !dash(at) {
        return None;
    }
    // 2025/26学年, 2028至29年度
    if digits(key, at + 1) == 2
        && let Some(end) = behind(key, at + 3, &["学年度", "学年", "财政年度", "年度"])
    {
        return Some(end);
    }
    let whole = digits(key, at + 1) == 2 && dash(at + 3) && digits(key, at + 4) == 2 && key.get(at) == key.get(at + 3);
    whole.then_some(at + 6)
}

/// 中華民國一百十二年九月二十七日, 民國八十八年.
fn republic(key: &[char], place: usize) -> Option<usize> {
    let head = ["中华民国", "民国"].into_iter().find(|head| starts(key, place, head))?;
    let at = place + head.chars().count();
    let count = run(key, at, |c| is_numeral(c) || c.is_ascii_digit());
    if count == 0 || key.get(at + count) != Some(&'年') {
        return None;
    }
    let end = at + count + 1;
    let Some(day) = month_day(key, end) else { return Some(end + usize::from(key.get(end) == Some(&'度'))) };
    // 起至九十八年十二月三十一日
    let next = behind(key, day, &["起至", "至"]).unwrap_or(day);
    let years = run(key, next, |c| is_numeral(c) || c.is_ascii_digit());
    let until = (next > day && years > 0 && key.get(next + years) == Some(&'年')).then(|| month_day(key, next + years + 1)).flatten();
    Some(until.unwrap_or(day))
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
        let led = place > 0 && matches!(key[place - 1], '于' | '在' | '定' | '至' | '月')
            || place > 1 && key[place - 2..place].iter().collect::<String>() == "本月";
        if led && !matches!(key.get(place + count + 1), Some('内' | '前' | '后' | '以')) {
            return Some(day_part(key, place + count + 1));
        }
    }
    // 【某社北京5日电】: the day of a dispatch.
    if (1..=2).contains(&count) && key.get(place + count) == Some(&'日') {
        let end = place + count + 1;
        if behind(key, end, &["电", "讯", "专讯", "综合报道", "报道", ")电", ")讯", "在", "出席", "表示", "宣布", "公布", "发布"]).is_some()
        {
            return Some(end);
        }
    }
    // 25日，新華社: a day alone at the head of a clause.
    let count = digits(key, place);
    let head = place == 0 || matches!(key[place - 1], '】' | '，' | '。' | '\n' | '：' | '(');
    if head
        && (1..=2).contains(&count)
        && key.get(place + count) == Some(&'日')
        && key.get(place + count + 1).is_some_and(|c| matches!(c, '，' | '上' | '下' | '晚' | '在' | '电' | '讯' | '】'))
    {
        return Some(day_part(key, place + count + 1));
    }
    None
}

/// What belongs to a year behind it.
const YEAR_TAILS: &[&str] =
    &["年底", "底", "末", "初", "以来", "前后", "上半年", "下半年", "春季", "秋季", "夏季", "冬季", "春节", "两年", "度"];

fn year(key: &[char], place: usize) -> Option<usize> {
    let arabic = digits(key, place);
    let spelled = run(key, place, |c| "〇○零一二三四五六七八九0".contains(c));
    // 115年: a year of the Republic.
    let republic = arabic == 3 && key.get(place) == Some(&'1') && matches!(key.get(place + 1), Some('0' | '1'));
    let count = if republic && matches!(key.get(place + 3), Some('年' | '学')) {
        3
    } else if arabic == 4 && matches!(key.get(place), Some('1' | '2')) || spelled == 4 {
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
    if let Some(end) = behind(key, at, &["学年度", "学年"]) {
        return Some(end);
    }
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
    let part = ["第一季度", "第二季度", "第三季度", "第四季度", "一季度", "二季度", "三季度", "四季度"];
    if let Some(end) = behind(key, at, YEAR_TAILS).or_else(|| behind(key, at, &part)) {
        return Some(behind(key, end, &["末", "初"]).unwrap_or(end));
    }
    let inside = key.get(at) == Some(&'内') && !key.get(at + 1).is_some_and(|c| "地蒙部陆河外".contains(*c));
    Some(at + usize::from(inside && !of_taiwan(key)))
}

/// 4月25日下午, 4月, 4月8日至9日, 3月至5月, 2月底.
pub(super) fn month_day(key: &[char], place: usize) -> Option<usize> {
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
            let end = month_end + tail.chars().count();
            return Some(until(key, end).unwrap_or(end));
        }
    }
    Some(until(key, month_end).unwrap_or(month_end))
}

/// 至9日, 至5月, 至4月18日 behind a date.
fn until(key: &[char], place: usize) -> Option<usize> {
    if !matches!(key.get(place), Some('至' | '—' | '-' | '到')) {
        return None;
    }
    if let Some(end) = year(key, place + 1).or_else(|| month_day(key, place + 1)) {
        return Some(end);
    }
    let count = number_length(key, place + 1)?;
    (key.get(place + 1 + count) == Some(&'日')).then(|| day_part(key, place + 2 + count))
}

pub(super) fn day_part(key: &[char], place: usize) -> usize {
    const PARTS: &[&str] =
        &["上午", "下午", "晚上", "凌晨", "中午", "正午", "傍晚", "晚间", "早上", "早晨", "清晨", "夜间", "午夜", "深夜", "晚", "晨"];
    let mut end = place;
    if let Some(weekday) = behind(key, place, &["(星期", "(周"])
        && key.get(weekday).is_some_and(|c| "一二三四五六日天".contains(*c))
        && key.get(weekday + 1) == Some(&')')
    {
        end = weekday + 2;
    }
    let part = behind(key, end, PARTS).unwrap_or(end);
    // 晚报, 晚会: the short word begins another.
    if part == end + 1 && key.get(part).is_some_and(|c| matches!(c, '报' | '会' | '年' | '宴' | '餐')) {
        return end;
    }
    clock(key, part).unwrap_or(part)
}

/// 15时30分, 9时, 三点半: the time of day.
pub(super) fn clock(key: &[char], place: usize) -> Option<usize> {
    let hour = number_length(key, place)?;
    let at = place + hour;
    if key.get(at) != Some(&'时') || matches!(key.get(at + 1), Some('间' | '许' | '期' | '代')) {
        return None;
    }
    let at = at + 1;
    let minute = number_length(key, at).filter(|minute| key.get(at + minute) == Some(&'分'));
    let end = minute.map_or(at, |minute| at + minute + 1) + usize::from(minute.is_none() && key.get(at) == Some(&'半'));
    // 上午六时至下午九时
    let to = end + usize::from(matches!(key.get(end), Some('至' | '到')));
    let next = if to > end { day_part(key, to) } else { end };
    Some(if to > end && next > to { next } else { end })
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
    // 上世纪30年代
    if let Some(at) = behind(key, place, &["上世纪", "上个世纪"])
        && let Some(end) = century(key, at)
    {
        return Some(end);
    }
    let count = run(key, place, |c| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    if (2..=3).contains(&count) && starts(key, place + count, "年代") {
        let end = place + count + 2;
        return Some(behind(key, end, &["中期", "后期", "初期", "前期", "中叶", "末", "初"]).unwrap_or(end));
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

#[cfg(test)]
mod tests {
    use crate::annotate::found_by_rules;
    use crate::model::EntityType;

    #[test]
    fn dates_have_what_gives_them_their_place() {
        for (text, expected) in [
            ("新例在三年內生效，五年後檢討。", vec!["三年內", "五年後"]),
            ("2025年3月6日（星期四）下午3時30分開會。", vec!["2025年3月6日（星期四）下午3時30分"]),
            ("局方今（15）日表示，上周五已交件。", vec!["今（15）日", "上周五"]),
            ("今年上半年增长，前7个月回落，今明两年完成。", vec!["今年上半年", "前7个月", "今明两年"]),
            ("力争到2028年建成，2027年底前验收。", vec!["到2028年", "2027年底"]),
            ("每半年检查，近五年来连续三年获奖。", vec!["近五年来", "三年"]),
            ("各部门每年3月底前上报去年度数据。", vec!["每年3月底", "去年度"]),
            ("十年内乱之后，中年人回到岗位。", vec!["十年"]),
            ("未来三到五年，从去冬今春开始。", vec!["未来三到五年", "去冬今春"]),
            ("民國一百十三年五月一日起，於115年前完成。", vec!["民國一百十三年五月一日", "115年"]),
        ] {
            assert_eq!(found_by_rules(text, EntityType::Date), expected, "{text}");
        }
    }

    #[test]
    fn acts_of_taiwan_leave_the_inside_outside() {
        let text = "中華民國一百年一月二日公布\n申請人應於三十日內補正。";
        assert_eq!(found_by_rules(text, EntityType::Date), ["中華民國一百年一月二日", "三十日"]);
        assert_eq!(found_by_rules("申请人应当在三十日内补正。", EntityType::Date), ["三十日内"]);
    }
}
