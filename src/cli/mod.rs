//! The command line: one file a command, `args` for what can be said, the rest for what commands share.
//!
//! Law: exit status 0 when everything was read, 1 when something was left out (and it says what),
//! 2 when the command could not run. A reader that closes the pipe is no failure.

pub(crate) mod args;

mod agree;
mod build;
mod documents;
mod explain;
mod extract;
mod files;
mod formats;
mod graph_file;
mod inputs;
mod merge;
mod paint;
mod points;
mod report;
mod schemes;
mod score;
mod summary;
mod text;
mod themes;
mod train;
mod train_themes;

use args::{Arguments, Command};
use report::Reporter;
use std::io;
use std::process::ExitCode;

/// How a command that ran came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Everything was read.
    Complete,
    /// Something was left out; the diagnostics say what.
    LeftOut,
}

/// Runs what the arguments ask for.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    let reporter = Reporter::new(arguments.diagnostics, arguments.color, arguments.quiet);
    let outcome = match &arguments.command {
        Command::Build(options) => build::run(options, &reporter),
        Command::Points(options) => points::run(options, &reporter),
        Command::Text(options) => text::run(options, &reporter),
        Command::Themes(options) => themes::run(options, &reporter),
        Command::Explain(options) => explain::run(options, &reporter),
        Command::Score(options) => score::run(options, &reporter),
        Command::Agree(options) => agree::run(options, &reporter),
        Command::Extract(options) => extract::run(options, &reporter),
        Command::Merge(options) => merge::run(options, &reporter),
        Command::Train(options) => train::run(options, &reporter),
    };
    match outcome {
        Ok(Status::Complete) => ExitCode::SUCCESS,
        Ok(Status::LeftOut) => ExitCode::from(1),
        Err(error) if closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            reporter.stopped(&error);
            ExitCode::from(2)
        }
    }
}

/// The reader of our output went away: `yaodian points page.txt | head`.
fn closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
