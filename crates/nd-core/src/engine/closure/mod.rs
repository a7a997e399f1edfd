//! Functions made of a Rust closure: [`Array::map`], universal functions by [`frompyfunc`], and generalized ones by [`vectorize`].
//!
//! The closure is the user's: it runs on the calling thread, in C order, and may panic. Where an operation holds
//! borrows while it runs, what it does to the operands of its own operation fails with `Borrowed` instead of waiting for
//! itself.

pub(super) mod at;
mod call;
mod fold;
mod function;
mod run;
mod signature;
mod vectorize;

pub use call::{ClosureCall, ClosureResults};
pub use function::{Arguments, ClosureUfunc, Failing, Function, Returning, frompyfunc};
pub use signature::SignatureError;
pub use vectorize::{Vectorized, vectorize};

use crate::array::Array;
use nd_dtype::{Item, Result};

impl Array {
    /// `f` of every element, in C order, as an array of what `f` returns. Elements are cast to `T` first; strings and
    /// [`Scalar`](nd_dtype::Scalar)s are taken and returned as numbers are.
    ///
    /// ```
    /// let x = nd_core::array![1.5, 2.5];
    /// assert_eq!(x.map(|v: f64| v as i64 * 10)?.to_string(), "[10 20]");
    /// assert_eq!(x.map(|v: f64| format!("{v} m"))?.to_string(), "['1.5 m' '2.5 m']");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that does not cast to that of `T`, results without a common dtype, memory that cannot be had or is
    /// borrowed elsewhere.
    #[doc(alias = "numpy.vectorize")]
    pub fn map<T: Item, U: Item>(&self, mut f: impl FnMut(T) -> U) -> Result<Array> {
        let dtype = T::read_as(&self.dtype)?;
        run::run("map", [self], [&dtype], |[x]| Ok(run::One(f(T::read(&dtype, x)))))
    }
}
