//! The first sheet of an Excel workbook (ISO/IEC 29500) that has something in it, as rows of text.
//!
//! A workbook is a ZIP of XML. A number is a day only by the format of its cell, so styles are read as well. Everything is bounded: what a
//! part unpacks to, rows, columns.

use std::io::{Cursor, Read};

use chrono::{Days, NaiveDate};
use roxmltree::{Document, Node, ParsingOptions};
use zip::ZipArchive;

use crate::limieten;

/// Bytes that one part of a workbook unpacks to at most.
const DEEL: u64 = 64 * 1024 * 1024;
/// Nodes of the XML of one part.
const KNOPEN: u32 = 2_000_000;
/// Columns that are read.
const KOLOMMEN: usize = 500;
/// Formats of a number that are built into every workbook and show a day or a time.
const DAGEN: [std::ops::RangeInclusive<u32>; 2] = [14..=22, 45..=47];
/// Days from the beginning of the calendar of a workbook to that of the Gregorian one: day 0 is 30 December 1899, since day 60 is a leap day
/// that never was.
const BEGIN: Option<NaiveDate> = NaiveDate::from_ymd_opt(1899, 12, 30);
/// The same where the workbook counts from 1904.
const BEGIN_1904: Option<NaiveDate> = NaiveDate::from_ymd_opt(1904, 1, 1);
/// Minutes of a day.
const MINUTEN: f64 = 1440.0;

/// Rows, each with its number from 1.
type Rijen = Vec<(usize, Vec<String>)>;

/// The rows of the first sheet with something in it, and whether there is another; `None` where the bytes are no workbook that can be
/// read.
pub(super) fn rijen(bytes: &[u8]) -> Option<(Rijen, bool)> {
    let mut boek = Boek { zip: ZipArchive::new(Cursor::new(bytes)).ok()? };
    let workbook = boek.part("xl/workbook.xml")?;
    let links = boek.part("xl/_rels/workbook.xml.rels")?;
    let (workbook, links) = (parse(&workbook)?, parse(&links)?);
    let is_1904 = find(workbook.root(), "workbookPr").next().is_some_and(|node| matches!(node.attribute("date1904"), Some("1" | "true")));
    let texts = boek.part("xl/sharedStrings.xml");
    let texts = texts.as_deref().and_then(parse);
    let texts: Vec<String> = texts.iter().flat_map(|texts| find(texts.root(), "si")).map(text).collect();
    let styles = boek.part("xl/styles.xml");
    let styles = styles.as_deref().and_then(parse).map(|styles| dates(&styles)).unwrap_or_default();
    let soort = Soort { texts, dates: styles, begin: if is_1904 { BEGIN_1904? } else { BEGIN? } };
    let mut found: Option<Rijen> = None;
    for sheet in find(workbook.root(), "sheet") {
        let id = sheet.attributes().find(|attribute| attribute.name() == "id" && attribute.namespace().is_some())?.value();
        let target = find(links.root(), "Relationship").find(|link| link.attribute("Id") == Some(id))?.attribute("Target")?;
        let name = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
        let Some(part) = boek.part(&name) else { continue };
        let rows = soort.rows(&parse(&part)?);
        if rows.iter().any(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
            if let Some(first) = found {
                return Some((first, true));
            }
            found = Some(rows);
        }
    }
    Some((found.unwrap_or_default(), false))
}

struct Boek<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl Boek<'_> {
    fn part(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        let part = self.zip.by_name(name).ok()?;
        let read = part.take(DEEL + 1).read_to_string(&mut text).ok()?;
        (read as u64 <= DEEL).then_some(text)
    }
}

fn parse(text: &str) -> Option<Document<'_>> {
    Document::parse_with_options(text, ParsingOptions { allow_dtd: false, nodes_limit: KNOPEN, ..ParsingOptions::default() }).ok()
}

fn find<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.is_element() && node.tag_name().name() == name)
}

/// The text of a piece of text, in whatever runs it was written; how it is pronounced is none of it.
fn text(node: Node<'_, '_>) -> String {
    let spoken = |node: &Node<'_, '_>| node.ancestors().any(|one| one.tag_name().name() == "rPh");
    find(node, "t").filter(|node| !spoken(node)).filter_map(|node| node.text()).collect()
}

/// Which styles of a cell show a day or a time.
fn dates(styles: &Document<'_>) -> Vec<bool> {
    let number = |node: Node<'_, '_>, name: &str| node.attribute(name).and_then(|id| id.parse::<u32>().ok());
    let own: Vec<(u32, bool)> = find(styles.root(), "numFmt")
        .filter_map(|node| Some((number(node, "numFmtId")?, is_date(node.attribute("formatCode")?))))
        .collect();
    let of_cells = find(styles.root(), "cellXfs").flat_map(|list| list.children().filter(Node::is_element));
    let known =
        |id: u32| own.iter().find(|(own, _)| *own == id).map_or_else(|| DAGEN.iter().any(|range| range.contains(&id)), |(_, date)| *date);
    of_cells.map(|cell| number(cell, "numFmtId").is_some_and(known)).collect()
}

/// Whether a format shows a day or a time: it has a letter for one outside of quotes and brackets.
fn is_date(format: &str) -> bool {
    let (mut quoted, mut bracketed, mut escaped) = (false, false, false);
    format.chars().any(|c| {
        let was_escaped = escaped;
        escaped = c == '\\' && !was_escaped;
        match c {
            '"' => quoted = !quoted,
            '[' => bracketed = true,
            ']' => bracketed = false,
            _ => {}
        }
        !was_escaped && !quoted && !bracketed && matches!(c.to_ascii_lowercase(), 'd' | 'y' | 'j' | 'm' | 'h' | 's')
    })
}

/// What is needed to read a cell.
struct Soort {
    texts: Vec<String>,
    dates: Vec<bool>,
    begin: NaiveDate,
}

impl Soort {
    fn rows(&self, sheet: &Document<'_>) -> Vec<(usize, Vec<String>)> {
        let mut rows = Vec::new();
        for row in find(sheet.root(), "row").take(limieten::TABEL_RIJEN + 2) {
            let number = row.attribute("r").and_then(|number| number.parse().ok()).unwrap_or(rows.len() + 1);
            let mut cells: Vec<String> = Vec::new();
            for cell in row.children().filter(|node| node.is_element() && node.tag_name().name() == "c") {
                let place = cell.attribute("r").and_then(column).unwrap_or(cells.len());
                if place < KOLOMMEN {
                    cells.resize(cells.len().max(place + 1), String::new());
                    cells[place] = self.cell(cell);
                }
            }
            rows.push((number, cells));
        }
        rows
    }

    /// A cell as somebody would have typed it.
    fn cell(&self, cell: Node<'_, '_>) -> String {
        let value = find(cell, "v").next().and_then(|node| node.text()).unwrap_or_default().trim();
        match cell.attribute("t") {
            Some("s") => value.parse::<usize>().ok().and_then(|place| self.texts.get(place).cloned()).unwrap_or_default(),
            Some("inlineStr") => text(cell),
            Some("b") => if value == "1" { "ja" } else { "nee" }.to_owned(),
            // A day in ISO 8601 is read as one.
            Some("str" | "d" | "e") => value.to_owned(),
            _ => self.number(cell, value),
        }
    }

    fn number(&self, cell: Node<'_, '_>, value: &str) -> String {
        let style = cell.attribute("s").and_then(|style| style.parse::<usize>().ok()).unwrap_or_default();
        let Ok(number) = value.parse::<f64>() else { return value.to_owned() };
        let is_date = self.dates.get(style).copied().unwrap_or_default();
        match is_date.then(|| self.moment(number)).flatten() {
            Some(moment) => moment,
            // As it stands there: 0.889 and not 0.88900000000000001.
            None => number.to_string().replace('.', ","),
        }
    }

    /// A number as a day, or as a time where it is less than one.
    fn moment(&self, number: f64) -> Option<String> {
        if !(0.0..3_000_000.0).contains(&number) {
            return None;
        }
        if number < 1.0 {
            let minutes = (number * MINUTEN).round();
            return Some(format!("{:02}:{:02}", (minutes / 60.0).floor(), minutes % 60.0));
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within the calendar")]
        let day = self.begin.checked_add_days(Days::new(number.floor() as u64))?;
        Some(day.format("%d-%m-%Y").to_string())
    }
}

/// The place of a column, from 0, of the name of a cell such as `AB12`.
fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(3);
    let number = letters.fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{column, is_date};

    #[test]
    fn knows_a_column_and_the_format_of_a_day() {
        assert_eq!((column("A1"), column("Z9"), column("AA10"), column("12")), (Some(0), Some(25), Some(26), None));
        for format in ["dd-mm-yyyy", "d\\-m\\-yy", "[$-413]d mmmm yyyy;@", "h:mm", "jjjj-mm-dd"] {
            assert!(is_date(format), "{format}");
        }
        for format in ["0.000", "#,##0.00\" dagen\"", "General", "0%", "[Red]0.0", "\"d\"0"] {
            assert!(!is_date(format), "{format}");
        }
    }
}
