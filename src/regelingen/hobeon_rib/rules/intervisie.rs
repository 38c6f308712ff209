//! Intervisie: enough meetings that count, and why another does not.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Intervisiemoment, Soort};
use crate::regelingen::hobeon_rib::norm::intervisie::{Stand, Uitsluiting, intervisie, standings};
use crate::regelingen::hobeon_rib::norm::tijd::Tijdvak;
use crate::regelingen::hobeon_rib::norm::vakontwikkeling;

/// Too few meetings that count. That a meeting does not count has its own finding, and both are true.
pub(crate) static INTERVISIE_TE_WEINIG: Toets = Toets {
    rule: Rule {
        code: text("intervisie-te-weinig"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Er tellen minder dan {{ normen.intervisiemomenten | telwoord }} intervisiemomenten mee"),
        bron: text("S:99, S:155"),
        wat: text(
            "Het dossier bevat te weinig intervisiemomenten die meetellen: van intervisie, met mensen uit hetzelfde vakgebied (beide \
        ingevuld), in de periode, en elk één keer.",
        ),
        waarom: text(
            "U dient aan minimaal {{ normen.intervisiemomenten | telwoord }} intervisiemomenten te hebben deelgenomen, met van elk een verslag.",
        ),
        voorbeeld: text("Precies {{ normen.intervisiemomenten | telwoord }} verslagen, waarvan een over een bijeenkomst voor de periode."),
        herstel: text("Voeg verslagen toe van andere intervisiemomenten in de periode."),
        stage: Stage::Regeling,
    },
    check: te_weinig,
};

fn te_weinig(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = subject.periode().and_then(|_| intervisie(subject.dossier, subject.eisen));
    let Some(found) = found.filter(|found| found.tekort() > 0) else { return Vec::new() };
    let of = if found.aantal > found.meegeteld { format!(" van de {}", found.aantal) } else { String::new() };
    let message = format!("Er tellen {}{of} intervisiemomenten mee; nodig zijn er {}.", found.meegeteld, found.norm);
    let help = format!("Voeg verslagen toe van andere intervisiemomenten in de periode; het tekort is {}.", found.tekort());
    vec![Diagnostic::new(&INTERVISIE_TE_WEINIG, "/intervisiemomenten", message, help)]
}

/// The conversation was casuïstiek.
pub(crate) static INTERVISIE_IS_CASUISTIEK: Toets = Toets {
    rule: Rule {
        code: text("intervisie-is-casuistiek"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een bijeenkomst was casuïstiek en geen intervisie"),
        bron: text("S:159-164"),
        wat: text("Bij een intervisiemoment staat als vorm casuïstiek; het telt daarom niet mee."),
        waarom: text(
            "Casuïstiek is geen intervisie: daar gaat het om de juiste procedure, bij intervisie om het eigen handelen van wie de casus \
        inbrengt.",
        ),
        voorbeeld: text("`\"vorm\": \"casuistiek\"`."),
        herstel: text("Ging het gesprek wel over het eigen handelen, verander dan de vorm. Haal het verslag anders weg."),
        stage: Stage::Regeling,
    },
    check: casuistiek,
};

fn casuistiek(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reason = |uitsluiting| matches!(uitsluiting, Uitsluiting::Casuistiek);
    let message = |_: &Intervisiemoment| "Deze bijeenkomst was casuïstiek en telt niet mee als intervisie.".to_owned();
    each(
        subject,
        &INTERVISIE_IS_CASUISTIEK,
        reason,
        "vorm",
        message,
        "Verander de vorm als het gesprek over het eigen handelen ging, of haal het verslag weg.",
    )
}

/// The participants work in different fields.
pub(crate) static INTERVISIE_ANDER_VAKGEBIED: Toets = Toets {
    rule: Rule {
        code: text("intervisie-ander-vakgebied"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De deelnemers aan een intervisiemoment werken niet in hetzelfde vakgebied"),
        bron: text("S:156-157"),
        wat: text("Bij een intervisiemoment staat dat de deelnemers niet in hetzelfde vakgebied werkzaam zijn; het telt daarom niet mee."),
        waarom: text("Onder intervisie verstaat de regeling een gesprek tussen mensen die werkzaam zijn in hetzelfde vakgebied."),
        voorbeeld: text("`\"zelfde_vakgebied\": false`."),
        herstel: text("Werkten de deelnemers wel in hetzelfde vakgebied, verbeter dit dan. Haal het verslag anders weg."),
        stage: Stage::Regeling,
    },
    check: ander_vakgebied,
};

fn ander_vakgebied(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reason = |uitsluiting| matches!(uitsluiting, Uitsluiting::AnderVakgebied);
    let message = |_: &Intervisiemoment| {
        "De deelnemers werken niet in hetzelfde vakgebied; deze bijeenkomst telt niet mee als intervisie.".to_owned()
    };
    each(
        subject,
        &INTERVISIE_ANDER_VAKGEBIED,
        reason,
        "zelfde_vakgebied",
        message,
        "Verbeter dit als het niet klopt, of haal het verslag weg.",
    )
}

/// A meeting lies outside the period.
pub(crate) static INTERVISIE_BUITEN_PERIODE: Toets = Toets {
    rule: Rule {
        code: text("intervisie-buiten-periode"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een intervisiemoment valt buiten de periode"),
        bron: text("S:93, S:117; INF: dezelfde vier jaar gelezen voor intervisie"),
        wat: text("Een intervisiemoment ligt voor de eerste of na de laatste dag van de periode en telt daarom niet mee."),
        waarom: text("De intervisie is een eis voor deze hercertificering; wat bij een eerdere periode hoorde, telt niet opnieuw."),
        voorbeeld: text("Een intervisiemoment op de dag voor de eerste dag van de periode."),
        herstel: text(
            "Klopt de datum niet, verbeter hem. Geldt voor u een andere periode, vul dan `periode_van` in. Haal het verslag anders weg.",
        ),
        stage: Stage::Regeling,
    },
    check: buiten_periode,
};

fn buiten_periode(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(periode) = subject.periode() else { return Vec::new() };
    let reason = |uitsluiting| matches!(uitsluiting, Uitsluiting::BuitenPeriode);
    let message = |moment: &Intervisiemoment| {
        format!("Dit intervisiemoment was op {}; mee telt wat valt in de periode van {}.", moment.datum.voluit(), periode.voluit())
    };
    each(subject, &INTERVISIE_BUITEN_PERIODE, reason, "datum", message, "Verbeter de datum, of haal het verslag weg: het telt niet mee.")
}

/// The same meeting stands there twice.
pub(crate) static INTERVISIE_DUBBEL: Toets = Toets {
    rule: Rule {
        code: text("intervisie-dubbel"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een intervisiemoment staat er twee keer"),
        bron: text("S:99, S:155; INF: een moment is een bijeenkomst, niet een casus"),
        wat: text(
            "Twee intervisiemomenten hebben dezelfde datum en begintijd, overlappen of volgen binnen {{ normen.intervisie_tussentijd_minuten | decimaal }} minuten op elkaar, of op één dag heeft er \
        een geen begintijd; het tweede telt niet mee.",
        ),
        waarom: text("De regeling telt momenten. Twee casussen in dezelfde bijeenkomst zijn samen één moment."),
        voorbeeld: text("Twee verslagen van 11 februari 2025, allebei om 13:30 uur."),
        herstel: text("Voeg de verslagen samen. Waren het twee bijeenkomsten, vul dan bij beide de juiste begintijd in."),
        stage: Stage::Regeling,
    },
    check: dubbel,
};

fn dubbel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = standings(subject.dossier, subject.eisen, subject.periode().as_ref());
    let ernst = subject.meeting_lost();
    let doubles = stand.iter().filter_map(|(place, moment, reason)| match reason {
        Some(Uitsluiting::Dubbel(other)) => Some((place, moment, stand.iter().find(|one| one.0 == *other)?)),
        _ => None,
    });
    doubles
        .map(|(place, moment, other)| {
            let help = "Voeg de verslagen samen, of vul bij beide de juiste begin- en eindtijd in.";
            let path = format!("/intervisiemomenten/{place}/datum");
            Diagnostic::new(&INTERVISIE_DUBBEL, path, same_as(moment, other, subject), help).weighed(ernst)
        })
        .collect()
}

/// Why a meeting is the same as another.
fn same_as(moment: &Intervisiemoment, (other, earlier, _): &Stand<'_>, subject: &Subject<'_>) -> String {
    let (datum, nr) = (moment.datum.voluit(), other + 1);
    let Some(begin) = moment.begintijd else {
        return format!("Er is nog een intervisiemoment op {datum}, en zonder begintijd zijn de twee niet te onderscheiden.");
    };
    if (earlier.datum, earlier.begintijd) == (moment.datum, moment.begintijd) {
        return format!("Er is al een intervisiemoment op {datum} om {begin} uur; twee casussen in één bijeenkomst zijn één moment.");
    }
    let times = Tijdvak::of_meeting(earlier).zip(Tijdvak::of_meeting(moment));
    if times.is_some_and(|(earlier, own)| earlier.common(&own).is_some()) {
        return format!("Dit intervisiemoment op {datum} overlapt met nummer {nr} van de lijst; samen zijn zij één moment.");
    }
    let gap = subject.eisen.normen.intervisie_tussentijd_minuten.aantal();
    format!(
        "Dit intervisiemoment op {datum} begint binnen {gap} minuten na het einde van nummer {nr} van de lijst; samen zijn zij één moment."
    )
}

/// A meeting lasted no minute.
pub(crate) static INTERVISIE_ZONDER_DUUR: Toets = Toets {
    rule: Rule {
        code: text("intervisie-zonder-duur"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een intervisiemoment duurde nul minuten"),
        bron: text("S:99, S:155; INF: een moment duurt langer dan niets"),
        wat: text("Bij een intervisiemoment is de eindtijd gelijk aan de begintijd, of de duur 0 minuten; het telt niet mee."),
        waarom: text("Een bijeenkomst waaraan u hebt deelgenomen, heeft enige tijd geduurd."),
        voorbeeld: text("`\"begintijd\": \"13:30\", \"eindtijd\": \"13:30\"`."),
        herstel: text("Verbeter de tijden of de duur. Weet u die niet, laat dan de eindtijd en de duur leeg."),
        stage: Stage::Regeling,
    },
    check: zonder_duur,
};

fn zonder_duur(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let reason = |uitsluiting| matches!(uitsluiting, Uitsluiting::ZonderDuur);
    let message = |_: &Intervisiemoment| "Dit intervisiemoment duurde volgens de opgave nul minuten en telt niet mee.".to_owned();
    let help = "Verbeter de tijden of de duur, of laat leeg wat u niet weet.";
    each(subject, &INTERVISIE_ZONDER_DUUR, reason, "datum", message, help)
}

/// A meeting at the time of an activity.
pub(crate) static INTERVISIE_OVERLAPT_ACTIVITEIT: Toets = Toets {
    rule: Rule {
        code: text("intervisie-overlapt-activiteit"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een intervisiemoment was op hetzelfde moment als een activiteit"),
        bron: text("S:96-99; INF: dezelfde tijd telt één keer"),
        wat: text(
            "De tijden van een intervisiemoment overlappen met de begin- en eindtijd van een activiteit die meetelt; het intervisiemoment telt niet \
        mee.",
        ),
        waarom: text("De regeling noemt vakontwikkeling en intervisie als aparte eisen. Dezelfde uren mogen niet voor beide tellen."),
        voorbeeld: text("Een intervisiemoment van 13:30 tot 15:30 uur tijdens een vakoverleg van 13:30 tot 16:15 uur."),
        herstel: text("Verbeter de tijden of de datum. Was het één bijeenkomst, kies dan waarvoor hij telt."),
        stage: Stage::Regeling,
    },
    check: overlapt_activiteit,
};

fn overlapt_activiteit(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let stand = standings(subject.dossier, subject.eisen, subject.periode().as_ref());
    let ernst = subject.meeting_lost();
    let during = stand.into_iter().filter_map(|(place, moment, reason)| match reason {
        Some(Uitsluiting::TijdensActiviteit(activiteit)) => Some((place, moment, activiteit)),
        _ => None,
    });
    during
        .map(|(place, moment, activiteit)| {
            let message = format!(
                "Dit intervisiemoment op {} overlapt met activiteit {} van de lijst; dezelfde uren tellen niet voor beide.",
                moment.datum.voluit(),
                activiteit + 1
            );
            let help = "Verbeter de tijden of de datum, of kies waarvoor de bijeenkomst telt.";
            let path = format!("/intervisiemomenten/{place}/datum");
            Diagnostic::new(&INTERVISIE_OVERLAPT_ACTIVITEIT, path, message, help).weighed(ernst)
        })
        .collect()
}

/// A meeting on a day of vakoverleg: counted twice?
pub(crate) static INTERVISIE_OP_VAKOVERLEGDAG: Toets = Toets {
    rule: Rule {
        code: text("intervisie-op-vakoverlegdag"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een intervisiemoment valt op dezelfde dag als een vakoverleg"),
        bron: text("S:96-99; INF: intervisie geeft geen PE-punten"),
        wat: text("Op de dag van een intervisiemoment is ook een vakoverleg opgegeven."),
        waarom: text("De regeling noemt vakontwikkeling en intervisie als aparte eisen. Dezelfde bijeenkomst mag niet voor beide tellen."),
        voorbeeld: text("Een intervisiemoment en een vakoverleg, allebei op 26 januari 2023."),
        herstel: text(
            "Waren het twee bijeenkomsten, vul dan bij beide de begin- en eindtijd in. Was het er één, kies dan waarvoor hij telt.",
        ),
        stage: Stage::Regeling,
    },
    check: op_vakoverlegdag,
};

fn op_vakoverlegdag(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let periode = subject.periode();
    let overleg: Vec<_> = vakontwikkeling::standings(subject.dossier, periode.as_ref())
        .into_iter()
        .filter(|(_, activiteit, reason)| reason.is_none() && activiteit.soort == Soort::Vakoverleg)
        .collect();
    // Where both tell their times, those that overlap do not count, and the others were two meetings.
    let told_apart = |activiteit: &Activiteit, moment: &Intervisiemoment| {
        let its_end_is_told = moment.begintijd.is_some() && (moment.eindtijd.is_some() || moment.duur_min.is_some());
        Tijdvak::of_activity(activiteit).is_some() && its_end_is_told
    };
    let held_on = |moment: &Intervisiemoment| {
        let same_day = |activiteit: &Activiteit| activiteit.datum_van <= moment.datum && moment.datum <= activiteit.laatste_dag();
        overleg.iter().any(|(_, activiteit, _)| same_day(activiteit) && !told_apart(activiteit, moment))
    };
    let stand = standings(subject.dossier, subject.eisen, periode.as_ref()).into_iter();
    let momenten = stand.filter(|(_, moment, reason)| reason.is_none() && held_on(moment));
    momenten
        .map(|(place, moment, _)| {
            let message =
                format!("Op {} is ook een vakoverleg opgegeven; dezelfde bijeenkomst telt niet voor beide.", moment.datum.voluit());
            let help = "Laat met begin- en eindtijd zien dat het twee bijeenkomsten waren, of kies waarvoor de bijeenkomst telt.";
            Diagnostic::new(&INTERVISIE_OP_VAKOVERLEGDAG, format!("/intervisiemomenten/{place}/datum"), message, help)
        })
        .collect()
}

/// The candidate does not state that nobody can be recognised.
pub(crate) static ANONIMITEIT_NIET_VERKLAARD: Toets = Toets {
    rule: Rule {
        code: text("anonimiteit-niet-verklaard"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Bij een intervisieverslag is niet verklaard dat niemand herkenbaar is"),
        bron: text("S:60; INF: de regeling vraagt geen gegevens van klanten"),
        wat: text("Bij een verslag staat niet, of staat ontkennend, dat u het hebt geanonimiseerd."),
        waarom: text(
            "Verslagen gaan over klanten, vaak over hun gezondheid. Een herkenbare klant is een inbreuk op diens privacy, en het verslag \
        komt dan terug.",
        ),
        voorbeeld: text("Een verslag zonder `\"geanonimiseerd\": true`."),
        herstel: text(
            "Lees het verslag na op namen, plaatsen, data en andere bijzonderheden, haal ze weg en vul `\"geanonimiseerd\": true` in.",
        ),
        stage: Stage::Regeling,
    },
    check: anonimiteit,
};

fn anonimiteit(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let momenten = subject.dossier.intervisiemomenten.iter().filter(|(_, moment)| moment.geanonimiseerd != Some(true));
    momenten
        .map(|(place, _)| {
            let message = "Bij dit verslag is niet verklaard dat niemand herkenbaar is.";
            let help = "Lees het verslag na op herkenbare gegevens en vul dan \"geanonimiseerd\": true in.";
            Diagnostic::new(&ANONIMITEIT_NIET_VERKLAARD, format!("/intervisiemomenten/{place}/geanonimiseerd"), message, help)
        })
        .collect()
}

/// A finding at the field `key` of each meeting that does not count for a reason; a warning where there are enough without it.
fn each(
    subject: &Subject<'_>,
    rule: &'static Toets,
    reason: fn(Uitsluiting) -> bool,
    key: &str,
    message: impl Fn(&Intervisiemoment) -> String,
    help: &str,
) -> Vec<Diagnostic> {
    let periode = subject.periode();
    let excluded = standings(subject.dossier, subject.eisen, periode.as_ref());
    let excluded = excluded.into_iter().filter(|(_, _, why)| why.is_some_and(reason));
    let ernst = subject.meeting_lost();
    excluded
        .map(|(place, moment, _)| Diagnostic::new(rule, format!("/intervisiemomenten/{place}/{key}"), message(moment), help).weighed(ernst))
        .collect()
}
