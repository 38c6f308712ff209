//! What no rule can know: it goes by name on the list for the assessor, and never changes the verdict.

use super::toets::{Subject, Toets};
use super::vulling::is_leeg;
use super::werkverklaring::{OMSCHRIJVING, is_profession, letters, rows};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Werkverklaring;
use crate::regelingen::hobeon_rib::norm::period::Venster;

/// Days of leave within the years before the application that need no second look: half a year.
const LEAVE: i64 = 182;

/// Words in the name of a method that is perhaps no intervisie.
const OTHER_METHODS: [&str; 9] =
    ["casuistiek", "casusbespreking", "casusoverleg", "werkoverleg", "teamoverleg", "supervisie", "training", "scholing", "mdo"];

/// The title is not the profession; the duties must tell.
pub(crate) static FUNCTIE_BEOORDELEN: Toets = Toets {
    rule: Rule {
        code: text("functie-beoordelen"),
        ernst: Ernst::Beoordelaar,
        scope: Scope::Dossier,
        titel: text("Of deze functie het beroep is, moet uit de werkzaamheden blijken"),
        bron: text("S:1, S:90-93; INF"),
        wat: text("De functienaam is niet die van het beroep. De werkzaamheden zijn wel omschreven."),
        waarom: text("Alleen werk als re-integratiebegeleider telt mee. Of omschreven werk dat is, kan alleen een mens beoordelen."),
        voorbeeld: text("`\"functie\": \"adviseur\"`, met een omschrijving van de werkzaamheden."),
        herstel: text("U hoeft niets te doen. Laat de werkgever de werkzaamheden zo omschrijven dat het beroep eruit blijkt."),
        stage: Stage::Regeling,
    },
    check: functie,
};

fn functie(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let others = rows(subject).filter(|(_, _, rij)| !is_profession(&rij.functie, subject));
    let described = others.filter(|(_, _, rij)| !is_leeg(subject, OMSCHRIJVING, rij.omschrijving_werkzaamheden.as_ref()));
    described
        .map(|(path, _, _)| {
            let message = "De functienaam is niet die van het beroep; de beoordelaar ziet aan de werkzaamheden of het dat werk is.";
            Diagnostic::new(&FUNCTIE_BEOORDELEN, format!("{path}/functie"), message, FUNCTIE_BEOORDELEN.rule.herstel.clone())
        })
        .collect()
}

/// Long leave that the employer counts as work.
pub(crate) static ONDERBREKING_BEOORDELEN: Toets = Toets {
    rule: Rule {
        code: text("onderbreking-beoordelen"),
        ernst: Ernst::Beoordelaar,
        scope: Scope::Dossier,
        titel: text("Een lange onderbreking telt volgens de werkgever mee als gewerkt"),
        bron: text("S:92-93; INF: de regeling zegt niets over verlof en ziekte"),
        wat: text(
            "Onderbrekingen van samen meer dan een half jaar in de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag tellen mee als gewerkte tijd.",
        ),
        waarom: text(
            "De regeling spreekt van gewerkte jaren en van een aanstelling, niet van verlof. Hoeveel verlof werkervaring is, beslist de beoordelaar.",
        ),
        voorbeeld: text("Jarenlang onbetaald verlof met `\"telt_mee\": true`."),
        herstel: text("U hoeft niets te doen. Reken erop dat de beoordelaar ernaar vraagt, en laat de werkgever het toelichten."),
        stage: Stage::Regeling,
    },
    check: onderbreking,
};

fn onderbreking(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(aanvraagdatum) = subject.dossier.aanvraagdatum else { return Vec::new() };
    let venster = Venster::before(aanvraagdatum, subject.eisen);
    let days = |verklaring: &Werkverklaring| -> i64 {
        let counted = verklaring.onderbrekingen.iter().filter(|(_, pauze)| pauze.telt_mee != Some(false));
        counted.filter_map(|(_, pauze)| venster.clip(pauze.van, pauze.tot)).map(|clipped| clipped.dagen()).sum()
    };
    let verklaringen = subject.dossier.werkverklaringen.iter().map(|(place, verklaring)| (place, days(verklaring)));
    verklaringen
        .filter(|(_, days)| *days > LEAVE)
        .map(|(place, days)| {
            let message =
                format!("In de jaren voor de aanvraag tellen {days} dagen onderbreking mee als gewerkt; de beoordelaar beslist daarover.");
            let path = format!("/werkverklaringen/{place}/onderbrekingen");
            Diagnostic::new(&ONDERBREKING_BEOORDELEN, path, message, ONDERBREKING_BEOORDELEN.rule.herstel.clone())
        })
        .collect()
}

/// The method of a meeting is perhaps none of intervisie.
pub(crate) static METHODE_BEOORDELEN: Toets = Toets {
    rule: Rule {
        code: text("methode-beoordelen"),
        ernst: Ernst::Beoordelaar,
        scope: Scope::Dossier,
        titel: text("Of deze methode intervisie is, moet de beoordelaar zien"),
        bron: text("S:156-164"),
        wat: text(
            "De methode van een intervisiemoment heet naar iets dat geen intervisie hoeft te zijn, zoals casuïstiek, werkoverleg of training.",
        ),
        waarom: text("Bij intervisie gaat het om het eigen handelen. Aan een naam is dat niet te zien, wel aan het verslag."),
        voorbeeld: text("`\"methode\": \"casusbespreking in het teamoverleg\"`."),
        herstel: text("U hoeft niets te doen. Laat het verslag zien dat het gesprek over het eigen handelen ging."),
        stage: Stage::Regeling,
    },
    check: methode,
};

fn methode(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let momenten = subject.dossier.intervisiemomenten.iter();
    let doubtful = momenten.filter(|(_, moment)| {
        moment.methode.as_ref().is_some_and(|methode| {
            let methode = letters(methode);
            OTHER_METHODS.iter().any(|other| methode.contains(other))
        })
    });
    doubtful
        .map(|(place, _)| {
            let message =
                "De naam van deze methode past ook bij iets anders dan intervisie; de beoordelaar ziet aan het verslag wat het was.";
            let path = format!("/intervisiemomenten/{place}/methode");
            Diagnostic::new(&METHODE_BEOORDELEN, path, message, METHODE_BEOORDELEN.rule.herstel.clone())
        })
        .collect()
}
