//! Time on the clock: intervals to the minute, also past midnight.

use crate::regelingen::hobeon_rib::model::{Activiteit, Datum, Intervisiemoment, Tijd};

/// Minutes of a day.
pub const DAG: i64 = 24 * 60;

/// Tijdvak: minutes from `begin` up to, not including, `einde`, counted from the first day of the year 1; never empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tijdvak {
    begin: i64,
    einde: i64,
}

impl Tijdvak {
    /// So many minutes from a time of day on; None when there are none.
    #[must_use]
    pub fn from(dag: Datum, begin: Tijd, minuten: i64) -> Option<Self> {
        let begin = dag.dagnummer() * DAG + i64::from(begin.minutes());
        (minuten > 0).then_some(Self { begin, einde: begin + minuten })
    }

    /// The interval of an activity of one day whose start and end are given; None for any other.
    #[must_use]
    pub fn of_activity(activiteit: &Activiteit) -> Option<Self> {
        let (begin, einde) = activiteit.begintijd.zip(activiteit.eindtijd)?;
        let one_day = activiteit.laatste_dag() == activiteit.datum_van;
        one_day.then(|| Self::from(activiteit.datum_van, begin, minutes_between(begin, einde)))?
    }

    /// The interval of a meeting whose start is given. One of which neither end nor length is told lasts a minute at least.
    #[must_use]
    pub fn of_meeting(moment: &Intervisiemoment) -> Option<Self> {
        let begin = moment.begintijd?;
        let minuten = match moment.eindtijd {
            Some(einde) => minutes_between(begin, einde),
            None => moment.duur_min.map_or(1, |duur| i64::from(duur.0)),
        };
        Self::from(moment.datum, begin, minuten)
    }

    /// What two intervals have in common.
    #[must_use]
    pub fn common(&self, other: &Self) -> Option<Self> {
        let both = Self { begin: self.begin.max(other.begin), einde: self.einde.min(other.einde) };
        (both.begin < both.einde).then_some(both)
    }

    /// Minutes from the end of this one to the start of the other; negative where that one starts before this one ends.
    #[must_use]
    pub fn until(&self, other: &Self) -> i64 {
        other.begin - self.einde
    }
}

/// Minutes from start to end; an end before the start lies after midnight.
#[must_use]
pub fn minutes_between(begin: Tijd, einde: Tijd) -> i64 {
    (i64::from(einde.minutes()) - i64::from(begin.minutes())).rem_euclid(DAG)
}

/// Minutes that lie in at least one of the intervals.
#[must_use]
pub fn minutes_of_all(mut vakken: Vec<Tijdvak>) -> i64 {
    vakken.sort_unstable_by_key(|vak| vak.begin);
    let mut minutes = 0;
    let mut end = i64::MIN;
    for vak in vakken {
        minutes += (vak.einde - vak.begin.max(end)).max(0);
        end = end.max(vak.einde);
    }
    minutes
}

#[cfg(test)]
mod tests {
    use super::{Tijdvak, minutes_between, minutes_of_all};
    use crate::regelingen::hobeon_rib::model::Tijd;

    fn time(text: &str) -> Tijd {
        serde_json::from_value(text.into()).expect("a time")
    }

    fn on(dag: &str, begin: &str, minuten: i64) -> Tijdvak {
        Tijdvak::from(dag.parse().expect("a date"), time(begin), minuten).expect("an interval")
    }

    #[test]
    fn an_end_before_the_start_lies_after_midnight() {
        assert_eq!(minutes_between(time("09:00"), time("10:30")), 90);
        assert_eq!(minutes_between(time("20:00"), time("01:00")), 300);
        assert_eq!(minutes_between(time("20:00"), time("20:00")), 0);
    }

    #[test]
    fn knows_what_is_common_also_past_midnight() {
        let evening = on("2024-02-28", "20:00", 300);
        let common = |other: Tijdvak| evening.common(&other).map(|both| minutes_of_all(vec![both]));
        assert_eq!(common(on("2024-02-29", "00:30", 60)), Some(30));
        assert_eq!(common(on("2024-02-29", "01:00", 60)), None);
        assert_eq!(common(on("2024-02-28", "19:00", 60)), None);
        assert_eq!(common(on("2024-02-28", "19:00", 61)), Some(1));
        assert_eq!(evening.until(&on("2024-02-29", "01:30", 60)), 30);
        assert_eq!(evening.until(&on("2024-02-29", "00:30", 60)), -30);
    }

    #[test]
    fn a_minute_in_two_intervals_is_one_minute() {
        let of = |vakken: &[(&str, i64)]| minutes_of_all(vakken.iter().map(|(begin, minuten)| on("2025-01-01", begin, *minuten)).collect());
        assert_eq!(of(&[("09:00", 60), ("09:30", 60)]), 90);
        assert_eq!(of(&[("11:00", 30), ("09:00", 60), ("09:10", 10)]), 90);
        assert_eq!(of(&[]), 0);
    }
}
