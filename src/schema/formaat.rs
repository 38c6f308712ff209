//! The values of `format` that the program knows: how a text or number of the JSON is meant, shown and filled in.

/// A day: `2025-03-14`.
pub const FORMAAT_DATUM: &str = "date";
/// A date of varying precision: `2011`, `2011-09`, `2011-10-13` or `--11-02`.
pub const FORMAAT_VAGE_DATUM: &str = "vage-datum";
/// A time of day: `09:30`.
pub const FORMAAT_TIJD: &str = "uu:mm";
/// A text that may hold Markdown paragraphs, lists and emphasis.
pub const FORMAAT_BLOK: &str = "tekstblok";
/// The name of a file in or below the folder of the dossier, with `/` between folders.
pub const FORMAAT_BESTAND: &str = "bestandsnaam";
/// Whole minutes.
pub const FORMAAT_MINUTEN: &str = "minuten";
/// A number with at most three decimals.
pub const FORMAAT_DECIMAAL: &str = "decimaal";

/// Annotation of a number: words that may stand behind it on a form.
pub const EENHEID: &str = "x-eenheid";
/// Annotation of a number from 0 to 1: on a form it may stand as a percentage.
pub const AANDEEL: &str = "x-aandeel";
/// Annotation of a date that is absent as long as something goes on: on a form it may say so, as `heden`.
pub const LEEG_IS_HEDEN: &str = "x-leeg-is-heden";
/// Annotation of a field: other keys that mean the same.
pub const OOK: &str = "x-ook";
/// Annotation of a field that is void when the field beside it changes: the key of that field.
pub const HOORT_BIJ: &str = "x-hoort-bij";

/// Annotation of a field whose value is about a person although its kind is not, such as a date of birth: no message shows it.
pub const PERSOONLIJK: &str = "x-persoonlijk";

/// Every format that the program knows.
pub const FORMATEN: [&str; 7] =
    [FORMAAT_DATUM, FORMAAT_VAGE_DATUM, FORMAAT_TIJD, FORMAAT_BLOK, FORMAAT_BESTAND, FORMAAT_MINUTEN, FORMAAT_DECIMAAL];
