//! Runs a Python program beside a test. Without Python the test says that it skips.

use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::Value;

/// What the program answers to `input`, both as JSON; `None`, said on stderr, without Python.
pub(crate) fn run(program: &str, input: &Value) -> Option<Value> {
    let started =
        Command::new("python3").args(["-c", program]).env("PYTHONIOENCODING", "utf-8").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = started else {
        // Not through the macro: what it prints is shown only for tests that fail.
        let _ = std::io::Write::write_all(&mut std::io::stderr(), b"SKIPPED: no python3: not compared\n");
        return None;
    };
    child.stdin.take().unwrap().write_all(input.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    Some(serde_json::from_slice(&output.stdout).unwrap())
}
