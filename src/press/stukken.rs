//! Named files held against the documents: a file that is said to be signed must be this document.
//!
//! What a statement says is known before it is signed. What is noted afterwards is no part of the document, so it is not compared.

use serde_json::Value;

use super::faults::{BEWIJS_NIET_BEKEKEN, ONDERTEKEND_BESTAND_ANDERS, ONDERTEKEND_BESTAND_BEKIJKEN, ONDERTEKEND_BESTAND_NIET_GETEKEND};
use crate::documents::{self, Document};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::regeling::{Bestandsstaat, Eigen, Files, Regeling};

/// Fields that a message names before it counts.
const NAMED: usize = 4;

/// Bewijs: how much of what the data names was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Bewijs {
    /// All of it, or nothing is named.
    Bekeken,
    /// Some of it.
    Deels,
    /// None.
    NietBekeken,
}

impl Bewijs {
    /// What was opened of the files that the data names. One that is not there was looked for.
    #[must_use]
    pub fn of(value: &Value, regeling: &Regeling, files: Option<&Files>) -> Self {
        let named = regeling.named_files(value);
        let seen = |name: &String| files.and_then(|files| files.get(name)).is_some_and(|state| *state != Bestandsstaat::Aanwezig);
        match named.iter().filter(|(_, name)| seen(name)).count() {
            seen if seen == named.len() => Self::Bekeken,
            0 => Self::NietBekeken,
            _ => Self::Deels,
        }
    }

    /// As the JSON writes it.
    #[must_use]
    pub fn naam(self) -> &'static str {
        match self {
            Self::Bekeken => "bekeken",
            Self::Deels => "deels",
            Self::NietBekeken => "niet-bekeken",
        }
    }

    /// The finding that not everything was opened.
    pub(super) fn finding(self) -> Option<Diagnostic> {
        let message = match self {
            Self::Bekeken => return None,
            Self::Deels => "Niet alle bestanden die het dossier noemt, zijn bekeken; over de andere zegt dit oordeel niets.",
            Self::NietBekeken => "De bestanden die het dossier noemt, zijn niet bekeken: bewijs niet bekeken.",
        };
        Some(Diagnostic::new(&BEWIJS_NIET_BEKEKEN, "", message, BEWIJS_NIET_BEKEKEN.herstel.clone()))
    }
}

/// What is wrong with the files that are said to be signed documents.
pub(super) fn signed(documents: &[Document], value: &Value, regeling: &Regeling, files: Option<&Files>) -> Result<Vec<Diagnostic>, Error> {
    let Some(files) = files else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for document in documents {
        let entry = regeling.document(&document.soort)?;
        for (place, pointer) in entry.ondertekend.iter().enumerate() {
            // The fields for signatures stand in the order of the files.
            let field = entry.handtekeningen.get(place).map(|field| field.veld.as_str());
            let path = document.origin(pointer);
            let state = value.pointer(&path).and_then(Value::as_str).and_then(|name| files.get(name));
            if let Some(Bestandsstaat::Gelezen(stuk)) = state {
                found.extend(one(document, &path, stuk.eigen.as_ref(), field, value, regeling)?);
            }
        }
    }
    Ok(found)
}

fn one(
    document: &Document,
    path: &str,
    eigen: Option<&Eigen>,
    field: Option<&str>,
    value: &Value,
    regeling: &Regeling,
) -> Result<Option<Diagnostic>, Error> {
    let title = &document.titel;
    let known = eigen.and_then(|eigen| Some((eigen, eigen.gegevens.as_ref()?)));
    let Some((eigen, data)) = known else {
        let message =
            "Dit is een scan, of een bestand van een ander programma; de beoordelaar moet zien of het de ondertekende verklaring is.";
        return Ok(Some(Diagnostic::new(&ONDERTEKEND_BESTAND_BEKIJKEN, path, message, ONDERTEKEND_BESTAND_BEKIJKEN.herstel.clone())));
    };
    let message = match documents::differences(document, data, regeling)? {
        None => format!("Dit bestand is een ander soort document dan \"{title}\"."),
        Some(fields) if fields.is_empty() => return Ok((!is_signed(eigen, field)).then(|| unsigned(path))),
        Some(fields) => {
            let mut words: Vec<String> = fields.iter().take(NAMED).map(|field| regeling.place(field, value)).collect();
            if fields.len() > NAMED {
                words.push(format!("en nog {}", fields.len() - NAMED));
            }
            format!("Het dossier zegt iets anders dan dit bestand, bij: {}.", words.join("; "))
        }
    };
    Ok(Some(Diagnostic::new(&ONDERTEKEND_BESTAND_ANDERS, path, message, ONDERTEKEND_BESTAND_ANDERS.herstel.clone())))
}

/// Whether a file of ours bears the signature that is meant, or somebody wrote on it.
fn is_signed(eigen: &Eigen, field: Option<&str>) -> bool {
    eigen.getekend_over || eigen.getekend.iter().any(|signed| field.is_none_or(|field| field == signed))
}

fn unsigned(path: &str) -> Diagnostic {
    let message = "Dit bestand is het document zoals dossierpers het maakte; er staat geen handtekening op.";
    Diagnostic::new(&ONDERTEKEND_BESTAND_NIET_GETEKEND, path, message, ONDERTEKEND_BESTAND_NIET_GETEKEND.herstel.clone())
}
