//! Measures the entity tagger: cross-validation over documents from end to end, UNER, speed.
//!
//! `cargo run --release --example tagger_figures -- cross|uner|speed [KEY=VALUE …] FILES…`
//!
//! `cross` trains on all files but one part in `folds`, reads the texts of that part with the model and
//! compares what the program finds; `.ann` files with `gold/train` in their path are read `repeat` times.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a measuring program for developers")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use yaodian::Pipeline;
use yaodian::annotate::{ENTITY_TYPES, Tagger, TaggerMemory};
use yaodian::learn::{
    FieldSettings, Lesson, Model, Score, Sequence, TrainingOptions, TrainingSource, lessons, placed, read_marked, score, total, train_on,
};
use yaodian::model::Language;

fn show(scores: &[(String, Score)]) {
    for (name, score) in scores.iter().filter(|(_, score)| score.found + score.gold > 0) {
        let (p, r) = (score.right as f64 / score.found.max(1) as f64, score.right as f64 / score.gold.max(1) as f64);
        println!("  {name:14} p {p:.3} r {r:.3} f1 {:.3}  gold {} found {}", score.f1(), score.gold, score.found);
    }
    println!("  {:14} f1 {:.3}", "all", total(scores).f1());
}

/// The files, each with how often it is read.
struct Given {
    path: PathBuf,
    lessons: Vec<Lesson>,
    source: TrainingSource,
}

struct Figures {
    by_type: BTreeMap<&'static str, Score>,
    by_genre: BTreeMap<String, (f64, usize, Score)>,
    rejected: BTreeMap<String, (usize, usize)>,
    by_rule: BTreeMap<String, (usize, usize)>,
    /// Proposals that hold guesses inside them: how many, how often the proposal is right, how many of the guesses are.
    held: BTreeMap<String, (usize, usize, usize)>,
}

impl Figures {
    fn new() -> Self {
        Self {
            by_type: BTreeMap::new(),
            by_genre: BTreeMap::new(),
            rejected: BTreeMap::new(),
            by_rule: BTreeMap::new(),
            held: BTreeMap::new(),
        }
    }

    /// What the program finds in a text, against its marks.
    fn read(&mut self, pipeline: &Pipeline, path: &Path, misses: bool, bare: Option<&Pipeline>) {
        for marked in read_marked(path).unwrap() {
            if marked.source.language == Language::English {
                continue;
            }
            let (mut gold, mut found, mut name) = (Vec::new(), Vec::new(), String::new());
            pipeline.with_page(&marked.source, |page| {
                gold = placed(page.text, &marked.spans);
                found = page
                    .annotations
                    .mentions
                    .iter()
                    .map(|mention| (mention.span, mention.entity_type.id().to_owned(), mention.rule))
                    .collect();
                name = path.file_stem().unwrap().to_string_lossy().into_owned();
                if let Some(bare) = bare {
                    let ruled = bare.with_page(&marked.source, |page| page.annotations.mentions.clone());
                    for mention in ruled {
                        let over: Vec<_> =
                            found.iter().filter(|f| f.0.end() > mention.span.start() && mention.span.end() > f.0.start()).collect();
                        let held = |f: &&(yaodian::model::Span, String, &str)| {
                            f.0 != mention.span && mention.span.start() <= f.0.start() && f.0.end() <= mention.span.end()
                        };
                        if !over.is_empty() && over.iter().all(held) {
                            let entry = self.held.entry(format!("{} {}", mention.entity_type.id(), mention.rule)).or_default();
                            entry.0 += 1;
                            entry.1 += usize::from(gold.iter().any(|g| g.0 == mention.span && g.1 == mention.entity_type.id()));
                            entry.2 += over.iter().filter(|f| gold.iter().any(|g| g.0 == f.0 && g.1 == f.1)).count();
                        }
                        if found.iter().all(|f| f.0.end() <= mention.span.start() || mention.span.end() <= f.0.start()) {
                            let right = gold.iter().any(|g| g.0 == mention.span && g.1 == mention.entity_type.id());
                            let key = format!("{} {} {}", mention.entity_type.id(), mention.rule, mention.span.len().min(6));
                            let entry = self.rejected.entry(key).or_default();
                            entry.0 += usize::from(right);
                            entry.1 += 1;
                        }
                    }
                }
                if misses {
                    println!("== {name}");
                    let show = |sign: &str, span: yaodian::model::Span, kind: &str, rule: &str| {
                        let before = page.text.slice(yaodian::model::Span::new(span.start().saturating_sub(8), span.start()));
                        let after = page.text.slice(yaodian::model::Span::new(span.end(), (span.end() + 6).min(page.text.len())));
                        println!(
                            "{sign}\t{kind}\t{}[{}]{}\t{rule}",
                            before.replace('\n', "/"),
                            page.text.slice(span),
                            after.replace('\n', "/")
                        );
                    };
                    for (span, kind) in gold.iter().filter(|(span, kind)| !found.iter().any(|f| f.0 == *span && f.1 == *kind)) {
                        show("-", *span, kind, "");
                    }
                    for (span, kind, rule) in found.iter().filter(|f| !gold.iter().any(|g| g.0 == f.0 && g.1 == f.1)) {
                        show("+", *span, kind, rule);
                    }
                }
            });
            for one in &found {
                let entry = self.by_rule.entry(format!("{} {}", one.1, one.2)).or_default();
                entry.0 += usize::from(gold.iter().any(|g| g.0 == one.0 && g.1 == one.1));
                entry.1 += 1;
            }
            let mut whole = Score::default();
            for kind in ENTITY_TYPES {
                let mine = found.iter().filter(|f| f.1 == kind);
                let one = Score {
                    found: mine.clone().count(),
                    gold: gold.iter().filter(|g| g.1 == kind).count(),
                    right: mine.filter(|f| gold.iter().any(|g| g.0 == f.0 && g.1 == f.1)).count(),
                };
                self.by_type.entry(kind).or_default().add(one);
                whole.add(one);
            }
            let genre: String = name.chars().take(2).collect();
            let genre = if name.strip_prefix('t').is_some_and(|rest| rest.parse::<u32>().is_ok()) { "train".to_owned() } else { genre };
            let entry = self.by_genre.entry(genre).or_default();
            entry.0 += whole.f1();
            entry.1 += 1;
            entry.2.add(whole);
        }
    }

    fn show(&self) {
        show(&self.by_type.iter().map(|(name, score)| ((*name).to_owned(), *score)).collect::<Vec<_>>());
        for (rule, (right, all)) in &self.by_rule {
            println!("  by {rule}: {right} of {all}");
        }
        let (mut sum, mut count) = (0.0, 0);
        for (genre, (mean, documents, whole)) in &self.by_genre {
            print!("{genre} {documents}: {:.3}/{:.3}  ", mean / *documents as f64, whole.f1());
            sum += mean;
            count += documents;
        }
        println!("\n  mean of {count} documents {:.4}", sum / f64::from(u32::try_from(count).unwrap().max(1)));
    }
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let set: BTreeMap<&str, &str> = arguments.iter().filter_map(|argument| argument.split_once('=')).collect();
    let get = |key: &str, default: f64| set.get(key).map_or(default, |value| value.parse().unwrap());
    let count = |key: &str, default: usize| get(key, default as f64) as usize;
    let paths: Vec<PathBuf> = arguments[1..].iter().filter(|argument| !argument.contains('=')).map(PathBuf::from).collect();
    let options = TrainingOptions {
        sources: Vec::new(),
        types: ENTITY_TYPES.iter().map(|&name| name.to_owned()).collect(),
        hidden_names: count("hide", 30),
        hidden_features: count("thin", 0),
        views: count("views", 2),
        settings: FieldSettings {
            seed: count("seed", 1) as u64,
            epochs: count("epochs", 12),
            rate: get("rate", 0.1),
            penalty: get("penalty", 0.003),
            minimum_count: count("count", 2) as u32,
            prune: count("prune", 2) as u8,
            least: get("least", 1e-4),
            runs: 1,
        },
    };
    let pipeline = Pipeline::new().unwrap();
    let repeat = |path: &Path| if path.to_string_lossy().contains("gold/train") { count("repeat", 2) } else { 1 };
    let read = |paths: &[PathBuf]| -> Vec<Given> {
        let given = |path: &PathBuf| Given {
            lessons: lessons(&pipeline, path).unwrap(),
            source: TrainingSource { paths: vec![path.clone()], repeat: repeat(path) },
            path: path.clone(),
        };
        paths.iter().map(given).collect()
    };
    let fit = |options: &TrainingOptions, files: &[&Given]| -> Model {
        let clock = std::time::Instant::now();
        let parts: Vec<_> = files.iter().map(|file| (file.lessons.as_slice(), file.path.as_path(), &file.source)).collect();
        let (model, report) = train_on(options, &parts).unwrap();
        eprintln!("{} sentences, {} features, {} bytes, {:?}", report.sentences, model.len(), model.to_bytes().len(), clock.elapsed());
        model
    };
    let misses = count("misses", 0) > 0;
    match arguments[0].as_str() {
        "cross" => {
            let files = read(&paths);
            let (folds, only) = (count("folds", 6), set.get("only").copied().unwrap_or_default());
            let dev: Vec<PathBuf> = set.get("dev").map_or_else(Vec::new, |folder| {
                let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
                paths.retain(|path| path.extension().is_some_and(|ending| ending == "ann"));
                paths.sort();
                paths
            });
            let wanted: Vec<usize> =
                (0..folds).filter(|fold| only.is_empty() || only.split(',').any(|one| one == fold.to_string())).collect();
            let one = |fold: usize| {
                let rest: Vec<&Given> =
                    files.iter().enumerate().filter(|(number, _)| number % folds != fold).map(|(_, file)| file).collect();
                let model = set
                    .get("load")
                    .map_or_else(|| fit(&options, &rest), |load| Model::load(Path::new(&format!("{load}{fold}.model"))).unwrap());
                if let Some(out) = set.get("out") {
                    std::fs::write(format!("{out}{fold}.model"), model.to_bytes()).unwrap();
                }
                let mut alone: Vec<(String, Score)> = Vec::new();
                for (_, file) in files.iter().enumerate().filter(|(number, _)| number % folds == fold) {
                    for (place, (name, new)) in score(&model, &file.lessons).into_iter().enumerate() {
                        if alone.len() <= place {
                            alone.push((name, Score::default()));
                        }
                        alone[place].1.add(new);
                    }
                }
                (fold, Pipeline::new().unwrap().with_tagger(Some(Tagger::of(model).unwrap())), alone)
            };
            let models: Vec<_> = std::thread::scope(|scope| {
                let (left, right) =
                    (wanted.iter().copied().filter(|fold| fold % 2 == 0), wanted.iter().copied().filter(|fold| fold % 2 == 1));
                let (left, right): (Vec<usize>, Vec<usize>) = (left.collect(), right.collect());
                let other = scope.spawn(|| right.into_iter().map(&one).collect::<Vec<_>>());
                let mut mine: Vec<_> = left.into_iter().map(&one).collect();
                mine.extend(other.join().unwrap());
                mine
            });
            let bare = (count("rejected", 0) > 0).then(|| Pipeline::new().unwrap().with_tagger(None));
            let mut figures = Figures::new();
            let mut alone: Vec<Score> = vec![Score::default(); ENTITY_TYPES.len()];
            for (fold, pipeline, scores) in &models {
                alone.iter_mut().zip(scores).for_each(|(sum, (_, score))| sum.add(*score));
                for (_, file) in files.iter().enumerate().filter(|(number, _)| number % folds == *fold) {
                    figures.read(pipeline, &file.path, misses, bare.as_ref());
                }
            }
            figures.show();
            for (key, (right, all)) in figures.rejected.iter().filter(|(_, (_, all))| *all > 4) {
                println!("rejected {key}: {right} of {all}");
            }
            let alone: Vec<(String, Score)> = ENTITY_TYPES.iter().map(|name| (*name).to_owned()).zip(alone).collect();
            println!("tagger alone {:.4}", total(&alone).f1());
            for path in &dev {
                let mut one = Figures::new();
                for (_, pipeline, _) in &models {
                    one.read(pipeline, path, false, None);
                }
                print!("{} ", path.file_stem().unwrap().to_string_lossy());
                println!("{:?}", one.by_genre.values().map(|value| value.2.f1()).collect::<Vec<_>>());
            }
        }
        "rules" | "read" => {
            let mut pipeline = Pipeline::new().unwrap();
            if arguments[0] == "rules" {
                pipeline = pipeline.with_tagger(None);
            } else if let Some(path) = set.get("model") {
                pipeline = pipeline.with_tagger(Some(Tagger::load(Path::new(path)).unwrap()));
            }
            let bare = (count("rejected", 0) > 0).then(|| Pipeline::new().unwrap().with_tagger(None));
            let mut figures = Figures::new();
            for path in &paths {
                figures.read(&pipeline, path, misses, bare.as_ref());
            }
            figures.show();
            for (key, (right, all)) in &figures.rejected {
                println!("rejected {key}: {right} of {all}");
            }
            for (key, (all, right, guesses)) in &figures.held {
                println!("held {key}: {right} of {all} against {guesses}");
            }
        }
        "uner" => {
            let options = TrainingOptions { types: ENTITY_TYPES[..3].iter().map(|&name| name.to_owned()).collect(), ..options };
            let files = read(&paths);
            let (train, dev): (Vec<&Given>, Vec<&Given>) = files.iter().partition(|file| file.path.to_string_lossy().contains("train"));
            let model = fit(&options, &train);
            for file in dev {
                println!("{}", file.path.file_name().unwrap().to_string_lossy());
                show(&score(&model, &file.lessons));
            }
        }
        "speed" => {
            let tagger =
                set.get("model").map_or_else(|| Tagger::embedded().unwrap().clone(), |path| Tagger::load(Path::new(path)).unwrap());
            let segmenter = jieba_rs::Jieba::new();
            let sights: Vec<_> = paths
                .iter()
                .filter_map(|path| std::fs::read_to_string(path).ok())
                .flat_map(|text| pipeline.sights(&yaodian::model::Source::new("", &text)).1)
                .map(|(_, sight)| sight)
                .collect();
            let texts: Vec<String> = sights.iter().map(|sight| sight.key.iter().collect()).collect();
            let bytes: usize = texts.iter().map(String::len).sum();
            let mut memory = TaggerMemory::default();
            for _ in 0..3 {
                let clock = std::time::Instant::now();
                let words: usize = texts.iter().map(|text| segmenter.tag(text, true).len()).sum();
                let jieba = clock.elapsed().as_secs_f64();
                let clock = std::time::Instant::now();
                let spans: usize = sights.iter().map(|sight| tagger.tag(sight, &mut memory).len()).sum();
                let mine = clock.elapsed().as_secs_f64();
                let rate = |seconds: f64| bytes as f64 / seconds / 1e6;
                let clock = std::time::Instant::now();
                let mut sequence = Sequence::new();
                let (mut open, mut all) = (0, 0);
                for sight in &sights {
                    sequence.clear();
                    yaodian::annotate::observe(sight, tagger.gate(), &mut sequence);
                    open += (0..sequence.len()).filter(|place| !sequence.features(*place).is_empty()).count();
                    all += sequence.len();
                }
                let seen = clock.elapsed().as_secs_f64();
                println!(
                    "{bytes} bytes, {words} words, {spans} spans: jieba tags {:.1} MB/s, tagger {:.1} MB/s, features alone {:.1} MB/s, {open} of {all} characters open",
                    rate(jieba),
                    rate(mine),
                    rate(seen)
                );
            }
        }
        other => println!("unknown: {other}"),
    }
}
