//! Which bearers of one name are one person.
//!
//! Law: inside a document a name is one person; over documents it is one only where the codebook knows
//! the name, or where a body or a post agrees. Without either it stays inside its document.

use super::scopes::{self, Scope};
use super::{bare, plain};
use crate::extract::{Argument, Page, Relation, RelationKind};
use crate::model::{EntityType, Span};
use crate::normalize::fold;
use std::collections::BTreeMap;

/// What a person is known by, by name: a body before a post, the first in order of several.
pub(super) fn known_by(page: &Page<'_>, relations: &[Relation]) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, (bool, String)> = BTreeMap::new();
    for relation in relations {
        let (Argument::Name(person, EntityType::Person), Argument::Name(other, entity_type)) = (&relation.from, &relation.to) else {
            continue;
        };
        if !matches!(relation.kind, RelationKind::Holds | RelationKind::Title) {
            continue;
        }
        let name = named(page, *person, EntityType::Person);
        let sign = (relation.kind == RelationKind::Title, official(page, *other, *entity_type));
        found.entry(name).and_modify(|known| *known = known.clone().min(sign.clone())).or_insert(sign);
    }
    found.into_iter().map(|(name, (_, sign))| (name, sign)).collect()
}

fn named(page: &Page<'_>, span: Span, entity_type: EntityType) -> String {
    plain(&page.text.key_slice(span), entity_type, false)
}

/// The name of the codebook, where it has one.
fn official(page: &Page<'_>, span: Span, entity_type: EntityType) -> String {
    let name = page
        .annotations
        .starting(span.start())
        .filter(|mention| mention.span == span)
        .map_or_else(|| named(page, span, entity_type), |mention| bare(page, mention));
    let entry = super::entry_of(page.codebook, &name, entity_type);
    let official = entry.map_or(name, |entry| fold(&page.codebook.gazetteer.entries()[entry].name));
    // 省商务厅 is another one in another document.
    if entry.is_none() && scopes::scope(&official, entity_type) != Scope::Everywhere {
        format!("{official}@{}", page.source.id.trim_start_matches("doc:"))
    } else {
        official
    }
}
