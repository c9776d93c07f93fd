//! Word endings that tell what kind of thing a phrase names, from `lang/zh/tagger_cues.tsv`.
//! Cues are looked up on the matching key, longest ending first.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::normalize::fold_char;

/// A set of cue classes, as bits in the order of the file.
pub(crate) type CueSet = u32;

/// Longest ending of Chinese words that is looked up, in characters.
const LONGEST: usize = 4;

/// Cue classes by ending.
#[derive(Debug)]
pub(crate) struct Cues {
    classes: Vec<String>,
    /// Classes of words that stand beside the name of a person.
    beside_persons: CueSet,
    endings: HashMap<Vec<char>, CueSet>,
    /// Surnames of one character, and how longer ones begin.
    single: CharacterSet,
    openings: CharacterSet,
    /// The longer ones; sorted.
    compound: Vec<Vec<char>>,
}

impl Cues {
    /// The cues that the program carries.
    pub(crate) fn embedded() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(|| Self::parse(include_str!("../lang/zh/tagger_cues.tsv"), include_str!("../codebook/gazetteer/surnames.txt")))
    }

    fn parse(text: &str, surnames: &str) -> Self {
        let mut cues = Self {
            classes: Vec::new(),
            beside_persons: 0,
            endings: HashMap::new(),
            single: CharacterSet::default(),
            openings: CharacterSet::default(),
            compound: Vec::new(),
        };
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((class, endings)) = line.split_once('\t') else { continue };
            let bit = 1 << cues.classes.len();
            cues.classes.push(class.to_owned());
            for ending in endings.split(';').filter(|ending| !ending.is_empty()) {
                *cues.endings.entry(ending.chars().map(fold_char).collect()).or_default() |= bit;
            }
        }
        for line in surnames.lines().filter(|line| !line.starts_with('#')) {
            let name: Vec<char> = line.trim().chars().map(fold_char).collect();
            match name.as_slice() {
                [] => {}
                [one] => cues.single.insert(*one),
                [first, ..] => {
                    cues.openings.insert(*first);
                    cues.compound.push(name);
                }
            }
        }
        cues.compound.sort();
        cues.beside_persons = cues.class("post") | cues.class("person_cue") | cues.class("say");
        cues
    }

    /// Length of the surname that begins at a place of the key; 0 when there is none.
    pub(crate) fn surname(&self, key: &[char], start: usize) -> usize {
        let Some(&first) = key.get(start) else { return 0 };
        let known = |pair: &[char]| self.compound.binary_search_by(|known| known.as_slice().cmp(pair)).is_ok();
        if self.openings.contains(first) && key.get(start..start + 2).is_some_and(known) {
            return 2;
        }
        usize::from(self.single.contains(first))
    }

    /// The bit of a class; none when the file has no such class.
    pub(crate) fn class(&self, name: &str) -> CueSet {
        self.classes.iter().position(|class| class == name).map_or(0, |place| 1 << place)
    }

    /// Classes of words that stand beside the name of a person: posts, cues, verbs of saying.
    pub(crate) fn beside_persons(&self) -> CueSet {
        self.beside_persons
    }

    /// The classes of the longest known ending of a word (lower case, folded). Latin words only
    /// count as a whole.
    pub(crate) fn of(&self, word: &[char]) -> CueSet {
        if word.first().is_some_and(char::is_ascii_alphabetic) {
            return self.endings.get(word).copied().unwrap_or_default();
        }
        for length in (1..=LONGEST.min(word.len())).rev() {
            if let Some(set) = word.get(word.len() - length..).and_then(|ending| self.endings.get(ending)) {
                return *set;
            }
        }
        0
    }
}

/// Characters of the Basic Multilingual Plane, one bit each.
#[derive(Debug)]
struct CharacterSet(Vec<u64>);

impl Default for CharacterSet {
    fn default() -> Self {
        Self(vec![0; 0x1_0000 / 64])
    }
}

impl CharacterSet {
    fn insert(&mut self, character: char) {
        if let Some(word) = self.0.get_mut(character as usize / 64) {
            *word |= 1 << (character as usize % 64);
        }
    }

    fn contains(&self, character: char) -> bool {
        self.0.get(character as usize / 64).is_some_and(|word| word >> (character as usize % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Cues;

    #[test]
    fn the_longest_ending_decides() {
        let cues = Cues::embedded();
        let of = |word: &str| cues.of(&word.chars().collect::<Vec<char>>());
        assert_eq!(of("中央委员会") & cues.class("organization"), cues.class("organization"));
        assert_eq!(of("奥运会"), cues.class("event"));
        assert_eq!(of("的"), 0);
        let names: Vec<char> = "欧阳的".chars().collect();
        assert_eq!((cues.surname(&names, 0), cues.surname(&names, 2)), (2, 0));
    }
}
