//! A trained chain: weights of one byte, found by feature. Decoding it is a pure function.

use std::collections::BTreeMap;

use super::sequence::{Chain, Feature, LabelSet, Sequence};
use super::table::{LANES, Rows, Table};
use super::viterbi::{Scratch, Steps};

/// Weights per feature and label, steps between labels, and the names of both.
#[derive(Debug, Clone)]
pub struct Model {
    chain: Chain,
    templates: Vec<String>,
    /// What the model was trained on and how; free text by key.
    notes: BTreeMap<String, String>,
    steps: Steps,
    /// Number of features that have weights.
    features: usize,
    table: Table,
    /// Cells of a feature.
    width: usize,
    /// Size of a weight of 1 in the units of training.
    unit: f64,
    /// A gate: which words need not be looked at.
    lower: Option<Box<Model>>,
}

/// Memory that repeated decoding reuses.
#[derive(Debug, Clone, Default)]
pub struct Workspace {
    places: Vec<usize>,
    sums: Vec<[i16; LANES]>,
    scratch: Scratch,
    path: Vec<usize>,
}

/// Share of all weights that may be cut off at the largest byte.
const CLIPPED: f64 = 0.0005;

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
        let width = chain.labels.len().div_ceil(LANES).max(1);
        let steps = Steps::new(&chain, transitions);
        Self { chain, templates, notes, steps, features: rows.len(), table: Table::new(rows, width), width, unit, lower: None }
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

    /// Makes each step to the first label, which is no name, weigh less by so much in the units of training.
    pub(crate) fn favour_names(&mut self, favour: f64) {
        let size = self.chain.labels.len();
        let less = (favour / self.unit).round() as i32;
        let lower = |(place, weight): (usize, &i32)| if place % size == 0 { weight - less } else { *weight };
        let transitions = self.steps.transitions().iter().enumerate().map(lower).collect();
        self.steps = Steps::new(&self.chain, transitions);
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
        self.steps.transitions()
    }

    pub(crate) fn unit(&self) -> f64 {
        self.unit
    }

    /// Features and their weights in the order of their codes.
    pub(crate) fn rows(&self) -> Rows {
        self.table.rows(self.chain.labels.len())
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
            workspace.sums.clear();
            workspace.sums.resize((last - first) * self.width, [0; LANES]);
            for position in start..end {
                let sums = &mut workspace.sums[(position - first) * self.width..(position - first + 1) * self.width];
                self.sum_up(sequence.features(position), sums, &mut workspace.places);
            }
            let allowed = |position: usize| sequence.allowed(first + position);
            let rows = workspace.sums.chunks_exact(self.width).map(<[_]>::as_flattened);
            let path = self.steps.decode(rows, allowed, &mut workspace.scratch);
            workspace.path[start..end].copy_from_slice(&path[start - first..end - first]);
            start = end;
        }
        &workspace.path
    }

    /// The sums of the weights of features. All places are worked out before the first is read: so the reads
    /// do not wait for one another.
    fn sum_up(&self, features: &[Feature], sums: &mut [[i16; LANES]], places: &mut Vec<usize>) {
        places.clear();
        places.extend(features.iter().map(|feature| self.table.place(feature.code())));
        for (feature, place) in features.iter().zip(places) {
            if let Some(cells) = self.table.cells(feature.code(), *place) {
                for (sums, cell) in sums.iter_mut().zip(cells) {
                    add(sums, &cell.weights);
                }
            }
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
        let cells = self.table.cells(feature.code(), self.table.place(feature.code()))?;
        cells.get(label / LANES).map(|cell| cell.weights[label % LANES])
    }
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

    #[test]
    fn a_doubtful_place_is_a_name_where_names_are_favoured() {
        let page = |allowed: LabelSet| {
            let mut sequence = Sequence::new();
            sequence.push(&[Feature::new(0, 1)], LabelSet::only(0));
            sequence.push(&[Feature::new(0, 2)], allowed);
            sequence
        };
        let example = |label: usize| Example { views: vec![page(LabelSet::only(label))], repeat: 1 };
        let examples: Vec<Example> = [0, 0, 0, 1, 1].into_iter().map(example).collect();
        let settings = FieldSettings { minimum_count: 1, ..FieldSettings::default() };
        let mut model = train_field(Chain::spans(&["point"]), &["mark"], &examples, &settings);
        assert_eq!(model.decode(&page(LabelSet::ALL)), [0, 0]);
        model.favour_names(1.0);
        assert_eq!(model.decode(&page(LabelSet::ALL)), [0, 1]);
    }
}
