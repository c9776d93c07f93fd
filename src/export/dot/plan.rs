//! What stands on the page: which points, in which groups, and which things they are tied to.
//!
//! A point that repeats another is folded into the first. A page holds at most 45 boxes: from each
//! theme in turn the points with most evidence, then targets and dates, actors, and what is acted on.

use super::super::statement::{ROLES, Statement, code, scheme, statements, texts};
use super::super::{Locale, Options};
use super::words;
use crate::graph::{EdgeView, Node, PolicyGraph};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Boxes on a page, and how many of them are points.
const BOXES: usize = 45;
const POINTS: usize = 28;
/// Due dates and targets; speakers and actors.
const GOALS: usize = 8;
const PARTIES: usize = 8;
/// Lines between things that are not points.
const CROSS_LINKS: usize = 8;

/// One directive with the places where it stands.
pub(super) struct Point<'a> {
    pub(super) statement: Statement<'a>,
    /// Rows of the table of points: its own, then its repeats'.
    pub(super) numbers: Vec<usize>,
    /// Names inside, which a line break must not cut.
    pub(super) names: Vec<String>,
    theme: Option<&'a str>,
    weight: (usize, usize, i64),
}

/// A theme with its points.
pub(super) struct Group {
    /// Code of the theme; empty for points without one.
    pub(super) code: String,
    pub(super) title: String,
    /// Indexes of the points that are shown, in the order of the text.
    pub(super) points: Vec<usize>,
    /// How many are not.
    pub(super) folded: usize,
}

/// A tie between a thing and a point, or between two things.
pub(super) struct Link<'a> {
    pub(super) from: &'a str,
    pub(super) to: &'a str,
    pub(super) kind: &'static str,
    pub(super) phrase: String,
    /// Carried over from an earlier clause.
    pub(super) inferred: bool,
}

/// A page.
pub(super) struct Plan<'a> {
    pub(super) points: Vec<Point<'a>>,
    pub(super) groups: Vec<Group>,
    /// Speakers and actors, then what stands on the other side.
    pub(super) left: Vec<&'a Node>,
    pub(super) right: Vec<&'a Node>,
    pub(super) links: Vec<Link<'a>>,
    pub(super) cross_links: Vec<Link<'a>>,
    /// What so many points are about that lines to it would say nothing.
    pub(super) about: Vec<&'a str>,
    pub(super) shown: usize,
}

/// Plans the page.
pub(super) fn plan<'a>(graph: &'a PolicyGraph, options: &Options, locale: Locale) -> Plan<'a> {
    let (points, of_point) = points(graph, &options.scheme);
    let groups = groups(graph, &points, options, locale);
    let shown: BTreeSet<usize> = groups.iter().flat_map(|group| group.points.iter().copied()).collect();
    let mut plan = Plan {
        groups,
        left: Vec::new(),
        right: Vec::new(),
        links: Vec::new(),
        cross_links: Vec::new(),
        about: Vec::new(),
        shown: shown.len(),
        points,
    };
    let links = links(graph, &plan.points, &shown, &of_point, locale);
    choose(graph, &mut plan, links, options.whole);
    plan.cross_links = cross_links(graph, &plan, &of_point, locale, if options.whole { usize::MAX } else { CROSS_LINKS });
    plan
}

/// The points with their repeats folded in, and to which of them each id of a point belongs.
fn points<'a>(graph: &'a PolicyGraph, wanted: &str) -> (Vec<Point<'a>>, BTreeMap<&'a str, usize>) {
    let all = statements(graph);
    let repeats: BTreeMap<&str, &str> = all.iter().filter_map(|one| one.repeats.map(|first| (one.node.id.as_str(), first))).collect();
    let first = |id: &'a str| {
        let mut at = id;
        for _ in 0..repeats.len() {
            match repeats.get(at) {
                Some(before) if *before != id => at = before,
                _ => break,
            }
        }
        at
    };
    let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut firsts: Vec<(&'a str, &'a str)> = Vec::new();
    for one in &all {
        let id: &'a str = &one.node.id;
        numbers.entry(first(id)).or_default().push(one.number);
        firsts.push((id, first(id)));
    }
    let mut found: Vec<Point<'a>> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for statement in all {
        let id: &'a str = &statement.node.id;
        let Some(mut numbers) = numbers.remove(id) else { continue };
        numbers.sort_by_key(|number| (*number != statement.number, *number));
        let theme = graph
            .edges_from(id)
            .into_iter()
            .filter(|view| view.edge.kind == "has_theme")
            .find(|view| graph.node(view.target).is_some_and(|node| scheme(node) == wanted))
            .map(|view| view.target);
        let names = graph
            .edges_from(id)
            .iter()
            .filter(|view| view.edge.kind == "mentions")
            .flat_map(|view| view.edge.evidence.iter().map(|evidence| evidence.quote.clone()))
            .collect();
        let ties = statement.targets.len() * 2 + statement.due_iso.len() * 2 + statement.actors.len() + statement.speakers.len();
        let strength = statement.node.properties.get("strength").and_then(Value::as_i64).unwrap_or(0).abs();
        index.insert(id, found.len());
        found.push(Point { weight: (numbers.len(), ties, strength), numbers, names, theme, statement });
    }
    let of_point = firsts.into_iter().filter_map(|(id, first)| index.get(first).map(|at| (id, *at))).collect();
    (found, of_point)
}

fn groups(graph: &PolicyGraph, points: &[Point<'_>], options: &Options, locale: Locale) -> Vec<Group> {
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, point) in points.iter().enumerate() {
        members.entry(point.theme.unwrap_or_default()).or_default().push(index);
    }
    let mut ordered: Vec<(&str, Vec<usize>)> = members.into_iter().collect();
    // The theme of the first point first; points without a theme last.
    ordered.sort_by_key(|(theme, members)| (theme.is_empty(), members.first().copied()));
    let mut queues: Vec<Vec<usize>> = ordered
        .iter()
        .map(|(_, members)| {
            let mut best = members.clone();
            best.sort_by_key(|index| (std::cmp::Reverse(points[*index].weight), *index));
            best.reverse();
            best
        })
        .collect();
    let mut room = if options.whole { usize::MAX } else { POINTS };
    let mut chosen: Vec<Vec<usize>> = vec![Vec::new(); queues.len()];
    while room > 0 && queues.iter().any(|queue| !queue.is_empty()) {
        for (queue, chosen) in queues.iter_mut().zip(&mut chosen) {
            if let Some(index) = queue.pop_if(|_| room > 0) {
                chosen.push(index);
                room -= 1;
            }
        }
    }
    let themed = ordered.len() > 1 || ordered.iter().any(|(theme, _)| !theme.is_empty());
    ordered
        .iter()
        .zip(chosen)
        .map(|((theme, members), mut chosen)| {
            chosen.sort_unstable();
            let node = graph.node(theme);
            let title = node.map_or_else(
                || words::phrase(if themed { "unthemed" } else { "all" }, locale).to_owned(),
                |node| theme_label(node, locale),
            );
            Group { code: node.map(code).unwrap_or_default().to_owned(), title, folded: members.len() - chosen.len(), points: chosen }
        })
        .collect()
}

fn theme_label(node: &Node, locale: Locale) -> String {
    node.properties.get("labels").and_then(|labels| labels.get(locale.tag())).and_then(Value::as_str).unwrap_or(&node.label).to_owned()
}

/// Every tie of the points that are shown: those of their repeats count as theirs.
fn links<'a>(
    graph: &'a PolicyGraph,
    points: &[Point<'a>],
    shown: &BTreeSet<usize>,
    of_point: &BTreeMap<&'a str, usize>,
    locale: Locale,
) -> Vec<Link<'a>> {
    let mut found: Vec<Link<'a>> = Vec::new();
    let mut seen: BTreeSet<(&str, &str, &str)> = BTreeSet::new();
    for (id, at) in of_point {
        if !shown.contains(at) {
            continue;
        }
        let first: &'a str = &points[*at].statement.node.id;
        let node = graph.node(id);
        for view in graph.edges_to(id) {
            if (view.edge.kind == "states" || ROLES.contains(&view.edge.kind)) && seen.insert((view.source, view.edge.kind, first)) {
                found.push(Link {
                    from: view.source,
                    to: first,
                    kind: view.edge.kind,
                    phrase: phrase(&view, node, locale),
                    inferred: inherits(node, if view.edge.kind == "states" { "speaker" } else { "actor" }),
                });
            }
        }
        for view in graph.edges_from(id) {
            let target = of_point.get(view.target).map_or(view.target, |other| points[*other].statement.node.id.as_str());
            if matches!(view.edge.kind, "due" | "has_target" | "acts_on" | "means" | "aims_at")
                && target != first
                && seen.insert((first, view.edge.kind, target))
            {
                found.push(Link {
                    from: first,
                    to: target,
                    kind: view.edge.kind,
                    phrase: phrase(&view, node, locale),
                    inferred: view.edge.kind == "due" && inherits(node, "due"),
                });
            }
        }
    }
    found.sort_by(|left, right| (left.from, left.kind, left.to).cmp(&(right.from, right.kind, right.to)));
    found
}

fn inherits(node: Option<&Node>, part: &str) -> bool {
    node.and_then(|node| node.properties.get("inherited"))
        .is_some_and(|parts| parts.get(part).is_some() || texts(Some(parts)).iter().any(|one| one == part))
}

/// Words of the text where it has them, else those of the kind of edge.
fn phrase(view: &EdgeView<'_>, point: Option<&Node>, locale: Locale) -> String {
    let property =
        |name: &str| texts(view.edge.properties.get(name)).into_iter().next().filter(|word| (1..=12).contains(&word.chars().count()));
    let of_point = |name: &str| point.and_then(|node| texts(node.properties.get(name)).into_iter().next());
    let said = match view.edge.kind {
        "states" => property("verb"),
        "acts" => of_point("cue").filter(|cue| {
            !of_point("aim").is_some_and(|aim| cue.contains(&aim)) && cue.chars().count() <= if locale == Locale::English { 14 } else { 4 }
        }),
        "has_target" => property("comparator").and_then(|sign| words::comparator(&sign, locale)).map(str::to_owned),
        _ => None,
    };
    said.unwrap_or_else(|| words::link(view.edge.kind, locale).to_owned())
}

/// Chooses the things that have room, and the ties to them.
fn choose<'a>(graph: &'a PolicyGraph, plan: &mut Plan<'a>, links: Vec<Link<'a>>, whole: bool) {
    let mut weights: BTreeMap<(usize, &'a str), usize> = BTreeMap::new();
    for link in &links {
        let (side, id) = side(link);
        if graph.node(id).is_some_and(|node| node.kind != "point") {
            *weights.entry((side, id)).or_default() += 1;
        }
    }
    // A thing that acts stands on the left, also where it is acted on.
    let parties: BTreeSet<&str> = weights.keys().filter(|(side, _)| *side == 0).map(|(_, id)| *id).collect();
    weights.retain(|(side, id), _| *side == 0 || !parties.contains(id));
    let hub = (plan.shown / 5).max(4);
    let mut ordered: Vec<((usize, &'a str), usize)> = weights.into_iter().collect();
    ordered.sort_by_key(|((side, id), count)| (*side, std::cmp::Reverse(*count), *id));
    let mut room = if whole { usize::MAX } else { BOXES.saturating_sub(plan.shown) };
    let mut chosen: BTreeSet<&str> = BTreeSet::new();
    for (wanted, limit) in [(1, GOALS), (0, PARTIES), (2, usize::MAX)] {
        let mut left = if whole { usize::MAX } else { limit };
        for ((side, id), count) in &ordered {
            if *side != wanted || left == 0 || room == 0 {
                continue;
            }
            if wanted == 2 && *count > hub && !whole {
                plan.about.extend(graph.node(id).map(|node| node.label.as_str()));
                continue;
            }
            chosen.insert(id);
            left -= 1;
            room -= 1;
            if let Some(node) = graph.node(id) {
                if wanted == 0 { plan.left.push(node) } else { plan.right.push(node) }
            }
        }
    }
    let shown: BTreeSet<&str> =
        plan.groups.iter().flat_map(|group| group.points.iter().map(|index| plan.points[*index].statement.node.id.as_str())).collect();
    // A line from the middle back to the left would cross everything: it is left to the tables.
    let back = |link: &Link<'_>| side(link).0 != 0 && parties.contains(link.to);
    plan.links = links
        .into_iter()
        .filter(|link| [link.from, link.to].iter().all(|id| chosen.contains(id) || shown.contains(id)) && !back(link))
        .collect();
}

/// On which side a tie leads to a thing: 0 who says or does, 1 goals, 2 what is acted on.
fn side<'a>(link: &Link<'a>) -> (usize, &'a str) {
    match link.kind {
        "due" | "has_target" => (1, link.to),
        "acts_on" | "means" | "aims_at" => (2, link.to),
        _ => (0, link.from),
    }
}

/// Ties among the things on the page, the best attested first.
fn cross_links<'a>(
    graph: &'a PolicyGraph,
    plan: &Plan<'a>,
    of_point: &BTreeMap<&'a str, usize>,
    locale: Locale,
    most: usize,
) -> Vec<Link<'a>> {
    let things: BTreeSet<&str> = plan.left.iter().chain(&plan.right).map(|node| node.id.as_str()).collect();
    let mut found: Vec<EdgeView<'a>> = things
        .iter()
        .flat_map(|id| graph.edges_from(id))
        .filter(|view| {
            things.contains(view.target) && !of_point.contains_key(view.target) && !words::link(view.edge.kind, Locale::English).is_empty()
        })
        .collect();
    found.sort_by_key(|view| (std::cmp::Reverse(view.edge.evidence.len()), view.source, view.edge.kind, view.target));
    found.truncate(most);
    found
        .into_iter()
        .map(|view| Link {
            from: view.source,
            to: view.target,
            kind: view.edge.kind,
            phrase: words::link(view.edge.kind, locale).to_owned(),
            inferred: false,
        })
        .collect()
}
