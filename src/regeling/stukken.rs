//! The files that data names: what was found under each name, and what is wrong with that under any regeling.
//!
//! Nobody here opens a file: facts come in. Whether a signed file is the document that it should be is a matter of `press`, which
//! knows the documents.

use std::collections::BTreeMap;

use serde_json::Value;

use super::bestand::{AnderSoort, Bestandsstaat, Files};
use super::kern::Subject;
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::schema::formaat::HOORT_BIJ;

/// A named file is not there or cannot be read.
pub(crate) static BEWIJSBESTAND_NIET_GEVONDEN: Rule = Rule {
    code: text("bewijsbestand-niet-gevonden"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Een genoemd bestand is er niet of is niet te openen"),
    bron: text("Ontwerp: wat u noemt, moet u kunnen inleveren"),
    wat: text(
        "Het dossier noemt een bestand, zoals een certificaat of een ondertekende verklaring, maar dat staat niet bij het dossier of is niet te openen.",
    ),
    waarom: text("Alle bewijsdocumenten moeten worden ingeleverd en goed leesbaar zijn. Wat u niet hebt, kunt u niet inleveren."),
    voorbeeld: text("`\"bestand\": \"map/certificaat.pdf\"`, terwijl het bestand `certificaat-cursus.pdf` heet."),
    herstel: text("Zet het bestand op de genoemde plaats ten opzichte van het dossier, of verbeter de naam. Let op hoofdletters."),
    stage: Stage::Regeling,
};

/// A named file is there, and is none that can be handed in.
pub(crate) static BEWIJSBESTAND_ONBRUIKBAAR: Rule = Rule {
    code: text("bewijsbestand-onbruikbaar"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Een genoemd bestand is niet te gebruiken"),
    bron: text("Ontwerp: een genoemd bestand wordt geopend en helemaal gelezen"),
    wat: text("Een genoemd bestand is leeg, beschadigd, versleuteld, te groot of te klein, of het is geen pdf, JPEG of PNG."),
    waarom: text("Een beoordelaar die het bestand niet kan openen of lezen, kan het niet meetellen, en merkt dat pas na het indienen."),
    voorbeeld: text("Een foto in HEIC-formaat, een Word-document, of een pdf die bij het downloaden is afgebroken."),
    herstel: text("Maak een nieuwe kopie of scan als pdf, JPEG of PNG, open die zelf, en zet haar op de plaats van het oude bestand."),
    stage: Stage::Regeling,
};

/// A file is another one than its hash says.
pub(crate) static BEWIJSBESTAND_VERANDERD: Rule = Rule {
    code: text("bewijsbestand-veranderd"),
    ernst: Ernst::Fout,
    scope: Scope::Dossier,
    titel: text("Een bestand is niet meer het bestand waarvan de hash is opgegeven"),
    bron: text("FIPS 180-4 (SHA-256)"),
    wat: text("Bij een bestand staat een SHA-256, en die is niet de SHA-256 van het bestand dat er nu staat."),
    waarom: text("De hash legt vast welk bestand u bedoelt. Klopt hij niet, dan is het bestand veranderd of verwisseld."),
    voorbeeld: text("Een certificaat dat na het opgeven opnieuw is gescand onder dezelfde naam."),
    herstel: text("Zet het bedoelde bestand terug, of haal de SHA-256 weg als het nieuwe bestand het goede is."),
    stage: Stage::Regeling,
};

/// Two elements of a list have the same file.
pub(crate) static BEWIJS_GELIJK: Rule = Rule {
    code: text("bewijs-gelijk"),
    ernst: Ernst::Waarschuwing,
    scope: Scope::Dossier,
    titel: text("Twee onderdelen hebben hetzelfde bestand"),
    bron: text("Ontwerp: elk onderdeel heeft eigen bewijs"),
    wat: text(
        "Bij twee verschillende onderdelen van een lijst hoort, byte voor byte, hetzelfde bestand, onder dezelfde of een andere naam.",
    ),
    waarom: text("Eén bewijs bewijst meestal één onderdeel. De beoordelaar kan het maar één keer meetellen."),
    voorbeeld: text("Hetzelfde certificaat bij twee cursussen."),
    herstel: text(
        "Kies bij elk onderdeel zijn eigen bestand. Gaat één bestand echt over beide, zoals een overzicht van een jaar, dan kan dit blijven staan.",
    ),
    stage: Stage::Regeling,
};

/// The faults of named files, in the order of the manual.
pub(crate) static RULES: &[&Rule] = &[&BEWIJSBESTAND_NIET_GEVONDEN, &BEWIJSBESTAND_ONBRUIKBAAR, &BEWIJSBESTAND_VERANDERD, &BEWIJS_GELIJK];

/// What is wrong with the files that the data names, as far as anybody looked.
pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(files) = subject.files else { return Vec::new() };
    let named = subject.regeling.named_files(subject.value);
    let mut found: Vec<Diagnostic> = named.iter().filter_map(|(path, name)| unusable(path, files.get(name)?, subject)).collect();
    found.extend(named.iter().filter_map(|(path, name)| changed(path, files.get(name)?, subject)));
    found.extend(same(&named, files, subject));
    found
}

fn unusable(path: &str, state: &Bestandsstaat, subject: &Subject<'_>) -> Option<Diagnostic> {
    let anew = "Maak een nieuwe kopie of scan, open die zelf, en zet haar op de plaats van dit bestand.";
    let most = subject.regeling.gegevens.bestanden.megabytes_max;
    let (rule, message, help) = match state {
        Bestandsstaat::Aanwezig | Bestandsstaat::Gelezen(_) => return None,
        Bestandsstaat::Ontbreekt => (
            &BEWIJSBESTAND_NIET_GEVONDEN,
            "Dit bestand staat niet bij het dossier.".to_owned(),
            "Zet het bestand op deze plaats ten opzichte van het dossier, of verbeter de naam.".to_owned(),
        ),
        Bestandsstaat::Onleesbaar => (
            &BEWIJSBESTAND_NIET_GEVONDEN,
            "Dit bestand is niet te openen.".to_owned(),
            "Controleer of het een gewoon bestand is dat u zelf kunt openen, en zet er anders een nieuwe kopie neer.".to_owned(),
        ),
        Bestandsstaat::Leeg => (&BEWIJSBESTAND_ONBRUIKBAAR, "Dit bestand is leeg: er staat niets in.".to_owned(), anew.to_owned()),
        Bestandsstaat::TeGroot => (
            &BEWIJSBESTAND_ONBRUIKBAAR,
            format!("Dit bestand is groter dan {most} MB."),
            "Scan het opnieuw met een lagere resolutie (300 dpi is genoeg), of verklein de pdf.".to_owned(),
        ),
        Bestandsstaat::Versleuteld => (
            &BEWIJSBESTAND_ONBRUIKBAAR,
            "Deze pdf is versleuteld of met een wachtwoord beveiligd.".to_owned(),
            "Sla de pdf op zonder beveiliging, of druk haar af naar een nieuwe pdf.".to_owned(),
        ),
        Bestandsstaat::Beschadigd => {
            (&BEWIJSBESTAND_ONBRUIKBAAR, "Dit bestand is beschadigd of niet compleet.".to_owned(), anew.to_owned())
        }
        Bestandsstaat::TeKlein => (
            &BEWIJSBESTAND_ONBRUIKBAAR,
            "Deze afbeelding is zo klein dat er niets op te lezen is.".to_owned(),
            "Maak een nieuwe foto of scan van het hele blad.".to_owned(),
        ),
        Bestandsstaat::AnderSoort(soort) => {
            let (message, help) = other_kind(*soort);
            (&BEWIJSBESTAND_ONBRUIKBAAR, message.to_owned(), help.to_owned())
        }
    };
    Some(Diagnostic::new(rule, path, message, help))
}

fn other_kind(soort: AnderSoort) -> (&'static str, &'static str) {
    match soort {
        AnderSoort::Heic => (
            "Dit is een foto in HEIC-formaat, die veel programma's niet tonen.",
            "Bewaar de foto als JPEG; op een iPhone kan dat met Deel, Opties, Meest compatibel.",
        ),
        AnderSoort::Tiff => ("Dit is een scan in TIFF-formaat, die veel programma's niet tonen.", "Bewaar de scan als pdf, JPEG of PNG."),
        AnderSoort::Word => (
            "Dit is een document van Word of een ander tekstprogramma, dat nog te veranderen is.",
            "Sla het document op als pdf, en noem dat bestand.",
        ),
        AnderSoort::Zip => ("Dit is een ingepakte map.", "Pak haar uit, en noem elk bestand apart."),
        AnderSoort::Onbekend => ("Dit bestand is geen pdf, JPEG of PNG.", "Sla het op als pdf, of maak er een foto of scan van."),
    }
}

/// A hash that belongs to a file and is not its own.
fn changed(path: &str, state: &Bestandsstaat, subject: &Subject<'_>) -> Option<Diagnostic> {
    let Bestandsstaat::Gelezen(stuk) = state else { return None };
    let (holder, key) = path.rsplit_once('/')?;
    let schema = &subject.regeling.schema;
    let site = schema.at(holder)?;
    let fields = schema.fields(site)?;
    let mut hashes = fields.iter().filter(|(_, site)| site.get(HOORT_BIJ).and_then(Value::as_str) == Some(key)).map(|(key, _)| key);
    let other = hashes.find(|key| {
        let given = subject.value.pointer(&format!("{holder}/{key}")).and_then(Value::as_str);
        given.is_some_and(|given| !given.eq_ignore_ascii_case(&stuk.sha256))
    })?;
    Some(Diagnostic::new(
        &BEWIJSBESTAND_VERANDERD,
        format!("{holder}/{other}"),
        "Het bestand dat er staat, is niet het bestand met deze SHA-256.",
        "Zet het bedoelde bestand terug, of haal de SHA-256 weg als het nieuwe bestand het goede is.",
    ))
}

/// The same bytes at two elements of one list; once for each later element.
fn same(named: &[(String, String)], files: &Files, subject: &Subject<'_>) -> Vec<Diagnostic> {
    let mut first: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
    let mut found = Vec::new();
    for (path, name) in named {
        let Some(Bestandsstaat::Gelezen(stuk)) = files.get(name) else { continue };
        let Some((list, element)) = element(path) else { continue };
        let met = first.entry((list, stuk.sha256.as_str())).or_default();
        if met.contains(&element) {
            continue;
        }
        if let Some(earlier) = met.first() {
            let message = format!("Dit bestand is hetzelfde als dat bij {}.", subject.regeling.place(earlier, subject.value));
            let help = "Kies bij elk onderdeel zijn eigen bestand. Gaat het bestand echt over beide, dan kan dit blijven staan.";
            found.push(Diagnostic::new(&BEWIJS_GELIJK, path.clone(), message, help));
        }
        met.push(element);
    }
    found
}

/// The list at the top that a pointer leads through, and the element of it.
fn element(path: &str) -> Option<(&str, &str)> {
    let mut ends = path.match_indices('/').map(|(at, _)| at).skip(1);
    let list = &path[..ends.next()?];
    let end = ends.next().unwrap_or(path.len());
    path[list.len() + 1..end].parse::<usize>().ok()?;
    Some((list, &path[..end]))
}
