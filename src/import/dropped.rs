//! What a dossier held that the one in its place does not, in words that may be shown: labels and numbers, never a value.

use serde_json::Value;

use crate::finding::escape;
use crate::input;
use crate::regeling::Regeling;

/// What of a file is not in the text that takes its place, as labels of its sections with how much of each; empty where all of it is.
#[must_use]
pub fn dropped(old: &[u8], new: &str, regeling: &Regeling) -> Vec<String> {
    let text = input::text_of(old);
    let old: Option<Value> = text.as_deref().and_then(|text| serde_json::from_str(text).ok());
    let (Some(Value::Object(old)), Ok(new)) = (old, serde_json::from_str::<Value>(new)) else {
        return if text.is_some_and(|text| text.trim().is_empty()) { Vec::new() } else { vec!["alles: het was geen dossier".to_owned()] };
    };
    let mut unknown = 0;
    let mut sections = Vec::new();
    for (key, was) in old.iter().filter(|(key, was)| !holds(new.get(key.as_str()), was)) {
        if regeling.schema.child(regeling.schema.root(), key).is_none() {
            unknown += 1;
            continue;
        }
        let label = regeling.schema.label(&format!("/{}", escape(key)));
        sections.push(match (was, new.get(key)) {
            (Value::Array(rows), Some(Value::Array(kept))) => {
                let gone = rows.iter().filter(|row| !kept.iter().any(|one| holds(Some(one), row))).count();
                format!("{label} ({gone} van {})", rows.len())
            }
            (Value::Array(rows), _) => format!("{label} (alle {})", rows.len()),
            (_, None) => label.to_owned(),
            (_, Some(_)) => format!("{label} (een deel)"),
        });
    }
    match unknown {
        0 => {}
        1 => sections.push("1 onderdeel dat de regeling niet kent".to_owned()),
        more => sections.push(format!("{more} onderdelen die de regeling niet kent")),
    }
    sections
}

/// Whether a value holds all that another does.
fn holds(new: Option<&Value>, old: &Value) -> bool {
    match (new, old) {
        (_, Value::Null) => true,
        (Some(Value::Object(new)), Value::Object(old)) => old.iter().all(|(key, old)| holds(new.get(key), old)),
        (Some(Value::Array(new)), Value::Array(old)) => old.iter().all(|old| new.iter().any(|new| holds(Some(new), old))),
        (new, old) => new == Some(old),
    }
}
