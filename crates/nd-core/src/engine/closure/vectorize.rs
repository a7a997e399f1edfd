//! Generalized functions of a closure: NumPy's `vectorize` with a signature.
//!
//! The closure gets views of the cores and is called with nothing borrowed, in C order. Source of the rules:
//! `_vectorize_call_with_signature` in NumPy's `_function_base_impl.py`.

#![forbid(unsafe_code)]

use super::call::ClosureResults;
use super::function::Arguments;
use super::signature::{CoreLengths, CoreSignature, SignatureError};
use crate::array::{Array, Like, zeros};
use crate::index::Part;
use crate::layout::broadcast_shapes;
use core::array::from_fn;
use core::marker::PhantomData;
use nd_dtype::{DType, IntoDType, Result};

/// A generalized function of a closure of `N` arrays that returns `R`; made by [`vectorize`].
pub struct Vectorized<F, R, const N: usize> {
    function: F,
    signature: CoreSignature,
    otypes: Option<Vec<DType>>,
    results: PhantomData<fn() -> R>,
}

/// A generalized function that calls a Rust closure for every *core* of its operands, as the signature names them.
///
/// The signature lists the core axes of each operand and, behind the arrow, of each result: `(n),(m)->(k)`. They are the last axes of
/// the arrays; those before are *loop* axes, which broadcast together. The closure is given one read-only view of each operand, of its
/// core axes alone, and returns an array, or a tuple of two or three. A name has one length in all operands; one that only results
/// have gets its length from the first of them. Results are put together along the loop axes, in the dtypes of the first ones or
/// in those of [`otypes`](Vectorized::otypes). The first error that the closure returns ends the call.
///
/// For a closure over elements, without a signature, see [`frompyfunc`](super::frompyfunc).
///
/// ```
/// use nd_core::{arange, array, vectorize};
/// let table = vectorize("(n),(m)->(n,m)", |[x, y]| Ok(&x.expand_dims(1)? * y))?;
/// assert_eq!(table.call((&arange(2), &array![1, 10]))?.to_string(), "[[ 0  0]\n [ 1 10]]");
/// assert_eq!(table.call((&arange(6).reshape((3, 2))?, &arange(4)))?.shape(), [3, 2, 4]);
///
/// let ends = vectorize("(n)->(),()", |[row]| Ok((row.index_axis(0, 0)?, row.index_axis(0, -1)?)))?;
/// let (first, last) = ends.call(&arange(6).reshape((2, 3))?)?;
/// assert_eq!((first.to_string(), last.to_string()), ("[0 3]".into(), "[2 5]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Text that is no signature; a closure with another number of arguments or of results than the signature has.
#[doc(alias = "numpy.vectorize")]
pub fn vectorize<F, R, const N: usize>(signature: &str, function: F) -> Result<Vectorized<F, R, N>>
where
    F: Fn([&Array; N]) -> Result<R>,
    R: ClosureResults,
{
    let signature = CoreSignature::parse(signature)?;
    let (expected, got) = (signature.inputs.len(), N);
    if expected != got {
        return Err(SignatureError::Arguments { expected, got }.into());
    }
    let (expected, got) = (signature.outputs.len(), R::COUNT);
    if expected != got {
        return Err(SignatureError::Outputs { expected, got }.into());
    }
    Ok(Vectorized { function, signature, otypes: None, results: PhantomData })
}

impl<F, R, const N: usize> Vectorized<F, R, N>
where
    F: Fn([&Array; N]) -> Result<R>,
    R: ClosureResults,
{
    /// The same function with results of these dtypes, one for each: results are cast to them, whatever that loses, and a
    /// call over no cores at all gives empty arrays.
    ///
    /// ```
    /// use nd_core::{arange, vectorize, zeros};
    /// let first = vectorize("(n)->()", |[x]| x.index_axis(0, 0))?;
    /// assert!(first.call(&zeros((0, 3), "i8")?).is_err());
    /// let first = first.otypes(["f4"])?;
    /// assert_eq!(first.call(&arange(6).reshape((2, 3))?)?.to_string(), "[0. 3.]");
    /// assert_eq!(first.call(&zeros((0, 3), "i8")?)?.to_string(), "[]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// What is no dtype; another number of them than there are results.
    pub fn otypes<D: IntoDType>(mut self, dtypes: impl IntoIterator<Item = D>) -> Result<Self> {
        let dtypes = dtypes.into_iter().map(IntoDType::into_dtype).collect::<Result<Vec<_>>>()?;
        let (expected, got) = (R::COUNT, dtypes.len());
        if expected != got {
            return Err(SignatureError::OTypes { expected, got }.into());
        }
        self.otypes = Some(dtypes);
        Ok(self)
    }

    /// The function of operands whose loop axes broadcast together.
    ///
    /// ```
    /// use nd_core::{arange, vectorize};
    /// let ends = vectorize("(n)->(m)", |[x]| x.get([0, -1]))?;
    /// assert_eq!(ends.call(&arange(12).reshape((2, 2, 3))?)?.to_string(), "[[[ 0  2]\n  [ 3  5]]\n\n [[ 6  8]\n  [ 9 11]]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`SignatureError`]: another number of operands than the closure takes, operands or results with fewer axes than their
    /// cores, one name with two lengths, no cores at all and no [`otypes`](Vectorized::otypes). Loop axes that do not broadcast;
    /// results of other shapes than the first, memory that cannot be had or is borrowed elsewhere; what the closure
    /// itself fails with.
    #[doc(alias = "__call__")]
    pub fn call(&self, operands: impl Arguments) -> Result<R> {
        operands.with_arrays(|operands| self.call_over(operands))
    }

    fn call_over(&self, operands: &[&Array]) -> Result<R> {
        let CoreSignature { inputs, outputs } = &self.signature;
        let Ok(operands) = <[&Array; N]>::try_from(operands) else {
            return Err(SignatureError::Arguments { expected: N, got: operands.len() }.into());
        };
        let mut lengths = CoreLengths::default();
        let mut loops = Vec::with_capacity(N);
        for (operand, core) in operands.iter().zip(inputs) {
            lengths.update(operand.shape(), core)?;
            loops.push(&operand.shape()[..operand.ndim() - core.len()]);
        }
        let loops = broadcast_shapes(&loops)?;
        let mut stretched = Vec::with_capacity(N);
        for (operand, core) in operands.iter().zip(inputs) {
            // Every name in it has its length now.
            stretched.push(operand.broadcast_to(lengths.shape(&loops, core).unwrap_or_default())?);
        }
        let mut arrays = Vec::new();
        let mut index = vec![Part::Int(0); loops.len()];
        for at in 0..loops.iter().product() {
            let mut left: usize = at;
            for (part, &n) in index.iter_mut().zip(&loops).rev() {
                *part = Part::Int((left % n) as isize);
                left /= n;
            }
            let cores = stretched.iter().map(|array| array.slice(&index[..])).collect::<Result<Vec<_>>>()?;
            let results = (self.function)(from_fn(|i| &cores[i]))?.into_arrays();
            if at == 0 {
                arrays = self.room(&loops, &mut lengths, &results)?;
            }
            for (array, result) in arrays.iter().zip(&results) {
                array.set(&index[..], result)?;
            }
        }
        if arrays.is_empty() {
            let dtypes = self.otypes.as_ref().ok_or(SignatureError::Empty)?;
            for (dtype, core) in dtypes.iter().zip(outputs) {
                let shape = lengths.shape(&loops, core).ok_or(SignatureError::EmptyNew)?;
                arrays.push(zeros(shape, dtype)?);
            }
        }
        let (expected, got) = (outputs.len(), arrays.len());
        R::of(|i| Ok(arrays.get(i).cloned().ok_or(SignatureError::Outputs { expected, got })?))
    }

    /// Arrays for all results, like the first ones.
    fn room(&self, loops: &[usize], lengths: &mut CoreLengths, first: &[Array]) -> Result<Vec<Array>> {
        let outputs = &self.signature.outputs;
        for (result, core) in first.iter().zip(outputs) {
            lengths.update(result.shape(), core)?;
        }
        let room = first.iter().zip(outputs).enumerate().map(|(i, (result, core))| {
            let like = Like::of(result).shape(lengths.shape(loops, core).unwrap_or_default());
            match &self.otypes {
                Some(dtypes) => like.dtype(&dtypes[i])?.empty(),
                None => like.empty(),
            }
        });
        room.collect()
    }
}
