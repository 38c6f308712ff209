//! `import`: what was filled in on forms, as a dossier, in one, or as one for each person.

use std::fs;
use std::path::{Path, PathBuf};

use dossierpers::error::Error;
use dossierpers::import::{Form, Imported};
use dossierpers::input::Input;
use dossierpers::regeling::{Persoon, Zelfde};
use dossierpers::worker::Pers;
use dossierpers::{Job, Regeling, bestand, documents, import, input, output};

use super::args::Import;
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::vraag::Antwoorden;
use super::{disk, files, formulieren, report};

/// Dossiers of people of one name that are looked at before it is given up.
const GELIJKNAMIG: usize = 100;

pub(super) fn run(arguments: &Import) -> Result<u8, Error> {
    let paths = files::forms(&arguments.forms)?;
    if paths.is_empty() {
        let named: Vec<String> = arguments.forms.iter().map(|path| path.display().to_string()).collect();
        report::said(&format!("{}: dit is een map zonder pdf. Noem de map met de formulieren, of de formulieren zelf.", named.join(", ")));
        return Ok(TROUBLE);
    }
    let forms: Vec<Vec<u8>> = paths.iter().map(|path| files::form(path)).collect::<Result<_, _>>()?;
    let bytes: Vec<&[u8]> = forms.iter().map(Vec::as_slice).collect();
    let forms = Forms { arguments, paths, bytes, antwoorden: Antwoorden::of(arguments) };
    let code = match &arguments.each {
        Some(folder) => forms.each(folder),
        None => forms.one(),
    };
    for named in forms.antwoorden.unmet() {
        report::said(&format!("{named}: daar zeggen de formulieren niets anders dan het dossier."));
    }
    code
}

/// The forms of a run.
struct Forms<'a> {
    arguments: &'a Import,
    paths: Vec<PathBuf>,
    bytes: Vec<&'a [u8]>,
    antwoorden: Antwoorden<'a>,
}

impl Forms<'_> {
    /// Into one dossier.
    fn one(&self) -> Result<u8, Error> {
        let arguments = self.arguments;
        let target = arguments.out.as_deref().or(arguments.into.as_deref().filter(|into| into.as_os_str() != "-"));
        // From reading the dossier until it is written again nobody else may write there.
        let _claim = target.map(|out| disk::claimed(output::folder_of(out))).transpose()?;
        let known = arguments.into.as_ref().map(|path| files::bytes(path)).transpose()?;
        let werk = files::werk(&arguments.pers, self.named_regeling(known.as_deref()).as_deref())?;
        let pers = werk.pers()?;
        let into = known.as_deref().map(|bytes| pers.read(bytes, false)).transpose()?;
        if let Some((path, input)) = arguments.into.as_ref().zip(into.as_ref()) {
            if !input.can_be_added_to() {
                report::findings(path, &input.source, &input.findings.iter().collect::<Vec<_>>(), &werk.regeling);
                return Ok(REFUSED);
            }
            report::encoding(path, input, &werk.regeling);
        }
        if let Some(out) = target.filter(|out| !out.is_dir()) {
            bestand::may_replace(out)?;
        }
        if let Some((out, reason)) = target.and_then(|out| Some((out, self.may_not_write(out)?))) {
            report::will_not_write(out, reason);
            return Ok(TROUBLE);
        }
        let forms = self.read(&werk.regeling)?;
        if into.is_none() {
            let groups = import::groups(&forms.iter().collect::<Vec<_>>());
            if groups.len() > 1 {
                formulieren::many_people(
                    &groups.iter().map(|group| group.iter().map(|place| self.paths[*place].as_path()).collect()).collect::<Vec<_>>(),
                );
                return Ok(REFUSED);
            }
        }
        let imported = self.import(forms, &self.paths, into.as_ref(), &werk.regeling, &pers)?;
        if let Some(json) = &imported.json {
            let json = marked(json, known.as_deref());
            match target {
                Some(out) if into.is_none() && imported.forms.iter().all(|form| form.filled == 0) => {
                    report::will_not_write(out, "is niet geschreven: op de formulieren is niets ingevuld.");
                    return Ok(REFUSED);
                }
                Some(out) => {
                    self.write(out, &json, known.as_deref(), &werk.regeling)?;
                    formulieren::next_after_import(out);
                }
                None => drop(print(&json)?),
            }
        }
        Ok(code_of(&imported))
    }

    /// Into a dossier for each person, in a folder.
    fn each(&self, folder: &Path) -> Result<u8, Error> {
        let claim = disk::made(folder)?;
        let werk = files::werk(&self.arguments.pers, self.named_regeling(None).as_deref())?;
        let pers = werk.pers()?;
        let mut forms: Vec<Option<Form>> = self.read(&werk.regeling)?.into_iter().map(Some).collect();
        let groups = import::groups(&forms.iter().flatten().collect::<Vec<_>>());
        let (mut code, mut written) = (DONE, 0);
        for group in groups {
            let paths: Vec<PathBuf> = group.iter().map(|place| self.paths[*place].clone()).collect();
            let group: Vec<Form> = group.iter().filter_map(|place| forms[*place].take()).collect();
            let whose = group.first().map(Form::whose).cloned().unwrap_or_default();
            if group.iter().any(Form::is_form) && whose.naam.is_none() {
                formulieren::nobody(&paths);
                code = code.max(REFUSED);
                continue;
            }
            // What stands in its place cannot be added to: nothing is read that could not be written.
            let Some(place) = place_of(folder, &whose, &pers, &werk.regeling)? else {
                code = code.max(REFUSED);
                continue;
            };
            let into = place.known.as_ref();
            let imported = self.import(group, &paths, into.map(|(_, input)| input), &werk.regeling, &pers)?;
            code = code.max(code_of(&imported));
            let filled = imported.forms.iter().any(|form| form.filled > 0);
            if let (Some(json), true) = (&imported.json, filled) {
                let known = into.map(|(bytes, _)| bytes.as_slice());
                let what = output::replace(&place.path, marked(json, known).as_bytes(), known)?;
                disk::replaced(&place.path, &what, &[]);
                written += 1;
            } else {
                code = code.max(REFUSED);
            }
        }
        drop(claim);
        formulieren::each_written(folder, self.paths.len(), written);
        Ok(code)
    }

    fn read(&self, regeling: &Regeling) -> Result<Vec<Form>, Error> {
        self.bytes.iter().map(|bytes| Form::read(bytes, regeling)).collect()
    }

    fn named_regeling(&self, known: Option<&[u8]>) -> Option<String> {
        known.and_then(input::named_regeling).or_else(|| self.bytes.iter().find_map(|form| import::named_regeling(form)))
    }

    /// Reads forms and says what came of them.
    fn import(
        &self,
        forms: Vec<Form>,
        paths: &[PathBuf],
        into: Option<&Input>,
        regeling: &Regeling,
        pers: &Pers<'_>,
    ) -> Result<Imported, Error> {
        let judge = |input: &Input| Ok(pers.check(input, &Job::default())?.findings);
        let imported = import::import(forms, into, regeling, &judge, &mut |verschil| self.antwoorden.answer(verschil, paths))?;
        formulieren::imported(paths, &imported);
        Ok(imported)
    }

    /// Writes the dossier; one that stood there is kept beside it, and what of it is not in the new one is said.
    fn write(&self, out: &Path, json: &str, known: Option<&[u8]>, regeling: &Regeling) -> Result<(), Error> {
        let is_into = self.arguments.into.as_deref().is_some_and(|into| is_same(into, out));
        let old = if out.exists() { files::bytes(out)? } else { Vec::new() };
        // What goes of the dossier itself is what somebody took over from a form, and was told.
        let dropped = if is_into { Vec::new() } else { import::dropped(&old, json.trim_start_matches(files::MARK), regeling) };
        let what = output::replace(out, json.as_bytes(), known.filter(|_| is_into))?;
        disk::replaced(out, &what, &dropped);
        Ok(())
    }

    /// Why a file is not written: it is somebody's that was not named as the dossier to add to.
    fn may_not_write(&self, out: &Path) -> Option<&'static str> {
        let is_out = |path: &PathBuf| is_same(path, out);
        if out.is_dir() {
            return Some("is een map; noem een bestand.");
        }
        if self.paths.iter().any(is_out) {
            return Some("is een van de formulieren; kies een andere naam.");
        }
        let free = self.arguments.force || !out.exists() || self.arguments.into.as_ref().is_some_and(is_out);
        (!free).then_some("bestaat al. Kies een andere naam, of overschrijf het bestand met --force.")
    }
}

/// A file of a dossier, with what is in it already.
struct Place {
    path: PathBuf,
    known: Option<(Vec<u8>, Input)>,
}

/// The file for the dossier of somebody: the one that is theirs already, else a new one; `None` after saying that what stands there
/// cannot be added to.
fn place_of(folder: &Path, whose: &Persoon, pers: &Pers<'_>, regeling: &Regeling) -> Result<Option<Place>, Error> {
    let name = documents::clean_name(&whose.naam.clone().unwrap_or_default().to_lowercase());
    for number in 1..=GELIJKNAMIG {
        let name = if number == 1 { format!("{name}.json") } else { format!("{name}_{number}.json") };
        let path = folder.join(name);
        if !path.exists() {
            return Ok(Some(Place { path, known: None }));
        }
        let bytes = files::bytes(&path)?;
        let input = pers.read(&bytes, false)?;
        if !input.can_be_added_to() {
            report::findings(&path, &input.source, &input.findings.iter().collect::<Vec<_>>(), regeling);
            return Ok(None);
        }
        if Persoon::van(&input.value, regeling).is(whose) != Zelfde::Nee {
            return Ok(Some(Place { path, known: Some((bytes, input)) }));
        }
    }
    Ok(None)
}

/// A file that began with a mark of its encoding still does.
fn marked(json: &str, known: Option<&[u8]>) -> String {
    let marked = known.is_some_and(|bytes| bytes.starts_with(files::MARK.as_bytes()));
    if marked { format!("{}{json}", files::MARK) } else { json.to_owned() }
}

fn code_of(imported: &Imported) -> u8 {
    if imported.findings.iter().any(|finding| finding.diagnostic.is_error()) { REFUSED } else { DONE }
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    fs::canonicalize(one).is_ok_and(|one| fs::canonicalize(other).is_ok_and(|other| one == other))
}
