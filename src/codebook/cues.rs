//! Cue words by group: `cues.toml`.

use crate::diagnostic::{Code, Diagnostic};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};

#[derive(Deserialize)]
struct File {
    cue: Vec<Record>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: String,
    what: String,
    #[serde(default)]
    words: String,
    #[serde(default)]
    phrases: Vec<String>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counterexamples: Vec<String>,
}

/// One group of cue words.
#[derive(Clone, Debug, Default)]
pub struct CueGroup {
    /// What it is for.
    pub what: String,
    /// The words, longest first, then in the order of the file.
    pub words: Vec<String>,
    /// Clauses that hold a word of the group at their start.
    pub examples: Vec<String>,
    /// Clauses that hold none there.
    pub counterexamples: Vec<String>,
    set: HashSet<Vec<char>>,
    longest: usize,
}

/// All groups.
///
/// ```
/// let codebook = yaodian::codebook::Codebook::load(None).unwrap();
/// let clause: Vec<char> = "不得擅自处理".chars().collect();
/// assert_eq!(codebook.cues.at("prohibit", &clause, 0), Some(2));
/// ```
#[derive(Clone, Debug, Default)]
pub struct Cues {
    groups: BTreeMap<String, CueGroup>,
}

impl Cues {
    /// Reads `cues.toml`.
    ///
    /// # Errors
    /// Syntax, an unknown field, a group or word that stands twice.
    pub(super) fn parse(path: &str, text: &str) -> Result<Self, Diagnostic> {
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| text.get(..span.start).unwrap_or_default().lines().count());
            Diagnostic::error(Code::Codebook, path, error.message().to_owned(), "see the README of the codebook for the fields")
                .at_line(line.max(1), 1)
        })?;
        let mut groups = BTreeMap::new();
        for record in file.cue {
            let mut words: Vec<String> = Vec::new();
            let mut set = HashSet::new();
            for word in record.words.split_whitespace().chain(record.phrases.iter().map(String::as_str)) {
                let key: Vec<char> = word.chars().map(crate::normalize::fold_char).collect();
                if set.insert(key.clone()) {
                    words.push(key.into_iter().collect());
                }
            }
            let longest = words.iter().map(|word| word.chars().count()).max().unwrap_or(0);
            words.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
            let group =
                CueGroup { what: record.what, words, examples: record.examples, counterexamples: record.counterexamples, set, longest };
            if groups.insert(record.id.clone(), group).is_some() {
                return Err(Diagnostic::error(Code::Codebook, path, format!("group '{}' stands twice", record.id), "join the two groups"));
            }
        }
        Ok(Cues { groups })
    }

    /// The groups by id.
    pub fn groups(&self) -> &BTreeMap<String, CueGroup> {
        &self.groups
    }

    /// The words of a group, longest first; none for an unknown group.
    pub fn words(&self, group: &str) -> &[String] {
        self.groups.get(group).map_or(&[], |group| &group.words)
    }

    /// Length of the longest word of the group that starts at `place` of `key`.
    pub fn at(&self, group: &str, key: &[char], place: usize) -> Option<usize> {
        let group = self.groups.get(group)?;
        let rest = key.get(place..)?;
        (1..=group.longest.min(rest.len())).rev().find(|length| group.set.contains(&rest[..*length]))
    }

    /// The key is a word of the group.
    pub fn is_word(&self, group: &str, key: &[char]) -> bool {
        self.groups.get(group).is_some_and(|group| group.set.contains(key))
    }

    /// First place at which a word of the group starts, and its length.
    pub fn find(&self, group: &str, key: &[char]) -> Option<(usize, usize)> {
        (0..key.len()).find_map(|place| self.at(group, key, place).map(|length| (place, length)))
    }

    /// The key ends with a word of the group: where it starts, and its length.
    pub fn at_end(&self, group: &str, key: &[char]) -> Option<(usize, usize)> {
        let group = self.groups.get(group)?;
        (1..=group.longest.min(key.len()))
            .rev()
            .find(|length| group.set.contains(&key[key.len() - length..]))
            .map(|length| (key.len() - length, length))
    }
}
