//! One spelling for what means the same: accents, line ends, pasted text, empty fields, whole numbers, and the other name of a field.
//!
//! Runs before the schema is held against it, on values only; nothing that carries meaning is lost, and what was cleaned is told.

use serde_json::{Map, Number, Value};

use super::faults::opgeschoond;
use crate::finding::{Diagnostic, escape};
use crate::schema::formaat::{FORMAAT_BESTAND, FORMAAT_BLOK, OOK};
use crate::schema::opschoning::{self, schoon};
use crate::schema::{Schema, format_of};

/// A value in one spelling, and what was cleaned in it.
pub(super) fn normalise(value: Value, schema: &Schema) -> (Value, Vec<Diagnostic>) {
    let mut normal = Normal { schema, found: Vec::new() };
    let value = normal.below(value, Some(schema.root()), "");
    (value, normal.found)
}

/// A text as it is in the data: as its field has it, or only spelled alike where the model has no such field.
pub(super) fn text(text: &str, site: Option<&Value>, schema: &Schema) -> opschoning::Opgeschoond {
    match site.map(|site| format_of(site, schema.resolve(site))) {
        // A file is called what it is called.
        None | Some(Some(FORMAAT_BESTAND)) => {
            opschoning::Opgeschoond { tekst: opschoning::spelling(text), wat: opschoning::Wat::default() }
        }
        Some(format) => schoon(text, format == Some(FORMAAT_BLOK)),
    }
}

struct Normal<'s> {
    schema: &'s Schema,
    found: Vec<Diagnostic>,
}

impl Normal<'_> {
    fn below(&mut self, value: Value, site: Option<&Value>, path: &str) -> Value {
        match value {
            Value::Object(map) => Value::Object(self.object(map, site, path)),
            Value::Array(items) => {
                let site = site.and_then(|site| self.schema.resolve(site).get("items"));
                let items = items.into_iter().enumerate();
                Value::Array(items.map(|(place, item)| self.below(item, site, &format!("{path}/{place}"))).collect())
            }
            Value::String(written) => {
                let clean = text(&written, site, self.schema);
                self.found.extend(opgeschoond(&clean.wat, path, self.schema.label(path)));
                Value::String(clean.tekst)
            }
            Value::Number(number) => Value::Number(whole(number)),
            Value::Null | Value::Bool(_) => value,
        }
    }

    fn object(&mut self, map: Map<String, Value>, site: Option<&Value>, path: &str) -> Map<String, Value> {
        let fields = site.and_then(|site| self.schema.fields(site));
        let other: Vec<(String, String)> = map.keys().filter_map(|key| Some((key.clone(), own_name(key, &map, fields?)?))).collect();
        let named = |key: String| other.iter().find(|(theirs, _)| *theirs == key).map_or_else(|| key.clone(), |(_, ours)| ours.clone());
        let mut normal = Map::new();
        for (key, value) in map {
            let key = named(key);
            let site = fields.and_then(|fields| fields.get(&key));
            let value = self.below(value, site, &format!("{path}/{}", escape(&key)));
            if !(is_blank(&value) && self.schema.knows(&key)) {
                normal.insert(key, value);
            }
        }
        normal
    }
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

/// 90.0 is the whole number 90.
fn whole(number: Number) -> Number {
    #[expect(clippy::cast_possible_truncation, reason = "the fraction is zero and the size is checked")]
    match number.as_f64() {
        Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => Number::from(float as i64),
        _ => number,
    }
}
