//! A view lent to a closure does not leave it.

use nd_core::ViewMut;

fn main() {
    let array = nd_core::arange(3);
    let mut kept = None;
    array.with_mut(|view: ViewMut<'_, i64>| kept = Some(view)).unwrap();
    println!("{}", kept.is_some());
}
