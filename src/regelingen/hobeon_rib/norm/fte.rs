//! Work experience: days worked and size of appointment in the years before the application (S:92-93, S:116-118).
//!
//! "Minimaal 3 van de 4 jaar gewerkt met een gemiddelde aanstelling van 0,5 FTE" can be read in four ways (domein.md
//! section 10.8). All four are computed; the one that is followed is [`Lezing::BesteJaren`]. Appointments of different employers add up
//! per day; what one employer states is read by [`dienst`](super::dienst).

use std::collections::BTreeMap;

use num_rational::Ratio;

use super::dienst::{Bron, Omvang, diensten};
use super::period::Venster;
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::{Datum, Dossier, Werkverklaring};

/// Size of appointment: an exact number, 1 is full time.
pub type Fte = Ratio<i64>;

/// Thousandths that make one full-time appointment.
const VOLTIJD: i64 = 1000;

/// Lezing: one way to read the norm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lezing {
    /// (a) Enough days worked, and the average over the days worked is enough.
    GewerkteTijd,
    /// (b) The average over the whole window is enough.
    HelePeriode,
    /// (c) In enough separate years the average is enough.
    LosseJaren,
    /// (d) Enough days worked, and the average over the best days that make that many years is enough. This one is followed.
    BesteJaren,
}

impl Lezing {
    /// Every reading, in the order of domein.md.
    pub const ALLE: [Self; 4] = [Self::GewerkteTijd, Self::HelePeriode, Self::LosseJaren, Self::BesteJaren];
}

/// What the werkverklaringen come to within the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FteBerekening {
    /// The years before the application.
    pub venster: Venster,
    /// Days with an appointment.
    pub gewerkte_dagen: i64,
    /// Days with an appointment as stated, of which a signature may not declare all.
    pub opgegeven_dagen: i64,
    /// Days that must have been worked.
    pub nodig_dagen: i64,
    /// Least average size of appointment.
    pub nodig_fte: Fte,
    /// Average over the days worked; 0 without any.
    pub gemiddeld_gewerkt: Fte,
    /// Average over the whole window.
    pub gemiddeld_venster: Fte,
    /// Average over the `nodig_dagen` days with the largest appointment.
    pub gemiddeld_beste: Fte,
    /// Years of the window with an average of at least `nodig_fte`.
    pub jaren: u32,
    /// Years that must have been worked.
    pub nodig_jaren: u32,
    /// Largest size of appointment on any day.
    pub hoogste: Fte,
    /// First day on which appointments add up to more than full time.
    pub boven_voltijd: Option<Datum>,
}

impl FteBerekening {
    /// Whether enough days were worked.
    #[must_use]
    pub fn lang_genoeg(&self) -> bool {
        self.gewerkte_dagen >= self.nodig_dagen
    }

    /// Average over the days that decide: the best, or where too few were worked, the days worked.
    #[must_use]
    pub fn gemiddeld(&self) -> Fte {
        if self.lang_genoeg() { self.gemiddeld_beste } else { self.gemiddeld_gewerkt }
    }

    /// Whether the norm is met when it is read like this.
    #[must_use]
    pub fn meets(&self, lezing: Lezing) -> bool {
        match lezing {
            Lezing::GewerkteTijd => self.lang_genoeg() && self.gemiddeld_gewerkt >= self.nodig_fte,
            Lezing::HelePeriode => self.gemiddeld_venster >= self.nodig_fte,
            Lezing::LosseJaren => self.jaren >= self.nodig_jaren,
            Lezing::BesteJaren => self.lang_genoeg() && self.gemiddeld_beste >= self.nodig_fte,
        }
    }
}

/// The calculation of a dossier, over the days that are declared. None without an aanvraagdatum or werkverklaring, when an element was refused, or when a
/// period ends before it starts.
#[must_use]
pub fn fte(dossier: &Dossier, eisen: &Eisen) -> Option<FteBerekening> {
    let stated = computed(dossier, eisen, Bron::Opgegeven)?;
    let declared = computed(dossier, eisen, Bron::Verklaard)?;
    Some(FteBerekening { opgegeven_dagen: stated.gewerkte_dagen, ..declared })
}

/// The calculation over the days that are stated, or over those that are declared; see [`fte()`].
#[must_use]
pub fn computed(dossier: &Dossier, eisen: &Eisen, bron: Bron) -> Option<FteBerekening> {
    let aanvraagdatum = dossier.aanvraagdatum?;
    let known = !dossier.werkverklaringen.is_empty() && !dossier.werkverklaringen.has_gaps();
    if !known || dossier.werkverklaringen.iter().any(|(_, verklaring)| has_reversed_dates(verklaring)) {
        return None;
    }
    let venster = Venster::before(aanvraagdatum, eisen);
    let years = years(aanvraagdatum, eisen);
    let sizes: Vec<Omvang> = diensten(dossier, eisen, bron).iter().flat_map(|dienst| dienst.omvang(venster)).collect();
    let segments = segments(&sizes, venster, &years);
    Some(compute(&segments, venster, &years, eisen))
}

/// Whether a row or an interruption ends before it starts, or a row was refused.
#[must_use]
pub fn has_reversed_dates(verklaring: &Werkverklaring) -> bool {
    let rows = verklaring.dienstverbanden.iter().any(|(_, rij)| rij.datum_tot.is_some_and(|tot| tot < rij.datum_van));
    let pauses = verklaring.onderbrekingen.iter().any(|(_, pauze)| pauze.tot.is_some_and(|tot| tot < pauze.van));
    rows || pauses || verklaring.dienstverbanden.has_gaps() || verklaring.onderbrekingen.has_gaps()
}

fn compute(segments: &[Omvang], venster: Venster, years: &[Venster], eisen: &Eisen) -> FteBerekening {
    let normen = &eisen.normen;
    let (nodig_fte, dagen_per_jaar) = (normen.fte_gemiddeld.waarde, normen.dagen_per_jaar.waarde);
    let nodig_dagen = (normen.gewerkte_jaren.waarde * dagen_per_jaar).ceil().to_integer();
    let gewerkte_dagen = segments.iter().filter(|segment| segment.fte > 0).map(|segment| segment.dagen.dagen()).sum();
    let worked: i64 = segments.iter().map(total).sum();
    let hoogste = segments.iter().map(|segment| segment.fte).max().unwrap_or(0);
    let enough = |year: &&Venster| average(total_within(segments, **year), year.dagen()) >= nodig_fte;
    FteBerekening {
        venster,
        gewerkte_dagen,
        opgegeven_dagen: gewerkte_dagen,
        nodig_dagen,
        nodig_fte,
        gemiddeld_gewerkt: average(worked, gewerkte_dagen),
        gemiddeld_venster: average(worked, venster.dagen()),
        gemiddeld_beste: average(total_of_best(segments, nodig_dagen), nodig_dagen),
        jaren: u32::try_from(years.iter().filter(enough).count()).unwrap_or(u32::MAX),
        nodig_jaren: normen.gewerkte_jaren.aantal(),
        hoogste: average(hoogste, 1),
        boven_voltijd: segments.iter().find(|segment| segment.fte > VOLTIJD).map(|segment| segment.dagen.van),
    }
}

/// The years of the window, each from the day of the year on which the application falls.
fn years(aanvraagdatum: Datum, eisen: &Eisen) -> Vec<Venster> {
    let count = eisen.normen.periode_jaren.aantal();
    let year = |back| Venster { van: aanvraagdatum.minus_years(back), einde: aanvraagdatum.minus_years(back - 1) };
    (1..=count).rev().map(year).collect()
}

/// The window in days with one size of appointment each, cut at every change and at every year.
fn segments(employers: &[Omvang], venster: Venster, years: &[Venster]) -> Vec<Omvang> {
    let mut changes: BTreeMap<Datum, i64> = years.iter().map(|year| (year.van, 0)).chain([(venster.einde, 0)]).collect();
    for segment in employers {
        *changes.entry(segment.dagen.van).or_default() += segment.fte;
        *changes.entry(segment.dagen.einde).or_default() -= segment.fte;
    }
    let sizes = changes.values().scan(0, |size, change| {
        *size += change;
        Some(*size)
    });
    let days = changes.keys().zip(changes.keys().skip(1)).map(|(van, einde)| Venster { van: *van, einde: *einde });
    days.zip(sizes).map(|(dagen, fte)| Omvang { dagen, fte }).collect()
}

/// Thousandths times days.
fn total(segment: &Omvang) -> i64 {
    segment.fte * segment.dagen.dagen()
}

fn total_within(segments: &[Omvang], year: Venster) -> i64 {
    segments.iter().filter(|segment| year.contains(segment.dagen.van)).map(total).sum()
}

/// Thousandths times days, of the `most` days with the largest appointment.
fn total_of_best(segments: &[Omvang], most: i64) -> i64 {
    let mut sorted: Vec<(i64, i64)> = segments.iter().map(|segment| (segment.fte, segment.dagen.dagen())).collect();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    let mut left = most;
    let mut sum = 0;
    for (fte, dagen) in sorted {
        sum += fte * dagen.min(left);
        left -= dagen.min(left);
    }
    sum
}

/// Full-time appointments a day, of thousandths times days over `dagen` days.
fn average(thousandths: i64, dagen: i64) -> Fte {
    if dagen == 0 { Ratio::from_integer(0) } else { Ratio::new(thousandths, VOLTIJD * dagen) }
}

#[cfg(test)]
mod tests;
