//! Typed access: guards that borrow an array's memory, and the plain views that they lend.
//!
//! [`Array::view`] and [`Array::view_mut`] take a dynamic borrow and return a guard; the guard lends a
//! [`View`] or [`ViewMut`], which is tied to it by a lifetime and never touches the registry again. Elements are
//! native and aligned, so a view indexes at the speed of a slice.

mod lane;
#[cfg(feature = "ndarray")]
mod ndarray;
mod parallel;
mod parts;
mod typed;
mod view;
mod viewable;

#[cfg(test)]
mod tests;

pub use lane::{Lane, LaneMut};
pub use parts::{ViewMutPart, ViewPart};
pub use typed::{ViewGuard, ViewMutGuard};
pub use view::{View, ViewMut};
pub use viewable::Viewable;
