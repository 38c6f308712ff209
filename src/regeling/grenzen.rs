//! What the values and files of a regeling may be: the same where it is loaded and where it is tried.
//!
//! A folder is somebody else's: nothing in it may make the program work without end, or say what cannot be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::gegevens::{Aantal, DocumentSoort, Gegevens};
use super::versies::Hernoeming;
use crate::limieten;

/// Misstand: a value that cannot be, with its place: section, which one of its name it is, and key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Misstand {
    pub(crate) sectie: String,
    pub(crate) plaats: usize,
    pub(crate) sleutel: Option<String>,
    /// What is wrong: a Dutch sentence.
    pub(crate) wat: String,
    /// What to do: a Dutch sentence.
    pub(crate) hulp: String,
}

impl fmt::Display for Misstand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sleutel = self.sleutel.as_deref().unwrap_or("waarde");
        match self.sectie.as_str() {
            "" => write!(f, "{sleutel}: {}", self.wat),
            sectie if SECTIES.contains(&sectie) => write!(f, "[[{sectie}]] {}, {sleutel}: {}", self.plaats + 1, self.wat),
            sectie => write!(f, "[{sectie}], {sleutel}: {}", self.wat),
        }
    }
}

/// Sections of which there may be more, in order.
const SECTIES: [&str; 4] = ["documenten", "regels", "totalen", "versies"];

/// Every value of `regeling.toml` that cannot be.
pub(crate) fn misstanden(gegevens: &Gegevens) -> Vec<Misstand> {
    let mut gezien = Gezien(Vec::new());
    gezien.identity(gegevens);
    gezien.counts(gegevens);
    gezien.documents(gegevens);
    gezien.rules(gegevens);
    gezien.versions(gegevens);
    gezien.names(gegevens);
    gezien.0
}

/// Texts of `regeling.toml` that are longer than any text of a regeling.
pub(crate) fn lange_teksten(table: &toml::Table) -> Vec<Misstand> {
    let mut gezien = Gezien(Vec::new());
    for (key, value) in table {
        match value {
            toml::Value::Array(items) if SECTIES.contains(&key.as_str()) => {
                items.iter().enumerate().for_each(|(place, item)| gezien.texts(item, key, place, None));
            }
            toml::Value::Table(fields) => fields.iter().for_each(|(name, value)| gezien.texts(value, key, 0, Some(name))),
            value => gezien.texts(value, "", 0, Some(key)),
        }
    }
    gezien.0
}

/// Files that are more, larger or wider than a regeling needs: the name of each, what is wrong and what to do.
pub(crate) fn bestanden_te_groot(bestanden: &BTreeMap<String, Vec<u8>>) -> Vec<(String, String, &'static str)> {
    let mut found = Vec::new();
    let total: u64 = bestanden.values().map(|bytes| bytes.len() as u64).sum();
    if bestanden.len() > limieten::REGELING_BESTANDEN || total > limieten::REGELING_TOTAAL {
        let what = format!(
            "De map heeft meer dan {} bestanden, of samen meer dan {} MiB.",
            limieten::REGELING_BESTANDEN,
            limieten::REGELING_TOTAAL / 1024 / 1024
        );
        found.push((String::new(), what, "Haal weg wat niet bij de regeling hoort."));
    }
    let pictures: Vec<_> = bestanden.iter().filter_map(|(name, bytes)| Some((name, beeldpunten(bytes)?))).collect();
    if pictures.len() > limieten::REGELING_BEELDEN {
        let what = format!("De map heeft meer dan {} afbeeldingen.", limieten::REGELING_BEELDEN);
        found.push((String::new(), what, "Haal afbeeldingen weg die geen sjabloon gebruikt."));
    }
    for (name, _) in pictures.iter().filter(|(_, points)| *points > limieten::BEELDPUNTEN) {
        let what = format!("Deze afbeelding heeft meer dan {} miljoen beeldpunten.", limieten::BEELDPUNTEN / 1_000_000);
        found.push(((*name).clone(), what, "Maak de afbeelding kleiner: voor een pagina is 2000 bij 2000 meer dan genoeg."));
    }
    for (name, _) in bestanden.iter().filter(|(_, bytes)| bytes.len() > limieten::REGELING_BESTAND) {
        let what = format!("Dit bestand is groter dan {} MiB.", limieten::REGELING_BESTAND / 1024 / 1024);
        found.push((name.clone(), what, "Maak het bestand kleiner, of haal het weg."));
    }
    found
}

struct Gezien(Vec<Misstand>);

impl Gezien {
    fn tell(&mut self, (sectie, plaats, sleutel): (&str, usize, &str), wat: impl Into<String>, hulp: impl Into<String>) {
        let sleutel = (!sleutel.is_empty()).then(|| sleutel.to_owned());
        self.0.push(Misstand { sectie: sectie.to_owned(), plaats, sleutel, wat: wat.into(), hulp: hulp.into() });
    }

    fn identity(&mut self, gegevens: &Gegevens) {
        if !is_name(&gegevens.id) {
            let cure = "Kies een korte naam in kleine letters, zoals \"mijn-regeling\".";
            self.tell(("", 0, "id"), "Het id heeft andere tekens dan a-z, 0-9 en -.", cure);
        }
        let odd = |naam: &String| naam.trim().is_empty() || naam.len() > 100 || naam.chars().any(char::is_control);
        if gegevens.namen.iter().any(odd) {
            self.tell(
                ("", 0, "namen"),
                "Een andere naam is leeg, te lang of heeft een teken dat niet kan.",
                "Verbeter de naam of haal hem weg.",
            );
        }
        for (key, text) in [("naam", &gegevens.naam), ("versie", &gegevens.versie)] {
            if text.trim().is_empty() {
                self.tell(("", 0, key), format!("\"{key}\" is leeg."), "Vul de tekst in: hij staat op elk document of in elk bestand.");
            }
        }
        let day = gegevens.datum.to_string();
        if !day.starts_with("19") && !day.starts_with("20") {
            self.tell(("", 0, "datum"), "De datum ligt niet tussen 1900 en 2099.", "Schrijf de dag van deze versie als \"2026-01-31\".");
        }
    }

    fn counts(&mut self, gegevens: &Gegevens) {
        let most = [
            ("documenten", gegevens.documenten.len(), limieten::REGELING_DOCUMENTEN),
            ("regels", gegevens.regels.len(), limieten::REGELING_REGELS),
            ("totalen", gegevens.totalen.len(), limieten::REGELING_TOTALEN),
            ("normen", gegevens.normen.len(), limieten::REGELING_NORMEN),
            ("versies", gegevens.versies.iter().map(|one| 1 + one.hernoem.len() + one.vervang.len()).sum(), limieten::REGELING_VERSIES),
            ("keuzes", gegevens.keuzes.values().map(Vec::len).sum(), limieten::REGELING_KEUZES),
        ];
        for (what, count, most) in most.into_iter().filter(|(_, count, most)| count > most) {
            self.tell(("", 0, what), format!("De regeling heeft {count} {what}; hoogstens {most} zijn mogelijk."), "Verdeel de regeling.");
        }
    }

    fn documents(&mut self, gegevens: &Gegevens) {
        let documenten = &gegevens.documenten;
        for (place, entry) in documenten.iter().enumerate() {
            let soort = &entry.soort;
            if !is_name(soort) {
                let what = "De soort heeft andere tekens dan a-z, 0-9 en -.";
                self.tell(("documenten", place, "soort"), what, "Kies een naam in kleine letters.");
            }
            if documenten[..place].iter().any(|other| other.soort == *soort) {
                let what = format!("De soort \"{soort}\" staat er twee keer.");
                self.tell(("documenten", place, "soort"), what, "Geef elk document een eigen soort.");
            }
            self.document(place, entry, gegevens);
        }
    }

    fn document(&mut self, place: usize, entry: &DocumentSoort, gegevens: &Gegevens) {
        let most = limieten::PAGINAS;
        if let Some(Aantal::Norm(name)) = entry.paginas_max.as_ref().filter(|most| gegevens.aantal(most).is_none()) {
            let what = format!("\"paginas_max\" noemt de norm \"{name}\", en die is er niet.");
            self.tell(("documenten", place, "paginas_max"), what, "Voeg [normen.NAAM] toe, verbeter de naam, of schrijf een getal.");
        }
        match entry.paginas_max.as_ref().and_then(|most| gegevens.aantal(most)) {
            Some(0) => {
                let what = "Een document van hoogstens 0 pagina's kan niet worden gemaakt.";
                self.tell(("documenten", place, "paginas_max"), what, "Noem ten minste 1, of laat de sleutel weg.");
            }
            Some(pages) if pages > most => {
                let what = format!("Een document heeft nooit meer dan {most} pagina's.");
                self.tell(("documenten", place, "paginas_max"), what, format!("Noem hoogstens {most}, of laat de sleutel weg."));
            }
            _ => {}
        }
        if entry.rijen.values().any(|rows| *rows > limieten::LEGE_RIJEN) {
            let what = format!("Een leeg formulier krijgt hoogstens {} rijen van een lijst.", limieten::LEGE_RIJEN);
            self.tell(("documenten", place, "rijen"), what, "Noem minder rijen; een rij die ontbreekt, kan later worden toegevoegd.");
        }
        let names = [("bestandsnaam", Some(&entry.bestandsnaam)), ("bestandsnaam_leeg", entry.bestandsnaam_leeg.as_ref())];
        for (key, name) in names.into_iter().filter_map(|(key, name)| Some((key, name?))) {
            let fixed = without_expressions(name);
            if name.trim().is_empty() {
                self.tell(("documenten", place, key), format!("\"{key}\" is leeg."), "Schrijf een naam zonder .pdf erachter.");
            } else if fixed.contains(['/', '\\', ':'])
                || fixed.contains("..")
                || fixed.starts_with('.')
                || fixed.chars().any(char::is_control)
            {
                let what = format!("\"{key}\" wijst naar een andere map, of heeft een teken dat niet in een bestandsnaam kan.");
                self.tell(("documenten", place, key), what, "Schrijf een naam zonder /, \\, : en .., zoals \"B1_verslag\".");
            }
        }
    }

    fn rules(&mut self, gegevens: &Gegevens) {
        for (place, regel) in gegevens.regels.iter().enumerate() {
            let code = &regel.code;
            if !is_name(code) {
                let cure = "Noem de fout in kleine letters, zoals \"lid-zonder-naam\".";
                self.tell(("regels", place, "code"), "De code heeft andere tekens dan a-z, 0-9 en -.", cure);
            }
            if gegevens.regels[..place].iter().any(|other| other.code == *code) {
                self.tell(("regels", place, "code"), format!("De code \"{code}\" staat er twee keer."), "Geef elke regel een eigen code.");
            }
        }
    }

    fn versions(&mut self, gegevens: &Gegevens) {
        for (place, versie) in gegevens.versies.iter().enumerate() {
            let expected = (place + 1).to_string();
            if versie.van != expected {
                let what = format!("\"van\" is \"{}\", en deze stap is die van versie {expected} naar de volgende.", versie.van);
                self.tell(("versies", place, "van"), what, format!("Schrijf van = \"{expected}\", en zet ze op volgorde."));
            }
            let is_pointer = |pointer: &str| pointer.starts_with('/') && !pointer.ends_with('/') && !pointer.ends_with("/*");
            let same = |one: &Hernoeming| {
                let shared = one.van.rfind('*').map_or("", |at| &one.van[..=at]);
                one.naar.rfind('*').map_or("", |at| &one.naar[..=at]) == shared
            };
            let known = |one: &Hernoeming| is_pointer(&one.van) && is_pointer(&one.naar) && same(one) && one.van != one.naar;
            for one in versie.hernoem.iter().filter(|one| !known(one)) {
                let what = format!("Van \"{}\" naar \"{}\" kan niet worden verplaatst.", one.van, one.naar);
                let cure = "Schrijf beide als \"/lijst/*/veld\", met een / ervoor, en gelijk tot en met de laatste *.";
                self.tell(("versies", place, "hernoem"), what, cure);
            }
            for one in versie.vervang.iter().filter(|one| !is_pointer(&one.veld)) {
                let what = format!("\"{}\" is geen verwijzing naar een veld.", one.veld);
                self.tell(("versies", place, "vervang"), what, "Schrijf het veld als \"/lijst/*/veld\", met een / ervoor.");
            }
        }
    }

    fn names(&mut self, gegevens: &Gegevens) {
        let mut seen = BTreeSet::new();
        for (place, totaal) in gegevens.totalen.iter().enumerate() {
            if !is_identifier(&totaal.id) {
                let what = "Het id heeft andere tekens dan a-z, 0-9, - en _.";
                self.tell(("totalen", place, "id"), what, "Kies een korte naam in kleine letters.");
            }
            if !seen.insert(&totaal.id) {
                let what = format!("Het totaal \"{}\" staat er twee keer.", totaal.id);
                self.tell(("totalen", place, "id"), what, "Geef elk totaal een eigen id.");
            }
        }
        for name in gegevens.normen.keys().filter(|name| !is_identifier(name)) {
            let what = format!("De naam van de norm \"{name}\" heeft andere tekens dan a-z, 0-9, - en _.");
            self.tell((&format!("normen.{name}"), 0, ""), what, "Kies een korte naam in kleine letters.");
        }
        for (name, choices) in &gegevens.keuzes {
            let mut ids = BTreeSet::new();
            for (place, keuze) in choices.iter().enumerate() {
                let sectie = format!("keuzes.{name}");
                if keuze.id.trim().is_empty() || keuze.id.chars().any(char::is_control) {
                    self.tell((&sectie, place, "id"), "Het id van een keuze is leeg of heeft een teken dat niet kan.", "Kies een kort id.");
                }
                if !ids.insert(&keuze.id) {
                    self.tell(
                        (&sectie, place, "id"),
                        format!("De keuze \"{}\" staat er twee keer.", keuze.id),
                        "Geef elke keuze een eigen id.",
                    );
                }
            }
        }
    }

    fn texts(&mut self, value: &toml::Value, sectie: &str, place: usize, key: Option<&str>) {
        match value {
            toml::Value::String(text) if text.len() > limieten::REGELING_TEKST => {
                let what = format!("De tekst is langer dan {} tekens.", limieten::REGELING_TEKST);
                self.tell((sectie, place, key.unwrap_or_default()), what, "Maak de tekst korter.");
            }
            toml::Value::Table(fields) => {
                fields.iter().for_each(|(name, value)| self.texts(value, sectie, place, Some(key.unwrap_or(name))));
            }
            toml::Value::Array(items) => items.iter().for_each(|item| self.texts(item, sectie, place, key)),
            _ => {}
        }
    }
}

/// A name of a file, without what an expression fills in: that is cleaned when it is filled in.
fn without_expressions(template: &str) -> String {
    let mut kept = String::new();
    let mut rest = template;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        kept += &rest[..at];
        let end = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
        let Some(close) = rest[at..].find(end) else { return kept };
        rest = &rest[at + close + end.len()..];
    }
    kept + rest
}

/// Width times height of a picture, as its head says; `None` for what is no picture of points.
fn beeldpunten(bytes: &[u8]) -> Option<u64> {
    let wide = |at: usize| Some(u64::from(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?)));
    let little = |at: usize| Some(u64::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some(wide(16)?.saturating_mul(wide(20)?)),
        [b'G', b'I', b'F', b'8', ..] => Some(little(6)? * little(8)?),
        [0xff, 0xd8, ..] => Some(jpeg(bytes).unwrap_or(u64::MAX)),
        _ => None,
    }
}

/// Width times height of a JPEG, of the first frame; `None` where it has none.
fn jpeg(bytes: &[u8]) -> Option<u64> {
    let short = |at: usize| Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?));
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            0xff => at += 1,
            0xc0..=0xcf if ![0xc4, 0xc8, 0xcc].contains(&marker) => {
                return Some(u64::from(short(at + 5)?) * u64::from(short(at + 7)?));
            }
            _ => at += 2 + usize::from(short(at + 2)?.max(2)),
        }
    }
}

/// Whether a name may be an identifier, a kind or a code.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= 60 && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_identifier(name: &str) -> bool {
    is_name(&name.replace('_', "-"))
}

#[cfg(test)]
mod tests {
    use super::{beeldpunten, without_expressions};

    #[test]
    fn leaves_expressions_out_of_a_name() {
        assert_eq!(without_expressions("B1{% if nr > 1 %}-{{ a/b }}{% endif %}_x"), "B1-_x");
        assert_eq!(without_expressions("a{{ b"), "a");
    }

    #[test]
    fn reads_the_size_of_a_picture_from_its_head() {
        let png = [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], &60_000_u32.to_be_bytes(), &50_000_u32.to_be_bytes()].concat();
        assert_eq!(beeldpunten(&png), Some(3_000_000_000));
        assert_eq!(beeldpunten(b"GIF89a\x10\0\x20\0"), Some(512));
        assert_eq!(beeldpunten(b"\xff\xd8\xff\xe0\0\x04ab\xff\xc0\0\x11\x08\0\x20\0\x10"), Some(512));
        assert_eq!((beeldpunten(b"\xff\xd8\xff\xe0"), beeldpunten(b"#let x")), (Some(u64::MAX), None));
        assert_eq!(beeldpunten(b"\x89PNG"), None);
    }
}
