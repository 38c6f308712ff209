//! A sheet: pages that go with documents and are of no kind of the regeling, such as the index of a bundle; and the data that it holds.

use serde_json::{Map, Value, json};

use super::document::{Document, Purpose};
use super::fields;
use super::make::{Of, day_of, first_day};
use super::part::{self, OWN, Part};
use crate::error::Error;
use crate::finding::{escape, is_within};
use crate::regeling::{DocumentSoort, Regeling};
use crate::schema::stukken::pieces;

/// What tells one sheet from another.
pub(crate) struct Kop<'a> {
    /// Name of its template, without extension.
    pub(crate) sjabloon: &'a str,
    /// Title, as the PDF and its first page have it.
    pub(crate) titel: &'a str,
    /// A sentence or two on what it is.
    pub(crate) uitleg: &'a str,
    /// What stays the same as long as it is the same sheet.
    pub(crate) ident: &'a str,
}

/// A sheet of a dossier. `embedded` is the data that it holds, `record` what its build record says beside the usual, `shown` what its
/// template shows.
///
/// # Errors
/// When a text of the regeling cannot be filled in.
pub(crate) fn blad(
    kop: &Kop<'_>,
    dossier: &Value,
    embedded: Value,
    record: Option<(&str, Value)>,
    shown: Value,
    regeling: &Regeling,
) -> Result<Document, Error> {
    let entry = DocumentSoort {
        soort: kop.sjabloon.to_owned(),
        titel: kop.titel.to_owned(),
        uitleg: kop.uitleg.to_owned(),
        van: Some(String::new()),
        ..DocumentSoort::default()
    };
    let of = Of::new(&entry, regeling, &Part { value: dossier.clone(), origins: Vec::new(), nr: 1 })?;
    let day = first_day(part::reference_day(dossier, regeling)).unwrap_or_else(|| day_of(regeling));
    let mut data = of.frame(kop.titel, day, Purpose::Record)?;
    data["document"]["opmaak"] = json!("De opmaak is van dossierpers.");
    data["blad"] = shown;
    data["dossier_json"] = json!(fields::record_json(&embedded, &entry.soort, regeling, record));
    Ok(Document {
        soort: entry.soort.clone(),
        bestand: String::new(),
        gecodeerd: false,
        ident: format!("{}\n{}\n{}", kop.sjabloon, kop.ident, of.naam.as_deref().unwrap_or_default()),
        titel: entry.titel.clone(),
        paginas_max: None,
        purpose: Purpose::Record,
        data,
        part: Some(embedded),
        origins: Vec::new(),
    })
}

/// The name that the pages of a dossier bear.
///
/// # Errors
/// When it cannot be filled in.
pub(crate) fn naam_van(dossier: &Value, regeling: &Regeling) -> Result<Option<String>, Error> {
    let entry = DocumentSoort { van: Some(String::new()), ..DocumentSoort::default() };
    Ok(Of::new(&entry, regeling, &Part { value: dossier.clone(), origins: Vec::new(), nr: 1 })?.naam)
}

/// A name of a file, with a place to end a line after each of its words.
pub(crate) fn breakable_name(name: &str) -> Value {
    json!([name.split_inclusive(['_', '-', '.']).flat_map(|word| chunks(word, 24)).collect::<Vec<_>>()])
}

/// Signs without words, with a place to end a line after so many.
pub(crate) fn chunks(text: &str, size: usize) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.chunks(size).map(|chunk| chunk.iter().collect()).collect()
}

/// A text for a page.
pub(crate) fn shown(text: &str) -> Value {
    pieces(text)
}

/// What every part of a dossier keeps.
pub(crate) fn shared(dossier: &Value, regeling: &Regeling) -> Value {
    let mut kept = json!({});
    for pointer in OWN.into_iter().chain(regeling.gegevens.gedeeld.iter().map(String::as_str)) {
        if let Some(value) = dossier.pointer(pointer) {
            part::set(&mut kept, pointer, value.clone());
        }
    }
    regeling.schema.canonical(kept, false)
}

/// What a dossier holds beside what `carriers` hold, each a document and the data that its file has. Lists of which each element makes a
/// document keep what tells their elements apart, so that everything together gives the dossier back, in its order.
pub(crate) fn rest(dossier: &Value, carriers: &[(&Document, &Value)], regeling: &Regeling) -> Value {
    let left = Left { carriers, regeling };
    let mut rest = left.of(dossier, "").unwrap_or_else(|| json!({}));
    if let (Value::Object(rest), Value::Object(shared)) = (&mut rest, shared(dossier, regeling)) {
        rest.extend(shared);
    }
    regeling.schema.canonical(rest, true)
}

struct Left<'a> {
    carriers: &'a [(&'a Document, &'a Value)],
    regeling: &'a Regeling,
}

impl Left<'_> {
    fn of(&self, value: &Value, path: &str) -> Option<Value> {
        match value {
            Value::Object(fields) => {
                let kept =
                    fields.iter().filter_map(|(key, field)| Some((key.clone(), self.of(field, &format!("{path}/{}", escape(key)))?)));
                let kept: Map<String, Value> = kept.collect();
                (!kept.is_empty()).then_some(Value::Object(kept))
            }
            Value::Array(items) => self.of_list(items, path),
            leaf => (!self.is_held(path, leaf)).then(|| leaf.clone()),
        }
    }

    fn of_list(&self, items: &[Value], path: &str) -> Option<Value> {
        let kept: Vec<Option<Value>> = items.iter().enumerate().map(|(place, item)| self.of(item, &format!("{path}/{place}"))).collect();
        let order = self.regeling.gegevens.documenten.iter().any(|entry| entry.per.as_deref() == Some(path));
        if !order && kept.iter().all(Option::is_none) {
            return None;
        }
        // A list of texts is kept as it is; an element of fields is known by what tells it from the others.
        let told = self.told(path);
        let whole = kept.into_iter().zip(items).map(|(kept, item)| match item {
            Value::Object(fields) => {
                let mut own = kept.unwrap_or_else(|| json!({}));
                for pointer in &told {
                    if let (None, Some(value)) = (own.pointer(pointer), item.pointer(pointer)) {
                        part::set(&mut own, pointer, value.clone());
                    }
                }
                if own.as_object().is_some_and(Map::is_empty) && !fields.is_empty() { Value::Null } else { own }
            }
            item => item.clone(),
        });
        Some(Value::Array(whole.collect()))
    }

    /// Pointers, in an element of a list, of what tells it from the others.
    fn told(&self, path: &str) -> Vec<String> {
        let list = path.rsplit('/').next().and_then(|key| self.regeling.gegevens.lijsten.get(key));
        let fields = list.into_iter().flat_map(|list| list.kenmerk.first().into_iter().flatten().chain(&list.nummer));
        fields.map(|field| format!("/{}", field.trim_end_matches('?'))).collect()
    }

    fn is_held(&self, path: &str, leaf: &Value) -> bool {
        self.carriers.iter().any(|(document, data)| {
            let mut places = document.origins.iter().filter(|(_, there)| is_within(path, there));
            places.any(|(here, there)| data.pointer(&format!("{here}{}", &path[there.len()..])) == Some(leaf))
        })
    }
}
