//! Words: jieba on the matching key for Chinese, runs of letters for English.
//!
//! Law: the tokens of a block, joined, are the block.

use crate::model::{Block, Language, Span, Text, Token};
use jieba_rs::Jieba;
use std::sync::OnceLock;

/// A class of words by their part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordClass {
    /// A verb, verbal nouns included.
    Verb,
    /// A noun or name.
    Noun,
    /// Anything else.
    Other,
}

impl WordClass {
    /// The class of a jieba tag.
    ///
    /// ```
    /// use yaodian::segment::WordClass;
    /// assert_eq!(WordClass::of("vn"), WordClass::Verb);
    /// ```
    pub fn of(tag: &str) -> Self {
        match tag.chars().next() {
            Some('v') => WordClass::Verb,
            Some('n' | 'j' | 'i' | 'l') => WordClass::Noun,
            _ => WordClass::Other,
        }
    }
}

/// Whether a word has Chinese characters.
///
/// ```
/// use yaodian::segment::is_chinese;
/// assert!(is_chinese("改革") && !is_chinese("2027") && !is_chinese("，"));
/// ```
pub fn is_chinese(word: &str) -> bool {
    word.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// The segmenter, shared by all threads.
pub struct Segmenter {
    jieba: &'static Jieba,
}

impl Default for Segmenter {
    fn default() -> Self {
        Segmenter::new()
    }
}

impl Segmenter {
    /// The segmenter with jieba's own dictionary.
    pub fn new() -> Self {
        static JIEBA: OnceLock<Jieba> = OnceLock::new();
        Segmenter { jieba: JIEBA.get_or_init(Jieba::new) }
    }

    /// The dictionary itself.
    pub fn jieba(&self) -> &'static Jieba {
        self.jieba
    }

    /// The Chinese words of a folded string.
    pub fn words(&self, key: &str) -> Vec<String> {
        self.jieba.cut(key, true).into_iter().map(|token| token.word.to_owned()).filter(|word| is_chinese(word)).collect()
    }

    /// The words of every block.
    pub fn tokens(&self, text: &Text, language: Language, blocks: &[Block]) -> Vec<Token> {
        let mut tokens = Vec::with_capacity(text.len() / 2);
        for block in blocks {
            match language {
                Language::Chinese => self.chinese(text, block.span, &mut tokens),
                Language::English => english(text, block.span, &mut tokens),
            }
        }
        tokens
    }

    fn chinese(&self, text: &Text, span: Span, tokens: &mut Vec<Token>) {
        let key = text.key_slice(span);
        let mut start = span.start();
        for tagged in self.jieba.tag(&key, true) {
            let end = start + tagged.word.chars().count();
            tokens.push(Token { span: Span::new(start, end), tag: tag_name(tagged.tag) });
            start = end;
        }
    }
}

/// Tags that rules ask for; the others count as their first letter.
const TAGS: &[&str] = &[
    "a", "ad", "an", "b", "c", "d", "df", "e", "eng", "f", "g", "h", "i", "j", "k", "l", "m", "mq", "n", "nr", "nrfg", "nrt", "ns", "nt",
    "nz", "o", "p", "q", "r", "s", "t", "tg", "u", "ud", "ug", "uj", "ul", "uv", "uz", "v", "vd", "vg", "vn", "w", "x", "y", "z", "zg",
];

fn tag_name(tag: &str) -> &'static str {
    TAGS.binary_search(&tag).map_or("x", |index| TAGS[index])
}

fn english(text: &Text, span: Span, tokens: &mut Vec<Token>) {
    let mut start = span.start();
    while start < span.end() {
        let first = text.key[start];
        let same = |c: char| {
            if first.is_alphanumeric() {
                c.is_alphanumeric() || matches!(c, '’' | '\'' | '-')
            } else {
                first.is_whitespace() && c.is_whitespace()
            }
        };
        let mut end = start + 1;
        while end < span.end() && same(text.key[end]) {
            end += 1;
        }
        tokens.push(Token { span: Span::new(start, end), tag: "" });
        start = end;
    }
}
