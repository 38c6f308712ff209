//! A dossier to hand in: which files it is, in which order, under which names, and the pages that go with them.
//!
//! Each document has a number in the order of the regeling, its evidence stands behind it, and a file that was signed takes the place of
//! the document that it is. Bytes of evidence are not needed for that: what is known of them is.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::faults::{BUNDEL_FORMAAT, BUNDEL_TE_GROOT};
use super::made::{Made, Status};
use crate::documents::{self, Document, Kop, LONGEST_STEM};
use crate::error::Error;
use crate::finding::{Diagnostic, is_within};
use crate::input::Input;
use crate::regeling::{Bestandsformaat, Bestandsstaat, Files, Regeling, Stuk};

/// Name of the template of the index.
const INHOUD: &str = "bundel-inhoud";
/// Name of the template of the page of a photograph.
const FOTO: &str = "bundel-foto";
/// Key, in the build record of an index, of what it is the index of.
pub const MERK: &str = "bundel";

/// Bundel: what is handed in of a dossier, in its order.
#[derive(Debug, Serialize, Deserialize)]
pub struct Bundel {
    /// Whose it is, as its pages have it.
    pub naam: Option<String>,
    /// File name of the index.
    pub inhoud: String,
    /// The files, in their order, the index left out.
    pub plaatsen: Vec<Plaats>,
    /// What should be in it and is not, in words.
    pub ontbreekt: Vec<String>,
    /// What stands in the way of handing it in like this.
    pub findings: Vec<Diagnostic>,
    /// The data that no file of it holds.
    pub rest: Value,
}

/// Plaats: one file of a bundle.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Plaats {
    /// Number, with a letter for what stands behind a document.
    pub nr: String,
    /// File name: ASCII, at most 80 characters.
    pub bestand: String,
    /// What it is, in words.
    pub wat: String,
    /// Where its bytes come from.
    pub bron: Bron,
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Bron {
    /// The document at this place.
    Document(usize),
    /// The file that the dossier names so, as it is.
    Bestand(String),
    /// A page with a picture.
    Foto {
        /// The picture, as the dossier names it.
        naam: String,
        /// Its format.
        formaat: Bestandsformaat,
        /// Its file name in the bundle.
        bestand: String,
    },
}

/// A page that goes with a bundle.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Blad {
    /// The index.
    Inhoud {
        /// The files.
        regels: Vec<Regel>,
        /// What should be in the bundle and is not, in words.
        ontbreekt: Vec<String>,
        /// The data that no file of the bundle holds.
        rest: Value,
    },
    /// A picture on a page.
    Foto {
        /// File name of the picture in the bundle.
        bestand: String,
        /// What it is, in words.
        wat: String,
        /// Its format.
        formaat: Bestandsformaat,
    },
}

/// Regel: one file of an index.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Regel {
    /// Number, with a letter for what stands behind a document.
    pub nr: String,
    /// File name.
    pub bestand: String,
    /// What it is, in words.
    pub wat: String,
    /// Pages; none of a picture.
    pub paginas: Option<usize>,
    /// Bytes.
    pub bytes: u64,
    /// SHA-256, in lower case.
    pub sha256: String,
}

/// The finding that a bundle of so many bytes, its index included, is larger than may be handed in, where it is.
#[must_use]
pub fn te_groot(total: u64, regels: &[Regel], regeling: &Regeling) -> Option<Diagnostic> {
    let most = regeling.gegevens.bundel.megabytes_max?;
    if total <= u64::from(most) * 1_000_000 {
        return None;
    }
    let largest = regels.iter().max_by_key(|regel| regel.bytes);
    let largest = largest.map(|regel| format!(" Het grootste bestand is {}, van {} MB.", regel.bestand, megabytes(regel.bytes)));
    let (total, largest) = (megabytes(total), largest.unwrap_or_default());
    let message = format!("Alle bestanden samen zijn {total} MB; hoogstens {most} MB kan worden ingeleverd.{largest}");
    Some(Diagnostic::new(&BUNDEL_TE_GROOT, "", message, BUNDEL_TE_GROOT.herstel.clone()))
}

/// Bytes in megabytes, upwards, as people write them.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    format!("{},{}", tenths / 10, tenths % 10)
}

/// The file of a document or of evidence that can be handed in.
fn usable<'f>(name: &str, files: &'f Files) -> Option<&'f Stuk> {
    match files.get(name) {
        Some(Bestandsstaat::Gelezen(stuk)) => Some(stuk),
        _ => None,
    }
}

/// What is handed in at one number.
enum Groep<'a> {
    Document(usize),
    Los(&'a str, &'a str),
}

/// What is handed in of a dossier whose documents were made.
///
/// # Errors
/// When a text of the regeling cannot be filled in.
pub(super) fn bundel(input: &Input, made: &[Made], files: &Files, regeling: &Regeling) -> Result<Bundel, Error> {
    let named = regeling.named_files(&input.value);
    let mut work = Work { input, made, files, regeling, named: &named, taken: BTreeSet::new(), done: Vec::new(), ontbreekt: Vec::new() };
    let inhoud = work.unique(&regeling.gegevens.bundel.naam_inhoud, "pdf");
    let groups = work.order();
    let width = groups.len().to_string().len().max(2);
    let mut carriers: Vec<(&Document, &Value)> = Vec::new();
    for (place, group) in groups.into_iter().enumerate() {
        let nr = format!("{:0width$}", place + 1);
        match group {
            Groep::Document(index) => carriers.extend(work.document(&nr, index)?),
            Groep::Los(path, name) => work.loose(&nr, path, name)?,
        }
    }
    let rest = documents::rest(&input.value, &carriers, regeling);
    let findings = formats(&named, files, regeling);
    let naam = documents::naam_van(&input.value, regeling)?;
    Ok(Bundel { naam, inhoud, plaatsen: work.done, ontbreekt: work.ontbreekt, findings, rest })
}

struct Work<'a> {
    input: &'a Input,
    made: &'a [Made],
    files: &'a Files,
    regeling: &'a Regeling,
    /// The files that the data names: where, and as what.
    named: &'a [(String, String)],
    /// Names that are taken, in small letters: some systems know no others.
    taken: BTreeSet<String>,
    done: Vec<Plaats>,
    ontbreekt: Vec<String>,
}

impl<'a> Work<'a> {
    /// What is handed in, in the order of the regeling; what that does not name comes last.
    fn order(&self) -> Vec<Groep<'a>> {
        let (mut groups, mut seen) = (Vec::new(), BTreeSet::new());
        let loose: Vec<&(String, String)> = self.named.iter().filter(|(path, _)| self.document_of(path).is_none()).collect();
        let mut add = |entry: &str, groups: &mut Vec<Groep<'a>>| {
            for (index, _) in self.made.iter().enumerate().filter(|(_, made)| made.document.soort == entry) {
                groups.push(Groep::Document(index));
            }
            for (path, name) in loose.iter().filter(|(path, _)| entry.starts_with('/') && is_within(path, entry)) {
                if seen.insert(path.as_str()) {
                    groups.push(Groep::Los(path, name));
                }
            }
        };
        let volgorde = &self.regeling.gegevens.bundel.volgorde;
        let kinds = self.regeling.kinds().into_iter().filter(|kind| !volgorde.iter().any(|entry| entry == kind));
        let rest = kinds.chain(loose.iter().map(|(path, _)| path.as_str()));
        for entry in volgorde.iter().map(String::as_str).chain(rest) {
            add(entry, &mut groups);
        }
        groups
    }

    /// The document that a file belongs to: the one whose own fields name it most closely. None of those that have a place themselves.
    fn document_of(&self, path: &str) -> Option<usize> {
        if self.regeling.gegevens.bundel.volgorde.iter().any(|entry| entry.starts_with('/') && is_within(path, entry)) {
            return None;
        }
        let own = |made: &Made| made.document.origins.first().filter(|(_, there)| is_within(path, there)).map(|(_, there)| there.len());
        let found = self.made.iter().enumerate().filter_map(|(index, made)| Some((own(made)?, index)));
        found.max_by_key(|(length, index)| (*length, usize::MAX - index)).map(|(_, index)| index)
    }

    /// A document, or the file that was signed in its place, with what belongs to it. Gives what holds its data.
    fn document(&mut self, nr: &str, index: usize) -> Result<Option<(&'a Document, &'a Value)>, Error> {
        let document = &self.made[index].document;
        let entry = self.regeling.document(&document.soort)?;
        let signed: Vec<String> = entry.ondertekend.iter().map(|pointer| document.origin(pointer)).collect();
        let of_it: Vec<_> = self.named.iter().filter(|(path, _)| self.document_of(path) == Some(index)).collect();
        let (signed, evidence): (Vec<_>, Vec<_>) = of_it.into_iter().partition(|(path, _)| signed.contains(path));
        let stem = document.bestand.trim_end_matches(".pdf");
        let bundel = &self.regeling.gegevens.bundel;
        let own_name = self.name(&bundel.naam, stem, &[("nr", nr)])?;
        let mut used: BTreeSet<&str> = BTreeSet::new();
        let mut carrier = None;
        if let Some((name, stuk)) = signed.iter().find_map(|(_, name)| Some((name, usable(name, self.files)?))) {
            self.file(nr, &own_name, &format!("{}, ondertekend", document.titel), name);
            carrier = stuk.eigen.as_ref().and_then(|eigen| eigen.gegevens.as_ref());
            used.insert(name);
        } else if matches!(self.made[index].status, Status::Made(_)) {
            let bestand = self.unique(&own_name, "pdf");
            self.done.push(Plaats { nr: nr.to_owned(), bestand, wat: document.titel.clone(), bron: Bron::Document(index) });
            carrier = document.part.as_ref();
        } else {
            self.ontbreekt.push(format!("{}: dit document kan nog niet worden gemaakt", document.titel));
        }
        let mut count = 0;
        for (path, name) in signed.into_iter().chain(evidence) {
            if !used.insert(name) || !self.is_there(path, name) {
                continue;
            }
            count += 1;
            let (letter, volgnummer) = (letter(count), count.to_string());
            let label = self.regeling.schema.label(path);
            let names = [("nr", nr), ("letter", &letter), ("volgnummer", &volgnummer), ("label", label)];
            let name_there = self.name(&bundel.naam_bewijs, stem, &names)?;
            self.file(&format!("{nr}{letter}"), &name_there, &self.words(path), name);
        }
        Ok(carrier.map(|data| (document, data)))
    }

    fn loose(&mut self, nr: &str, path: &str, name: &str) -> Result<(), Error> {
        if self.is_there(path, name) {
            let label = self.regeling.schema.label(path);
            let name_there = self.name(&self.regeling.gegevens.bundel.naam_los, "", &[("nr", nr), ("label", label)])?;
            self.file(nr, &name_there, &self.words(path), name);
        }
        Ok(())
    }

    /// Whether a file can be handed in; where it cannot, that is noted.
    fn is_there(&mut self, path: &str, name: &str) -> bool {
        let there = usable(name, self.files).is_some();
        if !there {
            self.ontbreekt.push(format!("{}: dit bestand is er niet of is niet te gebruiken", self.words(path)));
        }
        there
    }

    /// A file as it is, and for a picture a page with it.
    fn file(&mut self, nr: &str, stem: &str, wat: &str, name: &str) {
        let Some(stuk) = usable(name, self.files) else { return };
        let bestand = self.unique(stem, stuk.formaat.extensie());
        let plaats = |bestand: &str, wat: String, bron| Plaats { nr: nr.to_owned(), bestand: bestand.to_owned(), wat, bron };
        self.done.push(plaats(&bestand, wat.to_owned(), Bron::Bestand(name.to_owned())));
        if stuk.formaat != Bestandsformaat::Pdf {
            let page = self.unique(stem, "pdf");
            let bron = Bron::Foto { naam: name.to_owned(), formaat: stuk.formaat, bestand };
            self.done.push(plaats(&page, format!("{wat}, als pdf"), bron));
        }
    }

    /// Where a file belongs, in words: the element of a list that it is of, or the field.
    fn words(&self, path: &str) -> String {
        let holder = path.rsplit_once('/').map_or("", |(holder, _)| holder);
        let of_element = holder.rsplit('/').next().is_some_and(|last| last.parse::<usize>().is_ok());
        let words = self.regeling.place(if of_element { holder } else { path }, &self.input.value).replace('"', "");
        let mut chars = words.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    /// A name of a pattern, in which the name of the document is shortened where the whole would be too long.
    fn name(&self, pattern: &str, document: &str, more: &[(&'static str, &str)]) -> Result<String, Error> {
        let names = more.iter().fold(self.regeling.names(), |names, (key, value)| names.with(key, &json!(value)));
        let filled = |document: &str| self.regeling.fill(pattern, &names.clone().with("document", &json!(document)));
        let room = LONGEST_STEM.saturating_sub(documents::whole_name(&filled("")?).len() + 1);
        Ok(documents::clean_name(&filled(document.get(..document.len().min(room)).unwrap_or(document))?))
    }

    /// A file name that no other file of the bundle has.
    fn unique(&mut self, stem: &str, extension: &str) -> String {
        let stem = documents::clean_name(stem);
        let mut name = format!("{stem}.{extension}");
        let mut count = 1;
        while !self.taken.insert(name.to_lowercase()) {
            count += 1;
            let end = format!("_{count}");
            name = format!("{}{end}.{extension}", &stem[..stem.len().min(LONGEST_STEM - end.len())]);
        }
        name
    }
}

/// Letters of what stands behind a document: a, b, and after z aa.
fn letter(count: usize) -> String {
    let (mut letters, mut left) = (String::new(), count.max(1));
    while left > 0 {
        letters.insert(0, char::from(b'a' + u8::try_from((left - 1) % 26).unwrap_or_default()));
        left = (left - 1) / 26;
    }
    letters
}

/// The files in a format that is not taken.
fn formats(named: &[(String, String)], files: &Files, regeling: &Regeling) -> Vec<Diagnostic> {
    let taken = &regeling.gegevens.bundel.formaten;
    let others =
        named.iter().filter_map(|(path, name)| Some((path, usable(name, files)?))).filter(|(_, stuk)| !taken.contains(&stuk.formaat));
    let finding = |(path, stuk): (&String, &Stuk)| {
        let formats: Vec<_> = taken.iter().map(|formaat| formaat.naam()).collect();
        let message = format!("Dit bestand is in {}; ingeleverd kan worden: {}.", stuk.formaat.naam(), formats.join(", "));
        Diagnostic::new(&BUNDEL_FORMAAT, path, message, BUNDEL_FORMAAT.herstel.clone())
    };
    others.map(finding).collect()
}

/// A page that goes with a bundle, as a document that can be laid out, and the name under which its template finds the picture.
///
/// # Errors
/// When a text of the regeling cannot be filled in.
pub(super) fn blad(input: &Input, blad: &Blad, regeling: &Regeling) -> Result<(Document, Option<String>), Error> {
    let dossier = &input.value;
    match blad {
        Blad::Inhoud { regels, ontbreekt, rest } => {
            let bundel = &regeling.gegevens.bundel;
            let kop = Kop { sjabloon: INHOUD, titel: &bundel.titel, uitleg: &bundel.uitleg, ident: "" };
            let hashes = regels.iter().map(|regel| (regel.bestand.clone(), json!(regel.sha256))).collect();
            let merk = json!({ "naam": documents::naam_van(dossier, regeling)?, "bestanden": Value::Object(hashes) });
            let total: u64 = regels.iter().map(|regel| regel.bytes).sum();
            let shown = json!({
                "regels": regels.iter().map(row).collect::<Vec<_>>(),
                "ontbreekt": ontbreekt.iter().map(|one| documents::shown(one)).collect::<Vec<_>>(),
                "samen": format!("{} bestanden, samen {} bytes.", regels.len(), thousands(total)),
            });
            Ok((documents::blad(&kop, dossier, rest.clone(), Some((MERK, merk)), shown, regeling)?, None))
        }
        Blad::Foto { bestand, wat, formaat } => {
            let uitleg = "Hetzelfde beeld staat in het bestand dat hieronder is genoemd.";
            let kop = Kop { sjabloon: FOTO, titel: wat, uitleg, ident: bestand };
            let picture = format!("foto.{}", formaat.extensie());
            let shown = json!({ "foto": picture, "alt": format!("Foto of scan: {wat}"), "bestand": documents::breakable_name(bestand) });
            let embedded = documents::shared(dossier, regeling);
            Ok((documents::blad(&kop, dossier, embedded, None, shown, regeling)?, Some(picture)))
        }
    }
}

fn row(regel: &Regel) -> Value {
    json!({
        "nr": regel.nr,
        "bestand": documents::breakable_name(&regel.bestand),
        "wat": documents::shown(&regel.wat),
        "paginas": regel.paginas,
        "bytes": thousands(regel.bytes),
        "sha256": [documents::chunks(&regel.sha256, 16)],
    })
}

/// A whole number as Dutch writes it.
fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<String> = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned()).collect();
    groups.join(".")
}

#[cfg(test)]
mod tests {
    use super::{letter, megabytes, thousands};

    #[test]
    fn counts_on_after_the_last_letter() {
        assert_eq!([1, 2, 26, 27, 52, 53].map(letter), ["a", "b", "z", "aa", "az", "ba"]);
    }

    #[test]
    fn writes_numbers_as_dutch_does() {
        assert_eq!([0, 999, 1000, 1_234_567].map(thousands), ["0", "999", "1.000", "1.234.567"]);
        assert_eq!([1, 200_000_000, 200_000_001].map(megabytes), ["0,1", "200,0", "200,1"]);
    }
}
