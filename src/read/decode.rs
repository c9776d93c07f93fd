//! Bytes → characters: byte-order marks first, then UTF-8, then detection.
//!
//! What cannot be decoded without loss is refused, with the place of the first fault.

use super::ReadOptions;
use crate::diagnostic::{Code, Diagnostic};
use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_16BE, UTF_16LE};

/// The encodings that detection tries; `--encoding` takes any label of the Encoding Standard.
pub const ENCODINGS: &[&str] = &["utf-8", "utf-16le", "utf-16be", "gb18030", "big5"];

/// Decodes a text file.
///
/// # Errors
/// Not text (NUL bytes), an unknown label, or bytes that the encoding does not have.
///
/// ```
/// use yaodian::read::{ReadOptions, decode};
/// let text = decode(&[0xb9, 0xfa, 0xce, 0xf1, 0xd4, 0xba], &ReadOptions { encoding: Some("gb18030".into()), ..ReadOptions::default() });
/// assert_eq!(text.unwrap(), "国务院");
/// ```
pub fn decode(bytes: &[u8], options: &ReadOptions) -> Result<String, Diagnostic> {
    if bytes.is_empty() {
        return Err(Diagnostic::error(Code::Empty, "", "is empty".into(), "check that the export worked"));
    }
    if let Some(label) = &options.encoding {
        let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
            return Err(Diagnostic::error(
                Code::Undecodable,
                "",
                format!("unknown encoding '{label}'"),
                &format!("use one of {}", ENCODINGS.join(", ")),
            ));
        };
        return strictly(bytes, encoding);
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return strictly(bytes.get(length..).unwrap_or_default(), encoding);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return strictly(bytes, encoding);
    }
    if bytes.contains(&0) {
        let at = bytes.iter().position(|byte| *byte == 0).unwrap_or(0);
        return Err(Diagnostic::error(
            Code::NotText,
            "",
            format!("NUL byte at byte {at}: this is not a text file, or it is damaged"),
            "export it again as UTF-8, or name its encoding with --encoding",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(fault) => {
            let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let guess = detector.guess(None, chardetng::Utf8Detection::Allow);
            let mostly_utf8 = fault.valid_up_to() * 4 >= bytes.len() && has_multibyte(bytes, fault.valid_up_to());
            let order: &[&'static Encoding] = if guess == BIG5 {
                &[BIG5, GB18030]
            } else if guess == GBK || guess == GB18030 {
                &[GB18030, BIG5]
            } else {
                &[]
            };
            if !mostly_utf8 {
                for encoding in order {
                    if let Ok(text) = strictly(bytes, encoding) {
                        return Ok(text);
                    }
                }
            }
            let line = bytes.iter().take(fault.valid_up_to()).filter(|byte| **byte == b'\n').count() + 1;
            Err(Diagnostic::error(
                Code::Undecodable,
                "",
                format!("is neither UTF-8 nor another encoding as a whole: first fault at byte {}", fault.valid_up_to()),
                "save it again in one encoding (UTF-8 is best), or name the encoding with --encoding",
            )
            .at_line(line, 1))
        }
    }
}

fn has_multibyte(bytes: &[u8], until: usize) -> bool {
    bytes.iter().take(until).any(|byte| *byte >= 0x80)
}

fn strictly(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Diagnostic> {
    let bytes = match Encoding::for_bom(bytes) {
        Some((marked, length)) if marked == encoding => bytes.get(length..).unwrap_or_default(),
        _ => bytes,
    };
    encoding.decode_without_bom_handling_and_without_replacement(bytes).map(std::borrow::Cow::into_owned).ok_or_else(|| {
        Diagnostic::error(
            Code::Undecodable,
            "",
            format!("holds bytes that {} does not have", encoding.name()),
            "name its encoding with --encoding, or save it again as UTF-8",
        )
    })
}

/// UTF-16 without a byte-order mark shows as NUL in every second byte of its Latin characters and line ends.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 8 || bytes.len() % 2 == 1 || std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        return None;
    }
    let zeros = |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let candidates = if odd > 0 && even == 0 {
        UTF_16LE
    } else if even > 0 && odd == 0 {
        UTF_16BE
    } else {
        return None;
    };
    let text = candidates.decode_without_bom_handling_and_without_replacement(bytes)?;
    let plain = text.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation()).count();
    let wide = text.chars().count();
    (plain * 10 >= wide * 7).then_some(candidates)
}
