//! What is looked for, as data: schemes of themes, cues, gazetteers.
//!
//! Everything is embedded in the binary and can be overruled file by file from a folder
//! (`--codebook DIR`). The format of each file is specified in `README.md` beside this one.

mod cues;
mod gazetteer;
pub mod scheme;

pub use cues::{CueGroup, Cues};
pub(crate) use gazetteer::is_whole_word;
pub use gazetteer::{Entry, Gazetteer, Name};

use crate::diagnostic::Diagnostic;
use crate::model::SectionRole;
use crate::normalize::fold;
use sha2::{Digest, Sha256};
use std::path::Path;

/// The files of the codebook, as embedded.
const FILES: &[(&str, &str)] = &[
    ("cues.toml", include_str!("cues.toml")),
    ("gazetteer/organizations_cn.tsv", include_str!("gazetteer/organizations_cn.tsv")),
    ("gazetteer/organizations_hk_mo_tw.tsv", include_str!("gazetteer/organizations_hk_mo_tw.tsv")),
    ("gazetteer/organizations_world.tsv", include_str!("gazetteer/organizations_world.tsv")),
    ("gazetteer/media.tsv", include_str!("gazetteer/media.tsv")),
    ("gazetteer/universities.tsv", include_str!("gazetteer/universities.tsv")),
    ("gazetteer/posts.tsv", include_str!("gazetteer/posts.tsv")),
    ("gazetteer/places_world.tsv", include_str!("gazetteer/places_world.tsv")),
    ("gazetteer/places_cn.tsv", include_str!("gazetteer/places_cn.tsv")),
    ("gazetteer/places_deictic.tsv", include_str!("gazetteer/places_deictic.tsv")),
    ("gazetteer/programmes.tsv", include_str!("gazetteer/programmes.tsv")),
    ("gazetteer/technologies.tsv", include_str!("gazetteer/technologies.tsv")),
    ("gazetteer/events.tsv", include_str!("gazetteer/events.tsv")),
    ("gazetteer/people.tsv", include_str!("gazetteer/people.tsv")),
    ("gazetteer/documents.tsv", include_str!("gazetteer/documents.tsv")),
];

/// Everything that the program looks for.
pub struct Codebook {
    /// Cue words by group.
    pub cues: Cues,
    /// Names by type.
    pub gazetteer: Gazetteer,
    /// Schemes of themes.
    pub schemes: Vec<scheme::Scheme>,
    /// SHA-256 of all files, hexadecimal.
    pub digest: String,
}

impl Codebook {
    /// The codebook of the binary; with a folder, its files in place of those of the same name.
    ///
    /// # Errors
    /// What is faulty in a file: path, line, remedy.
    ///
    /// ```
    /// let codebook = yaodian::codebook::Codebook::load(None).unwrap();
    /// assert!(codebook.gazetteer.entries().len() > 5_000);
    /// ```
    pub fn load(folder: Option<&Path>) -> Result<Self, Diagnostic> {
        let mut hash = Sha256::new();
        let mut cues = None;
        let mut gazetteer = Gazetteer::default();
        for (name, embedded) in FILES {
            let own = folder.map(|folder| folder.join(name)).filter(|path| path.is_file());
            let (shown, text) = match own {
                Some(path) => {
                    let text = std::fs::read_to_string(&path).map_err(|error| {
                        Diagnostic::error(
                            crate::diagnostic::Code::Codebook,
                            &path.to_string_lossy(),
                            format!("cannot be read: {error}"),
                            "save it as UTF-8",
                        )
                    })?;
                    (path.to_string_lossy().into_owned(), text)
                }
                None => (format!("codebook/{name}"), (*embedded).to_owned()),
            };
            hash.update(name.as_bytes());
            hash.update(text.as_bytes());
            if *name == "cues.toml" {
                cues = Some(Cues::parse(&shown, &text)?);
            } else {
                gazetteer.add(&shown, &text)?;
            }
        }
        gazetteer.compile()?;
        let mut schemes = scheme::default_schemes().map_err(|fault| crate::pipeline::of_scheme(&fault))?;
        for known in &mut schemes {
            let own = |ending: &str| {
                let path =
                    folder.map(|folder| folder.join("themes").join(format!("{}.{ending}", known.id))).filter(|path| path.is_file())?;
                let shown = path.to_string_lossy().into_owned();
                let text = std::fs::read_to_string(&path).map_err(|error| {
                    Diagnostic::error(crate::diagnostic::Code::Codebook, &shown, format!("cannot be read: {error}"), "save it as UTF-8")
                });
                Some(text.map(|text| (shown, text)))
            };
            let (scheme, weights) = (own("toml").transpose()?, own("weights.tsv").transpose()?);
            if let Some((shown, text)) = scheme {
                hash.update(text.as_bytes());
                *known = scheme::Scheme::from_toml(&shown, &text, None).map_err(|fault| crate::pipeline::of_scheme(&fault))?;
            }
            if let Some((shown, text)) = weights {
                let weights = scheme::Weights::from_tsv(&shown, &text, known).map_err(|fault| crate::pipeline::of_scheme(&fault))?;
                known.weights = Some(weights.into());
            }
            hash.update(known.content().as_bytes());
        }
        let digest = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Codebook { cues: cues.unwrap_or_default(), gazetteer, schemes, digest })
    }

    /// The theme of the default scheme that a short label names, in any of its languages.
    pub fn theme_by_label(&self, label: &str) -> Option<&str> {
        let label = fold(label.trim());
        let scheme = self.schemes.iter().find(|scheme| scheme.id == "points")?;
        let names = |theme: &scheme::Theme| [fold(&theme.label.hant), fold(&theme.label.hans), theme.label.en.clone()].contains(&label);
        scheme.themes.iter().find(|theme| names(theme)).map(|theme| theme.id.as_str())
    }

    /// What a heading says of the text below it.
    pub fn section_role(&self, heading: &str) -> SectionRole {
        let heading = fold(heading);
        let has = |group: &str| self.cues.words(group).iter().any(|word| heading.contains(word.as_str()));
        if has("section_review") {
            SectionRole::Review
        } else if has("section_definition") {
            SectionRole::Definition
        } else if has("section_penalty") {
            SectionRole::Penalty
        } else if has("section_plan") {
            SectionRole::Plan
        } else if has("section_principle") {
            SectionRole::Principle
        } else if has("section_goal") {
            SectionRole::Goal
        } else {
            SectionRole::Plain
        }
    }
}
