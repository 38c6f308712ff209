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
use lezen::Cellen;
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
        // What stands there may be a row of somebody's data.
        gelezen.gebreken.clear();
        let hulp = format!("Zet op de eerste rij namen van kolommen, zoals: {}.", kolommen.examples().join(", "));
        gelezen.gebreken.push(Gebrek::of(None, None, "Geen kolom van de tabel wordt begrepen.", hulp, true));
        return gelezen;
    }
    if tabel.rijen.len() > limieten::TABEL_RIJEN + 1 {
        let melding = format!("De tabel heeft meer dan {} rijen.", limieten::TABEL_RIJEN);
        gelezen.gebreken.push(Gebrek::of(None, None, melding, "Verdeel de tabel over meer bestanden.", true));
        return gelezen;
    }
    let start = start(soort, base, regeling);
    let mut known: Vec<(usize, Persoon)> = Vec::new();
    for row in tabel.rijen.iter().skip(1).filter(|row| row.cellen.iter().any(|cell| !cell.trim().is_empty())) {
        if let Some(gebrek) = no_row(row, header) {
            gelezen.gebreken.push(gebrek);
            continue;
        }
        let mut dossier = start.clone();
        fill(&mut dossier, row, header, &chosen, regeling, &mut gelezen.gebreken);
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
    if gelezen.rijen.is_empty() && !gelezen.gebreken.iter().any(|gebrek| gebrek.weigert) {
        let hulp = "Zet elke persoon op een eigen rij onder de namen van de kolommen.";
        gelezen.gebreken.push(Gebrek::of(None, None, "De tabel heeft geen rijen.", hulp, true));
    }
    if tabel.meer_bladen {
        let melding = "De werkmap heeft nog een blad met iets erin; dat is niet gelezen.";
        gelezen.gebreken.push(Gebrek::of(
            None,
            None,
            melding,
            "Zet iedereen op één blad, of bewaar het andere blad als een eigen werkmap.",
            false,
        ));
    }
    gelezen
}

/// Why a row is none of somebody.
fn no_row(row: &Cellen, header: &Cellen) -> Option<Gebrek> {
    let more = row.cellen.iter().skip(header.cellen.len()).any(|cell| !cell.trim().is_empty());
    let (wat, hulp) = match () {
        () if more => ("heeft meer cellen dan er kolommen zijn", "Zet een waarde met een komma of puntkomma erin tussen aanhalingstekens."),
        () if row.cellen == header.cellen => ("herhaalt de namen van de kolommen", "Laat de rij weg."),
        () => return None,
    };
    Some(Gebrek::of(Some(row.rij), None, format!("Deze rij {wat}."), hulp, true))
}

/// Puts the cells of a row in their fields.
fn fill(dossier: &mut Value, row: &Cellen, header: &Cellen, chosen: &[Option<String>], regeling: &Regeling, gebreken: &mut Vec<Gebrek>) {
    for ((cell, pointer), name) in row.cellen.iter().zip(chosen).zip(&header.cellen) {
        let Some(pointer) = pointer.as_deref().filter(|_| !cell.trim().is_empty()) else { continue };
        match value(cell, pointer, regeling) {
            Ok(value) => put(dossier, pointer, value),
            Err((wat, hulp)) => {
                gebreken.push(Gebrek::of(Some(row.rij), Some(name.trim().to_owned()), format!("De waarde {wat}."), hulp, false));
            }
        }
    }
}

/// What every form says: of the base only the fields of its first element, without its lists and without what a form begins with. The rest
/// is about whoever the base is of.
fn start(soort: &str, base: Option<&Input>, regeling: &Regeling) -> Value {
    let mut start = json!({ "schema_versie": regeling.schema_versie().to_string(), REGELING: regeling.gegevens.id });
    let entry = regeling.gegevens.documenten.iter().find(|entry| entry.soort == soort);
    let Some((entry, list)) = entry.and_then(|entry| Some((entry, entry.per.as_ref()?))) else { return start };
    let first = base.and_then(|base| base.for_forms(regeling).pointer(&format!("{list}/0")).cloned());
    if let Some(Value::Object(mut fields)) = first {
        fields.retain(|key, value| !value.is_array() && !entry.begin.keys().any(|field| field.split('/').nth(1) == Some(key)));
        put(&mut start, &format!("{list}/0"), Value::Object(fields));
    }
    start
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
