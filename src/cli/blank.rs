//! `blank`: the empty standard forms.

use dossierpers::error::Error;
use dossierpers::output::Manner;
use dossierpers::{Purpose, output};

use super::args::Blank;
use super::exit::{DONE, TROUBLE};
use super::{disk, files, report};

pub(super) fn run(arguments: &Blank) -> Result<u8, Error> {
    let werk = files::werk(&arguments.pers, None)?;
    let regeling = &werk.regeling;
    let Some(kinds) = files::kinds(&arguments.kinds, regeling) else { return Ok(TROUBLE) };
    let purpose = if arguments.print { Purpose::Pen } else { Purpose::Screen };
    let forms = werk.pers()?.blank(&kinds, purpose)?;
    let claim = disk::made(&arguments.out)?;
    let written = output::write(&claim, &forms, regeling, Manner { force: arguments.force, ..Manner::default() })?;
    report::written(&arguments.out, &written);
    Ok(if written.outdated.is_empty() { DONE } else { TROUBLE })
}
