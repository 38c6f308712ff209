//! PE points: enough of them, and what the caps and the awarded points do to them.

use super::datums::tijden;
use super::toets::{Subject, Toets};
use crate::finding::{Diagnostic, Ernst, Rule, Scope, Stage, text};
use crate::regeling::Bestandsstaat;
use crate::regelingen::hobeon_rib::eisen::PeAfronding;
use crate::regelingen::hobeon_rib::model::{Activiteit, Dossier, Soort};
use crate::regelingen::hobeon_rib::norm::brief::{Bezwaar, bezwaar, named};
use crate::regelingen::hobeon_rib::norm::vakontwikkeling::{self, PeBerekening};
use crate::schema::notatie::{decimaal, duur};
use num_rational::Ratio;
use serde::Deserialize;

/// Too few points. What counts is what lies in the period, once; that a point is lost for that reason has its own finding,
/// and both are true.
pub(crate) static PE_ONVOLDOENDE: Toets = Toets {
    rule: Rule {
        code: text("pe-onvoldoende"),
        ernst: Ernst::TeDoen,
        scope: Scope::Dossier,
        titel: text("Er tellen minder dan {{ normen.pe_totaal | decimaal }} PE-punten mee"),
        bron: text("S:96-97, S:138-150"),
        wat: text(
            "De activiteiten in de periode geven samen te weinig PE-punten, nadat per activiteit hoogstens {{ normen.pe_per_activiteit | decimaal }} punten zijn geteld en voor vakoverleg hoogstens {{ normen.pe_vakoverleg | decimaal }}.",
        ),
        waarom: text(
            "U dient minimaal {{ normen.pe_totaal | decimaal }} PE-punten te behalen. De punten beslissen, niet de uren: {{ maal(normen.pe_totaal, normen.uren_per_pe) | decimaal }} uur is alleen {{ normen.pe_totaal | decimaal }} punten als geen enkel \
        maximum is bereikt.",
        ),
        voorbeeld: text(
            "Vier cursussen van een hele week: elk telt voor {{ normen.pe_per_activiteit | decimaal }} punten, samen voor {{ maal(4, normen.pe_per_activiteit) | decimaal }}.",
        ),
        herstel: text(
            "Voeg activiteiten toe die u wel hebt gedaan maar nog niet hebt opgegeven, of volg er nog. Is van een langdurige opleiding \
        de waardering bekend, geef die dan op.",
        ),
        stage: Stage::Regeling,
    },
    check: onvoldoende,
};

fn onvoldoende(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(found) = computed(subject).filter(|found| found.meegeteld < found.norm) else { return Vec::new() };
    let message = format!(
        "Er tellen {} PE-punten mee; nodig zijn er {}.{}{}",
        decimaal(found.meegeteld),
        decimaal(found.norm),
        lost(&found),
        hours(&found, subject)
    );
    vec![Diagnostic::new(
        &PE_ONVOLDOENDE,
        "/activiteiten",
        message,
        "Geef meer activiteiten uit de periode op, elk met bewijs van deelname.",
    )]
}

/// A sentence on points outside the count.
fn lost(found: &PeBerekening) -> String {
    if found.buiten_telling > 0.into() {
        format!(
            " Nog {} punten tellen niet mee: zij vallen buiten de periode, staan er dubbel of zijn meer dan een dag kan hebben.",
            decimaal(found.buiten_telling)
        )
    } else {
        String::new()
    }
}

/// A sentence for who has the hours but not the points (domein.md section 10.2).
fn hours(found: &PeBerekening, subject: &Subject<'_>) -> String {
    let normen = &subject.eisen.normen;
    let demanded = u64::try_from((found.norm * normen.uren_per_pe.waarde * 60).ceil().to_integer()).unwrap_or(u64::MAX);
    if found.minuten < demanded {
        return String::new();
    }
    format!(
        " Het is wel {}, maar de punten beslissen: per activiteit hoogstens {} of wat is toegekend, en voor vakoverleg hoogstens {}.",
        duur(found.minuten),
        decimaal(normen.pe_per_activiteit.waarde),
        decimaal(normen.pe_vakoverleg.waarde)
    )
}

/// The norm is met only when every minute counts.
pub(crate) static PE_AFRONDING_BESLIST: Toets = Toets {
    rule: Rule {
        code: text("pe-afronding-beslist"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Of u genoeg PE-punten hebt, hangt af van de afronding"),
        bron: text("S:138-140, S:143-147; INF: de regeling zegt niet of en hoe wordt afgerond"),
        wat: text("Op de minuut geteld hebt u genoeg PE-punten, maar per activiteit naar beneden afgerond op hele kwartieren niet."),
        waarom: text(
            "De regeling zegt niets over afronden. Andere registers ronden af op hele kwartieren; doet de beoordelaar dat ook, dan komt u \
        tekort.",
        ),
        voorbeeld: text(
            "Veertig activiteiten van 95 minuten: op de minuut {{ (3800 / 60 / normen.uren_per_pe) | decimaal }} punten, in hele kwartieren {{ (60 / normen.uren_per_pe) | decimaal }}.",
        ),
        herstel: text("Geef zo mogelijk nog een activiteit op, zodat de afronding niet uitmaakt."),
        stage: Stage::Regeling,
    },
    check: afronding,
};

fn afronding(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let exact = computed(subject).filter(|found| found.meegeteld >= found.norm);
    let quarters = vakontwikkeling::rounded(subject.dossier, subject.eisen, PeAfronding::KwartierOmlaag);
    let (Some(exact), Some(quarters)) = (exact, quarters.filter(|found| found.meegeteld < found.norm)) else { return Vec::new() };
    let message = format!(
        "Op de minuut geteld zijn het {} PE-punten en dat is genoeg; per activiteit in hele kwartieren zijn het er {}, en nodig zijn er {}.",
        decimaal(exact.meegeteld),
        decimaal(quarters.meegeteld),
        decimaal(exact.norm)
    );
    vec![Diagnostic::new(
        &PE_AFRONDING_BESLIST,
        "/activiteiten",
        message,
        "Geef zo mogelijk nog een activiteit op, zodat de afronding niet uitmaakt.",
    )]
}

/// An activity has more points than count.
pub(crate) static PE_AFGEKAPT: Toets = Toets {
    rule: Rule {
        code: text("pe-afgekapt"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een activiteit geeft meer PE-punten dan er meetellen"),
        bron: text("S:138-140, S:147"),
        wat: text(
            "De tijd van een activiteit geeft meer dan {{ normen.pe_per_activiteit | decimaal }} PE-punten; wat daarboven komt, telt niet mee.",
        ),
        waarom: text("Per activiteit tellen hoogstens {{ normen.pe_per_activiteit | decimaal }} PE-punten mee, hoe lang zij ook duurde."),
        voorbeeld: text("Een cursus van een hele week; er tellen {{ normen.pe_per_activiteit | decimaal }} punten mee."),
        herstel: text(
            "U hoeft niets te doen als u genoeg punten hebt. Voor een langdurige opleiding kunt u de instelling om een waardering vragen.",
        ),
        stage: Stage::Regeling,
    },
    check: afgekapt,
};

fn afgekapt(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let normen = &subject.eisen.normen;
    let periode = subject.periode();
    let stand = vakontwikkeling::standings(subject.dossier, periode.as_ref());
    let each = vakontwikkeling::each(subject.dossier, &stand, subject.eisen, subject.eisen.afronding_pe);
    let counted = stand.iter().zip(&each).filter(|((_, activiteit, reason), _)| reason.is_none() && !is_long(activiteit));
    counted
        .map(|((place, _, _), pe)| (place, pe.geteld))
        .filter(|(_, pe)| pe.afgekapt > 0.into())
        .map(|(place, pe)| {
            let most = normen.pe_per_activiteit.waarde;
            let hours = decimaal(most * normen.uren_per_pe.waarde);
            let message = format!(
                "Deze activiteit duurde met voorbereiding {}; per activiteit tellen hoogstens {} PE-punten mee, en dat is {hours} uur.",
                duur(pe.totaal),
                decimaal(most)
            );
            let help = "U hoeft niets te doen als u zonder de rest genoeg punten hebt.";
            Diagnostic::new(&PE_AFGEKAPT, format!("/activiteiten/{place}/tijd_aanwezigheid_min"), message, help)
        })
        .collect()
}

/// More points of vakoverleg than count.
pub(crate) static VAKOVERLEG_BOVEN_MAXIMUM: Toets = Toets {
    rule: Rule {
        code: text("vakoverleg-boven-maximum"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Er is meer vakoverleg opgegeven dan er meetelt"),
        bron: text("S:96-97, S:150"),
        wat: text(
            "De PE-punten voor vakoverleg zijn samen meer dan {{ normen.pe_vakoverleg | decimaal }}; wat daarboven komt, telt niet mee.",
        ),
        waarom: text(
            "Er mogen hoogstens {{ normen.pe_vakoverleg | decimaal }} PE-punten voor vakoverleg worden aangedragen. De andere punten moeten uit andere activiteiten komen.",
        ),
        voorbeeld: text("Elke maand een dag vakoverleg; er tellen {{ normen.pe_vakoverleg | decimaal }} punten mee."),
        herstel: text(
            "U hoeft niets te doen als u genoeg punten hebt. Wilt u dicht bij de tekst van de regeling blijven, laat het overtollige \
        vakoverleg dan weg.",
        ),
        stage: Stage::Regeling,
    },
    check: vakoverleg,
};

fn vakoverleg(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let Some(found) = computed(subject).filter(|found| found.afgekapt_vakoverleg > 0.into()) else { return Vec::new() };
    let message = format!(
        "Vakoverleg geeft samen {} PE-punten, maar er tellen er hoogstens {} mee.",
        decimaal(found.vakoverleg),
        decimaal(subject.eisen.normen.pe_vakoverleg.waarde)
    );
    vec![Diagnostic::new(
        &VAKOVERLEG_BOVEN_MAXIMUM,
        "/activiteiten",
        message,
        "U hoeft niets te doen als u zonder de rest genoeg punten hebt.",
    )]
}

/// Awarded points without the letter that awards them: they do not count, the ordinary calculation does.
pub(crate) static TOEGEKENDE_PE_ZONDER_BEWIJS: Toets = Toets {
    rule: Rule {
        code: text("toegekende-pe-zonder-bewijs"),
        ernst: Ernst::Fout,
        scope: Scope::Dossier,
        titel: text("Bij toegekende PE-punten ontbreekt de brief"),
        bron: text("S:140-141, S:149; INF"),
        wat: text(
            "Voor een langdurige opleiding zijn toegekende PE-punten opgegeven, maar de brief met de waardering is niet genoemd, of het bestand \
        kan die brief niet zijn: het is van na de aanvraag, of het hoort bij een andere activiteit.",
        ),
        waarom: text(
            "Alleen de instelling kan een langdurige opleiding waarderen. Zonder de brief is niet te zien dat zij dat heeft gedaan, en \
        geldt de gewone berekening met hoogstens {{ normen.pe_per_activiteit | decimaal }} punten.",
        ),
        voorbeeld: text("`\"pe_toegekend\": { \"punten\": 10 }`."),
        herstel: text("Vul bij `pe_toegekend`, `bewijs` de bestandsnaam van de brief in, en bij `datum` de datum ervan."),
        stage: Stage::Regeling,
    },
    check: zonder_brief,
};

fn zonder_brief(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let long = || subject.dossier.activiteiten.iter().filter(|(_, activiteit)| is_long(activiteit));
    let faulty = long().filter_map(|(place, activiteit)| Some((place, no_letter(place, activiteit, subject)?)));
    let ernst = subject.activity_lost();
    let told = |(place, (key, message)): (usize, (&str, String)), ernst| {
        let path = format!("/activiteiten/{place}/pe_toegekend/{key}");
        let help = "Vul de bestandsnaam en de datum van de brief van de instelling in; van elke opleiding een eigen brief.";
        Diagnostic::new(&TOEGEKENDE_PE_ZONDER_BEWIJS, path, message, help).weighed(ernst)
    };
    let mut found: Vec<_> = faulty.map(|one| told(one, ernst)).collect();
    let copies: Vec<_> = long().filter(|(place, one)| no_letter(*place, one, subject).is_none()).collect();
    let copies: Vec<_> = copies.into_iter().filter_map(|(place, one)| Some((place, same_bytes(place, one, subject)?))).collect();
    let ernst = without_letters(&copies, subject);
    found.extend(copies.into_iter().map(|(place, other)| {
        let why = format!("Dit is, byte voor byte, een bestand van activiteit {} van de lijst, en kan de brief niet zijn.", other + 1);
        told((place, ("bewijs", why)), ernst)
    }));
    found
}

/// The other activity of which the file of the letter is a file, under whatever name.
fn same_bytes(place: usize, activiteit: &Activiteit, subject: &Subject<'_>) -> Option<usize> {
    let files = subject.files?;
    let sha256 = |name: &str| match files.get(name) {
        Some(Bestandsstaat::Gelezen(stuk)) => Some(stuk.sha256.as_str()),
        _ => None,
    };
    let letter = sha256(activiteit.pe_toegekend.as_ref()?.bewijs.as_ref()?)?;
    let others = subject.dossier.activiteiten.iter().filter(|(other, _)| *other != place);
    let mut same = others.filter(|(_, other)| named(other).any(|bestand| sha256(bestand) == Some(letter)));
    same.next().map(|(other, _)| other)
}

/// How bad it is that these letters are none: nothing is lost where the points are enough without them.
fn without_letters(copies: &[(usize, usize)], subject: &Subject<'_>) -> Ernst {
    let mut value = subject.value.clone();
    for (place, _) in copies {
        let awarded = value.pointer_mut(&format!("/activiteiten/{place}/pe_toegekend")).and_then(serde_json::Value::as_object_mut);
        awarded.and_then(|awarded| awarded.shift_remove("bewijs"));
    }
    let found = Dossier::deserialize(&value).ok().and_then(|dossier| vakontwikkeling::pe(&dossier, subject.eisen));
    if found.is_some_and(|found| found.tekort() == 0.into()) { Ernst::Waarschuwing } else { Ernst::Fout }
}

/// The field and the sentence where awarded points have no letter that can be the letter.
fn no_letter(place: usize, activiteit: &Activiteit, subject: &Subject<'_>) -> Option<(&'static str, String)> {
    let toegekend = activiteit.pe_toegekend.as_ref()?;
    let (key, why) = match bezwaar(place, activiteit, subject.dossier) {
        _ if toegekend.bewijs.is_none() => ("bewijs", "De brief waarin de instelling deze PE-punten toekent, is niet genoemd".to_owned()),
        Some(Bezwaar::NaAanvraag) => ("datum", "De brief waarin deze PE-punten zijn toegekend, is van na de aanvraagdatum".to_owned()),
        Some(Bezwaar::VanAndere(other)) => {
            ("bewijs", format!("Dit bestand hoort ook bij activiteit {} van de lijst, en kan de brief niet zijn", other + 1))
        }
        None => return None,
    };
    Some((key, format!("{why}; zolang geldt de gewone berekening.")))
}

/// One course has more awarded points than the whole norm.
pub(crate) static TOEGEKENDE_PE_BOVEN_NORM: Toets = Toets {
    rule: Rule {
        code: text("toegekende-pe-boven-norm"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Voor één opleiding zijn meer PE-punten toegekend dan de hele norm"),
        bron: text("S:96, S:138-141; INF"),
        wat: text(
            "Bij een langdurige opleiding staan meer toegekende PE-punten dan de {{ normen.pe_totaal | decimaal }} die voor alle activiteiten samen nodig zijn.",
        ),
        waarom: text("Dat kan kloppen, maar meestal zijn uren of studiepunten ingevuld. De beoordelaar houdt het naast de brief."),
        voorbeeld: text("`\"pe_toegekend\": { \"punten\": 90 }` voor een opleiding van 90 uur."),
        herstel: text("Vul de punten in zoals de brief van de instelling ze noemt."),
        stage: Stage::Regeling,
    },
    check: boven_norm,
};

fn boven_norm(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let norm = subject.eisen.normen.pe_totaal.waarde;
    let points = |activiteit: &Activiteit| activiteit.pe_toegekend.as_ref().map(|pe| Ratio::new(i64::from(pe.punten.0), 1000));
    let more = |activiteit: &Activiteit| is_long(activiteit) && points(activiteit).is_some_and(|points| points > norm);
    let message = format!("Voor deze opleiding staan meer toegekende PE-punten dan de hele norm van {}.", decimaal(norm));
    let help = "Controleer of dit de punten uit de brief zijn, en geen uren of studiepunten.";
    each(subject, &TOEGEKENDE_PE_BOVEN_NORM, more, "pe_toegekend/punten", &message, help)
}

/// Awarded points that are not counted.
pub(crate) static TOEGEKENDE_PE_NIET_GETELD: Toets = Toets {
    rule: Rule {
        code: text("toegekende-pe-niet-geteld"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Toegekende PE-punten tellen bij deze soort activiteit niet mee"),
        bron: text("S:140-141"),
        wat: text(
            "Bij een activiteit die geen langdurige opleiding is, zijn toegekende PE-punten opgegeven. Zij worden niet gebruikt: de punten \
        volgen uit de tijd.",
        ),
        waarom: text("De regeling noemt een waardering door de instelling alleen voor langdurige opleidingen."),
        voorbeeld: text("`\"soort\": \"cursus\"`, met `\"pe_toegekend\": { \"punten\": 8 }`."),
        herstel: text("Was het een langdurige opleiding, verander dan de soort. Haal anders de toegekende punten weg."),
        stage: Stage::Regeling,
    },
    check: niet_geteld,
};

fn niet_geteld(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let message = "Deze toegekende punten tellen niet mee: dat kan alleen bij een langdurige opleiding.";
    let awarded = |activiteit: &Activiteit| !is_long(activiteit) && activiteit.pe_toegekend.is_some();
    each(
        subject,
        &TOEGEKENDE_PE_NIET_GETELD,
        awarded,
        "pe_toegekend",
        message,
        "Verander de soort in \"langdurige_opleiding\", of haal de toegekende punten weg.",
    )
}

/// A long course that the body has not valued.
pub(crate) static OPLEIDING_ZONDER_WAARDERING: Toets = Toets {
    rule: Rule {
        code: text("opleiding-zonder-waardering"),
        ernst: Ernst::Waarschuwing,
        scope: Scope::Dossier,
        titel: text("Een langdurige opleiding heeft geen waardering"),
        bron: text("S:140-141; INF"),
        wat: text(
            "Bij een langdurige opleiding zijn geen toegekende PE-punten opgegeven; zij telt als een gewone activiteit, met hoogstens {{ normen.pe_per_activiteit | decimaal }} punten.",
        ),
        waarom: text(
            "Voor langdurige opleidingen kunt u de instelling om een waardering in PE-punten vragen. Zonder die waardering gaan er \
        waarschijnlijk punten verloren.",
        ),
        voorbeeld: text("Een opleiding van 90 uur zonder `\"pe_toegekend\"`."),
        herstel: text("Vraag de instelling om de waardering en vul die in met de brief, of kies een andere soort activiteit."),
        stage: Stage::Regeling,
    },
    check: zonder_waardering,
};

fn zonder_waardering(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let most = decimaal(subject.eisen.normen.pe_per_activiteit.waarde);
    let message = format!("Deze langdurige opleiding heeft geen toegekende PE-punten en telt daarom voor hoogstens {most} punten mee.");
    let without = |activiteit: &Activiteit| is_long(activiteit) && activiteit.pe_toegekend.is_none();
    each(
        subject,
        &OPLEIDING_ZONDER_WAARDERING,
        without,
        "pe_toegekend",
        &message,
        "Vraag de instelling om een waardering, en vul die in met de brief.",
    )
}

fn is_long(activiteit: &Activiteit) -> bool {
    activiteit.soort == Soort::LangdurigeOpleiding
}

/// A finding at the field `key` of each activity of which `faulty` holds.
fn each(
    subject: &Subject<'_>,
    rule: &'static Toets,
    faulty: impl Fn(&Activiteit) -> bool,
    key: &str,
    message: &str,
    help: &str,
) -> Vec<Diagnostic> {
    let faulty = subject.dossier.activiteiten.iter().filter(|(_, activiteit)| faulty(activiteit));
    faulty.map(|(place, _)| Diagnostic::new(rule, format!("/activiteiten/{place}/{key}"), message, help)).collect()
}

/// The calculation, where period and times are known and do not contradict each other.
fn computed(subject: &Subject<'_>) -> Option<PeBerekening> {
    subject.periode()?;
    vakontwikkeling::pe(subject.dossier, subject.eisen).filter(|_| tijden(subject).is_empty())
}
