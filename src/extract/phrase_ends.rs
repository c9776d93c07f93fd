//! Where a phrase in front of a Chinese verb ends.
//!
//! The ways are tried in a fixed order, the surest first: the end of a name, the verb that a preposition asks for, a
//! mark, the word that closes the phrase, and last the verb of the clause.

use super::predicate::Reader;
use crate::model::{Span, Token};

/// What stands behind a preposition, up to a limit.
pub(super) struct Ahead<'a> {
    reader: &'a Reader<'a>,
    word: &'a str,
    from: usize,
    limit: usize,
    tokens: &'a [Token],
}

impl<'a> Ahead<'a> {
    pub(super) fn new(reader: &'a Reader<'a>, word: &'a str, from: usize, limit: usize) -> Self {
        Ahead { reader, word, from, limit, tokens: reader.page.segments.tokens_in(Span::new(from, limit)) }
    }

    /// Where the phrase ends; `None` where nothing tells it.
    pub(super) fn end(&self) -> Option<usize> {
        self.light()
            .or_else(|| self.whom())
            .or_else(|| self.name())
            .or_else(|| self.mark())
            .or_else(|| self.frame())
            .or_else(|| self.disposal())
            .or_else(|| self.giving())
            .or_else(|| self.next_phrase())
            .or_else(|| self.copula())
            .or_else(|| self.closed())
            .or_else(|| self.basis())
            // 用新技术|改造提升产业
            .or_else(|| {
                self.verb()
                    .map(|end| if end > self.from + 3 && self.reader.cue("verb_compound", end - 2) == Some(4) { end - 2 } else { end })
            })
    }

    fn is(&self, words: &[&str]) -> bool {
        words.contains(&self.word)
    }

    fn free(&self, at: usize) -> bool {
        self.reader.free(self.from, at)
    }

    /// The codebook closes a phrase right before a place.
    fn closing(&self, at: usize) -> bool {
        let key = self.reader.page.text.key(Span::new(self.from, at));
        self.reader.page.codebook.cues.at_end("phrase_close", key).is_some()
    }

    /// 由市交通运输局|制定, 向主管部门|备案: up to the end of the name.
    fn name(&self) -> Option<usize> {
        if !self.is(&["由", "向", "经", "与", "对", "同"]) {
            return None;
        }
        let (reader, text, from, limit) = (self.reader, self.reader.page.text, self.from, self.limit);
        let named = reader.page.annotations.starting(from).map(|mention| {
            let end = mention.span.end();
            let note = (text.key_at(end) == Some('(')).then(|| crate::segment::closing(text, end, limit)).flatten();
            note.map_or(end, |close| close + 1)
        });
        // 向本会指定之机构: a verb before 之 or 的 goes with the name.
        let verb = |end: usize| {
            let attribute = |token: &Token| reader.starts(token.span.end(), "之") || reader.starts(token.span.end(), "的");
            reader.verbal(end, true) && !reader.token_at(end).is_some_and(attribute)
        };
        let generic = || {
            (from + 2..limit).find(|end| {
                let acts = reader.page.codebook.cues.at_end("generic_actor", text.key(Span::new(from, *end))).is_some();
                acts && reader.token_at(*end).is_some() && verb(*end)
            })
        };
        let agent = reader.agent.filter(|end| self.word == "由" && *end > from);
        let end = agent.or(named.filter(|end| verb(*end))).or_else(generic).filter(|end| *end < limit)?;
        Some(self.relative(end).unwrap_or(end))
    }

    /// 对经营者|侵害权益的行为|实施处罚: the verb behind the name only says which; the noun behind 的 ends the phrase.
    fn relative(&self, from: usize) -> Option<usize> {
        let (reader, text) = (self.reader, self.reader.page.text);
        if reader.cue("pivot_verb", from).is_some() || reader.cue("light_verb", from).is_some() {
            return None;
        }
        (from + 2..self.limit).take_while(|at| text.key[*at] != '，').filter(|at| text.key[at - 1] == '的' && self.free(*at)).find_map(
            |at| {
                let end = at + reader.cue("relative_noun", at)?;
                let token = reader.token_at(end)?;
                (matches!(token.tag, "v" | "d" | "ad") || reader.cue("light_verb", end).is_some()).then_some(end)
            },
        )
    }

    /// 就符合资格者|办理: behind who is meant; 与专项规划|相衔接: before what two do to each other.
    fn whom(&self) -> Option<usize> {
        let (reader, text) = (self.reader, self.reader.page.text);
        if self.is(&["与", "同", "和"]) {
            let last = self.tokens.last().filter(|last| last.span.end() == self.limit)?;
            let before = self.tokens.len().checked_sub(2).map(|index| &self.tokens[index]);
            let each =
                [Some(last), before].into_iter().flatten().find(|token| token.span.len() < 4 && text.key[token.span.start()] == '相');
            // 相|适应, 相等
            return each.map(|token| token.span.start() + usize::from(token.span.len() != 2)).filter(|at| *at > self.from + 1);
        }
        if !self.is(&["对", "对于", "就"]) {
            return None;
        }
        (self.from + 3..self.limit)
            .find(|at| text.key[at - 1] == '者' && self.free(*at) && reader.known(*at).is_some_and(|length| length >= 2))
    }

    /// 对列入规划的项目|给予支持
    fn light(&self) -> Option<usize> {
        if !self.is(&["对", "对于", "将"]) {
            return None;
        }
        let (index, _) = self.tokens.iter().enumerate().skip(1).find(|(_, token)| {
            self.reader.cue("light_verb", token.span.start()) == Some(token.span.len())
                && token.span.len() == 2
                && self.reader.verbal(token.span.end(), true)
                && !self.reader.token_at(token.span.end()).is_some_and(|next| self.reader.starts(next.span.end(), "的"))
                && self.free(token.span.start())
        })?;
        Some(self.reader.before_adverbs(&self.tokens[..=index]))
    }

    /// 在收到申请之日起三个月内，应…: up to the mark.
    fn mark(&self) -> Option<usize> {
        let comma = (self.from + 1..self.limit).find(|at| self.reader.page.text.key[*at] == '，' && self.free(*at));
        let disposal = self.is(&["将", "把", "为", "为了"]);
        let basis = self.is(&["根据", "按照", "依据", "依照", "本着", "依", "比照"]);
        // 对成效明显的县，在分配资金时…: the whole noun.
        if self.is(&["对", "对于"]) {
            let whole = |at: &usize| {
                self.reader.page.text.key[*at] == '，' && self.free(*at) && self.reader.nominal(Span::new(self.from, *at), false)
            };
            if let Some(end) = (self.from + 1..self.limit).find(whole) {
                return Some(end);
            }
        }
        if comma.is_some() {
            return comma.filter(|comma| !disposal && self.closing(*comma) || basis);
        }
        let all = self.reader.more && !disposal && self.closing(self.limit) && self.reader.ends_clause(self.limit);
        all.then_some(self.limit)
    }

    /// 以改革为动力推进…, 以保护为前提.
    fn frame(&self) -> Option<usize> {
        if !self.is(&["以", "用"]) {
            return None;
        }
        let made = |token: &Token| {
            self.reader.page.text.key_slice(token.span) == "为" && token.span.start() > self.from && self.free(token.span.start())
        };
        let index = self.tokens.iter().position(made)?;
        let behind = &self.tokens[index + 1..];
        let verb = behind.iter().position(|token| token.tag == "v" && self.reader.cue("directive_verb", token.span.start()).is_some());
        Some(verb.filter(|verb| *verb > 0).map_or(self.limit, |verb| behind[verb].span.start()))
    }

    /// 将…纳入: the verb that 将 and 把 ask for; 将评估结果向社会|公布: else the last verb, or the phrase before it.
    fn disposal(&self) -> Option<usize> {
        if !self.is(&["将", "把"]) {
            return None;
        }
        let (reader, text) = (self.reader, self.reader.page.text);
        let verb = (self.from + 1..self.limit)
            .find(|at| self.free(*at) && reader.token_at(*at).is_some() && reader.cue("disposal_verb", *at).is_some());
        if verb.is_some() {
            return verb;
        }
        let another = reader.another(Span::new(self.from, self.limit)).unwrap_or(self.limit);
        let (index, _) = self.tokens.iter().enumerate().skip(1).rev().find(|(_, token)| {
            let (start, end) = (token.span.start(), token.span.end());
            let length = reader.known(start).unwrap_or(0);
            let known = length >= token.span.len().max(2) && start < another;
            known
                && (token.tag == "v" || length > token.span.len())
                && self.free(start)
                && !reader.starts(end, "的")
                && !text.ends_with(start, "的")
        })?;
        let phrase = |token: &&Token| ["向", "在", "由", "与", "从", "按照", "按"].contains(&text.key_slice(token.span).as_str());
        let before = self.tokens[..index].iter().skip(1).find(phrase);
        Some(before.map_or_else(|| reader.before_adverbs(&self.tokens[..=index]), |token| token.span.start()))
    }

    /// 为改革|作出贡献
    fn giving(&self) -> Option<usize> {
        if !self.is(&["为", "为了"]) {
            return None;
        }
        let gives =
            |token: &&Token| self.reader.cue("giving_verb", token.span.start()) == Some(token.span.len()) && self.free(token.span.start());
        // 为周围农村|服务
        let text = self.reader.page.text;
        let whole = text.key_slice(Span::new(self.from, self.limit));
        let serves = |token: &&Token| token.span.end() == self.limit && text.key_slice(token.span) == "服务" && !whole.contains("提供");
        self.tokens.iter().skip(1).rfind(gives).or_else(|| self.tokens.last().filter(serves)).map(|verb| verb.span.start())
    }

    /// 通过网站、窗口|向机关提出: the next phrase ends it.
    fn next_phrase(&self) -> Option<usize> {
        if !self.is(&["通过", "以", "利用"]) {
            return None;
        }
        let opens = |token: &&Token| matches!(self.reader.mark(token), '向' | '将') && token.tag != "n" && self.free(token.span.start());
        let next = self.tokens.iter().skip(1).find(opens)?;
        let known = |token: &Token| self.reader.known(token.span.start()).is_some_and(|length| length >= token.span.len().max(2));
        self.reader.tokens(next.span.end()).iter().skip(1).any(known).then_some(next.span.start())
    }

    /// 为经核准经营业务之银行: 为 is the verb, and all behind it what something is.
    fn copula(&self) -> Option<usize> {
        let key = self.reader.page.text.key(Span::new(self.from, self.limit));
        let noun = key.iter().rposition(|c| *c == '之').is_some_and(|at| at + 3 >= key.len());
        (self.word == "为" && noun).then_some(self.limit)
    }

    /// 按照规定的程序|办理: behind the word that closes it; 自收到之日起|六个月内: and the period from there.
    fn closed(&self) -> Option<usize> {
        let openers = [
            "在", "从", "自", "按照", "按", "根据", "依据", "依照", "依", "以", "用", "于", "经", "到", "至", "随着", "当", "就", "本着",
            "遵照", "通过", "对", "采取",
        ];
        if !self.is(&openers) {
            return None;
        }
        let reader = self.reader;
        let mut ends = (self.from + 1..self.limit).filter_map(|at| {
            let end = at + reader.cue("phrase_close", at)?;
            let own =
                reader.page.segments.tokens_in(Span::new(at.saturating_sub(3), end)).last().is_some_and(|token| token.span.end() == end);
            // 提|起: the end of a verb closes nothing.
            let inside = reader.page.segments.tokens_in(Span::new(at.saturating_sub(1), end)).first();
            let inside =
                inside.is_some_and(|token| token.span.start() + 1 == at && token.tag == "v" && token.span.end() == end && end == at + 1);
            let own = own && !inside;
            let time = ["前", "后", "时", "内", "起", "期间"].iter().any(|word| reader.starts(at, word));
            // 广告时|长
            let own = own && !(reader.starts(at, "时") && ["长", "限", "段"].iter().any(|word| reader.starts(end, word)));
            // 在资金安排|上
            let side = reader
                .token_at(end)
                .is_some_and(|token| matches!(reader.mark(token), '上' | '中' | '下' | '时' | '后' | '内' | '前' | '外'));
            let end = end + usize::from(side);
            let time = time || side;
            let whole = own && end < self.limit && self.free(at) && reader.token_at(end).is_some() && !reader.starts(end, "的");
            (whole && (time || !reader.noun_behind(end))).then_some((end, at))
        });
        let (end, start) = ends.next()?;
        let longer = reader.starts(start, "起").then(|| ends.next()).flatten().filter(|(later, _)| later - end <= 10);
        Some(longer.map_or(end, |(later, _)| later))
    }

    /// 根据发展情况，适时启动: the whole clause, where another follows.
    fn basis(&self) -> Option<usize> {
        let basis = self.is(&["根据", "按照", "依照", "依据", "本着", "遵照", "围绕", "针对", "依", "比照"]);
        (self.reader.more && basis).then_some(self.limit)
    }

    /// Before the verb of the clause: a light one, one that gives somebody something to do, else the last.
    fn verb(&self) -> Option<usize> {
        let (reader, text, tokens) = (self.reader, self.reader.page.text, self.tokens);
        let (mut plain, mut nominal, mut main) = (None, None, None);
        let mut run = false;
        for (index, token) in tokens.iter().enumerate().skip(1).filter(|(_, token)| self.free(token.span.start())) {
            let (start, end) = (token.span.start(), token.span.end());
            // 按规定审核，|并公布: what is joined comes later.
            if main.is_some() && matches!(reader.mark(token), '，' | '并' | '且' | '、') {
                break;
            }
            let attribute = ["的", "之", "者", "人", "单位", "地"].iter().any(|word| reader.starts(end, word));
            let of = text.ends_with(start, "的") || text.ends_with(start, "之");
            let listed = matches!(text.key_at(end), Some('、' | '和' | '及' | '与'));
            let known = reader.known(start).is_some_and(|length| length >= token.span.len());
            let light = reader.cue("light_verb", start) == Some(token.span.len()) && reader.verbal(end, true);
            let here = || Some(reader.before_adverbs(&tokens[..=index]));
            let single = token.span.len() == 1;
            let noun_listed = listed && tokens.get(index + 2).is_some_and(|token| token.tag.starts_with('n'));
            let verb = token.tag == "v" && !single && !of && !noun_listed && reader.cue("no_predicate", start).is_none();
            let after_verb = std::mem::replace(&mut run, verb || token.tag == "vn");
            if attribute || reader.page.annotations.splits(start) {
                continue;
            }
            if light || verb && reader.cue("pivot_verb", start) == Some(token.span.len()) {
                return here();
            }
            // 在服务机构|办理失业登记: what is registered stands behind.
            let carries = (verb || known && !of) && reader.cue("carrier_verb", start) == Some(token.span.len());
            if carries && !text.key(Span::new(end, self.limit)).iter().any(|c| matches!(c, '的' | '之' | '时' | '后' | '中' | '，')) {
                return here();
            }
            // The last verb is the one of the clause, the first of those in a row.
            if verb && !after_verb && (known || plain.is_none()) {
                if known {
                    main = here();
                }
                plain = plain.or_else(here);
            }
            if nominal.is_none() && known && !of && !single && (end < self.limit || self.is(&["向", "与", "同", "由", "对", "就", "自"]))
            {
                nominal = here();
            }
        }
        main.or(plain).or(nominal)
    }
}
