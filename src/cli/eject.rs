//! `eject`: the documents as a plain Typst project.

use std::fs;

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
    output::must_be_empty(&arguments.out)?;
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
