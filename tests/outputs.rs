//! What lies in output/ is what the examples write, and the README quotes it as it is.
