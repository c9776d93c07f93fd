//! What went wrong or was left out: where, what, and what to do.

use std::fmt;

macro_rules! codes {
    ($($name:ident $id:literal $doc:literal),+ $(,)?) => {
        /// Stable numbers of diagnostics.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $doc] $name),+ }
        impl Code {
            /// The number, as printed in brackets.
            pub fn id(self) -> &'static str { match self { $(Code::$name => $id),+ } }
        }
    };
}

codes! {
    Unreadable "Y001" "The file cannot be opened or read.",
    TooLarge "Y002" "The file is larger than the bound.",
    Empty "Y003" "The file holds no text.",
    NotText "Y004" "The file is not text.",
    Undecodable "Y005" "The bytes fit no encoding.",
    NoPoint "Y010" "The text has no policy point.",
    CountMismatch "Y020" "An announced count is not the count of what follows.",
    Unexpanded "Y021" "A number slogan whose members the text does not name.",
    Duplicate "Y030" "The same text was given twice.",
    Codebook "Y040" "An entry of the codebook is faulty.",
    Internal "Y090" "The program failed inside one document; the others go on.",
}

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Something may be missing from the output.
    Warning,
    /// An input or entry was left out.
    Error,
}

/// One message: `path:line:col: warning[Y021]: what · hint: what to do`.
///
/// ```
/// use yaodian::diagnostic::{Code, Diagnostic};
/// let message = Diagnostic::error(Code::Empty, "a.txt", "is empty".into(), "check the export").at_line(1, 1);
/// assert_eq!(message.to_string(), "a.txt:1:1: error[Y003]: is empty · hint: check the export");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Diagnostic {
    /// The file.
    pub path: String,
    /// Line, counted from one; 0 when the file as a whole is meant.
    pub line: usize,
    /// Column, counted from one.
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// Its number.
    pub code: Code,
    /// What is wrong.
    pub what: String,
    /// What to do; may be empty.
    pub hint: String,
}

impl Diagnostic {
    /// An input or entry had to be left out.
    pub fn error(code: Code, path: &str, what: String, hint: &str) -> Self {
        Diagnostic { path: path.to_owned(), line: 0, column: 0, severity: Severity::Error, code, what, hint: hint.to_owned() }
    }

    /// Something may be missing.
    pub fn warning(code: Code, path: &str, what: String, hint: &str) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, path, what, hint) }
    }

    /// Names the place.
    #[must_use]
    pub fn at_line(mut self, line: usize, column: usize) -> Self {
        self.line = line;
        self.column = column;
        self
    }

    /// Names the file.
    #[must_use]
    pub fn at_path(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self
    }

    /// As one JSON object.
    pub fn to_json(&self) -> serde_json::Value {
        serde_json::json!({
            "path": self.path, "line": self.line, "column": self.column,
            "severity": self.severity.to_string(), "code": self.code.id(), "message": self.what, "hint": self.hint,
        })
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Severity::Note => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(formatter, "{}:{}:{}: ", self.path, self.line, self.column)?;
        } else {
            write!(formatter, "{}: ", self.path)?;
        }
        write!(formatter, "{}[{}]: {}", self.severity, self.code.id(), self.what)?;
        if !self.hint.is_empty() {
            write!(formatter, " · hint: {}", self.hint)?;
        }
        Ok(())
    }
}
