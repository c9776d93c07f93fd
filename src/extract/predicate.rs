//! The predicate of a Chinese statement: its aim, what it acts on, and the phrases before them.
//!
//! The aim stands behind the modal, adverbs and phrases: 应当|依法|对申请材料|进行|审查. Verbs that share an
//! object are one aim (建立和完善, 研究制定); a verb that governs another is the aim alone (推动…建立…). Aim and
//! object are those of the Institutional Grammar (Crawford & Ostrom 1995; Frantz & Siddiki 2021).
//!
//! Law: every part lies inside the clause, the aim before or behind its object and never across it.

use super::Page;
use super::verbs::behind_pretext;
use super::view::View;
use crate::model::{EntityType, Modality, Span, Token};

/// What a statement says is to be done.
#[derive(Debug, Default)]
pub(super) struct Predicate {
    /// The verb, or the verbs that share an object.
    pub(super) aim: Option<Span>,
    /// What it acts on.
    pub(super) object: Option<Span>,
    /// 通过…, 以…方式: by what means.
    pub(super) means: Vec<Span>,
    /// 为…: what for.
    pub(super) purposes: Vec<Span>,
    /// 在…前提下, …时: when.
    pub(super) conditions: Vec<Span>,
}

/// A phrase in front of the verb.
struct Phrase {
    /// From the preposition to its end.
    span: Span,
    /// What stands behind the preposition.
    inner: Span,
    word: String,
}

/// Reads the statement whose main clause is the first of `views`; `modal` is the cue in it, if it has one of
/// its own, `actor` who acts there.
pub(super) fn predicate(page: &Page<'_>, views: &[View], modal: Option<(Modality, Span)>, actor: Option<Span>) -> Predicate {
    let Some(view) = views.first() else { return Predicate::default() };
    let mut reader = Reader { page, start: view.start, end: view.core.end(), agent: actor.map(Span::end), more: views.len() > 1 };
    let from = match modal {
        // 处理运行中需要协调的问题: the modal stands in what the verb acts on.
        Some((_, cue)) if reader.inside_object(cue, actor) => view.start,
        Some((modality, cue)) if reader.carries(modality, cue) => cue.start(),
        // 坚决防止|和纠正: the cue ends in the verb.
        Some((_, cue)) if cue.len() >= 4 && reader.known(cue.end() - 2) == Some(2) => cue.end() - 2,
        Some((_, cue)) => cue.end(),
        None => view.start,
    };
    let behind = actor.map(Span::end).filter(|at| *at > from && *at < view.core.end());
    // 本所设…: what the clause opens with is who acts, and no verb.
    let opens = actor.is_some_and(|actor| actor.start() == from) || page.text.starts_with(from, "所");
    let starts = [behind, Some(from).filter(|_| !opens || behind.is_none())];
    let mut found = reader.sealed(from).or_else(|| reader.copula(from));
    // 应于六个月内，向机关申请: the verb stands in a clause behind.
    for (index, ahead) in views.iter().enumerate() {
        if found.is_some() {
            break;
        }
        reader.end = ahead.core.end();
        let mut phrases = Vec::new();
        if modal.is_some() {
            // What stands before the modal is a phrase or who acts.
            reader.phrases_at(view.start, from, &mut phrases);
        }
        let last = index + 1 == views.len();
        reader.more = !last;
        found = starts
            .into_iter()
            .flatten()
            .find_map(|start| reader.clause(start, std::mem::take(&mut phrases), modal.is_some() || Some(start) == behind, last));
        let closed = page.codebook.cues.at_end("phrase_close", page.text.key(Span::new(view.start, ahead.core.end()))).is_some();
        if found.is_some() || modal.is_none() && views[0].preposition == 0 && !closed {
            break;
        }
    }
    if found.is_none() {
        reader.end = view.core.end();
        found = reader.anywhere(from);
    }
    let mut found = found.unwrap_or_default();
    reader.passive(&mut found, view.start);
    if let Some(aim) = found.aim.filter(|_| found.object.is_none()) {
        found.object = reader.fronted(view.start, modal.map_or(aim.start(), |(_, cue)| cue.start().min(aim.start())), aim.start());
    }
    found
}

struct Reader<'a> {
    page: &'a Page<'a>,
    /// Where the clause starts, and where what is read ends.
    start: usize,
    end: usize,
    /// Where the name of who acts ends.
    agent: Option<usize>,
    /// Clauses of the statement follow.
    more: bool,
}

impl Reader<'_> {
    fn tokens(&self, from: usize) -> &[Token] {
        self.page.segments.tokens_in(Span::new(from.min(self.end), self.end))
    }

    fn cue(&self, group: &str, at: usize) -> Option<usize> {
        self.page.codebook.cues.at(group, &self.page.text.key[..self.end], at)
    }

    fn token_at(&self, at: usize) -> Option<&Token> {
        let tokens = &self.page.segments.tokens;
        tokens
            .binary_search_by_key(&at, |token| token.span.start())
            .ok()
            .map(|index| &tokens[index])
            .filter(|token| token.span.start() < self.end)
    }

    /// The character of a token of one; a blank for longer ones.
    fn mark(&self, token: &Token) -> char {
        if token.span.len() == 1 { self.page.text.key[token.span.start()] } else { ' ' }
    }

    fn starts(&self, at: usize, word: &str) -> bool {
        self.page.text.starts_with(at, word)
    }

    /// 鼓励, 支持, 努力实现: a modal that is itself the verb.
    fn carries(&self, modality: Modality, cue: Span) -> bool {
        matches!(modality, Modality::Promote | Modality::Explore | Modality::Aim | Modality::Do)
            || cue.len() >= 2 && self.known(cue.start()).is_some_and(|length| length >= cue.len()) && modality != Modality::Prohibit
    }

    /// Length of the verb of the codebook at a place.
    fn known(&self, at: usize) -> Option<usize> {
        ["directive_verb", "disposal_verb", "governing_verb", "plain_verb"].iter().filter_map(|group| self.cue(group, at)).max()
    }

    /// The clause opens with a verb, and a modal in it stands before 的 and a noun.
    fn inside_object(&self, cue: Span, actor: Option<Span>) -> bool {
        let text = self.page.text;
        let attribute = text.key(Span::new(cue.end().min(self.end), self.end)).iter().any(|c| matches!(c, '的' | '之'));
        // 防治污染的设施应当…: what stands before the modal is bound by it.
        let bound = ["应当", "必须", "不得", "应", "须"].contains(&text.key_slice(cue).as_str())
            || text.key(Span::new(self.start, cue.start())).iter().any(|c| matches!(c, '的' | '之'));
        cue.start() > self.start
            && attribute
            && !bound
            && actor.is_none()
            && self.cue("preposition", self.start).is_none()
            && self.aim(self.phrases_at(self.start, cue.start(), &mut Vec::new()), false).is_some_and(|aim| aim.end() <= cue.start())
            && !self.page.text.key(Span::new(self.start, cue.start())).contains(&'，')
    }

    /// A verb, an adverb or a preposition starts at a place.
    fn verbal(&self, at: usize, nouns: bool) -> bool {
        let token = self.token_at(at);
        let tagged = token.is_some_and(|token| matches!(token.tag, "v" | "d" | "ad" | "vd" | "p") || nouns && token.tag == "vn");
        let known =
            self.cue("directive_verb", at).is_some_and(|length| length >= 2) && (nouns || token.is_none_or(|token| token.tag != "vn"));
        at < self.end && (tagged || known || self.cue("preposition", at).is_some_and(|length| length >= 2 || token.is_some()))
    }

    /// The predicate that starts at a place, behind adverbs and phrases.
    fn clause(&self, from: usize, mut phrases: Vec<Phrase>, bound: bool, last: bool) -> Option<Predicate> {
        let mut at = self.phrases_at(from, self.end, &mut phrases);
        // 结合军队工作: a preposition with nothing behind it is the verb.
        let mut aim = self.aim(at, bound || !phrases.is_empty());
        if aim.is_none() {
            aim = self.behind_adverb(from, at);
        }
        if aim.is_none()
            && last
            && let Some(phrase) = phrases.last().filter(|phrase| phrase.span.end() >= self.end && phrase.span.start() >= from)
        {
            at = phrase.span.start();
            let as_clause = self.framed(phrase);
            let verbal = self.token_at(at).is_some_and(|token| token.tag.starts_with('v')) || self.cue("directive_verb", at).is_some();
            if let Some((verb, object)) = as_clause {
                phrases.pop();
                let mut found = self.sort(&phrases);
                (found.aim, found.object) = (Some(verb), Some(object));
                return Some(found);
            }
            if verbal && phrase.inner.start() < phrase.inner.end() {
                aim = Some(Span::new(at, phrase.inner.start()));
                phrases.pop();
            }
        }
        let aim = aim?;
        let text = self.page.text;
        let mut found = self.sort(&phrases);
        let behind = text.trim(Span::new(aim.end(), self.end));
        let disposal = phrases.iter().rev().find(|phrase| matches!(phrase.word.as_str(), "将" | "把"));
        let towards = phrases.iter().rev().find(|phrase| matches!(phrase.word.as_str(), "对" | "向"));
        found.object =
            disposal.map(|phrase| phrase.inner).or((!behind.is_empty()).then_some(behind)).or(towards.map(|phrase| phrase.inner));
        found.aim = Some(aim);
        Some(found)
    }

    /// 如实|记录: what stands behind an adverb is the verb, whatever the dictionary has; 加快|换电站布局, 充实|网站:
    /// what seemed an adverb is the verb before a noun.
    fn behind_adverb(&self, from: usize, at: usize) -> Option<Span> {
        let before =
            (at.saturating_sub(5).max(from)..at).find(|start| self.adverb(*start, self.end).is_some_and(|length| start + length == at));
        let before = Span::new(before?, at);
        let noun = self.token_at(at).is_some_and(|token| !token.tag.starts_with(['u', 'w', 'y', 'c']));
        let verb = self.cue("directive_verb", before.start()) == Some(before.len())
            && self.token_at(before.start()).is_none_or(|token| token.tag != "d");
        let by_tag =
            self.cue("adverb", before.start()).is_none() && self.cue("hastening_verb", before.start()).is_none() && before.len() >= 2;
        let first = self.token_at(before.start()).is_none_or(|token| token.tag != "d" && token.tag != "c");
        if noun && first && (verb || by_tag) {
            return Some(before);
        }
        let token = self.token_at(at)?;
        (token.span.len() >= 2
            && !token.tag.starts_with(['r', 'm', 'q', 'p', 'u', 't'])
            && !token.tag.starts_with("ns")
            && !token.tag.starts_with("nt"))
        .then_some(token.span)
    }

    /// Skips adverbs, dates, 由…, and phrases, which it collects; where the verb should stand.
    fn phrases_at(&self, from: usize, limit: usize, phrases: &mut Vec<Phrase>) -> usize {
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

    /// Length of an adverb, a date or a conjunction at a place, with a verb to come.
    fn adverb(&self, at: usize, limit: usize) -> Option<usize> {
        let date = self.page.annotations.starting(at).filter(|mention| mention.entity_type == EntityType::Date);
        if let Some(date) = date.filter(|date| date.span.end() < limit) {
            let end = date.span.end();
            let closes = ["之前", "以前", "以内", "内", "前", "后", "起", "底前", "底"].iter().find(|word| self.starts(end, word));
            return Some(end + closes.map_or(0, |word| word.chars().count()) - at);
        }
        let token = self.token_at(at);
        let hastens = self.cue("hastening_verb", at).filter(|length| self.verbal(at + length, true));
        if let Some(length) = hastens.filter(|_| !self.starts(at, "统筹")) {
            return Some(length);
        }
        if let Some(length) = self.cue("adverb", at).filter(|length| {
            let inside = token
                .is_some_and(|token| token.span.len() > *length && token.tag.starts_with(['v', 'n']) && !self.verbal(at + length, true));
            let longer = inside || self.cue("directive_verb", at).is_some_and(|verb| verb > *length) && !self.verbal(at + length, false);
            at + length < limit
                && !longer
                && !(self.starts(at, "将") && *length == 1 && (self.disposed(at, limit) || !self.verbal(at + 1, false)))
        }) {
            let either = self.cue("adverb_or_verb", at) == Some(length);
            let always = ["坚持", "公开", "深化", "加大", "稳定"].iter().any(|word| self.starts(at, word));
            return (!either || !always && self.verbal(at + length, false)).then_some(length);
        }
        let token = token?;
        let plain = matches!(token.tag, "d" | "ad" | "c" | "vd") && token.span.end() < limit && self.cue("preposition", at).is_none();
        let word = self.cue("directive_verb", at).is_some_and(|length| length >= token.span.len());
        (plain && !word).then_some(token.span.len())
    }

    /// A phrase that opens with a preposition.
    fn phrase(&self, at: usize, limit: usize) -> Option<Phrase> {
        let text = self.page.text;
        let length = self.cue("preposition", at)?;
        let token = self.token_at(at);
        // 对外开放, 从事: a word of its own.
        if token.is_some_and(|token| {
            length == 1 && token.span.len() > 1 && !matches!(token.tag, "x" | "p") && self.page.annotations.starting(at + 1).is_none()
                || token.span.len() > length && token.tag.starts_with('v')
        }) {
            return None;
        }
        let word = text.key_slice(Span::new(at, at + length));
        let inner = at + length;
        // 发挥示范作用: nothing but a verb and its object.
        if word == "发挥" && text.ends_with(limit, "作用") {
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
    fn ends_clause(&self, at: usize) -> bool {
        self.page.text.key_at(at).is_none_or(|c| matches!(c, '，' | '。' | '；' | '：' | '\n' | ' ') || at >= self.end)
    }

    /// A verb of 将, 把 stands behind.
    fn disposed(&self, from: usize, limit: usize) -> bool {
        let tokens = self.page.segments.tokens_in(Span::new(from.min(limit), limit));
        // 将评估结果向社会公布
        let last = tokens.last().is_some_and(|last| last.tag == "v" && self.known(last.span.start()) == Some(last.span.len()));
        let phrase = tokens.windows(2).any(|pair| {
            pair[0].tag.starts_with('n')
                && matches!(self.mark(&pair[1]), '向' | '在' | '从' | '由' | '与')
                && pair[1].span.start() > from + 2
        });
        last && phrase || (from + 1..limit).any(|at| self.free(from, at) && self.cue("disposal_verb", at).is_some())
    }

    /// Where a phrase ends: behind the word that closes it, or before the verb that it belongs to.
    fn phrase_end(&self, word: &str, from: usize, limit: usize) -> Option<usize> {
        let text = self.page.text;
        let tokens = self.page.segments.tokens_in(Span::new(from, limit));
        let free = |at: usize| self.free(from, at);
        // 由市交通运输局|制定, 向主管部门|备案: up to the end of the name.
        if matches!(word, "由" | "向" | "经" | "与" | "对" | "同") {
            let named = self.page.annotations.starting(from).map(|mention| mention.span.end());
            let generic = || {
                (from + 2..limit).find(|end| {
                    self.page.codebook.cues.at_end("generic_actor", text.key(Span::new(from, *end))).is_some()
                        && self.token_at(*end).is_some()
                        && self.verbal(*end, true)
                })
            };
            let agent = self.agent.filter(|end| word == "由" && *end > from);
            let name = agent.or(named.filter(|end| self.verbal(*end, true))).or_else(generic).filter(|end| *end < limit);
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
        if comma.is_none() && !disposal && closing(limit) && self.ends_clause(limit) {
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
        let (mut plain, mut nominal) = (None, None);
        for (index, token) in tokens.iter().enumerate().skip(1).filter(|(_, token)| free(token.span.start())) {
            let (start, end) = (token.span.start(), token.span.end());
            let attribute = ["的", "之", "者", "人", "单位"].iter().any(|word| self.starts(end, word));
            let of = text.ends_with(start, "的") || text.ends_with(start, "之");
            let listed = matches!(text.key_at(end), Some('、' | '和' | '及' | '与'));
            let known = self.cue("directive_verb", start).is_some_and(|length| length >= token.span.len());
            let light = self.cue("light_verb", start) == Some(token.span.len()) && self.verbal(end, true);
            if attribute || self.page.annotations.splits(start) {
                continue;
            }
            let here = || Some(self.before_adverbs(&tokens[..=index]));
            let single = token.span.len() == 1;
            let noun_listed = listed && tokens.get(index + 2).is_some_and(|token| token.tag.starts_with('n'));
            if light || token.tag == "v" && known && !single && !of && !noun_listed {
                // 依法|履行: the adverbs before a verb belong to it; 向机关|提出|申请: the first, where no 的 stands between.
                let earlier = plain.filter(|plain| !text.key(Span::new(*plain, start)).iter().any(|c| matches!(c, '的' | '之')));
                return earlier.or_else(here);
            }
            if plain.is_none() && token.tag == "v" && !single && !of && !noun_listed {
                plain = here();
            }
            if nominal.is_none() && known && !of && !single && end < limit {
                nominal = here();
            }
        }
        plain.or(nominal)
    }

    /// Where the adverbs start that stand before the last of some tokens.
    fn before_adverbs(&self, tokens: &[Token]) -> usize {
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
    fn noun_behind(&self, at: usize) -> bool {
        self.token_at(at).is_some_and(|token| token.tag.starts_with('n') || matches!(self.mark(token), '、' | '和' | '及'))
    }

    /// Outside brackets and quotation marks that open behind `from`.
    fn free(&self, from: usize, at: usize) -> bool {
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
    fn framed(&self, phrase: &Phrase) -> Option<(Span, Span)> {
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

    /// The verb at a place, with those that share its object.
    fn aim(&self, at: usize, bound: bool) -> Option<Span> {
        let mut at = at;
        if let Some(length) = self.cue("light_verb", at).filter(|length| self.verbal(at + length, true)) {
            at += length;
        }
        if let Some(length) = self.cue("light_verb", at)
            && let Some(next) = self.token_at(at + length).filter(|next| next.span.len() >= 3 && next.tag.starts_with(['i', 'l']))
        {
            return Some(next.span);
        }
        // 给予适当的|支持: what the light verb carries stands at the end.
        if self.cue("light_verb", at).is_some()
            && let Some(last) =
                self.tokens(at).last().filter(|last| last.tag.starts_with('v') && self.page.text.ends_with(last.span.start(), "的"))
        {
            return Some(last.span);
        }
        if let Some(length) = self.cue("verb_compound", at).filter(|length| at + length <= self.end) {
            return Some(Span::new(at, at + length));
        }
        let first = self.verb(at, bound)?;
        let governs = self.cue("governing_verb", first.start()).is_some_and(|length| length >= first.len());
        let mut end = first.end();
        for _ in 0..5 {
            let joint = self.joint(end);
            let mut from = end + joint;
            if joint > 0 {
                // 收集、贮存和及时|清运
                from += self.adverb(from, self.end).filter(|length| self.verb(from + length, false).is_some()).unwrap_or(0);
            }
            // 建立健全|组织机构: two joined bare are enough.
            let bare = joint == 0 && self.verb(from, false).is_none_or(|next| next.end() < self.end);
            if bare || joint == 0 && (governs || end - first.start() >= 4) || from >= self.end {
                break;
            }
            let known = self.known(from).is_some_and(|length| length >= 2);
            let either = self.starts(end, "或");
            let strict = self.token_at(from).is_some_and(|token| token.tag == "v" || either && token.tag == "vn");
            let Some(next) = self.verb(from, false).filter(|next| next.len() >= 2 && (known || strict && joint > 0)) else { break };
            // 建立|和|完善|机制: an object behind both; 表扬|激励: or behind none.
            let more = self.joint(next.end());
            let behind = self.page.text.key_at(next.end()).filter(|_| next.end() < self.end);
            let object = match behind {
                None => strict && (joint == 0 || first.end() == end || known),
                Some(_) if more > 0 => joint > 0,
                Some('的' | '之' | '，' | '者') => false,
                Some(_) => joint > 0 || strict && self.cue("governing_verb", from).is_none(),
            };
            if !object {
                break;
            }
            end = next.end();
        }
        // 另|定
        let lead = usize::from(
            end - first.start() == 2 && self.known(first.start()).is_none() && matches!(self.page.text.key[first.start()], '另' | '先'),
        );
        Some(Span::new(first.start() + lead, end))
    }

    /// Length of the word that joins two verbs at a place.
    fn joint(&self, at: usize) -> usize {
        let joints = ["以及", "或者", "并且", "和", "与", "及", "并", "或", "、"];
        joints.iter().find(|joint| at < self.end && self.starts(at, joint)).map_or(0, |joint| joint.chars().count())
    }

    /// A verb that starts at a place; behind a modal any word that can be one.
    fn verb(&self, at: usize, bound: bool) -> Option<Span> {
        if at >= self.end {
            return None;
        }
        let known = self.known(at);
        let bound = bound || at == self.start;
        let Some(token) = self.token_at(at) else {
            // 继续加强, 密切联系: the segmenter has both as one word.
            let rest = self
                .page
                .segments
                .tokens_in(Span::new(at.saturating_sub(4), self.end))
                .iter()
                .find(|token| token.span.start() < at && token.span.end() > at);
            let rest = rest.filter(|token| token.span.end() - at >= 2).map(|token| token.span.end() - at);
            let length = known
                .filter(|length| *length >= 2)
                .or(rest)
                .or(known.filter(|_| bound))
                .or_else(|| self.cue("single_verb", at).filter(|_| bound))?;
            return Some(Span::new(at, at + length));
        };
        let length = token.span.len();
        // 建筑, 扩大, 抓住: a verb of one character is a word of its own.
        let known = known.filter(|known| *known >= length.min(2) && (*known > 1 || length == 1));
        let named = self.page.annotations.starting(at).filter(|mention| mention.span.len() > length);
        if named.is_some_and(|mention| {
            known.is_none() || matches!(mention.entity_type, EntityType::Organization | EntityType::Place | EntityType::Person)
        }) {
            return None;
        }
        let verb = token.tag.starts_with('v') || known.is_some_and(|known| known >= length && !token.tag.starts_with('d'));
        if !verb {
            if let Some(single) = self.cue("single_verb", at).filter(|_| bound && (length == 1 || token.tag == "x")) {
                return Some(Span::new(at, at + single));
            }
            // 高度重视, 推进改革: the segmenter has two words as one.
            let tail = self.known(at + length.saturating_sub(2)) == Some(2) && at + length <= self.end;
            if length == 4 && !token.tag.starts_with("ns") && !token.tag.starts_with("nr") {
                return match (known, tail) {
                    (Some(2), _) => Some(Span::new(at, at + 2)),
                    (_, true) => Some(Span::new(at + 2, at + 4)),
                    _ => (bound && token.tag.starts_with(['i', 'l'])).then_some(token.span),
                };
            }
            // 审计署: a noun that only begins like a verb.
            if let Some(known) = known.filter(|known| *known >= 2 && !(length > *known && token.tag.starts_with('n'))) {
                return Some(Span::new(at, at + known));
            }
            let wide = bound && at > self.start && matches!(token.tag, "x" | "a" | "z") && length <= 2;
            return wide.then_some(token.span);
        }
        let mut end = (at + length.max(known.unwrap_or(0))).min(self.end);
        // 定为, 改为, 屈服于; 安排好
        if let Some(next) = self.page.text.key_at(end).filter(|_| end + 1 < self.end)
            && (end - at <= 2
                && self.cue("governing_verb", at).is_none()
                && matches!(next, '为' | '成' | '于' | '入')
                && self.token_at(end).is_some_and(|token| token.span.len() == 1)
                || next == '好' && self.token_at(end).is_some_and(|token| token.span.len() == 1))
        {
            end += 1;
        }
        Some(Span::new(at, end))
    }

    /// 公告期为七日, 各分五级: a verb of one character and an amount.
    fn copula(&self, from: usize) -> Option<Predicate> {
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

    /// 格式由财政局定之: the verb before 之 at the end, and what stands before 由, 依, 以.
    fn sealed(&self, from: usize) -> Option<Predicate> {
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
        let lead = (self.start + 2..verb.start()).find(|at| {
            matches!(text.key[*at], '由' | '依' | '以' | '照' | '按') && self.free(self.start, *at) && !self.page.annotations.splits(*at)
        });
        if lead.is_none() && self.end - self.start > 10 {
            return None;
        }
        let object = lead.map(|lead| text.trim(Span::new(self.start, lead)));
        Some(Predicate { aim: Some(verb), object: object.or(Some(Span::new(self.end - 1, self.end))), ..Predicate::default() })
    }

    /// 作品受法律保护: the last verb is the aim, what stands before 受 its object.
    fn passive(&self, found: &mut Predicate, from: usize) {
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

    /// 申请表格由市科技局制定: what stands before 由 is made, where nothing stands behind the verb.
    fn fronted(&self, from: usize, modal: usize, aim: usize) -> Option<Span> {
        let text = self.page.text;
        let by = (from + 2..aim)
            .find(|at| text.key[*at] == '由' && self.free(from, *at) && self.token_at(*at).is_some_and(|token| token.span.len() == 1))?;
        let mut end = modal.min(by);
        while end > from && matches!(text.key[end - 1], '，' | '应' | '须' | '均' | '可' | '得') {
            end -= 1;
        }
        let object = text.trim(Span::new(from, end));
        (object.len() >= 2).then_some(object)
    }

    /// The first verb of a clause that opens with who acts or what it is about.
    fn anywhere(&self, from: usize) -> Option<Predicate> {
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

    fn sort(&self, phrases: &[Phrase]) -> Predicate {
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
