//! The names in a dtype.

use nd_core::DType;

/// The names of the fields, and of the fields of fields behind those they belong to, with their depth.
///
/// ```
/// let dtype = nd_core::DType::parse("[('A', '<i8'), ('B', [('BA', '<i8'), ('BB', '<i8')])]")?;
/// let names = nd_records::get_names(&dtype);
/// assert_eq!(names, [(0, "A".to_string()), (0, "B".into()), (1, "BA".into()), (1, "BB".into())]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.recfunctions.get_names")]
pub fn get_names(dtype: &DType) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    collect(dtype, 0, &mut names);
    names
}

fn collect(dtype: &DType, depth: usize, names: &mut Vec<(usize, String)>) {
    for field in dtype.fields() {
        names.push((depth, field.name.to_string()));
        collect(&field.dtype, depth + 1, names);
    }
}

/// The names of the fields, each followed by those inside it.
///
/// ```
/// let dtype = nd_core::DType::parse("[('A', '<i8'), ('B', [('BA', '<i8'), ('BB', '<i8')])]")?;
/// assert_eq!(nd_records::get_names_flat(&dtype), ["A", "B", "BA", "BB"]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.recfunctions.get_names_flat")]
pub fn get_names_flat(dtype: &DType) -> Vec<String> {
    get_names(dtype).into_iter().map(|(_, name)| name).collect()
}

/// The fields that have no fields, with their dtypes.
///
/// ```
/// use nd_core::DType;
/// let dtype = DType::parse("[('a', '<i4'), ('b', [('ba', '<f8')])]")?;
/// let flat = nd_records::flatten_descr(&dtype);
/// assert_eq!(flat, [("a".to_string(), DType::I32), ("ba".into(), DType::F64)]);
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.recfunctions.flatten_descr")]
pub fn flatten_descr(dtype: &DType) -> Vec<(String, DType)> {
    if dtype.struct_type().is_none() {
        return vec![(String::new(), dtype.clone())];
    }
    let inner = |field: &nd_core::Field| match field.dtype.struct_type() {
        Some(_) => flatten_descr(&field.dtype),
        None => vec![(field.name.to_string(), field.dtype.clone())],
    };
    dtype.fields().iter().flat_map(inner).collect()
}

/// For each field, wherever it is, the names of the fields that it is inside of, outermost first.
///
/// ```
/// let dtype = nd_core::DType::parse("[('A', '<i8'), ('B', [('BA', [('BAA', '<i8')])])]")?;
/// let parents = nd_records::get_fieldstructure(&dtype);
/// assert_eq!(parents[3], ("BAA".to_string(), vec!["B".to_string(), "BA".into()]));
/// # Ok::<(), nd_core::Error>(())
/// ```
#[doc(alias = "numpy.lib.recfunctions.get_fieldstructure")]
pub fn get_fieldstructure(dtype: &DType) -> Vec<(String, Vec<String>)> {
    fn walk(dtype: &DType, path: &mut Vec<String>, found: &mut Vec<(String, Vec<String>)>) {
        for field in dtype.fields() {
            found.push((field.name.to_string(), path.clone()));
            path.push(field.name.to_string());
            walk(&field.dtype, path, found);
            path.pop();
        }
    }
    let mut found = Vec::new();
    walk(dtype, &mut Vec::new(), &mut found);
    found
}
