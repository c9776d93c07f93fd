//! From sources to documents, on all threads. A fault in one document is a diagnostic of that
//! document: the others are not lost.

use super::args::Reading;
use super::inputs::{collect, distinct, read_one, read_options};
use super::report::Reporter;
use super::schemes;
use anyhow::{Context, Result, anyhow, bail};
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::cell::Cell;
use std::io::IsTerminal;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Once;
use yaodian::Pipeline;
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::graph::Document;
use yaodian::learn::{Model, ModelError};
use yaodian::model::Source;

/// With more inputs than this, a terminal gets a progress bar.
const FEW: usize = 8;

/// The pipeline that the arguments ask for.
pub(crate) fn pipeline(reading: &Reading) -> Result<Pipeline> {
    let said = |fault: Diagnostic| anyhow!("{fault}");
    let mut pipeline = with_codebook(reading.codebook.as_deref())?.without_merges(&reading.no_merge);
    for path in &reading.scheme {
        let scheme = schemes::read(path)?.map_err(|fault| said(schemes::diagnostic(&fault)))?;
        pipeline = pipeline.with_scheme(scheme).map_err(said)?;
    }
    if reading.rules_only {
        pipeline = pipeline.rules_only().with_tagger(None);
    }
    for path in &reading.model {
        // A file that cannot be opened is named by the error; what is wrong inside one is not.
        let named = |error: ModelError| match error {
            ModelError::Read { .. } => anyhow!("{error}"),
            _ => anyhow!("{}: {error}", path.display()),
        };
        pipeline = Model::load(path).and_then(|model| pipeline.with_model(model)).map_err(named)?;
    }
    Ok(pipeline)
}

/// The pipeline with the codebook of the program, or with files of a folder in place of its own.
pub(crate) fn with_codebook(folder: Option<&Path>) -> Result<Pipeline> {
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!("{} is no folder · hint: --codebook takes a folder with files of the codebook", folder.display());
    }
    Pipeline::with_codebook(folder).map_err(|fault| anyhow!("{fault}"))
}

/// As many threads as the arguments ask for.
pub(crate) fn threads(reading: &Reading) -> Result<ThreadPool> {
    let threads = reading.threads.map_or(0, std::num::NonZeroUsize::get);
    ThreadPoolBuilder::new().num_threads(threads).build().context("the threads cannot be started")
}

/// Reads and understands every input that can be read.
///
/// # Errors
/// When not one input can be read: there is nothing to go on with.
pub(crate) fn documents(inputs: &[PathBuf], reading: &Reading, pipeline: &Pipeline, reporter: &Reporter) -> Result<Vec<Document>> {
    let paths = collect(inputs, reporter);
    let progress = progress(paths.len(), reporter);
    let options = read_options(reading);
    let threads = threads(reading)?;
    let results: Vec<Result<Source, Diagnostic>> = threads.install(|| paths.par_iter().map(|path| read_one(path, &options)).collect());
    let mut sources = Vec::new();
    for result in results {
        match result {
            Ok(source) => sources.push(source),
            Err(diagnostic) => progress.suspend(|| reporter.tell(&diagnostic)),
        }
    }
    let sources = distinct(sources, reporter);
    progress.set_length(sources.len() as u64);
    let results: Vec<Result<Document, Diagnostic>> = threads.install(|| {
        let read = |source| {
            let result = understand(pipeline, source);
            progress.inc(1);
            result
        };
        sources.into_par_iter().map(read).collect()
    });
    progress.finish_and_clear();
    let mut documents = Vec::new();
    for result in results {
        match result {
            Ok(document) => documents.push(document),
            Err(diagnostic) => reporter.tell(&diagnostic),
        }
    }
    if documents.is_empty() {
        bail!("no input could be read · hint: see the messages above");
    }
    Ok(documents)
}

/// One document; a panic inside is a diagnostic, and so is a document without text.
pub(crate) fn understand(pipeline: &Pipeline, source: Source) -> Result<Document, Diagnostic> {
    let path = source.path.clone();
    let document = inside(&path, || pipeline.read(source))?;
    if document.is_blank() {
        let what = "holds nothing but page numbers and the like".to_owned();
        return Err(Diagnostic::error(Code::Empty, &path, what, "check that the text of the page was exported, and not its frame alone"));
    }
    Ok(document)
}

/// Work inside one document; a panic there is a diagnostic.
pub(crate) fn inside<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Diagnostic> {
    quiet_panics();
    INSIDE.set(true);
    // The pipeline is not changed by reading, so nothing half done is seen after a panic.
    let result = catch_unwind(AssertUnwindSafe(work));
    INSIDE.set(false);
    result.map_err(|cause| {
        let said = cause.downcast_ref::<String>().map(String::as_str).or_else(|| cause.downcast_ref::<&str>().copied());
        let what = format!("a fault of the program while it read this document: {}", said.unwrap_or("unknown"));
        Diagnostic::error(Code::Internal, path, what, "please report it with the document; the other documents are not affected")
    })
}

thread_local! {
    /// This thread is inside a document, whose panic becomes a diagnostic.
    static INSIDE: Cell<bool> = const { Cell::new(false) };
}

/// A panic inside a document is told by its diagnostic: the default message would come on top.
fn quiet_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let loud = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if !INSIDE.get() {
                loud(panic);
            }
        }));
    });
}

/// A bar on a terminal when there is much to wait for; otherwise nothing.
fn progress(inputs: usize, reporter: &Reporter) -> ProgressBar {
    if inputs <= FEW || reporter.quiet() || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs as u64);
    let style = ProgressStyle::with_template("reading {bar:30} {pos}/{len} documents, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
