//! `yaodian train themes`: weights of themes and topics from annotated points. Law: the same files in the
//! same order give the same bytes, wherever they lie.

use super::args::TrainThemes;
use super::paint::{plain, thousands};
use super::report::Reporter;
use super::{documents, files, train};
use anyhow::{Context, Result, anyhow, bail};
use std::path::PathBuf;
use yaodian::extract::theme_training::{self, ThemeSettings, WeightedText};
use yaodian::extract::training::read_annotated;

/// Runs the command.
pub(super) fn run(options: &TrainThemes, reporter: &Reporter) -> Result<()> {
    let pipeline = documents::with_codebook(options.codebook.as_deref())?;
    let mut stems: Vec<(&PathBuf, usize)> = Vec::new();
    for stem in &options.stems {
        match stems.iter_mut().find(|(known, _)| *known == stem) {
            Some((_, weight)) => *weight += 1,
            None => stems.push((stem, 1)),
        }
    }
    let read = |(stem, weight): &(&PathBuf, usize)| -> Result<WeightedText> {
        Ok(WeightedText { text: read_annotated(stem).map_err(|fault| anyhow!("{fault}"))?, weight: *weight })
    };
    let texts = stems.iter().map(read).collect::<Result<Vec<WeightedText>>>()?;
    if stems.len() < 2 || texts.iter().all(|text| text.text.quotes.is_empty()) {
        bail!("there is nothing to learn from · hint: give two texts or more with STEM.ann and STEM.points.tsv");
    }
    let settings = ThemeSettings { folds: usize::from(options.folds), ..ThemeSettings::default() };
    let (fitted, points) = theme_training::train(&pipeline, &texts, &settings).map_err(|fault| anyhow!("{fault}"))?;
    let parts: Vec<PathBuf> = stems.iter().flat_map(|(stem, _)| ["ann", "points.tsv"].map(|ending| stem.with_extension(ending))).collect();
    let digest = train::digest(&parts)?;
    std::fs::create_dir_all(&options.output).with_context(|| format!("{}: cannot be made", options.output.display()))?;
    let mut said = vec![format!("{} texts, {} points", thousands(stems.len()), thousands(points))];
    for scheme in &fitted {
        let path = options.output.join(format!("{}.weights.tsv", scheme.scheme));
        let head = format!(
            "# Weights of scheme {} in whole hundredths, by `yaodian train themes` from {} texts, {points} points, SHA-256 {digest}\n",
            scheme.scheme,
            stems.len()
        );
        files::write_whole(&path, &mut |out| out.write_all(head.as_bytes()).and_then(|()| out.write_all(scheme.table.as_bytes())))?;
        let what = if scheme.scheme == "cap" { "first topic right" } else { "F1 of themes" };
        let size = thousands(head.len() + scheme.table.len());
        said.push(format!(
            "{}: {what} {:.3} (mean of texts held out); {size} bytes in {}",
            scheme.scheme,
            scheme.mean(),
            plain(&path.to_string_lossy())
        ));
    }
    if reporter.quiet() {
        return Ok(());
    }
    files::to_stdout(&mut |out| said.iter().try_for_each(|line| writeln!(out, "{line}")))
}
