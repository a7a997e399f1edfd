//! A lent view lives no longer than the guard that lends it.

use nd_core::{View, arange};

fn main() {
    let array = arange(3);
    let view: View<'_, i64>;
    {
        let guard = array.view::<i64>().unwrap();
        view = guard.view();
    }
    println!("{}", view[[0]]);
}
