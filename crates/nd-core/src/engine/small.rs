//! The short way for small calls, and the reuse of memory that nobody else sees.
//!
//! A call of a few elements costs what its bookkeeping costs. Packed operands of one native dtype and one shape, with
//! literals beside them, need no broadcasting, no plan and no allocation but the result's.

use super::arg::Arg;
use super::call::CallOptions;
use super::elementwise::Elementwise;
use super::float_errors::watching;
use super::output;
use crate::array::Array;
use crate::buffer::{Access, quick_read, with_borrows};
use crate::layout::Order;
use nd_dtype::{Casting, DType, Result, Scalar, Weak};
use nd_kernel::Num;

/// Elements up to which a call skips planning.
const SMALL: usize = 1024;

impl Elementwise {
    /// The shortest way, for the commonest call: two small packed arrays of one dtype and one shape whose result is
    /// like them.
    #[inline]
    pub(super) fn pair(&self, a: &Array, b: &Array) -> Option<Result<Array>> {
        if (self.nin, self.nout) != (2, 1) || self.check.is_some() || watching() {
            return None;
        }
        let num = a.dtype.native_num()?;
        let alike = b.dtype.native_num() == Some(num)
            && a.layout.shape == b.layout.shape
            && a.layout.strides == b.layout.strides
            && a.is_c_contiguous();
        let size = a.size();
        let resolved = if alike && size <= SMALL { self.resolve_native(num)? } else { return None };
        if resolved.computes != [num; 3] {
            return None;
        }
        // SAFETY: the loop below writes every element.
        let out = match unsafe { output::like(a, size * num.size()) } {
            Ok(out) => out,
            Err(error) => return Some(Err(error)),
        };
        let (ptrs, step) = ([a.ptr(), b.ptr(), out.ptr()], num.size() as isize);
        // SAFETY: the inputs are packed, of the loop's type and borrowed; the output is this call's own.
        let run = || unsafe { (resolved.run)(size, ptrs.as_ptr(), [step; 3].as_ptr()) };
        if let (Some(_a), Some(_b)) = (quick_read(&a.buffer), quick_read(&b.buffer)) {
            run();
            return Some(Ok(out));
        }
        let done = with_borrows(self.name, &[a.claim(Access::Read), b.claim(Access::Read)], run);
        Some(done.map(|()| out))
    }

    /// The short way; `None` if the operands are not that simple. With `out`, the result goes there.
    ///
    /// # Errors
    /// Memory that cannot be had or is borrowed elsewhere.
    #[inline]
    pub(super) fn small(&self, args: &[Arg<'_>], out: Option<&Array>) -> Result<Option<Array>> {
        if args.len() != self.nin || self.nin > 2 || self.nout != 1 || self.check.is_some() || watching() {
            return Ok(None);
        }
        let array = |arg: &Arg<'_>| match arg {
            Arg::Array(array) => array.dtype.native_num(),
            _ => None,
        };
        let Some(num) = args.iter().find_map(array) else { return Ok(None) };
        let Some(resolved) = self.resolve_native(num) else { return Ok(None) };
        let nin = args.len();
        let out_num = resolved.computes[nin];
        if resolved.computes[..nin].iter().any(|computed| *computed != num) {
            return Ok(None);
        }
        let mut first: Option<&Array> = None;
        let mut ptrs = [core::ptr::null_mut(); 3];
        let mut steps = [num.size() as isize; 3];
        let mut literals = [[0u8; 16]; 2];
        for (i, arg) in args.iter().enumerate() {
            match arg {
                Arg::Array(a) => {
                    let alike = first.is_none_or(|f| a.shape() == f.shape());
                    if !alike || a.dtype.native_num() != Some(num) || !a.is_c_contiguous() {
                        return Ok(None);
                    }
                    first = Some(a);
                    ptrs[i] = a.ptr();
                }
                Arg::Weak(weak) => {
                    if !literal(*weak, num, &mut literals[i]) {
                        return Ok(None);
                    }
                    steps[i] = 0;
                    ptrs[i] = literals[i].as_mut_ptr();
                }
                Arg::Scalar(_) => return Ok(None),
            }
        }
        let Some(first) = first else { return Ok(None) };
        let size = first.size();
        if size > SMALL {
            return Ok(None);
        }
        let target = match out {
            // SAFETY: the loop below writes every element.
            None => unsafe { output::packed(first.shape(), DType::from_num(out_num), Order::C)? },
            Some(out) => {
                let fits = out.dtype.native_num() == Some(out_num)
                    && out.is_writeable()
                    && out.shape() == first.shape()
                    && out.is_c_contiguous();
                // An input may be the output itself, but may not overlap it in any other way.
                let apart = |arg: &Arg<'_>| match arg {
                    Arg::Array(a) => {
                        (a.ptr() == out.ptr() && out_num.size() == num.size()) || !out.may_share_memory(a)
                    }
                    _ => true,
                };
                if !fits || !args.iter().all(apart) {
                    return Ok(None);
                }
                out.clone()
            }
        };
        ptrs[nin] = target.ptr();
        steps[nin] = out_num.size() as isize;
        // SAFETY: the arrays are packed, of the loop's type and borrowed; literals lie on this stack; the output is this
        // call's own, or borrowed too and exactly an input or apart from it.
        let run = || unsafe { (resolved.run)(size, ptrs.as_ptr(), steps.as_ptr()) };
        let mut claims = [first.claim(Access::Read); 3];
        let mut count = 0;
        for arg in args {
            if let Arg::Array(a) = arg {
                claims[count] = a.claim(Access::Read);
                count += 1;
            }
        }
        if out.is_some() {
            claims[count] = target.claim(Access::Write);
            count += 1;
        }
        with_borrows(self.name, &claims[..count], run)?;
        Ok(Some(target))
    }

    /// Computes into the memory of `given`, if nobody else sees it and it is what the result needs; `None` if not, or
    /// if the call fails (the plain call then says why).
    pub(crate) fn call_reusing(&self, given: &Array, args: &[Arg<'_>]) -> Option<Array> {
        let fits = given.buffer.is_unique()
            && given.buffer.is_own()
            && given.is_writeable()
            && given.is_c_contiguous()
            && given.size() > SMALL
            && self.check.is_none()
            && !watching()
            && args.iter().all(|a| a.shape().len() <= given.ndim());
        if !fits {
            return None;
        }
        let resolved = self.resolve(args, None).ok()?;
        self.check_inputs(args, &resolved, Casting::SameKind).ok()?;
        if given.dtype.native_num() != Some(resolved.computes[self.nin]) {
            return None;
        }
        self.execute(resolved.into(), args, &[Some(given)], &CallOptions::default(), Casting::SameKind)
            .ok()?
            .pop()
    }
}

/// Writes a literal as a `num` where that needs no promotion and no check can fail.
fn literal(weak: Weak, num: Num, bytes: &mut [u8; 16]) -> bool {
    let plain = match weak {
        Weak::Int(_) => num != Num::Bool,
        Weak::Float(_) => num >= Num::F16,
        Weak::Complex(_) => num.is_complex(),
    };
    let dtype = DType::from_num(num);
    plain
        && Scalar::from_weak(weak, &dtype)
            .is_ok_and(|value| value.write_bytes(&dtype, &mut bytes[..num.size()]).is_ok())
}
