//! Sums of products by subscripts.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    tour.random.seed(1234);
    let x = tour.random.randint(-10..11, (2, 2, 2))?;
    tour.item("15.0");
    tour.line(&x);
    Ok(())
}
