//! The text that cues are matched in, and the pairs of characters that fitted weights speak of.
//!
//! Law: white space and letter case never count. Each Latin word stands between two marks, so that
//! a pattern can ask for the start of a word, and a short one (`ai`, `tax`) for the whole word.

use super::PointText;
use std::collections::{BTreeMap, BTreeSet};

/// Stands before each Latin word.
const OPEN: char = '\u{1}';
/// Stands after each Latin word.
const CLOSE: char = '\u{2}';
/// Stands for an end of line, where lines are kept.
pub(super) const BREAK: char = '¶';
/// What the words of the whole sentence count against those of the point.
const SENTENCE: f64 = 0.3;
/// What the words right before the point count against its own.
const BEFORE: f64 = 0.2;
/// Characters before the point whose words count.
pub(crate) const NEAR: usize = 60;
/// Latin letters up to which a cue must be the whole word.
const WHOLE: usize = 3;

/// The matching form of a folded text.
pub(super) fn matching(text: &str, keep_breaks: bool) -> String {
    let mut form = String::with_capacity(text.len() + 16);
    let mut in_word = false;
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            if !in_word {
                form.push(OPEN);
            }
            in_word = true;
            form.push(character.to_ascii_lowercase());
            continue;
        }
        if in_word {
            form.push(CLOSE);
            in_word = false;
        }
        match character {
            '\n' if keep_breaks => form.push(BREAK),
            '\'' | '"' | '`' | '-' | '_' | '/' | '&' | '(' | ')' | '[' | ']' | '*' => {}
            _ if character.is_whitespace() => {}
            _ => form.push(character),
        }
    }
    if in_word {
        form.push(CLOSE);
    }
    form
}

/// The matching form of a cue: open at its end where it ends with a longer Latin word.
pub(super) fn pattern(cue: &str) -> String {
    let mut form = matching(cue, false);
    let word = form.chars().rev().skip(1).take_while(|character| *character != OPEN).count();
    if form.ends_with(CLOSE) && word > WHOLE {
        form.pop();
    }
    form
}

/// Whether a matching form begins or ends with a pattern.
pub(super) fn begins(form: &str, pattern: &str) -> bool {
    form.starts_with(pattern)
}

/// Whether a matching form ends with a pattern, its last word open or not.
pub(super) fn ends(form: &str, pattern: &str) -> bool {
    form.ends_with(pattern) || form.strip_suffix(CLOSE).is_some_and(|form| form.ends_with(pattern))
}

/// Characters in a byte range that starts and ends on character boundaries.
pub(super) fn characters(form: &str, from: usize, to: usize) -> usize {
    let bytes = form.as_bytes().get(from..to).unwrap_or_default();
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// What fitted weights are looked up by: Chinese characters and their pairs, the first and last of
/// them (`^要`, `制度$`), English words and pairs of words. Digits are all `0`.
pub(super) fn grams(form: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let (mut words, mut word) = (Vec::new(), String::new());
    let (mut han, mut run): (Vec<char>, Vec<char>) = (Vec::new(), Vec::new());
    let mut inside = false;
    for character in form.chars() {
        match character {
            OPEN => inside = true,
            CLOSE => {
                inside = false;
                if word.contains('0') {
                    for letter in word.chars() {
                        if letter == '0' { run.push(letter) } else { flush(&mut run, &mut found) }
                    }
                } else if word.len() > 1 {
                    found.insert(word.clone());
                }
                words.push(std::mem::take(&mut word));
            }
            _ if inside => {
                let digit = character.is_ascii_digit();
                if !(digit && word.ends_with('0')) {
                    word.push(if digit { '0' } else { character });
                }
            }
            '\u{4e00}'..='\u{9fff}' | '%' => {
                run.push(character);
                if character != '%' {
                    han.push(character);
                }
            }
            _ => flush(&mut run, &mut found),
        }
    }
    flush(&mut run, &mut found);
    for pair in words.windows(2) {
        found.insert(pair.join(" "));
    }
    for length in 1..=2 {
        if han.len() >= 2 {
            found.insert(format!("^{}", han.iter().take(length).collect::<String>()));
            found.insert(format!("{}$", han.iter().skip(han.len() - length).collect::<String>()));
        }
    }
    found
}

/// The grams of a point itself.
pub(super) fn own_grams(point: &PointText<'_>) -> BTreeSet<String> {
    let mut found = grams(&matching(point.point, false));
    found.extend(word_grams(point.words[0]));
    found
}

/// Chinese words and pairs of neighbours: `=改革`, `=深化 改革`.
fn word_grams(words: &[String]) -> impl Iterator<Item = String> {
    words.iter().map(|word| format!("={word}")).chain(words.windows(2).map(|pair| format!("={}", pair.join(" "))))
}

/// What each gram of a point, of its sentence and of what stands right before it counts: those of one text
/// together the root of their number, so that a long one says no more than a short one. Where what is around
/// begins and ends says nothing.
pub(super) fn gram_values(point: &PointText<'_>) -> BTreeMap<String, f64> {
    let around = |text: &str, words: &[String]| {
        let mut found = grams(&matching(text, false));
        found.retain(|gram| !gram.starts_with('^') && !gram.ends_with('$'));
        found.extend(word_grams(words));
        found
    };
    let near = point.before.chars().count().saturating_sub(NEAR);
    let before: String = point.before.chars().skip(near).collect();
    let [_, sentence, words_before] = point.words;
    let parts = [(own_grams(point), 1.0), (around(point.sentence, sentence), SENTENCE), (around(&before, words_before), BEFORE)];
    let mut values = BTreeMap::new();
    for (found, share) in parts {
        let each = share / (found.len().max(1) as f64).sqrt();
        for gram in found {
            *values.entry(gram).or_insert(0.0) += each;
        }
    }
    values
}

/// Takes the characters of a run and their pairs.
fn flush(run: &mut Vec<char>, found: &mut BTreeSet<String>) {
    for length in 1..=2 {
        found.extend(run.windows(length).map(|part| part.iter().collect::<String>()));
    }
    run.clear();
}

#[cfg(test)]
mod tests {
    use super::{PointText, ends, gram_values, grams, matching, pattern};

    #[test]
    fn short_cues_are_whole_words_and_long_ones_begin_words() {
        let form = matching("The AI Office regulates airlines", false);
        assert!(form.contains(&pattern("ai")) && form.contains(&pattern("regulat")));
        assert!(form.contains(&pattern("AI office")));
        assert!(!matching("airlines", false).contains(&pattern("ai")));
        assert!(!matching("deregulation", false).contains(&pattern("regulat")));
        assert!(ends(&matching("build 5G", false), &pattern("5g")));
    }

    #[test]
    fn white_space_never_counts_in_chinese() {
        assert_eq!(matching("人工\n智能 ", false), "人工智能");
    }

    #[test]
    fn grams_are_pairs_and_ends() {
        let found = grams(&matching("增长5%左右", false));
        for gram in ["增长", "长0", "0%", "%左", "^增长", "左右$", "右"] {
            assert!(found.contains(gram), "{gram} in {found:?}");
        }
        assert!(grams(&matching("Submit a report", false)).contains("a report"));
    }

    #[test]
    fn words_around_count_less_than_those_of_the_point() {
        let values = gram_values(&PointText { point: "修路", sentence: "市政府要修路", before: "缺水", ..PointText::default() });
        assert!(values["修路"] > values["政府"] && values["政府"] > 0.0 && values["缺水"] > 0.0);
        assert!(values.contains_key("^修") && !values.contains_key("^市"));
    }
}
