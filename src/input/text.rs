//! What texts hold: mark-up that the forms do not know, characters that cannot be printed.

use serde_json::Value;

use super::faults::SCHEMA_OPMAAK;
use crate::finding::Diagnostic;
use crate::fonts;
use crate::schema::formaat::{FORMAAT_BLOK, PERSOONLIJK};
use crate::schema::{Schema, format_of, opmaak};

/// The findings about every text of the model in `value`; texts elsewhere are somebody else's finding.
pub(super) fn check(value: &Value, schema: &Schema) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    schema.visit(value, &mut |path, site, leaf| {
        if let Value::String(text) = leaf {
            let block = format_of(site, schema.resolve(site)) == Some(FORMAAT_BLOK);
            let open = block && site.get(PERSOONLIJK).is_none();
            found.extend(of_text(text, block, open, path, schema.label(path)));
        }
    });
    found
}

fn of_text(text: &str, block: bool, open: bool, path: &str, label: &str) -> Vec<Diagnostic> {
    let shown = if block { opmaak::parse(text).map(|blocks| opmaak::plain(&blocks)) } else { Ok(text.to_owned()) };
    let decoded = shown.as_ref().map_or(text, String::as_str);
    let unprintable = fonts::unprintable(text, open, path, label).or_else(|| fonts::unprintable(decoded, open, path, label));
    let unknown =
        shown.err().map(|fault| Diagnostic::new(&SCHEMA_OPMAAK, path, format!("\"{label}\" bevat {}.", fault.wat()), fault.herstel()));
    unprintable.into_iter().chain(unknown).collect()
}
