//! How large and how deep a file may be. What a dossier may hold stands in the model: `dossier::limieten`.

/// Bytes of one JSON file; about eighty times a complete dossier.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// Levels of objects and lists within each other; a dossier needs seven.
pub(super) const MAX_DEPTH: usize = 32;

/// Findings of one file that are kept: nobody reads more.
pub(super) const MAX_FINDINGS: usize = 10_000;
