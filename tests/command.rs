//! The command line as a user or a script meets it.

use crate::support::{command, pages, root, text, yaodian};
use std::io::{BufRead, BufReader, Read, Write};
use std::process::Stdio;

const PAGE: &str = "examples/pages/minutes.txt";

#[test]
fn help_teaches_every_command_with_an_example() {
    let help = text(&yaodian(&["--help"], root()).stdout);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| !line.starts_with("Commands:"))
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .collect();
    assert!(commands.len() >= 10, "{help}");
    for name in commands {
        let run = yaodian(&[name, "--help"], root());
        assert_eq!(run.status.code(), Some(0));
        let page = text(&run.stdout);
        assert!(page.contains("Example") && page.contains(&format!("yaodian {name}")), "{page}");
    }
}

#[test]
fn mistakes_on_the_command_line_are_exit_status_two() {
    let folder = tempfile::tempdir().unwrap();
    for arguments in [
        &["build"][..],
        &["fly"],
        &["build", PAGE, "--format", "parchment"],
        &["build", PAGE, "--no-merge", "no-such-rule"],
        &["build", "no/such/file.txt"],
        &["build", PAGE, "--codebook", "no/such/folder"],
        &["explain", "x"],
        &["score", "no/such", "graph.json"],
        &["agree", "a.csv", "b.csv"],
        &["merge", "no_graph.json"],
        &["themes", "no_such_scheme"],
    ] {
        let run = yaodian(arguments, folder.path());
        assert_eq!(run.status.code(), Some(2), "{arguments:?}: {}", text(&run.stderr));
        assert!(!run.stderr.is_empty() && run.stdout.is_empty(), "{arguments:?}");
    }
}

#[test]
fn build_tells_what_it_found_and_where_it_wrote_it() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("deep/out").to_string_lossy().into_owned();
    let run = yaodian(&["build", "examples/pages/harbour_page.txt", "-o", &output], root());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let summary = text(&run.stdout);
    for word in ["harbour_page.txt", "Traditional Chinese", "article", "policy points", "said by", "顧延章", "organization", "graph.json"]
    {
        assert!(summary.contains(word), "{word}: {summary}");
    }
    assert!(!summary.contains('\u{1b}'), "no colour when nobody looks");
    assert!(run.stderr.is_empty(), "{}", text(&run.stderr));
    let graph: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("deep/out/graph.json")).unwrap()).unwrap();
    assert_eq!((graph["format"].as_str(), graph["version"].as_u64()), (Some("yaodian-graph"), Some(1)));
    assert_eq!(graph["sources"][0]["path"].as_str(), Some("harbour_page.txt"));
    let quiet = yaodian(&["build", "examples/pages/harbour_page.txt", "-o", &output, "-q"], root());
    assert!(quiet.stdout.is_empty() && quiet.stderr.is_empty());
}

#[test]
fn colour_comes_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    let coloured = |more: &[&str]| {
        let mut arguments = vec!["build", PAGE, "-o", &output];
        arguments.extend(more);
        text(&yaodian(&arguments, root()).stdout).contains('\u{1b}')
    };
    assert!(coloured(&["--color", "always"]));
    assert!(!coloured(&["--color", "never"]) && !coloured(&[]));
}

#[test]
fn no_half_written_file_stays_and_old_files_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("graph.json"), "old").unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    assert_eq!(yaodian(&["build", "-q", PAGE, "-o", &output], root()).status.code(), Some(0));
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let name = entry.unwrap().file_name().to_string_lossy().into_owned();
        assert!(!name.starts_with('.') && !name.contains("partial"), "{name}");
    }
    assert!(std::fs::metadata(folder.path().join("graph.json")).unwrap().len() > 1000);
    // A folder where a file should be made: status 2, and the rest is not touched.
    let file = folder.path().join("graph.json").to_string_lossy().into_owned();
    let run = yaodian(&["build", "-q", PAGE, "-o", &file], root());
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("not a folder"), "{}", text(&run.stderr));
}

#[test]
fn the_same_text_twice_counts_once_with_a_note() {
    let folder = tempfile::tempdir().unwrap();
    let page = std::fs::read(root().join(PAGE)).unwrap();
    std::fs::write(folder.path().join("a.txt"), &page).unwrap();
    std::fs::write(folder.path().join("b.txt"), &page).unwrap();
    let run = yaodian(&["build", "b.txt", "a.txt", "a.txt", "-o", "out"], folder.path());
    assert_eq!(run.status.code(), Some(0));
    let said = text(&run.stderr);
    assert!(said.contains("note[Y030]") && said.lines().count() == 1, "{said}");
    assert!(text(&run.stdout).contains("a.txt"));
}

#[test]
fn folders_are_walked_in_order_and_hidden_files_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let inside = |name: &str, words: &str| {
        let path = folder.path().join("in").join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, words).unwrap();
    };
    inside("b/two.txt", "會議要求，要完善監管體系。");
    inside("a/one.txt", "會議指出，要加強基礎研究。");
    inside(".hidden/three.txt", "要推動合作。");
    inside("a/.four.txt", "要推動合作。");
    inside("a/photo.jpg", "\u{0}");
    let run = yaodian(&["build", "in", "-o", "out", "--diagnostics", "json"], folder.path());
    assert_eq!(run.status.code(), Some(1));
    let said = text(&run.stderr);
    let fault: serde_json::Value = serde_json::from_str(said.trim()).unwrap();
    assert_eq!(fault["code"].as_str(), Some("Y004"));
    assert!(fault["path"].as_str().is_some_and(|path| path.ends_with("photo.jpg")));
    let graph: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("out/graph.json")).unwrap()).unwrap();
    assert_eq!(graph["sources"].as_array().map(Vec::len), Some(2));
}

#[test]
fn standard_input_is_a_document() {
    let mut child = command(root()).args(["text", "-"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all("加強監管。\r\n".as_bytes()).unwrap();
    let run = child.wait_with_output().unwrap();
    assert_eq!((run.status.code(), text(&run.stdout).as_str()), (Some(0), "加強監管。\n"));
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let pages: Vec<String> = pages().iter().map(|page| page.to_string_lossy().into_owned()).collect();
    let output = tempfile::tempdir().unwrap();
    let folder = output.path().to_string_lossy().into_owned();
    let cases = [vec!["points"], vec!["explain", "要"], vec!["themes"], vec!["build", "-o", &folder], vec!["text"]];
    for case in cases {
        let mut process = command(root());
        process.args(&case);
        match case[0] {
            "themes" => {}
            "text" => {
                process.arg(&pages[0]);
            }
            _ => {
                process.args(&pages);
            }
        }
        let mut child = process.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{case:?}: {said}");
        assert!(!said.contains("panicked") && !said.contains("Broken pipe"), "{said}");
    }
}

#[test]
fn explain_shows_the_place_the_rule_and_the_edges() {
    let run = yaodian(&["explain", "顾延章", "examples/pages/harbour_page.txt", "--limit", "1"], root());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let shown = text(&run.stdout);
    assert!(
        shown.contains("person:顾延章") && shown.contains("⟦顧延章⟧") && shown.contains("─states→") && shown.contains("harbour_page.txt:"),
        "{shown}"
    );
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    yaodian(&["build", "-q", "examples/pages/harbour_page.txt", "-o", &output], root());
    let graph = folder.path().join("graph.json").to_string_lossy().into_owned();
    let again = yaodian(&["explain", "顾延章", "--graph", &graph, "examples/pages/harbour_page.txt", "--limit", "1"], root());
    assert_eq!(text(&again.stdout), shown, "from disk as from memory");
    let id = shown.split_whitespace().find(|word| word.starts_with("person:")).unwrap();
    let bare = yaodian(&["explain", id, "--graph", &graph], root());
    assert_eq!(bare.status.code(), Some(0), "{}", text(&bare.stderr));
    let wrong = yaodian(&["explain", "顾延章", "--graph", &graph, PAGE], root());
    assert_eq!(wrong.status.code(), Some(2), "a text that the graph was not built from");
}

#[test]
fn score_and_agree_give_figures_in_words_and_json() {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().to_string_lossy().into_owned();
    yaodian(&["build", "-q", PAGE, "-o", &output], root());
    let graph = folder.path().join("graph.json").to_string_lossy().into_owned();
    let table = yaodian(&["score", "tests/corpus/minutes", &graph, PAGE, "--misses"], root());
    assert_eq!(table.status.code(), Some(0), "{}", text(&table.stderr));
    assert!(text(&table.stdout).contains("entities, exact") && text(&table.stdout).contains("missed points"));
    let figures = yaodian(&["score", "tests/corpus/minutes", &graph, PAGE, "--json"], root());
    let card: serde_json::Value = serde_json::from_slice(&figures.stdout).unwrap();
    assert_eq!(card["fidelity"]["wrong_quote"].as_u64(), Some(0));
    let agree = yaodian(&["agree", "tests/corpus/minutes", &graph, "--source", PAGE, "--resamples", "50", "--json"], root());
    let agreement: serde_json::Value = serde_json::from_slice(&agree.stdout).unwrap();
    assert!(agreement["matched"].as_u64() > Some(0), "{agreement}");
    let again = yaodian(&["agree", "tests/corpus/minutes", &graph, "--source", PAGE, "--resamples", "50", "--json"], root());
    assert_eq!(agree.stdout, again.stdout, "the seed decides");
    std::fs::write(folder.path().join("a.csv"), "start,end,theme\n0,10,x\n20,30,y\n").unwrap();
    std::fs::write(folder.path().join("b.csv"), "start,end,theme\n0,10,x\n21,30,y\n").unwrap();
    let tables = yaodian(&["agree", "a.csv", "b.csv", "--length", "100"], folder.path());
    assert!(text(&tables.stdout).contains("Krippendorff"), "{}", text(&tables.stderr));
}

#[test]
fn extract_answers_each_line_before_it_waits_for_the_next() {
    let mut child =
        command(root()).args(["extract", "--jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    let mut ask = |line: &str| {
        writeln!(input, "{line}").unwrap();
        input.flush().unwrap();
    };
    for (id, words) in [("a", "會議指出，要加強基礎研究。"), ("b", "各部門應當完善監管體系。")] {
        ask(&serde_json::json!({"id": id, "title": "題目", "date": "2026-05-09", "text": words}).to_string());
        let mut answer = String::new();
        output.read_line(&mut answer).unwrap();
        let graph: serde_json::Value = serde_json::from_str(&answer).unwrap();
        assert_eq!(graph["sources"][0]["path"].as_str(), Some(id));
        assert_eq!((graph["sources"][0]["title"].as_str(), graph["sources"][0]["date"].as_str()), (Some("題目"), Some("2026-05-09")));
        assert!(graph["nodes"].as_array().unwrap().iter().any(|node| node["kind"] == "point"));
    }
    ask("this is no document");
    ask("");
    ask("{\"text\": \"\"}");
    drop(input);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "lines were left out");
    assert!(said.contains("stdin:3:") && said.contains("stdin:5:") && said.lines().count() == 2, "{said}");
}

#[test]
fn merged_graphs_are_the_graph_of_all() {
    let folder = tempfile::tempdir().unwrap();
    let page = |name: &str| root().join("examples/pages").join(name).to_string_lossy().into_owned();
    let (one, other) = (page("harbour_page.txt"), page("data_order.txt"));
    for (inputs, output) in [(vec![&one], "one"), (vec![&other], "other"), (vec![&one, &other], "both")] {
        let mut arguments = vec!["build", "-q", "-o", output];
        arguments.extend(inputs.iter().map(|input| input.as_str()));
        assert_eq!(yaodian(&arguments, folder.path()).status.code(), Some(0));
    }
    let left = yaodian(&["merge", "one/graph.json", "other/graph.json"], folder.path());
    let right = yaodian(&["merge", "other/graph.json", "one/graph.json", "one/graph.json"], folder.path());
    assert_eq!(left.status.code(), Some(0), "{}", text(&left.stderr));
    assert!(left.stdout == right.stdout, "in any order");
    let both = std::fs::read(folder.path().join("both/graph.json")).unwrap();
    assert!(left.stdout == both, "as if built together");
}

#[test]
fn the_codebook_is_sound_and_faults_have_a_place_and_a_remedy() {
    let run = yaodian(&["themes", "--lint"], root());
    assert_eq!(run.status.code(), Some(0), "{}{}", text(&run.stdout), text(&run.stderr));
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("gazetteer")).unwrap();
    std::fs::write(folder.path().join("gazetteer/posts.tsv"), "# posts\n局長\tposition\t\t\n").unwrap();
    let run = yaodian(&["themes", "--lint", "--codebook", &folder.path().to_string_lossy()], root());
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(1), "{said}");
    assert!(said.contains("posts.tsv:2:") && said.contains("Y040") && said.contains("hint:"), "{said}");
    std::fs::write(folder.path().join("own.toml"), "[scheme]\nid = \"own\"\n").unwrap();
    let run = yaodian(&["themes", "own.toml", "--lint"], folder.path());
    assert_eq!(run.status.code(), Some(1), "{}", text(&run.stdout));
    assert!(text(&run.stderr).contains("own.toml:"), "{}", text(&run.stderr));
}

#[test]
fn themes_are_listed_with_what_they_mean() {
    let all = text(&yaodian(&["themes"], root()).stdout);
    for scheme in ["points", "cap", "statecouncil", "instruments"] {
        assert!(all.lines().any(|line| line.starts_with(scheme)), "{all}");
    }
    let points = text(&yaodian(&["themes", "points"], root()).stdout);
    assert!(points.contains("governance  治理 · 治理 · Governance") && points.contains("cues:"), "{points}");
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.csv"), "id,label,parent,cues,exclude,weight\nwater,水利,,水庫;堤防,,2\n").unwrap();
    let own = yaodian(&["themes", "own.csv"], folder.path());
    assert!(text(&own.stdout).contains("水库 堤防"), "{}{}", text(&own.stdout), text(&own.stderr));
}

#[test]
fn the_rest_is_what_gave_no_point_in_every_form() {
    let page = "examples/pages/harbour_page.txt";
    let rest = |format: &str| yaodian(&["points", page, PAGE, "--rest", "--format", format], root());
    let lines = text(&rest("tsv").stdout);
    let mut rows = lines.lines();
    assert_eq!(rows.next(), Some("source\tline\tstart\tquote\treason"));
    let mut number = 0;
    for row in rows {
        let fields: Vec<&str> = row.split('\t').collect();
        assert_eq!(fields.len(), 5, "{row}");
        assert!(["harbour_page.txt", "minutes.txt"].contains(&fields[0]) && !fields[4].is_empty(), "{row}");
        let source = std::fs::read_to_string(root().join("examples/pages").join(fields[0])).unwrap();
        let start: usize = fields[2].parse().unwrap();
        let before: String = source.chars().take(start).collect();
        assert_eq!(fields[1].parse::<usize>().unwrap(), before.matches('\n').count() + 1, "{row}");
        assert_eq!(source.chars().nth(start), fields[3].chars().next(), "{row}");
        number += 1;
    }
    assert!(number > 0, "something is always left: {lines}");
    let objects = text(&rest("jsonl").stdout);
    assert_eq!(objects.lines().count(), number);
    for line in objects.lines() {
        let object: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(object["line"].is_u64() && object["reason"].is_string(), "{object}");
    }
    assert!(text(&rest("csv").stdout).starts_with("\u{feff}source,line,start,quote,reason\r\n"));
    assert!(text(&rest("markdown").stdout).starts_with("| source | line | start | quote | reason |\n"));
    for format in ["xlsx", "ig"] {
        let run = rest(format);
        assert!(run.status.code() == Some(2) && text(&run.stderr).contains("hint:"), "{}", text(&run.stderr));
    }
}

#[test]
fn a_scheme_of_ones_own_sorts_the_points() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("own.csv"), "id,label,parent,cues,exclude,weight\nresearch,研究,,基礎研究,,2\n").unwrap();
    std::fs::write(folder.path().join("page.txt"), "會議指出，要加強基礎研究。").unwrap();
    let run = yaodian(&["build", "page.txt", "-o", "out", "--scheme", "own.csv", "--group-by", "own"], folder.path());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let graph: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("out/graph.json")).unwrap()).unwrap();
    assert!(graph["edges"].as_array().unwrap().iter().any(|edge| edge["kind"] == "has_theme" && edge["target"] == "theme:own:research"));
    std::fs::write(folder.path().join("broken.toml"), "[scheme]\nname = \"own\"\n").unwrap();
    let run = yaodian(&["points", "page.txt", "--scheme", "broken.toml"], folder.path());
    assert_eq!(run.status.code(), Some(2));
    assert!(text(&run.stderr).contains("broken.toml:"), "{}", text(&run.stderr));
    let run = yaodian(&["points", "page.txt", "--model", "own.csv"], folder.path());
    assert_eq!(run.status.code(), Some(2), "no model");
    let rules = yaodian(&["points", "page.txt", "--rules-only", "--format", "tsv", "--columns", "modality,quote"], folder.path());
    assert_eq!(text(&rules.stdout), "modality\tquote\nshall\t要加強基礎研究\n", "{}", text(&rules.stderr));
}
