//! No shared view of a guard while its unique view is in use.

fn main() {
    let array = nd_core::arange(3);
    let mut guard = array.view_mut::<i64>().unwrap();
    let mut unique = guard.view_mut();
    let shared = guard.view();
    unique[[0]] = 1;
    println!("{}", shared[[0]]);
}
