//! Who signs under whose name: what is not certain of the names under the statements.

use super::ondertekening::statements;
use super::personen::{Gelijkenis, compare, has_surname};
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};

/// The signatory may be the candidate.
pub(crate) static ONDERTEKENAAR_MOGELIJK_KANDIDAAT: Toets = Toets {
    rule: Rule {
        code: text("ondertekenaar-mogelijk-kandidaat"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De ondertekenaar kan de kandidaat zelf zijn"),
        bron: text("S:119, S:130-131; INF"),
        wat: text(
            "De leidinggevende die ondertekent, heeft de achternaam van de kandidaat of een deel daarvan, met dezelfde voorletter of zonder \
        voornaam.",
        ),
        waarom: text(
            "Familie en naamgenoten bestaan, dus fout is het niet. Maar uit de naam blijkt niet dat een ander heeft getekend, en daar let de \
        beoordelaar op.",
        ),
        voorbeeld: text("Kandidaat Noor Voorbeeld, en bij de ondertekening van de werkverklaring `\"naam\": \"N. Voorbeeld\"`."),
        herstel: text(
            "Vul de volledige naam van de leidinggevende in, met de functie. Hebt u zelf getekend, laat dan de leidinggevende tekenen.",
        ),
        stage: Stage::Regeling,
    },
    check: may_be_kandidaat,
};

fn may_be_kandidaat(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(kandidaat) = &subject.dossier.kandidaat else { return Vec::new() };
    let names = statements(subject).into_iter().filter_map(|(path, ondertekening)| Some((path, ondertekening?.naam.as_ref()?)));
    names
        .filter(|(_, naam)| compare(naam, kandidaat) == Gelijkenis::Mogelijk)
        .map(|(path, _)| {
            let message = "De ondertekenaar heet bijna als de kandidaat; hier ondertekent de leidinggevende.";
            let help = "Vul de volledige naam van de leidinggevende in, of laat de leidinggevende tekenen.";
            Diagnostic::new(&ONDERTEKENAAR_MOGELIJK_KANDIDAAT, format!("{path}/naam"), message, help)
        })
        .collect()
}

/// In the place of the candidate stands somebody else.
pub(crate) static KANDIDAAT_ANDERE_ONDERTEKENAAR: Toets = Toets {
    rule: Rule {
        code: text("kandidaat-andere-ondertekenaar"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("In het vak van de kandidaat staat de naam van een ander"),
        bron: text("S:130-131; INF"),
        wat: text("Bij de ondertekening door de kandidaat, onder de ervaringsverklaring, staat een naam die niet die van de kandidaat is."),
        waarom: text("In dat vak staat de kandidaat voor de eigen tekst. De leidinggevende heeft een eigen vak."),
        voorbeeld: text("De naam van de leidinggevende staat in `ondertekening_kandidaat`."),
        herstel: text("Vul bij de ondertekening door de kandidaat uw eigen naam in, of laat haar weg: de regeling vraagt er niet om."),
        stage: Stage::Regeling,
    },
    check: other_than_kandidaat,
};

fn other_than_kandidaat(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (Some(kandidaat), Some(verklaring)) = (&subject.dossier.kandidaat, &subject.dossier.ervaringsverklaring) else {
        return Vec::new();
    };
    let naam = verklaring.ondertekening_kandidaat.as_ref().and_then(|ondertekening| ondertekening.naam.as_ref());
    let other = naam.filter(|naam| !has_surname(naam, kandidaat) && compare(naam, kandidaat) == Gelijkenis::Ander);
    other
        .map(|_| {
            let message = "In het vak van de kandidaat staat een andere naam dan die van de kandidaat.";
            let help = "Vul hier de naam van de kandidaat in; de leidinggevende tekent in het eigen vak.";
            Diagnostic::new(&KANDIDAAT_ANDERE_ONDERTEKENAAR, "/ervaringsverklaring/ondertekening_kandidaat/naam", message, help)
        })
        .into_iter()
        .collect()
}
