//! The one loop over closures: broadcast operands in, in the dtypes that the closure takes; its results out.

use super::super::operand::View;
use super::super::output;
use super::super::scratch::Scratch;
use super::super::transfer::Transfer;
use super::super::walk::Walk;
use crate::array::Array;
use crate::buffer::{Access, acquire, enter_operation};
use crate::error::{ShapeError, room, shape_error};
use crate::layout::{Order, broadcast_operands, checked_bytes};
use nd_dtype::{DType, Item, Result};

/// What a closure returns for one position: [`One`] item, or a tuple of several.
pub(super) trait Outcome: Sized {
    /// Where outcomes are kept.
    type Kept;
    /// The arrays of all.
    type Arrays;

    /// Room for one outcome per position of `shape`.
    ///
    /// # Errors
    /// Memory that cannot be had.
    fn room(shape: &[usize]) -> Result<Self::Kept>;

    /// Keeps the next one in C order.
    ///
    /// # Errors
    /// A value that its dtype does not take.
    fn keep(self, kept: &mut Self::Kept) -> Result<()>;

    /// The arrays of all outcomes.
    ///
    /// # Errors
    /// Values without a common dtype; memory that cannot be had.
    fn arrays(kept: Self::Kept, shape: &[usize]) -> Result<Self::Arrays>;
}

/// One item.
pub(super) struct One<R>(pub(super) R);

impl<R: Item> Outcome for One<R> {
    type Kept = Results<R>;
    type Arrays = Array;

    fn room(shape: &[usize]) -> Result<Results<R>> {
        Results::new(shape)
    }

    #[inline]
    fn keep(self, kept: &mut Results<R>) -> Result<()> {
        kept.push(self.0)
    }

    fn arrays(kept: Results<R>, shape: &[usize]) -> Result<Array> {
        kept.finish(shape)
    }
}

/// `outcomes! { R r, S s; }`: a tuple of items, each kept with its own kind.
macro_rules! outcomes {
    // $item: the type of an item; $x: the results of it; $i: its place.
    ($($($item:ident $x:ident $i:tt),+;)*) => { $(
        impl<$($item: Item),+> Outcome for ($($item,)+) {
            type Kept = ($(Results<$item>,)+);
            type Arrays = ($(outcomes!(@array $item),)+);

            fn room(shape: &[usize]) -> Result<Self::Kept> {
                Ok(($(Results::<$item>::new(shape)?,)+))
            }

            fn keep(self, kept: &mut Self::Kept) -> Result<()> {
                $(kept.$i.push(self.$i)?;)+
                Ok(())
            }

            fn arrays(kept: Self::Kept, shape: &[usize]) -> Result<Self::Arrays> {
                let ($($x,)+) = kept;
                Ok(($($x.finish(shape)?,)+))
            }
        }
    )* };
    (@array $item:ident) => { Array };
}
outcomes! {
    A a 0, B b 1;
    A a 0, B b 1, C c 2;
}

/// What the closure has returned so far, in C order.
pub(super) enum Results<R> {
    /// Elements of a known dtype, written into the array that is returned.
    Array { array: Array, written: usize },
    /// Values whose dtype is known when all are there.
    Values(Vec<R>),
}

impl<R: Item> Results<R> {
    /// Room for one result per position of `shape`.
    ///
    /// # Errors
    /// Memory that cannot be had.
    fn new(shape: &[usize]) -> Result<Results<R>> {
        let Some(dtype) = R::FIXED else {
            return Ok(Results::Values(room(checked_bytes(shape, 1)?)?));
        };
        // SAFETY: `push` writes every element, or the array is dropped unseen.
        let array = unsafe { output::packed(shape, dtype, Order::C)? };
        Ok(Results::Array { array, written: 0 })
    }

    #[inline]
    fn push(&mut self, value: R) -> Result<()> {
        match self {
            Results::Array { array, written } => {
                let size = array.itemsize();
                assert!(*written < array.size(), "one result for each position");
                let mut element = [0; 16];
                value.write(&array.dtype, &mut element[..size])?;
                let place = array.ptr().wrapping_add(*written * size);
                // SAFETY: an element of the array, which is packed, this call's own, and of a dtype with at most 16 bytes.
                unsafe { place.copy_from_nonoverlapping(element.as_ptr(), size) };
                *written += 1;
            }
            Results::Values(values) => values.push(value),
        }
        Ok(())
    }

    /// The array of all results.
    ///
    /// # Errors
    /// Values without a common dtype; memory that cannot be had.
    fn finish(self, shape: &[usize]) -> Result<Array> {
        match self {
            Results::Array { array, written } => {
                assert_eq!(written, array.size(), "one result for each position");
                Ok(array)
            }
            Results::Values(values) => Array::from_items(shape, &values),
        }
    }
}

/// Calls `f` in C order with the elements of `operands`, broadcast together and converted to `dtypes`.
///
/// # Errors
/// Shapes that do not broadcast, elements that do not convert, results without a common dtype, memory that cannot be had
/// or is borrowed elsewhere; what `f` fails with.
pub(super) fn run<R: Outcome, const N: usize>(
    operation: &'static str,
    operands: [&Array; N],
    dtypes: [&DType; N],
    mut f: impl FnMut([&[u8]; N]) -> Result<R>,
) -> Result<R::Arrays> {
    let shape = broadcast_operands(&operands.map(Array::shape))?;
    let mut loads = Vec::with_capacity(N);
    for (operand, dtype) in operands.iter().zip(dtypes) {
        loads.push(Transfer::new(&operand.dtype, dtype)?);
    }
    let mut results = R::room(&shape)?;
    {
        let _borrows = acquire(operation, &operands.map(|operand| operand.claim(Access::Read)))?;
        let _inside = enter_operation();
        let mut places = Vec::with_capacity(N);
        for operand in operands {
            let clash =
                || ShapeError::Operands { shapes: operands.iter().map(|a| a.shape().to_vec()).collect() };
            let view = View::of(operand).broadcast(&shape).ok_or_else(|| shape_error(clash()))?;
            places.push((view.ptr, view.strides));
        }
        let places: Vec<(*mut u8, &[isize])> =
            places.iter().map(|(ptr, strides)| (*ptr, &strides[..])).collect();
        let mut walk = Walk::new(&shape, &places);
        // C order is the order of the calls, so axes are merged but not moved.
        walk.coalesce();
        let sizes = dtypes.map(DType::itemsize);
        let room = (Scratch::BYTES / sizes.into_iter().max().unwrap_or(1).max(1)).max(1);
        let mut tiles = sizes.map(|size| vec![0_u8; room.min(walk.size()) * size]);
        let mut outcome = Ok(());
        walk.for_each_piece(&mut |piece| {
            for row in 0..piece.rows.len {
                for start in (0..piece.cols.len).step_by(room) {
                    if outcome.is_err() {
                        return;
                    }
                    let n = room.min(piece.cols.len - start);
                    for (k, (load, tile)) in loads.iter().zip(&mut tiles).enumerate() {
                        let (to, from) = ([0, sizes[k] as isize], [0, piece.cols.steps[k]]);
                        // SAFETY: `n` elements of the borrowed operand fit the tile.
                        unsafe { load.run([1, n], tile.as_mut_ptr(), to, piece.at(k, row, start), from) };
                    }
                    outcome = loads.iter().try_for_each(Transfer::outcome);
                    for i in 0..n {
                        if outcome.is_err() {
                            return;
                        }
                        let element = core::array::from_fn(|k| &tiles[k][i * sizes[k]..][..sizes[k]]);
                        outcome = f(element).and_then(|value| value.keep(&mut results));
                    }
                }
            }
        });
        outcome?;
    }
    loads.iter().try_for_each(Transfer::report)?;
    R::arrays(results, &shape)
}
