//! Section 17: the product of a Gaussian process's kernel with a vector, without the kernel.

use crate::page::Page;
use nd::prelude::*;
use nd::random::RandomState;

pub(crate) fn gaussian_process(page: &mut Page) -> Result<()> {
    let (a, b) = (3, 300);
    let mut random = RandomState::new(1234);
    let (bs, ds) = (random.randn((10, a, a))?, random.randn((10, b))?);
    let z = random.randn(a * b)?;
    let left = nd::einsum("N...b,ab->Nab", [&ds, &z.reshape((a, b))?])?;
    page.item("17.2");
    page.shape(&left);
    let fast = nd::einsum("Nca,Nab->cb", [&bs, &left])?.ravel()?;
    let mut kernel = nd::zeros((a * b, a * b), "f8")?;
    for (b, d) in bs.iter()?.zip(ds.iter()?) {
        kernel += &nd::kron(&b, &nd::diag(&d, 0)?)?;
    }
    let slow = kernel.dot(&z)?;
    page.item("17.4");
    page.say(nd::linalg::norm(&(&slow - &fast), ..)?.item::<f64>()? < 1e-12);
    page.say(fast.slice(s![..3])?);
    page.say(format_args!("{:.8}", nd::linalg::norm(&fast, ..)?.item::<f64>()?));
    Ok(())
}
