//! Tests of the whole way, from JSON to pages that are read back by a reader that is not the writer.

#![expect(clippy::expect_used, reason = "a test may stop at what it does not expect")]

mod any;
mod budget;
mod bundel;
mod check;
mod cli;
mod concept;
mod correcties;
mod derde;
mod disk;
mod eject;
mod fixture;
mod forms;
mod fout;
mod hostile;
mod house;
mod import;
mod leidraad;
mod lek;
mod limits;
mod lints;
mod maken;
mod map;
mod messages;
mod mutaties;
mod naief;
mod namen;
mod normen;
mod normteksten;
mod odd;
mod oordeel;
mod oud;
mod output;
mod pdf;
mod reader;
mod recepten;
mod regelingen;
mod sheet;
mod signed;
mod stukken;
mod tabel;
mod uitvoer;
mod values;
mod vreemd;
mod worker;
