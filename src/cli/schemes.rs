//! Schemes of themes from files of the user: TOML, or a table in CSV.

use anyhow::{Result, anyhow};
use std::path::Path;
use yaodian::codebook::scheme::{Scheme, SchemeError};
use yaodian::diagnostic::{Code, Diagnostic};

/// Whether a file is a scheme, by its ending.
pub(super) fn is_scheme(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "toml" || ending == "csv")
}

/// Reads a scheme; a table takes its id from the name of the file.
pub(super) fn read(path: &Path) -> Result<Result<Scheme, SchemeError>> {
    let text = text_of(path)?;
    let shown = path.to_string_lossy();
    let name = path.file_stem().map_or_else(|| "own".to_owned(), |name| name.to_string_lossy().into_owned());
    let table = path.extension().is_some_and(|ending| ending == "csv");
    Ok(if table { Scheme::from_csv(&shown, &name, &text) } else { Scheme::from_toml(&shown, &text, None) })
}

/// The text of a file.
pub(super) fn text_of(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).map_err(|error| anyhow!("{}: cannot be read: {error} · hint: save it as UTF-8", path.display()))
}

/// A fault of a scheme as a diagnostic.
pub(super) fn diagnostic(fault: &SchemeError) -> Diagnostic {
    Diagnostic::error(Code::Codebook, &fault.file, fault.what.clone(), &fault.remedy).at_line(fault.line, 1)
}
