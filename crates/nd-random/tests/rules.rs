//! The rules of NumPy's random streams, by their numbers in the project's list of NumPy semantics (405 to 422), and what
//! a table of draws does not show: seeds, jumps, views, and streams that do not depend on how they are read.

// Empty ranges are what is tested here.
#![allow(clippy::reversed_empty_ranges)]

use nd_core::kernel::isa::{Level, levels, with_level};
use nd_core::{Array, DType, Result, arange, array, zeros};
use nd_index::s;
use nd_random::{
    BitGenerator, Choice, Factor, Generator, Mt19937, Pcg64, RandomState, SeedSequence, default_rng,
};

fn rng() -> Generator {
    default_rng(42).expect("a seed")
}

#[track_caller]
fn shows(drawn: Result<Array>, text: &str) {
    assert_eq!(drawn.expect("draws").to_string(), text);
}

#[test]
fn r405_doubles() -> Result<()> {
    let expected = vec![0.7739560485559633, 0.4388784397520523, 0.8585979199113825];
    assert_eq!(rng().random(3, ..)?.to_vec::<f64>()?, expected);
    Ok(())
}

#[test]
fn r406_r407_integers() {
    shows(rng().integers(0..10, 10, ..), "[0 7 6 4 4 8 0 6 2 0]");
    shows(rng().integers(0..1i64 << 40, 3, ..), "[850973674774 482551947687 944038396526]");
    shows(rng().integers(1..=6, 8, ..), "[1 5 4 3 3 6 1 5]");
    shows(rng().integers(0..256, 8, DType::U8), "[136  38 217  22 205 251  33 198]");
    shows(rng().integers(0..=1u64 << 63, 2, DType::U64), "[7138484576005690180 4047939128787533792]");
}

#[test]
fn r408_r409_normals() -> Result<()> {
    let expected = [
        0.30471707975443135,
        -1.0399841062404955,
        0.7504511958064572,
        0.9405647163912139,
        -1.9510351886538364,
    ];
    assert_eq!(rng().standard_normal(5, ..)?.to_vec::<f64>()?, expected);
    let expected = [10.609434159508863, 7.920031787519009, 11.500902391612914];
    assert_eq!(rng().normal(10.0, 2.0, 3)?.to_vec::<f64>()?, expected);
    let expected = [0.14190717041492462f32, -1.6685079336166382, -1.3321080207824707];
    assert_eq!(rng().standard_normal(3, "f4")?.to_vec::<f32>()?, expected);
    let expected = [0.08925092220306396f32, 0.7739560008049011, 0.6545714735984802];
    assert_eq!(rng().random(3, "f4")?.to_vec::<f32>()?, expected);
    Ok(())
}

#[test]
fn r410_r411_permutation_and_shuffle() -> Result<()> {
    shows(rng().permutation(10, 0), "[5 6 0 7 3 2 4 9 1 8]");
    let mut rng = rng();
    let (a, b) = (arange(10), arange(6).reshape((3, 2))?);
    rng.shuffle(&a, 0)?;
    rng.shuffle(&b, 0)?;
    shows(Ok(a), "[5 6 0 7 3 2 4 9 1 8]");
    shows(Ok(b), "[[0 1]\n [4 5]\n [2 3]]");
    Ok(())
}

#[test]
fn r413_choice() {
    let distinct = || Choice::new().without_replacement();
    shows(rng().choice(10, 5, ..), "[0 7 6 4 4]");
    shows(rng().choice(10, 5, distinct()), "[5 3 7 0 4]");
    shows(rng().choice(10000, 5, distinct()), "[7737 4388 6544  892 4330]");
    let p = array![0.1, 0.2, 0.3, 0.2, 0.2];
    shows(rng().choice(5, 4, Choice::new().probabilities(&p)), "[3 2 4 3]");
    shows(rng().choice(10, 5, distinct().unshuffled()), "[0 5 7 3 4]");
}

#[test]
fn r416_seed_sequence_and_raw_words() -> Result<()> {
    let words = [3444837047, 2669555309, 2046530742, 3581440988];
    assert_eq!(SeedSequence::new(42)?.generate_state(4), words);
    let mut bits = Pcg64::new(42)?;
    assert_eq!(
        bits.state(),
        (274674114334540486603088602300644985544, 332724090758049132448979897138935081983)
    );
    let raw: [u64; 3] = core::array::from_fn(|_| bits.next_u64());
    assert_eq!(raw, [14276969152011380360, 8095878257575067585, 15838336090824644132]);
    Ok(())
}

#[test]
fn r418_bytes() -> Result<()> {
    assert_eq!(rng().bytes(6)?, b"\x88&\xd9\x16\xcd\xfb");
    assert_eq!(rng().bytes(0)?, b"");
    Ok(())
}

#[test]
fn r419_legacy_streams() -> Result<()> {
    let random = || RandomState::new(1234);
    assert_eq!(random().random_sample(2)?.to_vec::<f64>()?, [0.1915194503788923, 0.6221087710398319]);
    shows(random().permutation(10), "[7 2 9 1 0 8 4 5 6 3]");
    let normals = [0.47143516373249306, -1.1909756947064645, 1.4327069684260973];
    assert_eq!(random().randn(3)?.to_vec::<f64>()?, normals);
    shows(random().randint(-10..11, 8), "[ 5  9 -4  2 10  5  7 -1]");
    // A seed drops the normal draw that waits.
    let mut again = random();
    again.next_normal();
    again.seed(1234);
    assert_eq!(again.standard_normal(3)?.to_vec::<f64>()?, normals);
    Ok(())
}

#[test]
fn r421_the_twister_has_two_seedings() -> Result<()> {
    assert_eq!(Generator::new(Mt19937::new(1234)?).next_f64(), 0.12038356302504949);
    assert_eq!(RandomState::new(1234).next_f64(), 0.1915194503788923);
    Ok(())
}

#[test]
fn seeds_are_integers_of_any_size_or_lists() -> Result<()> {
    assert_eq!(default_rng([1, 2, 3])?.next_f64(), 0.6704722626516632);
    assert_eq!(default_rng([1u64 << 40, 0, 3])?.next_f64(), 0.9397758637025123);
    assert_eq!(default_rng((4u128 << 64) + 5)?.bit_generator(), &Pcg64::new([5, 0, 4])?);
    assert_eq!(default_rng([0i64; 0])?, default_rng(0)?);
    assert_ne!(default_rng(..)?, default_rng(..)?);
    assert_eq!(RandomState::from_words(&[1, 2, 3])?.next_f64(), 0.6098612722867289);
    let long: Vec<u32> = (0..700).collect();
    assert_eq!(RandomState::from_words(&long)?.next_f64(), 0.867898393018711);
    Ok(())
}

#[test]
fn spawned_seeds_depend_on_their_line() -> Result<()> {
    let mut seed = SeedSequence::new(42)?;
    let mut children = seed.spawn(2);
    assert_eq!(children[0].generate_state(3), [2684470948, 3757501821, 1691896351]);
    assert_eq!(children[1].generate_state(3), [4091952314, 31242083, 366899054]);
    assert_eq!(children[1].spawn(1)[0].generate_state(2), [1174127800, 3865592830]);
    assert_eq!(seed.spawn(1)[0].generate_state(2), [233227757, 2701265274]);
    let mut long = SeedSequence::new([1, 2, 3, 4, 5, 6])?;
    assert_eq!(
        long.generate_state(6),
        [488360481, 3956080669, 2986500235, 3488252836, 3841783222, 2602687873]
    );
    assert_eq!(long.spawn(1)[0].generate_state(2), [4283228358, 3886256605]);
    Ok(())
}

#[test]
fn jumps_and_leaps() -> Result<()> {
    let mut bits = Pcg64::new(7)?;
    bits.next_u64();
    assert_eq!(bits.jumped(3).next_u64(), 0xc5db32f966ee4d9f);
    bits.advance(10u128.pow(30));
    assert_eq!(bits.next_u64(), 0xf08c951d955eef49);
    let (state, increment) = bits.state();
    assert_eq!(Pcg64::from_state(state, increment), bits);
    Ok(())
}

/// A fill gives what single draws give and leaves the stream where they leave it, at every instruction set.
#[test]
fn fills_are_single_draws() -> Result<()> {
    let bits = |array: &Array| -> Result<Vec<u64>> {
        Ok(array.to_vec::<f64>()?.into_iter().map(f64::to_bits).collect())
    };
    for n in [0, 1, 3, 15, 16, 17, 255, 256, 257, 1023, 1024, 1025, 5000] {
        let mut single = default_rng(n as u64)?;
        // Half a word is left over, which doubles must not touch.
        let first = single.random((), DType::F32)?.item::<f32>()?;
        let doubles: Vec<u64> = (0..n).map(|_| single.next_f64().to_bits()).collect();
        let normals: Vec<u64> = (0..n).map(|_| single.next_normal().to_bits()).collect();
        for level in levels() {
            with_level(level, || -> Result<()> {
                let mut filled = default_rng(n as u64)?;
                assert_eq!(filled.random((), DType::F32)?.item::<f32>()?, first);
                assert_eq!(bits(&filled.random(n, ..)?)?, doubles, "{n} doubles at {level:?}");
                assert_eq!(bits(&filled.standard_normal(n, ..)?)?, normals, "{n} normals at {level:?}");
                assert_eq!(filled, single, "the stream after {n} at {level:?}");
                Ok(())
            })?;
        }
    }
    assert!(levels().any(|level| level == Level::Baseline));
    Ok(())
}

/// A thousand draws hardly reach the tail; the moments of 10⁵, and how many lie in the tail, show a slip there.
#[test]
fn normals_are_normal() -> Result<()> {
    let draws = rng().standard_normal(100_000, ..)?.to_vec::<f64>()?;
    let moment = |k: i32| draws.iter().map(|x| x.powi(k)).sum::<f64>() / draws.len() as f64;
    assert!(moment(1).abs() < 0.015 && (moment(2) - 1.0).abs() < 0.02, "{} {}", moment(1), moment(2));
    assert!(moment(3).abs() < 0.05 && (moment(4) - 3.0).abs() < 0.15, "{} {}", moment(3), moment(4));
    // 2.6 in 10,000 lie beyond 3.6541.
    let beyond = draws.iter().filter(|x| x.abs() > 3.6541528853610088).count();
    assert!((10..50).contains(&beyond), "{beyond} in the tail");
    Ok(())
}

#[test]
fn shuffles_reach_through_views_of_any_dtype() -> Result<()> {
    let mut rng = default_rng(7)?;
    let x = zeros(5, "i2,>f8")?;
    x.field("f0")?.assign(arange(5))?;
    x.field("f1")?.assign(array![0.0, 0.5, 1.0, 1.5, 2.0])?;
    rng.shuffle(&x, 0)?;
    shows(Ok(x), "[(2, 1. ) (0, 0. ) (4, 2. ) (1, 0.5) (3, 1.5)]");
    let y = arange(24).reshape((2, 12))?;
    rng.shuffle(&y.slice(s![..;-1, ..;2])?.t(), 0)?;
    shows(Ok(y), "[[ 0  1  8  3  2  5  6  7 10  9  4 11]\n [12 13 20 15 14 17 18 19 22 21 16 23]]");
    let y = arange(24).reshape((2, 12))?;
    rng.shuffle(&y.slice(s![.., ..;-2])?, 1)?;
    shows(Ok(y), "[[ 0  3  2 11  4  7  6  9  8  5 10  1]\n [12 15 14 23 16 19 18 21 20 17 22 13]]");
    let big = arange(6).astype(">i2")?;
    rng.shuffle(&big, 0)?;
    assert_eq!(big.dtype(), &DType::I16.swapped());
    shows(Ok(big), "[4 2 0 3 5 1]");
    shows(rng.permutation(arange(12).reshape((2, 6))?, -1), "[[ 3  1  4  0  2  5]\n [ 9  7 10  6  8 11]]");
    shows(rng.choice(array![[1, 2], [3, 4], [5, 6]], 4, ..), "[[3 4]\n [3 4]\n [3 4]\n [3 4]]");
    shows(rng.choice(Array::from_scalar(5i64)?, (2, 2), ..), "[[2 4]\n [4 3]]");
    let p = array![0.5, 0.5, 0.0].astype("f4")?;
    shows(rng.choice(array![1.5, 2.5, 3.5], 4, Choice::new().probabilities(&p)), "[2.5 2.5 1.5 1.5]");
    shows(rng.choice(9, (2, 2), Choice::new().without_replacement()), "[[8 0]\n [5 4]]");
    assert_eq!(rng.next_f64(), 0.4662060253252891);
    Ok(())
}

#[test]
fn legacy_shuffles_and_samples() -> Result<()> {
    let mut random = RandomState::new(7);
    let z = arange(8).reshape((4, 2))?;
    random.shuffle(&z.slice(s![..;-1])?)?;
    shows(Ok(z), "[[0 1]\n [6 7]\n [4 5]\n [2 3]]");
    shows(random.permutation(array![0.0, 0.5, 1.0, 1.5]), "[1.5 0.5 0.  1. ]");
    let distinct = || Choice::new().without_replacement();
    shows(random.choice(array![0, 10, 20, 30, 40], 3, distinct()), "[30 40 20]");
    shows(random.choice(6, (2, 2), distinct()), "[[1 4]\n [5 3]]");
    shows(random.choice(Array::from_scalar(4)?, 3, ..), "[0 3 3]");
    Ok(())
}

#[test]
fn shapes_of_none_and_of_no_elements() -> Result<()> {
    let mut rng = rng();
    assert_eq!(rng.random((), ..)?.shape(), [] as [usize; 0]);
    assert_eq!(rng.choice(3, (), ..)?.ndim(), 0);
    assert_eq!(rng.choice(array![[1, 2], [3, 4]], (), ..)?.shape(), [2]);
    assert_eq!(rng.random((0, 3), ..)?.shape(), [0, 3]);
    assert_eq!(rng.permutation(0, 0)?.size(), 0);
    assert_eq!(rng.permutation(-3, 0)?.size(), 0);
    assert_eq!(rng.permutation(zeros((0, 2), "f8")?, 0)?.shape(), [0, 2]);
    rng.shuffle(&zeros((0, 3), "i1")?, 0)?;
    // Ends are looked at only if there is something to draw.
    assert_eq!(rng.integers(3..0, 0, ..)?.size(), 0);
    assert_eq!(rng.choice(0, 0, ..)?.size(), 0);
    assert_eq!(rng.choice(0, 0, Choice::new().without_replacement())?.size(), 0);
    Ok(())
}

#[test]
fn r415_multivariate_normals() -> Result<()> {
    let (mean, cov) = (array![1.0, 2.0], array![[1.0, 0.5], [0.5, 2.0]]);
    // NumPy's draws; what it factorises by is a library's choice of directions but for Cholesky's triangle.
    let numpy = [[1.3047170797544314, 0.7765888835911519], [1.7504511958064572, 3.6194757636698034]];
    let drawn: Vec<f64> = rng().multivariate_normal(&mean, &cov, 2, Factor::Cholesky)?.to_vec()?;
    for (found, wanted) in drawn.iter().zip(numpy.as_flattened()) {
        assert!((found - wanted).abs() < 1e-14, "{found} {wanted}");
    }
    // Along the directions, which are the same but for their sign, draws have the same distance from the mean.
    let (c, s) = (0.38268343236508984, 0.9238795325112867);
    let along = |x: &[f64]| {
        [(c * (x[0] - 1.0) + s * (x[1] - 2.0)).abs(), (s * (x[0] - 1.0) - c * (x[1] - 2.0)).abs()]
    };
    let numpy = [
        (Factor::Svd, [[0.31768209403204806, 2.7726219956159874], [2.2004210980718155, 2.7095233938671255]]),
        (Factor::Eigh, [[0.15806074142939508, 0.6764086235759199], [0.9173672564204589, 3.5466914752367806]]),
    ];
    for (factor, numpy) in numpy {
        let drawn: Vec<f64> = rng().multivariate_normal(&mean, &cov, 2, factor)?.to_vec()?;
        for (found, wanted) in drawn.chunks(2).zip(numpy) {
            for (found, wanted) in along(found).into_iter().zip(along(&wanted)) {
                assert!((found - wanted).abs() < 1e-14, "{factor:?}: {found} {wanted}");
            }
        }
    }
    let numpy = [[2.620735192566652, 0.3563181923011206], [1.4540458989841505, 1.9953933033903595]];
    let drawn: Vec<f64> = RandomState::new(0).multivariate_normal(&mean, &cov, 2)?.to_vec()?;
    for (found, wanted) in drawn.chunks(2).flat_map(along).zip(numpy.as_flattened()) {
        assert!((found - wanted).abs() < 1e-14, "legacy: {found} {wanted}");
    }
    let many = rng().multivariate_normal(&mean, &cov, (100, 200), ..)?;
    assert_eq!(many.shape(), [100, 200, 2]);
    let many: Vec<f64> = many.to_vec()?;
    let both: f64 = many.chunks(2).map(|x| (x[0] - 1.0) * (x[1] - 2.0)).sum();
    assert!((both / 20000.0 - 0.5).abs() < 0.05, "{both}");
    let refused = |mean: Array, cov: Array, factor: Factor, said: &str| {
        let error = rng().multivariate_normal(&mean, &cov, 1, factor).unwrap_err();
        assert_eq!(format!("{}: {error}", error.kind().name()), said);
    };
    let (zeros, unit) = (array![0.0, 0.0], array![[1.0, 0.0], [0.0, 1.0]]);
    refused(zeros.clone(), array![1.0, 0.0], Factor::Svd, "ValueError: cov must be 2 dimensional and square");
    refused(
        zeros.clone(),
        array![[1.0, 0.0]],
        Factor::Svd,
        "ValueError: cov must be 2 dimensional and square",
    );
    refused(unit.clone(), unit.clone(), Factor::Svd, "ValueError: mean must be 1 dimensional");
    refused(array![0.0], unit.clone(), Factor::Svd, "ValueError: mean and cov must have same length");
    refused(zeros.clone(), unit.astype("c16")?, Factor::Svd, "TypeError: mean and cov must not be complex");
    let skew = array![[1.0, 2.0], [3.0, 4.0]];
    refused(
        zeros.clone(),
        skew,
        Factor::Svd,
        "ValueError: covariance is not symmetric positive-semidefinite.",
    );
    let saddle = array![[1.0, 0.0], [0.0, -1.0]];
    refused(zeros, saddle, Factor::Cholesky, "LinAlgError: Matrix is not positive definite");
    Ok(())
}

#[test]
fn spawned_generators_are_those_of_numpy() -> Result<()> {
    let mut parent = rng();
    let mut children = parent.spawn(2)?;
    assert_eq!([children[0].next_f64(), children[1].next_f64()], [0.9167441575549085, 0.4674907799518424]);
    assert_eq!(parent.next_f64(), 0.7739560485559633);
    assert_eq!(parent.spawn(1)?[0].next_f64(), 0.07123920291270869);
    let (state, increment) = Pcg64::new(1)?.state();
    let said = "The underlying SeedSequence does not implement spawning.";
    assert_eq!(Generator::new(Pcg64::from_state(state, increment)).spawn(1).unwrap_err().to_string(), said);
    Ok(())
}

#[test]
fn raw_words_are_those_of_numpy() -> Result<()> {
    let mut bits = Pcg64::new(42)?;
    bits.next_u32();
    assert_eq!(Pcg64::new(42)?.random_raw(2)?.to_vec::<u64>()?, [14276969152011380360, 8095878257575067585]);
    assert_eq!(bits.random_raw(1)?.to_vec::<u64>()?, [8095878257575067585]);
    Ok(())
}
