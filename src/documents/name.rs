//! Names of files that every system can store.

use std::collections::BTreeSet;

use super::document::Document;

/// Longest file name, extension included.
const MAX_FILE_NAME: usize = 80;

/// Longest name of a file without its extension of three.
pub(crate) const LONGEST_STEM: usize = MAX_FILE_NAME - ".pdf".len();

/// As [`clean_name`], however long: for who shortens a piece of it.
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
    let most = MAX_FILE_NAME - ".pdf".len() - suffix.len();
    format!("{}{suffix}.pdf", &name[..name.len().min(most)])
}

/// The name of a file with something before it, not longer than a name may be.
#[must_use]
pub fn with_prefix(prefix: &str, file: &str) -> String {
    let stem = file.trim_end_matches(".pdf");
    let most = (MAX_FILE_NAME - ".pdf".len()).saturating_sub(stem.len() + 1);
    format!("{}_{stem}.pdf", prefix[..prefix.len().min(most)].trim_end_matches(['-', '_']))
}

/// A name that every system can store: ASCII letters, digits, `-`, `_`; short; never a reserved name, never empty.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let mut clean = whole_name(name);
    clean.truncate(LONGEST_STEM);
    let trimmed = clean.trim_matches(['-', '_']);
    let device = ["con", "prn", "aux", "nul", "com", "lpt"].iter().any(|name| {
        let lower = trimmed.to_lowercase();
        lower.strip_prefix(name).is_some_and(|rest| rest.is_empty() || (name.starts_with(['c', 'l']) && *name != "con" && rest.len() == 1))
    });
    match trimmed {
        "" => "document".to_owned(),
        _ if device => format!("x-{trimmed}"),
        _ => trimmed.to_owned(),
    }
}

/// Two documents never have the same file: a later one gets a number behind its name. Compared without case, as some systems do.
pub(super) fn unique_names(documents: &mut [Document]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for document in documents {
        let stem = document.bestand.trim_end_matches(".pdf").to_owned();
        let mut count = 1;
        while !taken.insert(document.bestand.to_lowercase()) {
            count += 1;
            document.bestand = with_suffix(&stem, &format!("_{count}"));
        }
    }
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
