//! Relations that one page shows between what it names. Precise before many.

use super::Page;
use super::{bodies, citations, enactments, events, instances, members};
use crate::model::{EntityType, Mention, Span};

macro_rules! relation_kinds {
    ($($name:ident $id:literal $doc:literal),+ $(,)?) => {
        /// Kinds of relation between entities, as the contract names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum RelationKind { $(#[doc = $doc] $name),+ }
        impl RelationKind {
            /// Every kind.
            pub const ALL: &'static [RelationKind] = &[$(RelationKind::$name),+];
            /// The word of the contract.
            pub fn id(self) -> &'static str { match self { $(RelationKind::$name => $id),+ } }
        }
    };
}

relation_kinds! {
    Title "title" "A person has a title.",
    Holds "holds" "A person holds a post in a body.",
    PartOf "part_of" "A body is part of a body.",
    LocatedIn "located_in" "Something is in a place.",
    Dated "dated" "Something has a date.",
    InstanceOf "instance_of" "A thing is one of a class.",
    MemberOf "member_of" "An item belongs to a named list.",
    Cites "cites" "A document cites a document.",
    Issued "issued" "A body issued a document.",
    Cooperates "cooperates" "Two bodies or places work together.",
    Visits "visits" "A person visits a place.",
    Attends "attends" "Somebody takes part in an event.",
}

/// One end of a relation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The document itself.
    Document,
    /// What a span names; the type is that of a mention there, or the given one.
    Name(Span, EntityType),
}

/// A relation with the span that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What kind.
    pub kind: RelationKind,
    /// From.
    pub from: Argument,
    /// To.
    pub to: Argument,
    /// The words that show it.
    pub span: Span,
    /// The rule that found it.
    pub rule: &'static str,
}

/// All relations of a page.
pub(super) fn relations(page: &Page<'_>) -> Vec<Relation> {
    let mut found = Vec::new();
    bodies::titles(page, &mut found);
    events::events(page, &mut found);
    bodies::places(page, &mut found);
    instances::classes(page, &mut found);
    for sentence in &page.segments.sentences {
        if let Some(at) = page.text.find(sentence.span, " such as ") {
            members::such_as(page, sentence.span, at, &mut found);
        }
    }
    members::slogans(page, &mut found);
    citations::documents(page, &mut found);
    enactments::enacted(page, &mut found);
    enactments::named_with_date(page, &mut found);
    events::visits(page, &mut found);
    bodies::parts(page, &mut found);
    found.sort_by_key(|relation| (relation.span, relation.kind));
    found.dedup();
    found
}

pub(super) fn name(mention: &Mention) -> Argument {
    Argument::Name(mention.span, mention.entity_type)
}

pub(super) fn push(found: &mut Vec<Relation>, kind: RelationKind, from: &Mention, to: &Mention, rule: &'static str) {
    found.push(Relation { kind, from: name(from), to: name(to), span: from.span.cover(to.span), rule });
}
