//! Whether one werkverklaring makes sense by itself: function, size and whose it is.

use num_rational::Ratio;

use super::personen::has_surname;
use super::toets::{Subject, Toets};
use super::vulling::is_leeg;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Dienstverband, Duizendsten, Werkverklaring};
use crate::schema::notatie::decimaal;

/// The size of the appointment is more than its hours.
pub(crate) static FTE_BOVEN_UREN: Toets = Toets {
    rule: Rule {
        code: text("fte-boven-uren"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De omvang in FTE is groter dan de uren toelaten"),
        bron: text("INF: uren dienen ter controle van de omvang (S:92-93, S:116)"),
        wat: text(
            "Bij een dienstverband staan uren per week en uren bij voltijd, en de opgegeven FTE is groter dan die uren gedeeld door elkaar. \
        Minder mag wel: de FTE telt alleen het werk als re-integratiebegeleider.",
        ),
        waarom: text("De beoordelaar kan dit narekenen en houdt het dan voor een fout, juist als de norm net wordt gehaald."),
        voorbeeld: text("24 uur per week bij een voltijd van 40 uur is 0,6 FTE, maar er staat 0,8."),
        herstel: text("Verbeter de FTE of de uren. Verschilden de uren in de loop van de tijd, maak dan per periode een eigen rij."),
        stage: Stage::Regeling,
    },
    check: fte_boven_uren,
};

fn fte_boven_uren(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let over =
        rows(subject).filter_map(|(path, _, rij)| Some((path, rij, of_hours(rij).filter(|uren| exact(rij.fte) > *uren + rounding())?)));
    over.map(|(path, rij, uren)| {
        let message = format!(
            "De omvang is {} FTE, maar de uren per week gedeeld door de uren bij voltijd is {}.",
            decimaal(exact(rij.fte)),
            decimaal(uren)
        );
        Diagnostic::new(&FTE_BOVEN_UREN, format!("{path}/fte"), message, "Verbeter de omvang of de uren.")
    })
    .collect()
}

/// Hours a week over hours of a full-time appointment, where both are given.
fn of_hours(rij: &Dienstverband) -> Option<Ratio<i64>> {
    let voltijd = exact(rij.uren_voltijd?);
    (voltijd > Ratio::from_integer(0)).then_some(exact(rij.uren_per_week?) / voltijd)
}

/// What rounding a size of appointment to two decimals may add.
fn rounding() -> Ratio<i64> {
    Ratio::new(1, 200)
}

fn exact(value: Duizendsten) -> Ratio<i64> {
    Ratio::new(i64::from(value.0), 1000)
}

/// The title is not the profession, and no duties say that it is.
pub(crate) static FUNCTIE_ONDUIDELIJK: Toets = Toets {
    rule: Rule {
        code: text("functie-onduidelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Uit de functienaam blijkt niet dat het om het beroep gaat"),
        bron: text("S:1, S:90-93; INF"),
        wat: text("De functienaam bevat niet de naam van het beroep, en er zijn geen werkzaamheden omschreven waaruit het beroep blijkt."),
        waarom: text(
            "Alleen werk als re-integratiebegeleider telt mee. Wijkt de titel af, dan kan de beoordelaar zonder omschrijving niet zien of \
        het dat werk was.",
        ),
        voorbeeld: text("`\"functie\": \"adviseur\"`, zonder `\"omschrijving_werkzaamheden\"`."),
        herstel: text("Laat de werkgever de werkzaamheden omschrijven, of vul de functienaam in zoals die in het beroep heet."),
        stage: Stage::Regeling,
    },
    check: functie_onduidelijk,
};

fn functie_onduidelijk(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let unclear =
        rows(subject).filter(|(_, verklaring, rij)| !is_profession(&rij.functie, subject) && !describes(subject, verklaring, &rij.functie));
    let help = "Vul \"omschrijving_werkzaamheden\" in, of de functienaam zoals het beroep heet.";
    let mut found: Vec<_> = unclear
        .map(|(path, _, _)| {
            let message = "Deze functienaam noemt het beroep niet, en de werkzaamheden zijn niet omschreven.";
            Diagnostic::new(&FUNCTIE_ONDUIDELIJK, format!("{path}/functie"), message, help)
        })
        .collect();
    if found.is_empty() && own_function_is_unclear(subject) {
        let message = "De functie van de kandidaat noemt het beroep niet, en geen werkverklaring omschrijft de werkzaamheden.";
        found.push(Diagnostic::new(&FUNCTIE_ONDUIDELIJK, "/kandidaat/functie", message, help));
    }
    found
}

fn own_function_is_unclear(subject: &Subject<'_>) -> bool {
    let functie = subject.dossier.kandidaat.as_ref().and_then(|kandidaat| kandidaat.functie.as_ref());
    let described = || rows(subject).any(|(_, _, rij)| !is_leeg(subject, OMSCHRIJVING, rij.omschrijving_werkzaamheden.as_ref()));
    functie.is_some_and(|functie| !is_profession(functie, subject)) && !described()
}

/// Whether a title holds a name of the profession, however it is spelled: `Reïntegratie-begeleider` does.
pub(super) fn is_profession(functie: &str, subject: &Subject<'_>) -> bool {
    let functie = letters(functie);
    subject.eisen.functienamen.iter().any(|naam| functie.contains(&letters(naam)))
}

/// Where the duties of any row stand.
pub(super) const OMSCHRIJVING: &str = "/werkverklaringen/0/dienstverbanden/0/omschrijving_werkzaamheden";

/// Whether a row of the same employer with the same title describes the duties.
fn describes(subject: &Subject<'_>, verklaring: &Werkverklaring, functie: &str) -> bool {
    let mut same = verklaring.dienstverbanden.iter().filter(|(_, rij)| letters(&rij.functie) == letters(functie));
    same.any(|(_, rij)| !is_leeg(subject, OMSCHRIJVING, rij.omschrijving_werkzaamheden.as_ref()))
}

/// The statement seems to be about someone else.
pub(crate) static WERKNEMER_ANDERE_NAAM: Toets = Toets {
    rule: Rule {
        code: text("werknemer-andere-naam"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De werkverklaring noemt een andere naam dan die van de kandidaat"),
        bron: text("INF: de werkverklaring gaat over de kandidaat (S:116-119)"),
        wat: text("De achternaam van de kandidaat komt niet voor in de naam van de werknemer op een werkverklaring."),
        waarom: text(
            "Een verklaring over iemand anders telt niet. Ook bij een naamswijziging moet de beoordelaar kunnen zien dat het om dezelfde \
        persoon gaat.",
        ),
        voorbeeld: text("De verklaring van een collega die tegelijk hercertificeert, staat in uw dossier."),
        herstel: text(
            "Verbeter de naam, of laat \"werknemer\" weg: dan geldt de naam van de kandidaat. Gebruikte u toen een andere achternaam, \
        licht dat dan toe bij de aanvraag.",
        ),
        stage: Stage::Regeling,
    },
    check: werknemer_andere_naam,
};

fn werknemer_andere_naam(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(kandidaat) = &subject.dossier.kandidaat else { return Vec::new() };
    let verklaringen = subject.dossier.werkverklaringen.iter();
    let others = verklaringen
        .filter(|(_, verklaring)| verklaring.werknemer.as_ref().is_some_and(|werknemer| !has_surname(&werknemer.naam, kandidaat)));
    others
        .map(|(place, _)| {
            Diagnostic::new(
                &WERKNEMER_ANDERE_NAAM,
                format!("/werkverklaringen/{place}/werknemer/naam"),
                "De naam op deze werkverklaring is niet die van de kandidaat.",
                "Controleer of deze werkverklaring bij dit dossier hoort, en verbeter anders de naam.",
            )
        })
        .collect()
}

/// Every row with its pointer and the statement that it stands in.
pub(super) fn rows<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (String, &'a Werkverklaring, &'a Dienstverband)> {
    subject.dossier.werkverklaringen.iter().flat_map(|(i, verklaring)| {
        verklaring.dienstverbanden.iter().map(move |(j, rij)| (format!("/werkverklaringen/{i}/dienstverbanden/{j}"), verklaring, rij))
    })
}

/// Letters and digits only, without accents and case.
pub(super) fn letters(text: &str) -> String {
    deunicode::deunicode(text).to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}
