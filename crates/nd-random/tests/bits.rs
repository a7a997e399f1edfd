//! The bit generators beside PCG64 and the Mersenne Twister: states, jumps and children, as NumPy has them.

use nd_core::Result;
use nd_random::{BitGenerator, Generator, Mt19937, Pcg64Dxsm, Philox, PhiloxState, Sfc64};

#[test]
fn philox() -> Result<()> {
    let mut rng = Generator::new(Philox::new(42)?);
    rng.random(3, "f4")?;
    let state = rng.bit_generator().state();
    let expected = PhiloxState {
        counter: [1, 0, 0, 0],
        key: [11465652750463011511, 15382171918060459190],
        buffer: [1587852024645073290, 2611271723512893552, 4982337093617253890, 16123152800351476682],
        buffer_pos: 2,
        half: Some(607984076),
    };
    assert_eq!(state, expected);
    let mut again = Philox::from_state(&state)?;
    assert_eq!(&mut again, rng.bit_generator());
    assert_eq!(again.next_u32(), 607984076);
    let bad = Philox::from_state(&PhiloxState { buffer_pos: 5, ..state });
    assert_eq!(bad.unwrap_err().to_string(), "state dictionary is not valid.");
    let mut bits = Philox::new(42)?;
    bits.random_raw(5)?;
    bits.advance((1 << 64) + 3);
    assert_eq!(bits.state().counter, [5, 1, 0, 0]);
    assert_eq!(bits.next_u64(), 15375332117281296556);
    let mut bits = Philox::from_key([1, 2], [u64::MAX, u64::MAX, u64::MAX, 5]);
    let words = [
        14501012930407867827,
        9970177695886701892,
        7703383418421436927,
        3403729614129145090,
        16212795381391861642,
    ];
    assert_eq!(bits.random_raw(5)?.to_vec::<u64>()?, words);
    assert_eq!(bits.state().counter, [1, 0, 0, 6]);
    assert!(bits.spawn(1).is_err());
    let children =
        Generator::new(Philox::new(42)?).spawn(2)?.iter_mut().map(Generator::next_f64).collect::<Vec<_>>();
    assert_eq!(children, [0.2197435513325704, 0.7731546279295569]);
    Ok(())
}

#[test]
fn sfc64() -> Result<()> {
    let mut rng = Generator::new(Sfc64::new(42)?);
    rng.random(3, "f4")?;
    let state = [6342742880354763001, 11097027168323034480, 7828104036322345513, 15];
    assert_eq!(rng.bit_generator().state(), state);
    assert_eq!(rng.bit_generator().next_u32(), 1624567223);
    assert_eq!(&mut Sfc64::from_state(state), rng.bit_generator());
    let children =
        Generator::new(Sfc64::new(42)?).spawn(2)?.iter_mut().map(Generator::next_f64).collect::<Vec<_>>();
    assert_eq!(children, [0.03295310687162978, 0.17670951544630598]);
    Ok(())
}

#[test]
fn pcg64dxsm() -> Result<()> {
    let mut rng = Generator::new(Pcg64Dxsm::new(42)?);
    rng.random(3, "f4")?;
    let (state, increment) = rng.bit_generator().state();
    assert_eq!(state, 122058495202826665760843561085463962578);
    assert_eq!(increment, 332724090758049132448979897138935081983);
    assert_eq!(rng.bit_generator().next_u32(), 29227293);
    assert_eq!(&mut Pcg64Dxsm::from_state(state, increment), rng.bit_generator());
    let mut bits = Pcg64Dxsm::new(42)?;
    bits.random_raw(5)?;
    bits.advance((1 << 64) + 3);
    assert_eq!(bits.next_u64(), 3837350947611950694);
    let mut jumped = Pcg64Dxsm::new(42)?.jumped(1);
    assert!(jumped.spawn(1).is_err());
    let children =
        Generator::new(Pcg64Dxsm::new(42)?).spawn(2)?.iter_mut().map(Generator::next_f64).collect::<Vec<_>>();
    assert_eq!(children, [0.7437089315895183, 0.3733158360210759]);
    Ok(())
}

#[test]
fn mt19937() -> Result<()> {
    let mut bits = Mt19937::new(42)?;
    assert_eq!(bits.random_raw(3)?.to_vec::<u64>()?, [2327846034, 3904886566, 2661450408]);
    // A jump takes the position with it.
    let mut jumped = bits.jumped(1);
    let (key, pos) = jumped.state();
    assert_eq!((pos, &key[..4]), (591, &[2192138317, 2275988868, 3482876880, 250674677][..]));
    assert_eq!(jumped.random_raw(3)?.to_vec::<u64>()?, [4010235728, 3137543461, 2259205934]);
    assert_eq!(bits.jumped(3).random_raw(3)?.to_vec::<u64>()?, [2526289240, 600704483, 422122174]);
    assert_eq!(bits.jumped(0), bits);
    // All words handed out, and some of the words after.
    let mut bits = Mt19937::new(42)?;
    bits.next_u32();
    assert_eq!(bits.state().1, 624);
    let mut jumped = bits.jumped(1);
    assert_eq!(jumped.state().1, 589);
    assert_eq!(jumped.random_raw(3)?.to_vec::<u64>()?, [2596666897, 2001582899, 587466857]);
    bits.random_raw(999)?;
    assert_eq!(bits.jumped(1).random_raw(3)?.to_vec::<u64>()?, [3753519892, 2861200369, 402937650]);
    assert!(jumped.spawn(1).is_err());
    let children =
        Generator::new(Mt19937::new(42)?).spawn(2)?.iter_mut().map(Generator::next_f64).collect::<Vec<_>>();
    assert_eq!(children, [0.4248343541051035, 0.29335106859351046]);
    let mut counted = Mt19937::from_state(core::array::from_fn(|i| i as u32), 3)?;
    assert_eq!(counted.random_raw(2)?.to_vec::<u64>()?, [4194451, 16908868]);
    let bad = Mt19937::from_state(key, 625).unwrap_err();
    assert_eq!(bad.to_string(), "state dictionary is not valid.");
    Ok(())
}
