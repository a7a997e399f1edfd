//! A guard that is nobody's is dropped at the end of its statement.

fn main() {
    let array = nd_core::arange(3);
    let view = array.view_mut::<i64>().unwrap().view_mut();
    println!("{}", view.len());
}
