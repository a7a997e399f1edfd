//! `broadcast`: arrays brought to one shape, visited together in C order.

#![forbid(unsafe_code)]

use crate::array::{Array, broadcast_arrays};
use nd_dtype::Result;

/// Arrays that broadcast together, and a position in their common shape; made by [`broadcast()`].
///
/// ```
/// let (x, y) = (nd_core::array![[1], [2]], nd_core::array![10, 20]);
/// let b = nd_core::broadcast(&[&x, &y])?;
/// assert_eq!((b.shape(), b.size(), b.index()), (&[2, 2][..], 4, 0));
/// let sums: Vec<i64> = b.map(|v| Ok(v[0].item::<i64>()? + v[1].item::<i64>()?)).collect::<nd_core::Result<_>>()?;
/// assert_eq!(sums, [11, 21, 12, 22]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[derive(Clone, Debug)]
#[doc(alias = "broadcast")]
pub struct Broadcast {
    shape: Vec<usize>,
    views: Vec<Array>,
    at: usize,
}

/// Brings `arrays` to one shape.
///
/// # Errors
/// Shapes that do not broadcast.
#[doc(alias = "numpy.broadcast")]
pub fn broadcast(arrays: &[&Array]) -> Result<Broadcast> {
    let views = broadcast_arrays(arrays)?;
    let shape = views.first().map_or_else(Vec::new, |view| view.shape().to_vec());
    Ok(Broadcast { shape, views, at: 0 })
}

impl Broadcast {
    /// The common shape.
    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    /// Number of positions.
    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    /// Number of axes.
    #[doc(alias = "numpy.broadcast.nd")]
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of arrays.
    pub fn numiter(&self) -> usize {
        self.views.len()
    }

    /// How many positions were visited.
    pub fn index(&self) -> usize {
        self.at
    }

    /// The arrays in the common shape: read-only views.
    pub fn iters(&self) -> &[Array] {
        &self.views
    }

    /// Goes back to the first position.
    pub fn reset(&mut self) {
        self.at = 0;
    }
}

impl Iterator for Broadcast {
    type Item = Vec<Array>;

    fn next(&mut self) -> Option<Vec<Array>> {
        if self.at == self.size() {
            return None;
        }
        let mut left = self.at;
        let mut index = vec![0; self.shape.len()];
        for (i, n) in index.iter_mut().zip(&self.shape).rev() {
            (*i, left) = (left % n, left / n);
        }
        self.at += 1;
        let element = |view: &Array| {
            let layout = index.iter().fold(view.layout.clone(), |layout, &i| layout.at(0, i));
            view.with_layout(layout)
        };
        Some(self.views.iter().map(element).collect())
    }
}
