//! Meetings: which are moments of their own, told off one by one in the order in which they began.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::lees::{dag, klok, ligt_in, lijst, periode, tussen};
use super::punten;

/// A meeting that begins so many minutes after another, or sooner, goes on with it.
const TUSSENTIJD: i64 = 30;

struct Moment {
    dag: i64,
    /// Minutes since the first day.
    begin: Option<i64>,
    duur: Option<(i64, i64)>,
}

/// What becomes of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lot {
    Telt,
    Buiten,
    GeenIntervisie,
    AnderVakgebied,
    ZonderDuur,
    OverActiviteit,
    /// Form or field is not told yet.
    Onbekend,
    Dubbel,
}

impl Moment {
    fn of(meeting: &Value) -> Self {
        let day = dag(&meeting["datum"]).expect("a day");
        let begin = klok(&meeting["begintijd"]);
        let until = |begin: i64| {
            let by_clock = klok(&meeting["eindtijd"]).map(|end| tussen(day, begin, end));
            // Of which no end is told, it lasted a minute at least.
            let length = meeting["duur_min"].as_i64().unwrap_or(1);
            by_clock.or(Some((day * 1440 + begin, day * 1440 + begin + length)))
        };
        Self { dag: day, begin: begin.map(|begin| day * 1440 + begin), duur: begin.and_then(until) }
    }
}

/// Whether an earlier meeting and a later one are one moment.
fn is_hetzelfde(earlier: &Moment, later: &Moment) -> bool {
    if !(0..=1).contains(&(later.dag - earlier.dag)) {
        return false;
    }
    let apart = |(_, end): (i64, i64), (start, _): (i64, i64)| start > end + TUSSENTIJD;
    let by_clock = earlier.duur.zip(later.duur).is_some_and(|(one, other)| !apart(one, other));
    by_clock || earlier.begin == later.begin
}

/// What each meeting comes to; `None` where there is no period.
pub(super) fn lotgevallen(dossier: &Value) -> Option<Vec<Lot>> {
    let (from, to) = periode(dossier)?;
    let clocks: Vec<_> = punten::activiteiten(dossier)?.iter().filter(|one| one.telt).filter_map(|one| one.klok).collect();
    let meetings = lijst(dossier, "intervisiemomenten");
    let moments: Vec<Moment> = meetings.iter().map(Moment::of).collect();
    let own = |(meeting, moment): (&Value, &Moment)| {
        let empty = meeting["duur_min"] == 0 || moment.duur.is_some_and(|(start, end)| start == end);
        let shared = |(start, end): (i64, i64)| (start..end).any(|minute| clocks.iter().any(|clock| ligt_in(minute, *clock)));
        match () {
            () if !(from..=to).contains(&moment.dag) => Lot::Buiten,
            () if meeting["vorm"] == "casuistiek" => Lot::GeenIntervisie,
            () if meeting["zelfde_vakgebied"] == false => Lot::AnderVakgebied,
            () if empty => Lot::ZonderDuur,
            () if moment.duur.is_some_and(shared) => Lot::OverActiviteit,
            () if meeting["vorm"].is_null() || meeting["zelfde_vakgebied"].is_null() => Lot::Onbekend,
            () => Lot::Telt,
        }
    };
    let mut lots: Vec<Lot> = meetings.iter().zip(&moments).map(own).collect();
    let mut order: Vec<usize> = (0..lots.len()).filter(|place| lots[*place] == Lot::Telt).collect();
    order.sort_by_key(|place| (moments[*place].begin.is_none(), moments[*place].begin, *place));
    let mut told: Vec<usize> = Vec::new();
    for place in order {
        let moment = &moments[place];
        let same = |other: &usize| match moment.begin {
            Some(_) => is_hetzelfde(&moments[*other], moment),
            None => moments[*other].dag == moment.dag,
        };
        if told.iter().any(same) {
            lots[place] = Lot::Dubbel;
        }
        told.push(place);
    }
    Some(lots)
}

/// Where each lot fell.
pub(super) fn plekken(lots: &[Lot]) -> BTreeMap<Lot, BTreeSet<usize>> {
    let mut places: BTreeMap<Lot, BTreeSet<usize>> = BTreeMap::new();
    for (place, lot) in lots.iter().enumerate() {
        places.entry(*lot).or_default().insert(place);
    }
    places
}
