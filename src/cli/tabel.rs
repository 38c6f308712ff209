//! The verdicts on many dossiers as a table: for reading the worst first, for a spreadsheet as CSV in the order that was asked.

use dossierpers::error::Error;
use dossierpers::finding::Ernst;
use dossierpers::press::Oordeel;
use dossierpers::regeling::Totaal;

use super::judged::{Checked, Judged, ONLEESBAAR};

/// What is shown of what is not known.
const ONBEKEND: &str = "–";

/// How bad a verdict is: what cannot be read is never better than what can, and more faults are worse than fewer.
fn badness(one: &Checked<'_>) -> (u8, usize, usize) {
    let Ok(judged) = &one.judged else { return (4, 0, 0) };
    let count = |ernst: Ernst| judged.verdict.findings.iter().filter(|finding| finding.ernst == ernst).count();
    let rank = match judged.verdict.oordeel() {
        _ if judged.is_unreadable() => 3,
        Oordeel::Fout => 2,
        Oordeel::Aandacht => 1,
        Oordeel::Goed => 0,
    };
    (rank, count(Ernst::Fout) + count(Ernst::TeDoen), count(Ernst::Waarschuwing))
}

/// A table for each regeling, the worst dossier first; before them what could not be read.
pub(super) fn text(checked: &[Checked<'_>]) -> String {
    let mut sorted: Vec<&Checked<'_>> = checked.iter().collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(badness(one)));
    let mut tables: Vec<String> = Vec::new();
    let unreadable: Vec<Vec<String>> = sorted.iter().filter_map(|one| Some(vec![one.bestand(), one.trouble()?])).collect();
    if !unreadable.is_empty() {
        tables.push(aligned(vec!["Bestand".to_owned(), "Niet te lezen".to_owned()], unreadable));
    }
    let judged: Vec<(&Checked<'_>, &Judged)> = sorted.iter().filter_map(|one| Some((*one, one.judged.as_ref().ok()?))).collect();
    let several = judged.iter().any(|(_, one)| one.id() != judged[0].1.id());
    let mut seen: Vec<&str> = Vec::new();
    for (_, first) in &judged {
        if seen.contains(&first.id()) {
            continue;
        }
        seen.push(first.id());
        let gegevens = &first.regeling.gegevens;
        let who = gegevens.wie.as_ref().map_or("Naam", |wie| wie.label.as_str());
        let labels = gegevens.totalen.iter().map(|totaal| totaal.label.trim().to_owned());
        let head: Vec<String> = [who.to_owned()].into_iter().chain(labels).chain(["Oordeel", "Bestand"].map(str::to_owned)).collect();
        let rows = judged.iter().filter(|(_, judged)| judged.id() == first.id()).map(|(one, judged)| row(one, judged));
        let table = aligned(head, rows.collect());
        tables.push(if several { format!("{}\n\n{table}", gegevens.naam) } else { table });
    }
    tables.join("\n")
}

fn row(one: &Checked<'_>, judged: &Judged) -> Vec<String> {
    let naam = judged.verdict.naam.clone().unwrap_or_else(|| ONBEKEND.to_owned());
    let declared = &judged.regeling.gegevens.totalen;
    let totalen = declared.iter().map(|soort| {
        let totaal = judged.totaal(&soort.id);
        match totaal.and_then(|totaal| Some((totaal.afgedrukt()?, totaal.norm_afgedrukt()))) {
            Some((waarde, Some(norm))) => format!("{waarde} / {norm}"),
            Some((waarde, None)) => waarde,
            None => ONBEKEND.to_owned(),
        }
    });
    [naam].into_iter().chain(totalen).chain([judged.state.clone(), one.bestand()]).collect()
}

/// Rows under a head, each column as wide as its widest cell.
fn aligned(head: Vec<String>, rows: Vec<Vec<String>>) -> String {
    let all: Vec<Vec<String>> = [vec![head], rows].concat();
    let columns = all.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| all.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    all.iter().map(line).collect()
}

/// A line for each dossier, with a column for each total of any of their regelingen. As a Dutch spreadsheet takes it: semicolons, a comma
/// in a number, a mark of UTF-8 in front.
pub(super) fn csv(checked: &[Checked<'_>]) -> Result<String, Error> {
    let mut totalen: Vec<&str> = Vec::new();
    for judged in checked.iter().filter_map(|one| one.judged.as_ref().ok()) {
        for soort in &judged.regeling.gegevens.totalen {
            if !totalen.contains(&soort.id.as_str()) {
                totalen.push(&soort.id);
            }
        }
    }
    let mut head: Vec<String> = ["bestand", "naam", "peildatum", "regeling", "regeling_versie"].map(str::to_owned).to_vec();
    head.extend(totalen.iter().flat_map(|id| [(*id).to_owned(), format!("{id}_exact"), format!("{id}_norm")]));
    head.extend(["oordeel", "fouten", "te_doen", "aandachtspunten", "bewijs", "melding"].map(str::to_owned));
    let mut writer = csv::WriterBuilder::new().delimiter(b';').terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let trouble = |error: csv::Error| Error::Internal(error.to_string());
    writer.write_record(&head).map_err(trouble)?;
    for one in checked {
        writer.write_record(line(one, &totalen)).map_err(trouble)?;
    }
    let bytes = writer.into_inner().map_err(|error| Error::Internal(error.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|error| Error::Internal(error.to_string()))?;
    Ok(format!("\u{feff}{text}"))
}

fn line(one: &Checked<'_>, totalen: &[&str]) -> Vec<String> {
    let nothing = |count: usize| vec![String::new(); count];
    let mut cells = vec![harmless(&one.bestand())];
    match &one.judged {
        Err(_) => {
            cells.extend(nothing(4 + 3 * totalen.len()));
            cells.push(ONLEESBAAR.to_owned());
            cells.extend(nothing(4));
            cells.push(harmless(&one.trouble().unwrap_or_default()));
        }
        Ok(judged) => {
            let (verdict, gegevens) = (&judged.verdict, &judged.regeling.gegevens);
            let count = |ernst: Ernst| verdict.findings.iter().filter(|finding| finding.ernst == ernst).count().to_string();
            cells.push(harmless(verdict.naam.as_deref().unwrap_or_default()));
            cells.push(harmless(verdict.peildatum(&judged.input, &judged.regeling).unwrap_or_default()));
            cells.extend([harmless(&gegevens.id), harmless(&gegevens.versie)]);
            for id in totalen {
                let totaal = judged.totaal(id);
                let text = |number: fn(&Totaal) -> Option<String>| totaal.and_then(number).unwrap_or_default();
                // A fraction is a date to a spreadsheet.
                let exact = text(|totaal| totaal.waarde.map(|waarde| waarde.to_string()));
                let exact = if exact.contains('/') { format!("'{exact}") } else { exact };
                cells.extend([text(Totaal::afgedrukt), exact, text(Totaal::norm_afgedrukt)]);
            }
            cells.push(harmless(&verdict.oordeel().woord(&gegevens.oordeel).naam));
            cells.extend([count(Ernst::Fout), count(Ernst::TeDoen), count(Ernst::Waarschuwing)]);
            cells.extend([verdict.bewijs.naam().to_owned(), harmless(&judged.state)]);
        }
    }
    cells
}

/// A text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        assert_eq!(harmless("Noor = goed"), "Noor = goed");
    }
}
