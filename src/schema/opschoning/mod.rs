//! One cleaning of pasted text: what Word, a mail or a website brings along and nobody means goes, and what the forms have a way for
//! becomes that.
//!
//! Nothing that can carry meaning goes in silence: what cannot be shown and is not known here stays, and is somebody else's finding; of
//! all that is changed is told what and how often. Cleaning a clean text changes nothing.
//!
//! **Enters:** what other programs put in a text, and what it is to the forms.
//! **Stays out:** whether a page can show it (`fonts`); what a text may hold (`schema::opmaak`).

mod lijsten;
mod tekens;
mod wat;

use unicode_normalization::UnicodeNormalization;

pub use wat::Wat;

/// A text that was cleaned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opgeschoond {
    /// The text: composed accents (Unicode NFC), `\n` as the only line end, no white space around.
    pub tekst: String,
    /// What was changed, besides that spelling.
    pub wat: Wat,
}

/// Cleans a text: one of several lines, which may hold lists, or one of a single line.
#[must_use]
pub fn schoon(text: &str, blok: bool) -> Opgeschoond {
    let mut wat = Wat::default();
    // A mark that was taken out may have stood between a letter and its accent.
    let text: String = tekens::schoon(text, &mut wat).nfc().collect();
    let text = if blok { lijsten::schoon(&text, &mut wat) } else { een_regel(&text, &mut wat) };
    Opgeschoond { tekst: text.trim().to_owned(), wat }
}

/// Composed accents and `\n` as the only line end, and nothing else: for what must stay as it was written, such as the name of a file.
#[must_use]
pub fn spelling(text: &str) -> String {
    text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ").trim().nfc().collect()
}

fn een_regel(text: &str, wat: &mut Wat) -> String {
    let text = text.replace('\t', " ");
    let lines: Vec<&str> = text.split(['\n', tekens::ZACHT]).map(str::trim).filter(|line| !line.is_empty()).collect();
    wat.regels += lines.len().saturating_sub(1);
    wat.regeleinden = 0;
    lines.join(" ")
}

#[cfg(test)]
mod tests;
