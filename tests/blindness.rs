//! How a page is printed changes nothing: hard-wrapped or not, Traditional or Simplified, the same
//! points and names are found (invariant 9).
//!
//! Where the program does not keep the law yet, the difference stands in `golden/blindness_*.txt`: a
//! rule that breaks it anew fails here, and one that mends it takes lines away. Empty is the aim.

use crate::support::{content, difference, golden, pages, pipeline, root, source};
use std::collections::BTreeMap;
use yaodian::model::{Language, Source};
use yaodian::normalize::{fold, normalize};

/// The page as one line a paragraph.
fn unwrapped(source: &Source) -> String {
    normalize(source).chars.iter().collect()
}

/// The page as print has it: no line of running text longer than `width` characters, words whole, a
/// blank line after each paragraph. Headings keep their line: print sets them in a larger type.
fn wrapped(source: &Source, width: usize) -> String {
    let mut page = String::new();
    for block in unwrapped(source).lines() {
        let heading = block.chars().count() <= 40 && !block.contains(['。', '；', '，', '.']);
        let width = if heading { usize::MAX } else { width };
        let mut used = 0;
        for word in words(block, source.language) {
            let length = word.chars().count();
            if used > 0 && used + length > width {
                page.truncate(page.trim_end_matches(' ').len());
                page.push('\n');
                used = 0;
            }
            page.push_str(word);
            used += length;
        }
        page.push_str("\n\n");
    }
    page
}

/// What may not be broken: a Latin word with the blank behind it, a Han character with the
/// punctuation behind it.
fn words(block: &str, language: Language) -> Vec<&str> {
    if language == Language::English {
        return block.split_inclusive(' ').collect();
    }
    let mut cuts = vec![0];
    for (at, character) in block.char_indices().skip(1) {
        let stays = "，。、；：！？」』）》”’…%％".contains(character) || character.is_ascii_alphanumeric();
        if !stays {
            cuts.push(at);
        }
    }
    cuts.push(block.len());
    cuts.windows(2).filter_map(|cut| block.get(cut[0]..cut[1])).collect()
}

fn content_of(text: &str) -> BTreeMap<String, usize> {
    content(&pipeline().graph(vec![Source::new("page.txt", text)]))
}

fn lines(faults: &[String]) -> String {
    faults.iter().flat_map(|fault| [fault.as_str(), "\n"]).collect()
}

#[test]
fn wrapped_and_unwrapped_pages_give_the_same() {
    let mut faults = Vec::new();
    for page in pages() {
        let source = source(&page);
        let plain = content_of(&unwrapped(&source));
        let widths: &[usize] = if source.language == Language::English { &[64, 72, 80] } else { &[18, 24, 37] };
        for width in widths {
            let lines = difference(&plain, &content_of(&wrapped(&source, *width)));
            if !lines.is_empty() {
                faults.push(format!("{} at {width}:\n  {}", source.path, lines.join("\n  ")));
            }
        }
    }
    golden(&root().join("tests/golden/blindness_wrapped.txt"), &lines(&faults));
}

#[test]
fn the_page_as_it_came_and_unwrapped_give_the_same() {
    let mut faults = Vec::new();
    for page in pages() {
        let source = source(&page);
        let lines = difference(&content_of(&source.text), &content_of(&unwrapped(&source)));
        if !lines.is_empty() {
            faults.push(format!("{}:\n  {}", source.path, lines.join("\n  ")));
        }
    }
    golden(&root().join("tests/golden/blindness_unwrapped.txt"), &lines(&faults));
}

#[test]
fn traditional_and_simplified_pages_give_the_same() {
    let mut faults = Vec::new();
    for page in pages() {
        let source = source(&page);
        let lines = difference(&content_of(&source.text), &content_of(&fold(&source.text)));
        if !lines.is_empty() {
            faults.push(format!("{}:\n  {}", source.path, lines.join("\n  ")));
        }
    }
    golden(&root().join("tests/golden/blindness_script.txt"), &lines(&faults));
}
