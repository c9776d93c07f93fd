//! Colour and column width: what a terminal shows, told apart from what a file gets.

use super::args::ColorChoice;
use unicode_width::UnicodeWidthStr;

/// Wraps words in terminal colours, or leaves them as they are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Paint {
    on: bool,
}

impl Paint {
    /// Colour as asked; by itself only on a terminal, and never against `NO_COLOR`.
    pub(crate) fn new(choice: ColorChoice, terminal: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let on = match choice {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => terminal && !refused,
        };
        Paint { on }
    }

    fn wrap(self, code: &str, words: &str) -> String {
        if self.on && !words.is_empty() { format!("\u{1b}[{code}m{words}\u{1b}[0m") } else { words.to_owned() }
    }

    /// Headings, names.
    pub(crate) fn strong(self, words: &str) -> String {
        self.wrap("1", words)
    }

    /// What stands beside.
    pub(crate) fn faint(self, words: &str) -> String {
        self.wrap("2", words)
    }

    /// Figures and marked spans.
    pub(crate) fn mark(self, words: &str) -> String {
        self.wrap("36", words)
    }

    /// Errors.
    pub(crate) fn bad(self, words: &str) -> String {
        self.wrap("1;31", words)
    }

    /// Warnings.
    pub(crate) fn warn(self, words: &str) -> String {
        self.wrap("33", words)
    }

    /// The marked span in its line: colour where there is colour, brackets where there is none.
    pub(crate) fn span(self, words: &str) -> String {
        if self.on { self.wrap("30;46", words) } else { format!("⟦{words}⟧") }
    }
}

/// The words in a column of `width` cells: filled with blanks, or cut with an ellipsis.
pub(crate) fn column(words: &str, width: usize) -> String {
    let words = plain(words);
    let shown = fit(&words, width);
    let blanks = width.saturating_sub(shown.width());
    shown + &" ".repeat(blanks)
}

/// The words, cut with an ellipsis where they need more than `width` cells.
pub(crate) fn fit(words: &str, width: usize) -> String {
    if words.width() <= width {
        return words.to_owned();
    }
    let mut shown = String::new();
    for character in words.chars() {
        let next = UnicodeWidthStr::width(character.encode_utf8(&mut [0; 4]) as &str);
        if shown.width() + next + 1 > width {
            break;
        }
        shown.push(character);
    }
    shown + "…"
}

/// One line without control and direction characters: what a document says must not steer the terminal.
pub(crate) fn plain(words: &str) -> String {
    let steers = |character: char| {
        character.is_control() || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    words.chars().map(|character| if steers(character) { ' ' } else { character }).collect()
}

/// 1234567 as 1,234,567.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut shown = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{column, fit, plain, thousands};

    #[test]
    fn columns_count_cells_and_not_characters() {
        assert_eq!(column("監管", 6), "監管  ");
        assert_eq!(fit("監管體系", 5), "監管…");
        assert_eq!(plain("a\u{1b}[31mb\u{202e}c"), "a [31mb c");
        assert_eq!((thousands(7), thousands(1234), thousands(1_234_567)), ("7".into(), "1,234".into(), "1,234,567".into()));
    }
}
