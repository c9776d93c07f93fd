//! Reading of the key at a place: which word stands there, how far a run of characters goes.

/// Whether a word starts at a place.
pub(super) fn starts(key: &[char], place: usize, word: &str) -> bool {
    let mut at = place;
    word.chars().all(|c| {
        at += 1;
        key.get(at - 1) == Some(&c)
    })
}

/// Whether a word ends at a place.
pub(super) fn ends(key: &[char], place: usize, word: &str) -> bool {
    let length = word.chars().count();
    place >= length && starts(key, place - length, word)
}

/// The place behind the first of the words that starts at a place; words that begin others stand behind them.
pub(super) fn behind(key: &[char], place: usize, words: &[&str]) -> Option<usize> {
    words.iter().find(|word| starts(key, place, word)).map(|word| place + word.chars().count())
}

/// Length of the run of characters that are accepted, from a place.
pub(super) fn run(key: &[char], from: usize, accept: impl Fn(char) -> bool) -> usize {
    key.get(from..).unwrap_or_default().iter().take_while(|c| accept(**c)).count()
}
