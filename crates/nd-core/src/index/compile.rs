//! From an index expression to a plan, looking at shapes only.
//!
//! Integers and slices become a layout over the same bytes. If arrays or booleans take part, the axes they name are
//! left out of that layout and selected by position: the result has the axes of all index arrays broadcast together
//! (*outer*) and those of the layout that is left (*inner*). NumPy's rule says where the outer axes go: in the place
//! of the index arrays if these stand next to each other, integers included, and first if anything separates them.
//!
//! Source of the rules: `prepare_index` and `get_view_from_index` in NumPy's `mapping.c`.

#![forbid(unsafe_code)]

use super::{IndexError, Part, Slice};
use crate::array::Array;
use crate::layout::{Dims, Layout, MAX_NDIM};
use nd_dtype::{ErrorKind, Result};

/// What an index expression means for an array of some layout.
pub(super) enum Plan<'p> {
    /// The same bytes, seen otherwise.
    View {
        /// Whether an index was an array without axes, which selects what its value would but always copies.
        copy: bool,
        /// Whether there were only positions, one for each axis: what NumPy calls an element.
        element: bool,
    },
    /// The elements under a mask of the array's own shape, in C order.
    Mask(&'p Array),
    /// Elements at positions that arrays tell.
    Advanced(Advanced<'p>),
}

/// A plan with index arrays.
pub(super) struct Advanced<'p> {
    /// Where the elements lie for position zero of every index array.
    pub(super) inner: Layout,
    /// How many axes of `inner` stand before the axes of the index arrays in the result.
    pub(super) place: usize,
    /// What selects along the axes that `inner` lacks.
    pub(super) selectors: Vec<Selector<'p>>,
}

impl<'p> Advanced<'p> {
    /// A mask over a whole array of layout `from`, as lists of positions.
    pub(super) fn mask(from: &Layout, mask: &'p Array) -> Advanced<'p> {
        let inner = Layout { offset: from.offset, ..empty() };
        Advanced { inner, place: 0, selectors: vec![Selector { source: Source::Mask(mask), axis: 0 }] }
    }
}

/// One index array, and the first axis it selects along.
pub(super) struct Selector<'p> {
    pub(super) source: Source<'p>,
    pub(super) axis: usize,
}

/// What positions come from.
#[derive(Clone, Copy)]
pub(super) enum Source<'p> {
    /// An array of integers, for one axis.
    Positions(&'p Array),
    /// A mask, for as many axes as it has.
    Mask(&'p Array),
    /// A boolean without axes, for none.
    Bool(bool),
}

/// Where the index arrays stand so far.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    NotBegun,
    Going,
    Ended,
}

/// A plan under construction.
struct Builder<'a, 'p> {
    from: &'a Layout,
    /// Built where the caller wants it: moving layouts about costs as much as computing them.
    into: &'a mut Layout,
    /// The next axis of `from`.
    axis: usize,
    selectors: Vec<Selector<'p>>,
    place: usize,
    run: Run,
}

impl<'a, 'p> Builder<'a, 'p> {
    #[inline]
    fn new(from: &'a Layout, into: &'a mut Layout) -> Self {
        into.offset = from.offset;
        Builder { from, into, axis: 0, selectors: Vec::new(), place: 0, run: Run::NotBegun }
    }

    /// Moves the first element by `count` steps of the next axis.
    #[inline]
    fn skip(&mut self, count: isize) {
        self.into.offset = self.into.offset.wrapping_add_signed(count * self.from.strides[self.axis]);
    }

    #[inline]
    fn position(&mut self, index: isize) -> Result<()> {
        let size = self.from.shape[self.axis];
        let at = if index < 0 { index.wrapping_add(size as isize) } else { index };
        if at as usize >= size {
            return Err(IndexError::OutOfBounds { index: index as i64, axis: self.axis, size }.into());
        }
        self.skip(at);
        self.axis += 1;
        self.selector();
        Ok(())
    }

    #[inline]
    fn slice(&mut self, slice: Slice) -> Result<()> {
        let stride = self.from.strides[self.axis];
        let Some((start, len, step)) = slice.resolve(self.from.shape[self.axis]) else {
            return Err(IndexError::ZeroStep.into());
        };
        self.skip(start as isize);
        // Only a range of less than two positions can have a step that overflows, and nothing is reached by it then.
        self.push(len, stride.wrapping_mul(step));
        self.axis += 1;
        self.separator();
        Ok(())
    }

    #[inline]
    fn whole(&mut self, axes: usize) {
        for axis in self.axis..self.axis + axes {
            self.push(self.from.shape[axis], self.from.strides[axis]);
        }
        self.axis += axes;
        self.separator();
    }

    #[inline]
    fn new_axis(&mut self) {
        self.push(1, 0);
        self.separator();
    }

    /// Takes an index array in; tells whether it stands for a position, as one without axes does.
    fn array(&mut self, array: &'p Array) -> Result<bool> {
        match (is_mask(array)?, array.ndim()) {
            (true, 0) => self.select(Source::Bool(array.item()?), 0),
            (true, axes) => self.select(Source::Mask(array), axes),
            (false, 0) => {
                let position = array.item::<i64>().or_else(|error| match error.kind() {
                    // Beyond `i64` there is only `uint64`, and there no axis is as long.
                    ErrorKind::Overflow => Ok(i64::MAX),
                    _ => Err(error),
                })?;
                self.position(position as isize)?;
                return Ok(true);
            }
            (false, _) => self.select(Source::Positions(array), 1),
        }
        Ok(false)
    }

    fn select(&mut self, source: Source<'p>, axes: usize) {
        self.selectors.push(Selector { source, axis: self.axis });
        self.axis += axes;
        self.selector();
    }

    #[inline]
    fn push(&mut self, len: usize, stride: isize) {
        self.into.shape.push(len);
        self.into.strides.push(stride);
    }

    /// Notes something that takes part in the selection by position, if there is one.
    #[inline]
    fn selector(&mut self) {
        match self.run {
            Run::NotBegun => (self.place, self.run) = (self.into.shape.len(), Run::Going),
            Run::Going => {}
            Run::Ended => self.place = 0,
        }
    }

    /// Notes something that does not.
    #[inline]
    fn separator(&mut self) {
        if self.run == Run::Going {
            self.run = Run::Ended;
        }
    }
}

impl Slice {
    /// The first position, the number of positions and the step on an axis of length `size`; `None` if the step is
    /// zero. An empty range starts at 0.
    ///
    /// ```
    /// use nd_core::Slice;
    /// assert_eq!(Slice::from(-4..-1).resolve(10), Some((6, 3, 1)));
    /// assert_eq!(Slice::from(..).by(-1).resolve(10), Some((9, 10, -1)));
    /// ```
    #[inline]
    #[doc(alias = "indices")]
    pub fn resolve(self, size: usize) -> Option<(usize, usize, isize)> {
        let len = isize::try_from(size).unwrap_or(isize::MAX);
        let step = self.step.unwrap_or(1).max(-isize::MAX);
        if step == 0 {
            return None;
        }
        // Where an end comes to lie that is beyond the axis, in front of it or behind it.
        let (front, behind) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let clamp = |end: isize| {
            let end = if end < 0 { end + len } else { end };
            end.clamp(front, behind)
        };
        let start = self.start.map_or(if step < 0 { behind } else { front }, clamp);
        let stop = self.stop.map_or(if step < 0 { front } else { behind }, clamp);
        let count = match step {
            1 => stop.saturating_sub(start).max(0),
            _ if step > 0 && start < stop => (stop - start - 1) / step + 1,
            _ if step < 0 && stop < start => (start - stop - 1) / -step + 1,
            _ => 0,
        };
        Some(if count == 0 { (0, 0, step) } else { (start as usize, count as usize, step) })
    }
}

/// What the parts add up to, before any is looked at closely.
#[derive(Default)]
struct Census {
    /// Axes of the array that are named.
    used: usize,
    /// Of these, axes that stay.
    sliced: usize,
    added: usize,
    ellipses: usize,
    /// The most axes of an index array.
    outer: usize,
    /// Whether there are index arrays with axes, or booleans.
    advanced: bool,
}

impl Census {
    #[inline]
    fn of(parts: &[Part]) -> Result<Census> {
        let mut census = Census::default();
        for part in parts {
            match part {
                Part::Int(_) => census.used += 1,
                Part::Slice(_) => {
                    census.used += 1;
                    census.sliced += 1;
                }
                Part::Ellipsis if census.ellipses == 1 => return Err(IndexError::Ellipses.into()),
                Part::Ellipsis => census.ellipses = 1,
                Part::NewAxis => census.added += 1,
                Part::Bool(_) => census.select(0, 1),
                Part::Array(array) => match (is_mask(array)?, array.ndim()) {
                    (true, ndim) => census.select(ndim, 1),
                    (false, 0) => census.used += 1,
                    (false, ndim) => census.select(1, ndim),
                },
            }
        }
        Ok(census)
    }

    fn select(&mut self, used: usize, outer: usize) {
        self.used += used;
        self.outer = self.outer.max(outer);
        self.advanced = true;
    }

    /// Holds every mask against the axes it selects from, of which an ellipsis has `spare`; before any position is
    /// looked at, as in NumPy.
    ///
    /// # Errors
    /// [`IndexError::MaskLength`].
    fn check_masks(parts: &[Part], from: &Layout, spare: usize) -> Result<()> {
        let mut axis = 0;
        for part in parts {
            axis += match part {
                Part::NewAxis | Part::Bool(_) => 0,
                Part::Int(_) | Part::Slice(_) => 1,
                Part::Ellipsis => spare,
                Part::Array(array) if !is_mask(array)? => 1,
                Part::Array(mask) => {
                    for (i, &found) in mask.shape().iter().enumerate() {
                        let (axis, size) = (axis + i, from.shape[axis + i]);
                        if found != size {
                            return Err(IndexError::MaskLength { axis, size, found }.into());
                        }
                    }
                    mask.ndim()
                }
            };
        }
        Ok(())
    }

    /// How many axes an ellipsis stands for.
    #[inline]
    fn check(&self, from: &Layout) -> Result<usize> {
        let (ndim, used) = (from.ndim(), self.used);
        let Some(spare) = ndim.checked_sub(used) else {
            return Err(IndexError::TooMany { ndim, used }.into());
        };
        let found = spare + self.sliced + self.added + self.outer;
        if found > MAX_NDIM {
            return Err(IndexError::TooManyAxes { found }.into());
        }
        Ok(spare)
    }
}

/// A layout without axes, to compile into.
#[inline]
pub(super) fn empty() -> Layout {
    Layout { shape: Dims::empty(), strides: Dims::empty(), offset: 0 }
}

/// Whether an index array is a mask.
fn is_mask(array: &Array) -> Result<bool> {
    match array.dtype.kind() {
        'b' => Ok(true),
        'i' | 'u' => Ok(false),
        _ => Err(IndexError::NotIntegers.into()),
    }
}

/// The plan of an index for an array of layout `from`. What is seen of it, or for index arrays what is left of it, is
/// put into the empty layout `into`.
///
/// # Errors
/// [`IndexError`]; memory of an index without axes that is borrowed elsewhere.
#[inline]
pub(super) fn compile<'p>(from: &Layout, parts: &'p [Part], into: &mut Layout) -> Result<Plan<'p>> {
    let census = Census::of(parts)?;
    let spare = census.check(from)?;
    if census.advanced {
        Census::check_masks(parts, from, spare)?;
    }
    let mut builder = Builder::new(from, into);
    let mut copy = false;
    for part in parts {
        match part {
            Part::Int(index) => builder.position(*index)?,
            Part::Slice(slice) => builder.slice(*slice)?,
            Part::Ellipsis => builder.whole(spare),
            Part::NewAxis => builder.new_axis(),
            Part::Bool(mask) => builder.select(Source::Bool(*mask), 0),
            Part::Array(array) => copy |= builder.array(array)?,
        }
    }
    builder.whole(from.ndim() - builder.axis);
    if census.advanced {
        if let ([Part::Array(mask)], [Selector { source: Source::Mask(_), .. }]) =
            (parts, &builder.selectors[..])
            && mask.ndim() == from.ndim()
        {
            return Ok(Plan::Mask(mask));
        }
        let Builder { place, selectors, into, .. } = builder;
        return Ok(Plan::Advanced(Advanced { inner: core::mem::replace(into, empty()), place, selectors }));
    }
    let element = spare + census.sliced + census.added + census.ellipses == 0;
    Ok(Plan::View { copy, element })
}

/// The plan of one position along one axis.
///
/// # Errors
/// [`IndexError::OutOfBounds`].
#[inline]
pub(super) fn compile_axis(from: &Layout, axis: usize, index: isize, into: &mut Layout) -> Result<()> {
    let mut builder = Builder::new(from, into);
    builder.whole(axis);
    builder.position(index)?;
    builder.whole(from.ndim() - axis - 1);
    Ok(())
}
