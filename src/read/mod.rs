//! Bytes → Source. Every reader gives text whose characters offsets can count.
//!
//! A file that cannot be read is a diagnostic and never a panic; the other inputs go on.

mod decode;

pub use decode::{ENCODINGS, decode};

use crate::diagnostic::{Code, Diagnostic};
use crate::model::Source;
use std::io::Read;
use std::path::Path;

/// Default bound of an input, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;

/// What a reader needs to know.
#[derive(Clone, Debug)]
pub struct ReadOptions {
    /// Overrules the detection of the encoding; a label of the Encoding Standard.
    pub encoding: Option<String>,
    /// Larger inputs are refused.
    pub max_bytes: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions { encoding: None, max_bytes: MAX_BYTES }
    }
}

/// Bytes → characters.
type Decode = fn(&[u8], &ReadOptions) -> Result<String, Diagnostic>;

/// A way to read one kind of file.
pub struct Reader {
    /// What users call the kind.
    pub name: &'static str,
    /// File-name endings, lower case, without the dot; empty for the reader of last resort.
    pub endings: &'static [&'static str],
    /// What the first bytes are, for files that are something else than they are named.
    pub magic: &'static [&'static [u8]],
    read: Option<Decode>,
    remedy: &'static str,
}

/// Every kind of file that is known, the ones that are only recognized (to say so) included.
pub const READERS: &[Reader] = &[
    Reader {
        name: "pdf",
        endings: &["pdf"],
        magic: &[b"%PDF"],
        read: None,
        remedy: "extract its text first (for example with `pdftotext -layout`) and give the .txt file",
    },
    Reader {
        name: "office document",
        endings: &["docx", "doc", "xlsx", "pptx", "odt"],
        magic: &[b"PK\x03\x04", b"\xd0\xcf\x11\xe0"],
        read: None,
        remedy: "save it as plain text (UTF-8) and give the .txt file",
    },
    Reader {
        name: "image or archive",
        endings: &["png", "jpg", "jpeg", "gif", "zip", "gz", "rar", "7z"],
        magic: &[b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf"],
        read: None,
        remedy: "give the text itself",
    },
    Reader { name: "text", endings: &[], magic: &[], read: Some(decode::decode), remedy: "" },
];

/// Reads one file.
///
/// # Errors
/// A diagnostic that names the file, what is wrong and what to do: missing, too large, empty,
/// not text, or undecodable.
pub fn read(path: &Path, options: &ReadOptions) -> Result<Source, Diagnostic> {
    let shown = path.to_string_lossy().into_owned();
    let fail = |code, what: String, hint: &str| Diagnostic::error(code, &shown, what, hint);
    let file = std::fs::File::open(path)
        .map_err(|error| fail(Code::Unreadable, format!("cannot be opened: {error}"), "check the path and the permissions"))?;
    let mut bytes = Vec::new();
    file.take(options.max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|error| fail(Code::Unreadable, format!("cannot be read: {error}"), "give a file, not a folder or device"))?;
    let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
    read_bytes(&name, &bytes, options).map_err(|diagnostic| diagnostic.at_path(&shown))
}

/// Reads bytes that are already in memory; `name` is what diagnostics and the graph call them.
///
/// # Errors
/// As [`read`].
///
/// ```
/// use yaodian::read::{ReadOptions, read_bytes};
/// let source = read_bytes("a.txt", "加強監管。".as_bytes(), &ReadOptions::default()).unwrap();
/// assert_eq!(source.chars.len(), 5);
/// assert!(read_bytes("b.txt", b"", &ReadOptions::default()).is_err());
/// ```
pub fn read_bytes(name: &str, bytes: &[u8], options: &ReadOptions) -> Result<Source, Diagnostic> {
    if bytes.len() as u64 > options.max_bytes {
        return Err(Diagnostic::error(
            Code::TooLarge,
            name,
            format!("larger than the bound of {} bytes", options.max_bytes),
            "split it, or raise the bound with --max-bytes",
        ));
    }
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let by_magic = READERS.iter().find(|reader| reader.magic.iter().any(|magic| bytes.starts_with(magic)));
    let by_ending = READERS.iter().find(|reader| reader.endings.contains(&ending.as_str()));
    let Some(reader) = by_magic.or(by_ending).or(READERS.last()) else {
        return Err(Diagnostic::error(Code::NotText, name, "no reader".into(), ""));
    };
    let Some(decode) = reader.read else {
        return Err(Diagnostic::error(Code::NotText, name, format!("is a {}, not text", reader.name), reader.remedy));
    };
    let text = decode(bytes, options).map_err(|diagnostic| diagnostic.at_path(name))?;
    if text.chars().all(|character| character.is_whitespace() || character.is_control()) {
        return Err(Diagnostic::error(Code::Empty, name, "holds no text".into(), "check that the export worked"));
    }
    Ok(Source::new(name, &text))
}
