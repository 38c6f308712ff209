//! Every fault that the program knows, gathered from the stages that find them: for the manual, the tables and SARIF.
//!
//! The only place that names all stages. A stage adds a fault to its own list; nothing is defined here.

use crate::finding::Definition;
use crate::regeling::{self, Regeling};
use crate::{fonts, import, input, press, typeset};

/// Every fault under a regeling, in the order of the manual: of the file, of the regeling, of the pages, of forms.
#[must_use]
pub fn faults(regeling: &Regeling) -> Vec<Definition> {
    let program = |rules: &[&'static crate::finding::Rule]| rules.iter().map(|rule| Definition::from(*rule)).collect::<Vec<_>>();
    let data = regeling.regels.iter().map(|rule| Definition::from(rule.clone()));
    let mut faults = program(input::RULES);
    faults.extend(program(&[&fonts::TEKEN_NIET_AFDRUKBAAR]));
    faults.extend(regeling.basisregels.iter().cloned());
    faults.extend(data);
    faults.extend(program(regeling::RULES));
    faults.extend(program(&[&typeset::DOCUMENT_TE_LANG]));
    faults.extend(program(press::RULES));
    faults.extend(program(import::RULES));
    faults
}
