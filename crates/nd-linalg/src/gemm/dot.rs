//! The product of two vectors of floats: 64 running sums, never fused, the same at every instruction-set level.

use super::Product;
use super::ordered::Ring;
use nd_core::Plain;
use nd_core::kernel::isa::{Isa, Kernel, dispatch};

/// Running sums: enough to hide the latency of an addition behind the others.
const SUMS: usize = 64;

struct Dot<'a, T> {
    a: &'a [T],
    b: &'a [T],
}

impl<T: Ring> Kernel for Dot<'_, T> {
    type Out = T;

    #[inline(always)]
    fn run<I: Isa>(self) -> T {
        let mut sums = [T::ZERO; SUMS];
        let (a, b) = (self.a.chunks_exact(SUMS), self.b.chunks_exact(SUMS));
        let (a_rest, b_rest) = (a.remainder(), b.remainder());
        for (a, b) in a.zip(b) {
            for i in 0..SUMS {
                sums[i] = T::add_product(sums[i], a[i], b[i]);
            }
        }
        for i in 0..a_rest.len() {
            sums[i] = T::add_product(sums[i], a_rest[i], b_rest[i]);
        }
        let mut width = SUMS / 2;
        while width > 0 {
            for i in 0..width {
                sums[i] = T::add(sums[i], sums[i + width]);
            }
            width /= 2;
        }
        sums[0]
    }
}

/// A product whose result is one element.
pub(super) fn into<T: Ring + Plain>(mut product: Product<'_, T>) {
    let (a, b) = (product.a(), product.b());
    let k = a.shape()[1];
    let packed = a.strides()[1] == 1 && b.strides()[0] == 1;
    let sum = if packed {
        // SAFETY: `k` elements of each factor, one after the other, lent while the product lives.
        let (a, b) = unsafe {
            (core::slice::from_raw_parts(a.as_ptr(), k), core::slice::from_raw_parts(b.as_ptr(), k))
        };
        dispatch(Dot { a, b })
    } else {
        let mut sums = [T::ZERO; 4];
        for p in 0..k {
            sums[p % 4] = T::add_product(sums[p % 4], a.get(0, p), b.get(p, 0));
        }
        T::add(T::add(sums[0], sums[1]), T::add(sums[2], sums[3]))
    };
    product.c().set(0, 0, sum);
}
