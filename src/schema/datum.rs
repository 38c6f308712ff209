//! Calendar days, and how a Dutch text writes them.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::formaat::FORMAAT_DATUM;

/// Datum: a calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("format" = FORMAAT_DATUM, "pattern" = "^(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$"))]
pub struct Datum(#[schemars(with = "String")] NaiveDate);

/// The months as they are written in a Dutch date.
pub const MAANDEN: [&str; 12] =
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"];

impl Datum {
    /// Days from this day to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i64 {
        (other.0 - self.0).num_days()
    }

    /// The day `years` earlier; 29 February becomes 28 February.
    #[must_use]
    pub fn minus_years(self, years: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MIN))
    }

    /// The next day.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.succ_opt().unwrap_or(NaiveDate::MAX))
    }

    /// The day `days` later.
    #[must_use]
    pub fn plus_days(self, days: u32) -> Self {
        Self(self.0.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX))
    }

    /// The number of the day, counted from the first day of the year 1.
    #[must_use]
    pub fn dagnummer(self) -> i64 {
        i64::from(self.0.num_days_from_ce())
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Year, month and day.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// As a Dutch text writes it: `14 maart 2025`.
    #[must_use]
    pub fn voluit(self) -> String {
        format!("{} {} {}", self.0.day(), MAANDEN[self.0.month0() as usize], self.0.year())
    }
}

impl fmt::Display for Datum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Datum {
    type Err = String;
    /// Reads `2025-03-14`.
    fn from_str(text: &str) -> Result<Self, String> {
        NaiveDate::from_str(text).map(Self).map_err(|_| "geen bestaande datum in de vorm jjjj-mm-dd".to_owned())
    }
}
