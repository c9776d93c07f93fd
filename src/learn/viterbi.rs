//! The best path through a chain. It never takes a forbidden step or a label that is not allowed
//! (where the constraints leave no path, they are dropped for the positions that have none).

use super::sequence::{Chain, LabelSet};

/// A score that no sum of weights reaches.
const NEVER: i32 = i32::MIN / 4;

/// So many labels are entered at once.
const LANES: usize = 24;

/// Labels that share the labels that may stand before them.
#[derive(Debug, Clone)]
struct Group {
    before: Vec<usize>,
    members: Vec<usize>,
    /// Largest and smallest step into a member, for leaving out hopeless predecessors.
    spread: i32,
}

/// The steps of a chain with their weights, ready for decoding.
#[derive(Debug, Clone)]
pub(crate) struct Steps {
    size: usize,
    start: LabelSet,
    groups: Vec<Group>,
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
    pub(crate) fn new(chain: &Chain) -> Self {
        let size = chain.labels.len();
        let mut groups: Vec<Group> = Vec::new();
        let mut sets: Vec<LabelSet> = Vec::new();
        for (label, set) in chain.before.iter().enumerate() {
            if let Some(index) = sets.iter().position(|known| known == set) {
                groups[index].members.push(label);
            } else {
                sets.push(*set);
                let before = (0..size).filter(|&from| set.contains(from)).collect();
                groups.push(Group { before, members: vec![label], spread: 0 });
            }
        }
        Self { size, start: chain.start, groups }
    }

    /// Tells the steps how far apart their weights lie. `transitions[from * size + to]`.
    pub(crate) fn measure(&mut self, transitions: &[i32]) {
        for group in &mut self.groups {
            let steps = group.before.iter().flat_map(|from| group.members.iter().map(move |to| (*from, *to)));
            let weights: Vec<i32> = steps.map(|(from, to)| transitions[from * self.size + to]).collect();
            let most = weights.iter().max().copied().unwrap_or(0);
            group.spread = most - weights.iter().min().copied().unwrap_or(0);
        }
    }

    /// The best labels for `emissions[position * size + label]`; ties go to the lower label.
    pub(crate) fn decode<'a>(
        &self,
        emissions: &[i32],
        transitions: &[i32],
        allowed: impl Fn(usize) -> LabelSet,
        scratch: &'a mut Scratch,
    ) -> &'a [usize] {
        let size = self.size;
        let length = emissions.len() / size.max(1);
        scratch.path.clear();
        if length == 0 {
            return &scratch.path;
        }
        scratch.back.clear();
        scratch.back.resize(length * size, 0);
        scratch.now.clear();
        scratch.now.resize(size, NEVER);
        scratch.next.clear();
        scratch.next.resize(size, NEVER);
        let first = allowed(0);
        for (label, score) in scratch.now.iter_mut().enumerate() {
            if self.start.contains(label) && first.contains(label) {
                *score = emissions[label];
            }
        }
        if scratch.now.iter().all(|score| *score == NEVER) {
            for label in (0..size).filter(|&label| self.start.contains(label)) {
                scratch.now[label] = emissions[label];
            }
        }
        for position in 1..length {
            let row = &emissions[position * size..(position + 1) * size];
            let back = &mut scratch.back[position * size..(position + 1) * size];
            let set = allowed(position);
            if set == LabelSet::only(0) && self.groups.first().is_some_and(|group| group.before.len() == size) {
                // Only the first label, which all may stand before.
                let mut best = NEVER;
                for (from, score) in scratch.now.iter().enumerate() {
                    let score = score + transitions[from * size];
                    if score > best {
                        best = score;
                        back[0] = from as u8;
                    }
                }
                scratch.next.fill(NEVER);
                scratch.next[0] = best + row[0];
                std::mem::swap(&mut scratch.now, &mut scratch.next);
                continue;
            }
            if !self.advance(row, transitions, allowed(position), &scratch.now, &mut scratch.next, &mut scratch.alive, back) {
                self.advance(row, transitions, LabelSet::ALL, &scratch.now, &mut scratch.next, &mut scratch.alive, back);
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
    #[expect(clippy::too_many_arguments, reason = "the inner loop works on borrowed rows of one scratch")]
    fn advance(
        &self,
        row: &[i32],
        transitions: &[i32],
        allowed: LabelSet,
        now: &[i32],
        next: &mut [i32],
        alive: &mut Vec<usize>,
        back: &mut [u8],
    ) -> bool {
        let mut survives = false;
        for group in &self.groups {
            // A predecessor that trails the best one by more than the spread of the steps cannot win.
            let most = group.before.iter().map(|&from| now[from]).max().unwrap_or(NEVER);
            let floor = (most - group.spread).max(NEVER + 1);
            alive.clear();
            alive.extend(group.before.iter().copied().filter(|&from| now[from] >= floor));
            if group.before.len() == self.size && allowed == LabelSet::ALL && self.size <= LANES {
                survives |= most > NEVER;
                self.enter(group, row, transitions, now, next, alive, back);
                continue;
            }
            for &label in &group.members {
                next[label] = NEVER;
                if !allowed.contains(label) {
                    continue;
                }
                let mut best = NEVER;
                for &from in alive.iter() {
                    let score = now[from] + transitions[from * self.size + label];
                    if score > best {
                        best = score;
                        back[label] = from as u8;
                    }
                }
                if best > NEVER {
                    next[label] = best + row[label];
                    survives = true;
                }
            }
        }
        survives
    }

    /// One step into labels that all may stand before: all of them at once, predecessor by predecessor.
    #[expect(clippy::too_many_arguments, reason = "as in `advance`")]
    fn enter(&self, group: &Group, row: &[i32], transitions: &[i32], now: &[i32], next: &mut [i32], alive: &[usize], back: &mut [u8]) {
        let (mut best, mut from_best) = ([NEVER; LANES], [0; LANES]);
        for &from in alive {
            let mut steps = [NEVER; LANES];
            steps[..self.size].copy_from_slice(&transitions[from * self.size..(from + 1) * self.size]);
            for lane in 0..LANES {
                let score = now[from] + steps[lane];
                let better = score > best[lane];
                best[lane] = if better { score } else { best[lane] };
                from_best[lane] = if better { from as i32 } else { from_best[lane] };
            }
        }
        for &label in &group.members {
            next[label] = if best[label] > NEVER { best[label] + row[label] } else { NEVER };
            back[label] = from_best[label] as u8;
        }
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
            let mut steps = Steps::new(&chain);
            steps.measure(&transitions);
            let mut scratch = Scratch::default();
            let path = steps.decode(&emissions, &transitions, |position| sets[position], &mut scratch).to_vec();
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
