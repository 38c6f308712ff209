//! One activity: in the period, once, and with what the form must say about it.

use super::toets::{Subject, Toets};
use super::vulling::is_leeg;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Soort};
use crate::regelingen::hobeon_rib::norm::intervisie;
use crate::regelingen::hobeon_rib::norm::pe::{self, Punten};
use crate::regelingen::hobeon_rib::norm::period::Periode;
use crate::regelingen::hobeon_rib::norm::vakontwikkeling::{Naam, Uitsluiting, is_reversed, standings};
use crate::schema::notatie::{decimaal, duur};

/// An activity lies outside the period.
pub(crate) static ACTIVITEIT_BUITEN_PERIODE: Toets = Toets {
    rule: Rule {
        code: text("activiteit-buiten-periode"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een activiteit valt buiten de periode"),
        bron: text("S:93, S:117; INF: dezelfde vier jaar gelezen voor vakontwikkeling"),
        wat: text("Een activiteit begint voor de eerste dag of eindigt na de laatste dag van de periode en telt daarom niet mee."),
        waarom: text(
            "Alleen vakontwikkeling uit de {{ normen.periode_jaren | telwoord }} jaar voor de aanvraag laat zien dat u het vak hebt bijgehouden.",
        ),
        voorbeeld: text("Een cursus op de dag voor de eerste dag van de periode."),
        herstel: text(
            "Klopt de datum niet, verbeter hem. Geldt voor u een andere periode, zoals sinds uw vorige certificaat, vul dan \
        `periode_van` in. Haal de activiteit anders weg.",
        ),
        stage: Stage::Regeling,
    },
    check: buiten_periode,
};

fn buiten_periode(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(periode) = subject.periode() else { return Vec::new() };
    let ernst = subject.activity_lost();
    let outside =
        standings(subject.dossier, Some(&periode)).into_iter().filter(|(_, _, reason)| *reason == Some(Uitsluiting::BuitenPeriode));
    outside
        .map(|(place, activiteit, _)| {
            let message = format!("Deze activiteit was {}; mee telt wat valt in de periode van {}.", days(activiteit), periode.voluit());
            let help = "Verbeter de datum, of haal de activiteit weg: zij telt niet mee.";
            Diagnostic::new(
                &ACTIVITEIT_BUITEN_PERIODE,
                format!("/activiteiten/{place}/{}", outside_key(activiteit, periode)),
                message,
                help,
            )
            .weighed(ernst)
        })
        .collect()
}

/// The field with the day that lies outside.
fn outside_key(activiteit: &Activiteit, periode: Periode) -> &'static str {
    if activiteit.datum_van < periode.van || activiteit.datum_tot.is_none() { "datum_van" } else { "datum_tot" }
}

/// The days of an activity: `op 14 maart 2025`, or `van ... tot en met ...`.
pub(super) fn days(activiteit: &Activiteit) -> String {
    let (van, tot) = (activiteit.datum_van, activiteit.laatste_dag());
    if van == tot { format!("op {}", van.voluit()) } else { format!("van {} tot en met {}", van.voluit(), tot.voluit()) }
}

/// An activity or meeting after the application.
pub(crate) static NA_AANVRAAGDATUM: Toets = Toets {
    rule: Rule {
        code: text("na-aanvraagdatum"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een activiteit of intervisiemoment is van na de aanvraagdatum"),
        bron: text("S:65-67, S:81-82; INF"),
        wat: text("Een activiteit of intervisiemoment is van na de aanvraagdatum en telt daarom in deze aanvraag niet mee."),
        waarom: text(
            "Wat na de aanvraag komt, hoort bij de volgende periode. Alleen als antwoord op een verzoek om aanvulling kan het zin hebben \
        om het mee te sturen.",
        ),
        voorbeeld: text("Een cursus op 14 juni 2026 bij een aanvraag op 1 juni 2026."),
        herstel: text("Bewaar het voor de volgende hercertificering. Dient u later in, verander dan de aanvraagdatum."),
        stage: Stage::Regeling,
    },
    check: na_aanvraagdatum,
};

fn na_aanvraagdatum(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let (Some(periode), Some(aanvraagdatum)) = (subject.periode(), subject.dossier.aanvraagdatum) else { return Vec::new() };
    let activiteiten = standings(subject.dossier, Some(&periode)).into_iter();
    let activiteiten = activiteiten.filter(|(_, _, reason)| *reason == Some(Uitsluiting::NaAanvraag)).map(|(place, activiteit, _)| {
        let key = if activiteit.datum_tot.is_some() { "datum_tot" } else { "datum_van" };
        (format!("/activiteiten/{place}/{key}"), activiteit.laatste_dag())
    });
    let momenten = intervisie::standings(subject.dossier, subject.eisen, Some(&periode)).into_iter();
    let momenten = momenten.filter(|(_, _, reason)| *reason == Some(intervisie::Uitsluiting::NaAanvraag));
    let momenten = momenten.map(|(place, moment, _)| (format!("/intervisiemomenten/{place}/datum"), moment.datum));
    activiteiten.chain(momenten).map(|(path, dag)| later(path, dag, aanvraagdatum)).collect()
}

fn later(path: String, dag: Datum, aanvraagdatum: Datum) -> Diagnostic {
    let message = format!("{} ligt na de aanvraagdatum, {}; dit telt in deze aanvraag niet mee.", dag.voluit(), aanvraagdatum.voluit());
    Diagnostic::new(&NA_AANVRAAGDATUM, path, message, "Bewaar het voor de volgende hercertificering, of verander de aanvraagdatum.")
}

/// The same activity stands there twice.
pub(crate) static ACTIVITEIT_DUBBEL: Toets = Toets {
    rule: Rule {
        code: text("activiteit-dubbel"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een activiteit staat er twee keer"),
        bron: text("S:98, S:151; INF"),
        wat: text(
            "Twee activiteiten op dezelfde dag hebben dezelfde titel en organisator; de tweede telt niet mee. Leestekens, accenten, \
        \"(1)\", \"deel 2\" of een andere volgorde van de woorden maken geen andere titel.",
        ),
        waarom: text("Per activiteit is er één opgaveformulier. Dezelfde activiteit mag maar één keer punten geven."),
        voorbeeld: text("Hetzelfde congres op twee plaatsen in de lijst."),
        herstel: text(
            "Haal een van de twee weg. Waren het twee bijeenkomsten op een dag, vul dan van beide de begintijd en de eindtijd in.",
        ),
        stage: Stage::Regeling,
    },
    check: dubbel,
};

fn dubbel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = standings(subject.dossier, subject.periode().as_ref());
    let ernst = subject.activity_lost();
    let first = |reason| match reason {
        Some(Uitsluiting::Dubbel(first)) => Some(first),
        _ => None,
    };
    let doubles = stand.into_iter().filter_map(|(place, activiteit, reason)| Some((place, activiteit, first(reason)?)));
    doubles
        .map(|(place, activiteit, first)| {
            let message = format!(
                "Deze activiteit heeft op {} dezelfde titel en organisator als activiteit {}, en telt niet nog eens mee.",
                activiteit.datum_van.voluit(),
                number(subject, first)
            );
            Diagnostic::new(
                &ACTIVITEIT_DUBBEL,
                format!("/activiteiten/{place}/titel"),
                message,
                "Haal een van de twee weg, of vul van beide de begintijd en de eindtijd in als het twee bijeenkomsten waren.",
            )
            .weighed(ernst)
        })
        .collect()
}

/// The number of the activity at this place of the list.
fn number(subject: &Subject<'_>, place: usize) -> usize {
    let here = subject.dossier.activiteiten.iter().find(|(other, _)| *other == place);
    here.and_then(|(_, activiteit)| activiteit.nr).map_or(place + 1, usize::from)
}

/// The same title and organiser on several dates.
pub(crate) static ACTIVITEIT_SERIE: Toets = Toets {
    rule: Rule {
        code: text("activiteit-serie"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Activiteiten met dezelfde titel en organisator staan op verschillende datums"),
        bron: text("S:138-140, S:147; INF: het maximum van 4 geldt per activiteit"),
        wat: text("Dezelfde titel en organisator komen op verschillende datums voor, als aparte activiteiten."),
        waarom: text(
            "Is het een reeks losse bijeenkomsten, dan telt elke apart. Is het één opleiding van meer dagen met één certificaat, dan is \
        het één activiteit met hoogstens {{ normen.pe_per_activiteit | decimaal }} punten.",
        ),
        voorbeeld: text("Een cursus van drie dagen, opgegeven als drie activiteiten."),
        herstel: text(
            "Is het één opleiding, maak er dan één activiteit van met een eerste en laatste dag. Zijn het losse bijeenkomsten, geef elke \
        dan een eigen titel en eigen bewijs.",
        ),
        stage: Stage::Regeling,
    },
    check: serie,
};

/// One finding for a series, at its second activity.
fn serie(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = standings(subject.dossier, subject.periode().as_ref()).into_iter();
    let mut together: Vec<(Naam, Vec<(usize, &Activiteit)>)> = Vec::new();
    for (place, activiteit, _) in stand.filter(|(_, activiteit, reason)| reason.is_none() && !is_reversed(activiteit)) {
        let naam = Naam::of(activiteit);
        match together.iter_mut().find(|(first, _)| first.same_series(&naam)) {
            Some((_, members)) => members.push((place, activiteit)),
            None => together.push((naam, vec![(place, activiteit)])),
        }
    }
    together.iter().filter_map(|(_, members)| of_series(subject, members)).collect()
}

/// The finding; none for sessions of one day that would give as many points as one activity.
fn of_series(subject: &Subject<'_>, members: &[(usize, &Activiteit)]) -> Option<Diagnostic> {
    let ((_, first), (second, _)) = (members.first()?, members.get(1)?);
    let (apart, as_one) = worth(subject, members);
    if members.iter().all(|(_, activiteit)| activiteit.datum_van == first.datum_van) && apart == as_one {
        return None;
    }
    let places: Vec<String> =
        members.iter().map(|(place, one)| format!("activiteit {} op {}", number(subject, *place), one.datum_van.voluit())).collect();
    let worth = if apart == as_one {
        format!("Voor de punten maakt het niet uit: {}.", decimaal(apart))
    } else {
        format!(
            "Apart geven zij {} PE-punten, als één opleiding {}: {} minder.",
            decimaal(apart),
            decimaal(as_one),
            decimaal(apart - as_one)
        )
    };
    let message = format!(
        "Deze titel en organisator staan er {} keer: {}. Is dit een reeks of één opleiding? {worth}",
        places.len(),
        places.join(", ")
    );
    let help = "Eén opleiding met één certificaat is één activiteit. Geef losse bijeenkomsten elk een eigen titel en eigen bewijs.";
    Some(Diagnostic::new(&ACTIVITEIT_SERIE, format!("/activiteiten/{second}/titel"), message, help))
}

/// The points of these activities apart, and if they were one. Points that were awarded stay what they are.
fn worth(subject: &Subject<'_>, members: &[(usize, &Activiteit)]) -> (Punten, Punten) {
    let all: Vec<_> = members.iter().map(|(_, activiteit)| pe::activiteit(activiteit, subject.eisen)).collect();
    let apart: Punten = all.iter().map(|pe| pe.punten).sum();
    let awarded: Punten = all.iter().filter(|pe| pe.toegekend).map(|pe| pe.punten).sum();
    (apart, awarded + (apart - awarded).min(subject.eisen.normen.pe_per_activiteit.waarde))
}

/// The relation to the profession is not told.
pub(crate) static RAAKVLAK_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("raakvlak-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een activiteit ontbreekt het raakvlak met het métier van klantmanager"),
        bron: text("S:137-138"),
        wat: text("Bij een activiteit staat niet wat zij met uw vak te maken heeft."),
        waarom: text(
            "Er dient raakvlak te zijn met het métier van klantmanager; zonder uitleg kan de beoordelaar de activiteit niet meetellen.",
        ),
        voorbeeld: text("Een beurs zonder `\"raakvlak_metier\"`."),
        herstel: text("Schrijf in een paar zinnen wat de activiteit voor uw werk als klantmanager betekende."),
        stage: Stage::Regeling,
    },
    check: raakvlak,
};

fn raakvlak(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let each = subject.dossier.activiteiten.iter();
    let without =
        each.filter(|(place, one)| is_leeg(subject, &format!("/activiteiten/{place}/raakvlak_metier"), one.raakvlak_metier.as_ref()));
    without
        .map(|(place, _)| {
            let message = "Bij deze activiteit is het raakvlak met het métier van klantmanager niet beschreven.";
            Diagnostic::new(
                &RAAKVLAK_ONTBREEKT,
                format!("/activiteiten/{place}/raakvlak_metier"),
                message,
                "Beschrijf wat de activiteit met uw vak te maken heeft.",
            )
        })
        .collect()
}

/// A vakoverleg does not say how it was structured.
pub(crate) static VAKOVERLEG_STRUCTUUR_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("vakoverleg-structuur-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een vakoverleg staat niet hoe het gestructureerd was"),
        bron: text("S:149-150"),
        wat: text("Bij een activiteit van de soort vakoverleg is de structuur niet beschreven."),
        waarom: text("Vakoverleg moet een gestructureerde vorm hebben. Een gewoon werkoverleg telt niet mee."),
        voorbeeld: text("`\"soort\": \"vakoverleg\"`, zonder `\"vakoverleg\": { \"structuur\": ... }`."),
        herstel: text("Beschrijf hoe het overleg was opgezet, zoals met een agenda, een voorzitter, een vast thema en een verslag."),
        stage: Stage::Regeling,
    },
    check: structuur,
};

fn structuur(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let overleg = subject.dossier.activiteiten.iter().filter(|(_, activiteit)| activiteit.soort == Soort::Vakoverleg);
    let without = overleg.filter(|(place, activiteit)| {
        let structuur = activiteit.vakoverleg.as_ref().and_then(|vakoverleg| vakoverleg.structuur.as_ref());
        is_leeg(subject, &format!("/activiteiten/{place}/vakoverleg/structuur"), structuur)
    });
    without
        .map(|(place, _)| {
            let message = "Van dit vakoverleg is niet beschreven hoe het gestructureerd was.";
            let help = "Beschrijf bij \"vakoverleg\", \"structuur\" hoe het overleg was opgezet.";
            Diagnostic::new(&VAKOVERLEG_STRUCTUUR_ONTBREEKT, format!("/activiteiten/{place}/vakoverleg/structuur"), message, help)
        })
        .collect()
}

/// More preparation than attendance. An article has no attendance, and awarded points do not follow from the time.
pub(crate) static VOORBEREIDING_BOVEN_AANWEZIGHEID: Toets = Toets {
    rule: Rule {
        code: text("voorbereiding-boven-aanwezigheid"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een activiteit heeft meer voorbereiding dan aanwezigheid"),
        bron: text("S:138-140 tegenover S:143-147; INF"),
        wat: text("De tijd voor voorbereiding en zelfstudie is langer dan de tijd van aanwezigheid."),
        waarom: text(
            "De tekst van de regeling noemt alleen de duur van de activiteit, het formulier telt ook voorbereiding. Een beoordelaar kan \
        vragen naar veel zelfstudie, want daarvan is zelden bewijs.",
        ),
        voorbeeld: text("Een workshop van 2 uur met 6 uur voorbereiding."),
        herstel: text("Controleer de tijden, en laat in de toelichting en het bewijs zien wat u hebt bestudeerd."),
        stage: Stage::Regeling,
    },
    check: voorbereiding,
};

fn voorbereiding(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let awarded = |activiteit: &Activiteit| activiteit.soort == Soort::LangdurigeOpleiding && activiteit.pe_toegekend.is_some();
    let timed = subject.dossier.activiteiten.iter().filter(|(_, activiteit)| activiteit.soort != Soort::Artikel && !awarded(activiteit));
    let more = timed.filter(|(_, activiteit)| activiteit.tijd_voorbereiding_min > activiteit.tijd_aanwezigheid_min);
    more.map(|(place, activiteit)| {
        let (a, b) = (activiteit.tijd_aanwezigheid_min.0, activiteit.tijd_voorbereiding_min.0);
        let message = format!("De voorbereiding duurde {}, langer dan de aanwezigheid van {}.", duur(b.into()), duur(a.into()));
        let help = "Controleer de tijden, en laat zien wat u hebt bestudeerd.";
        Diagnostic::new(&VOORBEREIDING_BOVEN_AANWEZIGHEID, format!("/activiteiten/{place}/tijd_voorbereiding_min"), message, help)
    })
    .collect()
}
