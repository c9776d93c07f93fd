//! `yaodian train`: models from annotated texts. Law: the same files and options give the same bytes,
//! whatever the files are called and wherever they lie.

use super::args::{Train, TrainClauses, TrainEntities, TrainModel};
use super::paint::{plain, thousands};
use super::report::Reporter;
use super::{Status, documents, files};
use anyhow::{Context, Result, anyhow, bail};
use jieba_rs::Jieba;
use sha2::{Digest, Sha256};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use yaodian::annotate::ENTITY_TYPES;
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::extract::training;
use yaodian::learn::{
    EpochReport, FieldSettings, Model, Score, Sequence, Settings, TrainingOptions, TrainingSource, known_names, read_labelled, total, train,
};

/// Of 100 known names, and of 100 features, so many are hidden in all but one of the views of a
/// sentence; as the model of the program was trained.
const HIDDEN: usize = 30;
/// Views of a sentence.
const VIEWS: usize = 4;
/// Features that are seen less often are left out.
const MINIMUM_COUNT: u32 = 2;

/// Runs the command.
pub(super) fn run(options: &Train, reporter: &Reporter) -> Result<Status> {
    match &options.model {
        TrainModel::Entities(options) => entities(options, reporter)?,
        TrainModel::Clauses(options) => clauses(options, reporter)?,
        TrainModel::Themes(options) => super::train_themes::run(options, reporter)?,
    }
    Ok(reporter.status())
}

fn entities(options: &TrainEntities, reporter: &Reporter) -> Result<()> {
    let types = types_of(options)?;
    let pipeline = documents::with_codebook(options.codebook.as_deref())?;
    let names = |key: &[char]| known_names(pipeline.codebook(), key);
    let training = TrainingOptions {
        sources: vec![TrainingSource { paths: options.files.clone(), marks: types.clone(), repeat: 1 }],
        types: types.clone(),
        epochs: options.epochs,
        dev: options.dev.clone(),
        hidden_names: HIDDEN,
        hidden_features: HIDDEN,
        views: VIEWS,
        settings: Settings { seed: options.seed, margin: 8, minimum_count: MINIMUM_COUNT, prune: 4 },
    };
    let watched = !reporter.quiet() && std::io::stderr().is_terminal();
    let mut progress = |report: &EpochReport| {
        if watched {
            let dev = report.dev.map(|score| format!(", dev F1 {:.3}", score.f1())).unwrap_or_default();
            let line = format!("epoch {}/{}: {} of {} corrected{dev}", report.epoch, options.epochs, report.pass.updated, report.pass.read);
            // Standard error may be closed; the training goes on.
            let _ = writeln!(std::io::stderr().lock(), "{line}");
        }
    };
    let (mut model, report) = train(&training, &Jieba::new(), &names, &mut progress).map_err(|error| anyhow!("{error}"))?;
    model.note("source", &format!("{} files, marks {}, SHA-256 {}", options.files.len(), types.join(" "), digest(&options.files)?));
    model.note("settings", &format!("epochs {} views {VIEWS} hidden {HIDDEN} {:?}", options.epochs, training.settings));
    write(&model, &options.output)?;
    if reporter.quiet() {
        return Ok(());
    }
    files::to_stdout(&mut |out| {
        for (name, score) in &report.dev {
            writeln!(out, "{}", row(name, *score))?;
        }
        if !report.dev.is_empty() {
            writeln!(out, "{}", row("all", total(&report.dev)))?;
        }
        let read = format!("{} sentences, {} characters", thousands(report.sentences), thousands(report.characters));
        writeln!(out, "{read}; {}", written(&model, &options.output))
    })
}

/// The types of the model, in the order of the program.
fn types_of(options: &TrainEntities) -> Result<Vec<String>> {
    let mut wanted = options.marks.clone();
    if wanted.is_empty() {
        for path in &options.files {
            for (_, _, name) in read_labelled(path).map_err(|error| anyhow!("{error}"))?.into_iter().flat_map(|sentence| sentence.spans) {
                if !ENTITY_TYPES.contains(&name.as_str()) {
                    bail!(
                        "{} marks '{name}', which is no type of this program · hint: the types are {}",
                        path.display(),
                        ENTITY_TYPES.join(", ")
                    );
                }
                wanted.push(name);
            }
        }
    }
    if wanted.is_empty() {
        bail!("the files mark no name · hint: mark names, or say with --marks which types they would mark");
    }
    Ok(ENTITY_TYPES.iter().filter(|name| wanted.iter().any(|mark| mark == *name)).map(|name| (*name).to_owned()).collect())
}

/// Precision, recall and F1 of a type.
fn row(name: &str, score: Score) -> String {
    let share = |of: usize| if of == 0 { 1.0 } else { score.right as f64 / of as f64 };
    let (precision, recall) = (share(score.found), share(score.gold));
    format!("dev  {name:14} P {precision:.3}  R {recall:.3}  F1 {:.3}  gold {:>5}  found {:>5}", score.f1(), score.gold, score.found)
}

fn clauses(options: &TrainClauses, reporter: &Reporter) -> Result<()> {
    if !options.penalty.is_finite() || options.penalty < 0.0 {
        bail!("--penalty {} is no strength · hint: give a number of 0 or more, such as 0.03", options.penalty);
    }
    let pipeline = documents::with_codebook(options.codebook.as_deref())?;
    let said = |fault: Diagnostic| anyhow!("{fault}");
    let texts = options.stems.iter().map(|stem| training::read_annotated(stem)).collect::<Result<Vec<_>, Diagnostic>>().map_err(said)?;
    let sequences = training::examples(&pipeline, &texts);
    let (mut placed, mut quoted, mut used) = (0, 0, 0);
    for ((stem, text), sequences) in options.stems.iter().zip(&texts).zip(&sequences) {
        if sequences.is_empty() {
            let what = "is not Chinese, or has no clause: nothing is learned from it".to_owned();
            reporter.tell(&Diagnostic::warning(Code::NoPoint, &stem.to_string_lossy(), what, "leave it out"));
            continue;
        }
        used += 1;
        quoted += text.quotes.len();
        placed += sequences.iter().map(begun).sum::<usize>();
    }
    let blocks = sequences.iter().flatten().filter(|sequence| !sequence.is_empty()).count();
    if blocks == 0 {
        bail!("there is no clause to learn from · hint: give Chinese texts with STEM.ann and STEM.points.tsv");
    }
    let settings = FieldSettings {
        epochs: options.epochs,
        penalty: options.penalty,
        seed: options.seed,
        minimum_count: MINIMUM_COUNT,
        ..FieldSettings::default()
    };
    let mut model = training::train(&sequences, &settings);
    let parts: Vec<PathBuf> =
        options.stems.iter().flat_map(|stem| ["ann", "points.tsv"].map(|ending| stem.with_extension(ending))).collect();
    model.note("source", &format!("{used} texts, SHA-256 {}", digest(&parts)?));
    model.note("settings", &format!("{settings:?}"));
    write(&model, &options.output)?;
    if reporter.quiet() {
        return Ok(());
    }
    files::to_stdout(&mut |out| {
        let clauses: usize = sequences.iter().flatten().map(Sequence::len).sum();
        let read = format!("{used} texts, {} sequences, {} clauses", thousands(blocks), thousands(clauses));
        let points = format!("{} points begin in them ({} annotated)", thousands(placed), thousands(quoted));
        writeln!(out, "{read}, {points}; {}", written(&model, &options.output))
    })
}

/// How many points begin in a sequence: positions where the label after "nothing" alone is right.
fn begun(sequence: &Sequence) -> usize {
    (0..sequence.len()).filter(|place| sequence.allowed(*place) == yaodian::learn::LabelSet::only(1)).count()
}

/// SHA-256 of files, one after the other.
pub(super) fn digest(paths: &[PathBuf]) -> Result<String> {
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(std::fs::read(path).with_context(|| format!("{}: cannot be read", path.display()))?);
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write(model: &Model, path: &Path) -> Result<()> {
    files::write_whole(path, &mut |out| out.write_all(&model.to_bytes()))
}

fn written(model: &Model, path: &Path) -> String {
    format!("{} features, {} bytes in {}", thousands(model.len()), thousands(model.to_bytes().len()), plain(&path.to_string_lossy()))
}
