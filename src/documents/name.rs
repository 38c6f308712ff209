//! Names of files that every system can store.

use std::collections::{BTreeMap, BTreeSet};

use super::document::Document;
use crate::regeling::DocumentSoort;

/// Longest file name, extension included.
const MAX_FILE_NAME: usize = 80;
/// Longest text that tells two names apart.
const MAX_APART: usize = 24;

/// Longest name of a file without its extension of three.
pub(crate) const LONGEST_STEM: usize = MAX_FILE_NAME - ".pdf".len();

/// A text as part of a name, however long: for who shortens a piece of it.
pub(crate) fn whole_name(name: &str) -> String {
    let ascii = deunicode::deunicode(name);
    let mut clean = String::new();
    for c in ascii.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => clean.push(c),
            _ if clean.ends_with(['-', '_']) || clean.is_empty() => {}
            _ => clean.push('-'),
        }
    }
    clean
}

/// The name of a PDF with something behind its name, not longer than a name may be.
pub(super) fn with_suffix(name: &str, suffix: &str) -> String {
    let most = LONGEST_STEM - suffix.len();
    format!("{}{suffix}.pdf", name[..name.len().min(most)].trim_end_matches(['-', '_']))
}

/// The name of the form of a kind for somebody, whose name goes first and whole as far as it can.
#[must_use]
pub fn form_name(whose: &str, entry: &DocumentSoort) -> String {
    let kind = clean_name(entry.bestandsnaam_leeg.as_deref().unwrap_or(&entry.soort));
    let end = with_suffix(&format!("_{kind}"), "_invullen");
    let whose = clean_name(&whose.to_lowercase());
    format!("{}{end}", whose[..whose.len().min(MAX_FILE_NAME.saturating_sub(end.len()))].trim_end_matches(['-', '_']))
}

/// A name that every system can store: ASCII letters, digits, `-`, `_`; short; never a reserved name, never empty.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let clean = clean_words(name);
    let device = ["con", "prn", "aux", "nul", "com", "lpt"].iter().any(|name| {
        let lower = clean.to_lowercase();
        lower.strip_prefix(name).is_some_and(|rest| rest.is_empty() || (name.starts_with(['c', 'l']) && *name != "con" && rest.len() == 1))
    });
    match clean.as_str() {
        "" => "document".to_owned(),
        _ if device => format!("x-{clean}"),
        _ => clean,
    }
}

/// A text as part of a name; empty where nothing of it can be in one.
pub(super) fn clean_words(text: &str) -> String {
    let mut clean = whole_name(text);
    clean.truncate(LONGEST_STEM);
    clean.trim_matches(['-', '_']).to_owned()
}

/// What a document is called, and what tells it apart from one that would be called the same.
pub(super) struct Named {
    /// Its name, without what comes behind it.
    pub(super) name: String,
    /// What tells it apart: the first that does counts.
    pub(super) apart: [String; 3],
    /// What every name of its sort ends in.
    pub(super) end: &'static str,
}

impl Named {
    /// Its file, with what tells it apart.
    pub(super) fn file(&self, apart: &str) -> String {
        let apart = &apart[..apart.len().min(MAX_APART)];
        with_suffix(&self.name, &[if apart.is_empty() { "" } else { "_" }, apart, self.end].concat())
    }
}

/// Two documents never have the same file, compared without case, as some systems do. Of documents that would, each gets something of
/// its own data behind its name: never its place among them, so that one that comes before renames none. Only what is the same in
/// everything is counted.
pub(super) fn named_apart(documents: Vec<(Document, Named)>) -> Vec<Document> {
    let mut documents = documents;
    for way in 0..3 {
        let mut same: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (document, named) in &documents {
            same.entry(document.bestand.to_lowercase()).or_default().insert(named.apart[way].to_lowercase());
        }
        for (document, named) in &mut documents {
            if same[&document.bestand.to_lowercase()].len() > 1 && !named.apart[way].is_empty() {
                document.bestand = named.file(&named.apart[way]);
                document.gecodeerd = way > 0;
            }
        }
    }
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (document, named) in &mut documents {
        let mut count = 1;
        while !taken.insert(document.bestand.to_lowercase()) {
            count += 1;
            document.bestand = named.file(&count.to_string());
            document.gecodeerd = true;
        }
    }
    documents.into_iter().map(|(document, _)| document).collect()
}

#[cfg(test)]
mod tests {
    use super::clean_name;

    #[test]
    fn makes_names_that_every_system_can_store() {
        assert_eq!(clean_name("../../etc/passwd"), "etc-passwd");
        assert_eq!(clean_name("Café “Ünïcode” / C:\\x"), "Cafe-Unicode-C-x");
        assert_eq!(clean_name("nul"), "x-nul");
        assert_eq!(clean_name("COM1"), "x-COM1");
        assert_eq!(clean_name("congres"), "congres");
        assert_eq!(clean_name("a\0b\u{202e}c"), "a-bc");
        assert_eq!(clean_name(".."), "document");
        assert!(clean_name(&"lang ".repeat(100)).len() <= 76);
    }
}
