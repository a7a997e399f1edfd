//! Promotion and casting over all pairs of dtypes and all rules.

use crate::table::{check_rows, dtype, failure, rows, same, text};
use nd_dtype::{Casting, Complex, DType, Result, TypeArg, Weak, can_cast, promote_types, result_type};

fn outcome(result: Result<DType>) -> String {
    match result {
        Ok(dtype) => format!("{dtype:?}"),
        Err(error) => failure(&error),
    }
}

#[test]
fn pairs_promote_and_cast_as_in_numpy() {
    check_pairs(include_str!("pairs.tsv"));
}

/// Semantic rules 25 and 338 to 341 among them.
#[test]
fn times_promote_and_cast_as_in_numpy() {
    check_pairs(include_str!("time_pairs.tsv"));
}

#[test]
fn records_promote_and_cast_as_in_numpy() {
    check_pairs(include_str!("record_pairs.tsv"));
}

#[track_caller]
fn check_pairs(table: &'static str) {
    check_rows(table, |row| {
        let (a, b) = (dtype(row[0]), dtype(row[1]));
        let flags: String =
            Casting::ALL.iter().map(|&rule| if can_cast(&a, &b, rule) { '1' } else { '0' }).collect();
        same(&flags, row[2], || format!("casts from {a:?} to {b:?}"))?;
        same(&outcome(promote_types(&a, &b)), &text(row[3]), || format!("promotion of {a:?} and {b:?}"))
    });
}

#[test]
fn literals_promote_by_kind_only() {
    check_rows(include_str!("results.tsv"), |row| {
        let dtypes: Vec<Option<DType>> =
            row[0].split(' ').map(|arg| (!arg.starts_with('@')).then(|| dtype(arg))).collect();
        let args = row[0].split(' ').zip(&dtypes).map(|(arg, dtype)| match (arg, dtype) {
            (_, Some(dtype)) => TypeArg::Strong(dtype),
            ("@int", _) => Weak::Int(1).into(),
            ("@big", _) => Weak::Int(1 << 63).into(),
            ("@float", _) => Weak::Float(1.0).into(),
            _ => Weak::Complex(Complex::new(0.0, 1.0)).into(),
        });
        let args: Vec<TypeArg<'_>> = args.collect();
        same(&outcome(result_type(&args)), &text(row[1]), || format!("result type of {}", row[0]))
    });
}

#[test]
fn rules_are_ordered() {
    for row in rows(include_str!("pairs.tsv")) {
        let (a, b) = (dtype(row[0]), dtype(row[1]));
        let allowed: Vec<bool> = Casting::ALL.iter().map(|&rule| can_cast(&a, &b, rule)).collect();
        assert!(allowed.is_sorted(), "a stricter rule allows {a:?} to {b:?} and a laxer one does not");
    }
}
