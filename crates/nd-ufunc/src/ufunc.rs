//! The universal function as a value, and the builder for calls with options.

#![forbid(unsafe_code)]

use nd_core::{
    Arg, Array, CallOptions, Casting, Elementwise, Identity, IntoDType, Operand, Order, ReduceOptions, Result,
};

/// A universal function: an elementwise function with NumPy's methods.
///
/// ```
/// use nd_core::{arange, axis};
/// use nd_ufunc::add;
/// let x = arange(6).reshape((2, 3))?;
/// assert_eq!(add::UFUNC.reduce(&x, axis(0))?.to_string(), "[3 5 7]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Ufunc(&'static Elementwise);

impl Ufunc {
    /// The function that computes `elementwise`.
    pub const fn new(elementwise: &'static Elementwise) -> Ufunc {
        Ufunc(elementwise)
    }

    /// NumPy's name.
    pub fn name(&self) -> &'static str {
        self.0.name
    }

    /// Number of inputs.
    pub fn nin(&self) -> usize {
        self.0.nin
    }

    /// Number of outputs.
    pub fn nout(&self) -> usize {
        self.0.nout
    }

    /// What reducing nothing gives.
    pub fn identity(&self) -> Identity {
        self.0.identity
    }

    /// A call of one operand, to be given options and run.
    pub fn with_one<'a>(&self, x: &'a (impl Operand + ?Sized)) -> Call<'a> {
        Call { function: self.0, args: vec![x.operand()], options: CallOptions::default() }
    }

    /// A call of two operands, to be given options and run.
    pub fn with_two<'a>(&self, x: &'a (impl Operand + ?Sized), y: &'a (impl Operand + ?Sized)) -> Call<'a> {
        Call { function: self.0, args: vec![x.operand(), y.operand()], options: CallOptions::default() }
    }

    /// Folds along axes; see [`Elementwise::reduce`].
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "numpy.ufunc.reduce")]
    pub fn reduce<'a>(&self, array: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.0.reduce(array, &options.into())
    }

    /// The running fold along `axis`; see [`Elementwise::accumulate`].
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "numpy.ufunc.accumulate")]
    pub fn accumulate(&self, array: &Array, axis: isize) -> Result<Array> {
        self.0.accumulate(array, axis, None, None)
    }

    /// The function of every pair of elements: the result has the axes of `x`, then those of `y`.
    ///
    /// ```
    /// use nd_core::array;
    /// let table = nd_ufunc::multiply::outer(&array![1, 2], &array![10, 20, 30])?;
    /// assert_eq!(table.to_string(), "[[10 20 30]\n [20 40 60]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As a call of the function; more axes than an array can have.
    #[doc(alias = "numpy.ufunc.outer")]
    pub fn outer(&self, x: &Array, y: &Array) -> Result<Array> {
        let added: Vec<isize> = (x.ndim()..x.ndim() + y.ndim()).map(|axis| axis as isize).collect();
        let x = x.expand_dims(added)?;
        self.0.binary(Arg::Array(&x), Arg::Array(y))
    }
}

/// A call of a universal function with its optional arguments.
#[derive(Clone)]
#[must_use = "a call does nothing until it is run"]
pub struct Call<'a> {
    function: &'static Elementwise,
    args: Vec<Arg<'a>>,
    options: CallOptions<'a>,
}

impl<'a> Call<'a> {
    /// Writes the result to `out`, whose shape the operands broadcast to.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.options.out = Some(out);
        self
    }

    /// Computes only where `mask` is true; elsewhere `out` keeps its values, or the result is zero if there is no `out`.
    pub fn where_(mut self, mask: &'a Array) -> Self {
        self.options.where_ = Some(mask);
        self
    }

    /// Computes and returns `dtype`.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.options.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Allows the casts that `casting` allows; `same_kind` if not given.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.options.casting = Some(casting);
        self
    }

    /// Lays a result that the call allocates out in `order`; `K` if not given.
    pub fn order(mut self, order: Order) -> Self {
        self.options.order = Some(order);
        self
    }

    /// Runs the call.
    ///
    /// # Errors
    /// As [`Elementwise::call`].
    pub fn run(self) -> Result<Array> {
        self.function.call(&self.args, &self.options)
    }
}
