//! PolicyGraph → bytes. One table of formats, one file a format.

mod json;

pub use json::json;
