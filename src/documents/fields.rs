//! The fields of a form in the data of its document, and what a PDF embeds of what it was made from.

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::part::KIND;
use crate::form::{Field, FieldKind};
use crate::regeling::{GEMAAKT_MET, Handtekening, REGELING, Regeling};

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
pub(super) fn form_json(part: &Value, soort: &str, regeling: &Regeling) -> String {
    let mut form = json!({ "schema_versie": regeling.schema_versie().to_string(), REGELING: regeling.gegevens.id });
    if let (Value::Object(form), Value::Object(part)) = (&mut form, part) {
        form.extend(part.clone());
    }
    with_record(form, soort, regeling).to_string()
}

/// What a document is made from, and what it was made by, with what its build record says beside the usual.
pub(super) fn record_json(part: &Value, soort: &str, regeling: &Regeling, more: Option<(&str, Value)>) -> String {
    let mut value = with_record(part.clone(), soort, regeling);
    if let Some((key, more)) = more {
        value[GEMAAKT_MET][key] = more;
    }
    pretty(&value)
}

fn with_record(mut part: Value, soort: &str, regeling: &Regeling) -> Value {
    if let Value::Object(fields) = &mut part {
        let mut record = regeling.build_record();
        record[KIND] = json!(soort);
        fields.insert(GEMAAKT_MET.to_owned(), record);
    }
    part
}

/// JSON for reading.
pub(super) fn pretty(value: &Value) -> String {
    // A JSON value always serialises.
    serde_json::to_string_pretty(value).unwrap_or_default()
}

/// The fields for signatures, by name.
pub(super) fn signatures(handtekeningen: &[Handtekening]) -> Map<String, Value> {
    let field = |one: &Handtekening| Field {
        naam: one.veld.clone(),
        soort: FieldKind::Handtekening,
        waarde: None,
        uitleg: one.uitleg.clone(),
        verplicht: false,
        gesloten: false,
    };
    handtekeningen.iter().map(|one| (one.veld.clone(), json!({ "veld": field(one) }))).collect()
}
