//! Breaks a label into lines by the rules of Chinese typesetting and measures it.
//!
//! A line is at most so many ems wide: 1 for a full-width character, 0.55 for another. Best places
//! to break are after a mark, before 和 or 及, between verb and object, and at a space; a line never
//! starts with a closing mark nor ends with an opening one; never is a name, a quoted title, a
//! number with its unit or a Latin word cut, unless it alone is wider than a line.

use super::super::visible;
use crate::normalize::fold_char;
use crate::segment::Segmenter;

/// A label as lines, with the width of the widest.
pub(super) struct Wrapped {
    pub(super) lines: Vec<String>,
}

impl Wrapped {
    /// Width in ems.
    pub(super) fn width(&self) -> f64 {
        self.lines.iter().map(|line| ems(line)).fold(0.0, f64::max)
    }
}

/// Width of a text in ems.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

fn em(c: char) -> f64 {
    match unicode_width::UnicodeWidthChar::width(c).unwrap_or(0) {
        0 => 0.0,
        1 if matches!(c, '\u{2000}'..='\u{2bff}' | '·' | '×') => 1.0,
        1 if c.is_ascii_uppercase() || matches!(c, 'm' | 'w' | '%' | '@') => 0.72,
        1 => 0.55,
        _ => 1.0,
    }
}

/// Breaks a text into at most `most` lines of at most `width` ems; what does not fit is an ellipsis.
/// `whole` are strings that stay in one piece; `verb` is how many characters the verb ends after.
pub(super) fn wrap(text: &str, width: f64, most: usize, whole: &[String], verb: usize) -> Wrapped {
    let text: String = text.chars().map(|c| visible(c).unwrap_or_else(|| c.to_string())).collect();
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let costs = break_costs(&chars, whole, verb);
    let full = fit(&chars, &costs, width, most);
    if let Some((cost, lines)) = &full
        && *cost < FORBIDDEN
    {
        return Wrapped { lines: lines.clone() };
    }
    // Leaving out the end is better than cutting a word, unless little would be left.
    let room = (width * most as f64 / 0.55) as usize;
    let mut worst = full;
    for end in (1..=chars.len().min(room)).rev() {
        if end < chars.len() && costs[end] >= FORBIDDEN {
            continue;
        }
        let mut kept: Vec<char> = chars[..end].to_vec();
        while kept.last().is_some_and(|c| opens(*c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '：' | ' ')) {
            kept.pop();
        }
        kept.push('…');
        match fit(&kept, &break_costs(&kept, whole, verb), width, most) {
            Some((cost, lines)) if cost < FORBIDDEN && (worst.is_none() || lines.len() * 2 >= most) => return Wrapped { lines },
            found => worst = worst.or(found),
        }
    }
    worst.or_else(|| cut_anywhere(&chars, width, most)).map_or(Wrapped { lines: Vec::new() }, |(_, lines)| Wrapped { lines })
}

/// One word wider than all lines: its beginning.
fn cut_anywhere(chars: &[char], width: f64, most: usize) -> Option<(f64, Vec<String>)> {
    (1..chars.len()).rev().find_map(|end| {
        let kept: Vec<char> = chars[..end].iter().copied().chain(['…']).collect();
        fit(&kept, &vec![ANYWHERE; kept.len() + 1], width, most)
    })
}

/// A break where nothing speaks for one.
const ANYWHERE: f64 = 12.0;
/// A break that only a line too long for anything else may take.
const FORBIDDEN: f64 = 1000.0;
/// A break that no line may take: it would start with a closing mark or end with an opening one.
const NEVER: f64 = 1_000_000.0;

/// What a break before each character costs; 0 at the best places.
fn break_costs(chars: &[char], whole: &[String], verb: usize) -> Vec<f64> {
    let mut costs = vec![ANYWHERE; chars.len() + 1];
    for at in 1..chars.len() {
        let (before, after) = (chars[at - 1], chars[at]);
        costs[at] = if closes(after) || opens(before) {
            NEVER
        } else if before == '–' && number(after) {
            FORBIDDEN
        } else if before == ' ' || matches!(before, '、' | '，' | '；' | '。' | '：' | '！' | '？' | ',' | ';') {
            0.0
        } else if opens(after) || closes(before) {
            1.0
        } else if at == verb || matches!(after, '和' | '及' | '與' | '与' | '並' | '并') {
            1.5
        } else if matches!(before, '的' | '和' | '及' | '·') {
            2.0
        } else if after == ' '
            || latin(before) && latin(after)
            || number(after) && matches!(before, '第' | '約' | '约' | '近' | '到' | '至')
        {
            FORBIDDEN
        } else {
            ANYWHERE
        };
    }
    let mut counted = false;
    for at in 0..chars.len() {
        let unit = counted && UNITS.contains(chars[at]);
        if unit && costs[at] < FORBIDDEN {
            costs[at] = FORBIDDEN;
        }
        counted = number(chars[at]) || unit;
    }
    for at in inside_words(chars) {
        if costs[at] > 0.0 {
            costs[at] += 40.0;
        }
    }
    let mut depth = 0_usize;
    for at in 0..chars.len() {
        if depth > 0 && costs[at] < FORBIDDEN {
            costs[at] += FORBIDDEN / 8.0;
        }
        match chars[at] {
            '「' | '『' | '“' | '《' | '〔' => depth += 1,
            '」' | '』' | '”' | '》' | '〕' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    for name in whole {
        let name: Vec<char> = name.chars().collect();
        if name.len() < 2 || name.len() > chars.len() {
            continue;
        }
        for start in 0..=chars.len() - name.len() {
            if chars[start..].starts_with(&name) {
                for cost in &mut costs[start + 1..start + name.len()] {
                    *cost = cost.max(FORBIDDEN / 8.0);
                }
            }
        }
    }
    costs
}

/// Places inside a word of Chinese.
fn inside_words(chars: &[char]) -> Vec<usize> {
    if !chars.iter().any(|c| em(*c) >= 1.0) {
        return Vec::new();
    }
    let key: String = chars.iter().map(|c| fold_char(*c)).collect();
    let mut found = Vec::new();
    let mut start = 0;
    for tagged in Segmenter::new().jieba().tag(&key, true) {
        let end = start + tagged.word.chars().count();
        found.extend(start + 1..end.min(chars.len()));
        start = end;
    }
    found
}

/// What a number is not parted from.
const UNITS: &str =
    "十百千萬万億亿兆餘余多個个百分點点元人次年月日時时分秒項项座條条家所張张公里噸吨平方米畝亩級级名周天號号倍股支件度以上";

fn closes(c: char) -> bool {
    matches!(
        c,
        '、' | '，'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '」'
            | '』'
            | '”'
            | '’'
            | '》'
            | '〉'
            | '）'
            | '】'
            | '〕'
            | '…'
            | '·'
            | '％'
            | '%'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '℃'
            | '–'
    )
}

fn opens(c: char) -> bool {
    matches!(c, '「' | '『' | '“' | '‘' | '《' | '〈' | '（' | '【' | '〔' | '(' | '[')
}

fn latin(c: char) -> bool {
    c.is_alphanumeric() && em(c) < 1.0 || matches!(c, '-' | '\'' | '_' | '/')
}

fn number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The cheapest way to break all of it into at most `most` lines: marks first, then even lines.
fn fit(chars: &[char], costs: &[f64], width: f64, most: usize) -> Option<(f64, Vec<String>)> {
    let length = chars.len();
    // best[lines][end]: cost and where the last line starts.
    let mut best = vec![vec![None::<(f64, usize)>; length + 1]; most + 1];
    best[0][0] = Some((0.0, 0));
    for lines in 1..=most {
        for end in 1..=length {
            let mut wide = 0.0;
            for start in (0..end).rev() {
                if !(chars[start] == ' ' && wide == 0.0) {
                    wide += em(chars[start]);
                }
                if wide > width + 1e-9 {
                    break;
                }
                let Some((before, _)) = best[lines - 1][start] else { continue };
                let at_break = if end == length { 0.0 } else { costs[end] };
                if at_break >= NEVER {
                    continue;
                }
                let slack = (width - wide) / width;
                let cost = before + at_break + slack * slack * 8.0;
                if best[lines][end].is_none_or(|(known, _)| cost < known) {
                    best[lines][end] = Some((cost, start));
                }
            }
        }
    }
    // A line more must earn its place.
    let lines = (1..=most).filter(|lines| best[*lines][length].is_some()).min_by(|left, right| {
        let cost = |lines: usize| best[lines][length].map_or(f64::MAX, |(cost, _)| cost + 7.0 * lines as f64);
        cost(*left).total_cmp(&cost(*right))
    })?;
    let (cost, _) = best[lines][length]?;
    let mut found = Vec::new();
    let mut end = length;
    for line in (1..=lines).rev() {
        let (_, start) = best[line][end]?;
        found.push(chars[start..end].iter().collect::<String>().trim().to_owned());
        end = start;
    }
    found.reverse();
    Some((cost, found))
}

#[cfg(test)]
mod tests {
    use super::{ems, wrap};

    fn lines(text: &str, whole: &[&str]) -> Vec<String> {
        let whole: Vec<String> = whole.iter().map(|name| (*name).to_owned()).collect();
        wrap(text, 10.0, 3, &whole, 0).lines
    }

    #[test]
    fn breaks_stand_after_marks_and_never_before_them() {
        assert_eq!(lines("構建技術監測、風險預警、應急響應體系", &[]), ["構建技術監測、", "風險預警、", "應急響應體系"]);
        for line in lines("開展「十萬人才回流計劃」，建設平台。", &[]) {
            assert!(!line.starts_with(['」', '，', '。']), "{line}");
            assert!(ems(&line) <= 10.0, "{line}");
        }
    }

    #[test]
    fn a_number_keeps_its_unit_and_a_name_stays_whole() {
        assert!(lines("力爭數據中心總規模達到3500億元", &[]).iter().any(|line| line.contains("3500億元")));
        assert!(lines("全面提升粵港澳大灣區市場一體化", &["粵港澳大灣區"]).iter().any(|line| line.contains("粵港澳大灣區")));
    }

    #[test]
    fn a_word_is_left_out_before_it_is_cut() {
        let text = "established within the Office of Management and Budget";
        let wrapped = lines(text, &[]);
        assert_eq!(wrapped.len(), 3);
        for word in wrapped.iter().flat_map(|line| line.split(' ')) {
            assert!(text.split(' ').any(|whole| whole == word.trim_end_matches('…')), "{word}");
        }
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let wrapped = wrap(&"推動高質量發展".repeat(9), 10.0, 3, &[], 0);
        assert_eq!(wrapped.lines.len(), 3);
        assert!(wrapped.lines[2].ends_with('…'));
        assert!(wrapped.width() <= 10.0);
        assert!(wrap("", 10.0, 3, &[], 0).lines.is_empty());
        assert!(wrap(&"x".repeat(500), 10.0, 3, &[], 0).lines[2].ends_with('…'));
    }
}
