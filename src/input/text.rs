//! What texts hold: mark-up that the forms do not know, line breaks in single lines, characters that cannot be printed.

use serde_json::Value;

use super::faults::SCHEMA_OPMAAK;
use crate::finding::Diagnostic;
use crate::fonts;
use crate::schema::formaat::FORMAAT_BLOK;
use crate::schema::{Schema, format_of, opmaak};

/// The findings about every text of the model in `value`; texts elsewhere are somebody else's finding.
pub(super) fn check(value: &Value, schema: &Schema) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    schema.visit(value, &mut |path, site, leaf| {
        if let Value::String(text) = leaf {
            let block = format_of(site, schema.resolve(site)) == Some(FORMAAT_BLOK);
            found.extend(of_text(text, block, path, schema.label(path)));
        }
    });
    found
}

fn of_text(text: &str, block: bool, path: &str, label: &str) -> Vec<Diagnostic> {
    let shown = if block { opmaak::parse(text).map(|blocks| opmaak::plain(&blocks)) } else { Ok(text.to_owned()) };
    let decoded = shown.as_ref().map_or(text, String::as_str);
    let unprintable = fonts::unprintable(text, path, label).or_else(|| fonts::unprintable(decoded, path, label));
    let unknown = match shown {
        Ok(_) if block => None,
        Ok(_) => line_break(text, path, label),
        Err(fault) => Some(Diagnostic::new(&SCHEMA_OPMAAK, path, format!("\"{label}\" bevat {}.", fault.wat()), fault.herstel())),
    };
    unprintable.into_iter().chain(unknown).collect()
}

fn line_break(text: &str, path: &str, label: &str) -> Option<Diagnostic> {
    text.contains('\n').then(|| {
        let message = format!("\"{label}\" is een veld van één regel, maar bevat een nieuwe regel.");
        Diagnostic::new(&SCHEMA_OPMAAK, path, message, "Zet de tekst op één regel.")
    })
}
