//! The lines of the concept map. Lines that say the same are drawn together: actors who are tied to
//! the same points meet in one box that holds the linking phrase, and the lines of one actor to one
//! group part only in front of it, so that a phrase is written once. Where a group would still drown
//! in lines, a box lists the numbers of the points instead, and one line leads from it to the group.

use super::plan::Link;
use super::style::{self, FONT_SIZE};
use super::{Picture, edge, inches, node, wrap};
use graphviz_rust::dot_structures::Stmt;
use std::collections::{BTreeMap, BTreeSet};

/// More lines than this into one group are too many to follow; then no more than these from one place.
const MANY: usize = 12;
const FEW: usize = 3;
/// Lines of a box of numbers.
const LISTED: usize = 8;

/// Every line between points and things.
pub(super) fn ties(picture: &Picture<'_>) -> Vec<Stmt> {
    let plan = picture.plan;
    let group_of: BTreeMap<&str, usize> = plan
        .groups
        .iter()
        .enumerate()
        .flat_map(|(at, group)| group.points.iter().map(move |index| (picture.point_id(*index), at)))
        .collect();
    let mut found = Vec::new();
    let mut led: BTreeMap<(&str, &str), Vec<&Link<'_>>> = BTreeMap::new();
    for link in &plan.links {
        match (group_of.contains_key(link.from), group_of.contains_key(link.to)) {
            (false, true) => led.entry((link.from, link.kind)).or_default().push(link),
            (true, true) => found.push(edge(
                link.from,
                link.to,
                &[("label", &link.phrase), ("color", "#999999"), ("fontcolor", "#777777"), ("constraint", "false"), ("penwidth", "0.8")],
            )),
            _ => found.push(edge(
                link.from,
                link.to,
                &[("label", &link.phrase), ("style", dashed(link.inferred)), ("arrowhead", arrow(link.inferred))],
            )),
        }
    }
    // Actors of one kind with the same points, more than one: together.
    let mut teams: BTreeMap<(&str, Vec<&str>), Vec<&str>> = BTreeMap::new();
    for ((from, kind), links) in &led {
        teams.entry((kind, links.iter().map(|link| link.to).collect())).or_default().push(from);
    }
    let columns: BTreeMap<&str, usize> = picture.columns.iter().map(|(index, column)| (picture.point_id(*index), *column)).collect();
    let meeting = teams.iter().any(|((_, points), team)| meets(team, points));
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    for ((_, points), team) in &teams {
        let times = if meets(team, points) { 1 } else { team.len() };
        for group in points.iter().filter_map(|point| group_of.get(point)) {
            *count.entry(*group).or_default() += times;
        }
    }
    let crowded = count.into_iter().filter(|(_, lines)| *lines > MANY).map(|(group, _)| group).collect();
    let mut drawing = Lines { picture, group_of, columns, crowded, further: usize::from(meeting), joints: 0, found };
    for ((kind, points), team) in &teams {
        let links: Vec<&Link<'_>> = team.iter().filter_map(|from| led.get(&(*from, *kind))).flatten().copied().collect();
        if meets(team, points) {
            drawing.team(team, &links);
        } else {
            for from in team {
                let own: Vec<&Link<'_>> = links.iter().filter(|link| link.from == *from).copied().collect();
                drawing.single(from, &own, true);
            }
        }
    }
    drawing.found
}

fn meets(team: &[&str], points: &[&str]) -> bool {
    team.len() > 1 && team.len() + points.len() > 3
}

struct Lines<'a> {
    picture: &'a Picture<'a>,
    group_of: BTreeMap<&'a str, usize>,
    columns: BTreeMap<&'a str, usize>,
    /// Groups with too many lines.
    crowded: BTreeSet<usize>,
    /// How many columns further to the left single actors stand, when others meet.
    further: usize,
    joints: usize,
    found: Vec<Stmt>,
}

impl Lines<'_> {
    /// Several actors: lines into a box with the phrase, and on from there.
    fn team(&mut self, team: &[&str], links: &[&Link<'_>]) {
        self.joints += 1;
        let meeting = format!("joint {}", self.joints);
        let phrase = phrases(links);
        let em = FONT_SIZE / 72.0;
        let width = inches(wrap::ems(&phrase) * em + 0.2);
        self.found.push(node(
            &meeting,
            &[
                ("shape", "box"),
                ("style", "filled"),
                ("fillcolor", "white"),
                ("color", "#BBBBBB"),
                ("penwidth", "0.6"),
                ("label", &phrase),
                ("tooltip", &phrase),
                ("width", &width),
                ("height", "0.25"),
            ],
        ));
        for from in team {
            let inferred = links.iter().filter(|link| link.from == *from).all(|link| link.inferred);
            self.found.push(edge(from, &meeting, &[("style", dashed(inferred)), ("arrowhead", "none")]));
        }
        let mut seen = BTreeSet::new();
        let once: Vec<&Link<'_>> = links.iter().filter(|link| seen.insert(link.to)).copied().collect();
        self.single(&meeting, &once, false);
    }

    /// One actor, or the box in which several meet.
    fn single(&mut self, from: &str, links: &[&Link<'_>], phrased: bool) {
        let further = if phrased { self.further } else { 0 };
        let mut by_group: BTreeMap<usize, Vec<&Link<'_>>> = BTreeMap::new();
        for link in links {
            by_group.entry(self.group_of.get(link.to).copied().unwrap_or(0)).or_default().push(link);
        }
        for (group, links) in by_group {
            let color = self.picture.plan.groups.get(group).map_or(super::NEUTRAL.border, |group| self.picture.palette(group).border);
            if let [only] = links[..] {
                let phrase = if phrased { only.phrase.as_str() } else { "" };
                let length = (self.column(only.to) + 1 + further).to_string();
                self.found.push(edge(
                    from,
                    only.to,
                    &[
                        ("label", phrase),
                        ("style", dashed(only.inferred)),
                        ("arrowhead", arrow(only.inferred)),
                        ("minlen", &length),
                        ("color", color),
                    ],
                ));
                continue;
            }
            self.joints += 1;
            let joint = format!("joint {}", self.joints);
            let phrase = if phrased { phrases(&links) } else { String::new() };
            let inferred = links.iter().all(|link| link.inferred);
            if self.crowded.contains(&group) && links.len() > FEW {
                let start = [
                    ("label", phrase.as_str()),
                    ("style", dashed(inferred)),
                    ("arrowhead", "none"),
                    ("color", color),
                    ("penwidth", "1.3"),
                    ("minlen", &(1 + further).to_string()),
                ];
                self.found.push(edge(from, &joint, &start));
                self.listed(&joint, group, &links, color);
                continue;
            }
            self.found.push(node(
                &joint,
                &[("shape", "point"), ("width", "0.06"), ("height", "0.06"), ("color", color), ("label", ""), ("tooltip", "")],
            ));
            self.found.push(edge(
                from,
                &joint,
                &[
                    ("label", &phrase),
                    ("style", dashed(inferred)),
                    ("arrowhead", "none"),
                    ("color", color),
                    ("penwidth", "1.3"),
                    ("minlen", &(1 + further).to_string()),
                ],
            ));
            for link in links {
                let length = self.column(link.to).to_string();
                self.found.push(edge(
                    &joint,
                    link.to,
                    &[("style", dashed(link.inferred)), ("arrowhead", arrow(link.inferred)), ("minlen", &length), ("color", color)],
                ));
            }
        }
    }

    /// A box with the numbers of the points, and a line from it to their group.
    fn listed(&mut self, joint: &str, group: usize, links: &[&Link<'_>], color: &str) {
        let plan = self.picture.plan;
        let Some(shown) = plan.groups.get(group) else { return };
        let numbers: Vec<usize> = shown
            .points
            .iter()
            .map(|index| &plan.points[*index].statement)
            .filter(|one| links.iter().any(|link| link.to == one.node.id))
            .map(|one| one.number)
            .collect();
        let mut label = wrap::wrap(&ranges(&numbers), 7.0, LISTED, &[], 0);
        if let Some(last) = label.lines.last_mut() {
            last.push('〕');
        }
        if let Some(first) = label.lines.first_mut() {
            first.insert(0, '〔');
        }
        let (width, height) = style::size("box", &label, 2.0);
        self.found.push(node(
            joint,
            &[
                ("shape", "box"),
                ("style", "filled"),
                ("fillcolor", "white"),
                ("color", color),
                ("penwidth", "0.6"),
                ("fontcolor", color),
                ("label", &label.lines.join("\n")),
                ("tooltip", &ranges(&numbers)),
                ("width", &inches(width)),
                ("height", &inches(height)),
            ],
        ));
        let inferred = links.iter().all(|link| link.inferred);
        if let Some(first) = links.iter().map(|link| link.to).min_by_key(|id| (self.column(id), *id)) {
            let name = super::cluster_id(shown);
            self.found.push(edge(
                joint,
                first,
                &[
                    ("lhead", &name),
                    ("style", dashed(inferred)),
                    ("arrowhead", arrow(inferred)),
                    ("color", color),
                    ("penwidth", "1.3"),
                    ("minlen", &self.column(first).to_string()),
                ],
            ));
        }
    }

    fn column(&self, id: &str) -> usize {
        self.columns.get(id).copied().unwrap_or(1)
    }
}

/// Numbers in order, neighbours as a range: `2, 4, 6–9`.
fn ranges(numbers: &[usize]) -> String {
    let mut parts: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => parts.push((*number, *number)),
        }
    }
    parts
        .iter()
        .map(|(first, last)| if first == last { first.to_string() } else { format!("{first}–{last}") })
        .collect::<Vec<_>>()
        .join(", ")
}

/// At most two of the phrases, the most frequent first.
fn phrases(links: &[&Link<'_>]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for link in links {
        *counts.entry(&link.phrase).or_default() += 1;
    }
    let mut ordered: Vec<(&str, usize)> = counts.into_iter().collect();
    ordered.sort_by_key(|(phrase, count)| (std::cmp::Reverse(*count), *phrase));
    ordered.iter().take(2).map(|(phrase, _)| *phrase).collect::<Vec<_>>().join("・")
}

fn dashed(inferred: bool) -> &'static str {
    if inferred { "dashed" } else { "solid" }
}

fn arrow(inferred: bool) -> &'static str {
    if inferred { "onormal" } else { "normal" }
}

#[cfg(test)]
mod tests {
    use super::ranges;

    #[test]
    fn neighbours_are_a_range() {
        assert_eq!(ranges(&[2, 4, 6, 7, 8, 9, 11]), "2, 4, 6–9, 11");
    }
}
