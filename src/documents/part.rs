//! The part of a dossier that one document is made of, as the regeling says.

use serde_json::{Map, Value, json};

use crate::error::Error;
use crate::finding::escape;
use crate::regeling::{DocumentSoort, GEMAAKT_MET, Names, REGELING, Regeling};
use crate::schema::is_list;
use crate::schema::vage_datum::VageDatum;

/// Fields of the program itself that every part keeps.
pub(super) const OWN: [&str; 2] = ["/schema_versie", "/regeling"];

/// Key of the kind of document in the build record.
pub(super) const KIND: &str = "document";

/// The part of a dossier that one document is made of.
pub(super) struct Part {
    /// A dossier by itself.
    pub(super) value: Value,
    /// Where its parts stand in the whole: pointer here, pointer there; its own fields first.
    pub(super) origins: Vec<(String, String)>,
    /// Number of the document among its kind, from 1.
    pub(super) nr: u64,
}

/// Where the own fields of a kind stand in its part.
pub(super) fn root(entry: &DocumentSoort) -> String {
    let own = || match (&entry.per, &entry.van) {
        (Some(per), _) => format!("{per}/0"),
        (None, van) => van.clone().unwrap_or_default(),
    };
    entry.wortel.clone().unwrap_or_else(own)
}

/// The fields that every document of a kind keeps beside its own.
pub(super) fn kept<'a>(entry: &'a DocumentSoort, regeling: &'a Regeling) -> impl Iterator<Item = &'a str> {
    regeling.gegevens.gedeeld.iter().chain(&entry.delen).map(String::as_str)
}

/// The parts of a dossier that each make one document of a kind. A record is without what is noted after it was signed; a form asks that.
pub(super) fn parts(entry: &DocumentSoort, regeling: &Regeling, dossier: &Value, record: bool) -> Vec<Part> {
    let mut parts = whole_parts(entry, regeling, dossier);
    parts.iter_mut().filter(|_| record).for_each(|part| without_later(part, entry, regeling));
    parts
}

/// The part of a document that belongs to the dossier as a whole and of which nothing is there yet; a list without elements has none.
pub(super) fn missing(entry: &DocumentSoort, regeling: &Regeling, dossier: &Value) -> Option<Part> {
    let van = entry.van.as_deref().filter(|van| entry.per.is_none() && !is_there(dossier, van, regeling))?;
    if regeling.schema.at(van).is_none_or(|site| is_list(regeling.schema.resolve(site))) {
        return None;
    }
    let mut part = of_whole(entry, regeling, dossier, van);
    without_later(&mut part, entry, regeling);
    Some(part)
}

/// Takes out what is noted after a document was signed.
fn without_later(part: &mut Part, entry: &DocumentSoort, regeling: &Regeling) {
    for pointer in &entry.achteraf {
        leave_out(&mut part.value, &pointer.split('/').skip(1).collect::<Vec<_>>());
    }
    part.value = regeling.schema.canonical(part.value.take(), false);
}

fn whole_parts(entry: &DocumentSoort, regeling: &Regeling, dossier: &Value) -> Vec<Part> {
    if let Some(per) = &entry.per {
        let elements = dossier.pointer(per).and_then(Value::as_array).into_iter().flatten().enumerate();
        return elements
            .filter(|(_, value)| !value.is_null())
            .map(|(place, value)| of_element(entry, regeling, dossier, place, value))
            .collect();
    }
    let van = entry.van.as_deref().unwrap_or_default();
    if is_there(dossier, van, regeling) { vec![of_whole(entry, regeling, dossier, van)] } else { Vec::new() }
}

fn of_element(entry: &DocumentSoort, regeling: &Regeling, dossier: &Value, place: usize, value: &Value) -> Part {
    let per = entry.per.as_deref().unwrap_or_default();
    let element = numbered(value.clone(), number_field(regeling, per), place);
    let nr = number_field(regeling, per).and_then(|field| element.get(field)?.as_u64()).unwrap_or(place as u64 + 1);
    let mut part = json!({});
    set(&mut part, per, json!([element]));
    let mut origins = vec![(format!("{per}/0"), format!("{per}/{place}"))];
    keep(&mut part, &mut origins, entry, regeling, dossier);
    finished(part, origins, nr, entry, regeling)
}

fn of_whole(entry: &DocumentSoort, regeling: &Regeling, dossier: &Value, van: &str) -> Part {
    let mut part = json!({});
    let mut origins = vec![(van.to_owned(), van.to_owned())];
    if van.is_empty() {
        part = dossier.clone();
        if let Value::Object(fields) = &mut part {
            fields.shift_remove("$schema");
            fields.shift_remove(GEMAAKT_MET);
        }
    } else {
        set(&mut part, van, dossier.pointer(van).cloned().unwrap_or_default());
        keep(&mut part, &mut origins, entry, regeling, dossier);
    }
    number_lists(&mut part, regeling);
    finished(part, origins, 1, entry, regeling)
}

fn keep(part: &mut Value, origins: &mut Vec<(String, String)>, entry: &DocumentSoort, regeling: &Regeling, dossier: &Value) {
    for pointer in OWN.into_iter().chain(kept(entry, regeling)) {
        if let Some(value) = dossier.pointer(pointer) {
            set(part, pointer, value.clone());
        }
        origins.push((pointer.to_owned(), pointer.to_owned()));
    }
}

fn finished(mut part: Value, origins: Vec<(String, String)>, nr: u64, entry: &DocumentSoort, regeling: &Regeling) -> Part {
    for pointer in &entry.weglaten {
        let segments: Vec<&str> = pointer.split('/').skip(1).collect();
        leave_out(&mut part, &segments);
    }
    Part { value: regeling.schema.canonical(part, false), origins, nr }
}

/// Whether there is anything to make a document of.
pub(super) fn is_there(dossier: &Value, van: &str, regeling: &Regeling) -> bool {
    match dossier.pointer(van) {
        Some(Value::Object(fields)) if van.is_empty() => {
            let shared = |key: &str| regeling.gegevens.gedeeld.iter().any(|pointer| pointer.strip_prefix('/') == Some(key));
            fields.keys().any(|key| !["$schema", "schema_versie", REGELING].contains(&key.as_str()) && !shared(key))
        }
        Some(Value::Array(items)) => !items.is_empty(),
        Some(value) => !value.is_null(),
        None => false,
    }
}

/// The field that numbers the elements of a list.
fn number_field<'r>(regeling: &'r Regeling, list: &str) -> Option<&'r str> {
    regeling.gegevens.lijsten.get(list.rsplit('/').next()?)?.nummer.as_deref()
}

/// An element with its number: its own, else its place.
fn numbered(mut element: Value, field: Option<&str>, place: usize) -> Value {
    if let (Value::Object(fields), Some(field)) = (&mut element, field) {
        fields.entry(field).or_insert_with(|| json!(place + 1));
    }
    element
}

fn number_lists(value: &mut Value, regeling: &Regeling) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                if let (Value::Array(items), Some(field)) = (&mut *value, number_field(regeling, key)) {
                    for (place, item) in items.iter_mut().enumerate() {
                        *item = numbered(item.take(), Some(field), place);
                    }
                }
                number_lists(value, regeling);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| number_lists(item, regeling)),
        _ => {}
    }
}

/// Puts a value at a pointer, with objects for what is not there yet.
pub(super) fn set(part: &mut Value, pointer: &str, value: Value) {
    let mut at = part;
    for segment in pointer.split('/').skip(1) {
        let Value::Object(fields) = at else { return };
        at = fields.entry(segment).or_insert_with(|| Value::Object(Map::new()));
    }
    *at = value;
}

/// Takes what a path leads to out, `*` for every place of a list.
fn leave_out(value: &mut Value, path: &[&str]) {
    match (value, path) {
        (Value::Array(items), ["*", rest @ ..]) => items.iter_mut().for_each(|item| leave_out(item, rest)),
        (Value::Object(fields), [last]) => drop(fields.shift_remove(*last)),
        (Value::Object(fields), [first, rest @ ..]) => {
            if let Some(value) = fields.get_mut(*first) {
                leave_out(value, rest);
            }
        }
        _ => {}
    }
}

/// What the expressions of a document can name.
pub(super) fn names(part: &Value, root: &str, nr: u64, regeling: &Regeling) -> Names {
    let nothing = json!({});
    let element = part.pointer(root).unwrap_or(&nothing);
    regeling.names().with("dossier", part).with("element", element).with("nr", &json!(nr))
}

/// The own day of a part, as its file name and its PDF have it; `None` where the regeling does not say or it is not known.
pub(super) fn day(entry: &DocumentSoort, regeling: &Regeling, names: &Names) -> Result<Option<VageDatum>, Error> {
    let Some(expression) = &entry.datum else { return Ok(None) };
    let value = regeling.value(expression, names)?;
    Ok(value.as_ref().and_then(Value::as_str).and_then(VageDatum::parse))
}

/// The day on which a part is judged, where it has one.
pub(super) fn reference_day(part: &Value, regeling: &Regeling) -> Option<VageDatum> {
    let pointer = regeling.gegevens.peildatum.as_deref()?;
    part.pointer(pointer).and_then(Value::as_str).and_then(VageDatum::parse)
}

/// The key of a field of the whole, for its pointer.
pub(super) fn key(pointer: &str) -> Option<String> {
    let key = pointer.strip_prefix('/')?;
    (!key.contains('/') && escape(key) == key).then(|| key.to_owned())
}
