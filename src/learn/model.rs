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
    /// Number of features that have weights.
    features: usize,
    /// `width` cells a feature, those of a bucket in a row.
    cells: Vec<Cell>,
    width: usize,
    /// Where the cells of a feature are; small enough to stay near the processor.
    buckets: Vec<Bucket>,
    /// Size of a weight of 1 in the units of training.
    unit: f64,
    /// A gate: which words need not be looked at.
    lower: Option<Box<Model>>,
}

/// Feature code and weights of [`LANES`] labels, together so that one read brings both.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(32))]
struct Cell {
    code: u64,
    weights: [i8; LANES],
}

/// Up to [`SLOTS`] features: the number of the first, and of each a part of its code.
#[derive(Debug, Clone, Copy, Default)]
#[repr(C, align(16))]
struct Bucket {
    first: u32,
    marks: [u16; SLOTS],
}

/// Features of a bucket.
const SLOTS: usize = 6;
/// Features with the same mark are in one bucket or, where it is full, in the next ones: not farther apart.
const FAR: usize = 64;
/// The mark of a slot that is free.
const FREE: u16 = 0;

/// Features in the order of their codes, each with its weights.
pub(crate) type Rows = Vec<(u64, Vec<i8>)>;

/// Memory that repeated decoding reuses.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    emissions: Vec<i32>,
    sums: Vec<[i16; LANES]>,
    /// Codes of features that may be known, and their numbers.
    candidates: Vec<(u64, usize)>,
    scratch: Scratch,
    path: Vec<usize>,
}

/// Share of all weights that may be cut off at the largest byte.
const CLIPPED: f64 = 0.0005;
/// Labels of a cell.
const LANES: usize = 24;

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
        let byte = |weight: &f64| (weight / unit).round().clamp(-127.0, 127.0) as i8;
        let rows = rows.iter().map(|(feature, weights)| (feature.code(), weights.iter().map(byte).collect::<Vec<i8>>()));
        let rows = rows.filter(|(_, row)| row.iter().any(|weight| weight.unsigned_abs() >= prune.max(1))).collect();
        let transitions = transitions.iter().map(|weight| (weight / unit).round() as i32).collect();
        Self::from_parts(chain, templates, BTreeMap::new(), transitions, &rows, unit)
    }

    pub(crate) fn from_parts(
        chain: Chain,
        templates: Vec<String>,
        notes: BTreeMap<String, String>,
        transitions: Vec<i32>,
        rows: &Rows,
        unit: f64,
    ) -> Self {
        let width = chain.labels.len().div_ceil(LANES);
        let (buckets, order) = bucketed(rows);
        let mut cells = vec![Cell { code: 0, weights: [0; LANES] }; rows.len() * width];
        for (cells, row) in cells.chunks_exact_mut(width.max(1)).zip(order) {
            let (code, row) = &rows[row];
            for (cell, weights) in cells.iter_mut().zip(row.chunks(LANES)) {
                cell.code = *code;
                cell.weights[..weights.len()].copy_from_slice(weights);
            }
        }
        let mut steps = Steps::new(&chain);
        steps.measure(&transitions);
        Self { chain, templates, notes, steps, transitions, features: rows.len(), cells, width, buckets, unit, lower: None }
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
        self.features
    }

    /// Whether no feature has a weight.
    pub fn is_empty(&self) -> bool {
        self.features == 0
    }

    pub(crate) fn transitions(&self) -> &[i32] {
        &self.transitions
    }

    pub(crate) fn unit(&self) -> f64 {
        self.unit
    }

    /// Features and their weights in the order of their codes.
    pub(crate) fn rows(&self) -> Rows {
        let labels = self.chain.labels.len();
        let cells = self.cells.chunks_exact(self.width.max(1));
        let mut rows: Rows =
            cells.map(|cells| (cells[0].code, cells.iter().flat_map(|cell| cell.weights).take(labels).collect())).collect();
        rows.sort_unstable_by_key(|row| row.0);
        rows
    }

    /// The best labels for a sequence.
    pub fn decode(&self, sequence: &Sequence) -> Vec<usize> {
        self.decode_into(sequence, &mut Workspace::default()).to_vec()
    }

    /// The best labels, in memory that is used again. Between two positions that are closed (they have no
    /// features and allow the first label alone) the chain is decoded by itself.
    pub fn decode_into<'a>(&self, sequence: &Sequence, workspace: &'a mut Workspace) -> &'a [usize] {
        let size = self.chain.labels.len();
        workspace.path.clear();
        workspace.path.resize(sequence.len(), 0);
        let splits = (0..size).all(|label| self.chain.before.first().is_some_and(|set| set.contains(label)));
        let closed = |position: usize| splits && sequence.is_closed(position);
        let mut start = 0;
        while start < sequence.len() {
            if closed(start) {
                start += 1;
                continue;
            }
            let end = (start..sequence.len()).find(|position| closed(*position)).unwrap_or(sequence.len());
            // The closed neighbours take part, for the steps from and to them.
            let (first, last) = (start.saturating_sub(1), (end + 1).min(sequence.len()));
            workspace.emissions.clear();
            workspace.emissions.resize((last - first) * size, 0);
            for position in start..end {
                self.sum_up(sequence.features(position), &mut workspace.sums, &mut workspace.candidates);
                let sums = workspace.sums.iter().flatten();
                for (place, sum) in workspace.emissions[(position - first) * size..(position - first + 1) * size].iter_mut().zip(sums) {
                    *place = i32::from(*sum);
                }
            }
            let allowed = |position: usize| sequence.allowed(first + position);
            let path = self.steps.decode(&workspace.emissions, &self.transitions, allowed, &mut workspace.scratch);
            workspace.path[start..end].copy_from_slice(&path[start - first..end - first]);
            start = end;
        }
        &workspace.path
    }

    /// The sums of the weights of features.
    fn sum_up(&self, features: &[Feature], sums: &mut Vec<[i16; LANES]>, candidates: &mut Vec<(u64, usize)>) {
        sums.clear();
        sums.resize(self.width, [0; LANES]);
        // First all that may be known, then their cells: the reads do not wait for one another.
        candidates.resize(candidates.len().max(features.len()), (0, 0));
        let mut count = 0;
        for &feature in features {
            let code = feature.code();
            let number = self.number(code);
            candidates[count] = (code, number.unwrap_or_default());
            count += usize::from(number.is_some());
        }
        let candidates = &candidates[..count];
        let touched = candidates.iter().fold(0, |sum, &(_, number)| sum ^ self.cells[number * self.width].code);
        std::hint::black_box(touched);
        for &(code, number) in candidates {
            if let Some(cells) = self.cells_of(code, number) {
                for (sums, cell) in sums.iter_mut().zip(cells) {
                    add(sums, &cell.weights);
                }
            }
        }
    }

    /// The cells of a feature, from the first on that has the mark of its code.
    #[inline]
    fn cells_of(&self, code: u64, first: usize) -> Option<&[Cell]> {
        let cells = self.cells.get(first * self.width..(first + 1) * self.width)?;
        if cells.first()?.code == code { Some(cells) } else { self.other_cells_of(code, first) }
    }

    /// The cells of a feature that has its mark in common with another: they are not far.
    #[cold]
    fn other_cells_of(&self, code: u64, first: usize) -> Option<&[Cell]> {
        let mut cells = self.cells.chunks_exact(self.width.max(1)).cycle().skip(first).take(FAR);
        cells.find(|cells| cells[0].code == code)
    }

    /// The number of a feature by the mark of its code; another feature may have the same mark.
    #[inline]
    fn number(&self, code: u64) -> Option<usize> {
        let (mut home, mark) = place_of(code, self.buckets.len());
        loop {
            let bucket = self.buckets.get(home)?;
            let found = bucket.marks.iter().enumerate().fold(0, |set, (slot, other)| set | u32::from(*other == mark) << slot);
            if found != 0 {
                return Some((bucket.first + found.trailing_zeros()) as usize);
            }
            if bucket.marks[SLOTS - 1] == FREE {
                return None;
            }
            home = if home + 1 == self.buckets.len() { 0 } else { home + 1 };
        }
    }

    /// Which features speak for a label at a position, and how loudly, strongest first.
    pub fn explain(&self, sequence: &Sequence, position: usize, label: usize) -> Vec<(&str, f64)> {
        let features = sequence.features(position).iter();
        let mut reasons: Vec<(&str, f64)> = features
            .filter_map(|&feature| {
                let weight = self.weight(feature, label)?;
                let name = self.templates.get(usize::from(feature.template())).map_or("?", String::as_str);
                (weight != 0).then_some((name, f64::from(weight) * self.unit))
            })
            .collect();
        reasons.sort_by(|left, right| right.1.abs().total_cmp(&left.1.abs()).then(left.0.cmp(right.0)));
        reasons
    }

    fn weight(&self, feature: Feature, label: usize) -> Option<i8> {
        let number = self.number(feature.code())?;
        self.cells_of(feature.code(), number)?.get(label / LANES).map(|cell| cell.weights[label % LANES])
    }
}

/// The bucket that a feature belongs to, of so many, and its mark: features that differ in the last two bits
/// side by side.
#[inline]
fn place_of(code: u64, buckets: usize) -> (usize, u16) {
    let spread = (code >> 2).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let home = ((spread >> 32) * buckets as u64) >> 32;
    (home as usize, ((spread >> 16) as u16 & 0xFFFC | (code & 3) as u16).wrapping_add(1).max(1))
}

/// The buckets of features, and the rows in the order of the buckets. A feature that finds its bucket full
/// goes to the next one.
fn bucketed(rows: &Rows) -> (Vec<Bucket>, Vec<usize>) {
    let mut buckets = vec![Bucket::default(); rows.len() * 2 / 5 + 1];
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); buckets.len()];
    for (row, (code, _)) in rows.iter().enumerate() {
        let (mut home, mark) = place_of(*code, buckets.len());
        while members[home].len() == SLOTS {
            home = if home + 1 == buckets.len() { 0 } else { home + 1 };
        }
        buckets[home].marks[members[home].len()] = mark;
        members[home].push(row);
    }
    let mut first = 0;
    for (bucket, members) in buckets.iter_mut().zip(&members) {
        bucket.first = first;
        first += members.len() as u32;
    }
    (buckets, members.into_iter().flatten().collect())
}

/// Adds weights. A position has far fewer than the 256 features that could overflow a sum.
#[inline]
fn add(sums: &mut [i16; LANES], weights: &[i8; LANES]) {
    let wide: [i16; LANES] = std::array::from_fn(|lane| i16::from(weights[lane]));
    *sums = std::array::from_fn(|lane| sums[lane].wrapping_add(wide[lane]));
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
