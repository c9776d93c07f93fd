//! What the learner sees: positions with features, labels, and which label may follow which.
//!
//! A feature is a template and a value, folded into one number. The template can be read back from
//! it, so that a decision can be explained; the value cannot.

use super::random::{SplitMix64, mix};

/// At most this many labels fit a [`LabelSet`].
pub const MAX_LABELS: usize = 64;

/// One observed property of a position: template in the high bits, hash of the value in the low 32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Feature(u64);

impl Feature {
    /// The feature of a template (its index among the model's template names) with a value.
    pub fn new(template: u8, value: u64) -> Self {
        let spread = mix(value ^ (u64::from(template) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        Self(u64::from(template) << 32 | (spread & 0xFFFF_FFFF))
    }

    /// The same, quicker, with a place (0–3) beside the value: features that differ in the place alone are
    /// stored side by side.
    #[inline]
    pub fn placed(template: u8, value: u64, place: u64) -> Self {
        let spread = (value ^ (u64::from(template) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
        let spread = (spread ^ spread >> 32).wrapping_mul(0x9FB2_1C65_1E98_DF25) >> 32;
        Self(u64::from(template) << 32 | spread & 0xFFFF_FFFC | place & 3)
    }

    /// The feature of another place (0–3) whose features are stored side by side.
    #[inline]
    #[must_use]
    pub fn at_place(self, place: u64) -> Self {
        Self(self.0 | place & 3)
    }

    /// The same with a text as value.
    ///
    /// ```
    /// use yaodian::learn::Feature;
    /// assert_eq!(Feature::of_text(3, "人工智能").template(), 3);
    /// assert_ne!(Feature::of_text(3, "人工智能"), Feature::of_text(3, "人工智慧"));
    /// ```
    pub fn of_text(template: u8, value: &str) -> Self {
        Self::of_words(template, format_args!("{value}"))
    }

    /// The same with a value that is written as in `format!`, without a text in between.
    pub fn of_words(template: u8, value: std::fmt::Arguments<'_>) -> Self {
        let mut code = TextCode(0);
        // Writing to a number cannot fail.
        let _ = std::fmt::Write::write_fmt(&mut code, value);
        Self::new(template, code.0)
    }

    /// The feature that stands for a place of a table.
    pub(super) fn of_place(place: usize) -> Self {
        Self(place as u64 & 0xFF_FFFF_FFFF)
    }

    /// Index of the template.
    pub fn template(self) -> u8 {
        ((self.0 >> 32) & 0xFF) as u8
    }

    /// The feature as a number below 2^40.
    pub fn code(self) -> u64 {
        self.0 & 0xFF_FFFF_FFFF
    }
}

/// The code of a text, character by character.
struct TextCode(u64);

impl std::fmt::Write for TextCode {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = text.chars().fold(self.0, |code, character| mix((code ^ (u64::from(u32::from(character)) << 20)).wrapping_add(1)));
        Ok(())
    }
}

/// A set of labels, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LabelSet(pub u64);

impl LabelSet {
    /// Every label.
    pub const ALL: Self = Self(u64::MAX);

    /// One label alone.
    pub fn only(label: usize) -> Self {
        Self(1 << (label % MAX_LABELS))
    }

    /// Whether the label is in the set.
    pub fn contains(self, label: usize) -> bool {
        label < MAX_LABELS && self.0 >> label & 1 == 1
    }

    /// The set with one label more.
    #[must_use]
    pub fn with(self, label: usize) -> Self {
        Self(self.0 | Self::only(label).0)
    }
}

/// The labels of a chain, which of them may begin it and which may follow which.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Label names; a label is an index into them.
    pub labels: Vec<String>,
    /// Labels that may stand first.
    pub start: LabelSet,
    /// For each label those that may stand before it.
    pub before: Vec<LabelSet>,
}

impl Chain {
    /// A chain in which every label may follow every other.
    pub fn free(labels: Vec<String>) -> Self {
        let before = vec![LabelSet::ALL; labels.len()];
        Self { labels, start: LabelSet::ALL, before }
    }

    /// `O`, then `B-x` and `I-x` for every type; `I-x` only follows `B-x` or `I-x`.
    ///
    /// ```
    /// let chain = yaodian::learn::Chain::spans(&["person", "place"]);
    /// assert_eq!(chain.labels, ["O", "B-person", "I-person", "B-place", "I-place"]);
    /// assert!(!chain.before[2].contains(0));
    /// ```
    pub fn spans(types: &[&str]) -> Self {
        let mut labels = vec!["O".to_owned()];
        let mut start = LabelSet::only(0);
        let mut before = vec![LabelSet::ALL];
        for name in types {
            let begin = labels.len();
            labels.push(format!("B-{name}"));
            labels.push(format!("I-{name}"));
            start = start.with(begin);
            before.push(LabelSet::ALL);
            before.push(LabelSet::only(begin).with(begin + 1));
        }
        Self { labels, start, before }
    }
}

/// The number of a template. A name that is not in the list stops the build.
pub(crate) const fn template_number(names: &[&str], name: &str) -> u8 {
    let mut number = 0;
    while number < names.len() {
        let (known, name) = (names[number].as_bytes(), name.as_bytes());
        let mut place = 0;
        while place < known.len() && place < name.len() && known[place] == name[place] {
            place += 1;
        }
        if place == known.len() && place == name.len() {
            return number as u8;
        }
        number += 1;
    }
    panic!("no such template")
}

/// Positions in a row, each with its features and the labels that may be right there.
#[derive(Debug, Clone, Default)]
pub struct Sequence {
    features: Vec<Feature>,
    ends: Vec<usize>,
    allowed: Vec<LabelSet>,
}

impl Sequence {
    /// An empty sequence.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a position. A known label is `LabelSet::only(label)`, an unknown one a larger set.
    pub fn push(&mut self, features: &[Feature], allowed: LabelSet) {
        self.features.extend_from_slice(features);
        self.close(allowed);
    }

    /// Adds one feature to the position that is being written; [`Sequence::close`] ends it.
    pub fn feature(&mut self, feature: Feature) {
        self.features.push(feature);
    }

    /// Adds features to the position that is being written.
    pub fn extend(&mut self, features: impl Iterator<Item = Feature>) {
        self.features.extend(features);
    }

    /// Ends the position that is being written.
    pub fn close(&mut self, allowed: LabelSet) {
        self.ends.push(self.features.len());
        self.allowed.push(allowed);
    }

    /// Leaves out each feature with a chance of `percent` in 100.
    pub fn thin(&mut self, percent: usize, random: &mut SplitMix64) {
        let mut kept = Vec::with_capacity(self.features.len());
        let mut start = 0;
        for end in &mut self.ends {
            let old = *end;
            kept.extend(self.features[start..old].iter().copied().filter(|_| random.below(100) >= percent));
            *end = kept.len();
            start = old;
        }
        self.features = kept;
    }

    /// Empties the sequence and keeps its memory.
    pub fn clear(&mut self) {
        self.features.clear();
        self.ends.clear();
        self.allowed.clear();
    }

    /// Number of positions.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is no position.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The features of a position; none beyond the end.
    pub fn features(&self, position: usize) -> &[Feature] {
        let end = self.ends.get(position).copied().unwrap_or(0);
        let start = if position == 0 { 0 } else { self.ends.get(position - 1).copied().unwrap_or(end) };
        self.features.get(start..end).unwrap_or_default()
    }

    /// The labels that may be right at a position.
    pub fn allowed(&self, position: usize) -> LabelSet {
        self.allowed.get(position).copied().unwrap_or(LabelSet::ALL)
    }

    /// Whether nothing was observed at a position and the first label alone is allowed.
    pub(super) fn is_closed(&self, position: usize) -> bool {
        self.allowed(position) == LabelSet::only(0) && self.features(position).is_empty()
    }

    /// Replaces the labels that may be right at a position.
    pub fn allow(&mut self, position: usize, allowed: LabelSet) {
        if let Some(place) = self.allowed.get_mut(position) {
            *place = allowed;
        }
    }
}
