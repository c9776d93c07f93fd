//! Features of a clause from its words and those around it: what the sentence opens and closes with,
//! which words and verbs the clause has, how its neighbours are built, what its section is called.

use super::clause_features::Context;
use super::clause_model::{add, rule};
use super::view::View;
use crate::learn::Sequence;
use crate::model::{BlockKind, SectionRole, Span, Token};

/// Names and values of the features, for the clause `index` of a block whose clauses are `views`.
pub(crate) struct Words<'a> {
    context: &'a Context<'a>,
    block: usize,
    role: SectionRole,
    views: &'a [View],
}

impl<'a> Words<'a> {
    pub(crate) fn new(context: &'a Context<'a>, block: usize, views: &'a [View]) -> Self {
        Self { context, block, role: context.segments.role(block), views }
    }

    fn tokens(&self, view: &View) -> &'a [Token] {
        let span = Span::new(view.start.min(view.core.end()), view.core.end());
        let tokens = &self.context.segments.tokens;
        let first = tokens.partition_point(|token| token.span.start() < span.start());
        let end = tokens.partition_point(|token| token.span.end() <= span.end());
        tokens.get(first..end.max(first)).unwrap_or(&[])
    }

    fn word(&self, token: &Token) -> String {
        self.context.text.key_slice(token.span)
    }

    fn ending(&self, view: &View, length: usize) -> String {
        self.context.text.key_slice(Span::new(view.core.end().saturating_sub(length).max(view.start.min(view.core.end())), view.core.end()))
    }

    /// Parts of speech in a row, each said once: `vnvn`.
    fn outline(&self, view: &View, most: usize) -> String {
        let mut outline = String::new();
        for token in self.tokens(view) {
            let tag = token.tag.chars().next().unwrap_or('x');
            if !outline.ends_with(tag) {
                outline.push(tag);
            }
            if outline.len() >= most {
                break;
            }
        }
        outline
    }

    /// The first word that is a verb, with its number.
    fn verb(&self, view: &View) -> Option<(usize, String)> {
        let verbal = |token: &Token| matches!(token.tag, "v" | "vn" | "vd" | "vg" | "vi");
        self.tokens(view).iter().enumerate().find(|(_, token)| verbal(token)).map(|(place, token)| (place, self.word(token)))
    }

    /// How the clause is built, in brief.
    fn build(&self, view: &View) -> String {
        let tokens = self.tokens(view);
        let verb = match self.verb(view) {
            Some((0, _)) => 'v',
            Some(_) => 'm',
            None => '-',
        };
        let last = tokens.last().and_then(|token| token.tag.chars().next()).unwrap_or('-');
        let open = ["的", "下", "时", "后", "前", "中", "上", "起", "者", "内", "外"].iter().find(|word| self.ending(view, 1) == **word);
        format!("{}{verb}{last}{}", rule(view, self.role), open.unwrap_or(&""))
    }

    pub(crate) fn observe(&self, index: usize, out: &mut Sequence) {
        let view = &self.views[index];
        let (text, segments, genre) = (self.context.text, self.context.segments, self.context.genre);
        let tokens = self.tokens(view);
        let here = rule(view, self.role);
        let verb = self.verb(view).unwrap_or((0, "-".to_owned()));
        // The clause itself.
        add!(out, "first verb", "{}", verb.1);
        add!(out, "first verb", "{}{}", verb.0.min(3), verb.1);
        add!(out, "first verb", "{}{}", verb.1, genre);
        add!(out, "first verb", "{}{}", verb.1, self.ending(view, 2));
        add!(out, "outline", "{}", self.outline(view, 4));
        add!(out, "outline", "{}", self.outline(view, 8));
        add!(out, "outline", "{}{}{}", self.outline(view, 3), genre, view.mark);
        let build = self.build(view);
        add!(out, "outline", "{}", build);
        let mut seen: Vec<String> = Vec::new();
        for token in tokens.iter().take(24) {
            if token.span.len() < 2 && !matches!(token.tag, "v" | "d" | "p" | "c" | "r" | "ul") {
                continue;
            }
            let word = self.word(token);
            if seen.contains(&word) {
                continue;
            }
            add!(out, "words", "{}", word);
            if token.tag.starts_with('v') {
                add!(out, "verbs", "{word}{here}");
            }
            seen.push(word);
        }
        // Its neighbours.
        for (other, side) in [(index.checked_sub(1), "b"), (Some(index + 1), "a"), (index.checked_sub(2), "bb"), (Some(index + 2), "aa")] {
            let Some(other) = other.and_then(|at| self.views.get(at)) else {
                add!(out, "neighbour's build", "{side}^{build}");
                continue;
            };
            let built = self.build(other);
            add!(out, "neighbour's build", "{side}{built}{build}{}", other.mark);
            if side.len() > 1 {
                continue;
            }
            add!(out, "neighbour's build", "{side}{built}{here}");
            add!(out, "neighbour's build", "{side}{}{}", other.opens_with, here);
            add!(out, "neighbour's ending", "{side}{}{}", self.ending(other, 1), other.mark);
            add!(out, "neighbour's ending", "{side}{}{here}", self.ending(other, 1));
            add!(out, "neighbour's ending", "{side}{}", self.ending(other, 2));
            let first = self.tokens(other).first().map(|token| self.word(token)).unwrap_or_default();
            add!(out, "neighbour's opening", "{side}{first}{here}");
            add!(out, "neighbour's opening", "{side}{first}{}", verb.0.min(2));
            let modal = other.modal.map_or("-".to_owned(), |(_, span)| text.key_slice(span));
            add!(out, "neighbour's opening", "{side}m{modal}{here}");
            add!(out, "neighbour's opening", "{side}v{}{here}", self.verb(other).map(|verb| verb.1).unwrap_or_default());
        }
        // Its sentence.
        let sentence = &segments.sentences[segments.clauses[self.context.first + index].sentence];
        let range = sentence.clauses.0.saturating_sub(self.context.first)..(sentence.clauses.1 - self.context.first).min(self.views.len());
        let views = self.views.get(range.clone()).unwrap_or(&[]);
        if let (Some(first), Some(last)) = (views.first(), views.last()) {
            let opening: Vec<String> = self.tokens(first).iter().take(2).map(|token| self.word(token)).collect();
            let place = index - range.start;
            add!(out, "sentence opens", "{}", opening.first().map_or("", |word| word));
            add!(out, "sentence opens", "{}", opening.concat());
            add!(out, "sentence opens", "{}{}", self.build(first), place.min(2));
            add!(out, "sentence closes", "{}", self.ending(last, 2));
            add!(out, "sentence closes", "{}", self.ending(last, 4));
            add!(out, "sentence closes", "{}{here}", self.build(last));
            let count = |test: &dyn Fn(&View) -> bool| views.iter().filter(|view| test(view)).count().min(2);
            let (done, modal) = (count(&|view| view.done), count(&|view| view.modal.is_some()));
            let (fact, verbs) = (count(&|view| view.descriptive), count(&|view| view.verb_initial));
            add!(out, "sentence has", "{done}{modal}{fact}{here}");
            add!(out, "sentence has", "{done}{modal}{fact}{verbs}");
            add!(out, "sentence has", "n{}{}", views.len().min(6), here);
            add!(out, "sentence has", "p{}{}{}", place.min(3), views.len().min(4), here);
            let modal = views.iter().take(place).rev().find_map(|view| view.modal).map_or("-".to_owned(), |(_, span)| text.key_slice(span));
            add!(out, "sentence has", "m{modal}{here}");
        }
        // Its block and section.
        let span = segments.blocks[self.block].span;
        let body = Span::new(segments.blocks[self.block].body.min(span.end()), span.end());
        add!(out, "block opens", "{}", text.key_slice(Span::new(body.start(), (body.start() + 2).min(body.end()))));
        add!(out, "block opens", "{}", text.key_slice(Span::new(body.start(), (body.start() + 4).min(body.end()))));
        add!(out, "block opens", "{}", text.key_slice(Span::new(span.start(), (span.start() + 1).min(span.end()))));
        add!(out, "block opens", "l{}{}", self.views.len().min(8), here);
        let closing = text.key_at(span.end().saturating_sub(1)).unwrap_or('^');
        add!(out, "block opens", "c{closing}{}{here}", matches!(segments.blocks[self.block].kind, BlockKind::Paragraph));
        if let Some(section) = segments.blocks[self.block].section {
            let title = segments.blocks[segments.sections[section].heading].span;
            for token in segments.tokens_in(title).iter().take(8) {
                add!(out, "section title", "{}", self.word(token));
                add!(out, "section title", "{}{}", self.word(token), verb.0 == 0);
            }
        }
        let [all_done, all_modal, all_verbs, all_facts] = self.context.shares;
        add!(out, "document", "d{all_done}{all_modal}{here}");
        add!(out, "document", "v{all_verbs}{all_facts}{here}");
        add!(out, "document", "{all_modal}{}{here}", self.context.tone[1].modal.min(2));
    }
}
