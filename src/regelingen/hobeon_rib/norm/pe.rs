//! PE points: C = A + B, PE = C / 2 hours, at most 4 per activity, at most 10 of vakoverleg (domein.md section 10.1-10.4, 10.7, 10.10).

use num_rational::Ratio;

use crate::regelingen::hobeon_rib::eisen::{Eisen, PeAfronding};
use crate::regelingen::hobeon_rib::model::{Activiteit, Soort};

/// Points: an exact number.
pub type Punten = Ratio<i64>;

/// The calculation of one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ActiviteitPe {
    /// A that counts, in minutes.
    pub aanwezigheid: u64,
    /// Minutes of A that do not count, since that time is counted elsewhere or does not fit in its days.
    pub niet_geteld: u64,
    /// B, in minutes.
    pub voorbereiding: u64,
    /// C = A + B, in minutes.
    pub totaal: u64,
    /// C in hours, divided by 2, before the cap.
    pub berekend: Punten,
    /// After the cap of one activity, or the awarded points.
    pub punten: Punten,
    /// What the cap of one activity took.
    pub afgekapt: Punten,
    /// Whether the body awarded the points.
    pub toegekend: bool,
    /// Whether the activity is vakoverleg.
    pub vakoverleg: bool,
}

/// Omstandigheden: what the rest of a dossier makes of one activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omstandigheden {
    /// Minutes of presence that do not count.
    pub niet_geteld: u64,
    /// Whether the letter that is named can be the letter that awards its points.
    pub brief: bool,
}

impl Default for Omstandigheden {
    fn default() -> Self {
        Self { niet_geteld: 0, brief: true }
    }
}

/// The calculation of all activities together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TotaalPe {
    /// A, B and C, in minutes.
    pub aanwezigheid: u64,
    /// See `aanwezigheid`.
    pub voorbereiding: u64,
    /// See `aanwezigheid`.
    pub totaal: u64,
    /// Points of vakoverleg before its cap.
    pub vakoverleg: Punten,
    /// Points that count, after both caps.
    pub meegeteld: Punten,
    /// What the cap of one activity took in all.
    pub afgekapt_activiteit: Punten,
    /// What the cap of vakoverleg took.
    pub afgekapt_vakoverleg: Punten,
}

/// The points of one activity by itself. Points that the body awarded to a long course replace formula and cap (S:140-141), where the
/// letter that awards them is named (domein.md section 10.10).
#[must_use]
pub fn activiteit(activiteit: &Activiteit, eisen: &Eisen) -> ActiviteitPe {
    rounded(activiteit, Omstandigheden::default(), eisen, eisen.afronding_pe)
}

/// The points of one activity in its dossier, if its time were rounded like this.
#[must_use]
pub fn rounded(activiteit: &Activiteit, om: Omstandigheden, eisen: &Eisen, afronding: PeAfronding) -> ActiviteitPe {
    let aanwezigheid = u64::from(activiteit.tijd_aanwezigheid_min.0).saturating_sub(om.niet_geteld);
    let voorbereiding = u64::from(activiteit.tijd_voorbereiding_min.0);
    let totaal = aanwezigheid + voorbereiding;
    let normen = &eisen.normen;
    let counted = match afronding {
        PeAfronding::Geen => totaal,
        PeAfronding::KwartierOmlaag => totaal - totaal % 15,
    };
    let berekend = exact(counted) / 60 / normen.uren_per_pe.waarde;
    let toegekend = awarded(activiteit).filter(|_| om.brief);
    let punten = toegekend.unwrap_or_else(|| berekend.min(normen.pe_per_activiteit.waarde));
    let afgekapt = if toegekend.is_some() { Ratio::from_integer(0) } else { berekend - punten };
    ActiviteitPe {
        aanwezigheid,
        niet_geteld: om.niet_geteld,
        voorbereiding,
        totaal,
        berekend,
        punten,
        afgekapt,
        toegekend: toegekend.is_some(),
        vakoverleg: activiteit.soort == Soort::Vakoverleg,
    }
}

/// The points that were awarded to a long course, with a letter named.
fn awarded(activiteit: &Activiteit) -> Option<Punten> {
    let long = activiteit.soort == Soort::LangdurigeOpleiding;
    let with_letter = activiteit.pe_toegekend.as_ref().filter(|pe| long && pe.bewijs.is_some());
    with_letter.map(|pe| Ratio::new(i64::from(pe.punten.0), 1000))
}

/// The points of all activities: first the cap of each, then that of vakoverleg.
#[must_use]
pub fn totaal(activiteiten: &[ActiviteitPe], eisen: &Eisen) -> TotaalPe {
    let sum = |points: fn(&ActiviteitPe) -> Punten| activiteiten.iter().map(points).sum::<Punten>();
    let minutes = |minutes: fn(&ActiviteitPe) -> u64| activiteiten.iter().map(minutes).sum::<u64>();
    let vakoverleg = activiteiten.iter().filter(|pe| pe.vakoverleg).map(|pe| pe.punten).sum::<Punten>();
    let afgekapt_vakoverleg = (vakoverleg - eisen.normen.pe_vakoverleg.waarde).max(Ratio::from_integer(0));
    TotaalPe {
        aanwezigheid: minutes(|pe| pe.aanwezigheid),
        voorbereiding: minutes(|pe| pe.voorbereiding),
        totaal: minutes(|pe| pe.totaal),
        vakoverleg,
        meegeteld: sum(|pe| pe.punten) - afgekapt_vakoverleg,
        afgekapt_activiteit: sum(|pe| pe.afgekapt),
        afgekapt_vakoverleg,
    }
}

fn exact(minutes: u64) -> Punten {
    Ratio::from_integer(i64::try_from(minutes).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;
    use serde_json::json;

    use super::{ActiviteitPe, TotaalPe, activiteit, totaal};
    use crate::regelingen::hobeon_rib::eisen::{Eisen, PeAfronding};
    use crate::regelingen::hobeon_rib::model::Activiteit;
    use crate::schema::notatie::kolom;

    fn made(soort: &str, a: u32, b: u32, awarded: Option<f64>) -> Activiteit {
        let mut value =
            json!({ "soort": soort, "titel": "t", "datum_van": "2025-01-01", "tijd_aanwezigheid_min": a, "tijd_voorbereiding_min": b });
        if let Some(points) = awarded {
            value["pe_toegekend"] = json!({ "punten": points, "bewijs": "brief.pdf" });
        }
        serde_json::from_value(value).expect("a valid activity")
    }

    fn all(activities: &[Activiteit]) -> (Vec<ActiviteitPe>, TotaalPe) {
        let eisen = Eisen::ingebouwd();
        let each: Vec<_> = activities.iter().map(|one| activiteit(one, &eisen)).collect();
        let total = totaal(&each, &eisen);
        (each, total)
    }

    #[test]
    fn follows_the_table_of_the_form() {
        let (each, _) = all(&[made("cursus", 300, 90, None)]);
        assert_eq!((each[0].totaal, each[0].berekend), (390, Ratio::new(13, 4)));
    }

    #[test]
    fn caps_an_activity_after_halving() {
        let (each, total) = all(&[made("cursus", 480, 0, None), made("cursus", 481, 0, None), made("cursus", 479, 0, None)]);
        assert_eq!(each.iter().map(|pe| pe.punten).collect::<Vec<_>>(), [4.into(), 4.into(), Ratio::new(479, 120)]);
        assert_eq!(total.afgekapt_activiteit, Ratio::new(1, 120));
    }

    #[test]
    fn counts_points_not_hours() {
        let four: Vec<_> = (0..4).map(|_| made("cursus", 16 * 60, 0, None)).collect();
        let (_, total) = all(&four);
        assert_eq!((total.totaal, total.meegeteld), (64 * 60, 16.into()));
    }

    #[test]
    fn counts_at_most_ten_points_of_vakoverleg() {
        let twelve: Vec<_> = (0..12).map(|_| made("vakoverleg", 120, 0, None)).collect();
        let (_, total) = all(&twelve);
        assert_eq!((total.vakoverleg, total.meegeteld, total.afgekapt_vakoverleg), (12.into(), 10.into(), 2.into()));
        let (_, exactly) = all(&twelve[..10]);
        assert_eq!((exactly.meegeteld, exactly.afgekapt_vakoverleg), (10.into(), 0.into()));
    }

    #[test]
    fn awarded_points_without_their_letter_do_not_count() {
        let mut course = made("langdurige_opleiding", 5400, 0, Some(12.0));
        course.pe_toegekend.as_mut().expect("awarded").bewijs = None;
        let (each, total) = all(&[course, made("langdurige_opleiding", 5400, 0, Some(12.0))]);
        assert_eq!(each.iter().map(|pe| (pe.punten, pe.toegekend)).collect::<Vec<_>>(), [(4.into(), false), (12.into(), true)]);
        assert_eq!(total.meegeteld, 16.into());
    }

    #[test]
    fn rounds_nothing_before_it_is_printed() {
        let forty: Vec<_> = (0..40).map(|_| made("cursus", 95, 0, None)).collect();
        let (_, total) = all(&forty);
        assert_eq!((total.meegeteld, kolom(total.meegeteld).as_str()), (Ratio::new(95, 3), "31,66"));
    }

    #[test]
    fn counts_whole_quarters_where_the_regeling_says_so() {
        let mut eisen = Eisen::ingebouwd();
        eisen.afronding_pe = PeAfronding::KwartierOmlaag;
        let each: Vec<_> = (0..40).map(|_| activiteit(&made("cursus", 95, 0, None), &eisen)).collect();
        assert_eq!(totaal(&each, &eisen).meegeteld, 30.into());
    }

    #[test]
    fn takes_awarded_points_for_a_long_course_only() {
        let (each, total) = all(&[made("langdurige_opleiding", 6000, 0, Some(12.5)), made("cursus", 6000, 0, Some(12.5))]);
        assert_eq!((each[0].punten, each[0].toegekend), (Ratio::new(25, 2), true));
        assert_eq!((each[1].punten, each[1].toegekend), (4.into(), false));
        assert_eq!(total.afgekapt_activiteit, 46.into());
        let (each, _) = all(&[made("langdurige_opleiding", 6000, 0, None)]);
        assert_eq!(each[0].punten, 4.into());
    }

    #[test]
    fn counts_preparation_for_an_article_without_attendance() {
        let (each, _) = all(&[made("artikel", 0, 420, None)]);
        assert_eq!(each[0].punten, Ratio::new(7, 2));
    }
}
