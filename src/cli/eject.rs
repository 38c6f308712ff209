//! `eject`: the documents as a plain Typst project.

use std::fs;
use std::path::Path;

use dossierpers::error::Error;
use dossierpers::regeling::{self, Subject};
use dossierpers::{Options, documents, eject, output};

use super::args::Eject;
use super::exit::{DONE, REFUSED};
use super::{files, report};

pub(super) fn run(arguments: &Eject) -> Result<u8, Error> {
    let (input, regeling) = files::dossier(&arguments.input, &arguments.regeling)?;
    let (mut documents, missing) = documents::documents(&input.value, &regeling, Options::default())?;
    let judged = regeling::check(&Subject { value: &input.value, regeling: &regeling, left_out: &input.left_out, files: None })?;
    let findings: Vec<_> = input.findings.iter().chain(&missing).chain(&judged).filter(|finding| finding.stops_documents()).collect();
    documents.retain(|document| !findings.iter().any(|finding| document.concerns(finding)));
    report::findings(&arguments.input, &input.source, &findings);
    must_be_empty(&arguments.out)?;
    let project = eject::project(&documents, &regeling);
    for (name, bytes) in &project {
        let path = arguments.out.join(name);
        let folder = path.parent().unwrap_or(&arguments.out);
        fs::create_dir_all(folder).map_err(|source| Error::File { path: folder.to_owned(), source })?;
        output::write_file(&path, bytes)?;
    }
    report::ejected(&arguments.out, &documents);
    Ok(if findings.is_empty() { DONE } else { REFUSED })
}

/// A project is never mixed with other files: what is there may be somebody's work.
fn must_be_empty(folder: &Path) -> Result<(), Error> {
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    let source = || std::io::Error::new(std::io::ErrorKind::AlreadyExists, "de map is niet leeg; kies een nieuwe map");
    if occupied { Err(Error::File { path: folder.to_owned(), source: source() }) } else { Ok(()) }
}
