//! Lines that begin with a bullet or a number of another program to a list, and the rows of a table to lines.
//!
//! A bullet that nothing else can be is taken wherever it stands; a dash or a letter only with the tab that the other program put behind
//! it, or where lines under each other all have it and nobody seems to be speaking or counting.

use super::tekens::{ZACHT, is_bullet};
use super::wat::Wat;

/// Columns of a tab.
const TAB: usize = 4;
/// Lists within each other that the forms know.
const DIEPST: usize = 4;
/// Characters of a line that may have been broken for lack of room.
const VOL: usize = 50;
/// Digits of the number of a point.
const CIJFERS: usize = 3;

/// What stands before a point of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Merk {
    /// A sign.
    Teken(char),
    /// A number.
    Nummer(u64),
}

impl Merk {
    /// Whether points of these marks are of one list.
    fn is_like(self, other: Self) -> bool {
        match (self, other) {
            (Self::Nummer(_), Self::Nummer(_)) => true,
            (one, other) => one == other,
        }
    }
}

/// A line, taken apart.
#[derive(Debug, Clone)]
struct Regel<'t> {
    /// As it came.
    rauw: &'t str,
    /// Whether it goes on with the paragraph of the line before it.
    zacht: bool,
    /// Columns of white space before it.
    kolom: usize,
    /// Its mark, where it is taken as one, and what stands behind it.
    merk: Option<(Merk, &'t str)>,
    /// Whether the mark can be nothing else.
    zeker: bool,
}

impl<'t> Regel<'t> {
    fn tekst(&self) -> &'t str {
        self.rauw.trim()
    }

    fn is_row(&self) -> bool {
        self.merk.is_none() && !self.zacht && self.tekst().contains('\t')
    }
}

/// A list that is open.
struct Open {
    kolom: usize,
    merk: Merk,
    /// How wide its marks are, so that what is in a point stands below its text.
    breedte: usize,
    haak: char,
}

/// The text with lists and rows as the forms know them; the same text where it has none of another program.
pub(super) fn schoon(text: &str, wat: &mut Wat) -> String {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        lines.extend(line.split(ZACHT).enumerate().map(|(place, line)| read(line, place > 0)));
    }
    weigh(&mut lines);
    let rows = rows(&lines);
    wat.rijen += rows.iter().flatten().count();
    // Beside a list Markdown takes what is set in far for code; a text that has lists of its own says itself what is set in.
    let flush = lines.iter().any(|line| line.merk.is_some()) && !lines.iter().any(|line| is_own(line.tekst()));
    let mut building = Building { lines: Vec::new(), open: Vec::new(), wat };
    let mut alone = None;
    for (line, row) in lines.iter().zip(rows) {
        let before = alone.take();
        match (line.merk, row, before) {
            (Some((merk, "")), ..) => alone = Some((line.kolom, merk)),
            (Some((merk, text)), ..) => building.point(line.kolom, merk, text),
            (None, Some(row), _) => building.line(0, false, &row, &row),
            (None, None, Some((kolom, merk))) if !line.tekst().is_empty() => building.point(kolom, merk, line.tekst()),
            (None, None, _) => {
                let kept = if flush { line.rauw.trim_start() } else { line.rauw };
                building.line(line.kolom, line.zacht, line.tekst(), &kept.replace('\t', " "));
            }
        }
    }
    building.lines.join("\n")
}

fn read(rauw: &str, zacht: bool) -> Regel<'_> {
    let body = rauw.trim_start();
    let column = |column: usize, c: char| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 };
    let kolom = rauw[..rauw.len() - body.len()].chars().fold(0, column);
    let unmarked = Regel { rauw, zacht, kolom, merk: None, zeker: false };
    let Some((merk, after)) = mark(body) else { return unmarked };
    let text = after.trim();
    let gap = &after[..after.len() - after.trim_start().len()];
    let wide = gap.contains('\t') || gap.chars().count() > 1;
    let zeker = match merk {
        Merk::Teken('•' | '▪' | '■' | '◦' | '‣' | '●' | '⁃' | '∙' | '➢' | '➤' | '❖') => {
            !gap.is_empty() || text.is_empty() || text.starts_with(|c: char| c.is_alphanumeric() || c == '*')
        }
        Merk::Teken('·') => !gap.is_empty() && !text.is_empty(),
        Merk::Teken('Ø' | 'ü') => gap.contains('\t') && !text.is_empty(),
        Merk::Teken(_) | Merk::Nummer(_) => wide && !text.is_empty(),
    };
    let perhaps = matches!(merk, Merk::Teken('–' | '—' | '○' | '□' | '▫' | '◆' | '✓' | '✔' | '→' | '►' | '\u{f020}'..='\u{f0ff}'));
    if zeker || (perhaps && !gap.is_empty() && !text.is_empty()) { Regel { merk: Some((merk, text)), zeker, ..unmarked } } else { unmarked }
}

/// What a line may begin with as a mark, and what follows it.
fn mark(body: &str) -> Option<(Merk, &str)> {
    let first = body.chars().next()?;
    if first.is_ascii_digit() || first == '(' {
        let inner = body.strip_prefix('(').unwrap_or(body);
        let digits = inner.len() - inner.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let after = inner[digits..].strip_prefix(".)").or_else(|| inner[digits..].strip_prefix(['.', ')']))?;
        return (1..=CIJFERS).contains(&digits).then(|| Some((Merk::Nummer(inner[..digits].parse().ok()?), after)))?;
    }
    let is_mark = matches!(
        first,
        '•' | '▪'
            | '■'
            | '◦'
            | '‣'
            | '●'
            | '⁃'
            | '∙'
            | '·'
            | '–'
            | '—'
            | '○'
            | '□'
            | '▫'
            | '◆'
            | '❖'
            | '➢'
            | '➤'
            | '✓'
            | '✔'
            | '→'
            | '►'
            | '-'
            | '*'
            | '+'
            | 'o'
            | '§'
            | 'Ø'
            | 'ü'
            | '\u{f020}'..='\u{f0ff}'
    );
    is_mark.then(|| (Merk::Teken(first), &body[first.len_utf8()..]))
}

/// Takes back what may be a mark and has no line beside it that says so.
fn weigh(lines: &mut [Regel<'_>]) {
    let sign = |line: &Regel<'_>| line.merk.map(|(merk, _)| merk);
    let mut start = 0;
    while start < lines.len() {
        let merk = sign(&lines[start]);
        let end = start + 1 + lines[start + 1..].iter().take_while(|line| sign(line) == merk).count();
        let run = &mut lines[start..end];
        let list = run.len() > 1 && run.iter().all(|line| line.merk.is_some_and(|(_, text)| !is_speech_or_number(text)));
        if !list && !run.iter().any(|line| line.zeker) {
            for line in run {
                line.merk = None;
            }
        }
        start = end;
    }
}

fn is_speech_or_number(text: &str) -> bool {
    let quote = |c: char| matches!(c, '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | '«' | '»');
    text.starts_with(|c: char| c.is_ascii_digit() || quote(c)) || text.ends_with(|c: char| matches!(c, '?' | '!') || quote(c))
}

/// Whether a line begins with a mark of our own mark-up.
fn is_own(text: &str) -> bool {
    text.starts_with("- ") || text.starts_with("* ") || text.starts_with("+ ")
}

/// What each line reads as a row of a table; `None` for one that is none. A row by itself is a line with a tab in it.
fn rows(lines: &[Regel<'_>]) -> Vec<Option<String>> {
    let mut rows = Vec::new();
    while rows.len() < lines.len() {
        let start = rows.len();
        let tabs = |line: &Regel<'_>| line.rauw.matches('\t').count();
        // A row of which only the last cell is filled is one where the row above it has as many columns.
        let below = |line: &Regel<'_>| line.merk.is_none() && !line.tekst().is_empty() && tabs(line) == tabs(&lines[start]);
        let is_row = |(place, line): &(usize, &Regel<'_>)| line.is_row() || (*place > 0 && !line.zacht && below(line));
        let table: Vec<&str> = lines[start..].iter().enumerate().take_while(is_row).map(|(_, line)| line.rauw).collect();
        if table.len() < 2 {
            rows.resize(start + 1, None);
        } else {
            rows.extend(table_rows(&table).into_iter().map(Some));
        }
    }
    rows
}

/// The cells of each row behind each other. A cell that is empty reads as a dash where the columns are certain.
fn table_rows(table: &[&str]) -> Vec<String> {
    let cells = |row: &str| row.split('\t').map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
    let all: Vec<Vec<String>> = table.iter().map(|row| cells(row)).collect();
    let columns = all[0].len();
    let certain = all.iter().all(|row| row.len() == columns);
    let used = |column: usize| certain && all.iter().any(|row| !row[column].is_empty());
    let joined = |row: &Vec<String>| {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate().filter(|(column, cell)| !cell.is_empty() || used(*column)) {
            let between = if line.is_empty() || column == 0 {
                ""
            } else if line.ends_with(':') {
                " "
            } else {
                "; "
            };
            line += between;
            line += if cell.is_empty() { "–" } else { cell };
        }
        line
    };
    all.iter().map(joined).collect()
}

/// The lines of the text that comes out, and the lists that are open in it.
struct Building<'w> {
    lines: Vec<String>,
    open: Vec<Open>,
    wat: &'w mut Wat,
}

impl Building<'_> {
    fn margin(&self) -> usize {
        self.open.iter().map(|list| list.breedte).sum()
    }

    fn is_after_text(&self) -> bool {
        self.lines.last().is_some_and(|line| !line.trim().is_empty())
    }

    fn blank(&mut self) {
        self.wat.erbij += 1;
        self.lines.push(String::new());
    }

    /// A point, in the list that has marks like its own, or in a new one within the point before it.
    fn point(&mut self, kolom: usize, merk: Merk, text: &str) {
        while self.open.len() > 1 && self.open.last().is_some_and(|list| kolom < list.kolom) {
            self.open.pop();
        }
        let like = self.open.iter().rposition(|list| list.merk.is_like(merk) && list.kolom == kolom);
        let place = like.unwrap_or(self.open.len().min(DIEPST - 1));
        let before = self.open.get(place).map(|list| (list.merk, list.haak));
        self.open.truncate(place);
        let margin = self.margin();
        let (haak, follows) = match (before, merk) {
            (Some((Merk::Nummer(last), haak)), Merk::Nummer(number)) if number == last + 1 => (haak, true),
            // A list that goes on with another number is another list: Markdown tells them apart by what stands behind the number.
            (Some((Merk::Nummer(_), haak)), Merk::Nummer(_)) => (if haak == '.' { ')' } else { '.' }, false),
            (_, Merk::Nummer(_)) => ('.', false),
            (_, Merk::Teken(_)) => ('.', true),
        };
        let starts = matches!(merk, Merk::Nummer(1)) && before.is_none();
        if !follows && !starts && self.is_after_text() {
            self.blank();
        }
        let shown = match merk {
            Merk::Nummer(number) => format!("{number}{haak} "),
            Merk::Teken(_) => "- ".to_owned(),
        };
        self.open.push(Open { kolom, merk, breedte: shown.len(), haak });
        self.wat.punten += 1;
        // Told as a point, not once more as a character.
        if matches!(merk, Merk::Teken(sign) if is_bullet(sign)) {
            self.wat.bolletjes = self.wat.bolletjes.saturating_sub(1);
        }
        self.wat.erbij += margin + shown.len();
        self.lines.push(format!("{}{shown}{}", " ".repeat(margin), text.replace('\t', " ")));
    }

    /// A line without a mark: it goes on with the point before it, or ends the list.
    fn line(&mut self, kolom: usize, zacht: bool, text: &str, kept: &str) {
        self.wat.erbij += text.matches([';', '–']).count() * 2;
        if self.open.is_empty() || text.is_empty() {
            return self.lines.push(kept.to_owned());
        }
        let before = self.lines.last().map_or("", |line| line.trim_end());
        let full = before.chars().count() >= VOL && !before.ends_with(['.', '!', '?', ':', ';']) && !text.ends_with(':');
        let goes_on = kolom > 0 || (!before.is_empty() && (zacht || full || text.starts_with(char::is_lowercase)));
        if goes_on {
            let margin = self.margin();
            self.wat.erbij += margin;
            self.lines.push(format!("{}{}", " ".repeat(margin), text.replace('\t', " ")));
        } else {
            if !before.is_empty() {
                self.blank();
            }
            self.open.clear();
            self.lines.push(kept.to_owned());
        }
    }
}
