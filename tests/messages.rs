//! Every fault of the input as a user reads it. A new case is a new file in `fixtures/invoer`.

use std::fmt::Write;

use crate::fixture::read;

#[test]
fn says_what_is_wrong_where_and_what_to_do() {
    insta::glob!("../fixtures/invoer", "*.json", |path| {
        let input = read(&std::fs::read(path).expect("a fixture"));
        let mut shown = String::new();
        for finding in &input.findings {
            let place = input.source.position(finding);
            writeln!(
                shown,
                "{}:{} {} [{}]\n  {}\n  {}",
                place.line, place.column, finding.rule.code, finding.path, finding.message, finding.help
            )
            .expect("a string");
        }
        insta::assert_snapshot!(shown);
    });
}
