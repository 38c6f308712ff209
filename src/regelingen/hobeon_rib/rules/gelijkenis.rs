//! Texts that are almost the same as an earlier one: examples, reports, and each of the texts that a candidate writes about own
//! development, whatever kind the earlier one is. How two texts are compared stands in `overname`.

use std::collections::BTreeSet;

use super::overname::{Stroom, likes};
use super::reeks::runs;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Activiteit, Competentie, Tekstblok};

/// Two STARR examples are almost the same text.
pub(crate) static STARR_VOORBEELDEN_GELIJK: Toets = Toets {
    rule: Rule {
        code: text("starr-voorbeelden-gelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Twee STARR-voorbeelden zijn bijna gelijk"),
        bron: text("S:125-127; eigen lezing: twee voorbeelden laten twee dingen zien"),
        wat: text(
            "De tekst van een voorbeeld, of van een van de stappen, staat voor de helft of meer ook in een eerder voorbeeld, of een stuk van \
        twaalf woorden of meer staat daar woord voor woord.",
        ),
        waarom: text(
            "De regeling vraagt per competentie {{ normen.starr_voorbeelden | telwoord }} voorbeelden. Een voorbeeld dat terugkomt, kan de beoordelaar als één tellen.",
        ),
        voorbeeld: text("Hetzelfde voorbeeld bij Klantgerichtheid en bij Coachen, met alleen een andere titel."),
        herstel: text(
            "Kies een ander voorbeeld, of schrijf op wat deze situatie over déze competentie laat zien. \
        Dezelfde klant mag, dezelfde tekst niet.",
        ),
        stage: Stage::Regeling,
    },
    check: copies,
};

/// Two reports of intervisie, or one element of them, are almost the same text.
pub(crate) static INTERVISIE_VERSLAGEN_GELIJK: Toets = Toets {
    rule: Rule {
        code: text("intervisie-verslagen-gelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Twee intervisieverslagen zijn bijna gelijk"),
        bron: text("S:166-169; eigen lezing: een persoonlijk verslag van elk intervisiemoment"),
        wat: text(
            "De tekst van een verslag, of van een van de zeven onderdelen, staat voor de helft of meer ook in een eerder verslag, of een stuk \
        van twaalf woorden of meer staat daar woord voor woord. Vaste zinnen die u vaker gebruikt, tellen niet.",
        ),
        waarom: text("Elk intervisiemoment vraagt een eigen, persoonlijk verslag. Overgenomen tekst roept bij de beoordelaar vragen op."),
        voorbeeld: text("Het leereffect van verslag 4 is woord voor woord dat van verslag 2."),
        herstel: text(
            "Schrijf wat u van dit intervisiemoment meenam. Komt het verslag er per ongeluk twee keer in voor, haal er dan één weg.",
        ),
        stage: Stage::Regeling,
    },
    check: with_the_examples,
};

/// Another text of one's own is almost an earlier one.
pub(crate) static TEKSTEN_GELIJK: Toets = Toets {
    rule: Rule {
        code: text("teksten-gelijk"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een tekst is bijna gelijk aan een eerdere"),
        bron: text("S:123-128, S:137-138, S:166-169; eigen lezing: elke tekst gaat over iets anders"),
        wat: text(
            "Een tekst over een competentie of een activiteit staat voor het grootste deel ook ergens eerder in het dossier, of een stuk van \
        twaalf woorden of meer staat daar woord voor woord; of een voorbeeld of verslag is van een ander soort tekst overgenomen.",
        ),
        waarom: text(
            "De beoordelaar leest wat u per competentie, activiteit of moment hebt geleerd. Een overgenomen tekst laat dat niet zien.",
        ),
        voorbeeld: text("Bij twee activiteiten staat, op een paar woorden na, hetzelfde bij \"Wat geleerd\"."),
        herstel: text("Schrijf op wat juist hier anders was. Dezelfde woorden mogen terugkomen, dezelfde tekst niet."),
        stage: Stage::Regeling,
    },
    check: with_the_examples,
};

/// All copies are found in one go, by the first of the three rules.
fn with_the_examples(_: &Subject<'_>) -> Vec<Diagnostic> {
    Vec::new()
}

/// What a text is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Soort {
    Voorbeeld,
    Verslag,
    Ander,
}

/// Stuk: a text, or a whole example or report.
struct Stuk {
    path: String,
    /// What it is called in the finding on a later one.
    naam: String,
    soort: Soort,
    stroom: Stroom,
}

/// How much of a text an earlier one has too.
#[derive(Debug, Clone, Copy)]
enum Mate {
    /// Most of it: a share in percent.
    Deel(usize),
    /// So many words in a row.
    Woorden(usize),
}

/// All texts in the order of the dossier, and the examples and reports that some of them are part of.
#[derive(Default)]
struct Stukken {
    delen: Vec<Stuk>,
    gehelen: Vec<Stuk>,
}

impl Stukken {
    fn add(&mut self, subject: &Subject<'_>, path: String, of: &str, soort: Soort, text: Option<&Tekstblok>) {
        let Some(text) = text else { return };
        let naam = format!("\"{}\" van {of}", subject.label(&path));
        self.delen.push(Stuk { path, naam, soort, stroom: Stroom::of(text) });
    }

    fn whole<const N: usize>(
        &mut self,
        subject: &Subject<'_>,
        (path, naam, soort): (String, String, Soort),
        parts: [(&'static str, Option<&Tekstblok>); N],
    ) {
        let from = self.delen.len();
        for (key, text) in parts {
            self.add(subject, format!("{path}/{key}"), &naam, soort, text);
        }
        let stroom = Stroom::joined(self.delen[from..].iter().map(|deel| &deel.stroom));
        self.gehelen.push(Stuk { path, naam, soort, stroom });
    }

    fn competentie(&mut self, subject: &Subject<'_>, path: &str, competentie: &Competentie) {
        let naam = subject.eisen.competentie(&competentie.naam).map_or(&*competentie.naam, |known| known.naam.as_str());
        let of = format!("de competentie \"{naam}\"");
        self.add(subject, format!("{path}/ontwikkeling"), &of, Soort::Ander, competentie.ontwikkeling.as_ref());
        self.add(subject, format!("{path}/functioneringsgesprek"), &of, Soort::Ander, competentie.functioneringsgesprek.as_ref());
        for (j, voorbeeld) in competentie.voorbeelden.iter() {
            let whole = (format!("{path}/voorbeelden/{j}"), format!("voorbeeld {} van \"{naam}\"", j + 1), Soort::Voorbeeld);
            self.whole(subject, whole, voorbeeld.stappen());
        }
        for (k, punt) in competentie.sterke_punten.iter().enumerate() {
            self.add(subject, format!("{path}/sterke_punten/{k}"), &of, Soort::Ander, Some(punt));
        }
        self.add(subject, format!("{path}/ontwikkelpunt"), &of, Soort::Ander, competentie.ontwikkelpunt.as_ref());
    }

    fn activiteit(&mut self, subject: &Subject<'_>, place: usize, activiteit: &Activiteit) {
        let of = format!("activiteit {}", activiteit.nr.map_or(place + 1, usize::from));
        for (key, text) in [
            ("raakvlak_metier", activiteit.raakvlak_metier.as_ref()),
            ("leerdoel", activiteit.leerdoel.as_ref()),
            ("wat_geleerd", activiteit.wat_geleerd.as_ref()),
            ("toepassing_in_werk", activiteit.toepassing_in_werk.as_ref()),
        ] {
            self.add(subject, format!("/activiteiten/{place}/{key}"), &of, Soort::Ander, text);
        }
    }

    /// Not the duties of an appointment, the structure of a vakoverleg or what was prepared: those may well be the same twice.
    fn of(subject: &Subject<'_>) -> Self {
        let mut all = Self::default();
        if let Some(verklaring) = &subject.dossier.ervaringsverklaring {
            let path = "/ervaringsverklaring/inleiding".to_owned();
            all.add(subject, path, "de ervaringsverklaring", Soort::Ander, verklaring.inleiding.as_ref());
            for (i, competentie) in verklaring.competenties.iter() {
                all.competentie(subject, &format!("/ervaringsverklaring/competenties/{i}"), competentie);
            }
        }
        for (place, activiteit) in subject.dossier.activiteiten.iter() {
            all.activiteit(subject, place, activiteit);
        }
        for (place, moment) in subject.dossier.intervisiemomenten.iter() {
            let nr = moment.nr.map_or(place + 1, usize::from);
            let whole = (format!("/intervisiemomenten/{place}"), format!("intervisiemoment {nr}"), Soort::Verslag);
            all.whole(subject, whole, moment.onderdelen());
        }
        all
    }
}

/// One finding for each text that is almost an earlier one: for a whole example or report, or else for each of its parts.
fn copies(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let all = Stukken::of(subject);
    let wholes: Vec<(&Stuk, &Stuk, usize)> =
        [Soort::Voorbeeld, Soort::Verslag].into_iter().flat_map(|soort| pairs(&all.gehelen, soort)).collect();
    let parts = taken_over(subject, &all.delen);
    let is_told =
        |deel: &Stuk| wholes.iter().any(|(whole, _, _)| deel.path.strip_prefix(&*whole.path).is_some_and(|key| key.starts_with('/')));
    let parts = parts.into_iter().filter(|(deel, _, _)| !is_told(deel)).map(|(deel, first, mate)| of_part(subject, deel, first, mate));
    wholes.iter().map(|(whole, first, share)| of_whole(whole, first, *share)).chain(parts).collect()
}

/// The examples, or the reports, that are almost an earlier one.
fn pairs(all: &[Stuk], soort: Soort) -> Vec<(&Stuk, &Stuk, usize)> {
    let of_kind: Vec<&Stuk> = all.iter().filter(|stuk| stuk.soort == soort).collect();
    let likes = likes(&of_kind.iter().map(|stuk| &stuk.stroom).collect::<Vec<_>>());
    of_kind.iter().zip(likes).filter_map(|(stuk, like)| like.map(|(first, share)| (*stuk, of_kind[first], share))).collect()
}

/// The texts that are almost an earlier one, or that have a run of words of one.
fn taken_over<'a>(subject: &Subject<'_>, delen: &'a [Stuk]) -> Vec<(&'a Stuk, &'a Stuk, Mate)> {
    let stromen: Vec<&Stroom> = delen.iter().map(|deel| &deel.stroom).collect();
    let whole = likes(&stromen).into_iter().map(|like| like.map(|(first, share)| (first, Mate::Deel(share))));
    let run = runs(&stromen, &vragen(subject, delen)).into_iter().map(|like| like.map(|(first, words)| (first, Mate::Woorden(words))));
    let likes = delen.iter().zip(whole.zip(run).map(|(whole, run)| whole.or(run)));
    likes.filter_map(|(deel, like)| like.map(|(first, mate)| (deel, &delen[first], mate))).collect()
}

/// What the form asks in these fields: label and meaning, each once.
fn vragen(subject: &Subject<'_>, delen: &[Stuk]) -> Vec<Stroom> {
    let schema = &subject.regeling.schema;
    let asked = delen.iter().flat_map(|deel| [schema.label(&deel.path), schema.description(&deel.path).unwrap_or_default()]);
    asked.collect::<BTreeSet<_>>().into_iter().map(Stroom::of).collect()
}

fn of_whole(whole: &Stuk, first: &Stuk, share: usize) -> Diagnostic {
    let (rule, this, other, help) = match whole.soort {
        Soort::Verslag => (&INTERVISIE_VERSLAGEN_GELIJK, "Dit verslag", format!("dat van {}", first.naam), ANDER_VERSLAG),
        Soort::Voorbeeld | Soort::Ander => (&STARR_VOORBEELDEN_GELIJK, "Dit voorbeeld", first.naam.clone(), ANDER_VOORBEELD),
    };
    Diagnostic::new(rule, whole.path.clone(), format!("{this} is bijna gelijk aan {other} (overeenkomst {share}%)."), help)
}

fn of_part(subject: &Subject<'_>, deel: &Stuk, first: &Stuk, mate: Mate) -> Diagnostic {
    let (rule, help) = match (deel.soort, first.soort) {
        (Soort::Verslag, Soort::Verslag) => (&INTERVISIE_VERSLAGEN_GELIJK, ANDER_VERSLAG),
        (Soort::Voorbeeld, Soort::Voorbeeld) => (&STARR_VOORBEELDEN_GELIJK, ANDER_VOORBEELD),
        _ => (&TEKSTEN_GELIJK, "Schrijf op wat juist hier anders was, of haal de tekst weg als hij er per ongeluk twee keer staat."),
    };
    let (label, earlier) = (subject.label(&deel.path), &first.naam);
    let message = match mate {
        Mate::Deel(share) => format!("\"{label}\" is bijna gelijk aan {earlier} (overeenkomst {share}%)."),
        Mate::Woorden(words) => format!("In \"{label}\" staan {words} woorden op een rij die ook in {earlier} staan."),
    };
    Diagnostic::new(rule, deel.path.clone(), message, help)
}

const ANDER_VOORBEELD: &str = "Kies een ander voorbeeld, of schrijf op wat deze situatie over déze competentie laat zien.";

const ANDER_VERSLAG: &str =
    "Schrijf wat u van dit intervisiemoment meenam, of haal het verslag weg als het er per ongeluk twee keer staat.";
