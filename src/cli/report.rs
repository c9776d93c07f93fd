//! Diagnostics on their way to the reader: in text or JSON, on stderr, counted.

use super::Status;
use super::args::{ColorChoice, DiagnosticForm};
use super::paint::{Paint, plain};
use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};
use yaodian::diagnostic::{Diagnostic, Severity};

/// Writes diagnostics and remembers whether something was left out.
#[derive(Debug)]
pub(crate) struct Reporter {
    form: DiagnosticForm,
    color: ColorChoice,
    paint: Paint,
    quiet: bool,
    left_out: Mutex<Vec<String>>,
}

impl Reporter {
    /// A reporter for one run.
    pub(crate) fn new(form: DiagnosticForm, color: ColorChoice, quiet: bool) -> Self {
        let paint = Paint::new(color, std::io::stderr().is_terminal());
        Reporter { form, color, paint, quiet, left_out: Mutex::default() }
    }

    /// No summary, no progress, no notes.
    pub(crate) fn quiet(&self) -> bool {
        self.quiet
    }

    /// The colours of standard output.
    pub(crate) fn paint(&self) -> Paint {
        Paint::new(self.color, std::io::stdout().is_terminal())
    }

    /// Writes one diagnostic. An error means that something was left out.
    pub(crate) fn tell(&self, diagnostic: &Diagnostic) {
        if diagnostic.severity == Severity::Error {
            let short = format!("{}: {}", diagnostic.path, diagnostic.what);
            self.left_out.lock().unwrap_or_else(PoisonError::into_inner).push(short);
        }
        if self.quiet && diagnostic.severity == Severity::Note {
            return;
        }
        let line = match self.form {
            DiagnosticForm::Json => diagnostic.to_json().to_string(),
            DiagnosticForm::Text => self.coloured(&plain(&diagnostic.to_string()), diagnostic.severity),
        };
        // Standard error may be closed; there is nobody left to tell.
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// Writes why the command could not run.
    pub(crate) fn stopped(&self, error: &anyhow::Error) {
        let line = match self.form {
            DiagnosticForm::Json => serde_json::json!({"severity": "error", "message": format!("{error:#}")}).to_string(),
            DiagnosticForm::Text => format!("{} {}", self.paint.bad("error:"), plain(&format!("{error:#}"))),
        };
        let _ = writeln!(std::io::stderr().lock(), "{line}");
    }

    /// What was left out so far: inputs or entries, each with the reason.
    pub(crate) fn left_out(&self) -> Vec<String> {
        self.left_out.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The status of a command that ran to its end.
    pub(crate) fn status(&self) -> Status {
        if self.left_out().is_empty() { Status::Complete } else { Status::LeftOut }
    }

    fn coloured(&self, line: &str, severity: Severity) -> String {
        let word = severity.to_string();
        let painted = match severity {
            Severity::Error => self.paint.bad(&word),
            Severity::Warning => self.paint.warn(&word),
            Severity::Note => self.paint.mark(&word),
        };
        line.replacen(&format!(" {word}["), &format!(" {painted}["), 1)
    }
}
