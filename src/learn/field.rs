//! A linear-chain conditional random field: weights that make the right labels likely, kept small.
//!
//! Lafferty, `McCallum` & Pereira 2001; trained by stochastic gradient steps that shrink with what a
//! weight has already moved (Duchi, Hazan & Singer 2011), with a quadratic penalty on all weights.
//! Fixed order of sums and a seeded order of examples: the same examples give the same model.

use super::model::Model;
use super::random::SplitMix64;
use super::sequence::{Chain, Feature};
use super::vocabulary::{Example, Interned, Interning};

/// How a field is trained.
#[derive(Debug, Clone, Copy)]
pub struct FieldSettings {
    /// Seed of the order of the examples.
    pub seed: u64,
    /// Passes over the examples.
    pub epochs: usize,
    /// First step.
    pub rate: f64,
    /// Strength of the penalty on large weights, for one example.
    pub penalty: f64,
    /// A feature seen at fewer positions is left out.
    pub minimum_count: u32,
    /// A stored feature needs one weight of at least this size (1–127).
    pub prune: u8,
}

impl Default for FieldSettings {
    fn default() -> Self {
        FieldSettings { seed: 1, epochs: 25, rate: 0.05, penalty: 0.03, minimum_count: 2, prune: 1 }
    }
}

struct Field {
    chain: Chain,
    size: usize,
    weights: Vec<f64>,
    moved: Vec<f64>,
    transitions: Vec<f64>,
    transitions_moved: Vec<f64>,
}

/// Trains a field on examples whose labels are known (each position allows one label).
pub fn train_field(chain: Chain, templates: &[&str], examples: &[Example], settings: &FieldSettings) -> Model {
    let size = chain.labels.len();
    let Interning { features, views } = Interning::new(examples, settings.minimum_count);
    let mut field = Field {
        size,
        weights: vec![0.0; features.len() * size],
        moved: vec![1e-8; features.len() * size],
        transitions: vec![0.0; size * size],
        transitions_moved: vec![1e-8; size * size],
        chain,
    };
    let mut order: Vec<usize> =
        examples.iter().enumerate().flat_map(|(index, example)| std::iter::repeat_n(index, example.repeat.max(1))).collect();
    let mut random = SplitMix64::new(settings.seed);
    let mut sums = vec![0.0; features.len() * size];
    let mut transition_sums = vec![0.0; size * size];
    let late = settings.epochs / 2;
    for epoch in 0..settings.epochs {
        random.shuffle(&mut order);
        for &index in &order {
            let views = &views[index];
            if let Some(view) = views.get(epoch % views.len().max(1)) {
                field.learn(view, settings);
            }
        }
        if epoch >= late {
            sums.iter_mut().zip(&field.weights).for_each(|(sum, weight)| *sum += weight);
            transition_sums.iter_mut().zip(&field.transitions).for_each(|(sum, weight)| *sum += weight);
        }
    }
    let share = 1.0 / (settings.epochs - late).max(1) as f64;
    field.weights = sums.iter().map(|sum| sum * share).collect();
    field.transitions = transition_sums.iter().map(|sum| sum * share).collect();
    let rows: Vec<(Feature, Vec<f64>)> =
        features.iter().enumerate().map(|(id, feature)| (*feature, field.weights[id * size..(id + 1) * size].to_vec())).collect();
    Model::quantized(field.chain, templates.iter().map(|name| (*name).to_owned()).collect(), rows, &field.transitions, settings.prune)
}

impl Field {
    fn learn(&mut self, view: &Interned, settings: &FieldSettings) {
        let (size, length) = (self.size, view.ends.len());
        if length == 0 {
            return;
        }
        let mut emissions = vec![0.0; length * size];
        for position in 0..length {
            for &id in view.at(position) {
                for label in 0..size {
                    emissions[position * size + label] += self.weights[id as usize * size + label];
                }
            }
        }
        let (forward, backward, total) = self.sums(&emissions, length);
        let gold: Vec<usize> =
            (0..length).map(|position| (0..size).find(|label| view.allowed[position].contains(*label)).unwrap_or(0)).collect();
        for position in 0..length {
            for label in 0..size {
                let share = (forward[position * size + label] + backward[position * size + label] - total).exp();
                let gradient = share - f64::from(u8::from(gold[position] == label));
                if gradient.abs() < 1e-6 {
                    continue;
                }
                for &id in view.at(position) {
                    let at = id as usize * size + label;
                    step(&mut self.weights[at], &mut self.moved[at], gradient, settings);
                }
            }
        }
        for position in 1..length {
            for from in 0..size {
                for to in 0..size {
                    if !self.allowed(from, to) {
                        continue;
                    }
                    let share = (forward[(position - 1) * size + from]
                        + self.transitions[from * size + to]
                        + emissions[position * size + to]
                        + backward[position * size + to]
                        - total)
                        .exp();
                    let gradient = share - f64::from(u8::from(gold[position - 1] == from && gold[position] == to));
                    let at = from * size + to;
                    step(&mut self.transitions[at], &mut self.transitions_moved[at], gradient, settings);
                }
            }
        }
    }

    fn allowed(&self, from: usize, to: usize) -> bool {
        self.chain.before[to].contains(from)
    }

    /// Logarithms of the sums over all labellings up to, and from, each position, and of all.
    fn sums(&self, emissions: &[f64], length: usize) -> (Vec<f64>, Vec<f64>, f64) {
        let size = self.size;
        let mut forward = vec![f64::NEG_INFINITY; length * size];
        let mut backward = vec![0.0; length * size];
        for label in 0..size {
            if self.chain.start.contains(label) {
                forward[label] = emissions[label];
            }
        }
        let mut terms = Vec::with_capacity(size);
        for position in 1..length {
            for to in 0..size {
                terms.clear();
                terms.extend(
                    (0..size)
                        .filter(|from| self.allowed(*from, to))
                        .map(|from| forward[(position - 1) * size + from] + self.transitions[from * size + to]),
                );
                forward[position * size + to] = log_sum(&terms) + emissions[position * size + to];
            }
        }
        for position in (0..length.saturating_sub(1)).rev() {
            for from in 0..size {
                terms.clear();
                terms.extend((0..size).filter(|to| self.allowed(from, *to)).map(|to| {
                    self.transitions[from * size + to] + emissions[(position + 1) * size + to] + backward[(position + 1) * size + to]
                }));
                backward[position * size + from] = log_sum(&terms);
            }
        }
        let total = log_sum(&forward[(length - 1) * size..length * size]);
        (forward, backward, total)
    }
}

fn step(weight: &mut f64, moved: &mut f64, gradient: f64, settings: &FieldSettings) {
    let gradient = gradient + settings.penalty * *weight;
    *moved += gradient * gradient;
    *weight -= settings.rate * gradient / moved.sqrt();
}

fn log_sum(terms: &[f64]) -> f64 {
    let most = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    most + terms.iter().map(|term| (term - most).exp()).sum::<f64>().ln()
}
