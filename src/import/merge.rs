//! What a form says into a dossier: what is not there yet is taken over, what is there is compared, and what differs is a question.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::faults::FORMULIER_TEGENSPRAAK;
use super::found::{Antwoord, Beslis, Found, Keuze, Lot, Taken, Verschil};
use super::part::{Part, Place};
use super::rijen::{Partner, Rows, is_row, names_element, same};
use super::verschil;
use super::wie;
use crate::finding::{Diagnostic, escape, is_within};
use crate::regeling::Regeling;

/// Differences of one row that a message names.
const GENOEMD: usize = 4;

/// A part on its way into a dossier.
pub(super) struct Merge<'a> {
    part: &'a Part,
    regeling: &'a Regeling,
    /// Whether there was no dossier yet, so that also what has no field is news.
    fresh: bool,
    /// Which form, from 0.
    form: usize,
    beslis: Beslis<'a>,
    /// Pointers in the dossier of what earlier forms of the run gave.
    eerder: &'a [String],
    /// What is answered without asking: somebody took a whole row over.
    answered: Option<Antwoord>,
    pub(super) findings: Vec<Found>,
    /// What was taken over: the pointer in the dossier, and in the part.
    pub(super) moved: Vec<(String, String)>,
    /// What became of the fields that are filled in, by their pointer in the part.
    lots: BTreeMap<String, Lot>,
    /// What went out of the dossier.
    removed: usize,
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
    pub(super) fn new(part: &'a Part, form: usize, fresh: bool, regeling: &'a Regeling, beslis: Beslis<'a>, eerder: &'a [String]) -> Self {
        let (findings, moved, lots) = (Vec::new(), Vec::new(), BTreeMap::new());
        Self { part, regeling, fresh, form, beslis, eerder, answered: None, findings, moved, lots, removed: 0 }
    }

    pub(super) fn add_to(&mut self, target: &mut Value) {
        let part = self.part;
        if let Some(found) = wie::not_for(part, target, self.regeling) {
            self.findings.push(found);
            return self.mark("", Lot::Differing);
        }
        if let (Value::Object(target), Value::Object(value)) = (target, &part.value) {
            self.object(target, value, Way { here: "", there: "", base: Some(&part.base) });
        }
    }

    /// What became of the form in all.
    pub(super) fn taken(&self) -> Taken {
        let mut taken = Taken { fields: self.part.places.len(), removed: self.removed, ..Taken::default() };
        for (pointer, _) in self.part.places.iter().filter(|(_, place)| place.filled) {
            taken.filled += 1;
            taken.count(if self.part.unread.contains(pointer) {
                Lot::Unread
            } else {
                self.lots.get(pointer).copied().unwrap_or(Lot::Unread)
            });
        }
        taken.filled += self.part.unplaced;
        taken.unread += self.part.unplaced;
        taken
    }

    /// Notes what became of the filled fields within a pointer.
    fn mark(&mut self, here: &str, lot: Lot) {
        let filled = self.part.fields(here).filter(|(_, place)| place.filled).map(|(field, _)| field.clone());
        self.lots.extend(filled.map(|field| (field, lot)).collect::<Vec<_>>());
    }

    fn object(&mut self, target: &mut Map<String, Value>, value: &Map<String, Value>, way: Way<'_>) {
        for (key, value) in value {
            let (here, there) = (format!("{}/{}", way.here, escape(key)), format!("{}/{}", way.there, escape(key)));
            let way = Way { here: &here, there: &there, base: way.base.and_then(|base| base.get(key)) };
            match target.get_mut(key) {
                Some(present) if !present.is_null() => self.value(present, value, way),
                _ if self.is_number(&there) && is_place(value, &there) => self.mark(&here, Lot::Known),
                _ => {
                    let value = self.new_value(value, way);
                    target.extend(value.map(|value| (key.clone(), value)));
                }
            }
        }
        for (key, base) in way.base.and_then(Value::as_object).into_iter().flatten().filter(|(key, _)| !value.contains_key(*key)) {
            let (here, there) = (format!("{}/{}", way.here, escape(key)), format!("{}/{}", way.there, escape(key)));
            if target.get_mut(key).is_some_and(|present| self.emptied(present, base, &here, &there)) {
                target.shift_remove(key);
            }
        }
    }

    /// Whether a pointer is of the field that numbers the elements of a list.
    fn is_number(&self, there: &str) -> bool {
        let mut segments = there.rsplit('/');
        let (field, list) = (segments.next(), segments.nth(1));
        let list = list.and_then(|list| self.regeling.gegevens.lijsten.get(list));
        list.and_then(|list| list.nummer.as_deref()) == field && field.is_some()
    }

    /// What the form was made from and is not on it any more, where the dossier still has it: whether it goes.
    fn emptied(&mut self, present: &mut Value, base: &Value, here: &str, there: &str) -> bool {
        if present.is_null() || !self.part.has_field(here) {
            return false;
        }
        if let (Value::Object(fields), Value::Object(present)) = (base, &mut *present) {
            for (key, base) in fields {
                let (here, there) = (format!("{here}/{}", escape(key)), format!("{there}/{}", escape(key)));
                if present.get_mut(key).is_some_and(|present| self.emptied(present, base, &here, &there)) {
                    present.shift_remove(key);
                }
            }
            return present.is_empty();
        }
        let said = verschil::one(&self.regeling.schema, there, present).map(|value| format!(" (in het dossier {value})"));
        let what = format!("is op het formulier leeggemaakt{}", said.unwrap_or_default());
        if !self.takes(here, there, &what) {
            return false;
        }
        self.removed += 1;
        if let (Value::Array(present), Value::Array(base)) = (present, base) {
            present.retain(|row| !base.contains(row));
            return present.is_empty();
        }
        true
    }

    fn value(&mut self, present: &mut Value, value: &Value, way: Way<'_>) {
        match (present, value) {
            (Value::Object(present), Value::Object(value)) => self.object(present, value, way),
            (Value::Array(present), Value::Array(value)) => self.list(present, value, way),
            (present, value) if same(present, value) => self.mark(way.here, Lot::Known),
            // What the form was made from and does not ask: the dossier has gone on since.
            _ if !self.part.has_field(way.here) => {}
            (present, value) => {
                let what = verschil::both(&self.regeling.schema, way.there, value, present);
                let taken = self.takes(way.here, way.there, &what);
                self.mark(way.here, if taken { Lot::Corrected } else { Lot::Differing });
                if taken {
                    self.moved.push((way.there.to_owned(), way.here.to_owned()));
                    *present = value.clone();
                }
            }
        }
    }

    fn list(&mut self, present: &mut Vec<Value>, rows: &[Value], way: Way<'_>) {
        let soort = way.there.rsplit('/').next().and_then(|key| self.regeling.gegevens.lijsten.get(key));
        let known = present.clone();
        let partners = Rows { list: way.there, soort, present: &known, form: rows, base: way.base, fresh: self.fresh }.partners();
        let mut gone = Vec::new();
        for (place, (row, partner)) in rows.iter().zip(partners).enumerate() {
            let here = format!("{}/{place}", way.here);
            let base = way.base.and_then(|base| base.get(place)).filter(|base| !base.is_null());
            let at = if let Partner::Known(known) | Partner::Like(known) = partner { known } else { present.len() };
            let there = format!("{}/{at}", way.there);
            let inner = Way { here: &here, there: &there, base };
            match partner {
                Partner::Known(known) if row.is_null() => {
                    if self.takes(&here, &there, "is op het formulier leeggemaakt") {
                        gone.push(known);
                        self.removed += 1;
                    }
                }
                Partner::Known(known) if is_row(way.there) => self.row(&mut present[known], row, inner),
                Partner::Known(known) => self.value(&mut present[known], row, inner),
                Partner::Like(known) => self.like(present, known, row, inner),
                Partner::Lost if self.fresh => present.extend(self.new_value(row, inner)),
                // Both have it no more.
                Partner::Lost if row.is_null() => {}
                Partner::Lost if base == Some(row) => self.mark(&here, Lot::Gone),
                Partner::Several => self.unsure(present, row, inner, way.there, "kan bij meer dan één onderdeel van het dossier horen"),
                Partner::Lost => {
                    let what = "is in het dossier niet meer zoals toen het formulier werd gemaakt";
                    self.unsure(present, row, inner, way.there, what);
                }
                Partner::New => present.extend(self.new_value(row, inner)),
            }
        }
        let mut place = 0;
        present.retain(|_| {
            place += 1;
            !gone.contains(&(place - 1))
        });
    }

    /// A row that looks like one of the dossier, and has another name: a correction of it, or another one. Only somebody knows.
    fn like(&mut self, present: &mut Vec<Value>, known: usize, row: &Value, way: Way<'_>) {
        let mut other = Vec::new();
        self.differing(&present[known], row, way, &mut other);
        let named = other.iter().take(GENOEMD).map(|(_, there, what)| format!("\"{}\" {what}", self.regeling.schema.label(there)));
        let mut named: Vec<String> = named.collect();
        if other.len() > GENOEMD {
            named.push(format!("en nog {} andere velden", other.len() - GENOEMD));
        }
        let place = self.regeling.place(way.there, &Value::Null);
        let message = format!("Een rij van het formulier lijkt op {place} van het dossier, maar: {}.", named.join("; "));
        let keuze = Keuze { pad: way.there.to_owned(), overnemen: true, toevoegen: true };
        let first = other.first().map_or(way.here, |(here, ..)| here).to_owned();
        let page = self.place(&first).and_then(|place| place.page);
        match self.answered.unwrap_or_else(|| self.decide(&keuze, &message, page)) {
            Antwoord::Overnemen => {
                let before = self.answered.replace(Antwoord::Overnemen);
                self.value(&mut present[known], row, way);
                self.answered = before;
            }
            Antwoord::Toevoegen => {
                let there = way.there.rsplit_once('/').map_or_else(String::new, |(list, _)| format!("{list}/{}", present.len()));
                present.extend(self.new_value(row, Way { there: &there, ..way }));
            }
            Antwoord::Laten => {
                self.mark(way.here, Lot::Known);
                let new = self
                    .part
                    .fields(way.here)
                    .filter(|(field, place)| place.filled && present[known].pointer(&field[way.here.len()..]).is_none());
                let left: Vec<String> = new.map(|(field, _)| field.clone()).chain(other.into_iter().map(|(here, ..)| here)).collect();
                for here in &left {
                    self.mark(here, Lot::Differing);
                }
                self.found(way.there, format!("{message} Er is niets van overgenomen."), &first, Some(keuze));
            }
        }
    }

    /// The fields in which a row differs from what the dossier has, each with its pointers and what it says.
    fn differing(&self, present: &Value, value: &Value, way: Way<'_>, found: &mut Vec<(String, String, String)>) {
        let below = |key: &str| (format!("{}/{key}", way.here), format!("{}/{key}", way.there));
        match (present, value) {
            (Value::Object(present), Value::Object(value)) => {
                for (key, value) in value {
                    let (here, there) = below(&escape(key));
                    if let Some(present) = present.get(key).filter(|present| !present.is_null()) {
                        self.differing(present, value, Way { here: &here, there: &there, base: None }, found);
                    }
                }
            }
            (Value::Array(present), Value::Array(value)) => {
                for (place, (present, value)) in present.iter().zip(value).enumerate() {
                    let (here, there) = below(&place.to_string());
                    self.differing(present, value, Way { here: &here, there: &there, base: None }, found);
                }
            }
            (present, value) if same(present, value) || !self.part.has_field(way.here) => {}
            (present, value) => {
                let what = verschil::both(&self.regeling.schema, way.there, value, present);
                found.push((way.here.to_owned(), way.there.to_owned(), what));
            }
        }
    }

    /// A row of which it is not known which one of the dossier it is.
    fn unsure(&mut self, present: &mut Vec<Value>, row: &Value, way: Way<'_>, list: &str, what: &str) {
        let keuze = Keuze { pad: way.there.to_owned(), overnemen: false, toevoegen: true };
        let message = format!("\"{}\" {what}", self.regeling.schema.label(list));
        let page = self.place(way.here).and_then(|place| place.page);
        if !row.is_null() && self.decide(&keuze, &format!("{message}."), page) == Antwoord::Toevoegen {
            present.extend(self.new_value(row, way));
        } else {
            self.mark(way.here, Lot::Differing);
            self.found(list, format!("{message}; het dossier is niet veranderd."), way.here, Some(keuze).filter(|_| !row.is_null()));
        }
    }

    /// A row of which the name differs may be another one: nothing of it is taken over, since half of one row and half of another is
    /// neither, unless somebody said that it is the same.
    fn row(&mut self, present: &mut Value, row: &Value, way: Way<'_>) {
        let (before, findings, moved) = (present.clone(), self.findings.len(), self.moved.len());
        self.value(present, row, way);
        let list = way.there.rsplit('/').nth(1).and_then(|key| self.regeling.gegevens.lijsten.get(key));
        let names = |found: &Found| {
            found.diagnostic.path.strip_prefix(way.there).is_some_and(|rest| names_element(list, rest.trim_start_matches('/')))
        };
        let unsure = self.findings[findings..].iter().any(names);
        let said = self.lots.iter().any(|(field, lot)| is_within(field, way.here) && *lot == Lot::Corrected);
        if !unsure || said {
            return;
        }
        let new: Vec<String> = self
            .lots
            .iter()
            .filter(|(field, lot)| is_within(field, way.here) && **lot == Lot::New)
            .map(|(field, _)| field.clone())
            .collect();
        *present = before;
        self.moved.truncate(moved);
        if let (Some(found), false) = (self.findings.get_mut(findings), new.is_empty()) {
            found.diagnostic.message += " Ook wat er in die rij bij is geschreven, is niet overgenomen.";
        }
        for field in &new {
            self.mark(field, Lot::Differing);
        }
    }

    /// What the dossier does not have yet.
    fn new_value(&mut self, value: &Value, way: Way<'_>) -> Option<Value> {
        if !self.fresh && !self.part.has_field(way.here) {
            return None;
        }
        self.moved.push((way.there.to_owned(), way.here.to_owned()));
        self.mark(way.here, Lot::New);
        self.without_null(value, way.here, way.there)
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

    /// Whether what the form says takes the place of what the dossier says; where it does not, that is a finding.
    fn takes(&mut self, here: &str, there: &str, what: &str) -> bool {
        let keuze = Keuze { pad: there.to_owned(), overnemen: true, toevoegen: false };
        let message = format!("{} {what}", self.regeling.place(there, &Value::Null));
        let page = self.place(here).and_then(|place| place.page);
        if self.answered.unwrap_or_else(|| self.decide(&keuze, &format!("{message}."), page)) == Antwoord::Overnemen {
            return true;
        }
        self.found(there, format!("{message}; het dossier is niet veranderd."), here, Some(keuze));
        false
    }

    fn decide(&mut self, keuze: &Keuze, melding: &str, page: Option<usize>) -> Antwoord {
        let eerder = self.eerder.iter().any(|there| is_within(&keuze.pad, there) || is_within(there, &keuze.pad));
        (self.beslis)(&Verschil { keuze, melding, form: self.form, page, eerder })
    }

    fn place(&self, here: &str) -> Option<&'a Place> {
        let below = || self.part.places.iter().find(|(field, place)| place.filled && is_within(field, here)).map(|(_, place)| place);
        self.part.places.get(here).or_else(below)
    }

    fn found(&mut self, there: &str, message: String, here: &str, keuze: Option<Keuze>) {
        let place = self.place(here);
        self.findings.push(Found {
            diagnostic: Diagnostic::new(&FORMULIER_TEGENSPRAAK, there, message, FORMULIER_TEGENSPRAAK.herstel.clone()),
            page: place.and_then(|place| place.page),
            field: place.map(|place| place.name.clone()),
            keuze,
        });
    }
}

/// Whether the number of an element is only its place in the list, which a dossier need not say.
fn is_place(value: &Value, there: &str) -> bool {
    let place = there.rsplit('/').nth(1).and_then(|place| place.parse::<u64>().ok());
    place.is_some_and(|place| value.as_u64() == Some(place + 1))
}
