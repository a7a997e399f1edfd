//! Looking a name of the inventory up in the surface.

#![forbid(unsafe_code)]

use crate::inventory::Name;
use crate::reach::Surface;

/// Where the names of an area are looked for.
struct Home {
    /// What stands before the name in Python.
    prefix: String,
    /// Modules and types behind the facade's name; "" is its root.
    places: Vec<String>,
}

fn home(area: &str) -> Home {
    let home = |prefix: &str, places: &[&str]| Home {
        prefix: prefix.into(),
        places: places.iter().map(|place| place.to_string()).collect(),
    };
    // What a NumPy user calls as a function may be a method here: `numpy.reshape(x, ..)` is `x.reshape(..)`.
    if area.starts_with("main:") {
        return home("numpy", &["", "Array"]);
    }
    if area.starts_with("ndarray:") {
        return home("numpy.ndarray", &["Array"]);
    }
    if area.starts_with("ufunc object") {
        return home("numpy.ufunc", &["Ufunc", "Call", "ReduceOptions", ""]);
    }
    match area {
        "dtype object" => home("numpy.dtype", &["DType", "StructType"]),
        "finfo/iinfo attributes" => home("numpy", &[]),
        "nditer/flatiter/broadcast" => home("numpy.nditer", &["NdIter"]),
        "scalar-type extra methods" => home("numpy.generic", &["Scalar"]),
        "numpy.lib other" => home("numpy.lib", &["lib"]),
        "numpy.random infrastructure" | "numpy.random module-level (global RandomState)" => {
            home("numpy.random", &["random"])
        }
        "numpy.random legacy RandomState (MT19937)" => {
            home("numpy.random.RandomState", &["random::RandomState"])
        }
        "numpy.random.Generator" => home("numpy.random.Generator", &["random::Generator"]),
        _ => {
            let prefix = area.split(" (").next().unwrap_or(area);
            let place = prefix.strip_prefix("numpy.").unwrap_or(prefix).replace('.', "::");
            home(prefix, &[&place])
        }
    }
}

/// The name as Python spells it: `numpy.linalg.svd`.
pub(crate) fn qualified(entry: &Name) -> String {
    let owned_elsewhere = entry.area == "nditer/flatiter/broadcast" && entry.name.contains('.');
    let prefix = if owned_elsewhere { "numpy".to_string() } else { home(&entry.area).prefix };
    format!("{prefix}.{}", entry.name.trim_end_matches('='))
}

/// Whether the surface has the name.
pub(crate) fn has(surface: &Surface, entry: &Name) -> bool {
    if surface.aliases.contains_key(&qualified(entry)) || implements(surface, &entry.name) {
        return true;
    }
    let home = home(&entry.area);
    // Words that Rust reserves, or that would be mistaken for others, end in an underscore.
    let name = entry.name.trim_end_matches('=');
    let (owner, name) = name.rsplit_once('.').map_or((None, name), |(owner, name)| (Some(owner), name));
    let spellings = [name.to_string(), format!("{name}_")];
    let at = |place: &str, name: &str| match place {
        "" => name.to_string(),
        place => format!("{place}::{name}"),
    };
    match owner {
        None => home.places.iter().any(|place| {
            let bare = surface.aliases.get(name).into_iter().flatten();
            spellings.iter().any(|name| surface.paths.contains(&at(place, name)))
                || bare.clone().any(|path| parent(path) == place)
        }),
        // `finfo.eps` is `Finfo::eps`: Rust's types are spelled in another way, or are called otherwise.
        Some(owner) => surface.paths.iter().any(|path| {
            let last = path.rsplit("::").next().unwrap_or(path);
            let of = parent(path).rsplit("::").next().unwrap_or_default();
            let called = |alias: &str| surface.aliases.get(alias).is_some_and(|at| at.contains(parent(path)));
            (of.eq_ignore_ascii_case(owner) || called(owner)) && spellings.iter().any(|name| name == last)
        }),
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |(parent, _)| parent)
}

/// Python's operators and protocols that are traits in Rust.
const TRAITS: &[(&str, &str)] = &[
    ("add", "Add"),
    ("sub", "Sub"),
    ("mul", "Mul"),
    ("truediv", "Div"),
    ("mod", "Rem"),
    ("and", "BitAnd"),
    ("or", "BitOr"),
    ("xor", "BitXor"),
    ("lshift", "Shl"),
    ("rshift", "Shr"),
];
const OTHERS: &[(&str, &str)] = &[
    ("__neg__", "Neg"),
    ("__invert__", "Not"),
    ("__str__", "Display"),
    ("__repr__", "Debug"),
    ("__iter__", "IntoIterator"),
];
/// Python's operators without a trait in Rust, where the function of both operands is what a user calls.
const FUNCTIONS: &[(&str, &str)] = &[
    ("__pos__", "positive"),
    ("__rpow__", "power"),
    ("__rfloordiv__", "floor_divide"),
    ("__rdivmod__", "divmod"),
];

/// Whether an operator's method is a trait that arrays implement, or a function where Rust has no such trait.
fn implements(surface: &Surface, name: &str) -> bool {
    let has = |of: &str, owner: &str| surface.impls.contains(&(of.to_string(), owner.to_string()));
    if let Some((_, of)) = OTHERS.iter().find(|(method, _)| *method == name) {
        return has(of, "Array");
    }
    if let Some((_, function)) = FUNCTIONS.iter().find(|(method, _)| *method == name) {
        return surface.paths.contains(*function);
    }
    let Some(word) = name.strip_prefix("__").and_then(|name| name.strip_suffix("__")) else { return false };
    TRAITS.iter().any(|(operator, of)| match word.strip_suffix(operator) {
        Some("") => has(of, "Array"),
        Some("r") => has(of, "<Array>"),
        Some("i") => has(&format!("{of}Assign"), "Array"),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(area: &str, name: &str) -> Name {
        Name { area: area.into(), name: name.into(), class: 'S' }
    }

    fn surface(paths: &[&str], aliases: &[(&str, &str)], impls: &[(&str, &str)]) -> Surface {
        let mut surface = Surface {
            paths: paths.iter().map(|path| path.to_string()).collect(),
            impls: impls.iter().map(|(of, owner)| (of.to_string(), owner.to_string())).collect(),
            ..Surface::default()
        };
        for (alias, path) in aliases {
            surface.aliases.entry(alias.to_string()).or_default().insert(path.to_string());
        }
        surface
    }

    #[test]
    fn names_are_qualified_by_their_area() {
        for (area, name, expected) in [
            ("main: ufuncs", "add", "numpy.add"),
            ("numpy.linalg", "svd", "numpy.linalg.svd"),
            ("numpy.char (legacy)", "upper", "numpy.char.upper"),
            ("finfo/iinfo attributes", "finfo.eps", "numpy.finfo.eps"),
            ("numpy.random legacy RandomState (MT19937)", "rand", "numpy.random.RandomState.rand"),
            ("ufunc object: call keywords", "out=", "numpy.ufunc.out"),
            ("nditer/flatiter/broadcast", "flatiter.base", "numpy.flatiter.base"),
        ] {
            assert_eq!(qualified(&entry(area, name)), expected);
        }
    }

    #[test]
    fn a_name_counts_where_its_area_has_it() {
        let surface =
            surface(&["linalg::svd", "where_", "Array::reshape", "Call::out", "Finfo::eps"], &[], &[]);
        for (area, name, expected) in [
            ("numpy.linalg", "svd", true),
            ("main: ufuncs", "svd", false),
            ("main: indexing routines", "where", true),
            ("main: shape & layout manipulation", "reshape", true),
            ("ndarray: methods & attributes", "reshape", true),
            ("numpy.linalg", "reshape", false),
            ("ufunc object: call keywords", "out=", true),
            ("finfo/iinfo attributes", "finfo.eps", true),
            ("finfo/iinfo attributes", "finfo.max", false),
        ] {
            assert_eq!(has(&surface, &entry(area, name)), expected, "{area}: {name}");
        }
    }

    #[test]
    fn aliases_count_whole_or_beside_their_owner() {
        let aliases =
            [("numpy.float64", "DType::F64"), ("str", "DType::descr_str"), ("numpy.ndarray.T", "Array::t")];
        let surface = surface(&[], &aliases, &[]);
        assert!(has(&surface, &entry("main: scalar types", "float64")));
        assert!(has(&surface, &entry("dtype object", "str")));
        assert!(has(&surface, &entry("ndarray: methods & attributes", "T")));
        assert!(!has(&surface, &entry("ndarray: methods & attributes", "str")));
    }

    #[test]
    fn an_owner_may_be_an_alias() {
        let surface = surface(&["Flat", "Flat::base"], &[("flatiter", "Flat")], &[]);
        assert!(has(&surface, &entry("nditer/flatiter/broadcast", "flatiter.base")));
        assert!(!has(&surface, &entry("nditer/flatiter/broadcast", "flatiter.index")));
    }

    #[test]
    fn operators_are_traits() {
        let surface = surface(
            &["power"],
            &[],
            &[("Add", "Array"), ("AddAssign", "Array"), ("Div", "<Array>"), ("Neg", "Array")],
        );
        let has = |name| has(&surface, &entry("ndarray: operators", name));
        assert!(has("__add__") && has("__iadd__") && has("__rtruediv__") && has("__neg__"));
        assert!(has("__rpow__") && !has("__rdivmod__"));
        assert!(!has("__radd__") && !has("__truediv__") && !has("__invert__") && !has("__pow__"));
    }
}
