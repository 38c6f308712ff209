//! Who signs bijlage 1 and 2, and when (S:119, S:130-131).

use super::personen::{Gelijkenis, compare};
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Datum, Ondertekening, Werkverklaring};
use crate::regelingen::hobeon_rib::norm::fte::has_reversed_dates;

/// A statement is not signed yet.
pub(crate) static HANDTEKENING_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("handtekening-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Een verklaring is nog niet ondertekend door de leidinggevende"),
        bron: text("S:118-119, S:130-131"),
        wat: text(
            "Bij de werkverklaring of de ervaringsverklaring staat niet dat de leidinggevende met de pen of elektronisch heeft ondertekend, of \
        welk bestand er is ondertekend.",
        ),
        waarom: text("Beide verklaringen moeten door de leidinggevende zijn ondertekend. dossierpers zet nooit zelf een handtekening."),
        voorbeeld: text("`\"wijze\": \"nog_te_tekenen\"`, of een verklaring zonder `\"ondertekening\"`."),
        herstel: text(
            "Maak de PDF, laat die ondertekenen, en vul daarna in hoe er is getekend, met plaats, datum en het ondertekende bestand. Wat u dan \
        invult, staat niet op de verklaring: de PDF verandert er niet door.",
        ),
        stage: Stage::Regeling,
    },
    check: handtekening,
};

fn handtekening(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = statements(subject).into_iter().filter_map(|(path, ondertekening)| match ondertekening {
        Some(ondertekening) if ondertekening.is_signed() => ondertekening.handtekening_bestand.is_none().then(|| not_named(&path)),
        _ => Some(not_signed(path)),
    });
    found.collect()
}

fn not_signed(path: String) -> Diagnostic {
    let message = "Deze verklaring is nog niet ondertekend door de leidinggevende.";
    let help = "Maak de pdf met `dossierpers render`, laat die ondertekenen, en vul daarna \"wijze\", \"plaats\", \"datum\" en \
        \"handtekening_bestand\" in; de pdf verandert daar niet door.";
    Diagnostic::new(&HANDTEKENING_ONTBREEKT, path, message, help)
}

fn not_named(path: &str) -> Diagnostic {
    let message = "Deze verklaring is ondertekend, maar het ondertekende bestand is niet genoemd.";
    let help = "Vul bij \"handtekening_bestand\" de naam in van de ondertekende pdf, of van de scan.";
    Diagnostic::new(&HANDTEKENING_ONTBREEKT, format!("{path}/handtekening_bestand"), message, help)
}

/// The candidate signs as their own leidinggevende.
pub(crate) static ONDERTEKENAAR_IS_KANDIDAAT: Toets = Toets {
    rule: Rule {
        code: text("ondertekenaar-is-kandidaat"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De kandidaat staat als leidinggevende die ondertekent"),
        bron: text("S:119, S:130-131; INF"),
        wat: text("Bij de ondertekening door de leidinggevende staat de naam van de kandidaat zelf."),
        waarom: text("De leidinggevende bevestigt wat de kandidaat over zichzelf verklaart. Een eigen handtekening bevestigt niets."),
        voorbeeld: text("Kandidaat Noor Voorbeeld, en bij de ondertekening van de werkverklaring `\"naam\": \"Voorbeeld, Noor\"`."),
        herstel: text(
            "Vul de naam van uw leidinggevende in en laat die ondertekenen. Uw eigen handtekening kan alleen onder de \
        ervaringsverklaring, in het vak van de kandidaat.",
        ),
        stage: Stage::Regeling,
    },
    check: is_kandidaat,
};

fn is_kandidaat(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(kandidaat) = &subject.dossier.kandidaat else { return Vec::new() };
    let names = statements(subject).into_iter().filter_map(|(path, ondertekening)| Some((path, ondertekening?.naam.as_ref()?)));
    names
        .filter(|(_, naam)| compare(naam, kandidaat) == Gelijkenis::Zelfde)
        .map(|(path, _)| {
            let message = "De ondertekenaar is de kandidaat zelf; hier ondertekent de leidinggevende.";
            Diagnostic::new(&ONDERTEKENAAR_IS_KANDIDAAT, format!("{path}/naam"), message, "Vul de naam van de leidinggevende in.")
        })
        .collect()
}

/// A statement was signed before the last day that it is about.
pub(crate) static ONDERTEKEND_TE_VROEG: Toets = Toets {
    rule: Rule {
        code: text("ondertekend-te-vroeg"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De werkverklaring is ondertekend voor de laatste dag waarover zij gaat"),
        bron: text("S:90-91, S:116-119; INF: hoe lang een handtekening geldt"),
        wat: text(
            "De verklaring is ondertekend voor het einde van een dienstverband dat al is afgelopen, voor het begin van een dienstverband, of \
        meer dan 92 dagen voor de aanvraag terwijl het dienstverband nog loopt.",
        ),
        waarom: text("Wie ondertekent, verklaart wat is geweest. Over dagen die nog moesten komen, kon de werkgever niets verklaren."),
        voorbeeld: text("Een dienstverband tot en met 31 december 2025, ondertekend op 1 december 2025."),
        herstel: text(
            "Laat de verklaring opnieuw ondertekenen, na de laatste dag of dichter bij de aanvraag. Een contract dat na de aanvraag doorloopt, mag \
        zijn einddatum houden.",
        ),
        stage: Stage::Regeling,
    },
    check: te_vroeg,
};

fn te_vroeg(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let sound = subject.dossier.werkverklaringen.iter().filter(|(_, verklaring)| !has_reversed_dates(verklaring));
    let signed = sound.filter_map(|(place, verklaring)| Some((place, verklaring, verklaring.ondertekening.as_ref()?.datum?)));
    signed.filter_map(|(place, verklaring, datum)| Some(too_early(place, datum, last_declared(verklaring, datum, subject)?))).collect()
}

fn too_early(place: usize, datum: Datum, last: Datum) -> Diagnostic {
    let path = format!("/werkverklaringen/{place}/ondertekening/datum");
    let message = format!("De verklaring is ondertekend op {}, maar moet gelden tot en met {}.", datum.voluit(), last.voluit());
    let help = "Laat de verklaring later ondertekenen, dichter bij de aanvraag of na de laatste dag, of verbeter een van de datums.";
    Diagnostic::new(&ONDERTEKEND_TE_VROEG, path, message, help)
}

/// The last day that a statement cannot speak for, since it was signed before (domein.md section 10.16): the end of a row that ended
/// before the application; else, for a row that runs on, the application, where the signature is older than it may be.
fn last_declared(verklaring: &Werkverklaring, signed: Datum, subject: &Subject<'_>) -> Option<Datum> {
    let aanvraagdatum = subject.dossier.aanvraagdatum;
    let carries = i64::from(subject.eisen.normen.handtekening_dagen.aantal());
    let rows = verklaring.dienstverbanden.iter().filter_map(|(_, rij)| match (rij.datum_tot, aanvraagdatum) {
        (Some(tot), Some(aanvraagdatum)) if tot < aanvraagdatum => (signed < tot).then_some(tot),
        (Some(tot), None) => (signed < tot).then_some(tot),
        // Nobody declares what has yet to begin.
        _ if signed < rij.datum_van => Some(rij.datum_van),
        (_, Some(aanvraagdatum)) => (signed.days_until(aanvraagdatum) > carries).then_some(aanvraagdatum),
        (None, None) => None,
    });
    rows.max()
}

/// The statements that a leidinggevende signs: pointer of the signature, and the signature.
pub(super) fn statements<'a>(subject: &Subject<'a>) -> Vec<(String, Option<&'a Ondertekening>)> {
    let employers = subject.dossier.werkverklaringen.iter();
    let employers =
        employers.map(|(place, verklaring)| (format!("/werkverklaringen/{place}/ondertekening"), verklaring.ondertekening.as_ref()));
    let own = subject.dossier.ervaringsverklaring.iter();
    let own = own.map(|verklaring| {
        ("/ervaringsverklaring/ondertekening_leidinggevende".to_owned(), verklaring.ondertekening_leidinggevende.as_ref())
    });
    employers.chain(own).collect()
}
