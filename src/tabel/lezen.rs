//! Bytes to rows of text: CSV with whatever sign between its cells, or a spreadsheet.

use super::blad;
use super::gebrek::Gebrek;
use crate::input;
use crate::limieten;

/// Signs that stand between cells, the usual one of a Dutch spreadsheet first.
const SCHEIDING: [u8; 3] = *b";,\t";
/// How a ZIP begins, which an Excel workbook is.
const ZIP: &[u8] = b"PK\x03\x04";
/// How an old or a protected workbook begins.
const OUD: &[u8] = b"\xd0\xcf\x11\xe0";

/// What to do about a file that is no table.
const BEWAAR: &str = "Bewaar de tabel zonder wachtwoord als Excel-werkmap (.xlsx), of als \"CSV UTF-8\".";

/// Tabel: the rows of a file, empty ones left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tabel {
    pub(super) rijen: Vec<Cellen>,
    /// Whether another sheet of the workbook has something in it too.
    pub(super) meer_bladen: bool,
}

/// A row as it stands in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cellen {
    /// Row of the file, from 1.
    pub(super) rij: usize,
    pub(super) cellen: Vec<String>,
}

impl Tabel {
    /// Reads the bytes of a CSV file or of an Excel workbook (XLSX), of which the first sheet with something in it counts.
    ///
    /// # Errors
    /// Why they are no table.
    pub fn lees(bytes: &[u8]) -> Result<Self, Gebrek> {
        if bytes.len() > limieten::BYTES {
            return Err(no_table("Het bestand is te groot voor een tabel.", "Verdeel de tabel over meer bestanden."));
        }
        if bytes.starts_with(OUD) {
            let melding = "Dit is een werkmap die met een wachtwoord is beveiligd, of van een oude versie (.xls).";
            return Err(no_table(melding, BEWAAR));
        }
        let mut tabel = if bytes.starts_with(ZIP) {
            let (rijen, meer_bladen) = blad::rijen(bytes).ok_or_else(|| no_table("Dit is geen werkmap die te lezen is.", BEWAAR))?;
            Self { rijen: rijen.into_iter().map(|(rij, cellen)| Cellen { rij, cellen }).collect(), meer_bladen }
        } else {
            csv(bytes)?
        };
        tabel.rijen.retain(|row| row.cellen.iter().any(|cell| !cell.trim().is_empty()));
        Ok(tabel)
    }
}

fn no_table(melding: &str, hulp: &str) -> Gebrek {
    Gebrek::of(None, None, melding, hulp, true)
}

fn csv(bytes: &[u8]) -> Result<Tabel, Gebrek> {
    let melding = "Het bestand is geen tekst die zeker te lezen is.";
    let text = input::text_of_table(bytes).ok_or_else(|| no_table(melding, BEWAAR))?;
    // A spreadsheet may say which sign it used.
    let (said, text) = match text.split_once('\n') {
        Some((first, rest)) if first.trim().to_lowercase().starts_with("sep=") => (first.trim().as_bytes().get(4).copied(), rest),
        _ => (None, text.as_str()),
    };
    let header = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |sign: &u8| header.bytes().filter(|byte| byte == sign).count();
    let sign = said.unwrap_or_else(|| SCHEIDING.into_iter().rev().max_by_key(count).unwrap_or(SCHEIDING[0]));
    let mut reader = csv::ReaderBuilder::new().delimiter(sign).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rijen = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| no_table("Het bestand is geen tabel: een rij is niet te lezen.", BEWAAR))?;
        let line = record.position().map_or(0, csv::Position::line);
        let rij = usize::try_from(line).unwrap_or(usize::MAX).saturating_add(usize::from(said.is_some()));
        let cellen: Vec<String> = record.iter().map(str::to_owned).collect();
        // A quotation mark that is not closed takes the rows below into its cell.
        if cellen.iter().any(|cell| cell.contains('\n') && cell.bytes().any(|byte| byte == sign)) {
            let melding = "Vanaf deze rij staat een aanhalingsteken dat niet wordt gesloten: de rijen eronder horen dan bij één cel.";
            return Err(Gebrek::of(Some(rij), None, melding, "Sluit het aanhalingsteken, of haal het weg.", true));
        }
        rijen.push(Cellen { rij, cellen });
    }
    Ok(Tabel { rijen, meer_bladen: false })
}
