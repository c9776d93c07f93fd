//! The count that a slogan announces against the members that the text gives: 四稳 with three is “3 of 4”.

use super::Links;
use crate::extract::{Argument, Relation, RelationKind};
use crate::model::EntityType;
use std::collections::{BTreeMap, BTreeSet};

const NUMBERS: &str = "一二三四五六七八九十";

/// The number that a slogan starts with; below two it announces nothing.
pub(crate) fn announced(name: &[char]) -> Option<usize> {
    let index = NUMBERS.chars().position(|number| Some(&number) == name.first())?;
    Some(index + 1).filter(|count| *count >= 2)
}

/// Notes at each slogan how many of its members the document gives.
pub(super) fn count(links: &mut Links, relations: &[Relation]) {
    let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for relation in relations.iter().filter(|relation| relation.kind == RelationKind::MemberOf) {
        let (Argument::Name(member, kind), Argument::Name(slogan, EntityType::Programme)) = (&relation.from, &relation.to) else {
            continue;
        };
        if let (Some(member), Some(slogan)) = (links.key_of(*member, *kind), links.key_of(*slogan, EntityType::Programme)) {
            members.entry(slogan.to_owned()).or_default().insert(member.to_owned());
        }
    }
    for (slogan, members) in members {
        let Some(entity) = links.entities.get_mut(&slogan) else { continue };
        let name: Vec<char> = slogan.split_once(':').map_or("", |(_, name)| name).chars().collect();
        if let Some(count) = announced(&name) {
            entity.properties.insert("expanded".to_owned(), format!("{} of {count}", members.len()).into());
        }
    }
}
