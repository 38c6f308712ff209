//! One spelling for what means the same: accents, line ends, empty fields, whole numbers, and the other name of a field.
//!
//! Runs before the schema is held against it, on values only; nothing that carries meaning is lost.

use serde_json::{Map, Number, Value};
use unicode_normalization::UnicodeNormalization;

use crate::schema::Schema;
use crate::schema::formaat::OOK;

/// A value in one spelling.
pub(super) fn normalise(value: Value, schema: &Schema) -> Value {
    below(value, Some(schema.root()), schema)
}

fn below(value: Value, site: Option<&Value>, schema: &Schema) -> Value {
    match value {
        Value::Object(map) => Value::Object(object(map, site, schema)),
        Value::Array(items) => {
            let site = site.and_then(|site| schema.resolve(site).get("items"));
            Value::Array(items.into_iter().map(|item| below(item, site, schema)).collect())
        }
        Value::String(text) => Value::String(spelling(&text)),
        Value::Number(number) => Value::Number(whole(number)),
        Value::Null | Value::Bool(_) => value,
    }
}

fn object(map: Map<String, Value>, site: Option<&Value>, schema: &Schema) -> Map<String, Value> {
    let fields = site.and_then(|site| schema.fields(site));
    let other: Vec<(String, String)> = map.keys().filter_map(|key| Some((key.clone(), own_name(key, &map, fields?)?))).collect();
    let named = |key: String| other.iter().find(|(theirs, _)| *theirs == key).map_or_else(|| key.clone(), |(_, ours)| ours.clone());
    map.into_iter()
        .map(|(key, value)| {
            let key = named(key);
            let site = fields.and_then(|fields| fields.get(&key));
            let value = below(value, site, schema);
            (key, value)
        })
        .filter(|(key, value)| !(is_blank(value) && schema.knows(key)))
        .collect()
}

/// The name of the field that a key of another model means, where nothing stands under our own.
fn own_name(key: &str, map: &Map<String, Value>, fields: &Map<String, Value>) -> Option<String> {
    let means = |site: &Value| site.get(OOK).and_then(Value::as_array).is_some_and(|others| others.iter().any(|other| other == key));
    let (ours, _) = fields.iter().filter(|_| !fields.contains_key(key)).find(|(_, site)| means(site))?;
    (!map.contains_key(ours)).then(|| ours.clone())
}

/// A field that is null or holds only white space counts as absent.
fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// Composed accents (Unicode NFC), `\n` as the only line end, no white space around.
pub(super) fn spelling(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ").trim().nfc().collect()
}

/// 90.0 is the whole number 90.
fn whole(number: Number) -> Number {
    #[expect(clippy::cast_possible_truncation, reason = "the fraction is zero and the size is checked")]
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => Number::from(float as i64),
        _ => number,
    }
}
