//! What a rule of this regeling is, and what it may look at.

use serde_json::Value;

use crate::finding::{Definition, Diagnostic, Ernst, Rule};
use crate::regeling::{Files, Regeling};
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::Dossier;
use crate::regelingen::hobeon_rib::norm::period::Periode;
use crate::regelingen::hobeon_rib::norm::{intervisie, vakontwikkeling};

/// Toets: the definition of a fault, and how it is found.
pub(crate) struct Toets {
    pub(crate) rule: Rule,
    pub(super) check: fn(&Subject<'_>) -> Vec<Diagnostic>,
}

impl From<&'static Toets> for Definition {
    fn from(toets: &'static Toets) -> Self {
        Self::Program(&toets.rule)
    }
}

/// What a rule may look at.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    /// The dossier as far as it was understood, with the `aanvraagdatum` that it is judged on.
    pub(crate) dossier: &'a Dossier,
    /// The same as JSON.
    pub(crate) value: &'a Value,
    /// What the regeling demands.
    pub(crate) eisen: &'a Eisen,
    /// The regeling.
    pub(crate) regeling: &'a Regeling,
    /// Pointers of the parts that were refused while the file was read: they have a finding already.
    pub(crate) left_out: &'a [String],
    /// What is known about the files that the dossier names; None when nobody looked.
    pub(crate) files: Option<&'a Files>,
}

impl<'a> Subject<'a> {
    /// The period of activities and meetings; None also when a bound that the user set was refused.
    pub(super) fn periode(&self) -> Option<Periode> {
        let refused = self.left_out.iter().any(|pointer| ["/periode_van", "/periode_tot"].contains(&pointer.as_str()));
        if refused { None } else { Periode::of(self.dossier, self.eisen) }
    }

    /// How bad it is that an activity does not count: nothing is lost where the points are enough without it.
    pub(super) fn activity_lost(&self) -> Ernst {
        lost(vakontwikkeling::pe(self.dossier, self.eisen).is_some_and(|found| found.tekort() == 0.into()))
    }

    /// How bad it is that a meeting does not count: nothing is lost where there are enough without it.
    pub(super) fn meeting_lost(&self) -> Ernst {
        lost(intervisie::intervisie(self.dossier, self.eisen).is_some_and(|found| found.tekort() == 0))
    }

    /// The label of the field at a JSON pointer.
    pub(super) fn label(&self, pointer: &str) -> &'a str {
        self.regeling.schema.label(pointer)
    }
}

/// A surplus never refuses.
fn lost(norm_is_met: bool) -> Ernst {
    if norm_is_met { Ernst::Waarschuwing } else { Ernst::Fout }
}
