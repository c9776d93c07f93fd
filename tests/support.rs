//! What the tests share: where the pages are, one pipeline for all, golden files.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;
use yaodian::Pipeline;
use yaodian::graph::PolicyGraph;
use yaodian::model::Source;
use yaodian::read::{ReadOptions, read};

/// One pipeline for all tests: it takes a moment to load.
pub(crate) fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new().expect("the codebook is sound"))
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder of texts that is not part of the project; where it is missing, the test says so and passes.
pub(crate) fn outside(folder: &str) -> Option<PathBuf> {
    let path = root().join("../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    // Not through the macro: what it prints is shown only for tests that fail.
    let _ = writeln!(std::io::stderr(), "SKIPPED: {folder} is not here, what it would test was not tested");
    None
}

/// Files of a folder with an ending, sorted.
pub(crate) fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.to_string_lossy().ends_with(ending))
        .collect();
    found.sort();
    found
}

/// The pages that the project brings along.
pub(crate) fn pages() -> Vec<PathBuf> {
    let pages = files(&root().join("examples/pages"), ".txt");
    assert!(pages.len() >= 5, "the example pages are there");
    pages
}

pub(crate) fn source(path: &Path) -> Source {
    read(path, &ReadOptions::default()).unwrap_or_else(|fault| panic!("{fault}"))
}

/// Points and names of a graph, white space aside and folded to one script: what must not depend on
/// how a page is printed. Each with the number of its occurrences.
pub(crate) fn content(graph: &PolicyGraph) -> BTreeMap<String, usize> {
    let mut content = BTreeMap::new();
    for node in graph.nodes().filter(|node| !matches!(node.kind, "source" | "article" | "section" | "theme" | "term")) {
        let modality = node.properties.get("modality").and_then(|value| value.as_str()).unwrap_or_default();
        for place in &node.evidence {
            let quote: String = yaodian::normalize::fold(&place.quote).split_whitespace().collect();
            *content.entry(format!("{} {modality} {quote}", node.kind)).or_default() += 1;
        }
    }
    content
}

/// What one content has and another lacks, for messages.
pub(crate) fn difference(one: &BTreeMap<String, usize>, other: &BTreeMap<String, usize>) -> Vec<String> {
    let lacks = |sign: char, left: &BTreeMap<String, usize>, right: &BTreeMap<String, usize>| {
        left.iter()
            .filter(|(key, times)| right.get(*key) != Some(times))
            .map(|(key, times)| format!("{sign} {key} ×{times}"))
            .collect::<Vec<_>>()
    };
    let mut lines = lacks('-', one, other);
    lines.extend(lacks('+', other, one));
    lines
}

/// graph.json of a graph.
pub(crate) fn json(graph: &PolicyGraph) -> Vec<u8> {
    let mut bytes = Vec::new();
    yaodian::export::json(graph, &mut bytes).unwrap();
    bytes
}

/// Runs the program.
pub(crate) fn yaodian(arguments: &[&str], folder: &Path) -> Output {
    command(folder).args(arguments).output().unwrap()
}

pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yaodian"));
    command.current_dir(folder).env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    command
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Compares with a committed file; `UPDATE_GOLDEN=1 cargo test` writes it anew.
pub(crate) fn golden(path: &Path, now: &str) {
    if updating() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, now).unwrap();
        return;
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    if committed == now {
        return;
    }
    let changed: Vec<String> = committed
        .lines()
        .filter(|line| !now.lines().any(|other| other == *line))
        .map(|line| format!("- {line}"))
        .chain(now.lines().filter(|line| !committed.lines().any(|other| other == *line)).map(|line| format!("+ {line}")))
        .take(40)
        .collect();
    panic!(
        "{} is no longer what the program gives:\n{}\nIf that is right: UPDATE_GOLDEN=1 cargo test, and look at the diff",
        path.display(),
        changed.join("\n")
    );
}

pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1")
}
