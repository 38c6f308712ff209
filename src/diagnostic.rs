//! What is wrong with the data: coded, with the place in the JSON, what it is and what to do.
//!
//! Findings are collected, never the first only, and never hold the value of a personal field.

use std::ops::Range;

use crate::rules::{self, Check, Ernst, Rule, Scope};

/// One finding about the data of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// The definition of the fault: code, severity, clause, explanation.
    pub rule: &'static Rule,
    /// JSON pointer to the value at fault; empty for the whole file.
    pub path: String,
    /// Bytes of the source text at fault, where `path` alone does not tell (a syntax error, the second of two equal keys).
    pub span: Option<Range<usize>>,
    /// What is wrong and what was expected: a Dutch sentence in the user's terms.
    pub message: String,
    /// What to do about it: a Dutch sentence.
    pub help: String,
}

impl Diagnostic {
    /// A finding of `rule` at the JSON pointer `path`.
    pub fn new(rule: &'static Rule, path: impl Into<String>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { rule, path: path.into(), span: None, message: message.into(), help: help.into() }
    }

    /// The same finding at exact bytes of the source.
    #[must_use]
    pub fn at(mut self, span: Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Whether the finding is an error, not a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.rule.ernst == Ernst::Fout
    }

    /// Whether the text at the place of the finding holds what looks like personal data, so that nobody may repeat it.
    #[must_use]
    pub fn is_private(&self) -> bool {
        *self.rule == rules::PERSOONSGEGEVENS
    }

    /// Whether the documents whose data it lies in cannot be made.
    #[must_use]
    pub fn stops_documents(&self) -> bool {
        self.is_error() && self.rule.scope == Scope::Document
    }

    /// Whether forms on which somebody is to fill in its data cannot be made. A form may be incomplete, or wrong: it is there
    /// to be filled in.
    #[must_use]
    pub fn stops_forms(&self) -> bool {
        self.stops_documents() && matches!(self.rule.check, Check::Input | Check::Layout)
    }

    /// Whether the value at fault lies at `pointer`, below it, or above it.
    #[must_use]
    pub fn touches(&self, pointer: &str) -> bool {
        is_within(&self.path, pointer) || is_within(pointer, &self.path)
    }
}

/// Whether JSON pointer `inner` is `outer` or lies below it.
#[must_use]
pub fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
