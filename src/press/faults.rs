//! Faults of a form to fill in on a screen, found while it is made.

use crate::finding::{Ernst, Rule, Scope, Stage, text};

/// Text that a form has no room for.
pub(crate) static INVULVELD_TE_KLEIN: Rule = Rule {
    code: text("invulveld-te-klein"),
    ernst: Ernst::Fout,
    scope: Scope::Document,
    titel: text("Een tekst past niet in het invulveld"),
    bron: text("Ontwerp: op een formulier is geen tekst uit het zicht"),
    wat: text("Een tekst uit het dossier is langer dan het veld dat er op het invulformulier voor is."),
    waarom: text(
        "Wat niet in een veld past, is op het scherm en op papier niet te lezen. Een document met een grens mag bovendien niet langer worden dan die grens.",
    ),
    voorbeeld: text("Een beschrijving van de casus van anderhalve pagina, in een formulier van twee pagina's."),
    herstel: text("Kort de tekst in, of maak het document zonder `--fillable`."),
    stage: Stage::Layout,
};
