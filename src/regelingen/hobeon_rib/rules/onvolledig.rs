//! Facts that a form has a line for and that an assessor needs, but without which it can still be made and counted.

use super::ondertekening::statements;
use super::toets::{Subject, Toets};
use super::vulling::{is_blanco, is_leeg};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Intervisiemoment, Ondertekening, Soort, Tekst, Werkverklaring};
use crate::regelingen::hobeon_rib::norm::intervisie;

/// Function or employer of the candidate is not given.
pub(crate) static KANDIDAAT_ONVOLLEDIG: Toets = Toets {
    rule: Rule {
        code: text("kandidaat-onvolledig"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De functie of de werkgever van de kandidaat ontbreekt"),
        bron: text("S:1, S:90-93; INF"),
        wat: text("Bij de gegevens van de kandidaat ontbreekt de functie of de werkgever."),
        waarom: text("De hercertificering is voor wie nu in de functie werkzaam is; de beoordelaar zoekt dat eerst bij deze gegevens."),
        voorbeeld: text("Een kandidaat met alleen een naam."),
        herstel: text("Vul uw huidige functie en werkgever in."),
        stage: Stage::Regeling,
    },
    check: kandidaat,
};

fn kandidaat(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(kandidaat) = &subject.dossier.kandidaat else { return Vec::new() };
    let fields = [
        ("functie", is_leeg(subject, "/kandidaat/functie", kandidaat.functie.as_ref())),
        ("werkgever", is_leeg(subject, "/kandidaat/werkgever", kandidaat.werkgever.as_ref())),
    ];
    absent(subject, &KANDIDAAT_ONVOLLEDIG, "/kandidaat", "Bij de kandidaat", &fields)
}

/// The employer does not say whether the candidate still works in the function.
pub(crate) static WERKVERKLARING_ONVOLLEDIG: Toets = Toets {
    rule: Rule {
        code: text("werkverklaring-onvolledig"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("De werkverklaring zegt niet of u nu in de functie werkzaam bent"),
        bron: text("S:90-91, S:118-119"),
        wat: text(
            "Op een werkverklaring met een dienstverband dat nog loopt, is niet ingevuld of u op het moment van ondertekenen in de functie \
        werkzaam bent.",
        ),
        waarom: text(
            "De regeling eist dat u op het moment van hercertificeren werkzaam bent in de functie; een open einddatum alleen zegt dat \
        minder duidelijk.",
        ),
        voorbeeld: text("Een werkverklaring zonder `\"momenteel_werkzaam\"`."),
        herstel: text("Vul `true` of `false` in, zoals de werkgever verklaart."),
        stage: Stage::Regeling,
    },
    check: werkverklaring,
};

fn werkverklaring(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let verklaringen = subject.dossier.werkverklaringen.iter();
    let running = verklaringen.filter(|(_, verklaring)| runs(verklaring, subject.dossier.aanvraagdatum));
    let fields = running.map(|(place, verklaring)| (place, [("momenteel_werkzaam", verklaring.momenteel_werkzaam.is_none())]));
    fields
        .flat_map(|(place, fields)| {
            absent(subject, &WERKVERKLARING_ONVOLLEDIG, &format!("/werkverklaringen/{place}"), "Op deze werkverklaring", &fields)
        })
        .collect()
}

/// Whether an appointment goes on, as far as the rows tell.
fn runs(verklaring: &Werkverklaring, aanvraagdatum: Option<Datum>) -> bool {
    let ends = |tot: Datum| aanvraagdatum.is_none_or(|dag| tot < dag);
    verklaring.dienstverbanden.iter().any(|(_, rij)| !rij.datum_tot.is_some_and(ends))
}

/// An activity does not say by whom, what kind, or what was prepared.
pub(crate) static ACTIVITEIT_ONVOLLEDIG: Toets = Toets {
    rule: Rule {
        code: text("activiteit-onvolledig"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Bij een activiteit ontbreekt een gegeven"),
        bron: text("S:135-137, S:145, S:149; INF"),
        wat: text(
            "Bij een activiteit ontbreekt de organisator, bij soort \"anders\" wat voor activiteit het was, of bij tijd voor voorbereiding \
        wat u hebt voorbereid.",
        ),
        waarom: text(
            "Zonder deze gegevens kan de beoordelaar het bewijs niet met het formulier vergelijken, of de opgegeven tijd niet plaatsen.",
        ),
        voorbeeld: text("`\"tijd_voorbereiding_min\": 90`, zonder `\"voorbereiding_toelichting\"`."),
        herstel: text("Vul het genoemde gegeven in."),
        stage: Stage::Regeling,
    },
    check: activiteit,
};

fn activiteit(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let activiteiten = subject.dossier.activiteiten.iter();
    activiteiten
        .flat_map(|(place, activiteit)| {
            let path = format!("/activiteiten/{place}");
            absent(subject, &ACTIVITEIT_ONVOLLEDIG, &path, "Bij deze activiteit", &of_activity(subject, &path, activiteit))
        })
        .collect()
}

fn of_activity(subject: &Subject<'_>, path: &str, activiteit: &Activiteit) -> [(&'static str, bool); 3] {
    let prepared = activiteit.tijd_voorbereiding_min.0 > 0;
    let leeg = |key: &str, text: Option<&Tekst>| is_leeg(subject, &format!("{path}/{key}"), text);
    let key = "voorbereiding_toelichting";
    [
        ("organisator", leeg("organisator", activiteit.organisator.as_ref())),
        ("soort_toelichting", activiteit.soort == Soort::Anders && leeg("soort_toelichting", activiteit.soort_toelichting.as_ref())),
        (key, prepared && is_leeg(subject, &format!("{path}/{key}"), activiteit.voorbereiding_toelichting.as_ref())),
    ]
}

/// A meeting does not say what makes it intervisie.
pub(crate) static INTERVISIE_ONVOLLEDIG: Toets = Toets {
    rule: Rule {
        code: text("intervisie-onvolledig"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een intervisiemoment ontbreekt een gegeven"),
        bron: text("S:156-157, S:159-160, S:167"),
        wat: text(
            "Bij een intervisiemoment ontbreekt de vorm van het gesprek, of de deelnemers in hetzelfde vakgebied werken, of met hoeveel u \
        was. Zonder de eerste twee telt het nog niet mee.",
        ),
        waarom: text(
            "Intervisie is een gesprek tussen mensen uit hetzelfde vakgebied, en geen casuïstiek. De beoordelaar moet kunnen zien dat het \
        dat was.",
        ),
        voorbeeld: text("Een intervisiemoment zonder `\"vorm\"`."),
        herstel: text("Vul het genoemde gegeven in. Noemt u de deelnemers zelf, dan mag het aantal leeg blijven."),
        stage: Stage::Regeling,
    },
    check: intervisiemoment,
};

fn intervisiemoment(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let met = norm_is_met(subject);
    let momenten = subject.dossier.intervisiemomenten.iter();
    momenten
        .flat_map(|(place, moment)| {
            let root = format!("/intervisiemomenten/{place}");
            let [needed @ .., number] = of_moment(moment);
            let of = |fields: &[_], ernst| {
                let found = absent(subject, &INTERVISIE_ONVOLLEDIG, &root, "Bij dit intervisiemoment", fields).into_iter();
                found.map(move |finding| finding.weighed(ernst))
            };
            let needed = of(&needed, if met { Ernst::Waarschuwing } else { Ernst::TeDoen });
            needed.chain(of(&[number], Ernst::Waarschuwing)).collect::<Vec<_>>()
        })
        .collect()
}

/// Whether there are enough meetings without those that lack something.
fn norm_is_met(subject: &Subject<'_>) -> bool {
    intervisie::intervisie(subject.dossier, subject.eisen).is_some_and(|found| found.tekort() == 0)
}

/// What makes it intervisie, and last the number of participants.
fn of_moment(moment: &Intervisiemoment) -> [(&'static str, bool); 3] {
    [
        ("vorm", moment.vorm.is_none()),
        ("zelfde_vakgebied", moment.zelfde_vakgebied.is_none()),
        ("deelnemers_aantal", moment.deelnemers_aantal.is_none() && moment.deelnemers.is_empty()),
    ]
}

/// A statement is signed, but not by whom, where or when.
pub(crate) static ONDERTEKENING_ONVOLLEDIG: Toets = Toets {
    rule: Rule {
        code: text("ondertekening-onvolledig"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een verklaring is ondertekend, maar er ontbreekt een gegeven bij"),
        bron: text("S:119, S:130-131; INF"),
        wat: text(
            "De verklaring geldt als ondertekend, maar de naam of functie van de ondertekenaar, de plaats of de datum is niet ingevuld.",
        ),
        waarom: text(
            "Een verklaring zonder naam, functie, plaats of datum wordt vaak teruggestuurd: er is niet te zien wie op welk moment \
        verklaart.",
        ),
        voorbeeld: text("`\"wijze\": \"pen\"`, zonder `\"datum\"`."),
        herstel: text("Vul over wat met de pen op de verklaring is geschreven. Staat het daar ook niet, laat het dan alsnog invullen."),
        stage: Stage::Regeling,
    },
    check: ondertekening,
};

fn ondertekening(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let signed =
        statements(subject).into_iter().filter_map(|(path, ondertekening)| Some((path, ondertekening.filter(|it| it.is_signed())?)));
    signed
        .flat_map(|(path, ondertekening)| {
            absent(subject, &ONDERTEKENING_ONVOLLEDIG, &path, "Bij deze ondertekening", &of_signature(ondertekening))
        })
        .collect()
}

fn of_signature(ondertekening: &Ondertekening) -> [(&'static str, bool); 4] {
    [
        ("naam", ondertekening.naam.as_deref().is_none_or(is_blanco)),
        ("functie", ondertekening.functie.as_deref().is_none_or(is_blanco)),
        ("plaats", ondertekening.plaats.as_deref().is_none_or(is_blanco)),
        ("datum", ondertekening.datum.is_none()),
    ]
}

/// A finding for each field that is absent: `(key, absent)`. `whereof` tells of what it is a field.
fn absent(subject: &Subject<'_>, rule: &'static Toets, root: &str, whereof: &str, fields: &[(&str, bool)]) -> Vec<Diagnostic> {
    let without = fields.iter().filter(|(_, absent)| *absent);
    without
        .map(|(key, _)| {
            let path = format!("{root}/{key}");
            let message = format!("{whereof} is \"{}\" niet ingevuld.", subject.label(&path));
            let help = subject.regeling.schema.fill_in(&path);
            Diagnostic::new(rule, path, message, help)
        })
        .collect()
}
