//! One-to-one matching: the best overlap first; of equal ones the first on the left, then on the right.

/// Pairs of indices whose overlap, as `overlap` measures it, is above 0. No index occurs twice on
/// one side.
pub(crate) fn pair<Left, Right>(left: &[Left], right: &[Right], overlap: impl Fn(&Left, &Right) -> f64) -> Vec<(usize, usize)> {
    let mut candidates = Vec::new();
    for (left_index, left_item) in left.iter().enumerate() {
        for (right_index, right_item) in right.iter().enumerate() {
            let share = overlap(left_item, right_item);
            if share > 0.0 {
                candidates.push((share, left_index, right_index));
            }
        }
    }
    candidates.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)).then(one.2.cmp(&other.2)));
    let mut left_used = vec![false; left.len()];
    let mut right_used = vec![false; right.len()];
    let mut pairs = Vec::new();
    for (_, left_index, right_index) in candidates {
        if !left_used[left_index] && !right_used[right_index] {
            left_used[left_index] = true;
            right_used[right_index] = true;
            pairs.push((left_index, right_index));
        }
    }
    pairs
}

/// The least share of overlap (intersection over union) at which two spans are taken as one unit.
pub(crate) const SAME_UNIT: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pair_comes_first_and_nobody_is_taken_twice() {
        let overlap = |left: &i32, right: &i32| f64::from((3 - (left - right).abs()).max(0));
        assert_eq!(pair(&[1, 2], &[2, 3], overlap), vec![(1, 0), (0, 1)]);
        assert_eq!(pair(&[1, 2], &[2], overlap), vec![(1, 0)]);
        assert_eq!(pair(&[1, 2], &[1, 2], overlap), vec![(0, 0), (1, 1)]);
    }
}
