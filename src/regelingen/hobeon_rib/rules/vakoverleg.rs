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
            "De titel of de toelichting van een activiteit noemt een overleg van vakgenoten, het raakvlak zegt dat het er een was, of het \
        blok vakoverleg is ingevuld, maar de soort is een andere.",
        ),
        waarom: text(
            "Voor vakoverleg tellen hoogstens {{ normen.pe_vakoverleg | decimaal }} PE-punten. De beoordelaar kan de activiteit daarbij tellen; het dossier laat daarom zien wat er \
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
                || activiteit.raakvlak_metier.as_deref().is_some_and(was_overleg)
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

/// What they hold.
const WAT: [&str; 8] = ["overleg", "overleggen", "beraad", "bespreking", "besprekingen", "vergadering", "vergaderingen", "consultatie"];

/// Whether a text names a meeting of colleagues: in one word, or in two beside each other. Sociaal-medisch overleg is another thing.
fn names_overleg(text: &str) -> bool {
    let woorden = woorden(text);
    (0..woorden.len()).any(|place| overleg_at(&woorden, place).is_some())
}

/// Who meet, also within a longer word: "kwartaalvakoverleg", "vakoverlegmiddag", but no "netwerkoverleg".
const KERN: [&str; 3] = ["vak", "team", "casus"];

/// Words of the name of a meeting of colleagues that begins here, if one does.
fn overleg_at(woorden: &[String], place: usize) -> Option<usize> {
    let woord = woorden.get(place)?;
    let who = |woord: &str| WIE.contains(&woord.trim_end_matches('s')) || WIE.contains(&woord);
    let one = |wat: &&str| woord.strip_suffix(*wat).is_some_and(|begin| !begin.is_empty() && who(begin));
    let follows = |rest: &str| WAT.iter().any(|wat| rest.starts_with(wat));
    let within = || KERN.iter().any(|kern| woord.match_indices(kern).any(|(at, _)| follows(&woord[at + kern.len()..])));
    let two = || who(woord) && woorden.get(place + 1).is_some_and(|next| WAT.contains(&next.as_str()));
    if WAT.iter().any(one) || woord == "vakgroep" || within() { Some(1) } else { two().then_some(2) }
}

/// Words that point at a meeting.
const LIDWOORDEN: [&str; 10] = ["het", "een", "ons", "onze", "mijn", "dit", "deze", "de", "elk", "ieder"];

/// Words that say what something was.
const WAS: [&str; 8] = ["was", "is", "waren", "betrof", "betreft", "werd", "vormde", "als"];

/// Words that say what was done in a meeting, when they stand right behind it: "in ons vakoverleg stond fraude centraal".
const DEED: [&str; 17] = [
    "stond",
    "stonden",
    "ging",
    "gingen",
    "draaide",
    "kwam",
    "kwamen",
    "bespraken",
    "besprak",
    "behandelden",
    "behandelde",
    "wisselden",
    "deelden",
    "oefenden",
    "bekeken",
    "keken",
    "was",
];

/// Words in a sentence about another meeting, to which something was carried.
const ELDERS: [&str; 17] = [
    "ik",
    "mij",
    "ingebracht",
    "inbrengen",
    "bracht",
    "brachten",
    "later",
    "daarna",
    "afloop",
    "vervolgens",
    "sindsdien",
    "cursus",
    "training",
    "congres",
    "symposium",
    "workshop",
    "artikel",
];

/// Whether a text says of what it is about that it was a meeting of colleagues; one that is only mentioned is another.
fn was_overleg(text: &str) -> bool {
    text.split(['.', '!', '?', ';', '\n']).any(|zin| {
        let woorden = woorden(zin);
        (0..woorden.len()).any(|place| overleg_at(&woorden, place).is_some_and(|length| is_about(&woorden, place, length)))
    })
}

/// Whether the meeting of so many words at this place is what the sentence is about: "in dit vakoverleg", "het was een vakoverleg",
/// "vakoverleg met ...", or in the beginning "tijdens ons vakoverleg stond ...".
fn is_about(zin: &[String], place: usize, length: usize) -> bool {
    let known = |list: &[&str], woord: Option<&String>| woord.is_some_and(|woord| list.contains(&woord.as_str()));
    let (after, elsewhere) = (zin.get(place + length), zin.iter().any(|woord| ELDERS.contains(&woord.as_str())));
    let Some(last) = place.checked_sub(1) else {
        return known(&["met", "van", "over", "waarin", "waar"], after) && !elsewhere;
    };
    // At most two words, "goed voorbereid", stand between "een" and the meeting.
    let describes = |at: &usize| !known(&WAS, zin.get(*at)) && !known(&["geen", "niet"], zin.get(*at));
    let mut near = (place.saturating_sub(3)..place).rev().take_while(describes);
    let Some(article) = near.find(|at| known(&LIDWOORDEN, zin.get(*at))) else {
        return known(&["als"], zin.get(last));
    };
    let before = article.checked_sub(1).and_then(|at| zin.get(at));
    let begins = article == 0 || (article == 1 && known(&["tijdens", "in", "op", "bij", "binnen"], before));
    known(&["dit", "deze"], zin.get(article)) || known(&WAS, before) || (begins && known(&DEED, after) && !elsewhere)
}

#[cfg(test)]
mod tests {
    use super::{names_overleg, was_overleg};

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
            "Kwartaalvakoverleg Rivierland",
            "Vakoverlegmiddag",
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

    #[test]
    fn knows_when_a_text_says_that_this_was_a_meeting() {
        for text in [
            "In dit vakoverleg bespraken wij hoe schulden een traject vertragen.",
            "Het was een gestructureerd vakoverleg met een agenda en een verslag.",
            "Tijdens ons maandelijks vakoverleg stond fraude centraal.",
            "Veel geleerd over schulden. Dit was een goed voorbereide casuïstiekbespreking.",
            "Vakoverleg met acht collega's over de loonsanctie.",
            "De middag was opgezet als vakoverleg.",
            "In het vakoverleg kwam de loonsanctie aan de orde.",
            "Het teamoverleg ging over de privacyregels.",
            "De middag betrof een regionaal vakoverleg; ik heb daar veel aan.",
        ] {
            assert!(was_overleg(text), "{text}");
        }
        for text in [
            "Na afloop heb ik het onderwerp ingebracht in het vakoverleg van ons kantoor.",
            "Een collega raadde mij deze cursus aan in het vakoverleg; ik begeleid drie mensen.",
            "Ik bracht het in het vakoverleg in.",
            "In ons vakoverleg kwam ik er later op terug.",
            "In het vakoverleg bespraken wij na afloop wat de cursus ons had gebracht.",
            "Het vakoverleg van ons kantoor is maandelijks; de cursus paste daarbij.",
            "De cursus kwam voort uit een vraag in het teamoverleg.",
            "Dit was geen vakoverleg maar een training.",
            "Ik overleg dagelijks met mensen uit heel verschillende vakgebieden.",
            "Vakoverleg is bij ons schaars, daarom volgde ik deze training.",
        ] {
            assert!(!was_overleg(text), "{text}");
        }
    }
}
