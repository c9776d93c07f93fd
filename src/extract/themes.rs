//! Themes of points: declared labels first, then what the words say.

use crate::annotate::themes::{ArticleProfile, Basis as Ground, NEAR, PointText, REACH, ThemeCoder, ThemeScore};
use crate::codebook::Codebook;
use crate::model::{Basis, BlockKind, PolicyPoint, Segments, Span, Text, ThemeAssignment};
use crate::normalize::fold;
use crate::segment::is_chinese;

/// The scheme that labels on a page are read in.
const DEFAULT_SCHEME: &str = "points";
/// Classes of whole documents; points get them as well, by their own words.
const DOCUMENT_SCHEME: &str = "statecouncil";

/// A point with what stands around it, folded.
pub(super) struct Surroundings {
    /// The article it stands in.
    pub(super) article: usize,
    point: String,
    sentence: String,
    before: String,
    after: String,
    headings: Vec<String>,
    /// Of the point, of its sentence, of what stands right before.
    words: [Vec<String>; 3],
}

impl Surroundings {
    /// Of the words at a place of a sentence; `None` outside all articles.
    pub(super) fn of(text: &Text, segments: &Segments, sentence: usize, span: Span) -> Option<Self> {
        let sentence = segments.sentences.get(sentence)?;
        let article = segments.blocks.get(sentence.block)?.article;
        segments.articles.get(article)?;
        let whole = article_span(segments, article);
        let key = |span: Span| text.key_slice(span);
        let words = |span: Span| segments.tokens_in(span).iter().map(|token| key(token.span)).filter(|word| is_chinese(word)).collect();
        let near = Span::new(span.start().saturating_sub(NEAR).max(whole.start()), span.start());
        Some(Self {
            article,
            point: key(span),
            sentence: key(sentence.span),
            before: key(Span::new(span.start().saturating_sub(REACH.0).max(whole.start()), span.start())),
            after: key(Span::new(span.end(), (span.end() + REACH.1).min(whole.end()))),
            words: [words(span), words(sentence.span), words(near)],
            headings: segments.headings(sentence.block).into_iter().map(|heading| key(segments.blocks[heading].span)).collect(),
        })
    }

    /// Runs a function on it as the coder reads it.
    pub(super) fn read<T>(&self, run: impl FnOnce(&PointText<'_>) -> T) -> T {
        let headings: Vec<&str> = self.headings.iter().map(String::as_str).collect();
        run(&PointText {
            point: &self.point,
            sentence: &self.sentence,
            before: &self.before,
            after: &self.after,
            headings: &headings,
            words: self.words.each_ref().map(Vec::as_slice),
        })
    }
}

/// Sums up every article of a document.
pub(super) fn profiles(text: &Text, segments: &Segments, coder: &ThemeCoder) -> Vec<ArticleProfile> {
    (0..segments.articles.len()).map(|article| profile(text, segments, coder, article)).collect()
}

/// Assigns the themes of every scheme to every point.
pub fn assign(text: &Text, segments: &Segments, codebook: &Codebook, coder: &ThemeCoder, points: &mut [PolicyPoint]) {
    let schemes: Vec<String> = coder.schemes().map(|scheme| scheme.id.clone()).collect();
    let articles = profiles(text, segments, coder);
    for point in points.iter_mut() {
        let Some(around) = Surroundings::of(text, segments, point.sentence, point.span) else { continue };
        let profile = &articles[around.article];
        for scheme in &schemes {
            let found = around.read(|context| {
                // Topics show in what stands around a point; an instrument is named by the point itself.
                if matches!(scheme.as_str(), "instruments" | DOCUMENT_SCHEME) {
                    coder.assign(scheme, &PointText { before: "", after: "", ..*context }, profile)
                } else {
                    coder.assign(scheme, context, profile)
                }
            });
            let found = found.into_iter().map(|score| assignment(scheme, score));
            if scheme == "instruments" {
                point.instruments.extend(found);
            } else {
                point.themes.extend(found);
            }
        }
        declare(text, segments, codebook, segments.sentences[point.sentence].block, point);
    }
    declare_repeats(text, points);
}

/// Beside a declared theme, another of the same scheme must be as sure as this.
const BESIDE_DECLARED: f64 = 0.9;

fn put_declared(point: &mut PolicyPoint, declared: ThemeAssignment) {
    point.themes.retain(|theme| {
        theme.scheme != declared.scheme || theme.code != declared.code && (theme.basis == Basis::Declared || theme.score >= BESIDE_DECLARED)
    });
    point.themes.insert(0, declared);
}

/// What a label declares of a statement holds wherever the page says the same again.
fn declare_repeats(text: &Text, points: &mut [PolicyPoint]) {
    let words: Vec<String> = points.iter().map(|point| super::comparable(&text.key_slice(point.span), point)).collect();
    let mut labels: std::collections::BTreeMap<usize, ThemeAssignment> = std::collections::BTreeMap::new();
    let pairs: Vec<(usize, usize)> = super::repeats(&words).into_iter().map(|repeat| (repeat.first, repeat.again)).collect();
    for (first, again) in pairs {
        let declared = |index: usize| points[index].themes.iter().find(|theme| theme.basis == Basis::Declared).cloned();
        if let Some(label) = declared(first).or_else(|| declared(again)) {
            labels.insert(first, label.clone());
            labels.insert(again, label);
        }
    }
    for (index, label) in labels {
        if !points[index].themes.iter().any(|theme| theme.basis == Basis::Declared) {
            put_declared(&mut points[index], label);
        }
    }
}

/// The label of a bullet says its theme: it stands first, the words add what they are sure of.
fn declare(text: &Text, segments: &Segments, codebook: &Codebook, block: usize, point: &mut PolicyPoint) {
    let Some(label) = segments.blocks[block].label.map(|label| segments.blocks[label].span) else { return };
    let Some(code) = codebook.theme_by_label(&text.key_slice(label)) else { return };
    let declared = ThemeAssignment {
        scheme: DEFAULT_SCHEME.to_owned(),
        code: code.to_owned(),
        basis: Basis::Declared,
        score: 1.0,
        from: Some(label),
        cues: vec![text.slice(label)],
    };
    put_declared(point, declared);
}

fn assignment(scheme: &str, score: ThemeScore) -> ThemeAssignment {
    let basis = match score.basis {
        Ground::Cue => Basis::Cue,
        Ground::Heading => Basis::Heading,
    };
    ThemeAssignment { scheme: scheme.to_owned(), code: score.id, basis, score: f64::from(score.score), from: None, cues: score.cues }
}

fn article_span(segments: &Segments, article: usize) -> Span {
    segments.articles[article].blocks.iter().map(|block| segments.blocks[*block].span).reduce(Span::cover).unwrap_or(Span::new(0, 0))
}

fn profile(text: &Text, segments: &Segments, coder: &ThemeCoder, article: usize) -> ArticleProfile {
    let title: String =
        segments.articles[article].headlines.iter().map(|block| text.key_slice(segments.blocks[*block].span)).collect::<Vec<_>>().join(" ");
    let words: String = segments.articles[article]
        .blocks
        .iter()
        .filter(|block| !matches!(segments.blocks[**block].kind, BlockKind::Frame | BlockKind::Caption))
        .map(|block| text.key_slice(segments.blocks[*block].span))
        .collect::<Vec<_>>()
        .join("\n");
    coder.article(&title, &words)
}

/// The class of the document as a whole, best first.
pub fn of_document(text: &Text, segments: &Segments, coder: &ThemeCoder) -> Vec<ThemeAssignment> {
    let title = segments
        .articles
        .iter()
        .flat_map(|article| &article.headlines)
        .map(|block| text.key_slice(segments.blocks[*block].span))
        .next()
        .unwrap_or_default();
    let words: String = text.key.iter().collect();
    coder.classify(DOCUMENT_SCHEME, &fold(&title), &words).into_iter().take(3).map(|score| assignment(DOCUMENT_SCHEME, score)).collect()
}
