//! Bijlage 2: the candidate's account of the competences (S:121-131).

use serde_json::{Value, json};

use super::view::pieces;
use super::{Kind, Part, Purpose, naam, shared, shared_origins};
use crate::dossier::{Datum, Dossier, Ervaringsverklaring};
use crate::error::Error;
use crate::regeling::Regeling;

pub(super) static KIND: Kind = Kind {
    soort: "ervaringsverklaring",
    parts,
    root: "/ervaringsverklaring",
    derived,
    signatures: &[
        ("handtekening_leidinggevende", "Handtekening van de leidinggevende"),
        ("handtekening_kandidaat", "Handtekening van de kandidaat"),
    ],
    preset,
    closed: &[],
};

fn parts(dossier: &Dossier) -> Vec<Part> {
    let Some(verklaring) = &dossier.ervaringsverklaring else { return Vec::new() };
    let mut origins = shared_origins();
    origins
        .extend(["/ervaringsverklaring", "/certificaat_nummer", "/certificaat_geldig_tot"].map(|path| (path.to_owned(), path.to_owned())));
    vec![Part {
        dossier: Dossier {
            ervaringsverklaring: Some(verklaring.clone()),
            certificaat_nummer: dossier.certificaat_nummer.clone(),
            certificaat_geldig_tot: dossier.certificaat_geldig_tot,
            ..shared(dossier)
        },
        origins,
        nr: 1,
        datum: signed_on(verklaring),
        titel: String::new(),
    }]
}

fn signed_on(verklaring: &Ervaringsverklaring) -> Option<Datum> {
    let signatures = [&verklaring.ondertekening_leidinggevende, &verklaring.ondertekening_kandidaat];
    signatures.into_iter().flatten().filter_map(|ondertekening| ondertekening.datum).max()
}

/// The statement above the signature, and the group of each competence.
fn derived(part: &Dossier, regeling: &Regeling, _: Purpose) -> Result<Value, Error> {
    let text = regeling.tekst("ervaringsverklaring", json!({ "kandidaat": naam(part).unwrap_or_else(|| "de kandidaat".to_owned()) }))?;
    let groepen: serde_json::Map<String, Value> =
        regeling.gegevens.competenties.iter().map(|competentie| (competentie.naam.clone(), json!(competentie.groep))).collect();
    Ok(json!({ "verklaring": pieces(&text), "groepen": groepen }))
}

/// An empty form has a section for each competence.
fn preset(regeling: &Regeling) -> Value {
    let sections: Vec<_> = regeling.gegevens.competenties.iter().map(|competentie| json!({ "naam": competentie.id })).collect();
    json!({ "ervaringsverklaring": { "competenties": sections } })
}
