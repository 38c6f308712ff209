//! `render`: the PDFs of one or more dossiers.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use dossierpers::error::Error;
use dossierpers::output::{Manner, Wanted};
use dossierpers::{Diagnostic, Input, Job, Made, Options, Regeling, Rendering, Status, begin, documents, output};

use super::args::Render;
use super::exit::{DONE, REFUSED, TROUBLE};
use super::{afdeling, disk, files, report};

pub(super) fn run(arguments: &Render) -> u8 {
    if let Some(table) = &arguments.table {
        return afdeling::run(arguments, table).unwrap_or_else(|error| {
            report::trouble(&error);
            TROUBLE
        });
    }
    let folders = folders(&arguments.input, &arguments.out);
    let mut code = DONE;
    for (input, folder) in arguments.input.iter().zip(folders) {
        let one = render_one(arguments, input, &folder);
        code = code.max(one.unwrap_or_else(|error| {
            report::trouble(&error);
            TROUBLE
        }));
    }
    code
}

/// Where each input goes: the folder itself, or with more inputs a subfolder named after the file.
fn folders(inputs: &[PathBuf], out: &Path) -> Vec<PathBuf> {
    if inputs.len() == 1 {
        return vec![out.to_owned()];
    }
    let mut taken = BTreeSet::new();
    let name = |input: &PathBuf| {
        let stem = documents::clean_name(&input.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default());
        let mut name = stem.clone();
        let mut count = 1;
        while !taken.insert(name.to_lowercase()) {
            count += 1;
            name = format!("{stem}_{count}");
        }
        out.join(name)
    };
    inputs.iter().map(name).collect()
}

fn render_one(arguments: &Render, path: &Path, folder: &Path) -> Result<u8, Error> {
    // What was read before the folder was ours may have changed meanwhile: the last run to write is the last that read.
    let mut bytes = files::bytes(path)?;
    let claim = disk::made(folder)?;
    if path.as_os_str() != "-" {
        bytes = files::bytes(path)?;
    }
    let werk = files::werk_for(&bytes, &arguments.pers)?;
    let (regeling, pers) = (&werk.regeling, werk.pers()?);
    let mut input = pers.read(&bytes, arguments.fillable)?;
    let Some(only) = files::kinds(&arguments.only, regeling) else { return Ok(TROUBLE) };
    if arguments.fillable {
        begin::prepare_forms(&mut input, &only, arguments.copies.and_then(|copies| usize::try_from(copies).ok()), regeling)?;
    }
    let options = Options { concept: arguments.concept, no_embed: arguments.no_embed, fillable: arguments.fillable };
    let progress = report::Progress::start(path);
    let facts = files::facts(path, &input, regeling)?;
    let job = Job { options, only: &only, files: facts.as_ref(), progress: &|document| progress.step(document), ..Job::default() };
    let rendering = pers.render(&input, &job);
    progress.end();
    let rendering = rendering?;
    let stops = |finding: &Diagnostic| if arguments.fillable { finding.stops_forms() } else { finding.stops_documents() };
    let stopping: Vec<_> = rendering.findings.iter().filter(|finding| stops(finding) && matters(finding, &only, &rendering)).collect();
    report::findings(path, &input.source, &stopping, regeling);
    let again = |soort: &str, fillable: bool, data: &[u8]| disk::again(&pers, soort, fillable, data);
    let kinds = sure_kinds(&input, &rendering, &only, regeling);
    let beside = path.parent().unwrap_or(Path::new(""));
    let named: Vec<PathBuf> =
        regeling.named_files(&input.value).into_iter().filter_map(|(_, name)| std::fs::canonicalize(beside.join(name)).ok()).collect();
    let wanted = Some(Wanted { kinds: &kinds, fillable: arguments.fillable, prune: arguments.prune, named: &named });
    let manner = Manner { force: arguments.force, concept: arguments.concept, again: &again, wanted, many: false };
    let written = output::write(&claim, &rendering.documents, regeling, manner)?;
    drop(claim);
    report::rendered(path, folder, &rendering, &written, stopping.is_empty());
    if arguments.concept && !written.written.is_empty() | !written.unchanged.is_empty() {
        report::concepts(stopping.is_empty());
    }
    if !arguments.fillable {
        report::what_check_finds(path, &rendering, regeling, &pers)?;
    }
    let refused = !stopping.is_empty() || any_refused(&rendering);
    Ok(match () {
        () if !written.outdated.is_empty() => TROUBLE,
        () if refused => REFUSED,
        () => DONE,
    })
}

/// The kinds that were asked for and of which every document could at least be begun: only of those can be said what is no longer wanted.
fn sure_kinds<'r>(input: &Input, rendering: &Rendering, only: &[&str], regeling: &'r Regeling) -> Vec<&'r str> {
    if input.left_out.iter().any(String::is_empty) {
        return Vec::new();
    }
    let begun: Vec<_> = rendering.documents.iter().map(|made| &made.document).collect();
    let missing = documents::not_begun(&input.value, &input.left_out, &begun, regeling);
    let asked = |kind: &&str| (only.is_empty() || only.contains(kind)) && missing.iter().all(|(entry, _)| entry.soort != *kind);
    regeling.kinds().into_iter().filter(asked).collect()
}

/// Whether a finding is about the documents that were asked for: with `--only`, about a part of the dossier that they are made of.
fn matters(finding: &Diagnostic, only: &[&str], rendering: &Rendering) -> bool {
    let section = |path: &str| path.split('/').nth(1).unwrap_or_default().to_owned();
    only.is_empty()
        || rendering.documents.is_empty()
        || rendering.documents.iter().any(|made| made.document.sections().iter().any(|one| *one == section(&finding.path)))
}

fn any_refused(rendering: &Rendering) -> bool {
    rendering.documents.iter().any(|made: &Made| matches!(made.status, Status::Refused))
}
