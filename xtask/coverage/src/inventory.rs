//! NumPy's public surface, as `inventory.csv` lists it: area, name, kind, class.

#![forbid(unsafe_code)]

/// One public name of NumPy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// Where it lives: `main: ufuncs`, `numpy.linalg`, `ndarray: operators`.
    pub(crate) area: String,
    /// The name itself, with its owner in front where the area has several: `finfo.eps`.
    pub(crate) name: String,
    /// S, C, X or N.
    pub(crate) class: char,
}

/// Reads the list.
///
/// # Errors
/// A line without four fields.
pub(crate) fn parse(csv: &str) -> Result<Vec<Name>, String> {
    let line = |line: &str| {
        // Only areas are quoted, and only they contain commas.
        let mut fields = line.rsplitn(4, ',');
        let (class, _kind, name, area) = (fields.next()?, fields.next()?, fields.next()?, fields.next()?);
        let (area, name) = (area.trim_matches('"').to_string(), name.to_string());
        Some(Name { area, name, class: class.chars().next()? })
    };
    let lines = csv.lines().skip(1).filter(|line| !line.is_empty());
    lines.map(|text| line(text).ok_or_else(|| format!("inventory: '{text}'"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_may_contain_commas() {
        let csv = "area,name,kind,class\nmain: ufuncs,add,ufunc,S\n\"main: sorting, sets\",sort,function,C\n";
        let names = parse(csv).expect("a list");
        assert_eq!(names.len(), 2);
        assert_eq!(
            (names[1].area.as_str(), names[1].name.as_str(), names[1].class),
            ("main: sorting, sets", "sort", 'C')
        );
        assert!(parse("head\nonly,three,fields\n").is_err());
    }
}
