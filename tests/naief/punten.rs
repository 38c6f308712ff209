//! PE points: minute by minute for what lies within the clock, day by day for the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::lees::{dag, duizendsten, klok, ligt_in, lijst, periode, tussen};

/// 3000ths of a PE point in a minute (1/120 point), in a thousandth of a point and in a point.
const MINUUT: i64 = 25;
const DUIZENDSTE: i64 = 3;
pub(super) const PUNT: i64 = 3000;
/// Minutes of an activity that can count (4 points), and minutes of presence on a day (12 hours).
const PER_ACTIVITEIT: i64 = 480;
const PER_DAG: i64 = 720;

pub(super) struct Activiteit {
    eerste: i64,
    laatste: i64,
    aanwezig: i64,
    voorbereid: i64,
    /// Within the period, and no double.
    pub(super) telt: bool,
    vakoverleg: bool,
    /// Awarded points in 3000ths, where they count.
    toegekend: Option<i64>,
    /// What the clock says, of a single day.
    pub(super) klok: Option<(i64, i64)>,
    /// Minutes of presence that count.
    geplaatst: i64,
}

/// What activities come to, in 3000ths of a point.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Punten {
    pub(super) alles: i64,
    pub(super) buiten: i64,
    pub(super) meegeteld: i64,
    pub(super) vakoverleg: i64,
    pub(super) afgekapt: i64,
    pub(super) afgekapt_vakoverleg: i64,
    pub(super) minuten: i64,
    /// Activities whose presence does not count whole.
    pub(super) verliezers: BTreeSet<usize>,
    /// Activities whose awarded points count.
    pub(super) toegekend: BTreeSet<usize>,
    /// Activities with awarded points but without their letter.
    pub(super) zonder_brief: BTreeSet<usize>,
    /// Courses with more awarded points than the norm.
    pub(super) boven_norm: BTreeSet<usize>,
}

fn bestanden(activity: &Value) -> impl Iterator<Item = &Value> {
    let letter = Some(&activity["pe_toegekend"]["bewijs"]);
    lijst(activity, "bewijs").iter().map(|piece| &piece["bestand"]).chain(letter).filter(|name| name.is_string())
}

/// Whether awarded points have a letter that can be the letter.
fn heeft_brief(dossier: &Value, place: usize) -> bool {
    let activities = lijst(dossier, "activiteiten");
    let awarded = &activities[place]["pe_toegekend"];
    let too_late = dag(&awarded["datum"]) > dag(&dossier["aanvraagdatum"]);
    let others = activities.iter().enumerate().filter(|(other, _)| *other != place);
    let of_another = others.flat_map(|(_, other)| bestanden(other)).any(|name| *name == awarded["bewijs"]);
    awarded["bewijs"].is_string() && !too_late && !of_another
}

/// A text without accents, signs and capitals.
fn kaal(text: &Value) -> Option<String> {
    let plain = deunicode::deunicode(text.as_str()?).to_lowercase();
    Some(plain.chars().filter(char::is_ascii_alphanumeric).collect())
}

/// What an activity is known by.
struct Wie {
    titel: Option<String>,
    organisator: Option<String>,
    dag: i64,
    /// Minutes after midnight.
    uren: Option<(i64, i64)>,
}

impl Wie {
    /// Whether both are one activity: one title on one day, not of two organisers, and not one after the other.
    fn is_also(&self, other: &Self) -> bool {
        let one_organiser = self.organisator.is_none() || other.organisator.is_none() || self.organisator == other.organisator;
        let in_turn = self.uren.zip(other.uren).is_some_and(|(one, other)| one.1 <= other.0 || other.1 <= one.0);
        self.titel == other.titel && self.dag == other.dag && one_organiser && !in_turn
    }
}

fn uren(activity: &Value) -> Option<(i64, i64)> {
    let (begin, end) = klok(&activity["begintijd"]).zip(klok(&activity["eindtijd"]))?;
    Some((begin, if end <= begin { end + 24 * 60 } else { end }))
}

fn is_opleiding(activity: &Value) -> bool {
    activity["soort"] == "langdurige_opleiding" && activity["pe_toegekend"].is_object()
}

/// The activities, of which is known which count.
pub(super) fn activiteiten(dossier: &Value) -> Option<Vec<Activiteit>> {
    let (from, to) = periode(dossier)?;
    let mut seen: Vec<Wie> = Vec::new();
    let read = |(place, activity): (usize, &Value)| {
        let first = dag(&activity["datum_van"]).expect("a first day");
        let last = dag(&activity["datum_tot"]).unwrap_or(first);
        let who = Wie { titel: kaal(&activity["titel"]), organisator: kaal(&activity["organisator"]), dag: first, uren: uren(activity) };
        let clock = klok(&activity["begintijd"]).zip(klok(&activity["eindtijd"])).filter(|_| first == last);
        let minutes = |key: &str| activity[key].as_i64().expect("minutes");
        let letter = is_opleiding(activity) && heeft_brief(dossier, place);
        Activiteit {
            eerste: first,
            laatste: last,
            aanwezig: minutes("tijd_aanwezigheid_min"),
            voorbereid: minutes("tijd_voorbereiding_min"),
            telt: from <= first && last <= to && !seen.iter().any(|other| other.is_also(&who)) && {
                seen.push(who);
                true
            },
            vakoverleg: activity["soort"] == "vakoverleg",
            toegekend: letter.then(|| duizendsten(&activity["pe_toegekend"]["punten"]) * DUIZENDSTE),
            klok: clock.map(|(begin, end)| tussen(first, begin, end)),
            geplaatst: 0,
        }
    };
    Some(lijst(dossier, "activiteiten").iter().enumerate().map(read).collect())
}

/// Minutes of the clock that earlier activities have already taken.
fn al_genomen(activities: &[Activiteit], place: usize) -> i64 {
    let Some((start, end)) = activities[place].klok else { return 0 };
    let earlier: Vec<_> = activities[..place].iter().filter(|one| one.telt).filter_map(|one| one.klok).collect();
    let taken = (start..end).filter(|minute| earlier.iter().any(|clock| ligt_in(*minute, *clock)));
    i64::try_from(taken.count()).expect("few minutes")
}

/// Lays the presence of each activity on its days.
fn plaats(activities: &mut [Activiteit]) {
    let mut left: Vec<i64> = Vec::new();
    let mut days = BTreeSet::new();
    for place in 0..activities.len() {
        let one = &activities[place];
        left.push((one.aanwezig - al_genomen(activities, place)).max(0));
        days.extend(one.eerste..=one.laatste);
    }
    for day in days {
        let mut room = PER_DAG;
        let there = |place: &usize| activities[*place].telt && activities[*place].eerste <= day && day <= activities[*place].laatste;
        let mut order: Vec<usize> = (0..activities.len()).filter(there).collect();
        order.sort_by_key(|place| (activities[*place].laatste, *place));
        for place in order {
            let taken = left[place].min(room);
            room -= taken;
            left[place] -= taken;
            activities[place].geplaatst += taken;
        }
    }
}

/// Points of one activity: what it says, what counts within the maximum, what is above it.
fn per_stuk(one: &Activiteit) -> (i64, i64, i64) {
    if let Some(points) = one.toegekend {
        return (points, points, 0);
    }
    let counted = if one.telt { one.geplaatst + one.voorbereid } else { 0 };
    let kept = counted.min(PER_ACTIVITEIT);
    ((one.aanwezig + one.voorbereid) * MINUUT, kept * MINUUT, (counted - kept) * MINUUT)
}

/// Adds up all activities; `None` where there is no period, or one ends before it begins.
pub(super) fn tel(dossier: &Value) -> Option<Punten> {
    let mut activities = activiteiten(dossier)?;
    if activities.iter().any(|one| one.laatste < one.eerste) {
        return None;
    }
    plaats(&mut activities);
    let mut sum = Punten::default();
    let mut kept_by_kind: BTreeMap<bool, i64> = BTreeMap::new();
    for (place, one) in activities.iter().enumerate() {
        let (all, kept, cut) = per_stuk(one);
        sum.alles += all;
        sum.toegekend.extend(one.toegekend.map(|_| place));
        if one.telt {
            *kept_by_kind.entry(one.vakoverleg).or_default() += kept;
            sum.afgekapt += cut;
            sum.buiten += all - kept - cut;
            sum.minuten += one.geplaatst + one.voorbereid;
            if one.geplaatst < one.aanwezig {
                sum.verliezers.insert(place);
            }
        } else {
            sum.buiten += all;
        }
    }
    sum.vakoverleg = kept_by_kind.get(&true).copied().unwrap_or(0);
    sum.afgekapt_vakoverleg = (sum.vakoverleg - 10 * PUNT).max(0);
    sum.meegeteld = kept_by_kind.values().sum::<i64>() - sum.afgekapt_vakoverleg;
    for (place, activity) in lijst(dossier, "activiteiten").iter().enumerate().filter(|(_, activity)| is_opleiding(activity)) {
        if !heeft_brief(dossier, place) {
            sum.zonder_brief.insert(place);
        }
        if duizendsten(&activity["pe_toegekend"]["punten"]) > 32_000 {
            sum.boven_norm.insert(place);
        }
    }
    Some(sum)
}
