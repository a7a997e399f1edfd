//! What an operand of `nditer` may demand: a mask for its writes, elements next to each other, in native byte order, aligned.
//! As NumPy 2.4.6 printed it.

use nd_core::{Array, Casting, IterOperand, NdIterBuilder, Slice, arange, array, nditer, zeros};

#[track_caller]
fn refuses(request: NdIterBuilder, expected: &str) {
    assert_eq!(format!("{:?}", request.build().expect_err("an error")), expected);
}

/// `request` with buffers and any cast.
fn buffered(operands: impl IntoIterator<Item = IterOperand>) -> NdIterBuilder {
    nditer(operands).buffered(0).casting(Casting::Unsafe)
}

/// Sevens written to `out`, as `float64`, where `mask` is true.
fn sevens(out: &Array, mask: &Array) -> String {
    let target = IterOperand::read_write(out).dtype("f8").unwrap().write_masked();
    let it = buffered([target, IterOperand::read(mask).mask()]).build();
    match it.and_then(|it| it.for_each(|v| v[0].assign(7))) {
        Ok(()) => out.to_string(),
        Err(error) => format!("{error:?}"),
    }
}

fn mask() -> Array {
    array![true, false, true, true, false]
}

#[test]
fn buffers_are_written_back_where_the_mask_is_true() {
    let out = || zeros(5, "f4").unwrap();
    assert_eq!(sevens(&out(), &mask()), "[7. 0. 7. 7. 0.]");
    assert_eq!(sevens(&out(), &(&mask().astype("u1").unwrap() * 3)), "[7. 0. 7. 7. 0.]");
    assert_eq!(sevens(&out(), &array![true]), "[7. 7. 7. 7. 7.]");
    assert_eq!(sevens(&out(), &array![false].reshape(()).unwrap()), "[0. 0. 0. 0. 0.]");
    let wide = "TypeError: Only bool and uint8 masks are supported.";
    assert_eq!(sevens(&out(), &mask().astype("i4").unwrap()), wide);
    // What needs no buffer is written as it lies.
    let doubles = || zeros(5, "f8").unwrap();
    assert_eq!(sevens(&doubles(), &mask()), "[7. 7. 7. 7. 7.]");
    assert_eq!(sevens(&doubles(), &mask().astype("i4").unwrap()), "[7. 7. 7. 7. 7.]");
    let x = out();
    let target = IterOperand::write(&x).dtype("f8").unwrap().write_masked();
    let it = buffered([target, IterOperand::read(&mask()).mask()]).external_loop().build().unwrap();
    it.for_each(|v| v[0].assign(array![1, 2, 3, 4, 5])).unwrap();
    assert_eq!(x.to_string(), "[1. 0. 3. 4. 0.]");
}

/// Blocks of two elements each are written back as the iteration goes on.
#[test]
fn a_mask_may_be_computed_on_the_way() {
    let x = zeros((2, 3), "f4").unwrap();
    let target = IterOperand::read_write(&x).dtype("f8").unwrap().write_masked();
    let request = nditer([target, IterOperand::allocate().mask()]).buffered(2).casting(Casting::Unsafe);
    let (mut it, mut i) = (request.build().unwrap(), 0);
    while let Some(v) = it.next().transpose().unwrap() {
        v[1].assign(i % 2).unwrap();
        v[0].assign(i).unwrap();
        i += 1;
    }
    assert_eq!(it.dtypes()[1].name(), "bool");
    assert_eq!(it.operands()[1].to_string(), "[[False  True False]\n [ True False  True]]");
    assert_eq!(x.to_string(), "[[0. 1. 0.]\n [3. 0. 5.]]");
}

#[test]
fn masks_and_what_they_are_for() {
    let (x, m) = (zeros(5, "f4").unwrap(), mask());
    let target = || IterOperand::read_write(&x).dtype("f8").unwrap();
    let mask = || IterOperand::read(&m).mask();
    refuses(
        buffered([IterOperand::read(&x).write_masked(), mask()]),
        "ValueError: The iterator flag WRITEMASKED may only be used with READWRITE or WRITEONLY",
    );
    refuses(
        buffered([target().write_masked().mask(), mask()]),
        "ValueError: The iterator flag WRITEMASKED may not be used together with ARRAYMASK",
    );
    refuses(
        buffered([target().write_masked(), mask(), mask()]),
        "ValueError: Only one iterator operand may receive an ARRAYMASK flag",
    );
    refuses(
        buffered([target().write_masked(), IterOperand::read(&m)]),
        "ValueError: An iterator operand was flagged as WRITEMASKED, but no ARRAYMASK operand was given to supply the mask",
    );
    refuses(
        buffered([target(), mask()]),
        "ValueError: An iterator operand was flagged as the ARRAYMASK, but no WRITEMASKED operands were given to use the mask",
    );
}

#[test]
fn elements_that_positions_share_have_one_value_of_the_mask() {
    let (sums, x) = (zeros((2, 1), "f4").unwrap(), arange(6).reshape((2, 3)).unwrap());
    let request = |mask: &Array| {
        let target = IterOperand::read_write(&sums).dtype("f8").unwrap().write_masked();
        buffered([target, IterOperand::read(&x), IterOperand::read(mask).mask()]).reduce_ok()
    };
    let add = |v: &[Array]| v[0].assign(&v[0] + &v[1]);
    request(&array![[true], [false]]).build().unwrap().for_each(add).unwrap();
    assert_eq!(sums.to_string(), "[[3.]\n [0.]]");
    request(&array![true].reshape(()).unwrap()).build().unwrap().for_each(add).unwrap();
    assert_eq!(sums.to_string(), "[[ 6.]\n [12.]]");
    refuses(
        request(&array![true, false, true]),
        "ValueError: Iterator reduction operand is WRITEMASKED, but also broadcasts to multiple mask values. There can be only one mask value per WRITEMASKED element.",
    );
    let one = zeros(1, "?").unwrap();
    let over = |mask: IterOperand| {
        buffered([IterOperand::read_write(&x).dtype("f4").unwrap().write_masked(), mask.mask()])
    };
    refuses(
        over(IterOperand::read_write(&one)).reduce_ok(),
        "ValueError: output operand requires a reduction, but is flagged as the ARRAYMASK operand which is not permitted to be the result of a reduction",
    );
    refuses(
        over(IterOperand::write(&one)).reduce_ok(),
        "ValueError: output operand requires a reduction, but is flagged as write-only, not read-write",
    );
}

/// Strides and shapes of the stretches, and whether they are the array's own elements.
fn stretches(request: NdIterBuilder, of: &Array) -> Vec<(isize, usize, bool)> {
    let it = request.external_loop().build().unwrap();
    let seen = it.map(|v| {
        let v = v.unwrap().swap_remove(0);
        (v.strides()[0], v.size(), v.shares_memory(of))
    });
    seen.collect()
}

#[test]
fn contiguous_stretches() {
    let x = arange(6);
    let every = |step| x.slice(Slice::from(..).by(step)).unwrap();
    let contiguous = |x: &Array| IterOperand::read(x).contiguous();
    for x in [&x, &every(-1), &x.reshape((2, 3)).unwrap().t()] {
        assert_eq!(stretches(nditer([contiguous(x)]), x), [(8, 6, true)]);
    }
    let inner = x.reshape((2, 3)).unwrap().slice((.., 1..)).unwrap();
    assert_eq!(stretches(nditer([contiguous(&inner)]), &inner), [(8, 2, true); 2]);
    assert_eq!(stretches(nditer([contiguous(&inner)]).buffered(0), &inner), [(8, 4, false)]);
    let one = arange(1);
    for (x, n) in
        [(&every(2), 3), (&one, 1), (&one.reshape(()).unwrap(), 1), (&one.broadcast_to(3).unwrap(), 3)]
    {
        refuses(
            nditer([contiguous(x)]),
            "TypeError: Iterator operand required buffering, to be contiguous as requested, but buffering is not enabled",
        );
        assert_eq!(stretches(nditer([contiguous(x)]).buffered(0), x), [(8, n, false)]);
    }
    let even = every(2);
    let it = nditer([IterOperand::read_write(&even).contiguous()]).buffered(0).external_loop();
    it.build().unwrap().for_each(|v| v[0].assign(&v[0] * 10)).unwrap();
    assert_eq!(x.to_string(), "[ 0  1 20  3 40  5]");
}

const COPY: &str = "TypeError: Iterator operand required copying or buffering, but neither copying nor buffering was enabled";

#[test]
fn native_byte_order() {
    let swapped = array![0, 1, 2].astype(">i4").unwrap();
    let native = || IterOperand::read(&swapped).native();
    refuses(nditer([native()]), COPY);
    refuses(nditer([IterOperand::read_write(&swapped).native()]), COPY);
    refuses(
        nditer([native()]).buffered(0).casting(Casting::No),
        "TypeError: Iterator operand 0 dtype could not be cast from dtype('>i4') to dtype('int32') according to the rule 'no'",
    );
    for request in [
        nditer([native()]).buffered(0).casting(Casting::Equiv),
        nditer([native().copied()]),
        nditer([native().dtype(">i4").unwrap()]).buffered(0),
    ] {
        let it = request.build().unwrap();
        assert_eq!(it.dtypes()[0].to_string(), "int32");
        let seen: Vec<i64> = it.map(|v| v.unwrap()[0].item().unwrap()).collect();
        assert_eq!(seen, [0, 1, 2]);
    }
    let scalar = swapped.index_axis(0, 2).unwrap();
    let mut it = nditer([IterOperand::read(&scalar).native()]).build().unwrap();
    assert_eq!(it.value().unwrap()[0].dtype().to_string(), "int32");
    refuses(
        nditer([IterOperand::read_write(&swapped).native().dtype(">i8").unwrap()]).buffered(0),
        "TypeError: Iterator requested dtype could not be cast from dtype('int64') to dtype('>i4'), the operand 0 dtype, according to the rule 'safe'",
    );
    // Records are of no byte order.
    let record = zeros(2, "i4,>f8").unwrap();
    assert!(nditer([IterOperand::read(&record).native()]).build().is_ok());
}

#[test]
fn aligned_addresses() {
    let bytes = zeros(25, "u1").unwrap();
    let odd = bytes.slice(1..).unwrap().view_as("f8").unwrap();
    odd.assign(array![1, 2, 3]).unwrap();
    let aligned = || IterOperand::read(&odd).aligned();
    refuses(nditer([aligned()]), COPY);
    assert_eq!(stretches(nditer([aligned()]).buffered(0), &odd), [(8, 3, false)]);
    assert_eq!(stretches(nditer([IterOperand::read(&odd)]).buffered(0), &odd), [(8, 3, true)]);
    assert_eq!(stretches(nditer([aligned().copied()]), &odd), [(8, 3, false)]);
    let even = array![1.0, 2.0];
    assert_eq!(stretches(nditer([IterOperand::read(&even).aligned()]), &even), [(8, 2, true)]);
    let it = nditer([IterOperand::read_write(&odd).aligned()]).buffered(0).build().unwrap();
    it.for_each(|v| v[0].assign(&v[0] * 2)).unwrap();
    assert_eq!(odd.to_string(), "[2. 4. 6.]");
}
