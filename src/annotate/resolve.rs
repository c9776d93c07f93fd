//! Lets no two mentions overlap, and none cross a sentence.

use crate::model::{EntityType, Mention, Segments};

/// How sure a rule is of its borders; of two overlapping mentions the surer stays, then the longer.
fn rank(mention: &Mention) -> u8 {
    match mention.rule {
        "title-marks" | "periodical" | "document-title" | "document-number" | "plan" | "citation" | "deadline" => 0,
        "numbered-event" | "organization-chain" | "quoted-programme" | "quoted-system" => 1,
        rule if rule == "tagger" || super::headed::proposes(rule) => 3,
        _ => 2,
    }
}

/// The mentions that stay, in order.
pub(super) fn resolve(mut found: Vec<Mention>, segments: &Segments) -> Vec<Mention> {
    found.retain(|mention| {
        !mention.span.is_empty()
            && segments
                .sentence_at(mention.span.start())
                .is_some_and(|sentence| mention.span.end() <= segments.sentences[sentence].span.end())
    });
    found.sort_by_key(|mention| {
        (rank(mention), std::cmp::Reverse(mention.span.len()), mention.span.start(), mention.entity_type, mention.entry)
    });
    let mut kept: Vec<Mention> = Vec::new();
    let mut taken: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    for mention in found {
        let clash = taken.range(..mention.span.end()).next_back().is_some_and(|(_, end)| *end > mention.span.start());
        if !clash {
            taken.insert(mention.span.start(), mention.span.end());
            kept.push(mention);
        }
    }
    kept.sort_by_key(|mention| mention.span);
    // A single character is a name only where a rule for names says so.
    kept.retain(|mention| {
        mention.span.len() > 1 || matches!(mention.entity_type, EntityType::Place | EntityType::Person | EntityType::Date)
    });
    kept
}
