//! Measures how well a graph agrees with a careful reader, and two readers with each other.
//! Figures depend on the files alone: no clock, no chance without a seed.
//!
//! - [`score()`] compares a graph with gold annotations.
//! - [`agree()`] compares two codings of one text and reports the coefficients of content analysis.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::float_cmp, reason = "a test stops where it fails; its figures are exact on purpose"))]

mod agree;
mod compatibility;
mod error;
mod fold;
mod gold;
mod graph;
mod pairs;
#[cfg(test)]
mod python;
mod score;
mod sequence;

pub use agree::{
    Agreement, Coding, Continuum, Disagreement, Estimate, LabelAgreement, Options, SplitMix64, Unit, VariableAgreement, agree, cohen_kappa,
    nominal_alpha, unitizing_alpha, unitizing_disagreement,
};
pub use error::EvaluateError;
pub use gold::Gold;
pub use graph::GraphFile;
pub use score::{Entities, Fidelity, Misses, Points, Rates, RelationsRecall, ScoreCard, TypeRates, score};
