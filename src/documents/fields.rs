//! The fields of a form in the data of its document, and what the form embeds of what it was made from.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::form::{Field, FieldKind};
use crate::regeling::Regeling;

/// Version of the JSON format.
const SCHEMA_VERSIE: &str = "1";

/// The fields in a tree, in its order.
pub(super) fn collect(node: &Value, fields: &mut Vec<Field>) {
    match node {
        Value::Object(map) => {
            fields.extend(map.get("veld").and_then(|field| Field::deserialize(field).ok()));
            map.values().for_each(|value| collect(value, fields));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, fields)),
        _ => {}
    }
}

/// Says how many lines the text takes in the field of a name.
pub(super) fn set_lines(node: &mut Value, name: &str, lines: usize) {
    match node {
        Value::Object(map) if map.get("veld").is_some_and(|field| field["naam"] == name) => {
            map.insert("regels".to_owned(), json!(lines));
        }
        Value::Object(map) => map.values_mut().for_each(|value| set_lines(value, name, lines)),
        Value::Array(items) => items.iter_mut().for_each(|item| set_lines(item, name, lines)),
        _ => {}
    }
}

/// What a form is made from, with the regeling that it is of: whoever reads it back must know.
pub(super) fn form_json(part: &Value, regeling: &Regeling) -> String {
    let mut form = json!({ "schema_versie": SCHEMA_VERSIE, "regeling": regeling.gegevens.id });
    if let (Value::Object(form), Value::Object(part)) = (&mut form, part) {
        form.extend(part.clone());
    }
    form.to_string()
}

/// The field for a signature.
pub(super) fn signature(name: &str, uitleg: &str) -> (String, Value) {
    let field = Field {
        naam: name.to_owned(),
        soort: FieldKind::Handtekening,
        waarde: None,
        uitleg: uitleg.to_owned(),
        verplicht: false,
        gesloten: false,
    };
    (name.to_owned(), json!({ "veld": field }))
}
