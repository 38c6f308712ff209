//! How numbers read on paper: rounded downwards, two decimals, a decimal comma.

use num_rational::Ratio;

/// An exact number with at most two decimals, rounded towards zero: `95/3` reads `31,66`, `4` reads `4`.
#[must_use]
pub fn decimaal(value: Ratio<i64>) -> String {
    let hundredths = (value * 100).to_integer();
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest % 10 == 0 => format!("{sign}{whole},{}", rest / 10),
        _ => format!("{sign}{whole},{rest:02}"),
    }
}

/// An exact number with exactly two decimals, for columns: `95/3` reads `31,66`, `4` reads `4,00`.
#[must_use]
pub fn kolom(value: Ratio<i64>) -> String {
    let hundredths = (value * 100).to_integer();
    let sign = if hundredths < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", hundredths.abs() / 100, hundredths.abs() % 100)
}

/// A number of minutes as hours and minutes, exact: `95` reads `1 uur 35 min`.
#[must_use]
pub fn duur(minutes: u64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} uur"),
        (hours, rest) => format!("{hours} uur {rest} min"),
    }
}

/// A number of minutes as in a column of times: `95` reads `1:35`.
#[must_use]
pub fn uren_minuten(minutes: u64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

/// Yes or no.
#[must_use]
pub fn ja_nee(yes: bool) -> &'static str {
    if yes { "ja" } else { "nee" }
}

#[cfg(test)]
mod tests {
    use num_rational::Ratio;

    use super::{decimaal, duur, kolom, uren_minuten};

    #[test]
    fn rounds_downwards_and_only_on_paper() {
        assert_eq!(decimaal(Ratio::new(95, 3)), "31,66");
        assert_eq!(decimaal(Ratio::new(7, 2)), "3,5");
        assert_eq!(decimaal(Ratio::new(-7, 3)), "-2,33");
        assert_eq!(decimaal(Ratio::from_integer(4)), "4");
        assert_eq!(kolom(Ratio::from_integer(4)), "4,00");
        assert_eq!(kolom(Ratio::new(31_999, 1000)), "31,99");
    }

    #[test]
    fn writes_times_exactly() {
        assert_eq!(duur(95), "1 uur 35 min");
        assert_eq!(duur(120), "2 uur");
        assert_eq!(duur(0), "0 min");
        assert_eq!(uren_minuten(65), "1:05");
    }
}
