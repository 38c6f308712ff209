//! `import`: what was filled in on forms, as a dossier or in one.

use std::fs;
use std::path::{Path, PathBuf};

use dossierpers::error::Error;
use dossierpers::{Job, import, input, output};

use super::args::Import;
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::{files, report};

pub(super) fn run(arguments: &Import) -> Result<u8, Error> {
    let forms: Vec<Vec<u8>> = arguments.forms.iter().map(|path| files::form(path)).collect::<Result<_, _>>()?;
    let bytes: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
    let known = arguments.into.as_ref().map(|path| files::bytes(path)).transpose()?;
    let named = known.as_deref().and_then(input::named_regeling).or_else(|| bytes.iter().find_map(|form| import::named_regeling(form)));
    let werk = files::werk(&arguments.pers, named.as_deref())?;
    let pers = werk.pers()?;
    let into = arguments.into.as_ref().zip(known).map(|(path, bytes)| pers.read(&bytes, false).map(|input| (path, input))).transpose()?;
    if let Some((path, input)) = into.as_ref().filter(|(_, input)| !input.can_be_added_to()) {
        report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>());
        return Ok(REFUSED);
    }
    let out = arguments.out.as_ref().map(|out| fs::canonicalize(out).unwrap_or_else(|_| out.clone()));
    if let Some(reason) = out.as_deref().and_then(|out| may_not_write(arguments, out)) {
        report::will_not_write(out.as_deref().unwrap_or(Path::new("")), reason);
        return Ok(TROUBLE);
    }
    let judge = |input: &input::Input| Ok(pers.check(input, &Job::default())?.findings);
    let imported = import::import(&bytes, into.as_ref().map(|(_, input)| input), &werk.regeling, &judge)?;
    report::imported(&arguments.forms, &imported);
    if let Some(json) = &imported.json {
        match &out {
            Some(out) => output::write_file(out, json.as_bytes())?,
            None => drop(print(json)?),
        }
    }
    let refused = imported.findings.iter().any(|finding| finding.diagnostic.is_error());
    Ok(if refused { REFUSED } else { DONE })
}

/// Why a file is not written: it is somebody's that was not named as the dossier to add to.
fn may_not_write(arguments: &Import, out: &Path) -> Option<&'static str> {
    let is_out = |path: &PathBuf| fs::canonicalize(path).is_ok_and(|path| path == out);
    if out.is_dir() {
        return Some("is een map; noem een bestand.");
    }
    if arguments.forms.iter().any(is_out) {
        return Some("is een van de formulieren; kies een andere naam.");
    }
    let free = arguments.force || !out.exists() || arguments.into.as_ref().is_some_and(is_out);
    (!free).then_some("bestaat al. Kies een andere naam, of overschrijf het bestand met --force.")
}
