//! What somebody undertakes or foretells: 會, 將, 擬 before a verb, who stands before it, and what is only asked.

use super::verbs::{token_starts, trim_adverbs};
use super::view::acting;
use crate::annotate::Annotations;
use crate::codebook::Cues;
use crate::model::{EntityType, Segments, Span, Text};

/// A word by which something is announced, and who stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Undertaking {
    /// Where the word stands.
    pub(crate) word: Span,
    /// `open` nothing before it, `body` who can act, `thing` anything else; with `not` the same denied.
    pub(crate) bearer: &'static str,
}

impl Undertaking {
    /// Somebody binds himself, as far as grammar tells.
    pub(crate) fn binds(&self) -> bool {
        matches!(self.bearer, "body" | "open")
    }
}

/// 政府會研究…, 將於明年…, 處方不會…: the first such word of a clause.
pub(super) fn undertaking(text: &Text, segments: &Segments, annotations: &Annotations, cues: &Cues, span: Span) -> Option<Undertaking> {
    let key = &text.key[..span.end()];
    let mut depth = 0_i32;
    let (at, length) = (span.start()..span.end().min(span.start() + REACH)).find_map(|at| {
        match key[at] {
            '“' | '《' | '(' => depth += 1,
            '”' | '》' | ')' => depth -= 1,
            _ => {}
        }
        let length = cues.at("undertakes", key, at)?;
        // 會議, 將來, 擬訂: longer words; 委員會: the end of one.
        let behind = *key.get(at + length)?;
        let longer = match key[at + length - 1] {
            '会' => "议员计场长面展见同晤商期址所费籍战考馆刊友心意合客谈诊演盟筹后上前中否的”".contains(behind),
            '将' => "来军士领帅近要的”".contains(behind),
            '拟' => "稿订定人态的”".contains(behind),
            _ => false,
        };
        let before = at.checked_sub(1).and_then(|before| text.key_at(before)).unwrap_or(' ');
        let free = token_starts(segments, at) || at == span.start() || "方府署局处并们部校中必时便亦均都还就才则仍".contains(before);
        (depth <= 0 && !longer && free && !annotations.splits(at)).then_some((at, length))
    })?;
    let denied = text.ends_with(at, "不") || text.key_at(at) == Some('不');
    let before = text.trim(Span::new(span.start(), at - usize::from(text.ends_with(at, "不") && at > span.start())));
    let mut before = trim_adverbs(text, segments, annotations, cues, before);
    // 政府现阶段不会…, 署方年中会…: when.
    let time = ["time_present", "time_future"].iter().find_map(|group| cues.at_end(group, text.key(before)));
    if let Some((_, length)) = time.filter(|(_, length)| *length < before.len()) {
        before = text.trim(Span::new(before.start(), before.end() - length));
    }
    let dated = annotations.inside(before).iter().any(|mention| mention.entity_type == EntityType::Date && mention.span == before);
    let bearer = if before.is_empty() || dated {
        if denied { "not open" } else { "open" }
    } else if acting(text, before, annotations, cues).is_some() {
        if denied { "not body" } else { "body" }
    } else if denied {
        "not thing"
    } else {
        "thing"
    };
    Some(Undertaking { word: Span::new(at, at + length), bearer })
}

/// So many characters of a clause are looked at.
const REACH: usize = 40;

/// 會否…, 可否…, 是否…: an open question, and no answer.
pub(super) fn asks(text: &Text, cues: &Cues, span: Span) -> bool {
    let end = span.end().min(span.start() + 14);
    (span.start()..end).any(|at| cues.at("open_question", &text.key[..span.end()], at).is_some())
}
