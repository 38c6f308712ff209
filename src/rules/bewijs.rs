//! Evidence: what is named, and whether the named files are there. The caller looks at the disk; nothing here does.

use std::collections::BTreeMap;

use super::{Check, Ernst, Rule, Scope, Subject};
use crate::diagnostic::Diagnostic;
use crate::dossier::{Activiteit, Bestand, Bewijs, Dossier, Lijst, Ondertekening};

/// What is known about files, by name as the dossier has it. A name that is not in it is not judged.
pub type Files = BTreeMap<String, Bestandsstaat>;

/// Bestandsstaat: what was found under a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bestandsstaat {
    /// A file that can be read.
    Aanwezig,
    /// Nothing.
    Ontbreekt,
    /// Something that cannot be read.
    Onleesbaar,
}

/// An activity names no evidence.
pub(crate) static BEWIJS_ONTBREEKT: Rule = Rule {
    code: "bewijs-ontbreekt",
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: "Bij een activiteit is geen bewijs van deelname genoemd",
    bron: "S:109, S:149",
    wat: "Een activiteit voor vakontwikkeling heeft geen enkel bewijsdocument.",
    waarom: "U moet van elke activiteit aantonen dat u hebt deelgenomen; zonder bewijs telt zij niet mee.",
    voorbeeld: "Een cursus zonder `\"bewijs\"`.",
    herstel: "Noem het certificaat, de getekende presentielijst of een ander bewijs, en zet het bestand bij het dossier. Bij een artikel \
        is de publicatie zelf het bewijs.",
    check: Check::Dossier(bewijs_ontbreekt),
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
pub(crate) static BEWIJSBESTAND_NIET_GEVONDEN: Rule = Rule {
    code: "bewijsbestand-niet-gevonden",
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: "Een genoemd bestand is er niet of is niet te lezen",
    bron: "S:62-63, S:76-78, S:101-110",
    wat: "Het dossier noemt een bewijsdocument, zoals een certificaat, een ondertekende verklaring of het aanvraagformulier, maar dat \
        bestand staat niet bij het dossier of is niet te lezen.",
    waarom: "Alle bewijsdocumenten moeten worden ingeleverd en goed leesbaar zijn. Wat u niet hebt, kunt u niet inleveren.",
    voorbeeld: "`\"bestand\": \"bewijs/certificaat.pdf\"`, terwijl het bestand `certificaat-cursus.pdf` heet.",
    herstel: "Zet het bestand op de genoemde plaats ten opzichte van het dossier, of verbeter de naam. Let op hoofdletters.",
    check: Check::Dossier(niet_gevonden),
};

fn niet_gevonden(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(files) = subject.files else { return Vec::new() };
    let report = |path: String, message: &str, help: &str| Some(Diagnostic::new(&BEWIJSBESTAND_NIET_GEVONDEN, path, message, help));
    let named = named_files(subject.dossier).into_iter();
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

/// Every file that a dossier names: JSON pointer of the field, and the name in it.
#[must_use]
pub fn named_files(dossier: &Dossier) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if let Some(bijgevoegd) = &dossier.bijgevoegd {
        add(&mut found, "/bijgevoegd/aanvraagformulier", bijgevoegd.aanvraagformulier.as_ref());
        add(&mut found, "/bijgevoegd/certificatieovereenkomst", bijgevoegd.certificatieovereenkomst.as_ref());
    }
    for (i, verklaring) in dossier.werkverklaringen.iter() {
        add_signed(&mut found, &format!("/werkverklaringen/{i}/ondertekening"), verklaring.ondertekening.as_ref());
    }
    if let Some(verklaring) = &dossier.ervaringsverklaring {
        let root = "/ervaringsverklaring/ondertekening";
        add_signed(&mut found, &format!("{root}_leidinggevende"), verklaring.ondertekening_leidinggevende.as_ref());
        add_signed(&mut found, &format!("{root}_kandidaat"), verklaring.ondertekening_kandidaat.as_ref());
    }
    for (i, activiteit) in dossier.activiteiten.iter() {
        add_activity(&mut found, &format!("/activiteiten/{i}"), activiteit);
    }
    for (i, moment) in dossier.intervisiemomenten.iter() {
        add_evidence(&mut found, &format!("/intervisiemomenten/{i}"), &moment.bewijs);
    }
    found
}

fn add_activity(found: &mut Vec<(String, String)>, path: &str, activiteit: &Activiteit) {
    let letter = activiteit.pe_toegekend.as_ref().and_then(|pe| pe.bewijs.as_ref());
    add(found, &format!("{path}/pe_toegekend/bewijs"), letter);
    if let Some(vakoverleg) = &activiteit.vakoverleg {
        add(found, &format!("{path}/vakoverleg/agenda"), vakoverleg.agenda.as_ref());
        add(found, &format!("{path}/vakoverleg/verslag"), vakoverleg.verslag.as_ref());
    }
    add_evidence(found, path, &activiteit.bewijs);
}

fn add_evidence(found: &mut Vec<(String, String)>, path: &str, bewijs: &Lijst<Bewijs>) {
    for (i, one) in bewijs.iter() {
        add(found, &format!("{path}/bewijs/{i}/bestand"), Some(&one.bestand));
    }
}

fn add_signed(found: &mut Vec<(String, String)>, path: &str, ondertekening: Option<&Ondertekening>) {
    let file = ondertekening.and_then(|ondertekening| ondertekening.handtekening_bestand.as_ref());
    add(found, &format!("{path}/handtekening_bestand"), file);
}

fn add(found: &mut Vec<(String, String)>, path: &str, file: Option<&Bestand>) {
    found.extend(file.map(|file| (path.to_owned(), file.to_string())));
}
