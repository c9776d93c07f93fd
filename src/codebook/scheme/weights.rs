//! Numbers fitted on annotated points, and the table that they are kept in.
//!
//! `kind <TAB> key <TAB> number …`, one column a theme. Numbers are whole hundredths; an empty cell is 0.
//! Lines that begin with `#` are comments. Kinds: `bias`; `second` (least probability of a further theme);
//! `channel` (point, tail, start, end, sent, before, after, head, title, article); `gram` (Chinese
//! characters and their pairs, `^` before those that begin a point and `$` behind those that end it; English
//! words and their pairs; `0` for every number).

use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use super::read::folded;
use super::{Scheme, SchemeError, fault};

/// Numbers fitted on annotated documents; one column a theme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Weights {
    /// Added to every score of the theme.
    pub bias: Vec<f64>,
    /// Least probability of the theme beside a likelier one.
    pub second: Option<Vec<f64>>,
    /// By channel of evidence (`point`, `before`, `head` …).
    pub channels: BTreeMap<String, Vec<f64>>,
    /// By character, pair of characters, word or pair of words of the point: theme and weight.
    pub grams: HashMap<String, Vec<(usize, f64)>>,
    /// SHA-256 of the table.
    pub digest: String,
}

impl Weights {
    /// Nothing but the digest of the table, which stands for all of it.
    pub(super) fn only_digest(other: &Self) -> Self {
        Self { digest: other.digest.clone(), ..Self::default() }
    }

    /// Reads a table whose columns are the themes of the scheme in its order.
    ///
    /// # Errors
    /// Where a column, a kind or a number is wrong: file, line, remedy.
    pub fn from_tsv(file: &str, text: &str, scheme: &Scheme) -> Result<Self, SchemeError> {
        let size = scheme.themes.len();
        let digest = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut weights = Self { bias: vec![0.0; size], digest, ..Self::default() };
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let wrong = |what: String, remedy: &str| fault(file, number + 1, what, remedy);
            let mut cells = line.split('\t');
            let (kind, key) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
            if kind == "kind" {
                if !cells.eq(scheme.themes.iter().map(|theme| theme.id.as_str())) {
                    return Err(wrong("columns are not the themes of the scheme".to_owned(), AGAIN));
                }
                continue;
            }
            let mut row = Vec::with_capacity(size);
            for cell in cells {
                let hundredths: i32 = match cell {
                    "" => 0,
                    _ => cell.parse().map_err(|_| wrong(format!("“{cell}” is no whole number"), AGAIN))?,
                };
                row.push(f64::from(hundredths) / 100.0);
            }
            if row.len() != size {
                return Err(wrong(format!("{} numbers for {size} themes", row.len()), AGAIN));
            }
            match kind {
                "bias" => weights.bias = row,
                "second" => weights.second = Some(row),
                "channel" => drop(weights.channels.insert(key.to_owned(), row)),
                "gram" => {
                    let row = row.into_iter().enumerate().filter(|(_, weight)| *weight != 0.0).collect();
                    drop(weights.grams.insert(folded(key), row));
                }
                _ => return Err(wrong(format!("unknown kind “{kind}”"), "use bias, second, channel or gram")),
            }
        }
        Ok(weights)
    }
}

/// What to do about a table that does not fit its scheme.
const AGAIN: &str = "fit the weights again with `yaodian train themes`";

/// One row of a table.
pub(crate) fn row(kind: &str, key: &str, numbers: &[f64]) -> String {
    let mut line = format!("{kind}\t{key}");
    for number in numbers {
        line.push('\t');
        let hundredths = (number * 100.0).round() as i32;
        if hundredths != 0 {
            line.push_str(&hundredths.to_string());
        }
    }
    line.push('\n');
    line
}

#[cfg(test)]
mod tests {
    use super::{Weights, row};
    use crate::codebook::scheme::Scheme;

    #[test]
    fn what_is_written_is_read_again_and_faults_have_a_line() {
        let scheme = Scheme::from_csv("own.csv", "own", "id,cues\nwater,水库\nroad,公路\n").expect("table");
        let table = format!("# why\nkind\tkey\twater\troad\n{}{}", row("bias", "-", &[0.126, -1.0]), row("gram", "水庫", &[0.5, 0.001]));
        let weights = Weights::from_tsv("own.weights.tsv", &table, &scheme).expect("weights");
        assert_eq!(weights.bias, [0.13, -1.0]);
        assert_eq!(weights.grams.get("水库"), Some(&vec![(0, 0.5)]));
        let fault = Weights::from_tsv("own.weights.tsv", "kind\tkey\twater\n", &scheme).expect_err("a column is missing");
        assert_eq!(fault.line, 1);
        let fault = Weights::from_tsv("own.weights.tsv", "bias\t-\t1\t0.5\n", &scheme).expect_err("no whole number");
        assert!(fault.what.contains("0.5"), "{fault}");
    }
}
