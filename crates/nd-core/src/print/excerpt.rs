//! What printing works on: the elements that will be shown, in C order and in the machine's byte order.
//!
//! A summarised array shows a few items at both ends of each long axis. Only those are read, so the time and memory
//! of printing do not depend on how large the array is.

#![forbid(unsafe_code)]

use nd_dtype::{Counted, DType, Element, Scalar};

/// The shown elements of an array.
pub(super) struct Excerpt {
    /// The shape of the array.
    pub(super) shape: Vec<usize>,
    /// The edge items, if the array is summarised.
    pub(super) edge: Option<usize>,
    /// Its elements.
    pub(super) items: Items,
}

/// Elements of one kind, as far as they are shown.
pub(super) enum Items {
    /// Numbers, texts or times.
    Column(Column),
    /// Records: the elements of each field. They print as tuples even with a single field.
    Records(Vec<Items>),
    /// Sub-arrays: their shape, and all elements of all of them in order.
    Arrays(Vec<usize>, Box<Items>),
}

/// The shown elements of one kind.
pub(super) struct Column {
    /// The dtype, native.
    pub(super) dtype: DType,
    /// Its elements, one after the other.
    pub(super) bytes: Counted,
}

/// How many of the `len` positions of an axis are shown with `edge` items at each end. No edge items at all is NumPy's
/// `a[-0:]`: every item counts for the width of the columns, though only the last is shown.
pub(super) fn kept(len: usize, edge: Option<usize>) -> usize {
    match edge {
        Some(edge) if edge > 0 && len > edge.saturating_mul(2) => 2 * edge,
        _ => len,
    }
}

impl Column {
    /// The elements as values of `T`, which must be this column's kind.
    pub(super) fn values<T: Element>(&self) -> Values<'_, T> {
        debug_assert_eq!(Some(T::NUM), self.dtype.num());
        Values { bytes: &self.bytes, kind: core::marker::PhantomData }
    }

    /// The element at position `i`, of any dtype.
    pub(super) fn scalar(&self, i: usize) -> Scalar {
        let size = self.dtype.itemsize();
        Scalar::from_bytes(&self.dtype, &self.bytes[i * size..][..size])
    }
}

/// The elements of a column as values of a type.
pub(super) struct Values<'a, T> {
    bytes: &'a [u8],
    kind: core::marker::PhantomData<T>,
}

impl<T> Clone for Values<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Values<'_, T> {}

impl<'a, T: Element> Values<'a, T> {
    /// The element at position `i`.
    pub(super) fn get(self, i: usize) -> T {
        let size = T::NUM.size();
        T::load(&self.bytes[i * size..][..size])
    }

    /// All elements in order.
    pub(super) fn iter(self) -> impl Iterator<Item = T> + Clone + 'a {
        self.bytes.chunks_exact(T::NUM.size()).map(T::load)
    }
}
