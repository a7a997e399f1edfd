//! The call: options, dtypes, the output.

use crate::contract::{Tensor, contract};
use crate::error::EinsumError;
use crate::expression::Expression;
use crate::label::Label;
use crate::plan::{Optimize, plan};
use crate::subscripts::{IntoSubscripts, Subscripts};
use nd_core::{Array, Casting, DType, IntoDType, Order, Result, TypeArg, can_cast, result_type};

/// Multiplies `operands` along labelled axes and sums the labels that the output leaves out: Einstein's convention.
///
/// `subscripts` gives a letter to every axis of every operand, and after `->` those of the output; without `->` the output
/// has the letters that stand once, in alphabetical order. A letter on several axes of one operand takes their diagonal,
/// `...` stands for all other axes, which broadcast. A single operand of which nothing is summed gives a view, and
/// writing to it writes to the operand. More than two operands meet in the order that [`Optimize::greedy`] finds; see
/// [`Einsum`] for this and other options.
///
/// The result has the operands' common dtype: small integers are not widened, booleans multiply by "and" and add by "or".
///
/// ```
/// use nd_core::arange;
/// use nd_einsum::einsum;
/// let (x, y) = (arange(6).reshape((2, 3))?, arange(6).reshape((3, 2))?);
/// assert_eq!(einsum("ij,jk->ik", [&x, &y])?.to_string(), "[[10 13]\n [28 40]]"); // matrix product
/// assert_eq!(einsum("ij->j", [&x])?.to_string(), "[3 5 7]"); // sum over an axis
/// assert_eq!(einsum("ij,ji", [&x, &y])?.to_string(), "50"); // trace of the product
/// einsum("ii->i", [&x.slice((.., ..2))?])?.fill(9)?; // the diagonal is a view
/// assert_eq!(x.to_string(), "[[9 1 2]\n [3 9 5]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
///
/// # Errors
/// Subscripts that are not well formed or do not fit the operands, elements that are not numbers, memory that cannot be
/// had or is borrowed elsewhere.
#[doc(alias = "numpy.einsum")]
pub fn einsum<'a>(subscripts: impl IntoSubscripts, operands: impl AsRef<[&'a Array]>) -> Result<Array> {
    Einsum::new(subscripts).run(operands)
}

/// An Einstein summation with its optional arguments.
///
/// ```
/// use nd_core::{Casting, array, zeros};
/// use nd_einsum::{Einsum, Optimize};
/// let (x, y) = (array![[1, 2], [3, 4]], array![0.5, 1.5]);
/// let out = zeros(2, "f8")?;
/// Einsum::new("ij,j->i").out(&out).run([&x, &y])?;
/// assert_eq!(out.to_string(), "[3.5 7.5]");
/// let summation = Einsum::new("i,j,ij->").optimize(Optimize::optimal()).dtype("f4")?.casting(Casting::SameKind);
/// assert_eq!(summation.run([&y, &y, &x])?.to_string(), "13.0");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[must_use = "a summation does nothing until it is run"]
pub struct Einsum<'a> {
    subscripts: Result<Subscripts>,
    options: Options<'a>,
}

struct Options<'a> {
    optimize: Optimize,
    out: Option<&'a Array>,
    dtype: Option<DType>,
    casting: Casting,
    order: Order,
}

impl<'a> Einsum<'a> {
    /// The summation that `subscripts` say, to be given options and run.
    pub fn new(subscripts: impl IntoSubscripts) -> Einsum<'a> {
        let options = Options {
            optimize: Optimize::default(),
            out: None,
            dtype: None,
            casting: Casting::Safe,
            order: Order::K,
        };
        Einsum { subscripts: subscripts.into_subscripts(), options }
    }

    /// In which order the operands meet: an [`Optimize`], a [`ContractionPath`](crate::ContractionPath), or a bool for greedy or none.
    pub fn optimize(mut self, optimize: impl Into<Optimize>) -> Self {
        self.options.optimize = optimize.into();
        self
    }

    /// Writes the result to `out`.
    pub fn out(mut self, out: &'a Array) -> Self {
        self.options.out = Some(out);
        self
    }

    /// Multiplies and sums in `dtype`, and returns it. A result that is a view keeps the operand's.
    ///
    /// # Errors
    /// A dtype that is not understood.
    pub fn dtype(mut self, dtype: impl IntoDType) -> Result<Self> {
        self.options.dtype = Some(dtype.into_dtype()?);
        Ok(self)
    }

    /// Allows the casts that `casting` allows; `safe` if not given.
    pub fn casting(mut self, casting: Casting) -> Self {
        self.options.casting = casting;
        self
    }

    /// Lays a result that is no view out in `order`. `A` is F if all operands are Fortran-contiguous, else C; `K`, the
    /// default, is whatever comes cheapest.
    pub fn order(mut self, order: Order) -> Self {
        self.options.order = order;
        self
    }

    /// Runs the summation.
    ///
    /// # Errors
    /// As [`einsum`]; casts that the rule forbids, an output of the wrong shape or dtype or that may not be written, a path
    /// that does not fit the subscripts.
    pub fn run<'b>(self, operands: impl AsRef<[&'b Array]>) -> Result<Array> {
        self.options.run(&self.subscripts?, operands.as_ref())
    }
}

impl Options<'_> {
    fn run(&self, subscripts: &Subscripts, operands: &[&Array]) -> Result<Array> {
        let shapes: Vec<&[usize]> = operands.iter().map(|array| array.shape()).collect();
        let expression = Expression::new(subscripts, &shapes, self.out.map(Array::shape))?;
        if self.out.is_none() && expression.is_view() {
            return view(operands[0], &expression);
        }
        let dtype = self.dtype_for(operands)?;
        let core = match dtype.num() {
            // Halves are summed as singles, as in NumPy.
            Some(num) if num.is_half() => DType::F32,
            Some(num) => DType::from_num(num),
            None if dtype == DType::OBJECT => DType::OBJECT,
            None => return Err(EinsumError::NotNumbers { found: dtype }.into()),
        };
        self.check_casts(operands, &dtype)?;
        let path = plan(&expression, &self.optimize)?;
        let mut cast = Vec::with_capacity(operands.len());
        for &array in operands {
            cast.push(if *array.dtype() == core { array.clone() } else { array.astype(core.clone())? });
        }
        let result = contract(&expression, &cast, &path)?;
        self.deliver(result, &expression.output, operands, &dtype)
    }

    /// The dtype of the summation: the one asked for, or the operands' common one.
    fn dtype_for(&self, operands: &[&Array]) -> Result<DType> {
        if let Some(dtype) = &self.dtype {
            return Ok(dtype.clone());
        }
        let types: Vec<TypeArg<'_>> = operands.iter().map(|array| TypeArg::Strong(array.dtype())).collect();
        let has_products = |dtype: &DType| dtype.num().is_some() || *dtype == DType::OBJECT;
        if let Some(array) = operands.iter().find(|array| !has_products(array.dtype())) {
            return Err(EinsumError::NotNumbers { found: array.dtype().clone() }.into());
        }
        result_type(&types)
    }

    fn check_casts(&self, operands: &[&Array], dtype: &DType) -> Result<()> {
        let casting = self.casting;
        for (operand, array) in operands.iter().enumerate() {
            if !can_cast(array.dtype(), dtype, casting) {
                let (from, to) = (array.dtype().clone(), dtype.clone());
                return Err(EinsumError::OperandCast { operand, from, to, casting }.into());
            }
        }
        let Some(out) = self.out else { return Ok(()) };
        if !out.is_writeable() {
            return Err(EinsumError::ReadOnly.into());
        }
        if !can_cast(dtype, out.dtype(), casting) {
            let (from, to, operand) = (dtype.clone(), out.dtype().clone(), operands.len());
            return Err(EinsumError::OutputCast { operand, from, to, casting }.into());
        }
        Ok(())
    }

    /// Brings the result into the output, or into its dtype and order.
    fn deliver(&self, result: Tensor, labels: &[Label], operands: &[&Array], dtype: &DType) -> Result<Array> {
        let full = if result.labels.len() == labels.len() { result.array } else { result.spread(labels)? };
        if let Some(out) = self.out {
            // Through the summation's dtype, which `out` need not have: halves round once more.
            let full = if full.dtype() == dtype { full } else { full.astype(dtype.clone())? };
            out.assign(&full)?;
            return Ok(out.clone());
        }
        let order = self.order.over(operands.iter().copied());
        let laid = match order {
            Order::C => full.is_c_contiguous(),
            Order::F => full.is_f_contiguous(),
            _ => true,
        };
        // With one operand and nothing longer than one to sum, `full` is still a view of it.
        let own = !operands.iter().any(|array| array.may_share_memory(&full));
        if full.dtype() == dtype && laid && own {
            return Ok(full);
        }
        let copy = Array::zeros_in(full.shape(), dtype.clone(), order)?;
        copy.assign(&full)?;
        Ok(copy)
    }
}

/// The result of a summation that multiplies nothing and sums nothing.
fn view(operand: &Array, expression: &Expression) -> Result<Array> {
    crate::contract::by_label(operand, &expression.terms[0], &expression.output)
}
