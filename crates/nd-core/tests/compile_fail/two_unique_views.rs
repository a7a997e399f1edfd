//! A guard lends one unique view at a time.

fn main() {
    let array = nd_core::arange(3);
    let mut guard = array.view_mut::<i64>().unwrap();
    let mut one = guard.view_mut();
    let mut two = guard.view_mut();
    one[[0]] = 1;
    two[[0]] = 2;
}
