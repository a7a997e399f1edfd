//! From an element type to the code that multiplies matrices of it.

use super::matrix::Products;
use super::ordered::{self, Extent, Operand, Ring};
use super::{dot, gemm_backend};
use nd_core::{Bool8, Complex, Plain, on_pool};

/// An element type with matrix products.
pub(crate) trait Multiply: Ring + Plain {
    /// Each `c = a · b` of a run.
    fn multiply(products: Products<'_, Self>);
    /// The complex conjugate; the value itself if it is real.
    fn conj(self) -> Self;
    /// Whether no floating-point error can be behind this sum: it is finite, and not zero or next to it.
    fn is_ordinary(self) -> bool;
}

/// Hands a run of products to nd's own kernel.
fn in_order<T: Multiply>(mut products: Products<'_, T>, small: bool) {
    let size = size_of::<T>() as isize;
    let (items, steps) = (products.len(), products.steps().map(|step| step * size));
    let product = products.first();
    let [m, n, k] = product.extent();
    let (a, b) = (product.a(), product.b());
    let read = |x: super::Matrix<'_, T>, item: isize| {
        let [row, column] = x.strides();
        Operand { ptr: x.as_ptr(), row: row * size, column: column * size, item }
    };
    let [row, column] = product.c().strides();
    let c = Operand { ptr: product.c().as_mut_ptr(), row: row * size, column: column * size, item: steps[2] };
    let run = if small { ordered::matmul_small::<T> } else { ordered::matmul::<T> };
    // SAFETY: the matrices of products are valid, fit each other, and the results are apart from the factors.
    unsafe { run(Extent { items, m, n, k }, read(a, steps[0]), read(b, steps[1]), c) }
}

/// Element types whose sums have an order, or wrap.
macro_rules! exact {
    ($($t:ty),*) => { $( impl Multiply for $t {
        fn multiply(products: Products<'_, Self>) {
            in_order(products, false);
        }
        fn conj(self) -> Self {
            self
        }
        fn is_ordinary(self) -> bool {
            true
        }
    } )* };
}
exact!(i8, u8, i16, u16, i32, u32, i64, u64, Bool8);

/// Multiplications above which threads are worth waking: about 20 µs of work.
pub(crate) const THREADED: usize = 1 << 20;

// impl Multiply for f64 { multiply = tiny, dot, or the backend's f64; conj, is_ordinary = the closures }, and so on.
macro_rules! backed {
    // $t: element type; $method: of Gemm; the closures conjugate and look at a sum.
    ($($t:ty, $method:ident, |$x:ident| $conj:expr, $ordinary:expr);* $(;)?) => { $( impl Multiply for $t {
        #[inline]
        fn multiply(mut products: Products<'_, Self>) {
            let [m, n, k] = products.first().extent();
            if n <= ordered::SMALL.1 && m.saturating_mul(k) <= ordered::SMALL.0 / 8 {
                return in_order(products, true);
            }
            let threaded = m.saturating_mul(n).saturating_mul(k) >= THREADED;
            products.for_each(|mut product| {
                if m == 1 && n == 1 {
                    return dot::into(product);
                }
                if product.threads > 1 && threaded {
                    return on_pool(|| gemm_backend().$method(product));
                }
                product.threads = 1;
                gemm_backend().$method(product);
            });
        }
        fn conj(self) -> Self {
            let $x = self;
            $conj
        }
        fn is_ordinary(self) -> bool {
            let $x = self;
            $ordinary
        }
    } )* };
}
backed! {
    f32, f32, |x| x, x.is_normal();
    f64, f64, |x| x, x.is_normal();
    Complex<f32>, c64, |x| Complex::new(x.re, -x.im), x.re.is_normal() && x.im.is_normal();
    Complex<f64>, c128, |x| Complex::new(x.re, -x.im), x.re.is_normal() && x.im.is_normal();
}

/// Each `c = a · b` of `f32`, summed in the order of the inner index without fused operations: NumPy's product of `float16`, and that of bfloat16.
pub(crate) fn in_order_f32(products: Products<'_, f32>) {
    in_order(products, false);
}
