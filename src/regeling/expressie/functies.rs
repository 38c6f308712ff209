//! Functions about lists, numbers and texts, and the filters that write numbers in Dutch.

use std::collections::BTreeSet;

use minijinja::value::{Rest, ValueOrKwargs};
use minijinja::{Error, State, Value, filters};
use num_rational::Ratio;

use super::fouten::fout;
use super::waarden::{duizendsten, elementen, getal, is_leeg, reeks, tekst, veld};
use crate::schema::notatie;

/// Most characters of a text that is compared; of a longer one the beginning.
const VERGELEKEN: usize = 2_000;
/// From which share of equal pairs of letters on two texts are nearly equal.
const BIJNA: f64 = 0.8;
/// Largest number that is written with a decimal comma.
const LEESBAAR: f64 = 1e9;

/// Whether a value is absent, none, blank, or an empty list.
pub(super) fn leeg(value: &Value) -> bool {
    is_leeg(value)
}

/// How many elements a list has, or has of which a field is a value; an absent value counts none.
#[expect(clippy::needless_pass_by_value, reason = "minijinja hands its arguments over")]
pub(super) fn aantal(list: &Value, sought: Rest<Value>) -> Result<usize, Error> {
    match &sought[..] {
        [] => Ok(elementen(list)?.len()),
        [field, value] => Ok(passende(list, field, value)?.count()),
        _ => Err(fout("roept aantal aan met een veld zonder waarde")),
    }
}

/// The first element of which a field is a value; undefined when there is none, or the value is absent.
pub(super) fn vindt(list: &Value, field: &Value, value: &Value) -> Result<Value, Error> {
    Ok(passende(list, field, value)?.next().unwrap_or_default())
}

fn passende<'a>(list: &Value, field: &'a Value, value: &'a Value) -> Result<impl Iterator<Item = Value> + 'a, Error> {
    let path = field.as_str().ok_or_else(|| fout("verwacht de naam van een veld tussen aanhalingstekens"))?;
    if value.as_object().is_some() {
        return Err(fout("zoekt een waarde die geen tekst, getal of ja/nee is"));
    }
    Ok(elementen(list)?.into_iter().filter(move |element| !is_leeg(value) && veld(element, path) == *value))
}

/// The sum of the numbers of a list, exact in thousandths; absent ones do not count.
pub(super) fn som(list: &Value, field: Option<&str>) -> Result<Value, Error> {
    let numbers = reeks(list, field)?;
    let sum = numbers.iter().filter(|value| !is_leeg(value)).map(duizendsten).sum::<Result<i128, Error>>()?;
    uit_duizendsten(sum)
}

/// A number of thousandths: whole, or the nearest floating-point number.
#[expect(clippy::cast_precision_loss, reason = "a sum is far below 2^53 thousandths, and else the nearest is meant")]
fn uit_duizendsten(thousandths: i128) -> Result<Value, Error> {
    if thousandths % 1000 == 0 {
        i64::try_from(thousandths / 1000).map(Value::from).map_err(|_| fout("rekent met een te groot getal"))
    } else {
        Ok(Value::from(thousandths as f64 / 1000.0))
    }
}

/// The product of two numbers: whole when both are. It stands in for `*`, which repeats texts and lists too.
pub(super) fn maal(one: &Value, two: &Value) -> Result<Value, Error> {
    let product = getal(one)? * getal(two)?;
    match (i64::try_from(one.clone()), i64::try_from(two.clone())) {
        (Ok(one), Ok(two)) => one.checked_mul(two).map(Value::from).ok_or_else(|| fout("rekent met een te groot getal")),
        _ => Ok(Value::from(product)),
    }
}

/// Whether no two texts or numbers of a list are equal; absent and blank ones do not count.
pub(super) fn uniek(list: &Value, field: Option<&str>) -> Result<bool, Error> {
    let values: Vec<Value> = reeks(list, field)?.into_iter().filter(|value| !is_leeg(value)).collect();
    if values.iter().any(|value| value.as_object().is_some()) {
        return Err(fout("vergelijkt met uniek geen teksten of getallen"));
    }
    let mut seen = BTreeSet::new();
    Ok(values.into_iter().all(|value| seen.insert(value)))
}

/// Whether two texts are nearly equal, whatever their case and white space; never when one is blank.
pub(super) fn bijna_gelijk(one: &Value, two: &Value) -> Result<bool, Error> {
    let (one, two) = (genormaliseerd(one)?, genormaliseerd(two)?);
    Ok(!one.is_empty() && !two.is_empty() && strsim::sorensen_dice(&one, &two) >= BIJNA)
}

fn genormaliseerd(value: &Value) -> Result<String, Error> {
    let start: String = tekst(value)?.chars().take(VERGELEKEN).collect();
    Ok(start.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A number with at most two decimals and a decimal comma, rounded towards zero; an absent one is empty.
#[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
pub(super) fn decimaal(value: &Value) -> Result<String, Error> {
    if is_leeg(value) {
        return Ok(String::new());
    }
    let number = getal(value)?;
    if number.abs() > LEESBAAR {
        return Err(fout("schrijft een te groot getal"));
    }
    Ok(notatie::decimaal(Ratio::new((number * 1e6).round() as i64, 1_000_000)))
}

/// A whole number up to twelve as a word, any other in digits; an absent one is empty.
pub(super) fn telwoord(value: &Value) -> Result<String, Error> {
    const WOORDEN: [&str; 12] = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"];
    let digits = decimaal(value)?;
    let word = digits.parse::<usize>().ok().and_then(|number| WOORDEN.get(number.checked_sub(1)?));
    Ok(word.map_or(digits, |word| (*word).to_owned()))
}

/// A number of minutes as hours and minutes; an absent one is empty.
pub(super) fn duur(value: &Value) -> Result<String, Error> {
    if is_leeg(value) {
        return Ok(String::new());
    }
    let whole = || u64::try_from(value.clone()).ok().filter(|_| value.is_number());
    whole().map(notatie::duur).ok_or_else(|| fout("schrijft een duur die geen heel aantal minuten is"))
}

/// The filter `map` of minijinja, which is given texts and numbers only: with a list it would make a list of lists for every element.
pub(super) fn map(state: &mut State, list: &Value, arguments: Rest<ValueOrKwargs>) -> Result<Value, Error> {
    let values = [vec![list.clone()], arguments.into_values()].concat();
    if values[1..].iter().any(is_samengesteld) {
        return Err(fout("geeft map een lijst mee"));
    }
    Value::from_function(filters::map).call(state, &values)
}

/// Whether a value, or one by name, is a list or object that is not empty.
fn is_samengesteld(value: &Value) -> bool {
    if !value.is_kwargs() {
        return value.as_object().is_some() && value.len() != Some(0);
    }
    value.try_iter().is_ok_and(|mut keys| keys.any(|key| value.get_item(&key).is_ok_and(|value| is_samengesteld(&value))))
}
