//! From arguments to sources: folders are walked in sorted order, what cannot be read is a diagnostic.

use super::args::Reading;
use super::report::Reporter;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::model::Source;
use yaodian::read::{ReadOptions, read, read_bytes};

/// The name of standard input among the inputs.
const STANDARD_INPUT: &str = "-";

/// The options of the readers.
pub(crate) fn read_options(reading: &Reading) -> ReadOptions {
    ReadOptions { encoding: reading.encoding.clone(), max_bytes: reading.max_bytes }
}

/// Every file that the arguments name, folders walked, each file once.
pub(crate) fn collect(inputs: &[PathBuf], reporter: &Reporter) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for input in inputs {
        if input.is_dir() {
            let before = found.len();
            walk(input, &mut found, reporter);
            if found.len() == before {
                let what = "the folder holds no file".to_owned();
                reporter.tell(&Diagnostic::error(
                    Code::Empty,
                    &input.to_string_lossy(),
                    what,
                    "hidden files are not read: name them one by one",
                ));
            }
        } else {
            found.push(input.clone());
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    found
}

/// Files below a folder, sorted by name; hidden ones, and folders behind symbolic links, are passed over.
fn walk(folder: &Path, found: &mut Vec<PathBuf>, reporter: &Reporter) {
    let unreadable = |error: &std::io::Error| {
        Diagnostic::error(
            Code::Unreadable,
            &folder.to_string_lossy(),
            format!("the folder cannot be read: {error}"),
            "check the permissions",
        )
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) => return reporter.tell(&unreadable(&error)),
    };
    let mut below = Vec::new();
    for entry in entries {
        match entry {
            Ok(entry) if entry.file_name().as_encoded_bytes().starts_with(b".") => {}
            Ok(entry) => below.push((entry.path(), entry.file_type().is_ok_and(|kind| kind.is_dir()))),
            Err(error) => reporter.tell(&unreadable(&error)),
        }
    }
    below.sort();
    for (path, is_folder) in below {
        if is_folder {
            walk(&path, found, reporter);
        } else if path.is_file() {
            found.push(path);
        }
    }
}

/// Reads one input.
///
/// # Errors
/// A diagnostic: the file cannot be read.
pub(crate) fn read_one(path: &Path, options: &ReadOptions) -> Result<Source, Diagnostic> {
    if path != Path::new(STANDARD_INPUT) {
        return read(path, options);
    }
    let mut bytes = Vec::new();
    let bound = options.max_bytes.saturating_add(1);
    let stopped = std::io::stdin().lock().take(bound).read_to_end(&mut bytes).err();
    match stopped {
        Some(error) => Err(Diagnostic::error(Code::Unreadable, "stdin", format!("cannot be read: {error}"), "name a file")),
        None => read_bytes("stdin", &bytes, options),
    }
}

/// Sources of different texts, in the order of their ids; a text that was given twice counts once.
pub(crate) fn distinct(mut sources: Vec<Source>, reporter: &Reporter) -> Vec<Source> {
    sources.sort_by(|left, right| (&left.id, &left.path).cmp(&(&right.id, &right.path)));
    let mut kept: Vec<Source> = Vec::with_capacity(sources.len());
    for source in sources {
        match kept.last().filter(|last| last.id == source.id) {
            Some(last) => {
                let what = format!("holds the same text as {} and counts once", last.path);
                let note = Diagnostic::warning(Code::Duplicate, &source.path, what, "");
                reporter.tell(&Diagnostic { severity: yaodian::diagnostic::Severity::Note, ..note });
            }
            None => kept.push(source),
        }
    }
    kept
}
