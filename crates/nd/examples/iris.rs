//! Fisher's irises, from a text file to statistics, and through a structured array to a binary file and back.
//!
//! ```text
//! cargo run --release -p nd --example iris
//! ```

use nd::ByteOrder;
use nd::prelude::*;

const SPECIES: [&str; 3] = ["setosa", "versicolor", "virginica"];
const FEATURES: [&str; 4] = ["sepal_length", "sepal_width", "petal_length", "petal_width"];

fn main() -> Result<()> {
    // One row per flower: four lengths in centimetres, then the species as a number. The first line is a title.
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/iris.csv");
    let table = nd::LoadTxt::new().delimiter(b',').skiprows(1).load(path)?;
    let (x, species) = (table.slice(s![.., ..4])?, table.slice(s![.., 4])?);
    println!("{} flowers, {} features: {}", x.shape()[0], x.shape()[1], FEATURES.join(", "));

    statistics(&x, &species)?;
    correlations(&x)?;
    extremes(&x, &species)?;
    records(&x, &species)
}

/// Mean and standard deviation of each feature, for each species.
fn statistics(x: &Array, species: &Array) -> Result<()> {
    println!("\nMean and standard deviation");
    for (number, name) in SPECIES.iter().enumerate() {
        // A boolean mask selects rows.
        let flowers = x.get(ix![&species.equal(number)?])?;
        let (mean, deviation) = (flowers.mean(0)?, flowers.std(axis(0).ddof(1.0))?);
        println!("{name:>10}: {mean:.2} ± {deviation:.2} ({} flowers)", flowers.len()?);
    }
    Ok(())
}

/// The correlation of each feature with each other.
fn correlations(x: &Array) -> Result<()> {
    let z = (x - x.mean(0)?) / x.std(0)?;
    // Every column against every column by broadcasting: 150 × 4 × 1 times 150 × 1 × 4.
    let products = z.slice(s![.., .., NewAxis])? * z.slice(s![.., NewAxis, ..])?;
    println!("\nCorrelations\n{:.3}", products.mean(0)?);
    Ok(())
}

/// The flowers in which a feature is largest and smallest.
fn extremes(x: &Array, species: &Array) -> Result<()> {
    println!("\nExtreme flowers");
    let (largest, smallest) = (x.argmax(0)?, x.argmin(0)?);
    for (column, feature) in FEATURES.iter().enumerate() {
        for (rows, word) in [(&largest, "largest"), (&smallest, "smallest")] {
            let row: i64 = rows.slice(column)?.item()?;
            let name = SPECIES[species.slice(row)?.item::<f64>()? as usize];
            println!("{word:>9} {feature:<12} row {row:>3}: {} {name}", x.slice(row)?);
        }
    }
    Ok(())
}

/// The table as records, in a big-endian file, and back.
fn records(x: &Array, species: &Array) -> Result<()> {
    let features = FEATURES.map(|name| (name, DType::F32));
    let flower = DType::structured(features.into_iter().chain([("species", DType::I16)]))?;
    let flowers = nd::zeros(x.len()?, flower.newbyteorder(ByteOrder::Big))?;
    for (column, name) in FEATURES.iter().enumerate() {
        flowers.field(name)?.assign(x.slice(s![.., column])?)?;
    }
    flowers.field("species")?.assign(species)?;

    let path = std::env::temp_dir().join(format!("iris-{}.npy", std::process::id()));
    nd::save(&path, &flowers)?;
    let again: Array = nd::load(&path)?;
    std::fs::remove_file(&path)?;
    println!("\nRecords read back: {} of {} bytes each\n{}", again.len()?, again.itemsize(), again.dtype());
    println!("first three: {}", again.slice(..3)?);

    // A field is a view: what is written through it is seen in the whole.
    let width = again.field("petal_width")?;
    let setosa = again.field("species")?.equal(0)?;
    width.set(&setosa, width.get(&setosa)? * 10)?;
    println!("petal widths of setosa in millimetres: {}", again.slice(..3)?);
    println!("the field shares memory with the records: {}", again.shares_memory(&width));
    Ok(())
}
