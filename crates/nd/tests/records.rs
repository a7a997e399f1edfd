//! Rust structs as records.

use nd::prelude::*;
use nd::{Complex, Record, Viewable};

#[derive(Clone, Copy, PartialEq, Debug, Record)]
#[repr(C)]
struct Particle {
    position: [f64; 3],
    velocity: [[f32; 2]; 2],
    id: u32,
    kind: i32,
}

#[derive(Clone, Copy, Record)]
#[repr(C, packed)]
struct Packed {
    tag: u8,
    value: f64,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Padded {
    tag: u8,
    value: f64,
}

#[derive(Clone, Copy, Record)]
#[repr(C)]
struct Outer {
    inner: Particle,
    z: Complex<f32>,
}

fn particle(id: u32) -> Particle {
    Particle { position: [1.0, 2.0, f64::from(id)], velocity: [[0.5; 2]; 2], id, kind: -1 }
}

#[test]
fn dtypes_are_those_of_the_structs() {
    let expected = "[('position', '<f8', (3,)), ('velocity', '<f4', (2, 2)), ('id', '<u4'), ('kind', '<i4')]";
    assert_eq!(Particle::dtype(), DType::parse(expected).expect("a dtype"));
    assert_eq!(Packed::dtype().to_string(), "[('tag', 'u1'), ('value', '<f8')]");
    assert_eq!((Padded::dtype().itemsize(), Padded::dtype().field("value").map(|f| f.offset)), (16, Some(8)));
    assert_eq!(Outer::dtype().field("z").map(|f| f.offset), Some(size_of::<Particle>()));
    const { assert!(Padded::PADDED && !Packed::PADDED && !Outer::PADDED) };
}

#[test]
fn elements_are_lent_and_written() -> Result<()> {
    let a = Array::from_records(&[particle(7), particle(8)])?;
    assert_eq!(a.view::<Particle>()?[[1]], particle(8));
    a.with_mut(|mut v: ViewMut<Particle>| v[[0]].position[2] = 9.5)?;
    assert_eq!(a.field("position")?.to_string(), "[[1.  2.  9.5]\n [1.  2.  8. ]]");
    a.field("id")?.fill(3)?;
    let packed = Array::from_records(&[Packed { tag: 3, value: 0.5 }])?.view::<Packed>()?[[0]];
    assert_eq!((packed.tag, { packed.value }), (3, 0.5));
    let outer = Array::from_records(&[Outer { inner: particle(1), z: Complex::new(1.0, 2.0) }])?;
    assert_eq!(outer.field("z")?.to_string(), "[1.+2.j]");
    let first = outer.view::<Outer>()?[[0]];
    assert_eq!((first.inner, first.z.im), (particle(1), 2.0));
    let reversed = a.slice(s![..;-1])?;
    assert_eq!(reversed.view::<Particle>()?[[0]].id, 3);
    Ok(())
}

#[test]
fn what_cannot_be_lent_is_an_error() -> Result<()> {
    // Other names are another dtype.
    let other = nd::zeros(2, "u1,f8")?;
    assert!(other.view::<Packed>().is_err());
    // A packed record inside another is where alignment does not allow references.
    let outer = nd::zeros(2, DType::structured([("pad", DType::U8), ("p", Particle::dtype())])?)?;
    let error = outer.field("p")?.view::<Particle>().err().map(|error| error.to_string());
    assert!(error.is_some_and(|error| error.contains("misaligned")));
    assert!(
        nd::zeros(2, DType::structured([("pad", DType::U8), ("p", Packed::dtype())])?)?
            .field("p")?
            .view::<Packed>()
            .is_ok()
    );
    // Padding may be read past and not written.
    let padded = nd::zeros(2, Padded::dtype())?;
    padded.field("value")?.fill(2.5)?;
    let second = padded.view::<Padded>()?[[1]];
    assert_eq!((second.tag, second.value), (0, 2.5));
    assert!(padded.view_mut::<Padded>().is_err() && padded.field("tag")?.fill(1).is_ok());
    Ok(())
}
