//! Models as bytes. The same model gives the same bytes; bytes that were changed are refused.
//!
//! ```text
//! "YDMODEL\n"  8 bytes          magic
//! version      u32 little end   1
//! SHA-256      32 bytes         of everything after it
//! unit         f64 little end
//! labels       count, strings;  start set and sets of predecessors as u64
//! templates    count, strings
//! notes        count, pairs of strings
//! transitions  zigzag varints
//! features     count; per feature: varint of the distance to the code before it,
//!              varint bit set of the labels that have a weight, one byte a weight
//! lower model  nothing, or the length and the bytes of a whole model
//! ```
//! Counts and lengths are varints; strings are UTF-8 with their length in front.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::model::Model;
use super::sequence::{Chain, LabelSet, MAX_LABELS};
use super::table::Rows;

const MAGIC: &[u8; 8] = b"YDMODEL\n";
const VERSION: u32 = 1;
const HEADER: usize = 8 + 4 + 32;

/// Why a model cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The file cannot be read.
    #[error("{path}: cannot read the model: {source} · hint: give the path of a file that `yaodian train` wrote", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// The bytes are not a model at all.
    #[error("not a yaodian model: it does not begin with YDMODEL · hint: give a file that `yaodian train` wrote")]
    Magic,
    /// A model of another version of the format.
    #[error("the model has format version {found}, this program reads version {VERSION} · hint: train it again with this program")]
    Version {
        /// The version that the file states.
        found: u32,
    },
    /// The content does not match its checksum.
    #[error(
        "the model is damaged: its SHA-256 does not match its content ({bytes} bytes) · hint: copy or download it again, or train it again"
    )]
    Checksum {
        /// Length of the content.
        bytes: usize,
    },
    /// The content is not what the format says.
    #[error("the model is damaged: {part} is cut short or out of range · hint: train it again with this program")]
    Content {
        /// The part that cannot be read.
        part: &'static str,
    },
    /// The model knows other features than the program.
    #[error("the model was trained with other feature templates than this program has · hint: train it again with this program")]
    Templates,
    /// The model lacks labels that its use needs.
    #[error("the model has no label `O` with `B-`/`I-` pairs after it · hint: give a model of entities, from `yaodian train`")]
    Labels,
}

impl Model {
    /// The model as bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut content = Vec::new();
        content.extend_from_slice(&self.unit().to_le_bytes());
        let chain = self.chain();
        put_strings(&mut content, &chain.labels);
        content.extend_from_slice(&chain.start.0.to_le_bytes());
        for set in &chain.before {
            content.extend_from_slice(&set.0.to_le_bytes());
        }
        put_strings(&mut content, self.templates());
        put_number(&mut content, self.notes().len() as u64);
        for (key, value) in self.notes() {
            put_string(&mut content, key);
            put_string(&mut content, value);
        }
        for &weight in self.transitions() {
            put_number(&mut content, zigzag(weight));
        }
        put_number(&mut content, self.len() as u64);
        let mut last = 0;
        for (code, row) in self.rows() {
            put_number(&mut content, code - last);
            last = code;
            let set = row.iter().enumerate().filter(|(_, weight)| **weight != 0).fold(0u64, |set, (label, _)| set | 1 << label);
            put_number(&mut content, set);
            content.extend(row.iter().filter(|weight| **weight != 0).map(|weight| weight.to_le_bytes()[0]));
        }
        if let Some(lower) = self.lower().map(Self::to_bytes) {
            put_number(&mut content, lower.len() as u64);
            content.extend_from_slice(&lower);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&Sha256::digest(&content));
        bytes.extend_from_slice(&content);
        bytes
    }

    /// Reads a model from bytes.
    ///
    /// # Errors
    /// When the bytes are not a model, are of another version, or were changed.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        if !bytes.starts_with(MAGIC) {
            return Err(ModelError::Magic);
        }
        let mut header = Reader { rest: bytes, part: "the header" };
        header.take(MAGIC.len())?;
        let found = u32::from_le_bytes(header.array()?);
        if found != VERSION {
            return Err(ModelError::Version { found });
        }
        let checksum: [u8; 32] = header.array()?;
        let content = bytes.get(HEADER..).unwrap_or_default();
        if Sha256::digest(content).as_slice() != checksum {
            return Err(ModelError::Checksum { bytes: content.len() });
        }
        read_content(content)
    }

    /// Reads a model from a file.
    ///
    /// # Errors
    /// When the file cannot be read, or [`Model::from_bytes`] refuses it.
    pub fn load(path: &Path) -> Result<Self, ModelError> {
        let bytes = std::fs::read(path).map_err(|source| ModelError::Read { path: path.to_owned(), source })?;
        Self::from_bytes(&bytes)
    }
}

fn read_content(content: &[u8]) -> Result<Model, ModelError> {
    let mut reader = Reader { rest: content, part: "the unit of the weights" };
    let unit = f64::from_le_bytes(reader.array()?);
    reader.part = "the list of labels";
    let labels = reader.strings()?;
    if labels.is_empty() || labels.len() > MAX_LABELS {
        return Err(reader.broken());
    }
    let start = LabelSet(u64::from_le_bytes(reader.array()?));
    let before = labels.iter().map(|_| Ok(LabelSet(u64::from_le_bytes(reader.array()?)))).collect::<Result<Vec<_>, ModelError>>()?;
    reader.part = "the list of templates";
    let templates = reader.strings()?;
    reader.part = "the notes";
    let mut notes = BTreeMap::new();
    for _ in 0..reader.number()? {
        notes.insert(reader.string()?, reader.string()?);
    }
    reader.part = "the table of transitions";
    let transitions = (0..labels.len() * labels.len()).map(|_| Ok(unzigzag(reader.number()?))).collect::<Result<Vec<_>, ModelError>>()?;
    reader.part = "the table of features";
    let count = reader.number()? as usize;
    let (mut rows, mut code) = (Rows::new(), 0u64);
    for _ in 0..count {
        code = code.checked_add(reader.number()?).filter(|code| code >> 40 == 0).ok_or_else(|| reader.broken())?;
        let set = LabelSet(reader.number()?);
        let mut row = vec![0; labels.len()];
        for (label, weight) in row.iter_mut().enumerate() {
            if set.contains(label) {
                *weight = i8::from_le_bytes(reader.array()?);
            }
        }
        rows.push((code, row));
    }
    reader.part = "the lower model";
    let mut lower = None;
    if !reader.rest.is_empty() {
        let length = reader.number()? as usize;
        lower = Some(Model::from_bytes(reader.take(length)?)?);
    }
    if !reader.rest.is_empty() {
        return Err(reader.broken());
    }
    let mut model = Model::from_parts(Chain { labels, start, before }, templates, notes, transitions, &rows, unit);
    model.stand_on(lower);
    Ok(model)
}

fn put_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

fn put_string(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u64);
    bytes.extend_from_slice(text.as_bytes());
}

fn put_strings(bytes: &mut Vec<u8>, texts: &[String]) {
    put_number(bytes, texts.len() as u64);
    for text in texts {
        put_string(bytes, text);
    }
}

fn zigzag(number: i32) -> u64 {
    let wide = i64::from(number);
    ((wide << 1) ^ (wide >> 63)) as u64
}

fn unzigzag(number: u64) -> i32 {
    let half = (number >> 1) as i32;
    if number & 1 == 1 { !half } else { half }
}

struct Reader<'a> {
    rest: &'a [u8],
    part: &'static str,
}

impl Reader<'_> {
    fn broken(&self) -> ModelError {
        ModelError::Content { part: self.part }
    }

    fn take(&mut self, count: usize) -> Result<&[u8], ModelError> {
        let (taken, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Content { part: self.part })?;
        self.rest = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let part = self.part;
        <[u8; N]>::try_from(self.take(N)?).map_err(|_| ModelError::Content { part })
    }

    fn number(&mut self) -> Result<u64, ModelError> {
        let mut number = 0u64;
        for shift in (0..64).step_by(7) {
            let [byte] = self.array()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte < 0x80 {
                return Ok(number);
            }
        }
        Err(self.broken())
    }

    fn string(&mut self) -> Result<String, ModelError> {
        let length = self.number()? as usize;
        let part = self.part;
        String::from_utf8(self.take(length)?.to_vec()).map_err(|_| ModelError::Content { part })
    }

    fn strings(&mut self) -> Result<Vec<String>, ModelError> {
        (0..self.number()?).map(|_| self.string()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Model, ModelError};
    use crate::learn::{Chain, Feature};

    fn model() -> Model {
        let rows = vec![(Feature::new(1, 5), vec![0.5, -2.0, 0.0]), (Feature::new(0, 9), vec![0.0, 0.0, 3.0])];
        let mut model =
            Model::quantized(Chain::spans(&["x"]), vec!["a".into(), "b".into()], rows, &[0.0, -1.0, 0.5, 0.0, 1.0, 0.0, 0.0, 0.0, 2.0], 1);
        model.note("source", "a test");
        model
    }

    #[test]
    fn writing_and_reading_is_the_identity() {
        let bytes = model().to_bytes();
        let again = Model::from_bytes(&bytes).map(|model| model.to_bytes());
        assert_eq!(again.ok(), Some(bytes));
    }

    #[test]
    fn every_damaged_byte_is_noticed() {
        let bytes = model().to_bytes();
        for place in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x20;
            assert!(Model::from_bytes(&damaged).is_err(), "byte {place}");
            assert!(Model::from_bytes(&bytes[..place]).is_err(), "cut at {place}");
        }
        assert!(matches!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(ModelError::Checksum { .. })));
        assert!(matches!(Model::from_bytes(b"PK"), Err(ModelError::Magic)));
    }
}
