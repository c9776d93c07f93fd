//! Trains the entity tagger and prints its figures:
//! `cargo run --release --example tagger_figures -- FOLDER gold out=src/lang/zh/model/entities.model`
//!
//! `gold` trains the shipped model and scores it on gold/dev; `cross` cross-validates on gold/train;
//! `uner` trains on UNER train alone and scores both scripts; `speed model=FILE` times it.
#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::cast_possible_wrap,
    reason = "a measuring program for developers"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jieba_rs::Jieba;
use sha2::{Digest, Sha256};
use yaodian::annotate::{ENTITY_TYPES, Lexicon, Tagger, TaggerMemory, words_of};
use yaodian::learn::{LabelledSentence, Model, Score, Settings, TrainingOptions, TrainingSource, read_labelled, score, total, train};
use yaodian::normalize::fold_char;

fn files(folder: &Path, suffix: &str) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(suffix));
    paths.sort();
    paths
}

fn lexicon() -> Lexicon {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/codebook/gazetteer"));
    let tables: Vec<String> = files(folder, ".tsv").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let tables: Vec<&str> = tables.iter().map(String::as_str).collect();
    Lexicon::compile(&tables, &ENTITY_TYPES)
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn show(scores: &[(String, Score)]) {
    for (name, score) in scores.iter().filter(|(_, score)| score.found + score.gold > 0) {
        let (p, r) = (score.right as f64 / score.found.max(1) as f64, score.right as f64 / score.gold.max(1) as f64);
        println!("  {name:14} p {p:.3} r {r:.3} f1 {:.3}  gold {} found {}", score.f1(), score.gold, score.found);
    }
    println!("  {:14} f1 {:.3}", "all", total(scores).f1());
}

type Spans<'a> = Vec<(usize, usize, &'a str)>;

fn combined(model: &Model, sentences: &[LabelledSentence], segmenter: &Jieba, lexicon: &Lexicon) -> (Score, Score, Score) {
    let tagger = Tagger::of(model.clone()).unwrap();
    let mut scores = [Score::default(); 3];
    for sentence in sentences {
        let key: Vec<char> = sentence.text.iter().map(|&character| fold_char(character)).collect();
        let text: String = key.iter().collect();
        let hits = lexicon.find(&key);
        let found = tagger.tag(&key, &words_of(segmenter, &text), &hits, &mut TaggerMemory::default());
        let gold: Spans = sentence.spans.iter().map(|span| (span.0, span.1, span.2.as_str())).collect();
        let mine: Spans = found.iter().map(|span| (span.start, span.end, span.entity_type.as_str())).collect();
        let known: Spans =
            hits.iter().filter(|hit| !hit.ambiguous).map(|hit| (hit.start, hit.end, ENTITY_TYPES[usize::from(hit.kind)])).collect();
        let free: Spans = known.iter().filter(|hit| mine.iter().all(|span| span.1 <= hit.0 || hit.1 <= span.0)).copied().collect();
        let both: Spans = mine.iter().chain(&free).copied().collect();
        for (score, spans) in scores.iter_mut().zip([mine, both, known]) {
            score.gold += gold.len();
            score.found += spans.len();
            score.right += spans.iter().filter(|span| gold.contains(span)).count();
        }
    }
    (scores[0], scores[1], scores[2])
}

fn misses(model: &Model, sentences: &[LabelledSentence], segmenter: &Jieba, lexicon: &Lexicon) {
    let tagger = Tagger::of(model.clone()).unwrap();
    for sentence in sentences {
        let key: Vec<char> = sentence.text.iter().map(|&character| fold_char(character)).collect();
        let text: String = key.iter().collect();
        let hits = lexicon.find(&key);
        let found = tagger.tag(&key, &words_of(segmenter, &text), &hits, &mut TaggerMemory::default());
        let gold: Vec<(usize, usize, &str)> = sentence.spans.iter().map(|span| (span.0, span.1, span.2.as_str())).collect();
        let mine: Vec<(usize, usize, &str)> = found.iter().map(|span| (span.start, span.end, span.entity_type.as_str())).collect();
        let known: Vec<(usize, usize, &str)> = hits.iter().map(|hit| (hit.start, hit.end, ENTITY_TYPES[usize::from(hit.kind)])).collect();
        let show = |sign: &str, spans: &[(usize, usize, &str)], other: &[(usize, usize, &str)]| {
            for span in spans.iter().filter(|span| !other.contains(span)) {
                let around: String = key[span.0.saturating_sub(8)..span.0].iter().collect();
                let after: String = key[span.1..(span.1 + 6).min(key.len())].iter().collect();
                let inside: String = key[span.0..span.1].iter().collect();
                let hit = if known.contains(span) { " KNOWN" } else { "" };
                println!("{sign}\t{}\t{around}[{inside}]{after}{hit}", span.2);
            }
        };
        show("-", &gold, &mine);
        show("+", &mine, &gold);
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let shared = PathBuf::from(&arguments[0]);
    let set: BTreeMap<&str, &str> = arguments[2..].iter().filter_map(|argument| argument.split_once('=')).collect();
    let get = |key: &str, default: usize| set.get(key).map_or(default, |value| value.parse().unwrap());
    let (segmenter, lexicon) = (Jieba::new(), lexicon());
    let names = |key: &[char]| lexicon.find(key);
    let settings = Settings {
        seed: get("seed", 1) as u64,
        margin: get("margin", 8) as i32,
        minimum_count: get("count", 2) as u32,
        prune: get("prune", 4) as u8,
    };
    let base = TrainingOptions {
        sources: Vec::new(),
        types: owned(&ENTITY_TYPES),
        epochs: get("epochs", 6),
        dev: Vec::new(),
        hidden_names: get("hide", 30),
        hidden_features: get("thin", 30),
        views: get("views", 4),
        settings,
    };
    let uner = shared.join("data/ner-uner");
    let marks = ["person", "organization", "place"];
    let gold = |paths: Vec<PathBuf>| TrainingSource { paths, marks: owned(&ENTITY_TYPES), repeat: get("repeat", 3) };
    let generic = |paths: Vec<PathBuf>| TrainingSource { paths, marks: owned(&marks), repeat: 1 };
    let fit = |options: &TrainingOptions| {
        let clock = std::time::Instant::now();
        let (model, report) = train(options, &segmenter, &names, &mut |epoch| {
            if get("verbose", 1) > 0 {
                println!(
                    "{} types epoch {:2} updated {}/{} dev {:.4}",
                    epoch.types,
                    epoch.epoch,
                    epoch.pass.updated,
                    epoch.pass.read,
                    epoch.dev.unwrap_or_default().f1()
                );
            }
        })
        .unwrap();
        println!("{} sentences, {} features, {} bytes, {:?}", report.sentences, model.len(), model.to_bytes().len(), clock.elapsed());
        model
    };
    let per_file = |model: &Model, paths: &[PathBuf]| {
        let mut sum: Vec<(String, Score)> = Vec::new();
        let mut mean = 0.0;
        let mut unions = [Score::default(); 2];
        for path in paths {
            let scores = score(model, &read_labelled(path).unwrap(), &segmenter, &names);
            mean += total(&scores).f1() / paths.len() as f64;
            let (_, both, known) = combined(model, &read_labelled(path).unwrap(), &segmenter, &lexicon);
            unions[0].add(both);
            unions[1].add(known);
            print!("{} {:.3}  ", path.file_stem().unwrap().to_string_lossy(), total(&scores).f1());
            if sum.is_empty() {
                sum = scores;
            } else {
                sum.iter_mut().zip(&scores).for_each(|(sum, score)| sum.1.add(score.1));
            }
        }
        println!("\nmean of files {mean:.3}");
        show(&sum);
        println!("  with known names {:.3} known names alone {:.3}", unions[0].f1(), unions[1].f1());
    };
    match arguments[1].as_str() {
        "uner" => {
            let mut options = base.clone();
            options.types = owned(&marks);
            let paths = if get("both", 0) == 1 {
                vec![uner.join("hans.train.bio"), uner.join("hant.train.bio")]
            } else {
                vec![uner.join("hans.train.bio")]
            };
            options.sources = vec![generic(paths)];
            options.dev = vec![uner.join("hans.dev.bio")];
            let model = fit(&options);
            if get("misses", 0) == 1 {
                misses(&model, &read_labelled(&uner.join("hans.dev.bio")).unwrap(), &segmenter, &lexicon);
            }
            let tagger = Tagger::of(model.clone()).unwrap();
            let mut agreement = Score::default();
            let both = ["hans", "hant"].map(|script| read_labelled(&uner.join(format!("{script}.dev.bio"))).unwrap());
            for (left, right) in both[0].iter().zip(&both[1]) {
                let [left, right] = [left, right].map(|sentence| {
                    let key: Vec<char> = sentence.text.iter().map(|&character| fold_char(character)).collect();
                    let words = words_of(&segmenter, &key.iter().collect::<String>());
                    tagger.tag(&key, &words, &lexicon.find(&key), &mut TaggerMemory::default())
                });
                let right_count = left.iter().filter(|span| right.contains(span)).count();
                agreement.add(Score { right: right_count, found: left.len(), gold: right.len() });
            }
            println!("tags of the two scripts agree: f1 {:.4}", agreement.f1());
            for script in ["hans", "hant"] {
                per_file(&model, &[uner.join(format!("{script}.dev.bio"))]);
            }
        }
        "gold" => {
            let mut options = base.clone();
            options.sources = vec![gold(files(&shared.join("gold/train"), ".ann"))];
            if get("uner", 1) == 1 {
                options.sources.push(generic(vec![uner.join("hans.train.bio"), uner.join("hant.train.bio")]));
            }
            let mut model = fit(&options);
            for (number, source) in options.sources.iter().enumerate() {
                let mut hash = Sha256::new();
                source.paths.iter().for_each(|path| hash.update(std::fs::read(path).unwrap()));
                let hash: String = hash.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
                let name = source.paths[0].parent().unwrap().file_name().unwrap().to_string_lossy();
                model.note(
                    &format!("source {number}"),
                    &format!("{name}, {} files, marks {}, SHA-256 {hash}", source.paths.len(), source.marks.join(" ")),
                );
            }
            let settings = &options.settings;
            let line = format!(
                "epochs {} repeat {} views {} hidden names {} hidden features {} {settings:?}",
                options.epochs, options.sources[0].repeat, options.views, options.hidden_names, options.hidden_features
            );
            model.note("settings", &line);
            println!("{:#?}", model.notes());
            per_file(&model, &files(&shared.join("gold/dev"), ".ann"));
            if let Some(path) = set.get("out") {
                std::fs::write(path, model.to_bytes()).unwrap();
            }
        }
        "cross" => {
            let all = files(&shared.join("gold/train"), ".ann");
            let mut unions = [Score::default(); 3];
            let folds = get("folds", 6);
            let mut sum: Vec<(String, Score)> = Vec::new();
            for fold in 0..folds {
                let part = |inside: bool| {
                    all.iter().enumerate().filter(move |(number, _)| (number % folds == fold) == inside).map(|(_, path)| path.clone())
                };
                let mut options = base.clone();
                options.sources = vec![gold(part(false).collect())];
                if get("uner", 0) == 1 {
                    options.sources.push(generic(vec![uner.join("hans.train.bio")]));
                }
                let model = fit(&options);
                let sentences: Vec<_> = part(true).flat_map(|path| read_labelled(&path).unwrap()).collect();
                if get("misses", 0) == 1 {
                    misses(&model, &sentences, &segmenter, &lexicon);
                }
                let (mine, both, known) = combined(&model, &sentences, &segmenter, &lexicon);
                unions[0].add(mine);
                unions[1].add(both);
                unions[2].add(known);
                let scores = score(&model, &sentences, &segmenter, &names);
                if sum.is_empty() {
                    sum = scores;
                } else {
                    sum.iter_mut().zip(&scores).for_each(|(sum, score)| sum.1.add(score.1));
                }
            }
            show(&sum);
            println!("  tagger {:.3} with known names {:.3} known names alone {:.3}", unions[0].f1(), unions[1].f1(), unions[2].f1());
        }
        "speed" => {
            let tagger = Tagger::load(Path::new(set["model"])).unwrap();
            let mut texts: Vec<String> = Vec::new();
            for path in files(&shared.join("data/policy-dev"), "Hans.txt").iter().step_by(8) {
                let text = std::fs::read_to_string(path).unwrap();
                texts.extend(text.split_inclusive(['。', '\n']).map(|line| line.chars().map(fold_char).collect()));
            }
            let bytes: usize = texts.iter().map(String::len).sum();
            let keys: Vec<Vec<char>> = texts.iter().map(|text| text.chars().collect()).collect();
            let words: Vec<_> = texts.iter().map(|text| words_of(&segmenter, text)).collect();
            let hits: Vec<_> = keys.iter().map(|key| lexicon.find(key)).collect();
            let mut memory = TaggerMemory::default();
            for _ in 0..3 {
                let clock = std::time::Instant::now();
                let count: usize = texts.iter().map(|text| segmenter.tag(text, true).len()).sum();
                let jieba = clock.elapsed().as_secs_f64();
                let clock = std::time::Instant::now();
                let mut spans = 0;
                for index in 0..texts.len() {
                    spans += tagger.tag(&keys[index], &words[index], &hits[index], &mut memory).len();
                }
                let mine = clock.elapsed().as_secs_f64();
                let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
                let clock = std::time::Instant::now();
                let mut sequence = yaodian::learn::Sequence::new();
                for index in 0..texts.len() {
                    sequence.clear();
                    yaodian::annotate::observe(&keys[index], &words[index], &hits[index], &mut sequence);
                }
                let seen = clock.elapsed().as_secs_f64();
                println!("features alone {:.1} MB/s", rate(seen));
                println!("{bytes} bytes, {count} words, {spans} spans: jieba tags {:.1} MB/s, tagger {:.1} MB/s", rate(jieba), rate(mine));
            }
        }
        other => println!("unknown: {other}"),
    }
}
