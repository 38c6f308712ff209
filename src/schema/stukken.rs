//! A text of one line in pieces, so that a page can break it wherever it must.
//!
//! What Dutch hyphenation breaks often enough is left whole; any other long word is cut into a few characters at a time.

use serde_json::{Value, json};

/// Characters of a word that every column can hold.
const LONGEST_WORD: usize = 16;
/// Characters between two places where a longer word may be hyphenated.
const LONGEST_SYLLABLE: usize = 12;
/// Characters between two places where any other long word may be broken.
const CHUNK: usize = 6;

/// A single-line text for a template: plain text, and for a word that may not fit a list of pieces between which it may be broken.
#[must_use]
pub fn pieces(text: &str) -> Value {
    json!(breakable(text))
}

/// The text as it is, but for words that no line may be able to hold: those are in pieces.
fn breakable(text: &str) -> Vec<Value> {
    let mut parts: Vec<Value> = Vec::new();
    let mut plain = String::new();
    for word in text.split_inclusive(char::is_whitespace) {
        if fits_a_line(word) {
            plain.push_str(word);
            continue;
        }
        if !plain.is_empty() {
            parts.push(json!(std::mem::take(&mut plain)));
        }
        parts.push(json!(chunks(word)));
    }
    if !plain.is_empty() || parts.is_empty() {
        parts.push(json!(plain));
    }
    parts
}

/// Whether a word is short, or Dutch hyphenation can break it often enough.
fn fits_a_line(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.chars().count() <= LONGEST_WORD {
        return true;
    }
    let mut parts = core.split('-');
    core.chars().all(|c| c.is_alphabetic() || c == '-')
        && parts.all(|part| {
            part.len() < 200 && hypher::hyphenate(part, hypher::Lang::Dutch).all(|syllable| syllable.chars().count() <= LONGEST_SYLLABLE)
        })
}

/// A word in pieces of a few characters, with a break after every sign that looks like one.
fn chunks(word: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut run = 0;
    for c in word.chars() {
        if run >= CHUNK {
            pieces.push(String::new());
            run = 0;
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
        run = if matches!(c, '/' | '_' | '-' | '@' | '.') { CHUNK } else { run + 1 };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::breakable;

    #[test]
    fn breaks_only_words_that_no_line_could_hold() {
        for text in ["een (arbeidsongeschiktheidsverzekering), loopt", "werkgeversdienstverlening.", "Oud-Beijerland", ""] {
            assert_eq!(breakable(text), [json!(text)]);
        }
        for text in ["a".repeat(50), "M".repeat(20), "zie bewijs/A01_certificaat.pdf hier".to_owned(), "x1".repeat(500)] {
            let parts = breakable(&text);
            let pieces: Vec<&str> = parts
                .iter()
                .flat_map(|part| part.as_array().map_or_else(|| vec![part], |list| list.iter().collect()))
                .filter_map(|piece| piece.as_str())
                .collect();
            assert_eq!(pieces.concat(), text);
            assert!(parts.iter().any(|part| part.as_array().is_some_and(|pieces| pieces.len() > 1)), "{text}");
        }
    }
}
