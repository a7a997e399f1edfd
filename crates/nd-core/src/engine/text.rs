//! Functions of text: comparisons, and `add`, which joins.
//!
//! Elements differ in length from array to array, which the loops in a table know nothing of, so these run over elements
//! of any size. Everything around them is the engine's: broadcasting, borrows, the walk, threads.

use super::arg::Arg;
use super::call::CallOptions;
use super::elementwise::{Elementwise, UfuncError};
use super::operand::View;
use super::output;
use super::threads;
use super::walk::Walk;
use crate::array::Array;
use crate::buffer::{Access, acquire};
use crate::error::{ShapeError, shape_error};
use crate::generated::operators;
use crate::layout::{Order, broadcast_operands};
use core::cmp::Ordering;
use nd_dtype::{Casting, DType, Flexible, Result, compare_text, join_text};
use nd_kernel::Num;

/// What is computed of two elements.
#[derive(Clone, Copy)]
enum Operation {
    /// Whether their order is one of those that the function accepts.
    Compare(fn(Ordering) -> bool),
    /// The one behind the other.
    Join,
}

impl Operation {
    fn of(function: &Elementwise) -> Option<Operation> {
        Some(Operation::Compare(match function.name {
            "equal" => Ordering::is_eq,
            "not_equal" => Ordering::is_ne,
            "less" => Ordering::is_lt,
            "less_equal" => Ordering::is_le,
            "greater" => Ordering::is_gt,
            "greater_equal" => Ordering::is_ge,
            "add" => return Some(Operation::Join),
            _ => return None,
        }))
    }

    /// The dtype of the result for operands of one kind of text.
    fn result(self, a: Flexible, b: Flexible) -> Result<DType> {
        match (self, a) {
            (Operation::Compare(_), _) => Ok(DType::BOOL),
            (Operation::Join, Flexible::Str(_)) => DType::str(a.len() + b.len()),
            (Operation::Join, _) => DType::bytes(a.len() + b.len()),
        }
    }

    /// Computes one element.
    fn run(self, a: (&DType, &[u8]), b: (&DType, &[u8]), dtype: &DType, out: &mut [u8]) {
        match self {
            Operation::Compare(accepts) => out[0] = accepts(compare_text(a.0, a.1, b.0, b.1)).into(),
            Operation::Join => join_text([a, b], dtype, out),
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
        let operation = Operation::of(self)?;
        match (operation, a, b) {
            (_, Some(a), Some(b)) if a.letter() == b.letter() => {
                Some(self.run_text(operation, [a, b], [x, y], options, casting))
            }
            (Operation::Compare(_), ..) => Some(Err(self.no_comparison(args))),
            _ => None,
        }
    }

    #[cold]
    fn no_comparison(&self, args: &[Arg<'_>]) -> nd_dtype::Error {
        let class = |arg: &Arg<'_>| match (arg.strong(), arg.weak()) {
            (Some(dtype), _) => dtype.class(),
            (None, weak) => weak.and_then(|weak| weak.dtype().ok()).unwrap_or(DType::F64).class(),
        };
        UfuncError::NoClassLoop { name: self.name, found: args.iter().map(class).collect() }.into()
    }

    fn run_text(
        &self,
        operation: Operation,
        kinds: [Flexible; 2],
        args: [&Arg<'_>; 2],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Array> {
        let dtype = operation.result(kinds[0], kinds[1])?;
        if let Some(wanted) = options.dtype.as_ref().filter(|wanted| **wanted != dtype) {
            let (from, to) = (dtype, wanted.clone());
            return Err(
                UfuncError::Cast { name: self.name, operand: "output".into(), from, to, casting }.into()
            );
        }
        let [a, b] = args.map(|arg| match arg {
            Arg::Array(array) => Ok((*array).clone()),
            Arg::Scalar(scalar) => Array::from_scalar(scalar.clone()),
            Arg::Weak(weak) => Array::from_scalar(nd_dtype::Scalar::from_weak(*weak, &weak.dtype()?)?),
        });
        let result = apply(self.name, operation, &a?, &b?, dtype)?;
        if options.out.is_none() && options.where_.is_none() && options.order.is_none() {
            return Ok(result);
        }
        match operation {
            // What is left to do with the truth values is what any function of booleans does with its own.
            Operation::Compare(_) => match operators::BITWISE_OR.resolve_native(Num::Bool) {
                Some(or) => {
                    let options = CallOptions { dtype: None, casting: None, ..options.clone() };
                    let args = [Arg::Array(&result), Arg::Scalar(false.into())];
                    self.execute(or.into(), &args, &[options.out], &options, casting)
                        .map(|mut results| results.swap_remove(0))
                }
                None => Ok(result),
            },
            Operation::Join => match (options.out, options.where_) {
                (_, Some(_)) => {
                    let found = vec![a_dtype(args[0]), a_dtype(args[1])];
                    Err(UfuncError::NotSupported { name: self.name, found }.into())
                }
                (Some(out), None) => {
                    self.check_output(out, &result.dtype, casting)?;
                    if out.shape() != result.shape() {
                        let (out, shape) = (out.shape().to_vec(), result.shape().to_vec());
                        return Err(shape_error(ShapeError::Output { out, shape }));
                    }
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

/// The operation on broadcast operands of text, in C order.
///
/// # Errors
/// Shapes that do not broadcast; memory that cannot be had or is borrowed elsewhere.
fn apply(name: &'static str, operation: Operation, a: &Array, b: &Array, dtype: DType) -> Result<Array> {
    let shape = broadcast_operands(&[a.shape(), b.shape()])?;
    // SAFETY: every element is written below.
    let result = unsafe { output::packed(&shape, dtype, Order::C)? };
    let _borrows = acquire(name, &[a.claim(Access::Read), b.claim(Access::Read)])?;
    let views = [View::of(a).broadcast(&shape), View::of(b).broadcast(&shape)];
    let [Some(left), Some(right)] = views else {
        return Err(shape_error(ShapeError::Operands {
            shapes: vec![a.shape().to_vec(), b.shape().to_vec()],
        }));
    };
    let out = View::of(&result);
    let operands =
        [(out.ptr, &out.strides[..]), (left.ptr, &left.strides[..]), (right.ptr, &right.strides[..])];
    let mut walk = Walk::new(&shape, &operands);
    walk.optimise(0);
    let run = |walk: &Walk| {
        let (size, mut element) = (result.itemsize(), vec![0; result.itemsize()]);
        walk.for_each_piece(&mut |piece| {
            for (row, col) in
                (0..piece.rows.len).flat_map(|row| (0..piece.cols.len).map(move |col| (row, col)))
            {
                let bytes = |k: usize, array: &Array| {
                    // SAFETY: an element of an operand, whose bytes are borrowed for reading.
                    unsafe {
                        core::slice::from_raw_parts(piece.at(k, row, col).cast_const(), array.itemsize())
                    }
                };
                operation.run((&a.dtype, bytes(1, a)), (&b.dtype, bytes(2, b)), &result.dtype, &mut element);
                // SAFETY: an element of the result, which is this call's own and no thread's but this one's.
                unsafe { piece.at(0, row, col).copy_from_nonoverlapping(element.as_ptr(), size) };
            }
        });
    };
    if !walk.run_cut(threads::parts_for(walk.size()), 1, &run) {
        run(&walk);
    }
    Ok(result)
}
