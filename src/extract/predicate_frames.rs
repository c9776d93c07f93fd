//! Predicates that a frame gives away: an amount, 之 at the end, 受, a duty named by its nouns, and the verb behind who acts.
//!
//! Law: a frame is tried only where the order of words behind modal and phrases gives no verb, or another one.

use super::predicate::{Predicate, Reader};
use crate::model::{EntityType, Span};

impl Reader<'_> {
    /// 公告期为七日, 各分五级: a verb of one character and an amount.
    pub(super) fn copula(&self, from: usize) -> Option<Predicate> {
        let key = &self.page.text.key;
        let numeral = |c: &char| c.is_ascii_digit() || "一二两三四五六七八九十百千".contains(*c);
        let at = (from + 1..self.end).find(|at| self.cue("single_verb", *at) == Some(1) && key.get(at + 1).is_some_and(numeral))?;
        let alone = self.token_at(at).is_some_and(|token| token.span.len() == 1) && self.free(from, at);
        // 延长为七十期: the verb before it goes with it.
        let behind_verb = self.page.segments.tokens_in(Span::new(from, at)).last().is_some_and(|token| token.tag == "v");
        let amount = Span::new(at + 1, self.end);
        let short = amount.len() <= 8 && !key[at + 1..self.end].iter().any(|c| matches!(c, '，' | '的' | '之' | '、'));
        (alone && short && !behind_verb).then(|| Predicate {
            aim: Some(Span::new(at, at + 1)),
            object: Some(amount),
            ..Predicate::default()
        })
    }

    /// 裁判书之撰拟, 资料之搜集、研究及制作: a duty named by its nouns of action behind the last 之.
    pub(super) fn duty(&self, from: usize) -> Option<Predicate> {
        let text = self.page.text;
        let of = (from + 2..self.end).rev().find(|at| text.key[*at] == '之' && self.free(from, *at))?;
        let tail = Span::new(of + 1, self.end);
        // 准用第五条之规定: the verb stands before.
        let ruled = ["规定", "限制", "处罚", "规范"].contains(&text.key_slice(tail).as_str()) || self.aim(from, false).is_some();
        let tokens = self.page.segments.tokens_in(tail);
        let deeds = !ruled
            && (2..=14).contains(&tail.len())
            && tokens.iter().all(|token| {
                token.tag.starts_with('v')
                    || self.known(token.span.start()) == Some(token.span.len())
                    || matches!(self.mark(token), '、' | '及' | '与' | '和')
            });
        deeds.then(|| Predicate { aim: Some(tail), object: Some(text.trim(Span::new(from, of))), ..Predicate::default() })
    }

    /// 投资增长3%左右: the verb before the amount at the end.
    pub(super) fn reached(&self, from: usize) -> Option<Predicate> {
        let amounts = self.page.annotations.inside(Span::new(from.min(self.end), self.end));
        let amount = amounts.iter().rfind(|mention| mention.entity_type == EntityType::Quantity && mention.span.end() + 2 >= self.end)?;
        let aim = amount.span.start();
        let start = (from + 2..aim).find(|at| self.cue("reach_verb", *at).is_some_and(|length| at + length == aim));
        let start = start.or_else(|| self.cue("reach_verb", aim).map(|_| aim))?;
        let length = self.cue("reach_verb", start)?;
        let before = self.page.segments.tokens_in(Span::new(from, start));
        let noun =
            before.first().is_some_and(|token| token.tag.starts_with(['n', 'l', 'b', 'j', 'm', 't', 'v'])) && self.known(from).is_none();
        let plain = before
            .iter()
            .all(|token| !matches!(token.tag, "p" | "c" | "w") && (token.span.len() != 1 || matches!(self.mark(token), '占' | '比')));
        let object = self.page.text.trim(Span::new(start + length, self.end));
        (noun && plain && start > from).then(|| Predicate {
            aim: Some(Span::new(start, start + length)),
            object: Some(object),
            ..Predicate::default()
        })
    }

    /// 格式由财政局定之: the verb before 之 at the end, and what stands before 由, 依, 以.
    pub(super) fn sealed(&self, from: usize) -> Option<Predicate> {
        let text = self.page.text;
        if self.end < from + 3 || text.key_at(self.end - 1) != Some('之') {
            return None;
        }
        let verb = [2, 1].into_iter().map(|length| Span::new(self.end - 1 - length, self.end - 1)).find(|verb| {
            let length = verb.len();
            verb.start() >= from
                && (self.known(verb.start()) == Some(length)
                    || length == 1 && self.cue("single_verb", verb.start()).is_some()
                    || self.token_at(verb.start()).is_some_and(|token| token.span == *verb && token.tag.starts_with('v')))
        })?;
        let lead = (self.start..verb.start()).filter(|at| *at == self.start || *at > self.start + 1).find(|at| {
            matches!(text.key[*at], '由' | '依' | '以' | '照' | '按' | '于')
                && self.free(self.start, *at)
                && !self.page.annotations.splits(*at)
        });
        if lead.is_none() && self.end - self.start > 10 {
            return None;
        }
        let object = lead.map(|lead| text.trim(Span::new(self.start, lead))).filter(|object| !object.is_empty());
        Some(Predicate { aim: Some(verb), object: object.or(Some(Span::new(self.end - 1, self.end))), ..Predicate::default() })
    }

    /// 作品受法律保护: the last verb is the aim, what stands before 受 its object.
    pub(super) fn passive(&self, found: &mut Predicate, from: usize) {
        let text = self.page.text;
        // 不受本法之限制: it is free of what stands there.
        if let Some(free) = (from..self.end).find(|at| self.free(from, *at) && self.starts(*at, "不受")) {
            if self.page.text.ends_with(self.end, "限制") || self.page.text.ends_with(self.end, "拘束") {
                found.aim = Some(Span::new(free, free + 2));
                found.object = Some(text.trim(Span::new(free + 2, self.end)));
            }
            return;
        }
        let Some(aim) = found.aim.filter(|aim| text.key_slice(*aim) == "受") else { return };
        let last = self.tokens(aim.end()).last().filter(|token| token.tag.starts_with('v') && token.span.len() >= 2);
        if let Some(last) = last {
            found.aim = Some(last.span);
            found.object = Some(text.trim(Span::new(from.min(aim.start()), aim.start()))).filter(|object| object.len() >= 2);
        }
    }

    /// 严禁未经评估的设备|上线: a verb in front of 的 says which, and never what is done or banned.
    pub(super) fn qualified(&self, found: &mut Predicate, from: usize) {
        let text = self.page.text;
        let of = |start: usize| {
            let of = (start..self.end).find(|at| self.starts(*at, "的") && self.free(start, *at))?;
            (of + 2 < self.end && !matches!(text.key[of + 1], '，' | '、')).then_some(of)
        };
        let denied = (from..self.end)
            .find(|at| self.starts(*at, "未") && self.free(from, *at))
            .filter(|at| *at == from || text.ends_with(*at, "将"));
        let cut = found.aim.filter(|aim| self.starts(aim.end(), "的")).map(Span::start);
        let Some((start, of)) = denied.or(cut).and_then(|start| Some((start, of(start)?))) else { return };
        if found.aim.is_some_and(|aim| aim.start() < start || aim.end() > of) {
            return;
        }
        let behind = self.tokens(of + 1);
        let verb = behind.iter().skip(1).find(|token| {
            let verb = token.tag == "v" || self.known(token.span.start()) == Some(token.span.len());
            verb && !self.starts(token.span.end(), "的") && !self.page.annotations.splits(token.span.start())
        });
        found.aim = verb.map(|verb| self.aim(verb.span.start(), true).unwrap_or(verb.span));
        let front = found.aim.map(|aim| text.trim(Span::new(start, aim.start())));
        let behind = found.aim.filter(|_| denied.is_none()).and_then(|aim| self.behind(aim));
        found.object = behind.or(front);
    }

    /// The first verb of a clause that opens with who acts or what it is about.
    pub(super) fn anywhere(&self, from: usize) -> Option<Predicate> {
        let tokens = self.tokens(from);
        // 居民收入持续增加: the verb at the end, behind its adverb.
        let state = (from + 2..self.end).find(|at| {
            let length = self.cue("adverb", *at).filter(|length| *length >= 2);
            length.is_some_and(|length| at + length + 2 == self.end && self.verb(at + length, false).is_some())
        });
        if let Some(at) = state.filter(|at| self.free(from, *at)) {
            return Some(Predicate { aim: Some(Span::new(self.end - 2, self.end)), ..Predicate::default() }).filter(|_| at > from);
        }
        for (index, token) in tokens.iter().enumerate().skip(1) {
            let (start, end) = (token.span.start(), token.span.end());
            if !self.free(from, start) || self.page.annotations.splits(start) {
                continue;
            }
            // 农业开发|资金进一步向主产区倾斜: a noun built with a verb, before a phrase or an adverb.
            let headed = tokens.get(index + 1).is_some_and(|next| self.cue("topic_noun", next.span.start()) == Some(next.span.len()))
                && tokens.get(index + 2).is_some_and(|next| matches!(next.tag, "p" | "d" | "ad"));
            if headed && token.tag.starts_with('v') && self.cue("noun_building_verb", start).is_some() {
                continue;
            }
            let text = self.page.text;
            let attribute = ["的", "之", "者"].iter().any(|word| self.starts(end, word)) || text.ends_with(start, "的");
            let opens = matches!(token.tag, "p" | "d" | "ad") && !attribute && index + 1 < tokens.len();
            // 专项附加扣除|遵循…: the last of verbs in a row; what stands before it is the subject's.
            let last =
                tokens.get(index + 1).is_none_or(|next| !matches!(next.tag, "v" | "vn") || self.cue("governing_verb", start).is_some());
            let verb = token.tag == "v" && (token.span.len() >= 2 || index + 1 < tokens.len()) && !attribute && last;
            if (opens || verb)
                && let Some(found) = self.clause(start, Vec::new(), false, true)
            {
                return Some(found);
            }
        }
        None
    }
}
