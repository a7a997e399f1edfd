//! The contract between the engine and every loop.
//!
//! - Pointers are raw and may be **misaligned** (a field of a packed record): loops load and store unaligned, which
//!   costs nothing on the machines nd runs on. No `&T` to element memory is ever made.
//! - An output may **alias an input exactly** (same pointer, same stride, same element size): every element of an
//!   input is read before the output element at the same position is written. Any other overlap is excluded by
//!   the planner, except for the accumulator of a reduction (see [`Loop`]).
//! - A loop touches **no byte outside its operands' elements**: no blended stores into the gaps between strided
//!   elements, no stores past the end. A neighbour may be written by another thread at the same time.
//! - Strides are in bytes, signed, and may be zero.
//! - Values are native-endian and of the loop's own type; casting and byte order are the engine's business.

/// One inner loop of an elementwise function: `n` elements; operand `i` starts at `ptrs[i]` and advances by
/// `strides[i]` bytes; inputs come first, then outputs.
///
/// A binary loop called with `ptrs[0] == ptrs[2]` and `strides[0] == strides[2] == 0` folds: it reads the accumulator
/// and writes it back for each element in order.
///
/// # Safety
/// `ptrs` and `strides` must point to one entry per operand, and each operand's `n` elements must be valid for reads
/// (inputs) or writes (outputs) under the aliasing rules above.
pub type Loop = unsafe fn(n: usize, ptrs: *const *mut u8, strides: *const isize);

/// Folds a run into an accumulator: `*acc = *acc ⊕ fold(x[0..n])`.
///
/// The order inside the run is the function's own and is documented with it (NumPy's pairwise tree for floating
/// `add`); it depends on `n` only, never on the stride or the instruction set.
///
/// # Safety
/// `x` must be valid for reads of `n` elements at `stride` bytes, `acc` for reads and writes of one element that no
/// element of `x` overlaps.
pub type Reduce = unsafe fn(n: usize, x: *const u8, stride: isize, acc: *mut u8);

/// Running fold: `*acc = *acc ⊕ x[i]; out[i] = *acc`, in order.
///
/// # Safety
/// As [`Reduce`]; `out` must be valid for writes of `n` elements at `out_stride`, and may be `x` exactly.
pub type Scan =
    unsafe fn(n: usize, x: *const u8, stride: isize, acc: *mut u8, out: *mut u8, out_stride: isize);

/// Folds `lanes` runs of `n` elements each, the first of which start `lane_stride` bytes apart, into as many packed
/// accumulators: `acc[k] = acc[k] ⊕ fold(x[k][0..n])`, each as by the [`Reduce`] of the function.
///
/// # Safety
/// As [`Reduce`], for each of the runs and accumulators.
pub type ReduceLanes =
    unsafe fn(lanes: usize, n: usize, x: *const u8, lane_stride: isize, stride: isize, acc: *mut u8);

/// Folds values into elements that a list of indices names, in order: `dst[idx[k]] = dst[idx[k]] ⊕ src[k]`. The operands
/// are those of [`put`](crate::select::put).
///
/// # Safety
/// As [`put`](crate::select::put); every index must be in `-len..len`, and `dst` be valid for reads too.
pub type FoldAt = unsafe fn(
    n: usize,
    idx: *const i64,
    idx_stride: isize,
    src: *const u8,
    src_stride: isize,
    dst: *mut u8,
    dst_stride: isize,
    len: usize,
);

/// The loops of a binary function whose operands and result share one type.
#[derive(Clone, Copy)]
pub struct Fold {
    /// Folds a run, in the function's own order.
    pub reduce: Reduce,
    /// Running fold, sequential.
    pub scan: Scan,
    /// Folds many short runs at once, where that is faster than one call for each.
    pub lanes: Option<ReduceLanes>,
    /// Folds into the elements that indices name.
    pub at: FoldAt,
}
