//! How much the program takes in, in one place: beyond it a finding says so. The limits keep the program quick and its memory
//! bounded, and catch a file that was chosen by mistake. How much one section of a dossier may hold stands in its schema.

/// Bytes of one JSON file; about fifty times a complete dossier.
pub const BYTES: usize = 8 * 1024 * 1024;
/// Levels of objects and lists within each other; a dossier needs seven.
pub const DIEPTE: usize = 32;
/// Findings of one file that are kept: nobody reads more.
pub const BEVINDINGEN: usize = 10_000;
/// Bytes of one form that is read back: a form with a whole font in it is half a megabyte, a signed one some more.
pub const FORMULIER_BYTES: usize = 8 * 1024 * 1024;
/// Bytes that the compressed objects of a form may inflate to: five times what the largest of ours has; in memory they take up to
/// five hundred times as much.
pub const FORMULIER_OBJECTEN: u64 = 768 * 1024;
/// Bytes of the data that a form embeds: the part of a dossier that it was made from.
pub const FORMULIER_GEGEVENS: usize = 1024 * 1024;
/// Fields of one form; an overview of as many activities as a dossier may have has half as many.
pub const FORMULIER_VELDEN: usize = 5_000;
/// Bytes of a file that stands where a PDF is to come: of a larger one no more is read, it is none of ours.
pub const UITVOER: usize = 64 * 1024 * 1024;
/// Bytes of a manifest: some thousand files, each with all that it ever was.
pub const MANIFEST: usize = 16 * 1024 * 1024;
/// Files that a manifest remembers under one name beside the last.
pub const MANIFEST_EERDER: usize = 32;
/// Bytes of one file in the folder of a regeling: the largest of ours is a font of a third of it.
pub const REGELING_BESTAND: usize = 1024 * 1024;
/// Bytes of all files of a regeling together; ours have less than one mebibyte.
pub const REGELING_TOTAAL: u64 = 16 * 1024 * 1024;
/// Files in the folder of a regeling, its fixtures included: the largest of ours has a third as many.
pub const REGELING_BESTANDEN: usize = 500;
/// Pictures of a regeling: a logo or two is what a template shows.
pub const REGELING_BEELDEN: usize = 50;
/// Points of one picture: a page of A4 at 300 to the inch has nine million. A small file can ask for a thousand times as many.
pub const BEELDPUNTEN: u64 = 25_000_000;
/// Bytes of one text in `regeling.toml`: the longest of ours has eight hundred.
pub const REGELING_TEKST: usize = 20_000;
/// Kinds of documents of a regeling; ours have five.
pub const REGELING_DOCUMENTEN: usize = 100;
/// Rules of a regeling that are data; ours have forty.
pub const REGELING_REGELS: usize = 500;
/// Totals of a regeling: more than a screen of them is read by nobody.
pub const REGELING_TOTALEN: usize = 100;
/// Versions of the format of a regeling, and moved fields or changed values of all of them together.
pub const REGELING_VERSIES: usize = 200;
/// Norms of a regeling; ours have twelve.
pub const REGELING_NORMEN: usize = 500;
/// Choices of a regeling, of all its lists together.
pub const REGELING_KEUZES: usize = 5_000;
/// Pages of one document: the overview of as many activities as a dossier may have is a fifth of it.
pub const PAGINAS: usize = 500;
/// Rows of one list on a blank form.
pub const LEGE_RIJEN: usize = 200;
/// Elements of a list where the schema of a regeling allows more, or says nothing.
pub const LIJST: u64 = 1_000;
/// Characters of a text where the schema of a regeling allows more, or says nothing.
pub const TEKST: u64 = 50_000;
/// Bytes of one message to or from a worker: a regeling with all its files, or every PDF of a large dossier.
pub const BERICHT: usize = 512 * 1024 * 1024;
/// Parts of one message: the files of a regeling, or the PDFs of a dossier.
pub const BERICHT_DELEN: usize = 100_000;
/// Bytes of memory that one picture of evidence may take: a photograph of 80 million pixels.
pub const AFBEELDING_GEHEUGEN: u64 = 256 * 1024 * 1024;
/// Rows of a table of people: a form is made for each, and all of them are in memory.
pub const TABEL_RIJEN: usize = 2_000;
/// Empty forms of one kind that are made at once.
pub const KOPIEEN: usize = 200;
