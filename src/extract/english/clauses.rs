//! One sentence → its statements: every modal with its own subject, and every verb with its own
//! object under one modal.

use super::cues::{Cue, cues};
use super::reader::Reader;
use super::verb_cuts::verb_cuts;
use crate::model::{Modality, Span, Text};

/// One statement of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Its words.
    pub(super) span: Span,
    /// What makes it a directive.
    pub(super) cue: Cue,
    /// Subject, or subject and modal, stand in the part before.
    pub(super) elided: bool,
}

/// The statements of a sentence that has no number any more.
pub(super) fn parts(reader: &Reader<'_>, body: Span) -> Vec<Part> {
    let mut found: Vec<Part> = Vec::new();
    for piece in pieces(reader, body) {
        let own = cues(reader, piece);
        if own.is_empty() {
            // "shall do this; and provide that": still under the modal before.
            let start = behind_joints(reader, piece);
            if let Some(last) = found.last().copied().filter(|_| reader.verb_phrase_at(start, piece.end())) {
                found.push(Part { span: closed(reader.text(), Span::new(start, piece.end())), cue: last.cue, elided: true });
            }
            continue;
        }
        found.extend(of_piece(reader, piece, &own));
    }
    found.retain(|part| part.span.len() > 3 && reader.find("english_no_point", part.span).is_none());
    found
}

fn of_piece(reader: &Reader<'_>, piece: Span, own: &[Cue]) -> Vec<Part> {
    let mut cuts: Vec<(usize, Cue)> = vec![(piece.start(), own[0])];
    for cue in &own[1..] {
        let last = cuts[cuts.len() - 1].1;
        if let Some(cut) = cut_between(reader, last.span.end(), cue) {
            cuts.push((cut, *cue));
        }
    }
    let mut found = Vec::new();
    for (index, (start, cue)) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).map_or(piece.end(), |next| next.0);
        let span = Span::new(*start, end);
        if let Some(aims) = policy(reader, span, cue).or_else(|| founding(reader, span, cue)) {
            found.extend(aims);
            continue;
        }
        let begin = begin(reader, span, cue);
        let elided = index > 0 && begin == cue.span.start() || cue.relative == Some(begin);
        let mut from = begin;
        let verbs = verb_cuts(reader, cue, end);
        for (order, to) in verbs.iter().copied().chain(std::iter::once(end)).enumerate() {
            found.push(Part { span: closed(reader.text(), Span::new(from, to)), cue: *cue, elided: elided || order > 0 });
            from = to;
        }
    }
    found
}

/// What stands between semicolons, outside brackets.
fn pieces(reader: &Reader<'_>, body: Span) -> Vec<Span> {
    let text = reader.text();
    let mut pieces = Vec::new();
    let mut start = body.start();
    let stops = reader.open_places(body).into_iter().filter(|at| text.key[*at] == ';');
    for end in stops.map(|at| at + 1).chain(std::iter::once(body.end())) {
        let piece = text.trim(Span::new(start, end));
        let piece = Span::new(behind_joints(reader, piece), piece.end());
        if piece.len() > 3 {
            pieces.push(piece);
        }
        start = end;
    }
    pieces
}

/// Behind "and", "moreover," and the like.
fn behind_joints(reader: &Reader<'_>, span: Span) -> usize {
    let mut at = span.start();
    for _ in 0..3 {
        let Some(length) = reader.at("english_connective", at, span.end()) else { break };
        let mut behind = at + length;
        // "in addition to doing this": no joint.
        if reader.says(behind + 1, "to") || reader.says(behind + 1, "of") {
            break;
        }
        if reader.key_at(behind) == Some(',') {
            behind += 1;
        }
        if reader.key_at(behind) != Some(' ') || behind + 1 >= span.end() {
            break;
        }
        at = behind + 1;
    }
    at
}

/// Where the statement of a later modal begins; none when the modal stands inside the one before.
fn cut_between(reader: &Reader<'_>, from: usize, cue: &Cue) -> Option<usize> {
    let to = cue.span.start();
    if let Some(start) = cue.relative {
        return Some(start);
    }
    let region = Span::new(from, to);
    if let Some(at) = region.range().find(|at| reader.says(*at, "in which") && reader.text().ends_with(*at, ", ")) {
        return Some(at);
    }
    let before = reader.word_before(to, from);
    if ["and", "but", "or"].contains(&before.as_str()) {
        return Some(to);
    }
    let joints: Vec<(usize, usize)> = ["and", "but", "so", "or", "nor"]
        .iter()
        .flat_map(|word| region.range().filter(|at| reader.says(*at, word)).map(|at| (at, at + word.len() + 1)))
        .filter(|(at, behind)| *behind < to && (stands_alone(reader, Span::new(*behind, to)) || bare(reader, *at, Span::new(*behind, to))))
        .collect();
    let comma = joints.iter().filter(|(at, _)| reader.text().ends_with(*at, ", ") && !lists(reader, from, *at)).max();
    let plain = joints.iter().filter(|(at, _)| !reader.says(*at, "or")).min();
    if let Some((_, behind)) = comma.or(plain) {
        return Some(*behind);
    }
    // "shall do this, we will do that": an opening needs no joint.
    (cue.form && reader.text().ends_with(to, ", ")).then_some(to)
}

/// "waivers, permits, reviews, or approvals shall": the joint closes a list, and no statement.
fn lists(reader: &Reader<'_>, from: usize, joint: usize) -> bool {
    let text = reader.text();
    let comma = joint.saturating_sub(2);
    let Some(before) = (from..comma).rev().find(|at| text.starts_with(*at, ", ")) else { return false };
    let item = reader.words(Span::new(before + 2, comma));
    (1..=2).contains(&item.len()) && !reader.bare_verb_at(item[0].start(), comma)
}

/// ", and care" before its modal: a subject without an article.
fn bare(reader: &Reader<'_>, joint: usize, span: Span) -> bool {
    let words = reader.words(span);
    reader.text().ends_with(joint, ", ") && (1..=2).contains(&words.len()) && !reader.bare_verb_at(words[0].start(), span.end())
}

/// The words between a joint and a modal are a subject, or "that" and a subject.
fn stands_alone(reader: &Reader<'_>, span: Span) -> bool {
    let words = reader.words(span);
    let skip = words.first().is_some_and(|word| reader.says(word.start(), "that") || reader.says(word.start(), "so"));
    let words = &words[usize::from(skip).min(words.len())..];
    let Some(first) = words.first() else { return skip };
    let opens = reader.at("english_subject", first.start(), span.end()).is_some()
        || reader.at("english_opener", first.start(), span.end()).is_some()
        || reader.text().key[first.start()].is_uppercase();
    let inner = words
        .iter()
        .skip(1)
        .any(|word| reader.at("english_relative", word.start(), span.end()).is_some_and(|_| !reader.says(word.start(), "as")));
    opens && !inner && words.len() <= 24
}

/// "It is the policy of X that a be done, and that b be done": what is to be so, without the frame.
fn policy(reader: &Reader<'_>, span: Span, cue: &Cue) -> Option<Vec<Part>> {
    if !cue.form || cue.modality != Modality::Do || !reader.word(cue.span).contains("policy") {
        return None;
    }
    let rest = Span::new(cue.span.end(), span.end());
    let that = reader.place_of(rest, "that")?;
    let holder = Span::new(rest.start(), that);
    if reader.words(holder).len() > 6 || reader.place_of(holder, "to").is_some() {
        return None;
    }
    let mut cuts = vec![that + 5];
    cuts.extend((that..span.end()).filter(|at| reader.says(*at, "and that")).map(|at| at + 9));
    cuts.push(span.end());
    let found = cuts.windows(2).filter(|pair| pair[1] > pair[0]).map(|pair| {
        let mut part = Span::new(pair[0], pair[1]);
        for tail in [" and that ", ", and that "] {
            if reader.text().ends_with(part.end(), tail) {
                part = Span::new(part.start(), part.end() - tail.chars().count());
            }
        }
        closed(reader.text(), part)
    });
    let fact = |part: &Span| {
        reader.words(*part).iter().take(12).any(|word| ["is", "are", "was", "were", "has"].contains(&reader.word(*word).as_str()))
    };
    Some(found.filter(|part| !fact(part)).map(|span| Part { span, cue: Cue { modality: Modality::Aim, ..*cue }, elided: false }).collect())
}

/// "This order establishes X to do a and to do b": the founding, and every task of the body.
fn founding(reader: &Reader<'_>, span: Span, cue: &Cue) -> Option<Vec<Part>> {
    let tasks = tasks(reader, cue, span.end())?;
    let mut from = begin(reader, span, cue);
    let mut found = Vec::new();
    for to in tasks.into_iter().chain(std::iter::once(span.end())) {
        found.push(Part { span: closed(reader.text(), Span::new(from, to)), cue: *cue, elided: !found.is_empty() });
        from = to;
    }
    Some(found)
}

/// The body that "this order establishes" founds.
pub(super) fn founded(reader: &Reader<'_>, cue: &Cue, end: usize) -> Option<Span> {
    let first = *tasks(reader, cue, end)?.first()?;
    Some(closed(reader.text(), Span::new(cue.span.end(), first)))
}

/// Where the infinitives behind "establishes X" begin.
fn tasks(reader: &Reader<'_>, cue: &Cue, end: usize) -> Option<Vec<usize>> {
    if !cue.form || !reader.word(cue.span).ends_with("establishes") {
        return None;
    }
    let places = reader.open_places(Span::new(cue.span.end(), end));
    let tasks: Vec<usize> = places
        .into_iter()
        .filter(|at| reader.says(*at, "to") && reader.verb_phrase_at(at + 3, end))
        .filter(|at| reader.at("english_takes_infinitive", word_start(reader, *at, cue.span.end()), *at).is_none())
        .collect();
    (!tasks.is_empty()).then_some(tasks)
}

/// Where the word right before a place starts.
fn word_start(reader: &Reader<'_>, place: usize, from: usize) -> usize {
    place.saturating_sub(reader.word_before(place, from).chars().count() + 1)
}

/// Where the quotation begins: behind connectives, and behind "I believe that".
fn begin(reader: &Reader<'_>, span: Span, cue: &Cue) -> usize {
    let mut at = behind_joints(reader, span);
    if at >= cue.span.start() || cue.relative == Some(at) {
        return at.min(cue.span.start());
    }
    if let Some(behind) = behind_reason(reader, at, cue) {
        at = behind;
    }
    if let Some(behind) = behind_fact(reader, at, cue) {
        at = behind;
    }
    let before = Span::new(at, cue.span.start());
    if let Some(frame) = reader.find("english_frame", before) {
        let that = (frame.end()..before.end()).rev().find(|place| reader.says(*place, "that"));
        let behind = that.map_or(frame.end(), |place| place + 4);
        if that.is_some() || frame.end() + 1 == cue.span.start() || frame.start() == at && !reader.word(frame).contains("of") {
            at = behind + 1;
        }
    }
    if reader.says(at, "that") && at + 5 < cue.span.start() && reader.at("english_subject", at + 5, span.end()).is_some() {
        at += 5;
    }
    at.min(cue.span.start())
}

/// Behind "As our rivals gain ground, ": a reason is no part of what is demanded.
fn behind_reason(reader: &Reader<'_>, at: usize, cue: &Cue) -> Option<usize> {
    let reason = ["because", "since"].iter().any(|word| reader.says(at, word))
        || reader.says(at, "as") && reader.at("english_subject", at + 3, cue.span.start()).is_some();
    if !reason {
        return None;
    }
    let mut commas =
        reader.open_places(Span::new(at, cue.span.start())).into_iter().filter(|place| reader.text().starts_with(*place, ", "));
    let behind = if cue.form { commas.next_back() } else { commas.next() };
    behind.map(|comma| comma + 2)
}

/// Behind "This is our duty, and ": a fact before the first statement.
fn behind_fact(reader: &Reader<'_>, at: usize, cue: &Cue) -> Option<usize> {
    let opens =
        reader.at("english_condition", at, cue.span.start()).is_some() || reader.at("english_opener", at, cue.span.start()).is_some();
    if cue.form || opens {
        return None;
    }
    let joint = |place: &usize| [", and ", ", but ", ", so "].into_iter().find(|joint| reader.text().starts_with(*place, joint));
    let place = reader.open_places(Span::new(at, cue.span.start())).into_iter().rfind(|place| joint(place).is_some())?;
    let behind = place + joint(&place)?.len();
    let fact = ["is", "are", "was", "were", "has", "have"].iter().any(|word| reader.place_of(Span::new(at, place), word).is_some());
    let relative = reader.find("english_relative", Span::new(at, place)).is_some();
    (fact && !relative && stands_alone(reader, Span::new(behind, cue.span.start()))).then_some(behind)
}

/// Without closing marks and joints.
pub(super) fn closed(text: &Text, span: Span) -> Span {
    let mut end = span.end();
    loop {
        let before = end;
        while end > span.start() && matches!(text.key[end - 1], '.' | ';' | ',' | ':' | ' ' | '!' | '”' | '’' | '"') {
            end -= 1;
        }
        for tail in ["; and", "; or", ", and", ", but", " and", " or", " but"] {
            if end > span.start() + tail.len() && text.ends_with(end, tail) {
                end -= tail.len();
            }
        }
        if end == before {
            break;
        }
    }
    let mut start = span.start();
    while start < end && matches!(text.key[start], '“' | '‘' | '"' | ' ' | ',') {
        start += 1;
    }
    Span::new(start, end)
}

/// "1. ", "Sec. 2. Title. (a) ", "Article 4 ": numbers and run-in headings are no part of a statement.
pub(super) fn without_number(text: &Text, span: Span) -> Span {
    let mut start = span.start();
    for _ in 0..4 {
        let before = start;
        start += crate::normalize::marker_length(text.key.get(start..span.end()).unwrap_or_default());
        for head in ["Sec. ", "Section ", "Article "] {
            if !text.starts_with(start, head) {
                continue;
            }
            let number = start + head.len();
            let length = text.key[number..span.end()].iter().take_while(|c| c.is_ascii_digit() || **c == '-').count();
            let behind = number + length;
            let stop = usize::from(text.key_at(behind) == Some('.'));
            if length == 0 || text.key_at(behind + stop) != Some(' ') {
                continue;
            }
            if stop == 1 {
                start = behind_heading(text, behind + 2, span.end());
            } else if text.key_at(behind + 1).is_some_and(char::is_uppercase) {
                start = behind + 1;
            }
        }
        if start == before {
            break;
        }
    }
    text.trim(Span::new(start.min(span.end()), span.end()))
}

/// Behind "Purpose. ", where a heading without a verb opens a section.
fn behind_heading(text: &Text, start: usize, end: usize) -> usize {
    let Some(stop) = (start..end.min(start + 90)).find(|at| text.key[*at] == '.' && text.key_at(at + 1) == Some(' ')) else { return start };
    let words = text.key_slice(Span::new(start, stop));
    let verbal = [" shall ", " must ", " may ", " is ", " are ", " has "].iter().any(|verb| words.contains(verb));
    if verbal { start } else { stop + 2 }
}
