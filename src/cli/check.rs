//! `check`: the verdict on one or more dossiers.

use std::path::Path;

use dossierpers::verdict::{Oordeel, Verdict};
use dossierpers::{Error, Input, Job, Press};
use serde_json::{Value, json};

use super::args::{Check, Format};
use super::{DONE, REFUSED, TROUBLE, files, print, report, sarif};

/// A dossier that was judged.
struct Judged<'a> {
    path: &'a Path,
    input: Input,
    verdict: Verdict,
}

pub(super) fn run(arguments: &Check) -> Result<u8, Error> {
    let regeling = files::regeling(&arguments.regeling)?;
    let press = Press::new(&regeling)?;
    let mut code = DONE;
    let mut judged = Vec::new();
    for path in &arguments.input {
        match judge(arguments, path, &press, &regeling) {
            Ok(one) => judged.push(one),
            Err(error) => {
                report::trouble(&error);
                code = TROUBLE;
            }
        }
    }
    show(arguments, &judged)?;
    let refused = judged.iter().any(|one| one.verdict.oordeel() == Oordeel::NietIndienbaar);
    Ok(code.max(if refused { REFUSED } else { DONE }))
}

fn judge<'a>(arguments: &Check, path: &'a Path, press: &Press<'_>, regeling: &dossierpers::Regeling) -> Result<Judged<'a>, Error> {
    let mut input = files::dossier(path, regeling)?;
    if let Some(day) = arguments.op {
        input.dossier.aanvraagdatum = Some(day);
    }
    let progress = report::Progress::start(path);
    let facts = files::facts(path, &input);
    let job = Job { files: facts.as_ref(), progress: &|document| progress.step(document), ..Job::default() };
    let verdict = press.check(&input, &job);
    progress.end();
    Ok(Judged { path, input, verdict: verdict? })
}

fn show(arguments: &Check, judged: &[Judged<'_>]) -> Result<u8, Error> {
    match (arguments.format, judged) {
        (Format::Human, [one]) if arguments.input.len() == 1 => print(&report::verdict(one.path, &one.input.source, &one.verdict)),
        (Format::Human, many) => {
            let lines: Vec<String> = many.iter().map(|one| report::summary(one.path, &one.verdict)).collect();
            print(&lines.concat())
        }
        (Format::Json, [one]) if arguments.input.len() == 1 => print_json(&as_json(one)),
        (Format::Json, many) => print_json(&many.iter().map(as_json).collect()),
        (Format::Sarif, many) => {
            let results = many.iter().flat_map(|one| sarif::results(one.path, &one.input.source, &one.verdict.findings));
            print_json(&sarif::log(&results.collect::<Vec<_>>()))
        }
    }
}

fn as_json(judged: &Judged<'_>) -> Value {
    let mut value = json!({ "bestand": judged.path.display().to_string() });
    if let (Value::Object(value), Value::Object(verdict)) = (&mut value, judged.verdict.to_json(&judged.input.source)) {
        value.extend(verdict);
    }
    value
}

fn print_json(value: &Value) -> Result<u8, Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::Internal(error.to_string()))?;
    print(&format!("{text}\n"))
}
