//! The application itself: its date and the two documents of the certifying body.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Bestand, Bijgevoegd};

/// No reference date.
pub(crate) static AANVRAAGDATUM_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("aanvraagdatum-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("De aanvraagdatum ontbreekt"),
        bron: text("S:65-67, S:116-118"),
        wat: text("In het dossier staat niet op welke dag u de certificatieovereenkomst ondertekent."),
        waarom: text(
            "Die dag geldt als het indienen van de aanvraag. Van daar tellen de {{ normen.periode_jaren | telwoord }} jaar terug waarin u hebt gewerkt en waarin \
        activiteiten en intervisie meetellen.",
        ),
        voorbeeld: text("Een dossier zonder `\"aanvraagdatum\"`."),
        herstel: text(
            "Vul de dag in waarop u de certificatieovereenkomst ondertekent, of wilt ondertekenen. Daarna worden ook de normen \
        beoordeeld.",
        ),
        stage: Stage::Regeling,
    },
    check: aanvraagdatum,
};

fn aanvraagdatum(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let absent = subject.dossier.aanvraagdatum.is_none();
    let finding = absent.then(|| {
        Diagnostic::new(
            &AANVRAAGDATUM_ONTBREEKT,
            "/aanvraagdatum",
            "De aanvraagdatum ontbreekt; zonder die dag is niet te zeggen welke jaren meetellen.",
            "Vul de dag in waarop u de certificatieovereenkomst ondertekent.",
        )
    });
    finding.into_iter().collect()
}

/// The body's application form is not there.
pub(crate) static AANVRAAGFORMULIER_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("aanvraagformulier-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Het aanvraagformulier is niet bijgevoegd"),
        bron: text("S:72, S:103"),
        wat: text("Het ondertekende aanvraagformulier van de certificerende instelling staat niet bij de bijgevoegde documenten."),
        waarom: text(
            "Zonder ondertekend aanvraagformulier wordt de aanvraag niet in behandeling genomen. dossierpers maakt dit formulier niet: \
        het is van de instelling.",
        ),
        voorbeeld: text("`\"bijgevoegd\": {}`."),
        herstel: text("Zet het ondertekende formulier bij het dossier en vul de bestandsnaam in bij `bijgevoegd`, `aanvraagformulier`."),
        stage: Stage::Regeling,
    },
    check: aanvraagformulier,
};

fn aanvraagformulier(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let named = named(subject, |bijgevoegd| bijgevoegd.aanvraagformulier.as_ref());
    absent(&AANVRAAGFORMULIER_ONTBREEKT, named, "aanvraagformulier", "Het ondertekende aanvraagformulier is niet bijgevoegd.")
}

/// The body's agreement is not there.
pub(crate) static OVEREENKOMST_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("overeenkomst-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("De certificatieovereenkomst is niet bijgevoegd"),
        bron: text("S:65-67, S:104"),
        wat: text("De ondertekende certificatieovereenkomst staat niet bij de bijgevoegde documenten."),
        waarom: text(
            "Pas met een ondertekende certificatieovereenkomst is de aanvraag ingediend. dossierpers maakt deze overeenkomst niet: zij is \
        van de instelling.",
        ),
        voorbeeld: text("`\"bijgevoegd\": { \"aanvraagformulier\": \"aanvraagformulier.pdf\" }`."),
        herstel: text(
            "Zet de ondertekende overeenkomst bij het dossier en vul de bestandsnaam in bij `bijgevoegd`, `certificatieovereenkomst`.",
        ),
        stage: Stage::Regeling,
    },
    check: overeenkomst,
};

fn overeenkomst(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let named = named(subject, |bijgevoegd| bijgevoegd.certificatieovereenkomst.as_ref());
    absent(&OVEREENKOMST_ONTBREEKT, named, "certificatieovereenkomst", "De ondertekende certificatieovereenkomst is niet bijgevoegd.")
}

fn named<'a>(subject: &Subject<'a>, field: fn(&Bijgevoegd) -> Option<&Bestand>) -> Option<&'a Bestand> {
    subject.dossier.bijgevoegd.as_ref().and_then(field)
}

fn absent(rule: &'static Toets, named: Option<&Bestand>, key: &str, message: &str) -> Vec<Diagnostic> {
    if named.is_some() {
        return Vec::new();
    }
    let help = format!("Vul de bestandsnaam in bij \"bijgevoegd\", \"{key}\".");
    vec![Diagnostic::new(rule, format!("/bijgevoegd/{key}"), message, help)]
}
