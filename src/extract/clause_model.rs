//! Which clauses are points: O, B (a point begins) or I (it goes on), one label a clause.
//!
//! A linear chain over the clauses of a block. The views of the rules are its features, so a decision
//! is explained by what a reader can check: the modal, the verb, the mark, the section.

use super::view::View;
use crate::learn::Chain;
use crate::model::{SectionRole, Text};

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
    "first verb",
    "outline",
    "words",
    "verbs",
    "neighbour's build",
    "neighbour's ending",
    "neighbour's opening",
    "sentence opens",
    "sentence closes",
    "sentence has",
    "block opens",
    "section title",
    "document",
    "undertakes",
    "who is bound",
    "asks",
    "time",
    "voice",
    "in a quotation",
    "headline",
];

/// Adds a feature to a sequence: the name of its template, and its value as in `format!`.
macro_rules! add {
    ($sequence:expr, $name:literal, $($value:tt)*) => {
        $sequence.feature(crate::learn::Feature::of_words(
            const { $crate::learn::template_number($crate::extract::clause_model::TEMPLATES, $name) },
            format_args!($($value)*),
        ))
    };
}
pub(crate) use add;

/// The chain: nothing, a point begins, a point goes on.
pub(crate) fn chain() -> Chain {
    Chain::spans(&["point"])
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
    if view.asks && view.mark == '？' {
        return 'O';
    }
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
    } else if view.undertaking.is_some_and(|undertaking| undertaking.binds()) {
        'U'
    } else if view.verb.is_some() {
        'm'
    } else {
        'o'
    }
}

/// The labels that the rules alone give: O 0, B 1, I 2.
pub(crate) fn by_rule(views: &[View], role: SectionRole) -> Vec<usize> {
    let mut labels = vec![0; views.len()];
    let mut open: Option<usize> = None;
    for (index, view) in views.iter().enumerate() {
        match rule(view, role) {
            'B' | 'V' | 'Q' | 'S' | 'U' | 'b' => match open.take() {
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
