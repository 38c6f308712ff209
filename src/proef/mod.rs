//! A regeling, tried: every mistake in its folder at once, each with its file, its line and its cure.
//!
//! What can be seen in the files is seen before anything is made; then every template is tried empty and with the example, and every
//! fixture. Making is handed in, since what a folder says is somebody else's code.
//!
//! **Enters:** what can be wrong with the folder of any regeling.
//! **Stays out:** a disk, a terminal, which regelingen there are.

mod documenten;
mod fouten;
mod gebrek;
mod gegevens;
mod kopjes;
mod maker;
mod schema;
mod verwijzingen;
mod woorden;

use serde_json::Value;

use crate::error::Error;
use crate::input;
use crate::regeling::{
    BESTAND, Bestanden, Gegevens, Regeling, SCHEMA, Taal, VOORBEELD, bestanden_te_groot, lange_teksten, misstanden, tekst_gebreken,
    vaste_namen,
};

pub use gebrek::Gebrek;
pub use maker::Maker;

/// What is known beside the folder.
#[derive(Clone, Copy)]
pub struct Omgeving<'o> {
    /// Identifiers and names of the built-in regelingen that the folder may not take.
    pub ingebouwd: &'o [String],
    /// Codes of findings that the program uses itself.
    pub codes: &'o [String],
}

/// What came of the trial.
#[derive(Debug, Default)]
pub struct Proef {
    /// The mistakes, by file and line.
    pub gebreken: Vec<Gebrek>,
    /// Documents of the example.
    pub documenten: usize,
    /// Fixtures that were tried.
    pub proeven: usize,
}

/// Every mistake that can be seen in the files themselves.
#[must_use]
pub fn lees(bestanden: &Bestanden, omgeving: &Omgeving<'_>) -> Vec<Gebrek> {
    let mut found = Vec::new();
    let mut text = |name: &str| text(bestanden, name, &mut found);
    let (toml_text, schema_text) = (text(BESTAND), text(SCHEMA));
    let schema = schema_text.as_deref().and_then(|text| schema::read(text, &mut found));
    if let Some(toml_text) = &toml_text
        && let Some(gegevens) = gegevens::read(toml_text, &mut found)
    {
        let kopjes = kopjes::Kopjes::of(toml_text);
        limits(&gegevens, toml_text, &kopjes, &mut found);
        for fault in tekst_gebreken(&gegevens, &Taal::klein(), &vaste_namen(&gegevens)) {
            found.push(Gebrek::new(BESTAND, fault.wat, fault.hulp).at(kopjes.line(&fault.sectie, fault.plaats, fault.sleutel.as_deref())));
        }
        let whole = schema.and_then(|root| {
            Regeling::whole_schema(root, &gegevens)
                .map_err(|faults| {
                    for (pointer, what) in faults {
                        let line = schema_text.as_deref().and_then(|text| input::line_of(text, &pointer));
                        let cure = "Schrijf een norm als {{ normen.NAAM }}; wat er meer kan, staat in docs/regeling-maken.md.";
                        found.push(Gebrek::new(SCHEMA, what, cure).at(line.or(Some(1))));
                    }
                })
                .ok()
        });
        verwijzingen::check(
            &verwijzingen::Kader {
                gegevens: &gegevens,
                schema: whole.as_ref(),
                taal: &Taal::new(),
                kopjes: &kopjes,
                bestanden: bestanden.keys().map(String::as_str).collect(),
                codes: omgeving.codes,
                ingebouwd: omgeving.ingebouwd,
            },
            &mut found,
        );
    }
    for (name, what, cure) in bestanden_te_groot(bestanden) {
        found.push(Gebrek::new(name, what, cure));
    }
    found.sort();
    found.dedup();
    found
}

/// Values that cannot be, each with its line: the same as where the regeling is loaded.
fn limits(gegevens: &Gegevens, toml_text: &str, kopjes: &kopjes::Kopjes<'_>, found: &mut Vec<Gebrek>) {
    let table: toml::Table = toml::from_str(toml_text).unwrap_or_default();
    for fault in misstanden(gegevens).into_iter().chain(lange_teksten(&table)) {
        let line = kopjes.line(&fault.sectie, fault.plaats, fault.sleutel.as_deref()).or(Some(1));
        found.push(Gebrek::new(BESTAND, fault.wat, fault.hulp).at(line));
    }
}

/// Tries a regeling whose files hold no mistake that can be seen.
///
/// # Errors
/// When making failed for another reason than a mistake of the regeling.
pub fn probeer(regeling: &Regeling, bestanden: &Bestanden, maker: &Maker<'_>) -> Result<Proef, Error> {
    let mut proef = Proef::default();
    let found = &mut proef.gebreken;
    let toml_text = text(bestanden, BESTAND, found).unwrap_or_default();
    let schema_text = text(bestanden, SCHEMA, found).unwrap_or_default();
    let example = bestanden.get(VOORBEELD);
    if example.is_none() {
        let cure = "Maak een volledig, verzonnen voorbeeld: `new` laat het zien, en elke proef is een wijziging ervan.";
        found.push(Gebrek::new(VOORBEELD, "De regeling heeft geen voorbeeld.", cure));
    }
    let input = example.map(|bytes| input::read(bytes, regeling)).transpose()?;
    proef.documenten = documenten::check(regeling, input.as_ref(), &toml_text, &schema_text, maker, found)?;
    // A change of an example that is wrong itself shows nothing.
    let sound = !found.iter().any(|gebrek| gebrek.bestand == VOORBEELD);
    let value: Option<Value> = example.and_then(|bytes| serde_json::from_slice(bytes).ok());
    if let Some(value) = value {
        proef.proeven = fouten::check(regeling, &value, bestanden, maker, sound.then_some(&*toml_text), found)?;
    }
    found.sort();
    found.dedup();
    Ok(proef)
}

/// The text of a file that a regeling must have.
fn text(bestanden: &Bestanden, name: &str, found: &mut Vec<Gebrek>) -> Option<String> {
    let Some(bytes) = bestanden.get(name) else {
        let cure = "Begin met `dossierpers regeling new`, dat een map met alle bestanden maakt.";
        found.push(Gebrek::new(name, format!("Het bestand {name} ontbreekt."), cure));
        return None;
    };
    let text = String::from_utf8(bytes.clone());
    if text.is_err() {
        found.push(Gebrek::new(name, "Het bestand is geen UTF-8.", "Sla het op met codering UTF-8."));
    }
    text.ok()
}
