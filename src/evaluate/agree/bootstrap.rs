//! Bootstrap percentile intervals. The same seed gives the same interval on every machine.

use serde::Serialize;

use super::Estimate;

/// How intervals are drawn.
///
/// Units are drawn with replacement, as many as there are; the figure is computed of each such
/// resample; the interval lies between the k-th smallest and the k-th largest of the B figures,
/// k = ⌊(B + 1)(1 − confidence) / 2⌋, at least 1 (Efron 1979; Efron & Tibshirani 1993, *An
/// Introduction to the Bootstrap*, ch. 13, the percentile interval).
///
/// What is drawn: for F1 the matched and unmatched units; for κ and α the matched units; for `α_U`
/// the stretches of the continuum between places where neither coder is inside a unit. Units of one
/// text depend on each other, so the intervals are rather too narrow than too wide.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Options {
    /// Resamples; none gives no intervals.
    pub resamples: usize,
    /// Coverage of the interval, between 0 and 1.
    pub confidence: f64,
    /// Where the generator starts.
    pub seed: u64,
}

impl Default for Options {
    /// 1000 resamples, 95 %, seed 1.
    fn default() -> Self {
        Self { resamples: 1000, confidence: 0.95, seed: 1 }
    }
}

/// The generator `SplitMix64` (Steele, Lea & Flood 2014, *Fast Splittable Pseudorandom Number
/// Generators*): a counter with the golden-ratio step, and a mix of its bits.
///
/// ```
/// use yaodian::evaluate::SplitMix64;
/// // The first value from seed 1234567 in the reference implementation by Vigna.
/// assert_eq!(SplitMix64::new(1_234_567).next_value(), 6_457_827_717_110_365_317);
/// ```
#[derive(Debug, Clone)]
pub struct SplitMix64 {
    state: u64,
}

impl SplitMix64 {
    /// A generator that starts at `seed`.
    pub fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// The next 64 bits.
    pub fn next_value(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound` (0 where `bound` is 0): the high half of the product of the next bits
    /// and `bound`. The bias is below `bound` / 2⁶⁴.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next_value()) * bound as u128) >> 64) as usize
    }
}

/// The figures of all items, with their intervals. `figures` gets the indices of the items drawn
/// and returns the same number of figures each time.
pub(super) fn estimates(items: usize, options: &Options, mut figures: impl FnMut(&[usize]) -> Vec<Option<f64>>) -> Vec<Estimate> {
    let mut drawn: Vec<usize> = (0..items).collect();
    let values = figures(&drawn);
    let mut samples: Vec<Vec<f64>> = vec![Vec::new(); values.len()];
    if items > 0 {
        let mut generator = SplitMix64::new(options.seed);
        for _ in 0..options.resamples {
            for slot in &mut drawn {
                *slot = generator.below(items);
            }
            for (sample, figure) in samples.iter_mut().zip(figures(&drawn)) {
                sample.extend(figure);
            }
        }
    }
    values
        .into_iter()
        .zip(samples)
        .map(|(value, sample)| {
            let undefined_resamples = if items > 0 { options.resamples - sample.len() } else { 0 };
            let interval = value.and_then(|_| percentiles(sample, options.confidence));
            let (low, high) = interval.unzip();
            Estimate { value, low, high, undefined_resamples }
        })
        .collect()
}

/// The k-th smallest and the k-th largest.
fn percentiles(mut sample: Vec<f64>, confidence: f64) -> Option<(f64, f64)> {
    sample.sort_by(f64::total_cmp);
    let count = sample.len();
    let tail = (1.0 - confidence.clamp(0.0, 1.0)) / 2.0;
    let rank = (((count + 1) as f64 * tail) as usize).max(1);
    let low = sample.get(rank - 1)?;
    let high = sample.get(count.checked_sub(rank)?)?;
    Some((*low, *high))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generator_gives_the_published_sequence() {
        let mut generator = SplitMix64::new(1_234_567);
        let values: Vec<u64> = (0..5).map(|_| generator.next_value()).collect();
        assert_eq!(
            values,
            vec![
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821
            ]
        );
    }

    #[test]
    fn the_interval_lies_between_the_25th_from_each_end_of_a_thousand() {
        let sample: Vec<f64> = (1..=1000).rev().map(f64::from).collect();
        assert_eq!(percentiles(sample, 0.95), Some((25.0, 976.0)));
        assert_eq!(percentiles(vec![0.5], 0.95), Some((0.5, 0.5)));
        assert_eq!(percentiles(Vec::new(), 0.95), None);
    }

    #[test]
    fn the_interval_of_a_mean_is_about_two_standard_errors() {
        let items = 400;
        let mean = |drawn: &[usize]| {
            let ones = drawn.iter().filter(|item| **item % 2 == 0).count();
            vec![Some(ones as f64 / drawn.len() as f64), None]
        };
        let found = estimates(items, &Options::default(), mean);
        // The standard error of a share of one half of 400 is 0.025.
        assert!((found[0].low.unwrap() - 0.451).abs() < 0.006, "{:?}", found[0]);
        assert!((found[0].high.unwrap() - 0.549).abs() < 0.006, "{:?}", found[0]);
        assert_eq!(found[0], estimates(items, &Options::default(), mean)[0]);
        assert_eq!((found[1].low, found[1].undefined_resamples), (None, 1000));
    }
}
