//! How much each section of a dossier may hold.

/// Statements of employers in one dossier.
pub const WERKVERKLARINGEN: u64 = 20;
/// Rows of one werkverklaring.
pub const DIENSTVERBANDEN: u64 = 60;
/// Interruptions in one werkverklaring.
pub const ONDERBREKINGEN: u64 = 60;
/// Competences in one ervaringsverklaring, or named by one activity.
pub const COMPETENTIES: u64 = 16;
/// STARR examples of one competence.
pub const VOORBEELDEN: u64 = 6;
/// Strong points of one competence.
pub const STERKE_PUNTEN: u64 = 10;
/// Activities in one dossier.
pub const ACTIVITEITEN: u64 = 200;
/// Pieces of evidence of one activity or meeting.
pub const BEWIJZEN: u64 = 20;
/// Meetings in one dossier.
pub const INTERVISIEMOMENTEN: u64 = 100;
/// Participants of one meeting.
pub const DEELNEMERS: u64 = 40;
/// Highest number of an activity or meeting.
pub const NUMMER: u64 = 9999;
/// Characters of a first name; with the next two it must fit in the head of every page.
pub const VOORNAAM: u64 = 50;
/// Characters of a name particle.
pub const TUSSENVOEGSEL: u64 = 20;
/// Characters of a surname.
pub const ACHTERNAAM: u64 = 60;
/// Characters of a full name.
pub const NAAM: u64 = VOORNAAM + TUSSENVOEGSEL + ACHTERNAAM;
/// Characters of a single-line text.
pub const TEKST: u64 = 250;
/// Characters of a text of several lines.
pub const TEKSTBLOK: u64 = 20_000;
/// Minutes of one activity: 1,000 hours.
pub const MINUTEN: u64 = 60_000;
