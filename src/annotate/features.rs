//! What the tagger sees at each character: the key around it, the words, known names, cues, quotes.
//!
//! Everything is read from the folded key, so Traditional and Simplified give the same features.

use super::characters::{class_of, plain, shape_of};
use super::cues::{CueSet, Cues};
use super::number_run::NumberRun;
use super::ruled::Ruled;
use crate::learn::{Feature, Gate, GateFeatures, LabelSet, Sequence};

/// A word of the segmenter: characters of the key, half-open, and its part of speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Part of speech, see [`part_of_speech`].
    pub tag: u32,
}

/// A known name that was found in the key: characters, half-open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NameHit {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Number of its entity type.
    pub kind: u8,
    /// Whether the name often means something else.
    pub ambiguous: bool,
}

/// What a rule or gazetteer proposes: characters, half-open, its type and the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// Number of its entity type.
    pub kind: u8,
    /// The rule, as a number, see [`rule_code`].
    pub rule: u32,
    /// How often the rules find this name in the text.
    pub count: u32,
}

/// What the tagger is told of one sentence.
#[derive(Debug, Clone, Default)]
pub struct Sight {
    /// The folded key.
    pub key: Vec<char>,
    /// Its words; they tile the key.
    pub words: Vec<Word>,
    /// Known names in it.
    pub names: Vec<NameHit>,
    /// What the rules say; no two overlap.
    pub proposals: Vec<Proposal>,
}

/// A rule's name as a number.
pub fn rule_code(rule: &str) -> u32 {
    rule.bytes().fold(0x811C_9DC5, |code, byte| (code ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// A part of speech of the segmenter (`nr`, `ns`, `v` …) as a number.
pub fn part_of_speech(tag: &str) -> u32 {
    tag.bytes().take(3).fold(0, |code, byte| code << 8 | u32::from(byte))
}

/// Names of the feature templates, in the order of their numbers.
pub const TEMPLATES: &[&str] = &[
    "character",
    "character[-1]",
    "character[+1]",
    "characters[-1,0]",
    "characters[0,+1]",
    "classes[-2..+2]",
    "word",
    "word[-1]",
    "word[+1]",
    "speech[-1..+1]",
    "surname and title",
    "punctuation before",
    "punctuation after",
    "shape",
    "ending",
    "word and shape",
    "known name",
    "known name before and after",
    "quoted",
    "quoted, its last word",
    "quoted, word after",
    "title marks",
    "heading",
    "number and unit",
    "speech",
    "last character of the word",
    "rule",
    "rule and word",
    "rule, word before",
    "rule, word after",
    "rule, its length and ending",
    "rule before and after",
    "rule, how often",
    "last two characters of the word",
];

pub(super) const NONE: u64 = 0xFFFF_FFFF;

#[derive(Debug)]
pub(super) struct Seen {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) code: u64,
    tag: u32,
    shape: u8,
    pub(super) last: u64,
    ending: u64,
    punctuation: bool,
}

#[derive(Clone, Copy, Default)]
struct Quote {
    place: u8,
    length: u8,
    last: usize,
}

/// What is seen of a sentence before its features are written, in memory that is used again from sentence to
/// sentence.
#[derive(Debug, Default)]
pub(crate) struct Look {
    codes: Vec<u64>,
    classes: Vec<u64>,
    seen: Vec<Seen>,
    marks: Vec<u64>,
    after: Vec<(u64, u64)>,
    shared: Vec<Feature>,
}

impl Look {
    fn at(&mut self, Sight { key, words, names, .. }: &Sight) {
        self.codes.clear();
        self.codes.extend(key.iter().map(|&character| plain(character)));
        self.classes.clear();
        self.classes.extend(self.codes.iter().map(|&code| class_of(code)));
        look_at_words(key, words, (&self.codes, &self.classes), &mut self.seen);
        mark_names(key.len(), names, &mut self.marks);
    }
}

/// Appends one position a character to `sequence`. All labels are allowed, but that a word which the
/// gate knows is outside every name.
pub fn observe(sight: &Sight, gate: Option<&Gate>, sequence: &mut Sequence) {
    observe_with(sight, gate, &mut Look::default(), sequence);
}

/// The same in memory that is used again.
pub(crate) fn observe_with(sight: &Sight, gate: Option<&Gate>, look: &mut Look, sequence: &mut Sequence) {
    look.at(sight);
    let Look { codes, classes, seen, marks, after, shared } = look;
    let (codes, classes, seen, marks) = (codes.as_slice(), classes.as_slice(), seen.as_slice(), marks.as_slice());
    let key = sight.key.as_slice();
    let cues = Cues::embedded();
    let ruled = Ruled::new(key.len(), seen, &sight.proposals);
    let quotes = quotes_of(key, seen, '“', '”');
    let titles = quotes_of(key, seen, '《', '》');
    let heading = heading_of(seen, key, cues);
    punctuation_after(seen, after);
    let mut before = (NONE, 0u64);
    let mut number = NumberRun::default();
    for (index, word) in seen.iter().enumerate() {
        if gate.is_some_and(|gate| asked(word, &ruled) && gate.closes(&gate_features(seen, index, evidence(word, marks, &quotes, &titles))))
        {
            for _ in word.start..word.end {
                sequence.close(LabelSet::only(0));
            }
            pass(word, &mut before);
            continue;
        }
        word_features(seen, index, key, cues, (before, after[index]), shared);
        for place in word.start..word.end {
            let bies = place_in(place, word.start, word.end);
            character_features(codes, classes, place, sequence);
            sequence.extend(shared.iter().map(|feature| feature.at_place(bies)));
            let mark = marks[place];
            if mark != 0 {
                sequence.feature(Feature::placed(16, mark, 0));
            }
            let left = word.start.checked_sub(1).map_or(0, |place| marks[place]);
            let right = marks.get(word.end).copied().unwrap_or(0);
            if left != 0 || right != 0 {
                sequence.feature(Feature::placed(17, left << 16 | right, bies));
            }
            ruled.features(word, place, bies, sequence);
            let quote = |quotes: &[Quote]| quotes.get(place).copied().unwrap_or_default();
            quote_features(seen, (key, cues), quote(&quotes), quote(&titles), sequence);
            if let Some(value) = heading {
                let edge = u64::from(place == 0) | u64::from(index < 3) << 1;
                sequence.feature(Feature::placed(22, value << 4 | edge << 2 | bies, 0));
            }
            if let Some(value) = number.at(key, (codes, classes), place) {
                sequence.feature(Feature::placed(23, value, 0));
            }
            sequence.close(LabelSet::ALL);
        }
        pass(word, &mut before);
    }
}

fn pass(word: &Seen, before: &mut (u64, u64)) {
    if word.punctuation {
        *before = (word.code, 0);
    } else {
        before.1 += 1;
    }
}

/// What the gate sees of a word.
fn gate_features(seen: &[Seen], index: usize, evidence: u64) -> GateFeatures {
    let near = |offset: isize| index.checked_add_signed(offset).and_then(|place| seen.get(place));
    let code = |offset: isize| near(offset).map_or(NONE, |word| word.code);
    let tag = |offset: isize| near(offset).map_or(NONE, |word| u64::from(word.tag));
    let word = &seen[index];
    let length = (word.end - word.start).min(4) as u64;
    [
        word.code,
        code(-1),
        code(1),
        join(code(-1), word.code),
        join(word.code, code(1)),
        join(join(tag(-1), tag(0)), tag(1)),
        join(word.last, tag(0)),
        join(tag(0), length),
        join(near(-1).map_or(NONE, |word| word.last), tag(0)),
        join(join(tag(-2), tag(-1)), tag(0)),
        evidence,
        join(evidence, word.code),
    ]
}

/// What speaks for a name at a word, besides the rules: a known name, quotation marks, title marks.
fn evidence(word: &Seen, marks: &[u64], quotes: &[Quote], titles: &[Quote]) -> u64 {
    let place = |quotes: &[Quote]| quotes.get(word.start).map_or(0, |quote| u64::from(quote.place));
    marks[word.start] << 16 ^ marks[word.end - 1] << 32 ^ place(quotes) << 4 ^ place(titles)
}

/// Whether no rule speaks for a name at a word: then the gate is asked.
fn asked(word: &Seen, ruled: &Ruled<'_>) -> bool {
    (word.start..word.end).all(|place| !ruled.covers(place))
}

/// The words of a sentence as a gate sees them, and whether it would be asked about them.
pub fn gate_words(sight: &Sight) -> Vec<(GateFeatures, bool, Word)> {
    let mut look = Look::default();
    look.at(sight);
    let Look { seen, marks, .. } = &look;
    let ruled = Ruled::new(sight.key.len(), seen, &sight.proposals);
    let quotes = quotes_of(&sight.key, seen, '“', '”');
    let titles = quotes_of(&sight.key, seen, '《', '》');
    let evidence = |index: usize| evidence(&seen[index], marks, &quotes, &titles);
    let words = sight.words.iter().enumerate();
    words.map(|(index, word)| (gate_features(seen, index, evidence(index)), asked(&seen[index], &ruled), *word)).collect()
}

fn character_features(codes: &[u64], classes: &[u64], place: usize, sequence: &mut Sequence) {
    let at = |offset: isize| place.checked_add_signed(offset).and_then(|place| codes.get(place)).copied().unwrap_or(NONE);
    let (left, here, right) = (at(-1), at(0), at(1));
    let kinds =
        (0..5).fold(0, |sum, offset| sum << 4 | (place + offset).checked_sub(2).and_then(|place| classes.get(place)).copied().unwrap_or(7));
    let values = [(0, here), (1, left), (2, right), (3, left << 21 ^ here), (4, here << 21 ^ right), (5, kinds)];
    sequence.extend(values.into_iter().map(|(template, value)| Feature::placed(template, value, value)));
}

/// The features that all characters of a word share, but for their place in it.
fn word_features(
    seen: &[Seen],
    index: usize,
    key: &[char],
    cues: &Cues,
    (before, after): ((u64, u64), (u64, u64)),
    features: &mut Vec<Feature>,
) {
    let word = &seen[index];
    let near = |offset: isize| index.checked_add_signed(offset).and_then(|place| seen.get(place));
    let code = |offset: isize| near(offset).map_or(NONE, |word| word.code);
    let tag = |offset: isize| near(offset).map_or(NONE, |word| u64::from(word.tag));
    let shape = |offset: isize| near(offset).map_or(15, |word| u64::from(word.shape));
    features.clear();
    let mut add = |template, value| features.push(Feature::placed(template, value, 0));
    for (template, value) in [
        (6, word.code),
        (7, code(-1)),
        (8, code(1)),
        (9, join(join(tag(-1), tag(0)), tag(1))),
        (24, tag(0)),
        (25, word.last),
        (11, join(before.0, before.1.min(3))),
        (12, join(after.0, after.1.min(3))),
    ] {
        add(template, value);
    }
    if word.end - word.start > 2 {
        add(33, word.ending);
    }
    let surname = cues.surname(key, word.start);
    if surname > 0 {
        let next = near(1).map_or(0, |word| cue_of(key, word, cues) & cues.beside_persons());
        let previous = near(-1).map_or(0, |word| cue_of(key, word, cues) & cues.beside_persons());
        let length = (word.end - word.start).min(4) as u64;
        add(10, join(u64::from(next) << 32 | u64::from(previous), (surname as u64) << 8 | length));
    }
    if word.shape < 8 {
        add(13, shape(-2) << 12 | shape(-1) << 8 | shape(0) << 4 | shape(1));
        add(14, word.ending);
        add(15, join(word.code, shape(0)));
    }
}

fn quote_features(seen: &[Seen], (key, cues): (&[char], &Cues), quote: Quote, title: Quote, sequence: &mut Sequence) {
    if quote.place != 0 {
        let place = u64::from(quote.place);
        sequence.feature(Feature::placed(18, place << 8 | u64::from(quote.length), 0));
        let last = seen.get(quote.last).map_or(NONE, |word| join(u64::from(cue_of(key, word, cues)), word.last));
        sequence.feature(Feature::placed(19, last << 3 | place, 0));
        let next = seen.get(quote.last + 2).map_or(NONE, |word| word.code);
        sequence.feature(Feature::placed(20, next << 3 | place, 0));
    }
    if title.place != 0 {
        sequence.feature(Feature::placed(21, u64::from(title.place), 0));
    }
}

fn look_at_words(key: &[char], words: &[Word], (codes, classes): (&[u64], &[u64]), seen: &mut Vec<Seen>) {
    let look = |word: &Word| {
        let text = &key[word.start..word.end];
        let (codes, classes) = (&codes[word.start..word.end], &classes[word.start..word.end]);
        let code = codes.iter().copied().fold(text.len() as u64, join);
        let last = codes.last().copied().unwrap_or(NONE);
        let ending = codes.iter().rev().copied().take(if text[0].is_ascii_alphabetic() { 3 } else { 2 }).fold(0, join);
        let punctuation = classes.iter().all(|&class| class >= 8);
        let chinese = classes.iter().all(|&class| class == 0) && !text[0].is_ascii();
        let shape = if chinese { 8 } else { shape_of(text) };
        Seen { start: word.start, end: word.end, code, tag: word.tag, shape, last, ending, punctuation }
    };
    seen.clear();
    seen.extend(words.iter().map(look));
}

fn cue_of(key: &[char], word: &Seen, cues: &Cues) -> CueSet {
    let text = &key[word.start..word.end];
    if word.punctuation {
        0
    } else if text.iter().any(char::is_ascii_uppercase) {
        cues.of(&text.iter().map(char::to_ascii_lowercase).collect::<Vec<char>>())
    } else {
        cues.of(text)
    }
}

/// For every character the known name that covers it: place in it, type, certainty.
fn mark_names(length: usize, hits: &[NameHit], marks: &mut Vec<u64>) {
    marks.clear();
    marks.resize(length, 0);
    for hit in hits {
        for (place, mark) in marks.iter_mut().enumerate().take(hit.end).skip(hit.start) {
            let bies = place_in(place, hit.start, hit.end);
            *mark = 1 << 12 | u64::from(hit.kind) << 4 | u64::from(hit.ambiguous) << 2 | bies;
        }
    }
}

/// For every character where it stands between an opening and a closing mark; empty where there is no mark.
fn quotes_of(key: &[char], seen: &[Seen], open: char, close: char) -> Vec<Quote> {
    if !key.contains(&open) {
        return Vec::new();
    }
    let mut quotes = vec![Quote::default(); key.len()];
    let mut opened: Option<usize> = None;
    for (index, word) in seen.iter().enumerate() {
        for (place, &character) in key.iter().enumerate().take(word.end).skip(word.start) {
            if character == open {
                opened = Some(place);
            }
            let Some(start) = opened.take_if(|_| character == close) else { continue };
            let quote = Quote { place: 0, length: ((place - start).min(24) / 3) as u8, last: index.saturating_sub(1) };
            for (inside, target) in quotes.iter_mut().enumerate().take(place + 2).skip(start) {
                let edge = match inside {
                    _ if inside == start => 1,
                    _ if inside == start + 1 => 2,
                    _ if inside + 1 == place => 3,
                    _ if inside == place => 4,
                    _ if inside == place + 1 => 6,
                    _ => 5,
                };
                *target = Quote { place: edge, ..quote };
            }
        }
    }
    quotes
}

/// A sequence without final punctuation may be a heading or a title: what its last word says.
fn heading_of(seen: &[Seen], key: &[char], cues: &Cues) -> Option<u64> {
    let last = seen.iter().rev().find(|word| word.code != NONE)?;
    let first = seen.first()?;
    (!last.punctuation).then(|| join(u64::from(cue_of(key, last, cues)), u64::from(first.tag)))
}

/// For every word the next punctuation at or after it, and how many words away it is.
fn punctuation_after(seen: &[Seen], after: &mut Vec<(u64, u64)>) {
    let mut next = (NONE, 0);
    after.clear();
    after.extend(seen.iter().rev().map(|word| {
        let found = next;
        next = if word.punctuation { (word.code, 0) } else { (next.0, next.1 + 1) };
        found
    }));
    after.reverse();
}

/// 0 alone, 1 first, 2 inside, 3 last.
pub(super) fn place_in(place: usize, start: usize, end: usize) -> u64 {
    match (place == start, place + 1 == end) {
        (true, true) => 0,
        (true, false) => 1,
        (false, false) => 2,
        (false, true) => 3,
    }
}

pub(super) fn join(left: u64, right: u64) -> u64 {
    (left.rotate_left(23) ^ right).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}
