//! `yaodian train`: models from annotated texts. Law: the same files and options give the same bytes,
//! whatever the files are called and wherever they lie.

use super::args::{Train, TrainEntities, TrainModel, TrainRestore, TrainStatements};
use super::paint::{plain, thousands};
use super::report::Reporter;
use super::{Status, documents, files};
use anyhow::{Context, Result, anyhow, bail};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use yaodian::annotate::ENTITY_TYPES;
use yaodian::diagnostic::{Code, Diagnostic};
use yaodian::extract::training::{Lessons, read_annotated};
use yaodian::learn::{
    CodedText, FieldSettings, Model, Score, Sequence, TrainingOptions, TrainingSource, lessons, read_labelled, score, total, train,
};

/// Of 100 known names and proposals of rules so many are hidden in the second view of a sentence; as
/// the model of the program was trained.
const HIDDEN: usize = 30;
/// Views of a sentence.
const VIEWS: usize = 2;
/// Of the tagger of names: features that are seen less often are left out, and so are those whose
/// weights are all smaller, and gradients.
const NAMES: FieldSettings =
    FieldSettings { seed: 1, epochs: 10, rate: 0.1, penalty: 0.0003, minimum_count: 4, prune: 12, least: 1e-3, runs: 1 };
/// Features of clauses and of their words that are seen less often are left out.
const MINIMUM_COUNT: u32 = 2;
/// The first step of both models of statements: small steps, ended early, do what a penalty would.
const CLAUSE_RATE: f64 = 0.025;

/// Runs the command.
pub(super) fn run(options: &Train, reporter: &Reporter) -> Result<Status> {
    match &options.model {
        TrainModel::Entities(options) => entities(options, reporter)?,
        TrainModel::Clauses(options) => statements(options, Lessons::Clauses, reporter)?,
        TrainModel::Predicates(options) => statements(options, Lessons::Predicates, reporter)?,
        TrainModel::Restore(options) => restore(options)?,
        TrainModel::Themes(options) => super::train_themes::run(options, reporter)?,
    }
    Ok(reporter.status())
}

fn entities(options: &TrainEntities, reporter: &Reporter) -> Result<()> {
    let types = types_of(options)?;
    let pipeline = documents::with_codebook(options.codebook.as_deref())?;
    let training = TrainingOptions {
        sources: vec![TrainingSource { paths: options.files.clone(), repeat: 1 }],
        types: types.clone(),
        hidden_names: HIDDEN,
        hidden_features: 0,
        views: VIEWS,
        settings: FieldSettings { epochs: options.epochs, seed: options.seed, ..NAMES },
    };
    let (mut model, report) = train(&training, &pipeline).map_err(|error| anyhow!("{error}"))?;
    model.note("source", &format!("{} files, marks {}, SHA-256 {}", options.files.len(), types.join(" "), digest(&options.files)?));
    model.note(
        "settings",
        &format!("epochs {} views {VIEWS} hidden {HIDDEN} favour {} {:?}", options.epochs, report.favour, training.settings),
    );
    write(&model, &options.output)?;
    if reporter.quiet() {
        return Ok(());
    }
    let mut dev = Vec::new();
    if !options.dev.is_empty() {
        let mut read = Vec::new();
        for path in &options.dev {
            read.extend(lessons(&pipeline, path).map_err(|error| anyhow!("{error}"))?);
        }
        dev = score(&model, &read);
    }
    files::to_stdout(&mut |out| {
        for (name, score) in &dev {
            writeln!(out, "{}", row(name, *score))?;
        }
        if !dev.is_empty() {
            writeln!(out, "{}", row("all", total(&dev)))?;
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

/// Annotations that are kept without their text become annotated texts.
fn restore(options: &TrainRestore) -> Result<()> {
    std::fs::create_dir_all(&options.output).with_context(|| format!("{}: cannot be made", options.output.display()))?;
    for path in &options.files {
        let table = std::fs::read_to_string(path).with_context(|| format!("{}: cannot be read", path.display()))?;
        let coded = CodedText::parse(&table, path).map_err(|error| anyhow!("{error}"))?;
        let name = Path::new(&coded.document).file_name().ok_or_else(|| anyhow!("{}: names no document", path.display()))?;
        let document = options.documents.join(name);
        let text = std::fs::read_to_string(&document).with_context(|| format!("{}: cannot be read", document.display()))?;
        let restored = coded.restore(&text).map_err(|error| anyhow!("{error}"))?;
        let stem = path.file_name().map(|name| name.to_string_lossy().replace(".coded.tsv", "")).unwrap_or_default();
        for (ending, content) in [("txt", &restored.text), ("ann", &restored.marked), ("points.tsv", &restored.points)] {
            let target = options.output.join(format!("{stem}.{ending}"));
            files::write_whole(&target, &mut |out| out.write_all(content.as_bytes()))?;
        }
    }
    Ok(())
}

/// A model of clauses or of predicates.
fn statements(options: &TrainStatements, lessons: Lessons, reporter: &Reporter) -> Result<()> {
    if !options.penalty.is_finite() || options.penalty < 0.0 {
        bail!("--penalty {} is no strength · hint: give a number of 0 or more, such as 0.001", options.penalty);
    }
    let pipeline = documents::with_codebook(options.codebook.as_deref())?;
    let said = |fault: Diagnostic| anyhow!("{fault}");
    let texts = options.stems.iter().map(|stem| read_annotated(stem)).collect::<Result<Vec<_>, Diagnostic>>().map_err(said)?;
    let sequences = lessons.sequences(&pipeline, &texts);
    let (what, remedy) = match lessons {
        Lessons::Clauses => ("no clause", "give Chinese texts with STEM.ann and STEM.points.tsv"),
        Lessons::Predicates => ("no point with its verb", "give Chinese texts whose STEM.points.tsv has ten columns"),
    };
    let (mut placed, mut quoted, mut used) = (0, 0, 0);
    for ((stem, text), sequences) in options.stems.iter().zip(&texts).zip(&sequences) {
        if sequences.is_empty() {
            let what = format!("is not Chinese, or has {what}: nothing is learned from it");
            reporter.tell(&Diagnostic::warning(Code::NoPoint, &stem.to_string_lossy(), what, "leave it out"));
            continue;
        }
        used += 1;
        quoted += text.quotes.len();
        placed += sequences.iter().map(begun).sum::<usize>();
    }
    let rows = sequences.iter().flatten().filter(|sequence| !sequence.is_empty()).count();
    if rows == 0 {
        bail!("there is {what} to learn from · hint: {remedy}");
    }
    let settings = FieldSettings {
        epochs: options.epochs,
        penalty: options.penalty,
        seed: options.seed,
        rate: CLAUSE_RATE,
        minimum_count: MINIMUM_COUNT,
        runs: options.runs,
        ..FieldSettings::default()
    };
    let mut model = lessons.train(&sequences, &settings);
    let parts: Vec<PathBuf> =
        options.stems.iter().flat_map(|stem| ["ann", "points.tsv"].map(|ending| stem.with_extension(ending))).collect();
    model.note("source", &format!("{used} texts, SHA-256 {}", digest(&parts)?));
    model.note("settings", &format!("{settings:?}"));
    write(&model, &options.output)?;
    if reporter.quiet() {
        return Ok(());
    }
    files::to_stdout(&mut |out| {
        let positions = thousands(sequences.iter().flatten().map(Sequence::len).sum());
        let (rows, quoted) = (thousands(rows), thousands(quoted));
        let read = match lessons {
            Lessons::Clauses => {
                format!("{rows} sequences, {positions} clauses, {} points begin in them ({quoted} annotated)", thousands(placed))
            }
            Lessons::Predicates => format!("{rows} statements ({quoted} annotated), {positions} words"),
        };
        writeln!(out, "{used} texts, {read}; {}", written(&model, &options.output))
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
