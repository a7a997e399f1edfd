//! Typed views as views of the crate `ndarray`, over the same elements, and arrays made of such views; with the feature
//! `ndarray`.

use super::{View, ViewMut};
use crate::array::Array;
use crate::layout::Layout;
use ::ndarray::{ArrayView, ArrayViewD, ArrayViewMutD, Axis, Dimension, IxDyn, ShapeBuilder, StrideShape};
use nd_dtype::{Plain, Result};

/// A layout as `ndarray` takes it: strides of elements that are not negative, the distance of the first element in bytes, and
/// the axes to be turned round afterwards. `None` if an axis steps by a part of an element.
fn shape_of<T>(layout: &Layout) -> Option<(StrideShape<IxDyn>, isize, Vec<usize>)> {
    let size = size_of::<T>() as isize;
    let (mut offset, mut backwards) = (0, Vec::new());
    let mut steps = Vec::with_capacity(layout.ndim());
    for (axis, (&n, &step)) in layout.shape().iter().zip(layout.strides()).enumerate() {
        let walked = n > 1 && layout.size() > 0;
        if walked && step % size != 0 {
            return None;
        }
        if walked && step < 0 {
            offset += (n as isize - 1) * step;
            backwards.push(axis);
        }
        steps.push(if walked { (step / size).unsigned_abs() } else { 0 });
    }
    Some((IxDyn(layout.shape()).strides(IxDyn(&steps)), offset, backwards))
}

impl<'g, T: Plain> View<'g, T> {
    /// The elements as a view of `ndarray`; `None` if an axis steps by a part of an element, as in a packed record.
    ///
    /// ```
    /// let x = nd_core::arange(6).reshape((2, 3))?;
    /// let guard = x.view::<i64>()?;
    /// let view = guard.view().to_ndarray().unwrap();
    /// assert_eq!(view.sum_axis(ndarray::Axis(0)).to_vec(), [3, 5, 7]);
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    pub fn to_ndarray(self) -> Option<ArrayViewD<'g, T>> {
        let (shape, offset, backwards) = shape_of::<T>(self.layout)?;
        // SAFETY: the strides lead to the elements of this view and no others, valid for `'g`.
        let mut view = unsafe { ArrayViewD::from_shape_ptr(shape, self.ptr.byte_offset(offset)) };
        backwards.into_iter().for_each(|axis| view.invert_axis(Axis(axis)));
        Some(view)
    }
}

impl<'g, T: Plain> ViewMut<'g, T> {
    /// As [`View::to_ndarray`], to be written.
    pub fn into_ndarray(self) -> Option<ArrayViewMutD<'g, T>> {
        let (shape, offset, backwards) = shape_of::<T>(self.layout)?;
        // SAFETY: as above; they are apart from each other, and this view, which is used up, had them alone.
        let mut view = unsafe { ArrayViewMutD::from_shape_ptr(shape, self.ptr.byte_offset(offset)) };
        backwards.into_iter().for_each(|axis| view.invert_axis(Axis(axis)));
        Some(view)
    }
}

impl Array {
    /// A copy of the elements of a view of `ndarray`.
    ///
    /// ```
    /// let x = ndarray::array![[1.0, 2.0], [3.0, 4.0]];
    /// assert_eq!(nd_core::Array::from_ndarray(x.t())?.to_string(), "[[1. 3.]\n [2. 4.]]");
    /// # Ok::<(), nd_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Memory that cannot be had.
    pub fn from_ndarray<T: Plain, D: Dimension>(view: ArrayView<'_, T, D>) -> Result<Array> {
        let shape = view.shape().to_vec();
        Array::from_vec(view.into_iter().copied().collect::<Vec<T>>())?.reshape(shape)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Array, Complex, Part, Slice, ViewMut, arange};

    #[test]
    fn views_of_all_layouts_go_there_and_back() {
        let block = arange(24).reshape((2, 3, 4)).unwrap();
        let back = Part::Slice(Slice::from(..).by(-1));
        for x in [
            block.clone(),
            block.t(),
            block.slice([back.clone(), Part::from(1..), back.clone()]).unwrap(),
            block.slice((.., 0..0, ..)).unwrap(),
            arange(3).broadcast_to((2, 3)).unwrap(),
            Array::from_scalar(7i64).unwrap(),
        ] {
            let guard = x.view::<i64>().unwrap();
            let view = guard.view().to_ndarray().unwrap();
            assert_eq!(view.shape(), x.shape());
            let again = Array::from_ndarray(view).unwrap();
            assert_eq!((again.shape(), again.to_vec::<i64>().unwrap()), (x.shape(), x.to_vec().unwrap()));
        }
        let turned = block.slice((.., back, ..)).unwrap();
        turned.with_mut(|v: ViewMut<'_, i64>| v.into_ndarray().unwrap().map_inplace(|x| *x = -*x)).unwrap();
        assert_eq!(block.to_vec::<i64>().unwrap(), (0..24).map(|i| -i).collect::<Vec<i64>>());
    }

    #[test]
    fn parts_of_elements_are_no_steps() {
        let records = crate::zeros(3, "c16,f8").unwrap();
        let x = records.field("f0").unwrap();
        let guard = x.view::<Complex<f64>>().unwrap();
        assert!(guard.view().to_ndarray().is_none());
    }
}
