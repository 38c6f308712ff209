//! How the functions of the language read the values that they are given.

use minijinja::value::ValueKind;
use minijinja::{Error, Value};

use super::fouten::{fout, onbekend};
use crate::schema::vage_datum::VageDatum;

/// Most elements of a list that a function goes through.
const ELEMENTEN: usize = 10_000;
/// Largest number that is counted with.
const GROOTSTE: f64 = 1e12;

/// Whether a value is absent, none, a text of white space or an empty list.
pub(super) fn is_leeg(value: &Value) -> bool {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => true,
        ValueKind::String => value.as_str().is_some_and(|text| text.trim().is_empty()),
        ValueKind::Seq | ValueKind::Iterable => value.len() == Some(0),
        _ => false,
    }
}

/// The elements of a list; none of a list that is absent.
pub(super) fn elementen(list: &Value) -> Result<Vec<Value>, Error> {
    match list.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(Vec::new()),
        ValueKind::Seq | ValueKind::Iterable => {
            let elements: Vec<Value> = list.try_iter()?.take(ELEMENTEN + 1).collect();
            if elements.len() > ELEMENTEN { Err(fout("krijgt een lijst van meer dan 10.000 elementen")) } else { Ok(elements) }
        }
        _ => Err(fout("verwacht een lijst, en krijgt iets anders")),
    }
}

/// The value of a field of an element; fields of fields are written as `werkgever/naam`. Undefined where there is none.
pub(super) fn veld(element: &Value, path: &str) -> Value {
    let step = |value: Value, key: &str| value.get_attr(key).unwrap_or_default();
    path.split('/').fold(element.clone(), step)
}

/// The values that a function goes through: the elements of a list, or a field of each.
pub(super) fn reeks(list: &Value, path: Option<&str>) -> Result<Vec<Value>, Error> {
    let elements = elementen(list)?;
    Ok(match path {
        Some(path) => elements.iter().map(|element| veld(element, path)).collect(),
        None => elements,
    })
}

/// A date, as far as it is known; unknown when it is absent or no date.
pub(super) fn datum(value: &Value) -> Result<VageDatum, Error> {
    value.as_str().and_then(VageDatum::parse).ok_or_else(onbekend)
}

/// A number in thousandths, to the nearest one.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub(super) fn duizendsten(value: &Value) -> Result<i128, Error> {
    let number = getal(value)?;
    if let Ok(whole) = i128::try_from(value.clone()) { Ok(whole * 1000) } else { Ok((number * 1000.0).round() as i128) }
}

/// A number of at most 1,000,000,000,000 on either side of zero.
pub(super) fn getal(value: &Value) -> Result<f64, Error> {
    let number = if value.is_number() { f64::try_from(value.clone()).ok() } else { None };
    let number = number.ok_or_else(|| fout("verwacht een getal, en krijgt iets anders"))?;
    if number.abs() <= GROOTSTE { Ok(number) } else { Err(fout("rekent met een te groot getal")) }
}

/// A text; an absent one is empty, and a number reads as it is printed.
pub(super) fn tekst(value: &Value) -> Result<String, Error> {
    match value.kind() {
        ValueKind::Undefined | ValueKind::None => Ok(String::new()),
        ValueKind::String | ValueKind::Number | ValueKind::Bool => Ok(value.to_string()),
        _ => Err(fout("verwacht een tekst, en krijgt iets anders")),
    }
}
