//! `yaodian agree`: how well two codings of one text agree.

use super::args::Agree;
use super::report::Reporter;
use super::score::{json_line, read_source};
use super::{Status, files};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use yaodian::evaluate::{Coding, Continuum, Gold, GraphFile, Options, agree};

/// A coding as its file has it, before it is laid on the text.
enum Given {
    Graph(GraphFile),
    Gold(Gold),
    Table(PathBuf),
}

/// Runs the command.
pub(super) fn run(options: &Agree, _: &Reporter) -> Result<Status> {
    let one = given(&options.one)?;
    let other = given(&options.other)?;
    let text = options.source.as_deref().map(read_source).transpose()?;
    let gold = [&one, &other].into_iter().find_map(|given| if let Given::Gold(gold) = given { Some(gold) } else { None });
    // What gold left out (running heads, credits) was coded by nobody.
    let continuum = match (text, gold, options.length) {
        (Some(text), Some(gold), _) => Continuum::within(&text, gold),
        (Some(text), None, _) => Continuum::whole(&text),
        (None, None, Some(length)) => Continuum::characters(length),
        _ => bail!("gold needs the text that was coded · hint: give it with --source"),
    };
    let one = coding(&one, &continuum, options.entities)?;
    let other = coding(&other, &continuum, options.entities)?;
    let intervals = Options { resamples: options.resamples, confidence: options.confidence, seed: options.seed };
    let agreement = agree(&one, &other, &intervals)?;
    files::to_stdout(&mut |out| if options.json { json_line(out, &agreement) } else { write!(out, "{agreement}") })?;
    Ok(Status::Complete)
}

fn given(path: &Path) -> Result<Given> {
    let beside = |suffix: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name).is_file()
    };
    if beside(".ann") || beside(".gold.json") {
        Ok(Given::Gold(Gold::read(path)?))
    } else if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json")) {
        Ok(Given::Graph(GraphFile::read(path)?))
    } else if path.is_file() {
        Ok(Given::Table(path.to_owned()))
    } else {
        bail!(
            "{} is no coding · hint: give a graph.json, a table with the columns start and end, or the stem of gold files",
            path.display()
        )
    }
}

fn coding(given: &Given, continuum: &Continuum, entities: bool) -> Result<Coding> {
    Ok(match (given, entities) {
        (Given::Graph(graph), false) => Coding::of_graph_points(graph, continuum),
        (Given::Graph(graph), true) => Coding::of_graph_entities(graph, continuum),
        (Given::Gold(gold), false) => Coding::of_gold_points(gold, continuum)?,
        (Given::Gold(gold), true) => Coding::of_gold_entities(gold, continuum)?,
        (Given::Table(path), _) => Coding::read_table(path, continuum)?,
    })
}
