//! What lies in output/ is what the program and the examples write today, and the README quotes it as
//! it is. `UPDATE_GOLDEN=1 cargo test outputs` writes it anew, the picture too where `dot` is installed.

use crate::support::{golden, root, text, updating, yaodian};
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[path = "../examples/compare_two_pages.rs"]
#[expect(dead_code, reason = "its main is not called here")]
mod compare_two_pages;
#[path = "../examples/who_must_do_what.rs"]
#[expect(dead_code, reason = "its main is not called here")]
mod who_must_do_what;

/// The files of `build` that are committed; the others are the same points in other dress.
const COMMITTED: &[&str] = &["graph.json", "graph.dot", "points.csv", "points.md", "points.ig.txt"];

fn page(name: &str) -> PathBuf {
    root().join("examples/pages").join(name)
}

fn output() -> PathBuf {
    root().join("output")
}

/// What `yaodian build` writes and says of the page of the README.
fn built(folder: &Path) -> String {
    let output = folder.to_string_lossy().into_owned();
    let run = yaodian(&["build", "examples/pages/harbour_page.txt", "-o", &output], root());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    text(&run.stdout).replace(&output, "output/harbour_page")
}

/// One after the other, because the README quotes the others.
#[test]
fn output_and_readme_are_what_the_program_writes_today() {
    built_files_are_what_build_writes();
    files_of_the_examples_are_what_they_write();
    the_readme_quotes_what_is_written();
}

/// A label that has no room for all says the deed, and says no where the text does.
#[test]
fn a_label_says_what_is_done_and_what_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let law = folder.path().join("law.txt");
    let words = "關於審理碼頭糾紛案件的規定\n第一條　碼頭經營者為債務人，債權人請求凍結、劃撥其保證金賬戶中超出擔保數額以外的資金或者有價證券的，人民法院不予支持。\n第二條　本規定施行前已經受理的碼頭案件不再移送。\n";
    std::fs::write(&law, words).unwrap();
    let run = yaodian(&["build", &law.to_string_lossy(), "-o", &folder.path().to_string_lossy()], root());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let drawing = std::fs::read_to_string(folder.path().join("graph.dot")).unwrap().replace("\\n", "");
    let labels: Vec<&str> =
        drawing.split("[label=\"").chain(drawing.split(" label=\"")).filter_map(|rest| rest.split('"').next()).collect();
    for said in ["人民法院不予支持", "案件不再移送"] {
        assert!(labels.iter().any(|label| label.contains(said)), "{said} in {labels:?}");
    }
}

fn built_files_are_what_build_writes() {
    let folder = tempfile::tempdir().unwrap();
    let summary = built(folder.path());
    golden(&output().join("harbour_page/summary.txt"), &summary);
    for name in COMMITTED {
        golden(&output().join("harbour_page").join(name), &std::fs::read_to_string(folder.path().join(name)).unwrap());
    }
}

fn files_of_the_examples_are_what_they_write() {
    let mut written = Vec::new();
    who_must_do_what::who_must_do_what(&page("green_opinion.txt"), &mut written).unwrap();
    golden(&output().join("who_must_do_what.txt"), &text(&written));
    let mut written = Vec::new();
    compare_two_pages::compare_two_pages(&page("harbour_page.txt"), &page("harbour_digest.txt"), &mut written).unwrap();
    golden(&output().join("compare_two_pages.txt"), &text(&written));
    let run = yaodian(&["explain", "不得以智慧化改造為名違規填海", "examples/pages/harbour_page.txt", "--limit", "1"], root());
    golden(&output().join("explain.txt"), &text(&run.stdout));
}

#[test]
fn the_picture_is_drawn_from_the_graph() {
    let folder = tempfile::tempdir().unwrap();
    built(folder.path());
    let drawing = std::fs::read(folder.path().join("graph.dot")).unwrap();
    let digest: String = Sha256::digest(&drawing).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
    let mark = format!("<!-- graph.dot sha256:{digest} -->\n");
    let picture = output().join("harbour_page/graph.svg");
    if let Some(drawn) = draw(&drawing).filter(|_| updating()) {
        std::fs::write(&picture, drawn + &mark).unwrap();
    }
    // Another version of dot draws other bytes: the picture names the drawing that it was made from.
    let committed = std::fs::read_to_string(&picture).unwrap_or_default();
    assert!(committed.ends_with(&mark), "{} was drawn from another graph.dot: UPDATE_GOLDEN=1 cargo test outputs", picture.display());
}

/// The picture, or nothing where `dot` is not installed.
fn draw(drawing: &[u8]) -> Option<String> {
    let started = Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut dot) = started else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: dot is not installed, the picture was not drawn");
        return None;
    };
    let mut input = dot.stdin.take().unwrap();
    let bytes = drawing.to_vec();
    let writer = std::thread::spawn(move || input.write_all(&bytes));
    let run = dot.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(run.status.success(), "dot refuses the drawing: {}", text(&run.stderr));
    Some(text(&run.stdout))
}

fn the_readme_quotes_what_is_written() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let mut quoted = String::new();
    let mut found = 0;
    for (index, part) in readme.split("```").enumerate() {
        // A quote is announced by its file: `output/…` is the last code before it.
        let file = quoted.trim_end().trim_end_matches('`').rsplit('`').nth(1).filter(|name| name.starts_with("output/")).map(str::to_owned);
        if index > 0 {
            quoted.push_str("```");
        }
        match file.filter(|_| index % 2 == 1) {
            None => quoted.push_str(part),
            Some(file) => {
                let written = std::fs::read_to_string(root().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
                let length = part.lines().skip(1).filter(|line| *line != "…").count();
                let language = part.lines().next().unwrap_or_default();
                quoted.extend([language, "\n"]);
                written.lines().take(length).for_each(|line| quoted.extend([line, "\n"]));
                if written.lines().count() > length {
                    quoted.push_str("…\n");
                }
                found += 1;
            }
        }
    }
    assert!(found > 0, "the README shows what the program writes");
    golden(&path, &quoted);
}

#[test]
fn the_commands_of_the_readme_are_those_that_are_tested() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    for command in ["cargo run --release -- build examples/pages/harbour_page.txt -o output/harbour_page", "cargo test"] {
        assert!(readme.lines().any(|line| line == command), "{command}");
    }
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    assert!(ci.lines().any(|line| line.trim_start().starts_with("cargo test")));
}
