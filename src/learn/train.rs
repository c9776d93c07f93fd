//! Trains a tagger from labelled files. The same files, options and names give the same bytes.

use std::path::{Path, PathBuf};

use super::field::{FieldSettings, train_field};
use super::gate::{Gate, GateLesson};
use super::labelled::LabelledError;
use super::lessons::{Lesson, lessons};
use super::model::{Model, sets_of};
use super::random::SplitMix64;
use super::sequence::{Chain, LabelSet, Sequence};
use super::vocabulary::Example;
use crate::Pipeline;
use crate::annotate::{Sight, TEMPLATES, TaggedSpan, Tagger, TaggerMemory, Word, gate_words, observe};

/// A file or several of one kind to train on.
#[derive(Debug, Clone)]
pub struct TrainingSource {
    /// BIO files or `.ann` files.
    pub paths: Vec<PathBuf>,
    /// How often an epoch reads the source.
    pub repeat: usize,
}

/// What to train on and how.
#[derive(Debug, Clone)]
pub struct TrainingOptions {
    /// The sources, read in this order.
    pub sources: Vec<TrainingSource>,
    /// The entity types of the model, in the order of its labels.
    pub types: Vec<String>,
    /// Of 100 known names and proposals of rules so many are hidden in the second and later views of
    /// a sentence, so that the model learns to do without them.
    pub hidden_names: usize,
    /// Of 100 features so many are hidden in the second and later views, so that no weight rests on
    /// its neighbours.
    pub hidden_features: usize,
    /// Views of each sentence; they take turns.
    pub views: usize,
    /// Seed, epochs, penalty and pruning.
    pub settings: FieldSettings,
}

/// Counts of exact matches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Found and right.
    pub right: usize,
    /// Found.
    pub found: usize,
    /// Marked by hand.
    pub gold: usize,
}

impl Score {
    /// Harmonic mean of precision and recall; 1 when there is nothing to find and nothing found.
    ///
    /// ```
    /// assert_eq!(yaodian::learn::Score { right: 1, found: 2, gold: 2 }.f1(), 0.5);
    /// ```
    pub fn f1(self) -> f64 {
        if self.found + self.gold == 0 { 1.0 } else { 2.0 * self.right as f64 / (self.found + self.gold) as f64 }
    }

    /// Adds the counts of another score.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.gold += other.gold;
    }
}

/// What training read.
#[derive(Debug, Clone, Copy, Default)]
pub struct TrainingReport {
    /// Sentences of the sources.
    pub sentences: usize,
    /// Characters of the sources.
    pub characters: usize,
    /// How much names are favoured over none.
    pub favour: f64,
}

/// Why training stopped.
#[derive(Debug, thiserror::Error)]
pub enum TrainingError {
    /// A file of labelled text cannot be used.
    #[error(transparent)]
    Labelled(#[from] LabelledError),
    /// A file marks a type that the model does not have.
    #[error("{path} marks `{name}`, which is not among the types of the model · hint: add it to the types, or rename the label", path = path.display())]
    Type {
        /// The file.
        path: PathBuf,
        /// The type.
        name: String,
    },
    /// There are no sentences.
    #[error("the sources have no sentence · hint: give at least one BIO or .ann file with text")]
    Empty,
}

/// Trains a model of entities.
///
/// # Errors
/// When a file cannot be read, is not in its format, or marks an unknown type.
pub fn train(options: &TrainingOptions, pipeline: &Pipeline) -> Result<(Model, TrainingReport), TrainingError> {
    let mut read = Vec::new();
    for source in &options.sources {
        for path in &source.paths {
            read.push((lessons(pipeline, path)?, path.as_path(), source));
        }
    }
    let lessons: Vec<_> = read.iter().map(|(lessons, path, source)| (lessons.as_slice(), *path, *source)).collect();
    train_on(options, &lessons)
}

/// The same on lessons that were read before.
///
/// # Errors
/// When a lesson marks an unknown type.
pub fn train_on(options: &TrainingOptions, read: &[(&[Lesson], &Path, &TrainingSource)]) -> Result<(Model, TrainingReport), TrainingError> {
    let types: Vec<&str> = options.types.iter().map(String::as_str).collect();
    let mut random = SplitMix64::new(options.settings.seed);
    let mut examples = Vec::new();
    let mut report = TrainingReport::default();
    for (lessons, path, source) in read {
        for lesson in *lessons {
            let spans = numbered(lesson, &types).map_err(|name| TrainingError::Type { path: (*path).to_owned(), name })?;
            let sets = sets_of(lesson.sight.key.len(), &spans, LabelSet::only(0));
            report.characters += lesson.sight.key.len();
            examples.push(Example { views: views_of(&lesson.sight, &sets, options, &mut random), repeat: source.repeat });
        }
    }
    if examples.is_empty() {
        return Err(TrainingError::Empty);
    }
    report.sentences = examples.len();
    let all: Vec<&Lesson> = read.iter().flat_map(|(lessons, _, _)| *lessons).collect();
    let halves = Halves::train(&types, &all, &examples, &options.settings);
    report.favour = halves.favour();
    let mut model = train_field(Chain::spans(&types), TEMPLATES, &examples, &options.settings);
    model.favour_names(report.favour);
    model.stand_on(Some(gate(&all, &halves.found(report.favour))));
    Ok((model, report))
}

/// Of the words of names that the chain finds, so many may be lost to the gate.
const LOSS: f64 = 0.006;
/// The lessons are halved by stretches of so many parts of them.
const STRETCHES: usize = 8;

/// The half of a lesson. Neighbours are in one half, and so are the copies of a text that is given twice.
fn half(number: usize, of: usize) -> usize {
    number * STRETCHES / of.max(1) % 2
}

/// What a chain says of the lessons that was trained on the other half of them.
struct Halves<'a> {
    lessons: &'a [&'a Lesson],
    models: Vec<Model>,
}

/// How much less a step to no name may weigh than it was learned to.
const FAVOURS: [f64; 5] = [0.0, 0.25, 0.5, 0.75, 1.0];

impl<'a> Halves<'a> {
    fn train(types: &[&str], lessons: &'a [&'a Lesson], examples: &[Example], settings: &FieldSettings) -> Self {
        let settings = FieldSettings { epochs: settings.epochs.div_ceil(2), ..*settings };
        let without = |held: usize| {
            let rest = examples.iter().enumerate().filter(|(number, _)| half(*number, lessons.len()) != held);
            train_field(Chain::spans(types), TEMPLATES, rest.map(|(_, example)| example), &settings)
        };
        Self { lessons, models: (0..2).map(without).collect() }
    }

    /// What is found in each lesson by the chain of the other half, with names favoured.
    fn tag(&self, favour: f64) -> Vec<Vec<TaggedSpan>> {
        let mut found = vec![Vec::new(); self.lessons.len()];
        for (held, model) in self.models.iter().enumerate() {
            let mut model = model.clone();
            model.favour_names(favour);
            let Ok(tagger) = Tagger::of(model) else { continue };
            let mut memory = TaggerMemory::default();
            let mine = self.lessons.iter().zip(&mut found).enumerate().filter(|(number, _)| half(*number, self.lessons.len()) == held);
            for (_, (lesson, found)) in mine {
                *found = tagger.tag(&lesson.sight, &mut memory);
            }
        }
        found
    }

    /// Which marks of each lesson are found.
    fn found(&self, favour: f64) -> Vec<Vec<(usize, usize)>> {
        let tagged = self.tag(favour).into_iter().zip(self.lessons);
        let right = |spans: Vec<TaggedSpan>, lesson: &Lesson| {
            spans.into_iter().filter(|span| marked(lesson, span)).map(|span| (span.start, span.end)).collect()
        };
        tagged.map(|(spans, lesson)| right(spans, lesson)).collect()
    }

    /// A chain sees more of its features in what it learns from than elsewhere, and so is too shy of names
    /// elsewhere: how much they are favoured where the lessons not learned from are tagged best.
    fn favour(&self) -> f64 {
        let f1 = |favour: f64| {
            let mut score = Score::default();
            for (spans, lesson) in self.tag(favour).iter().zip(self.lessons) {
                let right = spans.iter().filter(|span| marked(lesson, span)).count();
                score.add(Score { right, found: spans.len(), gold: lesson.spans.len() });
            }
            score.f1()
        };
        let scored = FAVOURS.map(|favour| (favour, f1(favour)));
        scored.into_iter().fold((0.0, 0.0), |best, next| if next.1 > best.1 { next } else { best }).0
    }
}

/// Whether a lesson marks what was found.
fn marked(lesson: &Lesson, span: &TaggedSpan) -> bool {
    lesson.spans.iter().any(|gold| (gold.0, gold.1) == (span.start, span.end) && gold.2 == span.entity_type)
}

/// The gate of a model: words that are outside every name unless a rule or a mark speaks for one.
fn gate(lessons: &[&Lesson], found: &[Vec<(usize, usize)>]) -> Model {
    let sentences: Vec<Vec<GateLesson>> = lessons
        .iter()
        .zip(found)
        .map(|(lesson, found)| {
            let inside = |word: Word| lesson.spans.iter().any(|span| span.0 < word.end && word.start < span.1);
            let found = |word: Word| found.iter().any(|span| span.0 < word.end && word.start < span.1);
            let words = gate_words(&lesson.sight).into_iter();
            words.map(|(features, asked, word)| GateLesson { features, inside: inside(word), found: found(word), asked }).collect()
        })
        .collect();
    Gate::train(&sentences, |number| half(number, lessons.len()), LOSS)
}

/// The sum of scores.
pub fn total(scores: &[(String, Score)]) -> Score {
    scores.iter().fold(Score::default(), |mut sum, (_, score)| {
        sum.add(*score);
        sum
    })
}

/// Exact matches of a model on lessons, by type; types that the model lacks are left out.
pub fn score(model: &Model, lessons: &[Lesson]) -> Vec<(String, Score)> {
    let Ok(tagger) = Tagger::of(model.clone()) else { return Vec::new() };
    let labels = &model.chain().labels;
    let mut scores: Vec<(String, Score)> =
        labels.iter().filter_map(|label| label.strip_prefix("B-")).map(|name| (name.to_owned(), Score::default())).collect();
    let mut memory = TaggerMemory::default();
    for Lesson { sight, spans } in lessons {
        let found = tagger.tag(sight, &mut memory);
        for (name, score) in &mut scores {
            let mine = found.iter().filter(|span| span.entity_type == *name);
            score.found += mine.clone().count();
            score.gold += spans.iter().filter(|span| span.2 == *name).count();
            score.right +=
                mine.filter(|span| spans.iter().any(|gold| (gold.0, gold.1) == (span.start, span.end) && gold.2 == *name)).count();
        }
    }
    scores
}

fn numbered(lesson: &Lesson, types: &[&str]) -> Result<Vec<(usize, usize, usize)>, String> {
    let number = |name: &String| types.iter().position(|known| known == name).ok_or_else(|| name.clone());
    lesson.spans.iter().map(|(start, end, name)| Ok((*start, *end, number(name)?))).collect()
}

fn views_of(sight: &Sight, sets: &[LabelSet], options: &TrainingOptions, random: &mut SplitMix64) -> Vec<Sequence> {
    (0..options.views.max(1))
        .map(|view| {
            let mut sequence = Sequence::new();
            if view == 0 {
                observe(sight, None, &mut sequence);
            } else {
                let mut hidden = sight.clone();
                hidden.names.retain(|_| random.below(100) >= options.hidden_names);
                hidden.proposals.retain(|_| random.below(100) >= options.hidden_names);
                observe(&hidden, None, &mut sequence);
                sequence.thin(options.hidden_features, random);
            }
            for (position, set) in sets.iter().enumerate() {
                sequence.allow(position, *set);
            }
            sequence
        })
        .collect()
}
