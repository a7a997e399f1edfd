//! Paths as tables of subscripts and sizes; that the optimal path is never dearer; and what a given path must be.

use super::report::Costs;
use super::*;
use crate::subscripts::Subscripts;

/// `subscripts` over operands whose labels have the `sizes` given, in the order `a`, `b`, ...
fn expression(subscripts: &str, sizes: &[usize]) -> Expression {
    let parsed = Subscripts::parse(subscripts).unwrap();
    let size = |label: &crate::label::Label| sizes[label.letter() as usize - 'a' as usize];
    let shapes: Vec<Vec<usize>> =
        parsed.terms().iter().map(|term| term.labels.iter().map(size).collect()).collect();
    let shapes: Vec<&[usize]> = shapes.iter().map(Vec::as_slice).collect();
    Expression::new(&parsed, &shapes, None).unwrap()
}

#[track_caller]
fn path(optimize: Optimize, subscripts: &str, sizes: &[usize], expected: &[&[usize]]) {
    assert_eq!(plan(&expression(subscripts, sizes), &optimize).unwrap().steps(), expected);
}

#[test]
fn greedy_paths() {
    let greedy = Optimize::greedy;
    path(greedy(), "a->a", &[3], &[&[0]]);
    path(greedy(), "ab,bc->ac", &[2, 3, 4], &[&[0, 1]]);
    path(greedy(), "ab,bc,cd->ad", &[2, 2, 5, 2], &[&[1, 2], &[0, 1]]);
    path(greedy(), "ab,bc,cd->ad", &[9, 9, 1, 9], &[&[0, 1], &[0, 1]]);
    path(greedy(), "ea,fb,abcd,gc,hd->efgh", &[10; 8], &[&[0, 2], &[0, 3], &[0, 2], &[0, 1]]);
    path(greedy(), "abcd,ae,bf->efcd", &[20; 6], &[&[0, 1], &[0, 1]]);
    // Nothing is summed, so an order saves nothing.
    path(greedy(), "ab,ab,ab->ab", &[4, 4], &[&[0, 1, 2]]);
    // Operands without a common label: the one that shrinks most first.
    path(greedy(), "ab,cd,ef->ace", &[2, 3, 2, 5, 2, 9], &[&[1, 2], &[0, 1]]);
    path(greedy().memory_limit(5), "ab,bc,cd->ad", &[3, 3, 3, 3], &[&[0, 1, 2]]);
}

#[test]
fn optimal_paths() {
    let optimal = Optimize::optimal;
    path(optimal(), "ab,bc,cd->ad", &[2, 2, 5, 2], &[&[1, 2], &[0, 1]]);
    path(optimal(), "ea,fb,abcd,gc,hd->efgh", &[10; 8], &[&[0, 2], &[0, 3], &[0, 2], &[0, 1]]);
    path(optimal(), "abd,ac,bdc->", &[1, 2, 3, 4], &[&[0, 2], &[0, 1]]);
    path(optimal().memory_limit(0), "ab,bc,cd->ad", &[3, 3, 3, 3], &[&[0, 1, 2]]);
}

#[test]
fn the_optimal_path_is_never_dearer_than_the_greedy_one() {
    let mut state = 12345u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) % below
    };
    for _ in 0..60 {
        let operands = 3 + draw(4);
        let term = |draw: &mut dyn FnMut(u64) -> u64| -> String {
            let mut letters: Vec<char> = (0..1 + draw(3)).map(|_| (b'a' + draw(7) as u8) as char).collect();
            letters.sort_unstable();
            letters.dedup();
            letters.into_iter().collect()
        };
        let terms: Vec<String> = (0..operands).map(|_| term(&mut draw)).collect();
        let sizes: Vec<usize> = (0..7).map(|_| 1 + draw(9) as usize).collect();
        let expression = expression(&format!("{}->", terms.join(",")), &sizes);
        let cost = |optimize: Optimize| {
            Costs::new(&expression, &plan(&expression, &optimize.memory_limit(u64::MAX)).unwrap()).flops
        };
        assert!(cost(Optimize::optimal()) <= cost(Optimize::greedy()), "{terms:?} {sizes:?}");
    }
}

#[test]
fn many_operands_are_planned_in_time() {
    // A chain of ten matrices has 2.5e9 pairwise paths.
    let chain: Vec<String> =
        (0..10u8).map(|i| [b'a' + i, b'a' + i + 1].iter().map(|&c| c as char).collect()).collect();
    let sizes = [7, 2, 9, 3, 5, 8, 2, 6, 4, 9, 3];
    let expression = expression(&format!("{}->ak", chain.join(",")), &sizes);
    let optimal = plan(&expression, &Optimize::optimal()).unwrap();
    assert_eq!(optimal.steps().len(), 9);
}

#[test]
fn given_paths_are_checked() {
    let expression = expression("ab,bc,cd->ad", &[2, 2, 2, 2]);
    let given = |path: ContractionPath| plan(&expression, &path.into()).map(|path| path.steps().to_vec());
    assert_eq!(given(ContractionPath::from([[2, 1], [1, 0]])).unwrap(), [[1, 2], [0, 1]]);
    assert_eq!(given(ContractionPath::from([vec![0, 1, 2], vec![0]])).unwrap().len(), 2);
    let refusal = |path: ContractionPath| given(path).unwrap_err().to_string();
    assert_eq!(
        refusal(ContractionPath::from([[0, 1]])),
        "Invalid einsum_path is specified: 1 more operands has to be contracted."
    );
    let names_none =
        "Invalid einsum_path is specified: step 0 does not name operands among the 3 that are left.";
    for step in [vec![0, 5], vec![0, 0], vec![]] {
        assert_eq!(refusal(ContractionPath::from([step, vec![0, 1]])), names_none);
    }
}

#[test]
fn sizes_beyond_all_bounds_are_planned_too() {
    let huge = usize::MAX / 2;
    let expression = expression("ab,bc,cd,da->", &[huge; 4]);
    let costs = Costs::new(&expression, &plan(&expression, &Optimize::optimal()).unwrap());
    assert!(costs.naive_flops >= costs.flops);
}
