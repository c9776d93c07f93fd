//! Text → Annotations: every span that names something.
//!
//! Each finder proposes; [`resolve`] lets no two mentions overlap (invariant 4): rules that are sure
//! of their form first, then the longest, then the earliest.

mod bodies_english;
mod cues;
mod dates;
mod documents;
mod features;
mod gazetteer;
mod lexicon;
mod names;
mod number_run;
mod number_words;
mod numbers;
mod organizations;
mod programmes;
mod quantities;
mod resolve;
mod tagger;
pub mod themes;
mod technologies;

pub use features::{NameHit, TEMPLATES, Word, layer, observe, part_of_speech};
pub use lexicon::Lexicon;
pub use numbers::value_of;
pub use tagger::{ENTITY_TYPES, TaggedSpan, Tagger, TaggerMemory, words_of};

use crate::codebook::Codebook;
use crate::model::{EntityType, Language, Mention, Segments, Span, Text};

/// What was found in one text.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Mentions in order; no two overlap.
    pub mentions: Vec<Mention>,
}

impl Annotations {
    /// The mentions that lie inside a span.
    pub fn inside(&self, span: crate::model::Span) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        let last = self.mentions.partition_point(|mention| mention.span.end() <= span.end());
        self.mentions.get(first..last.max(first)).unwrap_or_default()
    }

    /// A mention starts before a place and ends behind it.
    pub fn splits(&self, place: usize) -> bool {
        let index = self.mentions.partition_point(|mention| mention.span.end() <= place);
        self.mentions.get(index).is_some_and(|mention| mention.span.start() < place)
    }

    /// The mention that starts at a place.
    pub fn starting(&self, place: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|mention| mention.span.start() < place);
        self.mentions.get(index).filter(|mention| mention.span.start() == place)
    }

    /// The mention that ends at a place.
    pub fn ending(&self, place: usize) -> Option<&Mention> {
        let index = self.mentions.partition_point(|mention| mention.span.end() < place);
        self.mentions.get(index).filter(|mention| mention.span.end() == place)
    }
}

/// Finds what a text names; without a tagger, by rules and gazetteers alone.
pub fn annotate(text: &Text, language: Language, segments: &Segments, codebook: &Codebook, tagger: Option<&Tagger>) -> Annotations {
    let mut found = Vec::new();
    let mut hits = gazetteer::hits(text, segments, codebook);
    if language == Language::Chinese {
        technologies::extend(text, segments, &mut hits);
    }
    match language {
        Language::Chinese => {
            dates::chinese(text, &mut found);
            quantities::chinese(text, &mut found);
            documents::chinese(text, segments, &mut found);
            programmes::chinese(text, segments, codebook, &mut found);
            technologies::chinese(text, segments, &hits, &mut found);
            organizations::chinese(text, segments, codebook, &hits, &mut found);
            names::chinese(text, segments, codebook, &hits, &mut found);
        }
        Language::English => {
            dates::english(text, &mut found);
            quantities::english(text, &mut found);
            documents::english(text, &mut found);
            names::english(text, &mut found);
            bodies_english::find(text, &hits, &mut found);
        }
    }
    found.extend(hits.into_iter().filter(|hit| hit.rule != gazetteer::UNSUPPORTED).map(|hit| match language {
        // "the AI system": an article is part of a proper name, not of a kind of thing.
        Language::English if hit.entity_type == EntityType::Technology => hit,
        Language::English => names::with_article(text, hit),
        Language::Chinese => hit,
    }));
    if let Some(tagger) = tagger.filter(|_| language == Language::Chinese) {
        let mut guesses = Vec::new();
        tagged(text, segments, codebook, tagger, &mut guesses);
        confirm(text, codebook, &guesses, &mut found);
        // Where rules and gazetteers are at least as good, the tagger only confirms.
        found.extend(guesses.into_iter().filter(|guess| TAGGER_ADDS.contains(&guess.entity_type)));
    }
    Annotations { mentions: resolve::resolve(found, segments) }
}

/// Types for which the tagger finds more than the rules without finding more that is wrong, measured
/// on pages that neither was made with.
const TAGGER_ADDS: &[EntityType] = &[EntityType::Person, EntityType::Post, EntityType::Programme];

/// A quotation alone is a weak sign of a name: the codebook or the tagger must agree.
fn confirm(text: &Text, codebook: &Codebook, guesses: &[Mention], found: &mut Vec<Mention>) {
    found.retain(|mention| {
        let known = || {
            codebook
                .gazetteer
                .lookup(&text.key_slice(mention.span))
                .iter()
                .any(|name| codebook.gazetteer.entries()[name.entry].entity_type == EntityType::Programme)
        };
        let guessed = || guesses.iter().any(|guess| guess.entity_type == EntityType::Programme && guess.span == mention.span);
        mention.rule != "quoted-name" || known() || guessed()
    });
}

/// What the tagger finds, block by block.
fn tagged(text: &Text, segments: &Segments, codebook: &Codebook, tagger: &Tagger, found: &mut Vec<Mention>) {
    let known = gazetteer::known_names(text, codebook);
    let mut memory = TaggerMemory::default();
    for sentence in &segments.sentences {
        let (start, end) = (sentence.span.start(), sentence.span.end());
        let key = text.key(sentence.span);
        let words: Vec<Word> = segments
            .tokens_in(sentence.span)
            .iter()
            .map(|token| Word { start: token.span.start() - start, end: token.span.end() - start, tag: part_of_speech(token.tag) })
            .collect();
        let first = known.partition_point(|hit| hit.start < start);
        let hits: Vec<NameHit> = known[first..]
            .iter()
            .take_while(|hit| hit.start < end)
            .filter(|hit| hit.end <= end)
            .map(|hit| NameHit { start: hit.start - start, end: hit.end - start, ..*hit })
            .collect();
        for span in tagger.tag(key, &words, &hits, &mut memory) {
            if let Some(entity_type) = EntityType::parse(&span.entity_type) {
                found.push(Mention::new(Span::new(start + span.start, start + span.end), entity_type, "tagger"));
            }
        }
    }
}
