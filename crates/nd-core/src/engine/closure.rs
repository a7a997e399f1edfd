//! Elementwise functions made of a Rust closure.
//!
//! The closure is the user's: it runs on the calling thread, inside the operation's borrows, and may panic. What it
//! does to the operands of its own operation fails with `Borrowed` instead of waiting for itself.

use super::operand::View;
use super::output;
use super::scratch::Scratch;
use super::transfer::Transfer;
use super::walk::Walk;
use crate::array::Array;
use crate::buffer::{Access, acquire, enter_operation};
use crate::layout::Order;
use nd_dtype::{Element, Result};

/// Operands of the walk.
const OUT: usize = 0;
const IN: usize = 1;

impl Array {
    /// `f` of every element, in C order, as an array of what `f` returns. Elements are cast to `T` first.
    ///
    /// ```
    /// let x = nd_core::array![1.5, 2.5];
    /// assert_eq!(x.map(|v: f64| v as i64 * 10)?.to_string(), "[10 20]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// A dtype that does not cast to that of `T`, memory that cannot be had or is borrowed elsewhere.
    #[doc(alias = "numpy.vectorize")]
    pub fn map<T: Element, U: Element>(&self, mut f: impl FnMut(T) -> U) -> Result<Array> {
        let load = Transfer::new(&self.dtype, &T::DTYPE)?;
        // SAFETY: every element is written below; a panic of `f` drops the array unseen.
        let result = unsafe { output::packed(self.shape(), U::DTYPE, Order::C)? };
        let _borrow = acquire("map", &[self.claim(Access::Read)])?;
        let _inside = enter_operation();
        let (out, x) = (View::of(&result), View::of(self));
        let mut walk = Walk::new(self.shape(), &[(out.ptr, &out.strides), (x.ptr, &x.strides)]);
        // C order is the order of the calls, so axes are merged but not moved.
        walk.coalesce();
        let from = size_of::<T::Stored>();
        let room = Scratch::BYTES / from;
        let mut scratch = Scratch::new();
        walk.for_each_piece(&mut |piece| {
            for row in 0..piece.rows.len {
                for start in (0..piece.cols.len).step_by(room) {
                    let n = room.min(piece.cols.len - start);
                    let steps = [0, piece.cols.steps[IN]];
                    // SAFETY: `n` elements of the borrowed input fit the scratch.
                    unsafe {
                        load.run([1, n], scratch.ptr(), [0, from as isize], piece.at(IN, row, start), steps)
                    };
                    for i in 0..n {
                        let x = scratch.ptr().wrapping_add(i * from).cast::<T::Stored>();
                        // SAFETY: the scratch was filled with native elements of `T`'s stored form.
                        let y = f(T::from_stored(unsafe { x.read_unaligned() })).into_stored();
                        // SAFETY: an element of the result, which is this call's own.
                        unsafe { piece.at(OUT, row, start + i).cast::<U::Stored>().write_unaligned(y) };
                    }
                }
            }
        });
        Ok(result)
    }
}
