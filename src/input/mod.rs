//! Bytes of a file to a checked value, with every fault found in one pass.
//!
//! What cannot be used is left out and has a finding; the rest is there, so that one broken activity does not keep the others from
//! being made. Nothing here judges content: what is asked, and what it comes to, is a matter of the regeling.
//!
//! **Enters:** JSON: encoding, syntax, places, schema.
//! **Stays out:** judging content; files and folders on a disk.

mod checker;
mod codering;
mod faults;
mod getoond;
mod json;
mod locate;
mod normalise;
mod ruim;
mod splice;
mod text;
mod versie;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::error::Error;
use crate::finding::{Diagnostic, Rule, escape, is_within};
use crate::limieten;
use crate::regeling::{GEMAAKT_MET, REGELING, Regeling};
use crate::schema::{Datum, Schema};
use checker::{Checker, Rows};
use faults::{SCHEMA_ONBEKENDE_SLEUTEL, SCHEMA_WAARDE};

pub(crate) use faults::{RULES, SCHEMA_ONTBREEKT, opgeschoond};
pub use getoond::Getoond;
pub use locate::{Position, Source};
pub use versie::Bijgewerkt;

/// What reading a file gave.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Input {
    /// The data as far as it was understood, in the order of the schema; an element that was refused is null, so that the others keep
    /// their place.
    pub value: Value,
    /// The faults of the file, in the order of their place; then what was cleaned.
    pub findings: Vec<Diagnostic>,
    /// The data with forms in it that nobody has filled in yet; no rule judges those.
    #[serde(default)]
    pub(crate) voorbereid: Option<Value>,
    /// JSON pointers of the parts that were left out because of their faults; empty for the whole of it.
    pub left_out: Vec<String>,
    /// The text, for line and column of a finding.
    pub source: Source,
    /// The JSON as it was written; `None` where it could not be read, or has a key twice so that one of two values would be lost.
    pub(crate) json: Option<Value>,
    /// Whether it was of an older version of the format, and `value` was brought up to date.
    pub(crate) ouder: bool,
}

impl Input {
    /// What forms are made from: a part of which something required is not known yet is one to fill in further.
    pub(crate) fn for_forms(&self, regeling: &Regeling) -> Cow<'_, Value> {
        match &self.voorbereid {
            Some(prepared) => Cow::Borrowed(prepared),
            None if self.left_out.is_empty() => Cow::Borrowed(&self.value),
            None => Cow::Owned(self.ruim(regeling)),
        }
    }

    /// Makes forms from other data than is judged.
    pub(crate) fn prepare(&mut self, value: Value) {
        self.voorbereid = Some(value).filter(|value| *value != self.value);
    }

    /// Whether the file was understood so far that something can be added to it and nothing in it is lost. What is new would have other
    /// names than what stands in a file of an older version.
    #[must_use]
    pub fn can_be_added_to(&self) -> bool {
        self.written_whole().is_some()
    }

    /// The JSON as it was written; `None` where something in it would be lost.
    pub(crate) fn written_whole(&self) -> Option<&Value> {
        self.json.as_ref().filter(|json| json.is_object() && !self.ouder)
    }

    /// The text of the file with another value in it: what did not change stands as it was written. `None` where the file cannot be added
    /// to.
    pub(crate) fn text_with(&self, new: &Value) -> Option<String> {
        let old = self.json.as_ref()?;
        let text = self.source.with(old, new);
        // Read back, since what it replaces may be the only copy.
        serde_json::from_str::<Value>(&text).is_ok_and(|read| alike(&read, new)).then_some(text)
    }

    /// How many characters to take off the end of the text at a pointer, as it was written, so that at most `keep` characters are left
    /// of it in the data: white space at an end, the parts of a composed letter, and what is cleaned away count where they are written.
    pub(crate) fn to_cut(&self, pointer: &str, keep: usize, schema: &Schema) -> Option<usize> {
        let written = self.json.as_ref()?.pointer(&self.source.was(pointer))?.as_str()?;
        let length = written.chars().count();
        let left = |cut: usize| written.char_indices().nth(length - cut).map_or(written, |(end, _)| &written[..end]);
        let clean = |text: &str| normalise::text(text, schema.at(pointer), schema);
        let fits = |cut: &usize| clean(left(*cut)).tekst.chars().count() <= keep;
        let whole = clean(written);
        // Only what cleaning put in comes of nothing: at least the rest of what is over must go.
        let least = whole.tekst.chars().count().saturating_sub(keep).saturating_sub(whole.wat.erbij());
        (length.min(least)..=length).find(fits)
    }

    /// What is to be said of the encoding of the file, where it is not UTF-8.
    #[must_use]
    pub fn encoding(&self) -> Option<&Diagnostic> {
        self.findings.iter().find(|finding| finding.rule.code == faults::BESTAND_ANDERE_CODERING.code)
    }

    /// Whether something was written at a pointer.
    #[must_use]
    pub fn written(&self, pointer: &str) -> bool {
        self.json.as_ref().is_some_and(|json| json.pointer(&self.source.was(pointer)).is_some())
    }

    /// Judges the data as if its day were this one; false where the regeling has no such day.
    pub fn judge_on(&mut self, day: Datum, regeling: &Regeling) -> bool {
        let Some(key) = regeling.gegevens.peildatum.as_deref().and_then(|pointer| pointer.strip_prefix('/')) else { return false };
        if let Value::Object(fields) = &mut self.value {
            fields.insert(key.to_owned(), Value::String(day.to_string()));
        }
        true
    }
}

/// Reads a dossier, or a part of one, from the bytes of a JSON file.
///
/// # Errors
/// Only on a fault of our own or of the regeling; whatever is wrong with the bytes is a finding.
pub fn read(bytes: &[u8], regeling: &Regeling) -> Result<Input, Error> {
    read_with(bytes, regeling, Rows::Required)
}

/// Reads what is known already of a form that somebody is to fill in: its lists may have no rows yet.
///
/// # Errors
/// As [`read`].
pub fn read_for_form(bytes: &[u8], regeling: &Regeling) -> Result<Input, Error> {
    read_with(bytes, regeling, Rows::ToCome)
}

fn read_with(bytes: &[u8], regeling: &Regeling, rows: Rows) -> Result<Input, Error> {
    let (text, recoded) = match json::decode(bytes) {
        Ok(decoded) => decoded,
        Err(finding) => return Ok(rejected(String::new(), *finding)),
    };
    let parsed = match json::parse(&text) {
        Ok(parsed) => parsed,
        Err(finding) => {
            let mut input = rejected(text, *finding);
            input.findings.extend(recoded);
            return Ok(input);
        }
    };
    let json::Parsed { mut value, places, mut findings } = parsed;
    let json = findings.is_empty().then(|| value.clone());
    let versie = versie::bij(&mut value, regeling);
    let (mut value, cleaned) = normalise::normalise(value, &regeling.schema);
    if let Value::Object(fields) = &mut value {
        fields.shift_remove(GEMAAKT_MET);
    }
    let reported = Checker::new(regeling, rows)?.check(&value);
    findings.extend(reported);
    findings.extend(text::check(&value, &regeling.schema));
    let source = Source::new(text, places).after(versie.verschoven);
    findings.sort_by_cached_key(|finding| (source.range(finding).start, finding.rule.code.clone()));
    findings.dedup_by(|a, b| a.path == b.path && a.message == b.message && a.span == b.span);
    let left_out = leave_out(&mut value, &findings);
    without_other_fields(&mut findings);
    findings.splice(..0, recoded.into_iter().chain(versie.finding));
    findings.extend(cleaned);
    // What was cleaned comes last, so that no fault gives way to it.
    findings.truncate(limieten::BEVINDINGEN);
    for finding in &mut findings {
        getoond::veil(finding, &source, &regeling.schema);
    }
    let value = regeling.schema.canonical(value, true);
    Ok(Input { value, findings, voorbereid: None, left_out, source, json, ouder: versie.ouder })
}

/// What came of bringing a file up to date.
#[derive(Debug)]
pub enum Bijwerking {
    /// It is up to date already.
    Nu,
    /// It was of an older version.
    Klaar(Bijgewerkt),
    /// It cannot be done; the findings of the file say why.
    Kan(Box<Input>),
}

/// Brings the text of a file of an older version of the format up to date: nothing is dropped, and what did not change stands as it was
/// written.
///
/// # Errors
/// As [`read`].
pub fn upgrade(bytes: &[u8], regeling: &Regeling) -> Result<Bijwerking, Error> {
    let input = read(bytes, regeling)?;
    let Some(old) = input.json.as_ref().filter(|json| json.is_object()) else { return Ok(Bijwerking::Kan(Box::new(input))) };
    if input.findings.iter().any(|finding| finding.rule.code == faults::DOSSIER_NIEUWER.code) {
        return Ok(Bijwerking::Kan(Box::new(input)));
    }
    if !input.ouder {
        return Ok(Bijwerking::Nu);
    }
    let done = versie::bijgewerkt(input.source.text(), old, regeling, &|pointer| input.source.line_at(pointer));
    // Read back, since what it replaces may be the only copy.
    let right = done.filter(|(done, new)| json::parse(&done.json).is_ok_and(|read| alike(&read.value, new) && read.findings.is_empty()));
    let wrong = || Error::Internal("a dossier that was brought up to date holds something else than it should".to_owned());
    right.map(|(done, _)| Bijwerking::Klaar(done)).ok_or_else(wrong)
}

/// Where a file names another regeling than the one it is read by, a section that this one lacks is most likely a section of that
/// one. Only that it names another is told then: with the right regeling, what is still unknown comes to light.
fn without_other_fields(findings: &mut Vec<Diagnostic>) {
    let is = |finding: &Diagnostic, rule: &Rule| finding.rule.code == rule.code;
    if findings.iter().any(|finding| is(finding, &SCHEMA_WAARDE) && finding.path == format!("/{REGELING}")) {
        findings.retain(|finding| !is(finding, &SCHEMA_ONBEKENDE_SLEUTEL) || finding.path.matches('/').count() > 1);
    }
}

/// The line, from 1, of the value at a JSON pointer of a text, or of the nearest around it; `None` where the text is no JSON.
pub(crate) fn line_of(text: &str, pointer: &str) -> Option<usize> {
    let places = json::parse(text).ok()?.places;
    let mut pointer = pointer;
    loop {
        if let Some(place) = places.get(pointer) {
            return Some(text[..place.value.start].matches('\n').count() + 1);
        }
        pointer = pointer.rsplit_once('/')?.0;
    }
}

/// The text of the bytes of a table; `None` where it is not certain what it says.
pub(crate) fn text_of_table(bytes: &[u8]) -> Option<String> {
    codering::decode_table(bytes)
}

/// The text of a file, in whatever encoding it can be read.
pub(crate) fn text_of(bytes: &[u8]) -> Option<String> {
    json::decode(bytes).ok().map(|(text, _)| text)
}

/// The regeling that a file names, whatever else is in it; `None` where it names none or cannot be read.
#[must_use]
pub fn named_regeling(bytes: &[u8]) -> Option<String> {
    let parsed = json::parse(&text_of(bytes)?).ok()?;
    parsed.value.get(REGELING)?.as_str().map(str::to_owned)
}

/// Whether two values are equal, but for the last digits of a fraction: what went to a worker and back may have lost those.
fn alike(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len() && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| alike(one, other)))
        }
        (Value::Array(one), Value::Array(other)) => one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other)),
        (Value::Number(one), Value::Number(other)) if one.is_f64() && other.is_f64() => {
            one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| (one - other).abs() <= one.abs() * f64::EPSILON * 4.0)
        }
        (one, other) => one == other,
    }
}

fn rejected(text: String, finding: Diagnostic) -> Input {
    Input {
        value: Value::Object(Map::new()),
        findings: vec![finding],
        voorbereid: None,
        left_out: vec![String::new()],
        source: Source::new(text, json::Places::new()),
        json: None,
        ouder: false,
    }
}

/// Takes the parts with findings out, so that the rest can be used: a whole field of the dossier, or one element of a list of it.
/// Gives the pointers of what was taken out.
fn leave_out(value: &mut Value, findings: &[Diagnostic]) -> Vec<String> {
    let Value::Object(sections) = value else {
        *value = Value::Object(Map::new());
        return vec![String::new()];
    };
    let mut left_out = Vec::new();
    sections.retain(|key, section| {
        let pointer = format!("/{}", escape(key));
        let faulty = |pointer: &str| findings.iter().any(|finding| is_within(&finding.path, pointer));
        let whole = findings.iter().any(|finding| finding.path == pointer);
        match section {
            Value::Array(items) if !whole => {
                let places = items.iter_mut().enumerate().map(|(place, item)| (format!("{pointer}/{place}"), item));
                for (pointer, item) in places.filter(|(pointer, _)| faulty(pointer)) {
                    *item = Value::Null;
                    left_out.push(pointer);
                }
                true
            }
            _ if whole || faulty(&pointer) => {
                left_out.push(pointer);
                false
            }
            _ => true,
        }
    });
    left_out
}
