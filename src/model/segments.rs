//! How a text is divided. Joined with the gaps between them, the parts are the text.

use super::Span;

/// What a block (a line of the normalized text) is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// Headline of an article, or title of a document.
    Title,
    /// Heading of a section; the number is its level, 1 the highest.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// One item of an enumeration.
    Item,
    /// One bullet of a list or sidebar.
    Bullet,
    /// A rubric that names the theme of a bullet.
    Label,
    /// Caption of a picture.
    Caption,
    /// Number, addressee, signature, date, note of origin: the frame of a document.
    Frame,
}

/// A line of the normalized text.
#[derive(Clone, Debug)]
pub struct Block {
    /// Characters of the line, without its line end.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Index of its article.
    pub article: usize,
    /// Index of its section, if it lies in one.
    pub section: Option<usize>,
    /// Where the running text starts, behind enumerators and bullets.
    pub body: usize,
    /// For a bullet, the block that names its theme.
    pub label: Option<usize>,
}

/// One story or act.
#[derive(Clone, Debug)]
pub struct Article {
    /// Blocks of its headline, in reading order.
    pub headlines: Vec<usize>,
    /// All its blocks, in the order of the text.
    pub blocks: Vec<usize>,
}

/// What the text of a section is about, as its heading tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionRole {
    /// What is to be done.
    Plan,
    /// What was done.
    Review,
    /// Principles.
    Principle,
    /// Goals.
    Goal,
    /// Definitions.
    Definition,
    /// Penalties.
    Penalty,
    /// Nothing special.
    Plain,
}

/// A headed part.
#[derive(Clone, Debug)]
pub struct Section {
    /// The block of the heading.
    pub heading: usize,
    /// The words of the heading: its whole line, or the first sentence of a run-in one.
    pub title: Span,
    /// Level, 1 the highest.
    pub level: u8,
    /// The section around it.
    pub parent: Option<usize>,
    /// The article that it belongs to.
    pub article: usize,
    /// What its text is about.
    pub role: SectionRole,
}

/// A sentence; sentences are disjoint, in order, each inside one block.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// With its closing punctuation.
    pub span: Span,
    /// Index of its block.
    pub block: usize,
    /// Its clauses, a range of indices.
    pub clauses: (usize, usize),
}

/// A clause: what stands between commas, semicolons and full stops.
#[derive(Clone, Debug)]
pub struct Clause {
    /// With its closing punctuation.
    pub span: Span,
    /// Without punctuation, enumerators and quotation frame: what could be quoted.
    pub core: Span,
    /// Index of its sentence.
    pub sentence: usize,
}

/// A word of the segmenter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Characters of the word.
    pub span: Span,
    /// Part of speech (the tag set of jieba), or empty.
    pub tag: &'static str,
}

/// All the divisions of one text.
#[derive(Clone, Debug, Default)]
pub struct Segments {
    /// Stories or acts, in reading order.
    pub articles: Vec<Article>,
    /// Headed parts.
    pub sections: Vec<Section>,
    /// Lines.
    pub blocks: Vec<Block>,
    /// Sentences.
    pub sentences: Vec<Sentence>,
    /// Clauses.
    pub clauses: Vec<Clause>,
    /// Words.
    pub tokens: Vec<Token>,
}

/// A heading that opens its own paragraph is no longer than this: （三）工作目标。
const RUN_IN: usize = 12;

impl Segments {
    /// Index of the block that holds a place.
    pub fn block_at(&self, place: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.start() <= place).checked_sub(1)?;
        (place <= self.blocks[index].span.end()).then_some(index)
    }

    /// Index of the sentence that holds a place.
    pub fn sentence_at(&self, place: usize) -> Option<usize> {
        let index = self.sentences.partition_point(|sentence| sentence.span.start() <= place).checked_sub(1)?;
        (place < self.sentences[index].span.end()).then_some(index)
    }

    /// The tokens that lie inside a span.
    pub fn tokens_in(&self, span: Span) -> &[Token] {
        let first = self.tokens.partition_point(|token| token.span.start() < span.start());
        let last = self.tokens.partition_point(|token| token.span.end() <= span.end());
        self.tokens.get(first..last.max(first)).unwrap_or_default()
    }

    /// Headings above a block, the nearest first, as block indices.
    pub fn headings(&self, block: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut section = self.blocks.get(block).and_then(|block| block.section);
        while let Some(index) = section {
            found.push(self.sections[index].heading);
            section = self.sections[index].parent;
        }
        found
    }

    /// The titles of the sections around a place of a block, the outermost first.
    pub fn titles(&self, block: usize, place: usize) -> Vec<Span> {
        let own = self.sections.iter().position(|section| section.heading == block && section.title.end() <= place);
        let mut section = own.or_else(|| self.blocks.get(block).and_then(|block| block.section));
        let mut found = Vec::new();
        while let Some(index) = section {
            found.push(self.sections[index].title);
            section = self.sections[index].parent;
        }
        found.reverse();
        found
    }

    /// The role of the nearest section around a block that has one.
    pub fn role(&self, block: usize) -> SectionRole {
        let mut section = self.blocks.get(block).and_then(|block| block.section);
        while let Some(index) = section {
            if self.sections[index].role != SectionRole::Plain {
                return self.sections[index].role;
            }
            section = self.sections[index].parent;
        }
        SectionRole::Plain
    }

    /// What the headings over a place of a block say of it: （三）工作目标。年底前完成… stands below its own heading.
    pub fn role_at(&self, block: usize, place: usize) -> SectionRole {
        let own = self.sections.iter().find(|section| {
            section.heading == block
                && section.title.end() < place
                && section.title.end() > self.blocks[block].body
                && section.title.len() <= RUN_IN
        });
        own.map(|section| section.role).filter(|role| *role != SectionRole::Plain).unwrap_or_else(|| self.role(block))
    }
}
