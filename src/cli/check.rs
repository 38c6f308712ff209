//! `check`: the verdict on one or more dossiers.

use std::path::Path;

use dossierpers::error::Error;
use dossierpers::press::Oordeel;
use dossierpers::{Input, Job, Regeling, Verdict};
use serde_json::{Value, json};

use super::args::{Check, Format};
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::{files, oordeel, report, sarif};

/// A dossier that was judged.
struct Judged<'a> {
    path: &'a Path,
    regeling: Regeling,
    input: Input,
    verdict: Verdict,
    /// The verdict in a line.
    summary: String,
}

pub(super) fn run(arguments: &Check) -> Result<u8, Error> {
    let mut code = DONE;
    let mut judged = Vec::new();
    for path in &arguments.input {
        match judge(arguments, path) {
            Ok(one) => judged.push(one),
            Err(error) => {
                report::trouble(&error);
                code = TROUBLE;
            }
        }
    }
    show(arguments, &judged)?;
    let refused = judged.iter().any(|one| one.verdict.oordeel() == Oordeel::Fout);
    Ok(code.max(if refused { REFUSED } else { DONE }))
}

fn judge<'a>(arguments: &Check, path: &'a Path) -> Result<Judged<'a>, Error> {
    let bytes = files::bytes(path)?;
    let werk = files::werk_for(&bytes, &arguments.pers)?;
    let pers = werk.pers()?;
    let mut input = pers.read(&bytes, false)?;
    if let Some(day) = arguments.op
        && !input.judge_on(day, &werk.regeling)
    {
        let id = &werk.regeling.gegevens.id;
        return Err(Error::Regeling(format!("{id} kent geen dag waarop wordt beoordeeld; laat --op weg.")));
    }
    let progress = report::Progress::start(path);
    let facts = files::facts(path, &input, &werk.regeling)?;
    let job = Job { files: facts.as_ref(), progress: &|document| progress.step(document), ..Job::default() };
    let verdict = pers.check(&input, &job);
    progress.end();
    let verdict = verdict?;
    let summary = report::summary(path, &verdict, &werk.regeling, &pers)?;
    drop(pers);
    Ok(Judged { path, regeling: werk.regeling, input, verdict, summary })
}

fn show(arguments: &Check, judged: &[Judged<'_>]) -> Result<u8, Error> {
    match (arguments.format, judged) {
        (Format::Human, [one]) if arguments.input.len() == 1 => {
            let (path, regeling, input) = (one.path, &one.regeling, &one.input);
            print(&oordeel::text(&oordeel::Judged { path, regeling, input, verdict: &one.verdict, summary: &one.summary }))
        }
        (Format::Human, many) => {
            let lines: String = many.iter().map(|one| one.summary.as_str()).collect();
            print(&lines)
        }
        (Format::Json, [one]) if arguments.input.len() == 1 => print_json(&as_json(one)),
        (Format::Json, many) => print_json(&many.iter().map(as_json).collect()),
        (Format::Sarif, many) => {
            let files: Vec<_> = many.iter().map(|one| (one.path, &one.regeling, &one.input.source, &one.verdict.findings[..])).collect();
            print_json(&sarif::log(&files))
        }
    }
}

fn as_json(judged: &Judged<'_>) -> Value {
    let mut value = json!({ "bestand": judged.path.display().to_string() });
    if let (Value::Object(value), Value::Object(verdict)) = (&mut value, judged.verdict.to_json(&judged.input, &judged.regeling)) {
        value.extend(verdict);
    }
    value
}

fn print_json(value: &Value) -> Result<u8, Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::Internal(error.to_string()))?;
    print(&format!("{text}\n"))
}
