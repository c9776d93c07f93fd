//! x
pub mod annotate;
pub mod codebook;
pub mod diagnostic;
pub mod evaluate;
pub mod extract;
pub mod learn;
pub mod model;
pub mod normalize;
pub mod read;
pub mod segment;
