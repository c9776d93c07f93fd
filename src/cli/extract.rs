//! `yaodian extract --jsonl`: documents as JSON lines on standard input, their graphs as JSON lines
//! on standard output, in the same order. Law: whatever was read is answered before more is waited
//! for, and memory is bounded by a handful of documents.

use super::args::{Extract, Reading};
use super::documents::{pipeline, threads, understand};
use super::report::Reporter;
use super::{Status, files};
use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::Deserialize;
use std::io::{self, BufRead, Read};
use std::sync::mpsc::{Receiver, sync_channel};
use yaodian::Pipeline;
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::graph::PolicyGraph;
use yaodian::model::Source;

/// Lines that wait, at most: more are not read before these are answered.
const WAITING: usize = 32;

/// A document as a line has it.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    date: String,
    text: String,
}

/// A line of standard input with its number, or why there is none.
type Numbered = (usize, Result<Vec<u8>, Diagnostic>);

/// Runs the command.
pub(super) fn run(options: &Extract, reporter: &Reporter) -> Result<Status> {
    let pipeline = pipeline(&options.reading)?;
    let (send, lines) = sync_channel::<Numbered>(WAITING);
    let bound = options.reading.max_bytes;
    // Not joined: when our reader goes away, this thread may still wait for a line.
    std::thread::Builder::new()
        .spawn(move || {
            let mut input = io::stdin().lock();
            let mut number = 0;
            loop {
                number += 1;
                let (line, last) = match next_line(&mut input, bound) {
                    Ok(None) => break,
                    Ok(Some(line)) => (line, false),
                    Err(error) => (Err(Diagnostic::error(Code::Unreadable, "stdin", format!("cannot be read: {error}"), "")), true),
                };
                if send.send((number, line.map_err(|fault| fault.at_line(number, 1)))).is_err() || last {
                    break;
                }
            }
        })
        .context("the threads cannot be started")?;
    answer(&lines, &options.reading, &pipeline, reporter)?;
    Ok(reporter.status())
}

fn answer(lines: &Receiver<Numbered>, reading: &Reading, pipeline: &Pipeline, reporter: &Reporter) -> Result<()> {
    let threads = threads(reading)?;
    files::to_stdout(&mut |out| {
        while let Ok(first) = lines.recv() {
            let batch: Vec<Numbered> = std::iter::once(first).chain(lines.try_iter().take(WAITING - 1)).collect();
            let answers: Vec<Result<Vec<u8>, Diagnostic>> =
                threads.install(|| batch.into_par_iter().filter_map(|(number, line)| one(number, line, pipeline)).collect());
            for answer in answers {
                match answer {
                    Ok(bytes) => out.write_all(&bytes)?,
                    Err(diagnostic) => reporter.tell(&diagnostic),
                }
            }
            out.flush()?;
        }
        Ok(())
    })
}

/// The answer to one line; none to an empty one.
fn one(number: usize, line: Result<Vec<u8>, Diagnostic>, pipeline: &Pipeline) -> Option<Result<Vec<u8>, Diagnostic>> {
    let bytes = match line {
        Ok(bytes) => bytes,
        Err(fault) => return Some(Err(fault)),
    };
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    let line: Line = match serde_json::from_slice(&bytes) {
        Ok(line) => line,
        Err(error) => {
            let hint = "write one object a line: {\"id\": …, \"title\": …, \"date\": …, \"text\": …}";
            return Some(Err(Diagnostic::error(Code::NotText, "stdin", error.to_string(), hint).at_line(number, error.column().max(1))));
        }
    };
    if line.text.trim().is_empty() {
        return Some(Err(
            Diagnostic::error(Code::Empty, "stdin", "the document holds no text".into(), "fill the field text").at_line(number, 1)
        ));
    }
    let name = if line.id.is_empty() { format!("line {number}") } else { line.id.clone() };
    Some(understand(pipeline, Source::new(&name, &line.text)).map_err(|fault| fault.at_path("stdin").at_line(number, 1)).map(
        |mut document| {
            if document.date.is_empty() {
                document.date.clone_from(&line.date);
            }
            let mut graph = pipeline.graph_of(&[document]);
            entitle(&mut graph, &line.title);
            on_one_line(&graph)
        },
    ))
}

/// The title that the line gives beats the headline that the text shows.
fn entitle(graph: &mut PolicyGraph, title: &str) {
    let record = graph.sources().next().cloned();
    if let Some(mut record) = record.filter(|_| !title.is_empty()) {
        title.clone_into(&mut record.title);
        graph.add_source(record);
    }
}

/// graph.json without its line breaks: inside a string of JSON there are none.
fn on_one_line(graph: &PolicyGraph) -> Vec<u8> {
    let mut pretty = Vec::new();
    let mut line = Vec::new();
    // Writing to memory does not fail.
    if yaodian::export::json(graph, &mut pretty).is_ok() {
        pretty.split(|byte| *byte == b'\n').for_each(|part| line.extend_from_slice(part.trim_ascii_start()));
        line.push(b'\n');
    }
    line
}

/// The next line without its end; a line over the bound is passed over and gives a diagnostic.
fn next_line(input: &mut impl BufRead, bound: u64) -> io::Result<Option<Result<Vec<u8>, Diagnostic>>> {
    let mut line = Vec::new();
    if input.by_ref().take(bound.saturating_add(1)).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.ends_with(b"\n") {
        line.pop();
    } else if line.len() as u64 > bound {
        input.skip_until(b'\n')?;
        let what = format!("the line is longer than {bound} bytes");
        return Ok(Some(Err(Diagnostic::error(Code::TooLarge, "stdin", what, "split the document, or raise the bound with --max-bytes"))));
    }
    Ok(Some(Ok(line)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where it fails")]
    use super::next_line;

    #[test]
    fn a_line_over_the_bound_is_passed_over_and_the_next_is_read() {
        let mut input: &[u8] = b"0123456789\nabc\n";
        assert!(next_line(&mut input, 5).unwrap().unwrap().is_err());
        assert_eq!(next_line(&mut input, 5).unwrap().unwrap().unwrap(), b"abc");
        assert!(next_line(&mut input, 5).unwrap().is_none());
    }
}
