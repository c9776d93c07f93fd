//! The predicate of a Chinese statement: its aim, what it acts on, and the phrases before them.
//!
//! The aim stands behind the modal, adverbs and phrases: 应当|依法|对申请材料|进行|审查. Verbs that share an
//! object are one aim (建立和完善, 研究制定); a verb that governs another is the aim alone (推动…建立…). Aim and
//! object are those of the Institutional Grammar (Crawford & Ostrom 1995; Frantz & Siddiki 2021).
//!
//! Law: every part lies inside the clause, the aim before or behind its object and never across it.

use super::Page;
use super::predicate_phrases::Phrase;
use super::view::View;
use crate::model::{Modality, Span, Token};

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

/// Reads a statement whose main clause is that of `views` with the index `main`; `modal` is the cue in it, if it has
/// one of its own, `actors` those who act in the statement.
pub(super) fn predicate(page: &Page<'_>, views: &[View], main: usize, modal: Option<(Modality, Span)>, actors: &[Span]) -> Predicate {
    // 知道或者应当知道: no duty.
    let modal = modal.filter(|(_, cue)| !inside_noun(page, *cue) && !page.text.starts_with(cue.start(), "应当知道"));
    let (main, modal) = behind_condition(page, views, main, modal);
    let statement = views.first().map_or(0, |view| view.start);
    let views = views.get(main..).unwrap_or_default();
    let Some(view) = views.first() else { return Predicate::default() };
    let actor = actors.iter().copied().filter(|actor| actor.start() >= view.start && actor.end() < view.core.end()).reduce(Span::cover);
    let mut reader = Reader { page, start: view.start, end: view.core.end(), agent: actor.map(Span::end), more: views.len() > 1 };
    let from = match modal {
        // 处理运行中需要协调的问题: the modal stands in what the verb acts on.
        Some((_, cue)) if reader.inside_object(cue, actor) => view.start,
        Some((modality, cue)) if reader.carries(modality, cue) => cue.start(),
        // 坚决防止|和纠正: the cue ends in the verb.
        Some((_, cue)) if cue.len() >= 4 && reader.known(cue.end() - 2) == Some(2) => cue.end() - 2,
        Some((_, cue)) => cue.end() - reader.opening(cue),
        None => view.start,
    };
    // 建立由负责人牵头的机制: who acts stands in what the verb acts on.
    let owned = actor.filter(|actor| actor.start() > from + 1 && page.text.ends_with(actor.start(), "由")).is_some_and(|actor| {
        let by = actor.start() - 1;
        let at = reader.phrases_at(from, by, &mut Vec::new());
        let known = reader.known(at).is_some_and(|length| length >= 2 && at + length <= by);
        at < by && known && (modal.is_some() || at + 2 == by) && reader.aim(at, true).is_some_and(|aim| aim.end() <= by)
    });
    let behind = actor.map(Span::end).filter(|at| *at > from && *at < view.core.end() && !owned);
    // 本所设…: what the clause opens with is who acts, and no verb.
    let opens = actor.is_some_and(|actor| actor.start() == from) || page.text.starts_with(from, "所");
    // 宣誓仪式由主任会议组织: by whom comes before the verb.
    let by = (from + 2..view.core.end())
        .find(|at| page.text.key[*at] == '由' && reader.token_at(*at).is_some_and(|token| token.span.len() == 1) && reader.free(from, *at))
        .filter(|_| modal.is_none() && !owned);
    // 副知申请人: what seems to act stands behind its verb.
    let lacked = (actor.is_some_and(|actor| actor.start() == from) && reader.cue("plain_verb", from).is_some_and(|length| length >= 2))
        .then_some(from);
    let starts = [lacked, behind, by, Some(from).filter(|_| !opens || behind.is_none())];
    let state = modal.and_then(|_| reader.quality(from)).map(|aim| Predicate { aim: Some(aim), ..Predicate::default() });
    let mut found = state
        .or_else(|| reader.sealed(from))
        .or_else(|| reader.given(statement))
        .or_else(|| [Some(from), behind].into_iter().flatten().find_map(|from| reader.headed(from)).filter(|_| modal.is_none()))
        .or_else(|| reader.copula(from))
        .or_else(|| reader.duty(from).or_else(|| reader.reached(from)).filter(|_| modal.is_none()));
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
    reader.qualified(&mut found, from);
    if found.aim.is_some() && found.object.is_none() {
        found.object = reader.towards(statement, found.aim);
    }
    if let Some(aim) = found.aim.filter(|aim| found.object.is_none_or(|object| object.len() == 1 && reader.starts(aim.end(), "之"))) {
        found.object = reader.topic(statement, aim, actors).or(found.object);
    }
    found
}

/// 缴付|应|赔偿金额, 试点地区: the cue stands in what the verb acts on, or in a noun.
fn inside_noun(page: &Page<'_>, cue: Span) -> bool {
    let text = page.text;
    let tokens = page.segments.tokens_in(Span::new(cue.start().saturating_sub(6), (cue.end() + 8).min(text.key.len())));
    let Some(index) = tokens.iter().position(|token| token.span.start() >= cue.start()) else { return false };
    let tag = |offset: usize| tokens.get(offset).map_or("", |token| token.tag);
    match text.key_slice(cue).as_str() {
        "应" => {
            let before = index
                .checked_sub(1)
                .is_some_and(|before| tag(before) == "v" && tokens[before].span.len() == 2 && tokens[before].span.end() == cue.start());
            before && tokens[index].span == cue && tag(index + 1) == "v" && tag(index + 2).starts_with('n')
        }
        "试点" => tokens[index].span == cue && tag(index + 1).starts_with('n'),
        _ => false,
    }
}

/// 期货公司申请兼营业务者，应检具…: the main clause, where those before it only say in which case; with the modal in it.
fn behind_condition(page: &Page<'_>, views: &[View], main: usize, modal: Option<(Modality, Span)>) -> (usize, Option<(Modality, Span)>) {
    let text = page.text;
    let closes = |view: &View, words: &[&str]| words.iter().any(|word| text.ends_with(view.core.end(), word));
    let behind = (main + 1..views.len()).rev().find(|index| {
        let before = &views[index - 1];
        closes(before, &["者", "的"]) || before.preposition == 0 && closes(before, &["后", "时", "外"])
    });
    let Some(behind) = behind else { return (main, modal) };
    let plain = |cue: Span| ["应", "应当", "须", "必须", "得", "不得", "可", "可以"].contains(&text.key_slice(cue).as_str());
    let own = views[behind..].iter().find_map(|view| view.modal).filter(|(_, cue)| text.key_slice(*cue) != "非法");
    match modal {
        Some((_, cue)) if cue.start() < views[behind].start => {
            // 应降级者，应先…; 免予赔偿后，应…
            let conditional = closes(&views[main], &["者", "的"]) || !plain(cue) && own.is_some_and(|(_, own)| plain(own));
            // 非法制造枪支，情节严重的，处…: what is unlawful is the case.
            let unlawful = text.key_slice(cue) == "非法" && closes(&views[behind - 1], &["的"]);
            if conditional && own.is_some() || unlawful { (behind, own) } else { (main, modal) }
        }
        _ => (behind, modal),
    }
}

/// Reads one clause of a statement.
pub(super) struct Reader<'a> {
    pub(super) page: &'a Page<'a>,
    /// Where the clause starts, and where what is read ends.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the name of who acts ends.
    pub(super) agent: Option<usize>,
    /// Clauses of the statement follow.
    pub(super) more: bool,
}

impl Reader<'_> {
    pub(super) fn tokens(&self, from: usize) -> &[Token] {
        self.page.segments.tokens_in(Span::new(from.min(self.end), self.end))
    }

    pub(super) fn cue(&self, group: &str, at: usize) -> Option<usize> {
        self.page.codebook.cues.at(group, &self.page.text.key[..self.end], at)
    }

    pub(super) fn token_at(&self, at: usize) -> Option<&Token> {
        let tokens = &self.page.segments.tokens;
        tokens
            .binary_search_by_key(&at, |token| token.span.start())
            .ok()
            .map(|index| &tokens[index])
            .filter(|token| token.span.start() < self.end)
    }

    /// The character of a token of one; a blank for longer ones.
    pub(super) fn mark(&self, token: &Token) -> char {
        if token.span.len() == 1 { self.page.text.key[token.span.start()] } else { ' ' }
    }

    pub(super) fn starts(&self, at: usize, word: &str) -> bool {
        self.page.text.starts_with(at, word)
    }

    /// 鼓励, 支持, 努力实现: a modal that is itself the verb.
    fn carries(&self, modality: Modality, cue: Span) -> bool {
        matches!(modality, Modality::Promote | Modality::Explore | Modality::Aim | Modality::Do)
            || cue.len() >= 2 && self.known(cue.start()).is_some_and(|length| length >= cue.len()) && modality != Modality::Prohibit
    }

    /// 可|在, 可|由: length of the preposition that a cue ends in.
    fn opening(&self, cue: Span) -> usize {
        let opens = cue.len() == 2 && ["在", "由", "按", "向", "将", "对"].iter().any(|word| self.page.text.ends_with(cue.end(), word));
        usize::from(opens)
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

    /// The predicate that starts at a place, behind adverbs and phrases.
    pub(super) fn clause(&self, from: usize, mut phrases: Vec<Phrase>, bound: bool, last: bool) -> Option<Predicate> {
        let mut at = self.phrases_at(from, self.end, &mut phrases);
        if self.starts(at, "采取") {
            // 采取轮训方式，|提升技能
            let manner = |end: usize| self.page.codebook.cues.at_end("manner_close", self.page.text.key(Span::new(at, end))).is_some();
            let comma = (at + 2..self.end).find(|end| self.page.text.key[*end] == '，' && self.free(at, *end));
            if comma.is_none() && self.more && manner(self.end) {
                return None;
            }
            if let Some(comma) = comma.filter(|comma| manner(*comma)) {
                at = self.phrases_at(comma + 1, self.end, &mut phrases);
            }
        }
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
            // 应为股份有限公司: what it is to be.
            let noun = self.page.segments.tokens_in(phrase.inner).last().is_some_and(|last| {
                // 为准驳之|决定
                last.tag.starts_with('n') || last.tag.starts_with('v') && self.page.text.ends_with(last.span.start(), "之")
            });
            if phrase.word == "为"
                && noun
                && (at == from || phrase.inner.len() > 4 && self.page.text.key(phrase.inner).contains(&'之'))
                && at > self.start
            {
                let (aim, object) = (Span::new(at, phrase.inner.start()), phrase.inner);
                phrases.pop();
                return Some(Predicate { aim: Some(aim), object: Some(object), ..self.sort(&phrases) });
            }
            let as_clause = self.framed(phrase);
            // 应当根据设计文件: the basis is all that is said.
            let basis = bound
                && phrase.word.chars().count() >= 2
                && ["根据", "按照", "依照", "依据", "结合", "针对", "参照"].contains(&phrase.word.as_str());
            // 按照法定程序行使: a verb stands behind what closes it.
            let inner = self.page.text.key(phrase.inner);
            let ends = self.page.segments.tokens_in(phrase.inner).last().is_some_and(|last| last.tag.starts_with('n'));
            let closed = (1..inner.len())
                .filter(|end| !matches!(inner[*end], '、' | '和' | '的' | '，' | '及' | '之'))
                .any(|end| self.page.codebook.cues.at_end("phrase_close", &inner[..end]).is_some_and(|(_, length)| length > 1));
            // 从其规定
            let basis = basis && ends && !closed || phrase.word == "从" && self.starts(phrase.inner.start(), "其");
            let verbal =
                basis || self.token_at(at).is_some_and(|token| token.tag.starts_with('v')) || self.cue("directive_verb", at).is_some();
            if let Some((verb, object)) = as_clause {
                phrases.pop();
                let mut found = self.sort(&phrases);
                (found.aim, found.object) = (Some(verb), Some(object));
                return Some(found);
            }
            if verbal && phrase.inner.start() < phrase.inner.end() {
                let end = if phrase.word == "坚持以" { phrase.inner.start() - 1 } else { phrase.inner.start() };
                aim = Some(Span::new(at, end));
                phrases.pop();
            }
        }
        let aim = aim?;
        let text = self.page.text;
        let mut found = self.sort(&phrases);
        let aim = self.carried(aim).unwrap_or(aim);
        let disposal = phrases.iter().rev().find(|phrase| matches!(phrase.word.as_str(), "将" | "把"));
        let towards = phrases.iter().rev().find(|phrase| phrase.word == "对");
        found.object = disposal.map(|phrase| phrase.inner).or_else(|| self.behind(aim)).or(towards.map(|phrase| phrase.inner));
        // 以一次|为限
        if let Some(measure) = phrases.last().filter(|phrase| phrase.word == "以" && phrase.span.end() == aim.start())
            && ["为限", "为准", "为度"].contains(&text.key_slice(aim).as_str())
        {
            found.object = Some(measure.inner);
            found.means.retain(|means| *means != measure.span);
        }
        found.aim = Some(aim);
        Some(found)
    }
}
