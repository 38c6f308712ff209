//! A difference between a form and a dossier in a sentence: both values, where they may be shown.

use serde_json::Value;

use crate::form::Shape;
use crate::schema::Schema;
use crate::schema::formaat::PERSOONLIJK;

/// Characters of a value that are shown.
const LENGTE: usize = 60;

/// What a form and a dossier say about a field, for after its name.
pub(super) fn both(schema: &Schema, pointer: &str, form: &Value, dossier: &Value) -> String {
    match shown(schema, pointer, form).zip(shown(schema, pointer, dossier)) {
        Some((form, dossier)) if form != dossier => format!("is op het formulier {form}, in het dossier {dossier}"),
        // Two spellings that read the same on paper.
        Some((form, _)) => format!("is op het formulier anders geschreven dan in het dossier ({form})"),
        None => match (length(form), length(dossier)) {
            (Some(form), Some(dossier)) => {
                format!("is op het formulier een andere tekst ({form}) dan in het dossier ({dossier})")
            }
            _ => "is op het formulier anders dan in het dossier".to_owned(),
        },
    }
}

/// What a dossier says about a field, for after "in het dossier".
pub(super) fn one(schema: &Schema, pointer: &str, value: &Value) -> Option<String> {
    shown(schema, pointer, value)
}

fn length(value: &Value) -> Option<String> {
    let count = value.as_str()?.chars().count();
    Some(if count == 1 { "1 teken".to_owned() } else { format!("{count} tekens") })
}

/// A value as somebody reads it, where it is not about a person: a text only where the schema says so.
fn shown(schema: &Schema, pointer: &str, value: &Value) -> Option<String> {
    let site = schema.at(pointer)?;
    let may_be = site.get(PERSOONLIJK).or_else(|| schema.resolve(site).get(PERSOONLIJK)).and_then(Value::as_bool);
    let shape = Shape::of(site, schema)?;
    if may_be == Some(true) || (shape.is_text() && may_be != Some(false)) {
        return None;
    }
    let text: String = match (&shape, value) {
        (Shape::Keuze(_), Value::String(choice)) => format!("\"{}\"", schema.choice_label(pointer, choice)),
        (Shape::Tekst | Shape::Blok, _) => format!("\"{}\"", shape.write(value)),
        _ => shape.write(value),
    };
    let mut short: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LENGTE).collect();
    if text.chars().count() > LENGTE {
        short.push('…');
    }
    Some(short)
}
