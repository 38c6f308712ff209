//! Vage datum: a date as far as it is known, such as a year, a month of a year, or a day of which the year is unknown.
//!
//! Its canonical text is what stands in the JSON; `VageDatum::lees` also takes what people write on a form. What cannot be decided
//! about two of them is `None`: nothing here guesses a missing part.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::datum::MAANDEN;

/// The years that a date can lie in.
const JAREN: std::ops::RangeInclusive<i32> = 1900..=2099;
/// A leap year: a day without a year may be 29 February.
const SCHRIKKELJAAR: i32 = 2000;
/// Longest text, in bytes, that is read as a date.
const LENGTE: usize = 40;
/// Names of weekdays, which may stand before a date and say nothing.
const WEEKDAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];

/// Vage datum: a date of varying precision; always one that the calendar has, in the years 1900 up to and including 2099.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum VageDatum {
    /// A year: `2011`.
    Jaar(i32),
    /// A month of a year, from 1: `2011-09`.
    Maand(i32, u32),
    /// A full day: `2011-10-13`.
    Dag(NaiveDate),
    /// A month and a day of it, the year unknown: `--11-02`.
    ZonderJaar(u32, u32),
}

/// A piece of a date as written on a form.
#[derive(Clone, Copy)]
enum Deel {
    /// One or two digits: a day or a month.
    Kort(u32),
    /// Four digits.
    Jaar(i32),
    /// The name of a month.
    Maand(u32),
}

impl VageDatum {
    /// Reads the canonical text, and nothing else: `2011`, `2011-09`, `2011-10-13` or `--11-02`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if let Some(rest) = text.strip_prefix("--") {
            let (month, day) = rest.split_once('-')?;
            return Self::zonder_jaar(digits(month, 2)?, digits(day, 2)?);
        }
        let mut parts = text.splitn(3, '-');
        let year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
        match (parts.next(), parts.next()) {
            (None, _) => Self::jaar(year),
            (Some(month), None) => Self::maand(year, digits(month, 2)?),
            (Some(month), Some(day)) => Self::dag(year, digits(month, 2)?, digits(day, 2)?),
        }
    }

    /// Reads a date as Dutch people write it on a form: `2 november`, `2 nov.`, `sept 2011`, `13-10-2011`, `9/2011` and the canonical
    /// text. A year is written with four digits: what may be a day or a year is not guessed.
    pub(crate) fn lees(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() > LENGTE {
            return None;
        }
        if let Some(date) = Self::parse(text) {
            return Some(date);
        }
        match delen(&text.to_lowercase())?[..] {
            [Deel::Jaar(year)] => Self::jaar(year),
            [Deel::Maand(month) | Deel::Kort(month), Deel::Jaar(year)] | [Deel::Jaar(year), Deel::Kort(month)] => Self::maand(year, month),
            [Deel::Kort(day), Deel::Maand(month)] => Self::zonder_jaar(month, day),
            [Deel::Kort(day), Deel::Maand(month) | Deel::Kort(month), Deel::Jaar(year)]
            | [Deel::Jaar(year), Deel::Kort(month), Deel::Kort(day)] => Self::dag(year, month, day),
            _ => None,
        }
    }

    /// As a Dutch text writes it: `2011`, `september 2011`, `13 oktober 2011`, `2 november`.
    pub(crate) fn voluit(self) -> String {
        match self {
            Self::Jaar(year) => year.to_string(),
            Self::Maand(year, month) => format!("{} {year}", maandnaam(month)),
            Self::Dag(date) => format!("{} {} {}", date.day(), maandnaam(date.month()), date.year()),
            Self::ZonderJaar(month, day) => format!("{day} {}", maandnaam(month)),
        }
    }

    /// The first day it can be; none without a year.
    pub(crate) fn eerste_dag(self) -> Option<NaiveDate> {
        match self {
            Self::Jaar(year) => NaiveDate::from_ymd_opt(year, 1, 1),
            Self::Maand(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
            Self::Dag(date) => Some(date),
            Self::ZonderJaar(..) => None,
        }
    }

    /// The last day it can be; none without a year.
    pub(crate) fn laatste_dag(self) -> Option<NaiveDate> {
        match self {
            Self::Jaar(year) | Self::Maand(year, 12) => NaiveDate::from_ymd_opt(year, 12, 31),
            Self::Maand(year, month) => NaiveDate::from_ymd_opt(year, month + 1, 1)?.pred_opt(),
            Self::Dag(date) => Some(date),
            Self::ZonderJaar(..) => None,
        }
    }

    /// Whether it is earlier than the other; none when that depends on what is not known. A month is never earlier than its first
    /// day, although the two cannot be ordered.
    pub(crate) fn is_before(self, other: Self) -> Option<bool> {
        if self.laatste_dag()? < other.eerste_dag()? {
            Some(true)
        } else if self.eerste_dag()? >= other.laatste_dag()? {
            Some(false)
        } else {
            None
        }
    }

    /// Whether both are the same day: false when a part that both have differs, none when too little is known.
    pub(crate) fn is_same_day(self, other: Self) -> Option<bool> {
        let (one, two) = (self.parts(), other.parts());
        let differ = |pair: (Option<u32>, Option<u32>)| matches!(pair, (Some(a), Some(b)) if a != b);
        if one.into_iter().zip(two).any(differ) {
            Some(false)
        } else {
            one.into_iter().chain(two).all(|part| part.is_some()).then_some(true)
        }
    }

    /// Year, month and day, as far as they are known.
    fn parts(self) -> [Option<u32>; 3] {
        match self {
            Self::Jaar(year) => [Some(year.unsigned_abs()), None, None],
            Self::Maand(year, month) => [Some(year.unsigned_abs()), Some(month), None],
            Self::Dag(date) => [Some(date.year().unsigned_abs()), Some(date.month()), Some(date.day())],
            Self::ZonderJaar(month, day) => [None, Some(month), Some(day)],
        }
    }

    fn jaar(year: i32) -> Option<Self> {
        JAREN.contains(&year).then_some(Self::Jaar(year))
    }

    fn maand(year: i32, month: u32) -> Option<Self> {
        (JAREN.contains(&year) && (1..=12).contains(&month)).then_some(Self::Maand(year, month))
    }

    fn dag(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).filter(|_| JAREN.contains(&year)).map(Self::Dag)
    }

    fn zonder_jaar(month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(SCHRIKKELJAAR, month, day).map(|_| Self::ZonderJaar(month, day))
    }
}

impl fmt::Display for VageDatum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Jaar(year) => write!(f, "{year:04}"),
            Self::Maand(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Dag(date) => write!(f, "{date}"),
            Self::ZonderJaar(month, day) => write!(f, "--{month:02}-{day:02}"),
        }
    }
}

/// The number that exactly so many ASCII digits write.
fn digits(text: &str, count: usize) -> Option<u32> {
    (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn maandnaam(month: u32) -> &'static str {
    usize::try_from(month).ok().and_then(|month| MAANDEN.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

/// Number of a month from its name, the first three letters or more of it, or `mrt`.
fn maand(word: &str) -> Option<u32> {
    let names = |month: &str| word == "mrt" && month == "maart" || word.len() >= 3 && month.starts_with(word);
    (1..).zip(MAANDEN).find(|(_, month)| names(month)).map(|(number, _)| number)
}

/// The pieces of a lower-case text, without the day of the week; none when something in it is no piece of a date.
fn delen(text: &str) -> Option<Vec<Deel>> {
    let bare = WEEKDAGEN.iter().find_map(|day| text.strip_prefix(day)).map_or(text, |rest| rest.trim_start_matches([',', ' ']));
    if !bare.starts_with(|c: char| c.is_alphanumeric()) || bare.ends_with(['-', '/', ',']) {
        return None;
    }
    let mut pieces = Vec::new();
    let mut rest = bare;
    while let Some(first) = rest.chars().next() {
        let same = |c: char| if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() };
        let (word, after) = rest.split_at(rest.find(|c| !same(c)).unwrap_or(rest.len()));
        pieces.push(deel(word)?);
        rest = after.trim_start_matches(['-', '/', '.', ' ']);
    }
    Some(pieces)
}

fn deel(word: &str) -> Option<Deel> {
    if let Some(month) = maand(word) {
        return Some(Deel::Maand(month));
    }
    match word.len() {
        1 | 2 => digits(word, word.len()).map(Deel::Kort),
        4 => digits(word, 4).and_then(|year| i32::try_from(year).ok()).map(Deel::Jaar),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::VageDatum;

    fn datum(text: &str) -> VageDatum {
        VageDatum::parse(text).unwrap()
    }

    #[test]
    fn reads_and_writes_the_canonical_text() {
        for text in ["2011", "2011-09", "2011-10-13", "--11-02", "--02-29", "2024-02-29", "1900", "2099-12-31"] {
            assert_eq!(datum(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_the_calendar_does_not_have() {
        for text in
            ["", "1899", "2100", "2011-13", "2011-00", "2023-02-29", "--02-30", "--13-01", "2011-9", "11", "2011-", "2011-09-", "-2011"]
        {
            assert_eq!(VageDatum::parse(text), None, "{text}");
        }
        for text in ["+011", "2011-+9", "2011-09-01-", "2011-09-01T00:00", " 2011", "--11", "---11-02", "２０１１", "2011-10-13 "] {
            assert_eq!(VageDatum::parse(text), None, "{text}");
        }
    }

    #[test]
    fn reads_what_people_write() {
        for (written, canonical) in [
            ("2 november", "--11-02"),
            ("2 nov.", "--11-02"),
            ("29 februari", "--02-29"),
            ("september 2011", "2011-09"),
            ("Sept. 2011", "2011-09"),
            ("mrt 2011", "2011-03"),
            ("2011", "2011"),
            ("13-10-2011", "2011-10-13"),
            ("13 - 10 - 2011", "2011-10-13"),
            ("3.4.2011", "2011-04-03"),
            ("13 oktober 2011", "2011-10-13"),
            ("donderdag, 13 okt. 2011.", "2011-10-13"),
            ("13okt2011", "2011-10-13"),
            ("2011-09", "2011-09"),
            ("09-2011", "2011-09"),
            ("9/2011", "2011-09"),
            (" 2011-10-13 ", "2011-10-13"),
            ("2011/1/3", "2011-01-03"),
            ("--11-02", "--11-02"),
        ] {
            assert_eq!(VageDatum::lees(written).map(|date| date.to_string()).as_deref(), Some(canonical), "{written}");
        }
    }

    #[test]
    fn does_not_guess() {
        for text in ["", "13-10-11", "nov 11", "2-11", "13 oktober '11", "31 april", "31-04-2011", "ma 2011", "ju 2011", "circa 2011"] {
            assert_eq!(VageDatum::lees(text), None, "{text}");
        }
        for text in ["2011-2012", "2011-", "-2011", "13-10-2011 10:00", "10 13 2011", "20111013", "é 2011", "maandag", "...", "2011,2012"]
        {
            assert_eq!(VageDatum::lees(text), None, "{text}");
        }
        assert_eq!(VageDatum::lees(&format!("2 november{}2011", " ".repeat(100))), None);
    }

    #[test]
    fn writes_in_full() {
        assert_eq!(datum("2011").voluit(), "2011");
        assert_eq!(datum("2011-09").voluit(), "september 2011");
        assert_eq!(datum("2011-10-13").voluit(), "13 oktober 2011");
        assert_eq!(datum("--11-02").voluit(), "2 november");
        assert_eq!(VageDatum::lees(&datum("2011-12").voluit()), Some(datum("2011-12")));
    }

    #[test]
    fn spans_the_days_it_can_be() {
        let span = |text| (datum(text).eerste_dag().map(|day| day.to_string()), datum(text).laatste_dag().map(|day| day.to_string()));
        assert_eq!(span("2011"), (Some("2011-01-01".to_owned()), Some("2011-12-31".to_owned())));
        assert_eq!(span("2024-02"), (Some("2024-02-01".to_owned()), Some("2024-02-29".to_owned())));
        assert_eq!(span("2011-12"), (Some("2011-12-01".to_owned()), Some("2011-12-31".to_owned())));
        assert_eq!(span("--11-02"), (None, None));
    }

    #[test]
    fn knows_earlier_from_not_earlier() {
        let before = |a, b| datum(a).is_before(datum(b));
        assert_eq!(before("2010", "2011"), Some(true));
        assert_eq!(before("2011-09", "2011-09-01"), Some(false));
        assert_eq!(before("2011-09-01", "2011-09-01"), Some(false));
        assert_eq!(before("2011-09-01", "2011-09"), None);
        assert_eq!(before("--11-02", "2011"), None);
    }

    #[test]
    fn compares_days_by_the_parts_that_are_known() {
        let same = |a, b| datum(a).is_same_day(datum(b));
        assert_eq!(same("2011-10-13", "2011-10-13"), Some(true));
        assert_eq!(same("2011-10-13", "2011-10-14"), Some(false));
        assert_eq!(same("--11-02", "2011-11-03"), Some(false));
        assert_eq!(same("2010", "2011-09"), Some(false));
        assert_eq!(same("--11-02", "2011-11-02"), None);
        assert_eq!(same("2011", "2011"), None);
    }
}
