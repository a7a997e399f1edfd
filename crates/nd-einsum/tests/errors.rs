//! Faults and NumPy 2.4's words for them: operands that the subscripts do not fit, outputs, dtypes.

use nd_core::{Array, Casting, DType, Result, ones, zeros};
use nd_einsum::{ContractionPath, Einsum, Subscripts, einsum, einsum_path};

fn floats(shapes: &[&[usize]]) -> Vec<Array> {
    shapes.iter().map(|shape| ones(*shape, "f8").unwrap()).collect()
}

#[track_caller]
fn says<T: std::fmt::Debug>(result: Result<T>, class: &str, message: &str) {
    let error = result.unwrap_err();
    assert_eq!((error.kind().name(), error.to_string().as_str()), (class, message));
}

#[track_caller]
fn refused(subscripts: &str, shapes: &[&[usize]], message: &str) {
    let operands = floats(shapes);
    let operands: Vec<&Array> = operands.iter().collect();
    says(einsum(subscripts, &operands), "ValueError", message);
    says(einsum_path(subscripts, &operands, ..), "ValueError", message);
}

#[test]
fn operands_must_fit_the_subscripts() {
    refused("", &[], "must specify the einstein sum subscripts string and at least one operand");
    refused(
        "ij->",
        &[&[2, 3], &[2, 3]],
        "fewer operands provided to einstein sum function than specified in the subscripts string",
    );
    refused(
        "ij,jk",
        &[&[2, 3]],
        "more operands provided to einstein sum function than specified in the subscripts string",
    );
    refused(&vec!["i"; 64].join(","), &[&[2][..]; 64], "too many operands");
    let few = "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to broadcast the extra dimensions.";
    refused("i", &[&[2, 3]], few);
    let many = "einstein sum subscripts string contains too many subscripts for operand";
    refused("ijk", &[&[2, 3]], &format!("{many} 0"));
    refused("i,ijk...", &[&[2], &[2, 3]], &format!("{many} 1"));
    let output = few.replacen("operand", "output", 1);
    refused("...i->i", &[&[2, 3]], &output);
    refused("...->", &[&[2, 3]], &output);
    let wide: Vec<usize> = vec![1; 40];
    refused("a...,b...->ab...", &[&vec![1; 64], &vec![1; 64]], "too many subscripts in einsum");
    assert_eq!(floats(&[&wide])[0].ndim(), 40);
}

#[test]
fn lengths_must_fit() {
    let clash = |shapes: &str| {
        format!(
            "operands could not be broadcast together with remapped shapes [original->remapped]: {shapes} "
        )
    };
    refused("ij,jk", &[&[2, 3], &[2, 3]], &clash("(2,3)->(2,newaxis,3) (2,3)->(3,2)"));
    refused("i,i", &[&[3], &[2]], &clash("(3,)->(3,) (2,)->(2,)"));
    refused("i,i,i", &[&[3], &[1], &[2]], &clash("(3,)->(3,) (1,)->(1,) (2,)->(2,)"));
    refused("ii,ij", &[&[3, 3], &[4, 3]], &clash("(3,)->(3) (4,3)->(3,4)"));
    refused("iji,jk", &[&[3, 2, 3], &[4, 3]], &clash("(3,2)->(3,2) (4,3)->(3,newaxis,4)"));
    refused(
        "zi,ai,i->",
        &[&[2, 3], &[2, 3], &[4]],
        &clash("(2,3)->(3,2) (2,3)->(2,3,newaxis) (4,)->(4,newaxis)"),
    );
    refused(
        "...ij,...jk->...ki",
        &[&[2, 2, 3], &[3, 3, 4]],
        &clash("(2,2,3)->(2,newaxis,2,3) (3,3,4)->(3,4,newaxis,3)"),
    );
    refused("ii", &[&[2, 3]], "dimensions in operand 0 for collapsing index 'i' don't match (2 != 3)");
    refused(
        "j,ii",
        &[&[2], &[3, 1]],
        "dimensions in operand 1 for collapsing index 'i' don't match (3 != 1)",
    );
    let single = "dimensions in single operand for collapsing index 'i' don't match (1 != 3)";
    says(einsum("ii->i", [&ones((1, 3), "f8").unwrap()]), "ValueError", single);
    says(einsum("iij->i", [&ones((1, 3, 2), "f8").unwrap()]), "ValueError", single);
}

#[test]
fn outputs_must_fit() {
    let (a, b) = (ones((2, 3), "f8").unwrap(), ones((3, 4), "f8").unwrap());
    let into =
        |shape: &[usize]| Einsum::new("ij,jk").out(&zeros(shape, "f8").unwrap()).run([&a, &b]).map(|_| ());
    into(&[2, 4]).unwrap();
    let clash = "operands could not be broadcast together with remapped shapes [original->remapped]: (2,3)->(2,newaxis,3) (3,4)->(4,3) (2,5)->(2,5,newaxis) ";
    says(into(&[2, 5]), "ValueError", clash);
    let rank = |n| {
        format!("out parameter does not have the correct number of dimensions, has {n} but should have 2")
    };
    says(into(&[4]), "ValueError", &rank(1));
    says(into(&[1, 2, 4]), "ValueError", &rank(3));
    let short = "output operand requires a reduction along dimension 0, but the reduction is not enabled. The dimension size of 1 does not match the expected output shape.";
    says(into(&[1, 4]), "ValueError", short);
    let locked = zeros((2, 4), "f8").unwrap().read_only();
    says(
        Einsum::new("ij,jk").out(&locked).run([&a, &b]),
        "ValueError",
        "operand array with iterator write flag set is read-only",
    );
}

#[test]
fn casts_must_be_allowed() {
    let (a, b) = (ones((2, 3), "f8").unwrap(), ones((3, 4), "f8").unwrap());
    says(
        Einsum::new("ij,jk").dtype("f4").unwrap().run([&a, &b]),
        "TypeError",
        "Iterator operand 0 dtype could not be cast from dtype('float64') to dtype('float32') according to the rule 'safe'",
    );
    says(
        Einsum::new("ij,jk").out(&zeros((2, 4), "i4").unwrap()).run([&a, &b]),
        "TypeError",
        "Iterator requested dtype could not be cast from dtype('float64') to dtype('int32'), the operand 2 dtype, according to the rule 'safe'",
    );
    let (native, swapped) = (ones(3, "f4").unwrap(), ones(3, ">f4").unwrap());
    let strict = |casting| Einsum::new("i,i->i").casting(casting).run([&native, &swapped]);
    says(
        strict(Casting::No),
        "TypeError",
        "Iterator operand 1 dtype could not be cast from dtype('>f4') to dtype('float32') according to the rule 'no'",
    );
    assert_eq!(strict(Casting::Equiv).unwrap().dtype(), &DType::F32);
}

#[test]
fn only_numbers_are_summed() {
    let records = zeros((2, 3), "i4,i4").unwrap();
    assert_eq!(einsum("ij->ji", [&records]).unwrap().shape(), [3, 2]); // a view needs no arithmetic
    says(einsum("ij->i", [&records]), "TypeError", "invalid data type for einsum");
    says(einsum("ij,j", [&records, &ones(3, "f8").unwrap()]), "TypeError", "invalid data type for einsum");
}

#[test]
fn paths_must_fit() {
    let operands = floats(&[&[2, 2], &[2, 2], &[2, 2]]);
    let operands: Vec<&Array> = operands.iter().collect();
    let along = |path: ContractionPath| Einsum::new("ij,jk,kl").optimize(path).run(&operands);
    says(
        along(ContractionPath::from([[0, 1]])),
        "ValueError",
        "Invalid einsum_path is specified: 1 more operands has to be contracted.",
    );
    assert_eq!(along(ContractionPath::from([[0, 9]])).unwrap_err().kind().name(), "IndexError");
    assert_eq!(along(ContractionPath::from([[2, 0], [0, 1]])).unwrap().to_string(), "[[4. 4.]\n [4. 4.]]");
}

#[test]
fn faults_of_lists_are_said_when_they_are_used() {
    let x = ones((2, 3), "f8").unwrap();
    let message = "subscript is not within the valid range [0, 52)";
    says(einsum(Subscripts::new().operand([0, 52]), [&x]), "ValueError", message);
    let unknown = Subscripts::new().operand([0, 1]).output([3]);
    let message =
        "einstein sum subscripts string included output subscript 'D' which never appeared in an input";
    says(einsum(&unknown, [&x]), "ValueError", message);
}
