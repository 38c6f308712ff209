//! Who signs bijlage 1 and 2, and when (S:119, S:130-131).

use super::personen::{Gelijkenis, compare};
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regelingen::hobeon_rib::model::{Datum, Ondertekening, Werkverklaring};
use crate::regelingen::hobeon_rib::norm::dienst::{Bron, declared_to, has_no_end, is_werkzaam};
use crate::regelingen::hobeon_rib::norm::fte::{self, has_reversed_dates};

/// A statement is not signed yet.
pub(crate) static HANDTEKENING_ONTBREEKT: Toets = Toets {
    rule: Rule {
        code: text("handtekening-ontbreekt"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Een verklaring is nog niet ondertekend door de leidinggevende"),
        bron: text("S:118-119, S:130-131"),
        wat: text(
            "Bij de werkverklaring of de ervaringsverklaring staat niet dat de leidinggevende met de pen of elektronisch heeft ondertekend, of \
        welk bestand er is ondertekend.",
        ),
        waarom: text("Beide verklaringen moeten door de leidinggevende zijn ondertekend. dossierpers zet nooit zelf een handtekening."),
        voorbeeld: text("`\"wijze\": \"nog_te_tekenen\"`, of een verklaring zonder `\"ondertekening\"`."),
        herstel: text(
            "Maak de PDF, laat die ondertekenen, en vul daarna in hoe er is getekend, met plaats, datum en het ondertekende bestand. Wat u dan \
        invult, staat niet op de verklaring: de PDF verandert er niet door.",
        ),
        stage: Stage::Regeling,
    },
    check: handtekening,
};

fn handtekening(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = statements(subject).into_iter().filter_map(|(path, ondertekening)| match ondertekening {
        Some(ondertekening) if ondertekening.is_signed() => ondertekening.handtekening_bestand.is_none().then(|| not_named(&path)),
        _ => Some(not_signed(path)),
    });
    found.collect()
}

fn not_signed(path: String) -> Diagnostic {
    let message = "Deze verklaring is nog niet ondertekend door de leidinggevende.";
    let help = "Maak de pdf met `dossierpers render`, laat die ondertekenen, en vul daarna \"wijze\", \"plaats\", \"datum\" en \
        \"handtekening_bestand\" in; de pdf verandert daar niet door.";
    Diagnostic::new(&HANDTEKENING_ONTBREEKT, path, message, help)
}

fn not_named(path: &str) -> Diagnostic {
    let message = "Deze verklaring is ondertekend, maar het ondertekende bestand is niet genoemd.";
    let help = "Vul bij \"handtekening_bestand\" de naam in van de ondertekende pdf, of van de scan.";
    Diagnostic::new(&HANDTEKENING_ONTBREEKT, format!("{path}/handtekening_bestand"), message, help)
}

/// The candidate signs as their own leidinggevende.
pub(crate) static ONDERTEKENAAR_IS_KANDIDAAT: Toets = Toets {
    rule: Rule {
        code: text("ondertekenaar-is-kandidaat"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De kandidaat staat als leidinggevende die ondertekent"),
        bron: text("S:119, S:130-131; INF"),
        wat: text("Bij de ondertekening door de leidinggevende staat de naam van de kandidaat zelf."),
        waarom: text("De leidinggevende bevestigt wat de kandidaat over zichzelf verklaart. Een eigen handtekening bevestigt niets."),
        voorbeeld: text("Kandidaat Noor Voorbeeld, en bij de ondertekening van de werkverklaring `\"naam\": \"Voorbeeld, Noor\"`."),
        herstel: text(
            "Vul de naam van uw leidinggevende in en laat die ondertekenen. Uw eigen handtekening kan alleen onder de \
        ervaringsverklaring, in het vak van de kandidaat.",
        ),
        stage: Stage::Regeling,
    },
    check: is_kandidaat,
};

fn is_kandidaat(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(kandidaat) = &subject.dossier.kandidaat else { return Vec::new() };
    let names = statements(subject).into_iter().filter_map(|(path, ondertekening)| Some((path, ondertekening?.naam.as_ref()?)));
    names
        .filter(|(_, naam)| compare(naam, kandidaat) == Gelijkenis::Zelfde)
        .map(|(path, _)| {
            let message = "De ondertekenaar is de kandidaat zelf; hier ondertekent de leidinggevende.";
            Diagnostic::new(&ONDERTEKENAAR_IS_KANDIDAAT, format!("{path}/naam"), message, "Vul de naam van de leidinggevende in.")
        })
        .collect()
}

/// A statement was signed before days that it is about.
pub(crate) static ONDERTEKEND_TE_VROEG: Toets = Toets {
    rule: Rule {
        code: text("ondertekend-te-vroeg"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("De werkverklaring is ondertekend voor de laatste dag waarover zij gaat"),
        bron: text("S:90-91, S:116-119; INF: hoe lang een handtekening geldt"),
        wat: text(
            "De verklaring is ondertekend voor het einde van een dienstverband dat al is afgelopen, of meer dan {{ normen.handtekening_dagen | decimaal }} dagen voor de aanvraag terwijl \
        het dienstverband nog loopt. De dagen daarna zijn niet verklaard en tellen niet mee.",
        ),
        waarom: text("Wie ondertekent, verklaart wat is geweest. Over dagen die nog moesten komen, kon de werkgever niets verklaren."),
        voorbeeld: text("Een dienstverband tot en met 31 december 2025, ondertekend op 1 december 2025."),
        herstel: text(
            "Laat de verklaring opnieuw ondertekenen, na de laatste dag of dichter bij de aanvraag. Een contract dat na de aanvraag doorloopt, mag \
        zijn einddatum houden. Voldoet u ook zonder die dagen, dan hoeft u niets te doen.",
        ),
        stage: Stage::Regeling,
    },
    check: te_vroeg,
};

fn te_vroeg(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let sound = subject.dossier.werkverklaringen.iter().filter(|(_, verklaring)| !has_reversed_dates(verklaring));
    let signed = sound.filter_map(|(place, verklaring)| Some((place, verklaring, verklaring.ondertekening.as_ref()?.datum?)));
    let ernst = if norm_rests_on_undeclared(subject) { Ernst::Fout } else { Ernst::Waarschuwing };
    signed
        .filter_map(|(place, verklaring, datum)| Some(too_early(place, datum, &undeclared_text(verklaring, subject)?).weighed(ernst)))
        .collect()
}

fn too_early(place: usize, datum: Datum, dagen: &str) -> Diagnostic {
    let path = format!("/werkverklaringen/{place}/ondertekening/datum");
    let message = format!("De verklaring is ondertekend op {}; zij verklaart niets over {dagen}.", datum.voluit());
    let help = "Laat de verklaring later ondertekenen, dichter bij de aanvraag of na de laatste dag, of verbeter een van de datums.";
    Diagnostic::new(&ONDERTEKEND_TE_VROEG, path, message, help)
}

/// Whether a norm on work is met as stated, but not by the days that are declared.
fn norm_rests_on_undeclared(subject: &Subject<'_>) -> bool {
    let at_work = |bron| is_werkzaam(subject.dossier, subject.eisen, bron) == Some(true);
    let found = |bron| fte::computed(subject.dossier, subject.eisen, bron);
    let norms = |bron| {
        let found = found(bron);
        let long = found.is_some_and(|found| found.lang_genoeg());
        let large = found.is_some_and(|found| found.gemiddeld() >= found.nodig_fte);
        [at_work(bron), long, large]
    };
    norms(Bron::Opgegeven).into_iter().zip(norms(Bron::Verklaard)).any(|(stated, declared)| stated && !declared)
}

/// The days up to the application that a statement states and its signature does not declare: the first three stretches of them.
fn undeclared_text(verklaring: &Werkverklaring, subject: &Subject<'_>) -> Option<String> {
    let spans = undeclared(verklaring, subject);
    let more = if spans.len() > 3 { ", en latere dagen" } else { "" };
    let first: Vec<String> = spans.iter().take(3).map(|(van, tot)| stretch(*van, *tot)).collect();
    (!spans.is_empty()).then(|| format!("{}{more}", first.join(", ")))
}

fn stretch(van: Datum, tot: Datum) -> String {
    if van == tot { van.voluit() } else { format!("{} tot en met {}", van.voluit(), tot.voluit()) }
}

/// Those days as first and last of each stretch, in order.
fn undeclared(verklaring: &Werkverklaring, subject: &Subject<'_>) -> Vec<(Datum, Datum)> {
    let aanvraagdatum = subject.dossier.aanvraagdatum;
    let rows = verklaring.dienstverbanden.iter().filter(|(_, rij)| !has_no_end(verklaring, rij));
    let spans = rows.filter_map(|(_, rij)| {
        let declared = declared_to(verklaring, rij, aanvraagdatum, subject.eisen)?;
        let tot = [rij.datum_tot, aanvraagdatum].into_iter().flatten().min()?;
        let van = rij.datum_van.max(declared.next());
        (van <= tot).then_some((van, tot))
    });
    let mut spans: Vec<_> = spans.collect();
    spans.sort_unstable();
    spans.into_iter().fold(Vec::new(), |mut joined, (van, tot)| {
        match joined.last_mut() {
            Some((_, last)) if van <= last.next() => *last = tot.max(*last),
            _ => joined.push((van, tot)),
        }
        joined
    })
}

/// The statements that a leidinggevende signs: pointer of the signature, and the signature.
pub(super) fn statements<'a>(subject: &Subject<'a>) -> Vec<(String, Option<&'a Ondertekening>)> {
    let employers = subject.dossier.werkverklaringen.iter();
    let employers =
        employers.map(|(place, verklaring)| (format!("/werkverklaringen/{place}/ondertekening"), verklaring.ondertekening.as_ref()));
    let own = subject.dossier.ervaringsverklaring.iter();
    let own = own.map(|verklaring| {
        ("/ervaringsverklaring/ondertekening_leidinggevende".to_owned(), verklaring.ondertekening_leidinggevende.as_ref())
    });
    employers.chain(own).collect()
}
