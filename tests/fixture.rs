//! The complete dossier and what it makes, made once.

use std::sync::LazyLock;

use dossierpers::finding::{Definition, Stage};
use dossierpers::import::{self, Antwoord, Imported};
use dossierpers::{Input, Job, Made, Options, Press, Purpose, Regeling, Rendering, Status, input, regelingen, registry};
use serde_json::Value;

pub(crate) const DOSSIER: &str = include_str!("../fixtures/dossier.json");
pub(crate) const WERKVERKLARING: &str = include_str!("../fixtures/werkverklaring.json");
pub(crate) const KLEINSTE: &str = include_str!("../fixtures/kleinste.json");

pub(crate) static REGELING: LazyLock<Regeling> =
    LazyLock::new(|| regelingen::ingebouwd(regelingen::GEWONE).expect("the built-in regeling"));

/// Every fault under it.
pub(crate) static RULES: LazyLock<Vec<Definition>> = LazyLock::new(|| registry::faults(&REGELING));

/// A regeling and a press with its templates.
pub(crate) struct Bench {
    pub(crate) regeling: &'static Regeling,
    press: Press<'static>,
}

impl Bench {
    fn new(regeling: &'static Regeling) -> Self {
        Self { regeling, press: Press::new(regeling).expect("templates that can be used") }
    }

    pub(crate) fn read(&self, bytes: &[u8]) -> Input {
        input::read(bytes, self.regeling).expect("no trouble but findings")
    }

    pub(crate) fn render(&self, bytes: &[u8], options: Options) -> Rendering {
        let for_form = || input::read_for_form(bytes, self.regeling).expect("no trouble but findings");
        let input = if options.fillable { for_form() } else { self.read(bytes) };
        self.press.render(&input, &Job { options, ..Job::default() }).expect("templates that compile without a warning")
    }

    pub(crate) fn import(&self, forms: &[&[u8]], into: Option<&[u8]>) -> Imported {
        self.import_with(forms, into, &mut |_| Antwoord::Laten)
    }

    /// Imports, with an answer to each difference.
    pub(crate) fn import_with(&self, forms: &[&[u8]], into: Option<&[u8]>, beslis: import::Beslis<'_>) -> Imported {
        let into = into.map(|bytes| self.read(bytes));
        let judge = |input: &Input| Ok(self.press.check(input, &Job::default())?.findings);
        let forms = forms.iter().map(|bytes| import::Form::read(bytes, self.regeling).expect("no trouble but findings")).collect();
        import::import(forms, into.as_ref(), self.regeling, &judge, beslis).expect("no trouble but findings")
    }

    pub(crate) fn blank(&self, purpose: Purpose) -> Vec<Made> {
        self.press.blank(&[], purpose).expect("templates that compile without a warning")
    }
}

/// The usual regeling.
pub(crate) static GEWONE: LazyLock<Bench> = LazyLock::new(|| Bench::new(&REGELING));

/// The second built-in regeling.
pub(crate) static LEIDRAAD: LazyLock<Bench> = LazyLock::new(|| {
    static REGELING: LazyLock<Regeling> = LazyLock::new(|| regelingen::ingebouwd("akc-leidraad").expect("the second regeling"));
    Bench::new(&REGELING)
});

/// The rendering of the complete dossier.
pub(crate) static COMPLETE: LazyLock<Rendering> = LazyLock::new(|| render(DOSSIER.as_bytes(), Options::default()));

pub(crate) fn read(bytes: &[u8]) -> Input {
    GEWONE.read(bytes)
}

pub(crate) fn render(bytes: &[u8], options: Options) -> Rendering {
    GEWONE.render(bytes, options)
}

pub(crate) fn import(forms: &[&[u8]], into: Option<&[u8]>) -> Imported {
    GEWONE.import(forms, into)
}

pub(crate) fn blank(purpose: Purpose) -> Vec<Made> {
    GEWONE.blank(purpose)
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
pub(crate) fn codes(rendering: &Rendering) -> Vec<&str> {
    let stopping = rendering.findings.iter().filter(|finding| finding.stops_documents());
    stopping.map(|finding| &*finding.rule.code).collect()
}

/// The faults of one stage, by code.
pub(crate) fn codes_of(stage: Stage) -> std::collections::BTreeSet<&'static str> {
    RULES.iter().filter(|rule| rule.stage == stage).map(|rule| &*rule.code).collect()
}

/// What is found by holding data that was read against the regeling.
pub(crate) fn judged(input: &Input) -> Vec<dossierpers::Diagnostic> {
    use dossierpers::regeling::{Subject, check};
    check(&Subject { value: &input.value, regeling: &REGELING, left_out: &input.left_out, files: None })
        .expect("rules that can be evaluated")
}
