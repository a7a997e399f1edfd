//! What a Rust type needs to be an object.

use core::any::{Any, type_name};
use core::cmp::Ordering;
use core::fmt::Debug;

/// A value that can be an element of an array of objects. Every type that can be shown, compared and shared among threads
/// is one; there is nothing to implement.
///
/// Values are shared and never changed by arrays. They are dropped by whoever drops or overwrites the last element that holds
/// them, on that thread, when no borrow is held any more.
pub trait ObjectValue: Any + Send + Sync {
    /// How the value is printed in an array: its `Debug`.
    fn repr(&self) -> String;

    /// Whether the values are of one type and equal.
    fn equals(&self, other: &dyn ObjectValue) -> bool;

    /// The order of values of one type; `None` for others, and for those that have none.
    fn compare(&self, other: &dyn ObjectValue) -> Option<Ordering>;

    /// The name of the type, without the path to it.
    fn type_name(&self) -> &'static str;
}

impl<T: Any + Debug + PartialOrd + Send + Sync> ObjectValue for T {
    fn repr(&self) -> String {
        format!("{self:?}")
    }

    fn equals(&self, other: &dyn ObjectValue) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn compare(&self, other: &dyn ObjectValue) -> Option<Ordering> {
        let other: &dyn Any = other;
        self.partial_cmp(other.downcast_ref::<T>()?)
    }

    fn type_name(&self) -> &'static str {
        let full = type_name::<T>();
        let path = full.split('<').next().unwrap_or(full);
        path.rsplit("::").next().unwrap_or(path)
    }
}
