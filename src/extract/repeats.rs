//! The same directive said again: verbatim, or nearly.
//!
//! Likeness is the Jaccard index of character pairs (Broder 1997) of the matching keys without marks.

use crate::model::PolicyPoint;
use std::collections::{BTreeMap, BTreeSet};

/// At least this likeness makes two statements one directive.
const LIKENESS: f64 = 0.75;

/// Two statements that say the same.
///
/// ```
/// use yaodian::extract::Repeat;
/// let repeat = Repeat { first: 0, again: 3, likeness: 1.0 };
/// assert!(repeat.again > repeat.first);
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repeat {
    /// Index of the statement that stands first.
    pub first: usize,
    /// Index of the one that repeats it.
    pub again: usize,
    /// 1 when the words are the same.
    pub likeness: f64,
}

/// The words of a point that count when two are compared.
pub fn comparable(key: &str, point: &PolicyPoint) -> String {
    let _ = point;
    let bare: String = key.chars().filter(|c| c.is_alphanumeric()).collect();
    ["要", "必须", "应当", "进一步"].iter().fold(bare.as_str(), |rest, modal| rest.strip_prefix(modal).unwrap_or(rest)).to_owned()
}

/// Which of the statements repeat an earlier one; each names the first that it repeats.
pub fn repeats(statements: &[String]) -> Vec<Repeat> {
    let mut first_by_words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut by_pair: BTreeMap<(char, char), Vec<usize>> = BTreeMap::new();
    let mut pairs: Vec<BTreeSet<(char, char)>> = Vec::new();
    let mut found = Vec::new();
    for (index, statement) in statements.iter().enumerate() {
        let chars: Vec<char> = statement.chars().collect();
        let own: BTreeSet<(char, char)> = chars.windows(2).map(|two| (two[0], two[1])).collect();
        if chars.len() >= 4 {
            if let Some(&first) = first_by_words.get(statement.as_str()) {
                found.push(Repeat { first, again: index, likeness: 1.0 });
            } else if own.len() >= 7 {
                let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
                for pair in &own {
                    for other in by_pair.get(pair).into_iter().flatten() {
                        *shared.entry(*other).or_default() += 1;
                    }
                }
                let best = shared
                    .into_iter()
                    .map(|(other, count)| (count as f64 / (own.len() + pairs[other].len() - count) as f64, other))
                    .filter(|(likeness, _)| *likeness >= LIKENESS)
                    .max_by(|left, right| left.0.total_cmp(&right.0).then(right.1.cmp(&left.1)));
                if let Some((likeness, first)) = best {
                    found.push(Repeat { first, again: index, likeness });
                }
            }
        }
        let fresh = chars.len() >= 4 && !first_by_words.contains_key(statement.as_str());
        if fresh {
            first_by_words.insert(statement, index);
            // Pairs that very many statements share say nothing and cost much.
            for pair in &own {
                let list = by_pair.entry(*pair).or_default();
                if list.len() < 400 {
                    list.push(index);
                }
            }
        }
        pairs.push(own);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::repeats;

    #[test]
    fn a_directive_said_again_is_found() {
        let said: Vec<String> = ["持续加强基础研究", "推进人工智能全学段教育", "持续加强基础研究", "完善监管"]
            .iter()
            .map(|words| (*words).to_owned())
            .collect();
        let found = repeats(&said);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].first, found[0].again), (0, 2));
    }
}
