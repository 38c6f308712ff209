//! Work experience: the size of the appointment on every single day of the window.

use std::collections::BTreeSet;

use num_rational::Ratio;
use serde_json::Value;

use super::lees::{dag, duizendsten, jaren_eerder, lijst};

/// How many days a signature carries on.
const HANDTEKENING_DAGEN: i64 = 92;

type Spanne = (i64, Option<i64>);

struct Rij {
    spanne: Spanne,
    fte: i64,
    /// Letters only, lower case.
    functie: String,
}

struct Verklaring {
    /// The same number for statements of the same employer.
    werkgever: usize,
    rijen: Vec<Rij>,
    /// Interruptions that do not count.
    onderbroken: Vec<Spanne>,
    getekend: Option<i64>,
    /// A past employer.
    voorbij: bool,
}

/// All that is known about work.
pub(super) struct Werk {
    verklaringen: Vec<Verklaring>,
    aanvraag: i64,
}

/// What the days of the window come to.
pub(super) struct Dagen {
    /// Thousandths of FTE on each day.
    pub(super) per_dag: Vec<i64>,
    pub(super) gewerkt: i64,
    pub(super) jaren: u32,
    pub(super) gemiddeld_gewerkt: Ratio<i64>,
    pub(super) gemiddeld_venster: Ratio<i64>,
    pub(super) gemiddeld_beste: Ratio<i64>,
}

/// Where a finding points: statement and row.
type Plek = (usize, usize);

fn spanne(value: &Value, from: &str, to: &str) -> Spanne {
    (dag(&value[from]).expect("a first day"), dag(&value[to]))
}

fn valt_in(day: i64, (from, to): Spanne) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

fn omgekeerd((from, to): Spanne) -> bool {
    to.is_some_and(|to| to < from)
}

/// The name of an employer without accents, signs and legal form.
fn kale_naam(value: &Value) -> String {
    let name = deunicode::deunicode(value.as_str().expect("a name")).to_lowercase();
    let mut bare: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    if bare.ends_with("bv") || bare.ends_with("nv") {
        bare.truncate(bare.len() - 2);
    }
    bare
}

/// A number for each statement, the same for those of one employer: by number, by name, or by way of a third.
fn werkgevers(statements: &[Value]) -> Vec<usize> {
    let mut numbers: Vec<usize> = (0..statements.len()).collect();
    let same = |one: &Value, other: &Value| {
        let (one, other) = (&one["werkgever"], &other["werkgever"]);
        let by_number = one["kvk_nummer"].is_string() && one["kvk_nummer"] == other["kvk_nummer"];
        by_number || kale_naam(&one["naam"]) == kale_naam(&other["naam"])
    };
    loop {
        let before = numbers.clone();
        for (i, one) in statements.iter().enumerate() {
            for (j, other) in statements.iter().enumerate() {
                if same(one, other) {
                    numbers[i] = numbers[i].min(numbers[j]);
                }
            }
        }
        if numbers == before {
            return numbers;
        }
    }
}

impl Rij {
    fn of(row: &Value) -> Self {
        let letters = row["functie"].as_str().expect("a function").chars().filter(|c| c.is_alphabetic());
        Self {
            spanne: spanne(row, "datum_van", "datum_tot"),
            fte: duizendsten(&row["fte"]),
            functie: letters.flat_map(char::to_lowercase).collect(),
        }
    }

    /// Whether two rows of one employer are the same appointment.
    fn is_dezelfde(&self, other: &Self) -> bool {
        self.functie == other.functie || (self.spanne, self.fte) == (other.spanne, other.fte)
    }
}

impl Verklaring {
    fn of(statement: &Value, employer: usize) -> Self {
        let uncounted = lijst(statement, "onderbrekingen").iter().filter(|pause| pause["telt_mee"] == false);
        Self {
            werkgever: employer,
            rijen: lijst(statement, "dienstverbanden").iter().map(Rij::of).collect(),
            onderbroken: uncounted.map(|pause| spanne(pause, "van", "tot")).collect(),
            getekend: dag(&statement["ondertekening"]["datum"]),
            voorbij: statement["momenteel_werkzaam"] == false,
        }
    }

    fn zonder_einde(&self, row: &Rij) -> bool {
        self.voorbij && row.spanne.1.is_none()
    }

    /// Whether the signature declares this day of a row.
    fn verklaart(&self, row: &Rij, day: i64, filed: i64) -> bool {
        let Some(signed) = self.getekend else { return true };
        match row.spanne.1 {
            Some(end) if end < filed => day <= end.min(signed),
            _ => day <= signed + HANDTEKENING_DAGEN,
        }
    }
}

impl Werk {
    /// What the dossier says; `None` where it says nothing, or something ends before it begins.
    pub(super) fn of(dossier: &Value) -> Option<Self> {
        let statements = lijst(dossier, "werkverklaringen");
        let pauses = statements.iter().flat_map(|statement| lijst(statement, "onderbrekingen"));
        if pauses.map(|pause| spanne(pause, "van", "tot")).any(omgekeerd) {
            return None;
        }
        let employers = werkgevers(statements);
        let verklaringen: Vec<_> =
            statements.iter().zip(employers).map(|(statement, employer)| Verklaring::of(statement, employer)).collect();
        let mut rows = verklaringen.iter().flat_map(|statement| &statement.rijen);
        let filed = dag(&dossier["aanvraagdatum"]).expect("a day of application");
        (!statements.is_empty() && !rows.any(|row| omgekeerd(row.spanne))).then_some(Self { verklaringen, aanvraag: filed })
    }

    /// The rows of an employer that count on a day.
    fn rijen(&self, employer: usize, day: i64, declared: bool) -> Vec<&Rij> {
        let of_employer = || self.verklaringen.iter().filter(|statement| statement.werkgever == employer);
        if of_employer().any(|statement| statement.onderbroken.iter().any(|pause| valt_in(day, *pause))) {
            return Vec::new();
        }
        let counts = |statement: &Verklaring, row: &Rij| {
            valt_in(day, row.spanne) && !statement.zonder_einde(row) && (!declared || statement.verklaart(row, day, self.aanvraag))
        };
        of_employer().flat_map(|statement| statement.rijen.iter().filter(move |row| counts(statement, row))).collect()
    }

    /// Thousandths of FTE on a day.
    fn omvang(&self, day: i64, declared: bool) -> i64 {
        let employers = 0..self.verklaringen.len();
        let groups = employers.flat_map(|employer| groepen(self.rijen(employer, day, declared)));
        groups.map(|group| group.iter().map(|row| row.fte).max().unwrap_or(0)).sum()
    }

    /// The days of the window, as stated or as declared.
    pub(super) fn dagen(&self, declared: bool) -> Dagen {
        let from = jaren_eerder(self.aanvraag, 4);
        let per_dag: Vec<i64> = (from..self.aanvraag).map(|day| self.omvang(day, declared)).collect();
        let count = |list: &[i64]| i64::try_from(list.len()).expect("few days");
        let worked: Vec<i64> = per_dag.iter().copied().filter(|size| *size > 0).collect();
        let mut best = per_dag.clone();
        best.sort_unstable_by(|a, b| b.cmp(a));
        best.truncate(1095);
        let years = (1..=4).filter(|back| {
            let (start, end) = (jaren_eerder(self.aanvraag, *back), jaren_eerder(self.aanvraag, back - 1));
            let of_year: Vec<i64> = (start..end).map(|day| per_dag[usize::try_from(day - from).expect("within the window")]).collect();
            mean(&of_year, count(&of_year)) >= Ratio::new(1, 2)
        });
        Dagen {
            gewerkt: count(&worked),
            jaren: u32::try_from(years.count()).expect("four"),
            gemiddeld_gewerkt: mean(&worked, count(&worked)),
            gemiddeld_venster: mean(&per_dag, count(&per_dag)),
            gemiddeld_beste: mean(&best, 1095),
            per_dag,
        }
    }

    /// The first day of the window on which there is more than full time.
    pub(super) fn boven_voltijd(&self, days: &Dagen) -> Option<i64> {
        let place = days.per_dag.iter().position(|size| *size > 1000)?;
        Some(jaren_eerder(self.aanvraag, 4) + i64::try_from(place).expect("few days"))
    }

    /// Whether somebody states, or declares, that the candidate is there on the day of application.
    pub(super) fn werkzaam(&self, declared: bool) -> bool {
        self.verklaringen.iter().any(|statement| {
            statement.rijen.iter().any(|row| {
                let there = valt_in(self.aanvraag, row.spanne) && !statement.voorbij;
                there && (!declared || statement.verklaart(row, self.aanvraag, self.aanvraag))
            })
        })
    }

    /// Statements with a row that lies on a day, up to the application, that the signature does not declare.
    pub(super) fn te_vroeg(&self) -> BTreeSet<usize> {
        let undeclared = |statement: &Verklaring, row: &Rij| {
            let lost = |day: i64| valt_in(day, row.spanne) && !statement.verklaart(row, day, self.aanvraag);
            !statement.zonder_einde(row) && (row.spanne.0..=self.aanvraag).any(lost)
        };
        let signed_early = |place: &usize| self.verklaringen[*place].rijen.iter().any(|row| undeclared(&self.verklaringen[*place], row));
        (0..self.verklaringen.len()).filter(signed_early).collect()
    }

    /// Rows without an end at a past employer.
    pub(super) fn zonder_einde(&self) -> BTreeSet<Plek> {
        let of = |(place, statement): (usize, &Verklaring)| -> Vec<Plek> {
            let rows = statement.rijen.iter().enumerate().filter(|(_, row)| statement.zonder_einde(row));
            rows.map(|(row, _)| (place, row)).collect()
        };
        self.verklaringen.iter().enumerate().flat_map(of).collect()
    }

    /// Rows that are on some day the same appointment as an earlier one. Rows that overlap do so on the day that one of them begins.
    pub(super) fn dubbel(&self) -> BTreeSet<Plek> {
        let of = |(place, statement): (usize, &Verklaring)| -> Vec<Plek> {
            let rows = statement.rijen.iter().enumerate().filter(|(_, row)| !statement.zonder_einde(row));
            rows.map(|(row, _)| (place, row)).collect()
        };
        let all: Vec<Plek> = self.verklaringen.iter().enumerate().flat_map(of).collect();
        let row = |place: &Plek| &self.verklaringen[place.0].rijen[place.1];
        let mut found = BTreeSet::new();
        for (employer, day) in all.iter().map(|place| (self.verklaringen[place.0].werkgever, row(place).spanne.0)) {
            let there = |place: &&Plek| self.verklaringen[place.0].werkgever == employer && valt_in(day, row(place).spanne);
            for group in groepen(all.iter().filter(there).map(row).collect()) {
                let is_in_group = |place: &&Plek| group.iter().any(|one| std::ptr::eq(*one, row(place)));
                found.extend(all.iter().filter(is_in_group).skip(1));
            }
        }
        found
    }
}

/// Rows told apart: those that are the same, and what is the same as those.
fn groepen(mut left: Vec<&Rij>) -> Vec<Vec<&Rij>> {
    let mut groups = Vec::new();
    while !left.is_empty() {
        let mut group = vec![left.remove(0)];
        while let Some(place) = left.iter().position(|row| group.iter().any(|one| one.is_dezelfde(row))) {
            group.push(left.remove(place));
        }
        groups.push(group);
    }
    groups
}

fn mean(sizes: &[i64], over: i64) -> Ratio<i64> {
    if over == 0 { Ratio::from_integer(0) } else { Ratio::new(sizes.iter().sum(), 1000 * over) }
}
