//! `yaodian points`: the statement table, one row a point; or what gave no point, one row a clause.

use super::args::Points;
use super::report::Reporter;
use super::{Status, documents, files, formats};
use anyhow::{Result, bail};
use rayon::prelude::*;
use yaodian::Pipeline;
use yaodian::diagnostic::Diagnostic;
use yaodian::export::{Options, REST_FORMATS, rest};
use yaodian::extract::Rest;
use yaodian::graph::Document;

/// Runs the command.
pub(super) fn run(options: &Points, reporter: &Reporter) -> Result<Status> {
    if options.rest && !REST_FORMATS.contains(&options.format.as_str()) {
        bail!("--rest cannot be written as {} · hint: choose one of {}", options.format, REST_FORMATS.join(", "));
    }
    let pipeline = documents::pipeline(&options.reading)?;
    let documents = documents::documents(&options.inputs, &options.reading, &pipeline, reporter)?;
    let output = options.output.as_deref();
    if options.rest {
        let threads = documents::threads(&options.reading)?;
        let found = threads.install(|| left(&pipeline, &documents));
        let mut rows = Vec::new();
        for (document, found) in documents.iter().zip(found) {
            match found {
                Ok(found) => rows.extend(found.into_iter().map(|one| (document.source.path.clone(), one))),
                Err(diagnostic) => reporter.tell(&diagnostic),
            }
        }
        files::write_to(output, &mut |out| rest(&rows, &options.format, out))?;
        return Ok(reporter.status());
    }
    let graph = pipeline.graph_of(&documents);
    let columns = Options { columns: options.columns.clone(), ..Options::default() };
    for format in formats::chosen(std::slice::from_ref(&options.format)) {
        files::write_to(output, &mut |out| (format.write)(&graph, &columns, out))?;
    }
    Ok(reporter.status())
}

/// What gave no point, by document.
fn left(pipeline: &Pipeline, documents: &[Document]) -> Vec<Result<Vec<Rest>, Diagnostic>> {
    documents.par_iter().map(|document| documents::inside(&document.source.path, || pipeline.rest(document))).collect()
}
