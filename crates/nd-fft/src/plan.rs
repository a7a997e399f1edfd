//! Transforms of one lane, planned once for each thread and length.

use core::cell::RefCell;
use std::sync::Arc;

use nd_core::{Complex, DType, Plain};
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, FftNum, FftPlanner};

/// Lengths whose plans a thread keeps; with more it starts afresh, so that many lengths do not fill the memory.
const KEPT: usize = 64;

/// The planners of a thread, and the lengths that they have planned for.
pub(crate) struct Planners<T: FftNum> {
    complex: FftPlanner<T>,
    real: RealFftPlanner<T>,
    lengths: Vec<usize>,
}

impl<T: FftNum> Planners<T> {
    fn new() -> Planners<T> {
        Planners { complex: FftPlanner::new(), real: RealFftPlanner::new(), lengths: Vec::new() }
    }

    /// The planners, for a plan of `n` points.
    fn of(&mut self, n: usize) -> &mut Planners<T> {
        if !self.lengths.contains(&n) {
            if self.lengths.len() >= KEPT {
                *self = Planners::new();
            }
            self.lengths.push(n);
        }
        self
    }
}

/// A float that transforms are computed in.
pub(crate) trait Float: FftNum + Plain {
    /// The dtype of this type.
    const REAL: DType;
    /// The dtype of a pair of them.
    const COMPLEX: DType;
    /// Calls `f` with this thread's planners, for a plan of `n` points.
    fn with<R>(n: usize, f: impl FnOnce(&mut Planners<Self>) -> R) -> R;
    /// The nearest value to `x`.
    fn of(x: f64) -> Self;
}

// $t: a float; $real, $complex: the dtypes; $planners: the name of its planners.
macro_rules! float {
    ($t:ty, $real:expr, $complex:expr, $planners:ident) => {
        thread_local! {
            static $planners: RefCell<Planners<$t>> = RefCell::new(Planners::new());
        }
        impl Float for $t {
            const REAL: DType = $real;
            const COMPLEX: DType = $complex;
            fn with<R>(n: usize, f: impl FnOnce(&mut Planners<$t>) -> R) -> R {
                $planners.with_borrow_mut(|planners| f(planners.of(n)))
            }
            fn of(x: f64) -> $t {
                x as $t
            }
        }
    };
}
float!(f32, DType::F32, DType::C64, PLANNERS_F32);
float!(f64, DType::F64, DType::C128, PLANNERS_F64);

/// The complex transform of `n` points.
pub(crate) fn complex<T: Float>(n: usize, inverse: bool) -> Arc<dyn Fft<T>> {
    T::with(n, |planners| match inverse {
        false => planners.complex.plan_fft_forward(n),
        true => planners.complex.plan_fft_inverse(n),
    })
}

/// The forward transform of `n` real points.
pub(crate) fn from_real<T: Float>(n: usize) -> Arc<dyn RealToComplex<T>> {
    T::with(n, |planners| planners.real.plan_fft_forward(n))
}

/// The inverse transform to `n` real points.
pub(crate) fn to_real<T: Float>(n: usize) -> Arc<dyn ComplexToReal<T>> {
    T::with(n, |planners| planners.real.plan_fft_inverse(n))
}

/// Multiplies complex numbers by a real one.
pub(crate) fn scale<T: Float>(lane: &mut [Complex<T>], factor: T) {
    if factor != T::one() {
        lane.iter_mut().for_each(|z| *z = Complex::new(z.re * factor, z.im * factor));
    }
}
