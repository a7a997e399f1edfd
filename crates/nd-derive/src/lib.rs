//! `#[derive(Record)]`: a Rust struct as the elements of a structured array.
//!
//! The macro reads the layout off the struct (`offset_of!`, `size_of`), so dtype and struct cannot disagree; it only has to be
//! sure that the compiler keeps that layout (`repr(C)`) and that every field is of a type whose every bit pattern is a value,
//! which it leaves to the trait `nd::Viewable` to say.

#![forbid(unsafe_code)]

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{Data, DataStruct, DeriveInput, Error, Expr, Field, Fields, Result, Type, parse_macro_input};

/// Makes a struct the type of a record, so that arrays lend their elements as such structs.
///
/// The struct must be `#[repr(C)]` or `#[repr(C, packed)]` and `Copy`, with named fields that are elements (`f64`, `i32`,
/// `Bool8`, …), arrays of them, or records themselves. Fields of a packed struct are read by value, as always in Rust.
///
/// ```
/// use nd::prelude::*;
/// use nd::Record;
///
/// #[derive(Clone, Copy, PartialEq, Debug, Record)]
/// #[repr(C)]
/// struct Particle {
///     position: [f32; 3],
///     id: u32,
/// }
///
/// let a = Array::from_records(&[Particle { position: [1.0, 2.0, 3.0], id: 7 }])?;
/// assert_eq!(a.to_string(), "[([1., 2., 3.], 7)]");
/// a.field("id")?.fill(8)?;
/// assert_eq!(a.view::<Particle>()?[[0]].id, 8);
/// # Ok::<(), nd::Error>(())
/// ```
///
/// Without a promise about the layout there is no record:
///
/// ```compile_fail
/// #[derive(Clone, Copy, nd::Record)]
/// struct Loose { a: u8, b: f64 }
/// ```
///
/// And a field must be one whose every bit pattern is a value:
///
/// ```compile_fail
/// #[derive(Clone, Copy, nd::Record)]
/// #[repr(C)]
/// struct Flag { set: bool }
/// ```
#[proc_macro_derive(Record)]
pub fn derive_record(input: proc_macro::TokenStream) -> proc_macro::TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// What `repr` promises.
struct Layout {
    packed: bool,
}

fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let layout = layout(input)?;
    if !input.generics.params.is_empty() {
        return Err(Error::new_spanned(&input.generics, "a record has no parameters: its dtype is one"));
    }
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = &input.data else {
        return Err(Error::new_spanned(&input.ident, "a record is a struct with named fields"));
    };
    let name = &input.ident;
    let fields: Vec<&Field> = fields.named.iter().collect();
    let places = fields.iter().map(|field| {
        let ident = &field.ident;
        let text = ident.as_ref().map_or_else(String::new, |ident| ident.to_string());
        let text = text.strip_prefix("r#").unwrap_or(&text);
        let dtype = dtype(&field.ty);
        quote! { .field_at(#text, #dtype, ::core::mem::offset_of!(#name, #ident)) }
    });
    let sizes = fields.iter().map(|field| {
        let ty = &field.ty;
        quote! { + ::core::mem::size_of::<#ty>() }
    });
    let padded = fields.iter().map(|field| {
        let element = element(&field.ty);
        quote! { || <#element as ::nd::Viewable>::PADDED }
    });
    let aligned = if layout.packed {
        quote! {}
    } else {
        quote! { .aligned() }
    };
    Ok(quote! {
        // SAFETY: the struct is `repr(C)`; its fields are of types whose every bit pattern is a value, or this does not
        // compile; the dtype is made of the offsets and sizes that the compiler gave them.
        unsafe impl ::nd::Viewable for #name {
            const PADDED: bool = ::core::mem::size_of::<#name>() != (0 #(#sizes)*) #(#padded)*;

            fn dtype() -> ::nd::DType {
                let dtype = ::nd::StructBuilder::new()
                    #(#places)*
                    .itemsize(::core::mem::size_of::<#name>())
                    #aligned
                    .build();
                match dtype {
                    Ok(dtype) => dtype,
                    Err(error) => panic!("the dtype of {}: {error}", ::core::stringify!(#name)),
                }
            }
        }
    })
}

/// The layout that the struct's attributes ask for.
///
/// # Errors
/// None that is fixed.
fn layout(input: &DeriveInput) -> Result<Layout> {
    let (mut c, mut packed) = (false, false);
    for attribute in input.attrs.iter().filter(|attribute| attribute.path().is_ident("repr")) {
        attribute.parse_nested_meta(|meta| {
            c |= meta.path.is_ident("C");
            packed |= meta.path.is_ident("packed");
            if meta.input.peek(syn::token::Paren) {
                let inside;
                syn::parenthesized!(inside in meta.input);
                inside.parse::<syn::LitInt>()?;
            }
            Ok(())
        })?;
    }
    match c {
        true => Ok(Layout { packed }),
        false => Err(Error::new_spanned(
            &input.ident,
            "a record needs `#[repr(C)]` or `#[repr(C, packed)]`: no other layout is fixed",
        )),
    }
}

/// The type inside arrays.
fn element(ty: &Type) -> &Type {
    match ty {
        Type::Array(array) => element(&array.elem),
        other => other,
    }
}

/// The lengths of arrays in arrays, outermost first.
fn lengths(ty: &Type) -> Vec<&Expr> {
    match ty {
        Type::Array(array) => {
            let mut all = vec![&array.len];
            all.extend(lengths(&array.elem));
            all
        }
        _ => Vec::new(),
    }
}

/// An expression for the dtype of a field.
fn dtype(ty: &Type) -> impl ToTokens {
    let (element, lengths) = (element(ty), lengths(ty));
    let base = quote! { <#element as ::nd::Viewable>::dtype() };
    if lengths.is_empty() {
        return base;
    }
    quote! {
        match ::nd::DType::subarray(#base, [#(#lengths),*]) {
            Ok(dtype) => dtype,
            Err(error) => panic!("{error}"),
        }
    }
}
