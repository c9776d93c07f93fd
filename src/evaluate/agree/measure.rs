//! From two codings to their agreement: match the units, number the labels, compute each figure and
//! its interval. Exchanging the codings exchanges the counts and nothing else.

use std::collections::BTreeSet;

use super::super::error::EvaluateError;
use super::super::pairs::{SAME_UNIT, pair};
use super::bootstrap::{Options, estimates};
use super::coding::{Coding, Unit};
use super::coefficient::Counts;
use super::unitizing::{Disagreement, unitizing_disagreement};
use super::{Agreement, Estimate, LabelAgreement, VariableAgreement};

/// Stands for the absence of any label.
const ABSENT: &str = "-";

/// The agreement of two codings of one text.
///
/// ```
/// use yaodian::evaluate::{Coding, Continuum, Options, agree};
/// let text = Continuum::characters(100);
/// let one = Coding::parse_table("start,end,kind\n0,10,a\n20,30,b\n50,60,a\n", "one", &text)?;
/// let other = Coding::parse_table("start,end,kind\n0,10,a\n21,30,b\n70,80,a\n", "other", &text)?;
/// let agreement = agree(&one, &other, &Options::default())?;
/// assert_eq!(agreement.matched, 2);
/// assert_eq!(agreement.variables["kind"].kappa.value, Some(1.0));
/// println!("{agreement}");
/// # Ok::<(), yaodian::evaluate::EvaluateError>(())
/// ```
///
/// # Errors
/// When the codings are of texts of different length, or the confidence is not between 0 and 1.
pub fn agree(one: &Coding, other: &Coding, options: &Options) -> Result<Agreement, EvaluateError> {
    if one.length() != other.length() {
        return Err(EvaluateError::input(
            format!("codings of {} and of {} characters", one.length(), other.length()),
            "make both codings on the same continuum",
        ));
    }
    if !(options.confidence > 0.0 && options.confidence < 1.0) {
        return Err(EvaluateError::input(format!("confidence {}", options.confidence), "give a share between 0 and 1, for example 0.95"));
    }
    let sides = [one.units(), other.units()];
    let same = pair(one.units(), other.units(), |left, right| f64::from(u8::from((left.start, left.end) == (right.start, right.end))));
    let matched = pair(one.units(), other.units(), overlap);
    let stretches = stretches(sides, one.length());
    let named = sides.map(variables);
    let variables = named[0]
        .intersection(&named[1])
        .map(|name| {
            let pairs: Vec<(&Unit, &Unit)> = matched.iter().map(|(left, right)| (&sides[0][*left], &sides[1][*right])).collect();
            (name.clone(), variable(name, sides, &pairs, &stretches, options))
        })
        .collect();
    let everything = categories(sides, |_| vec![0], 1);
    Ok(Agreement {
        length: one.length(),
        units: (one.units().len(), other.units().len()),
        matched: matched.len(),
        exact_f1: f1(same.len(), sides, options),
        overlap_f1: f1(matched.len(), sides, options),
        unitizing: unitizing(&everything, &stretches, options).into_iter().next().unwrap_or_default(),
        variables,
        left_out: named[0].symmetric_difference(&named[1]).cloned().collect(),
        options: *options,
    })
}

/// Intersection over union, or 0 below [`SAME_UNIT`].
fn overlap(left: &Unit, right: &Unit) -> f64 {
    let common = left.end.min(right.end).saturating_sub(left.start.max(right.start));
    let union = (left.end - left.start) + (right.end - right.start) - common;
    let share = common as f64 / union.max(1) as f64;
    if share >= SAME_UNIT { share } else { 0.0 }
}

fn variables(units: &[Unit]) -> BTreeSet<String> {
    units.iter().flat_map(|unit| unit.labels.keys().cloned()).collect()
}

/// F1 of spans: of the items matched, only in one, only in the other, those drawn.
fn f1(matched: usize, sides: [&[Unit]; 2], options: &Options) -> Estimate {
    let items = sides[0].len() + sides[1].len() - matched;
    let figure = |drawn: &[usize]| {
        let both = drawn.iter().filter(|item| **item < matched).count();
        let marked = both + drawn.len();
        vec![(marked > 0).then(|| 2.0 * both as f64 / marked as f64)]
    };
    estimates(items, options, figure).into_iter().next().unwrap_or_default()
}

/// The agreement on one variable over the matched units, and over all units for `α_U`.
fn variable(name: &str, sides: [&[Unit]; 2], pairs: &[(&Unit, &Unit)], stretches: &[Stretch], options: &Options) -> VariableAgreement {
    let coded: Vec<(&BTreeSet<String>, &BTreeSet<String>)> =
        pairs.iter().filter_map(|(left, right)| Some((left.labels.get(name)?, right.labels.get(name)?))).collect();
    let all = || sides.into_iter().flatten().filter_map(|unit| unit.labels.get(name));
    let several = all().any(|labels| labels.len() > 1);
    let mut universe: BTreeSet<&str> = all().flatten().map(String::as_str).collect();
    if !several && all().any(BTreeSet::is_empty) {
        universe.insert(ABSENT);
    }
    let universe: Vec<&str> = universe.into_iter().collect();
    // The numbers of the labels of a unit; in a variable with one label, absence is a label too.
    let numbers = |labels: &BTreeSet<String>| -> Vec<usize> {
        let absent = labels.is_empty().then_some(ABSENT);
        labels.iter().map(String::as_str).chain(absent).filter_map(|label| universe.binary_search(&label).ok()).collect()
    };
    let numbered: Vec<(Vec<usize>, Vec<usize>)> = coded.iter().map(|(left, right)| (numbers(left), numbers(right))).collect();
    let figures = |drawn: &[usize]| coefficients(&numbered, drawn, universe.len(), several);
    let mut figures = estimates(coded.len(), options, figures).into_iter();
    let mut next = || figures.next().unwrap_or_default();
    let (kappa, alpha) = (next(), next());

    let of_unit = |unit: &Unit| unit.labels.get(name).map(&numbers).unwrap_or_default();
    let mut places = categories(sides, of_unit, universe.len());
    // Absence is no unit of the continuum.
    if let Ok(absent) = universe.binary_search(&ABSENT) {
        places[absent] = [Vec::new(), Vec::new()];
    }
    let mut cut = unitizing(&places, stretches, options).into_iter();
    let total = cut.next().unwrap_or_default();
    let labels = universe
        .iter()
        .enumerate()
        .map(|(number, label)| {
            let given = (
                numbered.iter().filter(|(left, _)| left.contains(&number)).count(),
                numbered.iter().filter(|(_, right)| right.contains(&number)).count(),
            );
            let (kappa, alpha) = (next(), next());
            let unitizing = cut.next().unwrap_or_default();
            ((*label).to_owned(), LabelAgreement { given, kappa, alpha, unitizing })
        })
        .collect();
    let identical = coded.iter().filter(|(left, right)| left == right).count();
    VariableAgreement {
        pairs: coded.len(),
        several,
        identical: (!coded.is_empty()).then(|| identical as f64 / coded.len() as f64),
        kappa,
        alpha,
        unitizing: total,
        labels,
    }
}

/// κ and α of the variable, then κ and α of each label.
fn coefficients(pairs: &[(Vec<usize>, Vec<usize>)], drawn: &[usize], labels: usize, several: bool) -> Vec<Option<f64>> {
    let present = (0..labels).map(|label| {
        let has = drawn.iter().map(|item| {
            let (left, right) = &pairs[*item];
            (usize::from(left.contains(&label)), usize::from(right.contains(&label)))
        });
        let counts = Counts::new(has, 2);
        (counts.kappa(), counts.alpha())
    });
    let present: Vec<(Option<f64>, Option<f64>)> = present.collect();
    let whole = if several {
        (mean(present.iter().map(|figures| figures.0)), mean(present.iter().map(|figures| figures.1)))
    } else {
        let single = drawn.iter().filter_map(|item| {
            let (left, right) = &pairs[*item];
            Some((*left.first()?, *right.first()?))
        });
        let counts = Counts::new(single, labels);
        (counts.kappa(), counts.alpha())
    };
    std::iter::once(whole).chain(present).flat_map(|(kappa, alpha)| [kappa, alpha]).collect()
}

/// The mean of the figures that are defined.
fn mean(figures: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (sum, count) = figures.flatten().fold((0.0, 0_usize), |(sum, count), figure| (sum + figure, count + 1));
    (count > 0).then(|| sum / count as f64)
}

/// For each category the units of both coders.
type Categories = Vec<[Vec<(usize, usize)>; 2]>;

fn categories(sides: [&[Unit]; 2], of_unit: impl Fn(&Unit) -> Vec<usize>, count: usize) -> Categories {
    let mut categories: Categories = vec![<[Vec<_>; 2]>::default(); count];
    for (side, units) in sides.into_iter().enumerate() {
        for unit in units {
            for category in of_unit(unit) {
                categories[category][side].push((unit.start, unit.end));
            }
        }
    }
    categories
}

/// A part of the continuum whose ends lie in no unit of either coder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    start: usize,
    end: usize,
}

/// The continuum in stretches, cut before each group of overlapping units.
fn stretches(sides: [&[Unit]; 2], length: usize) -> Vec<Stretch> {
    let mut ranges: Vec<(usize, usize)> = sides.into_iter().flatten().map(|unit| (unit.start, unit.end)).collect();
    ranges.sort_unstable();
    let mut starts = vec![0];
    let mut reached = 0;
    for (start, end) in ranges {
        if start >= reached && start > 0 && reached > 0 {
            starts.push(start);
        }
        reached = reached.max(end);
    }
    let ends = starts.iter().skip(1).copied().chain([length]);
    starts.iter().zip(ends).map(|(start, end)| Stretch { start: *start, end }).collect()
}

/// `α_U` over all categories, then of each.
fn unitizing(categories: &Categories, stretches: &[Stretch], options: &Options) -> Vec<Estimate> {
    // For each stretch, category and coder the units within, from the start of the stretch.
    let within: Vec<Categories> = stretches
        .iter()
        .map(|stretch| {
            let cut = |units: &Vec<(usize, usize)>| {
                let first = units.partition_point(|unit| unit.0 < stretch.start);
                let last = units.partition_point(|unit| unit.0 < stretch.end);
                units[first..last].iter().map(|unit| (unit.0 - stretch.start, unit.1 - stretch.start)).collect()
            };
            categories.iter().map(|coders| coders.each_ref().map(cut)).collect()
        })
        .collect();
    let figures = |drawn: &[usize]| {
        let mut laid: Categories = vec![<[Vec<_>; 2]>::default(); categories.len()];
        let mut length = 0;
        for item in drawn {
            for (category, coders) in within[*item].iter().enumerate() {
                for (side, units) in coders.iter().enumerate() {
                    let moved = units.iter().map(|(start, end)| (start + length, end + length));
                    laid[category][side].extend(moved);
                }
            }
            length += stretches[*item].end - stretches[*item].start;
        }
        let each: Vec<Disagreement> = laid.iter().map(|coders| unitizing_disagreement(length, coders)).collect();
        let mut total = Disagreement::default();
        for one in &each {
            total.observed += one.observed;
            total.expected += one.expected;
        }
        std::iter::once(total).chain(each).map(Disagreement::alpha).collect()
    };
    estimates(stretches.len(), options, figures)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn stretches_tile_the_continuum_and_cut_no_unit() {
        let unit = |start, end| Unit { start, end, labels: BTreeMap::new() };
        let one = [unit(5, 10), unit(20, 30), unit(30, 35)];
        let other = [unit(8, 12), unit(25, 32)];
        let found = stretches([&one, &other], 50);
        assert_eq!(found, vec![Stretch { start: 0, end: 20 }, Stretch { start: 20, end: 50 }]);
        assert_eq!(stretches([&[], &[]], 9), vec![Stretch { start: 0, end: 9 }]);
        let from_zero = [unit(0, 3), unit(3, 6)];
        assert_eq!(stretches([&from_zero, &[]], 9).len(), 2);
    }
}
