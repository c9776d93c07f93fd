//! Features of a clause on a page that reports what somebody says: what is announced, denied or asked, for
//! which time, and whose words they are.

use super::clause_features::Context;
use super::clause_model::{add, rule};
use super::view::View;
use crate::learn::Sequence;
use crate::model::{BlockKind, Span};

pub(super) fn observe(context: &Context<'_>, block: usize, views: &[View], index: usize, out: &mut Sequence) {
    let (text, segments, genre) = (context.text, context.segments, context.genre);
    let view = &views[index];
    let here = rule(view, segments.role(block));
    let verb = view.verb.map_or_else(|| "-".to_owned(), |span| text.key_slice(span));
    let (modal, modality) = view.modal.map_or_else(|| ("-".to_owned(), "-"), |(modality, span)| (text.key_slice(span), modality.id()));
    let speaking = context.speaking[index];
    let undertakes = view.undertaking.map_or("-", |undertaking| undertaking.bearer);
    let word = view.undertaking.map_or_else(|| "-".to_owned(), |undertaking| text.key_slice(undertaking.word));
    add!(out, "undertakes", "{undertakes}{word}{genre}");
    add!(out, "undertakes", "{undertakes}{speaking}");
    add!(out, "undertakes", "{undertakes}{verb}");
    add!(out, "undertakes", "{undertakes}{here}{}", view.done);
    let [bearer, ending] = bearer(context, view);
    add!(out, "who is bound", "{modal}{bearer}");
    add!(out, "who is bound", "{modal}{ending}");
    add!(out, "who is bound", "{modality}{bearer}{genre}");
    let sentence = segments.sentences[segments.clauses[context.first + index].sentence].span;
    let mark = text.key_at(sentence.end().saturating_sub(1)).filter(|c| matches!(c, '？' | '！')).unwrap_or('-');
    add!(out, "asks", "{}{mark}{here}", view.asks);
    add!(out, "asks", "{}{mark}{speaking}", view.asks);
    let [own, sentence_time, block_time] = times(context, index);
    add!(out, "time", "{own}{undertakes}{here}");
    add!(out, "time", "{own}{sentence_time}{here}");
    add!(out, "time", "{own}{sentence_time}{modal}");
    add!(out, "time", "b{own}{block_time}{here}");
    let [office, said] = &context.voices[index];
    add!(out, "voice", "o{office}{here}");
    add!(out, "voice", "o{office}{undertakes}");
    add!(out, "voice", "v{said}{here}");
    add!(out, "voice", "{office}{said}");
    add!(out, "voice", "{office}{genre}{}", view.done);
    if matches!(segments.blocks[block].kind, BlockKind::Title | BlockKind::Heading(_)) {
        let (first, place) = (segments.tokens_in(Span::new(view.start, view.core.end())).first(), index.min(2));
        let opening = first.map_or_else(String::new, |token| text.key_slice(token.span));
        let named = view.subject.is_some();
        add!(out, "headline", "{here}{}{place}", view.opens_with);
        add!(out, "headline", "{verb}{named}");
        add!(out, "headline", "{undertakes}{speaking}{named}");
        add!(out, "headline", "{opening}{}", first.map_or("-", |token| token.tag));
        add!(out, "headline", "{place}{}{speaking}{here}", views.len().min(3));
    }
    let before = Span::new(segments.blocks[block].span.start(), view.core.start());
    let open = text.key(before).iter().map(|c| i32::from(*c == '“') - i32::from(*c == '”')).sum::<i32>() > 0;
    add!(out, "in a quotation", "{open}{here}");
    add!(out, "in a quotation", "{open}{speaking}{genre}");
}

/// What stands before a modal: nothing, who can act, or the kind and the end of another phrase.
fn bearer(context: &Context<'_>, view: &View) -> [String; 2] {
    let Some((_, cue)) = view.modal else { return ["-".to_owned(), "-".to_owned()] };
    if cue.start() <= view.start {
        return ["head".to_owned(), "head".to_owned()];
    }
    let tokens = context.segments.tokens_in(Span::new(view.start, cue.start()));
    let last = tokens
        .iter()
        .rfind(|token| token.tag != "d")
        .map_or(("-", String::new()), |token| (token.tag, context.text.key_slice(Span::new(token.span.end() - 1, token.span.end()))));
    let kind = if view.subject.is_some() { "acting" } else { last.0.get(..1).unwrap_or("-") };
    [kind.to_owned(), format!("{kind}{}", last.1)]
}

/// The time that a clause names, that was named last in its sentence, and in its block.
fn times(context: &Context<'_>, index: usize) -> [&'static str; 3] {
    let sentence = |at: usize| context.segments.clauses[context.first + at].sentence;
    let known = |at: &usize| context.times[*at] != "-";
    let in_sentence = (0..index).rev().take_while(|at| sentence(*at) == sentence(index)).find(known);
    let in_block = (0..index).rev().find(known);
    [context.times[index], in_sentence.map_or("-", |at| context.times[at]), in_block.map_or("-", |at| context.times[at])]
}
