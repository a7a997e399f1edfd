//! Functions of text: comparisons, and `add`, which joins.
//!
//! Elements differ in length from array to array, which the loops in a table know nothing of, so these run over elements
//! of any size. Everything around them is the engine's: broadcasting, borrows, the walk, threads.

use super::arg::Arg;
use super::call::{CallOptions, check_mask, in_k_order};
use super::elementwise::{Elementwise, UfuncError};
use super::operand::View;
use super::resolve::check_general;
use super::threads;
use super::walk::Walk;
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::error::{ShapeError, shape_error};
use crate::generated::operators;
use crate::layout::Order;
use core::cmp::Ordering;
use nd_dtype::{ByteOrder, Casting, DType, Flexible, Result, TextPair};
use nd_kernel::{Num, text};

/// What a function computes of two elements of text.
#[derive(Clone, Copy, Debug)]
pub enum TextOperation {
    /// Whether their order is one of those that the function accepts.
    Compare(fn(Ordering) -> bool),
    /// The one behind the other.
    Join,
}

impl TextOperation {
    /// The dtype of the result for operands of one kind of text.
    fn result(self, a: Flexible, b: Flexible) -> Result<DType> {
        match (self, a) {
            (TextOperation::Compare(_), _) => Ok(DType::BOOL),
            (TextOperation::Join, Flexible::Str(_)) => DType::str(a.len() + b.len()),
            (TextOperation::Join, _) => DType::bytes(a.len() + b.len()),
        }
    }

    /// Computes a row of `n` elements, at `steps` from `ptrs`: of the result, and of the two operands of `pair`.
    ///
    /// # Safety
    /// Elements of the operands must be valid for reads and those of the result for writes, each of its length in `sizes`; the
    /// result is this call's own.
    unsafe fn run(
        self,
        pair: TextPair<'_>,
        n: usize,
        ptrs: [*mut u8; 3],
        steps: [isize; 3],
        sizes: [usize; 3],
        dtype: &DType,
    ) {
        if let Some(unit) = pair.native().filter(|_| dtype.is_native()) {
            let [_, a, b] = sizes;
            // SAFETY: the caller's promise.
            return unsafe {
                match self {
                    TextOperation::Compare(accepts) => {
                        let accepted = [Ordering::Less, Ordering::Equal, Ordering::Greater].map(accepts);
                        text::compare(unit, accepted, n, ptrs, steps, [a, b]);
                    }
                    TextOperation::Join => text::join(unit, n, ptrs, steps, [a, b]),
                }
            };
        }
        let at = |k: usize, i: usize| ptrs[k].wrapping_offset(i as isize * steps[k]);
        // SAFETY: the caller vouches for the elements of the operands.
        let read =
            |k: usize, i: usize| unsafe { core::slice::from_raw_parts(at(k, i).cast_const(), sizes[k]) };
        match self {
            TextOperation::Compare(accepts) => {
                let accepted = [Ordering::Less, Ordering::Equal, Ordering::Greater].map(accepts);
                for i in 0..n {
                    let order = pair.compare(read(1, i), read(2, i));
                    // SAFETY: the caller vouches for the result, whose elements are one byte long.
                    unsafe { at(0, i).write(u8::from(accepted[(order as i8 + 1) as usize])) };
                }
            }
            TextOperation::Join => {
                let mut element = vec![0; sizes[0]];
                for i in 0..n {
                    pair.join(read(1, i), read(2, i), dtype, &mut element);
                    // SAFETY: the caller vouches for the result, whose elements have that length.
                    unsafe { at(0, i).copy_from_nonoverlapping(element.as_ptr(), sizes[0]) };
                }
            }
        }
    }
}

/// The kind of text that an operand holds.
fn text(arg: &Arg<'_>) -> Option<Flexible> {
    let kind = match arg {
        Arg::Array(array) => array.dtype.flexible(),
        Arg::Scalar(scalar) => scalar.dtype().flexible(),
        Arg::Weak(_) => None,
    };
    kind.filter(|kind| kind.is_text())
}

impl Elementwise {
    /// The call, if it is one of two operands of text; `None` if the table has to decide.
    pub(super) fn call_text(
        &self,
        args: &[Arg<'_>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Option<Result<Array>> {
        let [x, y] = args else { return None };
        let (a, b) = match (text(x), text(y)) {
            (None, None) => return None,
            both => both,
        };
        let operation = self.text?;
        match (operation, a, b) {
            (_, Some(a), Some(b)) if a.letter() == b.letter() => {
                Some(self.run_text(operation, [a, b], [x, y], options, casting))
            }
            _ => None,
        }
    }

    /// Truth values of this function as the options want them, which is what any function of booleans does with its own.
    ///
    /// # Errors
    /// An output of the wrong shape or dtype; memory that cannot be had or is borrowed elsewhere.
    pub(super) fn deliver_truth(
        &self,
        truth: Array,
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Array> {
        let Some(or) = operators::BITWISE_OR.resolve_native(Num::Bool) else { return Ok(truth) };
        let options = CallOptions { dtype: None, casting: None, ..options.clone() };
        let args = [Arg::Array(&truth), Arg::Scalar(false.into())];
        let mut results = self.execute(or.into(), &args, &[options.out], &options, casting)?;
        Ok(results.swap_remove(0))
    }

    fn run_text(
        &self,
        operation: TextOperation,
        kinds: [Flexible; 2],
        args: [&Arg<'_>; 2],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Array> {
        if let Some(dtype) = &options.dtype {
            check_general(dtype)?;
        }
        if let Some(out) = options.out {
            super::assign::check_output(out)?;
        }
        if let Some(mask) = options.where_ {
            check_mask(mask)?;
        }
        let dtype = operation.result(kinds[0], kinds[1])?;
        if let Some(wanted) = options.dtype.as_ref().filter(|wanted| **wanted != dtype) {
            if matches!(operation, TextOperation::Compare(_)) {
                return Err(UfuncError::NoMatch { name: self.name }.into());
            }
            let (from, to) = (dtype, wanted.clone());
            return Err(
                UfuncError::Cast { name: self.name, operand: "output".into(), from, to, casting }.into()
            );
        }
        for (i, own) in args.iter().map(|arg| a_dtype(arg)).enumerate() {
            let native = own.newbyteorder(ByteOrder::NATIVE);
            if casting == Casting::No && own != native {
                let (operand, from, to) = (format!("input {i}"), own, native);
                return Err(UfuncError::Cast { name: self.name, operand, from, to, casting }.into());
            }
        }
        if let Some(out) = options.out {
            self.check_output(out, &dtype, 0, casting)?;
        }
        let [a, b] = args.map(Arg::to_array);
        let args = args.map(Arg::clone);
        let shape = self.common_shape(&args, &[options.out], options)?;
        let result = apply(self.name, operation, &a?, &b?, &shape, dtype)?;
        if options.out.is_none() && options.where_.is_none() && options.order.is_none() {
            return Ok(result);
        }
        match operation {
            TextOperation::Compare(_) => self.deliver_truth(result, options, casting),
            TextOperation::Join => match (options.out, options.where_) {
                (_, Some(_)) => {
                    let found = vec![a_dtype(&args[0]), a_dtype(&args[1])];
                    Err(UfuncError::NotSupported { name: self.name, found }.into())
                }
                (Some(out), None) => {
                    super::assign::assign(self.name, out, &result)?;
                    Ok(out.clone())
                }
                (None, None) => result.copy_in(options.order.unwrap_or(Order::C)),
            },
        }
    }
}

fn a_dtype(arg: &Arg<'_>) -> DType {
    arg.strong().unwrap_or(DType::F64)
}

/// The operation on operands of text, broadcast to `shape`, in their memory order.
///
/// # Errors
/// Shapes that do not broadcast; memory that cannot be had or is borrowed elsewhere.
fn apply(
    name: &'static str,
    operation: TextOperation,
    a: &Array,
    b: &Array,
    shape: &[usize],
    dtype: DType,
) -> Result<Array> {
    // SAFETY: every element is written below.
    let result = unsafe { in_k_order(shape, dtype, &[View::of(a), View::of(b)])? };
    let _borrows = acquire(name, &[a.claim(Access::Read), b.claim(Access::Read)])?;
    let views = [View::of(a).broadcast(shape), View::of(b).broadcast(shape)];
    let [Some(left), Some(right)] = views else {
        return Err(shape_error(ShapeError::Operands {
            shapes: vec![a.shape().to_vec(), b.shape().to_vec()],
        }));
    };
    let out = View::of(&result);
    let operands =
        [(out.ptr, &out.strides[..]), (left.ptr, &left.strides[..]), (right.ptr, &right.strides[..])];
    let mut walk = Walk::new(shape, &operands);
    walk.optimise(0);
    let (pair, sizes) = (TextPair::new(&a.dtype, &b.dtype), [result.itemsize(), a.itemsize(), b.itemsize()]);
    let run = |walk: &Walk| {
        walk.for_each_piece(&mut |piece| {
            for row in 0..piece.rows.len {
                let (ptrs, steps) =
                    ([0, 1, 2].map(|k| piece.at(k, row, 0)), [0, 1, 2].map(|k| piece.cols.steps[k]));
                // SAFETY: a row of the walk over operands that are borrowed for reading and over the result, which is this
                // call's own and of whose elements no other thread has these.
                unsafe { operation.run(pair, piece.cols.len, ptrs, steps, sizes, &result.dtype) };
            }
        });
    };
    if !walk.run_cut(threads::parts_for(walk.size()), 1, &run) {
        run(&walk);
    }
    Ok(result)
}
