//! Days and minutes out of the JSON of a dossier, without the model of the library.

use chrono::{Datelike, NaiveDate};
use serde_json::Value;

/// The number of a day.
pub(super) fn dag(value: &Value) -> Option<i64> {
    let date: NaiveDate = value.as_str()?.parse().ok()?;
    Some(i64::from(date.num_days_from_ce()))
}

/// Minutes after midnight.
pub(super) fn klok(value: &Value) -> Option<i64> {
    let (hours, minutes) = value.as_str()?.split_once(':')?;
    Some(hours.parse::<i64>().ok()? * 60 + minutes.parse::<i64>().ok()?)
}

/// Thousandths of a number with at most three decimals.
pub(super) fn duizendsten(value: &Value) -> i64 {
    // The digits as they are written, so that no float is multiplied.
    let text = value.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<3}").parse().expect("a number with at most three decimals")
}

/// The elements of a list that may not be there.
pub(super) fn lijst<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// The day so many years before another; 29 February becomes the 28th.
pub(super) fn jaren_eerder(day: i64, years: i32) -> i64 {
    let date = NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).expect("a day")).expect("a date");
    let (y, m, d) = (date.year() - years, date.month(), date.day());
    let earlier = NaiveDate::from_ymd_opt(y, m, d).or_else(|| NaiveDate::from_ymd_opt(y, m, d - 1)).expect("a date");
    i64::from(earlier.num_days_from_ce())
}

/// First and last day on which activities and meetings count, if any does.
pub(super) fn periode(dossier: &Value) -> Option<(i64, i64)> {
    let filed = dag(&dossier["aanvraagdatum"]).expect("a day of application");
    let from = dag(&dossier["periode_van"]).unwrap_or_else(|| jaren_eerder(filed, 4));
    let to = dag(&dossier["periode_tot"]).unwrap_or(filed).min(filed);
    (from <= to).then_some((from, to))
}

/// What lies between two times of the clock on a day, as minutes since the first day: start, and the first minute after the end.
/// An end before the start lies after midnight.
pub(super) fn tussen(day: i64, from: i64, to: i64) -> (i64, i64) {
    let start = day * 1440 + from;
    (start, day * 1440 + to + if to < from { 1440 } else { 0 })
}

/// Whether a minute lies in a stretch of them.
pub(super) fn ligt_in(minute: i64, (start, end): (i64, i64)) -> bool {
    start <= minute && minute < end
}
