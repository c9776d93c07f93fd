//! The entity tagger: characters of one sentence in, typed spans out. Pure: the same key, words and
//! known names give the same spans.

use std::path::Path;
use std::sync::OnceLock;

use super::features::{Look, Sight, TEMPLATES, observe, observe_with};
use crate::learn::{Gate, Model, ModelError, Sequence, Workspace, spans_of};
use crate::model::EntityType;

/// The entity types of the tagger, in the order of their labels and of [`NameHit::kind`].
pub const ENTITY_TYPES: [&str; 10] =
    ["person", "organization", "place", "post", "event", "document", "programme", "technology", "date", "quantity"];

/// A stretch of text that names something: characters, half-open, and its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaggedSpan {
    /// First character.
    pub start: usize,
    /// After the last character.
    pub end: usize,
    /// One of the types of the model.
    pub entity_type: String,
}

/// A model of entities, ready for use.
#[derive(Debug, Clone)]
pub struct Tagger {
    model: Model,
    gate: Option<Gate>,
    types: Vec<String>,
}

/// Memory that tagging reuses from sentence to sentence.
#[derive(Debug, Default)]
pub struct TaggerMemory {
    look: Look,
    sequence: Sequence,
    workspace: Workspace,
}

impl Tagger {
    /// The tagger that the program carries.
    ///
    /// # Errors
    /// When the model inside the program does not fit the program: a mistake of its makers.
    pub fn embedded() -> Result<&'static Self, ModelError> {
        static TAGGER: OnceLock<Result<Tagger, ModelError>> = OnceLock::new();
        let tagger = TAGGER.get_or_init(|| Self::of(Model::from_bytes(include_bytes!("../lang/zh/model/entities.model"))?));
        tagger.as_ref().map_err(|_| ModelError::Templates)
    }

    /// The tagger of a model file.
    ///
    /// # Errors
    /// When the file cannot be read, is damaged, or was trained with other features.
    pub fn load(path: &Path) -> Result<Self, ModelError> {
        Self::of(Model::load(path)?)
    }

    /// The tagger of a model.
    ///
    /// # Errors
    /// When the model was trained with other features or has other labels.
    pub fn of(model: Model) -> Result<Self, ModelError> {
        if model.templates() != TEMPLATES {
            return Err(ModelError::Templates);
        }
        let labels = &model.chain().labels;
        let types: Vec<String> = labels.iter().filter_map(|label| label.strip_prefix("B-")).map(str::to_owned).collect();
        let names: Vec<&str> = types.iter().map(String::as_str).collect();
        if *labels != crate::learn::Chain::spans(&names).labels {
            return Err(ModelError::Labels);
        }
        Ok(Self { gate: Gate::below(&model), model, types })
    }

    /// The model behind the tagger.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What says of words that they are outside every name.
    pub fn gate(&self) -> Option<&Gate> {
        self.gate.as_ref()
    }

    /// Tags one sentence.
    pub fn tag(&self, sight: &Sight, memory: &mut TaggerMemory) -> Vec<TaggedSpan> {
        memory.sequence.clear();
        observe_with(sight, self.gate.as_ref(), &mut memory.look, &mut memory.sequence);
        let labels = self.model.decode_into(&memory.sequence, &mut memory.workspace);
        let spans = spans_of(labels).into_iter();
        spans.map(|(start, end, kind)| TaggedSpan { start, end, entity_type: self.types[kind].clone() }).collect()
    }

    /// Why the characters of a place were given a label (its name, such as `B-person`): templates and
    /// weights, strongest first.
    pub fn explain(&self, sight: &Sight, place: usize, label: &str) -> Vec<(&str, f64)> {
        let mut sequence = Sequence::new();
        observe(sight, None, &mut sequence);
        let label = self.model.chain().labels.iter().position(|name| name == label);
        label.map(|label| self.model.explain(&sequence, place, label)).unwrap_or_default()
    }
}

/// The number of a type among [`ENTITY_TYPES`].
pub(super) fn kind_of(entity_type: EntityType) -> u8 {
    ENTITY_TYPES.iter().position(|name| *name == entity_type.id()).unwrap_or(ENTITY_TYPES.len()) as u8
}

#[cfg(test)]
mod tests {
    use super::{Tagger, TaggerMemory};
    use crate::{Pipeline, model::Source};

    #[test]
    fn both_scripts_give_the_same_spans() -> Result<(), Box<dyn std::error::Error>> {
        let tagger = Tagger::embedded()?;
        let pipeline = Pipeline::new().map_err(|fault| fault.to_string())?;
        let tags = |text: &str| {
            let (_, sights) = pipeline.sights(&Source::new("", text));
            let mut memory = TaggerMemory::default();
            sights.iter().flat_map(|(_, sight)| tagger.tag(sight, &mut memory)).collect::<Vec<_>>()
        };
        let found = tags("國務院總理李強5月21日在北京主持召開國務院常務會議，審議通過《現代化應急體系建設規劃》。");
        assert!(found.iter().any(|span| (span.start, span.end, span.entity_type.as_str()) == (0, 3, "organization")));
        assert_eq!(found, tags("国务院总理李强5月21日在北京主持召开国务院常务会议，审议通过《现代化应急体系建设规划》。"));
        Ok(())
    }
}
