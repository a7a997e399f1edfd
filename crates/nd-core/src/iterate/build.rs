//! The request for an iteration, and what is checked before it begins.

#![forbid(unsafe_code)]

use super::axes::Axes;
use super::nditer::NdIter;
use super::operand::Flow;
use super::shape::{allocate, check_reduction, laid, spread, turned};
use super::{IterError, IterOperand};
use crate::array::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{IntoShape, Order, broadcast_operands};
use nd_dtype::{Casting, DType, Result, TypeArg, can_cast, promote_types, result_type};

/// The options of an iteration; made by [`nditer`], ended by [`build`](NdIterBuilder::build).
#[derive(Clone, Debug)]
#[must_use = "an iteration is made by `build`"]
pub struct NdIterBuilder {
    operands: Vec<IterOperand>,
    order: Order,
    casting: Casting,
    external_loop: bool,
    multi_index: bool,
    index: Option<Order>,
    buffer: Option<usize>,
    zerosize_ok: bool,
    reduce_ok: bool,
    common_dtype: bool,
    itershape: Option<Vec<usize>>,
}

/// Begins the request for an iteration over `operands`, which broadcast together.
///
/// ```
/// use nd_core::{IterOperand, arange, nditer};
/// let (x, y) = (arange(2).reshape((2, 1))?, arange(3));
/// let operands = [IterOperand::from(&x), IterOperand::from(&y), IterOperand::allocate()];
/// let mut it = nditer(operands).external_loop().build()?;
/// while let Some(v) = it.next().transpose()? {
///     v[2].assign(&v[0] + &v[1])?; // a stretch at a time
/// }
/// assert_eq!(it.operands()[2].to_string(), "[[0 1 2]\n [1 2 3]]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.nditer")]
pub fn nditer<T: Into<IterOperand>>(operands: impl IntoIterator<Item = T>) -> NdIterBuilder {
    NdIterBuilder {
        operands: operands.into_iter().map(Into::into).collect(),
        order: Order::K,
        casting: Casting::Safe,
        external_loop: false,
        multi_index: false,
        index: None,
        buffer: None,
        zerosize_ok: false,
        reduce_ok: false,
        common_dtype: false,
        itershape: None,
    }
}

/// Elements in a buffer, as in NumPy.
const BUFFER: usize = 8192;

impl NdIterBuilder {
    /// The order in which positions are visited: `C`, `F`, `A` (`F` if all operands are, else `C`), or `K`, as they lie in
    /// memory, which is the default.
    pub fn order(mut self, order: Order) -> Self {
        self.order = order;
        self
    }

    /// The rule that the dtypes of operands are held against (`safe` by default).
    pub fn casting(mut self, casting: Casting) -> Self {
        self.casting = casting;
        self
    }

    /// Hands out stretches of one axis, as long as possible, instead of elements (`external_loop`).
    pub fn external_loop(mut self) -> Self {
        self.external_loop = true;
        self
    }

    /// Counts the position along each axis (`multi_index`).
    pub fn multi_index(mut self) -> Self {
        self.multi_index = true;
        self
    }

    /// Counts the position in the flat array, in C or F order (`c_index`, `f_index`).
    pub fn index(mut self, order: Order) -> Self {
        self.index = Some(order);
        self
    }

    /// Lets operands have other dtypes than they are handed out in: so many elements at a time (0 for 8192) are cast to a
    /// buffer, and back when the iteration goes on (`buffered`, `buffersize`).
    pub fn buffered(mut self, size: usize) -> Self {
        self.buffer = Some(if size == 0 { BUFFER } else { size });
        self
    }

    /// Allows operands without elements, over which nothing is iterated (`zerosize_ok`).
    pub fn zerosize_ok(mut self) -> Self {
        self.zerosize_ok = true;
        self
    }

    /// Allows operands that are read and written to be repeated, so that several positions share an element (`reduce_ok`): a
    /// place to add to, for example. Stretches of such an operand are one element again and again, of which a write keeps the
    /// last; so it is for elements, or for sums of a stretch.
    ///
    /// ```
    /// use nd_core::{IterOperand, arange, nditer};
    /// let x = arange(6).reshape((2, 3))?;
    /// let sums = IterOperand::allocate_zeros().axes([Some(0), None]);
    /// let mut it = nditer([IterOperand::from(&x), sums]).reduce_ok().build()?;
    /// while let Some(v) = it.next().transpose()? {
    ///     v[1].assign(&v[0] + &v[1])?;
    /// }
    /// assert_eq!(it.operands()[1].to_string(), "[ 3 12]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn reduce_ok(mut self) -> Self {
        self.reduce_ok = true;
        self
    }

    /// Hands out all operands in the dtype that they have in common (`common_dtype`), but for those that name their own.
    pub fn common_dtype(mut self) -> Self {
        self.common_dtype = true;
        self
    }

    /// The shape to iterate over, to which all operands broadcast (`itershape`).
    ///
    /// # Errors
    /// What is no shape.
    pub fn itershape(mut self, shape: impl IntoShape) -> Result<Self> {
        self.itershape = Some(shape.into_shape().lengths()?);
        Ok(self)
    }

    /// Checks the request and allocates the operands that it asks for.
    ///
    /// # Errors
    /// [`IterError`], among them an operand that is written and would have to be repeated; shapes that do not broadcast; memory
    /// that cannot be had.
    pub fn build(self) -> Result<NdIter> {
        if self.operands.is_empty() {
            return Err(IterError::NoOperands.into());
        }
        if self.external_loop && (self.multi_index || self.index.is_some()) {
            return Err(IterError::LoopWithIndex.into());
        }
        let written = |op: &&IterOperand| op.flow != Flow::Read;
        let read_only = |op: &IterOperand| op.array.as_ref().is_some_and(|array| !array.is_writeable());
        if self.operands.iter().filter(written).any(read_only) {
            return Err(IterError::ReadOnly.into());
        }
        let shaped =
            self.operands.iter().enumerate().map(|(k, op)| spread(k, op)).collect::<Result<Vec<_>>>()?;
        let mut shapes: Vec<&[usize]> = shaped.iter().flatten().map(Array::shape).collect();
        if shapes.is_empty() {
            return Err(IterError::OnlyAllocated.into());
        }
        let is_empty = |op: &IterOperand| op.array.as_ref().is_some_and(Array::is_empty);
        if !self.zerosize_ok && self.operands.iter().any(is_empty) {
            return Err(IterError::ZeroSize.into());
        }
        shapes.extend(self.itershape.as_deref());
        let shape = broadcast_operands(&shapes)?;
        if self.itershape.as_ref().is_some_and(|asked| asked[..] != shape[..]) {
            let shapes = shapes.iter().map(|shape| shape.to_vec()).collect();
            return Err(shape_error(ShapeError::Operands { shapes }));
        }
        for (op, array) in self.operands.iter().zip(&shaped) {
            check_reduction(op, array.as_ref(), &shape, self.reduce_ok)?;
        }
        if shape.contains(&0) && !self.zerosize_ok {
            return Err(IterError::ZeroSize.into());
        }
        let dtypes = self.dtypes()?;
        let mut views = Vec::with_capacity(shaped.len());
        for (k, ((op, array), dtype)) in self.operands.iter().zip(&shaped).zip(&dtypes).enumerate() {
            views.push(match (&op.array, array) {
                (Some(own), _) if self.is_copied(op, dtype) => {
                    let copy = IterOperand { array: Some(own.astype(dtype)?), ..op.clone() };
                    spread(k, &copy)?.map(|copy| laid(&copy, &shape))
                }
                (_, array) => array.as_ref().map(|array| laid(array, &shape)),
            });
        }
        let order = self.order.over(self.operands.iter().filter_map(|op| op.array.as_ref()));
        let allocates = views.iter().any(Option::is_none);
        let index = self.index.unwrap_or_default();
        let mut axes = Axes::new(&shape, &views, order, !allocates, index);
        let views = views.into_iter().zip(&dtypes).enumerate().map(|(k, (view, dtype))| match view {
            Some(view) => Ok(view),
            None => allocate(k, &self.operands[k], &shape, dtype, &mut axes),
        });
        let views = views.collect::<Result<Vec<_>>>()?;
        if !self.multi_index {
            axes.coalesce(self.index.is_some());
        }
        let arrays = self.operands.iter().zip(&views).enumerate().map(|(k, (op, view))| match &op.array {
            Some(array) => Ok(array.clone()),
            None => turned(k, op, view),
        });
        let operands = arrays.collect::<Result<_>>()?;
        let flows = self.operands.iter().map(|op| op.flow).collect();
        Ok(NdIter::new(
            operands,
            views,
            flows,
            dtypes,
            axes,
            shape.to_vec(),
            (self.external_loop, self.multi_index, self.index.is_some()),
            self.buffer,
        ))
    }

    /// The dtypes in which elements are handed out, held against those of the operands.
    fn dtypes(&self) -> Result<Vec<DType>> {
        let own = |op: &IterOperand| {
            let array = op.array.as_ref()?;
            Some((op.dtype.clone().unwrap_or_else(|| array.dtype.clone()), array.ndim()))
        };
        let found: Vec<(DType, usize)> = self.operands.iter().filter_map(own).collect();
        let common = match &found[..] {
            [] => None,
            // The byte order of an only operand is kept, but for one without axes, as in NumPy.
            [(only, 1..)] => Some(only.clone()),
            [(only, _)] => Some(promote_types(only, only)?),
            // All at once: two by two, integers of both signs would grow before they meet a float.
            several => {
                let types: Vec<TypeArg<'_>> =
                    several.iter().map(|(dtype, _)| TypeArg::Strong(dtype)).collect();
                Some(result_type(&types)?)
            }
        };
        let rule = self.casting;
        let mut converts = false;
        let dtypes: Result<Vec<DType>> = self
            .operands
            .iter()
            .enumerate()
            .map(|(operand, op)| {
                let Some(array) = &op.array else {
                    return Ok(op.dtype.clone().or(common.clone()).unwrap_or(DType::F64));
                };
                let own = &array.dtype;
                let shared = common.clone().filter(|_| self.common_dtype);
                let Some(wanted) = &op.dtype.clone().or(shared) else { return Ok(own.clone()) };
                if op.flow != Flow::Write && !can_cast(own, wanted, rule) {
                    return Err(
                        IterError::Read { operand, from: own.clone(), to: wanted.clone(), rule }.into()
                    );
                }
                if op.flow != Flow::Read && !can_cast(wanted, own, rule) {
                    return Err(
                        IterError::Write { operand, from: wanted.clone(), to: own.clone(), rule }.into()
                    );
                }
                converts |= wanted != own && !self.is_copied(op, wanted);
                Ok(wanted.clone())
            })
            .collect();
        // A cast that the rule forbids is said first, of whichever operand.
        match dtypes {
            Ok(_) if converts && self.buffer.is_none() => Err(IterError::NotBuffered.into()),
            dtypes => dtypes,
        }
    }

    /// Whether the operand is converted once and for all: one element to be read is where there are no buffers, and others if
    /// they ask for it.
    fn is_copied(&self, op: &IterOperand, wanted: &DType) -> bool {
        let copied = |array: &Array| {
            array.dtype != *wanted && (op.copied || (array.ndim() == 0 && self.buffer.is_none()))
        };
        op.flow == Flow::Read && op.array.as_ref().is_some_and(copied)
    }
}
