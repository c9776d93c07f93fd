//! Segments and annotations → policy points and relations.

mod actors;
mod agents;
mod attribution;
mod chain;
mod bodies;
mod calls;
mod chinese;
mod citations;
mod class_fit;
mod class_nouns;
mod clause_features;
mod clause_model;
mod clause_reports;
mod clause_words;
mod deadlines;
mod enactments;
mod english;
mod events;
mod genre;
mod instances;
mod item_words;
mod joint_actors;
mod lead;
mod list_start;
mod noun_phrase;
mod members;
mod modality;
mod modals;
mod opening_subject;
mod patients;
mod phrase_ends;
mod predicate;
mod predicate_model;
mod predicate_object;
mod predicate_phrases;
mod predicate_verb;
mod predicate_words;
mod relations;
mod rest;
mod repeats;
mod scope;
mod settle;
mod slots;
mod staff;
mod statute;
mod speech;
mod subject_phrase;
mod speakers;
pub mod theme_training;
pub mod themes;
pub mod training;
mod undertakings;
mod verbs;
mod view;

pub(crate) use citations::CITATIONS;
pub(crate) use enactments::dated_on;
pub use relations::{Argument, Relation, RelationKind};
pub use repeats::{Repeat, comparable, repeats};
pub use rest::{Rest, rest};

use crate::annotate::Annotations;
use crate::codebook::Codebook;
use crate::learn::Model;
use crate::model::{Language, PolicyPoint, Segments, Source, Span, Text};

/// What one document says.
#[derive(Clone, Debug, Default)]
pub struct Extracts {
    /// Policy points in the order of the text.
    pub points: Vec<PolicyPoint>,
    /// Relations between what is named.
    pub relations: Vec<Relation>,
    /// Lines of the head that tell how the document came to be.
    pub history: Vec<Span>,
    /// The titles of documents of which it is made.
    pub titles: Vec<DocumentTitle>,
}

/// The title of an official document and its number, such as 国办发〔2018〕129号.
///
/// ```
/// use yaodian::extract::DocumentTitle;
/// use yaodian::model::Span;
///
/// let title = DocumentTitle { name: Span::new(0, 12), number: Some(Span::new(12, 25)) };
/// assert_eq!(title.line(), Span::new(0, 25));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DocumentTitle {
    /// What it is called, in characters of the text.
    pub name: Span,
    /// Its number, where one stands behind it.
    pub number: Option<Span>,
}

impl DocumentTitle {
    /// The whole line.
    pub fn line(&self) -> Span {
        self.number.map_or(self.name, |number| self.name.cover(number))
    }
}

/// One document with everything that the stages before found in it.
pub struct Page<'a> {
    /// The file.
    pub source: &'a Source,
    /// Its normalized text.
    pub text: &'a Text,
    /// Its divisions.
    pub segments: &'a Segments,
    /// Its mentions.
    pub annotations: &'a Annotations,
    /// What is looked for.
    pub codebook: &'a Codebook,
    /// The clause model; without one the rules decide alone.
    pub clauses: Option<&'a Model>,
    /// The model of predicates; without one what the rules propose stands.
    pub predicates: Option<&'a Model>,
}

/// Finds policy points and relations.
pub fn extract(page: &Page<'_>) -> Extracts {
    let points = match page.source.language {
        Language::Chinese => predicate_model::decided(page, chinese::points(page)),
        Language::English => english::points(page),
    };
    let relations = relations::relations(page);
    Extracts { points, relations, history: enactments::history(page), titles: enactments::titles(page) }
}

pub use chinese::training_sequences;
