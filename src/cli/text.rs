//! `yaodian text`: the text that the offsets of a graph count in.

use super::args::Text;
use super::report::Reporter;
use super::{Status, files, inputs};
use anyhow::{Result, anyhow};

/// Runs the command.
pub(super) fn run(options: &Text, _: &Reporter) -> Result<Status> {
    let source = inputs::read_one(&options.input, &inputs::read_options(&options.reading)).map_err(|fault| anyhow!("{fault}"))?;
    files::to_stdout(&mut |out| out.write_all(source.text.as_bytes()))?;
    Ok(Status::Complete)
}
