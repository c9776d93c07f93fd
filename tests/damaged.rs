//! Damaged files fail with a message that helps and take nothing else with them; strange but sound
//! files are read.

use crate::support::{files, outside, pages, text, yaodian};
use std::path::Path;

/// Makes the damage by itself, so that it is always tested.
fn damaged(folder: &Path) -> Vec<(&'static str, Vec<u8>)> {
    let page = "會議要求，要加強數據安全監管。\n".repeat(40);
    let mut half = page.clone().into_bytes();
    half.truncate(page.len() / 2 + 1);
    let mixed = [page.as_bytes(), &[0xbc, 0xd3, 0xc7, 0xbf, 0xbc, 0xe0, 0xb9, 0xdc, 0xff]].concat();
    let cases = vec![
        ("empty.txt", Vec::new()),
        ("blank.txt", b" \n\t\n".to_vec()),
        ("furniture.txt", b"- 1 -\n\n- 2 -\n\n- 3 -\n".to_vec()),
        ("nul.txt", [page.as_bytes(), &[0; 64]].concat()),
        ("half_a_character.txt", half),
        ("two_encodings.txt", mixed),
        ("picture.png", b"\x89PNG\r\n\x1a\n0000".to_vec()),
        ("broken.pdf", b"%PDF-1.7\n1 0 obj".to_vec()),
        ("broken.docx", b"PK\x03\x04broken".to_vec()),
        ("no_docx.docx", b"this is no archive".to_vec()),
    ];
    for (name, bytes) in &cases {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
    cases
}

fn fails_cleanly(path: &Path, folder: &Path) {
    let run = yaodian(&["build", "-o", "out", &path.to_string_lossy()], folder);
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(2), "{}: nothing could be read\n{said}", path.display());
    assert!(said.contains("error[Y") && said.contains("hint:"), "{}: {said}", path.display());
    assert!(!said.contains("panicked"), "{said}");
    assert!(!folder.join("out/graph.json").exists(), "nothing is written of nothing");
}

#[test]
fn damaged_files_fail_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    for (name, _) in damaged(folder.path()) {
        fails_cleanly(&folder.path().join(name), folder.path());
    }
}

#[test]
fn damaged_files_do_not_take_others_with_them() {
    let folder = tempfile::tempdir().unwrap();
    let bad = tempfile::tempdir().unwrap();
    let cases = damaged(bad.path());
    let page = pages().remove(0);
    let (bad, page) = (bad.path().to_string_lossy().into_owned(), page.to_string_lossy().into_owned());
    let run = yaodian(&["build", "-o", "out", &bad, &page], folder.path());
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    for (name, _) in &cases {
        assert!(said.contains(name), "{name} is named: {said}");
    }
    let alone = yaodian(&["build", "-q", "-o", "alone", &page], folder.path());
    assert_eq!(alone.status.code(), Some(0), "{}", text(&alone.stderr));
    let read = |name: &str| std::fs::read(folder.path().join(name).join("graph.json")).unwrap();
    assert!(read("out") == read("alone"), "what was read is read as if alone");
}

#[test]
fn a_file_over_the_bound_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("long.txt"), "加強監管。".repeat(100)).unwrap();
    let run = yaodian(&["build", "long.txt", "--max-bytes", "1000", "-o", "out"], folder.path());
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("Y002"), "{}", text(&run.stderr));
}

#[test]
fn strange_files_of_the_world_fail_or_read() {
    let Some(bad) = outside("data/real-files/derived-bad") else { return };
    let folder = tempfile::tempdir().unwrap();
    for path in files(&bad, "") {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name.starts_with("bad_") {
            fails_cleanly(&path, folder.path());
        } else {
            let run = yaodian(&["text", &path.to_string_lossy()], folder.path());
            assert_eq!(run.status.code(), Some(0), "{name}: {}", text(&run.stderr));
            assert!(run.stdout.len() > 100 && !text(&run.stdout).contains('\u{fffd}'), "{name}");
        }
    }
}

#[test]
fn encodings_give_one_text() {
    let folder = tempfile::tempdir().unwrap();
    let page = "會議指出，要加強數據安全監管，不得擅自處理個人信息。\n各部門應當建立健全工作機制，推動高質量發展。\n";
    let simplified = yaodian::normalize::fold(page);
    let wide: Vec<u8> = [0xfeff].into_iter().chain(page.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("marked.txt", [b"\xef\xbb\xbf", page.as_bytes()].concat(), page),
        ("wide.txt", wide, page),
        ("big5.txt", encoding_rs::BIG5.encode(page).0.into_owned(), page),
        ("gb18030.txt", encoding_rs::GB18030.encode(&simplified).0.into_owned(), &simplified),
        ("windows.txt", page.replace('\n', "\r\n").into_bytes(), page),
    ];
    for (name, bytes, expected) in cases {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let run = yaodian(&["text", name], folder.path());
        assert_eq!(text(&run.stdout), expected, "{name}: {}", text(&run.stderr));
    }
}
