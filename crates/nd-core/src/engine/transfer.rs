//! How elements of one dtype become elements of another: copy, byte swap, cast, conversion of text, or field by field.
//!
//! One transfer serves assignment, `astype`, and the buffered operands of every loop.

use super::assign::transfer_views;
use super::float_errors::{CAST, CastWatch, report};
use super::operand::View;
use super::scratch::Scratch;
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::error::{ShapeError, shape_error};
use crate::layout::{Order, strides_in_order};
use nd_dtype::{
    Counted, DType, DTypeError, ElementCast, Error, ErrorKind, Object, Result, Stretch, TickCast,
    cast_element_kept,
};
use nd_kernel::{Loop, cast::cast, copy, swap};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// A way to move elements from one dtype to another.
#[derive(Clone)]
pub(crate) enum Transfer {
    /// The same bytes.
    Copy { itemsize: usize },
    /// The same value in the other byte order.
    Swap { unit: usize, itemsize: usize },
    /// Another numeric kind; `unswap`/`reswap` are the swap units of a foreign byte order, or 0.
    Cast { run: Loop, from: usize, to: usize, unswap: usize, reswap: usize },
    /// A cast under a policy for floating-point errors.
    Watched { cast: Box<Transfer>, watch: Arc<CastWatch> },
    /// Text and objects, which take more than a loop over numbers: element by element.
    Convert(Arc<Convert>),
    /// Counts of ticks in another unit; each in the other byte order where set.
    Ticks { cast: TickCast, unswap: bool, reswap: bool, refused: Arc<OnceLock<i64>> },
    /// Parts moved one by one: (byte offset in the source, in the destination, how).
    Fields(Vec<(usize, usize, Transfer)>),
    /// So many elements of a sub-array, with the steps between them in the source (0 repeats one) and in the destination.
    Sub { count: usize, from: usize, to: usize, part: Box<Transfer> },
}

/// A conversion to or from text or objects, and what it could not convert.
pub(crate) struct Convert {
    cast: ElementCast,
    /// The first element that is no value of `to`.
    refused: OnceLock<Vec<u8>>,
    /// Objects that were made for elements of the target, which counts them at the end of the operation.
    made: Mutex<Vec<Object>>,
}

impl Convert {
    /// Converts one element; adds the objects that were made for it to `made`.
    fn apply(
        &self,
        source: &[u8],
        target: &mut [u8],
        scratch: &mut String,
        made: &mut Vec<Object>,
    ) -> Result<()> {
        let (from, to) = (self.cast.from(), self.cast.to());
        if to.hasobject() {
            return cast_element_kept(from, source, to, target, made);
        }
        self.cast.apply(source, target, scratch)
    }
}

impl Transfer {
    /// The transfer from `from` to `to`, whatever a cast may lose.
    ///
    /// # Errors
    /// Dtypes between which no conversion exists.
    pub(crate) fn new(from: &DType, to: &DType) -> Result<Transfer> {
        if from == to {
            return Ok(Transfer::same(from));
        }
        if let Some(transfer) = Transfer::temporal(from, to)? {
            return Ok(transfer);
        }
        match (from.num(), to.num()) {
            (Some(a), Some(b)) if a == b => Ok(Transfer::Swap { unit: a.swap_unit(), itemsize: a.size() }),
            (Some(a), Some(b)) => {
                let cast = Transfer::Cast {
                    run: cast(a, b),
                    from: a.size(),
                    to: b.size(),
                    unswap: if from.is_native() { 0 } else { a.swap_unit() },
                    reswap: if to.is_native() { 0 } else { b.swap_unit() },
                };
                Ok(match CastWatch::new(from, to) {
                    None => cast,
                    Some(watch) => Transfer::Watched { cast: Box::new(cast), watch: Arc::new(watch) },
                })
            }
            _ if from.managed().is_some() || to.managed().is_some() => Ok(Transfer::flexible(from, to)),
            _ if from.subdtype().is_some() || to.subdtype().is_some() => Transfer::subarrays(from, to),
            _ if from.struct_type().is_none() && to.struct_type().is_none() => {
                Ok(Transfer::flexible(from, to))
            }
            _ => Transfer::structured(from, to),
        }
    }

    /// The transfer between elements of one dtype. Bytes that belong to no field stay as they are: in a view of several fields
    /// they are the others.
    pub(crate) fn same(dtype: &DType) -> Transfer {
        if !dtype.has_gaps() {
            return Transfer::Copy { itemsize: dtype.itemsize() };
        }
        let part = |part: Stretch| (part.offset, part.offset, Transfer::Copy { itemsize: part.len });
        Transfer::Fields(dtype.stretches().into_iter().map(part).collect())
    }

    /// Between times, and between times and numbers, which are their counts; `None` for anything else.
    ///
    /// # Errors
    /// Units between which no conversion exists.
    fn temporal(from: &DType, to: &DType) -> Result<Option<Transfer>> {
        let cast = match (from.temporal(), to.temporal()) {
            (Some(a), Some(b)) => TickCast::new(a, b)?,
            (Some(_), None) if to.num().is_some() => return Transfer::new(&from.storage(), to).map(Some),
            (None, Some(_)) if from.num().is_some() => return Transfer::new(from, &to.storage()).map(Some),
            _ => return Ok(None),
        };
        if cast.is_identity() {
            return Transfer::new(&from.storage(), &to.storage()).map(Some);
        }
        let (unswap, reswap) = (!from.is_native(), !to.is_native());
        Ok(Some(Transfer::Ticks { cast, unswap, reswap, refused: Arc::default() }))
    }

    /// Element by element between sub-arrays of one shape; a single value goes to every element.
    ///
    /// # Errors
    /// Shapes that differ, elements that do not convert.
    fn subarrays(from: &DType, to: &DType) -> Result<Transfer> {
        let (a, b) = (from.base(), to.base());
        let (count, step) = match (from.subdtype(), to.subdtype()) {
            (Some(source), Some(target)) if source.shape() == target.shape() => {
                (target.count(), a.itemsize())
            }
            (Some(source), Some(target)) if source.count() == 1 => (target.count(), 0),
            (Some(source), None) if source.count() == 1 => (1, 0),
            (None, Some(target)) => (target.count(), 0),
            _ => {
                let (from, into) = (from.shape().to_vec(), to.shape().to_vec());
                return Err(shape_error(ShapeError::Assign { from, into }));
            }
        };
        Ok(Transfer::Sub { count, from: step, to: b.itemsize(), part: Box::new(Transfer::new(a, b)?) })
    }

    /// Text, raw bytes and objects; every pair has a conversion, though not every value.
    fn flexible(from: &DType, to: &DType) -> Transfer {
        if *to == from.swapped() {
            return Transfer::Swap { unit: from.alignment(), itemsize: from.itemsize() };
        }
        let cast = ElementCast::new(from, to);
        Transfer::Convert(Arc::new(Convert { cast, refused: OnceLock::new(), made: Mutex::default() }))
    }

    /// Struct to struct goes field by field in order; a single value goes to every field.
    fn structured(from: &DType, to: &DType) -> Result<Transfer> {
        let refused =
            || Error::new(ErrorKind::Type, DTypeError::NoCast { from: from.clone(), to: to.clone() });
        let parts: Vec<(usize, usize, Transfer)> = match (from.fields(), to.fields()) {
            (_, targets) if from.struct_type().is_none() => targets
                .iter()
                .map(|t| Ok((0, t.offset, Transfer::new(from, &t.dtype)?)))
                .collect::<Result<_>>()?,
            (sources, targets) if sources.len() == targets.len() && to.struct_type().is_some() => sources
                .iter()
                .zip(targets)
                .map(|(s, t)| Ok((s.offset, t.offset, Transfer::new(&s.dtype, &t.dtype)?)))
                .collect::<Result<_>>()?,
            ([only], _) if to.struct_type().is_none() => {
                vec![(only.offset, 0, Transfer::new(&only.dtype, to)?)]
            }
            _ => return Err(refused()),
        };
        Ok(Transfer::Fields(parts))
    }

    /// Whether the bytes move unchanged.
    pub(crate) fn is_copy(&self) -> bool {
        matches!(self, Transfer::Copy { .. })
    }

    /// Whether elements may be transferred onto themselves, because each is read before any byte of it is written. Parts are
    /// moved one after the other, each over all elements: they have to stay where they are, as they are.
    pub(crate) fn works_in_place(&self) -> bool {
        let stays = |from: &usize, to: &usize, part: &Transfer| {
            let whole = matches!(part, Transfer::Copy { .. } | Transfer::Fields(_) | Transfer::Sub { .. });
            from == to && whole && part.works_in_place()
        };
        match self {
            Transfer::Fields(parts) => parts.iter().all(|(from, to, part)| stays(from, to, part)),
            Transfer::Sub { from, to, part, .. } => stays(from, to, part),
            _ => true,
        }
    }

    /// Whether some values may have no counterpart, which [`Transfer::outcome`] tells afterwards.
    pub(crate) fn may_fail(&self) -> bool {
        match self {
            Transfer::Convert(_) => true,
            Transfer::Ticks { cast, .. } => cast.may_fail(),
            Transfer::Fields(parts) => parts.iter().any(|(.., part)| part.may_fail()),
            Transfer::Sub { part, .. } => part.may_fail(),
            _ => false,
        }
    }

    /// How all runs until now went. A transfer stops at the first element that it cannot convert.
    ///
    /// # Errors
    /// What that element failed with.
    pub(crate) fn outcome(&self) -> Result<()> {
        match self {
            Transfer::Convert(convert) => match convert.refused.get() {
                Some(source) => {
                    let mut target = vec![0; convert.cast.to().itemsize()];
                    convert.apply(source, &mut target, &mut String::new(), &mut Vec::new())
                }
                None => Ok(()),
            },
            Transfer::Ticks { cast, refused, .. } => refused.get().map_or(Ok(()), |&ticks| cast.check(ticks)),
            Transfer::Fields(parts) => parts.iter().try_for_each(|(.., part)| part.outcome()),
            Transfer::Sub { part, .. } => part.outcome(),
            _ => Ok(()),
        }
    }

    /// The floating-point errors of all runs until now, if somebody wants to know.
    pub(crate) fn float_errors(&self) -> u8 {
        match self {
            Transfer::Watched { watch, .. } => watch.found(),
            Transfer::Fields(parts) => parts.iter().fold(0, |found, (.., part)| found | part.float_errors()),
            Transfer::Sub { part, .. } => part.float_errors(),
            _ => 0,
        }
    }

    /// Reports the floating-point errors of all runs until now. No borrow may be held, because a callback may run.
    ///
    /// # Errors
    /// What the policy raises.
    pub(crate) fn report(&self) -> Result<()> {
        report(CAST, self.float_errors())
    }

    /// Moves `rows` × `cols` elements.
    ///
    /// # Safety
    /// `src` and `dst` must be valid for the elements that their strides (row, column) reach, for reads and writes.
    /// They must not overlap, unless every element's source and destination are the same bytes.
    pub(crate) unsafe fn run(
        &self,
        [rows, cols]: [usize; 2],
        dst: *mut u8,
        dst_steps: [isize; 2],
        src: *const u8,
        src_steps: [isize; 2],
    ) {
        match self {
            Transfer::Copy { itemsize } => {
                if core::ptr::eq(dst, src) && dst_steps == src_steps {
                    return;
                }
                // SAFETY: the caller's promise; exact aliasing was the early return.
                unsafe { copy::copy_2d(*itemsize, rows, cols, dst, dst_steps, src, src_steps) }
            }
            Transfer::Swap { unit, itemsize } => {
                for row in 0..rows as isize {
                    let (to, from) =
                        (dst.wrapping_offset(row * dst_steps[0]), src.wrapping_offset(row * src_steps[0]));
                    // SAFETY: the caller's promise; the swap allows exact aliasing.
                    unsafe {
                        swap::byteswap(*unit, itemsize / unit, cols, to, dst_steps[1], from, src_steps[1])
                    }
                }
            }
            Transfer::Cast { run, from, to, unswap: 0, reswap: 0 } => {
                let _ = (from, to);
                for row in 0..rows as isize {
                    let ptrs = [
                        src.wrapping_offset(row * src_steps[0]).cast_mut(),
                        dst.wrapping_offset(row * dst_steps[0]),
                    ];
                    // SAFETY: the caller's promise is the loop's contract.
                    unsafe { run(cols, ptrs.as_ptr(), [src_steps[1], dst_steps[1]].as_ptr()) }
                }
            }
            Transfer::Cast { run, from, to, unswap, reswap } => {
                let block = Scratch::BYTES / 16;
                let (mut left, mut right) = (Scratch::new(), Scratch::new());
                let swapped = |unit: &usize| if *unit == 0 { 1 } else { *unit };
                for row in 0..rows as isize {
                    for start in (0..cols).step_by(block) {
                        let n = block.min(cols - start);
                        let at = |p: isize, steps: [isize; 2]| p + row * steps[0] + start as isize * steps[1];
                        let (to_at, from_at) =
                            (dst.wrapping_offset(at(0, dst_steps)), src.wrapping_offset(at(0, src_steps)));
                        let unit = swapped(unswap);
                        // SAFETY: a block of at most `Scratch::BYTES / 16` elements of at most 16 bytes fits each
                        // scratch; the rest is the caller's promise.
                        unsafe {
                            swap::byteswap(
                                unit,
                                from / unit,
                                n,
                                left.ptr(),
                                *from as isize,
                                from_at,
                                src_steps[1],
                            );
                            let ptrs = [left.ptr(), right.ptr()];
                            run(n, ptrs.as_ptr(), [*from as isize, *to as isize].as_ptr());
                            let unit = swapped(reswap);
                            swap::byteswap(
                                unit,
                                to / unit,
                                n,
                                to_at,
                                dst_steps[1],
                                right.ptr(),
                                *to as isize,
                            );
                        }
                    }
                }
            }
            Transfer::Watched { cast, watch } => {
                // SAFETY: the caller's promise.
                unsafe {
                    watch.look([rows, cols], src, src_steps);
                    cast.run([rows, cols], dst, dst_steps, src, src_steps);
                }
            }
            Transfer::Convert(convert) => {
                // Elements pass through memory of this function, because no reference to theirs may be made: a target
                // may be uninitialised or be its own source.
                let mut source = vec![0; convert.cast.from().itemsize()];
                let mut target = vec![0; convert.cast.to().itemsize()];
                let mut scratch = String::new();
                let mut made = Vec::new();
                for (row, col) in
                    (0..rows as isize).flat_map(|row| (0..cols as isize).map(move |col| (row, col)))
                {
                    if convert.refused.get().is_some() {
                        break;
                    }
                    let at =
                        |p: *const u8, steps: [isize; 2]| p.wrapping_offset(row * steps[0] + col * steps[1]);
                    // SAFETY: one element of the source, by the caller's promise.
                    unsafe { at(src, src_steps).copy_to_nonoverlapping(source.as_mut_ptr(), source.len()) };
                    if convert.apply(&source, &mut target, &mut scratch, &mut made).is_err() {
                        let _ = convert.refused.set(source);
                        break;
                    }
                    let to = at(dst, dst_steps).cast_mut();
                    // SAFETY: one element of the destination, by the caller's promise.
                    unsafe { to.copy_from_nonoverlapping(target.as_ptr(), target.len()) };
                }
                if !made.is_empty() {
                    convert.made.lock().unwrap_or_else(PoisonError::into_inner).append(&mut made);
                }
            }
            Transfer::Ticks { cast, unswap, reswap, refused } => {
                let order = |ticks: i64, swap: bool| if swap { ticks.swap_bytes() } else { ticks };
                for row in 0..rows as isize {
                    let (to, from) =
                        (dst.wrapping_offset(row * dst_steps[0]), src.wrapping_offset(row * src_steps[0]));
                    for col in 0..cols as isize {
                        let source = from.wrapping_offset(col * src_steps[1]).cast::<i64>();
                        // SAFETY: one element of the source, by the caller's promise.
                        let ticks = order(unsafe { source.read_unaligned() }, *unswap);
                        if cast.may_fail() && cast.check(ticks).is_err() {
                            let _ = refused.set(ticks);
                            return;
                        }
                        let target = to.wrapping_offset(col * dst_steps[1]).cast::<i64>();
                        // SAFETY: one element of the destination, by the caller's promise.
                        unsafe { target.write_unaligned(order(cast.apply(ticks), *reswap)) };
                    }
                }
            }
            Transfer::Sub { count, from, to, part } => {
                for i in 0..*count {
                    let (to, from) = (dst.wrapping_add(i * to), src.wrapping_add(i * from));
                    // SAFETY: elements of a sub-array lie inside theirs, so the caller's promise covers them.
                    unsafe { part.run([rows, cols], to, dst_steps, from, src_steps) };
                }
            }
            Transfer::Fields(parts) => {
                for (from, to, part) in parts {
                    // SAFETY: fields lie inside their elements, so the caller's promise covers them.
                    unsafe {
                        part.run(
                            [rows, cols],
                            dst.wrapping_add(*to),
                            dst_steps,
                            src.wrapping_add(*from),
                            src_steps,
                        );
                    }
                }
            }
        }
    }
}

/// An array's elements in C order.
///
/// # Errors
/// Memory that cannot be had, or is borrowed for writing elsewhere.
pub(crate) fn packed_bytes(operation: &'static str, array: &Array) -> Result<Counted> {
    let itemsize = array.itemsize();
    let mut bytes = Vec::new();
    let len = crate::layout::checked_bytes(array.shape(), itemsize)?;
    bytes.try_reserve_exact(len).map_err(|_| crate::error::memory_error(array.shape(), &array.dtype, len))?;
    bytes.resize(len, 0);
    let _borrow = acquire(operation, &[array.claim(Access::Read)])?;
    let strides = strides_in_order(array.shape(), itemsize, Order::C);
    let to = View { ptr: bytes.as_mut_ptr(), shape: array.shape(), strides, dtype: &array.dtype };
    // SAFETY: the array is borrowed; the vector has room for its elements.
    unsafe { transfer_views(&Transfer::Copy { itemsize }, &to, &View::of(array), false)? };
    Ok(Counted::new(array.dtype.clone(), bytes.into()))
}
