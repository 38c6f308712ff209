//! The smallest dossier that still shows a difference.

use serde_json::Value;

/// Takes elements and fields out of a dossier for as long as `differs` holds of what is left.
pub(super) fn kleinste(dossier: &Value, differs: &dyn Fn(&Value) -> bool) -> Value {
    let mut least = dossier.clone();
    loop {
        let pointers = plekken(&least, "");
        let smaller = pointers.iter().filter_map(|pointer| zonder(&least, pointer)).find(|one| differs(one));
        let Some(smaller) = smaller else { return least };
        least = smaller;
    }
}

/// All that may be left out, large things first.
fn plekken(value: &Value, path: &str) -> Vec<String> {
    const NEEDED: [&str; 9] =
        ["aanvraagdatum", "werkgever", "naam", "functie", "fte", "titel", "soort", "tijd_aanwezigheid_min", "tijd_voorbereiding_min"];
    let children: Vec<(String, &Value)> = match value {
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(list) => list.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    let is_needed =
        |key: &str| NEEDED.contains(&key) || key.starts_with("datum") && key != "datum_tot" || ["van", "punten", "bestand"].contains(&key);
    let mut places: Vec<String> = Vec::new();
    for (key, _) in children.iter().filter(|(key, _)| !is_needed(key)) {
        places.push(format!("{path}/{key}"));
    }
    for (key, child) in children {
        places.extend(plekken(child, &format!("{path}/{key}")));
    }
    places
}

fn zonder(dossier: &Value, pointer: &str) -> Option<Value> {
    let mut smaller = dossier.clone();
    let (parent, key) = pointer.rsplit_once('/')?;
    match smaller.pointer_mut(parent)? {
        Value::Object(map) => drop(map.shift_remove(key)?),
        Value::Array(list) => drop(list.remove(key.parse().ok()?)),
        _ => return None,
    }
    Some(smaller)
}
