//! The tour prints NumPy's transcript, byte for byte.
//!
//! `data/tour.txt` was written by NumPy 2.4.6 running the tutorial "Advanced Numpy Techniques".

#[path = "../examples/tour/page.rs"]
mod page;
#[path = "../examples/tour/sections/mod.rs"]
mod sections;

#[test]
fn the_tour_prints_what_numpy_prints() {
    let expected = include_str!("data/tour.txt");
    let printed = sections::all().expect("no section fails");
    for (n, (ours, theirs)) in printed.lines().zip(expected.lines()).enumerate() {
        assert_eq!(ours, theirs, "line {}", n + 1);
    }
    assert_eq!(printed, expected);
}
