//! Names by type: the `gazetteer/*.tsv` files, compiled into one automaton.
//!
//! Leftmost-longest over the matching key (double-array Aho–Corasick; Aoe 1989, Kanda et al. 2023).

use crate::diagnostic::{Code, Diagnostic};
use crate::model::EntityType;
use crate::normalize::{fold, is_han};
use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// One entry of a gazetteer.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The name that official texts use.
    pub name: String,
    /// What it names.
    pub entity_type: EntityType,
    /// Other names, without their mark of ambiguity.
    pub aliases: Vec<String>,
    /// Further facts: `part_of`, `from`, `until`, `within`, `members`, …
    pub properties: BTreeMap<String, String>,
}

impl Entry {
    /// Whether a year lies in the validity of the name, ends included; what says none is always valid.
    pub fn is_valid_in(&self, year: i32) -> bool {
        let bound = |name: &str| self.properties.get(name).and_then(|value| value.get(..4)).and_then(|value| value.parse::<i32>().ok());
        bound("from").is_none_or(|from| from <= year) && bound("until").is_none_or(|until| year <= until)
    }
}

/// What a hit of the automaton stands for.
#[derive(Clone, Debug)]
pub struct Name {
    /// Index of the entry.
    pub entry: usize,
    /// Counts only where the text supports it.
    pub ambiguous: bool,
}

/// All names.
#[derive(Default)]
pub struct Gazetteer {
    entries: Vec<Entry>,
    surfaces: BTreeMap<String, Vec<Name>>,
    names: Vec<Vec<Name>>,
    automaton: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl Gazetteer {
    /// Every entry, in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that a surface form may name.
    pub fn lookup(&self, surface: &str) -> &[Name] {
        self.surfaces.get(&fold(surface)).map_or(&[], Vec::as_slice)
    }

    /// Leftmost-longest hits in a key: byte ranges and the names that they may stand for.
    pub fn hits<'a>(&'a self, key: &'a str) -> impl Iterator<Item = (usize, usize, &'a [Name])> + 'a {
        self.automaton.iter().flat_map(move |automaton| {
            automaton.leftmost_find_iter(key).filter_map(move |hit| {
                let names = self.names.get(hit.value() as usize)?;
                Some((hit.start(), hit.end(), names.as_slice()))
            })
        })
    }

    pub(super) fn add(&mut self, path: &str, text: &str) -> Result<(), Diagnostic> {
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |what: String, hint: &str| Diagnostic::error(Code::Codebook, path, what, hint).at_line(number + 1, 1);
            let mut fields = line.split('\t');
            let name = fields.next().unwrap_or_default().trim();
            let kind = fields.next().unwrap_or_default().trim();
            let Some(entity_type) = EntityType::parse(kind) else {
                return Err(fault(format!("unknown entity type '{kind}'"), "the second column is one of the entity types of the contract"));
            };
            if name.is_empty() {
                return Err(fault("an entry without a name".into(), "the first column is the name"));
            }
            let aliases = fields.next().unwrap_or_default();
            let mut properties = BTreeMap::new();
            for property in fields.next().unwrap_or_default().split(';').filter(|property| !property.trim().is_empty()) {
                let Some((property, value)) = property.split_once('=') else {
                    return Err(fault(format!("property '{property}' has no value"), "write property=value, joined with ;"));
                };
                properties.insert(property.trim().to_owned(), value.trim().to_owned());
            }
            let entry = self.entries.len();
            let mut plain = Vec::new();
            for (position, surface) in
                std::iter::once(name).chain(aliases.split(';')).map(str::trim).filter(|surface| !surface.is_empty()).enumerate()
            {
                let (ambiguous, surface) = surface.strip_prefix('?').map_or((false, surface), |rest| (true, rest));
                if position > 0 {
                    plain.push(surface.to_owned());
                }
                let names = self.surfaces.entry(fold(surface)).or_default();
                if !names.iter().any(|name| name.entry == entry) {
                    names.push(Name { entry, ambiguous });
                }
            }
            self.entries.push(Entry { name: name.trim_start_matches('?').to_owned(), entity_type, aliases: plain, properties });
        }
        Ok(())
    }

    pub(super) fn compile(&mut self) -> Result<(), Diagnostic> {
        let mut patterns: Vec<(&str, u32)> = Vec::new();
        self.names.clear();
        for (surface, names) in &self.surfaces {
            patterns.push((surface, self.names.len() as u32));
            self.names.push(names.clone());
        }
        let automaton =
            CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build_with_values(patterns).map_err(
                |error| Diagnostic::error(Code::Codebook, "gazetteer", format!("cannot be compiled: {error}"), "look for an empty name"),
            )?;
        self.automaton = Some(automaton);
        Ok(())
    }
}

/// Latin names count only as whole words.
pub(crate) fn is_whole_word(key: &[char], start: usize, end: usize) -> bool {
    let latin = |c: &char| c.is_alphanumeric() && !is_han(*c);
    let left = start > 0 && key.get(start - 1).is_some_and(latin) && key.get(start).is_some_and(latin);
    let right = end > start && key.get(end).is_some_and(latin) && key.get(end - 1).is_some_and(latin);
    !left && !right
}
