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
    let views = views.get(main..).unwrap_or_default();
    let Some(view) = views.first() else { return Predicate::default() };
    let actor = actors.iter().copied().filter(|actor| actor.start() >= view.start && actor.end() < view.core.end()).reduce(Span::cover);
    let mut reader = Reader { page, start: view.start, end: view.core.end(), agent: actor.map(Span::end), more: views.len() > 1 };
    let from = match modal {
        Some((modality, cue)) if reader.carries(modality, cue) => cue.start(),
        Some((_, cue)) => cue.end(),
        None => view.start,
    };
    let behind = actor.map(Span::end).filter(|at| *at > from && *at < view.core.end());
    let starts = [behind, Some(from)];
    let quality = modal.and_then(|_| reader.quality(from));
    let mut found = quality.map(|aim| Predicate { aim: Some(aim), ..Predicate::default() });
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
    found.unwrap_or_default()
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

    /// The predicate that starts at a place, behind adverbs and phrases.
    pub(super) fn clause(&self, from: usize, mut phrases: Vec<Phrase>, bound: bool, last: bool) -> Option<Predicate> {
        let at = self.phrases_at(from, self.end, &mut phrases);
        let mut aim = self.aim(at, bound || !phrases.is_empty()).or_else(|| self.behind_adverb(from, at));
        // 结合军队工作: a preposition with nothing behind it is the verb.
        if aim.is_none()
            && last
            && let Some(phrase) = phrases.last().filter(|phrase| phrase.span.end() >= self.end && phrase.span.start() >= from)
            && phrase.inner.start() < phrase.inner.end()
        {
            aim = Some(Span::new(phrase.span.start(), phrase.inner.start()));
            phrases.pop();
        }
        let aim = aim?;
        let mut found = self.sort(&phrases);
        let disposal = phrases.iter().rev().find(|phrase| matches!(phrase.word.as_str(), "将" | "把"));
        let towards = phrases.iter().rev().find(|phrase| phrase.word == "对");
        found.object = disposal.map(|phrase| phrase.inner).or_else(|| self.behind(aim)).or(towards.map(|phrase| phrase.inner));
        found.aim = Some(aim);
        Some(found)
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
