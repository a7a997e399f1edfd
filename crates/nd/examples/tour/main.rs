//! The tutorial "Advanced NumPy Techniques", from start to end, on nd: every output that it shows, in its order.
//!
//! ```text
//! cargo run --release -p nd --example tour
//! ```
//!
//! Each section of the tutorial is a file in `sections/`. Every value is computed and printed by nd; the test
//! `tests/tour.rs` compares the text with what NumPy 2.4.6 prints.

mod sections;

fn main() -> nd::Result<()> {
    print!("{}", sections::tour()?);
    Ok(())
}
