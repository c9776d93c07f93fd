//! What the model of predicates sees of each word of a statement: the word and its neighbours, parts of speech, the
//! cues that begin there, whose phrase it stands in, and how the rules would read on from there.
//!
//! Law: the words lie in the statement, in the order of the text, and do not overlap.

use super::Page;
use super::predicate::Reader;
use crate::learn::{Feature, LabelSet, Sequence, template_number};
use crate::model::{PolicyPoint, Span};

/// What each feature observes, in the order of its number.
pub(crate) const TEMPLATES: &[&str] = &[
    "bias",
    "word",
    "words",
    "part of speech",
    "parts of speech",
    "ending",
    "opening",
    "phrase",
    "cue",
    "cue around",
    "place",
    "reading",
    "length",
    "modal",
    "attribute",
    "rule",
];

/// Groups of cue words that tell verbs from what stands around them.
const GROUPS: &[&str] = &[
    "directive_verb",
    "governing_verb",
    "disposal_verb",
    "plain_verb",
    "single_verb",
    "light_verb",
    "leading_verb",
    "hastening_verb",
    "adverb",
    "adverb_or_verb",
    "preposition",
    "noun_building_verb",
    "topic_noun",
    "verb_compound",
    "sorting_phrase",
];

/// A word, with what is said of it.
pub(super) struct Word {
    pub(super) span: Span,
    text: String,
    tag: &'static str,
    /// Numbers that stand for both.
    number: u64,
    part_of_speech: u64,
    /// In whose phrase it stands: of who acts, a condition, means, purpose, deadline; `-` in none.
    phrase: char,
    /// Numbers of the groups of cues that begin here.
    cues: Vec<u8>,
    /// How the rules would read what begins here: a verb of so many characters, …
    verb: usize,
    /// … an adverb, …
    adverb: bool,
    /// … part of a phrase, or the place behind phrases where the verb should stand.
    behind: char,
    /// Before, in or behind the cue of the modal; `-` where the statement has none.
    modal: char,
    /// What the rules propose: A and a, where an aim begins and goes on; B and b, an object; `-` neither.
    rule: char,
}

impl Word {
    /// The dictionary or the codebook has it as a verb, or as a word that says how something is.
    pub(super) fn may_be_verb(&self) -> bool {
        let described = self.tag.starts_with(['a', 'i', 'l', 'z', 'd']) && self.span.len() >= 2;
        self.verb > 0 || self.tag.starts_with('v') || described || !self.cues.is_empty()
    }
}

/// The words of a statement; a word is cut where what the rules propose, the cue of the modal or the name of who acts
/// begins or ends.
pub(super) fn words(page: &Page<'_>, point: &PolicyPoint) -> Vec<Word> {
    let text = page.text;
    let known = [point.aim, point.object, point.cue].into_iter().flatten().chain(point.actors.iter().map(|actor| actor.span));
    let cuts: Vec<usize> = known.flat_map(|span| [span.start(), span.end()]).collect();
    let key = &text.key[..point.span.end()];
    let modal = modal(point);
    let mut words = Vec::new();
    for token in page.segments.tokens_in(point.span) {
        let (start, end) = (token.span.start().max(point.span.start()), token.span.end().min(point.span.end()));
        let mut ends: Vec<usize> = cuts.iter().copied().filter(|cut| *cut > start && *cut < end).chain([end]).collect();
        ends.sort_unstable();
        ends.dedup();
        let mut start = start;
        for end in ends {
            let span = Span::new(start, end);
            start = end;
            if text.key(span).iter().all(|c| c.is_whitespace()) {
                continue;
            }
            let begins = |group: &str| page.codebook.cues.at(group, key, span.start()).is_some_and(|length| length >= span.len().min(2));
            let surface = text.key_slice(span);
            words.push(Word {
                span,
                number: number(&surface),
                part_of_speech: number(token.tag),
                text: surface,
                tag: token.tag,
                phrase: phrase(point, span),
                cues: (0_u8..).zip(GROUPS).filter(|(_, group)| begins(group)).map(|(number, _)| number).collect(),
                verb: 0,
                adverb: false,
                behind: '-',
                modal: modal.map_or('-', |cue| {
                    if span.end() <= cue.start() {
                        '<'
                    } else if span.start() >= cue.end() {
                        '>'
                    } else {
                        '='
                    }
                }),
                rule: proposed(point, span),
            });
        }
    }
    readings(page, point, &mut words);
    words
}

/// The cue of the modal, where it stands in the statement and is not its verb.
pub(super) fn modal(point: &PolicyPoint) -> Option<Span> {
    point.cue.filter(|cue| Some(*cue) != point.aim && point.span.contains(*cue))
}

/// What the rules propose for a word.
fn proposed(point: &PolicyPoint, word: Span) -> char {
    let part = |of: Option<Span>, first: char, more: char| {
        of.filter(|of| of.contains(word)).map(|of| if of.start() == word.start() { first } else { more })
    };
    part(point.aim, 'A', 'a').or_else(|| part(point.object, 'B', 'b')).unwrap_or('-')
}

/// In whose phrase a word stands.
fn phrase(point: &PolicyPoint, word: Span) -> char {
    let inside = |spans: &[Span]| spans.iter().any(|span| span.contains(word));
    if point.actors.iter().any(|actor| actor.span.contains(word)) {
        'w'
    } else if inside(&point.conditions) {
        'c'
    } else if inside(&point.means) {
        'm'
    } else if inside(&point.purposes) {
        'p'
    } else if inside(&point.due) {
        't'
    } else {
        '-'
    }
}

/// How the rules would read on from each word: from the start, from each comma, from behind the modal and who acts.
fn readings(page: &Page<'_>, point: &PolicyPoint, words: &mut [Word]) {
    let (text, span) = (page.text, point.span);
    let reader = Reader { page, start: span.start(), end: span.end(), agent: None, more: false };
    let mut starts = vec![('l', span.start())];
    starts.extend(words.iter().filter(|word| word.text == "，").map(|word| ('l', word.span.end())));
    starts.extend(modal(point).map(|cue| ('m', cue.end())));
    starts.extend(point.actors.iter().filter(|actor| span.contains(actor.span)).map(|actor| ('w', actor.span.end())));
    let (mut covered, mut landings) = (Vec::new(), Vec::new());
    for (kind, start) in starts {
        let comma = (start..span.end()).find(|at| text.key[*at] == '，').unwrap_or(span.end());
        let mut phrases = Vec::new();
        landings.push((kind, reader.phrases_at(start, comma, &mut phrases)));
        covered.extend(phrases.into_iter().map(|phrase| phrase.span));
    }
    for word in words {
        let at = word.span.start();
        word.verb = reader.aim(at, true).map_or(0, Span::len);
        word.adverb = reader.adverb(at, reader.end).is_some();
        let landing = landings.iter().rev().find(|(_, place)| *place == at).map(|(kind, _)| *kind);
        let inside = covered.iter().any(|phrase: &Span| phrase.start() <= at && at < phrase.end());
        word.behind = landing.map_or(if inside { 'p' } else { '-' }, |kind| if inside { kind.to_ascii_uppercase() } else { kind });
    }
}

/// A mark that ends a clause.
fn is_stop(word: &Word) -> bool {
    matches!(word.text.as_str(), "，" | "；" | "：" | "。")
}

/// The words for the learner.
pub(super) fn sequence(words: &[Word]) -> Sequence {
    let mut sequence = Sequence::new();
    for index in 0..words.len() {
        observe(words, index, &mut sequence);
        sequence.close(LabelSet::ALL);
    }
    sequence
}

/// One number for several.
fn joined(parts: &[u64]) -> u64 {
    parts.iter().fold(0, |sum, part| (sum ^ part).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29))
}

/// A number for a text.
fn number(text: &str) -> u64 {
    text.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

fn observe(words: &[Word], index: usize, out: &mut Sequence) {
    macro_rules! add {
        ($name:literal, $($part:expr),*) => {
            out.feature(Feature::new(const { template_number(TEMPLATES, $name) }, joined(&[$(u64::from($part)),*])))
        };
    }
    let small = |count: usize, most: u8| u8::try_from(count).unwrap_or(most).min(most);
    let some = |count: Option<usize>, most: u8| count.map_or(u8::MAX, |count| small(count, most));
    let word = &words[index];
    let near = |offset: isize| index.checked_add_signed(offset).and_then(|at| words.get(at));
    let edge = |offset: isize| if offset < 0 { '^' } else { '$' };
    let text = |offset: isize| near(offset).map_or(u64::from(edge(offset)), |word| word.number);
    let tag = |offset: isize| near(offset).map_or(u64::from(edge(offset)), |word| word.part_of_speech);
    let of = |offset: isize, what: fn(&Word) -> char| near(offset).map_or('^', what);
    add!("bias", 0_u8);
    for (place, offset) in (0_u8..).zip(-2..=2) {
        add!("word", place, text(offset));
        add!("part of speech", place, tag(offset));
    }
    add!("words", '<', text(-1), text(0));
    add!("words", '>', text(0), text(1));
    add!("parts of speech", '<', tag(-1), tag(0));
    add!("parts of speech", '>', tag(0), tag(1));
    add!("parts of speech", '=', tag(-1), tag(0), tag(1));
    add!("parts of speech", '«', tag(-2), tag(-1), tag(0));
    add!("parts of speech", '»', tag(0), tag(1), tag(2));
    let ending = |offset: isize| of(offset, |word| word.text.chars().last().unwrap_or(' '));
    let opening = |offset: isize| of(offset, |word| word.text.chars().next().unwrap_or(' '));
    add!("ending", ending(0));
    add!("ending", ending(0), tag(0));
    add!("ending", '<', ending(-1));
    add!("opening", opening(0));
    add!("opening", '>', opening(1));
    let phrase = |offset: isize| of(offset, |word| word.phrase);
    add!("phrase", phrase(-1), phrase(0), phrase(1));
    add!("phrase", phrase(0), tag(0));
    let cues = word.cues.iter().fold(1_u64, |set, cue| set | 2 << cue);
    add!("cue", cues);
    add!("cue", '|', cues, tag(0));
    for cue in &word.cues {
        add!("cue", '!', *cue);
    }
    for (side, offset) in [('<', -1), ('>', 1)] {
        for cue in near(offset).map(|word| word.cues.as_slice()).unwrap_or_default() {
            add!("cue around", side, *cue);
            add!("cue around", side, *cue, tag(0));
        }
    }
    for (place, offset) in (0_u8..).zip(-1..=1) {
        if let Some(other) = near(offset) {
            add!("reading", '~', place, small(other.verb, 5), other.adverb);
            add!("reading", place, other.behind);
        }
    }
    add!("reading", '=', small(word.verb, 5), word.adverb, word.behind);
    add!("reading", 'b', word.behind, tag(0));
    add!("reading", 'v', small(word.verb, 5), tag(0));
    let behind = words[..=index].iter().rposition(|word| word.behind.is_ascii_alphabetic() && word.behind != 'p');
    let (kind, since) = behind.map_or(('-', 0), |at| (words[at].behind, small(index - at, 3)));
    add!("reading", 's', kind, since);
    add!("reading", 't', kind, since, tag(0));
    let verb = words[..index].iter().rfind(|other| other.verb > 0);
    add!("reading", 'i', verb.is_some_and(|verb| verb.span.start() + verb.verb > word.span.start()));
    add!("length", small(word.span.len(), 5));
    add!("length", small(word.span.len(), 5), tag(0));
    let since = small(words[..index].iter().filter(|word| word.modal == '>').count(), 4);
    add!("modal", word.modal);
    add!("modal", word.modal, tag(0));
    add!("modal", word.modal, since, tag(0));
    // 的 to come before the clause ends: what stands here may only say which.
    let clause_end = (index..words.len()).find(|at| is_stop(&words[*at])).unwrap_or(words.len());
    let clause_start = (0..index).rfind(|at| is_stop(&words[*at])).map_or(0, |at| at + 1);
    let attribute = |at: &usize| matches!(words[*at].text.as_str(), "的" | "之");
    let verbs = |from: usize, to: usize| words[from..to].iter().filter(|word| word.tag == "v").count();
    let ahead = (index + 1..clause_end).find(attribute);
    add!("attribute", some(ahead.map(|at| at - index), 5));
    add!("attribute", some(ahead.map(|at| verbs(index + 1, at)), 2), tag(0));
    add!("attribute", '<', some((clause_start..index).rfind(attribute).map(|at| index - at), 4), tag(0));
    let rule = |offset: isize| of(offset, |word| word.rule);
    add!("rule", rule(-1), rule(0), rule(1));
    add!("rule", 't', rule(0), tag(0));
    add!("rule", 'p', rule(0), word.phrase);
    add!("rule", 'b', rule(0), word.behind);
    add!("rule", 'c', rule(0), cues);
    add!("rule", 'm', rule(0), word.modal);
    add!("rule", 'i', rule(0), tag(0), small(index, 3));
    add!("rule", 'v', rule(0), small(word.verb, 5), tag(0));
    let proposal = words.iter().position(|word| word.rule == 'A');
    let (before, within) =
        proposal.map_or(('-', '-'), |at| (if at < clause_start { '<' } else { '=' }, if at < clause_end { '=' } else { '>' }));
    add!("rule", 'f', before, within, rule(0));
    add!("rule", 'g', before, within, tag(0), word.modal);
    let (first, last) = (clause_start == index, clause_end == index + 1);
    let clause = words[..index].iter().filter(|word| is_stop(word)).count();
    add!("place", small(clause, 3), first, last);
    add!("place", first, last, tag(0));
    add!("place", '#', small(index, 3), tag(0));
}
