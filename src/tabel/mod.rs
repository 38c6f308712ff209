//! A table of people to the data of a form for each: columns by the names of the fields, values as Dutch people write them.
//!
//! **Enters:** the bytes of a CSV file or of a spreadsheet; which column is which field; a value of a cell.
//! **Stays out:** making a form, a file on a disk.

mod blad;
mod gebrek;
mod kolommen;
mod lezen;

use serde_json::{Map, Value, json};

use crate::form::Shape;
use crate::input::Input;
use crate::limieten;
use crate::regeling::{Persoon, REGELING, Regeling};
pub use gebrek::Gebrek;
use kolommen::Kolommen;
pub use lezen::Tabel;

/// What one row gives.
#[derive(Debug)]
pub struct Rij {
    /// Row of the file, from 1.
    pub rij: usize,
    /// Whose it is, as it is printed.
    pub naam: String,
    /// What is known, as a dossier.
    pub dossier: Value,
}

/// A table as dossiers, and what of it was not understood.
#[derive(Debug, Default)]
pub struct Gelezen {
    /// The rows, in their order.
    pub rijen: Vec<Rij>,
    /// Which column is which field: the name as it is written, and the label of the field.
    pub kolommen: Vec<(String, String)>,
    /// What is wrong.
    pub gebreken: Vec<Gebrek>,
}

/// Reads a table for the forms of a kind of document of which there is one for each element of a list. `base` is what every form says
/// already, such as the employer: its first element is that of every row.
#[must_use]
pub fn lees(tabel: &Tabel, soort: &str, base: Option<&Input>, regeling: &Regeling) -> Gelezen {
    let mut gelezen = Gelezen::default();
    let Some(kolommen) = Kolommen::of(soort, regeling) else {
        let per: Vec<&str> =
            regeling.gegevens.documenten.iter().filter(|entry| entry.per.is_some()).map(|entry| entry.soort.as_str()).collect();
        let hulp = format!("Noem met --only een document waarvan er meer zijn: {}.", per.join(", "));
        gelezen.gebreken.push(Gebrek::of(None, None, format!("Van \"{soort}\" is er geen formulier per persoon."), hulp, true));
        return gelezen;
    };
    let Some(header) = tabel.rijen.first() else {
        let melding = "De tabel is leeg.";
        gelezen.gebreken.push(Gebrek::of(None, None, melding, "Zet op de eerste rij de namen van de kolommen.", true));
        return gelezen;
    };
    let chosen = kolommen.choose(&header.cellen, &mut gelezen.gebreken);
    gelezen.kolommen = header
        .cellen
        .iter()
        .zip(&chosen)
        .filter_map(|(name, pointer)| Some((name.trim().to_owned(), kolommen.label(pointer.as_ref()?))))
        .collect();
    if chosen.iter().all(Option::is_none) {
        let hulp = format!("Zet op de eerste rij namen van kolommen, zoals: {}.", kolommen.examples().join(", "));
        gelezen.gebreken.push(Gebrek::of(None, None, "Geen kolom van de tabel wordt begrepen.", hulp, true));
        return gelezen;
    }
    if tabel.rijen.len() > limieten::TABEL_RIJEN + 1 {
        let melding = format!("De tabel heeft meer dan {} rijen.", limieten::TABEL_RIJEN);
        gelezen.gebreken.push(Gebrek::of(None, None, melding, "Verdeel de tabel over meer bestanden.", true));
        return gelezen;
    }
    let start = base.map_or_else(
        || json!({ "schema_versie": regeling.schema_versie().to_string(), REGELING: regeling.gegevens.id }),
        |base| base.value.clone(),
    );
    let mut known: Vec<(usize, Persoon)> = Vec::new();
    for row in tabel.rijen.iter().skip(1).filter(|row| row.cellen.iter().any(|cell| !cell.trim().is_empty())) {
        let mut dossier = start.clone();
        for ((cell, pointer), name) in row.cellen.iter().zip(&chosen).zip(&header.cellen) {
            let Some(pointer) = pointer.as_deref().filter(|_| !cell.trim().is_empty()) else { continue };
            match value(cell, pointer, regeling) {
                Ok(value) => put(&mut dossier, pointer, value),
                Err((wat, hulp)) => {
                    gelezen.gebreken.push(Gebrek::of(
                        Some(row.rij),
                        Some(name.trim().to_owned()),
                        format!("De waarde {wat}."),
                        hulp,
                        false,
                    ));
                }
            }
        }
        let whose = Persoon::van(&dossier, regeling);
        let Some(naam) = whose.naam.clone() else {
            let hulp = "Vul de naam in, of laat de rij weg.";
            gelezen.gebreken.push(Gebrek::of(Some(row.rij), None, "Op deze rij staat geen naam.", hulp, true));
            continue;
        };
        if let Some((other, _)) = known.iter().find(|(_, known)| known.is_zeker(&whose)) {
            let telling =
                regeling.gegevens.wie.iter().flat_map(|wie| &wie.zeker).map(|pointer| format!("\"{}\"", regeling.schema.label(pointer)));
            let telling: Vec<String> = telling.collect();
            let column = if telling.is_empty() { String::new() } else { format!(", zoals {}", telling.join(" of ")) };
            let hulp = format!(
                "Is het iemand anders, geef de tabel dan een kolom die hen onderscheidt{column}; anders hoort iedereen op één rij."
            );
            gelezen.gebreken.push(Gebrek::of(
                Some(row.rij),
                None,
                format!("Deze rij is van dezelfde persoon als rij {other}."),
                hulp,
                true,
            ));
            continue;
        }
        known.push((row.rij, whose));
        gelezen.rijen.push(Rij { rij: row.rij, naam, dossier });
    }
    gelezen
}

/// What a cell says, read as a field of a form is.
fn value(cell: &str, pointer: &str, regeling: &Regeling) -> Result<Value, (String, String)> {
    let shape = regeling.schema.at(pointer).and_then(|site| Shape::of(site, &regeling.schema));
    let shape = shape.ok_or_else(|| ("hoort bij geen veld".to_owned(), "Laat de kolom weg.".to_owned()))?;
    let value = shape.read(cell).map_err(|unreadable| (unreadable.wat.to_owned(), unreadable.herstel))?;
    Ok(value.unwrap_or_default())
}

/// Puts a value at a pointer, with objects and first elements for what is not there yet.
fn put(dossier: &mut Value, pointer: &str, value: Value) {
    let mut at = dossier;
    for segment in pointer.split('/').skip(1) {
        at = if let Ok(place) = segment.parse::<usize>() {
            if !at.is_array() {
                *at = json!([]);
            }
            let Value::Array(items) = at else { return };
            while items.len() <= place {
                items.push(json!({}));
            }
            &mut items[place]
        } else {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            let Value::Object(fields) = at else { return };
            fields.entry(segment).or_insert(Value::Null)
        };
    }
    *at = value;
}
