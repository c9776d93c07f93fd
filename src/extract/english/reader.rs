//! An English page as its rules read it: whole words, without regard to case.

use super::super::Page;
use crate::model::{Span, Text};

/// A page and its text in lower case, character for character.
pub(super) struct Reader<'a> {
    /// The page.
    pub(super) page: &'a Page<'a>,
    lower: Vec<char>,
    /// Nothing is numbered as sections or articles: somebody speaks.
    pub(super) speech: bool,
}

impl<'a> Reader<'a> {
    /// Reads a page.
    pub(super) fn new(page: &'a Page<'a>) -> Self {
        let lower = page.text.key.iter().map(|c| c.to_lowercase().next().unwrap_or(*c)).collect();
        let mut reader = Reader { page, lower, speech: false };
        let numbered = |start: usize| ["Sec.", "Arti", "Sect", "###"].iter().any(|head| page.text.starts_with(start, head));
        if !page.segments.blocks.iter().any(|block| numbered(block.span.start())) {
            let words: Vec<String> = reader.words(page.text.span()).into_iter().map(|word| reader.word(word)).collect();
            let count = |list: &[&str]| words.iter().filter(|word| list.contains(&word.as_str())).count();
            reader.speech = count(&["we", "our", "us", "i", "my"]) > count(&["shall", "may"]);
        }
        reader
    }

    /// The text of the page.
    pub(super) fn text(&self) -> &'a Text {
        self.page.text
    }

    /// A character in lower case.
    pub(super) fn key_at(&self, place: usize) -> Option<char> {
        self.lower.get(place).copied()
    }

    fn whole(&self, start: usize, end: usize) -> bool {
        let letter = |place: usize| self.lower.get(place).is_some_and(|c| c.is_alphanumeric());
        !(start > 0 && letter(start - 1) || letter(end))
    }

    /// Length of the longest word of a group that stands whole at a place, before `end`.
    pub(super) fn at(&self, group: &str, place: usize, end: usize) -> Option<usize> {
        let key = self.lower.get(..end)?;
        let length = self.page.codebook.cues.at(group, key, place)?;
        self.whole(place, place + length).then_some(length)
    }

    /// The first word of a group inside a span.
    pub(super) fn find(&self, group: &str, span: Span) -> Option<Span> {
        span.range().find_map(|at| self.at(group, at, span.end()).map(|length| Span::new(at, at + length)))
    }

    /// A word stands whole at a place.
    pub(super) fn says(&self, place: usize, word: &str) -> bool {
        let length = word.chars().count();
        self.lower.get(place..place + length).is_some_and(|key| key.iter().copied().eq(word.chars())) && self.whole(place, place + length)
    }

    /// The first place in a span at which a word stands whole.
    pub(super) fn place_of(&self, span: Span, word: &str) -> Option<usize> {
        let length = word.chars().count();
        span.range().find(|at| at + length <= span.end() && self.says(*at, word))
    }

    /// The words of a span, marks left out.
    pub(super) fn words(&self, span: Span) -> Vec<Span> {
        let mut words = Vec::new();
        let mut at = span.start();
        while at < span.end() {
            let length = self.lower[at..span.end()].iter().take_while(|c| is_word(**c)).count();
            if length > 0 {
                words.push(Span::new(at, at + length));
            }
            at += length.max(1);
        }
        words
    }

    /// A word in lower case.
    pub(super) fn word(&self, span: Span) -> String {
        self.lower.get(span.range()).unwrap_or_default().iter().collect()
    }

    /// The word that ends right before a place.
    pub(super) fn word_before(&self, place: usize, from: usize) -> String {
        let end = (from..place).rev().find(|at| is_word(self.lower[*at])).map_or(from, |at| at + 1);
        let start = (from..end).rev().take_while(|at| is_word(self.lower[*at])).last().unwrap_or(end);
        // A mark between the word and the place parts them.
        let parted = self.lower[end..place].iter().any(|c| matches!(c, ',' | ';' | ':' | '(' | ')'));
        if parted { String::new() } else { self.word(Span::new(start, end)) }
    }

    /// A directive verb in its base form, or a word that is one before a determiner.
    pub(super) fn verb_at(&self, place: usize, end: usize) -> bool {
        if self.at("english_verb", place, end).is_some() {
            return true;
        }
        let Some(length) = self.at("english_verb_or_noun", place, end) else { return false };
        let behind = place + length;
        self.key_at(behind) == Some(' ')
            && (self.at("english_determiner", behind + 1, end).is_some_and(|word| {
                !["of", "and", "or", "in", "to", "for", "from", "by", "at", "more"]
                    .contains(&self.word(Span::new(behind + 1, behind + 1 + word)).as_str())
            }) || self.text().key_at(behind + 1).is_some_and(char::is_uppercase))
    }

    /// A word that can be a directive verb, whatever follows it.
    pub(super) fn bare_verb_at(&self, place: usize, end: usize) -> bool {
        self.at("english_verb", place, end).is_some() || self.at("english_verb_or_noun", place, end).is_some()
    }

    /// A directive verb, with an adverb before it or not: "rapidly eliminate".
    pub(super) fn verb_phrase_at(&self, place: usize, end: usize) -> bool {
        if self.verb_at(place, end) {
            return true;
        }
        let length = self.lower.get(place..end).unwrap_or_default().iter().take_while(|c| is_word(**c)).count();
        let adverb = length > 4 && self.word(Span::new(place, place + length)).ends_with("ly");
        adverb && self.verb_at(place + length + 1, end)
    }

    /// Places of a span that stand outside brackets.
    pub(super) fn open_places(&self, span: Span) -> Vec<usize> {
        let mut depth = 0_usize;
        let mut places = Vec::new();
        for at in span.range() {
            match self.lower[at] {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ if depth == 0 => places.push(at),
                _ => {}
            }
        }
        places
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\'' | '’')
}
