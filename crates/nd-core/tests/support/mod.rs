//! What the acceptance tests share: random numbers, a plain model of elements, arrays in random layouts, and naive
//! loops that say what the engine should compute. Nothing here goes through the engine.

// Each test binary uses a part of this.
#![allow(dead_code)]

pub mod oracle;
pub mod rng;
pub mod value;
pub mod view;
