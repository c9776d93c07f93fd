//! The output is a function of the set of inputs: not of their order, the threads, the folder or the
//! moment (invariant 8).

use crate::support::{json, pages, pipeline, root, source, text, yaodian};
use yaodian::model::Source;

fn sources() -> Vec<Source> {
    pages().iter().map(|page| source(page)).collect()
}

#[test]
fn any_order_of_inputs_gives_the_same_bytes() {
    let first = json(&pipeline().graph(sources()));
    for turn in 1..sources().len() {
        let mut turned = sources();
        turned.rotate_left(turn);
        assert!(json(&pipeline().graph(turned)) == first, "turned by {turn}");
    }
    let mut backwards = sources();
    backwards.reverse();
    assert!(json(&pipeline().graph(backwards)) == first);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let bytes = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| json(&pipeline().graph(sources())))
    };
    let one = bytes(1);
    assert!(bytes(8) == one && bytes(1) == one);
}

#[test]
fn a_text_that_is_given_twice_counts_once() {
    let mut twice = sources();
    twice.extend(sources());
    assert!(json(&pipeline().graph(twice)) == json(&pipeline().graph(sources())));
}

#[test]
fn any_folder_and_path_give_the_same_files() {
    let here = tempfile::tempdir().unwrap();
    let there = tempfile::tempdir().unwrap();
    let pages: Vec<String> = pages().iter().map(|page| page.to_string_lossy().into_owned()).collect();
    let mut first: Vec<&str> = vec!["build", "-q", "--threads", "1", "-o", "out"];
    first.extend(pages.iter().map(String::as_str));
    let run = yaodian(&first, here.path());
    assert!(run.status.success(), "{}", text(&run.stderr));
    let folder = root().join("examples/pages");
    let run = yaodian(&["build", "-q", "--threads", "8", "-o", &there.path().join("other/out").to_string_lossy(), "."], &folder);
    assert!(run.status.success(), "{}", text(&run.stderr));
    let (left, right) = (here.path().join("out"), there.path().join("other/out"));
    let mut compared = 0;
    for entry in std::fs::read_dir(&left).unwrap() {
        let name = entry.unwrap().file_name();
        let (one, other) = (std::fs::read(left.join(&name)).unwrap(), std::fs::read(right.join(&name)).unwrap());
        assert!(one == other, "{} differs", name.to_string_lossy());
        compared += 1;
    }
    assert!(compared > 0);
}
