//! Intervisie: which meetings count (S:153-160; domein.md section 10.5 and 10.14).

use super::period::{Ligging, Periode};
use super::tijd::Tijdvak;
use super::vakontwikkeling;
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::{Dossier, Intervisiemoment, Vorm};

/// Why a meeting does not count; the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitsluiting {
    /// Casuïstiek is no intervisie (S:159-160).
    Casuistiek,
    /// The participants do not work in the same field (S:156-157).
    AnderVakgebied,
    /// Outside the period.
    BuitenPeriode,
    /// After the application.
    NaAanvraag,
    /// It lasted no minute.
    ZonderDuur,
    /// At the time of an activity that counts, the one at this place of the list.
    TijdensActiviteit(usize),
    /// Form or field is not given: it does not count yet.
    Onvolledig,
    /// The same meeting as the one at this place of the list.
    Dubbel(usize),
}

/// A meeting with its place, and why it does not count, if it does not.
pub type Stand<'a> = (usize, &'a Intervisiemoment, Option<Uitsluiting>);

/// What the meetings come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IntervisieBerekening {
    /// Meetings in the dossier.
    pub aantal: usize,
    /// Meetings that count.
    pub meegeteld: usize,
    /// Least number that must count.
    pub norm: usize,
}

impl IntervisieBerekening {
    /// Meetings that are still needed.
    #[must_use]
    pub fn tekort(&self) -> usize {
        self.norm.saturating_sub(self.meegeteld)
    }
}

/// The calculation of a dossier; see [`Periode::so_far`]. None when a meeting was refused.
#[must_use]
pub fn intervisie(dossier: &Dossier, eisen: &Eisen) -> Option<IntervisieBerekening> {
    let periode = Periode::so_far(dossier, eisen)?;
    if dossier.intervisiemomenten.has_gaps() {
        return None;
    }
    let meegeteld = standings(dossier, eisen, periode.as_ref()).iter().filter(|(_, _, reason)| reason.is_none()).count();
    let norm = eisen.normen.intervisiemomenten.aantal() as usize;
    Some(IntervisieBerekening { aantal: dossier.intervisiemomenten.len(), meegeteld, norm })
}

/// Every meeting, and whether it counts. Without a period no meeting lies outside it.
#[must_use]
pub fn standings<'a>(dossier: &'a Dossier, eisen: &Eisen, periode: Option<&Periode>) -> Vec<Stand<'a>> {
    let busy = busy(dossier, periode);
    let alone = |(place, moment): (usize, &'a Intervisiemoment)| (place, moment, own_reason(moment, dossier, periode, &busy));
    let mut stand: Vec<Stand<'a>> = dossier.intervisiemomenten.iter().map(alone).collect();
    let timed = doubles_by_time(&stand, eisen);
    let untimed: Vec<_> = stand.iter().map(|one| double_without_start(one, &stand)).collect();
    for ((place, _, reason), untimed) in stand.iter_mut().zip(untimed) {
        let double = timed.iter().find(|(later, _)| later == place).map(|(_, earlier)| *earlier);
        *reason = reason.or(double.or(untimed).map(Uitsluiting::Dubbel));
    }
    stand
}

/// When the candidate was at an activity that counts, by the clock.
fn busy(dossier: &Dossier, periode: Option<&Periode>) -> Vec<(usize, Tijdvak)> {
    let counted = vakontwikkeling::standings(dossier, periode).into_iter().filter(|(_, _, reason)| reason.is_none());
    counted.filter_map(|(place, activiteit, _)| Some((place, Tijdvak::of_activity(activiteit)?))).collect()
}

fn own_reason(moment: &Intervisiemoment, dossier: &Dossier, periode: Option<&Periode>, busy: &[(usize, Tijdvak)]) -> Option<Uitsluiting> {
    if moment.vorm == Some(Vorm::Casuistiek) {
        return Some(Uitsluiting::Casuistiek);
    }
    if moment.zelfde_vakgebied == Some(false) {
        return Some(Uitsluiting::AnderVakgebied);
    }
    match periode.map(|periode| periode.place(moment.datum, moment.datum, dossier.aanvraagdatum)) {
        Some(Ligging::Buiten) => Some(Uitsluiting::BuitenPeriode),
        Some(Ligging::NaAanvraag) => Some(Uitsluiting::NaAanvraag),
        _ if lasts_nothing(moment) => Some(Uitsluiting::ZonderDuur),
        _ => at_an_activity(moment, busy).map(Uitsluiting::TijdensActiviteit).or_else(|| incomplete(moment)),
    }
}

/// Whether it ends when it starts, or is said to last 0 minutes.
fn lasts_nothing(moment: &Intervisiemoment) -> bool {
    let closed = moment.begintijd.zip(moment.eindtijd).is_some_and(|(begin, einde)| begin == einde);
    closed || moment.duur_min.is_some_and(|duur| duur.0 == 0)
}

fn at_an_activity(moment: &Intervisiemoment, busy: &[(usize, Tijdvak)]) -> Option<usize> {
    let own = Tijdvak::of_meeting(moment)?;
    busy.iter().find(|(_, vak)| vak.common(&own).is_some()).map(|(place, _)| *place)
}

fn incomplete(moment: &Intervisiemoment) -> Option<Uitsluiting> {
    (moment.vorm.is_none() || moment.zelfde_vakgebied.is_none()).then_some(Uitsluiting::Onvolledig)
}

/// The meetings that are another one by their times, each with the place of that one. In order of start, each is held against those
/// that start earlier, also when those are double themselves: so a meeting cut in three is one moment.
fn doubles_by_time(stand: &[Stand<'_>], eisen: &Eisen) -> Vec<(usize, usize)> {
    let gap = i64::from(eisen.normen.intervisie_tussentijd_minuten.aantal());
    let mut timed: Vec<_> = stand.iter().filter(|(_, moment, reason)| reason.is_none() && moment.begintijd.is_some()).collect();
    timed.sort_by_key(|(place, moment, _)| (moment.datum, moment.begintijd, *place));
    let double = |(index, later): (usize, &&Stand<'_>)| {
        let earlier = timed[..index].iter().find(|earlier| one_meeting(earlier.1, later.1, gap))?;
        Some((later.0, earlier.0))
    };
    timed.iter().enumerate().filter_map(double).collect()
}

/// Whether two meetings, of which the first does not start later, are one: the same start, at the same time, or the second within
/// `gap` minutes after the first.
fn one_meeting(first: &Intervisiemoment, second: &Intervisiemoment, gap: i64) -> bool {
    let same_start = first.datum == second.datum && first.begintijd == second.begintijd;
    let times = Tijdvak::of_meeting(first).zip(Tijdvak::of_meeting(second));
    same_start || times.is_some_and(|(first, second)| first.until(&second) <= gap)
}

/// The place of the meeting that a meeting without a start cannot be told from: one on that day that has a start, else an earlier one
/// of the list that has none.
fn double_without_start((place, moment, reason): &Stand<'_>, stand: &[Stand<'_>]) -> Option<usize> {
    let same_day = |other: &&Stand<'_>| other.2.is_none() && other.0 != *place && other.1.datum == moment.datum;
    let mut others = stand.iter().filter(same_day).filter(|other| other.1.begintijd.is_some() || other.0 < *place);
    (reason.is_none() && moment.begintijd.is_none()).then(|| others.next())?.map(|(other, _, _)| *other)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Uitsluiting, intervisie, standings};
    use crate::regelingen::hobeon_rib::eisen::Eisen;
    use crate::regelingen::hobeon_rib::model::Dossier;
    use crate::regelingen::hobeon_rib::norm::period::Periode;

    fn dossier(moments: &[Value]) -> Dossier {
        serde_json::from_value(json!({ "aanvraagdatum": "2026-06-01", "intervisiemomenten": moments })).expect("a valid dossier")
    }

    fn reasons(moments: &[Value]) -> Vec<Option<Uitsluiting>> {
        let dossier = dossier(moments);
        let periode = Periode::of(&dossier, &Eisen::ingebouwd());
        standings(&dossier, &Eisen::ingebouwd(), periode.as_ref()).into_iter().map(|(_, _, reason)| reason).collect()
    }

    fn on(datum: &str, start: Option<&str>) -> Value {
        json!({ "datum": datum, "begintijd": start, "vorm": "intervisie", "zelfde_vakgebied": true })
    }

    #[test]
    fn counts_inside_the_period_to_the_day() {
        let days = ["2022-05-31", "2022-06-01", "2026-06-01", "2026-06-02"].map(|day| on(day, None));
        assert_eq!(reasons(&days), [Some(Uitsluiting::BuitenPeriode), None, None, Some(Uitsluiting::NaAanvraag)]);
    }

    #[test]
    fn casuistiek_and_another_field_never_count() {
        let moment = |vorm: Value, vakgebied: Value| json!({ "datum": "2025-01-01", "vorm": vorm, "zelfde_vakgebied": vakgebied });
        let one = |vorm: Value, vakgebied: Value| reasons(&[moment(vorm, vakgebied)])[0];
        assert_eq!(one(json!("casuistiek"), json!(false)), Some(Uitsluiting::Casuistiek));
        assert_eq!(one(json!("intervisie"), json!(false)), Some(Uitsluiting::AnderVakgebied));
        assert_eq!(one(json!("intervisie"), json!(true)), None);
        assert_eq!(one(json!(null), json!(true)), Some(Uitsluiting::Onvolledig));
        assert_eq!(one(json!("intervisie"), json!(null)), Some(Uitsluiting::Onvolledig));
    }

    #[test]
    fn a_meeting_is_a_date_and_a_start() {
        let nine = on("2025-01-01", Some("09:00"));
        assert_eq!(reasons(&[nine.clone(), on("2025-01-01", Some("09:31"))]), [None, Some(Uitsluiting::Dubbel(0))]);
        assert_eq!(reasons(&[nine.clone(), on("2025-01-01", Some("09:32"))]), [None, None]);
        assert_eq!(reasons(&[nine.clone(), on("2025-01-02", Some("09:00"))]), [None, None]);
        assert_eq!(reasons(&[nine.clone(), nine.clone(), nine]), [None, Some(Uitsluiting::Dubbel(0)), Some(Uitsluiting::Dubbel(0))]);
    }

    #[test]
    fn without_a_start_a_day_has_one_meeting() {
        let (untimed, nine, ten) = (on("2025-01-01", None), on("2025-01-01", Some("09:00")), on("2025-01-01", Some("10:00")));
        assert_eq!(reasons(&[untimed.clone(), untimed.clone()]), [None, Some(Uitsluiting::Dubbel(0))]);
        assert_eq!(reasons(&[untimed.clone(), nine.clone(), ten.clone()]), [Some(Uitsluiting::Dubbel(1)), None, None]);
        assert_eq!(reasons(&[nine, ten, untimed]), [None, None, Some(Uitsluiting::Dubbel(0))]);
    }

    #[test]
    fn what_does_not_count_makes_nothing_else_double() {
        let casuistiek = json!({ "datum": "2025-01-01", "begintijd": "09:00", "vorm": "casuistiek" });
        assert_eq!(reasons(&[casuistiek, on("2025-01-01", Some("09:00"))]), [Some(Uitsluiting::Casuistiek), None]);
    }

    /// From, to: two meetings on a day are one where the second is `Dubbel`.
    fn timed(datum: &str, begin: &str, einde: &str) -> Value {
        let mut moment = on(datum, Some(begin));
        moment["eindtijd"] = json!(einde);
        moment
    }

    #[test]
    fn meetings_that_overlap_or_follow_within_half_an_hour_are_one() {
        let second = |begin: &str| reasons(&[timed("2025-01-01", "09:00", "11:00"), timed("2025-01-01", begin, "13:00")])[1];
        assert_eq!(["10:59", "11:00", "11:30"].map(second), [Some(Uitsluiting::Dubbel(0)); 3]);
        assert_eq!(second("11:31"), None);
        let mut by_length = on("2025-01-01", Some("09:00"));
        by_length["duur_min"] = json!(120);
        assert_eq!(reasons(&[timed("2025-01-01", "11:30", "12:00"), by_length.clone()]), [Some(Uitsluiting::Dubbel(1)), None]);
        assert_eq!(reasons(&[timed("2025-01-01", "11:31", "12:00"), by_length]), [None, None]);
    }

    #[test]
    fn one_meeting_cut_in_three_is_one_moment() {
        let parts = [timed("2025-01-01", "12:00", "13:00"), timed("2025-01-01", "09:00", "10:00"), timed("2025-01-01", "10:30", "11:30")];
        assert_eq!(reasons(&parts), [Some(Uitsluiting::Dubbel(2)), None, Some(Uitsluiting::Dubbel(1))]);
    }

    #[test]
    fn a_meeting_may_run_past_midnight() {
        let evening = timed("2025-01-01", "20:00", "01:00");
        assert_eq!(reasons(&[evening.clone(), timed("2025-01-02", "00:30", "02:00")]), [None, Some(Uitsluiting::Dubbel(0))]);
        assert_eq!(reasons(&[evening, timed("2025-01-02", "01:31", "02:00")]), [None, None]);
    }

    #[test]
    fn a_meeting_of_no_minute_does_not_count() {
        assert_eq!(reasons(&[timed("2025-01-01", "09:00", "09:00")]), [Some(Uitsluiting::ZonderDuur)]);
        let lasting = |minutes: u32| {
            let mut moment = on("2025-01-01", None);
            moment["duur_min"] = json!(minutes);
            reasons(&[moment])[0]
        };
        assert_eq!([0, 1].map(lasting), [Some(Uitsluiting::ZonderDuur), None]);
    }

    #[test]
    fn a_meeting_during_an_activity_does_not_count() {
        let at = |datum: &str, begin: &str, einde: &str| {
            let dossier: Dossier = serde_json::from_value(json!({
                "aanvraagdatum": "2026-06-01",
                "intervisiemomenten": [timed("2025-01-01", "09:00", "11:00")],
                "activiteiten": [{ "soort": "cursus", "titel": "t", "datum_van": datum, "begintijd": begin, "eindtijd": einde,
                    "tijd_aanwezigheid_min": 0, "tijd_voorbereiding_min": 0 }],
            }))
            .expect("a valid dossier");
            standings(&dossier, &Eisen::ingebouwd(), None)[0].2
        };
        assert_eq!(at("2025-01-01", "10:59", "12:00"), Some(Uitsluiting::TijdensActiviteit(0)));
        assert_eq!(at("2025-01-01", "11:00", "12:00"), None);
        assert_eq!(at("2025-01-02", "09:00", "12:00"), None);
        assert_eq!(at("2024-12-31", "20:00", "09:01"), Some(Uitsluiting::TijdensActiviteit(0)));
    }

    #[test]
    fn needs_twelve() {
        let eisen = Eisen::ingebouwd();
        let days: Vec<Value> = (1..=13).map(|day| on(&format!("2025-01-{day:02}"), None)).collect();
        let of = |count: usize| intervisie(&dossier(&days[..count]), &eisen).expect("a calculation");
        assert_eq!((of(11).meegeteld, of(11).norm, of(11).tekort()), (11, 12, 1));
        assert_eq!((of(12).tekort(), of(13).meegeteld, of(13).tekort()), (0, 13, 0));
    }

    #[test]
    fn what_is_not_known_is_not_computed() {
        let eisen = Eisen::ingebouwd();
        let so_far = intervisie(&Dossier::default(), &eisen).map(|found| (found.aantal, found.tekort()));
        assert_eq!(so_far, Some((0, 12)), "nobody knows yet when it will be filed");
        assert_eq!(intervisie(&dossier(&[Value::Null, on("2025-01-01", None)]), &eisen), None);
        assert_eq!(intervisie(&dossier(&[]), &eisen).map(|found| found.tekort()), Some(12));
    }
}
