//! The averaged structured perceptron. All its arithmetic is on whole numbers, in an order that
//! depends on the seed alone: the same examples give the same model on every machine.
//!
//! Where a label is not known, only a set of labels that may be right, the target of an update is the
//! best path inside the sets. So a source that marks three types of names can teach a tagger of ten.

use super::model::Model;
use super::random::SplitMix64;
use super::sequence::{Chain, Feature, LabelSet};
use super::viterbi::{Scratch, Steps};
use super::vocabulary::{Example, Interned, Interning};

/// How to train.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Seed of the order of the examples.
    pub seed: u64,
    /// How far a wrong label must stay behind the right one, in units of one update.
    pub margin: i32,
    /// A feature seen at fewer positions is left out.
    pub minimum_count: u32,
    /// A stored feature needs one weight of at least this size (1–127).
    pub prune: u8,
}

impl Default for Settings {
    fn default() -> Self {
        Self { seed: 1, margin: 8, minimum_count: 2, prune: 2 }
    }
}

/// What happened in one pass over the examples.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// Sequences read.
    pub read: usize,
    /// Sequences that led to an update.
    pub updated: usize,
}

/// A perceptron in training.
pub struct Trainer {
    chain: Chain,
    templates: Vec<String>,
    settings: Settings,
    steps: Steps,
    features: Vec<Feature>,
    views: Vec<Vec<Interned>>,
    order: Vec<usize>,
    weights: Vec<i32>,
    totals: Vec<i64>,
    transitions: Vec<i32>,
    transition_totals: Vec<i64>,
    clock: i64,
    epoch: usize,
    random: SplitMix64,
}

impl Trainer {
    /// Prepares the examples. `templates` names the templates of the features, for explanations.
    pub fn new(chain: Chain, templates: &[&str], examples: &[Example], settings: Settings) -> Self {
        let size = chain.labels.len();
        let Interning { features, views } = Interning::new(examples, settings.minimum_count);
        let order = examples.iter().enumerate().flat_map(|(index, example)| std::iter::repeat_n(index, example.repeat.max(1))).collect();
        Self {
            steps: Steps::new(&chain),
            templates: templates.iter().map(|&name| name.to_owned()).collect(),
            weights: vec![0; features.len() * size],
            totals: vec![0; features.len() * size],
            transitions: vec![0; size * size],
            transition_totals: vec![0; size * size],
            random: SplitMix64::new(settings.seed),
            clock: 1,
            epoch: 0,
            chain,
            settings,
            features,
            views,
            order,
        }
    }

    /// Reads every example once.
    pub fn pass(&mut self) -> Pass {
        let mut order = std::mem::take(&mut self.order);
        self.random.shuffle(&mut order);
        let (mut emissions, mut scratch) = (Vec::new(), [Scratch::default(), Scratch::default()]);
        let mut updated = 0;
        for &index in &order {
            let views = std::mem::take(&mut self.views[index]);
            if !views.is_empty() {
                let view = &views[self.epoch % views.len()];
                updated += usize::from(self.learn(view, &mut emissions, &mut scratch));
            }
            self.views[index] = views;
            self.clock += 1;
        }
        self.epoch += 1;
        self.order = order;
        Pass { read: self.order.len(), updated }
    }

    fn learn(&mut self, view: &Interned, emissions: &mut Vec<i32>, scratch: &mut [Scratch; 2]) -> bool {
        let size = self.chain.labels.len();
        emissions.clear();
        emissions.resize(view.ends.len() * size, 0);
        for (position, row) in emissions.chunks_exact_mut(size).enumerate() {
            for &id in view.at(position) {
                let weights = &self.weights[id as usize * size..(id as usize + 1) * size];
                for (sum, weight) in row.iter_mut().zip(weights) {
                    *sum += weight;
                }
            }
            for (label, sum) in row.iter_mut().enumerate() {
                *sum += if view.allowed[position].contains(label) { 0 } else { self.settings.margin };
            }
        }
        self.steps.measure(&self.transitions);
        let [first, second] = scratch;
        let guess = self.steps.decode(emissions, &self.transitions, |_| LabelSet::ALL, first);
        if guess.iter().enumerate().all(|(position, &label)| view.allowed[position].contains(label)) {
            return false;
        }
        let target = self.steps.decode(emissions, &self.transitions, |position| view.allowed[position], second);
        for position in 0..target.len() {
            let (wrong, right) = (guess[position], target[position]);
            if wrong != right {
                for &id in view.at(position) {
                    for (label, step) in [(right, 1), (wrong, -1)] {
                        self.weights[id as usize * size + label] += step;
                        self.totals[id as usize * size + label] += self.clock * i64::from(step);
                    }
                }
            }
            if position > 0 && (wrong != right || guess[position - 1] != target[position - 1]) {
                for (from, to, step) in [(target[position - 1], right, 1), (guess[position - 1], wrong, -1)] {
                    self.transitions[from * size + to] += step;
                    self.transition_totals[from * size + to] += self.clock * i64::from(step);
                }
            }
        }
        true
    }

    /// The average of all weights so far, as a model.
    pub fn model(&self) -> Model {
        let clock = self.clock as f64;
        let average = |(weight, total): (&i32, &i64)| f64::from(*weight) - *total as f64 / clock;
        let size = self.chain.labels.len();
        let rows: Vec<(Feature, Vec<f64>)> = self
            .features
            .iter()
            .enumerate()
            .map(|(id, &feature)| {
                let range = id * size..(id + 1) * size;
                (feature, self.weights[range.clone()].iter().zip(&self.totals[range]).map(average).collect())
            })
            .collect();
        let transitions: Vec<f64> = self.transitions.iter().zip(&self.transition_totals).map(average).collect();
        Model::quantized(self.chain.clone(), self.templates.clone(), rows, &transitions, self.settings.prune)
    }
}

#[cfg(test)]
mod tests {
    use super::{Settings, Trainer};
    use crate::learn::{Chain, Example, Feature, LabelSet, Sequence};

    fn examples() -> Vec<Example> {
        // A name is what follows the word 1; the second kind of example leaves the labels open.
        let known = [(1, 0), (7, 1), (8, 2), (2, 0)];
        let mut sure = Sequence::new();
        let mut open = Sequence::new();
        for (word, label) in known {
            sure.push(&[Feature::new(0, word)], LabelSet::only(label));
            open.push(&[Feature::new(0, word)], LabelSet(0b111));
        }
        let example = |view: Sequence| Example { views: vec![view], repeat: 1 };
        vec![example(sure), example(open)]
    }

    #[test]
    fn the_same_examples_give_the_same_model_and_it_knows_them() {
        let train = || {
            let settings = Settings { minimum_count: 1, ..Settings::default() };
            let mut trainer = Trainer::new(Chain::spans(&["name"]), &["word"], &examples(), settings);
            for _ in 0..5 {
                trainer.pass();
            }
            trainer.model()
        };
        let model = train();
        assert_eq!(model.to_bytes(), train().to_bytes());
        assert_eq!(model.decode(&examples()[0].views[0]), [0, 1, 2, 0]);
    }
}
