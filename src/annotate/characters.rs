//! Characters as the tagger sees them: digits are one, and each is of a class.

/// Chinese numerals.
const NUMERALS: [char; 15] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两'];

/// The numerals as bits of the block of Chinese characters: one read, where a comparison with each would
/// lead the processor astray.
const NUMERAL_BITS: [u64; (0x9FFF - 0x4E00) / 64 + 1] = {
    let mut bits = [0; (0x9FFF - 0x4E00) / 64 + 1];
    let mut index = 0;
    while index < NUMERALS.len() {
        let place = NUMERALS[index] as usize - 0x4E00;
        bits[place / 64] |= 1 << (place % 64);
        index += 1;
    }
    bits
};

/// The character as the model sees it: digits are one, Latin letters are lower case.
pub(super) fn plain(character: char) -> u64 {
    let lower = character.to_ascii_lowercase();
    u64::from(u32::from(if lower.is_ascii_digit() { '0' } else { lower }))
}

/// 0 Chinese character, 1 digit, 2 Chinese numeral, 3 Latin, 8 and more: kinds of punctuation.
pub(super) fn class_of(code: u64) -> u64 {
    if let Some(place) = code.checked_sub(0x4E00)
        && let Some(bits) = NUMERAL_BITS.get((place / 64) as usize)
    {
        return (bits >> (place % 64) & 1) << 1;
    }
    let Some(character) = u32::try_from(code).ok().and_then(char::from_u32) else { return 15 };
    match character {
        '0'..='9' => 1,
        '.' | '%' | '〇' => 2,
        'a'..='z' | 'A'..='Z' => 3,
        ' ' => 9,
        '。' | '！' | '？' | '；' | '：' | ';' | ':' | '!' | '?' => 10,
        '，' | ',' => 11,
        '、' => 12,
        '“' | '”' | '‘' | '’' | '"' | '\'' => 13,
        '(' | ')' | '[' | ']' | '〔' | '〕' | '【' | '】' | '《' | '》' | '〈' | '〉' => 14,
        _ if character.is_alphabetic() => 0,
        _ => 8,
    }
}

/// Of a Latin word: 0 lower, 1 Capital, 2 ALL CAPITALS, 3 mIxed, 4 with digits; 8 and more: not Latin.
pub(super) fn shape_of(text: &[char]) -> u8 {
    if !text.iter().any(char::is_ascii_alphabetic) {
        return if text.iter().all(char::is_ascii_digit) { 9 } else { 8 };
    }
    let upper = text.iter().filter(|character| character.is_ascii_uppercase()).count();
    match upper {
        _ if text.iter().any(char::is_ascii_digit) => 4,
        0 => 0,
        1 if text[0].is_ascii_uppercase() => 1,
        _ if upper == text.len() => 2,
        _ => 3,
    }
}
