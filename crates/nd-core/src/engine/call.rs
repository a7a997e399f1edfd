//! Calling an elementwise function: outputs, casts, masks, borrows, and then the executor.

use super::arg::Arg;
use super::assign::transfer_all;
use super::elementwise::{Elementwise, UfuncError};
use super::exec::{self, Run, Task};
use super::float_errors::{self, CastErrors, Watch};
use super::operand::View;
use super::output;
use super::overlap;
use super::resolve::{Work, check_general};
use super::transfer::Transfer;
use super::walk::{MAX_OPERANDS, Walk};
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, Order, broadcast_operands, k_order_of};
use nd_dtype::{Casting, DType, Result, Scalar, can_cast};

/// The optional arguments of an elementwise call.
#[derive(Clone, Default)]
pub struct CallOptions<'a> {
    /// Where to write the results; the operands broadcast to its shape.
    pub out: Option<&'a Array>,
    /// Where to compute at all: a boolean array. Elsewhere `out` keeps its values, or is zero if none was given.
    pub where_: Option<&'a Array>,
    /// The dtype to compute and return.
    pub dtype: Option<DType>,
    /// What casts of operands and results are allowed; `same_kind` if not given.
    pub casting: Option<Casting>,
    /// Memory order of a result that the call allocates; `K` if not given.
    pub order: Option<Order>,
}

impl Elementwise {
    /// Computes the function over broadcast operands.
    ///
    /// ```
    /// use nd_core::{Arg, CallOptions, array, operators::ADD};
    /// let (x, y, out) = (array![1, 2], array![10, 20], array![0.0, 0.0]);
    /// let options = CallOptions { out: Some(&out), ..CallOptions::default() };
    /// ADD.call(&[Arg::Array(&x), Arg::Array(&y)], &options)?;
    /// assert_eq!(out.to_string(), "[11. 22.]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Shapes that do not broadcast, dtypes that no signature takes, casts that the rule forbids, a read-only output,
    /// memory that cannot be had or is borrowed elsewhere.
    pub fn call(&self, args: &[Arg<'_>], options: &CallOptions<'_>) -> Result<Array> {
        if let (Some(out), None, None, None) = (options.out, options.where_, &options.dtype, options.casting)
            && let Some(result) = self.small(args, Some(out))?
        {
            return Ok(result);
        }
        if let Some(result) = self.call_objects(args, options, options.casting.unwrap_or(Casting::SameKind)) {
            return result;
        }
        if let Some(result) = self.call_strings(args, options, options.casting.unwrap_or(Casting::SameKind)) {
            return result;
        }
        if let Some(result) = self.call_text(args, options, options.casting.unwrap_or(Casting::SameKind)) {
            return result;
        }
        if let Some(result) = self.call_records(args, options) {
            return result;
        }
        if self.nout != 1 {
            return Err(UfuncError::AtArity { what: "single output" }.into());
        }
        let mut results = self.call_all(args, &[options.out], options)?;
        // One output was asked for above.
        results.pop().ok_or_else(|| UfuncError::AtArity { what: "single output" }.into())
    }

    /// [`Elementwise::call`] of a function with any number of outputs: one result each, written to the array at its
    /// place in `outs` where there is one. The `out` of the options is not looked at.
    ///
    /// ```
    /// use nd_core::{Arg, CallOptions, array, operators::ADD};
    /// let (x, y) = (array![1, 2], array![10, 20]);
    /// let sums = ADD.call_all(&[Arg::Array(&x), Arg::Array(&y)], &[], &CallOptions::default())?;
    /// assert_eq!((sums.len(), sums[0].to_string()), (1, "[11 22]".into()));
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Elementwise::call`].
    pub fn call_all(
        &self,
        args: &[Arg<'_>],
        outs: &[Option<&Array>],
        options: &CallOptions<'_>,
    ) -> Result<Vec<Array>> {
        let casting = options.casting.unwrap_or(Casting::SameKind);
        if outs.len() > self.nout {
            return Err(UfuncError::OutCount.into());
        }
        if let Some(dtype) = &options.dtype {
            check_general(dtype)?;
        }
        for out in outs.iter().flatten() {
            super::assign::check_output(out)?;
        }
        if let Some(mask) = options.where_ {
            check_mask(mask)?;
        }
        let resolved = self.resolve(args, options.dtype.as_ref())?;
        self.check_inputs(args, &resolved, casting)?;
        self.execute(resolved.into(), args, outs, options, casting)
    }

    /// [`Elementwise::call`] of one operand without options.
    ///
    /// ```
    /// use nd_core::{Arg, array, operators::NEGATIVE};
    /// assert_eq!(NEGATIVE.unary(&Arg::Array(&array![1, -2]))?.to_string(), "[-1  2]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As there.
    #[inline]
    pub fn unary(&self, x: &Arg<'_>) -> Result<Array> {
        match self.small(core::slice::from_ref(x), None)? {
            Some(result) => Ok(result),
            None => self.call(core::slice::from_ref(x), &CallOptions::default()),
        }
    }

    /// [`Elementwise::call`] of two operands without options.
    ///
    /// ```
    /// use nd_core::{Arg, Weak, array, operators::MULTIPLY};
    /// let tripled = MULTIPLY.binary(Arg::Array(&array![1, 2]), Arg::Weak(Weak::Int(3)))?;
    /// assert_eq!(tripled.to_string(), "[3 6]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As there.
    #[inline]
    pub fn binary(&self, x: Arg<'_>, y: Arg<'_>) -> Result<Array> {
        if let (Arg::Array(a), Arg::Array(b)) = (&x, &y)
            && let Some(result) = self.pair(a, b)
        {
            return result;
        }
        let args = [x, y];
        match self.small(&args, None)? {
            Some(result) => Ok(result),
            None => self.call(&args, &CallOptions::default()),
        }
    }

    /// `x = f(x, y)`, in the memory of `x`.
    ///
    /// ```
    /// use nd_core::{Arg, array, operators::ADD};
    /// let x = array![1, 2];
    /// ADD.assign(&x, Arg::Array(&array![10, 20]))?;
    /// assert_eq!(x.to_string(), "[11 22]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Elementwise::call`] with `x` as the output.
    #[inline]
    pub fn assign(&self, x: &Array, y: Arg<'_>) -> Result<()> {
        self.call(&[Arg::Array(x), y], &CallOptions { out: Some(x), ..CallOptions::default() })?;
        Ok(())
    }

    /// Runs a resolved call of this function, or of several with this as the last: the general way.
    pub(super) fn execute(
        &self,
        work: Work<'_>,
        args: &[Arg<'_>],
        outs: &[Option<&Array>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Vec<Array>> {
        let Run::Loop(run) = work.run else { return self.run_call(work, args, outs, options, casting) };
        if !float_errors::watching() {
            return self.run_call(work, args, outs, options, casting);
        }
        let watch = Watch::new(self.name, run, work.computes, args.len());
        let watched = Work { run: Run::Watch(&watch), ..work };
        let results = self.run_call(watched, args, outs, options, casting)?;
        float_errors::report(self.name, watch.found())?;
        Ok(results)
    }

    fn run_call(
        &self,
        work: Work<'_>,
        args: &[Arg<'_>],
        outs: &[Option<&Array>],
        options: &CallOptions<'_>,
        casting: Casting,
    ) -> Result<Vec<Array>> {
        for (k, out) in outs.iter().enumerate() {
            if let Some(out) = out {
                self.check_output(out, &work.dtype(args.len() + k), k, casting)?;
                super::objects::check_number(self.name, out)?;
            }
        }
        let inputs =
            args.iter().enumerate().map(|(i, a)| Input::new(a, work.dtype(i))).collect::<Result<Vec<_>>>()?;
        let shape = self.common_shape(args, outs, options)?;
        // The operands of a program are not those of its last function.
        if let Some(check) = self.check
            && !matches!(work.run, Run::Program(_))
            && !shape.contains(&0)
        {
            check(args, work.computes, options.where_)?;
        }
        let mut results = Vec::with_capacity(self.nout);
        for k in 0..self.nout {
            results.push(match outs.get(k).copied().flatten() {
                Some(out) => out.clone(),
                // SAFETY: `compute` below writes every element that the mask lets it.
                None => unsafe { self.allocate(&shape, work.dtype(args.len() + k), &inputs, options)? },
            });
        }
        let mask = options.where_;
        let mut claims: Vec<Claim<'_>> = Vec::with_capacity(MAX_OPERANDS);
        claims.extend(inputs.iter().filter_map(|i| i.array()).map(|a| a.claim(Access::Read)));
        claims.extend(mask.map(|m| m.claim(Access::Read)));
        claims.extend(outs.iter().flatten().map(|out| out.claim(Access::Write)));
        let casts = {
            let _borrows = acquire(self.name, &claims)?;
            // SAFETY: every operand is borrowed above, or is this call's own.
            unsafe { self.compute(work, &shape, &inputs, &results, mask)? }
        };
        drop(claims);
        if float_errors::watching() {
            let literal = |(i, arg)| float_errors::argument_errors(arg, &work.dtype(i));
            let literals = args.iter().enumerate().map(literal).fold(0, |found, errors| found | errors);
            CastErrors { loaded: literals | casts.loaded, ..casts }.report(self.name)?;
        }
        Ok(results)
    }

    /// The shape to compute, as [`common_shape`] has it.
    pub(super) fn common_shape(
        &self,
        args: &[Arg<'_>],
        outs: &[Option<&Array>],
        options: &CallOptions<'_>,
    ) -> Result<Dims<usize>> {
        common_shape(args.iter().map(Arg::shape).collect(), outs, options.where_)
    }

    /// Whether `casting` lets result `k`, of dtype `result`, into `out`.
    pub(super) fn check_output(&self, out: &Array, result: &DType, k: usize, casting: Casting) -> Result<()> {
        check_into(self.name, [self.nin, self.nout], out, result, k, casting)
    }

    /// A result in the order that the call asks for. Masked results start zeroed: no call exposes memory that nobody wrote.
    ///
    /// # Safety
    /// The caller must write every element, or those under the mask.
    unsafe fn allocate(
        &self,
        shape: &[usize],
        dtype: DType,
        inputs: &[Input<'_>],
        options: &CallOptions<'_>,
    ) -> Result<Array> {
        if options.where_.is_some() {
            return crate::array::zeros(shape, dtype);
        }
        match options.order.unwrap_or(Order::K).over(arrays(inputs)) {
            // SAFETY: the caller's promise, here and below.
            order @ (Order::C | Order::F | Order::A) => unsafe { output::packed(shape, dtype, order) },
            // Operands that are all packed in F order skip NumPy's iterator, and with it its order.
            Order::K if packed_in_f_order(inputs, shape) => {
                // SAFETY: as above.
                unsafe { output::packed(shape, dtype, Order::F) }
            }
            Order::K => {
                let views: Vec<View<'_>> = inputs.iter().map(Input::view).collect();
                // SAFETY: as above.
                unsafe { in_k_order(shape, dtype, &views) }
            }
        }
    }

    /// # Safety
    /// All operands must be borrowed, the output for writing; their shapes must broadcast to `shape`.
    unsafe fn compute(
        &self,
        work: Work<'_>,
        shape: &[usize],
        inputs: &[Input<'_>],
        outs: &[Array],
        mask: Option<&Array>,
    ) -> Result<CastErrors> {
        // As in NumPy, where outputs share memory the last one that needs no cast is written directly, and the others afterwards.
        let clashes = |k: usize| {
            let out: &Array = &outs[k];
            let meets = |others: &[Array]| others.iter().any(|o| overlap::meet(&View::of(o), &View::of(out)));
            overlap::overlaps_itself(&out.layout, out.dtype.itemsize())
                || meets(&outs[k + 1..])
                || (out.dtype != work.dtype(inputs.len() + k) && meets(&outs[..k]))
        };
        if (0..outs.len()).any(clashes) {
            // An output that overlaps itself or another gets its values in C order from a packed temporary.
            let mut apart = Vec::with_capacity(outs.len());
            for (k, out) in outs.iter().enumerate() {
                if !clashes(k) {
                    apart.push(out.clone());
                    continue;
                }
                // SAFETY: filled from the output at once.
                let temporary = unsafe { output::packed(shape, out.dtype.clone(), Order::C)? };
                let copy = Transfer::Copy { itemsize: out.dtype.itemsize() };
                // SAFETY: the output is borrowed and valid; the temporary is this call's own.
                unsafe { transfer_all(&copy, &temporary, out)? };
                apart.push(temporary);
            }
            // SAFETY: the caller's promise.
            let casts = unsafe { self.compute(work, shape, inputs, &apart, mask)? };
            for (k, (out, from)) in outs.iter().zip(&apart).enumerate() {
                if clashes(k) {
                    let copy = Transfer::Copy { itemsize: out.dtype.itemsize() };
                    // SAFETY: as above.
                    unsafe { transfer_all(&copy, out, from)? };
                }
            }
            return Ok(casts);
        }
        let mut temporaries: Vec<Option<Array>> = Vec::with_capacity(inputs.len() + 1);
        for array in inputs.iter().map(Input::array).chain([mask]) {
            let clash = |a: &&Array| {
                View::of(a)
                    .broadcast(shape)
                    .is_some_and(|view| outs.iter().any(|out| overlap::must_copy(&view, &View::of(out))))
            };
            temporaries.push(match array.filter(clash) {
                None => None,
                Some(array) => {
                    // SAFETY: filled from the input at once.
                    let copy = unsafe { output::packed(array.shape(), array.dtype.clone(), Order::C)? };
                    let transfer = Transfer::Copy { itemsize: array.dtype.itemsize() };
                    // SAFETY: the input is borrowed; the copy is this call's own.
                    unsafe { transfer_all(&transfer, &copy, array)? };
                    Some(copy)
                }
            });
        }
        let mut operands: Vec<(*mut u8, Dims<isize>)> = Vec::with_capacity(MAX_OPERANDS);
        let mut access = Vec::with_capacity(MAX_OPERANDS);
        let mut sizes = Vec::with_capacity(MAX_OPERANDS);
        let mut add = |view: &View<'_>| -> Result<()> {
            let clash = || ShapeError::Operands { shapes: vec![view.shape.to_vec(), shape.to_vec()] };
            let view = view.broadcast(shape).ok_or_else(|| shape_error(clash()))?;
            operands.push((view.ptr, view.strides));
            Ok(())
        };
        for (i, input) in inputs.iter().enumerate() {
            let view = temporaries[i].as_ref().map_or_else(|| input.view(), View::of);
            let dtype = work.dtype(i);
            access.push(if *view.dtype == dtype {
                exec::Access::Direct
            } else {
                exec::Access::Load(Transfer::new(view.dtype, &dtype)?)
            });
            sizes.push(dtype.itemsize());
            add(&view)?;
        }
        for (k, out) in outs.iter().enumerate() {
            let dtype = work.dtype(inputs.len() + k);
            access.push(if out.dtype == dtype {
                exec::Access::Direct
            } else {
                exec::Access::Store(Transfer::new(&dtype, &out.dtype)?)
            });
            sizes.push(dtype.itemsize());
            add(&View::of(out))?;
        }
        if let Some(mask) = mask {
            add(&View::of(temporaries[inputs.len()].as_ref().unwrap_or(mask)))?;
        }
        let operands: Vec<(*mut u8, &[isize])> = operands.iter().map(|(p, s)| (*p, &s[..])).collect();
        debug_assert_eq!(operands.len(), access.len() + usize::from(mask.is_some()));
        let mut walk = Walk::new(shape, &operands);
        walk.optimise(inputs.len());
        let task = Task {
            run: work.run,
            access: &access,
            inputs: inputs.len(),
            sizes: &sizes,
            masked: mask.is_some(),
            serial: false,
        };
        // SAFETY: operands are borrowed by the caller, overlaps other than exact ones were replaced by temporaries, and
        // `access` was derived from the dtypes above.
        unsafe { task.run(&walk) };
        Ok(CastErrors::of(&access))
    }
}

impl CastErrors {
    fn of(access: &[exec::Access]) -> CastErrors {
        let mut found = CastErrors::default();
        for access in access {
            match access {
                exec::Access::Direct => {}
                exec::Access::Load(transfer) => found.loaded |= transfer.float_errors(),
                exec::Access::Store(transfer) => found.stored |= transfer.float_errors(),
            }
        }
        found
    }
}

/// A result in the memory order of the operands `views`, which broadcast to `shape`.
///
/// # Safety
/// The caller must write every element, or those under the mask.
pub(super) unsafe fn in_k_order(shape: &[usize], dtype: DType, views: &[View<'_>]) -> Result<Array> {
    let views: Vec<View<'_>> = views.iter().filter_map(|view| view.broadcast(shape)).collect();
    let strides: Vec<&[isize]> = views.iter().map(|v| &v.strides[..]).collect();
    let strides = k_order_of(shape, &strides, dtype.itemsize());
    // SAFETY: the caller's promise.
    unsafe { output::strided(shape, dtype, strides) }
}

/// The shape to compute over operands of `shapes`: that of the outputs given, if large enough, else what the operands and
/// the mask broadcast to.
pub(super) fn common_shape<'a>(
    mut shapes: Vec<&'a [usize]>,
    outs: &[Option<&'a Array>],
    mask: Option<&'a Array>,
) -> Result<Dims<usize>> {
    let given = || outs.iter().flatten().copied();
    shapes.extend(given().chain(mask).map(Array::shape));
    let shape = broadcast_operands(&shapes)?;
    if let Some(out) = given().find(|out| shape[..] != *out.shape()) {
        let (out, shape) = (out.shape().to_vec(), shape.to_vec());
        return Err(shape_error(ShapeError::Output { out, shape }));
    }
    Ok(shape)
}

/// Whether `casting` lets result `k`, of dtype `result`, of a function with so many operands and results into `out`.
pub(super) fn check_into(
    name: &'static str,
    [nin, nout]: [usize; 2],
    out: &Array,
    result: &DType,
    k: usize,
    casting: Casting,
) -> Result<()> {
    if can_cast(result, &out.dtype, casting) {
        return Ok(());
    }
    let operand = if nout > 1 { format!("output {}", nin + k) } else { "output".to_string() };
    let (from, to) = (result.clone(), out.dtype.clone());
    Err(UfuncError::Cast { name, operand, from, to, casting }.into())
}

/// A mask must be boolean.
///
/// # Errors
/// [`UfuncError::Mask`].
pub(super) fn check_mask(mask: &Array) -> Result<()> {
    if mask.dtype == DType::BOOL {
        return Ok(());
    }
    Err(UfuncError::Mask { found: mask.dtype.clone(), scalar: mask.ndim() == 0 }.into())
}

/// An input: an array, or one element in the loop's dtype.
enum Input<'a> {
    Array(&'a Array),
    Scalar { dtype: DType, bytes: [u8; 16] },
}

impl<'a> Input<'a> {
    /// `arg` for a loop that works on `dtype`.
    ///
    /// # Errors
    /// A scalar that the loop's dtype does not take.
    fn new(arg: &Arg<'a>, dtype: DType) -> Result<Input<'a>> {
        let value = match arg {
            Arg::Array(array) => return Ok(Input::Array(array)),
            Arg::Scalar(value) => value.clone(),
            Arg::Weak(weak) => Scalar::from_weak(*weak, &dtype)?,
        };
        let mut bytes = [0; 16];
        value.write_bytes(&dtype, &mut bytes[..dtype.itemsize()])?;
        Ok(Input::Scalar { dtype, bytes })
    }

    fn array(&self) -> Option<&'a Array> {
        match self {
            Input::Array(array) => Some(array),
            Input::Scalar { .. } => None,
        }
    }

    fn view(&self) -> View<'_> {
        match self {
            Input::Array(array) => View::of(array),
            Input::Scalar { dtype, bytes } => View::repeated(bytes.as_ptr().cast_mut(), dtype, &[]),
        }
    }
}

/// Whether all arrays are packed in F order only, have `shape`, and one native dtype.
fn packed_in_f_order(inputs: &[Input<'_>], shape: &[usize]) -> bool {
    let native = |a: &Array| a.dtype.native_num();
    let first = arrays(inputs).next().and_then(native);
    let alike =
        |a: &Array| native(a) == first && a.shape() == shape && a.is_f_contiguous() && !a.is_c_contiguous();
    first.is_some() && arrays(inputs).all(alike)
}

fn arrays<'a>(inputs: &'a [Input<'_>]) -> impl Iterator<Item = &'a Array> {
    inputs.iter().filter_map(Input::array)
}
