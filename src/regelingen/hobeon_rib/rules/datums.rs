//! Dates and times that contradict each other: a document with them would be wrong on its face.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Dossier, Tijd};
use crate::regelingen::hobeon_rib::norm::period::{Periode, Venster};
use crate::regelingen::hobeon_rib::norm::tijd::{DAG, minutes_between};

/// The end of an appointment or interruption lies before its start.
pub(crate) static DIENSTVERBAND_DATUMS_OMGEKEERD: Toets = Toets {
    rule: Rule {
        code: text("dienstverband-datums-omgekeerd"),
        ernst: Ernst::Fout,
        scope: Scope::Document,
        titel: text("Een dienstverband of onderbreking eindigt voordat het begint"),
        bron: text("S:92-93, S:116-118"),
        wat: text("De einddatum van een dienstverband of een onderbreking ligt voor de begindatum."),
        waarom: text("Zo is niet te zeggen hoe lang u hebt gewerkt, en zou de werkgever iets onmogelijks ondertekenen."),
        voorbeeld: text("`\"datum_van\": \"2025-01-01\", \"datum_tot\": \"2024-12-31\"`."),
        herstel: text("Verbeter een van de twee datums. Bent u nog in dienst, laat de einddatum dan leeg."),
        stage: Stage::Regeling,
    },
    check: dienstverband_omgekeerd,
};

fn dienstverband_omgekeerd(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (i, verklaring) in subject.dossier.werkverklaringen.iter() {
        for (j, rij) in verklaring.dienstverbanden.iter() {
            let path = format!("/werkverklaringen/{i}/dienstverbanden/{j}/datum_tot");
            found.extend(omgekeerd(&DIENSTVERBAND_DATUMS_OMGEKEERD, path, rij.datum_van, rij.datum_tot));
        }
        for (j, rij) in verklaring.onderbrekingen.iter() {
            let path = format!("/werkverklaringen/{i}/onderbrekingen/{j}/tot");
            found.extend(omgekeerd(&DIENSTVERBAND_DATUMS_OMGEKEERD, path, rij.van, rij.tot));
        }
    }
    found
}

/// The last day of an activity lies before its first.
pub(crate) static ACTIVITEIT_DATUMS_OMGEKEERD: Toets = Toets {
    rule: Rule {
        code: text("activiteit-datums-omgekeerd"),
        ernst: Ernst::Fout,
        scope: Scope::Document,
        titel: text("Een activiteit eindigt voordat zij begint"),
        bron: text("S:138-139"),
        wat: text("De laatste dag van een activiteit ligt voor de eerste dag."),
        waarom: text("Zo is niet te zeggen wanneer de activiteit was en of zij in de periode valt."),
        voorbeeld: text("`\"datum_van\": \"2025-03-14\", \"datum_tot\": \"2025-03-13\"`."),
        herstel: text("Verbeter een van de twee datums. Duurde de activiteit één dag, laat de laatste dag dan leeg."),
        stage: Stage::Regeling,
    },
    check: activiteit_omgekeerd,
};

fn activiteit_omgekeerd(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let activiteiten = subject.dossier.activiteiten.iter();
    activiteiten
        .filter_map(|(i, activiteit)| {
            let path = format!("/activiteiten/{i}/datum_tot");
            omgekeerd(&ACTIVITEIT_DATUMS_OMGEKEERD, path, activiteit.datum_van, activiteit.datum_tot)
        })
        .collect()
}

/// The first day of the period lies after its last.
pub(crate) static PERIODE_DATUMS_OMGEKEERD: Toets = Toets {
    rule: Rule {
        code: text("periode-datums-omgekeerd"),
        ernst: Ernst::Fout,
        scope: Scope::Document,
        titel: text("De periode eindigt voordat zij begint"),
        bron: text("INF: de eigen begrenzing van de periode (S:93, S:117)"),
        wat: text("De eerste dag van de periode die u hebt opgegeven, ligt na de laatste dag ervan."),
        waarom: text("In zo'n periode kan niets meetellen, en het overzicht zou een onmogelijke periode noemen."),
        voorbeeld: text("`\"periode_van\": \"2026-06-01\", \"periode_tot\": \"2022-06-01\"`."),
        herstel: text(
            "Verbeter een van de twee datums, of laat beide weg: dan gelden de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraagdatum.",
        ),
        stage: Stage::Regeling,
    },
    check: periode_omgekeerd,
};

fn periode_omgekeerd(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Dossier { periode_van, periode_tot, aanvraagdatum, .. } = subject.dossier;
    let path = if periode_van.is_some() { "/periode_van" } else { "/periode_tot" };
    let Some(van) = periode_van.or_else(|| Some(Venster::before((*aanvraagdatum)?, subject.eisen).van)) else { return Vec::new() };
    let Some(tot) = Periode::last_day(*periode_tot, *aanvraagdatum).filter(|tot| *tot < van) else { return Vec::new() };
    let finding = if *periode_tot == Some(tot) {
        omgekeerd(&PERIODE_DATUMS_OMGEKEERD, path.to_owned(), van, Some(tot))
    } else {
        let message = format!("De eerste dag ({}) ligt na de aanvraag ({}), en daar eindigt de periode.", van.voluit(), tot.voluit());
        Some(Diagnostic::new(&PERIODE_DATUMS_OMGEKEERD, path, message, "Verbeter de eerste dag of de aanvraagdatum."))
    };
    finding.into_iter().collect()
}

/// An own period that begins before the years that the regeling names.
pub(crate) static PERIODE_BEGINT_EERDER: Toets = Toets {
    rule: Rule {
        code: text("periode-begint-eerder"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De opgegeven periode begint meer dan {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag"),
        bron: text("S:93, S:117; INF: de regeling noemt alleen bij werkervaring een periode"),
        wat: text(
            "De eerste dag van de periode die u hebt opgegeven, ligt voor de {{ normen.periode_jaren | telwoord }} jaar die aan de aanvraag voorafgaan.",
        ),
        waarom: text(
            "Wat in de extra tijd valt, telt dan mee; de beoordelaar kan {{ normen.periode_jaren | telwoord }} jaar aanhouden en het niet meetellen.",
        ),
        voorbeeld: text("Een `\"periode_van\"` die een jaar voor die {{ normen.periode_jaren | telwoord }} jaar ligt."),
        herstel: text("Laat `periode_van` weg, of licht bij de aanvraag toe waarom voor u een langere periode geldt."),
        stage: Stage::Regeling,
    },
    check: periode_eerder,
};

fn periode_eerder(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let bounds = subject.dossier.periode_van.zip(subject.dossier.aanvraagdatum);
    let early = bounds.map(|(van, aanvraagdatum)| (van, Venster::before(aanvraagdatum, subject.eisen).van));
    let finding = early.filter(|(van, usual)| van < usual).map(|(van, usual)| {
        let message =
            format!("De periode begint op {}; de jaren voor de aanvraag die meetellen, beginnen op {}.", van.voluit(), usual.voluit());
        let help = "Laat de eigen begindatum weg, of licht toe waarom voor u een langere periode geldt.";
        Diagnostic::new(&PERIODE_BEGINT_EERDER, "/periode_van", message, help)
    });
    finding.into_iter().collect()
}

fn omgekeerd(rule: &'static Toets, path: String, van: Datum, tot: Option<Datum>) -> Option<Diagnostic> {
    let tot = tot.filter(|tot| *tot < van)?;
    Some(Diagnostic::new(
        rule,
        path,
        format!("De laatste dag ({}) ligt voor de eerste dag ({}).", tot.voluit(), van.voluit()),
        "Verbeter een van de twee datums.",
    ))
}

/// A of the calculation is more than can lie between start and end, or than fits in the days.
pub(crate) static TIJDEN_KLOPPEN_NIET: Toets = Toets {
    rule: Rule {
        code: text("tijden-kloppen-niet"),
        ernst: Ernst::Fout,
        scope: Scope::Document,
        titel: text("De tijd van aanwezigheid klopt niet met begin, einde en pauze"),
        bron: text("S:139, S:144"),
        wat: text(
            "De opgegeven tijd van aanwezigheid is meer dan er ligt tussen begin- en eindtijd, maal het aantal dagen, zonder de pauze en inloop; \
        of zij past niet in de dagen. Minder mag: wie eerder wegging, is korter aanwezig geweest.",
        ),
        waarom: text("De PE-punten volgen uit deze tijd. Een beoordelaar die narekent, vindt het verschil."),
        voorbeeld: text("Van 9:30 tot 16:30 uur met 60 minuten pauze, en 420 minuten aanwezigheid in plaats van hoogstens 360."),
        herstel: text("Verbeter de tijd van aanwezigheid, de tijden of de pauze. Weet u de tijden niet, laat begin- en eindtijd dan leeg."),
        stage: Stage::Regeling,
    },
    check: tijden,
};

/// The activities whose times contradict each other.
pub(super) fn tijden(subject: &Subject<'_>) -> Vec<Diagnostic> {
    subject.dossier.activiteiten.iter().filter_map(|(i, activiteit)| tijd(i, activiteit)).collect()
}

fn tijd(place: usize, activiteit: &Activiteit) -> Option<Diagnostic> {
    let dagen = activiteit.datum_van.days_until(activiteit.laatste_dag()) + 1;
    let opgegeven = i64::from(activiteit.tijd_aanwezigheid_min.0);
    if dagen < 1 || opgegeven == 0 {
        return None;
    }
    let (key, message) = match activiteit.begintijd.zip(activiteit.eindtijd) {
        Some((begin, einde)) if begin == einde => {
            ("eindtijd", format!("De eindtijd is gelijk aan de begintijd ({begin} uur), maar er staat {opgegeven} minuten aanwezigheid."))
        }
        Some((begin, einde)) => ("tijd_aanwezigheid_min", between(activiteit, (begin, einde), dagen, opgegeven)?),
        None if opgegeven > dagen * DAG => {
            ("tijd_aanwezigheid_min", format!("{opgegeven} minuten aanwezigheid past niet in {dagen} dag(en) van 24 uur."))
        }
        None => return None,
    };
    let help = "Verbeter de tijd van aanwezigheid, de begin- of eindtijd, of de pauze.";
    Some(Diagnostic::new(&TIJDEN_KLOPPEN_NIET, format!("/activiteiten/{place}/{key}"), message, help))
}

/// A sentence where A is more than lies between start and end. The break is taken off once: a form of several days has one box for it,
/// and some fill in that of a day, others the sum.
fn between(activiteit: &Activiteit, (begin, einde): (Tijd, Tijd), dagen: i64, opgegeven: i64) -> Option<String> {
    let pauze = i64::from(activiteit.pauze_inloop_minuten.unwrap_or_default().0);
    let most = (minutes_between(begin, einde) * dagen - pauze).max(0);
    let maal = if dagen > 1 { format!(", maal {dagen} dagen,") } else { String::new() };
    (opgegeven > most).then(|| {
        format!(
            "Van {begin} tot {einde} uur{maal} min {pauze} minuten pauze en inloop is hoogstens {most} minuten, maar er staat {opgegeven}."
        )
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::tijd;

    /// Whether times are refused: days, start, end, break and presence.
    fn refused(dagen: (&str, &str), begin: &Value, einde: &Value, pauze: &Value, aanwezig: u32) -> bool {
        let activiteit = json!({ "soort": "cursus", "titel": "t", "datum_van": dagen.0, "datum_tot": dagen.1, "begintijd": begin, "eindtijd": einde,
            "pauze_inloop_minuten": pauze, "tijd_aanwezigheid_min": aanwezig, "tijd_voorbereiding_min": 0 });
        tijd(0, &serde_json::from_value(activiteit).expect("a valid activity")).is_some()
    }

    const DAG: (&str, &str) = ("2025-03-03", "2025-03-03");

    #[test]
    fn refuses_more_than_lies_between_start_and_end() {
        let day = |aanwezig| refused(DAG, &json!("09:30"), &json!("16:30"), &json!(60), aanwezig);
        assert_eq!([0, 1, 359, 360, 361].map(day), [false, false, false, false, true]);
        let untimed = |aanwezig| refused(DAG, &json!(null), &json!("16:30"), &json!(60), aanwezig);
        assert_eq!([1440, 1441].map(untimed), [false, true]);
        let break_only = |aanwezig| refused(DAG, &json!("09:30"), &json!("10:00"), &json!(45), aanwezig);
        assert_eq!([0, 1].map(break_only), [false, true]);
    }

    #[test]
    fn an_evening_may_run_past_midnight() {
        let night = |aanwezig| refused(DAG, &json!("20:00"), &json!("01:00"), &json!(null), aanwezig);
        assert_eq!([300, 301].map(night), [false, true]);
        let nothing = |aanwezig| refused(DAG, &json!("20:00"), &json!("20:00"), &json!(null), aanwezig);
        assert_eq!([0, 1].map(nothing), [false, true]);
    }

    #[test]
    fn several_days_share_one_break() {
        let days = |aanwezig| refused(("2025-03-03", "2025-03-04"), &json!("09:00"), &json!("17:00"), &json!(60), aanwezig);
        assert_eq!([840, 900, 901].map(days), [false, false, true]);
        // Three course days in three weeks.
        let weeks = |aanwezig| refused(("2025-03-03", "2025-03-17"), &json!("09:00"), &json!("17:00"), &json!(60), aanwezig);
        assert!(!weeks(1260));
    }
}
