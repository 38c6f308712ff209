//! Functions and filters about dates. Each makes the whole expression unknown when a date is absent, is no date or is too vague.

use std::collections::HashSet;

use chrono::NaiveDate;
use minijinja::value::Rest;
use minijinja::{Error, Value};

use super::fouten::{fout, onbekend};
use super::waarden::{datum, elementen, getal, is_leeg, reeks, veld};
use crate::schema::vage_datum::VageDatum;

/// Whether the first is earlier than the second.
pub(super) fn voor(one: &Value, two: &Value) -> Result<bool, Error> {
    datum(one)?.is_before(datum(two)?).ok_or_else(onbekend)
}

/// Whether the first is later than the second.
pub(super) fn na(one: &Value, two: &Value) -> Result<bool, Error> {
    voor(two, one)
}

/// Whether both are the same day.
pub(super) fn zelfde_dag(one: &Value, two: &Value) -> Result<bool, Error> {
    datum(one)?.is_same_day(datum(two)?).ok_or_else(onbekend)
}

/// Days from the first to the second; negative when the second is earlier.
pub(super) fn dagen(from: &Value, to: &Value) -> Result<i64, Error> {
    match (datum(from)?, datum(to)?) {
        (VageDatum::Dag(from), VageDatum::Dag(to)) => Ok((to - from).num_days()),
        _ => Err(onbekend()),
    }
}

/// The earliest of the dates of a list, none when it has none; per element the first of the fields that is there.
#[expect(clippy::needless_pass_by_value, reason = "minijinja hands its arguments over")]
pub(super) fn eerste(list: &Value, fields: Rest<Value>) -> Result<Option<String>, Error> {
    uiterste(datums(list, &fields)?, |(_, last)| last, |(first, _), (_, chosen)| first >= chosen)
}

/// The latest of the dates of a list, none when it has none; per element the first of the fields that is there.
#[expect(clippy::needless_pass_by_value, reason = "minijinja hands its arguments over")]
pub(super) fn laatste(list: &Value, fields: Rest<Value>) -> Result<Option<String>, Error> {
    let reversed = |(first, _): Dagen| std::cmp::Reverse(first);
    uiterste(datums(list, &fields)?, reversed, |(_, last), (chosen, _)| chosen >= last)
}

/// First and last day that a date can be.
type Dagen = (NaiveDate, NaiveDate);

/// The date that comes first by a key, when it is certain that all others do not come before it.
fn uiterste<K: Ord>(
    dates: Vec<VageDatum>,
    key: impl Fn(Dagen) -> K,
    certain: impl Fn(Dagen, Dagen) -> bool,
) -> Result<Option<String>, Error> {
    let distinct: Vec<VageDatum> = dates.into_iter().collect::<HashSet<_>>().into_iter().collect();
    if let [] | [_] = distinct[..] {
        return Ok(distinct.first().map(ToString::to_string));
    }
    let span = |date: VageDatum| Ok((date, (date.eerste_dag().ok_or_else(onbekend)?, date.laatste_dag().ok_or_else(onbekend)?)));
    let spans: Vec<(VageDatum, Dagen)> = distinct.into_iter().map(span).collect::<Result<_, Error>>()?;
    let chosen = spans.iter().min_by_key(|(_, days)| key(*days)).ok_or_else(onbekend)?;
    let decided = spans.iter().all(|(date, days)| *date == chosen.0 || certain(*days, chosen.1));
    if decided { Ok(Some(chosen.0.to_string())) } else { Err(onbekend()) }
}

/// The date of each element that has one: the element itself, or the first of its fields that is there.
fn datums(list: &Value, fields: &[Value]) -> Result<Vec<VageDatum>, Error> {
    let fields: Vec<&str> = fields.iter().filter_map(Value::as_str).collect();
    let value = |element: Value| {
        if fields.is_empty() { Some(element) } else { fields.iter().map(|field| veld(&element, field)).find(|value| !is_leeg(value)) }
    };
    elementen(list)?.into_iter().filter_map(value).filter(|value| !is_leeg(value)).map(|value| datum(&value)).collect()
}

/// Whether dates or numbers never go down. Absent ones and pairs of dates that cannot be ordered are passed over.
pub(super) fn oplopend(list: &Value, field: Option<&str>) -> Result<bool, Error> {
    let (mut latest, mut largest) = (None::<NaiveDate>, None::<f64>);
    for value in reeks(list, field)?.iter().filter(|value| !is_leeg(value)) {
        if value.is_number() {
            let number = getal(value)?;
            if largest.is_some_and(|largest| number < largest) {
                return Ok(false);
            }
            largest = Some(number);
        } else if let Ok(date) = datum(value) {
            if latest.is_some_and(|latest| date.laatste_dag().is_some_and(|day| day < latest)) {
                return Ok(false);
            }
            latest = latest.max(date.eerste_dag());
        }
    }
    Ok(true)
}

/// A date as a Dutch text writes it; an absent one is empty, and what is no date stays as it is.
pub(super) fn voluit(value: &Value) -> Result<String, Error> {
    if is_leeg(value) {
        return Ok(String::new());
    }
    let text = value.as_str().ok_or_else(|| fout("schrijft iets voluit dat geen datum is"))?;
    Ok(VageDatum::parse(text).map_or_else(|| text.to_owned(), VageDatum::voluit))
}
