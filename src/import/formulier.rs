//! One form that was read: what it says, and whose it is.

use super::faults::FORMULIER_ONLEESBAAR;
use super::found::Found;
use super::part::{self, Part};
use crate::error::Error;
use crate::finding::Diagnostic;
use crate::pdf::{self, NoForm};
use crate::regeling::{Persoon, Regeling};

/// A form that was read.
pub struct Form {
    pub(super) part: Part,
    pub(super) found: Vec<Found>,
    /// Whose it is.
    whose: Persoon,
}

impl Form {
    /// Reads the bytes of a PDF.
    ///
    /// # Errors
    /// On a fault of our own or of the regeling; whatever is wrong with the form is told when it is imported.
    pub fn read(bytes: &[u8], regeling: &Regeling) -> Result<Self, Error> {
        let (part, found) = match pdf::read(bytes) {
            Ok(filled) => part::read(&filled, regeling)?,
            Err(reason) => (Part::default(), vec![Found::whole(unreadable(reason))]),
        };
        let whose = Persoon::van(&part.value, regeling);
        Ok(Self { part, found, whose })
    }

    /// Whose it is.
    #[must_use]
    pub fn whose(&self) -> &Persoon {
        &self.whose
    }

    /// Whether it has fields of ours.
    #[must_use]
    pub fn is_form(&self) -> bool {
        !self.part.places.is_empty()
    }
}

fn unreadable(reason: NoForm) -> Diagnostic {
    let (message, help) = match reason {
        NoForm::TooLarge => ("In het bestand zit veel meer dan een formulier kan bevatten.", "Controleer of dit het bedoelde bestand is."),
        NoForm::NotPdf => ("Dit is geen pdf.", "Geef het ingevulde formulier op, een bestand dat op .pdf eindigt."),
        NoForm::Encrypted => (
            "De pdf is versleuteld of met een wachtwoord beveiligd.",
            "Open het formulier in een pdf-lezer, sla het zonder beveiliging op en lees het opnieuw in.",
        ),
        NoForm::Damaged => (
            "De pdf is beschadigd of niet compleet.",
            "Vraag om een nieuwe kopie, of open het formulier in een pdf-lezer, kijk of alles er staat en sla het op.",
        ),
    };
    Diagnostic::new(&FORMULIER_ONLEESBAAR, "", message, help)
}
