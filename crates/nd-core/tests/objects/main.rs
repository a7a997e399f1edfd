//! Arrays of objects: how they print, compute and convert, and how often their values are dropped.

#[allow(dead_code)]
#[path = "../support/rng.rs"]
mod rng;

mod counts;
mod doors;
mod values;
