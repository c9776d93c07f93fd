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
    /// Smaller gradients are passed over.
    pub least: f64,
    /// Runs, each in an order of its own; the mean of their weights stands, so that no order matters much.
    pub runs: usize,
}

impl Default for FieldSettings {
    fn default() -> Self {
        FieldSettings { seed: 1, epochs: 25, rate: 0.05, penalty: 0.03, minimum_count: 2, prune: 1, least: 1e-6, runs: 1 }
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
pub fn train_field<'a>(
    chain: Chain,
    templates: &[&str],
    examples: impl IntoIterator<Item = &'a Example>,
    settings: &FieldSettings,
) -> Model {
    let size = chain.labels.len();
    let examples: Vec<&Example> = examples.into_iter().collect();
    let Interning { features, views } = Interning::new(&examples, settings.minimum_count);
    let count = features.len() * size;
    let mut field = Field {
        size,
        weights: vec![0.0; count],
        moved: vec![0.0; count],
        transitions: vec![0.0; size * size],
        transitions_moved: vec![0.0; size * size],
        chain,
    };
    let mut order: Vec<usize> =
        examples.iter().enumerate().flat_map(|(index, example)| std::iter::repeat_n(index, example.repeat.max(1))).collect();
    let mut random = SplitMix64::new(settings.seed);
    let mut scratch = Scratch::default();
    let mut sums = vec![0.0; features.len() * size];
    let mut transition_sums = vec![0.0; size * size];
    let late = settings.epochs / 2;
    let runs = settings.runs.max(1);
    for round in 0..runs * settings.epochs {
        let epoch = round % settings.epochs;
        if epoch == 0 {
            field.weights.fill(0.0);
            field.moved.fill(1e-8);
            field.transitions.fill(0.0);
            field.transitions_moved.fill(1e-8);
        }
        random.shuffle(&mut order);
        for &index in &order {
            let views = &views[index];
            if let Some(view) = views.get(round % views.len().max(1)) {
                field.learn(view, settings, &mut scratch);
            }
        }
        if epoch >= late {
            sums.iter_mut().zip(&field.weights).for_each(|(sum, weight)| *sum += weight);
            transition_sums.iter_mut().zip(&field.transitions).for_each(|(sum, weight)| *sum += weight);
        }
    }
    // The mean over the later half of the epochs stands for the weights: single steps no longer matter.
    let share = 1.0 / (runs * (settings.epochs - late).max(1)) as f64;
    field.weights = sums.iter().map(|sum| sum * share).collect();
    field.transitions = transition_sums.iter().map(|sum| sum * share).collect();
    let rows: Vec<(Feature, Vec<f64>)> =
        features.iter().enumerate().map(|(id, feature)| (*feature, field.weights[id * size..(id + 1) * size].to_vec())).collect();
    Model::quantized(field.chain, templates.iter().map(|name| (*name).to_owned()).collect(), rows, &field.transitions, settings.prune)
}

/// Memory of one sentence after the other.
#[derive(Default)]
struct Scratch {
    /// Exponentials of the emissions, each position by its largest.
    emissions: Vec<f64>,
    forward: Vec<f64>,
    backward: Vec<f64>,
    scales: Vec<f64>,
    steps: Vec<f64>,
    gradients: Vec<(usize, f64)>,
}

impl Field {
    fn learn(&mut self, view: &Interned, settings: &FieldSettings, scratch: &mut Scratch) {
        let (size, length) = (self.size, view.ends.len());
        if length == 0 {
            return;
        }
        scratch.emissions.clear();
        scratch.emissions.resize(length * size, 0.0);
        for (position, row) in scratch.emissions.chunks_exact_mut(size).enumerate() {
            for &id in view.at(position) {
                let weights = &self.weights[id as usize * size..(id as usize + 1) * size];
                row.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
            }
            let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            for sum in row {
                *sum = (*sum - most).exp();
            }
        }
        self.sums(scratch, length);
        for position in 0..length {
            let gold = (0..size).find(|label| view.allowed[position].contains(*label)).unwrap_or(0);
            scratch.gradients.clear();
            for label in 0..size {
                let share = scratch.forward[position * size + label] * scratch.backward[position * size + label];
                let gradient = share - f64::from(u8::from(gold == label));
                if gradient.abs() >= settings.least {
                    scratch.gradients.push((label, gradient));
                }
            }
            if scratch.gradients.is_empty() {
                continue;
            }
            for &id in view.at(position) {
                let range = id as usize * size..(id as usize + 1) * size;
                let (weights, moved) = (&mut self.weights[range.clone()], &mut self.moved[range]);
                for &(label, gradient) in &scratch.gradients {
                    step(&mut weights[label], &mut moved[label], gradient, settings);
                }
            }
        }
        for position in 1..length {
            let gold = |position: usize| (0..size).find(|label| view.allowed[position].contains(*label)).unwrap_or(0);
            let (before, here) = (gold(position - 1), gold(position));
            for from in 0..size {
                let left = scratch.forward[(position - 1) * size + from] / scratch.scales[position];
                if left < settings.least && from != before {
                    continue;
                }
                for to in 0..size {
                    let edge = from * size + to;
                    if scratch.steps[edge] == 0.0 {
                        continue;
                    }
                    let at = position * size + to;
                    let share = left * scratch.steps[edge] * scratch.emissions[at] * scratch.backward[at];
                    let gradient = share - f64::from(u8::from(before == from && here == to));
                    if gradient.abs() >= settings.least {
                        step(&mut self.transitions[edge], &mut self.transitions_moved[edge], gradient, settings);
                    }
                }
            }
        }
    }

    /// Shares of all labellings up to, and from, each position, every position on its own scale.
    fn sums(&self, scratch: &mut Scratch, length: usize) {
        let size = self.size;
        let Scratch { emissions, forward, backward, scales, steps, .. } = scratch;
        steps.clear();
        steps.extend((0..size * size).map(|edge| {
            let allowed = self.chain.before[edge % size].contains(edge / size);
            if allowed { self.transitions[edge].exp() } else { 0.0 }
        }));
        for (table, first) in [(&mut *forward, 0.0), (&mut *backward, 1.0)] {
            table.clear();
            table.resize(length * size, first);
        }
        scales.clear();
        scales.resize(length, 1.0);
        for position in 0..length {
            let (done, rest) = forward.split_at_mut(position * size);
            let here = &mut rest[..size];
            if position == 0 {
                for (label, sum) in here.iter_mut().enumerate() {
                    *sum = f64::from(u8::from(self.chain.start.contains(label)));
                }
            } else {
                for (from, share) in done[(position - 1) * size..].iter().enumerate() {
                    let row = &steps[from * size..(from + 1) * size];
                    here.iter_mut().zip(row).for_each(|(sum, step)| *sum += share * step);
                }
            }
            here.iter_mut().zip(&emissions[position * size..]).for_each(|(sum, emission)| *sum *= emission);
            let scale = here.iter().sum::<f64>().max(f64::MIN_POSITIVE);
            for sum in here {
                *sum /= scale;
            }
            scales[position] = scale;
        }
        let mut ahead = vec![0.0; size];
        for position in (0..length.saturating_sub(1)).rev() {
            let (here, next) = backward.split_at_mut((position + 1) * size);
            let behind = emissions[(position + 1) * size..].iter().zip(&*next);
            ahead.iter_mut().zip(behind).for_each(|(ahead, (emission, sum))| *ahead = emission * sum / scales[position + 1]);
            for (from, sum) in here[position * size..].iter_mut().enumerate() {
                let row = &steps[from * size..(from + 1) * size];
                *sum = row.iter().zip(&ahead).map(|(step, ahead)| step * ahead).sum();
            }
        }
    }
}

fn step(weight: &mut f64, moved: &mut f64, gradient: f64, settings: &FieldSettings) {
    let gradient = gradient + settings.penalty * *weight;
    *moved += gradient * gradient;
    *weight -= settings.rate * gradient / moved.sqrt();
}
