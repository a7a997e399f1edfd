//! The ndarray: number of axes, shape, stacking.

use super::{Tour, shape};
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let n0 = nd::array![3.0];
    let n0 = n0.get(ix![0])?;
    let n1 = nd::stack(&[&n0, &n0, &n0, &n0], 0)?;
    let n2 = nd::stack(&[&n1, &n1], 0)?;
    let n3 = nd::stack(&[&n2, &n2], 0)?;
    for (label, n) in [("2.1", n0), ("2.2", n1), ("2.3", n2), ("2.4", n3)] {
        tour.item(label);
        tour.line(format_args!("ndim {} shape {}", n.ndim(), shape(&n)));
        tour.line(&n);
    }
    Ok(())
}
