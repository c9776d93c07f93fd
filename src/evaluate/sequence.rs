//! The matching blocks of two sequences: the longest common block, then the same left and right of
//! it (Ratcliff and Obershelp 1988). The blocks are those of Python's `difflib.SequenceMatcher` with
//! `autojunk=False`, ties included: of equally long blocks the first in `left`, then in `right`.

use std::collections::BTreeMap;

/// For each item of `left` its partner in `right`; `None` where there is none.
pub(crate) fn align(left: &[char], right: &[char]) -> Vec<Option<usize>> {
    if left == right {
        return (0..left.len()).map(Some).collect();
    }
    let mut table = vec![None; left.len()];
    let mut matcher = Matcher::new(left, right);
    let mut waiting = vec![(0, left.len(), 0, right.len())];
    while let Some((left_start, left_end, right_start, right_end)) = waiting.pop() {
        let (at_left, at_right, length) = matcher.longest(left_start, left_end, right_start, right_end);
        if length == 0 {
            continue;
        }
        for step in 0..length {
            table[at_left + step] = Some(at_right + step);
        }
        if left_start < at_left && right_start < at_right {
            waiting.push((left_start, at_left, right_start, at_right));
        }
        if at_left + length < left_end && at_right + length < right_end {
            waiting.push((at_left + length, left_end, at_right + length, right_end));
        }
    }
    table
}

/// Both sequences, with symbols numbered and the places of each symbol in `right`.
struct Matcher {
    /// For each item of `left` the number of its symbol; `None` where `right` lacks it.
    symbols: Vec<Option<usize>>,
    /// For each symbol its places in `right`, ascending.
    places: Vec<Vec<usize>>,
    /// Length of the block that ends at this place of `right`, for the previous and this item of `left`.
    before: Vec<usize>,
    now: Vec<usize>,
}

impl Matcher {
    fn new(left: &[char], right: &[char]) -> Self {
        let mut numbers = BTreeMap::new();
        let mut places: Vec<Vec<usize>> = Vec::new();
        for (place, item) in right.iter().enumerate() {
            let number = *numbers.entry(*item).or_insert_with(|| {
                places.push(Vec::new());
                places.len() - 1
            });
            places[number].push(place);
        }
        let symbols = left.iter().map(|item| numbers.get(item).copied()).collect();
        // One slot more in front, so that "the place before" needs no test.
        let slots = right.len() + 1;
        Self { symbols, places, before: vec![0; slots], now: vec![0; slots] }
    }

    /// The places in `right` of the symbol at `at` in `left`, from `start`, end excluded.
    fn places_within(&self, at: usize, start: usize, end: usize) -> &[usize] {
        let Some(all) = self.symbols[at].and_then(|symbol| self.places.get(symbol)) else {
            return &[];
        };
        let first = all.partition_point(|place| *place < start);
        let last = all.partition_point(|place| *place < end);
        &all[first..last]
    }

    /// The first of the longest common blocks: where in `left`, where in `right`, how long.
    fn longest(&mut self, left_start: usize, left_end: usize, right_start: usize, right_end: usize) -> (usize, usize, usize) {
        let mut best = (left_start, right_start, 0);
        for at in left_start..left_end {
            let mut now = std::mem::take(&mut self.now);
            for place in self.places_within(at, right_start, right_end) {
                let length = self.before[*place] + 1;
                now[place + 1] = length;
                if length > best.2 {
                    best = (at + 1 - length, place + 1 - length, length);
                }
            }
            if at > left_start {
                let mut stale = std::mem::take(&mut self.before);
                for place in self.places_within(at - 1, right_start, right_end) {
                    stale[place + 1] = 0;
                }
                self.before = stale;
            }
            self.now = std::mem::replace(&mut self.before, now);
        }
        if left_end > left_start {
            let mut stale = std::mem::take(&mut self.before);
            for place in self.places_within(left_end - 1, right_start, right_end) {
                stale[place + 1] = 0;
            }
            self.before = stale;
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(left: &str, right: &str) -> Vec<Option<usize>> {
        align(&left.chars().collect::<Vec<_>>(), &right.chars().collect::<Vec<_>>())
    }

    #[test]
    fn the_longest_block_comes_first_and_the_rest_is_found_beside_it() {
        // The first is the example in the documentation of difflib.
        assert_eq!(table(" abcd", "abcd abcd"), vec![Some(4), Some(5), Some(6), Some(7), Some(8)]);
        assert_eq!(table("qabxcd", "abycdf"), vec![None, Some(0), Some(1), None, Some(3), Some(4)]);
    }

    #[test]
    fn nothing_in_common_and_nothing_at_all_are_no_blocks() {
        assert_eq!(table("國家", "地方"), vec![None, None]);
        assert_eq!(table("", "地方"), Vec::new());
        assert_eq!(table("地方", ""), vec![None, None]);
    }

    #[test]
    fn page_furniture_is_left_out() {
        let aligned = table("要加強第2頁監管。", "要加強監管。");
        assert_eq!(aligned, vec![Some(0), Some(1), Some(2), None, None, None, Some(3), Some(4), Some(5)]);
    }

    #[test]
    fn twenty_thousand_characters_are_quick() {
        let left: Vec<char> = (0..20_000_u32).filter_map(|n| char::from_u32(0x4E00 + n * n % 977)).collect();
        let right: Vec<char> = left.iter().enumerate().filter(|(place, _)| place % 997 != 5).map(|(_, item)| *item).collect();
        let matched = align(&left, &right).iter().flatten().count();
        assert_eq!(matched, right.len());
    }

    /// Texts of few symbols, full of ties, side by side with Python's difflib.
    #[test]
    fn ties_are_broken_as_difflib_breaks_them() {
        const PROGRAM: &str = "import difflib, json, sys\n\
            out = []\n\
            for a, b in json.load(sys.stdin):\n\
            \x20   table = [None] * len(a)\n\
            \x20   for i, j, n in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():\n\
            \x20       table[i:i + n] = range(j, j + n)\n\
            \x20   out.append(table)\n\
            json.dump(out, sys.stdout)\n";
        let mut chance = super::super::agree::SplitMix64::new(7);
        let mut text =
            |symbols: usize| -> String { (0..chance.below(90)).map(|_| char::from(b'a' + chance.below(symbols) as u8)).collect() };
        let pairs: Vec<(String, String)> = (0..300).map(|round| (text(round % 9 + 1), text(round % 9 + 1))).collect();
        let Some(answer) = super::super::python::run(PROGRAM, &serde_json::json!(pairs)) else {
            return;
        };
        let expected: Vec<Vec<Option<usize>>> = serde_json::from_value(answer).unwrap();
        for ((left, right), expected) in pairs.iter().zip(expected) {
            assert_eq!(table(left, right), expected, "{left} and {right}");
        }
    }
}
