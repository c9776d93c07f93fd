//! Names that end in their class noun (数据交换平台, 工商業發展基金): the nouns right before it belong to
//! the name, up to a verb that acts on it, a function word or a mark. Proposals of many right and many
//! wrong: where there is a tagger, it decides.

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Segments, Span, Text, Token};

/// What a group of class nouns makes of the words before them.
struct Head {
    /// Group of cues.
    group: &'static str,
    entity_type: EntityType,
    rule: &'static str,
    /// Most characters before the class noun.
    longest: usize,
    /// Least characters before it.
    least: usize,
}

const HEADS: &[Head] = &[
    Head { group: "head_system", entity_type: EntityType::Technology, rule: "technology-system", longest: 16, least: 2 },
    Head { group: "head_device", entity_type: EntityType::Technology, rule: "technology-device", longest: 10, least: 2 },
    Head { group: "head_pilot", entity_type: EntityType::Programme, rule: "programme-pilot", longest: 16, least: 2 },
    Head { group: "head_plan", entity_type: EntityType::Programme, rule: "programme-plan", longest: 22, least: 4 },
];

/// A name has no more words before its class noun.
const WORDS: usize = 12;

/// The rules of this file.
pub(super) fn proposes(rule: &str) -> bool {
    HEADS.iter().any(|head| head.rule == rule)
}

/// Finds the names of a Chinese text that end in a class noun.
pub(super) fn chinese(text: &Text, segments: &Segments, codebook: &Codebook, found: &mut Vec<Mention>) {
    let cues = &codebook.cues;
    for (index, token) in segments.tokens.iter().enumerate() {
        let whole = text.key(token.span);
        if cues.at("head_none", whole, 0) == Some(whole.len()) {
            continue;
        }
        let before = &text.key[token.span.end().saturating_sub(4)..token.span.end()];
        for head in HEADS {
            let Some((_, length)) = cues.at_end(head.group, before) else { continue };
            let at = token.span.end() - length;
            let start = leftward(text, codebook, &segments.tokens, index, at.min(token.span.start()), head.longest);
            if at >= start + head.least {
                found.push(Mention::new(Span::new(start, token.span.end()), head.entity_type, head.rule));
            }
        }
    }
}

/// Where the name starts whose words run up to a token: at most `longest` characters before `end`.
fn leftward(text: &Text, codebook: &Codebook, tokens: &[Token], index: usize, end: usize, longest: usize) -> usize {
    let words = &tokens[index.saturating_sub(WORDS)..index];
    let mut start = end;
    for token in words.iter().rev() {
        if token.span.end() != start || end - token.span.start() > longest || !names(text, codebook, token) {
            break;
        }
        start = token.span.start();
    }
    // What acts on the name stands before it: 上线|碳排放数据平台.
    for token in words {
        if token.tag == "v" && token.span.start() == start && end > token.span.end() + 1 {
            start = token.span.end();
        }
    }
    start
}

/// A word may stand inside a name: a noun, a verb used as one, an attribute, a place, letters (5G).
fn names(text: &Text, codebook: &Codebook, token: &Token) -> bool {
    const SPEECH: &[&str] =
        &["n", "nz", "vn", "b", "eng", "x", "l", "j", "an", "ng", "v", "vd", "a", "ns", "nt", "i", "nr", "s", "f", "k", "vg", "h", "g"];
    let word = text.key(token.span);
    let letters = word.iter().all(char::is_ascii_alphanumeric) && word.iter().any(char::is_ascii_alphabetic);
    word.iter().all(|c| c.is_alphanumeric())
        && (SPEECH.contains(&token.tag) || token.tag == "m" && letters)
        && codebook.cues.at("head_outside", word, 0) != Some(word.len())
}
