//! Where the weights of a feature are: found by two reads and without a question.
//!
//! A perfect hash by hash and displace (Belazzougui, Botelho & Dietzfelbinger 2009; Pibiri & Trani 2021): features
//! fall into groups, and each group has a pilot, chosen when the table is made, that sends its features to
//! places of their own. Nearly nine features in ten that are looked up are known, so nothing is gained by
//! asking first: an unknown one comes to the place of another, and the codes tell. Features that differ
//! in the last two bits of their codes alone (places in a word) are neighbours. With it the tagger runs at 0.60 of
//! the speed of jieba's parts of speech; with buckets that say whether a feature is known it was 0.48.

/// Features and their weights in the order of the codes.
pub(crate) type Rows = Vec<(u64, Vec<i8>)>;

/// Labels of a cell.
pub(super) const LANES: usize = 24;

/// Feature code and weights of [`LANES`] labels, together so that one read brings both.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(32))]
pub(super) struct Cell {
    pub(super) code: u64,
    pub(super) weights: [i8; LANES],
}

/// The code of a cell that holds no feature.
const NONE: u64 = u64::MAX;
/// Features of a group, about.
const MEMBERS: usize = 4;

/// A table of weights.
#[derive(Debug, Clone)]
pub(super) struct Table {
    /// By group; they stay near the processor.
    pilots: Vec<u16>,
    /// Places for the first feature of neighbours.
    places: usize,
    /// `width` cells a place.
    cells: Vec<Cell>,
    width: usize,
}

impl Table {
    /// The table of rows of at most `width * LANES` weights; `width` is 1 or more.
    pub(super) fn new(rows: &Rows, width: usize) -> Self {
        let mut table = Self { pilots: Vec::new(), places: rows.len() * 5 / 4 + 1, cells: Vec::new(), width };
        let mut taken = table.choose_pilots(rows);
        while taken.is_none() {
            table.places += table.places / 8 + 1;
            taken = table.choose_pilots(rows);
        }
        table.cells = vec![Cell { code: NONE, weights: [0; LANES] }; taken.map_or(0, |taken| taken.len()) * width];
        for (code, row) in rows {
            let place = table.place(*code);
            for (cell, weights) in table.cells[place * width..(place + 1) * width].iter_mut().zip(row.chunks(LANES)) {
                cell.code = *code;
                cell.weights[..weights.len()].copy_from_slice(weights);
            }
        }
        table
    }

    /// Gives each group, the largest first, the first pilot that sends its features to free places; says
    /// which places are taken then. None when a group finds no pilot.
    fn choose_pilots(&mut self, rows: &Rows) -> Option<Vec<bool>> {
        self.pilots = vec![0; rows.len() / MEMBERS + 1];
        let mut groups: Vec<Vec<u64>> = vec![Vec::new(); self.pilots.len()];
        for (code, _) in rows {
            groups[self.group(spread(*code))].push(*code);
        }
        let mut order: Vec<usize> = (0..groups.len()).collect();
        order.sort_by_key(|group| std::cmp::Reverse(groups[*group].len()));
        let mut taken = vec![false; self.places + 3];
        let mut places = Vec::new();
        for group in order {
            let fits = |pilot: &u16| {
                places.clear();
                groups[group].iter().all(|code| {
                    let place = self.place_by(*pilot, *code);
                    let free = !taken[place] && !places.contains(&place);
                    places.push(place);
                    free
                })
            };
            self.pilots[group] = (0..=u16::MAX).find(fits)?;
            for place in &places {
                taken[*place] = true;
            }
        }
        Some(taken)
    }

    #[inline]
    fn group(&self, spread: u64) -> usize {
        scale(spread, self.pilots.len())
    }

    #[inline]
    fn place_by(&self, pilot: u16, code: u64) -> usize {
        let spread = spread(code).wrapping_mul(0xD6E8_FEB8_6659_FD93 + 2 * u64::from(pilot));
        scale(spread, self.places) + (code & 3) as usize
    }

    /// The only place where a feature can be.
    #[inline]
    pub(super) fn place(&self, code: u64) -> usize {
        self.place_by(self.pilots[self.group(spread(code))], code)
    }

    /// The weights of a feature that can only be at a place, if it is known.
    #[inline]
    pub(super) fn cells(&self, code: u64, place: usize) -> Option<&[Cell]> {
        let cells = self.cells.get(place * self.width..(place + 1) * self.width)?;
        (cells.first()?.code == code).then_some(cells)
    }

    /// The features and their first `labels` weights, in the order of the codes.
    pub(super) fn rows(&self, labels: usize) -> Rows {
        let known = self.cells.chunks_exact(self.width).filter(|cells| cells[0].code != NONE);
        let mut rows: Rows =
            known.map(|cells| (cells[0].code, cells.iter().flat_map(|cell| cell.weights).take(labels).collect())).collect();
        rows.sort_unstable_by_key(|row| row.0);
        rows
    }
}

/// The same for neighbours.
#[inline]
fn spread(code: u64) -> u64 {
    (code >> 2).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// The high half of a number, scaled down to below `bound`.
#[inline]
fn scale(spread: u64, bound: usize) -> usize {
    (((spread >> 32) * bound as u64) >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::{LANES, Table};
    use crate::learn::SplitMix64;

    #[test]
    fn every_row_is_found_and_nothing_else() {
        let mut random = SplitMix64::new(1);
        for count in [0, 1, 2, 7, 5000] {
            // Neighbours, as places in a word are, and numbers in a row, as a gate has.
            let mut codes: Vec<u64> = (0..count).map(|number| if number % 2 == 0 { number } else { random.next_u64() >> 24 }).collect();
            codes.extend(codes.clone().iter().map(|code| code ^ 1));
            codes.sort_unstable();
            codes.dedup();
            let rows = codes.iter().map(|&code| (code, vec![(code % 100) as i8; LANES + 1])).collect();
            let table = Table::new(&rows, 2);
            assert_eq!(table.rows(LANES + 1), rows);
            for (code, row) in &rows {
                let weight = table.cells(*code, table.place(*code)).map(|cells| cells[1].weights[0]);
                assert_eq!(weight, row.last().copied());
            }
            for code in (0..1000).map(|_| random.next_u64() >> 24).filter(|code| codes.binary_search(code).is_err()) {
                assert!(table.cells(code, table.place(code)).is_none());
            }
        }
    }
}
