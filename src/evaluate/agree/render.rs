//! The table of an agreement: every figure with its interval, `-` where it is undefined.

use std::fmt::{Display, Formatter, Result};

use super::{Agreement, Estimate, VariableAgreement};

impl Display for Agreement {
    fn fmt(&self, out: &mut Formatter<'_>) -> Result {
        writeln!(
            out,
            "{} and {} units over {} characters; {} matched (overlap at least one half)",
            self.units.0, self.units.1, self.length, self.matched
        )?;
        let interval = format!("{} % interval", self.options.confidence * 100.0);
        writeln!(out, "{:<36}{:>8}  {:>20}", "", "value", interval)?;
        line(out, "spans, exact F1", &self.exact_f1)?;
        line(out, "spans, overlapping F1", &self.overlap_f1)?;
        line(out, "units, Krippendorff's α_U", &self.unitizing)?;
        for (name, variable) in &self.variables {
            variable_lines(out, name, variable)?;
        }
        for name in &self.left_out {
            writeln!(out, "\n{name}: only in one of the codings, left out")?;
        }
        writeln!(out, "\nIntervals: percentiles of {} bootstrap resamples, seed {}.", self.options.resamples, self.options.seed)
    }
}

fn variable_lines(out: &mut Formatter<'_>, name: &str, variable: &VariableAgreement) -> Result {
    let identical = variable.identical.map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
    let mean = if variable.several { ", mean over labels" } else { "" };
    writeln!(out, "\n{name}: {} matched units, identical {identical}", variable.pairs)?;
    line(out, &format!("  Cohen's κ{mean}"), &variable.kappa)?;
    line(out, &format!("  Krippendorff's α{mean}"), &variable.alpha)?;
    line(out, "  Krippendorff's α_U", &variable.unitizing)?;
    for (label, figures) in &variable.labels {
        let (first, second) = figures.given;
        writeln!(out, "  {label}: given {first} and {second} times")?;
        line(out, "    κ", &figures.kappa)?;
        line(out, "    α", &figures.alpha)?;
        line(out, "    α_U", &figures.unitizing)?;
    }
    Ok(())
}

fn line(out: &mut Formatter<'_>, name: &str, estimate: &Estimate) -> Result {
    let value = estimate.value.map_or_else(|| "-".to_owned(), |value| format!("{value:.3}"));
    write!(out, "{name:<36}{value:>8}")?;
    if let (Some(low), Some(high)) = (estimate.low, estimate.high) {
        write!(out, "  {low:>8.3} … {high:>8.3}")?;
        if estimate.undefined_resamples > 0 {
            write!(out, "  ({} resamples undefined)", estimate.undefined_resamples)?;
        }
    }
    writeln!(out)
}
