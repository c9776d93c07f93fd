//! Numbers as the tagger sees them: the unit behind a run of digits, told to every place of the run.

use super::features::{NONE, join, place_in};

/// The run of digits that was met last.
#[derive(Default)]
pub(super) struct NumberRun {
    start: usize,
    end: usize,
    value: u64,
}

impl NumberRun {
    /// In a run of digits and up to two characters after it: the unit and the place.
    pub(super) fn at(&mut self, key: &[char], (codes, classes): (&[u64], &[u64]), place: usize) -> Option<u64> {
        if place >= self.end {
            let digits = classes[place..].iter().take_while(|class| matches!(class, 1 | 2)).count();
            if digits == 0 {
                return (self.end > self.start && place < self.end + 3).then(|| join(self.value, 8 + (place - self.end) as u64));
            }
            self.start = place;
            self.end = place + digits;
            let unit = |offset: usize| codes.get(self.end + offset).copied().unwrap_or(NONE);
            let arabic = u64::from(key[place].is_ascii_digit());
            self.value = join(join(unit(0), unit(1)), arabic << 4 | digits.min(5) as u64);
        }
        Some(join(self.value, place_in(place, self.start, self.end)))
    }
}
