//! Vakoverleg under the name of another kind of activity: of that at most so many points count.

use super::toets::{Subject, Toets};
use super::vulling::is_leeg;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Dossier, Lijst, Soort, Vakoverleg};
use crate::regelingen::hobeon_rib::norm::pe::Punten;
use crate::regelingen::hobeon_rib::norm::titels::woorden;
use crate::regelingen::hobeon_rib::norm::vakontwikkeling::{self, PeBerekening, standings};
use crate::schema::notatie::decimaal;

/// An activity of another kind reads like a vakoverleg.
pub(crate) static VERMOEDELIJK_VAKOVERLEG: Toets = Toets {
    rule: Rule {
        code: text("vermoedelijk-vakoverleg"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een activiteit van een andere soort lijkt een vakoverleg"),
        bron: text("S:96-97, S:149-150; eigen lezing: wat een overleg heet, kan de beoordelaar als vakoverleg tellen"),
        wat: text(
            "De titel of de toelichting van een activiteit noemt een overleg van vakgenoten, of het blok vakoverleg is ingevuld, maar de soort \
        is een andere.",
        ),
        waarom: text(
            "Voor vakoverleg tellen hoogstens 10 PE-punten. De beoordelaar kan de activiteit daarbij tellen; het dossier laat daarom zien wat er \
        dan overblijft.",
        ),
        voorbeeld: text("Een workshop met de titel \"Werkoverleg team Noord\"."),
        herstel: text("Was het vakoverleg, kies dan die soort. Was het iets anders, laat dat zien in de titel of het raakvlak."),
        stage: Stage::Regeling,
    },
    check: vermoedelijk,
};

fn vermoedelijk(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = standings(subject.dossier, subject.periode().as_ref());
    let counted = stand.into_iter().filter(|(_, _, reason)| reason.is_none());
    let suspect: Vec<usize> = counted.filter(|(_, activiteit, _)| is_suspect(subject, activiteit)).map(|(place, _, _)| place).collect();
    if suspect.is_empty() {
        return Vec::new();
    }
    let worse = vakontwikkeling::pe(&as_vakoverleg(subject.dossier, &suspect), subject.eisen);
    let readings = vakontwikkeling::pe(subject.dossier, subject.eisen).zip(worse);
    let ernst = readings.map_or(Ernst::Beoordelaar, |(ours, worse)| weight(&ours, &worse));
    suspect.into_iter().map(|place| of_activity(place, readings.as_ref()).weighed(ernst)).collect()
}

/// What the worse reading costs: nothing but a look, unless the norm is missed in it.
fn weight(ours: &PeBerekening, worse: &PeBerekening) -> Ernst {
    let is_met = |found: &PeBerekening| found.tekort() == 0.into();
    if is_met(ours) && !is_met(worse) { Ernst::Waarschuwing } else { Ernst::Beoordelaar }
}

fn of_activity(place: usize, readings: Option<&(PeBerekening, PeBerekening)>) -> Diagnostic {
    let points = readings.map_or_else(String::new, |(ours, worse)| in_both_readings(ours.meegeteld, worse.meegeteld, ours.norm));
    let message = format!("Deze activiteit leest als een vakoverleg, maar heeft een andere soort.{points}");
    let help = "Was het vakoverleg, kies dan die soort. Was het iets anders, laat dat zien in de titel of het raakvlak.";
    Diagnostic::new(&VERMOEDELIJK_VAKOVERLEG, format!("/activiteiten/{place}/soort"), message, help)
}

/// A sentence on what counts in both readings.
fn in_both_readings(ours: Punten, worse: Punten, norm: Punten) -> String {
    let when = "als de beoordelaar alles wat zo leest als vakoverleg telt";
    if worse < ours {
        let (worse, ours, norm) = (decimaal(worse), decimaal(ours), decimaal(norm));
        format!(" Er tellen dan {worse} PE-punten mee in plaats van {ours}, {when}; nodig zijn er {norm}.")
    } else {
        format!(" Er tellen {} PE-punten mee, ook {when}.", decimaal(ours))
    }
}

/// The dossier, if these activities were vakoverleg.
fn as_vakoverleg(dossier: &Dossier, suspect: &[usize]) -> Dossier {
    let mut dossier = dossier.clone();
    let activiteiten = dossier.activiteiten.iter().map(|(place, activiteit)| {
        let mut activiteit = activiteit.clone();
        if suspect.contains(&place) {
            activiteit.soort = Soort::Vakoverleg;
        }
        activiteit
    });
    dossier.activiteiten = activiteiten.collect::<Lijst<_>>();
    dossier
}

/// A published article is no meeting, whatever it is about, and points that the body awarded are not weighed again.
fn is_suspect(subject: &Subject<'_>, activiteit: &Activiteit) -> bool {
    match activiteit.soort {
        Soort::Vakoverleg | Soort::LangdurigeOpleiding => false,
        Soort::Artikel => has_block(subject, activiteit),
        Soort::Congres | Soort::Beurs | Soort::Cursus | Soort::Symposium | Soort::Workshop | Soort::Anders => {
            names_overleg(&activiteit.titel)
                || activiteit.soort_toelichting.as_deref().is_some_and(names_overleg)
                || activiteit.raakvlak_metier.as_deref().is_some_and(calls_itself_overleg)
                || has_block(subject, activiteit)
        }
    }
}

/// Whether the block for vakoverleg holds something.
fn has_block(subject: &Subject<'_>, activiteit: &Activiteit) -> bool {
    let holds = |block: &Vakoverleg| {
        let structuur = !is_leeg(subject, "/activiteiten/0/vakoverleg/structuur", block.structuur.as_ref());
        structuur || block.agenda.is_some() || block.verslag.is_some() || block.deelnemers_aantal.is_some()
    };
    activiteit.vakoverleg.as_ref().is_some_and(holds)
}

/// Who meet: colleagues, or those of one profession.
const WIE: [&str; 17] = [
    "vak",
    "vakgroep",
    "werk",
    "werkgroep",
    "team",
    "afdelings",
    "groeps",
    "unit",
    "collegiaal",
    "collegiale",
    "intercollegiaal",
    "intercollegiale",
    "beroepsgroep",
    "casus",
    "casuistiek",
    "caseload",
    "vakgenoten",
];

/// Who meet, also at the end of a longer word: "kwartaalvakoverleg", but no "netwerkoverleg".
const KERN: [&str; 3] = ["vak", "team", "casus"];

/// What they hold.
const WAT: [&str; 8] = ["overleg", "overleggen", "beraad", "bespreking", "besprekingen", "vergadering", "vergaderingen", "consultatie"];

/// Whether a text names a meeting of colleagues: in one word, or in two beside each other. Sociaal-medisch overleg is another thing.
fn names_overleg(text: &str) -> bool {
    let woorden = woorden(text);
    let who =
        |woord: &str| WIE.contains(&woord.trim_end_matches('s')) || WIE.contains(&woord) || KERN.iter().any(|kern| woord.ends_with(kern));
    let one = |woord: &String| WAT.iter().any(|wat| woord.strip_suffix(wat).is_some_and(|begin| !begin.is_empty() && who(begin)));
    let two = |pair: &[String]| WAT.contains(&pair[1].as_str()) && who(&pair[0]);
    woorden.iter().any(|woord| one(woord) || woord == "vakgroep") || woorden.windows(2).any(two)
}

/// Whether a text says of what it is about that it was a meeting of colleagues: "in dit vakoverleg", "het was een gestructureerd
/// vakoverleg", or a sentence that begins with "tijdens ons maandelijkse vakoverleg". What was only told there, or came of it, is another.
fn calls_itself_overleg(text: &str) -> bool {
    text.split(['.', '!', '?', ';', '\n']).any(|sentence| {
        let woorden = woorden(sentence);
        let is = |place: usize, known: &[&str]| woorden.get(place).is_some_and(|woord| known.contains(&woord.as_str()));
        let begins = is(0, &["tijdens", "in", "bij", "binnen"]) && is(1, &["ons", "onze", "mijn"]);
        let meets = |place: &usize| names_overleg(&woorden[*place]);
        (0..woorden.len()).filter(meets).any(|place| {
            let near = place.saturating_sub(3)..place;
            let this = near.clone().any(|before| is(before, &["dit", "deze"]));
            let was = near.clone().any(|before| is(before, &["was", "betrof", "is"])) && near.clone().any(|before| is(before, &["een"]));
            this || was || (begins && place <= 4)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::names_overleg;

    #[test]
    fn knows_a_meeting_of_colleagues() {
        for title in [
            "Werkoverleg team Noord",
            "Vak-overleg Ziektewet",
            "VAKOVERLEG",
            "Casuïstiekoverleg regio",
            "Intercollegiaal overleg",
            "Teambespreking maart",
            "Afdelingsoverleg",
            "Vakgroep Re-integratie",
            "Casusbespreking",
            "Regionaal vakberaad",
            "Vаkоverleg",
            "Vakgroepoverleg",
            "Collegiale consultatie",
        ] {
            assert!(names_overleg(title), "{title}");
        }
        for title in [
            "Sociaal-medisch overleg: van losse inbreng naar gezamenlijk advies",
            "Overleggen met werkgevers",
            "Leren vergaderen",
            "Teamcoaching",
            "Vakbeurs Werk",
            "Werkbezoek sociaal ontwikkelbedrijf",
            "Casuïstiek in het sociaal domein",
            "In gesprek met het team",
            "Werk en overleg",
        ] {
            assert!(!names_overleg(title), "{title}");
        }
    }
}
