#![doc = include_str!("ARCHITECTURE.md")]

// In the order of the pipeline, then what the stages share.
mod pipeline;
pub mod read;
pub mod normalize;
pub mod segment;
pub mod annotate;
pub mod extract;
pub mod link;
pub mod graph;
pub mod export;
pub mod evaluate;
pub mod learn;
pub mod model;
pub mod codebook;
pub mod diagnostic;

pub use pipeline::Pipeline;
