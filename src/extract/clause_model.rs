//! Which clauses are points: O, B (a point begins) or I (it goes on), one label a clause.
//!
//! A linear chain over the clauses of a block. The views of the rules are its features, so a decision
//! is explained by what a reader can check: the modal, the verb, the mark, the section.

use super::view::View;
use crate::learn::{Chain, Feature, LabelSet, Sequence};
use crate::model::{BlockKind, SectionRole, Segments, Text};

/// What each feature observes, in the order of its number.
pub(crate) const TEMPLATES: &[&str] = &[
    "bias",
    "modal",
    "verb starts the clause",
    "verb",
    "verb shape",
    "preposition",
    "subject",
    "speech frame",
    "aspect",
    "fact verb",
    "mark behind",
    "mark before",
    "first words",
    "last word",
    "length",
    "place in sentence",
    "block",
    "section",
    "genre",
    "verb and section",
    "before: shape",
    "after: shape",
    "quantity",
    "quotation",
    "rule",
    "rule before",
    "rule after",
    "shape and mark",
    "list lead",
    "in force",
    "speaker",
    "first word",
    "verb and genre",
    "date",
    "subject and genre",
    "what the block reports",
    "opening characters",
    "closing characters",
    "neighbouring words",
    "parts of speech",
    "what the blocks around report",
    "list lead and word",
    "to come",
    "opens with",
];

/// The chain: nothing, a point begins, a point goes on.
pub(crate) fn chain() -> Chain {
    Chain::spans(&["point"])
}

/// What a clause is seen in.
pub(crate) struct Context<'a> {
    pub(crate) text: &'a Text,
    pub(crate) segments: &'a Segments,
    /// Kind of document: law, order, report, opinion, news, speech.
    pub(crate) genre: &'static str,
    /// Who speaks at each clause: nobody, an official who demands or explains, an expert.
    pub(crate) speaking: &'a [&'static str],
    /// A modal is in force at each clause.
    pub(crate) governed: &'a [bool],
    /// Quantities and dates in each clause.
    pub(crate) quantities: &'a [usize],
    pub(crate) dates: &'a [usize],
    /// The clause is an item under a lead-in with a colon: the modal of the lead-in.
    pub(crate) listed: &'a [&'static str],
    /// What the block, the one before and the one behind report.
    pub(crate) tone: [Tone; 3],
}

/// What a block reports: shares of its clauses, in quarters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tone {
    /// Say that something has happened.
    pub(crate) done: usize,
    /// Have a modal.
    pub(crate) modal: usize,
    /// Start with a directive verb.
    pub(crate) directive: usize,
    /// State a fact.
    pub(crate) fact: usize,
    /// Opens with a span of time that is over.
    pub(crate) past: bool,
}

impl Tone {
    /// The tone of the clauses of a block.
    pub(crate) fn of(text: &Text, views: &[View]) -> Self {
        let share = |count: usize, of: usize| if count == 0 { 0 } else { (count * 4).div_ceil(of.max(1)) };
        let count = |test: &dyn Fn(&View) -> bool| views.iter().filter(|view| test(view)).count();
        let past = views.iter().take(3).any(|view| {
            ["过去", "去年", "一年来", "五年来", "近年来", "以来", "回顾", "上年", "今年以来", "年来", "实现", "成效", "成就", "取得"]
                .iter()
                .any(|word| {
                    text.find(crate::model::Span::new(view.core.start(), view.core.end().min(view.core.start() + 14)), word).is_some()
                })
                && view.modal.is_none()
        });
        Tone {
            done: share(count(&|view| view.done), views.len()),
            modal: share(count(&|view| view.modal.is_some()), views.len()),
            directive: share(count(&|view| view.verb_initial && !view.done), views.len()),
            fact: share(count(&|view| view.descriptive), views.len()),
            past,
        }
    }
}

/// The shape of a clause in one word.
pub(crate) fn shape(view: &View) -> String {
    let modal = view.modal.map_or("-", |(modality, _)| modality.id());
    let verb = if view.verb_initial {
        "v"
    } else if view.verb.is_some() {
        "m"
    } else {
        "-"
    };
    let phrase = if view.preposition > 0 { "p" } else { "-" };
    let subject = if view.subject.is_some() { "s" } else { "-" };
    let facts = match (view.done, view.descriptive) {
        (true, _) => "d",
        (_, true) => "f",
        _ => "-",
    };
    format!("{modal}{verb}{phrase}{subject}{facts}")
}

/// What the rules alone would say: B for a directive, P for a phrase before one, O for the rest.
pub(crate) fn rule(view: &View, role: SectionRole) -> char {
    if view.speech.as_ref().is_some_and(|speech| speech.content.is_none()) || view.core.len() < 2 {
        return 'O';
    }
    if let Some((_, cue)) = view.modal {
        return if view.done && cue.start() > view.start { 'o' } else { 'B' };
    }
    let review = role == SectionRole::Review;
    if view.done || view.descriptive || review {
        return if view.verb_initial && !view.done && !review { 'b' } else { 'O' };
    }
    if view.preposition > 0 {
        return if view.verb.is_some() { 'Q' } else { 'P' };
    }
    if view.verb_initial {
        return 'V';
    }
    if view.verb.is_some() && view.subject.is_some() {
        'S'
    } else if view.verb.is_some() {
        'm'
    } else {
        'o'
    }
}

/// The clauses of one block as a sequence for the learner.
pub(crate) fn sequence(context: &Context<'_>, block: usize, first: usize, views: &[View]) -> Sequence {
    let mut sequence = Sequence::new();
    for index in 0..views.len() {
        for feature in observe(context, block, first, views, index) {
            sequence.feature(feature);
        }
        sequence.close(LabelSet::ALL);
    }
    sequence
}

fn observe(context: &Context<'_>, block: usize, first: usize, views: &[View], index: usize) -> Vec<Feature> {
    let (text, segments) = (context.text, context.segments);
    let view = &views[index];
    let clause = first + index;
    let role = segments.role(block);
    let kind = segments.blocks[block].kind;
    let mut out: Vec<Feature> = Vec::with_capacity(48);
    let mut add = |name: &str, value: &str| {
        let template = TEMPLATES.iter().position(|template| *template == name).unwrap_or(0);
        out.push(Feature::of_text(template as u8, value));
    };
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
    add("bias", "");
    add("modal", &modal);
    add("modal", view.modal.map_or("-", |(modality, _)| modality.id()));
    add("verb starts the clause", if view.verb_initial { "yes" } else { "no" });
    add("verb", &verb);
    add("verb shape", &format!("{}{}{}", view.verb_initial, view.adverbs.min(2), verb));
    let preposition: String = text.key_slice(crate::model::Span::new(view.start, view.start + view.preposition));
    add("preposition", &preposition);
    add("preposition", &format!("{preposition}{}", view.verb.is_some()));
    add("subject", if view.subject.is_some() { "yes" } else { "no" });
    if let Some(subject) = view.subject {
        let end = text.key_slice(crate::model::Span::new(subject.end().saturating_sub(2).max(subject.start()), subject.end()));
        add("subject", &end);
        add("subject and genre", &format!("{end}{}", context.genre));
    }
    add("subject and genre", &format!("{}{}{}", view.subject.is_some(), view.modal.is_some(), context.genre));
    add(
        "speech frame",
        match &view.speech {
            None => "-",
            Some(speech) if speech.content.is_some() => "content",
            Some(_) => "frame",
        },
    );
    add("aspect", if view.done { "done" } else { "-" });
    add("fact verb", if view.descriptive { "yes" } else { "-" });
    add("mark behind", &view.mark.to_string());
    let before_mark = index.checked_sub(1).map_or('^', |before| views[before].mark);
    add("mark before", &before_mark.to_string());
    for offset in 0..3 {
        if let Some((token, tag)) = word(start_token + offset) {
            add("first words", &format!("{offset}{token}"));
            add("first words", &format!("{offset}#{tag}"));
        }
    }
    if let (Some((one, _)), Some((_, tag))) = (word(start_token), word(start_token + 1)) {
        add("first word", &format!("{one}{tag}"));
    }
    if let (Some((_, one)), Some((_, two)), Some((_, three))) = (word(start_token), word(start_token + 1), word(start_token + 2)) {
        add("first word", &format!("#{one}{two}{three}"));
    }
    if let Some((token, tag)) = word(end_token) {
        add("last word", &token);
        add("last word", &format!("#{tag}"));
    }
    let length = match view.core.len() {
        0..=2 => "1",
        3..=5 => "2",
        6..=9 => "3",
        10..=16 => "4",
        17..=30 => "5",
        _ => "6",
    };
    add("length", length);
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
    add("place in sentence", place);
    add("block", block_kind);
    add("block", &format!("{block_kind}{}", context.listed[index]));
    add("section", &section);
    add("section", &format!("{section}{shape_here}"));
    add("genre", context.genre);
    add("genre", &format!("{}{}", context.genre, shape_here));
    add("genre", &format!("{}{}{}", context.genre, view.modal.is_some(), place));
    add("verb and section", &format!("{verb}{section}"));
    add("verb and genre", &format!("{}{}{}", view.verb_initial, verb, context.genre));
    add("shape and mark", &format!("{shape_here}{}", view.mark));
    add("shape and mark", &format!("{shape_here}{place}{before_mark}"));
    let neighbour = |at: Option<usize>| at.and_then(|at| views.get(at)).map_or_else(|| "^".to_owned(), shape);
    let rule_of = |at: Option<usize>| at.and_then(|at| views.get(at)).map_or('^', |view| rule(view, role));
    add("before: shape", &neighbour(index.checked_sub(1)));
    add("before: shape", &format!("{}{}", neighbour(index.checked_sub(1)), before_mark));
    add("after: shape", &neighbour(Some(index + 1)));
    add("rule", &rule_of(Some(index)).to_string());
    // Said three times: what the rules see weighs more than any single word.
    for _ in 0..2 {
        add("rule", &rule_of(Some(index)).to_string());
    }
    add("rule", &format!("{}{}", rule_of(Some(index)), context.genre));
    add("rule before", &format!("{}{}{}", rule_of(index.checked_sub(1)), rule_of(Some(index)), before_mark));
    add("rule after", &format!("{}{}{}", rule_of(Some(index)), rule_of(Some(index + 1)), view.mark));
    add("rule before", &format!("{}{}{}", rule_of(index.checked_sub(2)), rule_of(index.checked_sub(1)), rule_of(Some(index))));
    let quantity = context.quantities[index].min(2);
    add("quantity", &format!("{quantity}{}", view.verb.is_some()));
    add("quantity", &format!("{quantity}{section}{}", view.done));
    add("date", &format!("{}{}", context.dates[index].min(1), view.verb_initial));
    add("quotation", if text.key(view.core).contains(&'“') { "yes" } else { "-" });
    let tag_first = word(start_token).map_or('x', |(_, tag)| tag.chars().next().unwrap_or('x'));
    let first_of_block = index == 0;
    add("list lead", &format!("{}{}{}", context.listed[index], tag_first, first_of_block));
    add("list lead", &format!("{}{}", context.listed[index], tag_first));
    add("list lead", &format!("{}{}", context.listed[index], place));
    add("list lead", &format!("{}{shape_here}", context.listed[index]));
    add("in force", &format!("{}{}", context.governed[index], shape_here));
    add("in force", &format!("{}{}", context.governed[index], verb));
    add("speaker", &format!("{}{}", context.speaking[index], shape_here));
    add("speaker", &format!("{}{}{}", context.speaking[index], context.genre, view.verb_initial));
    add("speaker", &format!("{}{}{}", context.speaking[index], context.genre, rule(view, role)));
    add("speaker", &format!("{}{}{}{}", context.speaking[index], context.genre, place, rule(view, role)));
    add("speaker", &format!("{}{}{}{}", context.speaking[index], context.genre, block_kind, first_of_block));
    let quoted = view.core.start() > 0 && text.key[view.core.start() - 1] == '“' && text.key_at(view.core.end()) == Some('”');
    add("quotation", &format!("{quoted}{}{}", context.speaking[index], context.genre));
    let [tone, before_tone, after_tone] = context.tone;
    let rule_here = rule_of(Some(index));
    let told = format!("{}{}{}", tone.done, tone.past, rule_here);
    add("what the block reports", &told);
    add("what the block reports", &format!("{}{}{}{}", tone.done, tone.modal.min(2), tone.fact.min(2), rule_here));
    add("what the block reports", &format!("m{}{}{}", tone.modal, tone.directive, rule_here));
    add("what the block reports", &format!("g{}{}{}{}", context.genre, tone.done, tone.past, view.verb_initial));
    add("what the blocks around report", &format!("b{}{}{}{}", before_tone.done, before_tone.past, before_tone.modal.min(2), rule_here));
    add("what the blocks around report", &format!("a{}{}{}", after_tone.done, after_tone.past, rule_here));
    for length in [1, 2, 3] {
        add("opening characters", &text.key_slice(crate::model::Span::new(view.start, (view.start + length).min(view.core.end()))));
        add(
            "closing characters",
            &text.key_slice(crate::model::Span::new(view.core.end().saturating_sub(length).max(view.start), view.core.end())),
        );
    }
    add(
        "closing characters",
        &format!(
            "{}{}",
            text.key_slice(crate::model::Span::new(view.core.end().saturating_sub(2).max(view.start), view.core.end())),
            view.mark
        ),
    );
    for (offset, side) in [(index.checked_sub(1), "b"), (Some(index + 1), "a")] {
        if let Some(other) = offset.and_then(|at| views.get(at)) {
            let at = segments.tokens.partition_point(|token| token.span.start() < other.start);
            if let Some((token, tag)) = word(at) {
                add("neighbouring words", &format!("{side}{token}"));
                add("neighbouring words", &format!("{side}#{tag}{rule_here}"));
            }
            let last = segments.tokens.partition_point(|token| token.span.end() <= other.core.end()).saturating_sub(1);
            if let Some((token, _)) = word(last).filter(|_| side == "b") {
                add("neighbouring words", &format!("l{token}{}", other.mark));
            }
        }
    }
    let tags: String = (0..4).filter_map(|offset| word(start_token + offset)).map(|(_, tag)| tag.chars().next().unwrap_or('x')).collect();
    add("parts of speech", &tags);
    let tags: String = (0..2).filter_map(|offset| word(start_token + offset)).map(|(_, tag)| tag).collect();
    add("parts of speech", &format!("{tags}{}", context.genre));
    add("parts of speech", &format!("{tags}{rule_here}"));
    if let Some((token, tag)) = word(start_token) {
        add("list lead and word", &format!("{}{tag}{}", context.listed[index], view.mark));
        add("list lead and word", &format!("{}{token}", context.listed[index]));
    }
    add("to come", &format!("{}{}", view.future, context.speaking[index]));
    add("to come", &format!("{}{}{rule_here}", view.future, context.genre));
    for _ in 0..2 {
        add("opens with", &format!("{}{}{}", view.opens_with, context.genre, view.verb.is_some()));
    }
    add("opens with", &format!("{}{rule_here}", view.opens_with));
    add("opens with", &format!("{}{}{}", view.opens_with, context.speaking[index], view.done));
    out
}

/// The labels that the rules alone give: O 0, B 1, I 2.
pub(crate) fn by_rule(views: &[View], role: SectionRole) -> Vec<usize> {
    let mut labels = vec![0; views.len()];
    let mut open: Option<usize> = None;
    for (index, view) in views.iter().enumerate() {
        match rule(view, role) {
            'B' | 'V' | 'Q' | 'S' | 'b' => match open.take() {
                Some(from) => {
                    labels[from] = 1;
                    for label in &mut labels[from + 1..=index] {
                        *label = 2;
                    }
                }
                None => labels[index] = 1,
            },
            'P' if matches!(view.mark, '，') => {
                open.get_or_insert(index);
            }
            _ => open = None,
        }
    }
    labels
}

/// 为了…，制定本法; X是指Y; …适用本法: what an act says of itself, without a modal of its own.
fn states_frame(text: &Text, segments: &Segments, block: usize, view: &View) -> bool {
    let Some(sentence) = segments.sentence_at(view.core.start()) else { return false };
    let span = segments.sentences[sentence].span;
    let numbered = text.key.get(segments.blocks[block].span.start()) == Some(&'第');
    let enacts = ["制定本", "特制定", "订定之", "订定本"].iter().any(|word| text.find(span, word).is_some())
        && (numbered || text.find(span, "制定本").is_some())
        && text.find(span, "由").is_none();
    let defines = ["是指", "系指", "所称", "，指"]
        .iter()
        .any(|word| text.find(view.core, word).is_some() || text.starts_with(view.core.start(), "指"));
    let applies = ["适用本法", "适用本条例", "适用本办法", "适用本规定"].iter().any(|word| text.ends_with(view.core.end(), word));
    view.modal.is_none() && (enacts || defines || applies)
}

/// What grammar forbids: a frame of speech is no point, and a clause that opens with its own directive
/// verb or modal behind a whole directive does not continue it.
/// An item under a lead-in with a modal is a statement when it opens with a verb and none when it is a
/// bare noun phrase; a headline that opens with a directive verb is a directive.
pub(crate) fn restrict(sequence: &mut Sequence, context: &Context<'_>, block: usize, views: &[View]) {
    let role = context.segments.role(block);
    let (none, begins, goes_on) = (LabelSet::only(0), LabelSet::only(1), LabelSet::only(2));
    let headline = matches!(context.segments.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_));
    for index in 0..views.len() {
        let here = rule(&views[index], role);
        let before = index.checked_sub(1).map(|at| rule(&views[at], role));
        let frame = views[index].speech.as_ref().is_some_and(|speech| speech.content.is_none());
        let view = &views[index];
        let words = context.segments.tokens_in(crate::model::Span::new(view.start, view.core.end()));
        let verbal = |token: &crate::model::Token| matches!(token.tag, "v" | "vd" | "vg");
        let item = index == 0 && !matches!(context.listed[0], "-" | "plain");
        let allowed = if frame || states_frame(context.text, context.segments, block, view) {
            none
        } else if item && words.first().is_some_and(verbal) && matches!(context.listed[0], "shall" | "must" | "permit" | "prohibit") {
            begins
        } else if item && !words.iter().any(verbal) {
            none
        } else if headline && view.verb_initial && !view.done && view.core.len() >= 4 {
            begins
        } else if before.is_none() || matches!((before, here), (Some('V' | 'o' | 'm' | 'O'), 'V') | (Some('V'), 'B')) {
            LabelSet(none.0 | begins.0)
        } else {
            LabelSet(none.0 | begins.0 | goes_on.0)
        };
        sequence.allow(index, allowed);
    }
}
