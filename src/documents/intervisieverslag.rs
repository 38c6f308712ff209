//! Bijlage 5: the personal report of one intervisiemoment, at most two pages (S:153-170).

use serde_json::{Value, json};

use super::{Kind, Part, Purpose, element_origins, nothing, shared};
use crate::dossier::{Dossier, Intervisiemoment};
use crate::error::Error;
use crate::regeling::Regeling;

pub(super) static KIND: Kind =
    Kind { soort: "intervisieverslag", parts, root: "/intervisiemomenten/0", derived, signatures: &[], preset: nothing, closed: &[] };

fn parts(dossier: &Dossier) -> Vec<Part> {
    let each = dossier.intervisiemomenten.iter().map(|(place, moment)| {
        let nr = moment.nr.unwrap_or_else(|| u16::try_from(place + 1).unwrap_or(u16::MAX));
        Part {
            dossier: Dossier {
                intervisiemomenten: [Intervisiemoment { nr: Some(nr), ..moment.clone() }].into_iter().collect(),
                ..shared(dossier)
            },
            origins: element_origins("/intervisiemomenten", place),
            nr: nr.into(),
            datum: Some(moment.datum),
            titel: moment.datum.voluit(),
        }
    });
    each.collect()
}

#[expect(clippy::unnecessary_wraps, reason = "the kinds share one signature")]
fn derived(_: &Dossier, _: &Regeling, _: Purpose) -> Result<Value, Error> {
    Ok(json!({}))
}
