//! Lists of positions and masks written as Rust arrays and vectors, at any depth.

#![forbid(unsafe_code)]

use super::Position;
use crate::array::Array;
use crate::buffer::Buffer;
use crate::layout::{Dims, Layout, Order, strides_in_order};
use nd_dtype::{Bool8, Element, Plain};

mod sealed {
    /// Keeps [`List`](super::List) to types whose lengths are those of what they flatten to.
    pub trait Sealed {}
}
use sealed::Sealed;

/// An integer, a boolean, or an array of such things: what a literal index list is made of. The trait is sealed, because the
/// index array takes its shape from it.
pub trait List: Sealed {
    /// What lies in the index array: `i64` for integers, a boolean byte for booleans.
    type Leaf: Plain;

    /// Appends the lengths of the axes below this level.
    fn lengths(shape: &mut Dims<usize>);

    /// Appends the elements.
    fn flatten(self, out: &mut Vec<Self::Leaf>);
}

// impl List for i32 { type Leaf = i64; .. }, and so on.
macro_rules! positions {
    // $t: an integer type.
    ($($t:ty),*) => { $(
        impl Sealed for $t {}
        impl List for $t {
            type Leaf = i64;

            fn lengths(_: &mut Dims<usize>) {}

            fn flatten(self, out: &mut Vec<i64>) {
                out.push(self.position() as i64);
            }
        }
    )* };
}
positions!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Sealed for bool {}
impl List for bool {
    type Leaf = Bool8;

    fn lengths(_: &mut Dims<usize>) {}

    fn flatten(self, out: &mut Vec<Bool8>) {
        out.push(Bool8::new(self));
    }
}

impl<T: List, const N: usize> Sealed for [T; N] {}
impl<T: List, const N: usize> List for [T; N] {
    type Leaf = T::Leaf;

    fn lengths(shape: &mut Dims<usize>) {
        shape.push(N);
        T::lengths(shape);
    }

    fn flatten(self, out: &mut Vec<T::Leaf>) {
        self.into_iter().for_each(|item| item.flatten(out));
    }
}

/// The array of a list.
pub(super) fn list_array<T: List>(list: impl IntoIterator<Item = T, IntoIter: ExactSizeIterator>) -> Array {
    let list = list.into_iter();
    let mut shape = Dims::filled(1, list.len());
    T::lengths(&mut shape);
    let mut flat = Vec::with_capacity(shape.iter().product());
    list.for_each(|item| item.flatten(&mut flat));
    packed_array(flat, &shape)
}

/// A vector as an array of that shape, in C order.
///
/// # Panics
/// If there is no memory for the header of a buffer, as a `Vec` does that cannot grow.
fn packed_array<T: Plain>(flat: Vec<T>, shape: &[usize]) -> Array {
    debug_assert_eq!(flat.len(), shape.iter().product::<usize>());
    let strides = strides_in_order(shape, size_of::<T>(), Order::C);
    let layout = Layout { shape: Dims::from_slice(shape), strides, offset: 0 };
    let buffer = Buffer::from_vec(flat).expect("memory for the header of an index list");
    Array::from_parts(buffer, <T as Element>::DTYPE, layout)
}
