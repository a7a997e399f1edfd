//! Universal functions of a closure: NumPy's `frompyfunc` and `vectorize`.

use super::super::arg::{Arg, Operand};
use super::super::elementwise::UfuncError;
use super::super::reduce::Initial;
use super::call::ClosureResults;
use super::run::{One, run};
use crate::array::Array;
use core::marker::PhantomData;
use nd_dtype::{Item, Result};

/// The name of these functions in messages.
pub(super) const NAME: &str = "frompyfunc";

/// A closure of one to four [`Item`]s that returns one, or a tuple of two or three, or a [`Result`] of one. `Args` is the tuple
/// of what it takes; for several results [`Returning`] of that and of the tuple of what it returns, and [`Failing`] of that and of
/// what it returns if it may fail.
pub trait Function<Args> {
    /// How many operands there are.
    const NIN: usize;

    /// How many results there are.
    const NOUT: usize;

    /// The array of the results, or a tuple of arrays.
    type Results: ClosureResults;

    /// Calls the closure for every position of the operands' common shape.
    ///
    /// # Errors
    /// As [`ClosureUfunc::call`].
    fn call_over(&self, operands: &[&Array]) -> Result<Self::Results>;
}

/// The arguments and the results of a closure that returns a tuple.
pub struct Returning<Args, Results>(PhantomData<fn(Args) -> Results>);

/// The arguments and the result of a closure that may fail.
pub struct Failing<Args, R>(PhantomData<fn(Args) -> R>);

// impl<F: Fn(A, B) -> R> Function<(A, B)> for F { .. } and so on, for one to four arguments.
macro_rules! functions {
    // $n: how many; $item: the type of an argument; $x: its dtype and its element.
    ($($n:literal: $($item:ident $dtype:ident $x:ident),+;)*) => { $(
        functions!(@one $n, 1: ($($item,)+), R, Array, (R: Item), |value: R| Ok(One(value)), $($item $dtype $x),+);
        functions!(@one $n, 1: Failing<($($item,)+), R>, Result<R>, Array, (R: Item), |value: Result<R>| value.map(One),
            $($item $dtype $x),+);
        functions!(@one $n, 2: Returning<($($item,)+), (R, S)>, (R, S), (Array, Array), (R: Item, S: Item), Ok,
            $($item $dtype $x),+);
        functions!(@one $n, 3: Returning<($($item,)+), (R, S, T)>, (R, S, T), (Array, Array, Array),
            (R: Item, S: Item, T: Item), Ok, $($item $dtype $x),+);
    )* };
    // $outcome: what makes what `run` keeps of what the closure returns.
    (@one $n:literal, $nout:literal: $args:ty, $returns:ty, $arrays:ty, ($($bounds:tt)+), $outcome:expr,
        $($item:ident $dtype:ident $x:ident),+) => {
        impl<F, $($bounds)+, $($item: Item),+> Function<$args> for F
        where
            F: Fn($($item),+) -> $returns,
        {
            const NIN: usize = $n;
            const NOUT: usize = $nout;
            type Results = $arrays;

            fn call_over(&self, operands: &[&Array]) -> Result<$arrays> {
                let Ok(operands) = <[&Array; $n]>::try_from(operands) else {
                    return Err(UfuncError::ArgumentCount { name: NAME, wanted: $n, found: operands.len() }.into());
                };
                let [$($x),+] = operands;
                $(let $dtype = $item::read_as(&$x.dtype)?;)+
                let outcome = $outcome;
                run(NAME, operands, [$(&$dtype),+], |[$($x),+]| outcome(self($($item::read(&$dtype, $x)),+)))
            }
        }
    };
}
functions! {
    1: A a_dtype a;
    2: A a_dtype a, B b_dtype b;
    3: A a_dtype a, B b_dtype b, C c_dtype c;
    4: A a_dtype a, B b_dtype b, C c_dtype c, D d_dtype d;
}

/// The operands of a [`ClosureUfunc`]: an array, or a tuple of one to four arrays, scalars and literals.
pub trait Arguments {
    /// Calls `f` with the operands as arrays.
    ///
    /// # Errors
    /// What `f` fails with; a literal of more than 64 bits.
    fn with_arrays<R>(self, f: impl FnOnce(&[&Array]) -> Result<R>) -> Result<R>;
}

fn with<R>(args: &[Arg<'_>], f: impl FnOnce(&[&Array]) -> Result<R>) -> Result<R> {
    let arrays = args.iter().map(Arg::to_array).collect::<Result<Vec<_>>>()?;
    f(&arrays.iter().collect::<Vec<_>>())
}

impl Arguments for &Array {
    fn with_arrays<R>(self, f: impl FnOnce(&[&Array]) -> Result<R>) -> Result<R> {
        f(&[self])
    }
}

// impl<A: Operand, B: Operand> Arguments for (A, B) { .. } and so on.
macro_rules! arguments {
    ($($($item:ident $x:ident),+;)*) => { $(
        impl<$($item: Operand),+> Arguments for ($($item,)+) {
            fn with_arrays<R>(self, f: impl FnOnce(&[&Array]) -> Result<R>) -> Result<R> {
                let ($($x,)+) = &self;
                with(&[$($x.operand()),+], f)
            }
        }
    )* };
}
arguments! { A a; A a, B b; A a, B b, C c; A a, B b, C c, D d; }

/// A universal function of a closure; made by [`frompyfunc`].
pub struct ClosureUfunc<F, Args> {
    pub(super) function: F,
    pub(super) identity: Option<Initial>,
    arguments: PhantomData<fn(Args)>,
}

/// A universal function that calls a Rust closure of one to four arguments for each element.
///
/// The closure takes what the types of its arguments say: a number, to which elements are cast; a `String`, the text of an
/// element; or a [`Scalar`](nd_dtype::Scalar), whatever the array holds. Its results make an array of their type: numbers of their dtype,
/// strings as text of the width of the longest, scalars of the dtype that they have in common. A closure that returns a tuple of
/// two or three such values gives as many arrays. One that returns a [`Result`] stops the call with its first error.
///
/// ```
/// use nd_core::{Scalar, array, frompyfunc};
/// let demo = frompyfunc(|x: Scalar, y: Scalar| format!("f({x}, {y})"));
/// let (a, b) = (array![[0, 1], [2, 3]], array![0, 1]);
/// assert_eq!(demo.call((&a, &b))?.to_string(), "[['f(0, 0)' 'f(1, 1)']\n ['f(2, 0)' 'f(3, 1)']]");
/// assert_eq!(demo.outer(&b, &b)?.shape(), [2, 2]);
///
/// let (whole, rest) = frompyfunc(|x: i64, y: i64| (x / y, x % y)).call((&array![7, 8], 3))?;
/// assert_eq!((whole.to_string(), rest.to_string()), ("[2 2]".into(), "[1 2]".into()));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.frompyfunc", alias = "numpy.vectorize")]
pub fn frompyfunc<F: Function<Args>, Args>(function: F) -> ClosureUfunc<F, Args> {
    ClosureUfunc { function, identity: None, arguments: PhantomData }
}

impl<F: Function<Args>, Args> ClosureUfunc<F, Args> {
    /// The function of operands that broadcast together, called in C order on this thread.
    ///
    /// ```
    /// use nd_core::{array, frompyfunc};
    /// let clip = frompyfunc(|x: f64, low: f64, high: f64| x.clamp(low, high));
    /// assert_eq!(clip.call((&array![0.5, 2.0, -1.0], 0, 1))?.to_string(), "[0.5 1.  0. ]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another number of operands than the closure takes, shapes that do not broadcast, elements that do not convert to
    /// what it takes, results without a common dtype, memory that cannot be had or is borrowed elsewhere; what the closure
    /// itself fails with.
    #[doc(alias = "__call__")]
    pub fn call(&self, operands: impl Arguments) -> Result<F::Results> {
        self.with(operands).run()
    }

    /// The same function with an identity: what folds of nothing give, and what allows folds over several axes at once.
    ///
    /// ```
    /// use nd_core::{arange, axis, frompyfunc, zeros};
    /// let sum = frompyfunc(|x: i64, y: i64| x + y).identity(0);
    /// assert_eq!(sum.reduce(&arange(8).reshape((2, 2, 2))?, [0, 2])?.to_string(), "[10 18]");
    /// assert_eq!(sum.reduce(&zeros(0, "i8")?, 0)?.to_string(), "0");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn identity(mut self, identity: impl Into<Initial>) -> Self {
        self.identity = Some(identity.into());
        self
    }

    /// The function of every element of `x` with every element of `y`: the shape is that of `x` followed by that of `y`.
    ///
    /// ```
    /// use nd_core::{arange, frompyfunc};
    /// let table = frompyfunc(|x: i64, y: i64| 10 * x + y).outer(&arange(2), &arange(3))?;
    /// assert_eq!(table.to_string(), "[[ 0  1  2]\n [10 11 12]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A closure of other than two arguments; otherwise as [`ClosureUfunc::call`].
    pub fn outer(&self, x: &Array, y: &Array) -> Result<F::Results> {
        if F::NIN != 2 {
            return Err(UfuncError::OuterUnary.into());
        }
        let shape = [x.shape(), &vec![1; y.ndim()][..]].concat();
        self.function.call_over(&[&x.reshape(&shape)?, y])
    }
}
