//! Features as small numbers, and the examples in terms of them.
//!
//! Numbers go by first appearance; maps are only asked, never walked, so nothing depends on hashes.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::random::mix;
use super::sequence::{Feature, LabelSet, Sequence};

/// One example: a sequence, or several views of the same text that take turns.
#[derive(Debug, Clone, Default)]
pub struct Example {
    /// The views; they have the same length. Epoch `n` reads view `n` modulo their number.
    pub views: Vec<Sequence>,
    /// How often the example is read in one epoch.
    pub repeat: usize,
}

/// One view in numbers.
pub(crate) struct Interned {
    ids: Vec<u32>,
    pub(crate) ends: Vec<usize>,
    pub(crate) allowed: Vec<LabelSet>,
}

impl Interned {
    /// The features of a position.
    pub(crate) fn at(&self, position: usize) -> &[u32] {
        let start = if position == 0 { 0 } else { self.ends[position - 1] };
        &self.ids[start..self.ends[position]]
    }
}

/// All examples in numbers.
pub(crate) struct Interning {
    /// The features by number.
    pub(crate) features: Vec<Feature>,
    /// Per example its views.
    pub(crate) views: Vec<Vec<Interned>>,
}

impl Interning {
    pub(crate) fn new(examples: &[&Example], minimum_count: u32) -> Self {
        let views = examples.iter().map(|example| example.views.len()).max().unwrap_or(1);
        let mut vocabulary = Vocabulary::default();
        for example in examples {
            for_each_feature(example, &mut |feature| vocabulary.count(feature));
        }
        let features = vocabulary.keep(minimum_count * views.max(1) as u32);
        let views = examples.iter().map(|example| intern(example, &vocabulary)).collect();
        Self { features, views }
    }
}

fn for_each_feature(example: &Example, visit: &mut dyn FnMut(Feature)) {
    for view in &example.views {
        for position in 0..view.len() {
            for &feature in view.features(position) {
                visit(feature);
            }
        }
    }
}

fn intern(example: &Example, vocabulary: &Vocabulary) -> Vec<Interned> {
    let mut views = Vec::new();
    for view in &example.views {
        let mut interned = Interned { ids: Vec::new(), ends: Vec::new(), allowed: Vec::new() };
        for position in 0..view.len() {
            for &feature in view.features(position) {
                interned.ids.extend(vocabulary.id(feature));
            }
            interned.ends.push(interned.ids.len());
            interned.allowed.push(view.allowed(position));
        }
        views.push(interned);
    }
    views
}

/// Features by order of first appearance. The map is only asked, never walked.
#[derive(Default)]
struct Vocabulary {
    places: HashMap<Feature, u32, BuildHasherDefault<CodeHasher>>,
    counts: Vec<(Feature, u32)>,
    ids: Vec<Option<u32>>,
}

impl Vocabulary {
    fn count(&mut self, feature: Feature) {
        let next = self.counts.len() as u32;
        let place = *self.places.entry(feature).or_insert(next);
        if place == next {
            self.counts.push((feature, 0));
        }
        self.counts[place as usize].1 += 1;
    }

    fn keep(&mut self, minimum: u32) -> Vec<Feature> {
        let mut kept = Vec::new();
        for &(feature, count) in &self.counts {
            self.ids.push((count >= minimum).then_some(kept.len() as u32));
            if count >= minimum {
                kept.push(feature);
            }
        }
        kept
    }

    fn id(&self, feature: Feature) -> Option<u32> {
        self.places.get(&feature).and_then(|&place| self.ids[place as usize])
    }
}

#[derive(Default)]
struct CodeHasher(u64);

impl Hasher for CodeHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = mix(self.0 ^ u64::from(byte));
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = mix(value);
    }
}
