//! Bijlage 3: all activities with their points, wholly derived from bijlage 4 (S:98, S:151).

use serde_json::{Value, json};

use super::view::pieces;
use super::{Kind, Part, Purpose, nothing, shared, shared_origins};
use crate::dossier::{Activiteit, Datum, Dossier};
use crate::error::Error;
use crate::norm::period::Periode;
use crate::norm::vakontwikkeling::{self, Uitsluiting};
use crate::norm::{notatie, pe};
use crate::regeling::{Norm, Normen, Regeling};

pub(super) static KIND: Kind =
    Kind { soort: "overzicht-vakontwikkeling", parts, root: "", derived, signatures: &[], preset: nothing, closed: &[] };

fn parts(dossier: &Dossier) -> Vec<Part> {
    if dossier.activiteiten.is_empty() {
        return Vec::new();
    }
    let mut origins = shared_origins();
    origins.extend(["/activiteiten", "/periode_van", "/periode_tot"].map(|path| (path.to_owned(), path.to_owned())));
    vec![Part {
        dossier: Dossier {
            activiteiten: dossier.activiteiten.iter().map(|(place, activiteit)| row_of(place, activiteit)).collect(),
            periode_van: dossier.periode_van,
            periode_tot: dossier.periode_tot,
            ..shared(dossier)
        },
        origins,
        nr: 1,
        datum: dossier.activiteiten.iter().map(|(_, activiteit)| activiteit.laatste_dag()).max(),
        titel: String::new(),
    }]
}

/// What the overview shows of an activity; its texts belong to its own form.
fn row_of(place: usize, activiteit: &Activiteit) -> Activiteit {
    Activiteit {
        nr: Some(super::opgaveformulier_vakontwikkeling::number(place, activiteit)),
        docent_of_spreker: None,
        plaats: None,
        online: None,
        begintijd: None,
        eindtijd: None,
        pauze_inloop_minuten: None,
        voorbereiding_toelichting: None,
        raakvlak_metier: None,
        leerdoel: None,
        wat_geleerd: None,
        toepassing_in_werk: None,
        competenties: Vec::new(),
        vakoverleg: None,
        ..activiteit.clone()
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the kinds share one signature")]
fn derived(part: &Dossier, regeling: &Regeling, _: Purpose) -> Result<Value, Error> {
    let periode = Periode::of(part, regeling);
    let stand = vakontwikkeling::standings(part, periode.as_ref());
    let each: Vec<_> = stand.iter().map(|(_, activiteit, reason)| (*activiteit, pe::activiteit(activiteit, regeling), *reason)).collect();
    let counted: Vec<_> = each.iter().filter(|(_, _, reason)| reason.is_none()).map(|(_, pe, _)| *pe).collect();
    let normen = &regeling.gegevens.normen;
    Ok(json!({
        "periode": periode.as_ref().map(Periode::voluit),
        "rijen": each.iter().map(|(activiteit, pe, reason)| row(activiteit, pe, *reason)).collect::<Vec<_>>(),
        "totaal": totals(&pe::totaal(&counted, regeling), normen),
        "norm": { "pe": norm(&normen.pe_totaal), "vakoverleg": norm(&normen.pe_vakoverleg), "activiteit": norm(&normen.pe_per_activiteit) },
    }))
}

/// The foot: what the activities that count come to.
fn totals(total: &pe::TotaalPe, normen: &Normen) -> Value {
    let surplus = total.meegeteld - normen.pe_totaal.waarde;
    json!({
        "a": notatie::uren_minuten(total.aanwezigheid),
        "b": notatie::uren_minuten(total.voorbereiding),
        "c": notatie::uren_minuten(total.totaal),
        "meegeteld": notatie::kolom(total.meegeteld),
        "vakoverleg": notatie::kolom(total.vakoverleg),
        "afgekapt_activiteit": notatie::kolom(total.afgekapt_activiteit),
        "afgekapt_vakoverleg": notatie::kolom(total.afgekapt_vakoverleg),
        "saldo": notatie::kolom(if surplus < 0.into() { -surplus } else { surplus }),
        "genoeg": surplus >= 0.into(),
    })
}

fn norm(norm: &Norm) -> String {
    notatie::decimaal(norm.waarde)
}

fn row(activiteit: &Activiteit, pe: &pe::ActiviteitPe, reason: Option<Uitsluiting>) -> Value {
    let files = activiteit.bewijs.iter().map(|(_, bewijs)| bewijs.bestand.to_string());
    let letter = activiteit.pe_toegekend.as_ref().and_then(|pe| pe.bewijs.as_ref()).map(|bestand| bestand.to_string());
    let soort = serde_json::to_value(activiteit.soort).ok();
    json!({
        "nr": activiteit.nr.map(|nr| nr.to_string()),
        "datum": activiteit.datum_van.voluit(),
        "datum_tot": activiteit.datum_tot.filter(|tot| *tot != activiteit.datum_van).map(Datum::voluit),
        "soort": soort.as_ref().and_then(Value::as_str).map(label_of_soort),
        "soort_toelichting": activiteit.soort_toelichting.as_deref().map(pieces),
        "titel": pieces(&activiteit.titel),
        "organisator": activiteit.organisator.as_deref().map(pieces),
        "a": notatie::uren_minuten(pe.aanwezigheid),
        "b": notatie::uren_minuten(pe.voorbereiding),
        "c": notatie::uren_minuten(pe.totaal),
        "berekend": notatie::kolom(pe.berekend),
        "meegeteld": notatie::kolom(if reason.is_none() { pe.punten } else { 0.into() }),
        "telt_niet": reason.map(why),
        "toegekend": pe.toegekend,
        "vakoverleg": notatie::ja_nee(pe.vakoverleg),
        "bewijs": files.chain(letter).map(|path| pieces(path.rsplit('/').next().unwrap_or_default())).collect::<Vec<_>>(),
    })
}

fn why(reason: Uitsluiting) -> &'static str {
    match reason {
        Uitsluiting::BuitenPeriode => "telt niet mee: buiten de periode",
        Uitsluiting::NaAanvraag => "telt niet mee: na de aanvraagdatum",
        Uitsluiting::Dubbel(_) => "telt niet mee: staat er twee keer",
    }
}

fn label_of_soort(soort: &str) -> String {
    super::view::choice_label("/activiteiten/0/soort", soort)
}
