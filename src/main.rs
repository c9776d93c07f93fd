//! The command `yaodian`: parse, run, exit status. What the commands do stands in `cli`, one file each.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    match cli::args::Arguments::try_parse() {
        Ok(arguments) => cli::run(&arguments),
        Err(error) => {
            // A reader that went away while it read the help is no failure.
            let _ = error.print();
            ExitCode::from(if error.use_stderr() { 2 } else { 0 })
        }
    }
}
