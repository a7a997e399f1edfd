//! The request for an iteration, and what is checked before it begins.

#![forbid(unsafe_code)]

use super::axes::Axes;
use super::masks::{check_dtype, check_reduced, mask_of};
use super::nditer::NdIter;
use super::operand::{Flow, Use};
use super::shape::{allocate, check_reduction, laid, spread, turned};
use super::{IterError, IterOperand};
use crate::array::Array;
use crate::error::{ShapeError, shape_error};
use crate::layout::{IntoShape, Order, broadcast_operands};
use nd_dtype::{Casting, DType, Result};

/// The options of an iteration; made by [`nditer`], ended by [`build`](NdIterBuilder::build).
#[derive(Clone, Debug)]
#[must_use = "an iteration is made by `build`"]
pub struct NdIterBuilder {
    pub(super) operands: Vec<IterOperand>,
    order: Order,
    pub(super) casting: Casting,
    external_loop: bool,
    multi_index: bool,
    index: Option<Order>,
    pub(super) buffer: Option<usize>,
    zerosize_ok: bool,
    reduce_ok: bool,
    pub(super) common_dtype: bool,
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
        let mask = mask_of(&self.operands)?;
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
        let uses = self.uses(&views, &dtypes, &axes, mask)?;
        if !self.multi_index {
            axes.coalesce(self.index.is_some());
        }
        let arrays = self.operands.iter().zip(&views).enumerate().map(|(k, (op, view))| match &op.array {
            Some(array) => Ok(array.clone()),
            None => turned(k, op, view),
        });
        let operands = arrays.collect::<Result<_>>()?;
        Ok(NdIter::new(
            operands,
            views,
            uses,
            dtypes,
            axes,
            shape.to_vec(),
            (self.external_loop, self.multi_index, self.index.is_some()),
            self.buffer,
        ))
    }

    /// What is done with every operand, of axes that are in order.
    fn uses(&self, views: &[Array], dtypes: &[DType], axes: &Axes, mask: Option<usize>) -> Result<Vec<Use>> {
        let mut uses = Vec::with_capacity(views.len());
        for (k, (op, dtype)) in self.operands.iter().zip(dtypes).enumerate() {
            // An operand that was copied lies as it should.
            let misaligned = op.is_misaligned() && !self.is_copied(op, dtype);
            let step = axes.axes.last().map_or(0, |axis| axis.steps[k]);
            let apart = op.contiguous && step != dtype.itemsize() as isize;
            if apart && self.buffer.is_none() {
                return Err(IterError::NotContiguous.into());
            }
            let buffered = misaligned || apart;
            uses.push(Use { flow: op.flow, buffered, mask: mask.filter(|_| op.masked) });
        }
        check_reduced(&self.operands, mask, axes)?;
        for ((own, view), dtype) in uses.iter().zip(views).zip(dtypes) {
            if let Some(mask) = own.mask.filter(|_| own.buffered || view.dtype != *dtype) {
                check_dtype(&views[mask].dtype)?;
            }
        }
        Ok(uses)
    }
}
