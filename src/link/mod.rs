//! Mentions → entities: which names are one thing, and why.
//!
//! One document at a time; over documents, entities of one key are one. A key comes from content:
//! the codebook's name where the codebook knows it, else the folded words. What has its meaning only
//! inside one document (本会, 省商务厅, 今年) keeps the document in its key.

mod dates;
mod persons;
mod scopes;
mod slogans;

pub(crate) use dates::document_date;
pub use dates::resolve_date;
pub(crate) use slogans::announced;

use crate::codebook::Codebook;
use crate::extract::{Argument, Page, Relation};
use crate::model::{EntityType, Mention, Span};
use crate::normalize::{fold, is_han};
use scopes::Scope;
use std::collections::BTreeMap;

/// An entity as one document knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// `person:习近平`: the type and a name.
    pub key: String,
    /// What it is.
    pub entity_type: EntityType,
    /// Its mentions, as spans with the rule that found them.
    pub mentions: Vec<(Span, &'static str)>,
    /// Surface forms as written, each with the rule that linked it.
    pub surfaces: BTreeMap<String, &'static str>,
    /// Further facts: the official name, value and unit, resolved date, members.
    pub properties: BTreeMap<String, serde_json::Value>,
}

/// Entities of a document, with the key of every span that names one.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// By key.
    pub entities: BTreeMap<String, Entity>,
    keys: BTreeMap<(Span, EntityType), String>,
}

impl Links {
    /// The key of what a span names.
    pub fn key_of(&self, span: Span, entity_type: EntityType) -> Option<&str> {
        self.keys.get(&(span, entity_type)).map(String::as_str)
    }
}

/// Rules that can be switched off with `--no-merge`.
pub const MERGE_RULES: &[(&str, &str)] = &[
    ("same-words", "the same words, scripts folded"),
    ("gazetteer", "an alias in the codebook"),
    ("short-form", "a short form announced in the text: 以下简称“…”, an acronym in brackets"),
    ("jurisdiction", "a body named by its function, in documents of one province, city or county"),
    ("post-or-body", "one name with the same body or post in several documents"),
    ("article", "the same name with and without its article or marks"),
];

/// Links the mentions of a page, and the further names that its points and relations need.
pub fn link(page: &Page<'_>, relations: &[Relation], extra: &[(Span, EntityType)], without: &[String]) -> Links {
    let mut links = Links::default();
    let known = Known {
        short: short_forms(page),
        year: day_of(page),
        people: persons::known_by(page, relations),
        place: scopes::jurisdiction(page),
    };
    let off = |rule: &str| without.iter().any(|name| name == rule);
    for mention in &page.annotations.mentions {
        add(page, &mut links, mention.span, mention.entity_type, mention.entry, mention.rule, &known, &off);
    }
    for &(span, entity_type) in extra {
        if links.keys.contains_key(&(span, entity_type)) {
            continue;
        }
        let surface = page.text.key_slice(span);
        let entry = entry_of(page.codebook, &surface, entity_type);
        add(page, &mut links, span, entity_type, entry, NAMED, &known, &off);
    }
    // A name that only a relation needs is shown there where nothing else shows it.
    for entity in links.entities.values_mut() {
        if entity.mentions.iter().any(|(_, rule)| *rule != NAMED) {
            entity.mentions.retain(|(_, rule)| *rule != NAMED);
        }
    }
    slogans::count(&mut links, relations);
    links
}

/// The rule of a name that is no mention: a relation needs it.
const NAMED: &str = "named-in-relation";

/// What the whole document tells about its names.
struct Known {
    /// Short form → full form, folded and as written.
    short: BTreeMap<String, (String, String)>,
    /// The year of the document, where the text dates it to the day.
    year: Option<i32>,
    /// Person → the body or post that tells the person from others of the name.
    people: BTreeMap<String, String>,
    /// The province, city or county whose document it is.
    place: Option<String>,
}

impl Known {
    /// 本条例第四条: the article under the name of the act that the text calls 本条例.
    fn article_of(&self, surface: &str, folded: &str, entity_type: EntityType) -> Option<(String, String)> {
        let (act, article) = folded.split_once('第').filter(|_| entity_type == EntityType::Document)?;
        let (_, written) = surface.split_once('第')?;
        self.short.get(act).map(|(full, name)| (format!("{full}第{article}"), format!("{name}第{written}")))
    }
}

fn day_of(page: &Page<'_>) -> Option<i32> {
    let date = document_date(page).filter(|date| date.len() == 10)?;
    date.get(..4)?.parse().ok()
}

fn entry_of(codebook: &Codebook, surface: &str, entity_type: EntityType) -> Option<usize> {
    valid_entry(codebook, surface, entity_type, &|_| true)
}

fn valid_entry(codebook: &Codebook, surface: &str, entity_type: EntityType, valid: &dyn Fn(&usize) -> bool) -> Option<usize> {
    codebook
        .gazetteer
        .lookup(surface)
        .iter()
        .filter(|name| codebook.gazetteer.entries()[name.entry].entity_type == entity_type && valid(&name.entry))
        .min_by_key(|name| (name.ambiguous, name.entry))
        .map(|name| name.entry)
}

#[expect(clippy::too_many_arguments, reason = "one call, one line a mention")]
fn add(
    page: &Page<'_>,
    links: &mut Links,
    span: Span,
    entity_type: EntityType,
    entry: Option<usize>,
    rule: &'static str,
    known: &Known,
    off: &dyn Fn(&str) -> bool,
) {
    let surface = page.text.slice(span);
    let folded = plain(&fold(&surface), entity_type, off("article"));
    let entries = page.codebook.gazetteer.entries();
    // An alias means a body only while the body exists; the name of its entry always means it.
    let valid = |entry: &usize| known.year.is_none_or(|year| entries[*entry].is_valid_in(year)) || fold(&entries[*entry].name) == folded;
    let entry = entry.filter(valid).or_else(|| valid_entry(page.codebook, &folded, entity_type, &valid)).filter(|_| !off("gazetteer"));
    let article = known.article_of(&surface, &folded, entity_type).filter(|_| entry.is_none() && !off("short-form"));
    let (name, linked) = if let Some(entry) = entry.map(|entry| &entries[entry]) {
        (fold(&entry.name), if fold(&entry.name) == folded { "same-words" } else { "gazetteer" })
    } else if let Some((full, _)) = known.short.get(&folded).filter(|_| !off("short-form")) {
        let official = entry_of(page.codebook, full, entity_type).map_or_else(|| full.clone(), |entry| fold(&entries[entry].name));
        (official, "short-form")
    } else if let Some((whole, _)) = &article {
        (whole.clone(), "short-form")
    } else if folded == fold(&surface) {
        (folded.clone(), "same-words")
    } else {
        (folded.clone(), "article")
    };
    let stranger = entity_type == EntityType::Person && entry.is_none();
    let sign = known.people.get(&name).filter(|_| stranger && !off("post-or-body"));
    let scope = if off("same-words") || stranger && sign.is_none() {
        Scope::Document
    } else if entry.is_some() {
        Scope::Everywhere
    } else {
        scopes::scope(&name, entity_type)
    };
    let place = known.place.as_ref().filter(|_| scope == Scope::Jurisdiction && !off("jurisdiction"));
    let document = page.source.id.trim_start_matches("doc:");
    let holder = match scope {
        Scope::Everywhere => sign.map(String::as_str),
        Scope::Jurisdiction => Some(place.map_or(document, String::as_str)),
        Scope::Document => Some(document),
    };
    let key = holder.map_or_else(|| format!("{}:{name}", entity_type.id()), |holder| format!("{}:{name}@{holder}", entity_type.id()));
    let entity = links.entities.entry(key.clone()).or_insert_with(|| {
        let mut properties = BTreeMap::new();
        if let Some(entry) = entry.map(|entry| &entries[entry]) {
            properties.insert("name".to_owned(), entry.name.clone().into());
            for (property, value) in &entry.properties {
                properties.insert(property.clone(), value.clone().into());
            }
        }
        if let Some((_, whole)) = article {
            properties.insert("name".to_owned(), whole.into());
        }
        if let Some(place) = place {
            properties.insert("jurisdiction".to_owned(), place.clone().into());
        }
        if let Some(sign) = sign.filter(|sign| scope == Scope::Everywhere && !sign.contains('@')) {
            properties.insert("known_by".to_owned(), sign.clone().into());
        }
        match entity_type {
            EntityType::Quantity => properties.extend(quantity(&folded)),
            EntityType::Date => {
                if let Some(iso) = resolve_date(&folded, page) {
                    properties.insert("iso".to_owned(), iso.into());
                }
            }
            _ => {}
        }
        Entity { key: key.clone(), entity_type, mentions: Vec::new(), surfaces: BTreeMap::new(), properties }
    });
    // A name inside a longer one is shown by the longer one.
    let mentions = &page.annotations.mentions;
    let before = mentions.partition_point(|mention| mention.span.start() <= span.start());
    let holder =
        before.checked_sub(1).map(|at| &mentions[at]).filter(|mention| mention.entity_type == entity_type && mention.span.contains(span));
    let place = holder.map_or(span, |mention| mention.span);
    if rule != NAMED || !entity.mentions.iter().any(|(known, _)| *known == place) {
        entity.mentions.push((place, rule));
    }
    entity.surfaces.entry(unspaced(&surface)).or_insert(linked);
    links.keys.insert((span, entity_type), key);
}

/// 马　敏 is shown as 马敏: blanks that only set a name wider are no part of it.
fn unspaced(surface: &str) -> String {
    let chars: Vec<char> = surface.chars().collect();
    let han = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| is_han(*c));
    let blank = |at: usize| chars[at].is_whitespace() && han(at.checked_sub(1)) && han(Some(at + 1));
    (0..chars.len()).filter(|at| !blank(*at)).map(|at| chars[at]).collect()
}

/// Without marks, blanks between Chinese characters and the English article.
fn plain(folded: &str, entity_type: EntityType, keep: bool) -> String {
    let chars: Vec<char> = folded.chars().collect();
    let mut name: String = chars
        .iter()
        .enumerate()
        .filter(|(index, c)| {
            !(c.is_whitespace()
                && (chars.get(index + 1).is_some_and(|c| is_han(*c)) || index.checked_sub(1).is_some_and(|before| is_han(chars[before]))))
        })
        .map(|(_, c)| *c)
        .collect();
    if keep {
        return name;
    }
    if matches!(entity_type, EntityType::Document)
        && let Some(end) = name.find('》').filter(|_| name.starts_with('《'))
    {
        name = name.chars().skip(1).take(name.chars().take_while(|c| *c != '》').count() - 1).collect::<String>()
            + &name.chars().skip(name.chars().take_while(|c| *c != '》').count() + 1).collect::<String>();
        let _ = end;
    }
    for mark in ['“', '”', '‘', '’'] {
        if matches!(entity_type, EntityType::Programme | EntityType::Date) {
            name = name.replace(mark, "");
        }
    }
    for article in ["the ", "The "] {
        if let Some(rest) = name.strip_prefix(article) {
            name = rest.to_owned();
        }
    }
    name
}

/// 以下简称“X”, Full Name (ACRONYM): short form → full form.
fn short_forms(page: &Page<'_>) -> BTreeMap<String, (String, String)> {
    let text = page.text;
    let mut found = BTreeMap::new();
    let mentions = &page.annotations.mentions;
    for (index, mention) in mentions.iter().enumerate() {
        let Some(before) = index.checked_sub(1).map(|at| &mentions[at]) else { continue };
        if before.entity_type != mention.entity_type || mention.span.start() - before.span.end() > 12 {
            continue;
        }
        let between = text.key_slice(Span::new(before.span.end(), mention.span.start()));
        // The place of publication is no short name: (OJ L 135).
        let short = bare(page, mention);
        let letters = matches!(between.as_str(), " (" | "(") && !short.chars().any(|c| c.is_ascii_digit());
        // 航政局船模试验所（以下简称本所）: 航政局 is not all of the name.
        let whole = between.chars().find(|c| !c.is_whitespace()).is_some_and(|c| !is_han(c)) || between.trim_start().starts_with("以下");
        if between.contains("简称") && whole || letters {
            let written = page.text.slice(before.span);
            found.insert(short, (bare(page, before), written.trim_matches(['《', '》']).to_owned()));
        }
    }
    found
}

fn bare(page: &Page<'_>, mention: &Mention) -> String {
    plain(&page.text.key_slice(mention.span), mention.entity_type, false)
}

/// Comparator, value and unit of a quantity.
fn quantity(folded: &str) -> BTreeMap<String, serde_json::Value> {
    let mut properties = BTreeMap::new();
    let comparator = if ["不低于", "不少于", "至少", "at least", "not less than"].iter().any(|word| folded.contains(word))
        || folded.ends_with("以上")
    {
        ">="
    } else if ["不超过", "不高于", "最高", "最多", "不能超过", "not more than", "no more than", "up to"]
        .iter()
        .any(|word| folded.contains(word))
        || folded.ends_with("以内")
        || folded.ends_with("以下")
    {
        "<="
    } else if ["超过", "超", "高于", "逾", "more than"].iter().any(|word| folded.starts_with(word)) {
        ">"
    } else if ["低于", "less than", "fewer than"].iter().any(|word| folded.starts_with(word)) {
        "<"
    } else if ["约", "近", "大约", "about", "nearly", "approximately"].iter().any(|word| folded.starts_with(word))
        || folded.ends_with("左右")
    {
        "~"
    } else {
        "="
    };
    properties.insert("comparator".to_owned(), comparator.into());
    let percent = folded
        .find("百分之")
        .map(|at| folded.chars().skip(folded.char_indices().take_while(|(byte, _)| *byte < at).count() + 3).collect::<String>());
    let tail: String = percent.clone().unwrap_or_else(|| {
        folded.chars().skip_while(|c| !(c.is_ascii_digit() || "〇零一二三四五六七八九十百千万亿两".contains(*c))).collect()
    });
    if let Some(value) = crate::annotate::value_of(&tail) {
        properties.insert("value".to_owned(), value.into());
        let unit: String = tail
            .chars()
            .skip_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ') || "〇零一二三四五六七八九十百千万亿两多余".contains(*c))
            .collect();
        let unit = ["以上", "以下", "左右", "以内", "上下"]
            .iter()
            .fold(unit.as_str(), |unit, tail| unit.strip_suffix(tail).unwrap_or(unit))
            .to_owned();
        let unit = if percent.is_some() { "%".to_owned() } else { unit };
        let unit = if unit == "个百分点" { "百分点".to_owned() } else { unit };
        // 2-3个: the value is the lower bound, the unit what stands behind the upper one.
        if let Some(upper) = unit.strip_prefix(['-', '—', '–', '~', '至'])
            && let Some(value) = crate::annotate::value_of(upper)
        {
            properties.insert("upper".to_owned(), value.into());
        }
        let unit = unit.trim_start_matches(|c: char| matches!(c, '-' | '—' | '–' | '~' | '至') || c.is_ascii_digit() || c == '.');
        let unit = unit.to_owned();
        if !unit.is_empty() {
            properties.insert("unit".to_owned(), unit.trim().into());
        }
    }
    properties
}

/// The names that relations need and that are no mentions.
pub fn relation_names(relations: &[Relation]) -> Vec<(Span, EntityType)> {
    let mut names = Vec::new();
    for relation in relations {
        for argument in [&relation.from, &relation.to] {
            if let Argument::Name(span, entity_type) = argument {
                names.push((*span, *entity_type));
            }
        }
    }
    names
}
