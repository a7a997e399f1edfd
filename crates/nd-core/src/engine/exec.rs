//! The executor of elementwise loops: tiles of direct and buffered operands, masks, threads.
//!
//! An operand is *direct* when the loop can read or write it where it lies: native byte order, the loop's dtype, any
//! stride, any alignment. Every other operand is *buffered*: a tile of it is moved through a [`Transfer`] into
//! scratch memory that stays in the first-level cache. A direct input that runs across the grain of the output (a
//! transpose) is also gathered, because a blocked transpose of a tile beats one cache line per element.

use super::float_errors::Watch;
use super::program::Program;
use super::scratch::Scratch;
use super::threads;
use super::transfer::Transfer;
use super::walk::{MAX_OPERANDS, Piece, Ptrs, Steps, Walk};
use core::mem::MaybeUninit;
use nd_kernel::Loop;
use nd_kernel::isa::FAR;

/// How one operand meets the loop.
pub(crate) enum Access {
    /// In place.
    Direct,
    /// Through scratch on the way in.
    Load(Transfer),
    /// Through scratch on the way out.
    Store(Transfer),
}

/// What computes a row of elements.
#[derive(Clone, Copy)]
pub(crate) enum Run<'a> {
    /// The loop of one function.
    Loop(Loop),
    /// The loops of several, each on the results of those before it.
    Program(&'a Program),
    /// The loop of one function under a policy for floating-point errors.
    Watch(&'a Watch<'a>),
}

impl Run<'_> {
    /// # Safety
    /// As [`Loop`], for the operands that the loop or the program has.
    #[inline]
    unsafe fn call(self, n: usize, ptrs: &Ptrs, steps: &Steps) {
        match self {
            // SAFETY: the caller's promise.
            Run::Loop(run) => unsafe { run(n, ptrs.as_ptr(), steps.as_ptr()) },
            // SAFETY: the caller's promise.
            Run::Program(program) => unsafe { program.run(n, ptrs, steps) },
            // SAFETY: the caller's promise.
            Run::Watch(watch) => unsafe { watch.run(n, ptrs, steps) },
        }
    }
}

/// An elementwise operation, resolved: everything but the memory.
pub(crate) struct Task<'a> {
    pub(crate) run: Run<'a>,
    /// Inputs, then outputs.
    pub(crate) access: &'a [Access],
    /// How many of them are inputs.
    pub(crate) inputs: usize,
    /// Bytes of each operand's element in the loop's dtype.
    pub(crate) sizes: &'a [usize],
    /// Whether the walk has one more operand, a boolean mask of where to compute.
    pub(crate) masked: bool,
    /// Whether the pieces must run one after the other on this thread.
    pub(crate) serial: bool,
}

impl Task<'_> {
    /// Runs the task over all of `walk`.
    ///
    /// # Safety
    /// Every operand of the walk must be valid for the elements it reaches (inputs for reads, outputs for writes), be
    /// borrowed by the caller until this returns, hold what `access` and `sizes` say, and overlap no other operand
    /// except exactly, element for element. Outputs must not overlap themselves unless the task is serial.
    pub(crate) unsafe fn run(&self, walk: &Walk) {
        if walk.is_empty() {
            return;
        }
        let parts = if self.serial { 1 } else { threads::parts_for(walk.size()) };
        let axis = widest_axis(walk, parts);
        let len = axis.map_or(1, |a| walk.axes[a].len);
        let parts = parts.min(len);
        if parts == 1 {
            // SAFETY: the caller's promise.
            return walk.for_each_piece(&mut |piece| unsafe { self.run_piece(piece) });
        }
        let axis = axis.unwrap_or(0);
        threads::run(parts, &|part| {
            let (start, end) = (part * len / parts, (part + 1) * len / parts);
            let part = walk.part(axis, start, end - start);
            // SAFETY: parts of one axis visit disjoint output elements; the rest is the caller's promise.
            part.for_each_piece(&mut |piece| unsafe { self.run_piece(piece) });
        });
    }

    /// # Safety
    /// As [`Task::run`], for one piece.
    pub(crate) unsafe fn run_piece(&self, piece: &Piece) {
        let plain = !self.masked
            && self.access.iter().enumerate().all(|(k, access)| match access {
                Access::Direct => !crosses_grain(piece, k),
                _ => false,
            });
        if plain {
            for row in 0..piece.rows.len {
                let mut ptrs = piece.ptrs;
                for (k, ptr) in ptrs.iter_mut().enumerate().take(self.access.len()) {
                    *ptr = piece.at(k, row, 0);
                }
                // SAFETY: the caller's promise is the loop's contract.
                unsafe { self.run.call(piece.cols.len, &ptrs, &piece.cols.steps) };
            }
            return;
        }
        // SAFETY: the caller's promise.
        unsafe { self.run_tiles(piece) };
    }

    /// A piece whose operands go through scratch. A call of its own: its frame is large, and making room for one is work that
    /// plain rows must not pay for.
    ///
    /// # Safety
    /// As [`Task::run`], for one piece.
    #[inline(never)]
    unsafe fn run_tiles(&self, piece: &Piece) {
        let widest = self.sizes.iter().copied().max().unwrap_or(1).max(1);
        let across = (0..self.access.len()).any(|k| crosses_grain(piece, k));
        let far = piece.rows.len.saturating_mul(piece.cols.len).saturating_mul(widest) >= FAR;
        let room = if across || !far { ROOM } else { SHORT } / widest;
        let cols = if across { TILE_COLS.min(room / TILE_ROWS) } else { room }.min(piece.cols.len);
        let rows = (room / cols).min(piece.rows.len);
        let mut scratch = [const { MaybeUninit::<Room>::uninit() }; MAX_OPERANDS - 1];
        for row in (0..piece.rows.len).step_by(rows) {
            for col in (0..piece.cols.len).step_by(cols) {
                let tile = [rows.min(piece.rows.len - row), cols.min(piece.cols.len - col)];
                // SAFETY: the caller's promise; a tile of `rows * cols` elements fits a scratch.
                unsafe { self.run_tile(piece, row, col, tile, &mut scratch) };
            }
        }
    }

    /// # Safety
    /// As [`Task::run`]; `rows * cols` elements of the widest operand fit a scratch.
    unsafe fn run_tile(
        &self,
        piece: &Piece,
        row: usize,
        col: usize,
        [rows, cols]: [usize; 2],
        scratch: &mut [MaybeUninit<Room>; MAX_OPERANDS - 1],
    ) {
        let mut ptrs: Ptrs = [core::ptr::null_mut(); MAX_OPERANDS];
        let mut steps = [[0isize; 2]; MAX_OPERANDS];
        for (k, access) in self.access.iter().enumerate() {
            let (place, place_steps) = (piece.at(k, row, col), piece.steps(k));
            let size = self.sizes[k];
            let gather = Transfer::Copy { itemsize: size };
            let load = match access {
                Access::Direct if crosses_grain(piece, k) && !self.is_output(k) => Some(&gather),
                Access::Direct => None,
                Access::Load(transfer) => Some(transfer),
                Access::Store(_) => {
                    ptrs[k] = scratch[k].as_mut_ptr().cast();
                    steps[k] = [(cols * size) as isize, size as isize];
                    continue;
                }
            };
            let Some(load) = load else {
                (ptrs[k], steps[k]) = (place, place_steps);
                continue;
            };
            // A repeated row, column or element is fetched once and repeated by a step of zero.
            let extent =
                [if place_steps[0] == 0 { 1 } else { rows }, if place_steps[1] == 0 { 1 } else { cols }];
            let dense = [(extent[1] * size) as isize, size as isize];
            ptrs[k] = scratch[k].as_mut_ptr().cast();
            for i in 0..2 {
                steps[k][i] = if place_steps[i] == 0 { 0 } else { dense[i] };
            }
            // SAFETY: the scratch holds a tile and is distinct from all operands.
            unsafe { load.run(extent, ptrs[k], dense, place, place_steps) };
        }
        let mut col_steps: Steps = [0; MAX_OPERANDS];
        for (to, from) in col_steps.iter_mut().zip(&steps) {
            *to = from[1];
        }
        for r in 0..rows {
            let mut here = ptrs;
            for (k, ptr) in here.iter_mut().enumerate().take(self.access.len()) {
                *ptr = ptr.wrapping_offset(r as isize * steps[k][0]);
            }
            if self.masked {
                let m = self.access.len();
                let mask = piece.at(m, row + r, col);
                // SAFETY: the mask is an operand of the walk, one byte per element.
                unsafe { self.run_masked(cols, &here, &col_steps, mask, piece.cols.steps[m]) };
            } else {
                // SAFETY: direct operands by the caller's promise, buffered ones filled above.
                unsafe { self.run.call(cols, &here, &col_steps) };
            }
        }
        for (k, access) in self.access.iter().enumerate() {
            let Access::Store(store) = access else { continue };
            let place_steps = piece.steps(k);
            if !self.masked {
                // SAFETY: the loop has written the tile in scratch.
                unsafe { store.run([rows, cols], piece.at(k, row, col), place_steps, ptrs[k], steps[k]) };
                continue;
            }
            // A cast there and back may change values, so what the mask leaves alone is not stored at all.
            let m = self.access.len();
            for r in 0..rows {
                let mut put = |start: usize, len: usize| {
                    let from =
                        ptrs[k].wrapping_offset(r as isize * steps[k][0] + start as isize * steps[k][1]);
                    // SAFETY: the loop has written this stretch of the tile in scratch.
                    unsafe {
                        store.run([1, len], piece.at(k, row + r, col + start), place_steps, from, steps[k])
                    };
                };
                // SAFETY: the mask is an operand of the walk, one byte per element.
                unsafe { for_each_stretch(cols, piece.at(m, row + r, col), piece.cols.steps[m], &mut put) };
            }
        }
    }

    fn is_output(&self, k: usize) -> bool {
        // Outputs are written where they lie; only inputs are worth gathering.
        k >= self.inputs
    }

    /// Runs the loop on every stretch of true mask bytes.
    ///
    /// # Safety
    /// As the loop, for `n` elements; `mask` is valid for reads of `n` bytes at `mask_step`.
    unsafe fn run_masked(&self, n: usize, ptrs: &Ptrs, steps: &Steps, mask: *const u8, mask_step: isize) {
        let mut run = |start: usize, len: usize| {
            let mut here = *ptrs;
            for (ptr, step) in here.iter_mut().zip(steps).take(self.access.len()) {
                *ptr = ptr.wrapping_offset(start as isize * step);
            }
            // SAFETY: the stretch lies inside the `n` elements of the caller's promise.
            unsafe { self.run.call(len, &here, steps) };
        };
        // SAFETY: the caller's promise.
        unsafe { for_each_stretch(n, mask, mask_step, &mut run) };
    }
}

/// Calls `f(start, len)` for every stretch of true mask bytes. A stretch is found before `f` sees it, so `f` may write
/// over the mask up to its end.
///
/// # Safety
/// `mask` must be valid for reads of `n` bytes at `mask_step`.
unsafe fn for_each_stretch(n: usize, mask: *const u8, mask_step: isize, f: &mut dyn FnMut(usize, usize)) {
    // SAFETY: `i < n`, inside the mask by the caller's promise.
    let on = |i: usize| unsafe { mask.wrapping_offset(i as isize * mask_step).read() != 0 };
    let mut i = 0;
    while i < n {
        if !on(i) {
            i += 1;
            continue;
        }
        let start = i;
        while i < n && on(i) {
            i += 1;
        }
        f(start, i - start);
    }
}

/// Bytes of scratch for each buffered operand: enough for the tiles below.
const ROOM: usize = 4 * Scratch::BYTES;

/// The scratch of one operand.
type Room = [Scratch; ROOM / Scratch::BYTES];

/// Bytes of scratch that are used where memory sets the pace, in pieces of at least [`FAR`] bytes: so few that the stores of a
/// tile fit the processor's queue of stores, and loads of the next go on while those to memory wait. Adding 1e7 swapped doubles
/// took 9.6 ms with 1 KiB, 19.7 ms with 2 and 17.3 ms with 32.
const SHORT: usize = 1024;

/// Elements along the two sides of tiles in which operands that cross the grain are gathered: as many columns as make long
/// stretches of the other operands, as many rows as use whole cache lines of these. `a + a.T` of 4096 by 4096 doubles took
/// 35 ms with tiles of 32 by 128, 46 ms of 64 by 64, 44 ms of 16 by 256.
const TILE_COLS: usize = 128;
const TILE_ROWS: usize = 32;

/// Whether operand `k` moves along rows where the piece's columns are the fast axis, so that reading it column by column
/// would touch a cache line per element.
fn crosses_grain(piece: &Piece, k: usize) -> bool {
    let [row, col] = piece.steps(k);
    row != 0
        && row.unsigned_abs() < col.unsigned_abs()
        && col.unsigned_abs() >= 256
        && piece.rows.len >= 8
        && piece.cols.len >= 8
}

/// The axis to cut among threads: the slowest that has enough positions, else the longest.
fn widest_axis(walk: &Walk, parts: usize) -> Option<usize> {
    walk.axes
        .iter()
        .position(|a| a.len >= 4 * parts)
        .or_else(|| (0..walk.axes.len()).max_by_key(|&i| walk.axes[i].len))
}
