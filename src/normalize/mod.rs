//! Source → Text.
mod fold;
pub use fold::{fold, fold_char};
