//! Work experience: in the function, long enough, and with a large enough appointment.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Datum, Dossier, Werkverklaring};
use crate::regelingen::hobeon_rib::norm::dienst::{Bron, has_no_end, is_werkzaam, runs_on};
use crate::regelingen::hobeon_rib::norm::fte::{self, FteBerekening, Lezing};
use crate::schema::notatie::decimaal;

/// No werkverklaring at all; the rules on work experience then say nothing.
pub(crate) static WERKVERKLARING_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("werkverklaring-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("De werkverklaring ontbreekt"),
        bron: text("S:105, S:118-119"),
        wat: text("Het dossier bevat geen enkele werkverklaring."),
        waarom: text(
            "De werkverklaring is een van de vereiste bewijsdocumenten: zonder is niet te zien of u lang genoeg en met genoeg uren hebt \
        gewerkt.",
        ),
        voorbeeld: text("Een dossier zonder `\"werkverklaringen\"`."),
        herstel: text(
            "Vraag elke werkgever uit de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag om een werkverklaring en voeg die toe.",
        ),
        stage: Stage::Regeling,
    },
    check: werkverklaring,
};

fn werkverklaring(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if !subject.dossier.werkverklaringen.is_empty() {
        return Vec::new();
    }
    let message = "Het dossier bevat geen werkverklaring; van elke werkgever uit de periode voor de aanvraag is er een nodig.";
    let help = "Vraag uw werkgever de werkverklaring in te vullen en te ondertekenen, en voeg de gegevens toe.";
    vec![Diagnostic::new(&WERKVERKLARING_ONTBREEKT, "/werkverklaringen", message, help)]
}

/// Not in the function on the day of application.
pub(crate) static NIET_WERKZAAM: Toets = Toets {
    rule: Rule {
        code: text("niet-werkzaam"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Op de aanvraagdatum bent u niet werkzaam in de functie"),
        bron: text("S:90-91"),
        wat: text(
            "Geen enkele werkverklaring laat zien dat u op de aanvraagdatum in dienst bent: alle dienstverbanden zijn eerder geëindigd of \
        beginnen later, of de werkgever verklaart dat u niet meer in de functie werkt.",
        ),
        waarom: text("De regeling eist dat u op het moment van hercertificeren werkzaam bent in de functie."),
        voorbeeld: text("`\"datum_tot\": \"2026-05-31\"` bij de laatste werkgever, met aanvraagdatum 1 juni 2026."),
        herstel: text(
            "Klopt de einddatum niet, laat hem dan weg: dan geldt het dienstverband als lopend. Werkt u inmiddels elders, voeg dan een \
        werkverklaring van die werkgever toe.",
        ),
        stage: Stage::Regeling,
    },
    check: niet_werkzaam,
};

fn niet_werkzaam(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(dag) = subject.dossier.aanvraagdatum else { return Vec::new() };
    let verklaringen = &subject.dossier.werkverklaringen;
    if verklaringen.is_empty() || verklaringen.iter().any(|(_, verklaring)| fte::has_reversed_dates(verklaring)) {
        return Vec::new();
    }
    // That a signature is too old for that day has its own finding.
    if is_werkzaam(subject.dossier, subject.eisen, Bron::Opgegeven) == Some(true) {
        return Vec::new();
    }
    let running =
        |verklaring: &Werkverklaring| verklaring.dienstverbanden.iter().any(|(_, rij)| runs_on(rij, dag) && !has_no_end(verklaring, rij));
    let present: Vec<_> = verklaringen.iter().filter(|(_, verklaring)| running(verklaring)).collect();
    let (path, message) = match present.first() {
        Some((place, _)) => (
            format!("/werkverklaringen/{place}/momenteel_werkzaam"),
            format!("Het dienstverband loopt op {} nog, maar volgens de werkgever werkt u niet meer in de functie.", dag.voluit()),
        ),
        None => (
            "/werkverklaringen".to_owned(),
            format!(
                "Volgens de werkverklaringen bent u op de aanvraagdatum, {}, niet werkzaam in de functie.{}",
                dag.voluit(),
                last_day(subject.dossier, dag)
            ),
        ),
    };
    let help = "Verbeter de gegevens van uw huidige werkgever, of voeg diens werkverklaring toe.";
    vec![Diagnostic::new(&NIET_WERKZAAM, path, message, help)]
}

/// A sentence on the last day worked before `dag`.
fn last_day(dossier: &Dossier, dag: Datum) -> String {
    let rows = dossier.werkverklaringen.iter().flat_map(|(_, verklaring)| verklaring.dienstverbanden.iter());
    let last = rows.filter_map(|(_, rij)| rij.datum_tot).filter(|tot| *tot < dag).max();
    last.map(|tot| format!(" De laatste dag in dienst is {}.", tot.voluit())).unwrap_or_default()
}

/// Too few days worked in the years before the application.
pub(crate) static WERKERVARING_TE_KORT: Toets = Toets {
    rule: Rule {
        code: text("werkervaring-te-kort"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text(
            "U hebt in de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag minder dan {{ normen.gewerkte_jaren | telwoord }} jaar gewerkt",
        ),
        bron: text("S:92-93, S:116-118; telling in dagen INF"),
        wat: text(
            "De dienstverbanden in de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraagdatum zijn samen korter dan {{ normen.gewerkte_jaren | telwoord }} jaar ({{ maal(normen.gewerkte_jaren, normen.dagen_per_jaar) | decimaal }} dagen). Onderbrekingen \
        die volgens de werkgever niet meetellen, zijn eraf getrokken, en dagen die niet zijn verklaard omdat zij na de handtekening kwamen.",
        ),
        waarom: text(
            "De regeling eist dat u minimaal {{ normen.gewerkte_jaren | telwoord }} van de {{ normen.periode_jaren | telwoord }} jaar als re-integratiebegeleider hebt gewerkt. De jaren hoeven niet aaneen \
        te sluiten.",
        ),
        voorbeeld: text("Eén dienstverband dat een maand te laat begon."),
        herstel: text(
            "Ontbreekt een werkgever, voeg diens werkverklaring toe. Anders moet u wachten met de aanvraag tot u genoeg hebt gewerkt.",
        ),
        stage: Stage::Regeling,
    },
    check: te_kort,
};

fn te_kort(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let short = computed(subject).filter(|found| !found.lang_genoeg());
    let finding = short.map(|found| {
        let message = format!(
            "Tussen {} en {} hebt u {} dagen gewerkt; nodig zijn er {}.",
            found.venster.van.voluit(),
            found.venster.einde.voluit(),
            found.gewerkte_dagen,
            found.nodig_dagen
        );
        Diagnostic::new(
            &WERKERVARING_TE_KORT,
            "/werkverklaringen",
            message,
            "Voeg de werkverklaring van een ontbrekende werkgever toe, of dien de aanvraag later in.",
        )
    });
    finding.into_iter().collect()
}

/// The average size of appointment is too small.
pub(crate) static FTE_TE_LAAG: Toets = Toets {
    rule: Rule {
        code: text("fte-te-laag"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De gemiddelde aanstelling is lager dan {{ normen.fte_gemiddeld | decimaal }} FTE"),
        bron: text("S:92-93, S:116; lezing INF"),
        wat: text(
            "Ook over de {{ normen.gewerkte_jaren | telwoord }} jaar met de grootste aanstelling is het gemiddelde lager dan {{ normen.fte_gemiddeld | decimaal }} FTE. Is er korter dan {{ normen.gewerkte_jaren | telwoord }} jaar gewerkt, dan \
        gaat het om het gemiddelde over de gewerkte dagen. Dienstverbanden die tegelijk lopen, tellen bij elkaar op.",
        ),
        waarom: text(
            "De regeling eist een gemiddelde aanstelling van {{ normen.fte_gemiddeld | decimaal }} FTE als re-integratiebegeleider, gedurende minimaal {{ normen.gewerkte_jaren | telwoord }} van de {{ normen.periode_jaren | telwoord }} jaar. Van de mogelijke lezingen is dit de gunstigste die met de tekst te verenigen is.",
        ),
        voorbeeld: text("Lang genoeg gewerkt, met een aanstelling van net minder dan {{ normen.fte_gemiddeld | decimaal }} FTE."),
        herstel: text(
            "Controleer of elke verandering van uren een eigen rij heeft en of alle werkgevers erbij staan. Anders voldoet u nog niet \
        aan de norm.",
        ),
        stage: Stage::Regeling,
    },
    check: te_laag,
};

fn te_laag(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(found) = computed(subject).filter(|found| found.gewerkte_dagen > 0) else { return Vec::new() };
    let gemiddeld = found.gemiddeld();
    let over = if found.lang_genoeg() {
        format!("de {} dagen met de grootste aanstelling", found.nodig_dagen)
    } else {
        format!("de {} gewerkte dagen", found.gewerkte_dagen)
    };
    if gemiddeld >= found.nodig_fte {
        return Vec::new();
    }
    let message =
        format!("Gemiddeld over {over} is de aanstelling {} FTE; nodig is {} FTE.", decimaal(gemiddeld), decimaal(found.nodig_fte));
    let help = "Controleer de omvang per dienstverband, en of alle werkgevers uit de periode erbij staan.";
    vec![Diagnostic::new(&FTE_TE_LAAG, "/werkverklaringen", message, help)]
}

/// The norm is met as it is read here, but not in every reading.
pub(crate) static WERKERVARING_LEZING_VERSCHILT: Toets = Toets {
    rule: Rule {
        code: text("werkervaring-lezing-verschilt"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Of uw werkervaring genoeg is, hangt af van hoe de regeling wordt gelezen"),
        bron: text("S:92-93, S:116-118; INF: de tekst laat meer dan één lezing toe"),
        wat: text(
            "Volgens de lezing die dossierpers volgt (de {{ normen.gewerkte_jaren | telwoord }} jaar met de grootste aanstelling) voldoet u, maar volgens een andere lezing \
        van dezelfde zin niet.",
        ),
        waarom: text(
            "De regeling zegt niet waarover het gemiddelde van {{ normen.fte_gemiddeld | decimaal }} FTE wordt genomen: over de gewerkte tijd, over alle {{ normen.periode_jaren | telwoord }} jaren, per jaar of over de beste {{ normen.gewerkte_jaren | telwoord }} jaar. De beoordelaar beslist.",
        ),
        voorbeeld: text(
            "Eén jaar met een kleine aanstelling, en daarna {{ normen.gewerkte_jaren | telwoord }} jaar met {{ normen.fte_gemiddeld | decimaal }} FTE: de beste {{ normen.gewerkte_jaren | telwoord }} jaar zijn genoeg, het gemiddelde over alle {{ normen.periode_jaren | telwoord }} jaar is te laag.",
        ),
        herstel: text("Reken erop dat de beoordelaar ernaar kijkt. U kunt vooraf bij de instelling navragen hoe zij de zin leest."),
        stage: Stage::Regeling,
    },
    check: lezing_verschilt,
};

fn lezing_verschilt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(found) = computed(subject).filter(|found| found.meets(Lezing::BesteJaren)) else { return Vec::new() };
    let failing: Vec<String> =
        Lezing::ALLE.into_iter().filter(|lezing| !found.meets(*lezing)).map(|lezing| reading(&found, lezing)).collect();
    if failing.is_empty() {
        return Vec::new();
    }
    let message = format!(
        "Over de beste {} dagen is uw aanstelling gemiddeld {} FTE, en dat is genoeg; anders gelezen is zij dat niet: {}.",
        found.nodig_dagen,
        decimaal(found.gemiddeld_beste),
        failing.join("; ")
    );
    vec![Diagnostic::new(
        &WERKERVARING_LEZING_VERSCHILT,
        "/werkverklaringen",
        message,
        "De beoordelaar beslist. Vraag bij twijfel vooraf hoe de instelling de norm leest.",
    )]
}

/// What a reading comes to.
fn reading(found: &FteBerekening, lezing: Lezing) -> String {
    match lezing {
        Lezing::GewerkteTijd => format!("gemiddeld over de gewerkte tijd {} FTE", decimaal(found.gemiddeld_gewerkt)),
        Lezing::HelePeriode => format!("gemiddeld over de hele periode {} FTE", decimaal(found.gemiddeld_venster)),
        Lezing::LosseJaren => {
            format!(
                "per jaar bekeken in {} jaar ten minste {} FTE, en dat moet in {} jaar",
                found.jaren,
                decimaal(found.nodig_fte),
                found.nodig_jaren
            )
        }
        Lezing::BesteJaren => format!("over de beste {} dagen {} FTE", found.nodig_dagen, decimaal(found.gemiddeld_beste)),
    }
}

/// Appointments at the same time add up to more than full time.
pub(crate) static FTE_BOVEN_EEN: Toets = Toets {
    rule: Rule {
        code: text("fte-boven-een"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Dienstverbanden die tegelijk lopen, zijn samen meer dan 1,0 FTE"),
        bron: text("S:92-93; optelling per dag INF"),
        wat: text(
            "Op een dag in de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag lopen dienstverbanden tegelijk die samen meer zijn dan een volledige aanstelling.",
        ),
        waarom: text(
            "Dat kan kloppen, maar meestal is een einddatum vergeten of overlappen twee rijen een dag. Het gemiddelde wordt er te hoog \
        van.",
        ),
        voorbeeld: text("0,8 FTE tot en met 1 september en 0,842 FTE vanaf 1 september: op die dag is het samen 1,642 FTE."),
        herstel: text(
            "Laat een rij eindigen op de dag voordat de volgende begint. Werkte u echt meer dan voltijd, dan kunt u dit laten staan.",
        ),
        stage: Stage::Regeling,
    },
    check: boven_een,
};

fn boven_een(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let first = computed(subject).and_then(|found| Some((found, found.boven_voltijd?)));
    let finding = first.and_then(|(found, dag)| {
        let message = format!(
            "Vanaf {} zijn de dienstverbanden die tegelijk lopen, samen meer dan 1 FTE; het hoogste is {} FTE.",
            dag.voluit(),
            decimaal(found.hoogste)
        );
        Some(Diagnostic::new(
            &FTE_BOVEN_EEN,
            latest_row(subject.dossier, dag)?,
            message,
            "Controleer de begin- en einddatums: eindigt een rij op de dag voordat de volgende begint?",
        ))
    });
    finding.into_iter().collect()
}

/// The pointer to the size of the row that began last among those that run on a day.
fn latest_row(dossier: &Dossier, dag: Datum) -> Option<String> {
    let employers = dossier.werkverklaringen.iter();
    let rows = employers.flat_map(|(i, verklaring)| verklaring.dienstverbanden.iter().map(move |(j, rij)| (i, j, rij)));
    let running = rows.filter(|(_, _, rij)| rij.datum_van <= dag && rij.datum_tot.is_none_or(|tot| dag <= tot));
    running.max_by_key(|(_, _, rij)| rij.datum_van).map(|(i, j, _)| format!("/werkverklaringen/{i}/dienstverbanden/{j}/fte"))
}

fn computed(subject: &Subject<'_>) -> Option<FteBerekening> {
    fte::fte(subject.dossier, subject.eisen)
}
