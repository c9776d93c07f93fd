//! Learning: from labelled sequences linear-chain fields, from labelled points a logistic regression; their
//! models and files.
//!
//! ```
//! use yaodian::learn::{Chain, Example, Feature, FieldSettings, LabelSet, Sequence, train_field};
//!
//! let mut sequence = Sequence::new();
//! for (word, label) in [("總理", 0), ("李強", 1), ("說", 0)] {
//!     sequence.push(&[Feature::of_text(0, word)], LabelSet::only(label));
//! }
//! let examples = [Example { views: vec![sequence.clone()], repeat: 1 }];
//! let settings = FieldSettings { minimum_count: 1, ..FieldSettings::default() };
//! let model = train_field(Chain::spans(&["person"]), &["word"], &examples, &settings);
//! assert_eq!(model.decode(&sequence), [0, 1, 0]);
//! assert_eq!(model.explain(&sequence, 1, 1)[0].0, "word");
//! ```

mod coded;
mod field;
mod gate;
mod labelled;
mod lessons;
mod logistic;
mod marks;
mod model;
mod model_file;
mod random;
mod sequence;
mod table;
mod train;
mod viterbi;
mod vocabulary;

pub use coded::{CodedError, CodedText, RestoredText};
pub use field::{FieldSettings, train_field};
pub use gate::{GATE_FEATURES, Gate, GateFeatures, GateLesson};
pub use labelled::{LabelledError, LabelledSentence, parse_bio, read_labelled, type_name};
pub use lessons::{Lesson, MarkedText, lessons, placed, read_marked};
pub use logistic::{Instance, LogisticSettings, Regression, squash};
pub use marks::parse_marks;
pub use model::{Model, Workspace, sets_of, spans_of};
pub use model_file::ModelError;
pub use random::SplitMix64;
pub(crate) use sequence::template_number;
pub use sequence::{Chain, Feature, LabelSet, MAX_LABELS, Sequence};
pub use train::{Score, TrainingError, TrainingOptions, TrainingReport, TrainingSource, score, total, train, train_on};
pub use vocabulary::Example;
