//! Trains a tagger from labelled files. The same files, options and names give the same bytes.

use std::path::PathBuf;

use jieba_rs::Jieba;

use super::labelled::{LabelledError, LabelledSentence, read_labelled};
use super::model::{Model, sets_of};
use super::perceptron::{Pass, Settings, Trainer};
use super::random::SplitMix64;
use super::sequence::{Chain, LabelSet, Sequence};
use super::vocabulary::Example;
use crate::annotate::{ENTITY_TYPES, NameHit, TEMPLATES, Tagger, TaggerMemory, layer, observe, words_of};
use crate::codebook::{Codebook, is_whole_word};
use crate::normalize::fold_char;

/// A file or several of one kind to train on.
#[derive(Debug, Clone)]
pub struct TrainingSource {
    /// BIO files or `.ann` files.
    pub paths: Vec<PathBuf>,
    /// The types that the files mark. Files that do not mark all types of the model teach a lower
    /// model of the types that they do mark; its guesses are features of the model.
    pub marks: Vec<String>,
    /// How often an epoch reads the source.
    pub repeat: usize,
}

/// Finds the known names in a folded text, as the program will find them when it tags.
pub type NameFinder<'a> = &'a dyn Fn(&[char]) -> Vec<NameHit>;

/// The known names of a codebook in a folded text, as the program finds them when it tags: the finder
/// of a model that the program is to use.
pub fn known_names(codebook: &Codebook, key: &[char]) -> Vec<NameHit> {
    let text: String = key.iter().collect();
    let mut hits = Vec::new();
    let (mut byte, mut place) = (0, 0);
    for (first, last, names) in codebook.gazetteer.hits(&text) {
        let mut seek = |target: usize| {
            while byte < target && place < key.len() {
                byte += key[place].len_utf8();
                place += 1;
            }
            place
        };
        let (start, end) = (seek(first), seek(last));
        let Some(name) = names.iter().find(|name| !name.ambiguous).or(names.first()) else { continue };
        let entity_type = codebook.gazetteer.entries().get(name.entry).map(|entry| entry.entity_type.id());
        let kind = ENTITY_TYPES.iter().position(|known| Some(*known) == entity_type);
        if let Some(kind) = kind.filter(|_| is_whole_word(key, start, end)) {
            hits.push(NameHit { start, end, kind: kind as u8, ambiguous: name.ambiguous || end - start == 1 });
        }
    }
    hits
}

/// What to train on and how.
#[derive(Debug, Clone)]
pub struct TrainingOptions {
    /// The sources, read in this order.
    pub sources: Vec<TrainingSource>,
    /// The entity types of the model, in the order of its labels.
    pub types: Vec<String>,
    /// How often the sources are read.
    pub epochs: usize,
    /// Files that are only scored.
    pub dev: Vec<PathBuf>,
    /// Of 100 known names so many are hidden in the second and later views of a sentence, so that the
    /// model learns to do without them.
    pub hidden_names: usize,
    /// Of 100 features so many are hidden in the second and later views, so that no weight rests on
    /// its neighbours.
    pub hidden_features: usize,
    /// Views of each sentence that has known names.
    pub views: usize,
    /// Seed, margin and pruning.
    pub settings: Settings,
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

/// What an epoch did.
#[derive(Debug, Clone)]
pub struct EpochReport {
    /// Number of the epoch, from 1; a lower model is trained first.
    pub epoch: usize,
    /// Number of types of the model in training.
    pub types: usize,
    /// Sequences read and corrected.
    pub pass: Pass,
    /// Score of the averaged model on the dev files, if there are any.
    pub dev: Option<Score>,
}

/// What training did.
#[derive(Debug, Clone)]
pub struct TrainingReport {
    /// Every epoch.
    pub epochs: Vec<EpochReport>,
    /// Sentences and characters of the sources.
    pub sentences: usize,
    /// Characters of the sources.
    pub characters: usize,
    /// Scores on the dev files by type, in the order of the types.
    pub dev: Vec<(String, Score)>,
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
pub fn train(
    options: &TrainingOptions,
    segmenter: &Jieba,
    names: NameFinder,
    progress: &mut dyn FnMut(&EpochReport),
) -> Result<(Model, TrainingReport), TrainingError> {
    let types: Vec<&str> = options.types.iter().map(String::as_str).collect();
    let marks_all = |source: &&TrainingSource| types.iter().all(|name| source.marks.iter().any(|mark| mark == name));
    let (full, partial): (Vec<&TrainingSource>, Vec<&TrainingSource>) = options.sources.iter().partition(marks_all);
    let mut report = TrainingReport { epochs: Vec::new(), sentences: 0, characters: 0, dev: Vec::new() };
    let mut lower = None;
    if !full.is_empty() && !partial.is_empty() {
        let marked: Vec<&str> =
            types.iter().copied().filter(|name| partial.iter().any(|source| source.marks.iter().any(|mark| mark == name))).collect();
        lower = Some(train_one(&partial, &marked, None, options, segmenter, names, &mut report, progress)?);
    }
    let sources = if full.is_empty() { partial } else { full };
    let model = train_one(&sources, &types, lower.as_ref(), options, segmenter, names, &mut report, progress)?;
    Ok((model, report))
}

#[expect(clippy::too_many_arguments, reason = "one stage of training, called twice")]
fn train_one(
    sources: &[&TrainingSource],
    types: &[&str],
    lower: Option<&Model>,
    options: &TrainingOptions,
    segmenter: &Jieba,
    names: NameFinder,
    report: &mut TrainingReport,
    progress: &mut dyn FnMut(&EpochReport),
) -> Result<Model, TrainingError> {
    let mut random = SplitMix64::new(options.settings.seed);
    let mut examples = Vec::new();
    for source in sources {
        let open = types.iter().enumerate().filter(|(_, name)| !source.marks.iter().any(|mark| mark == *name));
        let outside = open.fold(LabelSet::only(0), |set, (kind, _)| set.with(2 * kind + 1).with(2 * kind + 2));
        for path in &source.paths {
            for sentence in read_labelled(path)? {
                let spans = numbered(&sentence, types).map_err(|name| TrainingError::Type { path: path.clone(), name })?;
                let sets = sets_of(sentence.text.len(), &spans, outside);
                report.characters += sentence.text.len();
                let views = views_of(&sentence, &sets, lower, options, segmenter, names, &mut random);
                examples.push(Example { views, repeat: source.repeat });
            }
        }
    }
    if examples.is_empty() {
        return Err(TrainingError::Empty);
    }
    report.sentences += examples.len();
    let mut dev = Vec::new();
    for path in &options.dev {
        dev.extend(read_labelled(path)?);
    }
    let mut trainer = Trainer::new(Chain::spans(types), TEMPLATES, &examples, options.settings.clone());
    drop(examples);
    let finished = |trainer: &Trainer| {
        let mut model = trainer.model();
        model.stand_on(lower.cloned());
        model
    };
    for epoch in 1..=options.epochs {
        let pass = trainer.pass();
        if !dev.is_empty() {
            report.dev = score(&finished(&trainer), &dev, segmenter, names);
        }
        let epoch = EpochReport { epoch, types: types.len(), pass, dev: (!dev.is_empty()).then(|| total(&report.dev)) };
        progress(&epoch);
        report.epochs.push(epoch);
    }
    Ok(finished(&trainer))
}

/// The sum of scores.
pub fn total(scores: &[(String, Score)]) -> Score {
    scores.iter().fold(Score::default(), |mut sum, (_, score)| {
        sum.add(*score);
        sum
    })
}

/// Exact matches of a model on labelled sentences, by type; types that the model lacks are left out.
pub fn score(model: &Model, sentences: &[LabelledSentence], segmenter: &Jieba, names: NameFinder) -> Vec<(String, Score)> {
    let Ok(tagger) = Tagger::of(model.clone()) else { return Vec::new() };
    let labels = &model.chain().labels;
    let mut scores: Vec<(String, Score)> =
        labels.iter().filter_map(|label| label.strip_prefix("B-")).map(|name| (name.to_owned(), Score::default())).collect();
    let mut memory = TaggerMemory::default();
    for sentence in sentences {
        let (key, text) = folded(sentence);
        let hits = names(&key);
        let found = tagger.tag(&key, &words_of(segmenter, &text), &hits, &mut memory);
        for (name, score) in &mut scores {
            let mine = found.iter().filter(|span| span.entity_type == *name);
            score.found += mine.clone().count();
            score.gold += sentence.spans.iter().filter(|span| span.2 == *name).count();
            score.right +=
                mine.filter(|span| sentence.spans.iter().any(|gold| (gold.0, gold.1) == (span.start, span.end) && gold.2 == *name)).count();
        }
    }
    scores
}

fn folded(sentence: &LabelledSentence) -> (Vec<char>, String) {
    let key: Vec<char> = sentence.text.iter().copied().map(fold_char).collect();
    let text = key.iter().collect();
    (key, text)
}

fn numbered(sentence: &LabelledSentence, types: &[&str]) -> Result<Vec<(usize, usize, usize)>, String> {
    let number = |name: &String| types.iter().position(|known| known == name).ok_or_else(|| name.clone());
    sentence.spans.iter().map(|(start, end, name)| Ok((*start, *end, number(name)?))).collect()
}

fn views_of(
    sentence: &LabelledSentence,
    sets: &[LabelSet],
    lower: Option<&Model>,
    options: &TrainingOptions,
    segmenter: &Jieba,
    names: NameFinder,
    random: &mut SplitMix64,
) -> Vec<Sequence> {
    let (key, text) = folded(sentence);
    let words = words_of(segmenter, &text);
    let hits = names(&key);
    let count = options.views.max(1);
    (0..count)
        .map(|view| {
            let kept: Vec<NameHit> = hits.iter().copied().filter(|_| view == 0 || random.below(100) >= options.hidden_names).collect();
            let mut sequence = Sequence::new();
            observe(&key, &words, &kept, &mut sequence);
            if let Some(lower) = lower {
                let mut layered = Sequence::new();
                layer(&sequence, &lower.decode(&sequence), &mut layered);
                sequence = layered;
            }
            if view > 0 {
                sequence.thin(options.hidden_features, random);
            }
            for (position, set) in sets.iter().enumerate() {
                sequence.allow(position, *set);
            }
            sequence
        })
        .collect()
}
