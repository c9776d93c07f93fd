//! A trained chain: weights of one byte, found by feature. Decoding it is a pure function.

use std::collections::BTreeMap;

use super::sequence::{Chain, Feature, LabelSet, Sequence};
use super::viterbi::{Scratch, Steps};

/// Weights per feature and label, steps between labels, and the names of both.
#[derive(Debug, Clone)]
pub struct Model {
    chain: Chain,
    templates: Vec<String>,
    /// What the model was trained on and how; free text by key.
    notes: BTreeMap<String, String>,
    steps: Steps,
    transitions: Vec<i32>,
    codes: Vec<u64>,
    /// One row a feature, `stride` bytes each; the rest of a row is 0.
    rows: Vec<i8>,
    stride: usize,
    /// Open addressing: feature code in the high 40 bits, row number + 1 in the low 24.
    slots: Vec<u64>,
    /// One bit for every feature that may have weights: small enough to stay near the processor.
    sieve: Vec<u64>,
    /// Size of a weight of 1 in the units of training.
    unit: f64,
    /// A gate: a model of the words that need not be looked at.
    lower: Option<Box<Model>>,
}

/// Memory that repeated decoding reuses.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    emissions: Vec<i32>,
    sums: Vec<i16>,
    scratch: Scratch,
}

/// Bits of the sieve.
const SIEVE: usize = 1 << 21;
/// So many features are looked up together.
const CANDIDATES: usize = 64;

#[inline]
fn bit_of(code: u64) -> usize {
    (code ^ (code >> 32).wrapping_mul(0x85EB_CA6B)) as usize % SIEVE
}

/// Share of all weights that may be cut off at the largest byte.
const CLIPPED: f64 = 0.0005;
/// Rows begin at multiples of this many bytes.
const LANES: usize = 8;

impl Model {
    /// Rounds weights to bytes and drops features that have none of at least `prune`.
    pub(crate) fn quantized(
        chain: Chain,
        templates: Vec<String>,
        mut rows: Vec<(Feature, Vec<f64>)>,
        transitions: &[f64],
        prune: u8,
    ) -> Self {
        rows.sort_by_key(|row| row.0);
        let mut sizes: Vec<f64> = rows.iter().flat_map(|row| row.1.iter().map(|weight| weight.abs())).filter(|size| *size > 0.0).collect();
        sizes.sort_by(f64::total_cmp);
        let place = (sizes.len() as f64 * (1.0 - CLIPPED)) as usize;
        let most = sizes.get(place).or(sizes.last()).copied().unwrap_or(1.0).max(f64::MIN_POSITIVE);
        let unit = most / 127.0;
        let mut codes = Vec::new();
        let mut bytes = Vec::new();
        for (feature, weights) in &rows {
            let row: Vec<i8> = weights.iter().map(|weight| (weight / unit).round().clamp(-127.0, 127.0) as i8).collect();
            if row.iter().any(|weight| weight.unsigned_abs() >= prune.max(1)) {
                codes.push(feature.code());
                bytes.push(row);
            }
        }
        let transitions = transitions.iter().map(|weight| (weight / unit).round() as i32).collect();
        Self::from_parts(chain, templates, BTreeMap::new(), transitions, codes, &bytes, unit)
    }

    pub(crate) fn from_parts(
        chain: Chain,
        templates: Vec<String>,
        notes: BTreeMap<String, String>,
        transitions: Vec<i32>,
        codes: Vec<u64>,
        rows: &[Vec<i8>],
        unit: f64,
    ) -> Self {
        let stride = chain.labels.len().next_multiple_of(LANES);
        let mut flat = vec![0; rows.len() * stride];
        for (target, row) in flat.chunks_exact_mut(stride.max(1)).zip(rows) {
            for (place, weight) in target.iter_mut().zip(row) {
                *place = *weight;
            }
        }
        let mut steps = Steps::new(&chain);
        steps.measure(&transitions);
        let slots = index(&codes);
        let mut sieve = vec![0; SIEVE / 64];
        for &code in &codes {
            let bit = bit_of(code);
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        Self { chain, templates, notes, steps, transitions, codes, rows: flat, stride, slots, sieve, unit, lower: None }
    }

    /// The labels and their order.
    pub fn chain(&self) -> &Chain {
        &self.chain
    }

    /// Names of the feature templates.
    pub fn templates(&self) -> &[String] {
        &self.templates
    }

    /// What the model was trained on and how.
    pub fn notes(&self) -> &BTreeMap<String, String> {
        &self.notes
    }

    /// Adds a note, for the record; it is stored with the model.
    pub fn note(&mut self, key: &str, value: &str) {
        self.notes.insert(key.to_owned(), value.to_owned());
    }

    /// The model that says which words need not be looked at, if there is one.
    pub fn lower(&self) -> Option<&Self> {
        self.lower.as_deref()
    }

    /// Puts a model below this one; it is stored with it.
    pub fn stand_on(&mut self, lower: Option<Self>) {
        self.lower = lower.map(Box::new);
    }

    /// Number of features that have weights.
    pub fn len(&self) -> usize {
        self.codes.len()
    }

    /// Whether no feature has a weight.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }

    pub(crate) fn transitions(&self) -> &[i32] {
        &self.transitions
    }

    pub(crate) fn unit(&self) -> f64 {
        self.unit
    }

    /// Features and rows in the order of their codes.
    pub(crate) fn rows(&self) -> impl Iterator<Item = (u64, &[i8])> {
        let labels = self.chain.labels.len();
        self.codes.iter().copied().zip(self.rows.chunks_exact(self.stride.max(1)).map(move |row| row.get(..labels).unwrap_or(row)))
    }

    /// The best labels for a sequence.
    pub fn decode(&self, sequence: &Sequence) -> Vec<usize> {
        self.decode_into(sequence, &mut Workspace::default()).to_vec()
    }

    /// The best labels, in memory that is used again.
    pub fn decode_into<'a>(&self, sequence: &Sequence, workspace: &'a mut Workspace) -> &'a [usize] {
        let size = self.chain.labels.len();
        workspace.emissions.clear();
        workspace.emissions.resize(sequence.len() * size, 0);
        workspace.sums.resize(self.stride, 0);
        for position in 0..sequence.len() {
            let features = sequence.features(position);
            if features.is_empty() {
                continue;
            }
            workspace.sums.fill(0);
            for features in features.chunks(CANDIDATES) {
                // First all that may be known, then their rows: the reads do not wait for one another.
                let mut count = 0;
                let mut candidates = [0; CANDIDATES];
                for &feature in features {
                    let bit = bit_of(feature.code());
                    candidates[count] = feature.code();
                    count += (self.sieve[bit / 64] >> (bit % 64) & 1) as usize;
                }
                let mut known = 0;
                let mut rows = [0; CANDIDATES];
                let touched = candidates[..count].iter().fold(0, |sum, &code| sum ^ self.slots[home_of(code, &self.slots)]);
                std::hint::black_box(touched);
                for &code in &candidates[..count] {
                    if let Some(row) = find(&self.slots, code) {
                        rows[known] = row * self.stride;
                        known += 1;
                    }
                }
                let touched = rows[..known].iter().fold(0, |sum, &start| sum ^ self.rows[start]);
                std::hint::black_box(touched);
                for &start in &rows[..known] {
                    add(&mut workspace.sums, &self.rows[start..start + self.stride]);
                }
            }
            for (place, sum) in workspace.emissions[position * size..].iter_mut().zip(&workspace.sums[..size]) {
                *place = i32::from(*sum);
            }
        }
        self.steps.decode(&workspace.emissions, &self.transitions, |position| sequence.allowed(position), &mut workspace.scratch)
    }

    /// Which features speak for a label at a position, and how loudly, strongest first.
    pub fn explain(&self, sequence: &Sequence, position: usize, label: usize) -> Vec<(&str, f64)> {
        let features = sequence.features(position).iter();
        let mut reasons: Vec<(&str, f64)> = features
            .filter_map(|&feature| {
                let weight = *self.row(feature)?.get(label)?;
                let name = self.templates.get(usize::from(feature.template())).map_or("?", String::as_str);
                (weight != 0).then_some((name, f64::from(weight) * self.unit))
            })
            .collect();
        reasons.sort_by(|left, right| right.1.abs().total_cmp(&left.1.abs()).then(left.0.cmp(right.0)));
        reasons
    }

    /// Whether a feature has weights.
    pub(crate) fn knows(&self, feature: Feature) -> bool {
        find(&self.slots, feature.code()).is_some()
    }

    #[inline]
    pub(crate) fn row(&self, feature: Feature) -> Option<&[i8]> {
        let row = find(&self.slots, feature.code())?;
        self.rows.get(row * self.stride..(row + 1) * self.stride)
    }
}

/// Where the search for a feature in an index begins.
#[inline]
fn home_of(code: u64, slots: &[u64]) -> usize {
    slot_of(code) & (slots.len() - 1)
}

/// The row number of a feature in an index.
#[inline]
fn find(slots: &[u64], code: u64) -> Option<usize> {
    let mask = slots.len() - 1;
    let mut place = home_of(code, slots);
    loop {
        let slot = slots[place];
        if slot == 0 {
            return None;
        }
        if slot >> 24 == code {
            return Some((slot & 0xFF_FFFF) as usize - 1);
        }
        place = (place + 1) & mask;
    }
}

/// Adds a row of weights, eight at a time. Rows and sums have a multiple of eight places. A position
/// has far fewer than the 256 features that could overflow a sum.
#[inline]
fn add(sums: &mut [i16], row: &[i8]) {
    for (sums, weights) in sums.as_chunks_mut::<LANES>().0.iter_mut().zip(row.as_chunks::<LANES>().0) {
        let wide = weights.map(i16::from);
        *sums = std::array::from_fn(|lane| sums[lane].wrapping_add(wide[lane]));
    }
}

#[inline]
fn slot_of(code: u64) -> usize {
    (code ^ (code >> 32).wrapping_mul(0x9E37_79B1)) as usize
}

/// An index of feature codes, see [`find`].
fn index(codes: &[u64]) -> Vec<u64> {
    let mut slots = vec![0; (codes.len() * 2 + 2).next_power_of_two()];
    let mask = slots.len() - 1;
    for (row, &code) in codes.iter().enumerate() {
        let mut place = slot_of(code) & mask;
        while slots[place] != 0 {
            place = (place + 1) & mask;
        }
        slots[place] = code << 24 | (row as u64 + 1);
    }
    slots
}

/// The spans that a labelling of a [`Chain::spans`] chain marks: start, end (excluded), type index.
///
/// ```
/// assert_eq!(yaodian::learn::spans_of(&[0, 1, 2, 0, 3]), [(1, 3, 0), (4, 5, 1)]);
/// ```
pub fn spans_of(labels: &[usize]) -> Vec<(usize, usize, usize)> {
    let mut spans: Vec<(usize, usize, usize)> = Vec::new();
    for (position, &label) in labels.iter().enumerate() {
        if label == 0 {
            continue;
        }
        let kind = (label - 1) / 2;
        match spans.last_mut() {
            Some(last) if label % 2 == 0 && last.1 == position && last.2 == kind => last.1 += 1,
            _ => spans.push((position, position + 1, kind)),
        }
    }
    spans
}

/// The label sets for known spans of a [`Chain::spans`] chain; everything else is `outside`.
pub fn sets_of(length: usize, spans: &[(usize, usize, usize)], outside: LabelSet) -> Vec<LabelSet> {
    let mut sets = vec![outside; length];
    for &(start, end, kind) in spans {
        for (offset, set) in sets.iter_mut().take(end).skip(start).enumerate() {
            *set = LabelSet::only(2 * kind + if offset == 0 { 1 } else { 2 });
        }
    }
    sets
}

#[cfg(test)]
mod tests {
    use crate::learn::{Chain, Example, Feature, FieldSettings, LabelSet, Sequence, train_field};

    #[test]
    fn a_position_may_have_any_number_of_features() {
        let mut sequence = Sequence::new();
        for (label, mark) in [(0, 0), (1, 1)].repeat(8) {
            let mut features: Vec<Feature> = (0..150).map(|value| Feature::new(0, value)).collect();
            features.push(Feature::new(1, mark));
            sequence.push(&features, LabelSet::only(label));
        }
        let examples = [Example { views: vec![sequence.clone()], repeat: 1 }];
        let settings = FieldSettings { minimum_count: 1, ..FieldSettings::default() };
        let model = train_field(Chain::spans(&["point"]), &["same", "mark"], &examples, &settings);
        assert_eq!(model.decode(&sequence), [0, 1].repeat(8));
    }
}
