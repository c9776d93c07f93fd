//! The best path through a chain. It never takes a forbidden step or a label that is not allowed
//! (where the constraints leave no path, they are dropped for the positions that have none).

use super::sequence::{Chain, LabelSet};

/// A score that no sum of weights reaches.
const NEVER: i32 = i32::MIN / 4;

/// So few predecessors are all tried.
const FEW: usize = 4;

/// So many labels take a step together.
const ABREAST: usize = 4;

/// Labels that share the labels that may stand before them.
#[derive(Debug, Clone)]
struct Group {
    before: Vec<usize>,
    members: Vec<usize>,
    /// How much more each label can gain in one step than any other that may stand before the members, for
    /// leaving out hopeless predecessors.
    leads: Vec<i32>,
    /// Weights of the steps from each label to the members, in rows of `members` rounded up to [`ABREAST`].
    steps: Vec<[i32; ABREAST]>,
}

/// The steps of a chain with their weights, ready for decoding.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    size: usize,
    start: LabelSet,
    groups: Vec<Group>,
    /// `transitions[from * size + to]`.
    transitions: Vec<i32>,
}

/// Memory that decoding reuses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scratch {
    back: Vec<u8>,
    now: Vec<i32>,
    next: Vec<i32>,
    alive: Vec<usize>,
    path: Vec<usize>,
}

impl Steps {
    /// The steps of a chain. `transitions[from * size + to]`.
    pub(crate) fn new(chain: &Chain, transitions: Vec<i32>) -> Self {
        let size = chain.labels.len();
        let mut groups: Vec<Group> = Vec::new();
        let mut sets: Vec<LabelSet> = Vec::new();
        for (label, set) in chain.before.iter().enumerate() {
            if let Some(index) = sets.iter().position(|known| known == set) {
                groups[index].members.push(label);
            } else {
                sets.push(*set);
                let before = (0..size).filter(|&from| set.contains(from)).collect();
                groups.push(Group { before, members: vec![label], leads: Vec::new(), steps: Vec::new() });
            }
        }
        for group in groups.iter_mut().filter(|group| group.before.len() > FEW) {
            let least = |to: usize| group.before.iter().map(|from| transitions[from * size + to]).min().unwrap_or(0);
            let lead = |from: usize| group.members.iter().map(|&to| transitions[from * size + to] - least(to)).max().unwrap_or(0);
            group.leads = (0..size).map(lead).collect();
            for from in 0..size {
                for members in group.members.chunks(ABREAST) {
                    let step = |place: usize| members.get(place).map_or(0, |to| transitions[from * size + to]);
                    group.steps.push(std::array::from_fn(step));
                }
            }
        }
        Self { size, start: chain.start, groups, transitions }
    }

    /// Weights of the steps: `[from * size + to]`.
    pub(crate) fn transitions(&self) -> &[i32] {
        &self.transitions
    }

    /// The best labels for rows of emissions, one a position, each at least as long as there are labels; ties
    /// go to the lower label.
    pub(crate) fn decode<'a, 'b>(
        &self,
        mut rows: impl ExactSizeIterator<Item = &'b [i16]>,
        allowed: impl Fn(usize) -> LabelSet,
        scratch: &'a mut Scratch,
    ) -> &'a [usize] {
        let size = self.size;
        let length = rows.len();
        scratch.path.clear();
        let Some(row) = rows.next() else { return &scratch.path };
        scratch.back.clear();
        scratch.back.resize(length * size, 0);
        scratch.now.clear();
        scratch.now.resize(size, NEVER);
        scratch.next.clear();
        scratch.next.resize(size, NEVER);
        let first = allowed(0);
        for (label, score) in scratch.now.iter_mut().enumerate() {
            if self.start.contains(label) && first.contains(label) {
                *score = i32::from(row[label]);
            }
        }
        if scratch.now.iter().all(|score| *score == NEVER) {
            for label in (0..size).filter(|&label| self.start.contains(label)) {
                scratch.now[label] = i32::from(row[label]);
            }
        }
        for (position, row) in (1..).zip(rows) {
            let back = &mut scratch.back[position * size..(position + 1) * size];
            let set = allowed(position);
            if set == LabelSet::only(0) && self.groups.first().is_some_and(|group| group.before.len() == size) {
                // Only the first label, which all may stand before.
                let mut best = NEVER;
                for (from, score) in scratch.now.iter().enumerate() {
                    let score = score + self.transitions[from * size];
                    if score > best {
                        best = score;
                        back[0] = from as u8;
                    }
                }
                scratch.next.fill(NEVER);
                scratch.next[0] = best + i32::from(row[0]);
                std::mem::swap(&mut scratch.now, &mut scratch.next);
                continue;
            }
            if !self.advance(row, set, &scratch.now, &mut scratch.next, &mut scratch.alive, back) {
                self.advance(row, LabelSet::ALL, &scratch.now, &mut scratch.next, &mut scratch.alive, back);
            }
            std::mem::swap(&mut scratch.now, &mut scratch.next);
        }
        let mut label = 0;
        for other in 1..size {
            if scratch.now[other] > scratch.now[label] {
                label = other;
            }
        }
        scratch.path.resize(length, 0);
        for position in (0..length).rev() {
            scratch.path[position] = label;
            label = usize::from(scratch.back[position * size + label]);
        }
        &scratch.path
    }

    /// One step of all paths; false when no path survives it.
    fn advance(&self, row: &[i16], allowed: LabelSet, now: &[i32], next: &mut [i32], alive: &mut Vec<usize>, back: &mut [u8]) -> bool {
        let mut survives = false;
        let mut arrive = |label: usize, best: i32, from: u8| {
            let lives = best > NEVER && allowed.contains(label);
            next[label] = if lives { best + i32::from(row[label]) } else { NEVER };
            back[label] = from;
            survives |= lives;
        };
        for group in &self.groups {
            if group.before.len() <= FEW {
                for &label in &group.members {
                    let (mut best, mut back) = (NEVER, 0);
                    for &from in &group.before {
                        let score = if now[from] == NEVER { NEVER } else { now[from] + self.transitions[from * self.size + label] };
                        (best, back) = if score > best { (score, from as u8) } else { (best, back) };
                    }
                    arrive(label, best, back);
                }
                continue;
            }
            // A predecessor that trails the best one by more than it can gain on it cannot win.
            let most = group.before.iter().map(|&from| now[from]).max().unwrap_or(NEVER);
            let hopeless = |from: usize| now[from] == NEVER || most - now[from] > group.leads[from];
            alive.clear();
            alive.extend(group.before.iter().copied().filter(|&from| !hopeless(from)));
            let parts = group.members.len().div_ceil(ABREAST);
            for (part, members) in group.members.chunks(ABREAST).enumerate() {
                let (mut best, mut back) = ([NEVER; ABREAST], [0; ABREAST]);
                for &from in alive.iter() {
                    let steps = &group.steps[from * parts + part];
                    let score: [i32; ABREAST] = std::array::from_fn(|lane| now[from] + steps[lane]);
                    back = std::array::from_fn(|lane| if score[lane] > best[lane] { from as i32 } else { back[lane] });
                    best = std::array::from_fn(|lane| best[lane].max(score[lane]));
                }
                for (lane, &label) in members.iter().enumerate() {
                    arrive(label, best[lane], back[lane] as u8);
                }
            }
        }
        survives
    }
}

#[cfg(test)]
mod tests {
    use super::{Scratch, Steps};
    use crate::learn::{Chain, LabelSet, SplitMix64};

    #[test]
    fn a_path_takes_no_forbidden_step_and_is_the_best_of_all() {
        let chain = Chain::spans(&["a", "b"]);
        let size = chain.labels.len();
        let mut random = SplitMix64::new(1);
        for _ in 0..200 {
            let mut draw = |count: usize| (0..count).map(|_| (random.next_u64() % 40) as i32 - 20).collect::<Vec<i32>>();
            let (emissions, transitions) = (draw(4 * size), draw(size * size));
            let sets: Vec<LabelSet> = (0..4).map(|_| LabelSet(1 | random.next_u64() & 31)).collect();
            let steps = Steps::new(&chain, transitions.clone());
            let mut scratch = Scratch::default();
            let rows: Vec<i16> = emissions.iter().map(|weight| *weight as i16).collect();
            let path = steps.decode(rows.chunks_exact(size), |position| sets[position], &mut scratch).to_vec();
            let score = |path: &[usize]| {
                let legal = path.iter().enumerate().all(|(position, &label)| {
                    sets[position].contains(label)
                        && if position == 0 { chain.start.contains(label) } else { chain.before[label].contains(path[position - 1]) }
                });
                let steps: i32 = path.windows(2).map(|pair| transitions[pair[0] * size + pair[1]]).sum();
                let rows: i32 = path.iter().enumerate().map(|(position, &label)| emissions[position * size + label]).sum();
                legal.then_some(steps + rows)
            };
            let all = (0..size.pow(4)).map(|code| [code / 125, code / 25 % 5, code / 5 % 5, code % 5]);
            let best = all.filter_map(|path| score(&path)).max();
            assert_eq!(score(&path), best);
        }
    }
}
