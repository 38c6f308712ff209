//! What a form says into a dossier: what is not there yet is taken over, what is there is compared.

use serde_json::{Map, Value};
use unicode_normalization::UnicodeNormalization;

use super::faults::{FORMULIER_ANDERE_REGELING, FORMULIER_TEGENSPRAAK};
use super::found::{Found, Taken};
use super::part::Part;
use crate::finding::{Diagnostic, escape};
use crate::regeling::{LijstSoort, REGELING, Regeling};

/// A part on its way into a dossier.
pub(super) struct Merge<'a> {
    part: &'a Part,
    regeling: &'a Regeling,
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
    pub(super) fn new(part: &'a Part, fresh: bool, regeling: &'a Regeling) -> Self {
        Self { part, regeling, fresh, findings: Vec::new(), moved: Vec::new(), taken: Taken::default() }
    }

    pub(super) fn add_to(&mut self, target: &mut Value) {
        let part = self.part;
        if let (Value::Object(target), Value::Object(value)) = (target, &part.value) {
            match self.not_for(target) {
                Some(found) => self.findings.push(found),
                None => self.object(target, value, Way { here: "", there: "", base: Some(&part.base) }),
            }
        }
    }

    /// Whether the form is not for this dossier at all: of another person or another regeling.
    fn not_for(&self, target: &Map<String, Value>) -> Option<Found> {
        let said = |value: Option<&Value>| value.and_then(Value::as_str).map(|text| spelling(&text.to_lowercase()));
        let other = |one: Option<&Value>, other: Option<&Value>| said(one).zip(said(other)).is_some_and(|(one, other)| one != other);
        let known = |value: &Map<String, Value>| value.get(REGELING).and_then(Value::as_str).is_none_or(|id| self.regeling.answers_to(id));
        if !known(target) {
            let message = "Dit formulier is van een andere regeling dan het dossier; er is niets overgenomen.";
            let rule = &FORMULIER_ANDERE_REGELING;
            return Some(Found::whole(Diagnostic::new(rule, format!("/{REGELING}"), message, rule.herstel.clone())));
        }
        let wie = self.regeling.gegevens.wie.as_ref()?;
        let pointer = wie.kenmerk.as_deref()?;
        let (ours, theirs) = (pointer_in(target, pointer), self.part.value.pointer(pointer));
        other(theirs, ours).then(|| {
            let message = format!("Dit formulier is van een andere {} dan het dossier; er is niets overgenomen.", wie.label.to_lowercase());
            let help = "Controleer of u het goede formulier en het goede dossier hebt.";
            Found::whole(Diagnostic::new(&FORMULIER_TEGENSPRAAK, wie.veld.clone().unwrap_or_default(), message, help))
        })
    }

    fn object(&mut self, target: &mut Map<String, Value>, value: &Map<String, Value>, way: Way<'_>) {
        for (key, value) in value {
            let (here, there) = (format!("{}/{}", way.here, escape(key)), format!("{}/{}", way.there, escape(key)));
            let way = Way { here: &here, there: &there, base: way.base.and_then(|base| base.get(key)) };
            match target.get_mut(key) {
                Some(present) if !present.is_null() => self.value(present, value, way),
                _ if self.is_number(&there) && is_place(value, &there) => self.taken.known += 1,
                _ => {
                    let value = self.new_value(value, way);
                    target.extend(value.map(|value| (key.clone(), value)));
                }
            }
        }
        for (key, base) in way.base.and_then(Value::as_object).into_iter().flatten().filter(|(key, _)| !value.contains_key(*key)) {
            let (here, there) = (format!("{}/{}", way.here, escape(key)), format!("{}/{}", way.there, escape(key)));
            self.emptied(target.get(key), base, &here, &there);
        }
    }

    /// Whether a pointer is of the field that numbers the elements of a list.
    fn is_number(&self, there: &str) -> bool {
        let mut segments = there.rsplit('/');
        let (field, list) = (segments.next(), segments.nth(1));
        let list = list.and_then(|list| self.regeling.gegevens.lijsten.get(list));
        list.and_then(|list| list.nummer.as_deref()) == field && field.is_some()
    }

    /// What the form was made from and is not on it any more, where the dossier still has it.
    fn emptied(&mut self, present: Option<&Value>, base: &Value, here: &str, there: &str) {
        let Some(present) = present.filter(|present| !present.is_null() && self.part.has_field(here)) else { return };
        if let Value::Object(fields) = base {
            for (key, base) in fields {
                self.emptied(present.get(key), base, &format!("{here}/{}", escape(key)), &format!("{there}/{}", escape(key)));
            }
        } else {
            self.contradicts(here, there, "is in het formulier leeggemaakt");
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
            let base = way.base.and_then(|base| base.get(place)).filter(|base| !base.is_null());
            let partner = self.partner(way.there, present, row, base, place);
            let there = format!("{}/{}", way.there, if let Partner::Known(known) = partner { known } else { present.len() });
            let inner = Way { here: &here, there: &there, base };
            match partner {
                Partner::Known(_) if row.is_null() => self.contradicts(&here, &there, "is in het formulier leeggemaakt"),
                Partner::Known(known) if is_row(way.there) => self.row(&mut present[known], row, inner),
                Partner::Known(known) => self.value(&mut present[known], row, inner),
                Partner::Several => self.contradicts(&here, way.there, "kan bij meer dan één onderdeel van het dossier horen"),
                Partner::Lost if self.fresh => present.extend(self.new_value(row, inner)),
                Partner::Lost if is_row(way.there) && base == Some(row) => {}
                Partner::Lost => self.contradicts(&here, way.there, "is in het dossier niet meer zoals toen het formulier werd gemaakt"),
                Partner::New => present.extend(self.new_value(row, inner)),
            }
        }
    }

    /// The element that a row is about. Where there was no dossier yet, another form of the same name is another element, unless
    /// they agree.
    fn partner(&self, list: &str, present: &[Value], row: &Value, base: Option<&Value>, place: usize) -> Partner {
        match partner(self.regeling, list, present, row, base, place) {
            Partner::Known(known) if self.fresh && base.is_some_and(|base| !agrees(&present[known], base)) => Partner::Lost,
            Partner::Several if self.fresh => Partner::Lost,
            partner => partner,
        }
    }

    /// A row is taken over as a whole or not at all: half of one row and half of another is neither.
    fn row(&mut self, present: &mut Value, row: &Value, way: Way<'_>) {
        let (mut merged, before, moved, taken) = (present.clone(), self.findings.len(), self.moved.len(), self.taken);
        self.value(&mut merged, row, way);
        if self.findings.len() == before {
            *present = merged;
        } else {
            self.moved.truncate(moved);
            self.taken = taken;
        }
    }

    /// What the dossier does not have yet.
    fn new_value(&mut self, value: &Value, way: Way<'_>) -> Option<Value> {
        if !self.fresh && !self.part.has_field(way.here) {
            return None;
        }
        self.moved.push((way.there.to_owned(), way.here.to_owned()));
        let value = self.without_null(value, way.here, way.there)?;
        self.taken.new += self.part.fields(way.here).filter(|(field, _)| is_filled(&self.part.value, field)).count();
        Some(value)
    }

    /// The value without rows that were emptied, and where the others went; `None` where nothing is left.
    fn without_null(&mut self, value: &Value, here: &str, there: &str) -> Option<Value> {
        match value {
            Value::Null => None,
            Value::Array(rows) => {
                let mut kept = Vec::new();
                for (place, row) in rows.iter().enumerate() {
                    let (here, there) = (format!("{here}/{place}"), format!("{there}/{}", kept.len()));
                    if let Some(row) = self.without_null(row, &here, &there) {
                        kept.push(row);
                        self.moved.push((there, here));
                    }
                }
                (!kept.is_empty()).then_some(Value::Array(kept))
            }
            Value::Object(map) => {
                let mut kept = Map::new();
                for (key, value) in map {
                    let (here, there) = (format!("{here}/{}", escape(key)), format!("{there}/{}", escape(key)));
                    kept.extend(self.without_null(value, &here, &there).map(|value| (key.clone(), value)));
                }
                (!kept.is_empty()).then_some(Value::Object(kept))
            }
            other => Some(other.clone()),
        }
    }

    fn contradicts(&mut self, here: &str, there: &str, how: &str) {
        let place = self.part.places.get(here).or_else(|| self.part.fields(here).map(|(_, place)| place).find(|place| place.filled));
        let message = format!("\"{}\" {how}; het dossier is niet veranderd.", self.regeling.schema.label(there));
        self.findings.push(Found {
            diagnostic: Diagnostic::new(&FORMULIER_TEGENSPRAAK, there, message, FORMULIER_TEGENSPRAAK.herstel.clone()),
            page: place.and_then(|place| place.page),
            field: place.map(|place| place.name.clone()),
        });
    }
}

fn is_filled(part: &Value, pointer: &str) -> bool {
    part.pointer(pointer).is_some_and(|value| !value.is_null())
}

/// Whether the number of an element is only its place in the list, which a dossier need not say.
fn is_place(value: &Value, there: &str) -> bool {
    let place = there.rsplit('/').nth(1).and_then(|place| place.parse::<u64>().ok());
    place.is_some_and(|place| value.as_u64() == Some(place + 1))
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

/// Whether the list at a pointer has rows within an element, such as the dienstverbanden of one employer.
fn is_row(list: &str) -> bool {
    list.matches('/').count() > 2
}

/// The element of the dossier that a row of a form is about.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Partner {
    /// This one.
    Known(usize),
    /// The form was made from one that the dossier does not have any more.
    Lost,
    /// There is none yet.
    New,
    /// More than one could be meant.
    Several,
}

/// Elements are found by what names them, first by what it was when the form was made; never by their place alone.
fn partner(regeling: &Regeling, list: &str, present: &[Value], row: &Value, base: Option<&Value>, place: usize) -> Partner {
    let soort = list.rsplit('/').next().and_then(|key| regeling.gegevens.lijsten.get(key));
    let is_same = |one: &Value, other: &Value, place: usize| is_same(soort, one, other, place);
    let find = |wanted: &Value| -> Option<Partner> {
        let equal = |place: &usize| present[*place] == *wanted;
        if let Some(known) = Some(place).filter(|place| *place < present.len()).filter(equal).or_else(|| (0..present.len()).find(equal)) {
            return Some(Partner::Known(known));
        }
        let named: Vec<usize> = (0..present.len()).filter(|place| is_same(&present[*place], wanted, *place)).collect();
        let agreeing: Vec<usize> = named.iter().copied().filter(|place| agrees(&present[*place], wanted)).collect();
        match (named.as_slice(), agreeing.as_slice()) {
            ([], _) => None,
            ([known], _) | (_, [known]) => Some(Partner::Known(*known)),
            _ => Some(Partner::Several),
        }
    };
    if let Some(base) = base {
        return find(base).or_else(|| find(row)).unwrap_or(Partner::Lost);
    }
    let nameless = || (is_row(list) && present.get(place).is_some_and(|one| agrees(one, row))).then_some(Partner::Known(place));
    find(row).or_else(nameless).unwrap_or(Partner::New)
}

/// Whether two elements of a list are the same one: all fields of a set that tells them apart are equal. `place` is that of the first.
fn is_same(list: Option<&LijstSoort>, one: &Value, other: &Value, place: usize) -> bool {
    let Some(list) = list.filter(|list| !list.kenmerk.is_empty()) else { return same(one, other) };
    let field = |field: &String| match field.strip_suffix('?') {
        Some(field) => one[field].is_null() || other[field].is_null() || equal(one, other, &format!("/{field}")),
        None if list.nummer.as_ref() == Some(field) => number(one, field, place) == other[field].as_u64(),
        None => equal(one, other, &format!("/{field}")),
    };
    list.kenmerk.iter().any(|set| set.iter().all(field))
}

/// Whether two values have something in common and nothing that differs, as deep as both go.
fn agrees(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut common = one.iter().filter_map(|(key, value)| Some((value, other.get(key)?))).peekable();
            common.peek().is_some() && common.all(|(one, other)| agrees(one, other))
        }
        (Value::Array(one), Value::Array(other)) => one.iter().zip(other).all(|(one, other)| agrees(one, other)),
        _ => same(one, other),
    }
}

/// The number of an element: its own, else its place.
fn number(element: &Value, field: &str, place: usize) -> Option<u64> {
    element[field].as_u64().or_else(|| u64::try_from(place + 1).ok())
}

fn pointer_in<'v>(map: &'v Map<String, Value>, pointer: &str) -> Option<&'v Value> {
    let (key, rest) = pointer.trim_start_matches('/').split_once('/').unwrap_or((pointer.trim_start_matches('/'), ""));
    let value = map.get(key)?;
    if rest.is_empty() { Some(value) } else { value.pointer(&format!("/{rest}")) }
}

/// Whether both have the same value at a pointer, written with or without capitals.
fn equal(one: &Value, other: &Value, pointer: &str) -> bool {
    match (one.pointer(pointer), other.pointer(pointer)) {
        (Some(Value::String(one)), Some(Value::String(other))) => spelling(&one.to_lowercase()) == spelling(&other.to_lowercase()),
        (Some(one), Some(other)) => !one.is_null() && one == other,
        _ => false,
    }
}
