//! Kronecker products.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    // Two matrices and the vector that their Kronecker product is applied to; they move the stream on.
    tour.random.randn((40, 40))?;
    tour.random.randn((40, 40))?;
    tour.random.randn(1600)?;
    Ok(())
}
