//! Generalized calls: a kernel over the trailing *core* axes of its operands, repeated over the leading *loop* axes.
//!
//! NumPy calls such functions generalized ufuncs: `matmul` is `(m,k),(k,n)->(m,n)`, a sort is `(n)->(n)`, `svd` is
//! `(m,n)->(m,k),(k),(k,n)`. The loop axes broadcast. The engine takes the borrows, converts what the kernel cannot
//! read as it lies, resolves overlap, walks the loop axes and cuts them among threads; the kernel sees one typed view
//! of each operand's core and nothing else.
//!
//! ```text
//! borrow everything at once
//! for each operand: lend it as it lies, or put a packed temporary in its place
//! for each position of the loop axes: kernel(views of the cores)
//! store the temporaries of outputs back
//! ```

mod core;
mod prepare;
#[cfg(test)]
mod tests;

pub use self::core::Core;

use self::prepare::Prepared;
use super::elementwise::UfuncError;
use super::float_errors::{self, CastErrors};
use super::threads::{self, threads};
use super::walk::{MAX_OPERANDS, Ptrs, Walk};
use crate::array::Array;
use crate::buffer::{Access, Claim, acquire};
use crate::error::{ShapeError, shape_error};
use crate::layout::{Dims, Layout, broadcast_operands};
use ::core::sync::atomic::AtomicU8;
use nd_dtype::{DType, ObjectError, Result};
use std::sync::OnceLock;

/// An operand as the caller describes it.
struct Spec<'a> {
    array: &'a Array,
    core: usize,
    dtype: DType,
    access: Access,
    packed: bool,
}

/// A generalized call under construction: operands in the order in which the kernel numbers them, then
/// [`run`](CoreCall::run).
///
/// ```
/// use nd_core::{CoreCall, DType, array, zeros};
/// let x = array![[1.0, 2.0], [3.0, 4.0]];
/// let dots = zeros(2, DType::F64)?;
/// CoreCall::new("vecdot").read(&x, 1, &DType::F64).read(&x, 1, &DType::F64).write(&dots, 0, &DType::F64).run(
///     || (),
///     |_, core| {
///         let (a, b) = (core.view::<f64>(0), core.view::<f64>(1));
///         core.view_mut::<f64>(2)[[]] = a.iter().zip(b.iter()).map(|(a, b)| a * b).sum();
///         Ok(())
///     },
/// )?;
/// assert_eq!(dots.to_string(), "[ 5. 25.]");
/// # Ok::<(), nd_core::Error>(())
/// ```
#[must_use = "a call does nothing until it is run"]
pub struct CoreCall<'a> {
    name: &'static str,
    operands: Vec<Spec<'a>>,
    cost: Option<usize>,
    runs: bool,
    rounds: bool,
}

impl<'a> CoreCall<'a> {
    /// A call of the function `name`, which errors will name.
    pub fn new(name: &'static str) -> CoreCall<'a> {
        CoreCall { name, operands: Vec::with_capacity(4), cost: None, runs: false, rounds: false }
    }

    /// Adds an operand that is read: the last `core` axes of `array` are the kernel's. It is lent as it lies if its
    /// elements are aligned and native ones of `dtype`, whatever the strides, and is converted otherwise.
    pub fn read(self, array: &'a Array, core: usize, dtype: &DType) -> Self {
        self.operand(array, core, dtype, Access::Read)
    }

    /// Adds an operand that is written, and may be read first: the kernel finds the elements that are there. Its leading
    /// axes must have the shape that those of all operands broadcast to.
    pub fn write(self, array: &'a Array, core: usize, dtype: &DType) -> Self {
        self.operand(array, core, dtype, Access::Write)
    }

    fn operand(mut self, array: &'a Array, core: usize, dtype: &DType, access: Access) -> Self {
        self.operands.push(Spec { array, core, dtype: dtype.clone(), access, packed: false });
        self
    }

    /// Demands that the core of the operand added last be packed in C order, so that its view is a slice.
    pub fn packed(mut self) -> Self {
        if let Some(last) = self.operands.last_mut() {
            last.packed = true;
        }
        self
    }

    /// Says how much work one item of the loop is, in element operations; the number of elements in the largest core if it
    /// is not said. Loops with enough work are cut among threads.
    pub fn cost(mut self, elements: usize) -> Self {
        self.cost = Some(elements);
        self
    }

    /// Hands the kernel a run of items at a time, so that what it does once per call is shared by many small ones: each view
    /// gets one axis more, in front of the core's, of the same length for all operands. Its steps are any, and zero where
    /// an operand is broadcast.
    pub fn runs(mut self) -> Self {
        self.runs = true;
        self
    }

    /// Says that the function itself is of the outputs' dtype, and its kernel of a wider one: what is lost when results are
    /// stored is an error of the function, not of a cast.
    pub fn rounds(mut self) -> Self {
        self.rounds = true;
        self
    }

    /// Runs `kernel` on every position of the loop axes, in any order and perhaps on several threads of nd's pool,
    /// each with a workspace made by `init`.
    ///
    /// The kernel must be a leaf: it computes, and neither calls code of the library's user nor another operation of nd.
    ///
    /// # Errors
    /// The first error of a kernel; operands with fewer axes than their cores; loop axes that do not broadcast; dtypes
    /// that do not convert; a read-only output; memory that cannot be had or is borrowed elsewhere. Outputs that a
    /// temporary stands for are untouched after an error, others may be written in part. More than eight operands; a `dtype`
    /// that is not a native number.
    pub fn run<W>(
        &self,
        init: impl Fn() -> W + Sync,
        kernel: impl Fn(&mut W, &mut Core<'_>) -> Result<()> + Sync,
    ) -> Result<()> {
        if self.operands.len() > MAX_OPERANDS {
            let (name, found) = (self.name, self.operands.len());
            return Err(UfuncError::TooManyOperands { name, found, most: MAX_OPERANDS }.into());
        }
        for Spec { array, dtype, .. } in &self.operands {
            super::objects::check_number(self.name, array)?;
            if dtype.native_num().is_none() {
                return Err(ObjectError::Kernel { operation: self.name, dtype: dtype.clone() }.into());
            }
        }
        let shape = self.loop_shape()?;
        for spec in self.operands.iter().filter(|spec| spec.access == Access::Write) {
            super::assign::check_output(spec.array)?;
        }
        let errors = float_errors::watching().then(AtomicU8::default);
        let casts = self.run_over(&shape, errors.as_ref(), init, kernel)?;
        let own = errors.map_or(0, AtomicU8::into_inner);
        let (cast, own) = if self.rounds { (0, own | casts.stored) } else { (casts.stored, own) };
        CastErrors { loaded: casts.loaded | cast, stored: own }.report(self.name)
    }

    /// Borrows, computes and stores; notes the floating-point errors of kernels in `errors` and returns those of casts.
    fn run_over<W>(
        &self,
        shape: &[usize],
        errors: Option<&AtomicU8>,
        init: impl Fn() -> W + Sync,
        kernel: impl Fn(&mut W, &mut Core<'_>) -> Result<()> + Sync,
    ) -> Result<CastErrors> {
        let claims: Vec<Claim<'_>> = self.operands.iter().map(|spec| spec.array.claim(spec.access)).collect();
        let _borrows = acquire(self.name, &claims)?;
        // SAFETY: every operand is borrowed above, for as long as `prepared` lives.
        let (prepared, loaded) = unsafe { prepare::all(&self.operands, shape)? };
        let items: usize = shape.iter().product();
        let cost = self.cost.unwrap_or_else(|| prepared.iter().map(|p| p.layout.size()).max().unwrap_or(1));
        let parts = threads::parts_for(items.saturating_mul(cost)).min(items.max(1));
        let failure = OnceLock::new();
        let run = |walk: &Walk, threads: usize| {
            let mut workspace = init();
            walk.for_each_piece(&mut |piece| {
                let runs: Option<Vec<Layout>> = self.runs.then(|| {
                    let run = |(k, p): (usize, &Prepared)| p.run(piece.cols.len, piece.cols.steps[k]);
                    prepared.iter().enumerate().map(run).collect()
                });
                let cols = if runs.is_some() { 1 } else { piece.cols.len };
                for row in 0..piece.rows.len {
                    for col in 0..cols {
                        if failure.get().is_some() {
                            return;
                        }
                        let mut ptrs: Ptrs = [::core::ptr::null_mut(); MAX_OPERANDS];
                        for (k, ptr) in ptrs.iter_mut().enumerate().take(prepared.len()) {
                            *ptr = piece.at(k, row, col);
                        }
                        // SAFETY: the operands are borrowed, and `prepare` saw that each core reached from here holds
                        // aligned native elements and that no output shares bytes with another operand or itself.
                        let mut core =
                            unsafe { Core::new(&prepared, runs.as_deref(), ptrs, threads, errors) };
                        if let Err(error) = kernel(&mut workspace, &mut core) {
                            let _ = failure.set(error);
                        }
                    }
                }
            });
        };
        let walk = loop_walk(shape, &prepared);
        let alone = if rayon::current_thread_index().is_some() { 1 } else { threads() };
        if !walk.run_cut(parts, 1, &|part| run(part, 1)) {
            run(&walk, alone);
        }
        if let Some(error) = failure.into_inner() {
            return Err(error);
        }
        // SAFETY: as above; the kernels are done.
        let stored = unsafe { prepare::store(&self.operands, &prepared)? };
        Ok(CastErrors { loaded, stored })
    }

    /// What the leading axes of all operands broadcast to; those of outputs must have that shape.
    fn loop_shape(&self) -> Result<Dims<usize>> {
        let mut leading: Vec<&[usize]> = Vec::with_capacity(self.operands.len());
        for (operand, spec) in self.operands.iter().enumerate() {
            let shape = spec.array.shape();
            let Some(axes) = shape.len().checked_sub(spec.core) else {
                let (name, has, wanted) = (self.name, shape.len(), spec.core);
                return Err(shape_error(ShapeError::CoreAxes { name, operand, has, wanted }));
            };
            leading.push(&shape[..axes]);
        }
        let shape = broadcast_operands(&leading)?;
        for (spec, leading) in self.operands.iter().zip(&leading) {
            if spec.access == Access::Write && shape[..] != **leading {
                let (out, shape) = (leading.to_vec(), shape.to_vec());
                return Err(shape_error(ShapeError::Output { out, shape }));
            }
        }
        Ok(shape)
    }
}

/// The walk over the loop axes.
fn loop_walk(shape: &[usize], prepared: &[Prepared]) -> Walk {
    let operands: Vec<(*mut u8, &[isize])> = prepared.iter().map(|p| (p.ptr, &p.steps[..])).collect();
    let lead = prepared.iter().position(|p| p.access == Access::Write).unwrap_or(0);
    let mut walk = Walk::new(shape, &operands);
    walk.optimise(lead);
    walk
}

/// Runs `leaf` on nd's own thread pool, where parallel libraries built on rayon find its threads; on the calling
/// thread if that is a worker of any pool already, or if one thread is all there is.
///
/// `leaf` must only compute: no code of the library's user, and no operation of nd.
pub fn on_pool<R: Send>(leaf: impl FnOnce() -> R + Send) -> R {
    threads::install(leaf)
}
