//! Dossiers by the thousand, whose dates, sizes and times lie around every boundary of the norms.

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};

use super::lees::klok;

/// One employer in several spellings, and others.
const WERKGEVERS: [&[&str]; 3] = [
    &["Gemeente Één B.V.", "gemeente een", "GEMEENTE-EEN BV", "Gemeente Een N.V."],
    &["Werkbaan (fictief)", "Wérkbaan fictief", "werkbaan - fictief nv"],
    &["Terug aan het werk"],
];
const FUNCTIES: [&str; 6] =
    ["klantmanager", "Klantmanager", "klant-manager 2", "KLANT MANAGER", "re-integratiebegeleider", "adviseur werk"];
const NUMMERS: [&str; 2] = ["00000001", "00000002"];
const TITELS: [&str; 12] = [
    "Motiverend gesprek",
    "Ziektewet",
    "Banenafspraak",
    "Rouw en verlies",
    "Schulden",
    "Privacy",
    "Arbeidsmarkt",
    "Taal",
    "Autisme",
    "Jobcarving",
    "Grenzen stellen",
    "Participatiewet",
];
const ORGANISATOREN: [&str; 2] = ["Opleider Noord", "Vakbond"];

/// Makes dossiers, always the same one for the same seed.
pub(super) struct Maker {
    state: u64,
    filed: NaiveDate,
    /// Whether most of it lies within the window, so that norms are met.
    kind: bool,
    /// Days on which much happens.
    druk: Vec<i64>,
}

impl Maker {
    /// The next number below `most` (`SplitMix64`).
    fn below(&mut self, most: u64) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % most
    }

    /// True once in so many times.
    fn once_in(&mut self, times: u64) -> bool {
        self.below(times) == 0
    }

    fn between(&mut self, least: i64, most: i64) -> i64 {
        least + i64::try_from(self.below(u64::try_from(most - least + 1).expect("in order"))).expect("small")
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        let place = self.below(u64::try_from(of.len()).expect("small"));
        of[usize::try_from(place).expect("small")].clone()
    }

    /// Days from the day of application: often next to a bound.
    fn offset(&mut self) -> i64 {
        match self.below(if self.kind { 12 } else { 4 }) {
            0 => self.between(-1464, -1458),
            1 => self.between(-3, 3),
            2 => self.between(-2500, 200),
            _ => self.between(-1450, -1),
        }
    }

    fn day(&self, offset: i64) -> Value {
        let days = Days::new(offset.unsigned_abs());
        json!((if offset < 0 { self.filed - days } else { self.filed + days }).to_string())
    }

    fn time(minutes: i64) -> Value {
        let minutes = minutes.rem_euclid(1440);
        json!(format!("{:02}:{:02}", minutes / 60, minutes % 60))
    }

    /// First day and last, if there is one; very seldom the wrong way round.
    fn span(&mut self, from: &str, to: &str) -> Map<String, Value> {
        let start = if self.kind && self.once_in(3) { self.between(-1600, -1200) } else { self.offset() };
        let length = match self.below(120) {
            0 => Some(-1),
            1..40 => Some(self.between(0, 1700)),
            40..60 => Some(self.between(0, 3)),
            // Ends around the application.
            60..80 => Some((self.between(-95, 95) - start).max(0)),
            _ => None,
        };
        let mut span = Map::new();
        span.insert(from.to_owned(), self.day(start));
        if let Some(length) = length {
            span.insert(to.to_owned(), self.day(start + length));
        }
        span
    }

    fn row(&mut self) -> Value {
        let mut row = self.span("datum_van", "datum_tot");
        let thousandths = match self.below(6) {
            0 => self.between(499, 501),
            1 => 1000,
            2 => self.between(1, 1000),
            _ => self.pick(&[250, 300, 500, 600]),
        };
        row.insert("functie".to_owned(), json!(self.pick(&FUNCTIES)));
        row.insert("fte".to_owned(), json!(f64::from(i32::try_from(thousandths).expect("small")) / 1000.0));
        Value::Object(row)
    }

    fn pause(&mut self) -> Value {
        let mut pause = self.span("van", "tot");
        pause.insert("soort".to_owned(), json!("anders"));
        match self.below(4) {
            0 => {}
            1 => drop(pause.insert("telt_mee".to_owned(), json!(true))),
            _ => drop(pause.insert("telt_mee".to_owned(), json!(false))),
        }
        Value::Object(pause)
    }

    /// A signature: none, long ago, just long enough ago, or on the day that a row ended.
    fn signature(&mut self, rows: &[Value]) -> Option<Value> {
        let date = match self.below(9) {
            0..3 => return None,
            3 => self.between(-94, -90),
            4 => self.between(-2, 2),
            5 => self.between(-200, 30),
            6 => self.between(-1600, 100),
            7 => {
                let row = self.pick(rows);
                let end: Option<NaiveDate> = row["datum_tot"].as_str().and_then(|end| end.parse().ok());
                let filed = self.filed;
                end.map_or(0, |end| (end - filed).num_days() + self.between(-1, 1))
            }
            _ => self.between(-400, -100),
        };
        let way = self.pick(&["pen", "elektronisch", "nog_te_tekenen"]);
        Some(json!({ "datum": self.day(date), "wijze": way }))
    }

    fn statement(&mut self) -> Value {
        let names = self.pick(&WERKGEVERS);
        let rows: Vec<Value> = (0..=self.below(4)).map(|_| self.row()).collect();
        let pauses: Vec<Value> = (0..self.below(8).saturating_sub(4)).map(|_| self.pause()).collect();
        let mut statement = json!({ "werkgever": { "naam": self.pick(names) }, "dienstverbanden": rows, "onderbrekingen": pauses });
        if self.once_in(4) {
            statement["werkgever"]["kvk_nummer"] = json!(self.pick(&NUMMERS));
        }
        if let Some(signature) = self.signature(&rows) {
            statement["ondertekening"] = signature;
        }
        match self.below(6) {
            0 => statement["momenteel_werkzaam"] = json!(false),
            1..4 => statement["momenteel_werkzaam"] = json!(true),
            _ => {}
        }
        statement
    }

    /// The same statement once more, or nearly.
    fn copy(&mut self, of: &Value) -> Value {
        let mut copy = of.clone();
        let rows = copy["dienstverbanden"].as_array().cloned().unwrap_or_default();
        match self.below(7) {
            0 => copy["onderbrekingen"] = json!([]),
            1 => copy["onderbrekingen"] = json!([self.pause()]),
            2 => copy["dienstverbanden"][0]["functie"] = json!(self.pick(&FUNCTIES)),
            3 => copy["dienstverbanden"][0]["fte"] = json!(0.4),
            4 => copy["dienstverbanden"] = json!([self.pick(&rows), self.row()]),
            5 => copy["momenteel_werkzaam"] = json!(false),
            _ => {}
        }
        if self.once_in(2) {
            let names = self.pick(&WERKGEVERS);
            copy["werkgever"]["naam"] = json!(self.pick(names));
        }
        if self.once_in(3) {
            let signature = self.signature(&rows);
            copy["ondertekening"] = signature.unwrap_or_default();
        }
        copy
    }

    fn statements(&mut self) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        for _ in 0..=self.below(4) {
            let next = if !all.is_empty() && self.once_in(2) {
                let of = self.pick(&all);
                self.copy(&of)
            } else {
                self.statement()
            };
            all.push(next);
        }
        all
    }

    fn busy_day(&mut self) -> i64 {
        if self.once_in(2) { self.offset() } else { self.pick(&self.druk.clone()) }
    }

    fn presence(&mut self) -> i64 {
        match self.below(6) {
            0 => self.between(479, 481),
            1 => self.between(719, 721),
            2 => self.between(0, 900),
            3 => 0,
            _ => self.pick(&[120, 240, 360, 480]),
        }
    }

    fn awarded(&mut self, place: usize) -> Value {
        let points = match self.below(5) {
            0 => self.between(31_999, 32_001),
            1 => self.between(0, 40_000),
            _ => self.pick(&[4000, 8000, 10_000]),
        };
        let mut awarded = json!({ "punten": f64::from(i32::try_from(points).expect("small")) / 1000.0 });
        let date = self.between(-1, 1);
        if self.once_in(2) {
            awarded["datum"] = self.day(date);
        }
        match self.below(6) {
            0 => {}
            1 => awarded["bewijs"] = json!(format!("brief{}.pdf", self.below(3))),
            2 => awarded["bewijs"] = json!(format!("bewijs{}.pdf", self.below(30))),
            _ => awarded["bewijs"] = json!(format!("eigen{place}.pdf")),
        }
        awarded
    }

    fn activity(&mut self, place: usize) -> Value {
        let soort = self.pick(&["cursus", "workshop", "vakoverleg", "vakoverleg", "artikel", "langdurige_opleiding", "congres"]);
        let from = self.busy_day();
        let mut activity = json!({
            "soort": soort,
            "titel": self.pick(&TITELS),
            "datum_van": self.day(from),
            "tijd_aanwezigheid_min": self.presence(),
            "tijd_voorbereiding_min": if self.once_in(2) { 0 } else { self.presence() },
        });
        if self.once_in(4) {
            let title = activity["titel"].as_str().unwrap_or_default();
            activity["titel"] = json!(title.to_uppercase());
        }
        if self.once_in(2) {
            activity["organisator"] = json!(self.pick(&ORGANISATOREN));
        }
        match self.below(9) {
            0 => activity["datum_tot"] = self.day(from),
            1 | 2 => {
                let length = self.between(1, 3);
                activity["datum_tot"] = self.day(from + length);
                activity["tijd_aanwezigheid_min"] = json!(self.between(0, 3000));
            }
            3 => {
                // Very seldom the wrong way round.
                let length = if self.once_in(40) { -1 } else { self.between(7, 30) };
                activity["datum_tot"] = self.day(from + length);
            }
            _ => {}
        }
        if self.once_in(2) {
            let begin = if self.once_in(4) { self.between(0, 1439) } else { 30 * self.between(16, 46) };
            let length = self.pick(&[0, 1, 60, 90, 119, 120, 240, 480, 600]);
            activity["begintijd"] = Self::time(begin);
            activity["eindtijd"] = Self::time(begin + length);
            if !self.once_in(3) {
                activity["tijd_aanwezigheid_min"] = json!(length);
            }
        }
        if soort == "langdurige_opleiding" && self.once_in(2) || self.once_in(20) {
            activity["pe_toegekend"] = self.awarded(place);
        }
        let evidence = if self.once_in(12) { format!("brief{}.pdf", self.below(3)) } else { format!("bewijs{place}.pdf") };
        activity["bewijs"] = json!([{ "bestand": evidence }]);
        activity
    }

    /// A meeting on its own, or next to something else that has times.
    fn meeting(&mut self, beside: &[Value]) -> Value {
        let day = self.busy_day();
        let mut meeting = json!({ "datum": self.day(day) });
        let begin = 30 * self.between(14, 47);
        if !self.once_in(4) {
            meeting["begintijd"] = Self::time(begin);
        }
        if !beside.is_empty() && self.once_in(2) {
            let other = self.pick(beside);
            let after = self.pick(&[-60, -1, 0, 1, 29, 30, 31, 31, 45]);
            let date = if other["datum"].is_null() { &other["datum_van"] } else { &other["datum"] };
            meeting["datum"] = date.clone();
            let (begin, end) = (klok(&other["begintijd"]), klok(&other["eindtijd"]));
            if let Some((begin, end)) = begin.zip(end) {
                // An end before the start lies after midnight, and then what follows does too.
                let start = end + after + if end < begin { 1440 } else { 0 };
                let date: NaiveDate = date.as_str().and_then(|date| date.parse().ok()).expect("a date");
                let next = if start >= 1440 { date + Days::new(1) } else { date };
                meeting["datum"] = json!(next.to_string());
                meeting["begintijd"] = Self::time(start);
            } else if begin.is_some() {
                meeting["begintijd"] = other["begintijd"].clone();
            }
        }
        let length = if self.once_in(12) { 0 } else { self.pick(&[1, 30, 60, 90, 120, 300]) };
        let start = klok(&meeting["begintijd"]);
        match (self.below(4), start) {
            (0, _) => {}
            (1, _) | (_, None) => meeting["duur_min"] = json!(length),
            (_, Some(start)) => meeting["eindtijd"] = Self::time(start + length),
        }
        if self.once_in(15) {
            meeting["duur_min"] = json!(self.pick(&[0, 45, 90]));
        }
        let seldom = if self.kind { 60 } else { 12 };
        if !self.once_in(seldom) {
            meeting["vorm"] = json!(if self.once_in(seldom) { "casuistiek" } else { "intervisie" });
        }
        if !self.once_in(seldom) {
            meeting["zelfde_vakgebied"] = json!(!self.once_in(seldom));
        }
        meeting
    }

    fn meetings(&mut self, activities: &[Value]) -> Vec<Value> {
        let mut all: Vec<Value> = Vec::new();
        for _ in 0..self.below(if self.kind { 50 } else { 20 }) {
            let beside: Vec<Value> = if self.once_in(3) { activities.to_vec() } else { all.clone() };
            all.push(self.meeting(&beside));
        }
        all
    }
}

/// A day of application: some are odd, such as a leap day and the days around it.
fn filed(maker: &mut Maker) -> NaiveDate {
    let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
    let odd = [day(2026, 6, 1), day(2028, 2, 29), day(2024, 2, 29), day(2024, 3, 1), day(2025, 2, 28)];
    if maker.once_in(2) {
        return maker.pick(&odd);
    }
    let (year, of_year) = (maker.between(2015, 2039), maker.between(1, 365));
    NaiveDate::from_yo_opt(i32::try_from(year).expect("a year"), u32::try_from(of_year).expect("a day")).expect("a date")
}

/// The dossier of a seed.
pub(super) fn dossier(seed: u64) -> Value {
    let mut maker = Maker { state: seed, filed: NaiveDate::default(), kind: false, druk: Vec::new() };
    maker.filed = filed(&mut maker);
    maker.kind = maker.once_in(2);
    maker.druk = (0..6).map(|_| maker.offset()).collect();
    let mut dossier = json!({ "aanvraagdatum": maker.day(0) });
    for bound in ["periode_van", "periode_tot"] {
        if maker.once_in(6) {
            let offset = maker.offset();
            dossier[bound] = maker.day(offset);
        }
    }
    if !maker.once_in(50) {
        dossier["werkverklaringen"] = json!(maker.statements());
    }
    let most = if maker.kind { 30 } else { 16 };
    let activities: Vec<Value> = (0..usize::try_from(maker.below(most)).expect("small")).map(|place| maker.activity(place)).collect();
    dossier["intervisiemomenten"] = json!(maker.meetings(&activities));
    dossier["activiteiten"] = json!(activities);
    dossier
}
