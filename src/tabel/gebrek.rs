//! What is wrong with a table.

/// Gebrek: what is wrong with a table, or of it is not understood; in Dutch, without a value that may be of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebrek {
    /// Row of the file, from 1; none for what is about a column.
    pub rij: Option<usize>,
    /// Name of the column, as it was understood or, where it was not, as it is written.
    pub kolom: Option<String>,
    /// What is wrong.
    pub melding: String,
    /// What to do about it.
    pub hulp: String,
    /// Whether the row, or with no row the table, gives no form because of it.
    pub weigert: bool,
}

impl Gebrek {
    pub(super) fn of(
        rij: Option<usize>,
        kolom: Option<String>,
        melding: impl Into<String>,
        hulp: impl Into<String>,
        weigert: bool,
    ) -> Self {
        Self { rij, kolom, melding: melding.into(), hulp: hulp.into(), weigert }
    }
}
