//! Which element of a dossier a row of a form is about: by where it came from, by what names it, and else by what it looks like.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;
use strsim::normalized_damerau_levenshtein;

use crate::regeling::LijstSoort;
use crate::schema::opschoning::schoon;
use crate::schema::vage_datum::VageDatum;

/// How alike two spellings of one name are at least, from 0 to 1.
const BIJNA: f64 = 0.7;
/// How many times as much of two rows is the same as is different, where they are one row whatever is different.
const ZEKER: usize = 3;
/// Characters of a text by which it is known: an essay that is corrected begins as it did.
const AANHEF: usize = 160;

/// The element of the dossier that a row of a form is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Partner {
    /// This one.
    Known(usize),
    /// Perhaps this one: it looks like it, and what names it is different.
    Like(usize),
    /// The form was made from one that the dossier does not have any more.
    Lost,
    /// There is none yet.
    New,
    /// More than one could be meant.
    Several,
}

/// A way to find the partner of the row in a place, among the elements that no other row has.
type Way<'a> = fn(&Rows<'a>, usize, &BTreeSet<usize>) -> Option<Partner>;

/// A list of a form beside the same list of a dossier.
pub(super) struct Rows<'a> {
    /// JSON pointer of the list in the dossier.
    pub(super) list: &'a str,
    pub(super) soort: Option<&'a LijstSoort>,
    pub(super) present: &'a [Value],
    pub(super) form: &'a [Value],
    /// What the form was made from.
    pub(super) base: Option<&'a Value>,
    /// Whether there was no dossier yet: another form of the same name is then another element, unless they agree.
    pub(super) fresh: bool,
}

impl<'a> Rows<'a> {
    /// The partner of each row. What is certain goes first, so that a row that only looks like another cannot take its place.
    pub(super) fn partners(&self) -> Vec<Partner> {
        let mut found: Vec<Option<Partner>> = vec![None; self.form.len()];
        let mut taken = BTreeSet::new();
        let equal = |place: usize, row: &Value| {
            let here = Some(place).filter(|place| self.present.get(*place) == Some(row));
            here.or_else(|| self.present.iter().position(|one| one == row))
        };
        for (place, row) in self.form.iter().enumerate() {
            // As it is now, before as it was: a form whose rows changed places says nothing new.
            if let Some(known) = equal(place, row).or_else(|| equal(place, self.made_from(place)?)) {
                found[place] = Some(Partner::Known(known));
                taken.insert(known);
            }
        }
        let ways: [Way<'a>; 2] = [Self::named, Self::like];
        for way in ways {
            for (place, partner) in found.iter_mut().enumerate().filter(|(_, partner)| partner.is_none()) {
                *partner = way(self, place, &taken);
                if let Some(Partner::Like(known) | Partner::Known(known)) = partner {
                    taken.insert(*known);
                }
            }
        }
        let unchanged = |place: usize| self.made_from(place).is_some_and(|base| self.form[place] == *base);
        let rest = |place: usize| if self.base_of(place).is_some() || unchanged(place) { Partner::Lost } else { Partner::New };
        let partners = found.into_iter().enumerate().map(|(place, partner)| partner.unwrap_or_else(|| rest(place)));
        partners.enumerate().map(|(place, partner)| self.in_new(partner, place)).collect()
    }

    /// What a row was when the form was made.
    fn made_from(&self, place: usize) -> Option<&Value> {
        self.base.and_then(|base| base.get(place)).filter(|base| !base.is_null())
    }

    /// What a row was when the form was made, where that names it: one that was only prepared for somebody to fill in is of no element yet.
    fn base_of(&self, place: usize) -> Option<&Value> {
        let is_there = |base: &Value, field: &String| base.pointer(&format!("/{field}")).is_some_and(|value| !value.is_null());
        let named = |base: &Value, soort: &LijstSoort| {
            let mut sets = soort.kenmerk.iter().peekable();
            sets.peek().is_none() || sets.any(|set| set.iter().all(|field| field.ends_with('?') || is_there(base, field)))
        };
        self.made_from(place).filter(|base| self.soort.is_none_or(|soort| named(base, soort)))
    }

    fn in_new(&self, partner: Partner, place: usize) -> Partner {
        match partner {
            Partner::Known(known) if self.fresh && self.base_of(place).is_some_and(|base| !agrees(&self.present[known], base)) => {
                Partner::Lost
            }
            Partner::Several if self.fresh => Partner::Lost,
            // Each form that was made from something is about what it was made from.
            Partner::Like(_) if self.fresh && self.base_of(place).is_some() => Partner::Lost,
            partner => partner,
        }
    }

    /// The element that has the name of a row, first by what the row was when the form was made.
    fn named(&self, place: usize, taken: &BTreeSet<usize>) -> Option<Partner> {
        let find = |wanted: &Value| -> Option<Partner> {
            let named: Vec<usize> = self.open(taken).filter(|one| is_same(self.soort, &self.present[*one], wanted, *one)).collect();
            let agreeing: Vec<usize> = named.iter().copied().filter(|one| agrees(&self.present[*one], wanted)).collect();
            match (named.as_slice(), agreeing.as_slice()) {
                ([], _) => None,
                ([known], _) | (_, [known]) => Some(Partner::Known(*known)),
                _ => Some(Partner::Several),
            }
        };
        let row = &self.form[place];
        self.base_of(place).and_then(find).or_else(|| find(row))
    }

    /// The element that a row looks like: nearly all of it is the same, or it is in one of the ways in which two are alike, has no other
    /// number of its own, and has not more that is different than is the same.
    fn like(&self, place: usize, taken: &BTreeSet<usize>) -> Option<Partner> {
        let wanted = self.base_of(place).unwrap_or(&self.form[place]);
        let row = &self.form[place];
        if !wanted.is_object() && !wanted.is_null() {
            // Rows that are a text have nothing but their place.
            let here = Some(place).filter(|here| *here < self.present.len() && !taken.contains(here));
            let alike = || self.open(taken).find(|one| nearly(&self.present[*one], wanted));
            return here.or_else(alike).map(if self.base_of(place).is_some() { Partner::Known } else { Partner::Like });
        }
        let mut best: Vec<(usize, usize)> = Vec::new();
        for one in self.open(taken) {
            let (same, other) = shared(&self.present[one], row);
            let nearly_all = same >= ZEKER * other.max(1);
            let alike = |soort| !other_number(soort, &self.present[one], row, one) && looks_like(soort, &self.present[one], row);
            if nearly_all || (same >= other && self.soort.is_some_and(alike)) {
                best.push((same, one));
            }
        }
        best.sort_unstable();
        match best.as_slice() {
            [] => self.nameless(place, taken),
            [.., (one, _), (two, _)] if one == two => Some(Partner::Several),
            [.., (_, known)] => Some(Partner::Like(*known)),
        }
    }

    /// A row within an element that has no name yet, and nothing that differs from the one in its place.
    fn nameless(&self, place: usize, taken: &BTreeSet<usize>) -> Option<Partner> {
        let there = self.present.get(place).filter(|_| is_row(self.list) && self.base_of(place).is_none() && !taken.contains(&place));
        there.filter(|there| agrees(there, &self.form[place])).map(|_| Partner::Known(place))
    }

    fn open(&self, taken: &BTreeSet<usize>) -> impl Iterator<Item = usize> {
        (0..self.present.len()).filter(move |one| !taken.contains(one))
    }
}

/// Whether the list at a pointer has rows within an element, such as the dienstverbanden of one employer.
pub(super) fn is_row(list: &str) -> bool {
    list.matches('/').count() > 2
}

/// Whether a field is one of those that name an element of its list.
pub(super) fn names_element(soort: Option<&LijstSoort>, field: &str) -> bool {
    soort.is_some_and(|soort| soort.kenmerk.iter().flatten().any(|one| one.trim_end_matches('?') == field))
}

/// Whether two elements of a list are the same one: all fields of a set that tells them apart are equal. `place` is that of the first.
fn is_same(list: Option<&LijstSoort>, one: &Value, other: &Value, place: usize) -> bool {
    let Some(list) = list.filter(|list| !list.kenmerk.is_empty()) else { return same(one, other) };
    let field = |field: &String| match field.strip_suffix('?') {
        Some(field) => one[field].is_null() || other[field].is_null() || equal(one, other, &format!("/{field}")),
        None if list.nummer.as_ref() == Some(field) => number(one, field, place) == other[field].as_u64(),
        None => equal(one, other, &format!("/{field}")),
    };
    list.kenmerk.iter().any(|set| set.iter().all(field))
}

/// Whether two elements have numbers of their own that differ. `place` is that of the first.
fn other_number(list: &LijstSoort, one: &Value, other: &Value, place: usize) -> bool {
    let numbers = list.nummer.as_ref().and_then(|field| number(one, field, place).zip(other[field].as_u64()));
    numbers.is_some_and(|(one, other)| one != other)
}

/// Whether two elements may be one of which something was corrected: all fields of a set are alike.
fn looks_like(list: &LijstSoort, one: &Value, other: &Value) -> bool {
    let field = |field: &String| match (field.split_once(".."), field.strip_suffix('~')) {
        (Some((van, tot)), _) => overlap(one, other, van, tot),
        (_, Some(field)) => both(one, other, field).is_some_and(|(one, other)| nearly(one, other)),
        _ => equal(one, other, &format!("/{field}")),
    };
    list.lijkt.iter().any(|set| set.iter().all(field))
}

fn both<'v>(one: &'v Value, other: &'v Value, field: &str) -> Option<(&'v Value, &'v Value)> {
    let pointer = format!("/{field}");
    Some((one.pointer(&pointer)?, other.pointer(&pointer)?))
}

/// Whether two periods have a day in common; one without an end goes on.
fn overlap(one: &Value, other: &Value, van: &str, tot: &str) -> bool {
    let day = |value: &Value, field: &str| -> Option<NaiveDate> { VageDatum::parse(value[field].as_str()?)?.eerste_dag() };
    let Some((from, other_from)) = day(one, van).zip(day(other, van)) else { return false };
    let before = |from: NaiveDate, value: &Value| day(value, tot).is_none_or(|until| from <= until);
    before(from, other) && before(other_from, one)
}

/// Whether two texts may be one that was corrected.
fn nearly(one: &Value, other: &Value) -> bool {
    let begin = |value: &Value| value.as_str().map(|text| spelling(&text.to_lowercase()).chars().take(AANHEF).collect::<String>());
    match begin(one).zip(begin(other)) {
        Some((one, other)) => normalized_damerau_levenshtein(&one, &other) >= BIJNA,
        None => same(one, other),
    }
}

/// How many values two have in common that are the same, and how many that are not.
fn shared(one: &Value, other: &Value) -> (usize, usize) {
    let add = |sum: (usize, usize), more: (usize, usize)| (sum.0 + more.0, sum.1 + more.1);
    match (one, other) {
        (Value::Null, _) | (_, Value::Null) => (0, 0),
        (Value::Object(one), Value::Object(other)) => {
            one.iter().filter_map(|(key, value)| Some(shared(value, other.get(key)?))).fold((0, 0), add)
        }
        (Value::Array(one), Value::Array(other)) => one.iter().zip(other).map(|(one, other)| shared(one, other)).fold((0, 0), add),
        _ if same(one, other) => (1, 0),
        _ => (0, 1),
    }
}

/// Whether two values mean the same.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::String(one), Value::String(other)) => spelling(one) == spelling(other),
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

/// A text as it is in the data: what a form says is clean, what somebody wrote need not be.
fn spelling(text: &str) -> String {
    schoon(text, true).tekst
}

/// Whether two elements have something in common and nothing that differs, as deep as both go.
fn agrees(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let mut common = one.iter().filter_map(|(key, value)| Some((value, other.get(key)?))).peekable();
            common.peek().is_some() && common.all(|(one, other)| agrees(one, other))
        }
        (Value::Array(one), Value::Array(other)) => one.iter().zip(other).all(|(one, other)| agrees(one, other)),
        _ => same(one, other),
    }
}

/// The number of an element: its own, else its place.
fn number(element: &Value, field: &str, place: usize) -> Option<u64> {
    element[field].as_u64().or_else(|| u64::try_from(place + 1).ok())
}

/// Whether both have the same value at a pointer, written with or without capitals.
fn equal(one: &Value, other: &Value, pointer: &str) -> bool {
    match (one.pointer(pointer), other.pointer(pointer)) {
        (Some(Value::String(one)), Some(Value::String(other))) => spelling(&one.to_lowercase()) == spelling(&other.to_lowercase()),
        (Some(one), Some(other)) => !one.is_null() && one == other,
        _ => false,
    }
}
