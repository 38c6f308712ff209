//! `import`: what was filled in on forms, as a dossier or in one.

use std::fs;
use std::path::Path;

use dossierpers::import::{self, Imported};
use dossierpers::{Error, Press, output};

use super::args::Import;
use super::{DONE, REFUSED, TROUBLE, files, print, report};

pub(super) fn run(arguments: &Import) -> Result<u8, Error> {
    let regeling = files::regeling(&arguments.regeling)?;
    let press = Press::new(&regeling)?;
    let into = arguments.into.as_ref().map(|path| files::dossier(path, &regeling).map(|input| (path, input))).transpose()?;
    if let Some((path, input)) = into.as_ref().filter(|(_, input)| !input.can_be_added_to()) {
        report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>());
        return Ok(REFUSED);
    }
    if let Some(out) = &arguments.out
        && may_not_write(arguments, out)
    {
        report::would_overwrite(out);
        return Ok(TROUBLE);
    }
    let forms: Vec<Vec<u8>> = arguments.forms.iter().map(|path| files::form(path)).collect::<Result<_, _>>()?;
    let bytes: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
    let imported = import::import(&bytes, into.as_ref().map(|(_, input)| input), &regeling, &press)?;
    report::imported(&arguments.forms, &imported);
    write(arguments, &imported)?;
    let refused = imported.findings.iter().any(|finding| finding.diagnostic.is_error());
    Ok(if refused { REFUSED } else { DONE })
}

/// Whether the file is somebody's that was not named as the dossier to add to.
fn may_not_write(arguments: &Import, out: &Path) -> bool {
    let same = |one: &Path| matches!((fs::canonicalize(one), fs::canonicalize(out)), (Ok(one), Ok(other)) if one == other);
    !arguments.force && out.exists() && !arguments.into.as_deref().is_some_and(same)
}

fn write(arguments: &Import, imported: &Imported) -> Result<u8, Error> {
    match &arguments.out {
        Some(out) => output::write_file(out, imported.json.as_bytes()).map(|()| DONE),
        None => print(&imported.json),
    }
}
