//! Labelled text for training: BIO files and ⟦surface|type⟧ annotations become sentences with spans.
//!
//! The readers keep every character of the text, but for line wraps; spans are characters, half-open.

use std::path::{Path, PathBuf};

/// One sentence and what is marked in it: start, end (excluded), type.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelledSentence {
    /// The text.
    pub text: Vec<char>,
    /// The marks, in order, not overlapping.
    pub spans: Vec<(usize, usize, String)>,
}

/// What is wrong with a file of labelled text.
#[derive(Debug, thiserror::Error)]
pub enum LabelledError {
    /// The file cannot be read.
    #[error("{path}: cannot read: {source} · hint: give a readable UTF-8 file", path = path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line that is not in the format.
    #[error("{path}:{line}: {what} · hint: {hint}", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
        /// What to do.
        hint: &'static str,
    },
}

/// Reads a file by its suffix: `.ann` has ⟦surface|type⟧ marks, any other is BIO.
///
/// # Errors
/// When the file cannot be read or a line is not in the format.
pub fn read_labelled(path: &Path) -> Result<Vec<LabelledSentence>, LabelledError> {
    let text = std::fs::read_to_string(path).map_err(|source| LabelledError::Read { path: path.to_owned(), source })?;
    if path.extension().is_some_and(|extension| extension == "ann") {
        super::marks::parse_marks(&text, path)
    } else {
        parse_bio(&text, path)
    }
}

/// Parses BIO: a character, a tab and its label in each line, an empty line after each sentence.
///
/// ```
/// let sentences = yaodian::learn::parse_bio("王\tB-PER\n五\tI-PER\n说\tO\n", "x.bio".as_ref())?;
/// assert_eq!(sentences[0].spans, [(0, 2, "person".to_owned())]);
/// # Ok::<(), yaodian::learn::LabelledError>(())
/// ```
///
/// # Errors
/// When a line is not a character, a tab and `O`, `B-type` or `I-type`, or an `I-` continues nothing.
pub fn parse_bio(text: &str, path: &Path) -> Result<Vec<LabelledSentence>, LabelledError> {
    let mut sentences = Vec::new();
    let mut sentence = LabelledSentence::default();
    for (number, line) in text.lines().enumerate() {
        let broken = |what: String, hint| LabelledError::Line { path: path.to_owned(), line: number + 1, what, hint };
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            sentences.extend(Some(std::mem::take(&mut sentence)).filter(|sentence| !sentence.text.is_empty()));
            continue;
        }
        let fields = line.rsplit_once('\t');
        let parts = fields.map(|(character, label)| (character.chars().collect::<Vec<char>>(), label.trim()));
        let Some(([character], label)) = parts.as_ref().map(|(character, label)| (character.as_slice(), *label)) else {
            return Err(broken(
                format!("`{line}` is not a character, a tab and a label"),
                "write one character a line, a tab, and O, B-type or I-type",
            ));
        };
        let place = sentence.text.len();
        sentence.text.push(*character);
        if let Some(name) = label.strip_prefix("B-") {
            sentence.spans.push((place, place + 1, type_name(name)));
        } else if let Some(name) = label.strip_prefix("I-") {
            match sentence.spans.last_mut() {
                Some(last) if last.1 == place && last.2 == type_name(name) => last.1 += 1,
                _ => return Err(broken(format!("`{label}` continues no span"), "begin every span with a B- label of the same type")),
            }
        } else if label != "O" {
            return Err(broken(format!("unknown label `{label}`"), "use O, B-type or I-type"));
        }
    }
    sentences.extend(Some(sentence).filter(|sentence| !sentence.text.is_empty()));
    Ok(sentences)
}

/// The entity type that a label of another scheme means: `PER` is person, `LOC` and `GPE` are places.
pub fn type_name(label: &str) -> String {
    match label.to_ascii_uppercase().as_str() {
        "PER" | "PERSON" => "person".to_owned(),
        "ORG" | "ORGANIZATION" => "organization".to_owned(),
        "LOC" | "GPE" | "LOCATION" => "place".to_owned(),
        _ => label.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::parse_bio;

    #[test]
    fn an_error_names_file_line_and_remedy() {
        for (text, part) in [("王\tB-PER\n五 O\n", "a.bio:2: "), ("王\tI-PER\n", "continues no span"), ("王\tX\n", "unknown label")] {
            let message = parse_bio(text, "a.bio".as_ref()).err().map(|error| error.to_string()).unwrap_or_default();
            assert!(message.contains(part) && message.contains("hint"), "{message}");
        }
    }
}
