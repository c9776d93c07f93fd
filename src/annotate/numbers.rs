//! Numbers as texts write them: 5.2万亿, 百分之七, 一千六百, 1,200.

/// Length of the run of ASCII digits at a place.
pub(crate) fn digits(key: &[char], place: usize) -> usize {
    key.get(place..).unwrap_or_default().iter().take_while(|c| c.is_ascii_digit()).count()
}

/// A Chinese numeral, powers of ten included.
pub(crate) fn is_numeral(character: char) -> bool {
    "〇零一二三四五六七八九十百千万亿两廿".contains(character)
}

/// Length of the run of Chinese numerals at a place.
pub(crate) fn numerals(key: &[char], place: usize) -> usize {
    key.get(place..).unwrap_or_default().iter().take_while(|c| is_numeral(**c)).count()
}

/// Length of the number at a place: digits with separators and 万 亿, or Chinese numerals.
pub(crate) fn number(key: &[char], place: usize) -> usize {
    let mut at = place;
    let first = digits(key, at);
    if first == 0 {
        let whole = numerals(key, place);
        // 二点五五; 三点三十分 is an hour.
        let point = whole > 0 && key.get(place + whole) == Some(&'点');
        let behind = key.get(place + whole + 1..).unwrap_or_default();
        let part = behind.iter().take_while(|c| "〇零一二三四五六七八九".contains(**c)).count();
        let hour = matches!(behind.get(part), Some('十' | '百' | '千'));
        return if point && part > 0 && !hour { whole + 1 + part } else { whole };
    }
    at += first;
    while key.get(at) == Some(&',') && digits(key, at + 1) == 3 {
        at += 4;
    }
    if key.get(at) == Some(&'.') && digits(key, at + 1) > 0 {
        at += 1 + digits(key, at + 1);
    }
    at - place
}

/// The value of a number as written; `None` when it is no number.
///
/// Arabic digits with 万 亿, Chinese numerals, and percentages as their number.
///
/// ```
/// use yaodian::annotate::value_of;
/// assert_eq!(value_of("5.2万亿"), Some(5.2e12));
/// assert_eq!(value_of("一千六百"), Some(1600.0));
/// assert_eq!(value_of("二〇二五"), Some(2025.0));
/// ```
pub fn value_of(written: &str) -> Option<f64> {
    let chars: Vec<char> = written.chars().filter(|c| !c.is_whitespace() && *c != ',').map(crate::normalize::fold_char).collect();
    let count = number(&chars, 0);
    if count == 0 {
        return None;
    }
    let head: String = chars[..count].iter().collect();
    let Ok(mut value) = head.parse::<f64>() else { return decimal(&chars[..count]) };
    for power in &chars[count..] {
        match power {
            '十' => value *= 1e1,
            '百' => value *= 1e2,
            '千' => value *= 1e3,
            '万' => value *= 1e4,
            '亿' => value *= 1e8,
            '多' | '余' => {}
            _ => break,
        }
    }
    Some(value)
}

fn digit(character: char) -> Option<f64> {
    "〇零一二三四五六七八九".chars().position(|c| c == character).map(|index| if index == 0 { 0.0 } else { (index - 1) as f64 }).or(
        match character {
            '两' => Some(2.0),
            _ => None,
        },
    )
}

/// 二点五五
fn decimal(chars: &[char]) -> Option<f64> {
    let Some(point) = chars.iter().position(|c| *c == '点') else { return spelled(chars) };
    let part: String = chars[point + 1..].iter().filter_map(|c| digit(*c)).map(|value| format!("{value}")).collect();
    format!("{}.{part}", spelled(&chars[..point])?).parse().ok()
}

fn spelled(chars: &[char]) -> Option<f64> {
    if chars.iter().all(|c| digit(*c).is_some()) && chars.len() > 1 {
        return Some(chars.iter().fold(0.0, |value, c| value * 10.0 + digit(*c).unwrap_or(0.0)));
    }
    let (mut total, mut section, mut current) = (0.0, 0.0, 0.0);
    for &character in chars {
        if let Some(value) = digit(character) {
            current = value;
        } else {
            let unit = match character {
                '十' => 1e1,
                '百' => 1e2,
                '千' => 1e3,
                '廿' => {
                    section += 20.0;
                    current = 0.0;
                    continue;
                }
                '万' | '亿' => {
                    let power = if character == '万' { 1e4 } else { 1e8 };
                    section += current;
                    current = 0.0;
                    if section == 0.0 && total == 0.0 {
                        section = 1.0;
                    }
                    if section > 0.0 {
                        total += section * power;
                        section = 0.0;
                    } else {
                        total *= power;
                    }
                    continue;
                }
                _ => return None,
            };
            section += if current == 0.0 { 1.0 } else { current } * unit;
            current = 0.0;
        }
    }
    Some(total + section + current)
}

#[cfg(test)]
mod tests {
    use super::value_of;

    #[test]
    fn numbers_have_their_value() {
        for (written, value) in [
            ("1,200", 1200.0),
            ("3.5", 3.5),
            ("四百二十人", 420.0),
            ("十五", 15.0),
            ("两百", 200.0),
            ("二億元", 2e8),
            ("六十萬", 6e5),
            ("一百十二", 112.0),
            ("3万多", 3e4),
            ("万", 1e4),
            ("二点五五米", 2.55),
        ] {
            assert_eq!(value_of(written), Some(value), "{written}");
        }
    }
}
