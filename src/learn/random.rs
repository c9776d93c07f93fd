//! A small seeded generator (`SplitMix64`). The same seed gives the same numbers on every machine.

/// `SplitMix64`: one 64-bit state, enough to shuffle and to drop features.
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
    ///
    /// ```
    /// use yaodian::learn::SplitMix64;
    /// assert_eq!(SplitMix64::new(7).next_u64(), SplitMix64::new(7).next_u64());
    /// ```
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.state)
    }

    /// A number below `bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        ((u128::from(self.next_u64()) * bound as u128) >> 64) as usize
    }

    /// Puts the items in an order that depends on the seed alone (Fisher–Yates).
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for index in (1..items.len()).rev() {
            items.swap(index, self.below(index + 1));
        }
    }
}

/// Spreads every bit of the input over all bits of the output.
pub(crate) fn mix(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::SplitMix64;

    #[test]
    fn a_shuffle_keeps_every_item_and_repeats_by_seed() {
        let mut first: Vec<u32> = (0..50).collect();
        let mut second = first.clone();
        SplitMix64::new(3).shuffle(&mut first);
        SplitMix64::new(3).shuffle(&mut second);
        assert_eq!(first, second);
        first.sort_unstable();
        assert_eq!(first, (0..50).collect::<Vec<u32>>());
    }
}
