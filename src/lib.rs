//! x
pub mod annotate;
pub mod codebook;
pub mod diagnostic;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod graph;
pub mod learn;
pub mod link;
pub mod model;
pub mod normalize;
mod pipeline;
pub mod read;
pub mod segment;

pub use pipeline::Pipeline;
