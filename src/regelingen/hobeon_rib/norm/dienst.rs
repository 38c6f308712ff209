//! Appointments as the employers state them, and as far as a signature declares them (domein.md section 10.16).
//!
//! Statements of one employer are read together: the same time counts once, and a day that one of them does not count as worked, none
//! does. A row of a past employer without a last day has no end, and counts for nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::period::Venster;
use crate::regelingen::hobeon_rib::eisen::Eisen;
use crate::regelingen::hobeon_rib::model::{Datum, Dienstverband, Dossier, Werkgever, Werkverklaring};

/// Bron: which days of a statement count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bron {
    /// Every day that is stated.
    Opgegeven,
    /// The days that the signature declares; without a date of signature, every day.
    Verklaard,
}

/// Rij: a row that counts, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Rij<'a> {
    /// Place of the statement.
    pub verklaring: usize,
    /// Place of the row in it.
    pub plaats: usize,
    /// The row.
    pub rij: &'a Dienstverband,
    /// The last day that counts; None: it goes on.
    pub tot: Option<Datum>,
    /// Its function, as functions are compared.
    functie: String,
}

impl Rij<'_> {
    /// Whether a row of the same employer is the same time: the same function, or the same days and size.
    #[must_use]
    pub fn is_copy_of(&self, other: &Self) -> bool {
        let stated = |row: &Self| (row.rij.datum_van, row.rij.datum_tot, row.rij.fte);
        self.functie == other.functie || stated(self) == stated(other)
    }

    /// Whether it runs on a day of the other.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        let starts_before_end = |row: &Self, of: &Self| of.tot.is_none_or(|tot| row.rij.datum_van <= tot);
        let real = |row: &Self| row.tot.is_none_or(|tot| row.rij.datum_van <= tot);
        real(self) && real(other) && starts_before_end(self, other) && starts_before_end(other, self)
    }
}

/// Days in a row with one size of appointment, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omvang {
    /// The days.
    pub dagen: Venster,
    /// Thousandths.
    pub fte: i64,
}

/// Dienst: everything that one employer states.
#[derive(Debug, Clone, PartialEq)]
pub struct Dienst<'a> {
    /// The rows that count, in the order of the dossier.
    pub rijen: Vec<Rij<'a>>,
    /// First and last day of the interruptions that do not count as worked.
    onderbrekingen: Vec<(Datum, Option<Datum>)>,
}

/// What each employer states.
#[must_use]
pub fn diensten<'a>(dossier: &'a Dossier, eisen: &Eisen, bron: Bron) -> Vec<Dienst<'a>> {
    let statements: Vec<(usize, &Werkverklaring)> = dossier.werkverklaringen.iter().collect();
    let names: Vec<_> = statements.iter().map(|(_, one)| employer(&one.werkgever)).collect();
    let employers = groups(&names, same_employer);
    let count = employers.iter().max().map_or(0, |most| most + 1);
    let of = |employer: usize| {
        let own: Vec<_> = statements.iter().zip(&employers).filter(|(_, its)| **its == employer).map(|(one, _)| *one).collect();
        dienst(&own, dossier.aanvraagdatum, eisen, bron)
    };
    (0..count).map(of).collect()
}

fn dienst<'a>(statements: &[(usize, &'a Werkverklaring)], aanvraagdatum: Option<Datum>, eisen: &Eisen, bron: Bron) -> Dienst<'a> {
    let rijen = statements.iter().flat_map(|(verklaring, one)| {
        let counted = one.dienstverbanden.iter().filter(|(_, rij)| !has_no_end(one, rij));
        counted.map(|(plaats, rij)| {
            let declared = declared_to(one, rij, aanvraagdatum, eisen).filter(|_| bron == Bron::Verklaard);
            let tot = [rij.datum_tot, declared].into_iter().flatten().min();
            Rij { verklaring: *verklaring, plaats, rij, tot, functie: function(rij) }
        })
    });
    let pauses = statements.iter().flat_map(|(_, one)| one.onderbrekingen.iter());
    let uncounted = pauses.filter(|(_, pauze)| pauze.telt_mee == Some(false)).map(|(_, pauze)| (pauze.van, pauze.tot));
    Dienst { rijen: rijen.collect(), onderbrekingen: uncounted.collect() }
}

impl Dienst<'_> {
    /// The size of appointment within a window, day by day: of rows that are the same time the largest, and the others added up.
    #[must_use]
    pub fn omvang(&self, venster: Venster) -> Vec<Omvang> {
        let clipped = self.rijen.iter().filter_map(|row| Some((venster.clip(row.rij.datum_van, row.tot)?, row)));
        let rows: Vec<(Venster, &Rij<'_>)> = clipped.collect();
        let pauses: Vec<Venster> = self.onderbrekingen.iter().filter_map(|(van, tot)| venster.clip(*van, *tot)).collect();
        let spans = rows.iter().map(|(dagen, _)| dagen).chain(&pauses);
        let bounds: BTreeSet<Datum> = spans.flat_map(|span| [span.van, span.einde]).collect();
        let pieces = bounds.iter().zip(bounds.iter().skip(1)).map(|(van, einde)| Venster { van: *van, einde: *einde });
        let worked = pieces.filter(|piece| !pauses.iter().any(|pause| pause.contains(piece.van)));
        worked.map(|dagen| Omvang { dagen, fte: size_on(&rows, dagen.van) }).collect()
    }
}

/// Thousandths on a day. Rows are the same time by way of a third only where that one runs on the day too.
fn size_on(rows: &[(Venster, &Rij<'_>)], dag: Datum) -> i64 {
    let present: Vec<&Rij<'_>> = rows.iter().filter(|(dagen, _)| dagen.contains(dag)).map(|(_, row)| *row).collect();
    let mut largest = BTreeMap::new();
    for (groep, row) in groups(&present, |one, other| one.is_copy_of(other)).into_iter().zip(present) {
        let size: &mut i64 = largest.entry(groep).or_default();
        *size = (*size).max(i64::from(row.rij.fte.0));
    }
    largest.values().sum()
}

/// Whether a row of a past employer lacks its last day.
#[must_use]
pub fn has_no_end(verklaring: &Werkverklaring, rij: &Dienstverband) -> bool {
    verklaring.momenteel_werkzaam == Some(false) && rij.datum_tot.is_none()
}

/// The last day that the signature under a statement declares of a row; None without a date of signature, or of application. Of a row
/// that had ended before the application, the signature declares what had been; of one that runs on, the days that it carries too.
#[must_use]
pub fn declared_to(verklaring: &Werkverklaring, rij: &Dienstverband, aanvraagdatum: Option<Datum>, eisen: &Eisen) -> Option<Datum> {
    let (signed, aanvraagdatum) = (verklaring.ondertekening.as_ref()?.datum?, aanvraagdatum?);
    match rij.datum_tot {
        Some(tot) if tot < aanvraagdatum => Some(tot.min(signed)),
        _ => Some(signed.plus_days(eisen.normen.handtekening_dagen.aantal())),
    }
}

/// Whether a statement shows that the candidate is in the function on the day of application; None without one.
#[must_use]
pub fn is_werkzaam(dossier: &Dossier, eisen: &Eisen, bron: Bron) -> Option<bool> {
    let dag = dossier.aanvraagdatum?;
    let present = |verklaring: &Werkverklaring| {
        verklaring.dienstverbanden.iter().any(|(_, rij)| {
            let declared = declared_to(verklaring, rij, Some(dag), eisen).filter(|_| bron == Bron::Verklaard);
            runs_on(rij, dag) && declared.is_none_or(|tot| dag <= tot)
        })
    };
    Some(dossier.werkverklaringen.iter().any(|(_, one)| one.momenteel_werkzaam != Some(false) && present(one)))
}

/// Whether a row runs on a day, as it is stated.
#[must_use]
pub fn runs_on(rij: &Dienstverband, dag: Datum) -> bool {
    rij.datum_van <= dag && rij.datum_tot.is_none_or(|tot| dag <= tot)
}

/// The same number in the trade register, or the same name.
fn same_employer(one: &(Option<&str>, String), other: &(Option<&str>, String)) -> bool {
    (one.0.is_some() && one.0 == other.0) || (!one.1.is_empty() && one.1 == other.1)
}

/// Number in the trade register, and the name without accents, case, signs and the legal form at its end.
fn employer(werkgever: &Werkgever) -> (Option<&str>, String) {
    let plain = plain(&werkgever.naam, char::is_ascii_alphanumeric);
    let naam = plain.strip_suffix("bv").or_else(|| plain.strip_suffix("nv")).unwrap_or(&plain).to_owned();
    (werkgever.kvk_nummer.as_deref(), naam)
}

fn function(rij: &Dienstverband) -> String {
    plain(&rij.functie, char::is_ascii_alphabetic)
}

/// The characters of a text that are kept, without accents and case.
fn plain(text: &str, keep: fn(&char) -> bool) -> String {
    deunicode::deunicode(text).to_lowercase().chars().filter(keep).collect()
}

/// A number for each item, from 0: the same for two that are alike, also by way of others.
fn groups<T>(items: &[T], alike: impl Fn(&T, &T) -> bool) -> Vec<usize> {
    let mut numbers: Vec<usize> = Vec::with_capacity(items.len());
    let mut next = 0;
    for item in items {
        let near: BTreeSet<usize> = items.iter().zip(&numbers).filter(|(other, _)| alike(other, item)).map(|(_, number)| *number).collect();
        let own = near.first().copied().unwrap_or(next);
        if own == next {
            next += 1;
        }
        for number in &mut numbers {
            if near.contains(number) {
                *number = own;
            }
        }
        numbers.push(own);
    }
    numbers
}

#[cfg(test)]
mod tests;
