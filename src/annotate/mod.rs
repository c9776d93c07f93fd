//! Text → Annotations: every span that names something.
//!
//! Each finder proposes; [`resolve`] lets no two mentions overlap (invariant 4): rules that are sure
//! of their form first, then the longest, then the earliest.

mod dates;
mod documents;
mod gazetteer;
mod names;
mod numbers;
mod organizations;
mod programmes;
mod quantities;
mod resolve;
mod technologies;

pub use numbers::value_of;

use crate::codebook::Codebook;
use crate::model::{Language, Mention, Segments, Text};

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

/// Finds what a text names.
pub fn annotate(text: &Text, language: Language, segments: &Segments, codebook: &Codebook) -> Annotations {
    let mut found = Vec::new();
    let hits = gazetteer::hits(text, segments, codebook);
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
        }
    }
    found.extend(hits.into_iter().filter(|hit| hit.rule != gazetteer::UNSUPPORTED).map(|hit| match language {
        Language::English => names::with_article(text, hit),
        Language::Chinese => hit,
    }));
    Annotations { mentions: resolve::resolve(found, segments) }
}
