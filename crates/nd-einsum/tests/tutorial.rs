//! The einsum sections of the tutorial that this project comes from: its values, and its identities with other functions.

use nd_core::{Array, arange, axis, zeros};
use nd_einsum::einsum;
use nd_random::RandomState;
use nd_ufunc::MathExt as _;

#[track_caller]
fn equal(a: &Array, b: &Array) {
    assert_eq!(a.shape(), b.shape());
    assert!(a.equal(b).unwrap().all(..).unwrap().truth().unwrap(), "{a}\nis not\n{b}");
}

#[test]
fn einsum_is_many_functions() {
    let mut random = RandomState::new(1234);
    let x = random.randint(-10..11, (2, 2, 2)).unwrap();
    assert_eq!(x.to_string(), "[[[ 5  9]\n  [-4  2]]\n\n [[10  5]\n  [ 7 -1]]]");
    let turned = einsum("ijk->kji", [&x]).unwrap();
    assert_eq!(turned.to_string(), "[[[ 5 10]\n  [-4  7]]\n\n [[ 9  5]\n  [ 2 -1]]]");
    assert!(turned.shares_memory(&x));
    assert_eq!(einsum("ijk->", [&x]).unwrap().to_string(), "33");

    let y = random.randint(-10..11, (2, 2, 2)).unwrap();
    equal(&(&x * &y), &einsum("ijk,ijk->ijk", [&x, &y]).unwrap());
    equal(&(&x * y.t()), &einsum("ijk,kji->ijk", [&x, &y]).unwrap());
    equal(&(&x * y.rollaxis(2, 0).unwrap()), &einsum("ijk,jki->ijk", [&x, &y]).unwrap());

    let (u, v) = (arange(4), arange(8).slice(4..).unwrap());
    equal(&nd_ufunc::multiply::outer(&u, &v).unwrap(), &einsum("i,j->ij", [&u, &v]).unwrap());
    let a = arange(4).reshape((2, 2)).unwrap();
    assert_eq!(einsum("ij,ij->", [&a, &a]).unwrap().to_string(), "14");
}

#[test]
fn stacked_products_are_those_of_each_pair() {
    let mut random = RandomState::new(1234);
    let (x, y) = (random.randn((2, 2)).unwrap(), random.randn((2, 2)).unwrap());
    let by_hand = (x.expand_dims(2).unwrap() * y.expand_dims(0).unwrap()).sum(1).unwrap();
    let difference = &by_hand - &einsum("ij,jk->ik", [&x, &y]).unwrap();
    assert!((&difference * &difference).max(..).unwrap().item::<f64>().unwrap() < 1e-30);
    let (x, y) = (random.randn((3, 2, 2)).unwrap(), random.randn((3, 2, 2)).unwrap());
    let each: Vec<Array> = (0..3)
        .map(|i| einsum("ij,jk", [&x.index_axis(0, i).unwrap(), &y.index_axis(0, i).unwrap()]).unwrap())
        .collect();
    let each: Vec<&Array> = each.iter().collect();
    equal(&nd_core::stack(&each, 0).unwrap(), &einsum("bij,bjk->bik", [&x, &y]).unwrap());
}

#[test]
fn any_einsum_is_an_outer_product_of_which_diagonals_are_summed() {
    let mut random = RandomState::new(1234);
    let mut draw = |shape: &[usize]| {
        random.randint(-10..11, shape.iter().product::<usize>()).unwrap().reshape(shape).unwrap()
    };
    let (x, y, z) = (draw(&[3, 2, 2, 1]), draw(&[3, 2, 2]), draw(&[2, 3]));
    let direct = einsum("ijkm,iko,kp->mip", [&x, &y, &z]).unwrap();
    assert_eq!(direct.to_string(), "[[[  808 -1006 -1139]\n  [-1672   228   552]\n  [  806    35  -125]]]");
    let outer = nd_ufunc::multiply::outer(&nd_ufunc::multiply::outer(&x, &y).unwrap(), &z).unwrap();
    let diagonals = einsum("ijkmikokp->ijkmop", [&outer]).unwrap();
    assert!(diagonals.shares_memory(&outer));
    let summed = diagonals.sum([1, 2, 4]).unwrap();
    equal(&summed.moveaxis([0, 1], [1, 0]).unwrap(), &direct);
}

#[test]
fn a_kernel_of_kronecker_products_is_applied_without_being_built() {
    let mut random = RandomState::new(1234);
    let (n, a, b) = (10, 3, 300);
    let (bs, ds) = (random.randn((n, a, a)).unwrap(), random.randn((n, b)).unwrap());
    let z = random.randn(a * b).unwrap();

    let left = einsum("N...b,ab->Nab", [&ds, &z.reshape((a, b)).unwrap()]).unwrap();
    assert_eq!(left.shape(), [n, a, b]);
    let fast = einsum("Nca,Nab->cb", [&bs, &left]).unwrap().ravel().unwrap();
    let values = fast.to_vec::<f64>().unwrap();
    for (found, expected) in values.iter().zip([0.638235427963481, -19.295126148958122, -1.7476565682201939])
    {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }

    // K[(c, b), (a, b)] = sum over N of B[N, c, a] D[N, b], built block by block.
    let kernel = zeros((a, b, a, b), "f8").unwrap();
    let blocks = einsum("Nca,Nb->cba", [&bs, &ds]).unwrap();
    einsum("cbab->cba", [&kernel]).unwrap().assign(&blocks).unwrap();
    let kernel = kernel.reshape((a * b, a * b)).unwrap();
    let slow = (&kernel * &z).sum(1).unwrap();
    let difference = &fast - &slow;
    let norm = (&difference * &difference).sum(..).unwrap().item::<f64>().unwrap().sqrt();
    assert!(norm < 1e-12, "{norm}");
    let length = (&fast * &fast).sum(axis(0)).unwrap().item::<f64>().unwrap().sqrt();
    assert!((length - 169.20267020822806).abs() < 1e-10);
}

#[test]
fn fifty_two_letters_label_axes() {
    let all: String = ('a'..='z').chain('A'..='Z').collect();
    let x = nd_core::ones(vec![1usize; 52], "f8").unwrap();
    assert_eq!(einsum(format!("{all}->"), [&x]).unwrap().to_string(), "1.0");
    let scalars: Vec<Array> = (0..52).map(|_| nd_core::ones(1, "f8").unwrap()).collect();
    let terms: Vec<String> = all.chars().map(String::from).collect();
    let scalars: Vec<&Array> = scalars.iter().collect();
    assert_eq!(einsum(terms.join(","), &scalars).unwrap().ndim(), 52);
}
