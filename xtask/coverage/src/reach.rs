//! What a user of the facade can name: its re-exports followed through the crates, with the members of every type.

#![forbid(unsafe_code)]

use std::collections::{BTreeMap, BTreeSet};

use crate::source::{Crate, Module, Named};

/// Everything that can be reached.
#[derive(Clone, Debug, Default)]
pub(crate) struct Surface {
    /// Paths behind the facade's name: `add`, `linalg::svd`, `Array::reshape`.
    pub(crate) paths: BTreeSet<String>,
    /// Aliases, with the paths of the items that have them.
    pub(crate) aliases: BTreeMap<String, BTreeSet<String>>,
    /// Implemented traits, as in [`Crate::impls`].
    pub(crate) impls: BTreeSet<(String, String)>,
}

/// A module of some crate.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    krate: String,
    path: Vec<String>,
}

/// What a path leads to: a module, an item of a module, or both (a function beside a module of its methods).
#[derive(Clone, Debug, Default)]
struct Target {
    module: Option<Place>,
    item: Option<(Place, Named)>,
}

/// The surface of `facade`.
pub(crate) fn surface(crates: &BTreeMap<String, Crate>, facade: &str) -> Surface {
    let mut walk =
        Walk { crates, surface: Surface::default(), traits: BTreeSet::new(), types: BTreeMap::new() };
    walk.module(&Place { krate: facade.into(), path: Vec::new() }, "", &mut Vec::new());
    walk.members();
    walk.surface
}

struct Walk<'a> {
    crates: &'a BTreeMap<String, Crate>,
    surface: Surface,
    traits: BTreeSet<(String, String)>,
    /// Reachable names that may be types, by crate and name, with their paths.
    types: BTreeMap<(String, String), BTreeSet<String>>,
}

impl Walk<'_> {
    fn at(&self, place: &Place) -> Option<&Module> {
        let root = &self.crates.get(&place.krate)?.root;
        place.path.iter().try_fold(root, |module, name| module.modules.get(name))
    }

    /// Adds what `place` exports, under `prefix`.
    fn module(&mut self, place: &Place, prefix: &str, open: &mut Vec<Place>) {
        if open.contains(place) {
            return;
        }
        open.push(place.clone());
        for (name, target) in self.exports(place, &mut Vec::new()) {
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}::{name}") };
            if let Some((home, item)) = &target.item {
                self.add(item, &path);
                self.types.entry((home.krate.clone(), item.name.clone())).or_default().insert(path.clone());
            }
            if let Some(inner) = &target.module {
                self.surface.paths.insert(path.clone());
                self.module(inner, &path, open);
            }
        }
        open.pop();
    }

    fn add(&mut self, item: &Named, path: &str) {
        self.surface.paths.insert(path.into());
        for alias in &item.aliases {
            self.surface.aliases.entry(alias.clone()).or_default().insert(path.into());
        }
    }

    /// The public names of a module, globs followed.
    fn exports(&self, place: &Place, open: &mut Vec<Place>) -> Vec<(String, Target)> {
        let Some(module) = self.at(place) else { return Vec::new() };
        if open.contains(place) {
            return Vec::new();
        }
        open.push(place.clone());
        let mut found = Vec::new();
        for item in module.items.iter().filter(|item| item.public) {
            found.push((
                item.name.clone(),
                Target { item: Some((place.clone(), item.clone())), module: None },
            ));
        }
        for (name, _) in module.modules.iter().filter(|(_, inner)| inner.public) {
            found.push((name.clone(), Target { module: Some(child(place, name)), item: None }));
        }
        for reexport in module.uses.iter().filter(|reexport| reexport.public) {
            match &reexport.name {
                Some(name) => found.push((name.clone(), self.resolve(place, &reexport.path, 0))),
                None => {
                    if let Some(module) = self.resolve(place, &reexport.path, 0).module {
                        found.extend(self.exports(&module, open));
                    }
                }
            }
        }
        open.pop();
        found
    }

    /// Follows a path from `place`, through modules and through other re-exports.
    fn resolve(&self, place: &Place, path: &[String], depth: usize) -> Target {
        let Some((first, rest)) = path.split_first() else {
            return Target { module: Some(place.clone()), item: None };
        };
        if depth > 32 {
            return Target::default();
        }
        let start = match first.as_str() {
            "crate" => Some(Place { path: Vec::new(), ..place.clone() }),
            "self" => Some(place.clone()),
            "super" => {
                let above = place.path.len().saturating_sub(1);
                Some(Place { path: place.path[..above].to_vec(), ..place.clone() })
            }
            _ => None,
        };
        let target = match start {
            Some(module) => Target { module: Some(module), item: None },
            None => self.lookup(place, first, depth + 1),
        };
        match (rest.is_empty(), target.module) {
            (true, module) => Target { module, ..target },
            (false, Some(module)) => self.resolve(&module, rest, depth + 1),
            (false, None) => Target::default(),
        }
    }

    /// The name in a module: a module or item of its own, what a `use` brings in, or a crate.
    fn lookup(&self, place: &Place, name: &str, depth: usize) -> Target {
        let Some(module) = self.at(place) else { return Target::default() };
        let mut target = Target::default();
        if module.modules.contains_key(name) {
            target.module = Some(child(place, name));
        }
        // A module is listed among the items too, for its aliases; an item of its own comes first.
        let own = module.items.iter().filter(|item| item.name == name);
        if let Some(item) = own.max_by_key(|item| item.public) {
            target.item = Some((place.clone(), item.clone()));
        }
        if target.module.is_some() || target.item.is_some() {
            return target;
        }
        for reexport in &module.uses {
            match &reexport.name {
                // A crate that is re-exported under its own name is looked up as a crate below.
                Some(new) if new == name && reexport.path[..] != [name.to_string()] => {
                    return self.resolve(place, &reexport.path, depth + 1);
                }
                None => {
                    if let Some(from) = self.resolve(place, &reexport.path, depth + 1).module
                        && from != *place
                    {
                        let found = self.lookup(&from, name, depth + 1);
                        if found.module.is_some() || found.item.is_some() {
                            return found;
                        }
                    }
                }
                _ => {}
            }
        }
        if self.crates.contains_key(name) {
            target.module = Some(Place { krate: name.into(), path: Vec::new() });
        }
        target
    }

    /// Adds the methods of reachable types, and those of reachable traits to the types that implement them.
    fn members(&mut self) {
        let types = std::mem::take(&mut self.types);
        for ((krate, name), paths) in &types {
            let Some(found) = self.crates.get(krate) else { continue };
            self.traits.insert((krate.clone(), name.clone()));
            for member in found.members.get(name).into_iter().flatten().filter(|member| member.public) {
                for path in paths {
                    self.add(member, &format!("{path}::{}", member.name));
                }
            }
        }
        for (krate, found) in self.crates {
            for (of, owner) in &found.impls {
                self.surface.impls.insert((of.clone(), owner.clone()));
                if !self.traits.contains(&(krate.clone(), of.clone())) {
                    continue;
                }
                // The type may be behind a module of the facade: `random::Generator`.
                let reachable = types.iter().filter(|((_, name), _)| name == owner);
                let paths: BTreeSet<&String> =
                    reachable.flat_map(|(_, paths)| paths).chain([owner]).collect();
                for member in found.members.get(of).into_iter().flatten() {
                    for path in &paths {
                        self.add(member, &format!("{path}::{}", member.name));
                    }
                }
            }
        }
    }
}

fn child(place: &Place, name: &str) -> Place {
    let path = place.path.iter().cloned().chain([name.to_string()]).collect();
    Place { path, ..place.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::from_text;

    fn sample(facade: &str) -> Surface {
        let core = r#"
            mod array { pub struct Array; impl Array { #[doc(alias = "numpy.ndarray.T")] pub fn t(&self) {} fn hidden() {} } }
            mod inner { #[doc(alias = "numpy.secret")] pub fn secret() {} pub fn shown() {} }
            pub use array::Array;
            pub use inner::shown;
            macro_rules! operators { ($op:ident) => { impl $op<Array> for &Array {} impl $op<Array> for f64 {} } }
            operators! { Add }
        "#;
        let ufunc = r#"
            pub trait MathExt { #[doc(alias = "numpy.sum")] fn sum(&self); }
            impl MathExt for nd_core::Array { fn sum(&self) {} }
            mod table { make! { #[doc(alias = "numpy.add")] add = X; } pub mod add { pub fn reduce() {} } }
            pub use table::*;
            mod macros { #[doc(alias = "numpy.s_")] #[macro_export] macro_rules! s { () => {} } macro_rules! inner { () => {} } }
        "#;
        let text = r#"#[cfg(test)] mod tests { pub fn only_in_tests() {} }"#;
        let crates =
            [("nd", format!("{facade}{text}")), ("nd_core", core.into()), ("nd_ufunc", ufunc.into())];
        surface(&crates.into_iter().map(|(name, text)| (name.to_string(), from_text(&text))).collect(), "nd")
    }

    #[test]
    fn only_what_the_facade_exports_is_reachable() {
        let surface = sample("pub use nd_core::Array;");
        assert!(surface.paths.contains("Array::t") && surface.aliases.contains_key("numpy.ndarray.T"));
        for path in ["Array::hidden", "shown", "secret", "add", "tests::only_in_tests"] {
            assert!(!surface.paths.contains(path), "{path}");
        }
        assert!(!surface.aliases.contains_key("numpy.secret") && !surface.aliases.contains_key("numpy.sum"));
    }

    #[test]
    fn reexports_are_followed_and_renamed() {
        let surface = sample(
            "pub use nd_core::shown as seen; pub use nd_ufunc as math; pub mod sub { pub use nd_ufunc::add; }",
        );
        for path in ["seen", "math::add", "math::add::reduce", "sub::add", "sub::add::reduce"] {
            assert!(surface.paths.contains(path), "{path} in {:?}", surface.paths);
        }
        assert!(!surface.paths.contains("shown"));
        assert_eq!(surface.aliases["numpy.add"].iter().collect::<Vec<_>>(), ["math::add", "sub::add"]);
    }

    #[test]
    fn methods_of_traits_belong_to_the_types_that_have_them() {
        let surface = sample("pub use nd_core::Array; pub mod prelude { pub use nd_ufunc::MathExt as _; }");
        assert!(surface.paths.contains("Array::sum") && surface.aliases.contains_key("numpy.sum"));
    }

    #[test]
    fn methods_of_traits_are_found_behind_modules() {
        let surface = sample("pub mod deep { pub use nd_core::Array; } pub use nd_ufunc::MathExt as _;");
        assert!(surface.paths.contains("deep::Array::sum"), "{:?}", surface.paths);
    }

    #[test]
    fn exported_macros_stand_at_the_root_of_their_crate() {
        let surface = sample("pub use nd_ufunc::s;");
        assert!(surface.paths.contains("s") && surface.aliases.contains_key("numpy.s_"));
        assert!(!surface.paths.contains("inner"));
    }

    #[test]
    fn operators_are_found_in_the_rows_of_a_macro() {
        let surface = sample("");
        assert!(surface.impls.contains(&("Add".into(), "Array".into())));
        assert!(surface.impls.contains(&("Add".into(), "<Array>".into())));
    }
}
