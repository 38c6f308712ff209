//! Presence that counts: the same time once, and of a day no more hours than a day of study can have.
//!
//! First the minutes are taken off that lie within an earlier activity of the list, as the clock times of both say. What remains is laid
//! on the days of each activity; what finds no room there does not count.

use std::collections::BTreeMap;

use super::tijd::{Tijdvak, minutes_of_all};
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::{Activiteit, Datum};

/// Verlies: what of the presence of an activity does not count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verlies {
    /// Minutes within earlier activities.
    pub overlap: u64,
    /// The first of those in the list.
    pub met: Option<usize>,
    /// Minutes for which the days of the activity have no room.
    pub vol: u64,
}

impl Verlies {
    /// All minutes that do not count.
    #[must_use]
    pub fn minuten(&self) -> u64 {
        self.overlap + self.vol
    }
}

/// An activity with its place.
pub type Geplaatst<'a> = (usize, &'a Activiteit);

/// What each activity loses, by its place; only of those that lose something. Asks for those that count for the rest, in the order of
/// the list.
#[must_use]
pub fn verlies(counted: &[Geplaatst<'_>], eisen: &Eisen) -> BTreeMap<usize, Verlies> {
    let mut lost = overlaps(counted);
    let to_place = counted.iter().map(|(place, activiteit)| {
        let left = present(activiteit) - lost.get(place).map_or(0, Verlies::minuten);
        Deel { place: *place, van: activiteit.datum_van, tot: activiteit.laatste_dag(), minuten: left }
    });
    let to_place = to_place.collect();
    let per_day = (eisen.normen.uren_per_dag.waarde * 60).to_integer();
    for (place, vol) in unplaced(to_place, u64::try_from(per_day).unwrap_or(0)) {
        lost.entry(place).or_default().vol = vol;
    }
    lost
}

fn present(activiteit: &Activiteit) -> u64 {
    activiteit.tijd_aanwezigheid_min.0.into()
}

/// What lies within earlier activities of the list, by the clock times of both.
fn overlaps(counted: &[Geplaatst<'_>]) -> BTreeMap<usize, Verlies> {
    let mut lost = BTreeMap::new();
    let mut earlier: Vec<(usize, Tijdvak)> = Vec::new();
    for (place, activiteit) in counted {
        let Some(vak) = Tijdvak::of_activity(activiteit) else { continue };
        let common: Vec<(usize, Tijdvak)> = earlier.iter().filter_map(|(other, own)| Some((*other, own.common(&vak)?))).collect();
        let met = common.first().map(|(other, _)| *other);
        let minutes = minutes_of_all(common.into_iter().map(|(_, both)| both).collect());
        let overlap = u64::try_from(minutes).unwrap_or(0).min(present(activiteit));
        if overlap > 0 {
            lost.insert(*place, Verlies { overlap, met, vol: 0 });
        }
        earlier.push((*place, vak));
    }
    lost
}

/// Minutes that are to be laid on days.
struct Deel {
    place: usize,
    van: Datum,
    tot: Datum,
    minuten: u64,
}

/// What finds no room. Day after day, whoever has the earliest last day goes first: so no more is lost than must be.
fn unplaced(mut parts: Vec<Deel>, per_day: u64) -> BTreeMap<usize, u64> {
    parts.retain(|part| part.minuten > 0);
    parts.sort_by_key(|part| part.van);
    let mut coming = parts.into_iter().peekable();
    let mut open: BTreeMap<(Datum, usize), u64> = BTreeMap::new();
    let mut lost = BTreeMap::new();
    let mut today = coming.peek().map(|part| part.van);
    while let Some(day) = today {
        while let Some(part) = coming.next_if(|part| part.van <= day) {
            open.insert((part.tot, part.place), part.minuten);
        }
        place_on(&mut open, per_day);
        let over: Vec<_> = open.keys().copied().take_while(|(tot, _)| *tot <= day).collect();
        lost.extend(over.into_iter().filter_map(|key| Some((key.1, open.remove(&key)?))));
        today = if open.is_empty() { coming.peek().map(|part| part.van) } else { Some(day.next()) };
    }
    lost
}

/// Lays on one day what it has room for.
fn place_on(open: &mut BTreeMap<(Datum, usize), u64>, per_day: u64) {
    let mut room = per_day;
    while room > 0
        && let Some(mut first) = open.first_entry()
    {
        let placed = room.min(*first.get());
        room -= placed;
        *first.get_mut() -= placed;
        if *first.get() == 0 {
            first.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Verlies, verlies};
    use crate::regelingen::hobeon_rib::eisen::Eisen;
    use crate::regelingen::hobeon_rib::model::Activiteit;

    fn on(van: &str, tot: &str, minutes: u32) -> Value {
        json!({ "soort": "cursus", "titel": "", "datum_van": van, "datum_tot": tot, "tijd_aanwezigheid_min": minutes,
            "tijd_voorbereiding_min": 600 })
    }

    fn timed(dag: &str, begin: &str, einde: &str, minutes: u32) -> Value {
        let mut activity = on(dag, dag, minutes);
        activity["begintijd"] = json!(begin);
        activity["eindtijd"] = json!(einde);
        activity
    }

    /// What each activity loses: within an earlier one (and which), and for want of room.
    fn lost(activities: &[Value]) -> Vec<(u64, Option<usize>, u64)> {
        let read: Vec<Activiteit> = activities.iter().map(|one| serde_json::from_value(one.clone()).expect("an activity")).collect();
        let found = verlies(&read.iter().enumerate().collect::<Vec<_>>(), &Eisen::ingebouwd());
        let of = |i: usize| found.get(&i).copied().unwrap_or_default();
        (0..activities.len())
            .map(|i| {
                let Verlies { overlap, met, vol } = of(i);
                (overlap, met, vol)
            })
            .collect()
    }

    #[test]
    fn a_day_has_twelve_hours() {
        let day = "2025-03-03";
        assert_eq!(lost(&[on(day, day, 720)]), [(0, None, 0)]);
        assert_eq!(lost(&[on(day, day, 721)]), [(0, None, 1)]);
        let eight = vec![on(day, day, 480); 8];
        let found: Vec<u64> = lost(&eight).into_iter().map(|(_, _, vol)| vol).collect();
        assert_eq!(found, [0, 240, 480, 480, 480, 480, 480, 480]);
    }

    #[test]
    fn a_course_of_several_days_gives_way_to_a_single_day() {
        let course = on("2025-03-03", "2025-03-04", 1000);
        assert_eq!(lost(&[course.clone(), on("2025-03-03", "2025-03-03", 440)]), [(0, None, 0); 2]);
        assert_eq!(lost(&[course.clone(), on("2025-03-03", "2025-03-03", 441)]), [(0, None, 1), (0, None, 0)]);
        assert_eq!(
            lost(&[course, on("2025-03-04", "2025-03-04", 441)]),
            [(0, None, 0), (0, None, 1)],
            "the same last day: the order of the list"
        );
        assert_eq!(lost(&[on("2025-03-03", "2025-03-05", 2160), on("2025-04-01", "2025-04-01", 60)]), [(0, None, 0); 2]);
    }

    #[test]
    fn the_same_minute_counts_for_the_earlier_in_the_list() {
        let day = "2025-03-03";
        let (long, short) = (timed(day, "09:00", "17:00", 420), timed(day, "16:00", "18:00", 120));
        assert_eq!(lost(&[long.clone(), short.clone()]), [(0, None, 0), (60, Some(0), 0)]);
        assert_eq!(lost(&[short.clone(), long.clone()]), [(0, None, 0), (60, Some(0), 0)]);
        assert_eq!(lost(&[long.clone(), timed(day, "10:00", "16:00", 45)])[1], (45, Some(0), 0), "never more than its presence");
        let third = timed(day, "15:30", "19:00", 200);
        assert_eq!(lost(&[long.clone(), short, third])[2], (150, Some(0), 0), "the union of both");
        assert_eq!(lost(&[long, timed(day, "17:00", "18:00", 60), on(day, day, 300)]), [(0, None, 0), (0, None, 0), (0, None, 60)]);
    }

    #[test]
    fn an_evening_overlaps_the_next_day() {
        let evening = timed("2025-03-03", "20:00", "01:00", 300);
        assert_eq!(lost(&[evening, timed("2025-03-04", "00:30", "02:00", 90)]), [(0, None, 0), (30, Some(0), 0)]);
    }
}
