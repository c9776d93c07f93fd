//! Known names, compiled for matching: on the folded key, leftmost longest, with their type.
//!
//! A stand-in for the codebook's gazetteer wherever only type and certainty of a hit matter.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::features::NameHit;
use crate::normalize::fold_char;

/// Names with type and certainty.
pub struct Lexicon {
    matcher: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
}

impl Lexicon {
    /// Compiles gazetteer tables: `name TAB type TAB aliases(;) TAB properties`, `#` comments.
    /// A name or alias that begins with `?` is ambiguous. `types` are the entity types in the order
    /// of their numbers in a hit; lines of other types are left out.
    pub fn compile(tables: &[&str], types: &[&str]) -> Self {
        let mut names: Vec<(String, u32)> = Vec::new();
        for line in tables.iter().flat_map(|table| table.lines()).filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(name), Some(kind)) = (fields.next(), fields.next()) else { continue };
            let Some(kind) = types.iter().position(|known| *known == kind) else { continue };
            for form in std::iter::once(name).chain(fields.next().unwrap_or_default().split(';')) {
                let plain = form.trim_start_matches('?').trim();
                let ambiguous = u32::from(form.starts_with('?') || plain.chars().count() == 1);
                if !plain.is_empty() {
                    names.push((plain.chars().map(fold_char).collect(), 2 * kind as u32 + ambiguous));
                }
            }
        }
        names.sort();
        names.dedup_by(|next, kept| next.0 == kept.0);
        let matcher = CharwiseDoubleArrayAhoCorasickBuilder::new().match_kind(MatchKind::LeftmostLongest).build_with_values(names).ok();
        Self { matcher }
    }

    /// The known names in a folded text, characters half-open. A Latin name only counts as whole words.
    pub fn find(&self, key: &[char]) -> Vec<NameHit> {
        let text: String = key.iter().collect();
        let Some(matcher) = &self.matcher else { return Vec::new() };
        let mut hits = Vec::new();
        let (mut byte, mut place) = (0, 0);
        for hit in matcher.leftmost_find_iter(&text) {
            let mut seek = |target: usize| {
                while byte < target && place < key.len() {
                    byte += key[place].len_utf8();
                    place += 1;
                }
                place
            };
            let (start, end) = (seek(hit.start()), seek(hit.end()));
            let joined = |left: Option<&char>, right: Option<&char>| {
                left.zip(right).is_some_and(|(left, right)| left.is_ascii_alphanumeric() && right.is_ascii_alphanumeric())
            };
            let before = start.checked_sub(1).and_then(|place| key.get(place));
            if !joined(before, key.get(start)) && !joined(key.get(end.saturating_sub(1)), key.get(end)) {
                hits.push(NameHit { start, end, kind: (hit.value() / 2) as u8, ambiguous: hit.value() % 2 == 1 });
            }
        }
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    #[test]
    fn hits_are_whole_and_carry_their_type() {
        let table = "# note\n财政部\torganization\t?财部;Ministry of Finance\t\n人工智能\ttechnology\tAI\t\n";
        let lexicon = Lexicon::compile(&[table], &["organization", "technology"]);
        let text = "财政部谈AI,不谈MAIL";
        let key: Vec<char> = text.chars().collect();
        let hits: Vec<(usize, usize, u8)> = lexicon.find(&key).iter().map(|hit| (hit.start, hit.end, hit.kind)).collect();
        assert_eq!(hits, [(0, 3, 0), (4, 6, 1)]);
    }
}
