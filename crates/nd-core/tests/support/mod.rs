//! What the acceptance tests share: random numbers, a plain model of elements, arrays in random layouts, and naive
//! loops that say what the engine should compute. Nothing here goes through the engine.

// Each test binary uses a part of this.
#![allow(dead_code)]

pub(crate) mod oracle;
pub(crate) mod rng;
pub(crate) mod value;
pub(crate) mod view;
