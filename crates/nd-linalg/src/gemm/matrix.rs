//! What a backend gets: matrices as a pointer, lengths and strides, checked when they are made.

use core::marker::PhantomData;
use nd_core::{Plain, View, ViewMut};

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

/// The axes of a view of two; a step along an axis of length one says nothing and is taken for one element, which
/// is what backends look for.
fn axes(shape: &[usize], strides: &[isize]) -> ([usize; 2], [isize; 2]) {
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

/// A run of products of one extent, whose operands lie at equal steps.
pub(crate) struct Products<'a, T> {
    first: Product<'a, T>,
    len: usize,
    /// Elements from one matrix of an operand to the next: of `a`, `b` and `c`.
    steps: [isize; 3],
}

impl<'a, T: Plain> Products<'a, T> {
    /// The products of the matrices along the first of three axes, at least one.
    pub(crate) fn of(
        a: View<'a, T>,
        b: View<'a, T>,
        c: &'a mut ViewMut<'_, T>,
        threads: usize,
    ) -> Products<'a, T> {
        let len = c.shape()[0];
        assert!(len > 0 && a.shape()[0] == len && b.shape()[0] == len, "runs of equal length");
        let [(a_axes, a_step), (b_axes, b_step), (c_axes, c_step)] =
            [(a.shape(), a.strides()), (b.shape(), b.strides()), (c.shape(), c.strides())]
                .map(|(shape, strides)| (axes(&shape[1..], &strides[1..]), strides[0]));
        let read = |ptr, (shape, strides)| Matrix { ptr, shape, strides, lent: PhantomData };
        let (shape, strides) = c_axes;
        let c = MatrixMut { ptr: c.as_mut_ptr(), shape, strides, lent: PhantomData };
        let first = Product::new(read(a.as_ptr(), a_axes), read(b.as_ptr(), b_axes), c, threads);
        Products { first, len, steps: [a_step, b_step, c_step] }
    }

    /// A single product.
    pub(crate) fn one(product: Product<'a, T>) -> Products<'a, T> {
        Products { first: product, len: 1, steps: [0; 3] }
    }

    /// How many products there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// The first product, whose extent and strides are those of all.
    pub(crate) fn first(&mut self) -> &mut Product<'a, T> {
        &mut self.first
    }

    /// Elements from one matrix of `a`, `b` and `c` to the next.
    pub(crate) fn steps(&self) -> [isize; 3] {
        self.steps
    }

    /// Calls `f` with each product.
    #[inline]
    pub(crate) fn for_each(self, mut f: impl FnMut(Product<'a, T>)) {
        let Products { first: Product { a, b, c, threads }, len, steps } = self;
        for i in 0..len {
            let [da, db, dc] = steps.map(|step| step * i as isize);
            let (a, b) = (
                Matrix { ptr: a.ptr.wrapping_offset(da), ..a },
                Matrix { ptr: b.ptr.wrapping_offset(db), ..b },
            );
            let c = MatrixMut {
                ptr: c.ptr.wrapping_offset(dc),
                shape: c.shape,
                strides: c.strides,
                lent: PhantomData,
            };
            f(Product { a, b, c, threads });
        }
    }
}

// SAFETY: the pointers reach elements that are lent while the product lives, shared for the factors and unique for the
// result, exactly as slices would.
unsafe impl<T: Plain> Send for Product<'_, T> {}
