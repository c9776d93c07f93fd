//! What can be said to `yaodian train`. Data only, as in `super`.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use std::path::PathBuf;
use yaodian::annotate::ENTITY_TYPES;

/// `yaodian train`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian train entities mine.bio -o names.model
  yaodian train clauses coded/page1 coded/page2 -o clauses.model
  yaodian build page.txt --model names.model
The same files and options give the same model, byte for byte.")]
pub(crate) struct Train {
    /// Which model.
    #[command(subcommand)]
    pub(crate) model: TrainModel,
}

/// The models that can be trained.
#[derive(Debug, Subcommand)]
pub(crate) enum TrainModel {
    /// The tagger of names: persons, bodies, places, …
    Entities(TrainEntities),
    /// What tells policy points from other clauses.
    #[command(after_help = "\
Examples:
  yaodian train clauses coded/page1 coded/page2 -o clauses.model
  yaodian train clauses tests/corpus/minutes tests/corpus/harbour_page -o clauses.model
For each STEM there are STEM.ann, the text (with marks ⟦surface|type⟧, or without), and STEM.points.tsv,
a point a line, whose first column is its quote. English texts are passed over: rules decide there.")]
    Clauses(TrainStatements),
    /// What finds the verb of a policy point and what it acts on.
    #[command(after_help = "\
Example:
  yaodian train predicates coded/page1 coded/page2 -o predicates.model
For each STEM there are STEM.ann, the text (with marks ⟦surface|type⟧, or without), and STEM.points.tsv,
a point a line: its quote in the first column, in the ninth and tenth its verb and what it acts on, each as
WORDS@N, behind N characters of the quote (white space aside), or - where there is none. English texts and
points without these columns are passed over.")]
    Predicates(TrainStatements),
    /// The weights of themes and topics of points, for --codebook.
    Themes(TrainThemes),
    /// Puts the text back into annotations that are kept without it.
    Restore(TrainRestore),
}

/// `yaodian train restore`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian train restore coded/*.coded.tsv --documents policies -o annotated
  yaodian train clauses annotated/pa01 annotated/pa02 -o clauses.model
A .coded.tsv file says what was marked where in a document that is kept elsewhere; with the document it
becomes NAME.txt, NAME.ann and NAME.points.tsv.")]
pub(crate) struct TrainRestore {
    /// Annotations without their text.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Folder with the documents.
    #[arg(long, value_name = "DIR")]
    pub(crate) documents: PathBuf,
    /// Folder for the annotated texts.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
}

/// `yaodian train entities`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian train entities mine.bio -o names.model
  yaodian train entities a.ann b.ann --dev c.ann -o names.model
  yaodian train entities news.bio --marks person,organization,place -o names.model
A .ann file is a text with marks ⟦surface|type⟧; any other file is BIO: a character, a tab and a label
(O, B-type, I-type) a line, an empty line after a sentence. The files must mark every name of the
types: what is not marked is learned to be no name.")]
pub(crate) struct TrainEntities {
    /// Annotated texts: .ann, or BIO.
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Types of the model [default: those that the files mark]; join several with commas.
    #[arg(long, value_name = "TYPE", value_delimiter = ',', value_parser = PossibleValuesParser::new(ENTITY_TYPES))]
    pub(crate) marks: Vec<String>,
    /// A file that is only scored, not learned from; may be given again.
    #[arg(long, value_name = "FILE")]
    pub(crate) dev: Vec<PathBuf>,
    /// Where to write the model.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// How often the files are read.
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) epochs: usize,
    /// Seed of the order of the sentences and of what is hidden from the model while it learns.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Files that replace those of the codebook, name by name: the known names are features.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

/// `yaodian train clauses`, `yaodian train predicates`
#[derive(Debug, Args)]
pub(crate) struct TrainStatements {
    /// Paths of annotated texts, without their endings.
    #[arg(required = true, value_name = "STEM")]
    pub(crate) stems: Vec<PathBuf>,
    /// Where to write the model.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: PathBuf,
    /// How often the texts are read.
    #[arg(long, value_name = "N", default_value_t = 15)]
    pub(crate) epochs: usize,
    /// How much large weights cost.
    #[arg(long, value_name = "NUMBER", default_value_t = 0.001)]
    pub(crate) penalty: f64,
    /// Seed of the order of the texts.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many models, each learned in an order of its own, the model is the mean of.
    #[arg(long, value_name = "N", default_value_t = 4)]
    pub(crate) runs: usize,
    /// Files that replace those of the codebook, name by name: its cues are features.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

/// `yaodian train themes`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  yaodian train themes tests/corpus/minutes tests/corpus/harbour_page -o mine/themes
  yaodian build page.txt --codebook mine
For each STEM there are STEM.ann, the text (with marks ⟦surface|type⟧, or without), and STEM.points.tsv,
a point a line: its quote in the first column, its themes in the seventh, its CAP topics in the eighth.
A STEM that is given three times counts three times. Written are points.weights.tsv and
cap.weights.tsv; the figures printed are those of documents that the weights were not fitted on.")]
pub(crate) struct TrainThemes {
    /// Paths of annotated texts, without their endings.
    #[arg(required = true, value_name = "STEM")]
    pub(crate) stems: Vec<PathBuf>,
    /// Folder for the tables of weights.
    #[arg(short, long, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Parts that the texts are divided into; each is scored by weights fitted on the others.
    #[arg(long, value_name = "N", default_value_t = 6, value_parser = clap::value_parser!(u8).range(2..))]
    pub(crate) folds: u8,
    /// Files that replace those of the codebook, name by name: its cues are evidence.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}
