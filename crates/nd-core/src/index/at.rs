//! `ufunc.at`: a function applied in place to the elements that an index selects, one after the other.
//!
//! Where the index names an element twice the function is applied twice, which an assignment of the function's result
//! would not do. Positions are visited in C order; the elements at one position are a run of the loop. Where that is one
//! element, those of several positions are brought together as long as they are all different.

use super::compile::{Advanced, Plan, compile, empty};
use super::gather;
use super::value::Value;
use super::{IntoIndex, access};
use crate::array::Array;
use crate::engine::assign::{ElementBytes, check_writeable, copy_as, element_bytes};
use crate::engine::overlap;
use crate::engine::scratch::Scratch;
use crate::engine::transfer::Transfer;
use crate::engine::walk::{MAX_OPERANDS, Ptrs, Steps};
use crate::engine::{Arg, CallOptions, Elementwise, UfuncError, Watch, report, watching};
use crate::layout::Order;
use nd_dtype::{Casting, DType, Result, Scalar, Weak};
use nd_kernel::prefetch;
use nd_kernel::select::{put, take};
use nd_kernel::{FoldAt, Loop};
use std::sync::Arc;

/// A function of one or two operands, resolved for elements of the target.
pub(super) struct Apply {
    run: Loop,
    /// The same loop, if somebody wants to know of floating-point errors.
    watch: Option<Arc<Watch<'static>>>,
    /// Bytes of an element of the target.
    itemsize: usize,
    /// Bytes of the loop's first input and of its output.
    sizes: [usize; 2],
    unary: bool,
    /// From the target's dtype to the loop's and back, if they are not the same.
    convert: Option<[Transfer; 2]>,
    /// Whether elements of the target share bytes, so that each must be finished before the next.
    one_by_one: bool,
    /// The loop over elements that indices name, where target, value and result are of one type that has one.
    pub(super) fold: Option<FoldAt>,
}

/// Elements that are changed together where positions are scattered.
const TOGETHER: usize = 64;

/// Which elements a batch has named, by a hash of their offsets: 16 KB, which stay in the first-level cache.
pub(super) struct Named {
    /// The last batch that named an element of this hash.
    batch: [u16; Named::LEN],
    now: u16,
}

impl Named {
    const LEN: usize = 1 << 13;

    pub(super) fn new() -> Named {
        Named { batch: [0; Named::LEN], now: 0 }
    }

    fn next_batch(&mut self) {
        self.now = self.now.wrapping_add(1);
        if self.now == 0 {
            *self = Named { now: 1, ..Named::new() };
        }
    }

    /// Notes an element; `false` if the batch may have named it already.
    #[inline]
    fn insert(&mut self, offset: i64) -> bool {
        let hash = (offset as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Named::LEN.ilog2());
        core::mem::replace(&mut self.batch[hash as usize], self.now) != self.now
    }
}

impl Apply {
    /// [`Apply::apply`] for elements at `n` byte offsets from `base`, below `extent`, in order.
    ///
    /// Offsets are taken in batches that name no element twice; the elements of a batch are gathered, changed by one call
    /// of the loop and scattered.
    ///
    /// # Safety
    /// As there; all offsets must lead to elements.
    pub(super) unsafe fn apply_scattered(
        &self,
        (n, offsets): (usize, *const i64),
        (base, extent): (*mut u8, usize),
        (value, value_step): (*mut u8, isize),
        named: &mut Named,
    ) {
        let mut tile = Scratch::new();
        let (tile, itemsize) = (tile.ptr(), self.itemsize);
        let together = if self.one_by_one || itemsize > 16 { 1 } else { TOGETHER };
        // SAFETY: the caller's promise.
        let offset = |k: usize| unsafe { offsets.add(k).read() };
        let (mut start, mut asked) = (0, 0);
        while start < n {
            while asked < n.min(start + 2 * TOGETHER) {
                prefetch(base.wrapping_offset(offset(asked) as isize));
                asked += 1;
            }
            named.next_batch();
            let most = together.min(n - start);
            named.insert(offset(start));
            let count = (1..most).find(|&k| !named.insert(offset(start + k))).unwrap_or(most);
            let value = value.wrapping_offset(start as isize * value_step);
            // SAFETY: the caller's promise; `count` elements of at most 16 bytes fit the tile, the elements of a batch are
            // apart from each other, and their offsets are in bounds.
            unsafe {
                if count < 4 {
                    for k in 0..count {
                        let element = base.wrapping_offset(offset(start + k) as isize);
                        let value = value.wrapping_offset(k as isize * value_step);
                        self.apply(1, (element, 0), (value, 0));
                    }
                } else {
                    let (at, step) = (offsets.add(start), itemsize as isize);
                    let gathered = take(itemsize, count, at, 8, base, 1, extent, tile, step);
                    self.apply(count, (tile, step), (value, value_step));
                    let scattered = put(itemsize, count, at, 8, tile, step, base, 1, extent);
                    debug_assert!(gathered.is_ok() && scattered.is_ok(), "offsets of elements");
                }
            }
            start += count;
        }
    }

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
        if let Some(watch) = &self.watch {
            let mut ptrs: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
            let mut steps: Steps = [0; MAX_OPERANDS];
            let operands = if self.unary { vec![element, out] } else { vec![element, value, out] };
            for (k, operand) in operands.into_iter().enumerate() {
                (ptrs[k], steps[k]) = operand;
            }
            // SAFETY: the caller's promise.
            return unsafe { watch.run(n, &ptrs, &steps) };
        }
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

/// A literal as the scalar it is made into: NumPy makes an array of the second operand of `ufunc.at`, which is not weak. An
/// integer beside `uint64` stays one all the same, where NumPy would compute in `float64`.
///
/// # Errors
/// An integer of more than 64 bits.
fn strong<'a>(value: &Arg<'a>, target: &DType) -> Result<Arg<'a>> {
    let Arg::Weak(weak) = value else { return Ok(value.clone()) };
    let dtype = match weak {
        Weak::Int(0..) if target.kind() == 'u' && target.itemsize() == 8 => DType::U64,
        weak => weak.dtype()?,
    };
    Ok(Arg::Scalar(Scalar::from_weak(*weak, &dtype)?))
}

impl Elementwise {
    /// Applies the function in place to the elements of `target` at `index`, with `value` broadcast to the selection as
    /// second operand of a binary function. An element that the index names several times is changed as often. A literal
    /// counts as an array of its default dtype, and results are cast to the target's whatever they lose.
    ///
    /// ```
    /// use nd_core::{Arg, Weak, operators::ADD, zeros};
    /// let x = zeros(3, "i8")?;
    /// ADD.at(&x, [0, 0, 2], Some(&Arg::Weak(Weak::Int(1))))?;
    /// assert_eq!(x.to_string(), "[2 0 1]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
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
        // Once: what the index gives the next time may be something else.
        let given = index.as_ref();
        let copied = access::apart(target, given)?;
        let parts = copied.as_deref().unwrap_or(given);
        let value = value.map(|value| strong(value, &target.dtype)).transpose()?;
        let value = value.as_ref();
        if let Some(done) = self.at_objects(target, parts, value) {
            return done;
        }
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
        let resolved = self.resolve(&args, None)?;
        if let Some(check) = self.check
            && target.size() > 0
        {
            check(&args, resolved.computes, None)?;
        }
        let (first, out) = (resolved.dtype(0), resolved.dtype(self.nin));
        let direct = target.dtype == first && target.dtype == out;
        let convert = if direct {
            None
        } else {
            Some([Transfer::new(&target.dtype, &first)?, Transfer::new(&out, &target.dtype)?])
        };
        let watch =
            watching().then(|| Arc::new(Watch::new(self.name, resolved.run, resolved.computes, self.nin)));
        let casts = convert.clone();
        let own = value.and_then(Arg::strong);
        let converts_value = own.is_some_and(|own| own != resolved.dtype(1));
        let apply = Apply {
            run: resolved.run,
            watch: watch.clone(),
            itemsize: target.itemsize(),
            sizes: [first.itemsize(), out.itemsize()],
            unary: self.nin == 1,
            convert,
            one_by_one: overlap::overlaps_itself(&target.layout, target.itemsize()),
            // A watched loop is the function's own.
            fold: match (self.fold, resolved.computes) {
                (Some(fold), [num, second, out])
                    if watch.is_none()
                        && target.dtype.native_num() == Some(*num)
                        && direct
                        && num == second
                        && num == out =>
                {
                    fold(*num).map(|fold| fold.at)
                }
                _ => None,
            },
        };
        let value = match value {
            None => Value::Element(ElementBytes::default()),
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
        gather::apply(target, &plan, &value, apply)?;
        // NumPy names the method, but the function where it has a loop over indices for it and nothing to convert.
        let indexed = matches!(
            self.name,
            "add"
                | "subtract"
                | "multiply"
                | "divide"
                | "floor_divide"
                | "maximum"
                | "minimum"
                | "fmax"
                | "fmin"
        );
        let name = if indexed && casts.is_none() && !converts_value { self.name } else { "at" };
        let found = watch.map_or(0, |watch| watch.found());
        report(name, casts.iter().flatten().fold(found, |found, cast| found | cast.float_errors()))
    }
}
