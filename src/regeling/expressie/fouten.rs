//! How an evaluation ends without a value: as unknown, or with a reason in Dutch.
//!
//! A cause rides along as the source of the error of minijinja. No reason repeats a value: what stands in a dossier may be personal.

use std::error::Error as _;
use std::fmt;

use minijinja::{Error, ErrorKind};

/// What our own functions say by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Oorzaak {
    /// The whole expression is unknown.
    Onbekend,
    /// The detail of the error is a Dutch sentence.
    Fout,
}

impl fmt::Display for Oorzaak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Onbekend => "onbekend",
            Self::Fout => "fout",
        })
    }
}

impl std::error::Error for Oorzaak {}

/// The error that makes the whole expression or template that it is raised in unknown.
pub(super) fn onbekend() -> Error {
    Error::new(ErrorKind::InvalidOperation, "onbekend").with_source(Oorzaak::Onbekend)
}

/// An error with a reason in Dutch.
pub(super) fn fout(reason: impl Into<String>) -> Error {
    Error::new(ErrorKind::InvalidOperation, reason.into()).with_source(Oorzaak::Fout)
}

/// Whether an error says that the outcome is unknown: a comparison of dates that cannot be decided, or arithmetic with what is absent.
pub(super) fn is_onbekend(error: &Error) -> bool {
    oorzaak(error).is_some_and(|(found, _)| found == Oorzaak::Onbekend) || is_with_absent(error)
}

/// What went wrong, in Dutch, to follow the name of the field of the regeling that it stands in.
pub(super) fn reden(error: &Error) -> String {
    if let Some((Oorzaak::Fout, detail)) = oorzaak(error) {
        return detail.to_owned();
    }
    let detail = error.detail().unwrap_or("geen nadere reden");
    match error.kind() {
        ErrorKind::SyntaxError | ErrorKind::BadEscape => {
            let line = error.line().filter(|line| *line > 1).map(|line| format!(" (regel {line})")).unwrap_or_default();
            format!("is niet te lezen: {}{line}", leesfout(detail))
        }
        ErrorKind::OutOfFuel => "vraagt te veel werk".to_owned(),
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest | ErrorKind::UnknownMethod => {
            format!("gebruikt iets dat niet bestaat: {detail}")
        }
        ErrorKind::MissingArgument | ErrorKind::TooManyArguments => "roept een functie met te weinig of te veel waarden aan".to_owned(),
        _ if detail.starts_with(OPERATOR) => format!("past een bewerking toe op waarden waar die niet bij hoort: {detail}"),
        _ => "past een bewerking toe op een waarde waar die niet bij hoort".to_owned(),
    }
}

/// What minijinja says about a source that it cannot read: its frame in Dutch, its signs as they are.
fn leesfout(detail: &str) -> String {
    let end = detail.replace("unexpected end of input", "het einde komt te vroeg");
    let expected = end.replace(", expected expression", ", er hoort nog een waarde").replace(", expected ", ", hier hoort ");
    expected.replace("unexpected ", "onverwacht: ")
}

/// How minijinja opens the detail of an operator between kinds of values that it is not for; it names the kinds, never the values.
const OPERATOR: &str = "tried to use ";

/// Whether an operator of arithmetic met an absent value.
fn is_with_absent(error: &Error) -> bool {
    let Some((_, kinds)) = error.detail().filter(|detail| detail.starts_with(OPERATOR)).and_then(|detail| detail.split_once(" types "))
    else {
        return false;
    };
    kinds.split(" and ").any(|kind| matches!(kind, "undefined" | "none"))
}

/// The first cause of ours in the chain of an error, and the detail of the error that carries it.
fn oorzaak(error: &Error) -> Option<(Oorzaak, &str)> {
    let mut error = error;
    loop {
        let source = error.source()?;
        if let Some(found) = source.downcast_ref::<Oorzaak>() {
            return Some((*found, error.detail().unwrap_or_default()));
        }
        error = source.downcast_ref::<Error>()?;
    }
}

#[cfg(test)]
mod tests {
    use minijinja::{Error, ErrorKind};

    use super::{fout, is_onbekend, onbekend, reden};

    #[test]
    fn finds_its_cause_below_other_errors() {
        assert!(is_onbekend(&onbekend()));
        assert!(is_onbekend(&Error::new(ErrorKind::InvalidOperation, "outer").with_source(onbekend())));
        let wrapped = Error::new(ErrorKind::InvalidOperation, "outer").with_source(fout("som telt getallen op"));
        assert!(!is_onbekend(&wrapped));
        assert_eq!(reden(&wrapped), "som telt getallen op");
    }

    #[test]
    fn repeats_no_value() {
        assert!(!reden(&Error::new(ErrorKind::InvalidOperation, "unable to calculate 123456782 % 0")).contains("123456782"));
    }
}
