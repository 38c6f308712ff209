//! What the data comes to under each norm as small bars, with what is left to gain.

use dossierpers::regeling::Totaal;
use num_rational::Ratio;

/// Characters of a bar.
const WIDTH: i64 = 24;

/// The bars of the totals that the regeling declares, a line each; a group that cannot be computed says so once.
pub(super) fn bars(totalen: &[Totaal]) -> String {
    let belongs = |totaal: &Totaal| totaal.label.starts_with(' ');
    let shown = totalen.iter().filter(|totaal| totaal.waarde.is_some() || !belongs(totaal));
    shown.map(lines).collect()
}

fn lines(totaal: &Totaal) -> String {
    let Some(waarde) = totaal.waarde else { return format!("  {:14}{}  nog niet te berekenen\n", totaal.label, "·".repeat(24)) };
    let bar = totaal.norm.map_or_else(String::new, |norm| bar(waarde, norm) + "  ");
    let nog = if totaal.nog.is_empty() { String::new() } else { format!("  {:14}{}\n", "", totaal.nog) };
    format!("  {:14}{bar}{}\n{nog}", totaal.label, totaal.tekst)
}

fn bar(value: Ratio<i64>, norm: Ratio<i64>) -> String {
    let share = if norm > 0.into() { (value / norm * WIDTH).to_integer().clamp(0, WIDTH) } else { WIDTH };
    let filled = usize::try_from(share).unwrap_or_default();
    let width = usize::try_from(WIDTH).unwrap_or_default();
    format!("{}{}", "█".repeat(filled), "░".repeat(width - filled))
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;

    use super::bar;

    #[test]
    fn fills_a_bar_only_when_the_norm_is_met() {
        assert!(bar(Ratio::new(3199, 100), 32.into()).contains('░'));
        assert!(!bar(32.into(), 32.into()).contains('░'));
    }
}
