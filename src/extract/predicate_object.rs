//! What the verb of a Chinese statement acts on: behind it up to the next verb with an object of its own, or what the
//! statement opens with.
//!
//! Law: an object lies inside the statement and takes no part of the aim.

use super::predicate::Reader;
use crate::model::{Span, Token};

impl Reader<'_> {
    /// 申请表格由市科技局制定, 余额按月缴纳: what the statement opens with is what is acted on, where nothing stands behind the verb.
    pub(super) fn topic(&self, from: usize, aim: usize, actors: &[Span]) -> Option<Span> {
        let text = self.page.text;
        if self.cue("intransitive_verb", aim).is_some() {
            return None;
        }
        let comma = (from + 2..aim).find(|at| text.key[*at] == '，' && self.free(from, *at));
        let stop = (from + 2..aim).find(|at| {
            let before = text.key[*at - 1] == '，';
            let whole = before || self.token_at(*at).is_some();
            let modal = ["shall", "must", "prohibit", "permit"].iter().any(|group| self.cue(group, *at).is_some());
            let opens = |group: &str| self.cue(group, *at).is_some();
            whole
                && self.free(from, *at)
                && !self.page.annotations.splits(*at)
                && (modal
                    || opens("topic_end")
                    || opens("light_verb")
                    || opens("preposition") && self.token_at(*at).is_some_and(|token| token.span.len() == 1))
        });
        let acts = |span: Span| {
            actors.iter().any(|actor| actor.start() < span.end() && span.start() < actor.end() && !self.starts(span.end(), "由"))
        };
        [comma, stop].into_iter().flatten().map(|end| text.trim(Span::new(from, end))).find(|span| self.nominal(*span) && !acts(*span))
    }

    /// 降低费率的标准, 本俸之俸点: a noun with what belongs to it.
    pub(super) fn nominal(&self, span: Span) -> bool {
        let text = self.page.text;
        let tokens = self.page.segments.tokens_in(span);
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
        let noun = last.tag.starts_with(['n', 'l', 'j'])
            || matches!(last.tag, "vn" | "x") && last.span.len() >= 2
            || text.ends_with(span.end(), ")");
        let closed = self
            .page
            .codebook
            .cues
            .at_end("phrase_close", text.key(span))
            .is_some_and(|(_, length)| length == 1 || text.ends_with(span.end(), "期间"));
        let of = (span.start()..span.end()).rev().find(|at| matches!(text.key[*at], '的' | '之') && self.free(span.start(), *at));
        let verb = |token: &&Token| token.tag == "v" && token.span.len() >= 2;
        let plain = match of {
            Some(of) => !self.page.segments.tokens_in(Span::new(of + 1, span.end())).iter().any(|token| verb(&token)),
            None => {
                !verb(&first)
                    && tokens.iter().filter(verb).count() <= 1
                    && !matches!(first.tag, "d" | "c")
                    && self.cue("preposition", span.start()).is_none()
            }
        };
        let lacking = ["无", "未", "如", "若", "除"].iter().any(|word| self.starts(span.start(), word));
        let opens = lacking || matches!(first.tag, "p") && self.cue("preposition", span.start()).is_some() && of.is_none();
        span.len() >= 2 && noun && !closed && plain && !opens && !text.ends_with(span.end(), "者")
    }

    /// 扩大内需、|优化供给: where another verb with an object of its own begins, at the mark before it.
    pub(super) fn another(&self, object: Span) -> Option<usize> {
        let key = &self.page.text.key;
        let mut marks = (object.start() + 1..object.end()).filter(|at| key[*at] == '、' && self.free(object.start(), *at));
        let first = marks.next()?;
        let begins = |mark: usize| {
            let until = (mark + 1..object.end()).find(|at| key[*at] == '、').unwrap_or(object.end());
            let at = mark + 1 + self.adverb(mark + 1, until).unwrap_or(0);
            let tokens = self.page.segments.tokens_in(Span::new(at, until));
            let verb = tokens.first().filter(|token| token.tag == "v" && self.known(at) == Some(token.span.len()) && token.span.len() >= 2);
            let bound = key[at..until].iter().any(|c| matches!(c, '的' | '之' | '等'));
            // 开拓|创新: two verbs need none.
            let pair = tokens.len() == 2 && tokens.iter().all(|token| self.known(token.span.start()) == Some(2));
            let noun = tokens.get(1).is_some_and(|next| !next.tag.starts_with(['u', 'c', 'x', 'f']));
            !bound && (verb.is_some() && noun || pair || tokens.len() == 1 && self.cue("verb_compound", at) == Some(until - at))
        };
        let plain =
            !self.page.segments.tokens_in(Span::new(object.start(), first)).iter().any(|token| token.tag == "v" && token.span.len() >= 2);
        (plain && begins(first)).then_some(first)
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
        let not = (all.start() + 1..all.end()).find(|at| self.starts(*at, "而不") && self.free(all.start(), *at));
        let end = again.or_else(|| self.another(all)).or(not).unwrap_or(all.end());
        Some(text.trim(Span::new(all.start(), end)))
    }

    /// 叙明理由|送交机关: the verb of the deed behind what goes with it.
    pub(super) fn carried(&self, aim: Span) -> Option<Span> {
        self.cue("attached_verb", aim.start()).filter(|length| *length == aim.len())?;
        let text = self.page.text;
        (aim.end() + 2..self.end).take_while(|at| text.key[*at] != '，').filter(|at| self.free(aim.end(), *at)).find_map(|at| {
            let length = self.cue("carrying_verb", at)?;
            let whole =
                self.token_at(at).is_some_and(|token| token.span.len() >= length) || matches!(text.key[at - 1], '书' | '件' | '表' | '册');
            let attribute = ["之", "的", "金", "书", "人"].iter().any(|word| self.starts(at + length, word)) || text.ends_with(at, "未");
            (whole && !attribute).then(|| Span::new(at, at + length))
        })
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
