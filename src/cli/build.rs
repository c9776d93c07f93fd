//! `yaodian build`: documents in, one graph out, in every format; a summary for the reader.

use super::args::Build;
use super::report::Reporter;
use super::{Status, documents, files, formats, summary};
use anyhow::Result;
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::export::{Locale, Options};
use yaodian::graph::{Document, PolicyGraph, add_co_occurrences};

/// Runs the command.
pub(super) fn run(options: &Build, reporter: &Reporter) -> Result<Status> {
    files::make_folder(&options.output)?;
    let pipeline = documents::pipeline(&options.reading)?;
    let documents = documents::documents(&options.inputs, &options.reading, &pipeline, reporter)?;
    warn_of_silence(&documents, reporter);
    let mut graph = pipeline.graph_of(&documents);
    if options.co_occurrence {
        add_co_occurrences(&mut graph, &documents);
    }
    let written = write(options, &graph)?;
    if !reporter.quiet() {
        let shown = summary::Shown { graph: &graph, left_out: &reporter.left_out(), folder: &options.output, files: &written };
        files::to_stdout(&mut |out| summary::write(&shown, reporter.paint(), out))?;
    }
    Ok(reporter.status())
}

fn write(options: &Build, graph: &PolicyGraph) -> Result<Vec<String>> {
    let drawing = Options {
        scheme: options.drawing.group_by.clone(),
        locale: options.drawing.locale.as_deref().and_then(Locale::parse),
        whole: options.drawing.whole,
        ..Options::default()
    };
    let mut written = Vec::new();
    for format in formats::chosen(&options.format) {
        let name = formats::file_name(format);
        files::write_whole(&options.output.join(&name), &mut |out| (format.write)(graph, &drawing, out))?;
        written.push(name);
    }
    Ok(written)
}

/// A document without a point is either no policy text, or was not understood: say so.
fn warn_of_silence(documents: &[Document], reporter: &Reporter) {
    for document in documents.iter().filter(|document| document.extracts.points.is_empty()) {
        let what = "no policy point was found".to_owned();
        reporter.tell(&Diagnostic::warning(
            Code::NoPoint,
            &document.source.path,
            what,
            "check with `yaodian text` that the text is what you expect",
        ));
    }
}
