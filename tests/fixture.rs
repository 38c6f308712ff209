//! The complete dossier and what it makes, made once.

use std::sync::LazyLock;

use dossierpers::import::{self, Imported};
use dossierpers::rules::Scope;
use dossierpers::{Input, Job, Made, Options, Press, Purpose, Regeling, Rendering, Status, input};
use serde_json::Value;

pub(crate) const DOSSIER: &str = include_str!("../fixtures/dossier.json");
pub(crate) const WERKVERKLARING: &str = include_str!("../fixtures/werkverklaring.json");
pub(crate) const KLEINSTE: &str = include_str!("../fixtures/kleinste.json");

pub(crate) static REGELING: LazyLock<Regeling> = LazyLock::new(|| Regeling::ingebouwd().expect("the built-in regeling"));

static PRESS: LazyLock<Press<'static>> = LazyLock::new(|| Press::new(&REGELING).expect("templates that can be used"));

/// The rendering of the complete dossier.
pub(crate) static COMPLETE: LazyLock<Rendering> = LazyLock::new(|| render(DOSSIER.as_bytes(), Options::default()));

pub(crate) fn read(bytes: &[u8]) -> Input {
    input::read(bytes, &REGELING).expect("no trouble but findings")
}

pub(crate) fn render(bytes: &[u8], options: Options) -> Rendering {
    let input = if options.fillable { input::read_for_form(bytes, &REGELING).expect("no trouble but findings") } else { read(bytes) };
    PRESS.render(&input, &Job { options, ..Job::default() }).expect("templates that compile without a warning")
}

pub(crate) fn import(forms: &[&[u8]], into: Option<&[u8]>) -> Imported {
    let into = into.map(read);
    import::import(forms, into.as_ref(), &REGELING, &PRESS).expect("no trouble but findings")
}

pub(crate) fn blank(purpose: Purpose) -> Vec<Made> {
    PRESS.blank(&[], purpose).expect("templates that compile without a warning")
}

pub(crate) fn value() -> Value {
    serde_json::from_str(DOSSIER).expect("JSON")
}

/// The complete dossier with one part changed.
pub(crate) fn changed(change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value = value();
    change(&mut value);
    value.to_string().into_bytes()
}

pub(crate) fn bytes(made: &Made) -> &[u8] {
    match &made.status {
        Status::Made(bytes) => bytes,
        Status::Refused => panic!("{} was refused", made.document.bestand),
    }
}

/// The codes of the errors that stop a document.
pub(crate) fn codes(rendering: &Rendering) -> Vec<&'static str> {
    let stopping = rendering.findings.iter().filter(|finding| finding.is_error() && finding.rule.scope == Scope::Document);
    stopping.map(|finding| finding.rule.code).collect()
}
