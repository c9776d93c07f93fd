//! The policy point: one directive, coded as an Institutional Grammar statement
//! (Crawford & Ostrom 1995; Frantz & Siddiki 2021, "Institutional Grammar 2.0").

use super::Span;

/// How strongly something is demanded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// 不得 嚴禁, shall not.
    Prohibit,
    /// 必須 確保, must.
    Must,
    /// 應當 要, shall.
    Shall,
    /// A plain directive verb.
    Do,
    /// 支持 鼓勵 引導, encourage.
    Promote,
    /// 探索 試點 研究, explore.
    Explore,
    /// 可以 允許 有權, may.
    Permit,
    /// 力爭 爭取, a goal state.
    Aim,
}

impl Modality {
    /// Every modality, from the strictest prohibition to the aim.
    pub const ALL: &'static [Modality] = &[
        Modality::Prohibit,
        Modality::Must,
        Modality::Shall,
        Modality::Do,
        Modality::Promote,
        Modality::Explore,
        Modality::Permit,
        Modality::Aim,
    ];

    /// The word of the contract.
    pub fn id(self) -> &'static str {
        match self {
            Modality::Prohibit => "prohibit",
            Modality::Must => "must",
            Modality::Shall => "shall",
            Modality::Do => "do",
            Modality::Promote => "promote",
            Modality::Explore => "explore",
            Modality::Permit => "permit",
            Modality::Aim => "aim",
        }
    }

    /// The modality that a word of the contract names.
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|modality| modality.id() == id)
    }

    /// Strength from −5 (prohibition) to 5 (strict duty), before intensity and hedges.
    pub fn strength(self) -> i8 {
        match self {
            Modality::Prohibit => -5,
            Modality::Must => 5,
            Modality::Shall => 4,
            Modality::Do | Modality::Aim => 3,
            Modality::Promote => 2,
            Modality::Explore | Modality::Permit => 1,
        }
    }
}

/// What stage the directive is in. What was already done is not a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// To be done.
    Planned,
    /// A principle that binds what is to be done.
    Principle,
    /// A state to be reached.
    Target,
}

impl Status {
    /// The word of the contract.
    pub fn id(self) -> &'static str {
        match self {
            Status::Planned => "planned",
            Status::Principle => "principle",
            Status::Target => "target",
        }
    }
}

/// What a part was inherited from: an earlier clause that governs this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inherited {
    /// Which part: `modality`, `actor`, `speaker`, `due`.
    pub part: &'static str,
    /// Where the part stands.
    pub from: Span,
}

/// The part that an actor plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorRole {
    /// The subject of the clause.
    Acts,
    /// 由X負責, （X負責）.
    Responsible,
    /// （X牽頭…）, X會同Y.
    Leads,
    /// Works with the lead.
    Supports,
}

/// Who is to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The name or noun phrase.
    pub span: Span,
    /// The part that it plays.
    pub role: ActorRole,
}

/// Who said it: the span that names the speaker, and the verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The name.
    pub span: Span,
    /// The verb of speech, if one stands.
    pub verb: Option<Span>,
}

/// A quantity to be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The quantity.
    pub span: Span,
    /// A change (提高5個百分點) and not a level (達到70%).
    pub change: bool,
    /// What is measured, where the clause names it.
    pub base: Option<Span>,
}

/// How a theme was assigned; a declared label beats a heading, a heading beats a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// The page says so.
    Declared,
    /// A heading says so.
    Heading,
    /// The words of the point and what stands around it.
    Cue,
}

impl Basis {
    /// The word of the contract.
    pub fn id(self) -> &'static str {
        match self {
            Basis::Declared => "declared",
            Basis::Heading => "heading",
            Basis::Cue => "cue",
        }
    }
}

/// One theme of a point.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeAssignment {
    /// Id of the scheme.
    pub scheme: String,
    /// Code of the theme in its scheme.
    pub code: String,
    /// On what ground.
    pub basis: Basis,
    /// Larger is surer; comparable inside one scheme.
    pub score: f64,
    /// Where it is read off, when a label or heading says it.
    pub from: Option<Span>,
    /// The cues that decided.
    pub cues: Vec<String>,
}

/// One directive.
#[derive(Clone, Debug)]
pub struct PolicyPoint {
    /// From the modal or verb to the end of its object.
    pub span: Span,
    /// How strongly.
    pub modality: Modality,
    /// The word that says how strongly; the verb itself when nothing else does.
    pub cue: Option<Span>,
    /// Planned, principle or target.
    pub status: Status,
    /// The verb.
    pub aim: Option<Span>,
    /// What the verb governs.
    pub object: Option<Span>,
    /// The object's coordinated parts.
    pub objects: Vec<Span>,
    /// Who is to do it.
    pub actors: Vec<Actor>,
    /// By when.
    pub due: Vec<Span>,
    /// What quantity is to be reached.
    pub targets: Vec<Target>,
    /// Under which conditions.
    pub conditions: Vec<Span>,
    /// By which means.
    pub means: Vec<Span>,
    /// To which end.
    pub purposes: Vec<Span>,
    /// What follows if it is not done.
    pub or_else: Option<Span>,
    /// Who said it.
    pub speaker: Option<Speaker>,
    /// Its themes, ranked inside each scheme.
    pub themes: Vec<ThemeAssignment>,
    /// Instruments, as themes of the scheme `instruments`.
    pub instruments: Vec<ThemeAssignment>,
    /// What was inherited, and where from.
    pub inherited: Vec<Inherited>,
    /// The rule that found it.
    pub rule: &'static str,
    /// Index of its sentence.
    pub sentence: usize,
}
