//! One document: what it is called, what it is made for, what its pages show and what it is made from.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields;
use crate::finding::{Diagnostic, is_within};
use crate::form::Field;

/// Name of the data that a PDF embeds.
pub const DATA_NAME: &str = "dossier.json";

/// A document that can be laid out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Document {
    /// Kind, as `regeling.toml` names it.
    pub soort: String,
    /// File name: ASCII, at most 80 characters.
    pub bestand: String,
    /// Whether only a code or a number behind its name makes the name its own.
    pub(crate) gecodeerd: bool,
    /// Title, as the PDF and its first page have it.
    pub titel: String,
    /// Most pages that it may have.
    pub paginas_max: Option<usize>,
    /// What it is made for.
    pub purpose: Purpose,
    /// Everything that the template shows; `None` as `dossier_json` embeds nothing. Only what lays out needs it.
    #[serde(skip)]
    pub(crate) data: Value,
    /// What stays the same as long as it is the same document.
    pub(crate) ident: String,
    /// Its part of the data: a valid input by itself. A blank form has none.
    pub(crate) part: Option<Value>,
    /// Where the parts of `part` stand in the whole: pointer here, pointer there; its own fields first.
    pub(crate) origins: Vec<(String, String)>,
}

/// What a document is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// To be kept: it shows the values of a dossier, and holds fields to sign only.
    Record,
    /// To be filled in by pen.
    Pen,
    /// To be filled in on a screen.
    Screen,
}

/// How documents are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// A watermark on every page, and no limit of pages.
    pub concept: bool,
    /// Leave the data out of the PDF (PDF/A-2a instead of A-3a).
    pub no_embed: bool,
    /// Forms with the known values in their fields, for somebody to fill in further. They always embed what they were made from, since
    /// reading them back needs it; the two options above are for documents to keep.
    pub fillable: bool,
}

impl Document {
    /// Whether a finding lies in the data of this document.
    #[must_use]
    pub fn concerns(&self, finding: &Diagnostic) -> bool {
        self.origins.iter().any(|(_, origin)| finding.touches(origin))
    }

    /// The fields that somebody can fill in or sign, wherever the template puts them.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut found = Vec::new();
        fields::collect(&self.data, &mut found);
        found
    }

    /// Tells the template how many lines the text of a field takes.
    pub(crate) fn set_lines(&mut self, name: &str, lines: usize) {
        fields::set_lines(&mut self.data, name, lines);
    }

    /// Where its own fields stand in its part.
    pub(crate) fn root(&self) -> &str {
        self.origins.first().map_or("", |(here, _)| here)
    }

    /// The fields of the whole dossier that it is made of.
    #[must_use]
    pub fn sections(&self) -> Vec<&str> {
        self.origins.iter().filter_map(|(_, origin)| origin.split('/').nth(1)).collect()
    }

    /// The pointer in the whole dossier for a pointer in the part.
    #[must_use]
    pub fn origin(&self, pointer: &str) -> String {
        let found =
            self.origins.iter().find_map(|(here, there)| is_within(pointer, here).then(|| format!("{there}{}", &pointer[here.len()..])));
        found.unwrap_or_else(|| pointer.to_owned())
    }

    /// The part of the dossier that this document is made of, as JSON text: a valid input by itself.
    #[must_use]
    pub fn part_json(&self) -> Option<String> {
        self.part.as_ref().map(fields::pretty)
    }
}
