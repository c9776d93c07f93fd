//! The parts of one English statement.

use super::super::{deadlines, slots};
use super::aim;
use super::cues::Cue;
use super::reader::Reader;
use crate::model::{Modality, PolicyPoint, Span, Status, Text};

/// A point with its verb, object, deadline, target and phrases; who acts is told elsewhere.
pub(super) fn statement(
    reader: &Reader<'_>,
    span: Span,
    modality: Modality,
    cue: Option<Cue>,
    sentence: usize,
    rule: &'static str,
) -> PolicyPoint {
    let page = reader.page;
    let text = page.text;
    let aim = aim::aim(reader, span, cue);
    let object = aim.and_then(|aim| aim::object(reader, span, cue, aim));
    let aim = aim.map(|aim| aim.span);
    let mut conditions = Vec::new();
    for head in ["If ", "Where ", "When ", "Unless ", "Within "] {
        if text.starts_with(span.start(), head)
            && let Some(comma) = (span.start()..span.end()).find(|at| text.key[*at] == ',')
        {
            conditions.push(Span::new(span.start(), comma));
        }
    }
    let mut means = Vec::new();
    if let Some(at) = text
        .find(span, " by ")
        .filter(|at| text.key[at + 4..span.end()].iter().take_while(|c| c.is_alphabetic()).collect::<String>().ends_with("ing"))
    {
        means.push(Span::new(at + 1, span.end()));
    }
    let mut purposes = Vec::new();
    for head in ["In order to ", "To "] {
        if text.starts_with(span.start(), head)
            && let Some(comma) = (span.start()..span.end()).find(|at| text.key[*at] == ',')
        {
            purposes.push(Span::new(span.start(), comma));
        }
    }
    let mut due = deadlines::due(text, page.annotations, span);
    if due.is_empty() {
        due.extend(by_event(text, span));
    }
    PolicyPoint {
        span,
        modality,
        cue: cue.map(|cue| cue.span).or(aim),
        status: Status::Planned,
        aim,
        object,
        objects: Vec::new(),
        actors: Vec::new(),
        due,
        targets: slots::targets(text, page.annotations, span, modality)
            .into_iter()
            .filter(|target| !["of the ", "of these ", "of those "].iter().any(|words| text.ends_with(target.span.start(), words)))
            .collect(),
        conditions,
        means,
        purposes,
        or_else: None,
        speaker: None,
        themes: Vec::new(),
        instruments: Vec::new(),
        inherited: Vec::new(),
        rule,
        sentence,
    }
}

/// "Prior to assuming duties, …", ", upon completion of the audit, …": by which event.
fn by_event(text: &Text, span: Span) -> Option<Span> {
    const HEADS: [&str; 8] = [
        "rior to ",
        "efore the ",
        "efore a",
        "pon completion of ",
        "pon the completion of ",
        "fter closing ",
        "fter the close of ",
        "ithin ",
    ];
    let stop = |from: usize| (from..span.end()).find(|at| matches!(text.key[*at], ',' | ';')).unwrap_or(span.end());
    let counted = |at: usize| {
        let words = text.key_slice(Span::new(at, stop(at).min(at + 24)));
        ["day", "month", "week", "year", "hour"].iter().any(|unit| words.contains(unit))
    };
    let opens = |at: usize| at == span.start() || text.ends_with(at, ", ");
    let at = span.range().find(|at| {
        let small = HEADS.iter().find(|head| {
            text.starts_with(at + 1, head) && matches!(text.key[*at], 'P' | 'p' | 'B' | 'b' | 'U' | 'u' | 'A' | 'a' | 'W' | 'w')
        });
        small.is_some_and(|head| (opens(*at) || *head == "rior to " || *head == "ithin ") && (*head != "ithin " || counted(*at)))
            && (*at == 0 || !text.key[at - 1].is_alphanumeric())
    })?;
    let end = stop(at);
    (end > at + 10 && end - at < 120).then(|| text.trim(Span::new(at, end)))
}
