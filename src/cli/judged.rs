//! What came of each file that was asked to be judged.

use std::path::Path;

use dossierpers::error::Error;
use dossierpers::regeling::Totaal;
use dossierpers::{Input, Regeling, Verdict};

/// What the JSON and the table say of a file that cannot be read, where otherwise the verdict stands.
pub(super) const ONLEESBAAR: &str = "onleesbaar";

/// A file that was asked for, and what came of it.
pub(super) struct Checked<'a> {
    pub(super) path: &'a Path,
    pub(super) judged: Result<Judged, Error>,
}

/// A dossier that was judged.
pub(super) struct Judged {
    pub(super) regeling: Regeling,
    pub(super) input: Input,
    pub(super) verdict: Verdict,
    /// The verdict in a few words.
    pub(super) state: String,
}

impl Checked<'_> {
    /// The name of the file, as it was asked for.
    pub(super) fn bestand(&self) -> String {
        self.path.display().to_string()
    }

    /// Why it could not be judged, without the name of the file before it.
    pub(super) fn trouble(&self) -> Option<String> {
        let said = self.judged.as_ref().err()?.to_string();
        let own = said.strip_prefix(&self.bestand()).and_then(|rest| rest.strip_prefix(": "));
        Some(own.unwrap_or(&said).to_owned())
    }
}

impl Judged {
    /// Identifier of its regeling.
    pub(super) fn id(&self) -> &str {
        &self.regeling.gegevens.id
    }

    /// Whether nothing of it was understood.
    pub(super) fn is_unreadable(&self) -> bool {
        self.input.left_out.iter().any(String::is_empty)
    }

    /// What it comes to under a norm; `None` where it was not computed.
    pub(super) fn totaal(&self, id: &str) -> Option<&Totaal> {
        self.verdict.uitkomst.totalen.iter().find(|totaal| totaal.id == id)
    }
}
