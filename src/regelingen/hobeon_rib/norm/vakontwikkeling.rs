//! Professional development: which activities count, and the PE points that they come to (S:96-97, S:133-151).

use std::collections::BTreeMap;

use num_rational::Ratio;

use super::aanwezigheid::{self, Verlies};
use super::brief::bezwaar;
use super::pe::{self, ActiviteitPe, Omstandigheden, Punten};
use super::period::{Ligging, Periode};
use super::titels::{Organisator, Titel};
use crate::regelingen::hobeon_rib::eisen::{Eisen, PeAfronding};
use crate::regelingen::hobeon_rib::model::{Activiteit, Dossier};

/// Why an activity does not count; the first that holds, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Uitsluiting {
    /// Outside the period.
    BuitenPeriode,
    /// After the application.
    NaAanvraag,
    /// The same activity as the one at this place of the list.
    Dubbel(usize),
}

/// An activity with its place, and why it does not count, if it does not.
pub type Stand<'a> = (usize, &'a Activiteit, Option<Uitsluiting>);

/// What the activities come to. `totaal` is `meegeteld` and everything that was taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeBerekening {
    /// Points of all activities before any cap, outside the period too.
    pub totaal: Punten,
    /// Points of activities that do not count, and of minutes that do not.
    pub buiten_telling: Punten,
    /// A + B of the activities that count, in minutes that count.
    pub minuten: u64,
    /// Minutes of A of those activities that do not count: the same time twice, or more than a day has room for.
    pub minuten_buiten_telling: u64,
    /// Points that count, after both caps.
    pub meegeteld: Punten,
    /// Points of vakoverleg within the period, before its cap.
    pub vakoverleg: Punten,
    /// Most points of vakoverleg that count.
    pub vakoverleg_norm: Punten,
    /// What the cap of one activity took in all.
    pub afgekapt_activiteit: Punten,
    /// What the cap of vakoverleg took.
    pub afgekapt_vakoverleg: Punten,
    /// Least number of points.
    pub norm: Punten,
    /// Whether activities of all years count, since nobody knows yet when the dossier will be filed.
    pub zonder_periode: bool,
}

impl PeBerekening {
    /// Points that are still needed.
    #[must_use]
    pub fn tekort(&self) -> Punten {
        (self.norm - self.meegeteld).max(Ratio::from_integer(0))
    }
}

/// The calculation of a dossier; see [`Periode::so_far`]. None when an activity was refused, or when one ends before it starts.
#[must_use]
pub fn pe(dossier: &Dossier, eisen: &Eisen) -> Option<PeBerekening> {
    rounded(dossier, eisen, eisen.afronding_pe)
}

/// The calculation of a dossier, if the time of each activity were rounded like this; see [`pe()`].
#[must_use]
pub fn rounded(dossier: &Dossier, eisen: &Eisen, afronding: PeAfronding) -> Option<PeBerekening> {
    let periode = Periode::so_far(dossier, eisen)?;
    let unknown = dossier.activiteiten.has_gaps() || dossier.activiteiten.iter().any(|(_, activiteit)| is_reversed(activiteit));
    if unknown {
        return None;
    }
    let stand = standings(dossier, periode.as_ref());
    let each = each(dossier, &stand, eisen, afronding);
    let counted: Vec<ActiviteitPe> = each.iter().zip(&stand).filter(|(_, one)| one.2.is_none()).map(|(pe, _)| pe.geteld).collect();
    let stated = each.iter().map(|pe| uncapped(&pe.opgegeven)).sum::<Punten>();
    let total = pe::totaal(&counted, eisen);
    Some(PeBerekening {
        totaal: stated,
        buiten_telling: stated - counted.iter().map(uncapped).sum::<Punten>(),
        minuten: total.totaal,
        minuten_buiten_telling: counted.iter().map(|pe| pe.niet_geteld).sum(),
        meegeteld: total.meegeteld,
        vakoverleg: total.vakoverleg,
        vakoverleg_norm: eisen.normen.pe_vakoverleg.waarde,
        afgekapt_activiteit: total.afgekapt_activiteit,
        afgekapt_vakoverleg: total.afgekapt_vakoverleg,
        norm: eisen.normen.pe_totaal.waarde,
        zonder_periode: periode.is_none(),
    })
}

/// The calculation of an activity as it is stated, and as it counts if it counts at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InDossier {
    /// With all of its presence.
    pub opgegeven: ActiviteitPe,
    /// With the presence that counts.
    pub geteld: ActiviteitPe,
}

/// What each activity that counts loses of its presence, by its place; only of those that lose something.
#[must_use]
pub fn verlies(stand: &[Stand<'_>], eisen: &Eisen) -> BTreeMap<usize, Verlies> {
    let counted = stand.iter().filter(|(_, activiteit, reason)| reason.is_none() && !is_reversed(activiteit));
    aanwezigheid::verlies(&counted.map(|(place, activiteit, _)| (*place, *activiteit)).collect::<Vec<_>>(), eisen)
}

/// The calculation of every activity of `stand`, in its order.
#[must_use]
pub fn each(dossier: &Dossier, stand: &[Stand<'_>], eisen: &Eisen, afronding: PeAfronding) -> Vec<InDossier> {
    let lost = verlies(stand, eisen);
    let of = |(place, activiteit, _): &Stand<'_>| {
        let brief = bezwaar(*place, activiteit, dossier).is_none();
        let with = |niet_geteld: u64| pe::rounded(activiteit, Omstandigheden { niet_geteld, brief }, eisen, afronding);
        InDossier { opgegeven: with(0), geteld: with(lost.get(place).map_or(0, Verlies::minuten)) }
    };
    stand.iter().map(of).collect()
}

/// Every activity, and whether it counts. Without a period no activity lies outside it.
#[must_use]
pub fn standings<'a>(dossier: &'a Dossier, periode: Option<&Periode>) -> Vec<Stand<'a>> {
    let alone = |(place, activiteit): (usize, &'a Activiteit)| (place, activiteit, own_reason(activiteit, dossier, periode));
    let mut stand: Vec<Stand<'a>> = dossier.activiteiten.iter().map(alone).collect();
    for place in 0..stand.len() {
        let (earlier, rest) = stand.split_at_mut(place);
        let [(_, activiteit, reason), ..] = rest else { break };
        *reason = reason.or_else(|| double_of(activiteit, earlier).map(Uitsluiting::Dubbel));
    }
    stand
}

/// Whether the last day lies before the first.
#[must_use]
pub fn is_reversed(activiteit: &Activiteit) -> bool {
    activiteit.laatste_dag() < activiteit.datum_van
}

/// Naam: what remains of the title and the organiser of an activity.
#[derive(Debug, Clone)]
pub struct Naam {
    titel: Titel,
    organisator: Option<Organisator>,
    /// The year of the first day.
    jaar: String,
}

impl Naam {
    /// What remains of these.
    #[must_use]
    pub fn of(activiteit: &Activiteit) -> Self {
        Self {
            titel: Titel::of(&activiteit.titel),
            organisator: activiteit.organisator.as_deref().map(Organisator::of),
            jaar: activiteit.datum_van.year().to_string(),
        }
    }

    /// Whether both name one thing, held on one day.
    #[must_use]
    pub fn same_session(&self, other: &Self) -> bool {
        self.same_organiser(other) && self.titel.same_session(&other.titel)
    }

    /// Whether both name pieces of one thing.
    #[must_use]
    pub fn same_series(&self, other: &Self) -> bool {
        self.same_organiser(other) && self.titel.same_edition(&self.jaar, &other.titel, &other.jaar)
    }

    /// An organiser who is not named is no other one.
    fn same_organiser(&self, other: &Self) -> bool {
        let (Some(one), Some(other)) = (&self.organisator, &other.organisator) else { return true };
        one.same(other)
    }
}

/// Whether both have times of the clock, and one ended before the other began.
#[must_use]
pub fn apart(one: &Activiteit, other: &Activiteit) -> bool {
    let (Some(one), Some(other)) = (clock(one), clock(other)) else { return false };
    one.1 <= other.0 || other.1 <= one.0
}

/// Begin and end in minutes after midnight; past midnight the day goes on.
fn clock(activiteit: &Activiteit) -> Option<(u16, u16)> {
    let (begin, end) = (activiteit.begintijd?.minutes(), activiteit.eindtijd?.minutes());
    Some((begin, if end <= begin { end + 24 * 60 } else { end }))
}

fn own_reason(activiteit: &Activiteit, dossier: &Dossier, periode: Option<&Periode>) -> Option<Uitsluiting> {
    if is_reversed(activiteit) {
        return None;
    }
    match periode?.place(activiteit.datum_van, activiteit.laatste_dag(), dossier.aanvraagdatum) {
        Ligging::Binnen => None,
        Ligging::Buiten => Some(Uitsluiting::BuitenPeriode),
        Ligging::NaAanvraag => Some(Uitsluiting::NaAanvraag),
    }
}

/// The place of an earlier activity that counts and is the same: what remains of title and organiser, and the first day.
fn double_of(activiteit: &Activiteit, earlier: &[Stand<'_>]) -> Option<usize> {
    let counted = earlier.iter().filter(|(_, _, reason)| reason.is_none());
    let mut that_day = counted.filter(|(_, other, _)| other.datum_van == activiteit.datum_van && !apart(other, activiteit)).peekable();
    that_day.peek()?;
    let naam = Naam::of(activiteit);
    that_day.find(|(_, other, _)| naam.same_session(&Naam::of(other))).map(|(place, _, _)| *place)
}

/// The points of an activity without the cap; awarded points have none.
fn uncapped(pe: &ActiviteitPe) -> Punten {
    pe.punten + pe.afgekapt
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{PeBerekening, Uitsluiting, pe, standings};
    use crate::regelingen::hobeon_rib::eisen::Eisen;
    use crate::regelingen::hobeon_rib::model::Dossier;
    use crate::regelingen::hobeon_rib::norm::period::Periode;

    fn activity(titel: &str, van: &str, tot: Option<&str>, minutes: u32) -> Value {
        json!({ "soort": "cursus", "titel": titel, "organisator": "O", "datum_van": van, "datum_tot": tot,
            "tijd_aanwezigheid_min": minutes, "tijd_voorbereiding_min": 0 })
    }

    fn dossier(activities: &[Value]) -> Dossier {
        serde_json::from_value(json!({ "aanvraagdatum": "2026-06-01", "activiteiten": activities })).expect("a valid dossier")
    }

    fn computed(activities: &[Value]) -> Option<PeBerekening> {
        pe(&dossier(activities), &Eisen::ingebouwd())
    }

    fn reasons(activities: &[Value]) -> Vec<Option<Uitsluiting>> {
        let dossier = dossier(activities);
        let periode = Periode::of(&dossier, &Eisen::ingebouwd());
        standings(&dossier, periode.as_ref()).into_iter().map(|(_, _, reason)| reason).collect()
    }

    #[test]
    fn counts_inside_the_period_to_the_day() {
        let spans =
            [("2022-05-31", "2022-06-01"), ("2022-06-01", "2022-06-02"), ("2026-05-31", "2026-06-01"), ("2026-06-01", "2026-06-02")];
        let activities: Vec<_> = spans.iter().enumerate().map(|(i, (van, tot))| activity(&i.to_string(), van, Some(tot), 120)).collect();
        assert_eq!(reasons(&activities), [Some(Uitsluiting::BuitenPeriode), None, None, Some(Uitsluiting::NaAanvraag)]);
        let found = computed(&activities).expect("a calculation");
        assert_eq!((found.totaal, found.meegeteld, found.buiten_telling, found.minuten), (4.into(), 2.into(), 2.into(), 240));
    }

    #[test]
    fn the_same_activity_counts_once() {
        let one = activity("Cursus  A", "2025-01-01", None, 120);
        let activities = [one.clone(), activity("cursus a", "2025-01-01", None, 60), activity("Cursus A", "2025-01-02", None, 60)];
        assert_eq!(reasons(&activities), [None, Some(Uitsluiting::Dubbel(0)), None]);
        let mut other = one.clone();
        other["organisator"] = json!("P");
        assert_eq!(reasons(&[one, other]), [None, None]);
    }

    #[test]
    fn the_same_activity_under_another_name_counts_once() {
        let one = activity("Gesprekken voeren met werkgevers", "2025-01-01", None, 120);
        for title in
            ["Gesprekken voeren mеt wеrkgеvers!", "Met werkgevers gesprekken voeren (2)", "Gesprekken voeren met werkgevers, deel 2"]
        {
            assert_eq!(reasons(&[one.clone(), activity(title, "2025-01-01", None, 60)]), [None, Some(Uitsluiting::Dubbel(0))], "{title}");
        }
        let mut nobody = one.clone();
        nobody["organisator"] = Value::Null;
        assert_eq!(reasons(&[one.clone(), nobody]), [None, Some(Uitsluiting::Dubbel(0))]);
        let at = |begin: &str, end: &str| {
            let mut session = one.clone();
            (session["begintijd"], session["eindtijd"]) = (json!(begin), json!(end));
            session
        };
        assert_eq!(reasons(&[at("09:00", "12:00"), at("13:00", "16:00")]), [None, None]);
        assert_eq!(reasons(&[at("09:00", "12:00"), at("11:00", "16:00")]), [None, Some(Uitsluiting::Dubbel(0))]);
        assert_eq!(reasons(&[at("09:00", "12:00"), at("20:00", "01:00")]), [None, None]);
    }

    #[test]
    fn the_parts_add_up_to_the_total() {
        let mut activities: Vec<_> = (1..=4).map(|day| activity("v", &format!("2025-01-{day:02}"), None, 600)).collect();
        for one in &mut activities {
            one["soort"] = json!("vakoverleg");
        }
        activities.push(activity("te vroeg", "2020-01-01", None, 600));
        let found = computed(&activities).expect("a calculation");
        assert_eq!((found.totaal, found.meegeteld, found.tekort()), (25.into(), 10.into(), 22.into()));
        assert_eq!((found.afgekapt_activiteit, found.afgekapt_vakoverleg, found.buiten_telling), (4.into(), 6.into(), 5.into()));
    }

    #[test]
    fn needs_thirty_two_points_to_the_minute() {
        let of = |last: u32| {
            let mut activities: Vec<_> = (1..=8).map(|i| activity(&i.to_string(), &format!("2025-01-0{i}"), None, 480)).collect();
            activities[7] = activity("8", "2025-01-08", None, last);
            computed(&activities).expect("a calculation").tekort()
        };
        assert_eq!((of(480), of(481)), (0.into(), 0.into()));
        assert_eq!(of(479), num_rational::Ratio::new(1, 120));
    }

    #[test]
    fn what_finds_no_room_on_its_day_is_taken_off() {
        let eight: Vec<_> = (0..8).map(|i| activity(&i.to_string(), "2025-01-01", None, 480)).collect();
        let found = computed(&eight).expect("a calculation");
        assert_eq!((found.totaal, found.meegeteld, found.buiten_telling), (32.into(), 6.into(), 26.into()));
        assert_eq!((found.minuten, found.minuten_buiten_telling), (720, 3120));
        // Awarded points stay, whatever the time.
        let mut course = activity("opleiding", "2025-01-01", None, 6000);
        course["soort"] = json!("langdurige_opleiding");
        course["pe_toegekend"] = json!({ "punten": 12, "bewijs": "brief.pdf" });
        let found = computed(&[course]).expect("a calculation");
        assert_eq!((found.totaal, found.meegeteld, found.buiten_telling), (12.into(), 12.into(), 0.into()));
        assert_eq!((found.minuten, found.minuten_buiten_telling), (720, 5280));
    }

    #[test]
    fn awarded_points_of_a_letter_that_is_none_do_not_count() {
        let course = |datum: &str| {
            let mut course = activity("opleiding", "2025-01-01", Some("2025-06-01"), 6000);
            course["soort"] = json!("langdurige_opleiding");
            course["pe_toegekend"] = json!({ "punten": 12, "bewijs": "brief.pdf", "datum": datum });
            computed(&[course]).expect("a calculation")
        };
        assert_eq!(course("2026-06-01").meegeteld, 12.into());
        assert_eq!((course("2026-06-02").meegeteld, course("2026-06-02").afgekapt_activiteit), (4.into(), 46.into()));
    }

    #[test]
    fn what_is_not_known_is_not_computed() {
        assert!(pe(&Dossier::default(), &Eisen::ingebouwd()).is_some_and(|so_far| so_far.zonder_periode && so_far.tekort() == 32.into()));
        assert_eq!(computed(&[Value::Null]), None);
        assert_eq!(computed(&[activity("a", "2025-01-02", Some("2025-01-01"), 60)]), None);
        assert_eq!(computed(&[]).map(|found| found.tekort()), Some(32.into()));
    }
}
