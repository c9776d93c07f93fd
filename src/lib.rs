//! x
pub mod normalize;
pub mod read;
pub mod diagnostic;
pub mod model;
