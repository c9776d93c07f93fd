//! The best path through a chain. It never takes a forbidden step or a label that is not allowed
//! (where the constraints leave no path, they are dropped for the positions that have none).

use super::sequence::{Chain, LabelSet};

/// A score that no sum of weights reaches.
const NEVER: i32 = i32::MIN / 4;

/// So few predecessors are all tried.
const FEW: usize = 4;

/// Labels that share the labels that may stand before them.
#[derive(Debug, Clone)]
struct Group {
    before: Vec<usize>,
    members: Vec<usize>,
    /// `gaps[best * size + from]`: how much more `from` can gain in one step than `best`, for leaving out
    /// hopeless predecessors.
    gaps: Vec<i32>,
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
                groups.push(Group { before, members: vec![label], gaps: Vec::new() });
            }
        }
        Self { size, start: chain.start, groups }
    }

    /// Tells the steps their weights. `transitions[from * size + to]`.
    pub(crate) fn measure(&mut self, transitions: &[i32]) {
        let size = self.size;
        for group in self.groups.iter_mut().filter(|group| group.before.len() > FEW) {
            let gain = |best: usize, from: usize, to: usize| transitions[from * size + to] - transitions[best * size + to];
            let gap = |best, from| group.members.iter().map(|to| gain(best, from, *to)).max().unwrap_or(0);
            group.gaps = (0..size * size).map(|pair| gap(pair / size, pair % size)).collect();
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
            let before = if group.before.len() <= FEW {
                group.before.as_slice()
            } else {
                // A predecessor that trails the best one by more than it can gain on it cannot win.
                let best = group.before.iter().copied().max_by_key(|&from| now[from]).unwrap_or(0);
                let gaps = &group.gaps[best * self.size..(best + 1) * self.size];
                let hopeless = |from: usize| now[from] == NEVER || now[best] - now[from] > gaps[from];
                alive.clear();
                alive.extend(group.before.iter().copied().filter(|&from| !hopeless(from)));
                alive.as_slice()
            };
            for &label in &group.members {
                next[label] = NEVER;
                if !allowed.contains(label) {
                    continue;
                }
                let mut best = NEVER;
                for &from in before {
                    let score = now[from] + transitions[from * self.size + label];
                    if score > best && now[from] > NEVER {
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
