//! How much: a number with its powers of ten, without what it counts.

use super::numbers::{self, digits, number};
use super::reading::{run, starts};

/// What follows 成 where it is no tenth: 二成立, 三成员.
const NO_TENTHS: &str = "立为果员效就本份功长熟交都套品型";

/// How much: a number with its powers, without its unit.
pub(super) struct Amount {
    pub(super) end: usize,
    /// Written in digits.
    pub(super) arabic: bool,
    /// One numeral below eleven.
    pub(super) small: bool,
    /// 万, 亿 behind digits.
    pub(super) power: bool,
    /// A share needs no unit: 三成, 百分之七, 三分之一.
    pub(super) share: bool,
}

/// The number at a place with its powers: 5.2万亿, 90余万, 百分之七, 两成二, 一百多.
pub(super) fn amount(key: &[char], place: usize) -> Option<Amount> {
    let share = |end: usize| Some(Amount { end, arabic: false, small: false, power: false, share: true });
    if starts(key, place, "百分之") || starts(key, place, "千分之") || starts(key, place, "万分之") {
        let count = number(key, place + 3);
        return (count > 0).then(|| share(place + 3 + count)).flatten();
    }
    // 几千万, 数百
    let vague = matches!(key.get(place), Some('几' | '数')) && key.get(place + 1).is_some_and(|c| "十百千万亿".contains(*c));
    if vague {
        return amount(key, place + 1).map(|rest| Amount { small: false, ..rest });
    }
    let spelled = numbers::numerals(key, place);
    if spelled > 0 && starts(key, place + spelled, "分之") && numbers::numerals(key, place + spelled + 2) > 0 {
        return share(place + spelled + 2 + numbers::numerals(key, place + spelled + 2));
    }
    if spelled == 1
        && key.get(place + 1) == Some(&'成')
        && key[place] != '百'
        && !key.get(place + 2).is_some_and(|c| NO_TENTHS.contains(*c))
        && !starts(key, place + 2, "不变")
    {
        let more = usize::from(key.get(place + 2).is_some_and(|c| "一二三四五六七八九半多".contains(*c)));
        return share(place + 2 + more);
    }
    if starts(key, place, "一半")
        && !matches!(key.get(place + 2), Some('是' | '一'))
        && !place.checked_sub(1).is_some_and(|at| matches!(key[at], '另' | '两' | '，' | '。'))
    {
        return share(place + 2);
    }
    let placeholder = starts(key, place, "XXX") || starts(key, place, "×××");
    let mut count = if placeholder { 3 } else { number(key, place) };
    if count == 0 {
        return None;
    }
    let arabic = digits(key, place) > 0 || placeholder;
    let small = if arabic { count == 1 } else { count == 1 && !matches!(key[place], '百' | '千' | '万' | '亿') };
    // 十来万元
    count += usize::from(!arabic && starts(key, place + count, "来万"));
    let mut end = place + count;
    // 160亿千瓦时: the unit has its own thousand.
    let powers = |at: usize| {
        let count = run(key, at, |c| matches!(c, '十' | '百' | '千' | '万' | '亿'));
        let kilo = count > 0 && key[at + count - 1] == '千' && matches!(key.get(at + count), Some('瓦' | '克' | '米' | '伏' | '焦'));
        count - usize::from(kilo)
    };
    let mut power = powers(end);
    end += power;
    // 3万2千名
    if power > 0 && arabic {
        let more = digits(key, end);
        let next = powers(end + more);
        if more > 0 && next > 0 {
            end += more + next;
        }
    }
    if matches!(key.get(end), Some('多' | '余')) && !starts(key, end, "多元") && !starts(key, end, "多边") {
        end += 1;
        let more = powers(end);
        power += more;
        end += more;
    }
    Some(Amount { end, arabic, small: small && end == place + 1, power: power > 0, share: false })
}
