//! The universal function as a value, and the builder for calls with options.

#![forbid(unsafe_code)]

use nd_core::{
    Arg, Array, CallOptions, Casting, DType, Elementwise, Identity, IntoDType, IntoIndex, Operand, Order,
    ReduceOptions, Result, UfuncError,
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
#[doc(alias = "numpy.ufunc")]
#[derive(Clone, Copy, Debug)]
pub struct Ufunc(&'static Elementwise);

impl Ufunc {
    /// The function that computes `elementwise`.
    pub const fn new(elementwise: &'static Elementwise) -> Ufunc {
        Ufunc(elementwise)
    }

    /// The function of NumPy's name, for names that a program learns as it runs.
    ///
    /// ```
    /// let hypot = nd_ufunc::Ufunc::named("hypot").expect("a function of the catalogue");
    /// assert_eq!(hypot.reduce(&nd_core::array![3.0, 4.0], ..)?.to_string(), "5.0");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn named(name: &str) -> Option<Ufunc> {
        crate::generated::functions::ALL.iter().find(|function| function.name() == name).copied()
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

    /// Number of inputs and outputs.
    #[doc(alias = "numpy.ufunc.nargs")]
    pub fn nargs(&self) -> usize {
        self.0.nin + self.0.nout
    }

    /// Number of signatures.
    #[doc(alias = "numpy.ufunc.ntypes")]
    pub fn ntypes(&self) -> usize {
        self.0.signatures.len()
    }

    /// The dtypes of the signatures, inputs and then outputs, in the order in which they are tried.
    ///
    /// ```
    /// use nd_core::DType;
    /// assert_eq!(nd_ufunc::less::UFUNC.types()[1], [DType::I8, DType::I8, DType::BOOL]);
    /// ```
    #[doc(alias = "numpy.ufunc.types")]
    pub fn types(&self) -> Vec<Vec<DType>> {
        let types = |s: &nd_core::Signature| {
            s.takes.iter().chain(&s.computes[self.0.nin..]).map(|num| DType::from_num(*num)).collect()
        };
        self.0.signatures.iter().map(types).collect()
    }

    /// The core axes of a generalized function; these functions work on single elements and have none.
    #[doc(alias = "numpy.ufunc.signature")]
    pub fn signature(&self) -> Option<&'static str> {
        None
    }

    /// The dtypes that a call with operands of `dtypes` computes in: inputs, then outputs.
    ///
    /// ```
    /// use nd_core::DType;
    /// let dtypes = nd_ufunc::add::UFUNC.resolve_dtypes(&[DType::I32, DType::F32])?;
    /// assert_eq!(dtypes, [DType::F64; 3]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As a call of the function: another number of dtypes, dtypes that no signature takes.
    #[doc(alias = "numpy.ufunc.resolve_dtypes")]
    pub fn resolve_dtypes(&self, dtypes: &[DType]) -> Result<Vec<DType>> {
        self.0.resolve_dtypes(dtypes)
    }

    /// What reducing nothing gives.
    pub fn identity(&self) -> Identity {
        self.0.identity
    }

    /// A call of one operand, to be given options and run.
    pub fn with_one<'a>(&self, x: &'a (impl Operand + ?Sized)) -> Call<'a> {
        Call::new(self.0, vec![x.operand()])
    }

    /// A call of two operands, to be given options and run.
    pub fn with_two<'a>(&self, x: &'a (impl Operand + ?Sized), y: &'a (impl Operand + ?Sized)) -> Call<'a> {
        Call::new(self.0, vec![x.operand(), y.operand()])
    }

    /// Folds along axes; see [`Elementwise::reduce`].
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "numpy.ufunc.reduce")]
    pub fn reduce<'a>(&self, array: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.0.reduce(array, &options.into())
    }

    /// The running fold along one axis, or over all elements in C order; see [`Elementwise::accumulate_over`].
    ///
    /// # Errors
    /// As there.
    #[doc(alias = "numpy.ufunc.accumulate")]
    pub fn accumulate<'a>(&self, array: &Array, options: impl Into<ReduceOptions<'a>>) -> Result<Array> {
        self.0.accumulate_over(array, &options.into())
    }

    /// The folds of stretches along one axis, or along the first for `..`: stretch `i` goes from `starts[i]` to
    /// `starts[i + 1]`, the last one to the end; one that would be empty is its first element.
    ///
    /// ```
    /// use nd_core::{arange, array};
    /// let sums = nd_ufunc::add::reduceat(&arange(8), &array![0, 4, 1, 5], ..)?;
    /// assert_eq!(sums.to_string(), "[ 6  4 10 18]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Elementwise::reduceat`].
    #[doc(alias = "numpy.ufunc.reduceat")]
    pub fn reduceat<'a>(
        &self,
        array: &Array,
        starts: &Array,
        options: impl Into<ReduceOptions<'a>>,
    ) -> Result<Array> {
        self.0.reduceat(array, starts, &options.into())
    }

    /// Applies a function of two operands in place to the elements of `array` at `index`, as often as the index names
    /// each.
    ///
    /// ```
    /// let x = nd_core::arange(4);
    /// nd_ufunc::add::at(&x, [0, 0, 2], 10)?;
    /// assert_eq!(x.to_string(), "[20  1 12  3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Elementwise::at`].
    #[doc(alias = "numpy.ufunc.at")]
    pub fn at(&self, array: &Array, index: impl IntoIndex, value: impl Operand) -> Result<()> {
        self.0.at(array, index, Some(&value.operand()))
    }

    /// [`Ufunc::at`] of a function of one operand.
    ///
    /// ```
    /// let x = nd_core::arange(4);
    /// nd_ufunc::negative::at(&x, [1, 1, 2])?;
    /// assert_eq!(x.to_string(), "[ 0  1 -2  3]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Elementwise::at`].
    pub fn at_one(&self, array: &Array, index: impl IntoIndex) -> Result<()> {
        self.0.at(array, index, None)
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
        self.with_two(x, y).outer().run()
    }
}

/// A call of a universal function with its optional arguments.
#[derive(Clone)]
#[must_use = "a call does nothing until it is run"]
pub struct Call<'a> {
    function: &'static Elementwise,
    args: Vec<Arg<'a>>,
    options: CallOptions<'a>,
    second: Option<&'a Array>,
    outer: bool,
}

impl<'a> Call<'a> {
    pub(crate) fn new(function: &'static Elementwise, args: Vec<Arg<'a>>) -> Call<'a> {
        Call { function, args, options: CallOptions::default(), second: None, outer: false }
    }

    /// Computes for every pair of elements: the result has the axes of the first operand, then those of the second.
    ///
    /// ```
    /// use nd_core::array;
    /// let table = nd_core::zeros((2, 2), "f4")?;
    /// nd_ufunc::add::with(&array![1, 2], &array![10, 20]).outer().out(&table).run()?;
    /// assert_eq!(table.to_string(), "[[11. 21.]\n [12. 22.]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    #[doc(alias = "numpy.ufunc.outer")]
    pub fn outer(mut self) -> Self {
        self.outer = true;
        self
    }

    /// Writes both results of a function that has two to `first` and `second`.
    pub fn outs(mut self, first: &'a Array, second: &'a Array) -> Self {
        self.options.out = Some(first);
        self.second = Some(second);
        self
    }

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
        let first = self.first()?;
        self.function.call(&self.args(first.as_ref()), &self.options)
    }

    /// The first operand of an outer call, with an axis of length one for each of the second.
    fn first(&self) -> Result<Option<Array>> {
        let [x, y] = &self.args[..] else {
            return if self.outer { Err(UfuncError::OuterUnary.into()) } else { Ok(None) };
        };
        match x {
            Arg::Array(x) if self.outer => {
                let added = x.ndim()..x.ndim() + y.shape().len();
                x.expand_dims(added.map(|axis| axis as isize).collect::<Vec<_>>()).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn args<'b>(&'b self, first: Option<&'b Array>) -> Vec<Arg<'b>> {
        let given = first.map(Arg::Array).or_else(|| self.args.first().cloned());
        given.into_iter().chain(self.args.iter().skip(1).cloned()).collect()
    }

    /// Runs the call of a function with two results.
    ///
    /// # Errors
    /// As [`Elementwise::call_all`]; a function of one result.
    pub fn run_pair(self) -> Result<(Array, Array)> {
        let (outs, first) = ([self.options.out, self.second], self.first()?);
        let results = self.function.call_all(&self.args(first.as_ref()), &outs, &self.options)?;
        match <[Array; 2]>::try_from(results) {
            Ok([first, second]) => Ok((first, second)),
            Err(_) => Err(UfuncError::AtArity { what: "pair of outputs" }.into()),
        }
    }
}
