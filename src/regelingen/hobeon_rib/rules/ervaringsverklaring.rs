//! Bijlage 2: each competence once, with its development, two examples, two strong points and one point to develop.

use std::collections::BTreeSet;

use super::toets::{Subject, Toets};
use super::vulling::is_leeg;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::Competentie;

/// No ervaringsverklaring; the rules on competences then say nothing.
pub(crate) static ERVARINGSVERKLARING_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("ervaringsverklaring-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("De ervaringsverklaring ontbreekt"),
        bron: text("S:94-95, S:106, S:123"),
        wat: text("Het dossier bevat geen ervaringsverklaring."),
        waarom: text(
            "De ervaringsverklaring is een van de vereiste bewijsdocumenten: u schrijft daarin hoe uw competenties zich hebben ontwikkeld.",
        ),
        voorbeeld: text("Een dossier zonder `\"ervaringsverklaring\"`."),
        herstel: text("Schrijf de ervaringsverklaring, met alle competenties. `dossierpers new` geeft een voorbeeld."),
        stage: Stage::Regeling,
    },
    check: ervaringsverklaring,
};

fn ervaringsverklaring(subject: &Subject<'_>) -> Vec<Diagnostic> {
    if subject.dossier.ervaringsverklaring.is_some() {
        return Vec::new();
    }
    let message = "Het dossier bevat geen ervaringsverklaring.";
    vec![Diagnostic::new(
        &ERVARINGSVERKLARING_ONTBREEKT,
        "/ervaringsverklaring",
        message,
        "Schrijf de ervaringsverklaring met alle competenties van het beroepsprofiel.",
    )]
}

/// A competence of the regeling is not there.
pub(crate) static COMPETENTIE_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("competentie-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Een competentie ontbreekt in de ervaringsverklaring"),
        bron: text("S:49-51, S:123"),
        wat: text("Een of meer van de competenties van het beroepsprofiel komen in de ervaringsverklaring niet voor."),
        waarom: text("U gaat in op alle competenties van het beroepsprofiel: de bedrijfscompetenties en de specifieke competenties."),
        voorbeeld: text("Een ervaringsverklaring met zeven competenties, zonder netwerken."),
        herstel: text(
            "Voeg de genoemde competenties toe, elk met ontwikkeling, {{ normen.starr_voorbeelden | telwoord }} voorbeelden, {{ normen.sterke_punten | telwoord }} sterke punten en een ontwikkelpunt.",
        ),
        stage: Stage::Regeling,
    },
    check: competentie_ontbreekt,
};

fn competentie_ontbreekt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(verklaring) = &subject.dossier.ervaringsverklaring else { return Vec::new() };
    let present: BTreeSet<&str> = verklaring.competenties.iter().map(|(_, competentie)| &*competentie.naam).collect();
    let demanded = subject.eisen.competenties.iter();
    let absent: Vec<&str> =
        demanded.filter(|competentie| !present.contains(competentie.id.as_str())).map(|competentie| competentie.naam.as_str()).collect();
    if absent.is_empty() {
        return Vec::new();
    }
    let verb = if absent.len() == 1 { "ontbreekt" } else { "ontbreken" };
    let message = format!("In de ervaringsverklaring {verb}: {}.", absent.join(", "));
    vec![Diagnostic::new(
        &COMPETENTIE_ONTBREEKT,
        "/ervaringsverklaring/competenties",
        message,
        "Voeg voor elke genoemde competentie een onderdeel toe.",
    )]
}

/// A competence stands there twice.
pub(crate) static COMPETENTIE_DUBBEL: Toets = Toets {
    rule: Rule {
        code: text("competentie-dubbel"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Een competentie staat er meer dan eens"),
        bron: text("S:49-51, S:123"),
        wat: text("Dezelfde competentie heeft in de ervaringsverklaring meer dan één onderdeel."),
        waarom: text(
            "Per competentie schrijft u één onderdeel. Bij twee is niet te zeggen welke geldt, en vaak is de naam van een andere \
        competentie bedoeld.",
        ),
        voorbeeld: text("Twee onderdelen met `\"naam\": \"coachen\"`."),
        herstel: text("Verbeter de naam, of voeg de twee onderdelen samen tot één."),
        stage: Stage::Regeling,
    },
    check: competentie_dubbel,
};

fn competentie_dubbel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let again = competenties(subject).filter(|(_, competentie)| !seen.insert(&competentie.naam));
    again
        .map(|(path, competentie)| {
            let message = format!("De competentie {} staat al eerder in de ervaringsverklaring.", name(competentie, subject));
            Diagnostic::new(&COMPETENTIE_DUBBEL, format!("{path}/naam"), message, "Verbeter de naam, of voeg de twee onderdelen samen.")
        })
        .collect()
}

/// How a competence developed is not told.
pub(crate) static ONTWIKKELING_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("ontwikkeling-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een competentie ontbreekt de ontwikkeling"),
        bron: text("S:123-124"),
        wat: text("Bij een competentie is niet beschreven hoe zij zich in de afgelopen jaren heeft ontwikkeld."),
        waarom: text(
            "De regeling vraagt om per competentie op die ontwikkeling in te gaan; het volgen ervan is het doel van de \
        ervaringsverklaring.",
        ),
        voorbeeld: text("Een competentie met voorbeelden, maar zonder `\"ontwikkeling\"`."),
        herstel: text(
            "Beschrijf hoe de competentie zich heeft ontwikkeld, bij voorkeur met wat er in functioneringsgesprekken over is gezegd.",
        ),
        stage: Stage::Regeling,
    },
    check: ontwikkeling_ontbreekt,
};

fn ontwikkeling_ontbreekt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let without = competenties(subject)
        .filter(|(path, competentie)| is_leeg(subject, &format!("{path}/ontwikkeling"), competentie.ontwikkeling.as_ref()));
    without
        .map(|(path, competentie)| absent(subject, &ONTWIKKELING_ONTBREEKT, &path, "ontwikkeling", &name(competentie, subject)))
        .collect()
}

/// The point to develop is not told.
pub(crate) static ONTWIKKELPUNT_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("ontwikkelpunt-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Bij een competentie ontbreekt het ontwikkelpunt"),
        bron: text("S:127-128"),
        wat: text("Bij een competentie is geen ontwikkelpunt genoemd."),
        waarom: text(
            "De regeling vraagt om per competentie te reflecteren met {{ normen.sterke_punten | telwoord }} sterke punten en één ontwikkelpunt.",
        ),
        voorbeeld: text("Een competentie met {{ normen.sterke_punten | telwoord }} sterke punten, maar zonder `\"ontwikkelpunt\"`."),
        herstel: text("Noem één punt waarop u zich in deze competentie wilt ontwikkelen."),
        stage: Stage::Regeling,
    },
    check: ontwikkelpunt_ontbreekt,
};

fn ontwikkelpunt_ontbreekt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let without = competenties(subject)
        .filter(|(path, competentie)| is_leeg(subject, &format!("{path}/ontwikkelpunt"), competentie.ontwikkelpunt.as_ref()));
    without
        .map(|(path, competentie)| absent(subject, &ONTWIKKELPUNT_ONTBREEKT, &path, "ontwikkelpunt", &name(competentie, subject)))
        .collect()
}

/// Too few STARR examples.
pub(crate) static STARR_TE_WEINIG: Toets = Toets {
    rule: Rule {
        code: text("starr-te-weinig"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Een competentie heeft minder dan {{ normen.starr_voorbeelden | telwoord }} STARR-voorbeelden"),
        bron: text("S:125-127"),
        wat: text("Bij een competentie staan minder voorbeelden dan de regeling vraagt."),
        waarom: text(
            "Per competentie geeft u {{ normen.starr_voorbeelden | telwoord }} voorbeelden volgens de STARR-methodiek van hoe de competentie terugkomt in uw werk.",
        ),
        voorbeeld: text("Een competentie met één voorbeeld."),
        herstel: text("Voeg een voorbeeld toe met situatie, taak, activiteiten, resultaat en reflectie."),
        stage: Stage::Regeling,
    },
    check: starr_te_weinig,
};

fn starr_te_weinig(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let help = "Voeg een voorbeeld volgens de STARR-methodiek toe.";
    each_number(subject, &STARR_TE_WEINIG, "voorbeelden", examples, |given, asked| given < asked, help)
}

/// More STARR examples than the form has room for.
pub(crate) static STARR_TE_VEEL: Toets = Toets {
    rule: Rule {
        code: text("starr-te-veel"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een competentie heeft meer dan {{ normen.starr_voorbeelden | telwoord }} STARR-voorbeelden"),
        bron: text("S:125-127; INF: het sjabloon vraagt er twee"),
        wat: text("Bij een competentie staan meer voorbeelden dan de regeling vraagt."),
        waarom: text(
            "De beoordelaar verwacht er {{ normen.starr_voorbeelden | telwoord }}; wat meer is, wordt misschien niet gelezen, en leidt af van de sterkste.",
        ),
        voorbeeld: text("Een competentie met een voorbeeld meer dan gevraagd."),
        herstel: text(
            "Kies de {{ normen.starr_voorbeelden | telwoord }} voorbeelden die de competentie het best laten zien en die het meest van elkaar verschillen.",
        ),
        stage: Stage::Regeling,
    },
    check: starr_te_veel,
};

fn starr_te_veel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let help = "Kies de voorbeelden die de competentie het best laten zien.";
    each_number(subject, &STARR_TE_VEEL, "voorbeelden", examples, |given, asked| given > asked, help)
}

/// Too few strong points. More than two is another code, as it is no error.
pub(crate) static STERKE_PUNTEN_AANTAL: Toets = Toets {
    rule: Rule {
        code: text("sterke-punten-aantal"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Een competentie heeft minder dan {{ normen.sterke_punten | telwoord }} sterke punten"),
        bron: text("S:127-128"),
        wat: text("Bij een competentie staan minder sterke punten dan de regeling vraagt."),
        waarom: text(
            "De regeling vraagt om per competentie te reflecteren met {{ normen.sterke_punten | telwoord }} sterke punten en één ontwikkelpunt.",
        ),
        voorbeeld: text("`\"sterke_punten\": [\"Ik vraag door.\"]`."),
        herstel: text("Noem {{ normen.sterke_punten | telwoord }} sterke punten, elk als een eigen onderdeel van de lijst."),
        stage: Stage::Regeling,
    },
    check: sterke_punten_aantal,
};

fn sterke_punten_aantal(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let help = "Noem elk sterk punt als een eigen onderdeel van de lijst.";
    each_number(subject, &STERKE_PUNTEN_AANTAL, "sterke_punten", strong_points, |given, asked| given < asked, help)
}

/// More strong points than the form has room for.
pub(crate) static STERKE_PUNTEN_TE_VEEL: Toets = Toets {
    rule: Rule {
        code: text("sterke-punten-te-veel"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een competentie heeft meer dan {{ normen.sterke_punten | telwoord }} sterke punten"),
        bron: text("S:127-128; INF: het sjabloon vraagt er twee"),
        wat: text("Bij een competentie staan meer sterke punten dan de regeling vraagt."),
        waarom: text(
            "De beoordelaar verwacht er {{ normen.sterke_punten | telwoord }}. Wie kiest, laat beter zien dat hij heeft gereflecteerd.",
        ),
        voorbeeld: text("Een competentie met een sterk punt meer dan gevraagd."),
        herstel: text("Kies de {{ normen.sterke_punten | telwoord }} sterkste, of voeg punten samen die bij elkaar horen."),
        stage: Stage::Regeling,
    },
    check: sterke_punten_te_veel,
};

fn sterke_punten_te_veel(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let help = "Kies de sterkste punten, of voeg punten samen.";
    each_number(subject, &STERKE_PUNTEN_TE_VEEL, "sterke_punten", strong_points, |given, asked| given > asked, help)
}

/// An example from outside the years that count.
pub(crate) static VOORBEELD_BUITEN_PERIODE: Toets = Toets {
    rule: Rule {
        code: text("voorbeeld-buiten-periode"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een STARR-voorbeeld is van buiten de periode"),
        bron: text("S:123-125; INF: \"de afgelopen jaren\" gelezen als de periode"),
        wat: text("Het jaar van een voorbeeld ligt voor het eerste of na het laatste jaar van de periode."),
        waarom: text("De ervaringsverklaring gaat over de ontwikkeling in de afgelopen jaren; een ouder voorbeeld laat die niet zien."),
        voorbeeld: text("`\"jaar\": 2018` bij een aanvraag in 2026."),
        herstel: text("Kies een voorbeeld uit de periode, of verbeter het jaar."),
        stage: Stage::Regeling,
    },
    check: voorbeeld_buiten_periode,
};

fn voorbeeld_buiten_periode(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(periode) = subject.periode() else { return Vec::new() };
    let years = periode.van.year()..=periode.tot.year();
    let voorbeelden = competenties(subject).flat_map(|(path, competentie)| {
        competentie.voorbeelden.iter().map(move |(place, voorbeeld)| (format!("{path}/voorbeelden/{place}/jaar"), voorbeeld.jaar))
    });
    voorbeelden
        .filter_map(|(path, jaar)| Some((path, jaar.filter(|jaar| !years.contains(&i32::from(*jaar)))?)))
        .map(|(path, jaar)| {
            let message = format!("Dit voorbeeld is van {jaar}; de periode loopt van {}.", periode.voluit());
            Diagnostic::new(&VOORBEELD_BUITEN_PERIODE, path, message, "Kies een voorbeeld uit de periode, of verbeter het jaar.")
        })
        .collect()
}

/// Every competence with its pointer.
fn competenties<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (String, &'a Competentie)> {
    let verklaring = subject.dossier.ervaringsverklaring.iter();
    let each = verklaring.flat_map(|verklaring| verklaring.competenties.iter());
    each.map(|(place, competentie)| (format!("/ervaringsverklaring/competenties/{place}"), competentie))
}

/// The name of a competence as the regeling prints it.
fn name(competentie: &Competentie, subject: &Subject<'_>) -> String {
    let known = subject.eisen.competentie(&competentie.naam);
    known.map_or_else(|| competentie.naam.to_string(), |known| known.naam.to_lowercase())
}

/// A finding that a part of a competence is not there.
fn absent(subject: &Subject<'_>, rule: &'static Toets, path: &str, key: &str, naam: &str) -> Diagnostic {
    let path = format!("{path}/{key}");
    let message = format!("Bij de competentie {naam} ontbreekt het onderdeel \"{}\", of er staat niets in.", subject.label(&path));
    let help = subject.regeling.schema.fill_in(&path);
    Diagnostic::new(rule, path, message, help)
}

/// A finding that there are more or fewer of something than the regeling asks for.
fn number(rule: &'static Toets, path: String, counted: Counted<'_>, naam: &str, help: &str) -> Diagnostic {
    let given = match counted.given {
        0 => format!("geen {}", counted.more),
        1 => format!("1 {}", counted.one),
        given => format!("{given} {}", counted.more),
    };
    Diagnostic::new(rule, path, format!("De competentie {naam} heeft {given}; de regeling vraagt er {}.", counted.asked), help)
}

/// How many of something there are, how many were asked, and what one and more of it are called.
#[derive(Clone, Copy)]
struct Counted<'a> {
    given: usize,
    asked: usize,
    one: &'a str,
    more: &'a str,
}

fn examples(competentie: &Competentie, subject: &Subject<'_>) -> Counted<'static> {
    let asked = subject.eisen.normen.starr_voorbeelden.aantal() as usize;
    Counted { given: competentie.voorbeelden.len(), asked, one: "STARR-voorbeeld", more: "STARR-voorbeelden" }
}

fn strong_points(competentie: &Competentie, subject: &Subject<'_>) -> Counted<'static> {
    let asked = subject.eisen.normen.sterke_punten.aantal() as usize;
    let path = "/ervaringsverklaring/competenties/0/sterke_punten/0";
    let given = competentie.sterke_punten.iter().filter(|punt| !is_leeg(subject, path, Some(*punt))).count();
    Counted { given, asked, one: "sterk punt", more: "sterke punten" }
}

/// A finding for each competence of which the count is wrong.
fn each_number(
    subject: &Subject<'_>,
    rule: &'static Toets,
    key: &str,
    count: fn(&Competentie, &Subject<'_>) -> Counted<'static>,
    is_wrong: fn(usize, usize) -> bool,
    help: &str,
) -> Vec<Diagnostic> {
    let counted = competenties(subject).map(|(path, competentie)| (path, competentie, count(competentie, subject)));
    let wrong = counted.filter(|(_, _, counted)| is_wrong(counted.given, counted.asked));
    wrong.map(|(path, competentie, counted)| number(rule, format!("{path}/{key}"), counted, &name(competentie, subject), help)).collect()
}
