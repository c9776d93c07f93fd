//! What the verb of a Chinese statement acts on: behind it up to the next verb with an object of its own, or what the
//! statement opens with.
//!
//! Law: an object lies inside the statement and takes no part of the aim.

use super::predicate::Reader;
use crate::model::{Span, Token};

impl Reader<'_> {
    /// 降低费率的标准, 本俸之俸点: a noun with what belongs to it; `surely`, where 由 behind it says so.
    pub(super) fn nominal(&self, span: Span, surely: bool) -> bool {
        let text = self.page.text;
        let tokens = self.page.segments.tokens_in(span);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let noun = last.tag.starts_with(['n', 'l', 'j'])
            || (matches!(last.tag, "vn" | "x") || surely) && last.span.len() >= 2
            || text.ends_with(span.end(), ")");
        let closed = self.page.codebook.cues.at_end("phrase_close", text.key(span));
        let closed = closed.is_some_and(|(_, length)| length == 1 || text.ends_with(span.end(), "期间"));
        let of = (span.start()..span.end()).rev().find(|at| matches!(text.key[*at], '的' | '之') && self.free(span.start(), *at));
        let verb = |token: &&Token| token.tag == "v" && token.span.len() >= 2;
        let plain = if let Some(of) = of {
            surely || !self.page.segments.tokens_in(Span::new(of + 1, span.end())).iter().any(|token| verb(&token))
        } else {
            let verbs = tokens.iter().filter(verb).count();
            let bare = !verb(&first) && verbs <= 1 || surely && span.len() <= 14 && verbs <= 2;
            bare && !matches!(first.tag, "d" | "c") && self.cue("preposition", span.start()).is_none()
        };
        let lacking = ["无", "未", "如", "若", "除"].iter().any(|word| self.starts(span.start(), word));
        span.len() >= 2 && noun && !closed && plain && !lacking && !text.ends_with(span.end(), "者")
    }

    /// 扩大内需、|优化供给: where another verb with an object of its own begins, at the mark before it.
    pub(super) fn another(&self, object: Span) -> Option<usize> {
        let key = &self.page.text.key;
        let mut marks = (object.start() + 1..object.end()).filter(|at| key[*at] == '、' && self.free(object.start(), *at));
        let begins = |mark: usize| {
            let until = (mark + 1..object.end()).find(|at| key[*at] == '、').unwrap_or(object.end());
            let at = mark + 1 + self.adverb(mark + 1, until).unwrap_or(0);
            let tokens = self.page.segments.tokens_in(Span::new(at, until));
            let verb = tokens.first().filter(|token| {
                let listed = token.tag == "v" || self.cue("second_verb", at) == Some(token.span.len());
                listed && self.known(at) == Some(token.span.len()) && token.span.len() >= 2
            });
            let bound = key[at..until].iter().any(|c| matches!(c, '的' | '之' | '等'));
            // 开拓|创新: two verbs need none.
            let pair = tokens.len() == 2 && tokens.iter().all(|token| self.known(token.span.start()) == Some(2));
            let noun = tokens.get(1).is_some_and(|next| !next.tag.starts_with(['u', 'c', 'x', 'f']));
            !bound && (verb.is_some() && noun || pair || tokens.len() == 1 && self.cue("verb_compound", at) == Some(until - at))
        };
        let first = marks.find(|mark| begins(*mark))?;
        // 实施攻坚行动、开放行动: one head for all.
        let head = |end: usize| self.page.text.key_slice(Span::new(end.saturating_sub(2).max(object.start()), end));
        let inner =
            self.page.segments.tokens_in(Span::new(object.start(), first)).iter().any(|token| token.tag == "v" && token.span.len() >= 2);
        (!inner && head(first) != head(object.end())).then_some(first)
    }

    /// What stands behind the verb, up to another verb with an object of its own.
    pub(super) fn behind(&self, aim: Span) -> Option<Span> {
        let text = self.page.text;
        let all = text.trim(Span::new(aim.end(), self.end));
        if all.is_empty() {
            return None;
        }
        // 攻坚克难、稳步推进
        let listed = text.key_at(aim.end()) == Some('、');
        if listed && self.adverb(aim.end() + 1, self.end).is_some_and(|length| self.verb(aim.end() + 1 + length, false).is_some()) {
            return None;
        }
        let again = (aim.len() == 1)
            .then(|| (all.start()..all.end()).find(|at| text.key[*at] == '、' && text.key_at(at + 1) == text.key_at(aim.start())))
            .flatten();
        let breaks = ["而不", "并送", "如下", "如左"];
        let not = (all.start() + 1..all.end()).find(|at| {
            let word = breaks.iter().find(|word| self.starts(*at, word));
            word.is_some_and(|word| !word.starts_with('如') || at + 2 == all.end()) && self.free(all.start(), *at)
        });
        let end = again.or_else(|| self.another(all)).or(not).unwrap_or(all.end());
        Some(text.trim(Span::new(all.start(), end)))
    }

    /// 应当真实、全面、准确: words for how something is to be, and nothing else.
    pub(super) fn quality(&self, from: usize) -> Option<Span> {
        let mut at = from;
        let mut count = 0;
        while at < self.end {
            at += self.cue("quality_predicate", at)?;
            count += 1;
            if at < self.end {
                at += self.joint(at);
            }
        }
        (count > 1 && at == self.end).then(|| Span::new(from, at))
    }
}
