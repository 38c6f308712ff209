//! Intervisie: which meetings count (S:153-160; domein.md section 10.5 and 10.14).

use super::period::{Ligging, Periode};
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

/// The calculation of a dossier. None without a period, or when a meeting was refused.
#[must_use]
pub fn intervisie(dossier: &Dossier, eisen: &Eisen) -> Option<IntervisieBerekening> {
    let periode = Periode::of(dossier, eisen)?;
    if dossier.intervisiemomenten.has_gaps() {
        return None;
    }
    let meegeteld = standings(dossier, Some(&periode)).iter().filter(|(_, _, reason)| reason.is_none()).count();
    let norm = eisen.normen.intervisiemomenten.aantal() as usize;
    Some(IntervisieBerekening { aantal: dossier.intervisiemomenten.len(), meegeteld, norm })
}

/// Every meeting, and whether it counts. Without a period no meeting lies outside it.
#[must_use]
pub fn standings<'a>(dossier: &'a Dossier, periode: Option<&Periode>) -> Vec<Stand<'a>> {
    let alone = |(place, moment): (usize, &'a Intervisiemoment)| (place, moment, own_reason(moment, dossier, periode));
    let mut stand: Vec<Stand<'a>> = dossier.intervisiemomenten.iter().map(alone).collect();
    let doubles: Vec<_> = stand.iter().map(|one| double_of(one, &stand)).collect();
    for ((_, _, reason), double) in stand.iter_mut().zip(doubles) {
        *reason = reason.or(double.map(Uitsluiting::Dubbel));
    }
    stand
}

fn own_reason(moment: &Intervisiemoment, dossier: &Dossier, periode: Option<&Periode>) -> Option<Uitsluiting> {
    if moment.vorm == Some(Vorm::Casuistiek) {
        return Some(Uitsluiting::Casuistiek);
    }
    if moment.zelfde_vakgebied == Some(false) {
        return Some(Uitsluiting::AnderVakgebied);
    }
    match periode?.place(moment.datum, moment.datum, dossier.aanvraagdatum) {
        Ligging::Binnen => None,
        Ligging::Buiten => Some(Uitsluiting::BuitenPeriode),
        Ligging::NaAanvraag => Some(Uitsluiting::NaAanvraag),
    }
}

/// The place of a meeting that counts and is the same: same date and start. A meeting without a start cannot be told from
/// another on that day; one that has a start is the one that counts.
fn double_of((place, moment, reason): &Stand<'_>, stand: &[Stand<'_>]) -> Option<usize> {
    let same_day = |other: &&Stand<'_>| other.2.is_none() && other.0 != *place && other.1.datum == moment.datum;
    let same_start = |other: &&Stand<'_>| other.1.begintijd == moment.begintijd && other.0 < *place;
    let with_start = |other: &&Stand<'_>| moment.begintijd.is_none() && other.1.begintijd.is_some();
    let mut others = stand.iter().filter(same_day).filter(|other| same_start(other) || with_start(other));
    reason.is_none().then(|| others.next())?.map(|(other, _, _)| *other)
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
        standings(&dossier, periode.as_ref()).into_iter().map(|(_, _, reason)| reason).collect()
    }

    fn on(datum: &str, start: Option<&str>) -> Value {
        json!({ "datum": datum, "begintijd": start })
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
        assert_eq!(one(json!(null), json!(null)), None);
    }

    #[test]
    fn a_meeting_is_a_date_and_a_start() {
        let nine = on("2025-01-01", Some("09:00"));
        assert_eq!(reasons(&[nine.clone(), on("2025-01-01", Some("09:01"))]), [None, None]);
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
        assert_eq!(intervisie(&Dossier::default(), &eisen), None);
        assert_eq!(intervisie(&dossier(&[Value::Null, on("2025-01-01", None)]), &eisen), None);
        assert_eq!(intervisie(&dossier(&[]), &eisen).map(|found| found.tekort()), Some(12));
    }
}
