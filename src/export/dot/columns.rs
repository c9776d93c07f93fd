//! Where the points of a group stand: in one column, or on a full page in two, so that the page
//! keeps the form of a sheet of paper. Points that lead on to a target or thing stand in the second.

use super::plan::{Group, Plan};
use std::collections::{BTreeMap, BTreeSet};

/// More points than this stand in two columns.
const ONE_COLUMN: usize = 14;

/// The column, 1 or 2, of every point that is shown, by its index.
pub(super) fn columns(plan: &Plan<'_>) -> BTreeMap<usize, usize> {
    let led: BTreeSet<&str> = plan.links.iter().map(|link| link.to).collect();
    let leading: BTreeSet<&str> = plan.links.iter().map(|link| link.from).collect();
    let mut found = BTreeMap::new();
    for group in &plan.groups {
        let id = |index: &usize| plan.points[*index].statement.node.id.as_str();
        let mut second: Vec<usize> = Vec::new();
        if plan.shown > ONE_COLUMN {
            let half = group.points.len() / 2;
            let mut wanting = group.points.clone();
            // Best: leads on to the right. Then: nobody on the left. The rest from the end of the text.
            wanting.sort_by_key(|index| {
                (
                    !leading.contains(id(index)),
                    led.contains(id(index)),
                    if leading.contains(id(index)) { *index } else { usize::MAX - *index },
                )
            });
            second = wanting.into_iter().take(half).collect();
        }
        found.extend(group.points.iter().map(|index| (*index, if second.contains(index) { 2 } else { 1 })));
    }
    found
}

/// The column that has room for one box more.
pub(super) fn shorter(group: &Group, columns: &BTreeMap<usize, usize>) -> usize {
    let second = group.points.iter().filter(|index| columns.get(index) == Some(&2)).count();
    if second > 0 && second < group.points.len() - second { 2 } else { 1 }
}
