//! The period that counts: the years before the application (domein.md section 10.5, 10.6 and 10.8).
//!
//! There are two. The *window* of work experience is what the regeling states: the years before the application, without
//! the day itself. The *period* of activities and meetings is our reading of its silence: the same years, the day of the
//! application included, and the user may set other bounds, but for days after the application.

use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::{Datum, Dossier};

/// Venster: days from `van` up to, not including, `einde`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Venster {
    /// First day.
    pub van: Datum,
    /// The day after the last.
    pub einde: Datum,
}

impl Venster {
    /// The window of work experience: the years before the application (S:92-93, S:116-118), without the day itself.
    #[must_use]
    pub fn before(aanvraagdatum: Datum, eisen: &Eisen) -> Self {
        Self { van: aanvraagdatum.minus_years(eisen.normen.periode_jaren.aantal()), einde: aanvraagdatum }
    }

    /// Number of days.
    #[must_use]
    pub fn dagen(&self) -> i64 {
        self.van.days_until(self.einde)
    }

    /// Whether a day lies in it.
    #[must_use]
    pub fn contains(&self, dag: Datum) -> bool {
        self.van <= dag && dag < self.einde
    }

    /// What of the days `van` to `tot`, both included, lies in it; without `tot` they go on to the end.
    #[must_use]
    pub fn clip(&self, van: Datum, tot: Option<Datum>) -> Option<Self> {
        let einde = tot.map_or(self.einde, |tot| self.einde.min(tot.next()));
        let clipped = Self { van: self.van.max(van), einde };
        (clipped.van < clipped.einde).then_some(clipped)
    }
}

/// Periode: first and last day on which an activity or a meeting counts; both days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periode {
    /// First day.
    pub van: Datum,
    /// Last day.
    pub tot: Datum,
}

/// Ligging: where days lie against the period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ligging {
    /// All of them inside: they count.
    Binnen,
    /// Not all inside.
    Buiten,
    /// Not before the period, but not over on the day of the application: a matter for the next period.
    NaAanvraag,
}

impl Periode {
    /// The period of a dossier: the bounds that the user set, else those that follow from `aanvraagdatum`, but never beyond the
    /// application. None when a bound is not known, or the first day lies after the last.
    #[must_use]
    pub fn of(dossier: &Dossier, eisen: &Eisen) -> Option<Self> {
        let default = dossier.aanvraagdatum.map(|aanvraagdatum| Venster::before(aanvraagdatum, eisen));
        let van = dossier.periode_van.or(default.map(|venster| venster.van))?;
        let tot = Self::last_day(dossier.periode_tot, dossier.aanvraagdatum)?;
        (van <= tot).then_some(Self { van, tot })
    }

    /// The period of a dossier, and `Some(None)` as long as nobody knows when it will be filed: what there is so far counts then. None
    /// where a bound is known and the period is not.
    #[must_use]
    pub fn so_far(dossier: &Dossier, eisen: &Eisen) -> Option<Option<Self>> {
        match (Self::of(dossier, eisen), dossier.aanvraagdatum, dossier.periode_van, dossier.periode_tot) {
            (Some(periode), ..) => Some(Some(periode)),
            (None, None, None, None) => Some(None),
            (None, ..) => None,
        }
    }

    /// The last day that counts: the one that the user set, but never after the application (domein.md section 10.5).
    #[must_use]
    pub fn last_day(periode_tot: Option<Datum>, aanvraagdatum: Option<Datum>) -> Option<Datum> {
        [periode_tot, aanvraagdatum].into_iter().flatten().min()
    }

    /// Where the days `van` to `tot`, both included, lie; `aanvraagdatum` tells what came after the application.
    #[must_use]
    pub fn place(&self, van: Datum, tot: Datum, aanvraagdatum: Option<Datum>) -> Ligging {
        if self.van <= van && tot <= self.tot {
            Ligging::Binnen
        } else if self.van <= van && aanvraagdatum.is_some_and(|aanvraagdatum| aanvraagdatum < tot) {
            Ligging::NaAanvraag
        } else {
            Ligging::Buiten
        }
    }

    /// As a sentence has it: `1 juni 2022 tot en met 1 juni 2026`.
    #[must_use]
    pub fn voluit(&self) -> String {
        format!("{} tot en met {}", self.van.voluit(), self.tot.voluit())
    }
}

#[cfg(test)]
mod tests {
    use super::{Ligging, Periode, Venster};
    use crate::regelingen::hobeon_rib::eisen::Eisen;
    use crate::regelingen::hobeon_rib::model::{Datum, Dossier};

    fn day(text: &str) -> Datum {
        text.parse().expect("a date")
    }

    fn period(aanvraag: Option<&str>, van: Option<&str>, tot: Option<&str>) -> Option<Periode> {
        let dossier =
            Dossier { aanvraagdatum: aanvraag.map(day), periode_van: van.map(day), periode_tot: tot.map(day), ..Dossier::default() };
        Periode::of(&dossier, &Eisen::ingebouwd())
    }

    fn window(aanvraag: &str) -> Venster {
        Venster::before(day(aanvraag), &Eisen::ingebouwd())
    }

    #[test]
    fn the_window_is_four_years_without_the_day_of_application() {
        let window = window("2026-06-01");
        assert_eq!((window.van, window.dagen()), (day("2022-06-01"), 1461));
        assert!(window.contains(day("2022-06-01")) && window.contains(day("2026-05-31")));
        assert!(!window.contains(day("2022-05-31")) && !window.contains(day("2026-06-01")));
    }

    #[test]
    fn a_window_knows_leap_days() {
        assert_eq!((window("2028-02-29").van, window("2028-02-29").dagen()), (day("2024-02-29"), 1461));
        assert_eq!(window("2024-02-29").van, day("2020-02-29"));
        assert_eq!(window("2028-03-01").dagen(), 1461);
    }

    #[test]
    fn clips_days_to_the_window() {
        let window = window("2026-06-01");
        assert_eq!(window.clip(day("2020-01-01"), None), Some(window));
        assert_eq!(window.clip(day("2020-01-01"), Some(day("2022-05-31"))), None);
        assert_eq!(window.clip(day("2020-01-01"), Some(day("2022-06-01"))).map(|clipped| clipped.dagen()), Some(1));
        assert_eq!(window.clip(day("2026-05-31"), Some(day("2030-01-01"))).map(|clipped| clipped.dagen()), Some(1));
        assert_eq!(window.clip(day("2026-06-01"), None), None);
    }

    #[test]
    fn the_period_has_both_days() {
        let period = period(Some("2026-06-01"), None, None).expect("a period");
        let place = |van: &str, tot: &str| period.place(day(van), day(tot), Some(day("2026-06-01")));
        assert_eq!(place("2022-06-01", "2022-06-01"), Ligging::Binnen);
        assert_eq!(place("2022-05-31", "2022-05-31"), Ligging::Buiten);
        assert_eq!(place("2022-05-31", "2022-06-01"), Ligging::Buiten);
        assert_eq!(place("2026-06-01", "2026-06-01"), Ligging::Binnen);
        assert_eq!(place("2026-06-02", "2026-06-02"), Ligging::NaAanvraag);
        assert_eq!(place("2026-06-01", "2026-06-02"), Ligging::NaAanvraag);
        assert_eq!(place("2022-05-31", "2026-06-02"), Ligging::Buiten);
    }

    #[test]
    fn the_user_may_set_the_bounds() {
        let wide = period(Some("2026-06-01"), Some("2021-01-01"), Some("2026-07-01")).expect("a period");
        assert_eq!((wide.van, wide.tot), (day("2021-01-01"), day("2026-06-01")));
        let place = |dag: &str| wide.place(day(dag), day(dag), Some(day("2026-06-01")));
        assert_eq!((place("2026-06-01"), place("2026-06-02")), (Ligging::Binnen, Ligging::NaAanvraag));
        let early = period(Some("2026-06-01"), None, Some("2026-05-01")).expect("a period");
        assert_eq!(early.place(day("2026-05-02"), day("2026-05-02"), Some(day("2026-06-01"))), Ligging::Buiten);
    }

    #[test]
    fn no_period_without_its_bounds() {
        assert_eq!(period(None, None, None), None);
        assert_eq!(period(None, Some("2022-01-01"), None), None);
        assert_eq!(period(Some("2026-06-01"), Some("2026-06-02"), None), None);
        assert!(period(None, Some("2022-01-01"), Some("2026-01-01")).is_some());
        assert!(period(Some("2026-06-01"), Some("2026-06-01"), None).is_some());
    }
}
