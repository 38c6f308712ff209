//! What was found in a form, and what became of each of its fields.

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
    /// What can be answered to it, where the form says something else than the dossier.
    pub keuze: Option<Keuze>,
}

/// Keuze: what can be done about a difference between a form and a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keuze {
    /// The field or row of the dossier, as a JSON pointer.
    pub pad: String,
    /// Whether the form can be followed: what the dossier says goes.
    pub overnemen: bool,
    /// Whether it can stand beside what the dossier has, as another row.
    pub toevoegen: bool,
}

/// A difference between a form and a dossier, for who decides about it.
#[derive(Debug, Clone)]
pub struct Verschil<'a> {
    /// What can be done.
    pub keuze: &'a Keuze,
    /// The difference in a sentence, without a value that may be of a person.
    pub melding: &'a str,
    /// Which form, from 0.
    pub form: usize,
    /// Page, from 1.
    pub page: Option<usize>,
    /// Whether what the dossier says came from an earlier form of the same run: then two forms contradict each other.
    pub eerder: bool,
}

/// Antwoord: what is done about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Antwoord {
    /// The dossier stays as it is.
    #[default]
    Laten,
    /// The form is right.
    Overnemen,
    /// It is another row.
    Toevoegen,
}

/// Who decides about differences.
pub type Beslis<'a> = &'a mut dyn FnMut(&Verschil<'_>) -> Antwoord;

/// What became of the fields of a form: those that are filled in add up to `filled`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Fields of the form; none where it could not be read.
    pub fields: usize,
    /// Fields that are filled in, those that the dossier does not know included.
    pub filled: usize,
    /// Values that the dossier did not have.
    pub new: usize,
    /// Values that the dossier has already.
    pub known: usize,
    /// Values that took the place of what the dossier had, since somebody said so.
    pub corrected: usize,
    /// Values that the dossier has otherwise, or that stand in a row that it has otherwise: not taken over.
    pub differing: usize,
    /// Values that could not be understood, or have no place in the dossier.
    pub unread: usize,
    /// Values and rows that the dossier had and the form emptied, since somebody said so; they are no filled fields.
    pub removed: usize,
    /// Values of rows that the dossier had when the form was made, and has no more; the form did not change them.
    pub gone: usize,
}

/// What became of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lot {
    New,
    Known,
    Corrected,
    Differing,
    Unread,
    Gone,
}

impl Taken {
    pub(super) fn count(&mut self, lot: Lot) {
        *match lot {
            Lot::New => &mut self.new,
            Lot::Known => &mut self.known,
            Lot::Corrected => &mut self.corrected,
            Lot::Differing => &mut self.differing,
            Lot::Unread => &mut self.unread,
            Lot::Gone => &mut self.gone,
        } += 1;
    }

    /// The filled fields of which something became.
    #[must_use]
    pub fn accounted(&self) -> usize {
        self.new + self.known + self.corrected + self.differing + self.unread + self.gone
    }
}

/// A finding in a form, before it is known which form it is.
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    pub(super) page: Option<usize>,
    pub(super) field: Option<String>,
    pub(super) keuze: Option<Keuze>,
}

impl Found {
    pub(super) fn whole(diagnostic: Diagnostic) -> Self {
        Self { diagnostic, page: None, field: None, keuze: None }
    }

    pub(super) fn of(self, form: usize) -> FormFinding {
        FormFinding { diagnostic: self.diagnostic, form, page: self.page, field: self.field, keuze: self.keuze }
    }
}
