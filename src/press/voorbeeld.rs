//! The example is not a dossier: what is left of it is told.
//!
//! A text counts as one of the example where it is long enough that nobody writes it by chance. One finding for each element of a
//! list, or other part of the data, that holds any.

use std::collections::BTreeSet;

use serde_json::Value;

use super::faults::VOORBEELD_NIET_VERVANGEN;
use crate::finding::Diagnostic;
use crate::regeling::Regeling;

/// Words from which a text is one of the example.
const WORDS: usize = 3;

/// What the data still has of the example of its regeling.
pub(super) fn left(value: &Value, regeling: &Regeling) -> Vec<Diagnostic> {
    let example = regeling.begin.as_deref().and_then(|bytes| serde_json::from_slice::<Value>(bytes).ok());
    let Some(example) = example else { return Vec::new() };
    let mut texts = BTreeSet::new();
    regeling.schema.visit(&example, &mut |_, _, leaf| texts.extend(leaf.as_str().and_then(telling)));
    let mut parts: Vec<String> = Vec::new();
    regeling.schema.visit(value, &mut |path, _, leaf| {
        let of_example = leaf.as_str().and_then(telling).is_some_and(|text| texts.contains(&text));
        if of_example && !parts.iter().any(|known| known == part(path)) {
            parts.push(part(path).to_owned());
        }
    });
    let finding = |part: String| {
        let message = "Hier staat nog tekst van het voorbeeld.";
        Diagnostic::new(&VOORBEELD_NIET_VERVANGEN, part, message, VOORBEELD_NIET_VERVANGEN.herstel.clone())
    };
    parts.into_iter().map(finding).collect()
}

/// A text as it is compared, where it says enough to be known again.
fn telling(text: &str) -> Option<String> {
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    (words.len() >= WORDS).then(|| words.join(" "))
}

/// The part that a field belongs to: the element of the list at the top, or the field at the top.
fn part(path: &str) -> &str {
    let mut ends = path.match_indices('/').map(|(at, _)| at).skip(1);
    let Some(first) = ends.next() else { return path };
    let end = ends.next().unwrap_or(path.len());
    if path[first + 1..end].parse::<usize>().is_ok() { &path[..end] } else { &path[..first] }
}
