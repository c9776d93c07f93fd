//! The matching key: one character in, one character out, never a change of length.
//!
//! Traditional and Hong Kong or Taiwan forms, full-width letters and the quotation marks of both
//! scripts fold to one form, so that cues, gazetteers and models are written once. The stored text
//! is never converted: the key lies beside it, character for character.
//! Facts: the character tables of `OpenCC`, see `lang/zh/variants.tsv`.

use std::sync::OnceLock;

/// Highest code point of the direct table (the Basic Multilingual Plane).
const PLANE: usize = 0x1_0000;

struct FoldTable {
    plane: Vec<u16>,
    beyond: Vec<(char, char)>,
}

fn table() -> &'static FoldTable {
    static TABLE: OnceLock<FoldTable> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut plane: Vec<u16> = (0..=u16::MAX).collect();
        let mut beyond = Vec::new();
        for line in include_str!("../lang/zh/variants.tsv").lines() {
            let mut chars = line.split('\t').filter_map(|field| field.chars().next());
            if line.starts_with('#') {
                continue;
            }
            if let (Some(variant), Some(key)) = (chars.next(), chars.next()) {
                match (u16::try_from(variant as u32), u16::try_from(key as u32)) {
                    (Ok(from), Ok(to)) => plane[from as usize] = to,
                    _ => beyond.push((variant, key)),
                }
            }
        }
        // Full-width ASCII folds to ASCII, but for the punctuation that Chinese sentences are cut at.
        for code in 0xFF01..=0xFF5E_u16 {
            let keep = matches!(char::from_u32(u32::from(code)), Some('，' | '；' | '：' | '！' | '？'));
            if !keep {
                plane[code as usize] = code - 0xFEE0;
            }
        }
        for (from, to) in [
            ('\u{3000}', ' '),
            ('\u{a0}', ' '),
            ('\t', ' '),
            ('「', '“'),
            ('」', '”'),
            ('『', '‘'),
            ('』', '’'),
            ('﹁', '“'),
            ('﹂', '”'),
            ('〝', '“'),
            ('〞', '”'),
            ('‧', '·'),
            ('・', '·'),
            ('•', '•'),
            ('●', '•'),
            ('—', '—'),
            ('─', '—'),
            ('―', '—'),
            ('〈', '〈'),
            ('﹑', '、'),
            ('､', '、'),
            ('｡', '。'),
        ] {
            plane[from as usize] = to as u16;
        }
        beyond.sort_unstable();
        FoldTable { plane, beyond }
    })
}

/// The key form of one character; folding twice gives the same as folding once.
///
/// ```
/// use yaodian::normalize::fold_char;
/// assert_eq!(fold_char('體'), '体');
/// assert_eq!(fold_char('「'), '“');
/// assert_eq!(fold_char('％'), '%');
/// ```
pub fn fold_char(character: char) -> char {
    let table = table();
    let code = character as usize;
    if code < PLANE {
        char::from_u32(u32::from(table.plane[code])).unwrap_or(character)
    } else {
        match table.beyond.binary_search_by_key(&character, |pair| pair.0) {
            Ok(index) => table.beyond[index].1,
            Err(_) => character,
        }
    }
}

/// The key form of a text: as many characters as the text has.
///
/// ```
/// assert_eq!(yaodian::normalize::fold("人工智慧體系"), "人工智慧体系");
/// ```
pub fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::{PLANE, fold_char};

    #[test]
    fn folding_is_idempotent() {
        for code in 0..PLANE as u32 {
            if let Some(character) = char::from_u32(code) {
                let once = fold_char(character);
                assert_eq!(fold_char(once), once, "{character} folds to {once}, which folds again");
            }
        }
    }

    #[test]
    fn hong_kong_and_taiwan_forms_meet() {
        for (left, right) in [('稅', '税'), ('群', '羣'), ('裏', '裡'), ('着', '著'), ('台', '臺'), ('說', '説'), ('麼', '么')]
        {
            assert_eq!(fold_char(left), fold_char(right));
        }
    }
}
