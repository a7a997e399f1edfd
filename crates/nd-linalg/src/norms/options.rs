//! What a caller may ask of a norm: `..`, `1`, `"fro"`, `axis(1).keepdims()`, `ord(1).axis(0)`.

#![forbid(unsafe_code)]

use nd_core::{Axes, ReduceOptions};

/// The order of a norm: a number, a name, or the default.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Order {
    number: Option<f64>,
    name: Option<&'static str>,
}

impl Order {
    /// The number, if it is one.
    pub fn number(self) -> Option<f64> {
        self.number
    }

    /// The name, if it has one: `fro` or `nuc`.
    pub fn name(self) -> Option<&'static str> {
        self.name
    }

    pub(super) fn is_default(self) -> bool {
        self == Order::default()
    }
}

impl From<core::ops::RangeFull> for Order {
    fn from(_: core::ops::RangeFull) -> Order {
        Order::default()
    }
}

impl From<i32> for Order {
    fn from(p: i32) -> Order {
        Order { number: Some(p.into()), name: None }
    }
}

impl From<f64> for Order {
    fn from(p: f64) -> Order {
        Order { number: Some(p), name: None }
    }
}

impl From<&'static str> for Order {
    fn from(name: &'static str) -> Order {
        Order { number: None, name: Some(name) }
    }
}

/// The options of [`norm`](crate::norm).
#[derive(Clone, Debug, Default)]
pub struct NormOptions {
    /// The order.
    pub order: Order,
    /// One axis, two, or all.
    pub axes: Axes,
    /// Whether the axes stay, with length one.
    pub keepdims: bool,
}

/// Options that name the order of a norm: `ord(1)`, `ord("nuc").axis([0, 1]).keepdims()`.
///
/// ```
/// assert!(nd_linalg::ord(1).axis(0).keepdims().keepdims);
/// ```
pub fn ord(order: impl Into<Order>) -> NormOptions {
    NormOptions { order: order.into(), ..NormOptions::default() }
}

impl NormOptions {
    /// Takes the norm along one axis, or of the matrices over two.
    pub fn axis(mut self, axes: impl Into<Axes>) -> Self {
        self.axes = axes.into();
        self
    }

    /// Keeps the axes, with length one.
    pub fn keepdims(mut self) -> Self {
        self.keepdims = true;
        self
    }
}

impl From<ReduceOptions<'_>> for NormOptions {
    fn from(options: ReduceOptions<'_>) -> NormOptions {
        NormOptions { order: Order::default(), axes: options.axes, keepdims: options.keepdims }
    }
}

impl<O: Into<Order>> From<O> for NormOptions {
    fn from(order: O) -> NormOptions {
        ord(order)
    }
}
