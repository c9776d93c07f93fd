//! Logistic regression for several labels at once, by the limited-memory method of Broyden, Fletcher,
//! Goldfarb and Shanno (Liu & Nocedal 1989).
//!
//! Law: sums run in the order of the examples, nothing is drawn by chance: the same examples give the
//! same weights.

/// One example.
#[derive(Debug, Clone, Default)]
pub struct Instance {
    /// Features: number and value.
    pub features: Vec<(usize, f64)>,
    /// Evidence for each label by itself: by channel, by label.
    pub channels: Vec<Vec<f64>>,
    /// What is right, by label: 0 to 1.
    pub target: Vec<f64>,
    /// What it counts.
    pub weight: f64,
}

/// How a regression is fitted.
#[derive(Debug, Clone)]
pub struct LogisticSettings {
    /// Whether exactly one label is right (shares of one whole) or each is judged by itself.
    pub single: bool,
    /// Cost of a large weight, by feature.
    pub penalties: Vec<f64>,
    /// Cost of a channel's weight that all labels share.
    pub shared_penalty: f64,
    /// Cost of what a channel's weight for one label differs by.
    pub own_penalty: f64,
    /// Most steps.
    pub steps: usize,
}

/// A fitted regression.
#[derive(Debug, Clone)]
pub struct Regression {
    single: bool,
    labels: usize,
    /// By feature, by label.
    features: Vec<f64>,
    /// By channel, by label.
    channels: Vec<Vec<f64>>,
}

/// Pairs of steps and changes of the gradient that are remembered.
const MEMORY: usize = 8;
/// Steps that lower the loss by less than this share are little.
const LITTLE: f64 = 1e-5;
/// So many little steps in a row are the last ones; a single one may just have been short.
const PATIENCE: usize = 5;

struct Problem<'a> {
    instances: &'a [&'a Instance],
    settings: &'a LogisticSettings,
    labels: usize,
    channels: usize,
}

impl Regression {
    /// Fits weights; all instances have the same number of channels and labels.
    pub fn fit(instances: &[&Instance], settings: &LogisticSettings) -> Self {
        let labels = instances.first().map_or(0, |instance| instance.target.len());
        let channels = instances.first().map_or(0, |instance| instance.channels.len());
        let problem = Problem { instances, settings, labels, channels };
        let found = problem.minimize();
        problem.regression(&found)
    }

    /// What it gives for an example, by label: 0 to 1.
    pub fn scores(&self, instance: &Instance) -> Vec<f64> {
        let mut scores = vec![0.0; self.labels];
        for (sums, weights) in instance.channels.iter().zip(&self.channels) {
            for (score, (sum, weight)) in scores.iter_mut().zip(sums.iter().zip(weights)) {
                *score += sum * weight;
            }
        }
        for (feature, value) in &instance.features {
            for (score, weight) in scores.iter_mut().zip(self.of_feature(*feature)) {
                *score += weight * value;
            }
        }
        squash(&mut scores, self.single);
        scores
    }

    /// Weights of a feature, by label.
    pub fn of_feature(&self, feature: usize) -> &[f64] {
        self.features.get(feature * self.labels..(feature + 1) * self.labels).unwrap_or_default()
    }

    /// Weights of a channel, by label.
    pub fn of_channel(&self, channel: usize) -> &[f64] {
        self.channels.get(channel).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Turns sums into shares of one whole, or each into a share of itself.
pub fn squash(scores: &mut [f64], single: bool) {
    if single {
        let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for score in scores.iter_mut() {
            *score = (*score - best).exp();
        }
        let all: f64 = scores.iter().sum();
        for score in scores {
            *score /= all;
        }
    } else {
        for score in scores {
            *score = 1.0 / (1.0 + (-*score).exp());
        }
    }
}

impl Problem<'_> {
    /// Weights lie behind one another: of features, of channels for all labels, of channels by label.
    fn places(&self) -> (usize, usize, usize) {
        let shared = self.settings.penalties.len() * self.labels;
        (shared, shared + self.channels, shared + self.channels + self.channels * self.labels)
    }

    fn regression(&self, weights: &[f64]) -> Regression {
        let (shared, own, _) = self.places();
        let channel = |channel: usize| {
            (0..self.labels).map(|label| weights[shared + channel] + weights[own + channel * self.labels + label]).collect::<Vec<f64>>()
        };
        Regression {
            single: self.settings.single,
            labels: self.labels,
            features: weights[..shared].to_vec(),
            channels: (0..self.channels).map(channel).collect(),
        }
    }

    /// The loss, and into `gradient` its slope.
    fn loss(&self, weights: &[f64], gradient: &mut [f64]) -> f64 {
        let (shared, own, _) = self.places();
        let regression = self.regression(weights);
        let penalty = |place: usize| {
            if place < shared {
                self.settings.penalties[place / self.labels]
            } else if place < own {
                self.settings.shared_penalty
            } else {
                self.settings.own_penalty
            }
        };
        let mut loss = 0.0;
        for (place, (weight, slope)) in weights.iter().zip(gradient.iter_mut()).enumerate() {
            let cost = penalty(place);
            loss += 0.5 * cost * weight * weight;
            *slope = cost * weight;
        }
        for instance in self.instances {
            let mut errors = regression.scores(instance);
            for (score, target) in errors.iter_mut().zip(&instance.target) {
                let right = score.clamp(1e-12, 1.0);
                loss -= instance.weight * target * right.ln();
                if !self.settings.single {
                    loss -= instance.weight * (1.0 - target) * (1.0 - *score).clamp(1e-12, 1.0).ln();
                }
                *score = (*score - target) * instance.weight;
            }
            for (feature, value) in &instance.features {
                let row = &mut gradient[feature * self.labels..(feature + 1) * self.labels];
                for (slope, error) in row.iter_mut().zip(&errors) {
                    *slope += error * value;
                }
            }
            for (channel, sums) in instance.channels.iter().enumerate() {
                for (label, (sum, error)) in sums.iter().zip(&errors).enumerate() {
                    gradient[shared + channel] += sum * error;
                    gradient[own + channel * self.labels + label] += sum * error;
                }
            }
        }
        loss
    }

    fn minimize(&self) -> Vec<f64> {
        let size = self.places().2;
        let mut weights = vec![0.0; size];
        let mut gradient = vec![0.0; size];
        let mut loss = self.loss(&weights, &mut gradient);
        let mut memory: Vec<(Vec<f64>, Vec<f64>, f64)> = Vec::new();
        let mut little = 0;
        for _ in 0..self.settings.steps {
            let direction = towards(&gradient, &memory);
            let slope = dot(&direction, &gradient);
            if slope >= 0.0 {
                break;
            }
            let mut length = if memory.is_empty() { 1.0 / dot(&gradient, &gradient).sqrt().max(1.0) } else { 1.0 };
            let mut next_gradient = vec![0.0; size];
            let taken = (0..30).find_map(|_| {
                let next: Vec<f64> = weights.iter().zip(&direction).map(|(weight, step)| weight + length * step).collect();
                let next_loss = self.loss(&next, &mut next_gradient);
                if next_loss <= loss + 1e-4 * length * slope {
                    return Some((next, next_loss));
                }
                length *= 0.5;
                None
            });
            let Some((next, next_loss)) = taken else { break };
            let step: Vec<f64> = next.iter().zip(&weights).map(|(new, old)| new - old).collect();
            let change: Vec<f64> = next_gradient.iter().zip(&gradient).map(|(new, old)| new - old).collect();
            let curvature = dot(&step, &change);
            if curvature > 1e-10 {
                if memory.len() == MEMORY {
                    memory.remove(0);
                }
                memory.push((step, change, 1.0 / curvature));
            }
            let gain = loss - next_loss;
            (weights, gradient, loss) = (next, next_gradient, next_loss);
            little = if gain <= LITTLE * loss.abs() { little + 1 } else { 0 };
            if little == PATIENCE {
                break;
            }
        }
        weights
    }
}

/// Where to go from a slope, by what the last steps changed.
fn towards(gradient: &[f64], memory: &[(Vec<f64>, Vec<f64>, f64)]) -> Vec<f64> {
    let mut direction: Vec<f64> = gradient.iter().map(|slope| -slope).collect();
    let mut shares = Vec::with_capacity(memory.len());
    for (step, change, inverse) in memory.iter().rev() {
        let share = inverse * dot(step, &direction);
        add(&mut direction, change, -share);
        shares.push(share);
    }
    if let Some((step, change, _)) = memory.last() {
        let scale = dot(step, change) / dot(change, change);
        for value in &mut direction {
            *value *= scale;
        }
    }
    for ((step, change, inverse), share) in memory.iter().zip(shares.into_iter().rev()) {
        let back = inverse * dot(change, &direction);
        add(&mut direction, step, share - back);
    }
    direction
}

fn dot(left: &[f64], right: &[f64]) -> f64 {
    left.iter().zip(right).map(|(left, right)| left * right).sum()
}

fn add(sum: &mut [f64], part: &[f64], factor: f64) {
    sum.iter_mut().zip(part).for_each(|(sum, part)| *sum += part * factor);
}

#[cfg(test)]
mod tests {
    use super::{Instance, LogisticSettings, Regression};

    fn settings(single: bool) -> LogisticSettings {
        LogisticSettings { single, penalties: vec![0.01; 3], shared_penalty: 0.01, own_penalty: 1.0, steps: 100 }
    }

    fn instance(feature: usize, label: usize) -> Instance {
        let target = (0..2).map(|other| f64::from(u8::from(other == label))).collect();
        Instance { features: vec![(0, 1.0), (feature, 1.0)], channels: vec![vec![0.0, 0.0]], target, weight: 1.0 }
    }

    #[test]
    fn what_goes_with_a_label_speaks_for_it() {
        let instances = [instance(1, 0), instance(2, 1), instance(1, 0), instance(2, 1)];
        for single in [true, false] {
            let regression = Regression::fit(&instances.iter().collect::<Vec<_>>(), &settings(single));
            let scores = regression.scores(&instances[0]);
            assert!(scores[0] > 0.9 && scores[1] < 0.1, "{scores:?}");
            assert!(regression.of_feature(2)[1] > 1.0);
        }
    }

    #[test]
    fn a_channel_that_is_right_for_all_labels_is_weighed_for_all() {
        let mut instances = [instance(0, 0), instance(0, 1)];
        instances[0].channels = vec![vec![1.0, 0.0]];
        instances[1].channels = vec![vec![0.0, 1.0]];
        let regression = Regression::fit(&instances.iter().collect::<Vec<_>>(), &settings(true));
        assert!(regression.of_channel(0).iter().all(|weight| *weight > 1.0));
    }
}
