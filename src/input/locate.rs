//! From a finding to its line and column in the text.

use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::json::{self, Places};
use super::splice::splice;
use super::versie;
use crate::finding::Diagnostic;

/// The text of a file and where its values stand.
#[derive(Debug, Clone)]
pub struct Source {
    text: String,
    places: Places,
    line_starts: Vec<usize>,
    /// Where something stands in the data, and where in the text, in the order in which it was moved.
    moved: Vec<(String, String)>,
}

/// A place as an editor counts it: both from 1, columns in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Source {
    pub(super) fn new(text: String, places: Places) -> Self {
        let line_starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, places, line_starts, moved: Vec::new() }
    }

    /// The same text, of which the data was moved since.
    pub(super) fn after(self, moved: Vec<(String, String)>) -> Self {
        Self { moved, ..self }
    }

    /// Where in the text something stands that stands at a JSON pointer of the data.
    pub(super) fn was(&self, pointer: &str) -> String {
        versie::was(pointer, &self.moved)
    }

    /// The line, from 1, of the value at a JSON pointer of the text, or of the nearest around it.
    pub(super) fn line_at(&self, pointer: &str) -> usize {
        let mut pointer = pointer;
        loop {
            if let Some(place) = self.places.get(pointer) {
                let start = place.key.as_ref().map_or(place.value.start, |key| key.start);
                return self.line_starts.partition_point(|line_start| *line_start <= start);
            }
            let Some((parent, _)) = pointer.rsplit_once('/') else { return 1 };
            pointer = parent;
        }
    }

    /// A text that was written out: where its values stand is found again.
    fn of(text: String) -> Self {
        let places = json::parse(&text).map_or_else(|_| Places::new(), |parsed| parsed.places);
        Self::new(text, places)
    }

    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text with `new` in it, where it now holds `old`.
    pub(super) fn with(&self, old: &Value, new: &Value) -> String {
        splice(&self.text, &self.places, old, new)
    }

    /// The value at a JSON pointer as it is written.
    pub(super) fn raw(&self, pointer: &str) -> Option<&str> {
        self.places.get(&self.was(pointer)).map(|place| &self.text[place.value.clone()])
    }

    /// The bytes of the key of the value at a JSON pointer.
    pub(super) fn key(&self, pointer: &str) -> Option<Range<usize>> {
        self.places.get(&self.was(pointer))?.key.clone()
    }

    /// The bytes of the text that a finding is about: a value, the key where the key is at fault, or the nearest there is.
    #[must_use]
    pub fn range(&self, finding: &Diagnostic) -> Range<usize> {
        let end = self.text.len();
        if let Some(span) = &finding.span {
            return self.on_boundaries(span.start.min(end)..span.end.min(end));
        }
        let path = self.was(&finding.path);
        let mut pointer = path.as_str();
        loop {
            if let Some(place) = self.places.get(pointer) {
                let whole = pointer == path && !self.text[place.value.clone()].contains(['{', '[']);
                return if whole {
                    place.value.clone()
                } else {
                    place.key.clone().unwrap_or(place.value.start..(place.value.start + 1).min(end))
                };
            }
            let Some((parent, _)) = pointer.rsplit_once('/') else { return 0..end.min(1) };
            pointer = parent;
        }
    }

    /// Line and column where the finding begins.
    #[must_use]
    pub fn position(&self, finding: &Diagnostic) -> Position {
        let start = self.range(finding).start;
        let line = self.line_starts.partition_point(|line_start| *line_start <= start);
        let line_start = self.line_starts[line - 1];
        Position { line, column: self.text[line_start..start].chars().count() + 1 }
    }

    fn on_boundaries(&self, span: Range<usize>) -> Range<usize> {
        let start = (0..=span.start).rev().find(|at| self.text.is_char_boundary(*at)).unwrap_or(0);
        let end = (span.end.max(start)..=self.text.len()).find(|at| self.text.is_char_boundary(*at)).unwrap_or(self.text.len());
        start..end
    }
}

impl Serialize for Source {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.text, &self.moved).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (text, moved) = Deserialize::deserialize(deserializer)?;
        Ok(Self::of(text).after(moved))
    }
}
