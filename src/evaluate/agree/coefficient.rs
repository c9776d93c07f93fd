//! Cohen's κ and Krippendorff's nominal α. Both are 1 for perfect agreement, 0 for chance, and
//! undefined where every value is the same: then there is nothing to agree about.

use std::collections::BTreeMap;

/// Cohen's κ of two coders over the units that both coded.
///
/// ```text
/// κ = (p_o − p_e) / (1 − p_e)      p_e = Σ_c p_1c · p_2c
/// ```
/// `p_o` is the share of equal pairs, `p_e` the share that the coders' own marginals give by chance
/// (Cohen 1960, *A Coefficient of Agreement for Nominal Scales*, Educational and Psychological
/// Measurement 20: 37–46).
///
/// ```
/// use yaodian::evaluate::cohen_kappa;
/// // 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: p_o = 0.7, p_e = 0.5.
/// let mut pairs = vec![("yes", "yes"); 20];
/// pairs.extend([("yes", "no"); 5]);
/// pairs.extend([("no", "yes"); 10]);
/// pairs.extend([("no", "no"); 15]);
/// let kappa = cohen_kappa(&pairs).unwrap_or_default();
/// assert!((kappa - 0.4).abs() < 1e-12);
/// ```
pub fn cohen_kappa<Label: Ord>(pairs: &[(Label, Label)]) -> Option<f64> {
    let numbers = numbered(pairs.iter().flat_map(|(one, other)| [one, other]));
    let pairs: Vec<(usize, usize)> = pairs.iter().filter_map(|(one, other)| Some((*numbers.get(one)?, *numbers.get(other)?))).collect();
    Counts::new(pairs.iter().copied(), numbers.len()).kappa()
}

/// Krippendorff's α for nominal values of any number of coders; one slice a unit, missing values
/// left out.
///
/// ```text
/// α = 1 − (n − 1) · Σ_c Σ_k≠c o_ck / Σ_c Σ_k≠c n_c · n_k
/// ```
/// `o_ck` counts the ordered pairs of values c and k within units, each unit with m values weighing
/// 1 / (m − 1); `n_c` is how often c occurs in units with two values or more; n is their sum
/// (Krippendorff 2018, *Content Analysis*, 4th ed., ch. 12; 2011, *Computing Krippendorff's
/// Alpha-Reliability*, sections A–C).
///
/// ```
/// use yaodian::evaluate::nominal_alpha;
/// // Krippendorff 2011, section A: two observers, binary values, ten units.
/// let one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0];
/// let other = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0];
/// let units: Vec<Vec<i32>> = one.into_iter().zip(other).map(|(a, b)| vec![a, b]).collect();
/// let alpha = nominal_alpha(&units).unwrap_or_default();
/// assert!((alpha - 0.095).abs() < 5e-4);
/// ```
pub fn nominal_alpha<Label: Ord>(units: &[Vec<Label>]) -> Option<f64> {
    let pairable = || units.iter().filter(|values| values.len() > 1);
    let numbers = numbered(pairable().flatten());
    let mut totals = vec![0.0; numbers.len()];
    let mut disagreeing = 0.0;
    for values in pairable() {
        let mut here = BTreeMap::new();
        for value in values {
            if let Some(number) = numbers.get(value) {
                *here.entry(*number).or_insert(0.0) += 1.0;
            }
        }
        let count = values.len() as f64;
        let agreeing: f64 = here.values().map(|times| times * times).sum();
        disagreeing += (count * count - agreeing) / (count - 1.0);
        for (number, times) in here {
            totals[number] += times;
        }
    }
    alpha(disagreeing, &totals)
}

/// α from the sum of the coincidences of unequal values and the totals of each value.
fn alpha(disagreeing: f64, totals: &[f64]) -> Option<f64> {
    let all: f64 = totals.iter().sum();
    let by_chance = all * all - totals.iter().map(|total| total * total).sum::<f64>();
    (by_chance > 0.0).then(|| 1.0 - (all - 1.0) * disagreeing / by_chance)
}

/// Each label with a number, in their order.
fn numbered<'label, Label: Ord + 'label>(labels: impl Iterator<Item = &'label Label>) -> BTreeMap<&'label Label, usize> {
    let mut numbers: BTreeMap<&Label, usize> = labels.map(|label| (label, 0)).collect();
    for (number, slot) in numbers.values_mut().enumerate() {
        *slot = number;
    }
    numbers
}

/// What κ and α need to know of pairs of numbered labels.
pub(super) struct Counts {
    pairs: f64,
    equal: f64,
    one: Vec<f64>,
    other: Vec<f64>,
}

impl Counts {
    pub(super) fn new(pairs: impl Iterator<Item = (usize, usize)>, labels: usize) -> Self {
        let mut counts = Self { pairs: 0.0, equal: 0.0, one: vec![0.0; labels], other: vec![0.0; labels] };
        for (one, other) in pairs {
            counts.pairs += 1.0;
            counts.one[one] += 1.0;
            counts.other[other] += 1.0;
            if one == other {
                counts.equal += 1.0;
            }
        }
        counts
    }

    pub(super) fn kappa(&self) -> Option<f64> {
        // In counts, so that certainty by chance is exact: 1 − p_e = 0 only if both are constant.
        let all = self.pairs * self.pairs;
        let by_chance: f64 = self.one.iter().zip(&self.other).map(|(one, other)| one * other).sum();
        (by_chance < all).then(|| (self.equal * self.pairs - by_chance) / (all - by_chance))
    }

    pub(super) fn alpha(&self) -> Option<f64> {
        let totals: Vec<f64> = self.one.iter().zip(&self.other).map(|(one, other)| one + other).collect();
        alpha(2.0 * (self.pairs - self.equal), &totals)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 6e-4, "{found} is not {expected}");
    }

    fn pairs(one: &str, other: &str) -> Vec<(char, char)> {
        one.chars().zip(other.chars()).collect()
    }

    fn units(coders: &[&str]) -> Vec<Vec<char>> {
        let rows: Vec<Vec<char>> = coders.iter().map(|row| row.chars().collect()).collect();
        (0..rows[0].len()).map(|unit| rows.iter().map(|row| row[unit]).filter(|value| *value != '.').collect()).collect()
    }

    #[test]
    fn alpha_of_krippendorff_2011_two_observers_nominal() {
        near(nominal_alpha(&units(&["aabbdcccedda", "babbbccceddd"])), 0.692);
    }

    #[test]
    fn alpha_of_krippendorff_2011_four_observers_with_missing_values() {
        let coders = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
        near(nominal_alpha(&units(&coders)), 0.743);
    }

    #[test]
    fn alpha_of_three_observers_and_fifteen_units_with_missing_values() {
        // Pairable values 26: 1 − (6 / 26) / (486 / 650).
        let coders = [".....34121133.3", "1.213343.......", "..21344.21133.4"];
        near(nominal_alpha(&units(&coders)), 0.691);
    }

    #[test]
    fn kappa_and_alpha_of_the_digitized_continua_in_krippendorff_1995() {
        let bertha = "001111111100001111110000";
        let bill = "000011110000000110000000";
        near(cohen_kappa(&pairs(bertha, bill)), 0.385);
        near(nominal_alpha(&units(&[bertha, bill])), 0.329);
        let gerret = "001111110011001111001100";
        let gill = "110011110011110011001100";
        near(cohen_kappa(&pairs(gerret, gill)), 0.314);
    }

    #[test]
    fn without_variation_there_is_no_coefficient() {
        assert_eq!(cohen_kappa(&pairs("aaa", "aaa")), None);
        assert_eq!(nominal_alpha(&units(&["aaa", "aaa"])), None);
        assert_eq!(cohen_kappa::<char>(&[]), None);
        assert_eq!(nominal_alpha(&[vec!['a'], vec!['b']]), None);
    }

    #[test]
    fn perfect_agreement_is_one_and_opposite_is_minus_one() {
        assert_eq!(cohen_kappa(&pairs("abab", "abab")), Some(1.0));
        assert_eq!(nominal_alpha(&units(&["abab", "abab"])), Some(1.0));
        assert_eq!(cohen_kappa(&pairs("abab", "baba")), Some(-1.0));
    }

    #[test]
    fn the_counts_of_pairs_give_the_alpha_of_units() {
        let (one, other) = ("aabbdcccedda", "babbbccceddd");
        let numbers: Vec<(usize, usize)> =
            pairs(one, other).into_iter().map(|(one, other)| (one as usize - 97, other as usize - 97)).collect();
        let counts = Counts::new(numbers.into_iter(), 5);
        assert_eq!(counts.alpha(), nominal_alpha(&units(&[one, other])));
        assert_eq!(counts.kappa(), cohen_kappa(&pairs(one, other)));
    }
}
