//! Dates and times that contradict each other: a document with them would be wrong on its face.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Dossier};
use crate::regelingen::hobeon_rib::norm::period::{Periode, Venster};

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
        herstel: text("Verbeter een van de twee datums, of laat beide weg: dan gelden de vier jaar voor de aanvraagdatum."),
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
        titel: text("De opgegeven periode begint meer dan vier jaar voor de aanvraag"),
        bron: text("S:93, S:117; INF: de regeling noemt alleen bij werkervaring een periode"),
        wat: text("De eerste dag van de periode die u hebt opgegeven, ligt voor de vier jaar die aan de aanvraag voorafgaan."),
        waarom: text("Wat in de extra tijd valt, telt dan mee; de beoordelaar kan vier jaar aanhouden en het niet meetellen."),
        voorbeeld: text("`\"periode_van\": \"2021-01-01\"` bij een aanvraag op 1 juni 2026."),
        herstel: text("Laat `periode_van` weg, of licht bij de aanvraag toe waarom voor u een langere periode geldt."),
        stage: Stage::Regeling,
    },
    check: periode_eerder,
};

fn periode_eerder(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let bounds = subject.dossier.periode_van.zip(subject.dossier.aanvraagdatum);
    let early = bounds.map(|(van, aanvraagdatum)| (van, Venster::before(aanvraagdatum, subject.eisen).van));
    let finding = early.filter(|(van, usual)| van < usual).map(|(van, usual)| {
        let message = format!("De periode begint op {}; de vier jaar voor de aanvraag beginnen op {}.", van.voluit(), usual.voluit());
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

/// A of the calculation differs from what start, end and break say, or does not fit in the days.
pub(crate) static TIJDEN_KLOPPEN_NIET: Toets = Toets {
    rule: Rule {
        code: text("tijden-kloppen-niet"),
        ernst: Ernst::Fout,
        scope: Scope::Document,
        titel: text("De tijd van aanwezigheid klopt niet met begin, einde en pauze"),
        bron: text("S:139, S:144"),
        wat: text(
            "De opgegeven tijd van aanwezigheid is niet gelijk aan eindtijd min begintijd min pauze en inloop, maal het aantal dagen, of past niet in die dagen.",
        ),
        waarom: text("De PE-punten volgen uit deze tijd. Een beoordelaar die narekent, vindt het verschil."),
        voorbeeld: text("Van 9:30 tot 16:30 uur met 60 minuten pauze, en 420 minuten aanwezigheid in plaats van 360."),
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
    if dagen < 1 {
        return None;
    }
    let report = |key: &str, message: String| {
        let help = "Verbeter de tijd van aanwezigheid, de begin- of eindtijd, of de pauze.";
        Some(Diagnostic::new(&TIJDEN_KLOPPEN_NIET, format!("/activiteiten/{place}/{key}"), message, help))
    };
    let opgegeven = i64::from(activiteit.tijd_aanwezigheid_min.0);
    let (Some(begin), Some(einde)) = (activiteit.begintijd, activiteit.eindtijd) else {
        let most = dagen * 24 * 60;
        return (opgegeven > most).then(|| {
            report("tijd_aanwezigheid_min", format!("{opgegeven} minuten aanwezigheid past niet in {dagen} dag(en) van 24 uur."))
        })?;
    };
    let pauze = i64::from(activiteit.pauze_inloop_minuten.unwrap_or_default().0);
    let per_dag = i64::from(einde.minutes()) - i64::from(begin.minutes()) - pauze;
    if einde <= begin {
        return report(
            "eindtijd",
            format!(
                "De eindtijd ({einde} uur) ligt niet na de begintijd ({begin} uur). Duurde de activiteit tot na middernacht, laat de tijden dan leeg."
            ),
        );
    }
    if per_dag < 0 {
        return report("eindtijd", format!("Tussen {begin} en {einde} uur is er minder tijd dan de {pauze} minuten pauze en inloop."));
    }
    let verwacht = per_dag * dagen;
    if verwacht == opgegeven {
        return None;
    }
    let maal = if dagen > 1 { format!(", maal {dagen} dagen") } else { String::new() };
    report(
        "tijd_aanwezigheid_min",
        format!("Van {begin} tot {einde} uur min {pauze} minuten pauze en inloop{maal} is {verwacht} minuten, maar er staat {opgegeven}."),
    )
}
