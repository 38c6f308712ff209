//! A regular expression that is compiled when it is first needed. The engine is linear in the length of the text.

use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

/// Patroon: a pattern; one that does not compile finds nothing, and a test holds that each compiles.
///
/// Other than in `regex`, `\d` is one of 0 to 9 only: digits of other scripts take more than a byte and have no place in these numbers.
pub(crate) struct Patroon {
    source: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Patroon {
    pub(crate) const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    pub(crate) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(&self.source.replace(r"\d", "[0-9]")).ok()).as_ref()
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    /// The places in the text, from left to right, none over another.
    pub(crate) fn places(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        self.regex().into_iter().flat_map(|regex| regex.find_iter(text)).map(|found| found.range())
    }
}

/// At most this many characters before a byte of the text.
pub(crate) fn before(text: &str, at: usize, chars: usize) -> &str {
    let start = text[..at].char_indices().rev().take(chars).last().map_or(at, |(start, _)| start);
    &text[start..at]
}

/// At most this many characters from a byte of the text on.
pub(crate) fn after(text: &str, at: usize, chars: usize) -> &str {
    let end = text[at..].char_indices().nth(chars).map_or(text.len(), |(length, _)| at + length);
    &text[at..end]
}
