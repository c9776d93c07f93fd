//! Text → Segments: blocks, articles, sections, sentences, clauses, words.
//!
//! Law: the blocks and the line ends between them are the text; sentences are disjoint, ordered and
//! lie in one block; the tokens of a block, joined, are the block.

mod articles;
mod blocks;
mod clauses;
mod sections;
mod sentences;
mod titles;
mod tokens;

pub(crate) use clauses::closing;
pub(crate) use titles::act_title;
pub use tokens::{Segmenter, WordClass, is_chinese};

use crate::codebook::Codebook;
use crate::model::{Language, Segments, Text};

/// Divides a normalized text.
pub fn segment(text: &Text, language: Language, codebook: &Codebook, segmenter: &Segmenter) -> Segments {
    let mut segments = Segments::default();
    blocks::divide(text, language, codebook, &mut segments);
    articles::divide(text, &mut segments);
    sections::divide(text, codebook, &mut segments);
    sentences::divide(text, language, &mut segments);
    clauses::divide(text, language, &mut segments);
    segments.tokens = segmenter.tokens(text, language, &segments.blocks);
    segments
}
