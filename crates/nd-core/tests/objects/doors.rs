//! The doors at which elements that hold objects are turned away: whatever would take them for their bytes.

use insta::assert_snapshot;
use nd_core::{Arg, Array, CallOptions, CoreCall, DType, Object, Scalar, array, empty, zeros};

fn objects() -> Array {
    array![1, "a", Object::NONE]
}

#[test]
fn elements_are_not_their_bytes() {
    let x = objects();
    let view = "TypeError: Cannot change data-type for array of references.";
    assert_eq!(format!("{:?}", x.view_as("i8").unwrap_err()), view);
    assert_eq!(format!("{:?}", array![1].view_as("O").unwrap_err()), view);
    assert!(x.view_as("O").is_ok());
    let field = "TypeError: Cannot get/set field of an object array";
    assert_eq!(format!("{:?}", x.getfield("i4", 0).unwrap_err()), field);
    assert_eq!(format!("{:?}", array![1].getfield("O", 0).unwrap_err()), field);
    assert_eq!(format!("{:?}", array![1].setfield(1, "O", 0).unwrap_err()), field);
    let buffer = "ValueError: cannot create an OBJECT array from memory buffer";
    assert_eq!(format!("{:?}", Array::from_bytes(1, "O", &[0; 8]).unwrap_err()), buffer);
    assert_eq!(format!("{:?}", Array::from_byte_vec(1, "O", vec![0; 8]).unwrap_err()), buffer);
    assert_eq!(format!("{:?}", Array::from_static(&[0; 8], "O").unwrap_err()), buffer);
    assert_eq!(format!("{:?}", Array::from_owned_bytes(vec![0; 8], "O").unwrap_err()), buffer);
    assert_snapshot!(x.tobytes().unwrap_err(), @"tobytes: elements of dtype('O') are more than their bytes");
    assert_snapshot!(Scalar::from(1).write_bytes(&DType::OBJECT, &mut [0; 8]).unwrap_err(), @"write_bytes: elements of dtype('O') are more than their bytes");
    assert!(x.units().is_err() && x.view::<i64>().is_err() && x.view_mut::<u64>().is_err());
}

/// Records that hold objects are not their bytes either; their fields are what they are.
#[test]
fn records_of_objects_are_not_their_bytes() {
    let x = zeros(2, "O,i4,O").unwrap();
    let view = "TypeError: Cannot change data-type for array of references.";
    for dtype in ["V20", "u1", "O,f4,O", "i8,i4,i8"] {
        assert_eq!(format!("{:?}", x.view_as(dtype).unwrap_err()), view);
        assert_eq!(format!("{:?}", x.fields(&["f1"]).unwrap().view_as(dtype).unwrap_err()), view);
    }
    assert_eq!(format!("{:?}", zeros(20, "u1").unwrap().view_as("O,i4,O").unwrap_err()), view);
    assert!(x.view_as("O,i4,O").is_ok() && x.field("f1").unwrap().view_as("f4").is_ok());
    let field = "TypeError: Cannot get/set field of an object array";
    for (dtype, offset) in [("i2", 8), ("i8", 0), ("O", 8)] {
        assert_eq!(format!("{:?}", x.getfield(dtype, offset).unwrap_err()), field);
        assert_eq!(format!("{:?}", x.fields(&["f1"]).unwrap().getfield(dtype, offset).unwrap_err()), field);
    }
    assert_eq!(x.getfield("i4", 8).unwrap().to_string(), "[0 0]");
    assert_eq!(x.getfield("O", 12).unwrap().dtype(), &DType::OBJECT);
    let buffer = "ValueError: cannot create an OBJECT array from memory buffer";
    assert_eq!(format!("{:?}", Array::from_bytes(1, "O,i4", &[0; 12]).unwrap_err()), buffer);
    assert_snapshot!(x.tobytes().unwrap_err(), @"tobytes: elements of dtype([('f0', 'O'), ('f1', '<i4'), ('f2', 'O')]) are more than their bytes");
    assert!(x.view::<i64>().is_err() && x.field("f0").unwrap().view::<i64>().is_err());
}

/// Kernels take numbers, and are not given objects for them.
#[test]
fn kernels_take_no_objects() {
    let x = objects();
    let call = CoreCall::new("reverse").write(&x, 1, &DType::F64).packed();
    let refused = call.run(|| (), |_, _| Ok(())).unwrap_err();
    assert_eq!(format!("{refused:?}"), "TypeError: reverse does not support elements of dtype('O')");
    let out = empty(1, "O").unwrap();
    assert!(
        nd_core::operators::ADD
            .call_all(
                &[Arg::Array(&array![1]), Arg::Array(&array![2])],
                &[Some(&out)],
                &CallOptions::default()
            )
            .is_err()
    );
}

/// Words that were made up, or that have been freed, are no objects.
#[test]
fn made_up_words_are_none() {
    if cfg!(debug_assertions) {
        return;
    }
    assert_eq!(Scalar::from_bytes(&DType::OBJECT, &[7; 8]), Scalar::Object(Object::NONE));
}
