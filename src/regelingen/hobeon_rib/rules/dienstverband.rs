//! Rows of a werkverklaring that do not count, or not twice.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::norm::dienst::{Bron, Dienst, diensten, has_no_end};

/// A past employer gives no last day.
pub(crate) static DIENSTVERBAND_ZONDER_EINDE: Toets = Toets {
    rule: Rule {
        code: text("dienstverband-zonder-einde"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een dienstverband bij een vorige werkgever heeft geen einddatum"),
        bron: text("S:90-93, S:116-118"),
        wat: text(
            "Volgens de werkverklaring werkt u niet meer in de functie, maar een dienstverband heeft geen einddatum. Het telt niet mee: er is niet \
        te zien tot wanneer het liep.",
        ),
        waarom: text("Zonder einddatum zou het dienstverband doorlopen tot de aanvraag, en dat verklaart de werkgever juist niet."),
        voorbeeld: text("`\"momenteel_werkzaam\": false`, en een dienstverband zonder `\"datum_tot\"`."),
        herstel: text("Vul de laatste dag in. Werkt u er nog wel, laat de werkgever dan verklaren dat u nu in de functie werkzaam bent."),
        stage: Stage::Regeling,
    },
    check: zonder_einde,
};

fn zonder_einde(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (i, verklaring) in subject.dossier.werkverklaringen.iter() {
        for (j, _) in verklaring.dienstverbanden.iter().filter(|(_, rij)| has_no_end(verklaring, rij)) {
            let path = format!("/werkverklaringen/{i}/dienstverbanden/{j}/datum_tot");
            let message = "De werkgever verklaart dat u niet meer in de functie werkt, maar dit dienstverband heeft geen einddatum; het telt niet mee.";
            let help = "Vul de laatste dag van dit dienstverband in, of verbeter of u nu in de functie werkzaam bent.";
            found.push(Diagnostic::new(&DIENSTVERBAND_ZONDER_EINDE, path, message, help));
        }
    }
    found
}

/// Two rows of one employer are the same time.
pub(crate) static DIENSTVERBAND_DUBBEL: Toets = Toets {
    rule: Rule {
        code: text("dienstverband-dubbel"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Dezelfde tijd bij dezelfde werkgever staat er twee keer"),
        bron: text("S:92-93, S:116; INF: dezelfde tijd telt één keer"),
        wat: text(
            "Twee dienstverbanden bij dezelfde werkgever overlappen, en hebben dezelfde functie of dezelfde datums en omvang. Op de dagen die \
        beide noemen, telt alleen het grootste.",
        ),
        waarom: text("Een verklaring of een rij die twee keer in het dossier staat, maakt de aanstelling niet groter."),
        voorbeeld: text("Twee keer dezelfde werkverklaring van 0,3 FTE: dat is 0,3 FTE en geen 0,6."),
        herstel: text(
            "Haal de dubbele rij weg, of laat een rij eindigen op de dag voordat de volgende begint. Had u echt twee aanstellingen naast elkaar, \
        laat de werkgever er dan één rij van maken met de omvang samen.",
        ),
        stage: Stage::Regeling,
    },
    check: dubbel,
};

fn dubbel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    diensten(subject.dossier, subject.eisen, Bron::Opgegeven).iter().flat_map(doubles).collect()
}

/// A finding at each row that runs on a day of an earlier one that is the same time.
fn doubles(dienst: &Dienst<'_>) -> Vec<Diagnostic> {
    let earlier = |index: usize| {
        let later = &dienst.rijen[index];
        let first = dienst.rijen[..index].iter().find(|row| row.is_copy_of(later) && row.overlaps(later))?;
        Some((later, first))
    };
    let pairs = (0..dienst.rijen.len()).filter_map(earlier);
    pairs
        .map(|(later, first)| {
            let path = format!("/werkverklaringen/{}/dienstverbanden/{}/datum_van", later.verklaring, later.plaats);
            let message = format!(
                "Dit dienstverband is dezelfde tijd als dienstverband {} van werkverklaring {}; op de dagen die beide noemen, telt alleen het \
                grootste.",
                first.plaats + 1,
                first.verklaring + 1
            );
            let help = "Haal de dubbele rij weg, of laat een rij eindigen op de dag voordat de volgende begint.";
            Diagnostic::new(&DIENSTVERBAND_DUBBEL, path, message, help)
        })
        .collect()
}
