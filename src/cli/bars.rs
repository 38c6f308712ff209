//! The norms as small bars, with what is left to gain and how.

use dossierpers::norm::Berekening;
use dossierpers::norm::fte::FteBerekening;
use dossierpers::norm::intervisie::IntervisieBerekening;
use dossierpers::norm::notatie::decimaal;
use dossierpers::norm::vakontwikkeling::PeBerekening;
use num_rational::Ratio;

/// Characters of a bar.
const WIDTH: i64 = 24;
/// PE points that a day of study brings at most in the advice: eight hours is a long day, six is a usual one.
const PE_PER_DAY: i64 = 3;

/// The bars of a calculation, a line each; a norm that cannot be computed says so.
pub(super) fn bars(berekening: &Berekening) -> String {
    let unknown = |name: &str| format!("  {name:14}{}  nog niet te berekenen\n", "·".repeat(24));
    let pe = berekening.pe.as_ref().map_or_else(|| unknown("PE-punten"), pe);
    let fte = berekening.fte.as_ref().map_or_else(|| unknown("Werkervaring"), fte);
    let intervisie = berekening.intervisie.as_ref().map_or_else(|| unknown("Intervisie"), intervisie);
    format!("{pe}{fte}{intervisie}")
}

fn pe(pe: &PeBerekening) -> String {
    let mut lines = line("PE-punten", pe.meegeteld, pe.norm, &format!("{} van {}", decimaal(pe.meegeteld), decimaal(pe.norm)));
    lines += &line(
        "  vakoverleg",
        pe.vakoverleg,
        pe.vakoverleg_norm,
        &format!("{} (hoogstens {} tellen mee)", decimaal(pe.vakoverleg), decimaal(pe.vakoverleg_norm)),
    );
    if pe.tekort() > 0.into() {
        lines += &format!("  {:14}nog {} PE: {}\n", "", decimaal(rounded_up(pe.tekort(), 100)), study_days(pe.tekort()));
    }
    lines
}

/// How to make a shortage of points up: days of study of equal length, in quarters of an hour.
fn study_days(tekort: Ratio<i64>) -> String {
    let days = (tekort / PE_PER_DAY).ceil().to_integer();
    let hours = rounded_up(tekort * 2 / days, 4);
    let days_text = if days == 1 { "één studiedag".to_owned() } else { format!("{days} studiedagen") };
    format!("bijvoorbeeld {days_text} van {} uur", decimaal(hours))
}

/// The number rounded up to a multiple of 1/`parts`.
fn rounded_up(value: Ratio<i64>, parts: i64) -> Ratio<i64> {
    (value * parts).ceil() / parts
}

fn fte(fte: &FteBerekening) -> String {
    let days = format!("{} van {} dagen gewerkt", fte.gewerkte_dagen, fte.nodig_dagen);
    let mut lines = line("Werkervaring", fte.gewerkte_dagen.into(), fte.nodig_dagen.into(), &days);
    let average =
        format!("gemiddeld {} FTE in de beste {} dagen, norm {}", decimaal(fte.gemiddeld_beste), fte.nodig_dagen, decimaal(fte.nodig_fte));
    lines += &line("  aanstelling", fte.gemiddeld_beste, fte.nodig_fte, &average);
    if !fte.lang_genoeg() {
        lines += &format!("  {:14}nog {} dagen werken in deze functie\n", "", fte.nodig_dagen - fte.gewerkte_dagen);
    }
    lines
}

fn intervisie(intervisie: &IntervisieBerekening) -> String {
    let count = |number: usize| Ratio::from_integer(i64::try_from(number).unwrap_or(i64::MAX));
    let text = format!("{} van {} momenten", intervisie.meegeteld, intervisie.norm);
    let mut lines = line("Intervisie", count(intervisie.meegeteld), count(intervisie.norm), &text);
    match intervisie.tekort() {
        0 => {}
        1 => lines += &format!("  {:14}nog 1 intervisiemoment\n", ""),
        more => lines += &format!("  {:14}nog {more} intervisiemomenten\n", ""),
    }
    lines
}

fn line(name: &str, value: Ratio<i64>, norm: Ratio<i64>, text: &str) -> String {
    let share = if norm > 0.into() { (value / norm * WIDTH).to_integer().clamp(0, WIDTH) } else { WIDTH };
    let filled = usize::try_from(share).unwrap_or_default();
    let width = usize::try_from(WIDTH).unwrap_or_default();
    format!("  {name:14}{}{}  {text}\n", "█".repeat(filled), "░".repeat(width - filled))
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;

    use super::{line, study_days};

    #[test]
    fn proposes_days_of_study_that_are_enough() {
        assert_eq!(study_days(Ratio::new(9, 2)), "bijvoorbeeld 2 studiedagen van 4,5 uur");
        assert_eq!(study_days(Ratio::new(1, 3)), "bijvoorbeeld één studiedag van 0,75 uur");
        assert_eq!(study_days(Ratio::from_integer(32)), "bijvoorbeeld 11 studiedagen van 6 uur");
    }

    #[test]
    fn fills_a_bar_only_when_the_norm_is_met() {
        assert!(line("x", Ratio::new(3199, 100), 32.into(), "").contains('░'));
        assert!(!line("x", 32.into(), 32.into(), "").contains('░'));
    }
}
