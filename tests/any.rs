//! Dossiers by the hundred, made from the JSON Schema of a regeling: whatever the model takes.

use std::collections::BTreeSet;

use dossierpers::Regeling;
use serde_json::{Map, Value, json};

use crate::fixture::REGELING;

/// Sections of a dossier that no form holds.
pub(crate) const NOT_ON_FORMS: [&str; 4] = ["$schema", "periode_van", "periode_tot", "bijgevoegd"];

/// Makes values.
struct Maker<'s> {
    schema: &'s Value,
    state: u64,
    /// Which of the choices to make everywhere, in a dossier in which nothing is left out.
    choice: Option<usize>,
}

impl Maker<'_> {
    /// The next number below `most` (`SplitMix64`).
    fn below(&mut self, most: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    fn line(&mut self) -> String {
        const WORDS: [&str; 12] =
            ["Zoë", "‘s avonds", "“ja”", "€ 5,00", "café – terras", "Łódź", "Şükrü", "één", "(fictief)", "naïef;", "A&B", "x  y"];
        (0..=self.below(3)).map(|_| WORDS[usize::try_from(self.below(12)).expect("small")]).collect::<Vec<_>>().join(" ")
    }

    fn block(&mut self) -> String {
        const LINES: [&str; 5] =
            ["Eerst luisteren, dán praten.", "- een punt\n- nog een", "met *nadruk* erin", "„Waarom?” vroeg ik.", "Ő en ğ"];
        let lines: Vec<&str> = (0..=self.below(3)).map(|_| LINES[usize::try_from(self.below(5)).expect("small")]).collect();
        lines.join(if self.below(2) == 0 { "\n\n" } else { "\n" })
    }

    /// A date of any precision.
    fn vague(&mut self) -> String {
        let (year, month, day) = (1995 + self.below(30), 1 + self.below(12), 1 + self.below(28));
        match self.below(4) {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            2 => format!("{year}-{month:02}-{day:02}"),
            _ => format!("--{month:02}-{day:02}"),
        }
    }

    fn text(&mut self, node: &Value, path: &str) -> Value {
        match node.get("format").and_then(Value::as_str) {
            Some("date") => json!(format!("20{:02}-{:02}-{:02}", 21 + self.below(5), 1 + self.below(12), 1 + self.below(28))),
            Some("vage-datum") => json!(self.vague()),
            Some("uu:mm") => json!(format!("{:02}:{:02}", self.below(24), self.below(60))),
            Some("tekstblok") => json!(self.block()),
            Some("bestandsnaam") => json!(format!("bewijs/bestand {}.pdf", self.below(100))),
            _ if path.ends_with("sha256") => json!("0123456789abcdef".repeat(4)),
            _ if path.ends_with("kvk_nummer") => json!("00000000"),
            _ => json!(self.line()),
        }
    }

    fn make(&mut self, node: &Value, path: &str) -> Value {
        let schema = self.schema;
        let target = node.get("$ref").or_else(|| node.get("anyOf")?.get(0)?.get("$ref")).and_then(Value::as_str);
        let node = target.and_then(|target| schema.pointer(target.trim_start_matches('#'))).unwrap_or(node);
        let kind = node["type"].as_str().or_else(|| node["type"][0].as_str()).unwrap_or_default();
        if let Some(options) = node["oneOf"].as_array() {
            let chosen = self.choice.unwrap_or_else(|| usize::try_from(self.below(options.len() as u64)).expect("small"));
            return options[chosen % options.len()]["const"].clone();
        }
        match kind {
            "object" => self.object(node, path),
            "array" => {
                let most = node["maxItems"].as_u64().unwrap_or(3).min(3);
                let least = node["minItems"].as_u64().unwrap_or(0);
                let rows = least + self.below(most - least + 1);
                (0..rows).map(|place| self.row(&node["items"], &format!("{path}/{place}"))).collect()
            }
            "boolean" => json!(self.below(2) == 0),
            "integer" => {
                let least = node["minimum"].as_u64().unwrap_or(0);
                json!(least + self.below((node["maximum"].as_u64().unwrap_or(5000) - least).min(3000) + 1))
            }
            "number" => {
                let least = node["minimum"].as_f64().unwrap_or(0.0);
                let thousandths = f64::from(u32::try_from(1 + self.below(999)).expect("small")) / 1000.0;
                if thousandths < least { json!(1) } else { json!(thousandths) }
            }
            _ => self.text(node, path),
        }
    }

    /// An element of a list: one in which nothing is filled in is none, and does not come back from a form.
    fn row(&mut self, items: &Value, path: &str) -> Value {
        let mut row = self.make(items, path);
        for _ in 0..20 {
            if row.as_object().is_none_or(|row| !row.is_empty()) {
                break;
            }
            row = self.make(items, path);
        }
        row
    }

    fn object(&mut self, node: &Value, path: &str) -> Value {
        let required: Vec<&str> = node["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut object = Map::new();
        for (key, site) in node["properties"].as_object().expect("fields") {
            if required.contains(&key.as_str()) || self.choice.is_some() || self.below(3) > 0 {
                let value = self.make(site, &format!("{path}/{key}"));
                let nothing = value.as_array().is_some_and(Vec::is_empty) || value.as_object().is_some_and(Map::is_empty);
                if !nothing || required.contains(&key.as_str()) {
                    object.insert(key.clone(), value);
                }
            }
        }
        Value::Object(object)
    }
}

/// Where two values differ.
pub(crate) fn differences(one: &Value, other: &Value, path: &str, found: &mut Vec<String>) {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let value = |map: &Map<String, Value>| map.get(key).cloned().unwrap_or_default();
                differences(&value(one), &value(other), &format!("{path}/{key}"), found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            one.iter().zip(other).enumerate().for_each(|(place, (one, other))| differences(one, other, &format!("{path}/{place}"), found));
        }
        _ if one != other => found.push(format!("{path}: {one} became {other}")),
        _ => {}
    }
}

/// Whatever the schema of a regeling takes, with the elements of its lists told apart by the texts and numbers that the regeling names.
pub(crate) fn whatever(regeling: &Regeling, seed: u64, choice: Option<usize>) -> Value {
    let mut whole = made(regeling, seed, choice);
    tell_apart(&mut whole, regeling);
    whole
}

fn made(regeling: &Regeling, seed: u64, choice: Option<usize>) -> Value {
    let schema = regeling.schema.root().clone();
    let mut whole = Maker { schema: &schema, state: seed, choice }.make(&schema, "");
    let object = whole.as_object_mut().expect("an object");
    object.retain(|key, _| !NOT_ON_FORMS.contains(&key.as_str()));
    object.insert("schema_versie".to_owned(), json!("1"));
    object.insert("regeling".to_owned(), json!(regeling.gegevens.id));
    whole
}

fn tell_apart(value: &mut Value, regeling: &Regeling) {
    match value {
        Value::Object(fields) => {
            for (list, value) in fields {
                let keys = regeling.gegevens.lijsten.get(list).into_iter().flat_map(|entry| entry.kenmerk.iter().flatten());
                for key in keys.filter(|key| !key.ends_with('?') && !key.contains('/')) {
                    for (place, element) in value.as_array_mut().into_iter().flatten().enumerate() {
                        match element.get_mut(key) {
                            Some(Value::String(text)) => *text = format!("Nr. {place}"),
                            Some(number) => *number = json!(place + 1),
                            None => {}
                        }
                    }
                }
                tell_apart(value, regeling);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| tell_apart(item, regeling)),
        _ => {}
    }
}

/// A dossier whose elements can be told apart, as people's are.
pub(crate) fn dossier(seed: u64, choice: Option<usize>) -> Value {
    let mut dossier = made(&REGELING, seed, choice);
    let object = dossier.as_object_mut().expect("a dossier");
    object.insert("kandidaat".to_owned(), json!({ "voornaam_voorletters": "Noor", "achternaam": "Verzonnen", "functie": "adviseur" }));
    let elements = |object: &mut Map<String, Value>, list: &str, change: &dyn Fn(usize, &mut Value)| {
        let rows = object.get_mut(list).and_then(Value::as_array_mut);
        rows.into_iter().flatten().enumerate().for_each(|(place, row)| change(place, row));
    };
    elements(object, "werkverklaringen", &|place, row| row["werkgever"]["naam"] = json!(format!("Werkgever {place} (fictief)")));
    elements(object, "activiteiten", &|place, row| {
        row["nr"] = json!(place + 1);
        row["titel"] = json!(format!("Cursus {place}"));
    });
    elements(object, "intervisiemomenten", &|place, row| {
        row["nr"] = json!(place + 1);
        row["datum"] = json!(format!("2025-01-{:02}", place + 1));
    });
    if let Some(Value::Object(verklaring)) = object.get_mut("ervaringsverklaring") {
        let names = ["klantgerichtheid", "samenwerken", "coachen"];
        elements(verklaring, "competenties", &|place, row| {
            row["naam"] = json!(names[place]);
            // A section in which nothing is filled in is none.
            row["ontwikkeling"] = json!("gegroeid");
        });
    }
    dossier
}
