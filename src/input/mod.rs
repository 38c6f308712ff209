//! Bytes of a file to a [`Dossier`], with every fault found in one pass.
//!
//! What cannot be used is left out of the dossier and has a finding; the rest is there, so that one broken activity does
//! not keep the intervisieverslagen from being made. Nothing here judges content.

mod json;
mod locate;
mod normalise;
pub(crate) mod schema;
mod text;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, is_within};
use crate::dossier::{Dossier, limieten};
use crate::error::Error;
use crate::regeling::Regeling;

pub use locate::{Position, Source};
pub use schema::schema;

/// What reading a file gave.
#[derive(Debug, Clone)]
pub struct Input {
    /// The dossier as far as it was understood.
    pub dossier: Dossier,
    /// The faults of the file, in the order of their place.
    pub findings: Vec<Diagnostic>,
    /// JSON pointers of the parts that were left out of the dossier because of their faults; empty for the whole of it.
    pub left_out: Vec<String>,
    /// The text, for line and column of a finding.
    pub source: Source,
    /// The JSON as it was written; `None` where it could not be read, or has a key twice so that one of two values would be lost.
    pub(crate) json: Option<Value>,
}

impl Input {
    /// Whether the file was understood so far that something can be added to it and nothing in it is lost.
    #[must_use]
    pub fn can_be_added_to(&self) -> bool {
        self.json.as_ref().is_some_and(Value::is_object)
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

/// Whether a list that must have rows must have them now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rows {
    Required,
    ToCome,
}

fn read_with(bytes: &[u8], regeling: &Regeling, rows: Rows) -> Result<Input, Error> {
    let text = match json::decode(bytes) {
        Ok(text) => text,
        Err(finding) => return Ok(rejected(String::new(), *finding)),
    };
    let parsed = match json::parse(&text) {
        Ok(parsed) => parsed,
        Err(finding) => return Ok(rejected(text, *finding)),
    };
    let json::Parsed { value, places, mut findings } = parsed;
    let checker = schema::Checker::new(regeling, rows)?;
    let json = findings.is_empty().then(|| value.clone());
    let mut value = normalise::normalise(value, &checker);
    let reported = checker.check(&value);
    findings.extend(reported);
    findings.extend(text::check(&value));
    let source = Source::new(text, places);
    findings.sort_by_cached_key(|finding| (source.range(finding).start, finding.rule.code));
    findings.dedup_by(|a, b| a.path == b.path && a.message == b.message && a.span == b.span);
    let left_out = leave_out(&mut value, &findings);
    findings.truncate(limieten::BEVINDINGEN);
    let dossier = match serde_json::from_value(value) {
        Ok(dossier) => dossier,
        Err(error) => return Err(Error::Internal(format!("the schema accepted what the model refuses: {error}"))),
    };
    Ok(Input { dossier, findings, left_out, source, json })
}

fn rejected(text: String, finding: Diagnostic) -> Input {
    Input {
        dossier: Dossier::default(),
        findings: vec![finding],
        left_out: vec![String::new()],
        source: Source::new(text, json::Places::new()),
        json: None,
    }
}

/// Takes the parts with findings out, so that the rest can be used: a whole field of the dossier, or one element of a list of it.
/// Gives the pointers of what was taken out.
fn leave_out(value: &mut Value, findings: &[Diagnostic]) -> Vec<String> {
    let Value::Object(sections) = value else {
        *value = Value::Object(serde_json::Map::new());
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

/// A key as it stands in a JSON pointer (RFC 6901).
pub(crate) fn escape(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
