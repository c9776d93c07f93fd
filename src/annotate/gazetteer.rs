//! Hits of the gazetteers: leftmost-longest over the key, weighed against the words of the text.

use crate::codebook::{Codebook, is_whole_word};
use crate::model::{EntityType, Mention, Segments, Span, Text};
use crate::normalize::is_han;
use std::collections::BTreeSet;

/// Rule of a hit that counts only together with a name or title beside it.
pub(super) const UNSUPPORTED: &str = "gazetteer-unsupported";

/// All hits; those without support in the text carry the rule [`UNSUPPORTED`].
pub(super) fn hits(text: &Text, segments: &Segments, codebook: &Codebook) -> Vec<Mention> {
    let key: String = text.key.iter().collect();
    let places = byte_places(&key, text.key.len());
    let mut raw: Vec<(Span, usize, bool, EntityType)> = Vec::new();
    let mut certain: BTreeSet<usize> = BTreeSet::new();
    for (start, end, names) in codebook.gazetteer.hits(&key) {
        let span = Span::new(places[start] as usize, places[end] as usize);
        if !is_whole_word(&text.key, span.start(), span.end()) || guarded(text, span) {
            continue;
        }
        let entries = codebook.gazetteer.entries();
        // The first certain reading in the order of the files; an ambiguous one only for lack of it.
        let Some(name) = names.iter().find(|name| !name.ambiguous).or(names.first()) else { continue };
        // 台湾同胞 is one word of the segmenter and begins with a province all the same.
        let province = matches!(
            entries[name.entry].properties.get("class").map(String::as_str),
            Some("province" | "municipality" | "autonomous_region")
        );
        let heads = province
            && segments
                .tokens
                .binary_search_by_key(&span.start(), |token| token.span.start())
                .is_ok_and(|token| segments.tokens[token].span.len() > 3);
        let cut = cuts_word(text, segments, span) && !heads;
        let ambiguous = name.ambiguous || cut || common_word(text, segments, span, entries[name.entry].entity_type);
        if !ambiguous {
            certain.insert(name.entry);
        }
        raw.push((span, name.entry, ambiguous, entries[name.entry].entity_type));
    }
    raw.into_iter()
        .map(|(span, entry, ambiguous, entity_type)| {
            let supported = !ambiguous
                || certain.contains(&entry) && span.len() >= 2 && !cuts_word(text, segments, span)
                || in_place_list(text, span, entity_type, segments);
            // A title counts as one only beside a name or a body: `names` decides.
            let rule = if supported && (entity_type != EntityType::Post || !ambiguous) { "gazetteer" } else { UNSUPPORTED };
            Mention { span, entity_type, entry: Some(entry), rule }
        })
        .collect()
}

/// Every known name of a text, as the tagger's features want them.
pub(super) fn known_names(text: &Text, codebook: &Codebook) -> Vec<super::NameHit> {
    let key: String = text.key.iter().collect();
    let places = byte_places(&key, text.key.len());
    let mut found = Vec::new();
    for (start, end, names) in codebook.gazetteer.hits(&key) {
        let (start, end) = (places[start] as usize, places[end] as usize);
        let Some(name) = names.iter().find(|name| !name.ambiguous).or(names.first()) else { continue };
        let entity_type = codebook.gazetteer.entries()[name.entry].entity_type;
        let kind = super::ENTITY_TYPES.iter().position(|kind| *kind == entity_type.id());
        if let Some(kind) = kind.filter(|_| is_whole_word(&text.key, start, end)) {
            found.push(super::NameHit { start, end, kind: kind as u8, ambiguous: name.ambiguous || end - start == 1 });
        }
    }
    found
}

/// For each byte of the key the number of characters before it.
fn byte_places(key: &str, length: usize) -> Vec<u32> {
    let mut places = vec![0_u32; key.len() + 1];
    for (index, (byte, _)) in key.char_indices().enumerate() {
        places[byte] = index as u32;
    }
    places[key.len()] = length as u32;
    places
}

/// What may not stand right behind a name, because it makes another word.
const GUARDS: &[(&str, &[&str])] = &[
    ("部", &["门", "分", "署", "队", "长", "级", "位"]),
    (
        "党",
        &[
            "员", "人", "组", "建", "性", "风", "内", "外", "校", "支", "小", "总", "委", "费", "的", "和", "群", "政", "史", "章", "籍",
            "派", "纪", "领", "在",
        ],
    ),
    ("局", &["面", "势", "部", "限"]),
    ("委员", &["会"]),
    ("主席", &["团"]),
    ("央行", &["政"]),
    ("会", &["议", "上", "计", "展", "员"]),
    ("院", &["校", "士", "长"]),
    ("中国", &["家"]),
];

fn guarded(text: &Text, span: Span) -> bool {
    let single = span.len() == 1;
    GUARDS.iter().any(|(ending, behind)| {
        text.ends_with(span.end(), ending)
            && behind.iter().any(|next| text.starts_with(span.end(), next))
            && (single || *ending != "国" || span.len() <= 2)
    }) && !(single && text.key[span.start()] != '党')
        || single && text.key[span.start()] == '党'
}

/// A short hit that begins and ends inside words of the segmenter is an accident: 隆|重庆|祝.
fn cuts_word(text: &Text, segments: &Segments, span: Span) -> bool {
    if span.len() > 3 || !text.key[span.range()].iter().all(|c| is_han(*c)) {
        return false;
    }
    let tokens = &segments.tokens;
    let first = tokens.partition_point(|token| token.span.end() <= span.start());
    let last = tokens.partition_point(|token| token.span.end() < span.end());
    let (Some(left), Some(right)) = (tokens.get(first), tokens.get(last)) else { return false };
    let starts_inside = left.span.start() < span.start();
    let ends_inside = right.span.end() > span.end();
    starts_inside && ends_inside
        || (starts_inside || ends_inside)
            && left.span == right.span
            && span.len() <= 2
            && left.tag != "ns"
            && left.tag != "nt"
            && left.tag != "nr"
            && left.tag != "x"
}

/// A two-character place that the segmenter reads as a verb or adjective: 新建, 永安.
fn common_word(text: &Text, segments: &Segments, span: Span, entity_type: EntityType) -> bool {
    let _ = text;
    entity_type == EntityType::Place
        && span.len() == 2
        && segments
            .tokens_in(span)
            .first()
            .is_some_and(|token| token.span == span && matches!(token.tag.chars().next(), Some('v' | 'a' | 'd' | 'm' | 'c' | 'p')))
}

/// 日、韩、新加坡等国; 京津冀: a one-character place stands in a list of places.
fn in_place_list(text: &Text, span: Span, entity_type: EntityType, segments: &Segments) -> bool {
    if entity_type != EntityType::Place || span.len() > 2 {
        return false;
    }
    let behind = text.key_at(span.end());
    let before = span.start().checked_sub(1).and_then(|at| text.key_at(at));
    let listed = matches!(behind, Some('、' | '等')) && matches!(before, Some('、' | '对' | '与' | '和' | '在' | '赴'));
    let tagged = segments.tokens_in(span).first().is_some_and(|token| token.span == span && token.tag == "ns");
    listed || span.len() == 1 && tagged && matches!(before, Some('来' | '在' | '赴' | '驻' | '访')) || span.len() == 2 && tagged
}
