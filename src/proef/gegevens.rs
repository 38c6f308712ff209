//! `regeling.toml`, section by section: a mistake in one does not hide those in the others.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

use super::gebrek::Gebrek;
use super::kopjes::Kopjes;
use super::woorden::vertaald;
use crate::regeling::{
    BESTAND, DocumentSoort, Gegevens, Handtekening, Keuze, LijstSoort, Naamloos, Norm, OordeelWoord, OordeelWoorden, RegelSoort,
    TotaalSoort, VersieSoort, Verzacht, Vooraf, Wie,
};

/// Mistakes of one section that are told: behind the tenth there is something else the matter.
const MOST: usize = 10;

/// What the file says, where it can be read, and every mistake in how it says it.
pub(super) fn read(text: &str, found: &mut Vec<Gebrek>) -> Option<Gegevens> {
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
            let what = format!("Het bestand is geen geldige TOML: {}.", vertaald(error.message()));
            found.push(Gebrek::new(BESTAND, what, "Verbeter deze regel.").at(line));
            return None;
        }
    };
    let kopjes = Kopjes::of(text);
    let before = found.len();
    let mut top = table.clone();
    for (key, value) in &table {
        let one = |place: usize, path: String, value: &Value, found: &mut Vec<Gebrek>| section(key, value, &path, place, &kopjes, found);
        match (key.as_str(), value) {
            ("documenten" | "regels" | "totalen" | "versies", Value::Array(items)) => {
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

/// A fault of a section: its key where it has one, what is wrong, and the cure.
struct Fout {
    key: Option<String>,
    what: String,
    cure: String,
}

fn section(kind: &str, value: &Value, path: &str, place: usize, kopjes: &Kopjes<'_>, found: &mut Vec<Gebrek>) {
    let Value::Table(table) = value else {
        let what = format!("[{path}] is geen groep sleutels.");
        found.push(Gebrek::new(BESTAND, what, "Schrijf de sleutels eronder, elk op een regel.").at(kopjes.line(path, place, None)));
        return;
    };
    let mut table = table.clone();
    inner(kind, &mut table, path, place, kopjes, found);
    let faults = match kind {
        "documenten" => faults_of::<DocumentSoort>(&table),
        "regels" => faults_of::<RegelSoort>(&table),
        "totalen" => faults_of::<TotaalSoort>(&table),
        "versies" => faults_of::<VersieSoort>(&table),
        "normen" => faults_of::<Norm>(&table),
        "lijsten" => faults_of::<LijstSoort>(&table),
        "keuzes" => faults_of::<Keuze>(&table),
        "wie" => faults_of::<Wie>(&table),
        _ => faults_of::<OordeelWoorden>(&table),
    };
    report(faults, path, place, kopjes, found);
}

/// What finds the faults of a section of one kind.
type Lezing = fn(&Table) -> Vec<Fout>;

/// The sections within a section, each by itself; one with a mistake is taken out.
fn inner(kind: &str, table: &mut Table, path: &str, place: usize, kopjes: &Kopjes<'_>, found: &mut Vec<Gebrek>) {
    let mut tell = |within: &str, nth: usize, faults: Vec<Fout>| {
        let any = !faults.is_empty();
        for Fout { key, what, cure } in faults {
            found.push(Gebrek::new(BESTAND, what, cure).at(kopjes.nested(path, place, within, nth, key.as_deref())));
        }
        any
    };
    for key in ["handtekeningen", "vooraf"].iter().filter(|_| kind == "documenten") {
        let Some(Value::Array(items)) = table.get(*key) else { continue };
        let mut wrong = false;
        for (nth, item) in items.iter().enumerate() {
            let Value::Table(item) = item else { continue };
            let faults = if *key == "vooraf" { faults_of::<Vooraf>(item) } else { faults_of::<Handtekening>(item) };
            wrong |= tell(key, nth, faults);
        }
        if wrong {
            table.remove(*key);
        }
    }
    if let ("documenten", Some(Value::Table(entries))) = (kind, table.get_mut("afgeleid")) {
        entries.retain(|name, item| {
            let Value::Table(item) = item else { return true };
            let strange = item.keys().find(|key| !["tekst", "waarde"].contains(&key.as_str()));
            let what = match (strange, item.len()) {
                (Some(key), _) => format!("\"{name}\" van [documenten.afgeleid] heeft een sleutel die niet bestaat: \"{key}\"."),
                (None, 1) => return true,
                (None, _) => format!("\"{name}\" van [documenten.afgeleid] heeft niet precies één sleutel."),
            };
            let cure = "Schrijf { tekst = \"...\" } of { waarde = \"...\" }.".to_owned();
            tell(&format!("afgeleid.{name}"), 0, vec![Fout { key: None, what, cure }]);
            false
        });
    }
    let single: &[(&str, Lezing)] = match kind {
        "documenten" => &[("naamloos", faults_of::<Naamloos>)],
        "regels" => &[("verzacht", faults_of::<Verzacht>)],
        "oordeel" => &[("goed", faults_of::<OordeelWoord>), ("aandacht", faults_of::<OordeelWoord>), ("fout", faults_of::<OordeelWoord>)],
        _ => &[],
    };
    for (key, faults_of) in single {
        let Some(Value::Table(item)) = table.get(*key) else { continue };
        if tell(key, 0, faults_of(item)) {
            // What is within was told; the whole needs something there.
            table.insert((*key).to_owned(), stand_in_table());
        }
    }
}

fn report(faults: Vec<Fout>, path: &str, place: usize, kopjes: &Kopjes<'_>, found: &mut Vec<Gebrek>) {
    for Fout { key, what, cure } in faults {
        let line = kopjes.line(path, place, key.as_deref()).or(Some(1));
        found.push(Gebrek::new(BESTAND, what, cure).at(line));
    }
}

/// What keeps a section from being read. Each that is known is taken out or put in, to see what is behind it.
fn faults_of<T: DeserializeOwned>(table: &Table) -> Vec<Fout> {
    let mut rest = table.clone();
    let (mut faults, mut meant) = (Vec::new(), Vec::new());
    while let Err(error) = T::deserialize(Value::Table(rest.clone())) {
        if faults.len() >= MOST {
            break;
        }
        let message = error.message().to_owned();
        let named: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        if let (true, Some(key)) = (message.starts_with("missing field"), named.first()) {
            let Some(value) = stand_in::<T>(&rest, key) else { break };
            rest.insert((*key).to_owned(), value);
            if !meant.iter().any(|known| known == key) && !table.contains_key(*key) {
                faults.push(Fout { key: None, what: format!("De sleutel \"{key}\" ontbreekt."), cure: format!("Voeg `{key} = ...` toe.") });
            }
            continue;
        }
        let of_key = message.starts_with("unknown field").then(|| named.first().map(|key| (*key).to_owned())).flatten();
        let culprit = of_key.filter(|key| rest.contains_key(key)).or_else(|| {
            let differs = |key: &&String| {
                let mut without = rest.clone();
                without.remove(*key);
                T::deserialize(Value::Table(without)).map_or_else(|other| other.message() != message, |_| true)
            };
            rest.keys().find(differs).cloned()
        });
        if message.starts_with("unknown field") {
            meant.extend(culprit.as_deref().and_then(|key| near(key, &named)).map(str::to_owned));
        }
        let (what, cure) = told(&message, culprit.as_deref(), &named);
        faults.push(Fout { key: culprit.clone(), what, cure });
        let Some(culprit) = culprit else { break };
        rest.remove(&culprit);
    }
    faults
}

/// A value that can stand for a key that is missing: with it, the reader has no complaint but about other missing keys.
fn stand_in<T: DeserializeOwned>(table: &Table, key: &str) -> Option<Value> {
    let text = |text: &str| Value::String(text.to_owned());
    let candidates = [text("fout"), text("2026-01-01"), text("dossier"), Value::Integer(1), Value::Array(Vec::new()), stand_in_table()];
    candidates.into_iter().find(|value| {
        let mut whole = table.clone();
        whole.insert(key.to_owned(), value.clone());
        let again = |message: &str| !message.starts_with("missing field") || message.contains(&format!("`{key}`"));
        T::deserialize(Value::Table(whole)).map_or_else(|error| !again(error.message()), |_| true)
    })
}

fn stand_in_table() -> Value {
    let keys = ["naam", "tekst"].map(|key| (key.to_owned(), Value::String(String::new())));
    Value::Table(keys.into_iter().collect())
}

/// The key that an unknown one was meant to be.
fn near<'n>(key: &str, named: &[&'n str]) -> Option<&'n str> {
    let scored = named.iter().skip(1).map(|other| (strsim::jaro_winkler(key, other), *other));
    scored.max_by(|a, b| a.0.total_cmp(&b.0)).filter(|(score, _)| *score > 0.8).map(|(_, near)| near)
}

/// What a message of the reader means.
fn told(message: &str, key: Option<&str>, named: &[&str]) -> (String, String) {
    let key = key.unwrap_or("deze sleutel");
    if message.starts_with("unknown field") && named.first() == Some(&key) {
        let cure = match near(key, named) {
            Some(near) => format!("Bedoelde u `{near}`?"),
            None => format!("Haal hem weg. Wel bestaan: {}.", named[1..].join(", ")),
        };
        return (format!("De sleutel \"{key}\" bestaat hier niet."), cure);
    }
    if let (true, [value, choices @ ..]) = (message.starts_with("unknown variant"), named) {
        return (format!("De waarde van \"{key}\" kan niet: \"{value}\" bestaat niet."), format!("Kies uit: {}.", choices.join(", ")));
    }
    (format!("De waarde van \"{key}\" kan niet: {}.", vertaald(message)), "Vergelijk de sleutel met docs/regeling-maken.md.".to_owned())
}
