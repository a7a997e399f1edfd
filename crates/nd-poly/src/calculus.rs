//! Derivatives and integrals.

use crate::PolyError;
use crate::arithmetic::flat;
use nd_core::{Array, Operand, Result, concatenate, full, try_arange, zeros};
use nd_index::s;
use nd_ufunc::{divide, multiply};

/// The `m`-th derivative.
///
/// ```
/// use nd_core::array;
/// assert_eq!(nd_poly::polyder(&array![1, 1, 1, 1], 1)?.to_string(), "[3 2 1]");
/// assert_eq!(nd_poly::polyder(&array![1, 1, 1, 1], 3)?.to_string(), "[6]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Dtypes without a product, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polyder")]
pub fn polyder(p: &Array, m: usize) -> Result<Array> {
    let mut p = flat(p)?;
    for k in 0..m {
        // Nothing is the derivative of nothing.
        if p.size() == 0 && k > 0 {
            break;
        }
        let powers = try_arange((p.size() as i64 - 1, 0, -1))?;
        p = multiply(&p.slice(s![..-1])?, &powers)?;
    }
    Ok(p)
}

/// The `m`-th integral. `constants` are those of integration, the first for the first integral: one number for all or a
/// list of them; zeros by default in NumPy.
///
/// ```
/// use nd_core::array;
/// let p = array![1.0, 1.0, 1.0];
/// assert_eq!(nd_poly::polyint(&p, 1, 0)?.to_string(), "[0.33333333 0.5        1.         0.        ]");
/// assert_eq!(nd_poly::polyint(&array![6.0], 3, &array![6, 5, 3])?.to_string(), "[1. 3. 5. 3.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Fewer constants than integrals, dtypes without a quotient, memory that cannot be had or is borrowed elsewhere.
#[doc(alias = "numpy.polyint")]
pub fn polyint(p: &Array, m: usize, constants: impl Operand) -> Result<Array> {
    let constants = match constants.operand() {
        nd_core::Arg::Array(array) => flat(array)?,
        scalar => full(1, scalar)?,
    };
    let constants = if constants.size() == 1 && m > 1 { constants.broadcast_to([m])? } else { constants };
    if constants.ndim() != 1 || constants.size() < m {
        return Err(PolyError::Constants.into());
    }
    let mut p = flat(p)?;
    for i in 0..m {
        let powers = try_arange((p.size() as i64, 0, -1))?;
        let constant = constants.slice(s![i as isize..i as isize + 1])?;
        p = concatenate(&[&divide(&p, &powers)?, &constant], 0)?;
    }
    if m == 0 && p.size() == 0 { zeros(0, "f8") } else { Ok(p) }
}
