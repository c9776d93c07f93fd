//! A gate before a chain: a word that cannot be part of any span is not looked at further.
//!
//! A logistic regression over words, its features folded into a table that stays near the processor
//! (Weinberger et al. 2009: features that fall into one place share a weight). It errs on the open side:
//! on words held out, it must let pass nearly all of those spans that the chain finds.

use super::model::Model;
use super::random::{SplitMix64, mix};
use super::sequence::{Chain, Feature};

/// Features of a word.
pub const GATE_FEATURES: usize = 12;
/// The features of one word.
pub type GateFeatures = [u64; GATE_FEATURES];

/// Places of the table.
const PLACES: usize = 1 << 16;
/// The name of the one template of its stored form.
const TEMPLATE: &str = "gate";

/// A word to learn from.
#[derive(Debug, Clone, Copy)]
pub struct GateLesson {
    /// What is seen of the word.
    pub features: GateFeatures,
    /// Whether it is part of a span.
    pub inside: bool,
    /// Whether it is part of a span that the chain finds.
    pub found: bool,
    /// Whether the gate would be asked about it: no rule speaks for a name.
    pub asked: bool,
}

/// A trained gate.
#[derive(Debug, Clone)]
pub struct Gate {
    weights: Vec<i8>,
    threshold: i32,
}

#[inline]
fn place_of(template: usize, value: u64) -> usize {
    let spread = (value ^ (template as u64 + 1).wrapping_mul(0xA24B_AED4_963E_E407)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    ((spread ^ spread >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as usize % PLACES
}

impl Gate {
    /// Whether a word is outside of every span.
    #[inline]
    pub fn closes(&self, features: &GateFeatures) -> bool {
        let weight = |(template, value): (usize, &u64)| i32::from(self.weights[place_of(template, *value)]);
        features.iter().enumerate().map(weight).sum::<i32>() < self.threshold
    }

    /// The gate that is stored below a model, if there is one.
    pub fn below(model: &Model) -> Option<Self> {
        let stored = model.lower().filter(|lower| lower.templates() == [TEMPLATE])?;
        let mut weights = vec![0; PLACES];
        for (code, row) in stored.rows() {
            *weights.get_mut(code as usize)? = *row.first()?;
        }
        Some(Self { weights, threshold: *stored.transitions().first()? })
    }

    /// Learns a gate. It may lose a share `loss` of all words of spans that the chain finds, measured on
    /// words of the half (0 or 1) that it has not learned from. The form is that of a model: one label, a
    /// row a place, the threshold as the only transition.
    pub fn train(sentences: &[Vec<GateLesson>], half: impl Fn(usize) -> usize + Copy, loss: f64) -> Model {
        let mut margins = Vec::new();
        for held in 0..2 {
            let of = |wanted: bool| sentences.iter().enumerate().filter(move |(number, _)| (half(*number) == held) == wanted);
            let weights = fit(&of(false).map(|(_, sentence)| sentence).collect::<Vec<_>>());
            let needed = of(true).flat_map(|(_, sentence)| sentence).filter(|lesson| lesson.asked && lesson.found);
            margins.extend(needed.map(|lesson| margin(&weights, &lesson.features)));
        }
        margins.sort_by(f64::total_cmp);
        let found = sentences.iter().flatten().filter(|lesson| lesson.found).count();
        let threshold = margins.get((found as f64 * loss) as usize).copied().unwrap_or(f64::NEG_INFINITY);
        let weights = fit(&sentences.iter().collect::<Vec<_>>());
        let rows = weights.iter().enumerate().filter(|(_, weight)| **weight != 0.0);
        let rows = rows.map(|(place, weight)| (Feature::of_place(place), vec![*weight])).collect();
        Model::quantized(Chain::free(vec!["O".to_owned()]), vec![TEMPLATE.to_owned()], rows, &[threshold.max(-1e3)], 2)
    }
}

const EPOCHS: usize = 4;
const RATE: f64 = 0.1;
const PENALTY: f64 = 1e-5;

fn margin(weights: &[f64], features: &GateFeatures) -> f64 {
    features.iter().enumerate().map(|(template, value)| weights[place_of(template, *value)]).sum()
}

/// Logistic regression by gradient steps that shrink with what a weight has already moved.
fn fit(sentences: &[&Vec<GateLesson>]) -> Vec<f64> {
    let (mut weights, mut moved) = (vec![0.0; PLACES], vec![1e-8; PLACES]);
    let mut order: Vec<&GateLesson> = sentences.iter().flat_map(|sentence| sentence.iter()).collect();
    let mut random = SplitMix64::new(mix(1));
    for _ in 0..EPOCHS {
        random.shuffle(&mut order);
        for lesson in &order {
            let share = 1.0 / (1.0 + (-margin(&weights, &lesson.features)).exp());
            let gradient = share - f64::from(u8::from(lesson.inside));
            if gradient.abs() < 1e-3 {
                continue;
            }
            for (template, value) in lesson.features.iter().enumerate() {
                let place = place_of(template, *value);
                let gradient = gradient + PENALTY * weights[place];
                moved[place] += gradient * gradient;
                weights[place] -= RATE * gradient / f64::sqrt(moved[place]);
            }
        }
    }
    weights
}
