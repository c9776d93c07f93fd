//! Types only: what the stages hand to each other. No input, no output, no rules.
//!
//! One unit inside: a [`Span`] counts characters of the normalized [`Text`]. Source offsets,
//! lines and columns appear only at the border, through [`Text::to_source`] and [`Source::line_column`].

mod evidence;
mod mention;
mod point;
mod segments;
mod source;
mod span;
mod text;

pub use evidence::{Evidence, SourceSpan};
pub use mention::{EntityType, Mention};
pub use point::{Actor, ActorRole, Basis, Inherited, Modality, PolicyPoint, Speaker, Status, Target, ThemeAssignment};
pub use segments::{Article, Block, BlockKind, Clause, Section, SectionRole, Segments, Sentence, Token};
pub use source::{Language, Script, Source};
pub use span::Span;
pub use text::Text;
