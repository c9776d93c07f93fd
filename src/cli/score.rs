//! `yaodian score`: a graph against gold annotations.

use super::args::Score;
use super::report::Reporter;
use super::{Status, files};
use anyhow::{Context, Result};
use std::path::PathBuf;
use yaodian::evaluate::{Gold, GraphFile, score};

/// Runs the command.
pub(super) fn run(options: &Score, _: &Reporter) -> Result<Status> {
    let gold = Gold::read(&options.gold)?;
    let graph = GraphFile::read(&options.graph)?;
    let source = options.source.clone().unwrap_or_else(|| {
        let mut path = options.gold.clone().into_os_string();
        path.push(".txt");
        PathBuf::from(path)
    });
    let text = read_source(&source)?;
    let card = score(&gold, &graph, &text, options.misses);
    files::to_stdout(&mut |out| if options.json { json_line(out, &card) } else { write!(out, "{card}") })?;
    Ok(Status::Complete)
}

/// The text of a source, as the offsets of its graph count it.
pub(super) fn read_source(path: &std::path::Path) -> Result<String> {
    let source = yaodian::read::read(path, &yaodian::read::ReadOptions::default()).map_err(|fault| anyhow::anyhow!("{fault}"));
    Ok(source.with_context(|| "the text that was coded")?.text)
}

/// Writes figures as JSON, for people to read too.
pub(super) fn json_line(out: &mut dyn std::io::Write, figures: &impl serde::Serialize) -> std::io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, figures)?;
    writeln!(out)
}
