//! Coded texts without the text: what was marked where in a document that is kept elsewhere.
//!
//! An annotation of a document that is not ours to hand on is kept as offsets and codes. With the
//! document at hand it is restored to `NAME.ann` (the text with marks), `NAME.points.tsv` and `NAME.txt`,
//! which training and scoring read.

use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// An annotation by offsets. All offsets are in characters of the excerpt, half-open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodedText {
    /// File name of the document that the excerpt is from.
    pub document: String,
    /// First character of the excerpt in the document.
    pub start: usize,
    /// After its last character.
    pub end: usize,
    /// SHA-256 of the excerpt in UTF-8, in hexadecimal digits.
    pub digest: String,
    /// Entities: first character, after the last, type.
    pub entities: Vec<(usize, usize, String)>,
    /// Policy points: first character, after the last, and the cells behind the quote (modality, speaker,
    /// actor, due, target, themes, topic codes).
    pub points: Vec<(usize, usize, Vec<String>)>,
    /// Main verbs, where they were coded: number of the point, first character, after the last.
    pub aims: Vec<(usize, usize, usize)>,
    /// What the verbs act on, likewise.
    pub objects: Vec<(usize, usize, usize)>,
}

/// What an annotation becomes with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoredText {
    /// The excerpt.
    pub text: String,
    /// The excerpt with marks `⟦surface|type⟧`.
    pub marked: String,
    /// One point a line: quote and cells, tab-separated; behind them verb and object, where they were coded, each as
    /// `words@n`, behind n characters of the quote (white space aside).
    pub points: String,
}

/// Why an annotation cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum CodedError {
    /// A line that is not in the format.
    #[error("{path}:{line}: {what} · hint: write `entity`, `point` or `# document` lines with tabs between the cells", path = path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// Number of the line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// The document is another one.
    #[error(
        "{document}: the characters {start}..{end} are not those that were coded · hint: give the version of the document that was coded"
    )]
    Other {
        /// The document.
        document: String,
        /// First character of the excerpt.
        start: usize,
        /// After its last character.
        end: usize,
    },
}

impl CodedText {
    /// Reads the format: a line `# document NAME START END SHA256`, then lines `entity START END TYPE` and
    /// `point START END` with seven cells, all with tabs between the cells; behind a point there may stand
    /// `aim START END` and `object START END`.
    ///
    /// ```
    /// use yaodian::learn::CodedText;
    /// let coded = CodedText::parse("#\tdocument\ta.txt\t0\t4\tff\nentity\t0\t2\tplace\n", "a.coded.tsv".as_ref())?;
    /// assert_eq!(coded.entities, [(0, 2, "place".to_owned())]);
    /// # Ok::<(), yaodian::learn::CodedError>(())
    /// ```
    ///
    /// # Errors
    /// A line that is not in the format, or no document.
    pub fn parse(table: &str, path: &Path) -> Result<Self, CodedError> {
        let mut coded = None;
        for (number, line) in table.lines().enumerate() {
            let broken = |what: &str| CodedError::Line { path: path.to_owned(), line: number + 1, what: format!("{what}: `{line}`") };
            let cells: Vec<&str> = line.split('\t').collect();
            let at = |place: usize| cells.get(place).and_then(|cell| cell.parse::<usize>().ok());
            match (cells.as_slice(), &mut coded) {
                (["#", "document", name, _, _, digest], none @ None) => {
                    let (Some(start), Some(end)) = (at(3), at(4)) else { return Err(broken("no offsets")) };
                    *none = Some(Self {
                        document: (*name).to_owned(),
                        start,
                        end,
                        digest: (*digest).to_owned(),
                        entities: Vec::new(),
                        points: Vec::new(),
                        aims: Vec::new(),
                        objects: Vec::new(),
                    });
                }
                (["entity", _, _, kind], Some(coded)) => {
                    let (Some(start), Some(end)) = (at(1), at(2)) else { return Err(broken("no offsets")) };
                    coded.entities.push((start, end, (*kind).to_owned()));
                }
                (["point", _, _, rest @ ..], Some(coded)) if rest.len() == 7 => {
                    let (Some(start), Some(end)) = (at(1), at(2)) else { return Err(broken("no offsets")) };
                    coded.points.push((start, end, rest.iter().map(|cell| (*cell).to_owned()).collect()));
                }
                ([kind @ ("aim" | "object"), _, _], Some(coded)) if !coded.points.is_empty() => {
                    let (Some(start), Some(end)) = (at(1), at(2)) else { return Err(broken("no offsets")) };
                    let part = (coded.points.len() - 1, start, end);
                    if *kind == "aim" { coded.aims.push(part) } else { coded.objects.push(part) }
                }
                _ => return Err(broken("not in the format")),
            }
        }
        coded.ok_or_else(|| CodedError::Line { path: path.to_owned(), line: 1, what: "no document is named".to_owned() })
    }

    /// Puts the marks back into the text of the document.
    ///
    /// # Errors
    /// When the document does not have the text that was coded.
    pub fn restore(&self, document: &str) -> Result<RestoredText, CodedError> {
        let other = || CodedError::Other { document: self.document.clone(), start: self.start, end: self.end };
        let text: Vec<char> = document.chars().skip(self.start).take(self.end.saturating_sub(self.start)).collect();
        let whole: String = text.iter().collect();
        let digest = Sha256::digest(whole.as_bytes()).iter().fold(String::new(), |digits, byte| {
            let mut digits = digits;
            // Writing to a text cannot fail.
            let _ = write!(digits, "{byte:02x}");
            digits
        });
        if digest != self.digest {
            return Err(other());
        }
        let part = |start: usize, end: usize| text.get(start..end).map(|part| part.iter().collect::<String>()).ok_or_else(other);
        let (mut marked, mut last) = (String::new(), 0);
        for (start, end, kind) in &self.entities {
            marked.push_str(&part(last, *start)?);
            // Writing to a text cannot fail.
            let _ = write!(marked, "⟦{}|{kind}⟧", part(*start, *end)?);
            last = *end;
        }
        marked.push_str(&part(last, text.len())?);
        let mut points = String::new();
        for (number, (start, end, cells)) in self.points.iter().enumerate() {
            let quote: String = part(*start, *end)?.chars().filter(|character| !matches!(character, '\n' | '\r' | '\t')).collect();
            points.push_str(&quote);
            for cell in cells {
                points.extend(["\t", cell]);
            }
            let coded = |parts: &[(usize, usize, usize)]| parts.iter().find(|part| part.0 == number).copied();
            let parts = [coded(&self.aims), coded(&self.objects)];
            for coded in parts.into_iter().filter(|_| parts.iter().any(Option::is_some)) {
                let Some((_, from, to)) = coded else {
                    points.push_str("\t-");
                    continue;
                };
                let solid = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                let before = solid(part(*start, from)?).chars().count();
                // Writing to a text cannot fail.
                let _ = write!(points, "\t{}@{before}", solid(part(from, to)?));
            }
            points.push('\n');
        }
        Ok(RestoredText { text: whole, marked, points })
    }
}

#[cfg(test)]
mod tests {
    use super::{CodedError, CodedText};

    #[test]
    fn marks_and_quotes_come_back_and_another_text_is_refused() -> Result<(), CodedError> {
        // SHA-256 of 北京要治水。
        let table = "#\tdocument\ta.txt\t1\t7\te86aa27ae4a7c8dcf8d7fac4c3e2e3dbb3b4a0a8ac7ab3e1b2d4ce2c1ebd6a0f\nentity\t0\t2\tplace\npoint\t2\t5\tshall\t-\t-\t-\t-\tsystem\t7\naim\t3\t4\nobject\t4\t5\n";
        let mut coded = CodedText::parse(table, "a".as_ref())?;
        assert!(matches!(coded.restore("在北京要治水。"), Err(CodedError::Other { .. })));
        coded.digest = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix("北京要治水。"))
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let restored = coded.restore("在北京要治水。")?;
        assert_eq!(restored.marked, "⟦北京|place⟧要治水。");
        assert_eq!(restored.points, "要治水\tshall\t-\t-\t-\t-\tsystem\t7\t治@1\t水@2\n");
        Ok(())
    }
}
