//! Phrases in front of a Chinese verb: where they end, and what they say of the deed.
//!
//! A phrase opens with a preposition and ends behind the word that closes it (在…基础上), at the end of a name
//! (由主管部门), at a mark, or before the verb that it belongs to.
//!
//! Law: a phrase lies inside the clause and ends outside brackets and quotation marks.

use super::phrase_ends::Ahead;
use super::predicate::{Predicate, Reader};
use super::verbs::behind_pretext;
use crate::model::{Span, Token};

/// A phrase in front of the verb.
pub(super) struct Phrase {
    /// From the preposition to its end.
    pub(super) span: Span,
    /// What stands behind the preposition.
    pub(super) inner: Span,
    pub(super) word: String,
}

impl Reader<'_> {
    /// Skips adverbs, dates, 由…, and phrases, which it collects; where the verb should stand.
    pub(super) fn phrases_at(&self, from: usize, limit: usize, phrases: &mut Vec<Phrase>) -> usize {
        let text = self.page.text;
        let mut at = from;
        for _ in 0..12 {
            // 坚定不移地|推进
            let manner = at > from && text.key_at(at) == Some('地') && self.token_at(at).is_some_and(|token| token.span.len() == 1);
            while at < limit && (matches!(text.key[at], '，' | '、' | ' ' | '：') || manner && text.key[at] == '地') {
                at += 1;
            }
            if at >= limit {
                break;
            }
            if let Some(length) = self.adverb(at, limit) {
                at += length;
            } else if let Some(phrase) = self.phrase(at, limit) {
                at = phrase.span.end();
                phrases.push(phrase);
            } else if let Some(end) = self.aside(at, limit) {
                at = end;
            } else {
                break;
            }
        }
        at
    }

    /// 资金下达后，: a clause that only says when.
    fn aside(&self, at: usize, limit: usize) -> Option<usize> {
        let comma = (at + 3..limit).find(|end| self.page.text.key[*end] == '，' && self.free(at, *end))?;
        let last = self.page.segments.tokens_in(Span::new(at, comma)).last()?;
        matches!(self.mark(last), '后' | '时' | '者').then_some(comma)
    }

    /// A phrase that opens with a preposition.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Phrase> {
        let text = self.page.text;
        let length = self.cue("preposition", at)?;
        let token = self.token_at(at);
        // 依该|规定, 自本|日起: the segmenter has run two words together.
        let run_on = length == 1 && text.key_at(at + 1).is_some_and(|c| "该第本前其所各此原".contains(c))
            || self.starts(at, "由") && text.key_at(at + 1).is_some_and(|c| "省市县区".contains(c));
        // 自定: the dictionary lacks the verb.
        if length == 1 && self.cue("plain_verb", at).is_some() {
            return None;
        }
        // 对外开放, 从事: a word of its own.
        if !run_on
            && token.is_some_and(|token| {
                length == 1 && token.span.len() > 1 && !matches!(token.tag, "x" | "p") && self.page.annotations.starting(at + 1).is_none()
                    || token.span.len() > length && token.tag.starts_with('v')
            })
        {
            return None;
        }
        let word = text.key_slice(Span::new(at, at + length));
        let inner = at + length;
        // 发挥示范作用: nothing but a verb and its object.
        if word == "发挥" && self.page.codebook.cues.at_end("exerted_noun", text.key(Span::new(inner, limit))).is_some() {
            return None;
        }
        // 不得以改造为名|填海: the verb is not the one of the pretext.
        let pretext = behind_pretext(text, at, limit);
        if pretext > at {
            return Some(Phrase { span: Span::new(at, pretext), inner: Span::new(inner, pretext), word });
        }
        // 将继续…: to come.
        if word == "将" && self.verbal(inner, false) && !self.disposed(inner, limit) {
            return None;
        }
        let end = Ahead::new(self, &word, inner, limit).end().unwrap_or(limit);
        if end <= inner {
            return None;
        }
        let span = text.trim(Span::new(at, end));
        Some(Phrase { span, inner: text.trim(Span::new(inner, end)), word })
    }

    /// A mark, or the end of the clause, stands at a place.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        self.page.text.key_at(at).is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | '\n' | ' ') || at >= self.end)
    }

    /// A verb of 将, 把 stands behind.
    pub(super) fn disposed(&self, from: usize, limit: usize) -> bool {
        let tokens = self.page.segments.tokens_in(Span::new(from.min(limit), limit));
        // 将评估结果向社会公布
        let last = tokens.last().is_some_and(|last| last.tag == "v" && self.known(last.span.start()) == Some(last.span.len()));
        let phrase = tokens.windows(2).any(|pair| {
            pair[0].tag.starts_with('n')
                && matches!(self.mark(&pair[1]), '向' | '在' | '从' | '由' | '与')
                && pair[1].span.start() > from + 2
        });
        // 将处理情况答复用户
        let paper = tokens.first().is_some_and(|first| self.cue("paper_noun", first.span.end()).is_some());
        paper || last && phrase || (from + 1..limit).any(|at| self.free(from, at) && self.cue("disposal_verb", at).is_some())
    }

    /// Where the adverbs start that stand before the last of some tokens.
    pub(super) fn before_adverbs(&self, tokens: &[Token]) -> usize {
        let mut at = tokens.len() - 1;
        while at > 1
            && (matches!(tokens[at - 1].tag, "d" | "ad" | "vd")
                || self.cue("adverb", tokens[at - 1].span.start()) == Some(tokens[at - 1].span.len()))
        {
            at -= 1;
        }
        tokens[at].span.start()
    }

    /// A noun stands at a place: 中|央, 上|级 are no closed phrases, 标准|体系 goes on.
    pub(super) fn noun_behind(&self, at: usize) -> bool {
        let verb = |token: &Token| token.span.end() == self.end && self.known(at) == Some(token.span.len());
        self.token_at(at)
            .is_some_and(|token| token.tag.starts_with('n') && !verb(token) || matches!(self.mark(token), '、' | '和' | '及' | '或'))
    }

    /// Outside brackets and quotation marks that open behind `from`.
    pub(super) fn free(&self, from: usize, at: usize) -> bool {
        let mut depth = 0;
        for c in &self.page.text.key[from..at] {
            match c {
                '“' | '《' | '(' => depth += 1,
                '”' | '》' | ')' => depth -= 1,
                _ => {}
            }
        }
        depth <= 0
    }

    pub(super) fn sort(&self, phrases: &[Phrase]) -> Predicate {
        let text = self.page.text;
        let mut found = Predicate::default();
        for phrase in phrases {
            let closed = |words: &[&str]| words.iter().any(|word| text.ends_with(phrase.span.end(), word));
            match phrase.word.as_str() {
                "通过" | "透过" | "以" | "用" | "运用" | "依托" | "利用" | "借助" | "发挥" | "凭借" | "坚持以" => {
                    found.means.push(phrase.span);
                }
                "为" | "为了" => found.purposes.push(phrase.span),
                "如" | "若" | "如果" | "凡" | "凡是" | "当" => found.conditions.push(phrase.span),
                "经" => found.conditions.push(phrase.span),
                "在" | "对" if closed(&["时", "后", "前提下", "情况下", "条件下", "基础上", "期间", "情形下", "前"]) =>
                {
                    found.conditions.push(phrase.span);
                }
                _ => {}
            }
        }
        found
    }
}
