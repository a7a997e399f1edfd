//! `ufunc.at`: a function applied in place to the elements that an index selects, one after the other.
//!
//! Where the index names an element twice the function is applied twice, which an assignment of the function's result
//! would not do. Positions are visited in C order; the elements at one position are a run of the loop.

use super::compile::{Advanced, Plan, compile, empty};
use super::gather;
use super::value::Value;
use super::{IntoIndex, access};
use crate::array::Array;
use crate::engine::assign::{check_writeable, copy_as, element_bytes};
use crate::engine::overlap;
use crate::engine::scratch::Scratch;
use crate::engine::transfer::Transfer;
use crate::engine::{Arg, CallOptions, Elementwise, UfuncError};
use crate::layout::Order;
use nd_dtype::{Casting, Result, Scalar};
use nd_kernel::Loop;

/// A function of one or two operands, resolved for elements of the target.
pub(super) struct Apply {
    run: Loop,
    /// Bytes of the loop's first input and of its output.
    sizes: [usize; 2],
    unary: bool,
    /// From the target's dtype to the loop's and back, if they are not the same.
    convert: Option<[Transfer; 2]>,
    /// Whether elements of the target share bytes, so that each must be finished before the next.
    one_by_one: bool,
}

impl Apply {
    /// `element = f(element, value)` for `n` elements and values.
    ///
    /// # Safety
    /// Elements must be valid for reads and writes in the target's dtype, values for reads in the loop's.
    #[inline]
    pub(super) unsafe fn apply(
        &self,
        n: usize,
        (element, step): (*mut u8, isize),
        (value, value_step): (*mut u8, isize),
    ) {
        let Some([load, store]) = &self.convert else {
            let most = if self.one_by_one { 1 } else { n.max(1) };
            for start in (0..n).step_by(most) {
                let element = element.wrapping_offset(start as isize * step);
                let value = value.wrapping_offset(start as isize * value_step);
                // SAFETY: the caller's promise; the output is the first input exactly.
                unsafe {
                    self.call(most.min(n - start), [(element, step), (value, value_step), (element, step)])
                };
            }
            return;
        };
        let [size, out_size] = self.sizes;
        let most = if self.one_by_one { 1 } else { Scratch::BYTES / 16 };
        let (mut loaded, mut done) = (Scratch::new(), Scratch::new());
        for start in (0..n).step_by(most) {
            let count = most.min(n - start);
            let element = element.wrapping_offset(start as isize * step);
            let value = value.wrapping_offset(start as isize * value_step);
            let (left, right) = ((loaded.ptr(), size as isize), (done.ptr(), out_size as isize));
            // SAFETY: the caller's promise; a block of at most 16 bytes each fits a scratch.
            unsafe {
                load.run([1, count], left.0, [0, left.1], element, [0, step]);
                self.call(count, [left, (value, value_step), right]);
                store.run([1, count], element, [0, step], right.0, [0, right.1]);
            }
        }
    }

    /// # Safety
    /// As the loop, for operands (element, value, result); a function of one operand has no value.
    unsafe fn call(&self, n: usize, [element, value, out]: [(*mut u8, isize); 3]) {
        if self.unary {
            // SAFETY: the caller's promise.
            unsafe { (self.run)(n, [element.0, out.0].as_ptr(), [element.1, out.1].as_ptr()) }
        } else {
            let (ptrs, steps) = ([element.0, value.0, out.0], [element.1, value.1, out.1]);
            // SAFETY: as above.
            unsafe { (self.run)(n, ptrs.as_ptr(), steps.as_ptr()) }
        }
    }
}

impl Elementwise {
    /// Applies the function in place to the elements of `target` at `index`, with `value` broadcast to the selection as
    /// second operand of a binary function. An element that the index names several times is changed as often.
    ///
    /// # Errors
    /// As [`Array::set`]; a function of more operands; dtypes that the function does not take.
    pub fn at(&self, target: &Array, index: impl IntoIndex, value: Option<&Arg<'_>>) -> Result<()> {
        if self.nin > 2 {
            return Err(UfuncError::AtArity { what: "unary and binary" }.into());
        }
        if self.nout != 1 {
            return Err(UfuncError::AtArity { what: "single output" }.into());
        }
        if value.is_some() != (self.nin == 2) {
            return Err(UfuncError::SecondOperand { wanted: self.nin }.into());
        }
        check_writeable(target)?;
        let index = index.into_index();
        let copied = access::apart(target, index.as_ref())?;
        let parts = copied.as_deref().unwrap_or(index.as_ref());
        let mut args = vec![Arg::Array(target)];
        args.extend(value.cloned());
        let mut layout = empty();
        let plan = match compile(&target.layout, parts, &mut layout)? {
            Plan::View { .. } => {
                let view = target.with_layout(layout);
                args[0] = Arg::Array(&view);
                let casting = Some(Casting::Unsafe);
                let options = CallOptions { out: Some(&view), casting, ..CallOptions::default() };
                return self.call(&args, &options).map(drop);
            }
            Plan::Mask(mask) => Advanced::mask(&target.layout, mask),
            Plan::Advanced(plan) => plan,
        };
        let resolved = self.resolve(&args, None, Casting::Unsafe)?;
        if let Some(check) = self.check {
            check(&args)?;
        }
        let (first, out) = (resolved.dtype(0), resolved.dtype(self.nin));
        let direct = target.dtype == first && target.dtype == out;
        let convert = if direct {
            None
        } else {
            Some([Transfer::new(&target.dtype, &first)?, Transfer::new(&out, &target.dtype)?])
        };
        let apply = Apply {
            run: resolved.run,
            sizes: [first.itemsize(), out.itemsize()],
            unary: self.nin == 1,
            convert,
            one_by_one: overlap::overlaps_itself(&target.layout, target.itemsize()),
        };
        let value = match value {
            None => Value::Element(Vec::new()),
            Some(value) => {
                let dtype = resolved.dtype(1);
                match value {
                    Arg::Weak(weak) => {
                        Value::Element(element_bytes(&Scalar::from_weak(*weak, &dtype)?, &dtype)?)
                    }
                    Arg::Scalar(scalar) => Value::Element(element_bytes(scalar, &dtype)?),
                    Arg::Array(array) if array.dtype == dtype && !super::value::meet(array, target) => {
                        Value::Array((*array).clone())
                    }
                    Arg::Array(array) => Value::Array(copy_as(self.name, array, &dtype, Order::K)?),
                }
            }
        };
        gather::apply(target, &plan, &value, apply)
    }
}
