//! `blank`: the empty standard forms.

use dossierpers::{Error, Press, Purpose, output};

use super::args::Blank;
use super::{DONE, TROUBLE, files, report};

pub(super) fn run(arguments: &Blank) -> Result<u8, Error> {
    let regeling = files::regeling(&arguments.regeling)?;
    let kinds: Vec<&str> = arguments.kinds.iter().map(String::as_str).collect();
    let purpose = if arguments.print { Purpose::Pen } else { Purpose::Screen };
    let forms = Press::new(&regeling)?.blank(&kinds, purpose)?;
    let written = output::write(&arguments.out, &forms, &regeling, arguments.force)?;
    report::written(&arguments.out, &written);
    Ok(if written.outdated.is_empty() { DONE } else { TROUBLE })
}
