//! Names as they are compared: compatibility forms resolved, white space, quotation marks and round
//! brackets left out, lower case. Folding is idempotent.
//!
//! Deliberately absent: the composition of a letter with a separate combining mark. Text that was
//! never normalized may hold such pairs; policy text does not.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::compatibility::COMPATIBILITY;

/// What is left out of a name before it is compared.
const MARKS: &str = "“”\"「」『』《》〈〉‘’'()（）";

/// Distance from a full-width form to its ASCII character.
const FULL_WIDTH: u32 = 0xFEE0;

/// White space as Python and the gold format see it: Unicode's, and the four separators of ASCII.
pub(crate) fn is_space(character: char) -> bool {
    character.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&character)
}

/// The text without white space.
pub(crate) fn strip(text: &str) -> Vec<char> {
    text.chars().filter(|character| !is_space(*character)).collect()
}

/// The form in which names of gold and graph are compared.
pub(crate) fn fold(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for character in name.chars() {
        match compatible(character) {
            Compatible::Itself => plain.push(character),
            Compatible::One(other) => plain.push(other),
            Compatible::Several(others) => plain.push_str(others),
        }
    }
    plain.retain(|character| !is_space(character) && !MARKS.contains(character));
    plain.to_lowercase()
}

enum Compatible {
    Itself,
    One(char),
    Several(&'static str),
}

fn compatible(character: char) -> Compatible {
    if character.is_ascii() {
        return Compatible::Itself;
    }
    if ('！'..='～').contains(&character) {
        return char::from_u32(character as u32 - FULL_WIDTH).map_or(Compatible::Itself, Compatible::One);
    }
    table().get(&character).map_or(Compatible::Itself, |others| Compatible::Several(others))
}

fn table() -> &'static BTreeMap<char, &'static str> {
    static TABLE: OnceLock<BTreeMap<char, &'static str>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = BTreeMap::new();
        for entry in COMPATIBILITY.split_whitespace() {
            let mut rest = entry.chars();
            if let Some(first) = rest.next() {
                table.insert(first, rest.as_str());
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_brackets_quotes_and_case_do_not_count() {
        assert_eq!(fold("《“人工智能＋”　行動》（ＡＩ）"), "人工智能+行動ai");
        assert_eq!(fold("﹁十五五﹂　Ⅱ ㎡ ①"), "十五五iim21");
        assert_eq!(fold("５．２％"), "5.2%");
    }

    #[test]
    fn folding_is_idempotent() {
        for character in table().keys() {
            let once = fold(&character.to_string());
            assert_eq!(fold(&once), once, "{character}");
        }
    }

    #[test]
    fn the_four_separators_of_ascii_are_white_space() {
        assert_eq!(strip("國\u{1c}家 \u{3000}\n方"), vec!['國', '家', '方']);
    }

    /// Every character of the scripts that policy text uses, side by side with Python's NFKC.
    #[test]
    fn single_characters_fold_as_in_python() {
        const PROGRAM: &str = "import json, re, sys, unicodedata\n\
            def fold(s):\n\
            \x20   s = unicodedata.normalize('NFKC', s)\n\
            \x20   return re.sub(r'[\\s“”\"「」『』《》〈〉‘’\\'()（）]', '', s).lower()\n\
            json.dump([fold(s) for s in json.load(sys.stdin)], sys.stdout)\n";
        // Spacing accents decompose into a space and a combining mark; these, voiced half-width kana
        // and letter-like Hebrew are left alone: no name in a policy text has them.
        let apart = |character: &char| "¨¯´¸˘˙˚˛˜˝ͺ΄΅‗‾ℵℶℷℸ\u{2adc}\u{ff9e}\u{ff9f}￣".contains(*character);
        let ranges = [
            0x20..=0x24F,
            0x370..=0x52F,
            0x2010..=0x2BFF,
            0x2E80..=0x303F,
            0x31A0..=0x9FFF,
            0xF900..=0xFAFF,
            0xFE10..=0xFE48,
            0xFF01..=0xFFEF,
            0x2_F800..=0x2_FA1D,
        ];
        let characters: Vec<char> = ranges.into_iter().flatten().filter_map(char::from_u32).filter(|c| !apart(c)).collect();
        let names: Vec<String> = characters.iter().map(char::to_string).collect();
        let Some(answer) = super::super::python::run(PROGRAM, &serde_json::json!(names)) else {
            return;
        };
        let expected: Vec<String> = serde_json::from_value(answer).unwrap();
        let wrong: Vec<String> = names
            .iter()
            .zip(expected)
            .filter(|(name, expected)| fold(name) != *expected)
            .map(|(name, expected)| format!("{name:?} {:?} {expected:?}", fold(name)))
            .collect();
        assert_eq!(wrong, Vec::<String>::new());
    }
}
