//! One mistake in the folder of a regeling: where, what, and what to do about it.

/// Gebrek: a mistake in the folder of a regeling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gebrek {
    /// File, by its path in the folder; empty for the folder itself.
    pub bestand: String,
    /// Line, from 1, where it is known.
    pub regel: Option<usize>,
    /// What is wrong: a Dutch sentence.
    pub melding: String,
    /// What to do: a Dutch sentence.
    pub hulp: String,
}

impl Gebrek {
    /// A mistake in a file, wherever it stands.
    pub fn new(bestand: impl Into<String>, melding: impl Into<String>, hulp: impl Into<String>) -> Self {
        Self { bestand: bestand.into(), regel: None, melding: melding.into(), hulp: hulp.into() }
    }

    /// The same mistake at a line.
    #[must_use]
    pub(super) fn at(mut self, regel: Option<usize>) -> Self {
        self.regel = regel;
        self
    }
}
