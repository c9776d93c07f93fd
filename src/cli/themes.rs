//! `yaodian themes`: the schemes that points are sorted by, and the check of the codebook.

use super::args::Themes;
use super::report::Reporter;
use super::{Status, files};
use anyhow::{Result, anyhow, bail};
use yaodian::codebook::Codebook;

/// Runs the command.
pub(super) fn run(options: &Themes, reporter: &Reporter) -> Result<Status> {
    if let Some(folder) = options.codebook.as_deref().filter(|folder| !folder.is_dir()) {
        bail!("{} is no folder · hint: --codebook takes a folder with files of the codebook", folder.display());
    }
    if options.lint {
        return lint(options, reporter);
    }
    let _codebook = Codebook::load(options.codebook.as_deref()).map_err(|fault| anyhow!("{fault}"))?;
    bail!("not yet")
}

fn lint(options: &Themes, reporter: &Reporter) -> Result<Status> {
    match Codebook::load(options.codebook.as_deref()) {
        Err(fault) => reporter.tell(&fault),
        Ok(codebook) => {
            let entries = codebook.gazetteer.entries().len();
            let groups = codebook.cues.groups().len();
            files::to_stdout(&mut |out| writeln!(out, "{entries} names and {groups} groups of cues: no fault"))?;
        }
    }
    Ok(reporter.status())
}
