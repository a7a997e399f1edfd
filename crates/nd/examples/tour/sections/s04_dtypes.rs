//! Dtypes: records, and byte orders.

use super::Tour;
use nd::prelude::*;

pub(super) fn run(tour: &mut Tour) -> Result<()> {
    let gauss = DType::structured([("re", DType::I32), ("im", DType::I32)])?;
    let c2 = nd::zeros(2, gauss)?;
    c2.field("re")?.assign(&nd::array![1, 2])?;
    c2.field("im")?.assign(&nd::array![1, -1])?;
    tour.item("4.4");
    tour.line(&c2);

    tour.item("4.5");
    for g in c2.iter()? {
        let (re, im): (i32, i32) = (g.field("re")?.item()?, g.field("im")?.item()?);
        tour.line(format_args!("{re}{im:+}i"));
    }

    let big = nd::array![5].get(ix![0])?.astype(">u2")?;
    let little = big.astype("<u2")?;
    for (label, number) in [("4.6", big), ("4.7", little)] {
        tour.item(label);
        tour.line(number.tobytes()?.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        tour.line(format_args!("{:016b}", number.item::<u16>()?));
    }
    Ok(())
}
