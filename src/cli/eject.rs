//! `eject`: the documents as a plain Typst project.

use std::fs;

use dossierpers::error::Error;
use dossierpers::{eject, output};

use super::args::Eject;
use super::exit::{DONE, REFUSED};
use super::{disk, files, report};

pub(super) fn run(arguments: &Eject) -> Result<u8, Error> {
    let bytes = files::bytes(&arguments.input)?;
    let werk = files::werk_for(&bytes, &arguments.pers)?;
    let pers = werk.pers()?;
    let input = pers.read(&bytes, false)?;
    let (documents, findings) = pers.documents(&input)?;
    let findings: Vec<_> = findings.iter().filter(|finding| finding.stops_documents()).collect();
    report::findings(&arguments.input, &input.source, &findings, &werk.regeling);
    let _claim = disk::made(&arguments.out)?;
    output::must_be_empty(&arguments.out)?;
    let project = eject::project(&documents, &werk.regeling);
    for (name, bytes) in &project {
        let path = arguments.out.join(name);
        let folder = path.parent().unwrap_or(&arguments.out);
        fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_owned(), source })?;
        output::write_file(&path, bytes)?;
    }
    report::ejected(&arguments.out, &documents);
    Ok(if findings.is_empty() { DONE } else { REFUSED })
}
