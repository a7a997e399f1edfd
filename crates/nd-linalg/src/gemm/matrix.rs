//! What a backend gets: matrices as a pointer, lengths and strides, checked when they are made.

use core::marker::PhantomData;
use nd_core::{Dims, Plain, View, ViewMut};

/// A matrix that is read: `rows × columns` elements, any strides, counted in elements.
#[derive(Clone, Copy)]
pub struct Matrix<'a, T> {
    ptr: *const T,
    shape: [usize; 2],
    strides: [isize; 2],
    lent: PhantomData<&'a [T]>,
}

/// A matrix that is written: as [`Matrix`], its elements apart from each other and reached by nobody else.
pub struct MatrixMut<'a, T> {
    ptr: *mut T,
    shape: [usize; 2],
    strides: [isize; 2],
    lent: PhantomData<&'a mut [T]>,
}

/// The last two axes of a view of two; a step along an axis of length one says nothing and is taken for one element, which
/// is what backends look for.
fn axes(shape: &[usize], strides: &Dims<isize>) -> ([usize; 2], [isize; 2]) {
    assert_eq!(shape.len(), 2, "a matrix has two axes");
    let stride = |axis: usize| if shape[axis] < 2 { 1 } else { strides[axis] };
    ([shape[0], shape[1]], [stride(0), stride(1)])
}

impl<'a, T: Plain> Matrix<'a, T> {
    /// The elements of a view with two axes.
    pub(crate) fn of(view: View<'a, T>) -> Matrix<'a, T> {
        let (shape, strides) = axes(view.shape(), &view.strides());
        Matrix { ptr: view.as_ptr(), shape, strides, lent: PhantomData }
    }

    /// The elements of a slice in C order.
    pub(crate) fn packed(elements: &'a [T], rows: usize, columns: usize) -> Matrix<'a, T> {
        assert_eq!(elements.len(), rows * columns, "a slice holds the whole matrix");
        let strides = [if rows < 2 { 1 } else { columns as isize }, 1];
        Matrix { ptr: elements.as_ptr(), shape: [rows, columns], strides, lent: PhantomData }
    }

    /// The first element.
    pub fn as_ptr(&self) -> *const T {
        self.ptr
    }

    /// Rows and columns.
    pub fn shape(&self) -> [usize; 2] {
        self.shape
    }

    /// Elements from one row, and from one column, to the next.
    pub fn strides(&self) -> [isize; 2] {
        self.strides
    }

    /// Rows as columns.
    #[cfg(feature = "blas")]
    pub(crate) fn transposed(mut self) -> Self {
        self.shape.reverse();
        self.strides.reverse();
        self
    }

    /// The element at `(i, j)`, which must be inside.
    #[inline]
    pub(crate) fn get(&self, i: usize, j: usize) -> T {
        assert!(i < self.shape[0] && j < self.shape[1], "the index is inside the matrix");
        // SAFETY: the matrix was made of elements that are valid while it lives, and the index is inside.
        unsafe { *self.ptr.offset(i as isize * self.strides[0] + j as isize * self.strides[1]) }
    }
}

impl<'a, T: Plain> MatrixMut<'a, T> {
    /// The elements of a view with two axes.
    pub(crate) fn of(mut view: ViewMut<'a, T>) -> MatrixMut<'a, T> {
        let (shape, strides) = axes(view.shape(), &view.strides());
        MatrixMut { ptr: view.as_mut_ptr(), shape, strides, lent: PhantomData }
    }

    /// The elements of a slice in C order.
    #[cfg(feature = "blas")]
    pub(crate) fn packed(elements: &'a mut [T], rows: usize, columns: usize) -> MatrixMut<'a, T> {
        assert_eq!(elements.len(), rows * columns, "a slice holds the whole matrix");
        let strides = [if rows < 2 { 1 } else { columns as isize }, 1];
        MatrixMut { ptr: elements.as_mut_ptr(), shape: [rows, columns], strides, lent: PhantomData }
    }

    /// The first element.
    pub fn as_mut_ptr(&mut self) -> *mut T {
        self.ptr
    }

    /// Rows and columns.
    pub fn shape(&self) -> [usize; 2] {
        self.shape
    }

    /// Elements from one row, and from one column, to the next.
    pub fn strides(&self) -> [isize; 2] {
        self.strides
    }

    /// Rows as columns.
    #[cfg(feature = "blas")]
    pub(crate) fn transposed(mut self) -> Self {
        self.shape.reverse();
        self.strides.reverse();
        self
    }

    /// Sets the element at `(i, j)`, which must be inside.
    #[inline]
    pub(crate) fn set(&mut self, i: usize, j: usize, value: T) {
        assert!(i < self.shape[0] && j < self.shape[1], "the index is inside the matrix");
        // SAFETY: as in `get`; the elements are this matrix's alone.
        unsafe { *self.ptr.offset(i as isize * self.strides[0] + j as isize * self.strides[1]) = value }
    }
}

/// One product, `c = a · b`, with lengths that fit.
pub struct Product<'a, T> {
    /// `m × k`
    pub(crate) a: Matrix<'a, T>,
    /// `k × n`
    pub(crate) b: Matrix<'a, T>,
    /// `m × n`
    pub(crate) c: MatrixMut<'a, T>,
    /// Threads that the backend may use.
    pub(crate) threads: usize,
}

impl<'a, T: Plain> Product<'a, T> {
    /// A product whose operands' lengths must fit.
    pub(crate) fn new(
        a: Matrix<'a, T>,
        b: Matrix<'a, T>,
        c: MatrixMut<'a, T>,
        threads: usize,
    ) -> Product<'a, T> {
        let fits = a.shape[1] == b.shape[0] && c.shape == [a.shape[0], b.shape[1]];
        assert!(fits, "lengths of a product fit: {:?} · {:?} = {:?}", a.shape, b.shape, c.shape);
        Product { a, b, c, threads }
    }

    /// The left factor.
    pub fn a(&self) -> Matrix<'a, T> {
        self.a
    }

    /// The right factor.
    pub fn b(&self) -> Matrix<'a, T> {
        self.b
    }

    /// The result, whose elements are to be written and not read.
    pub fn c(&mut self) -> &mut MatrixMut<'a, T> {
        &mut self.c
    }

    /// How many threads a backend may use, on the pool that it is called on.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// `[m, n, k]`
    pub fn extent(&self) -> [usize; 3] {
        [self.c.shape[0], self.c.shape[1], self.a.shape[1]]
    }
}

// SAFETY: the pointers reach elements that are lent while the product lives, shared for the factors and unique for the
// result, exactly as slices would.
unsafe impl<T: Plain> Send for Product<'_, T> {}
