//! x
pub mod annotate;
pub mod codebook;
pub mod diagnostic;
pub mod model;
pub mod normalize;
pub mod read;
pub mod segment;
