//! One spelling for what means the same: accents, line ends, empty fields, whole numbers, and the other name of a field.
//!
//! Runs before the schema, on values only; nothing that carries meaning is lost.

use serde_json::{Map, Number, Value};
use unicode_normalization::UnicodeNormalization;

use super::schema::Checker;

/// Keys that other models use, and ours; domein.md section 4.
const ALIASES: [(&str, &str); 1] = [("actie", "activiteiten")];

/// A value in one spelling.
pub(super) fn normalise(value: Value, checker: &Checker) -> Value {
    match value {
        Value::Object(map) => Value::Object(object(map, checker)),
        Value::Array(items) => Value::Array(items.into_iter().map(|item| normalise(item, checker)).collect()),
        Value::String(text) => Value::String(spelling(&text)),
        Value::Number(number) => Value::Number(whole(number)),
        Value::Null | Value::Bool(_) => value,
    }
}

fn object(map: Map<String, Value>, checker: &Checker) -> Map<String, Value> {
    let starr = (map.contains_key("situatie") || map.contains_key("taak")) && !ALIASES.iter().any(|(_, ours)| map.contains_key(*ours));
    let absent = |key: &str| checker.knows(key);
    map.into_iter()
        .map(|(key, value)| (if starr { own_name(key) } else { key }, normalise(value, checker)))
        .filter(|(key, value)| !(is_blank(value) && absent(key)))
        .collect()
}

fn own_name(key: String) -> String {
    match ALIASES.iter().find(|(other, _)| *other == key) {
        Some((_, ours)) => (*ours).to_owned(),
        None => key,
    }
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
fn spelling(text: &str) -> String {
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
