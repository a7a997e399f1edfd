//! The tour: every operation of the tutorial that this library grew from, computed and printed by nd.
//!
//! ```text
//! cargo run --release -p nd --example tour
//! ```
//!
//! The transcript is that of NumPy 2.4.6 (`tests/data/tour.txt`, numbered as the tutorial's operations are), and a test
//! holds this program against it byte for byte.

mod page;
mod sections;

fn main() -> nd::Result<()> {
    print!("{}", sections::all()?);
    Ok(())
}
