//! What grammar settles behind the labels of the clause model: what only leads to a verb stays with it, and
//! what begins anew is a statement of its own.

use super::Page;
use super::clause_model;
use super::lead::{leads, leads_to, suspended, takes_as};
use super::modality::state;
use super::noun_phrase::words_about;
use super::statute;
use super::view::View;
use crate::model::{BlockKind, Modality, SectionRole, Span};

/// One block as it is settled: its clauses, and the label of each (nothing 0, a point begins 1, it goes on 2).
struct Block<'a> {
    page: &'a Page<'a>,
    genre: &'a str,
    role: SectionRole,
    /// Its number in the document.
    number: usize,
    /// Number of its first clause in the document.
    first: usize,
    views: &'a [View],
    labels: &'a mut [usize],
}

/// What grammar settles behind the labels: a phrase alone is no statement but opens the next, and in a
/// law a clause without a modal is the condition of the 应当 that stands right behind it.
pub(super) fn settle(page: &Page<'_>, genre: &str, block: usize, first: usize, views: &[View], labels: &mut [usize]) {
    if matches!(genre, "news" | "speech") {
        announced(page, block, views, labels);
    }
    let mut block = Block { page, genre, role: page.segments.role(block), number: block, first, views, labels };
    block.part();
    if block.law() {
        block.free();
        block.define();
    }
    block.announce();
    block.reach();
    block.append();
    block.tell();
    block.judge();
    block.open();
    block.lead();
}

impl Block<'_> {
    fn law(&self) -> bool {
        self.genre == "law"
    }

    /// Both clauses stand in one sentence.
    fn together(&self, one: usize, other: usize) -> bool {
        let sentence = |index: usize| self.page.segments.clauses[self.first + index].sentence;
        one < self.views.len() && other < self.views.len() && sentence(one) == sentence(other)
    }

    /// What begins anew is a point of its own; none runs over a full stop.
    fn part(&mut self) {
        let mut stated = false;
        for index in 0..self.labels.len() {
            let view = &self.views[index];
            if self.labels[index] != 2 {
                stated = false;
            }
            if self.labels[index] == 2 && index > 0 {
                let joined = self.law() && self.page.text.key_at(view.core.start()) == Some('并') && condition(self.page, view);
                let anew = stated && begins_anew(self.page, view) && !joined
                    || self.law() && statute::begins_anew(self.page, &self.views[index - 1], view, stated);
                if anew || !self.together(index, index - 1) {
                    self.labels[index] = 1;
                    stated = false;
                }
            }
            stated |= self.labels[index] > 0 && states(self.page, self.genre, view);
        }
    }

    /// Definitions and exceptions of a law bind nobody, nor do their conditions.
    fn free(&mut self) {
        for index in 0..self.labels.len() {
            let nobody = statute::binds_nobody(self.page, &self.views[index]);
            if !nobody && !statute::excepts(self.page, &self.views[index]) {
                continue;
            }
            if self.labels.get(index + 1) == Some(&2) {
                self.labels[index + 1] = 1;
            }
            let first = (0..=index).rev().find(|first| self.labels[*first] != 2).filter(|_| nobody).unwrap_or(index);
            self.labels[first..=index].fill(0);
        }
    }

    /// …，是指…，…的行为: the whole sentence says what a word means.
    fn define(&mut self) {
        for index in 0..self.labels.len() {
            if self.page.text.find(self.views[index].core, "是指").is_none() {
                continue;
            }
            let behind = (index..self.labels.len()).take_while(|other| self.together(index, *other));
            let ends = behind.clone().find(|other| self.views[*other].mark == '；').unwrap_or(behind.last().unwrap_or(index));
            self.labels[index..=ends].fill(0);
        }
    }

    /// 建议主要预期目标为：…: it only leads to what the list says.
    fn announce(&mut self) {
        for (index, view) in self.views.iter().enumerate() {
            let named = ["目标为", "目标是", "目标如下", "任务是", "任务为", "任务如下", "措施如下", "要求如下"];
            let leads = view.mark == '：' && named.iter().any(|word| self.page.text.ends_with(view.core.end(), word));
            if leads && self.labels[index] == 1 && self.labels.get(index + 1) != Some(&2) {
                self.labels[index] = 0;
            }
        }
    }

    /// 主要目标是：经济平稳增长；社会保障更加健全: a state that is to be reached, among goals.
    fn reach(&mut self) {
        let text = self.page.text;
        let mut goals = false;
        for index in 0..self.labels.len() {
            let view = &self.views[index];
            if index > 0 && !self.together(index, index - 1) {
                goals = false;
            }
            let named = ["目标是", "目标为", "目标：", "目标如下", "预期目标"]
                .iter()
                .any(|word| text.find(self.page.segments.clauses[self.first + index].span, word).is_some());
            if named {
                goals = true;
                continue;
            }
            let section = self.role == SectionRole::Goal
                && matches!(self.page.segments.blocks[self.number].kind, BlockKind::Item | BlockKind::Bullet);
            if self.labels[index] == 0 && (goals || section) && view.undertaking.is_none() && state(self.page, view) {
                self.labels[index] = 1;
                if self.labels.get(index + 1) == Some(&2) {
                    self.labels[index + 1] = 1;
                }
            }
        }
    }

    /// 加强研究，特别是前沿研究: a noun that the clause before has as its object.
    fn append(&mut self) {
        for index in 1..self.labels.len() {
            let view = &self.views[index];
            let more = ["特别是", "尤其是", "以及"].iter().any(|word| self.page.text.starts_with(view.core.start(), word));
            let bare = view.modal.is_none() && view.verb.is_none() && view.preposition == 0;
            let said = view.modal.is_none() && words_about(self.page, view.core);
            if self.labels[index] == 1 && self.labels[index - 1] > 0 && (more && bare || said) && self.together(index, index - 1) {
                self.labels[index] = 2;
            }
        }
    }

    /// 必须看到，…: what is seen is no statement, nor what follows it; 解放了生产力，必须坚持: what has happened is none.
    fn tell(&mut self) {
        for index in 0..self.labels.len() {
            if self.labels[index] != 1 || !tells(self.page, &self.views[index]) {
                continue;
            }
            self.labels[index] = 0;
            let behind = self.labels[index + 1..].iter().take_while(|label| **label == 2).count();
            if behind > 0 && past(self.page, &self.views[index]) {
                self.labels[index + 1] = 1;
            } else {
                self.labels[index + 1..=index + behind].fill(0);
            }
        }
    }

    /// 增加出口，是发展的基础; 吃饭问题始终是头等大事; 我们也希望，; 你省请求，…; 能不能控制: what is judged, wished, asked for
    /// or asked tells nobody to do it.
    fn judge(&mut self) {
        let (page, views) = (self.page, self.views);
        for index in 0..self.labels.len() {
            let view = &views[index];
            if view.mark == '，'
                && view.core.len() <= ASKS
                && page.text.ends_with(view.core.end(), "请求")
                && !page.text.ends_with(view.core.end(), "的请求")
            {
                let behind = (index..self.labels.len()).take_while(|other| self.together(index, *other)).last().unwrap_or(index);
                self.labels[index..=behind].fill(0);
            }
            if self.labels[index] != 1 {
                continue;
            }
            let last = index + self.labels[index + 1..].iter().take_while(|label| **label == 2).count();
            let judged = views.get(last + 1).is_some_and(|next| {
                self.together(last, last + 1)
                    && views[last].mark == '，'
                    && page.text.key_at(next.start) == Some('是')
                    && token(page, next.start).as_deref() == Some("是")
            });
            let bare = |view: &View| view.modal.is_none();
            let wish = view.modal.is_some_and(|(_, cue)| {
                cue.end() >= view.core.end() && ["希望", "期望", "期盼", "盼望"].contains(&page.text.key_slice(cue).as_str())
            });
            let asked = ["能不能", "会不会", "是不是"].iter().any(|word| page.text.starts_with(view.start, word));
            let excepted = last == index && statute::excepts(page, view);
            let whole = judged && views[index..=last].iter().all(bare)
                || last == index && (wish || asked || excepted || bare(view) && equates(page, view));
            if whole {
                self.labels[index..=last].fill(0);
            }
        }
    }

    /// 对于你们的建议，我们将认真研究: a phrase that belongs to the statement behind it.
    fn open(&mut self) {
        for index in (1..self.labels.len()).rev() {
            let before = &self.views[index - 1];
            let phrase = self.page.text.starts_with(before.start, "对")
                && (clause_model::rule(before, self.role) == 'P' || leads(self.page, before));
            if self.labels[index] == 1 && self.labels[index - 1] == 0 && before.mark == '，' && phrase && self.together(index, index - 1) {
                self.labels[index - 1] = 1;
                self.labels[index] = 2;
            }
        }
    }

    /// What only leads to a verb stays with it, and is no point where none comes.
    fn lead(&mut self) {
        let (page, views) = (self.page, self.views);
        let mut leading = false;
        for index in 0..self.labels.len() {
            let view = &views[index];
            // 改革，要在国家规范下，…: what leads on may itself stand behind the topic.
            let carried = leading && page.text.starts_with(view.core.start(), "以及") && view.modal.is_none();
            leading = self.labels[index] > 0 && (leads(page, view) || carried);
            if self.labels[index] == 2 && leading && (carried || governed(page, view)) && view.mark == '，' {
                if self.labels.get(index + 1) == Some(&1) && self.together(index, index + 1) {
                    self.labels[index + 1] = 2;
                }
                continue;
            }
            if self.labels[index] != 1 {
                continue;
            }
            if let Some(last) = framed(page, &views[index..]).filter(|last| self.together(index, index + last)) {
                self.labels[index + 1..=index + last].fill(2);
                continue;
            }
            let phrase = view.mark == '，' && (clause_model::rule(view, self.role) == 'P' || suspended(page, view));
            match self.labels.get(index + 1).filter(|_| self.together(index, index + 1)) {
                Some(1) if !self.law() && self.demanded(index) => self.drop_premises(index),
                Some(1) if phrase || self.goes_on(index) => self.labels[index + 1] = 2,
                Some(0) | None if phrase => self.labels[index] = 0,
                _ => {}
            }
        }
    }

    /// 发展经济，必须…; 要参与竞争，就必须…: what the demand behind it is for, or rests on.
    fn demanded(&self, index: usize) -> bool {
        let (view, behind) = (&self.views[index], &self.views[index + 1]);
        let opens = index == 0 || !self.together(index, index - 1);
        opens && purpose(self.page, view, behind) || premise(self.page, view, behind)
    }

    /// 要优化结构，参与竞争，就必须…: all that stands before the demand.
    fn drop_premises(&mut self, index: usize) {
        self.labels[index] = 0;
        let mut before = index;
        while premise(self.page, &self.views[index], &self.views[index + 1])
            && before > 0
            && self.together(before - 1, index)
            && self.views[before].modal.is_none()
        {
            before -= 1;
            self.labels[before] = 0;
        }
    }

    /// The clause behind belongs to the statement that this one opens.
    fn goes_on(&self, index: usize) -> bool {
        let (page, view, behind) = (self.page, &self.views[index], &self.views[index + 1]);
        let taken = || {
            let rest = (index + 1..self.labels.len()).take_while(|other| self.together(*other, index));
            let main = rest.map(|other| &self.views[other]).find(|other| page.text.key_at(other.start) != Some('以'));
            main.is_some_and(|main| main.verb.is_some())
        };
        if view.mark == '，' && (leads_to(page, view, behind) || takes_as(page, view) && taken()) {
            return true;
        }
        let bound = behind.modal.is_some_and(|(modality, cue)| modality != Modality::Promote && cue.start() == behind.start);
        self.law()
            && (statute::goes_on(page, view, behind)
                || view.mark == '，' && (condition(page, view) || view.modal.is_none() && !view.verb_initial && bound))
    }
}

/// 应当按照规定着装，佩戴…: a modal, and no verb of its own that the cues know.
fn governed(page: &Page<'_>, view: &View) -> bool {
    let from = view.modal.map_or(view.start, |(_, cue)| cue.end());
    let rest = page.segments.tokens_in(Span::new(from.min(view.core.end()), view.core.end()));
    let closed = page.codebook.cues.at_end("lead_close", page.text.key(view.core)).is_some();
    view.modal.is_some() && (closed || !rest.iter().skip(1).any(|token| token.tag == "v"))
}

/// What grammar alone tells of an announcement: a call in a headline is one, 会否…? is none.
fn announced(page: &Page<'_>, block: usize, views: &[View], labels: &mut [usize]) {
    let text = page.text;
    let title = matches!(page.segments.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_));
    for (index, view) in views.iter().enumerate() {
        let open = view.asks
            && ["会否", "可否", "有否"].iter().any(|word| text.find(view.core, word).is_some_and(|at| at < view.core.start() + 10));
        if open {
            labels[index] = 0;
            continue;
        }
        if labels[index] != 0 || view.done || view.asks {
            continue;
        }
        let calls = title
            && view
                .modal
                .is_some_and(|(_, cue)| cue.start() == view.start && page.codebook.cues.at("call", &text.key, cue.start()).is_some());
        if calls {
            labels[index] = 1;
        }
    }
}

/// 你省请求 is no longer than this.
const ASKS: usize = 8;

/// The word that starts at a place.
fn token(page: &Page<'_>, at: usize) -> Option<String> {
    let tokens = &page.segments.tokens;
    tokens.binary_search_by_key(&at, |token| token.span.start()).ok().map(|index| page.text.key_slice(tokens[index].span))
}

/// 改革是今年的重点: something is something else, and no verb stands behind 是.
fn equates(page: &Page<'_>, view: &View) -> bool {
    let tokens = page.segments.tokens_in(Span::new(view.start.min(view.core.end()), view.core.end()));
    let Some(is) = tokens.iter().position(|token| page.text.key_slice(token.span) == "是").filter(|at| *at > 0) else { return false };
    let word = |at: usize| page.text.key_slice(tokens[at].span);
    if ["特别", "尤其", "就", "还", "不", "总", "都"].contains(&word(is - 1).as_str()) || (0..is).any(|at| word(at) == "坚持") {
        return false;
    }
    let behind = &tokens[is + 1..];
    let head = behind.iter().rposition(|token| page.text.key_slice(token.span) == "的").map_or(0, |at| at + 1);
    behind.last().is_some_and(|last| last.tag.starts_with('n'))
        && !behind[head..].iter().any(|token| {
            let directive = page.codebook.cues.at("directive_verb", page.text.key(token.span), 0) == Some(token.span.len());
            token.tag == "v" || directive && !token.tag.starts_with('n')
        })
        && !behind.first().is_some_and(|first| first.tag.starts_with('v') || first.tag == "d")
}

/// …者，…; …的，…; …后，…: under which condition or when the next clause holds.
fn condition(page: &Page<'_>, view: &View) -> bool {
    page.codebook.cues.at_end("condition_end", page.text.key(view.core)).is_some()
}

/// A clause that says what is to be done: no condition, no phrase.
fn states(page: &Page<'_>, genre: &str, view: &View) -> bool {
    let lead = view.mark == '，' && (clause_model::rule(view, SectionRole::Plain) == 'P' || leads(page, view) || suspended(page, view));
    (view.verb.is_some() || view.modal.is_some()) && !lead && !(genre == "law" && condition(page, view))
}

/// 並…, 但…: a statement of its own behind another one.
fn begins_anew(page: &Page<'_>, view: &View) -> bool {
    match page.text.key_at(view.core.start()) {
        Some('并') => !page.text.key_at(view.core.start() + 1).is_some_and(|c| "不非无未".contains(c)),
        Some('但') => true,
        // 国家发展科普产业，鼓励…: another modality.
        Some('鼓' | '支' | '引') => view.modal.is_some_and(|(modality, cue)| modality == Modality::Promote && cue.start() == view.start),
        _ => false,
    }
}

/// 发展经济，必须…: what the demand behind it is for.
fn purpose(page: &Page<'_>, view: &View, behind: &View) -> bool {
    let text = page.text;
    let demanded = behind.modal.is_some_and(|(_, cue)| {
        cue.start() == behind.start && ["要", "就要", "必须", "应", "应当", "须", "需", "需要"].contains(&text.key_slice(cue).as_str())
    });
    let verb = view.verb_initial && view.adverbs == 0 && view.verb.is_some_and(|verb| text.key_at(verb.end()) != Some('的'));
    view.mark == '，' && view.modal.is_none() && verb && !view.done && demanded
}

/// 要参与竞争，就必须…: on what the demand behind it rests.
fn premise(page: &Page<'_>, view: &View, behind: &View) -> bool {
    let rests = ["就必须", "就要", "就得", "就应"].iter().any(|word| page.text.starts_with(behind.core.start(), word));
    view.mark == '，' && rests && view.modal.is_none_or(|(modality, _)| modality == Modality::Shall)
}

/// 要以发展市场，搞活流通为重点: a frame over several clauses; how many come behind the first.
fn framed(page: &Page<'_>, views: &[View]) -> Option<usize> {
    const CLOSES: [&str; 10] = ["为标准", "为重点", "为中心", "为目标", "为核心", "为主线", "为目的", "为原则", "为基础", "为主"];
    let text = page.text;
    let first = views.first()?;
    let from = first.modal.map_or(first.start, |(_, cue)| cue.end());
    let opens = text.key_at(from) == Some('以') && page.segments.tokens_in(Span::new(from, first.core.end())).first()?.span.len() == 1;
    if !opens || first.mark != '，' || text.key(Span::new(from, first.core.end())).contains(&'为') {
        return None;
    }
    let last = views.iter().take(4).position(|view| CLOSES.iter().any(|word| text.ends_with(view.core.end(), word)))?;
    views[1..last].iter().all(|view| view.modal.is_none()).then_some(last)
}

/// 执行了路线, 应该承认…, 不能适应需要: what has happened or is the case.
fn tells(page: &Page<'_>, view: &View) -> bool {
    const SEEN: [&str; 5] = ["看到", "承认", "指出", "说明", "强调"];
    let text = page.text;
    let seen = view.modal.is_some_and(|(modality, cue)| {
        let from =
            ["清醒地", "清醒", "充分", "着重"].iter().find(|word| text.starts_with(cue.end(), word)).map_or(0, |word| word.chars().count());
        matches!(modality, Modality::Shall | Modality::Must)
            && SEEN.iter().any(|word| text.starts_with(cue.end() + from, word))
            && text.key_at(cue.end() + from + 2) != Some('的')
    });
    seen || past(page, view)
}

/// 坚决执行了路线; 看准了就干 is no past.
fn past(page: &Page<'_>, view: &View) -> bool {
    let text = page.text;
    let condition = ["如", "若", "凡", "一旦", "只要"].iter().any(|word| text.find(view.core, word).is_some());
    !condition
        && view.verb.is_some_and(|verb| {
            text.key_at(verb.end()) == Some('了') && !["了解", "了就"].iter().any(|word| text.starts_with(verb.end(), word))
        })
        && view.modal.is_none_or(|(_, cue)| ["坚决", "严格"].contains(&text.key_slice(cue).as_str()))
}
