//! What can be said on the command line. Data only: nothing here reads, writes or decides.

mod train;

pub(crate) use self::train::{Train, TrainEntities, TrainModel, TrainRestore, TrainStatements, TrainThemes};
use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use yaodian::export::Locale;
use yaodian::link::MERGE_RULES;

/// Policy documents into knowledge graphs: who must do what, how strongly, by when, and where it says so.
///
/// Reads newspaper pages, opinions, laws, orders and speeches in Traditional Chinese, Simplified
/// Chinese and English. Every node and edge of the graph carries its exact place in the source.
#[derive(Debug, Parser)]
#[command(name = "yaodian", version, max_term_width = 100, propagate_version = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
    /// How to write warnings and errors (to stderr).
    #[arg(long, global = true, value_name = "FORM", default_value = "text", help_heading = "Messages")]
    pub(crate) diagnostics: DiagnosticForm,
    /// When to colour: on a terminal, always, or never. `NO_COLOR` is respected.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Messages")]
    pub(crate) color: ColorChoice,
    /// Write no summary, no progress and no notes; errors and warnings still come.
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub(crate) quiet: bool,
}

const EXAMPLES: &str = "\
Examples:
  yaodian build page.txt -o output/page      graph, drawing and tables of one page
  yaodian points opinion.txt                 one row a policy point, as CSV
  yaodian explain 數據安全 page.txt           where it stands, and why it was found

Exit status: 0 everything was read; 1 something was left out (stderr says what); 2 could not run.";

/// The commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read documents, build their graph, write it in every format.
    Build(Build),
    /// List the policy points: one row a point.
    Points(Points),
    /// Print the text that offsets count in (decoded, line ends made one).
    Text(Text),
    /// List the schemes and themes that points are sorted by; check the codebook.
    Themes(Themes),
    /// Show a node with its evidence in context, and why it is there.
    Explain(Explain),
    /// Score a graph against gold annotations.
    Score(Score),
    /// Measure the agreement of two codings of one text.
    Agree(Agree),
    /// Work as a filter: documents as JSON lines in, their graphs as JSON lines out.
    Extract(Extract),
    /// Join graph files into one graph.
    Merge(Merge),
    /// Train a model on annotated texts of your own, for --model.
    Train(Train),
}

/// Which files, and how they are read.
#[derive(Debug, Args)]
pub(crate) struct Reading {
    /// Encoding of the files, in place of detection: utf-8, utf-16le, gb18030, big5, …
    #[arg(long, value_name = "LABEL", help_heading = "Reading")]
    pub(crate) encoding: Option<String>,
    /// Refuse files that are larger.
    #[arg(long, value_name = "BYTES", default_value_t = yaodian::read::MAX_BYTES, help_heading = "Reading")]
    pub(crate) max_bytes: u64,
    /// Files that replace those of the codebook, name by name (see `yaodian themes --help`).
    #[arg(long, value_name = "DIR", help_heading = "Reading")]
    pub(crate) codebook: Option<PathBuf>,
    /// A scheme of themes of your own (.toml or .csv), beside those of the codebook; may be given again.
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub(crate) scheme: Vec<PathBuf>,
    /// A model that `yaodian train` made, of names or of clauses, in place of the one of the program; may
    /// be given again, for the other kind.
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only", help_heading = "Reading")]
    pub(crate) model: Vec<PathBuf>,
    /// Use no learned model: rules and names alone.
    #[arg(long, help_heading = "Reading")]
    pub(crate) rules_only: bool,
    /// Switch off a rule that links names to one entity; may be given again.
    #[arg(long, value_name = "RULE", value_parser = merge_rules(), help_heading = "Reading")]
    pub(crate) no_merge: Vec<String>,
    /// How many threads read [default: one a core]. The result is the same with any number.
    #[arg(long, value_name = "N", help_heading = "Reading")]
    pub(crate) threads: Option<std::num::NonZeroUsize>,
}

fn merge_rules() -> PossibleValuesParser {
    PossibleValuesParser::new(MERGE_RULES.iter().map(|(name, what)| clap::builder::PossibleValue::new(*name).help(*what)))
}

/// What the drawing shows.
#[derive(Debug, Args)]
pub(crate) struct Drawing {
    /// Scheme whose themes group and colour the points of the drawing.
    #[arg(long, value_name = "SCHEME", default_value = "points", help_heading = "Drawing")]
    pub(crate) group_by: String,
    /// Language of the drawing [default: that of the first document].
    #[arg(long, value_name = "TAG", value_parser = locales(), help_heading = "Drawing")]
    pub(crate) locale: Option<String>,
    /// Draw everything, and not only what fits on a page.
    #[arg(long, help_heading = "Drawing")]
    pub(crate) whole: bool,
}

fn locales() -> PossibleValuesParser {
    PossibleValuesParser::new(Locale::ALL.iter().map(|locale| locale.tag()))
}

/// `yaodian build`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian build page.txt                           into output/
  yaodian build reports/ laws/ -o corpus           folders, with all that lies below
  yaodian build page.txt --format json,dot         these formats only
  yaodian build old.txt --encoding big5 -q         say the encoding, no summary
  yaodian build page.txt --scheme mine.toml --group-by mine")]
pub(crate) struct Build {
    /// Files, or folders that are read with all below them (hidden files are not); - is standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder for the output; made if it does not exist.
    #[arg(short, long, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// Formats to write [default: all]; join several with commas.
    #[arg(short, long, value_name = "NAME", value_delimiter = ',', value_parser = super::formats::all())]
    pub(crate) format: Vec<String>,
    /// Add edges `co_occurs` between entities that share sentences more often than chance (Dunning's log-likelihood, p < 0.001).
    #[arg(long)]
    pub(crate) co_occurrence: bool,
    #[command(flatten)]
    pub(crate) drawing: Drawing,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `yaodian points`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian points opinion.txt > points.csv          opens in a spreadsheet
  yaodian points reports/ --format jsonl           one JSON object a line, for scripts
  yaodian points law.txt --format markdown -o law.md
  yaodian points law.txt --format tsv --columns line,modality,actors,quote
  yaodian points law.txt --rest                    what looks like a directive and gave no point, and why")]
pub(crate) struct Points {
    /// Files, folders, or - for standard input.
    #[arg(required = true, value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Form of the table.
    #[arg(short, long, value_name = "NAME", default_value = super::formats::DEFAULT_TABLE, value_parser = super::formats::tables())]
    pub(crate) format: String,
    /// Columns to write, in this order [default: all]; join several with commas.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// List what looks like a directive and gave no point, with the reason; as csv, tsv, jsonl or markdown.
    #[arg(long, conflicts_with = "columns")]
    pub(crate) rest: bool,
    /// Write to a file and not to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `yaodian text`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  yaodian text old_big5_page.txt > page.utf8.txt
Offsets in graph.json count the Unicode characters of exactly this text, from 0.")]
pub(crate) struct Text {
    /// One file, or - for standard input.
    #[arg(value_name = "INPUT")]
    pub(crate) input: PathBuf,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `yaodian themes`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian themes                                   the schemes
  yaodian themes points                            the themes of one scheme with their definitions
  yaodian themes my_scheme.toml --lint             check a scheme of your own: file, line, remedy
  yaodian themes --lint --codebook my_codebook     check a folder of your own")]
pub(crate) struct Themes {
    /// Scheme to list: its id, or a .toml or .csv file; all of them in short when none is named.
    #[arg(value_name = "SCHEME")]
    pub(crate) scheme: Option<String>,
    /// Check the codebook; exit status 1 when it has faults.
    #[arg(long)]
    pub(crate) lint: bool,
    /// Files that replace those of the codebook, name by name.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

/// `yaodian explain`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian explain 岸電使用率 page.txt                             build, then search by words
  yaodian explain organization:交通运输部 page.txt               by id
  yaodian explain 岸電 --graph output/graph.json page.txt        a graph on disk, the page for context
Words are found in any script: 岸电 finds 岸電.")]
pub(crate) struct Explain {
    /// Id of a node, or words of its label, aliases or quotes.
    #[arg(value_name = "ID|WORDS")]
    pub(crate) query: String,
    /// The documents: read for the graph, or, with --graph, for the lines around the evidence.
    #[arg(required_unless_present = "graph", value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// A graph.json that was built before.
    #[arg(long, value_name = "FILE")]
    pub(crate) graph: Option<PathBuf>,
    /// Show at most so many nodes that the words find.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) limit: usize,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `yaodian score`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  yaodian score tests/corpus/minutes output/graph.json examples/pages/minutes.txt --misses
The gold is STEM.gold.json, or STEM.ann with STEM.points.tsv and STEM.rel.tsv where they exist.")]
pub(crate) struct Score {
    /// Path of the gold files without their endings.
    #[arg(value_name = "GOLD_STEM")]
    pub(crate) gold: PathBuf,
    /// The graph.json to score.
    #[arg(value_name = "GRAPH")]
    pub(crate) graph: PathBuf,
    /// The text that the graph was built from [default: that of the gold with .txt].
    #[arg(value_name = "SOURCE")]
    pub(crate) source: Option<PathBuf>,
    /// List what was missed and what was found beside the gold.
    #[arg(long)]
    pub(crate) misses: bool,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `yaodian agree`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  yaodian agree coder_a.csv coder_b.csv --source page.txt
  yaodian agree tests/corpus/minutes output/graph.json --source examples/pages/minutes.txt
  yaodian agree a.csv b.csv --length 5031 --resamples 0 --json
A coding is a graph.json, the stem of gold files, or a table (csv, tsv) with the columns start and
end; every other column of a table is a variable. Figures: span F1, Krippendorff's α_U, and for each
variable Cohen's κ and Krippendorff's α, with bootstrap intervals.")]
pub(crate) struct Agree {
    /// The first coding.
    #[arg(value_name = "A")]
    pub(crate) one: PathBuf,
    /// The second coding.
    #[arg(value_name = "B")]
    pub(crate) other: PathBuf,
    /// The text that was coded; gold needs it.
    #[arg(long, value_name = "TEXT", required_unless_present = "length")]
    pub(crate) source: Option<PathBuf>,
    /// The number of characters of the text, where the text itself is not at hand.
    #[arg(long, value_name = "N", conflicts_with = "source")]
    pub(crate) length: Option<usize>,
    /// Compare the names and not the points of graphs and gold.
    #[arg(long)]
    pub(crate) entities: bool,
    /// Seed of the intervals.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Resamples of the intervals; 0 for none.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    pub(crate) resamples: usize,
    /// Coverage of the intervals.
    #[arg(long, value_name = "SHARE", default_value_t = 0.95)]
    pub(crate) confidence: f64,
    /// Write JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// `yaodian extract`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  echo '{\"id\": \"a\", \"title\": \"\", \"date\": \"2026-05-09\", \"text\": \"會議要求加強監管。\"}' | yaodian extract --jsonl
One line in, one line out, in order; each answer is written as soon as it is there, and memory stays
bounded. A line that is no document is a warning with its number and gives no answer.")]
pub(crate) struct Extract {
    /// Documents as JSON lines on standard input: {id, title, date, text}; only text is required.
    #[arg(long, required = true)]
    pub(crate) jsonl: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// `yaodian merge`
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  yaodian merge a/graph.json b/graph.json -o both.json
Nodes and edges of one id become one; their evidence is joined, no matter in which order the files
are named. Edges `repeats` between documents that were never built together are not found again:
build the documents together for those.")]
pub(crate) struct Merge {
    /// Files that `yaodian build` wrote.
    #[arg(required = true, value_name = "GRAPH")]
    pub(crate) graphs: Vec<PathBuf>,
    /// Write to a file and not to standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiagnosticForm {
    /// `path:line:col: warning[Y021]: what · hint: what to do`
    Text,
    /// One JSON object a line.
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal.
    Auto,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}
