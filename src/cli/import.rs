//! `import`: what was filled in on forms, as a dossier or in one.

use std::fs;
use std::path::{Path, PathBuf};

use dossierpers::error::Error;
use dossierpers::{Job, Regeling, bestand, import, input, output};

use super::args::Import;
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::{disk, files, report};

pub(super) fn run(arguments: &Import) -> Result<u8, Error> {
    let forms: Vec<Vec<u8>> = arguments.forms.iter().map(|path| files::form(path)).collect::<Result<_, _>>()?;
    let bytes: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
    // From reading the dossier until it is written again nobody else may write there.
    let _claim = arguments.out.as_deref().map(|out| disk::claimed(output::folder_of(out))).transpose()?;
    let known = arguments.into.as_ref().map(|path| files::bytes(path)).transpose()?;
    let named = known.as_deref().and_then(input::named_regeling).or_else(|| bytes.iter().find_map(|form| import::named_regeling(form)));
    let werk = files::werk(&arguments.pers, named.as_deref())?;
    let pers = werk.pers()?;
    let into = arguments.into.as_ref().zip(known.as_ref());
    let into = into.map(|(path, bytes)| pers.read(bytes, false).map(|input| (path, input))).transpose()?;
    if let Some((path, input)) = into.as_ref().filter(|(_, input)| !input.can_be_added_to()) {
        report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>(), &werk.regeling);
        return Ok(REFUSED);
    }
    if let Some((path, input)) = &into {
        report::encoding(path, input, &werk.regeling);
    }
    if let Some(out) = arguments.out.as_deref().filter(|out| !out.is_dir()) {
        bestand::may_replace(out)?;
    }
    if let Some((out, reason)) = arguments.out.as_deref().and_then(|out| Some((out, may_not_write(arguments, out)?))) {
        report::will_not_write(out, reason);
        return Ok(TROUBLE);
    }
    let judge = |input: &input::Input| Ok(pers.check(input, &Job::default())?.findings);
    let imported = import::import(&bytes, into.as_ref().map(|(_, input)| input), &werk.regeling, &judge)?;
    report::imported(&arguments.forms, &imported);
    if let Some(json) = &imported.json {
        // A file that began with a mark of its encoding still does.
        let marked = known.as_deref().is_some_and(|bytes| bytes.starts_with(files::MARK.as_bytes()));
        let json = if marked { format!("{}{json}", files::MARK) } else { json.clone() };
        match &arguments.out {
            Some(out) if into.is_none() && imported.forms.iter().all(|form| form.filled == 0) => {
                report::will_not_write(out, "is niet geschreven: op de formulieren is niets ingevuld.");
                return Ok(REFUSED);
            }
            Some(out) => write(arguments, out, &json, known.as_deref(), &werk.regeling)?,
            None => drop(print(&json)?),
        }
    }
    let refused = imported.findings.iter().any(|finding| finding.diagnostic.is_error());
    Ok(if refused { REFUSED } else { DONE })
}

/// Writes the dossier; one that stood there is kept beside it, and what of it is not in the new one is said.
fn write(arguments: &Import, out: &Path, json: &str, known: Option<&[u8]>, regeling: &Regeling) -> Result<(), Error> {
    let is_into = arguments.into.as_deref().is_some_and(|into| is_same(into, out));
    let old = if out.exists() { files::bytes(out)? } else { Vec::new() };
    let dropped = import::dropped(&old, json.trim_start_matches(files::MARK), regeling);
    let what = output::replace(out, json.as_bytes(), known.filter(|_| is_into))?;
    disk::replaced(out, &what, &dropped);
    Ok(())
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}

/// Why a file is not written: it is somebody's that was not named as the dossier to add to.
fn may_not_write(arguments: &Import, out: &Path) -> Option<&'static str> {
    let is_out = |path: &PathBuf| is_same(path, out);
    if out.is_dir() {
        return Some("is een map; noem een bestand.");
    }
    if arguments.forms.iter().any(is_out) {
        return Some("is een van de formulieren; kies een andere naam.");
    }
    let free = arguments.force || !out.exists() || arguments.into.as_ref().is_some_and(is_out);
    (!free).then_some("bestaat al. Kies een andere naam, of overschrijf het bestand met --force.")
}
