//! x
pub mod normalize;
