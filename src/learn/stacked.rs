//! A model and the model below it, decoded together: each feature is looked up once for both.
//! Gives the same labels as decoding one after the other.

use super::model::{LANES, Model, add, find, home_of, index};
use super::sequence::{Feature, Sequence};
use super::viterbi::Scratch;

/// Weights of two models side by side.
#[derive(Debug, Clone)]
pub struct Stacked {
    slots: Vec<u64>,
    /// One bit for every feature that may have weights: small enough to stay near the processor.
    sieve: Vec<u64>,
    rows: Vec<i8>,
    /// Width of the rows of the lower model and of both.
    split: usize,
    stride: usize,
}

/// Memory that repeated decoding reuses.
#[derive(Debug, Clone, Default)]
pub struct StackedWorkspace {
    below: Vec<i32>,
    above: Vec<i32>,
    sums: Vec<i16>,
    scratch: [Scratch; 2],
}

/// Bits of the sieve.
const SIEVE: usize = 1 << 19;
/// More features than a position has.
const CANDIDATES: usize = 64;

#[inline]
fn bit_of(code: u64) -> usize {
    (code ^ (code >> 32).wrapping_mul(0x85EB_CA6B)) as usize % SIEVE
}

impl Stacked {
    /// Puts the weights of a model and of the one below it side by side.
    pub fn new(upper: &Model, lower: &Model) -> Self {
        let split = lower.chain().labels.len().next_multiple_of(LANES);
        let stride = split + upper.chain().labels.len().next_multiple_of(LANES);
        let mut codes: Vec<u64> = upper.rows().chain(lower.rows()).map(|(code, _)| code).collect();
        codes.sort_unstable();
        codes.dedup();
        let mut rows = vec![0; codes.len() * stride];
        for (model, offset) in [(lower, 0), (upper, split)] {
            for (code, row) in model.rows() {
                if let Ok(number) = codes.binary_search(&code) {
                    let start = number * stride + offset;
                    rows[start..start + row.len()].copy_from_slice(row);
                }
            }
        }
        let mut sieve = vec![0; SIEVE / 64];
        for &code in &codes {
            let bit = bit_of(code);
            sieve[bit / 64] |= 1 << (bit % 64);
        }
        Self { slots: index(&codes), sieve, rows, split, stride }
    }

    /// The best labels of the upper model. `speaks` tells the features that the upper model gets from
    /// the labels of the lower one at a position.
    pub fn decode<'a>(
        &self,
        upper: &Model,
        lower: &Model,
        sequence: &Sequence,
        mut speaks: impl FnMut(&[usize], usize) -> Option<[Feature; 2]>,
        workspace: &'a mut StackedWorkspace,
    ) -> &'a [usize] {
        let (small, large) = (lower.chain().labels.len(), upper.chain().labels.len());
        workspace.below.clear();
        workspace.above.clear();
        workspace.sums.resize(self.stride, 0);
        for position in 0..sequence.len() {
            workspace.sums.fill(0);
            // First all that may be known, then their rows: the reads do not wait for one another.
            let mut count = 0;
            let mut candidates = [0; CANDIDATES];
            for &feature in sequence.features(position).iter().take(CANDIDATES) {
                let bit = bit_of(feature.code());
                candidates[count] = feature.code();
                count += (self.sieve[bit / 64] >> (bit % 64) & 1) as usize;
            }
            let mut known = 0;
            let mut rows = [0; CANDIDATES];
            let mut touched = 0;
            for &code in &candidates[..count] {
                touched ^= self.slots[home_of(code, &self.slots)];
            }
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
            workspace.below.extend(workspace.sums[..small].iter().map(|&sum| i32::from(sum)));
            workspace.above.extend(workspace.sums[self.split..self.split + large].iter().map(|&sum| i32::from(sum)));
        }
        let [first, second] = &mut workspace.scratch;
        let labels = lower.decode_sums(&workspace.below, first);
        for position in 0..labels.len() {
            for feature in speaks(labels, position).into_iter().flatten() {
                let row = upper.row(feature).unwrap_or_default();
                for (sum, weight) in workspace.above[position * large..].iter_mut().zip(row.iter().take(large)) {
                    *sum += i32::from(*weight);
                }
            }
        }
        upper.decode_sums(&workspace.above, second)
    }
}
