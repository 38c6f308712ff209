//! What is wrong with the data: coded, with the place in the JSON, what it is and what to do.
//!
//! Findings are collected, never the first only, and never hold the value of a personal field.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::pointer::{VERBORGEN, is_within};
use super::rule::{Definition, Ernst, Scope, Stage};

/// One finding about the data of a dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The definition of the fault: code, clause, explanation.
    pub rule: Definition,
    /// How bad it is here: as its definition says, or less by circumstance.
    pub ernst: Ernst,
    /// JSON pointer to the value at fault; empty for the whole file. What is told of it is [`Diagnostic::pad`].
    pub path: String,
    /// Bytes of the source text at fault, where `path` alone does not tell (a syntax error, the second of two equal keys).
    pub span: Option<Range<usize>>,
    /// What is wrong and what was expected: a Dutch sentence in the user's terms.
    pub message: String,
    /// What to do about it: a Dutch sentence.
    pub help: String,
    /// Whether the text at its place holds what looks like personal data, so that nobody may repeat it.
    pub private: bool,
}

impl Diagnostic {
    /// A finding of `rule` at the JSON pointer `path`, as bad as its definition says.
    pub fn new(rule: impl Into<Definition>, path: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        let rule = rule.into();
        let ernst = rule.ernst;
        Self { rule, ernst, path: path.into(), span: None, message: message.into(), help: help.into(), private: false }
    }

    /// The same finding at exact bytes of the source.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// The same finding, where circumstances make it less bad than its definition says; never worse.
    #[must_use]
    pub fn weighed(mut self, ernst: Ernst) -> Self {
        self.ernst = self.rule.ernst.max(ernst);
        self
    }

    /// The same finding about a text that nobody may repeat.
    #[must_use]
    pub fn private(mut self) -> Self {
        self.private = true;
        self
    }

    /// The JSON pointer as it may be told: it ends at the parent of a key that may not be repeated.
    #[must_use]
    pub fn pad(&self) -> &str {
        let hidden = self.path.match_indices('/').find(|(at, _)| self.path[at + 1..].starts_with(VERBORGEN));
        hidden.map_or(self.path.as_str(), |(at, _)| &self.path[..at])
    }

    /// Whether the finding stands in the way of handing the dossier in.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.ernst.stands_in_the_way()
    }

    /// Whether the documents whose data it lies in cannot be made.
    #[must_use]
    pub fn stops_documents(&self) -> bool {
        self.is_error() && self.rule.scope == Scope::Document
    }

    /// Whether forms on which somebody is to fill in its data cannot be made. A form may be incomplete, or wrong by a rule: it is there
    /// to be filled in.
    #[must_use]
    pub fn stops_forms(&self) -> bool {
        self.ernst == Ernst::Fout && self.keeps_out()
    }

    /// Whether its data cannot be as it is, whatever the rules say of it.
    #[must_use]
    pub fn keeps_out(&self) -> bool {
        self.stops_documents() && matches!(self.rule.stage, Stage::Input | Stage::Layout)
    }

    /// Whether the value at fault lies at `pointer`, below it, or above it.
    #[must_use]
    pub fn touches(&self, pointer: &str) -> bool {
        is_within(&self.path, pointer) || is_within(pointer, &self.path)
    }
}
