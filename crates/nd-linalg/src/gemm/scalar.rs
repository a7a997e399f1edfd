//! From an element type to the code that multiplies matrices of it.

use super::ordered::{self, Extent, Operand, Ring};
use super::{Product, dot, gemm_backend};
use nd_core::{Bool8, Complex, Plain, on_pool};

/// An element type with matrix products.
pub(crate) trait Multiply: Ring + Plain {
    /// `c = a · b`.
    fn multiply(product: Product<'_, Self>);
    /// The complex conjugate; the value itself if it is real.
    fn conj(self) -> Self;
}

/// Hands a product to nd's own kernel.
fn in_order<T: Multiply>(mut product: Product<'_, T>, small: bool) {
    let [m, n, k] = product.extent();
    let size = size_of::<T>() as isize;
    let (a, b) = (product.a(), product.b());
    let read = |x: super::Matrix<'_, T>| {
        let [row, column] = x.strides();
        Operand { ptr: x.as_ptr(), row: row * size, column: column * size }
    };
    let [row, column] = product.c().strides();
    let c = Operand { ptr: product.c().as_mut_ptr(), row: row * size, column: column * size };
    let run = if small { ordered::matmul_small::<T> } else { ordered::matmul::<T> };
    // SAFETY: the matrices of a product are valid, fit each other, and the result is apart from the factors.
    unsafe { run(Extent { m, n, k }, read(a), read(b), c) }
}

/// Element types whose sums have an order, or wrap.
macro_rules! exact {
    ($($t:ty),*) => { $( impl Multiply for $t {
        fn multiply(product: Product<'_, Self>) {
            in_order(product, false);
        }
        fn conj(self) -> Self {
            self
        }
    } )* };
}
exact!(i8, u8, i16, u16, i32, u32, i64, u64, Bool8);

/// Multiplications above which threads are worth waking: about 20 µs of work.
pub(crate) const THREADED: usize = 1 << 20;

// impl Multiply for f64 { multiply = tiny, dot, or the backend's f64; conj = the closure }, and so on.
macro_rules! backed {
    // $t: element type; $method: of Gemm; the closure conjugates.
    ($($t:ty, $method:ident, |$x:ident| $conj:expr);* $(;)?) => { $( impl Multiply for $t {
        #[inline]
        fn multiply(mut product: Product<'_, Self>) {
            let [m, n, k] = product.extent();
            if n <= ordered::SMALL.1 && m.saturating_mul(k) <= ordered::SMALL.0 / 8 {
                return in_order(product, true);
            }
            if m == 1 && n == 1 {
                return dot::into(product);
            }
            if product.threads > 1 && m.saturating_mul(n).saturating_mul(k) >= THREADED {
                return on_pool(|| gemm_backend().$method(product));
            }
            product.threads = 1;
            gemm_backend().$method(product);
        }
        fn conj(self) -> Self {
            let $x = self;
            $conj
        }
    } )* };
}
backed! {
    f32, f32, |x| x;
    f64, f64, |x| x;
    Complex<f32>, c64, |x| Complex::new(x.re, -x.im);
    Complex<f64>, c128, |x| Complex::new(x.re, -x.im);
}

/// `c = a · b` of `f32`, summed in the order of the inner index without fused operations: NumPy's product of `float16`.
pub(crate) fn in_order_f32(product: Product<'_, f32>) {
    in_order(product, false);
}
