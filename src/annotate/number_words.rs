//! Numbers that an English text writes as words.

const WORDS: &[&str] = &[
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "thousand",
];

/// Length of the number that starts at a place, "thirty-six" and "one hundred" whole; 0 when none does.
pub(super) fn length(key: &[char], place: usize) -> usize {
    let mut at = place;
    let mut end = place;
    loop {
        let word: String =
            key.get(at..).unwrap_or_default().iter().take_while(|c| c.is_ascii_alphabetic()).flat_map(|c| c.to_lowercase()).collect();
        if !WORDS.contains(&word.as_str()) {
            break;
        }
        end = at + word.len();
        match key.get(end) {
            Some(' ' | '-') => at = end + 1,
            _ => break,
        }
    }
    end - place
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn words_of_a_number_are_measured() {
        for (text, expected) in
            [("three years", 5), ("thirty-six years", 10), ("one hundred days", 11), ("onerous", 0), ("Two co-chairs", 3)]
        {
            let key: Vec<char> = text.chars().collect();
            assert_eq!(length(&key, 0), expected, "{text}");
        }
    }
}
