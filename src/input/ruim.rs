//! Ruim: all that there is of a dossier, whatever is missing or wrong in it. For a concept, which shows how far somebody is.

use serde_json::Value;

use super::faults::{SCHEMA_ONTBREEKT, SCHEMA_OPMAAK};
use super::{Input, normalise, versie};
use crate::finding::Diagnostic;
use crate::fonts;
use crate::limieten;
use crate::regeling::{GEMAAKT_MET, Regeling};
use crate::schema::Schema;

/// What stands for a character that no page can show.
const UNSHOWN: &str = "?";

impl Input {
    /// The data without the values that are at fault, and with everything around them. What could not be read whole is as it was read.
    pub(crate) fn ruim(&self, regeling: &Regeling) -> Value {
        let Some(json) = self.written_whole().filter(|_| self.findings.len() < limieten::BEVINDINGEN) else { return self.value.clone() };
        let mut value = json.clone();
        versie::bij(&mut value, regeling);
        let (mut value, _) = normalise::normalise(value, &regeling.schema);
        if let Value::Object(fields) = &mut value {
            fields.shift_remove(GEMAAKT_MET);
        }
        // A text with mark-up that no form knows, or with a character that no page shows, is there all the same.
        let kept = [&SCHEMA_ONTBREEKT, &SCHEMA_OPMAAK, &fonts::TEKEN_NIET_AFDRUKBAAR];
        let at_fault = |finding: &&Diagnostic| finding.stops_documents() && kept.iter().all(|rule| rule.code != finding.rule.code);
        self.findings.iter().filter(at_fault).for_each(|finding| take_out(&mut value, &finding.path));
        show(&mut value, regeling.schema.root(), &regeling.schema);
        regeling.schema.canonical(value, true)
    }
}

/// Takes the value at a pointer out; an element of a list leaves its place.
fn take_out(value: &mut Value, pointer: &str) {
    let Some((above, last)) = pointer.rsplit_once('/') else { return };
    match value.pointer_mut(above) {
        Some(Value::Object(fields)) => drop(fields.shift_remove(&last.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(items)) => {
            if let Some(item) = last.parse::<usize>().ok().and_then(|place| items.get_mut(place)) {
                *item = Value::Null;
            }
        }
        _ => {}
    }
}

/// Leaves what the schema knows, in characters that a page can show.
fn show(value: &mut Value, site: &Value, schema: &Schema) {
    match value {
        Value::String(text) if text.chars().any(unshown) => *text = text.replace(unshown, UNSHOWN),
        Value::Array(items) => {
            let site = schema.resolve(site).get("items").unwrap_or(&Value::Null);
            for item in items {
                show(item, site, schema);
            }
        }
        Value::Object(fields) => {
            let known = schema.fields(site);
            fields.retain(|key, _| known.is_none_or(|known| known.contains_key(key)));
            for (key, value) in fields {
                show(value, known.and_then(|known| known.get(key)).unwrap_or(&Value::Null), schema);
            }
        }
        _ => {}
    }
}

fn unshown(c: char) -> bool {
    c != '\n' && !fonts::is_printable(c)
}
