//! A crate's sources as a tree of modules: items with their aliases, re-exports, methods, implemented operators.

#![forbid(unsafe_code)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use syn::{Attribute, ImplItem, Item, TraitItem, Type, UseTree, Visibility};

use crate::tokens;

/// A named thing with its documented aliases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    /// Whether it says `pub`, or is part of a public trait or enum.
    pub(crate) public: bool,
}

/// A leaf of a `use` tree.
#[derive(Clone, Debug)]
pub(crate) struct Use {
    pub(crate) path: Vec<String>,
    /// The name it gets here; `None` for `*`.
    pub(crate) name: Option<String>,
    pub(crate) public: bool,
}

/// A module: its own items, its re-exports, the modules in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Module {
    pub(crate) public: bool,
    pub(crate) items: Vec<Named>,
    pub(crate) uses: Vec<Use>,
    pub(crate) modules: BTreeMap<String, Module>,
}

/// A crate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Crate {
    pub(crate) root: Module,
    /// Methods, constants, fields and variants by the type or trait that has them.
    pub(crate) members: BTreeMap<String, Vec<Named>>,
    /// Pairs of a trait and a type that implements it; operators with an array on the right are `(Add, <Array>)`.
    pub(crate) impls: Vec<(String, String)>,
    /// Exported macros, which stand at the root wherever they are written.
    exported: Vec<Named>,
    /// The bodies of the crate's own macros.
    macros: BTreeMap<String, String>,
}

/// Every crate in `folder`, by the name that code calls it.
///
/// # Errors
/// A file that cannot be read or is not Rust.
pub(crate) fn read_all(folder: &Path) -> Result<BTreeMap<String, Crate>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut crates = BTreeMap::new();
    for entry in entries.flatten() {
        let root = entry.path().join("src/lib.rs");
        if root.is_file() {
            let name = entry.file_name().to_string_lossy().replace('-', "_");
            crates.insert(name, read(&root)?);
        }
    }
    Ok(crates)
}

fn read(root: &Path) -> Result<Crate, String> {
    let mut files = Vec::new();
    let mut found = Crate::default();
    let items = parse_file(root)?;
    collect_macros(&items, &folder_of(root), &mut files, &mut found)?;
    found.root = module(&items, &folder_of(root), &mut found)?;
    found.root.items.append(&mut found.exported);
    found.root.public = true;
    Ok(found)
}

/// A crate of one file, for tests.
#[cfg(test)]
pub(crate) fn from_text(text: &str) -> Crate {
    let items = syn::parse_file(text).expect("Rust").items;
    let mut found = Crate::default();
    collect_macros(&items, Path::new("."), &mut Vec::new(), &mut found).expect("no files");
    found.root = module(&items, Path::new("."), &mut found).expect("no files");
    found.root.items.append(&mut found.exported);
    found
}

fn parse_file(path: &Path) -> Result<Vec<Item>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let file = syn::parse_file(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(file.items)
}

/// Where the modules of a file lie: beside `lib.rs` and `mod.rs`, else in the folder of the file's name.
fn folder_of(file: &Path) -> PathBuf {
    match file.file_name().and_then(|name| name.to_str()) {
        Some("lib.rs" | "mod.rs") => file.with_file_name(""),
        _ => file.with_extension(""),
    }
}

/// The items of a module that has its own file, and where its modules lie; `None` for tests.
fn outlined(item: &syn::ItemMod, folder: &Path) -> Result<Option<(Vec<Item>, PathBuf)>, String> {
    if item.attrs.iter().any(is_test) {
        return Ok(None);
    }
    if let Some((_, items)) = &item.content {
        return Ok(Some((items.clone(), folder.join(item.ident.to_string()))));
    }
    let beside = folder.join(format!("{}.rs", item.ident));
    let file = if beside.is_file() { beside } else { folder.join(item.ident.to_string()).join("mod.rs") };
    Ok(Some((parse_file(&file)?, folder_of(&file))))
}

fn is_test(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && matches!(&attribute.meta, syn::Meta::List(list)
            if tokens::idents(&list.tokens).iter().any(|word| word == "test" || word == "doc" || word == "doctest"))
}

/// Macros may be called before the file that defines them is read, so their bodies come first.
fn collect_macros(
    items: &[Item],
    folder: &Path,
    files: &mut Vec<PathBuf>,
    found: &mut Crate,
) -> Result<(), String> {
    for item in items {
        match item {
            Item::Macro(item) => {
                if let Some(name) = &item.ident {
                    found.macros.insert(name.to_string(), tokens::words(&item.mac.tokens));
                }
            }
            Item::Mod(item) => {
                if let Some((items, folder)) = outlined(item, folder)? {
                    files.push(folder.clone());
                    collect_macros(&items, &folder, files, found)?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn module(items: &[Item], folder: &Path, found: &mut Crate) -> Result<Module, String> {
    let mut module = Module::default();
    for item in items {
        if let Item::Mod(item) = item {
            if let Some((items, folder)) = outlined(item, folder)? {
                let mut inner = self::module(&items, &folder, found)?;
                inner.public = is_public(&item.vis);
                module.items.push(named(&item.ident, &item.attrs, false));
                module.modules.insert(item.ident.to_string(), inner);
            }
            continue;
        }
        add_item(item, &mut module, found);
    }
    Ok(module)
}

fn add_item(item: &Item, module: &mut Module, found: &mut Crate) {
    match item {
        Item::Fn(item) => module.items.push(named(&item.sig.ident, &item.attrs, is_public(&item.vis))),
        Item::Const(item) => module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis))),
        Item::Static(item) => module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis))),
        Item::Type(item) => module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis))),
        Item::Struct(item) => {
            module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis)));
            let members = found.members.entry(item.ident.to_string()).or_default();
            for field in &item.fields {
                if let (Some(ident), true) = (&field.ident, is_public(&field.vis)) {
                    members.push(named(ident, &field.attrs, true));
                }
            }
        }
        Item::Enum(item) => {
            module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis)));
            let members = found.members.entry(item.ident.to_string()).or_default();
            members.extend(item.variants.iter().map(|variant| named(&variant.ident, &variant.attrs, true)));
        }
        Item::Trait(item) => {
            module.items.push(named(&item.ident, &item.attrs, is_public(&item.vis)));
            let members = found.members.entry(item.ident.to_string()).or_default();
            for item in &item.items {
                if let TraitItem::Fn(method) = item {
                    members.push(named(&method.sig.ident, &method.attrs, true));
                }
            }
        }
        Item::Impl(item) => add_impl(item, found),
        Item::Macro(item) => add_macro(item, module, found),
        Item::Use(item) => {
            let public = is_public(&item.vis);
            leaves(&item.tree, &mut Vec::new(), public, &mut module.uses);
        }
        _ => {}
    }
}

fn add_impl(item: &syn::ItemImpl, found: &mut Crate) {
    let Some(owner) = type_name(&item.self_ty) else { return };
    if let Some((_, path, _)) = &item.trait_ {
        let Some(last) = path.segments.last() else { return };
        let of_array = match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) => arguments.args.iter().any(|argument| {
                matches!(argument, syn::GenericArgument::Type(of) if type_name(of).as_deref() == Some("Array"))
            }),
            _ => false,
        };
        if of_array && owner != "Array" {
            found.impls.push((last.ident.to_string(), "<Array>".into()));
        }
        found.impls.push((last.ident.to_string(), owner));
        return;
    }
    let members = found.members.entry(owner).or_default();
    for item in &item.items {
        match item {
            ImplItem::Fn(method) => {
                members.push(named(&method.sig.ident, &method.attrs, is_public(&method.vis)));
            }
            ImplItem::Const(constant) => {
                members.push(named(&constant.ident, &constant.attrs, is_public(&constant.vis)));
            }
            _ => {}
        }
    }
}

/// A definition of a macro, if it is exported, or a call: a table of documented names, or of operators.
fn add_macro(item: &syn::ItemMacro, module: &mut Module, found: &mut Crate) {
    if let Some(ident) = &item.ident {
        let exported = item.attrs.iter().any(|attribute| attribute.path().is_ident("macro_export"));
        let macro_item = named(ident, &item.attrs, exported);
        if exported {
            found.exported.push(macro_item);
        } else {
            module.items.push(macro_item);
        }
        return;
    }
    for (name, aliases) in tokens::attributed_names(&item.mac.tokens) {
        module.items.push(Named { name, aliases, public: true });
    }
    let called = item.mac.path.segments.last().map(|segment| segment.ident.to_string());
    let body = called.and_then(|name| found.macros.get(&name).cloned()).unwrap_or_default();
    for word in tokens::idents(&item.mac.tokens) {
        if body.contains("for & Array") || body.contains("for Array") {
            found.impls.push((word.clone(), "Array".into()));
        }
        if body.contains("< & Array > for") || body.contains("< Array > for") {
            found.impls.push((word, "<Array>".into()));
        }
    }
}

fn leaves(tree: &UseTree, path: &mut Vec<String>, public: bool, uses: &mut Vec<Use>) {
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            leaves(&inner.tree, path, public, uses);
            path.pop();
        }
        UseTree::Group(group) => group.items.iter().for_each(|item| leaves(item, path, public, uses)),
        UseTree::Glob(_) => uses.push(Use { path: path.clone(), name: None, public }),
        UseTree::Name(name) if name.ident == "self" => {
            uses.push(Use { path: path.clone(), name: path.last().cloned(), public });
        }
        UseTree::Name(name) => uses.push(leaf(path, &name.ident, &name.ident, public)),
        UseTree::Rename(rename) => uses.push(leaf(path, &rename.ident, &rename.rename, public)),
    }
}

fn leaf(path: &[String], last: &syn::Ident, name: &syn::Ident, public: bool) -> Use {
    let path = path.iter().cloned().chain([last.to_string()]).filter(|part| part != "self").collect();
    Use { path, name: Some(name.to_string()), public }
}

fn named(ident: &syn::Ident, attributes: &[Attribute], public: bool) -> Named {
    Named {
        name: ident.to_string().trim_start_matches("r#").into(),
        aliases: tokens::aliases(attributes),
        public,
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The last word of a type's path, behind references.
fn type_name(of: &Type) -> Option<String> {
    match of {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        Type::Reference(reference) => type_name(&reference.elem),
        _ => None,
    }
}
