//! How well two codings of one text agree, in the coefficients that content analysis reports.
//! Every figure is a function of the two codings, the length of the text and the seed.
//!
//! | figure | what it answers | source |
//! |---|---|---|
//! | span F1 | are the same places marked? | van Rijsbergen 1979; Hripcsak & Rothschild 2005 |
//! | `α_U` | do the marked stretches agree beyond chance? | Krippendorff 1995, 2004: [`unitizing_alpha`] |
//! | κ | do the labels of matched units agree beyond chance? | Cohen 1960: [`cohen_kappa`] |
//! | α | the same, chance from both coders pooled | Krippendorff 2018, ch. 12: [`nominal_alpha`] |
//! | intervals | how much would other units have given? | Efron & Tibshirani 1993: [`Options`] |
//!
//! κ and α are computed over the units that both coders marked, so they say nothing about units
//! that one of them missed: report them together with F1 or `α_U`.

mod bootstrap;
mod coding;
mod coefficient;
mod continuum;
mod measure;
mod render;
mod table;
mod unitizing;

pub use bootstrap::{Options, SplitMix64};
pub use coding::{Coding, Unit};
pub use coefficient::{cohen_kappa, nominal_alpha};
pub use continuum::Continuum;
pub use measure::agree;
pub use unitizing::{Disagreement, unitizing_alpha, unitizing_disagreement};

use std::collections::BTreeMap;

use serde::Serialize;

/// A figure and its bootstrap percentile interval.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct Estimate {
    /// The figure; `None` where it is undefined (no units, or no variation that chance could hit).
    pub value: Option<f64>,
    /// Lower end of the interval.
    pub low: Option<f64>,
    /// Upper end of the interval.
    pub high: Option<f64>,
    /// Resamples for which the figure was undefined; the interval is over the others.
    pub undefined_resamples: usize,
}

/// The agreement of two codings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Agreement {
    /// Characters of the continuum.
    pub length: usize,
    /// Units of the first and of the second coding.
    pub units: (usize, usize),
    /// Units that were matched: intersection over union of at least one half, one to one.
    pub matched: usize,
    /// F1 of spans that are exactly equal.
    pub exact_f1: Estimate,
    /// F1 of the matched units.
    pub overlap_f1: Estimate,
    /// `α_U` of all units as one category: where the units are, whatever their labels.
    pub unitizing: Estimate,
    /// The variables that both codings have.
    pub variables: BTreeMap<String, VariableAgreement>,
    /// Variables that only one of the codings has.
    pub left_out: Vec<String>,
    /// How the intervals were drawn.
    pub options: Options,
}

/// The agreement on one variable.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VariableAgreement {
    /// Matched units that both coders coded for this variable.
    pub pairs: usize,
    /// Some unit has several labels: then κ and α are means over the labels, each as present or
    /// absent.
    pub several: bool,
    /// Share of the pairs with the same labels; `None` without pairs.
    pub identical: Option<f64>,
    /// Cohen's κ.
    pub kappa: Estimate,
    /// Krippendorff's nominal α.
    pub alpha: Estimate,
    /// `α_U` with the labels as categories, over all units.
    pub unitizing: Estimate,
    /// Each label, as present or absent; `-` is the absence of any.
    pub labels: BTreeMap<String, LabelAgreement>,
}

/// The agreement on one label of a variable.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelAgreement {
    /// Pairs to which the first and the second coder gave it.
    pub given: (usize, usize),
    /// Cohen's κ of present or absent.
    pub kappa: Estimate,
    /// Krippendorff's nominal α of present or absent.
    pub alpha: Estimate,
    /// `α_U` of the units with this label.
    pub unitizing: Estimate,
}

#[cfg(test)]
mod tests;
