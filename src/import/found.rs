//! What was found in a form, and what a form gave.

use crate::finding::Diagnostic;

/// A finding about a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormFinding {
    /// What is wrong; its path is a pointer into the dossier that came out.
    pub diagnostic: Diagnostic,
    /// Which form, from 0.
    pub form: usize,
    /// Page, from 1, where it is about a field.
    pub page: Option<usize>,
    /// Full name of the field.
    pub field: Option<String>,
}

/// What a form gave.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Fields of the form; none where it could not be read.
    pub fields: usize,
    /// Fields that are filled in.
    pub filled: usize,
    /// Values that the dossier did not have.
    pub new: usize,
    /// Values that the dossier has already.
    pub known: usize,
}

/// A finding in a form, before it is known which form it is.
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    pub(super) page: Option<usize>,
    pub(super) field: Option<String>,
}

impl Found {
    pub(super) fn whole(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, page: None, field: None }
    }

    pub(super) fn of(self, form: usize) -> FormFinding {
        FormFinding { diagnostic: self.diagnostic, form, page: self.page, field: self.field }
    }
}
