//! Policy points of an English text: modals with their subjects, passives, verbs that share a modal,
//! items under one lead-in.

mod aim;
mod clauses;
mod cues;
mod lists;
mod reader;
mod statement;
mod subject;
mod verb_cuts;

use self::verb_cuts::verb_cuts;
use super::{Page, deadlines};
use crate::model::{Actor, BlockKind, Inherited, Modality, PolicyPoint, Span};
use clauses::{Part, closed, parts, without_number};
use cues::Cue;
use lists::{Lead, Style, Tail};
use reader::Reader;
use statement::statement;
use subject::{Subject, subject};

/// The policy points of an English page.
pub(super) fn points(page: &Page<'_>) -> Vec<PolicyPoint> {
    let mut coder = Coder { reader: Reader::new(page), points: Vec::new(), lead: None, deadline: None, subject: None, skip: 0 };
    for (index, sentence) in page.segments.sentences.iter().enumerate() {
        let block = &page.segments.blocks[sentence.block];
        let body =
            without_number(page.text, Span::new(sentence.span.start().max(block.body).min(sentence.span.end()), sentence.span.end()));
        let silent = match block.kind {
            BlockKind::Title | BlockKind::Frame | BlockKind::Label | BlockKind::Caption => true,
            // A line without a full stop may be a sentence all the same.
            BlockKind::Heading(_) => page.text.key_at(block.span.start()) == Some('#') || cues::cues(&coder.reader, body).is_empty(),
            _ => false,
        };
        if !silent && !body.is_empty() {
            coder.sentence(index, body);
        }
    }
    coder.points
}

/// Reads sentence after sentence.
struct Coder<'a> {
    reader: Reader<'a>,
    points: Vec<PolicyPoint>,
    lead: Option<Lead>,
    /// "Within 60 days of this order:" before a list, and how its items are counted.
    deadline: Option<(Style, Vec<Span>)>,
    /// Who acted last, and in which block.
    subject: Option<(usize, Vec<Actor>)>,
    /// Blocks before this one belong to a statement that is already made.
    skip: usize,
}

impl Coder<'_> {
    fn sentence(&mut self, index: usize, body: Span) {
        let page = self.reader.page;
        let sentence = &page.segments.sentences[index];
        if sentence.block < self.skip {
            return;
        }
        let first = sentence.span.start() <= page.segments.blocks[sentence.block].span.start();
        let under = self.lead.as_ref().map(|lead| lead.style);
        let style = lists::style(&self.reader, sentence.block, under);
        if let Some(lead) = self.lead.clone().filter(|lead| sentence.block > lead.block) {
            if style == lead.style {
                if first && self.item(index, body, &lead) {
                    return;
                }
            } else if !(nested(style, lead.style)) {
                self.lead = None;
            }
        }
        if first && self.deadline.as_ref().is_some_and(|(list, _)| style != *list && !nested(style, *list)) {
            self.deadline = None;
        }
        let statements = parts(&self.reader, body);
        if statements.is_empty() && first && style != Style::None {
            self.task(index, body);
        }
        let colon = self.reader.text().key_at(body.end().saturating_sub(1)) == Some(':');
        let list = lists::items_behind(&self.reader, sentence.block).filter(|_| colon);
        if let Some(style) = list.filter(|_| statements.is_empty()) {
            let due = deadlines::due(page.text, page.annotations, body);
            self.deadline = (!due.is_empty()).then_some((style, due));
        }
        let count = statements.len();
        for (order, part) in statements.into_iter().enumerate() {
            let list = list.filter(|_| order + 1 == count);
            self.part(index, &part, list);
        }
    }

    /// A statement with a cue of its own; the last before a list is its lead-in.
    fn part(&mut self, index: usize, part: &Part, list: Option<Style>) {
        let page = self.reader.page;
        let block = page.segments.sentences[index].block;
        let cue = part.cue;
        let own_cue = part.span.contains(cue.span);
        let mut point =
            statement(&self.reader, part.span, cue.modality, own_cue.then_some(cue), index, if cue.form { "opening" } else { "modal" });
        if !own_cue {
            point.inherited.push(Inherited { part: "modality", from: cue.span });
        }
        match subject(&self.reader, part) {
            Subject::Own(actors) => {
                self.subject = Some((block, actors.clone()));
                point.actors = actors;
            }
            Subject::Before => {
                if let Some((_, actors)) = self.subject.as_ref().filter(|(place, actors)| *place == block && !actors.is_empty()) {
                    point.inherited.push(Inherited { part: "actor", from: actors[0].span });
                    point.actors.clone_from(actors);
                }
            }
            Subject::None => self.subject = Some((block, Vec::new())),
        }
        if let Some((_, due)) = self.deadline.as_ref().filter(|_| point.due.is_empty()) {
            point.due.clone_from(due);
            point.inherited.extend(due.iter().map(|from| Inherited { part: "due", from: *from }));
        }
        let Some(list) = list else {
            self.points.push(point);
            return;
        };
        let tail = lists::tail(&self.reader, part.span, cue.span, block);
        self.lead = Some(Lead {
            block,
            tail,
            style: list,
            modality: cue.modality,
            cue: cue.span,
            actors: point.actors.clone(),
            due: point.due.clone(),
        });
        match tail {
            Tail::Direct => {}
            Tail::Noun => self.points.push(point),
            Tail::Verbal => {
                let end = page.segments.blocks.get(block + 1).map_or(part.span.end(), |next| first_sentence_end(page, next.span));
                let item = without_number(page.text, Span::new(page.segments.blocks[block + 1].span.start(), end));
                let end = self.verbs(item, cue).first().map_or(end, |span| span.end());
                self.go_on(&mut point, own_cue.then_some(cue), closed(page.text, Span::new(part.span.start(), end)));
                self.points.push(point);
            }
            Tail::Whole => {
                let last = lists::last_item(&self.reader, block, list);
                self.go_on(
                    &mut point,
                    own_cue.then_some(cue),
                    closed(page.text, Span::new(part.span.start(), page.segments.blocks[last].span.end())),
                );
                self.points.push(point);
                self.skip = last + 1;
                self.lead = None;
            }
        }
    }

    /// A statement goes on over items, and with it its object.
    fn go_on(&self, point: &mut PolicyPoint, cue: Option<Cue>, span: Span) {
        point.span = span;
        let aim = aim::aim(&self.reader, span, cue);
        point.object = aim.and_then(|aim| aim::object(&self.reader, span, cue, aim));
        point.aim = aim.map(|aim| aim.span);
    }

    /// The statements of an item that opens with its verb: "align all policies … and ensure that …".
    fn verbs(&self, body: Span, cue: Cue) -> Vec<Span> {
        let start = body.start();
        let mut from = start;
        let mut found = Vec::new();
        let opening = Cue { span: Span::new(start, start), form: false, ..cue };
        for to in verb_cuts(&self.reader, &opening, body.end()).into_iter().chain(std::iter::once(body.end())) {
            found.push(closed(self.reader.text(), Span::new(from, to)));
            from = to;
        }
        found
    }

    /// An item under a lead-in; false when it is a sentence of its own.
    fn item(&mut self, index: usize, body: Span, lead: &Lead) -> bool {
        let page = self.reader.page;
        let block = page.segments.sentences[index].block;
        // "through the following means: (a) establishing …"
        let first = self.reader.words(body).first().map(|word| self.reader.word(*word)).unwrap_or_default();
        let named = self.reader.place_of(page.segments.blocks[lead.block].span, "means").is_some();
        let gerund =
            self.reader.at("english_gerund", body.start(), body.end()).is_some() || named && first.len() > 5 && first.ends_with("ing");
        let means = lead.tail == Tail::Noun && gerund;
        let verbal = means || self.reader.verb_phrase_at(body.start(), body.end());
        let own = cues::cues(&self.reader, body);
        let small = page.text.key_at(body.start()).is_some_and(char::is_lowercase);
        let sentence = !verbal && !small && !own.is_empty();
        if sentence || lead.tail == Tail::Noun && !verbal {
            return lead.tail == Tail::Noun && own.is_empty();
        }
        let cue = Cue { span: lead.cue, modality: lead.modality, form: false, relative: None };
        let mut spans = self.verbs(body, cue);
        // The first item stands with its lead-in.
        if lead.tail == Tail::Verbal && block == lead.block + 1 {
            spans.remove(0);
        }
        for span in spans.into_iter().filter(|span| span.len() > 3) {
            let mut point = statement(&self.reader, span, lead.modality, None, index, "item");
            point.inherited.push(Inherited { part: "modality", from: lead.cue });
            if !lead.actors.is_empty() {
                point.actors.clone_from(&lead.actors);
                point.inherited.push(Inherited { part: "actor", from: lead.actors[0].span });
            }
            if point.due.is_empty() && !lead.due.is_empty() {
                point.due.clone_from(&lead.due);
                point.inherited.extend(lead.due.iter().map(|from| Inherited { part: "due", from: *from }));
            }
            self.points.push(point);
        }
        true
    }

    /// An item of a list whose lead-in is not on the page: "(m) advise the Commission".
    fn task(&mut self, index: usize, body: Span) {
        let verb =
            self.reader.verb_phrase_at(body.start(), body.end()) || self.reader.at("english_gerund", body.start(), body.end()).is_some();
        if verb && self.reader.find("english_no_point", body).is_none() {
            let cue = Cue { span: Span::new(body.start(), body.start()), modality: Modality::Do, form: false, relative: None };
            for span in self.verbs(body, cue) {
                self.points.push(statement(&self.reader, span, Modality::Do, None, index, "imperative"));
            }
        }
    }
}

/// Items may stand under items.
fn nested(style: Style, list: Style) -> bool {
    let rank = |style: Style| match style {
        Style::None => 0,
        Style::Number => 1,
        Style::Bullet => 2,
        Style::Letter => 3,
        Style::Digit | Style::Roman => 4,
    };
    rank(style) > rank(list)
}

/// Where the first sentence of a block ends.
fn first_sentence_end(page: &Page<'_>, block: Span) -> usize {
    page.segments.sentences.iter().find(|sentence| block.contains(sentence.span)).map_or(block.end(), |sentence| sentence.span.end())
}
