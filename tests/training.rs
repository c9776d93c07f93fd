//! Training: the same bytes again, a model that is used, and refusals with a remedy.

use crate::support::{root, text, yaodian};

const PAGE: &str = "examples/pages/minutes.txt";

/// A few sentences as BIO, enough to learn that 长 follows the name of a body.
fn bio() -> String {
    let label = |words: &str, first: &str, next: &str| {
        let mut lines = String::new();
        for (index, c) in words.chars().enumerate() {
            lines.push(c);
            lines.push('\t');
            lines.push_str(if index == 0 { first } else { next });
            lines.push('\n');
        }
        lines
    };
    let mut text = String::new();
    for (person, place) in [("王小明", "北京"), ("李大同", "上海"), ("陈志强", "广州"), ("赵文华", "天津")] {
        for verb in ["在", "到", "从"] {
            text += &(label("局长", "O", "O") + &label(person, "B-PER", "I-PER") + &label(verb, "O", "O"));
            text += &(label(place, "B-LOC", "I-LOC") + &label("出席会议。", "O", "O") + "\n");
        }
    }
    text
}

#[test]
fn training_on_names_gives_the_same_bytes_and_a_model_that_is_used() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.bio"), bio()).unwrap();
    std::fs::create_dir(folder.path().join("else")).unwrap();
    std::fs::write(folder.path().join("else/b.bio"), bio()).unwrap();
    let train = |file: &str, model: &str, more: &[&str]| {
        let mut arguments = vec!["train", "entities", file, "-o", model, "--epochs", "3"];
        arguments.extend(more);
        yaodian(&arguments, folder.path())
    };
    let run = train("a.bio", "one.model", &["--dev", "a.bio"]);
    let said = text(&run.stdout);
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(run.stderr.is_empty(), "no progress where nobody looks: {}", text(&run.stderr));
    for word in ["dev  person", "dev  place", "dev  all", "12 sentences", "one.model"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!said.contains("organization"), "only what the file marks: {said}");
    let quiet = train("else/b.bio", "two.model", &["-q"]);
    assert!(quiet.status.success() && quiet.stdout.is_empty(), "{}", text(&quiet.stderr));
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("one.model") == bytes("two.model"), "the same files, wherever they lie, give the same model");
    train("a.bio", "seed.model", &["--seed", "2"]);
    assert!(bytes("one.model") != bytes("seed.model"), "the seed decides");
    std::fs::write(folder.path().join("page.txt"), "会议指出，要加强监管。局长周文明在北京出席会议。").unwrap();
    let used = yaodian(&["points", "page.txt", "--model", "one.model"], folder.path());
    assert_eq!(used.status.code(), Some(0), "{}", text(&used.stderr));
    assert!(text(&used.stdout).contains("加强监管"));
    assert!(std::fs::read_dir(folder.path()).unwrap().all(|entry| !entry.unwrap().file_name().to_string_lossy().contains("partial")));
}

#[test]
fn what_cannot_be_trained_on_is_said_with_a_remedy_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).unwrap();
    write("broken.bio", "王\tB-PER\n五 O\n");
    write("strange.bio", "王\tB-animal\n");
    write("bare.bio", "王\tO\n");
    write("names.bio", &bio());
    write("english.ann", "The Director shall establish a programme for all of the agencies of the Government.");
    write("english.points.tsv", "The Director shall establish a programme\tshall\n");
    for (arguments, expected) in [
        (&["entities", "broken.bio"][..], "broken.bio:2:"),
        (&["entities", "strange.bio"], "animal"),
        (&["entities", "bare.bio"], "mark no name"),
        (&["entities", "missing.bio"], "missing.bio"),
        (&["entities", "names.bio", "--marks", "person"], "place"),
        (&["clauses", "missing"], "missing.ann"),
        (&["clauses", "english"], "no clause to learn from"),
        (&["clauses", "english", "--penalty", "NaN"], "--penalty"),
    ] {
        let run = yaodian(&[&["train"], arguments, &["-o", "out.model"]].concat(), folder.path());
        let said = text(&run.stderr);
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {said}");
        assert!(said.contains(expected) && said.contains("hint:"), "{arguments:?}: {said}");
        assert!(!folder.path().join("out.model").exists(), "{arguments:?}");
    }
}

#[test]
fn a_clause_model_of_ones_own_decides_what_is_a_point() {
    let folder = tempfile::tempdir().unwrap();
    let stem = |name: &str| root().join("tests/corpus").join(name).to_string_lossy().into_owned();
    let (one, two, english) = (stem("minutes"), stem("green_opinion"), stem("data_order"));
    let train = |model: &str| yaodian(&["train", "clauses", &one, &two, &english, "-o", model, "--epochs", "5"], folder.path());
    let run = train("clauses.model");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stderr).contains("data_order"), "an English text is passed over, and that is said: {}", text(&run.stderr));
    let said = text(&run.stdout);
    assert!(said.contains("2 texts") && said.contains("sequences") && said.contains("bytes in clauses.model"), "{said}");
    train("again.model");
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("clauses.model") == bytes("again.model"));
    let page = root().join(PAGE).to_string_lossy().into_owned();
    let points = |more: &[&str]| {
        let run = yaodian(&[&["points", &page, "--format", "tsv", "--columns", "quote,rule"], more].concat(), folder.path());
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        text(&run.stdout)
    };
    let own = points(&["--model", "clauses.model"]);
    assert!(own.lines().count() > 5 && own.contains("clause-model"), "{own}");
    assert!(own != points(&["--rules-only"]), "the model is used");
}

#[test]
fn a_model_of_predicates_of_ones_own_finds_verb_and_object() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, words: &str| std::fs::write(folder.path().join(name), words).unwrap();
    write("page.ann", &"各碼頭應當檢修設備。港務局應當公布航線。各縣應當清理航道。\n".repeat(4));
    let rows = [
        "各碼頭應當檢修設備\tshall\t-\t各碼頭\t-\t-\t-\t-\t檢修@5\t各碼頭@0\n",
        "各縣應當清理航道\tshall\t-\t各縣\t-\t-\t-\t-\t清理@4\t各縣@0\n",
    ];
    write("page.points.tsv", &rows.concat().repeat(4));
    write("bare.ann", "各碼頭應當檢修設備。\n");
    write("bare.points.tsv", "各碼頭應當檢修設備\tshall\t-\t各碼頭\t-\t-\t-\t-\n");
    let train = |stem: &str, model: &str| yaodian(&["train", "predicates", stem, "-o", model], folder.path());
    let run = train("page", "own.model");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    assert!(text(&run.stdout).contains("8 statements"), "{}", text(&run.stdout));
    train("page", "again.model");
    let bytes = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert!(bytes("own.model") == bytes("again.model"));
    write("new.txt", "各港應當檢修碼頭。\n");
    let run = yaodian(&["points", "new.txt", "--format", "tsv", "--columns", "aim,object", "--model", "own.model"], folder.path());
    // The lessons call who acts the object, which no rule does.
    assert!(text(&run.stdout).contains("檢修\t各港"), "{}{}", text(&run.stdout), text(&run.stderr));
    for option in ["--penalty", "--epochs"] {
        let run = yaodian(&["train", "predicates", "page", "-o", "none.model", option, "NaN"], folder.path());
        assert_eq!(run.status.code(), Some(2), "{option}");
    }
    let run = train("bare", "none.model");
    assert!(run.status.code() == Some(2) && text(&run.stderr).contains("hint:") && !folder.path().join("none.model").exists());
}

#[test]
fn weights_of_ones_own_decide_the_themes() {
    let folder = tempfile::tempdir().unwrap();
    let stem = |name: &str| root().join("tests/corpus").join(name).to_string_lossy().into_owned();
    let (one, two, english) = (stem("minutes"), stem("green_opinion"), stem("data_order"));
    let train = |output: &str| yaodian(&["train", "themes", &one, &one, &two, &english, "-o", output, "--folds", "3"], folder.path());
    let run = train("mine/themes");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let said = text(&run.stdout);
    assert!(said.contains("3 texts") && said.contains("first topic right") && said.contains("F1 of themes"), "{said}");
    train("again");
    let bytes = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    for name in ["points.weights.tsv", "cap.weights.tsv"] {
        assert!(bytes(&format!("mine/themes/{name}")) == bytes(&format!("again/{name}")), "{name}");
    }
    let page = root().join(PAGE).to_string_lossy().into_owned();
    let themes = |more: &[&str]| {
        let run =
            yaodian(&[&["points", &page, "--format", "tsv", "--columns", "quote,theme:points,theme:cap"], more].concat(), folder.path());
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        text(&run.stdout)
    };
    let own = themes(&["--codebook", "mine"]);
    assert!(own.contains("governance") && own != themes(&[]), "the weights are used: {own}");
    std::fs::write(folder.path().join("mine/themes/cap.weights.tsv"), "bias\t-\t1.5\n").unwrap();
    let run = yaodian(&["points", &page, "--codebook", "mine"], folder.path());
    let said = text(&run.stderr);
    assert!(run.status.code() == Some(2) && said.contains("cap.weights.tsv:1") && said.contains("train themes"), "{said}");
    let run = yaodian(&["train", "themes", &one, "-o", "none"], folder.path());
    assert!(run.status.code() == Some(2) && text(&run.stderr).contains("hint:") && !folder.path().join("none").exists());
}

#[test]
fn a_damaged_or_foreign_model_is_refused_with_its_path() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("page.txt"), "會議指出，要加強基礎研究。").unwrap();
    for name in ["clauses", "entities"] {
        let model = std::fs::read(root().join(format!("src/lang/zh/model/{name}.model"))).unwrap();
        let mut flipped = model.clone();
        flipped[model.len() / 2] ^= 1;
        for (bytes, expected) in
            [(&flipped[..], "SHA-256"), (&model[..model.len() / 2], "SHA-256"), (&model[..20], "cut short"), (b"PK", "YDMODEL")]
        {
            std::fs::write(folder.path().join("damaged.model"), bytes).unwrap();
            let run = yaodian(&["points", "page.txt", "--model", "damaged.model"], folder.path());
            let said = text(&run.stderr);
            assert_eq!(run.status.code(), Some(2), "{said}");
            assert!(said.contains("damaged.model") && said.contains(expected) && said.contains("hint:"), "{said}");
            assert!(run.stdout.is_empty());
        }
    }
    let run = yaodian(&["points", "page.txt", "--model", "nowhere.model"], folder.path());
    assert_eq!((run.status.code(), text(&run.stderr).matches("nowhere.model").count()), (Some(2), 1), "{}", text(&run.stderr));
}
