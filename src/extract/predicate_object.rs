//! What the verb of a Chinese statement acts on: behind it up to the next verb with an object of its own, or what the
//! statement opens with.
//!
//! Law: an object lies inside the statement and takes no part of the aim.

use super::predicate::{Predicate, Reader};
use crate::model::{Span, Token};

impl Reader<'_> {
    /// 申请表格由市科技局制定, 余额按月缴纳: what the statement opens with is what is acted on, where nothing stands behind the verb.
    pub(super) fn topic(&self, from: usize, aim: Span, actors: &[Span]) -> Option<Span> {
        let text = self.page.text;
        let measure = ["为限", "为准", "为度"].contains(&text.key_slice(aim).as_str());
        if measure || self.cue("intransitive_verb", aim.start()).is_some() {
            return None;
        }
        let comma = (from + 2..aim.start()).find(|at| text.key[*at] == '，' && self.free(from, *at));
        let stop = (from + 2..aim.start()).find(|at| self.closes_topic(from, *at));
        // 其利息依利率，按日计算: what is short ends at the first phrase.
        let (first, second) = if self.starts(from, "其") { (stop, comma) } else { (comma, stop) };
        // 建筑物毁损，其程序得以简化
        let own = comma.filter(|comma| self.starts(comma + 1, "其")).map(|comma| comma + 1);
        let own = own.and_then(|start| Some((start, (start + 2..aim.start()).find(|at| self.closes_topic(start, *at))?)));
        let ends = [own, first.map(|end| (from, end)), second.map(|end| (from, end))];
        ends.into_iter().flatten().find_map(|(start, end)| {
            let by = self.starts(end, "由") || self.starts(end, "，由") || self.starts(end, "分别由") || self.starts(end, "，分别由");
            let span = self.shorn(text.trim(Span::new(start, end)));
            let acts = actors.iter().any(|actor| actor.start() < span.end() && span.start() < actor.end())
                || self.page.codebook.cues.at_end("generic_actor", text.key(span)).is_some()
                || ["人", "者", "员", "户", "单位", "遗属", "企业"].iter().any(|word| text.ends_with(span.end(), word));
            let foreign =
                self.cue("preposition", span.start()).is_some_and(|_| !["经", "依"].iter().any(|word| self.starts(span.start(), word)))
                    || self.cue("adverb", span.start()).is_some()
                    || self.starts(span.start(), "采取")
                    || self.page.segments.tokens_in(span).get(1).is_some_and(|token| token.tag == "p");
            let fits = if by { self.nominal(span, true) } else { !acts && !foreign && self.nominal(span, false) };
            fits.then_some(span)
        })
    }

    /// 认定标准|按照规定执行: what is said of a noun that is built with a verb.
    pub(super) fn headed(&self, from: usize) -> Option<Predicate> {
        let first = self.token_at(from).filter(|first| first.tag.starts_with('v'))?;
        let opens = ["由", "按照", "根据", "依据", "依照", "按", "依", "以", "向", "从", "参照", "比照"];
        let at = (first.span.end() + 1..self.end.min(from + 13)).find(|at| {
            self.token_at(*at).is_some_and(|token| opens.contains(&self.page.text.key_slice(token.span).as_str())) && self.free(from, *at)
        })?;
        let head = self.shorn(Span::new(from, at));
        let key = self.page.text.key(head);
        let noun = self.page.codebook.cues.at_end("topic_noun", key).is_some_and(|(_, length)| length < key.len());
        let tokens = self.page.segments.tokens_in(head);
        let whole = noun && tokens.len() >= 2 && !key.iter().any(|c| matches!(c, '，' | '、' | '的' | '之'));
        // 建立标准以适应…: a verb and its object.
        let deed = self.cue("noun_building_verb", from).is_none()
            && (self.cue("governing_verb", from).is_some()
                || self.starts(at, "以") && self.known(from).is_some()
                || self.cue("directive_verb", from).is_some() && tokens.len() == 2);
        if !whole || deed {
            return None;
        }
        let mut found = self.clause(at, Vec::new(), false, true).filter(|found| found.aim.is_some_and(|aim| aim.start() > at + 2))?;
        found.object = found.object.or_else(|| Some(self.page.text.trim(Span::new(self.start, head.end()))));
        Some(found)
    }

    /// 对检举揭发的人员，要|保护: what the statement opens towards, where nothing stands behind the verb.
    pub(super) fn towards(&self, statement: usize, aim: Option<Span>) -> Option<Span> {
        let length = ["对于", "对"].iter().find(|word| self.starts(statement, word)).map(|word| word.chars().count())?;
        let from = statement + length;
        let aim = aim.filter(|aim| self.cue("intransitive_verb", aim.start()).is_none())?;
        let mut commas = (from + 2..aim.start()).filter(|at| self.page.text.key[*at] == '，' && self.free(from, *at));
        let first = commas.next()?;
        // 对玩忽职守，徇私枉法的，: the case goes on.
        let comma = commas.rfind(|at| self.page.text.ends_with(*at, "的")).unwrap_or(first);
        let whom = self.page.text.trim(Span::new(from, comma));
        self.page.segments.tokens_in(whom).last().filter(|last| last.tag.starts_with('n') || self.page.text.ends_with(whom.end(), "者"))?;
        Some(whom)
    }

    /// A modal, 由, or a phrase begins, behind what the statement opens with.
    fn closes_topic(&self, from: usize, at: usize) -> bool {
        let whole = self.page.text.key[at - 1] == '，' || self.token_at(at).is_some();
        let cue = |group: &str| self.cue(group, at).is_some();
        let single = || self.token_at(at).is_some_and(|token| token.span.len() == 1);
        whole
            && self.free(from, at)
            && !self.page.annotations.splits(at)
            && (["shall", "must", "prohibit", "permit", "topic_end", "light_verb"].into_iter().any(cue) || cue("preposition") && single())
    }

    /// 在建项目|也: without the adverbs at its end.
    fn shorn(&self, span: Span) -> Span {
        let mut end = span.end();
        while let Some((_, length)) = self.page.codebook.cues.at_end("adverb", self.page.text.key(Span::new(span.start(), end)))
            && end - length > span.start()
            && self.token_at(end - length).is_some()
        {
            end -= length;
        }
        self.page.text.trim(Span::new(span.start(), end))
    }

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

    /// 为建设强国，实现复兴作出贡献: the verb at the end gives what the whole statement opens for.
    pub(super) fn given(&self, statement: usize) -> Option<Predicate> {
        let text = self.page.text;
        if statement >= self.start || !self.starts(statement, "为") || !text.key(Span::new(statement, self.start)).contains(&'，') {
            return None;
        }
        let verb = self.tokens(self.start).iter().rfind(|token| {
            let cue = self.cue("giving_verb", token.span.start()) == Some(token.span.len());
            cue && token.span.start() > self.start + 4 && token.span.end() + 8 >= self.end && token.tag == "v"
        })?;
        let purpose = text.trim(Span::new(statement, verb.span.start()));
        let object = Some(text.trim(Span::new(verb.span.end(), self.end))).filter(|object| !object.is_empty());
        Some(Predicate { aim: Some(verb.span), object, purposes: vec![purpose], ..Predicate::default() })
    }
}
