//! The page limit, explained: how far over, who takes the room, and how much to cut.
//!
//! Nothing is shrunk, cut or elided on the page. The number of characters to cut is found by laying the shortened text
//! out again until it fits, so it holds for the very pages that the user gets.

use typst::foundations::{Dict, Value};

use super::faults::DOCUMENT_TE_LANG;
use super::laid::{Laid, Typesetter};
use crate::documents::{self, Document, Options};
use crate::error::Error;
use crate::finding::{Definition, Diagnostic};
use crate::regeling::Regeling;
use crate::schema::Schema;

/// The room that one text takes.
struct Section {
    /// JSON pointer in the part.
    path: String,
    /// Height in points over all pages.
    height: f64,
    /// Characters of the text as it stands in the JSON.
    characters: usize,
}

/// Characters to take off the end of the text at a pointer.
type Cut = (String, usize);

/// How many characters to take off the end of what somebody wrote at a pointer of the whole, so that no more than so many are left of
/// what a page shows of it.
pub(crate) type Written<'w> = &'w (dyn Fn(&str, usize) -> Option<usize> + Sync);

/// The finding that a document has too many pages.
///
/// # Errors
/// When a shortened document cannot be laid out.
pub(crate) fn explain(
    typesetter: &Typesetter,
    document: &Document,
    laid: &Laid,
    most: usize,
    regeling: &Regeling,
    written: Written<'_>,
) -> Result<Diagnostic, Error> {
    let pages = laid.page_count();
    let (mut sections, lines_over) = measure(document, laid, most);
    sections.sort_by(|a, b| b.height.total_cmp(&a.height));
    let fits = |cuts: &[Cut]| -> Result<bool, Error> {
        let shorter = documents::with_part(document, &shorten(document, cuts), regeling, Options::default())?;
        Ok(typesetter.lay_out(&shorter)?.page_count() <= most)
    };
    let cuts = least_cuts(&sections, &fits)?;
    let as_written = |(path, count): &Cut| {
        let keep = length_of(document, path).saturating_sub(*count);
        (path.clone(), written(&document.origin(path), keep).unwrap_or(*count))
    };
    let cuts: Vec<Cut> = cuts.iter().map(as_written).collect();
    let path = document.origin(cuts.first().map_or(document.root(), |(path, _)| path));
    let lines = if lines_over == 1 { "1 regel".to_owned() } else { format!("{lines_over} regels") };
    let titel = &document.titel;
    let message = format!(
        "{titel} heeft {pages} pagina's; hoogstens {most} zijn toegestaan. Het loopt ongeveer {lines} over. {}",
        shares(&sections, &regeling.schema)
    );
    Ok(Diagnostic::new(rule(document, regeling), path, message, advice(&cuts, &regeling.schema)))
}

/// The rule that the regeling has for too many pages of this kind.
fn rule(document: &Document, regeling: &Regeling) -> Definition {
    let code = regeling.document(&document.soort).ok().and_then(|entry| entry.te_lang.as_deref());
    code.and_then(|code| regeling.regel(code)).map_or_else(|| Definition::from(&DOCUMENT_TE_LANG), |own| own.clone().into())
}

fn shares(sections: &[Section], schema: &Schema) -> String {
    let total: f64 = sections.iter().map(|section| section.height).sum();
    let listed = sections.iter().map(|section| format!("{} {:.0}%", schema.label(&section.path), 100.0 * section.height / total.max(1.0)));
    format!("Verdeling van de tekst: {}.", listed.collect::<Vec<_>>().join(", "))
}

fn advice(cuts: &[Cut], schema: &Schema) -> String {
    let listed: Vec<_> = cuts.iter().map(|(path, count)| format!("{count} tekens van \"{}\"", schema.label(path))).collect();
    match listed.as_slice() {
        [] => "Het document past ook zonder deze teksten niet; kort de andere velden in.".to_owned(),
        [one] => format!("Schrap aan het einde ten minste {one}. Nagerekend: dan past het document."),
        [first @ .., last] => format!("Schrap aan het einde ten minste {} en {last}. Nagerekend: dan past het document.", first.join(", ")),
    }
}

/// The room of each text, and how many lines stand beyond the last page that is allowed.
fn measure(document: &Document, laid: &Laid, most: usize) -> (Vec<Section>, usize) {
    let marks = laid.marks();
    let frame = marks.iter().find(|(mark, ..)| mark.contains("regel"));
    let number = |key: &str| frame.and_then(|(mark, ..)| number(mark, key)).unwrap_or(0.0);
    let (top, height, line) = (number("boven"), number("hoogte"), number("regel").max(1.0));
    let along = |page: usize, y: f64| f64::from(u32::try_from(page).unwrap_or(u32::MAX)) * height + (y - top).clamp(0.0, height);
    let mut sections: Vec<Section> = Vec::new();
    let mut last = 0.0_f64;
    for (mark, page, y) in &marks {
        let at = along(*page, *y);
        last = last.max(at);
        match (text(mark, "begin"), text(mark, "eind")) {
            (Some(path), _) => sections.push(Section { characters: length_of(document, &path), path, height: -at }),
            (_, Some(path)) => {
                if let Some(section) = sections.iter_mut().find(|section| section.path == path) {
                    section.height += at;
                }
            }
            (None, None) => {}
        }
    }
    let over = (last - along(most, top)).max(0.0) / line;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small positive number of lines")]
    (sections, (over.ceil() as usize).max(1))
}

fn text(mark: &Dict, key: &str) -> Option<String> {
    match mark.get(key) {
        Ok(Value::Str(text)) => Some(text.to_string()),
        _ => None,
    }
}

fn number(mark: &Dict, key: &str) -> Option<f64> {
    match mark.get(key) {
        Ok(Value::Float(number)) => Some(*number),
        _ => None,
    }
}

fn length_of(document: &Document, path: &str) -> usize {
    let text = document.part.as_ref().and_then(|part| part.pointer(path)).and_then(serde_json::Value::as_str);
    text.map_or(0, |text| text.chars().count())
}

/// The part of the document with the ends of some texts taken off.
fn shorten(document: &Document, cuts: &[Cut]) -> serde_json::Value {
    let mut part = document.part.clone().unwrap_or_default();
    for (path, count) in cuts {
        if let Some(serde_json::Value::String(text)) = part.pointer_mut(path) {
            let keep = text.chars().count().saturating_sub(*count);
            *text = text.chars().take(keep).collect();
        }
    }
    part
}

/// The fewest characters to cut: from the longest text alone where half of it suffices, else from all texts down to one length.
fn least_cuts(sections: &[Section], fits: &dyn Fn(&[Cut]) -> Result<bool, Error>) -> Result<Vec<Cut>, Error> {
    let Some(longest) = sections.iter().max_by_key(|section| section.characters) else { return Ok(Vec::new()) };
    let from_longest = |count: usize| vec![(longest.path.clone(), count)];
    if fits(&from_longest(longest.characters / 2))? {
        return Ok(from_longest(least(1, longest.characters / 2, &|count| fits(&from_longest(count)))?));
    }
    let to_length = |length: usize| -> Vec<Cut> {
        let longer = sections.iter().filter(|section| section.characters > length);
        longer.map(|section| (section.path.clone(), section.characters - length)).collect()
    };
    if !fits(&to_length(0))? {
        return Ok(Vec::new());
    }
    let taken = least(0, longest.characters, &|taken| fits(&to_length(longest.characters - taken)))?;
    Ok(to_length(longest.characters - taken))
}

/// The least number in `low..=high` that holds, given that `high` does.
fn least(mut low: usize, mut high: usize, holds: &dyn Fn(usize) -> Result<bool, Error>) -> Result<usize, Error> {
    while low < high {
        let middle = low.midpoint(high);
        if holds(middle)? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(low)
}

#[cfg(test)]
mod tests {
    use super::{Section, least_cuts};

    fn section(path: &str, characters: usize) -> Section {
        Section { path: path.to_owned(), height: 0.0, characters }
    }

    #[test]
    fn cuts_the_longest_text_alone_where_half_of_it_suffices() {
        let sections = [section("/a", 1000), section("/b", 900)];
        let cuts = least_cuts(&sections, &|cuts| Ok(cuts.iter().map(|cut| cut.1).sum::<usize>() >= 137)).unwrap_or_default();
        assert_eq!(cuts, [("/a".to_owned(), 137)]);
    }

    #[test]
    fn cuts_all_down_to_one_length_where_one_text_does_not_suffice() {
        let sections = [section("/a", 1000), section("/b", 900), section("/c", 10)];
        let cuts = least_cuts(&sections, &|cuts| Ok(cuts.iter().map(|cut| cut.1).sum::<usize>() >= 1500)).unwrap_or_default();
        assert_eq!(cuts, [("/a".to_owned(), 800), ("/b".to_owned(), 700)]);
    }

    #[test]
    fn names_no_number_where_no_cut_suffices() {
        assert!(least_cuts(&[section("/a", 10)], &|_| Ok(false)).unwrap_or_default().is_empty());
    }
}
