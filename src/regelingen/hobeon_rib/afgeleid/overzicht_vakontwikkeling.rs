//! Bijlage 3: all activities with their points, wholly derived from bijlage 4 (S:98, S:151).

use serde_json::{Value, json};

use crate::regeling::Norm;
use crate::regelingen::hobeon_rib::eisen::{Eisen, Normen};
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Dossier};
use crate::regelingen::hobeon_rib::norm::pe;
use crate::regelingen::hobeon_rib::norm::period::Periode;
use crate::regelingen::hobeon_rib::norm::vakontwikkeling::{self, InDossier, Uitsluiting};
use crate::schema::Schema;
use crate::schema::notatie;
use crate::schema::stukken::pieces;

/// The rows, what they come to, and the norms.
pub(super) fn derived(part: &Dossier, eisen: &Eisen, schema: &Schema) -> Value {
    let periode = Periode::of(part, eisen);
    let stand = vakontwikkeling::standings(part, periode.as_ref());
    let each = vakontwikkeling::each(part, &stand, eisen, eisen.afronding_pe);
    let counted: Vec<_> = each.iter().zip(&stand).filter(|(_, one)| one.2.is_none()).map(|(pe, _)| pe.geteld).collect();
    let normen = &eisen.normen;
    json!({
        "periode": periode.as_ref().map(Periode::voluit),
        "rijen": stand.iter().zip(&each).map(|((_, activiteit, reason), pe)| row(activiteit, pe, *reason, schema)).collect::<Vec<_>>(),
        "totaal": totals(&pe::totaal(&counted, eisen), normen),
        "norm": { "pe": norm(&normen.pe_totaal), "vakoverleg": norm(&normen.pe_vakoverleg), "activiteit": norm(&normen.pe_per_activiteit) },
    })
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

/// A row shows the time that is stated, and the points that count.
fn row(activiteit: &Activiteit, in_dossier: &InDossier, reason: Option<Uitsluiting>, schema: &Schema) -> Value {
    let InDossier { opgegeven: pe, geteld } = in_dossier;
    let files = activiteit.bewijs.iter().map(|(_, bewijs)| bewijs.bestand.to_string());
    let letter = activiteit.pe_toegekend.as_ref().and_then(|pe| pe.bewijs.as_ref()).map(|bestand| bestand.to_string());
    let soort = serde_json::to_value(activiteit.soort).ok();
    json!({
        "nr": activiteit.nr.map(|nr| nr.to_string()),
        "datum": activiteit.datum_van.voluit(),
        "datum_tot": activiteit.datum_tot.filter(|tot| *tot != activiteit.datum_van).map(Datum::voluit),
        "soort": soort.as_ref().and_then(Value::as_str).map(|soort| schema.choice_label("/activiteiten/0/soort", soort)),
        "soort_toelichting": activiteit.soort_toelichting.as_deref().map(pieces),
        "titel": pieces(&activiteit.titel),
        "organisator": activiteit.organisator.as_deref().map(pieces),
        "a": notatie::uren_minuten(pe.aanwezigheid),
        "b": notatie::uren_minuten(pe.voorbereiding),
        "c": notatie::uren_minuten(pe.totaal),
        "berekend": notatie::kolom(pe.berekend),
        "meegeteld": notatie::kolom(if reason.is_none() { geteld.punten } else { 0.into() }),
        "telt_niet": reason.map(why).map(str::to_owned).or_else(|| partly(geteld)),
        "toegekend": pe.toegekend,
        "vakoverleg": notatie::ja_nee(pe.vakoverleg),
        "bewijs": files.chain(letter).map(|path| pieces(path.rsplit('/').next().unwrap_or_default())).collect::<Vec<_>>(),
    })
}

/// What is said of an activity of which not all presence counts.
fn partly(geteld: &pe::ActiviteitPe) -> Option<String> {
    let minutes = geteld.niet_geteld;
    (minutes > 0).then(|| format!("{} aanwezigheid telt niet mee: dezelfde tijd, of meer dan een dag kan hebben", notatie::duur(minutes)))
}

fn why(reason: Uitsluiting) -> &'static str {
    match reason {
        Uitsluiting::BuitenPeriode => "telt niet mee: buiten de periode",
        Uitsluiting::NaAanvraag => "telt niet mee: na de aanvraagdatum",
        Uitsluiting::Dubbel(_) => "telt niet mee: staat er twee keer",
    }
}
