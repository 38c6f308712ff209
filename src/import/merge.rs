//! What a form says into a dossier: what is not there yet is taken over, what is there is compared.

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::part::Part;
use super::{Found, Taken};
use crate::diagnostic::Diagnostic;
use crate::input::escape;
use crate::input::schema::label;
use crate::rules::FORMULIER_TEGENSPRAAK;

/// A part on its way into a dossier.
pub(super) struct Merge<'a> {
    part: &'a Part,
    /// Whether there was no dossier yet, so that also what has no field is news.
    fresh: bool,
    pub(super) findings: Vec<Found>,
    /// What was taken over: the pointer in the dossier, and in the part.
    pub(super) moved: Vec<(String, String)>,
    pub(super) taken: Taken,
}

/// A value of the part, and where it goes.
#[derive(Clone, Copy)]
struct Way<'p> {
    /// Pointer in the part.
    here: &'p str,
    /// Pointer in the dossier.
    there: &'p str,
    /// What the form was made from.
    base: Option<&'p Value>,
}

impl<'a> Merge<'a> {
    pub(super) fn new(part: &'a Part, fresh: bool) -> Self {
        Self { part, fresh, findings: Vec::new(), moved: Vec::new(), taken: Taken::default() }
    }

    pub(super) fn add_to(&mut self, target: &mut Value) {
        let part = self.part;
        if let (Value::Object(target), Value::Object(value)) = (target, &part.value) {
            self.object(target, value, Way { here: "", there: "", base: Some(&part.base) });
        }
    }

    fn object(&mut self, target: &mut Map<String, Value>, value: &Map<String, Value>, way: Way<'_>) {
        for (key, value) in value {
            let (here, there) = (format!("{}/{}", way.here, escape(key)), format!("{}/{}", way.there, escape(key)));
            let way = Way { here: &here, there: &there, base: way.base.and_then(|base| base.get(key)) };
            match target.get_mut(key) {
                Some(present) if !present.is_null() => self.value(present, value, way),
                _ if key == "nr" && is_place(value, &there) => self.taken.known += 1,
                _ => {
                    let value = self.new_value(value, way);
                    target.extend(value.map(|value| (key.clone(), value)));
                }
            }
        }
        for (key, _) in way.base.and_then(Value::as_object).into_iter().flatten().filter(|(key, _)| !value.contains_key(*key)) {
            let here = format!("{}/{}", way.here, escape(key));
            if self.part.places.contains_key(&here) && target.get(key).is_some_and(|present| !present.is_null()) {
                self.contradicts(&here, &format!("{}/{}", way.there, escape(key)), "is in het formulier leeggemaakt");
            }
        }
    }

    fn value(&mut self, present: &mut Value, value: &Value, way: Way<'_>) {
        match (present, value) {
            (Value::Object(present), Value::Object(value)) => self.object(present, value, way),
            (Value::Array(present), Value::Array(value)) => self.list(present, value, way),
            (present, value) if same(present, value) => self.taken.known += usize::from(self.part.has_field(way.here)),
            _ if self.part.has_field(way.here) => self.contradicts(way.here, way.there, "is in het formulier anders dan in het dossier"),
            // What the form was made from and does not ask: the dossier has gone on since.
            _ => {}
        }
    }

    fn list(&mut self, present: &mut Vec<Value>, rows: &[Value], way: Way<'_>) {
        for (place, row) in rows.iter().enumerate() {
            let here = format!("{}/{place}", way.here);
            let base = way.base.and_then(|base| base.get(place));
            let found = partner(way.there, present, row, base, place);
            let there = format!("{}/{}", way.there, found.unwrap_or(present.len()));
            let way = Way { here: &here, there: &there, base };
            match found {
                Some(_) if row.is_null() => self.contradicts(&here, &there, "is in het formulier leeggemaakt"),
                Some(found) => self.value(&mut present[found], row, way),
                None => present.extend(self.new_value(row, way)),
            }
        }
    }

    /// What the dossier does not have yet.
    fn new_value(&mut self, value: &Value, way: Way<'_>) -> Option<Value> {
        if !self.fresh && !self.part.has_field(way.here) {
            return None;
        }
        let value = without_null(value)?;
        self.taken.new += self.part.places.keys().filter(|field| is_filled(&self.part.value, field) && is_below(field, way.here)).count();
        self.moved.push((way.there.to_owned(), way.here.to_owned()));
        Some(value)
    }

    fn contradicts(&mut self, here: &str, there: &str, how: &str) {
        let fields = &self.part.places;
        let place = fields.get(here).or_else(|| fields.iter().find(|(field, _)| is_below(field, here)).map(|(_, place)| place));
        let message = format!("\"{}\" {how}; het dossier is niet veranderd.", label(there));
        self.findings.push(Found {
            diagnostic: Diagnostic::new(&FORMULIER_TEGENSPRAAK, there, message, FORMULIER_TEGENSPRAAK.herstel),
            page: place.and_then(|place| place.page),
            field: place.map(|place| place.name.clone()),
        });
    }
}

fn is_below(field: &str, pointer: &str) -> bool {
    crate::diagnostic::is_within(field, pointer)
}

fn is_filled(part: &Value, pointer: &str) -> bool {
    part.pointer(pointer).is_some_and(|value| !value.is_null())
}

/// Whether the number of an element is only its place in the list, which a dossier need not say.
fn is_place(value: &Value, there: &str) -> bool {
    let place = there.rsplit('/').nth(1).and_then(|place| place.parse::<u64>().ok());
    place.is_some_and(|place| value.as_u64() == Some(place + 1))
}

/// The value without rows that were emptied; `None` where nothing is left.
fn without_null(value: &Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Array(items) => {
            let items: Vec<Value> = items.iter().filter_map(without_null).collect();
            (!items.is_empty()).then_some(Value::Array(items))
        }
        Value::Object(map) => {
            let map: Map<String, Value> = map.iter().filter_map(|(key, value)| Some((key.clone(), without_null(value)?))).collect();
            (!map.is_empty()).then_some(Value::Object(map))
        }
        other => Some(other.clone()),
    }
}

/// Whether two values mean the same.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => spelling(one) == spelling(other),
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

fn spelling(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").trim().nfc().collect()
}

/// The element of the dossier that a row of a form is about. Elements that have a name of their own are found by it, also
/// when the form was made from that element and the name has been changed; rows within an element by their place.
fn partner(list: &str, present: &[Value], row: &Value, base: Option<&Value>, place: usize) -> Option<usize> {
    let key = list.rsplit('/').next().unwrap_or_default();
    let is_same: fn(&Value, &Value, usize) -> bool = match (key, list.matches('/').count()) {
        ("werkverklaringen", 1) => |one, other, _| equal(one, other, "/werkgever/naam"),
        ("activiteiten", 1) => |one, other, place| {
            let (titel, datum) = (equal(one, other, "/titel"), equal(one, other, "/datum_van"));
            (titel && datum) || (number(one, place).is_some_and(|nr| other["nr"].as_u64() == Some(nr)) && (titel || datum))
        },
        ("intervisiemomenten", 1) => |one, other, _| {
            let numbered = one["nr"].is_null() || other["nr"].is_null() || equal(one, other, "/nr");
            numbered && equal(one, other, "/datum")
        },
        ("competenties", 2) => |one, other, _| equal(one, other, "/naam"),
        _ => return (place < present.len()).then_some(place),
    };
    let find = |wanted: &Value| present.iter().enumerate().find(|(place, one)| is_same(one, wanted, *place)).map(|(place, _)| place);
    base.filter(|base| !base.is_null()).and_then(find).or_else(|| find(row))
}

fn number(element: &Value, place: usize) -> Option<u64> {
    element["nr"].as_u64().or_else(|| u64::try_from(place + 1).ok())
}

/// Whether both have the same value at a pointer, written with or without capitals.
fn equal(one: &Value, other: &Value, pointer: &str) -> bool {
    match (one.pointer(pointer), other.pointer(pointer)) {
        (Some(Value::String(one)), Some(Value::String(other))) => spelling(&one.to_lowercase()) == spelling(&other.to_lowercase()),
        (Some(one), Some(other)) => !one.is_null() && one == other,
        _ => false,
    }
}
