//! Learning: from labelled sequences an averaged structured perceptron or a conditional random field, with their
//! models and files; from labelled points a logistic regression.
//!
//! ```
//! use yaodian::learn::{Chain, Example, Feature, LabelSet, Sequence, Settings, Trainer};
//!
//! let mut sequence = Sequence::new();
//! for (word, label) in [("總理", 0), ("李強", 1), ("說", 0)] {
//!     sequence.push(&[Feature::of_text(0, word)], LabelSet::only(label));
//! }
//! let examples = [Example { views: vec![sequence.clone()], repeat: 1 }];
//! let settings = Settings { minimum_count: 1, ..Settings::default() };
//! let mut trainer = Trainer::new(Chain::spans(&["person"]), &["word"], &examples, settings);
//! for _ in 0..5 {
//!     trainer.pass();
//! }
//! let model = trainer.model();
//! assert_eq!(model.decode(&sequence), [0, 1, 0]);
//! assert_eq!(model.explain(&sequence, 1, 1)[0].0, "word");
//! ```

mod field;
mod labelled;
mod logistic;
mod marks;
mod model;
mod model_file;
mod perceptron;
mod vocabulary;
mod random;
mod sequence;
mod stacked;
mod train;
mod viterbi;

pub use field::{FieldSettings, train_field};
pub use labelled::{LabelledError, LabelledSentence, parse_bio, read_labelled, type_name};
pub use logistic::{Instance, LogisticSettings, Regression, squash};
pub use marks::parse_marks;
pub use model::{Model, Workspace, sets_of, spans_of};
pub use model_file::ModelError;
pub use perceptron::{Pass, Settings, Trainer};
pub use random::SplitMix64;
pub use sequence::{Chain, Feature, LabelSet, MAX_LABELS, Sequence};
pub use stacked::{Stacked, StackedWorkspace};
pub use train::{
    EpochReport, NameFinder, Score, TrainingError, TrainingOptions, TrainingReport, TrainingSource, known_names, score, total, train,
};
pub use vocabulary::Example;
