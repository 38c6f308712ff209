//! Afdeling, `render --table`: a form for each row of a table of people.

use std::collections::BTreeMap;
use std::path::Path;

use dossierpers::error::Error;
use dossierpers::output::Manner;
use dossierpers::tabel::{self, Tabel};
use dossierpers::{Job, Made, Options, Status, documents, output};

use super::args::Render;
use super::exit::{DONE, REFUSED, TROUBLE};
use super::{disk, files, formulieren, report};

pub(super) fn run(arguments: &Render, path: &Path) -> Result<u8, Error> {
    let base = match arguments.input.as_slice() {
        [] => None,
        [one] => Some((one, files::bytes(one)?)),
        _ => {
            report::said("noem bij een tabel hoogstens één dossier: wat daarin staat, komt op elk formulier.");
            return Ok(TROUBLE);
        }
    };
    let table = match Tabel::lees(&files::bytes(path)?) {
        Ok(table) => table,
        Err(gebrek) => {
            formulieren::table(path, &[gebrek]);
            return Ok(REFUSED);
        }
    };
    let claim = disk::made(&arguments.out)?;
    let werk = match &base {
        Some((_, bytes)) => files::werk_for(bytes, &arguments.pers)?,
        None => files::werk(&arguments.pers, None)?,
    };
    let (regeling, pers) = (&werk.regeling, werk.pers()?);
    let Some(only) = files::kinds(&arguments.only, regeling) else { return Ok(TROUBLE) };
    let [soort] = only.as_slice() else {
        report::said("noem bij een tabel met --only één soort document.");
        return Ok(TROUBLE);
    };
    let known = base.as_ref().map(|(_, bytes)| pers.read(bytes, true)).transpose()?;
    if let Some(((path, _), input)) = base.as_ref().zip(known.as_ref()).filter(|(_, input)| !input.findings.is_empty()) {
        report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>(), regeling);
    }
    let gelezen = tabel::lees(&table, soort, known.as_ref(), regeling);
    formulieren::table(path, &gelezen.gebreken);
    if gelezen.rijen.is_empty() {
        return Ok(REFUSED);
    }
    formulieren::columns(&gelezen.kolommen);
    let progress = report::Progress::start(path);
    let mut made: Vec<Made> = Vec::new();
    let mut refused = gelezen.gebreken.iter().any(|gebrek| gebrek.rij.is_some());
    let mut names = BTreeMap::new();
    for row in &gelezen.rijen {
        let bytes = row.dossier.to_string().into_bytes();
        let input = pers.read(&bytes, true)?;
        let options = Options { fillable: true, ..Options::default() };
        let job = Job { options, only: &only, progress: &|document| progress.step(document), ..Job::default() };
        let rendering = pers.render(&input, &job)?;
        let gebreken: Vec<_> = rendering
            .findings
            .iter()
            .filter(|finding| finding.stops_forms())
            .map(|finding| tabel::Gebrek {
                rij: Some(row.rij),
                kolom: Some(regeling.schema.label(&finding.path).to_owned()),
                melding: finding.message.clone(),
                hulp: finding.help.clone(),
                weigert: true,
            })
            .collect();
        formulieren::table(path, &gebreken);
        refused |= !gebreken.is_empty();
        for mut one in rendering.documents.into_iter().filter(|one| matches!(one.status, Status::Made(_))).take(1) {
            let name = documents::form_name(&row.naam, regeling.document(soort)?);
            let count = names.entry(name.clone()).or_insert(0_usize);
            *count += 1;
            one.document.bestand = if *count == 1 { name } else { name.replace(".pdf", &format!("_{count}.pdf")) };
            made.push(one);
        }
    }
    progress.end();
    let again = |soort: &str, fillable: bool, data: &[u8]| disk::again(&pers, soort, fillable, data);
    let manner = Manner { force: arguments.force, again: &again, many: true, ..Manner::default() };
    let written = output::write(&claim, &made, regeling, manner)?;
    drop(claim);
    report::written(&arguments.out, &written);
    formulieren::from_table(gelezen.rijen.len(), made.len(), &arguments.out);
    Ok(match () {
        () if !written.outdated.is_empty() => TROUBLE,
        () if refused => REFUSED,
        () => DONE,
    })
}
