//! Evidence: what is named, and whether the named files are there. The caller looks at the disk; nothing here does.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};

/// An activity names no evidence.
pub(crate) static BEWIJS_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("bewijs-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een activiteit is geen bewijs van deelname genoemd"),
        bron: text("S:109, S:149"),
        wat: text("Een activiteit voor vakontwikkeling heeft geen enkel bewijsdocument."),
        waarom: text("U moet van elke activiteit aantonen dat u hebt deelgenomen; zonder bewijs telt zij niet mee."),
        voorbeeld: text("Een cursus zonder `\"bewijs\"`."),
        herstel: text(
            "Noem het certificaat, de getekende presentielijst of een ander bewijs, en zet het bestand bij het dossier. Bij een artikel \
        is de publicatie zelf het bewijs.",
        ),
        stage: Stage::Regeling,
    },
    check: bewijs_ontbreekt,
};

fn bewijs_ontbreekt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let without = subject.dossier.activiteiten.iter().filter(|(_, activiteit)| activiteit.bewijs.is_empty());
    without
        .map(|(place, _)| {
            Diagnostic::new(
                &BEWIJS_ONTBREEKT,
                format!("/activiteiten/{place}/bewijs"),
                "Bij deze activiteit is geen bewijs van deelname genoemd; ten minste één bewijsdocument is nodig.",
                "Noem bij \"bewijs\" het bestand met het certificaat, de presentielijst of een ander bewijs.",
            )
        })
        .collect()
}
