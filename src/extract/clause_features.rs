//! Features of a clause from its view: modal, verb, subject, marks, place, who speaks, and what the
//! rules alone would decide here and around.

use super::clause_model::{Tone, add, rule, shape};
use super::clause_reports;
use super::clause_words::Words;
use super::view::View;
use crate::learn::{LabelSet, Sequence};
use crate::model::{BlockKind, Segments, Span, Text};

/// What a clause is seen in.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text,
    pub(crate) segments: &'a Segments,
    /// Kind of document: law, order, report, opinion, news, speech.
    pub(crate) genre: &'static str,
    /// Who speaks at each clause: nobody, an official who demands or explains, an expert.
    pub(crate) speaking: &'a [&'static str],
    /// The page reports what somebody says.
    pub(crate) reports: bool,
    /// How he is named there: the end of his title or name, and his verb.
    pub(crate) voices: &'a [[String; 2]],
    /// The time that each clause names: past, present, future.
    pub(crate) times: &'a [&'static str],
    /// A modal is in force at each clause.
    pub(crate) governed: &'a [bool],
    /// Quantities and dates in each clause.
    pub(crate) quantities: &'a [usize],
    pub(crate) dates: &'a [usize],
    /// The clause is an item under a lead-in with a colon: the modal of the lead-in.
    pub(crate) listed: &'a [&'static str],
    /// Number of the first clause of the block.
    pub(crate) first: usize,
    /// Of the clauses of the document so many quarters report, have a modal, open with a verb, state a fact.
    pub(crate) shares: [usize; 4],
    /// What the block, the one before and the one behind report.
    pub(crate) tone: [Tone; 3],
}

/// The clauses of one block as a sequence for the learner.
pub(crate) fn sequence(context: &Context<'_>, block: usize, views: &[View]) -> Sequence {
    let mut sequence = Sequence::new();
    let words = Words::new(context, block, views);
    for index in 0..views.len() {
        observe(context, block, views, index, &mut sequence);
        if context.reports {
            clause_reports::observe(context, block, views, index, &mut sequence);
        }
        words.observe(index, &mut sequence);
        sequence.close(LabelSet::ALL);
    }
    sequence
}

fn observe(context: &Context<'_>, block: usize, views: &[View], index: usize, out: &mut Sequence) {
    let (text, segments) = (context.text, context.segments);
    let view = &views[index];
    let clause = context.first + index;
    let role = segments.role(block);
    let kind = segments.blocks[block].kind;
    let word = |at: usize| segments.tokens.get(at).map(|token| (text.key_slice(token.span), token.tag));
    let start_token = segments.tokens.partition_point(|token| token.span.start() < view.start);
    let end_token = segments.tokens.partition_point(|token| token.span.end() <= view.core.end()).saturating_sub(1);
    let shape_here = shape(view);
    let verb = view.verb.map_or_else(|| "-".to_owned(), |span| text.key_slice(span));
    let modal = view.modal.map_or_else(|| "-".to_owned(), |(_, span)| text.key_slice(span));
    let block_kind = match kind {
        BlockKind::Title => "title",
        BlockKind::Heading(_) => "heading",
        BlockKind::Item => "item",
        BlockKind::Bullet => "bullet",
        BlockKind::Caption => "caption",
        BlockKind::Frame => "frame",
        BlockKind::Label => "label",
        BlockKind::Paragraph => "paragraph",
    };
    let section = format!("{role:?}");
    add!(out, "bias", "");
    add!(out, "modal", "{}", modal);
    add!(out, "modal", "{}", view.modal.map_or("-", |(modality, _)| modality.id()));
    add!(out, "verb starts the clause", "{}", if view.verb_initial { "yes" } else { "no" });
    add!(out, "verb", "{}", verb);
    add!(out, "verb shape", "{}{}{}", view.verb_initial, view.adverbs.min(2), verb);
    let preposition: String = text.key_slice(Span::new(view.start, view.start + view.preposition));
    add!(out, "preposition", "{}", preposition);
    add!(out, "preposition", "{preposition}{}", view.verb.is_some());
    add!(out, "subject", "{}", if view.subject.is_some() { "yes" } else { "no" });
    if let Some(subject) = view.subject {
        let end = text.key_slice(Span::new(subject.end().saturating_sub(2).max(subject.start()), subject.end()));
        add!(out, "subject", "{}", end);
        add!(out, "subject and genre", "{end}{}", context.genre);
    }
    add!(out, "subject and genre", "{}{}{}", view.subject.is_some(), view.modal.is_some(), context.genre);
    add!(
        out,
        "speech frame",
        "{}",
        match &view.speech {
            None => "-",
            Some(speech) if speech.content.is_some() => "content",
            Some(_) => "frame",
        }
    );
    add!(out, "aspect", "{}", if view.done { "done" } else { "-" });
    add!(out, "fact verb", "{}", if view.descriptive { "yes" } else { "-" });
    add!(out, "mark behind", "{}", view.mark.to_string());
    let before_mark = index.checked_sub(1).map_or('^', |before| views[before].mark);
    add!(out, "mark before", "{}", before_mark.to_string());
    for offset in 0..3 {
        if let Some((token, tag)) = word(start_token + offset) {
            add!(out, "first words", "{offset}{token}");
            add!(out, "first words", "{offset}#{tag}");
        }
    }
    if let (Some((one, _)), Some((_, tag))) = (word(start_token), word(start_token + 1)) {
        add!(out, "first word", "{one}{tag}");
    }
    if let (Some((_, one)), Some((_, two)), Some((_, three))) = (word(start_token), word(start_token + 1), word(start_token + 2)) {
        add!(out, "first word", "#{one}{two}{three}");
    }
    if let Some((token, tag)) = word(end_token) {
        add!(out, "last word", "{}", token);
        add!(out, "last word", "#{tag}");
    }
    let length = match view.core.len() {
        0..=2 => "1",
        3..=5 => "2",
        6..=9 => "3",
        10..=16 => "4",
        17..=30 => "5",
        _ => "6",
    };
    add!(out, "length", "{}", length);
    let sentence = segments.clauses[clause].sentence;
    let (begin, end) = segments.sentences[sentence].clauses;
    let place = if end - begin == 1 {
        "only"
    } else if clause == begin {
        "first"
    } else if clause + 1 == end {
        "last"
    } else {
        "inner"
    };
    add!(out, "place in sentence", "{}", place);
    add!(out, "block", "{}", block_kind);
    add!(out, "block", "{block_kind}{}", context.listed[index]);
    add!(out, "section", "{}", section);
    add!(out, "section", "{section}{shape_here}");
    add!(out, "genre", "{}", context.genre);
    add!(out, "genre", "{}{}", context.genre, shape_here);
    add!(out, "genre", "{}{}{}", context.genre, view.modal.is_some(), place);
    add!(out, "verb and section", "{verb}{section}");
    add!(out, "verb and genre", "{}{}{}", view.verb_initial, verb, context.genre);
    add!(out, "shape and mark", "{shape_here}{}", view.mark);
    add!(out, "shape and mark", "{shape_here}{place}{before_mark}");
    let neighbour = |at: Option<usize>| at.and_then(|at| views.get(at)).map_or_else(|| "^".to_owned(), shape);
    let rule_of = |at: Option<usize>| at.and_then(|at| views.get(at)).map_or('^', |view| rule(view, role));
    add!(out, "before: shape", "{}", neighbour(index.checked_sub(1)));
    add!(out, "before: shape", "{}{}", neighbour(index.checked_sub(1)), before_mark);
    add!(out, "after: shape", "{}", neighbour(Some(index + 1)));
    add!(out, "rule", "{}", rule_of(Some(index)).to_string());
    // Said three times: what the rules see weighs more than any single word.
    for _ in 0..2 {
        add!(out, "rule", "{}", rule_of(Some(index)).to_string());
    }
    add!(out, "rule", "{}{}", rule_of(Some(index)), context.genre);
    add!(out, "rule before", "{}{}{}", rule_of(index.checked_sub(1)), rule_of(Some(index)), before_mark);
    add!(out, "rule after", "{}{}{}", rule_of(Some(index)), rule_of(Some(index + 1)), view.mark);
    add!(out, "rule before", "{}{}{}", rule_of(index.checked_sub(2)), rule_of(index.checked_sub(1)), rule_of(Some(index)));
    let quantity = context.quantities[index].min(2);
    add!(out, "quantity", "{quantity}{}", view.verb.is_some());
    add!(out, "quantity", "{quantity}{section}{}", view.done);
    add!(out, "date", "{}{}", context.dates[index].min(1), view.verb_initial);
    add!(out, "quotation", "{}", if text.key(view.core).contains(&'“') { "yes" } else { "-" });
    let tag_first = word(start_token).map_or('x', |(_, tag)| tag.chars().next().unwrap_or('x'));
    let first_of_block = index == 0;
    add!(out, "list lead", "{}{}{}", context.listed[index], tag_first, first_of_block);
    add!(out, "list lead", "{}{}", context.listed[index], tag_first);
    add!(out, "list lead", "{}{}", context.listed[index], place);
    add!(out, "list lead", "{}{shape_here}", context.listed[index]);
    add!(out, "in force", "{}{}", context.governed[index], shape_here);
    add!(out, "in force", "{}{}", context.governed[index], verb);
    add!(out, "speaker", "{}{}", context.speaking[index], shape_here);
    add!(out, "speaker", "{}{}{}", context.speaking[index], context.genre, view.verb_initial);
    add!(out, "speaker", "{}{}{}", context.speaking[index], context.genre, rule(view, role));
    add!(out, "speaker", "{}{}{}{}", context.speaking[index], context.genre, place, rule(view, role));
    add!(out, "speaker", "{}{}{}{}", context.speaking[index], context.genre, block_kind, first_of_block);
    let quoted = view.core.start() > 0 && text.key[view.core.start() - 1] == '“' && text.key_at(view.core.end()) == Some('”');
    add!(out, "quotation", "{quoted}{}{}", context.speaking[index], context.genre);
    let [tone, before_tone, after_tone] = context.tone;
    let rule_here = rule_of(Some(index));
    let told = format!("{}{}{}", tone.done, tone.past, rule_here);
    add!(out, "what the block reports", "{}", told);
    add!(out, "what the block reports", "{}{}{}{}", tone.done, tone.modal.min(2), tone.fact.min(2), rule_here);
    add!(out, "what the block reports", "m{}{}{}", tone.modal, tone.directive, rule_here);
    add!(out, "what the block reports", "g{}{}{}{}", context.genre, tone.done, tone.past, view.verb_initial);
    add!(out, "what the blocks around report", "b{}{}{}{}", before_tone.done, before_tone.past, before_tone.modal.min(2), rule_here);
    add!(out, "what the blocks around report", "a{}{}{}", after_tone.done, after_tone.past, rule_here);
    for length in [1, 2, 3] {
        add!(out, "opening characters", "{}", text.key_slice(Span::new(view.start, (view.start + length).min(view.core.end()))));
        add!(
            out,
            "closing characters",
            "{}",
            text.key_slice(Span::new(view.core.end().saturating_sub(length).max(view.start), view.core.end()))
        );
    }
    add!(
        out,
        "closing characters",
        "{}{}",
        text.key_slice(Span::new(view.core.end().saturating_sub(2).max(view.start), view.core.end())),
        view.mark
    );
    for (offset, side) in [(index.checked_sub(1), "b"), (Some(index + 1), "a")] {
        if let Some(other) = offset.and_then(|at| views.get(at)) {
            let at = segments.tokens.partition_point(|token| token.span.start() < other.start);
            if let Some((token, tag)) = word(at) {
                add!(out, "neighbouring words", "{side}{token}");
                add!(out, "neighbouring words", "{side}#{tag}{rule_here}");
            }
            let last = segments.tokens.partition_point(|token| token.span.end() <= other.core.end()).saturating_sub(1);
            if let Some((token, _)) = word(last).filter(|_| side == "b") {
                add!(out, "neighbouring words", "l{token}{}", other.mark);
            }
        }
    }
    let tags: String = (0..4).filter_map(|offset| word(start_token + offset)).map(|(_, tag)| tag.chars().next().unwrap_or('x')).collect();
    add!(out, "parts of speech", "{}", tags);
    let tags: String = (0..2).filter_map(|offset| word(start_token + offset)).map(|(_, tag)| tag).collect();
    add!(out, "parts of speech", "{tags}{}", context.genre);
    add!(out, "parts of speech", "{tags}{rule_here}");
    if let Some((token, tag)) = word(start_token) {
        add!(out, "list lead and word", "{}{tag}{}", context.listed[index], view.mark);
        add!(out, "list lead and word", "{}{token}", context.listed[index]);
    }
    add!(out, "to come", "{}{}", view.future, context.speaking[index]);
    add!(out, "to come", "{}{}{rule_here}", view.future, context.genre);
    for _ in 0..2 {
        add!(out, "opens with", "{}{}{}", view.opens_with, context.genre, view.verb.is_some());
    }
    add!(out, "opens with", "{}{rule_here}", view.opens_with);
    add!(out, "opens with", "{}{}{}", view.opens_with, context.speaking[index], view.done);
}
