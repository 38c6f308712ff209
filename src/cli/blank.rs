//! `blank`: the empty standard forms.

use dossierpers::error::Error;
use dossierpers::{Purpose, output};

use super::args::Blank;
use super::exit::{DONE, TROUBLE};
use super::{files, report};

pub(super) fn run(arguments: &Blank) -> Result<u8, Error> {
    let werk = files::werk(&arguments.pers, None)?;
    let regeling = &werk.regeling;
    let Some(kinds) = files::kinds(&arguments.kinds, regeling) else { return Ok(TROUBLE) };
    let purpose = if arguments.print { Purpose::Pen } else { Purpose::Screen };
    let forms = werk.pers()?.blank(&kinds, purpose)?;
    let written = output::write(&arguments.out, &forms, regeling, arguments.force)?;
    report::written(&arguments.out, &written);
    Ok(if written.outdated.is_empty() { DONE } else { TROUBLE })
}
