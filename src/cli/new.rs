//! `new`: a dossier to begin with, an empty part more in one that there is, or one of an older version brought up to date.

use std::path::Path;

use dossierpers::error::Error;
use dossierpers::input::Bijwerking;
use dossierpers::output::{self, Replaced};
use dossierpers::{begin, bestand, input};

use super::args::New;
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::{disk, files, report};

pub(super) fn run(arguments: &New) -> Result<u8, Error> {
    match (&arguments.upgrade, &arguments.part, &arguments.into) {
        (Some(path), ..) => upgrade(arguments, path),
        (None, Some(part), Some(into)) => add(arguments, part, into),
        _ => start(arguments),
    }
}

fn start(arguments: &New) -> Result<u8, Error> {
    let regeling = files::regeling(&arguments.pers.regeling, None)?;
    let named = arguments.name.as_deref().map(|words| begin::with_name(words, &regeling)).transpose();
    let json = match named {
        Ok(Some(json)) => json.into_bytes(),
        Ok(None) => begin::start(&regeling).ok_or_else(|| Error::Regeling(no_start(&regeling.gegevens.id)))?.to_vec(),
        Err(what) => return Ok(wrong(&what)),
    };
    write(arguments.out.as_deref(), &json)
}

fn no_start(id: &str) -> String {
    format!("{id} heeft geen {}", dossierpers::regeling::VOORBEELD)
}

/// Adds an empty part to a dossier, whose old state is kept beside it; with `--out` it stays as it is.
fn add(arguments: &New, part: &str, into: &Path) -> Result<u8, Error> {
    let is_file = into.as_os_str() != "-";
    // From reading the dossier until it is written again nobody else may write there.
    let _claim = is_file.then(|| disk::claimed(output::folder_of(into))).transpose()?;
    let known = files::bytes(into)?;
    let werk = files::werk_for(&known, &arguments.pers)?;
    let input = werk.pers()?.read(&known, false)?;
    if !input.can_be_added_to() {
        report::findings(into, &input.source, &input.findings.iter().collect::<Vec<_>>(), &werk.regeling);
        return Ok(REFUSED);
    }
    report::encoding(into, &input, &werk.regeling);
    let added = match begin::add(part, &input, &werk.regeling) {
        Ok(added) => added,
        Err(what) => return Ok(wrong(&what)),
    };
    let code = put(arguments, into, &known, added.json)?;
    report::added(&added.wat, added.regel);
    Ok(code)
}

/// Brings a dossier of an older version up to date; with `--out` it stays as it is.
fn upgrade(arguments: &New, path: &Path) -> Result<u8, Error> {
    let is_file = path.as_os_str() != "-";
    let _claim = is_file.then(|| disk::claimed(output::folder_of(path))).transpose()?;
    let known = files::bytes(path)?;
    let regeling = files::regeling(&arguments.pers.regeling, input::named_regeling(&known).as_deref())?;
    match input::upgrade(&known, &regeling)? {
        Bijwerking::Nu => {
            report::up_to_date(path, regeling.schema_versie());
            Ok(DONE)
        }
        Bijwerking::Kan(input) => {
            report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>(), &regeling);
            Ok(REFUSED)
        }
        Bijwerking::Klaar(done) => {
            let code = put(arguments, path, &known, done.json)?;
            report::upgraded(regeling.schema_versie(), &done.wijzigingen);
            Ok(code)
        }
    }
}

/// Writes a changed dossier in its own place, where its old state is kept beside it, or where `--out` says.
fn put(arguments: &New, path: &Path, known: &[u8], json: String) -> Result<u8, Error> {
    // A file that began with a mark of its encoding still does.
    let json = if known.starts_with(files::MARK.as_bytes()) { format!("{}{json}", files::MARK) } else { json };
    match &arguments.out {
        None if path.as_os_str() != "-" => {
            bestand::may_replace(path)?;
            let what = output::replace(path, json.as_bytes(), Some(known))?;
            disk::replaced(path, &what, &[]);
            Ok(DONE)
        }
        out => write(out.as_deref(), json.as_bytes()),
    }
}

/// Writes a file that is not there yet, or prints.
fn write(out: Option<&Path>, json: &[u8]) -> Result<u8, Error> {
    let Some(out) = out.filter(|out| out.as_os_str() != "-") else { return print(&String::from_utf8_lossy(json)) };
    output::write_new(out, json)?;
    disk::replaced(out, &Replaced::New, &[]);
    Ok(DONE)
}

fn wrong(what: &str) -> u8 {
    report::said(what);
    TROUBLE
}
