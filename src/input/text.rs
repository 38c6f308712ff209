//! What texts hold: mark-up that the forms do not know, line breaks in single lines, characters that cannot be printed.

use std::collections::BTreeMap;

use serde_json::Value;

use super::escape;
use super::schema::{self, child, label, resolve};
use crate::diagnostic::Diagnostic;
use crate::dossier::{FORMAAT_BLOK, opmaak};
use crate::rules::{SCHEMA_OPMAAK, TEKEN_NIET_AFDRUKBAAR};
use crate::typeset;

/// The findings about every text of the model in `value`; texts elsewhere are somebody else's finding.
pub(super) fn check(value: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    visit(value, schema::model(), "", &mut found);
    found
}

fn visit(value: &Value, node: &Value, path: &str, found: &mut Vec<Diagnostic>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                if let Some(node) = child(node, key) {
                    visit(value, node, &format!("{path}/{}", escape(key)), found);
                }
            }
        }
        Value::Array(items) => {
            for (place, item) in items.iter().enumerate() {
                if let Some(node) = child(node, &place.to_string()) {
                    visit(item, node, &format!("{path}/{place}"), found);
                }
            }
        }
        Value::String(text) => {
            let block = resolve(node).get("format").and_then(Value::as_str) == Some(FORMAAT_BLOK);
            let shown = if block { opmaak::parse(text).map(|blocks| opmaak::plain(&blocks)) } else { Ok(text.clone()) };
            let decoded = shown.as_ref().map_or(text, |shown| shown);
            found.extend(characters(text, path).or_else(|| characters(decoded, path)));
            found.extend(match shown {
                Ok(_) if block => None,
                Ok(_) => line_break(text, path),
                Err(fault) => Some(markup(fault, path)),
            });
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn markup(fault: opmaak::Fout, path: &str) -> Diagnostic {
    Diagnostic::new(&SCHEMA_OPMAAK, path, format!("\"{}\" bevat {}.", label(path), fault.wat()), fault.herstel())
}

fn line_break(text: &str, path: &str) -> Option<Diagnostic> {
    text.contains('\n').then(|| {
        let message = format!("\"{}\" is een veld van één regel, maar bevat een nieuwe regel.", label(path));
        Diagnostic::new(&SCHEMA_OPMAAK, path, message, "Zet de tekst op één regel.")
    })
}

/// One finding per field, that counts each character that cannot be printed.
fn characters(text: &str, path: &str) -> Option<Diagnostic> {
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for c in text.chars().filter(|c| *c != '\n' && !typeset::is_printable(*c)) {
        *counts.entry(c).or_default() += 1;
    }
    if counts.is_empty() {
        return None;
    }
    let shown: Vec<String> = counts.iter().take(5).map(|(c, count)| describe(*c, *count)).collect();
    let more = if counts.len() > 5 { format!(" en {} andere", counts.len() - 5) } else { String::new() };
    let message = format!("\"{}\" bevat tekens die niet kunnen worden afgedrukt: {}{more}.", label(path), shown.join(", "));
    let help = "Haal deze tekens weg, of schrijf ze in gewone letters.";
    Some(Diagnostic::new(&TEKEN_NIET_AFDRUKBAAR, path, message, help))
}

fn describe(c: char, count: usize) -> String {
    let code = c as u32;
    let times = if count > 1 { format!(", {count} keer") } else { String::new() };
    if typeset::is_invisible(c) { format!("een onzichtbaar teken (U+{code:04X}{times})") } else { format!("{c} (U+{code:04X}{times})") }
}
