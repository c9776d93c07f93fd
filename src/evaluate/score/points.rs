//! Policy points: found where they share at least half of their text with gold; their parts are
//! compared on the matched ones alone.

use std::collections::BTreeSet;

use serde::Serialize;

use super::super::fold::fold;
use super::super::gold::{Aligned, GoldPoint};
use super::super::graph::{GraphFile, Lookup, NodeRecord};
use super::super::pairs::{SAME_UNIT, pair};
use super::{Misses, Rates, Tally, round, share};

/// Rates of the points, and how their parts agree where they were matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Points {
    /// Intersection over union of at least one half, one to one.
    #[serde(flatten)]
    pub rates: Rates,
    /// Share of the matched points whose span is exactly gold's.
    pub exact_span: f64,
    /// Share with the same coarse modality (`shall` is `do`; `explore` and `permit` are one).
    pub modality_acc: f64,
    /// Share with the same speaker, or with none on both sides.
    pub speaker_acc: f64,
    /// Themes of the default scheme.
    pub theme5: Rates,
    /// Share whose first CAP topic is one of gold's; `None` where gold has none.
    pub cap_top1: Option<f64>,
    /// Who is to do it.
    pub actor: Rates,
    /// Until when.
    pub due: Rates,
    /// Quantities to be reached.
    pub target: Rates,
}

/// A point of the graph at one of its places.
struct Found<'graph> {
    positions: Vec<usize>,
    node: &'graph NodeRecord,
}

pub(super) fn points(aligned: &Aligned, graph: &GraphFile, lookup: &Lookup, misses: &mut Misses) -> Points {
    let found = found(aligned, graph);
    let pairs = pair(&aligned.points, &found, overlap);
    let mut marks = Marks::default();
    for (gold, other) in &pairs {
        marks.compare(&aligned.points[*gold], &found[*other], lookup);
    }
    let matched = pairs.len();
    let of_matched = |count: usize| round(share(count, matched).unwrap_or(0.0));
    note_misses(aligned, &found, &pairs, misses);
    Points {
        rates: Tally::of(matched, found.len(), aligned.points.len()).rates(),
        exact_span: of_matched(marks.exact),
        modality_acc: of_matched(marks.modality),
        speaker_acc: of_matched(marks.speaker),
        theme5: marks.themes.rates(),
        cap_top1: share(marks.topics, marks.with_topics).map(round),
        actor: marks.actor.rates(),
        due: marks.due.rates(),
        target: marks.target.rates(),
    }
}

fn found<'graph>(aligned: &Aligned, graph: &'graph GraphFile) -> Vec<Found<'graph>> {
    graph
        .nodes
        .iter()
        .filter(|node| node.kind == "point")
        .flat_map(|node| node.evidence.iter().map(move |evidence| (node, evidence)))
        .map(|(node, evidence)| Found { positions: aligned.positions(&evidence.spans()), node })
        .filter(|found| !found.positions.is_empty())
        .collect()
}

/// Intersection over union, or 0 below [`SAME_UNIT`].
fn overlap(gold: &GoldPoint, found: &Found) -> f64 {
    let (start, end) = gold.span;
    let before = found.positions.partition_point(|place| *place < start);
    let within = found.positions.partition_point(|place| *place < end) - before;
    let union = (end - start) + found.positions.len() - within;
    let overlap = share(within, union).unwrap_or(0.0);
    if overlap >= SAME_UNIT { overlap } else { 0.0 }
}

/// What agrees over the matched points.
#[derive(Default)]
struct Marks {
    exact: usize,
    modality: usize,
    speaker: usize,
    themes: Tally,
    topics: usize,
    with_topics: usize,
    actor: Tally,
    due: Tally,
    target: Tally,
}

impl Marks {
    fn compare(&mut self, gold: &GoldPoint, found: &Found, lookup: &Lookup) {
        let id = found.node.id.as_str();
        let (start, end) = gold.span;
        self.exact += usize::from((start..end).eq(found.positions.iter().copied()));

        let modality = found.node.property("modality").unwrap_or_default();
        self.modality += usize::from(coarse(&modality) == Some(known_or_same(&gold.modality)));

        let said = lookup.names_of(&lookup.origins(id, &["states"]));
        self.speaker += usize::from(same_speaker(&gold.speaker, &said));

        let themes: BTreeSet<String> = lookup.themes(id, "points").into_iter().collect();
        let wanted: BTreeSet<String> = gold.theme5.split(';').filter(|theme| !matches!(*theme, "" | "-")).map(str::to_owned).collect();
        let both = themes.intersection(&wanted).count();
        self.themes.add(Tally::of(both, themes.len(), wanted.len()));

        let topics: Vec<&str> = gold.cap.split([';', ',']).filter(|topic| !matches!(*topic, "" | "-")).collect();
        if !topics.is_empty() {
            self.with_topics += 1;
            let first = lookup.themes(id, "cap").into_iter().next();
            self.topics += usize::from(first.is_some_and(|code| topics.contains(&code.as_str())));
        }

        let actors = lookup.origins(id, &["leads", "responsible_for", "supports", "acts"]);
        self.actor.add(named(&gold.actor, &lookup.names_of(&actors)));
        self.due.add(named(&gold.due, &lookup.names_of(&lookup.targets(id, &["due"]))));
        let targets = lookup.targets(id, &["has_target"]);
        self.target.add(named(&gold.target, &lookup.names_of(&targets)));
    }
}

/// The coarse class of a modality; `None` where it is unknown.
fn coarse(modality: &str) -> Option<&'static str> {
    Some(match modality {
        "shall" | "do" => "do",
        "must" => "must",
        "prohibit" => "prohibit",
        "promote" => "promote",
        "explore" | "permit" => "may",
        "aim" | "aspire" => "aim",
        _ => return None,
    })
}

fn known_or_same(modality: &str) -> &str {
    coarse(modality).unwrap_or(modality)
}

fn same_speaker(gold: &str, said: &BTreeSet<&str>) -> bool {
    if gold == "-" {
        return said.is_empty();
    }
    let wanted = fold(gold);
    said.iter().any(|name| !name.is_empty() && alike(&wanted, name))
}

/// One name contains the other.
fn alike(one: &str, other: &str) -> bool {
    one.contains(other) || other.contains(one)
}

/// How the `;`-joined names of gold and those of the graph agree.
fn named(gold: &str, found: &BTreeSet<&str>) -> Tally {
    let wanted: BTreeSet<String> =
        gold.split(';').map(|name| fold(name.trim_start_matches('*'))).filter(|name| !matches!(name.as_str(), "" | "-")).collect();
    let right = wanted.iter().filter(|name| found.iter().any(|other| !other.is_empty() && alike(name, other))).count();
    let extra = found.iter().filter(|other| !wanted.iter().any(|name| alike(name, other))).count();
    Tally { right, extra, missed: wanted.len() - right }
}

fn note_misses(aligned: &Aligned, found: &[Found], pairs: &[(usize, usize)], misses: &mut Misses) {
    let gold_matched: BTreeSet<usize> = pairs.iter().map(|(gold, _)| *gold).collect();
    let found_matched: BTreeSet<usize> = pairs.iter().map(|(_, found)| *found).collect();
    misses.missed_points = aligned
        .points
        .iter()
        .enumerate()
        .filter(|(index, _)| !gold_matched.contains(index))
        .map(|(_, point)| aligned.cut(point.span.0, point.span.1))
        .collect();
    misses.extra_points = found
        .iter()
        .enumerate()
        .filter(|(index, _)| !found_matched.contains(index))
        .map(|(_, point)| point.positions.iter().filter_map(|place| aligned.text.get(*place)).collect())
        .collect();
}
