//! Text → Annotations: every span that names something.
//!
//! Each finder proposes; [`resolve`] lets no two proposals overlap (invariant 4): rules that are sure
//! of their form first, then the longest, then the earliest. Of a Chinese text the tagger sees the
//! proposals and decides ([`decide`]).

mod amounts;
mod bodies_english;
mod body_words;
mod borders;
mod characters;
mod cues;
mod dates;
mod dates_english;
mod dates_relative;
mod decide;
mod documents;
mod documents_english;
mod durations;
mod features;
mod gazetteer;
mod headed;
mod laws;
mod measures;
mod events;
mod named_bodies;
mod names;
mod number_run;
mod number_words;
mod numbers;
mod organizations;
mod persons_english;
mod places;
mod programmes;
mod quantities;
mod quantities_english;
mod reading;
mod resolve;
mod ruled;
mod short_forms;
mod short_titles;
mod surnames;
mod tagger;
pub mod themes;
mod technologies;
mod works;

pub use features::{NameHit, Proposal, Sight, TEMPLATES, Word, gate_words, observe, part_of_speech, rule_code};
pub use numbers::value_of;
pub use tagger::{ENTITY_TYPES, TaggedSpan, Tagger, TaggerMemory};

use std::collections::BTreeMap;

use crate::codebook::Codebook;
use crate::model::{EntityType, Language, Mention, Segments, Span, Text};

/// What was found in one text.
#[derive(Clone, Debug, Default)]
pub struct Annotations {
    /// Mentions in order; no two overlap.
    pub mentions: Vec<Mention>,
    /// What rules and gazetteers alone find, likewise; empty where they are all there is.
    ruled: Vec<Mention>,
}

impl Annotations {
    /// What rules and gazetteers alone find. Whoever learns from texts that the tagger has learned from
    /// too looks at these: there the tagger knows all the answers, elsewhere it does not.
    #[must_use]
    pub fn by_rules(&self) -> Self {
        let mentions = if self.ruled.is_empty() { &self.mentions } else { &self.ruled };
        Self { mentions: mentions.clone(), ruled: Vec::new() }
    }

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

    /// The mention that holds a span.
    pub fn holding(&self, span: crate::model::Span) -> Option<&Mention> {
        let index = self.mentions.partition_point(|mention| mention.span.end() < span.end());
        self.mentions.get(index).filter(|mention| mention.span.contains(span))
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
    let ruled = by_rules(text, language, segments, codebook);
    let Some(tagger) = tagger.filter(|_| language == Language::Chinese) else {
        return Annotations { mentions: ruled, ruled: Vec::new() };
    };
    let mut memory = TaggerMemory::default();
    let mut found = Vec::new();
    for (span, sight) in sights(text, segments, codebook, &ruled) {
        for guess in tagger.tag(&sight, &mut memory) {
            let Some(entity_type) = EntityType::parse(&guess.entity_type) else { continue };
            found.push(Mention::new(Span::new(span.start() + guess.start, span.start() + guess.end), entity_type, "tagger"));
        }
    }
    Annotations { mentions: decide::decide(text, codebook, &ruled, found), ruled }
}

/// What rules and gazetteers find.
fn by_rules(text: &Text, language: Language, segments: &Segments, codebook: &Codebook) -> Vec<Mention> {
    let mut found = Vec::new();
    let mut hits = gazetteer::hits(text, segments, codebook);
    if language == Language::Chinese {
        technologies::extend(text, segments, &mut hits);
        laws::extend(text, &mut hits);
    }
    match language {
        Language::Chinese => {
            dates::chinese(text, &mut found);
            quantities::chinese(text, segments, &mut found);
            documents::chinese(text, segments, codebook, &mut found);
            laws::find(text, &hits, &mut found);
            programmes::chinese(text, segments, codebook, &mut found);
            technologies::chinese(text, segments, &hits, &mut found);
            headed::chinese(text, segments, codebook, &mut found);
            organizations::chinese(text, segments, codebook, &hits, &mut found);
            places::chinese(text, segments, codebook, &hits, &mut found);
            named_bodies::chinese(text, segments, &hits, &mut found);
            short_forms::chinese(text, &mut found);
            events::chinese(text, segments, &hits, &mut found);
            names::chinese(text, segments, codebook, &hits, &mut found);
        }
        Language::English => {
            dates_english::find(text, &mut found);
            quantities_english::find(text, &mut found);
            documents_english::find(text, &mut found);
            names::english(text, &mut found);
            persons_english::find(text, &mut found);
            bodies_english::find(text, &hits, &mut found);
        }
    }
    found.extend(hits.into_iter().filter(|hit| hit.rule != gazetteer::UNSUPPORTED).map(|hit| match language {
        // "the AI system": an article is part of a proper name, not of a kind of thing.
        Language::English if hit.entity_type == EntityType::Technology => hit,
        Language::English => names::with_article(text, hit),
        Language::Chinese => hit,
    }));
    resolve::resolve(found, segments)
}

/// What the tagger is told of each sentence of a Chinese text, in order.
pub fn observed(text: &Text, segments: &Segments, codebook: &Codebook) -> Vec<(Span, Sight)> {
    sights(text, segments, codebook, &by_rules(text, Language::Chinese, segments, codebook))
}

fn sights(text: &Text, segments: &Segments, codebook: &Codebook, ruled: &[Mention]) -> Vec<(Span, Sight)> {
    let known = gazetteer::known_names(text, codebook);
    let mut counts: BTreeMap<&[char], u32> = BTreeMap::new();
    for mention in ruled {
        *counts.entry(text.key(mention.span)).or_default() += 1;
    }
    let sight = |span: Span| {
        let (start, end) = (span.start(), span.end());
        let words = segments.tokens_in(span).iter();
        let first = known.partition_point(|hit| hit.start < start);
        let names = known[first..].iter().take_while(|hit| hit.start < end).filter(|hit| hit.end <= end);
        let first = ruled.partition_point(|mention| mention.span.start() < start);
        let proposals = ruled[first..].iter().take_while(|mention| mention.span.end() <= end);
        Sight {
            key: text.key(span).to_vec(),
            words: words
                .map(|token| Word { start: token.span.start() - start, end: token.span.end() - start, tag: part_of_speech(token.tag) })
                .collect(),
            names: names.map(|hit| NameHit { start: hit.start - start, end: hit.end - start, ..*hit }).collect(),
            proposals: proposals
                .map(|mention| Proposal {
                    start: mention.span.start() - start,
                    end: mention.span.end() - start,
                    kind: tagger::kind_of(mention.entity_type),
                    rule: rule_code(mention.rule),
                    count: counts.get(text.key(mention.span)).copied().unwrap_or(1),
                })
                .collect(),
        }
    };
    segments.sentences.iter().map(|sentence| (sentence.span, sight(sentence.span))).collect()
}

/// What rules and gazetteers find of a type in a text, as written.
#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
fn found_by_rules(text: &str, entity_type: EntityType) -> Vec<String> {
    let pipeline = crate::Pipeline::new().unwrap().with_tagger(None);
    pipeline.with_page(&crate::model::Source::new("", text), |page| {
        let mentions = page.annotations.mentions.iter().filter(|mention| mention.entity_type == entity_type);
        mentions.map(|mention| page.text.slice(mention.span)).collect()
    })
}
