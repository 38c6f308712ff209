//! `check`: the verdict on one or more dossiers.

use std::path::Path;

use dossierpers::Job;
use dossierpers::error::Error;
use dossierpers::press::Oordeel;
use serde_json::{Value, json};

use super::args::{Check, Format};
use super::exit::{DONE, REFUSED, TROUBLE, print};
use super::judged::{Checked, Judged, ONLEESBAAR};
use super::{files, oordeel, report, sarif, tabel};

pub(super) fn run(arguments: &Check) -> Result<u8, Error> {
    let mut code = DONE;
    let mut checked = Vec::new();
    for path in &arguments.input {
        let judged = judge(arguments, path);
        match &judged {
            Ok(judged) if judged.verdict.oordeel() == Oordeel::Fout => code = code.max(REFUSED),
            Ok(_) => {}
            Err(error) => {
                report::trouble(error);
                code = TROUBLE;
            }
        }
        checked.push(Checked { path, judged });
    }
    show(arguments.format, &checked)?;
    Ok(code)
}

fn judge(arguments: &Check, path: &Path) -> Result<Judged, Error> {
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
    let state = report::state(&verdict, &werk.regeling, &pers)?;
    drop(pers);
    Ok(Judged { regeling: werk.regeling, input, verdict, state })
}

fn show(format: Format, checked: &[Checked<'_>]) -> Result<u8, Error> {
    match (format, checked) {
        (Format::Human, [Checked { path, judged: Ok(one) }]) => {
            let summary = format!("{}: {}\n", path.display(), one.state);
            let (regeling, input) = (&one.regeling, &one.input);
            print(&oordeel::text(&oordeel::Judged { path, regeling, input, verdict: &one.verdict, summary: &summary }))
        }
        // What is the matter was said.
        (Format::Human, [_]) => Ok(DONE),
        (Format::Human, many) => print(&tabel::text(many)),
        (Format::Csv, many) => print(&tabel::csv(many)?),
        (Format::Json, many) => {
            let dossiers: Vec<Value> = many.iter().map(as_json).collect();
            print_json(&json!({ "versie": env!("CARGO_PKG_VERSION"), "dossiers": dossiers }))
        }
        (Format::Sarif, many) => {
            let judged = many.iter().filter_map(|one| Some((one.path, one.judged.as_ref().ok()?)));
            let files: Vec<_> = judged.map(|(path, one)| (path, &one.regeling, &one.input.source, &one.verdict.findings[..])).collect();
            let unread: Vec<String> = many.iter().filter_map(|one| Some(one.judged.as_ref().err()?.to_string())).collect();
            print_json(&sarif::log(&files, &unread))
        }
    }
}

fn as_json(checked: &Checked<'_>) -> Value {
    let mut value = json!({ "bestand": checked.bestand() });
    let more = match &checked.judged {
        Ok(judged) => judged.verdict.to_json(&judged.input, &judged.regeling),
        Err(_) => json!({ "oordeel": ONLEESBAAR, "melding": checked.trouble() }),
    };
    if let (Value::Object(value), Value::Object(more)) = (&mut value, more) {
        value.extend(more);
    }
    value
}

fn print_json(value: &Value) -> Result<u8, Error> {
    let text = serde_json::to_string_pretty(value).map_err(|error| Error::Internal(error.to_string()))?;
    print(&format!("{text}\n"))
}
