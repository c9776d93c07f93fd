//! Krippendorff's `α_U`: do coders cut the same units from a continuum, beyond chance?
//!
//! One category of units; m coders; a continuum of length L, which the units and the gaps between
//! them tile for each coder. N is the number of units over all coders, l the length of a unit, g
//! that of a gap.
//!
//! ```text
//! δ²  = (start − start′)² + (end − end′)²   two units that intersect
//!     = l²                                  a unit that lies wholly in a gap
//!     = 0                                   otherwise
//!
//! D_o = Σ δ² over the ordered pairs of sections of different coders / (m (m − 1) L²)
//!
//!       2   Σ over units [ (N − 1) / 3 · (2 l³ − 3 l² + l) + l² · Σ over gaps g ≥ l (g − l + 1) ]
//! D_e = ─ · ──────────────────────────────────────────────────────────────────────────────────
//!       L                       m L (m L − 1) − Σ over units l (l − 1)
//!
//! α_U = 1 − Σ D_o / Σ D_e   over the categories
//! ```
//!
//! Krippendorff 1995, *On the Reliability of Unitizing Continuous Data*, Sociological Methodology
//! 25: 47–76; 2004, *Content Analysis*, 2nd ed., ch. 11 (whose sign before l in the gap term, a minus,
//! is used). The 4th edition (2018) puts a family `_uα` in its place, with other values: say which
//! one you report.

/// Squared differences, observed and by chance, as shares of the squared length of the continuum.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Disagreement {
    /// `D_o`.
    pub observed: f64,
    /// `D_e`.
    pub expected: f64,
}

impl Disagreement {
    /// 1 − `D_o` / `D_e`; `None` where chance could not disagree: no units.
    pub fn alpha(self) -> Option<f64> {
        (self.expected > 0.0).then(|| 1.0 - self.observed / self.expected)
    }
}

/// `α_U` over categories. For each category, for each coder, the units as `(start, end)`, end
/// excluded, within `length`.
///
/// ```
/// use yaodian::evaluate::unitizing_alpha;
/// // Krippendorff 2004, ch. 11: two observers, categories c and k, a continuum of 300.
/// let c = vec![vec![(75, 145), (220, 250)], vec![(70, 150), (205, 225), (250, 270)]];
/// let k = vec![vec![(30, 90), (150, 200)], vec![(30, 90), (150, 200)]];
/// let alpha = unitizing_alpha(300, &[c, k]).unwrap_or_default();
/// assert!((alpha - 0.859).abs() < 5e-4);
/// ```
pub fn unitizing_alpha(length: usize, categories: &[Vec<Vec<(usize, usize)>>]) -> Option<f64> {
    let mut total = Disagreement::default();
    for coders in categories {
        let one = unitizing_disagreement(length, coders);
        total.observed += one.observed;
        total.expected += one.expected;
    }
    total.alpha()
}

/// `D_o` and `D_e` of one category. For each coder the units as `(start, end)`, end excluded. Units of
/// one coder that overlap are taken as one; what lies beyond `length` is cut off.
pub fn unitizing_disagreement(length: usize, coders: &[Vec<(usize, usize)>]) -> Disagreement {
    let coders: Vec<Vec<(usize, usize)>> = coders.iter().map(|units| disjoint(units, length)).collect();
    let count = coders.len() as f64;
    let extent = length as f64;
    if coders.len() < 2 || length == 0 {
        return Disagreement::default();
    }
    let mut differences = 0.0;
    for (place, one) in coders.iter().enumerate() {
        for other in &coders[place + 1..] {
            differences += difference(one, other);
        }
    }
    let observed = 2.0 * differences / (count * (count - 1.0) * extent * extent);
    Disagreement { observed, expected: expected(extent, &coders) }
}

/// The units in order, those that overlap joined.
fn disjoint(units: &[(usize, usize)], length: usize) -> Vec<(usize, usize)> {
    let mut ordered: Vec<(usize, usize)> =
        units.iter().map(|(start, end)| (*start, (*end).min(length))).filter(|(start, end)| start < end).collect();
    ordered.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::with_capacity(ordered.len());
    for (start, end) in ordered {
        match joined.last_mut() {
            Some(last) if start < last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}

/// The sum of δ² over the sections of two coders.
fn difference(one: &[(usize, usize)], other: &[(usize, usize)]) -> f64 {
    let mut sum = 0.0;
    for unit in one {
        let first = other.partition_point(|candidate| candidate.1 <= unit.0);
        let met = other.iter().skip(first).take_while(|candidate| candidate.0 < unit.1);
        let mut alone = true;
        for candidate in met {
            alone = false;
            sum += square(unit.0.abs_diff(candidate.0)) + square(unit.1.abs_diff(candidate.1));
        }
        if alone {
            sum += square(unit.1 - unit.0);
        }
    }
    for unit in other {
        let first = one.partition_point(|candidate| candidate.1 <= unit.0);
        if one.get(first).is_none_or(|candidate| candidate.0 >= unit.1) {
            sum += square(unit.1 - unit.0);
        }
    }
    sum
}

fn square(value: usize) -> f64 {
    let value = value as f64;
    value * value
}

/// `D_e` of coders whose units are disjoint and in order.
fn expected(extent: f64, coders: &[Vec<(usize, usize)>]) -> f64 {
    let mut gaps: Vec<f64> = coders.iter().flat_map(|units| gaps(units, extent)).collect();
    gaps.sort_by(f64::total_cmp);
    // The sum of all gaps from this one on.
    let mut sums = vec![0.0; gaps.len() + 1];
    for (place, gap) in gaps.iter().enumerate().rev() {
        sums[place] = sums[place + 1] + gap;
    }
    let lengths: Vec<f64> = coders.iter().flatten().map(|(start, end)| (end - start) as f64).collect();
    let others = lengths.len() as f64 - 1.0;
    let (mut sum, mut own) = (0.0, 0.0);
    for length in lengths {
        let square = length * length;
        let first = gaps.partition_point(|gap| *gap < length);
        let wide = (gaps.len() - first) as f64;
        let in_units = others / 3.0 * (2.0 * square * length - 3.0 * square + length);
        let in_gaps = square * (sums[first] - wide * (length - 1.0));
        sum += in_units + in_gaps;
        own += length * (length - 1.0);
    }
    let all = coders.len() as f64 * extent;
    let ways = all * (all - 1.0) - own;
    if ways > 0.0 { 2.0 / extent * sum / ways } else { 0.0 }
}

/// The lengths of the gaps before, between and after the units.
fn gaps(units: &[(usize, usize)], extent: f64) -> Vec<f64> {
    let mut gaps = Vec::with_capacity(units.len() + 1);
    let mut from = 0.0;
    for (start, end) in units {
        gaps.push(*start as f64 - from);
        from = *end as f64;
    }
    gaps.push(extent - from);
    gaps.retain(|gap| *gap > 0.0);
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, tolerance: f64) {
        assert!((found - expected).abs() <= tolerance, "{found} is not {expected}");
    }

    #[test]
    fn the_categories_of_krippendorff_2004() {
        let c = [vec![(75, 145), (220, 250)], vec![(70, 150), (205, 225), (250, 270)]];
        let found = unitizing_disagreement(300, &c);
        near(found.observed, 0.0144, 1e-4);
        near(found.expected, 0.0532, 1e-4);
        near(found.alpha().unwrap(), 0.7286, 1e-4);
        let k = [vec![(30, 90), (150, 200)], vec![(30, 90), (150, 200)]];
        let found = unitizing_disagreement(300, &k);
        near(found.observed, 0.0, 0.0);
        near(found.expected, 0.0490, 1e-4);
        near(found.alpha().unwrap(), 1.0, 0.0);
    }

    /// The four pairs of coders of Krippendorff 1995, p. 57, on a continuum of 24.
    fn pairs_of_1995(stretch: usize) -> Vec<[Vec<(usize, usize)>; 2]> {
        let stretched = |units: &[(usize, usize)]| units.iter().map(|(start, end)| (start * stretch, end * stretch)).collect();
        [
            [&[(2, 10), (14, 20)][..], &[(4, 8), (15, 17)]],
            [&[(0, 18)], &[(0, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 9), (9, 10)]],
            [&[(2, 8), (10, 12), (14, 18), (20, 22)], &[(0, 2), (4, 8), (10, 14), (16, 18), (20, 22)]],
            [&[(0, 2), (2, 10), (10, 14), (14, 20), (20, 24)], &[(0, 4), (4, 8), (8, 15), (15, 17), (17, 24)]],
        ]
        .map(|coders| coders.map(stretched))
        .to_vec()
    }

    #[test]
    fn the_observed_differences_of_krippendorff_1995() {
        let expected = [0.03125, 2.26736, 0.02777, 0.38715];
        for (coders, expected) in pairs_of_1995(1).iter().zip(expected) {
            near(unitizing_disagreement(24, coders).observed, expected, 1e-5);
        }
    }

    #[test]
    fn the_limits_of_krippendorff_1995_for_fine_continua() {
        // Printed in 1995 with another sign in one term, hence the wider tolerance.
        let expected = [0.553, -0.926, 0.679, 0.066];
        for (coders, expected) in pairs_of_1995(10_000).iter().zip(expected) {
            let alpha = unitizing_disagreement(240_000, coders).alpha().unwrap();
            near(alpha, expected, 0.02);
        }
    }

    #[test]
    fn no_units_are_no_figure_and_overlapping_units_are_one() {
        assert_eq!(unitizing_alpha(100, &[vec![vec![], vec![]]]), None);
        assert_eq!(unitizing_alpha(0, &[vec![vec![(0, 5)], vec![]]]), None);
        let joined = unitizing_disagreement(100, &[vec![(0, 30)], vec![(10, 40)]]);
        let apart = unitizing_disagreement(100, &[vec![(0, 20), (15, 30)], vec![(10, 400)]]);
        assert!((joined.expected - apart.expected).abs() > 0.0);
        let same = unitizing_disagreement(100, &[vec![(15, 30), (0, 20)], vec![(10, 40)]]);
        assert_eq!(joined, same);
    }
}
