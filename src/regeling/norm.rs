//! Norms: exact numbers, each with the clause that it comes from.

use num_rational::Ratio;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// Norm: one number that the regeling demands.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Norm {
    /// The number, exact.
    #[serde(deserialize_with = "exact")]
    pub waarde: Ratio<i64>,
    /// The lines of the regeling that demand it.
    pub bron: String,
    /// The demand in a sentence.
    pub omschrijving: String,
}

impl Norm {
    /// The norm as a number of whole things (years, days, meetings), rounded upwards; 0 for a negative norm.
    #[must_use]
    pub fn aantal(&self) -> u32 {
        u32::try_from(self.waarde.ceil().to_integer()).unwrap_or(0)
    }
}

/// No norm of any regeling is larger.
const MOST: i64 = 1000;

/// Reads a whole number, or a decimal number in a string.
fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Ratio<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        Whole(i64),
        Decimal(String),
    }
    let value = match Written::deserialize(deserializer)? {
        Written::Whole(value) => Some(Ratio::from_integer(value)),
        Written::Decimal(text) => parse_decimal(&text),
    };
    let usable = value.filter(|value| *value > 0.into() && *value <= MOST.into() && *value.denom() <= 1000);
    usable.ok_or_else(|| {
        D::Error::custom(
            "hier hoort een getal groter dan 0 en hoogstens 1000: heel, of tussen aanhalingstekens met een punt, zoals \"0.5\"",
        )
    })
}

/// The exact value of a decimal number with a point.
fn parse_decimal(text: &str) -> Option<Ratio<i64>> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10_i64.checked_pow(u32::try_from(decimals.len()).ok()?)?;
    Some(Ratio::new(format!("{whole}{decimals}").parse().ok()?, scale))
}

#[cfg(test)]
mod tests {
    use super::{Ratio, parse_decimal};

    #[test]
    fn reads_decimals_exactly() {
        assert_eq!(parse_decimal("0.5"), Some(Ratio::new(1, 2)));
        assert_eq!(parse_decimal("32"), Some(Ratio::from_integer(32)));
        assert_eq!(parse_decimal("0,5"), None);
    }
}
