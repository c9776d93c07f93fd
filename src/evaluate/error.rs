//! What stops an evaluation. Every message says which file, which line, what, and what to do.

use std::path::Path;

/// Why gold, a graph or a coding could not be used.
#[derive(Debug, thiserror::Error)]
pub enum EvaluateError {
    /// A file could not be opened or is not UTF-8.
    #[error("{path}: cannot read: {source} · hint: {hint}")]
    Read {
        /// The file.
        path: String,
        /// What the operating system says.
        source: std::io::Error,
        /// What to do.
        hint: String,
    },
    /// A file as a whole is not what it should be.
    #[error("{path}: {what} · hint: {hint}")]
    File {
        /// The file.
        path: String,
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
    /// One line of a file is not what it should be.
    #[error("{path}:{line}: {what} · hint: {hint}")]
    Line {
        /// The file.
        path: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
    /// Two inputs do not belong together.
    #[error("{what} · hint: {hint}")]
    Input {
        /// What is wrong.
        what: String,
        /// What to do.
        hint: String,
    },
}

impl EvaluateError {
    pub(crate) fn file(path: &str, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::File { path: path.to_owned(), what: what.into(), hint: hint.into() }
    }

    pub(crate) fn input(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Input { what: what.into(), hint: hint.into() }
    }

    pub(crate) fn line(path: &str, line: usize, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Line { path: path.to_owned(), line, what: what.into(), hint: hint.into() }
    }
}

/// The text of a file, or an error with `hint`.
pub(crate) fn read_text(path: &Path, hint: &str) -> Result<String, EvaluateError> {
    std::fs::read_to_string(path).map_err(|source| EvaluateError::Read { path: path.display().to_string(), source, hint: hint.to_owned() })
}
