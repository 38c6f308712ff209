//! `regeling.toml`, section by section: a mistake in one does not hide those in the others.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::gebrek::Gebrek;
use super::kopjes::Kopjes;
use crate::regeling::{BESTAND, DocumentSoort, Gegevens, Keuze, LijstSoort, Norm, OordeelWoorden, RegelSoort, TotaalSoort, Wie};

/// Mistakes of one section that are told: behind the tenth there is something else the matter.
const MOST: usize = 10;

/// What the file says, where it can be read, and every mistake in how it says it.
pub(super) fn read(text: &str, found: &mut Vec<Gebrek>) -> Option<Gegevens> {
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let what = format!("Het bestand is geen geldige TOML: {}.", error.message().trim_end_matches('.'));
            found.push(Gebrek::new(BESTAND, what, "Verbeter deze regel; teksten staan tussen aanhalingstekens.").at(line));
            return None;
        }
    };
    let kopjes = Kopjes::of(text);
    let before = found.len();
    let mut top = table.clone();
    for (key, value) in &table {
        let one = |place: usize, path: String, value: &Value, found: &mut Vec<Gebrek>| section(key, value, &path, place, &kopjes, found);
        match (key.as_str(), value) {
            ("documenten" | "regels" | "totalen", Value::Array(items)) => {
                items.iter().enumerate().for_each(|(place, item)| one(place, key.clone(), item, found));
            }
            ("normen" | "lijsten", Value::Table(entries)) => {
                entries.iter().for_each(|(name, item)| one(0, format!("{key}.{name}"), item, found));
            }
            ("keuzes", Value::Table(entries)) => {
                for (name, items) in entries {
                    let items = items.as_array().into_iter().flatten().enumerate();
                    items.for_each(|(place, item)| one(place, format!("{key}.{name}"), item, found));
                }
            }
            ("wie" | "oordeel", value) => one(0, key.clone(), value, found),
            _ => continue,
        }
        top.remove(key);
    }
    let of_whole = faults_of::<Gegevens>(&top);
    report(of_whole, "", 0, &kopjes, found);
    if found.len() > before {
        return None;
    }
    match toml::from_str(text) {
        Ok(gegevens) => Some(gegevens),
        Err(error) => {
            found.push(Gebrek::new(BESTAND, format!("{}.", error.message()), "Vergelijk het bestand met docs/regeling-maken.md."));
            None
        }
    }
}

fn section(kind: &str, value: &Value, path: &str, place: usize, kopjes: &Kopjes<'_>, found: &mut Vec<Gebrek>) {
    let Value::Table(table) = value else {
        let what = format!("[{path}] is geen groep sleutels.");
        found.push(Gebrek::new(BESTAND, what, "Schrijf de sleutels eronder, elk op een regel.").at(kopjes.line(path, place, None)));
        return;
    };
    let faults = match kind {
        "documenten" => faults_of::<DocumentSoort>(table),
        "regels" => faults_of::<RegelSoort>(table),
        "totalen" => faults_of::<TotaalSoort>(table),
        "normen" => faults_of::<Norm>(table),
        "lijsten" => faults_of::<LijstSoort>(table),
        "keuzes" => faults_of::<Keuze>(table),
        "wie" => faults_of::<Wie>(table),
        _ => faults_of::<OordeelWoorden>(table),
    };
    report(faults, path, place, kopjes, found);
}

fn report(faults: Vec<(Option<String>, String, String)>, path: &str, place: usize, kopjes: &Kopjes<'_>, found: &mut Vec<Gebrek>) {
    for (key, what, cure) in faults {
        let line = kopjes.line(path, place, key.as_deref()).or(Some(1));
        found.push(Gebrek::new(BESTAND, what, cure).at(line));
    }
}

/// What keeps a section from being read: key, what is wrong, and the cure. Each that is known is taken out, to see what is behind it.
fn faults_of<T: DeserializeOwned>(table: &Table) -> Vec<(Option<String>, String, String)> {
    let mut rest = table.clone();
    let mut faults = Vec::new();
    while let Err(error) = T::deserialize(Value::Table(rest.clone())) {
        if faults.len() >= MOST {
            break;
        }
        let message = error.message().to_owned();
        let named: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        if message.starts_with("missing field") {
            let key = named.first().copied().unwrap_or_default().to_owned();
            if faults.iter().all(|(known, ..): &(Option<String>, String, String)| known.as_deref() != Some(&key)) {
                faults.push((None, format!("De sleutel \"{key}\" ontbreekt."), format!("Voeg `{key} = ...` toe.")));
            }
            break;
        }
        let culprit = if message.starts_with("unknown field") || message.starts_with("unknown variant") {
            named.first().map(|key| (*key).to_owned()).filter(|key| rest.contains_key(key))
        } else {
            None
        };
        let culprit = culprit.or_else(|| {
            let differs = |key: &&String| {
                let mut without = rest.clone();
                without.remove(*key);
                T::deserialize(Value::Table(without)).map_or_else(|other| other.message() != message, |_| true)
            };
            rest.keys().find(differs).cloned()
        });
        let (what, cure) = told(&message, culprit.as_deref(), &named);
        faults.push((culprit.clone(), what, cure));
        let Some(culprit) = culprit else { break };
        rest.remove(&culprit);
    }
    faults
}

/// What a message of the reader means.
fn told(message: &str, key: Option<&str>, named: &[&str]) -> (String, String) {
    let key = key.unwrap_or("deze sleutel");
    if message.starts_with("unknown field") && named.first() == Some(&key) {
        let near = named.iter().skip(1).map(|other| (strsim::jaro_winkler(key, other), *other)).max_by(|a, b| a.0.total_cmp(&b.0));
        let cure = match near {
            Some((score, near)) if score > 0.8 => format!("Bedoelde u `{near}`?"),
            _ => format!("Haal hem weg. Wel bestaan: {}.", named[1..].join(", ")),
        };
        return (format!("De sleutel \"{key}\" bestaat hier niet."), cure);
    }
    (format!("De waarde van \"{key}\" kan niet: {message}."), "Vergelijk de sleutel met docs/regeling-maken.md.".to_owned())
}
