//! The program in one function: the calls, one under another.

use crate::annotate::themes::ThemeCoder;
use crate::annotate::{Sight, Tagger, annotate, observed};
use crate::codebook::Codebook;
use crate::diagnostic::Diagnostic;
use crate::extract::training::Lessons;
use crate::extract::{Page, Rest, extract, rest, themes};
use crate::graph::{Document, PolicyGraph, build};
use crate::learn::{FieldSettings, Model, ModelError};
use crate::link::{document_date, link, relation_names};
use crate::model::{EntityType, Language, Source, Span, Text};
use crate::normalize::normalize;
use crate::segment::{Segmenter, segment};
use rayon::prelude::*;
use std::path::Path;

/// Everything that reading a document needs, made once and shared by all threads.
pub struct Pipeline {
    codebook: Codebook,
    segmenter: Segmenter,
    clauses: Option<Model>,
    predicates: Option<Model>,
    no_merge: Vec<String>,
    tagger: Option<std::sync::Arc<Tagger>>,
    themes: ThemeCoder,
}

impl Pipeline {
    /// The pipeline with the codebook and models of the binary.
    ///
    /// # Errors
    /// A fault of the codebook.
    pub fn new() -> Result<Self, Diagnostic> {
        Pipeline::with_codebook(None)
    }

    /// The same with the files of a folder in place of the codebook's own.
    ///
    /// # Errors
    /// A fault of the codebook: file, line, remedy.
    pub fn with_codebook(folder: Option<&Path>) -> Result<Self, Diagnostic> {
        // What is slow to make is made side by side.
        let models = || ((clause_model(), predicate_model()), Tagger::embedded().ok().cloned().map(std::sync::Arc::new));
        let (codebook, (segmenter, ((clauses, predicates), tagger))) =
            rayon::join(|| Codebook::load(folder), || rayon::join(Segmenter::new, models));
        let codebook = codebook?;
        let themes = ThemeCoder::new(codebook.schemes.clone()).map_err(|fault| of_scheme(&fault))?;
        Ok(Pipeline { themes, codebook, segmenter, clauses, predicates, no_merge: Vec::new(), tagger })
    }

    /// Decides clauses by rules alone, without the learned model.
    #[must_use]
    pub fn rules_only(mut self) -> Self {
        self.clauses = None;
        self.predicates = None;
        self.tagger = None;
        self
    }

    /// Uses another entity tagger, or none.
    #[must_use]
    pub fn with_tagger(mut self, tagger: Option<Tagger>) -> Self {
        self.tagger = tagger.map(std::sync::Arc::new);
        self
    }

    /// Uses a model that `yaodian train` made, in place of the one of its kind: its labels tell
    /// whether it finds names, tells points from other clauses, or finds the verbs of points.
    ///
    /// # Errors
    /// When the model was trained with other features than this program has, or has other labels.
    pub fn with_model(self, model: Model) -> Result<Self, ModelError> {
        let lessons = [("B-point", Lessons::Clauses), ("aim", Lessons::Predicates)]
            .into_iter()
            .find(|(label, _)| model.chain().labels.iter().any(|known| known == label));
        let Some((_, lessons)) = lessons else {
            return Ok(self.with_tagger(Some(Tagger::of(model)?)));
        };
        let own = lessons.train(&[], &FieldSettings::default());
        if model.templates() != own.templates() {
            return Err(ModelError::Templates);
        }
        if model.chain() != own.chain() {
            return Err(ModelError::Labels);
        }
        Ok(match lessons {
            Lessons::Clauses => Pipeline { clauses: Some(model), ..self },
            Lessons::Predicates => Pipeline { predicates: Some(model), ..self },
        })
    }

    /// Switches off rules of linking by their names, see [`crate::link::MERGE_RULES`].
    #[must_use]
    pub fn without_merges(mut self, rules: &[String]) -> Self {
        self.no_merge = rules.to_vec();
        self
    }

    /// What the pipeline looks for.
    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    /// One document, from its source to everything that is found in it. Pure: no other document,
    /// no clock, no file has a part in it.
    pub fn read(&self, source: Source) -> Document {
        let text = normalize(&source);
        let segments = segment(&text, source.language, &self.codebook, &self.segmenter);
        let annotations = annotate(&text, source.language, &segments, &self.codebook, self.tagger.as_deref());
        let page = Page {
            source: &source,
            text: &text,
            segments: &segments,
            annotations: &annotations,
            codebook: &self.codebook,
            clauses: self.clauses.as_ref(),
            predicates: self.predicates.as_ref(),
        };
        let mut extracts = extract(&page);
        themes::assign(&text, &segments, &self.codebook, &self.themes, &mut extracts.points);
        let mut names = relation_names(&extracts.relations);
        for point in &extracts.points {
            names.extend(point.actors.iter().filter(|actor| !named(&annotations, actor.span)).map(|actor| (actor.span, EntityType::Term)));
            // 货物进口前: an event that no date names.
            let dated = |due: &Span| annotations.inside(*due).iter().any(|mention| mention.entity_type == EntityType::Date);
            names.extend(point.due.iter().filter(|due| !dated(due)).map(|due| (*due, EntityType::Term)));
        }
        let links = link(&page, &extracts.relations, &names, &self.no_merge);
        let date = document_date(&page).unwrap_or_default();
        Document { themes: themes::of_document(&text, &segments, &self.themes), text, segments, links, extracts, date, source }
    }

    /// Runs a function on the page of a source: for training and for tests.
    pub fn with_page<T>(&self, source: &Source, run: impl FnOnce(&Page<'_>) -> T) -> T {
        let text = normalize(source);
        let segments = segment(&text, source.language, &self.codebook, &self.segmenter);
        let annotations = annotate(&text, source.language, &segments, &self.codebook, self.tagger.as_deref());
        run(&Page {
            source,
            text: &text,
            segments: &segments,
            annotations: &annotations,
            codebook: &self.codebook,
            clauses: self.clauses.as_ref(),
            predicates: self.predicates.as_ref(),
        })
    }

    /// What the tagger of names is told of a source: nothing of an English one.
    pub fn sights(&self, source: &Source) -> (Text, Vec<(Span, Sight)>) {
        let text = normalize(source);
        if source.language == Language::English {
            return (text, Vec::new());
        }
        let segments = segment(&text, source.language, &self.codebook, &self.segmenter);
        let sights = observed(&text, &segments, &self.codebook);
        (text, sights)
    }

    /// What looks like a directive in a document and gave no point, and why.
    pub fn rest(&self, document: &Document) -> Vec<Rest> {
        self.with_page(&document.source, |page| rest(page, &document.extracts.points))
    }

    /// The graph of a set of sources, read in parallel.
    pub fn graph(&self, sources: Vec<Source>) -> PolicyGraph {
        let documents: Vec<Document> = sources.into_par_iter().map(|source| self.read(source)).collect();
        self.graph_of(&documents)
    }

    /// The graph of documents that were read.
    pub fn graph_of(&self, documents: &[Document]) -> PolicyGraph {
        build(documents, &self.codebook.digest, &|scheme, code| self.theme_labels(scheme, code))
    }

    /// Labels of a theme in zh-Hant, zh-Hans and English.
    pub fn theme_labels(&self, scheme: &str, code: &str) -> Option<[String; 3]> {
        let scheme = self.themes.schemes().find(|known| known.id == scheme)?;
        let theme = scheme.themes.iter().find(|theme| theme.id == code)?;
        Some([theme.label.hant.clone(), theme.label.hans.clone(), theme.label.en.clone()])
    }

    /// Adds a scheme of the user's own, or replaces one of the same id. The digest of the codebook
    /// changes with it, so that a graph says what it was coded by.
    ///
    /// # Errors
    /// A fault of the scheme: file, line, remedy.
    pub fn with_scheme(mut self, scheme: crate::codebook::scheme::Scheme) -> Result<Self, Diagnostic> {
        self.codebook.digest = scheme.digest(&self.codebook.digest);
        self.codebook.schemes.retain(|known| known.id != scheme.id);
        self.codebook.schemes.push(scheme);
        self.themes = ThemeCoder::new(self.codebook.schemes.clone()).map_err(|fault| of_scheme(&fault))?;
        Ok(self)
    }

    /// The coder of themes, for listing and checking schemes.
    pub fn themes(&self) -> &ThemeCoder {
        &self.themes
    }

    /// The graph of one text.
    pub fn graph_of_text(&self, name: &str, text: &str) -> PolicyGraph {
        self.graph(vec![Source::new(name, text)])
    }
}

fn named(annotations: &crate::annotate::Annotations, span: Span) -> bool {
    annotations.starting(span.start()).is_some_and(|mention| mention.span == span)
}

pub(crate) fn of_scheme(fault: &crate::codebook::scheme::SchemeError) -> Diagnostic {
    Diagnostic::error(crate::diagnostic::Code::Codebook, &fault.file, fault.what.clone(), &fault.remedy).at_line(fault.line, 1)
}

/// The model of predicates of the binary; a test keeps it whole.
fn predicate_model() -> Option<Model> {
    Model::from_bytes(include_bytes!("lang/zh/model/predicates.model")).ok()
}

/// The clause model of the binary; a test keeps it whole.
fn clause_model() -> Option<Model> {
    Model::from_bytes(include_bytes!("lang/zh/model/clauses.model")).ok()
}
