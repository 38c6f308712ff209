//! `regeling`: the built-in ones, a folder to start from, and every mistake in one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dossierpers::error::Error;
use dossierpers::proef::{self, Gebrek, Maker, Omgeving, Proef};
use dossierpers::regeling::{BEGIN, BESTAND, Bestanden, Regeling, VOORBEELD};
use dossierpers::{documents, fonts, output, regelingen, registry};

use super::args::{LimitsArg, RegelingCommand};
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::files::Werk;
use super::{disk, files, report};

/// Folder of the fonts in a folder to start from, for the stock command of Typst.
const FONTS: &str = "fonts";

pub(super) fn run(command: &RegelingCommand) -> Result<u8, Error> {
    match command {
        RegelingCommand::List => list(),
        RegelingCommand::New { dir, from } => new(dir, from.as_deref()),
        RegelingCommand::Check { dir, limits } => check(dir, *limits),
    }
}

fn list() -> Result<u8, Error> {
    let mut text = String::new();
    for id in regelingen::ids() {
        text += &described(&regelingen::ingebouwd(&id)?);
    }
    print(&(text + "Een eigen regeling begint met: dossierpers regeling new MAP [--from ID]\n"))
}

fn described(regeling: &Regeling) -> String {
    let gegevens = &regeling.gegevens;
    let rust = regeling.basis.map_or(0, |basis| (basis.rules)().len());
    let mut text = format!("{} (versie {})\n  {}\n", gegevens.id, gegevens.versie, gegevens.naam);
    for entry in &gegevens.documenten {
        let voor = if entry.voor.is_empty() { String::new() } else { format!(", voor {}", entry.voor) };
        text += &format!("  - {}: {}{voor}\n", entry.soort, entry.titel);
    }
    text += &format!("  regels: {} als gegevens, {rust} in Rust\n", gegevens.regels.len());
    if !gegevens.namen.is_empty() {
        text += &format!("  ook bekend als: {}\n", gegevens.namen.join(", "));
    }
    text + "\n"
}

/// Writes a folder to start from: a copy under an identifier of its own, or a small one.
fn new(folder: &Path, from: Option<&str>) -> Result<u8, Error> {
    let id = own_id(folder)?;
    let Some(bestanden) = start(&id, from)? else {
        report::unknown_regeling(from.unwrap_or_default(), &regelingen::ids());
        return Ok(TROUBLE);
    };
    let _claim = disk::made(folder)?;
    output::must_be_empty(folder)?;
    for (name, bytes) in &bestanden {
        let path = folder.join(name);
        let within = path.parent().unwrap_or(folder);
        fs::create_dir_all(within).map_err(|source| Error::File { path: within.to_owned(), source })?;
        output::write_file(&path, bytes)?;
    }
    report::regeling_started(folder, &id);
    Ok(DONE)
}

/// An identifier for a folder, after its name; not one that a built-in regeling answers to.
fn own_id(folder: &Path) -> Result<String, Error> {
    let at = |source| Error::File { path: folder.to_owned(), source };
    // `.` and `..` are called what they are called where they stand.
    let whole = if folder.exists() { fs::canonicalize(folder) } else { std::path::absolute(folder) }.map_err(at)?;
    let name = whole.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
    let id = documents::clean_name(&name).replace('_', "-");
    let (names, _) = taken(None)?;
    Ok(if names.contains(&id) { format!("{id}-eigen") } else { id })
}

/// The files to start from; `None` where there is no such built-in regeling.
fn start(id: &str, from: Option<&str>) -> Result<Option<Bestanden>, Error> {
    let mut bestanden = match from {
        None => regelingen::begin(),
        Some(from) if regelingen::ids().iter().any(|known| known == from) => copied(from)?,
        Some(_) => return Ok(None),
    };
    for name in [BESTAND, VOORBEELD, BEGIN] {
        if let Some(bytes) = bestanden.get_mut(name) {
            *bytes = String::from_utf8_lossy(bytes).replace(&format!("\"{}\"", regelingen::NAAM), &format!("\"{id}\"")).into_bytes();
        }
    }
    let own: BTreeSet<String> = bestanden.keys().cloned().collect();
    bestanden.extend(Regeling::bouwstenen().into_iter().filter(|(name, _)| !own.contains(name)));
    bestanden.extend(fonts::files_to_give().into_iter().map(|(name, bytes)| (format!("{FONTS}/{name}"), bytes)));
    Ok(Some(bestanden))
}

/// The files of a built-in regeling, with a place for another identifier, and without the names that only the built-in one answers to.
fn copied(from: &str) -> Result<Bestanden, Error> {
    let regeling = regelingen::ingebouwd(from)?;
    let mut bestanden = regelingen::bestanden(from);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if let Some(bytes) = bestanden.get_mut(BESTAND) {
        let own = format!("id = \"{}\"", regelingen::NAAM);
        let lines = text(bytes);
        let lines = lines.lines().filter(|line| !line.starts_with("namen = "));
        let lines = lines.map(|line| if line.starts_with("id = ") && line.contains(from) { own.as_str() } else { line });
        *bytes = (lines.collect::<Vec<_>>().join("\n") + "\n").into_bytes();
    }
    let with_a_name: Vec<_> = [VOORBEELD, BEGIN].iter().filter_map(|name| bestanden.remove_entry(*name)).collect();
    for (file, bytes) in with_a_name {
        let names = std::iter::once(&regeling.gegevens.id).chain(&regeling.gegevens.namen);
        let mut json = text(&bytes);
        for name in names {
            json = json.replace(&format!("\"regeling\": \"{name}\""), &format!("\"regeling\": \"{}\"", regelingen::NAAM));
        }
        bestanden.insert(file, json.into_bytes());
    }
    Ok(bestanden)
}

fn check(folder: &Path, limits: LimitsArg) -> Result<u8, Error> {
    let built_in = folder.to_str().filter(|id| regelingen::ids().iter().any(|known| known == id));
    let bestanden = match built_in {
        Some(id) => regelingen::bestanden(id),
        None => files::bestanden(folder)?,
    };
    if bestanden.is_empty() {
        return Err(Error::Regeling(format!("in {} staat geen regeling: er zijn geen bestanden.", folder.display())));
    }
    let (ingebouwd, codes) = taken(built_in)?;
    let seen = proef::lees(&bestanden, &Omgeving { ingebouwd: &ingebouwd, codes: &codes });
    let proef = if seen.is_empty() {
        tried(&bestanden, built_in.is_none().then_some(limits))?
    } else {
        Proef { gebreken: seen, ..Proef::default() }
    };
    report::gebreken(folder, &bestanden, &proef.gebreken);
    if proef.gebreken.is_empty() {
        return print(&format!(
            "{}: in orde. Het voorbeeld geeft {}; {}.\n",
            folder.display(),
            report::some(proef.documenten, "document", "documenten"),
            report::some(proef.proeven, "proef klopt", "proeven kloppen")
        ));
    }
    print(&format!("{}: {}.\n", folder.display(), report::some(proef.gebreken.len(), "gebrek", "gebreken")))?;
    Ok(REFUSED)
}

/// Tries a regeling whose files have no mistake that can be seen; within limits, where it is not built in.
fn tried(bestanden: &Bestanden, limits: Option<LimitsArg>) -> Result<Proef, Error> {
    let werk = match Werk::of(bestanden, limits) {
        Ok(werk) => werk,
        Err(Error::Regeling(what)) => {
            return Ok(Proef { gebreken: of_basis(&what, bestanden), ..Proef::default() });
        }
        Err(other) => return Err(other),
    };
    let pers = werk.pers()?;
    let maker = Maker {
        check: &|input, job| pers.check(input, job),
        blank: &|purpose| pers.blank(&[], purpose),
        documents: &|input| Ok(pers.documents(input)?.0),
    };
    proef::probeer(&werk.regeling, bestanden, &maker)
}

/// What keeps a folder without mistakes of its own from being a regeling is about the basis that it names.
fn of_basis(what: &str, bestanden: &Bestanden) -> Vec<Gebrek> {
    let text = bestanden.get(BESTAND).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
    let line = text.lines().position(|line| line.trim_start().starts_with("basis")).map(|line| line + 1);
    let cure = "Kies een andere basis of laat haar weg; `regeling new MAP --from ID` maakt een map met alles wat de basis nodig heeft.";
    let says = |line: &str| line.trim_start_matches(BESTAND).trim_start_matches([':', ' ']).to_owned();
    // A section that is named, and is there, is where to look.
    let own = |what: &str| {
        let section = what.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map(|(name, _)| format!("[{name}]"))?;
        text.lines().position(|line| line.trim() == section).map(|line| line + 1)
    };
    let gebrek =
        |what: &str| Gebrek { regel: own(what).or(line), ..Gebrek::new(BESTAND, format!("Voor deze basis: {}.", says(what)), cure) };
    what.lines().map(gebrek).collect()
}

/// Identifiers and names that a folder may not take, and codes that the program uses itself. A built-in regeling may have its own.
fn taken(own: Option<&str>) -> Result<(Vec<String>, Vec<String>), Error> {
    let (mut names, mut codes) = (Vec::new(), BTreeSet::new());
    for id in regelingen::ids() {
        let regeling = regelingen::ingebouwd(&id)?;
        if own != Some(id.as_str()) {
            names.push(id);
            names.extend(regeling.gegevens.namen.iter().cloned());
        }
        let data: BTreeSet<&str> = regeling.gegevens.regels.iter().map(|regel| regel.code.as_str()).collect();
        codes.extend(registry::faults(&regeling).iter().filter(|rule| !data.contains(&*rule.code)).map(|rule| rule.code.to_string()));
    }
    Ok((names, codes.into_iter().collect()))
}
