//! Bijlage 1: one statement per employer (S:112-119).

use serde_json::{Value, json};

use super::{Kind, Part, Purpose, element_origins, naam, nothing, shared};
use crate::dossier::{Datum, Dossier, Werkverklaring};
use crate::error::Error;
use crate::regeling::Regeling;

pub(super) static KIND: Kind = Kind {
    soort: "werkverklaring",
    parts,
    root: "/werkverklaringen/0",
    derived,
    signatures: &[("handtekening_leidinggevende", "Handtekening van de leidinggevende")],
    preset: nothing,
    closed: &["/werkverklaringen/0/werknemer"],
};

fn parts(dossier: &Dossier) -> Vec<Part> {
    let each = dossier.werkverklaringen.iter().map(|(place, verklaring)| Part {
        dossier: Dossier { werkverklaringen: [verklaring.clone()].into_iter().collect(), ..shared(dossier) },
        origins: element_origins("/werkverklaringen", place),
        nr: place + 1,
        datum: own_day(verklaring),
        titel: verklaring.werkgever.naam.to_string(),
    });
    each.collect()
}

/// The day of signing, else the last day that a row names.
fn own_day(verklaring: &Werkverklaring) -> Option<Datum> {
    let signed = verklaring.ondertekening.as_ref().and_then(|ondertekening| ondertekening.datum);
    signed.or_else(|| verklaring.dienstverbanden.iter().map(|(_, rij)| rij.datum_tot.unwrap_or(rij.datum_van)).max())
}

/// Whether the employee works there now: as the employer says, else as the rows say.
fn works_now(verklaring: &Werkverklaring) -> bool {
    verklaring.momenteel_werkzaam.unwrap_or_else(|| verklaring.dienstverbanden.iter().any(|(_, rij)| rij.datum_tot.is_none()))
}

/// The statement that the employer signs. With a pen names are filled in; on a screen they stand in the fields above it.
fn derived(part: &Dossier, regeling: &Regeling, purpose: Purpose) -> Result<Value, Error> {
    let verklaring = part.werkverklaringen.iter().next().map(|(_, verklaring)| verklaring);
    let blank = "........................................";
    let werknemer = verklaring.and_then(|verklaring| Some(verklaring.werknemer.as_ref()?.naam.to_string()));
    let text = regeling.tekst(
        "werkverklaring",
        json!({
            "werkgever": verklaring.map_or(blank, |verklaring| &verklaring.werkgever.naam),
            "werknemer": werknemer.or_else(|| naam(part)).unwrap_or_else(|| blank.to_owned()),
            "beroep": regeling.gegevens.beroep,
            "momenteel_werkzaam": verklaring.map(works_now),
            "invullen": purpose == Purpose::Screen,
        }),
    )?;
    Ok(json!({ "verklaring": super::view::pieces(&text), "naam": naam(part).as_deref().map(super::view::pieces) }))
}
