//! Presence that does not count: the same time twice, or more than a day can have.

use super::activiteit::days;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Activiteit;
use crate::regelingen::hobeon_rib::norm::aanwezigheid::Verlies;
use crate::regelingen::hobeon_rib::norm::vakontwikkeling;
use crate::schema::notatie::{decimaal, duur};

/// Not all presence of an activity counts.
pub(crate) static UREN_PER_DAG: Toets = Toets {
    rule: Rule {
        code: text("uren-per-dag"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Dezelfde tijd is twee keer opgegeven, of er staan te veel uren op een dag"),
        bron: text("S:138-140, S:144; INF: dezelfde tijd telt één keer, en een dag heeft hoogstens 12 uur aanwezigheid"),
        wat: text(
            "De begin- en eindtijden van twee activiteiten overlappen, of op een dag is over alle activiteiten samen meer dan {{ normen.uren_per_dag | decimaal }} uur aanwezigheid \
        opgegeven. De minuten te veel tellen niet mee. Een activiteit van meer dagen mag over die dagen worden verdeeld; voorbereiding staat \
        hier buiten.",
        ),
        waarom: text(
            "De punten volgen uit de tijd dat u aanwezig was, en u kunt niet op twee plaatsen tegelijk zijn. Zonder tijden is niet te zien of \
        het dezelfde uren zijn; dan is een lange dag de grens.",
        ),
        voorbeeld: text("Acht cursussen van acht uur, allemaal op 3 maart 2025: er tellen {{ normen.uren_per_dag | decimaal }} uren mee."),
        herstel: text(
            "Verbeter de datums, de tijden of de tijd van aanwezigheid. Duurde een activiteit meer dagen, vul dan de laatste dag in.",
        ),
        stage: Stage::Regeling,
    },
    check: per_dag,
};

fn per_dag(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = vakontwikkeling::standings(subject.dossier, subject.periode().as_ref());
    let lost = vakontwikkeling::verlies(&stand, subject.eisen);
    let each = vakontwikkeling::each(subject.dossier, &stand, subject.eisen, subject.eisen.afronding_pe);
    let ernst = subject.activity_lost();
    let losing = stand.iter().zip(&each).filter_map(|((place, activiteit, _), pe)| Some((*place, *activiteit, pe, lost.get(place)?)));
    losing
        .map(|(place, activiteit, pe, lost)| {
            // Awarded points do not follow from the time: there is nothing to lose.
            let ernst = if pe.geteld.toegekend { Ernst::Waarschuwing } else { ernst };
            let help = "Verbeter de datums, de tijden of de tijd van aanwezigheid; duurde het meer dagen, vul dan de laatste dag in.";
            let path = format!("/activiteiten/{place}/tijd_aanwezigheid_min");
            Diagnostic::new(&UREN_PER_DAG, path, sentence(activiteit, lost, subject), help).weighed(ernst)
        })
        .collect()
}

/// How many minutes do not count, and why.
fn sentence(activiteit: &Activiteit, lost: &Verlies, subject: &Subject<'_>) -> String {
    let overlap = lost.met.map(|met| format!("{} overlapt met activiteit {} van de lijst", duur(lost.overlap), met + 1));
    let most = decimaal(subject.eisen.normen.uren_per_dag.waarde);
    let vol = (lost.vol > 0)
        .then(|| format!("{} past niet in de {most} uur die per dag hoogstens meetellen, {}", duur(lost.vol), days(activiteit)));
    let reasons: Vec<String> = [overlap, vol].into_iter().flatten().collect();
    format!("Niet alle aanwezigheid telt mee: {}.", reasons.join("; "))
}
