//! What the rules propose, as features: the tagger learns where to trust which rule.

use super::features::{NONE, Proposal, Seen, join, place_in};
use crate::learn::{Feature, Sequence};

/// The proposals of a sentence by place.
pub(super) struct Ruled<'a> {
    proposals: &'a [Proposal],
    /// For every character the number of the proposal that covers it, from 1.
    covers: Vec<u16>,
    /// For every proposal the word before it, the word after it and its last word.
    around: Vec<[u64; 3]>,
}

impl<'a> Ruled<'a> {
    pub(super) fn new(length: usize, seen: &[Seen], proposals: &'a [Proposal]) -> Self {
        if proposals.is_empty() {
            return Self { proposals, covers: Vec::new(), around: Vec::new() };
        }
        let mut covers = vec![0; length];
        let mut around = Vec::with_capacity(proposals.len());
        for (number, proposal) in proposals.iter().enumerate() {
            covers[proposal.start..proposal.end].fill(number as u16 + 1);
            let first = seen.partition_point(|word| word.end <= proposal.start);
            let behind = seen.partition_point(|word| word.end <= proposal.end);
            let code = |place: Option<usize>| place.and_then(|place| seen.get(place)).map_or(NONE, |word| word.code);
            let last = behind.checked_sub(1).and_then(|place| seen.get(place)).map_or(NONE, |word| word.last);
            around.push([code(first.checked_sub(1)), code(Some(behind)), last]);
        }
        Self { proposals, covers, around }
    }

    /// Whether a proposal covers a character.
    pub(super) fn covers(&self, place: usize) -> bool {
        self.covers.get(place).is_some_and(|number| *number > 0)
    }

    /// The features of a character of a word.
    pub(super) fn features(&self, word: &Seen, place: usize, bies: u64, sequence: &mut Sequence) {
        if self.covers.is_empty() {
            return;
        }
        let at = |place: usize| self.covers.get(place).and_then(|number| usize::from(*number).checked_sub(1));
        if let Some(number) = at(place) {
            let (proposal, [before, after, last]) = (self.proposals[number], self.around[number]);
            let edge = place_in(place, proposal.start, proposal.end);
            let kind = u64::from(proposal.kind) << 2 | edge;
            let rule = u64::from(proposal.rule) << 8 | kind;
            let length = (proposal.end - proposal.start).min(12) as u64;
            for (template, value) in [
                (26, rule),
                (27, join(word.code, kind)),
                (28, join(before, kind)),
                (29, join(after, kind)),
                (30, join(join(last, length), rule)),
                (32, join(u64::from((proposal.count + 1).ilog2().min(4)) << 8 | length, rule)),
            ] {
                sequence.feature(Feature::placed(template, value, edge));
            }
        }
        let kind = |number: Option<usize>| number.map_or(0, |number| u64::from(self.proposals[number].kind) + 1);
        let left = kind(word.start.checked_sub(1).and_then(at));
        let right = kind(at(word.end));
        if left != 0 || right != 0 {
            sequence.feature(Feature::placed(31, left << 8 | right, bies));
        }
    }
}
