//! The one function that times have and numbers have not.

#![forbid(unsafe_code)]

use crate::function::unary_function;

unary_function! {
/// Whether each date or span is "not a time".
///
/// ```
/// let dates = nd_core::array!["2020-01-01", "NaT"].astype("M8[D]")?;
/// assert_eq!(nd_ufunc::isnat(&dates)?.to_string(), "[False  True]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.isnat")]
isnat = nd_core::ISNAT;
}
