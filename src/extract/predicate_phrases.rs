//! Phrases in front of a Chinese verb: where they end, and what they say of the deed.
//!
//! A phrase opens with a preposition and ends behind the word that closes it (在…基础上), at the end of a name
//! (由主管部门), at a mark, or before the verb that it belongs to.
//!
//! Law: a phrase lies inside the clause and ends outside brackets and quotation marks.

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
            } else {
                break;
            }
        }
        at
    }

    /// A phrase that opens with a preposition.
    pub(super) fn phrase(&self, at: usize, limit: usize) -> Option<Phrase> {
        let text = self.page.text;
        let length = self.cue("preposition", at)?;
        let token = self.token_at(at);
        // 依该|规定, 自本|日起: the segmenter has run two words together.
        let run_on = length == 1 && text.key_at(at + 1).is_some_and(|c| "该第本前其所各此".contains(c));
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
        let end = self.phrase_end(&word, inner, limit).unwrap_or(limit);
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

    /// Where a phrase ends: behind the word that closes it, or before the verb that it belongs to.
    pub(super) fn phrase_end(&self, word: &str, from: usize, limit: usize) -> Option<usize> {
        let text = self.page.text;
        let tokens = self.page.segments.tokens_in(Span::new(from, limit));
        let free = |at: usize| self.free(from, at);
        // 由市交通运输局|制定, 向主管部门|备案: up to the end of the name.
        if matches!(word, "由" | "向" | "经" | "与" | "对" | "同") {
            let named = self.page.annotations.starting(from).map(|mention| {
                let end = mention.span.end();
                let note = (text.key_at(end) == Some('(')).then(|| crate::segment::closing(text, end, limit)).flatten();
                note.map_or(end, |close| close + 1)
            });
            // 向本会指定之机构: a verb before 之 or 的 goes with the name.
            let verb = |end: usize| {
                let attribute = |token: &Token| self.starts(token.span.end(), "之") || self.starts(token.span.end(), "的");
                self.verbal(end, true) && !self.token_at(end).is_some_and(attribute)
            };
            let generic = || {
                (from + 2..limit).find(|end| {
                    self.page.codebook.cues.at_end("generic_actor", text.key(Span::new(from, *end))).is_some()
                        && self.token_at(*end).is_some()
                        && verb(*end)
                })
            };
            let agent = self.agent.filter(|end| word == "由" && *end > from);
            let name = agent.or(named.filter(|end| verb(*end))).or_else(generic).filter(|end| *end < limit);
            if name.is_some() {
                return name;
            }
        }
        // 对列入规划的项目|给予支持
        if matches!(word, "对" | "对于" | "将") {
            let light = tokens.iter().enumerate().skip(1).find(|(_, token)| {
                self.cue("light_verb", token.span.start()) == Some(token.span.len())
                    && token.span.len() == 2
                    && self.verbal(token.span.end(), true)
                    && free(token.span.start())
            });
            if let Some((index, _)) = light {
                return Some(self.before_adverbs(&tokens[..=index]));
            }
        }
        // 在收到申请之日起三个月内，应…: up to the mark.
        let comma = (from + 1..limit).find(|at| text.key[*at] == '，' && free(*at));
        let closing = |at: usize| self.page.codebook.cues.at_end("phrase_close", text.key(Span::new(from, at))).is_some();
        let disposal = matches!(word, "将" | "把" | "为" | "为了");
        if let Some(comma) =
            comma.filter(|comma| !disposal && closing(*comma) || ["根据", "按照", "依据", "依照", "本着"].contains(&word) && *comma > 0)
        {
            return Some(comma);
        }
        if self.more && comma.is_none() && !disposal && closing(limit) && self.ends_clause(limit) {
            return Some(limit);
        }
        // 以改革为动力推进…, 以保护为前提.
        if matches!(word, "以" | "用" | "把" | "将")
            && let Some(index) =
                tokens.iter().position(|token| text.key_slice(token.span) == "为" && token.span.start() > from && free(token.span.start()))
        {
            let behind = &tokens[index + 1..];
            let verb = behind.iter().position(|token| token.tag == "v" && self.cue("directive_verb", token.span.start()).is_some());
            if matches!(word, "以" | "用") {
                return Some(verb.filter(|verb| *verb > 0).map_or(limit, |verb| behind[verb].span.start()));
            }
        }
        if matches!(word, "将" | "把") {
            let verb = (from + 1..limit)
                .find(|at| self.free(from, *at) && self.token_at(*at).is_some() && self.cue("disposal_verb", *at).is_some());
            if verb.is_some() {
                return verb;
            }
            // 将评估结果向社会|公布: the last verb.
            let last = tokens.iter().enumerate().skip(1).rev().find(|(_, token)| {
                let (start, end) = (token.span.start(), token.span.end());
                let known = self.known(start).is_some_and(|length| length >= token.span.len().max(2));
                known && token.tag == "v" && free(start) && !self.starts(end, "的") && !text.ends_with(start, "的")
            });
            if let Some((index, _)) = last {
                let before = tokens[..index]
                    .iter()
                    .enumerate()
                    .skip(1)
                    .find(|(_, token)| matches!(text.key_slice(token.span).as_str(), "向" | "在" | "由" | "与" | "从" | "按照" | "按"));
                return Some(before.map_or_else(|| self.before_adverbs(&tokens[..=index]), |(at, _)| tokens[at].span.start()));
            }
        }
        if matches!(word, "为" | "为了") {
            let mut giving = tokens.iter().skip(1).filter(|token| self.cue("giving_verb", token.span.start()) == Some(token.span.len()));
            if let Some(verb) = giving.rfind(|token| free(token.span.start())) {
                return Some(verb.span.start());
            }
        }
        // 通过网站、窗口|向机关提出: the next phrase ends it.
        if matches!(word, "通过" | "以" | "利用") {
            let next =
                tokens.iter().skip(1).find(|token| matches!(self.mark(token), '向' | '将') && token.tag != "n" && free(token.span.start()));
            if let Some(next) = next.filter(|next| self.verb_behind(next.span.end())) {
                return Some(next.span.start());
            }
        }
        // 为经核准经营业务之银行: 为 is the verb.
        if word == "为" && text.key(Span::new(from, limit)).iter().rposition(|c| *c == '之').is_some_and(|at| at + 3 >= limit - from) {
            return Some(limit);
        }
        let closes = matches!(
            word,
            "在" | "从"
                | "自"
                | "按照"
                | "按"
                | "根据"
                | "依据"
                | "依照"
                | "依"
                | "以"
                | "用"
                | "于"
                | "经"
                | "到"
                | "至"
                | "随着"
                | "当"
                | "就"
                | "本着"
                | "遵照"
                | "通过"
                | "对"
                | "采取"
        );
        if closes {
            let mut ends = (from + 1..limit).filter_map(|at| {
                let length = self.cue("phrase_close", at)?;
                let end = at + length;
                let own =
                    self.page.segments.tokens_in(Span::new(at.saturating_sub(3), end)).last().is_some_and(|token| token.span.end() == end);
                let time = ["前", "后", "时", "内", "起", "期间"].iter().any(|word| self.starts(at, word));
                (own && end < limit
                    && free(at)
                    && self.token_at(end).is_some()
                    && !self.starts(end, "的")
                    && (time || !self.noun_behind(end)))
                .then_some((end, at))
            });
            if let Some((end, start)) = ends.next() {
                // 自收到之日起|六个月内
                let longer = self.starts(start, "起").then(|| ends.next()).flatten().filter(|(later, _)| later - end <= 10);
                return Some(longer.map_or(end, |(later, _)| later));
            }
        }
        if self.more && matches!(word, "根据" | "按照" | "依照" | "依据" | "本着" | "遵照" | "围绕" | "针对") {
            return Some(limit);
        }
        let (mut plain, mut nominal, mut main) = (None, None, None);
        let mut run = false;
        for (index, token) in tokens.iter().enumerate().skip(1).filter(|(_, token)| free(token.span.start())) {
            let (start, end) = (token.span.start(), token.span.end());
            // 按规定审核，|并公布: what is joined comes later.
            if main.is_some() && matches!(self.mark(token), '，' | '并' | '且' | '、') {
                break;
            }
            let attribute = ["的", "之", "者", "人", "单位"].iter().any(|word| self.starts(end, word));
            let of = text.ends_with(start, "的") || text.ends_with(start, "之");
            let listed = matches!(text.key_at(end), Some('、' | '和' | '及' | '与'));
            let known = self.known(start).is_some_and(|length| length >= token.span.len());
            let light = self.cue("light_verb", start) == Some(token.span.len()) && self.verbal(end, true);
            let here = || Some(self.before_adverbs(&tokens[..=index]));
            let single = token.span.len() == 1;
            let noun_listed = listed && tokens.get(index + 2).is_some_and(|token| token.tag.starts_with('n'));
            let verb = token.tag == "v" && !single && !of && !noun_listed && self.cue("no_predicate", start).is_none();
            let after_verb = std::mem::replace(&mut run, verb || token.tag == "vn");
            if attribute || self.page.annotations.splits(start) {
                continue;
            }
            if light || verb && self.cue("pivot_verb", start) == Some(token.span.len()) {
                return here();
            }
            // The last verb is the one of the clause, the first of those in a row.
            if verb && !after_verb && (known || plain.is_none()) {
                if known {
                    main = here();
                }
                plain = plain.or_else(here);
            }
            if nominal.is_none() && known && !of && !single && (end < limit || matches!(word, "向" | "与" | "同" | "由" | "对")) {
                nominal = here();
            }
        }
        main.or(plain).or(nominal)
    }

    /// A verb of the codebook stands behind a place.
    fn verb_behind(&self, from: usize) -> bool {
        self.tokens(from).iter().skip(1).any(|token| self.known(token.span.start()).is_some_and(|length| length >= token.span.len().max(2)))
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
        self.token_at(at).is_some_and(|token| token.tag.starts_with('n') || matches!(self.mark(token), '、' | '和' | '及'))
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

    /// 以X为Y: Y with 为 is the aim, X the object.
    pub(super) fn framed(&self, phrase: &Phrase) -> Option<(Span, Span)> {
        if !matches!(phrase.word.as_str(), "以" | "用") {
            return None;
        }
        let text = self.page.text;
        let tokens = self.page.segments.tokens_in(phrase.inner);
        if text.key(phrase.inner).iter().rev().take_while(|c| **c != '为').any(|c| *c == '的') {
            return None;
        }
        let made = tokens.iter().rfind(|token| text.key_slice(token.span) == "为" && token.span.start() > phrase.inner.start())?;
        let object = text.trim(Span::new(phrase.inner.start(), made.span.start()));
        (!object.is_empty()).then(|| (text.trim(Span::new(made.span.start(), phrase.inner.end())), object))
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
