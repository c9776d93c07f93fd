//! `yaodian points`: the statement table, one row a point.

use super::args::Points;
use super::report::Reporter;
use super::{Status, documents, files, formats};
use anyhow::Result;
use yaodian::export::Options;

/// Runs the command.
pub(super) fn run(options: &Points, reporter: &Reporter) -> Result<Status> {
    let pipeline = documents::pipeline(&options.reading)?;
    let documents = documents::documents(&options.inputs, &options.reading, &pipeline, reporter)?;
    let graph = pipeline.graph_of(&documents);
    let columns = Options { columns: options.columns.clone(), ..Options::default() };
    for format in formats::chosen(std::slice::from_ref(&options.format)) {
        files::write_to(options.output.as_deref(), &mut |out| (format.write)(&graph, &columns, out))?;
    }
    Ok(reporter.status())
}
