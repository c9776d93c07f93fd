//! Where a name that the tagger has found begins and ends: what belongs to it is taken in, and names side by side are two.
//!
//! Law: a border moves only for words that in such a place are always a part of the name, or never.

use crate::codebook::Codebook;
use crate::model::{EntityType, Mention, Span, Text};
use crate::normalize::is_han;

/// Groups of words that belong to a name which ends right before them.
const BEHIND: &[(EntityType, &str)] = &[
    (EntityType::Technology, "technology_tail"),
    (EntityType::Place, "place_tail"),
    (EntityType::Date, "date_tail"),
    (EntityType::Quantity, "quantity_tail"),
];

/// Groups of words that belong to a name which begins right behind them.
const BEFORE: &[(EntityType, &str)] = &[
    (EntityType::Post, "post_lead"),
    (EntityType::Date, "date_lead"),
    (EntityType::Quantity, "quantity_lead"),
    (EntityType::Organization, "body_lead"),
];

/// A guess with what belongs to it on both sides; nothing of what stands before `taken`.
pub(super) fn whole(text: &Text, codebook: &Codebook, guess: Mention, taken: usize) -> Mention {
    let key = &text.key;
    let cues = &codebook.cues;
    let (mut start, mut end) = (guess.span.start(), guess.span.end());
    for (_, group) in BEHIND.iter().filter(|(kind, _)| *kind == guess.entity_type) {
        let length = cues.at(group, key, end).unwrap_or(0);
        let goes_on = match guess.entity_type {
            // 一九七九年|春, but 今年|春天.
            EntityType::Date => !is_year(&key[start..end]) || key.get(end + length).is_some_and(|c| "天季节运游耕理替表".contains(*c)),
            // 新能源汽车|车辆.
            EntityType::Technology => key[end - 1] == '车',
            _ => false,
        };
        end += if goes_on { 0 } else { length };
    }
    for (_, group) in BEFORE.iter().filter(|(kind, _)| *kind == guess.entity_type) {
        let lead = cues.at_end(group, &key[..start]).map_or(0, |(_, length)| length);
        let belongs = match guess.entity_type {
            // 上|百万次, but 十五上|三十人.
            EntityType::Quantity => "百千万亿".contains(key[start]),
            EntityType::Date => !is_year(&key[start..end]) && end - start < 4,
            // 市|卫生健康委, where no name of a city stands before it.
            EntityType::Organization => !is_han(key.get(start.wrapping_sub(2)).copied().unwrap_or(' ')),
            _ => true,
        };
        start -= if belongs { lead } else { 0 };
    }
    if guess.entity_type == EntityType::Quantity {
        start -= digits_before(&key[..start]);
    }
    if start < taken { guess } else { Mention { span: Span::new(start, end), ..guess } }
}

/// 一九七九年, 2027年.
fn is_year(key: &[char]) -> bool {
    key.len() == 5 && key[4] == '年' && key[..4].iter().all(|c| c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(*c))
}

/// 1.|9亿户, 1,|000元: a number does not begin behind its point.
fn digits_before(key: &[char]) -> usize {
    let run = key.iter().rev().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
    let number = &key[key.len() - run..];
    if run > 0 && number[0].is_ascii_digit() { run } else { 0 }
}

/// Names that the tagger has run together: 《甲法》《乙法》, 党|和政府, 本所|設|秘書室.
pub(super) fn side_by_side(text: &Text, codebook: &Codebook, guess: &Mention) -> Option<Vec<Span>> {
    let (start, end) = (guess.span.start(), guess.span.end());
    let key = text.key(guess.span);
    match guess.entity_type {
        EntityType::Document => {
            let seam = (1..key.len()).find(|at| key[*at] == '《' && key[*at - 1] == '》' && key[0] == '《')?;
            let rest = Mention { span: Span::new(start + seam, end), ..guess.clone() };
            let behind = side_by_side(text, codebook, &rest).unwrap_or_else(|| vec![rest.span]);
            Some(std::iter::once(Span::new(start, start + seam)).chain(behind).collect())
        }
        EntityType::Organization => {
            if let Some(joint) = ["党和政府", "党和国家"].iter().find(|joint| text.key_slice(guess.span) == **joint) {
                return Some(vec![Span::new(start, start + joint.chars().count() - 3)]);
            }
            let seam = (2..key.len().saturating_sub(2)).find(|at| key[*at] == '设' && key[*at + 1] != '计' && key[*at + 1] != '备')?;
            let left = Span::new(start, start + seam);
            let known = !codebook.gazetteer.lookup(&text.key_slice(left)).is_empty() || key[0] == '本';
            let right = Span::new(start + seam + 1, end);
            (known && codebook.cues.at_end("body_item", text.key(right)).is_some()).then(|| vec![left, right])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{side_by_side, whole};
    use crate::model::{EntityType, Mention, Source, Span};

    #[test]
    #[allow(clippy::unwrap_used, reason = "a test stops where it fails")]
    fn a_name_has_what_belongs_to_it_and_no_more() {
        let pipeline = crate::Pipeline::new().unwrap().with_tagger(None);
        for (text, guess, kind, expected) in [
            ("加裝太陽能板的碼頭。", "太陽能", EntityType::Technology, vec!["太陽能板"]),
            ("治理青江干流。", "青江", EntityType::Place, vec!["青江干流"]),
            ("副總局長到場。", "總局長", EntityType::Post, vec!["副總局長"]),
            ("今後的五年大有可為。", "五年", EntityType::Date, vec!["今後的五年"]),
            ("共有1.9億戶。", "9億戶", EntityType::Quantity, vec!["1.9億戶"]),
            ("２０１９年春的港口。", "２０１９年", EntityType::Date, vec!["２０１９年春"]),
            ("今年春天的港口。", "今年", EntityType::Date, vec!["今年"]),
            ("（市卫生健康委负责）", "卫生健康委", EntityType::Organization, vec!["市卫生健康委"]),
            ("依《港法》《船法》辦理。", "《港法》《船法》", EntityType::Document, vec!["《港法》", "《船法》"]),
            ("本所設秘書室。", "本所設秘書室", EntityType::Organization, vec!["本所", "秘書室"]),
        ] {
            let found: Vec<String> = pipeline.with_page(&Source::new("", text), |page| {
                let start = text.split(guess).next().unwrap().chars().count();
                let mention = Mention::new(Span::new(start, start + guess.chars().count()), kind, "tagger");
                let parts = side_by_side(page.text, page.codebook, &mention);
                let parts = parts.unwrap_or_else(|| vec![whole(page.text, page.codebook, mention, 0).span]);
                parts.into_iter().map(|span| page.text.slice(span)).collect()
            });
            assert_eq!(found, expected, "{text}");
        }
    }
}
