//! A span of text that names something.

use super::Span;

macro_rules! entity_types {
    ($($name:ident $id:literal $doc:literal),+ $(,)?) => {
        /// The kinds of entity, as the contract names them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum EntityType {
            $(#[doc = $doc] $name),+
        }

        impl EntityType {
            /// Every type, in the order of the contract.
            pub const ALL: &'static [EntityType] = &[$(EntityType::$name),+];

            /// The word of the contract.
            pub fn id(self) -> &'static str {
                match self { $(EntityType::$name => $id),+ }
            }

            /// The type that a word of the contract names.
            pub fn parse(id: &str) -> Option<Self> {
                match id { $($id => Some(EntityType::$name),)+ _ => None }
            }
        }
    };
}

entity_types! {
    Person "person" "A named individual or pen-name.",
    Organization "organization" "A named party, state, company, university, media or international body.",
    Place "place" "A named country, province, city, region or site.",
    Post "post" "A title held by a named person or named as an office.",
    Event "event" "A named or numbered meeting, campaign, fair or war.",
    Document "document" "A named law, plan, opinion or article, with its number.",
    Programme "programme" "A named initiative, strategy, project, fund or slogan.",
    Technology "technology" "A technology, technical product or system.",
    Date "date" "A calendar date, year, period, deadline or relative date.",
    Quantity "quantity" "A number with unit or percentage, with its comparator.",
    Term "term" "A noun phrase that a relation needs and no other type covers.",
}

/// A span that names something; mentions of one text do not overlap.
///
/// ```
/// use yaodian::model::{EntityType, Mention, Span};
/// let mention = Mention::new(Span::new(0, 3), EntityType::Organization, "gazetteer");
/// assert_eq!(mention.entity_type.id(), "organization");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Characters of the name.
    pub span: Span,
    /// What it names.
    pub entity_type: EntityType,
    /// Entry of the codebook that it was found by.
    pub entry: Option<usize>,
    /// The rule that found it.
    pub rule: &'static str,
}

impl Mention {
    /// A mention without a codebook entry.
    pub fn new(span: Span, entity_type: EntityType, rule: &'static str) -> Self {
        Mention { span, entity_type, entry: None, rule }
    }
}
