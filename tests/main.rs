//! The tests that run the whole program: laws, corpora, the command line. One binary, one module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test stops where it fails")]

mod support;

mod blindness;
mod command;
mod damaged;
mod determinism;
mod evidence;
mod held_out;
mod laws;
mod names;
mod linking;
mod outputs;
mod relations;
mod scorecard;
mod slots;
mod training;
