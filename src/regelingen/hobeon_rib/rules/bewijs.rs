//! Evidence: what is named, and whether the named files are there. The caller looks at the disk; nothing here does.

use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regeling::Bestandsstaat;

/// An activity names no evidence.
pub(crate) static BEWIJS_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("bewijs-ontbreekt"),
        ernst: Ernst::Fout,
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

/// A named file is not there or cannot be read.
pub(crate) static BEWIJSBESTAND_NIET_GEVONDEN: Toets = Toets {
    rule: Rule {
        code: text("bewijsbestand-niet-gevonden"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een genoemd bestand is er niet of is niet te lezen"),
        bron: text("S:62-63, S:76-78, S:101-110"),
        wat: text(
            "Het dossier noemt een bewijsdocument, zoals een certificaat, een ondertekende verklaring of het aanvraagformulier, maar dat \
        bestand staat niet bij het dossier of is niet te lezen.",
        ),
        waarom: text("Alle bewijsdocumenten moeten worden ingeleverd en goed leesbaar zijn. Wat u niet hebt, kunt u niet inleveren."),
        voorbeeld: text("`\"bestand\": \"bewijs/certificaat.pdf\"`, terwijl het bestand `certificaat-cursus.pdf` heet."),
        herstel: text("Zet het bestand op de genoemde plaats ten opzichte van het dossier, of verbeter de naam. Let op hoofdletters."),
        stage: Stage::Regeling,
    },
    check: niet_gevonden,
};

fn niet_gevonden(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(files) = subject.files else { return Vec::new() };
    let report = |path: String, message: &str, help: &str| Some(Diagnostic::new(&BEWIJSBESTAND_NIET_GEVONDEN, path, message, help));
    let named = subject.regeling.named_files(subject.value).into_iter();
    named
        .filter_map(|(path, name)| match files.get(&name)? {
            Bestandsstaat::Aanwezig => None,
            Bestandsstaat::Ontbreekt => report(
                path,
                "Dit bestand staat niet bij het dossier.",
                "Zet het bestand op deze plaats ten opzichte van het dossier, of verbeter de naam.",
            ),
            Bestandsstaat::Onleesbaar => report(
                path,
                "Dit bestand is niet te lezen.",
                "Controleer of het een gewoon bestand is dat u zelf kunt openen, en zet er anders een nieuwe kopie neer.",
            ),
        })
        .collect()
}
