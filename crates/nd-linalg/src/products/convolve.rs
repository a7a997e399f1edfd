//! `convolve` and `correlate`: sums of products along a window that slides over a longer array.

#![forbid(unsafe_code)]

use super::batch::product_dtype;
use super::dot;
use crate::error::LinalgError;
use crate::gemm::Ring;
use nd_core::kernel::dispatch as by_kind;
use nd_core::kernel::isa::{Isa, Kernel, dispatch};
use nd_core::{Array, CoreCall, DType, Num, Part, Plain, Result, Slice, empty};

/// Which places of the window count.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ConvolveMode {
    /// All where it meets the array: `n + m - 1` results.
    Full,
    /// As many as the longer array has elements, in the middle.
    Same,
    /// Those where it lies inside the array: `n - m + 1` results.
    Valid,
}

/// The discrete convolution of two arrays of one axis: `c[k] = sum of a[n] v[k - n]`, whose shorter one is the window.
///
/// Every element is summed from the first position of the longer array to the last; NumPy's order depends on its BLAS.
///
/// ```
/// use nd_core::array;
/// use nd_linalg::{ConvolveMode, convolve};
/// let (a, v) = (array![1, 2, 3], array![0.0, 1.0, 0.5]);
/// assert_eq!(convolve(&a, &v, ConvolveMode::Full)?.to_string(), "[0.  1.  2.5 4.  1.5]");
/// assert_eq!(convolve(&a, &v, ConvolveMode::Same)?.to_string(), "[1.  2.5 4. ]");
/// assert_eq!(convolve(&a, &v, ConvolveMode::Valid)?.to_string(), "[2.5]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Arrays with several axes or without elements, dtypes without a product, memory that cannot be had or is borrowed
/// elsewhere.
#[doc(alias = "numpy.convolve")]
pub fn convolve(a: &Array, v: &Array, mode: ConvolveMode) -> Result<Array> {
    let flat = |x: &Array| if x.ndim() == 0 { x.ravel() } else { Ok(x.clone()) };
    let (a, v) = (flat(a)?, flat(v)?);
    for (operand, x) in [("a", &a), ("v", &v)] {
        if x.shape()[0] == 0 {
            return Err(LinalgError::EmptyOperand { operand }.into());
        }
    }
    let (a, v) = if v.shape()[0] > a.shape()[0] { (v, a) } else { (a, v) };
    check_axes(&a, &v)?;
    let dtype = product_dtype("convolve", [&a, &v])?;
    slide("convolve", &a, &reversed(&v)?, mode, &dtype)
}

/// The cross-correlation of two arrays of one axis: `c[k] = sum of a[n + k] conj(v[n])`.
///
/// ```
/// use nd_core::{Complex, array};
/// use nd_linalg::{ConvolveMode, correlate};
/// let c = correlate(&array![1, 2, 3], &array![0.0, 1.0, 0.5], ConvolveMode::Full)?;
/// assert_eq!(c.to_string(), "[0.5 2.  3.5 3.  0. ]");
/// let turned = correlate(&array![1.0], &array![Complex::new(0.0, 1.0)], ConvolveMode::Valid)?;
/// assert_eq!(turned.to_string(), "[0.-1.j]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Arrays without elements or with another number of axes than one, dtypes without a product, memory that cannot be had or
/// is borrowed elsewhere.
#[doc(alias = "numpy.correlate")]
pub fn correlate(a: &Array, v: &Array, mode: ConvolveMode) -> Result<Array> {
    check_axes(a, v)?;
    for (operand, x) in [("first", a), ("second", v)] {
        if x.shape()[0] == 0 {
            return Err(LinalgError::EmptyArgument { operand }.into());
        }
    }
    let dtype = product_dtype("correlate", [a, v])?;
    let v = if v.dtype().kind() == 'c' { nd_ufunc::conjugate(v)? } else { v.clone() };
    if a.shape()[0] < v.shape()[0] {
        return reversed(&slide("correlate", &v, a, mode, &dtype)?)?.copy();
    }
    slide("correlate", a, &v, mode, &dtype)
}

fn check_axes(a: &Array, v: &Array) -> Result<()> {
    for x in [a, v] {
        match x.ndim() {
            0 => return Err(LinalgError::Shallow.into()),
            1 => {}
            _ => return Err(LinalgError::Deep.into()),
        }
    }
    Ok(())
}

fn reversed(x: &Array) -> Result<Array> {
    x.slice([Part::from(Slice { start: None, stop: None, step: Some(-1) })])
}

/// `out[i] = sum over j of a[i - left + j] v[j]`, for a window `v` that is not longer than `a`.
fn slide(name: &'static str, a: &Array, v: &Array, mode: ConvolveMode, dtype: &DType) -> Result<Array> {
    let (n, m) = (a.shape()[0], v.shape()[0]);
    let (left, len) = match mode {
        ConvolveMode::Valid => (0, n - m + 1),
        ConvolveMode::Same => (m / 2, n),
        ConvolveMode::Full => (m - 1, n + m - 1),
    };
    let out = empty(len, dtype)?;
    let Some(num) = dtype.native_num() else {
        for i in 0..len {
            // The part of the window that lies over `a`.
            let (from, to) = (left.saturating_sub(i), (n + left - i).min(m));
            let (a, v) = (a.slice(i + from - left..i + to - left)?, v.slice(from..to)?);
            out.slice(i)?.assign(dot(&a, &v)?)?;
        }
        return Ok(out);
    };
    // NumPy sums float16 in float32 and rounds once; so is bfloat16.
    let num = if num.is_half() { Num::F32 } else { num };
    by_kind!(num, T in [Bool, I8, U8, I16, U16, I32, U32, I64, U64, F32, F64, C64, C128] => {
        run::<T>(name, a, v, &out, left)?;
    }, else => {});
    Ok(out)
}

fn run<T: Ring + Plain>(name: &'static str, a: &Array, v: &Array, out: &Array, left: usize) -> Result<()> {
    let dtype = T::DTYPE;
    let call = CoreCall::new(name).read(a, 1, &dtype).packed().read(v, 1, &dtype).packed();
    call.write(out, 1, &dtype).packed().run(
        || (),
        |(), core| {
            let mut out = core.view_mut::<T>(2);
            if let (Some(a), Some(v), Some(out)) =
                (core.view::<T>(0).as_slice(), core.view::<T>(1).as_slice(), out.as_mut_slice())
            {
                dispatch(Sliding { a, v, out, left });
            }
            Ok(())
        },
    )
}

/// Results in one block: what is added to stays in the first-level cache.
const BLOCK: usize = 1024;

struct Sliding<'a, T> {
    a: &'a [T],
    v: &'a [T],
    out: &'a mut [T],
    left: usize,
}

impl<T: Ring> Kernel for Sliding<'_, T> {
    type Out = ();

    /// One element of the window after the other is multiplied into a block of results, so that the inner loop has no
    /// order and vectorises.
    #[inline(always)]
    fn run<I: Isa>(self) {
        for (block, out) in self.out.chunks_mut(BLOCK).enumerate() {
            out.fill(T::ZERO);
            let first = block * BLOCK;
            for (j, &weight) in self.v.iter().enumerate() {
                // Results `from..to` of the block have an element of `a` under this one of the window.
                let from = self.left.saturating_sub(j + first).min(out.len());
                let end = (self.a.len() + self.left).saturating_sub(j + first);
                let to = end.min(out.len());
                if from >= to {
                    continue;
                }
                let start = first + from + j - self.left;
                for (sum, &x) in out[from..to].iter_mut().zip(&self.a[start..start + (to - from)]) {
                    *sum = T::add_product(*sum, x, weight);
                }
            }
        }
    }
}
