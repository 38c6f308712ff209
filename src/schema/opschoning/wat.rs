//! What cleaning changed, and how it is told.

/// What was changed in a text, as numbers of places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wat {
    pub(super) afbreekstreepjes: usize,
    pub(super) onzichtbaar: usize,
    pub(super) streepjes: usize,
    pub(super) spaties: usize,
    pub(super) tekens: usize,
    /// Bullets of other fonts that have not become a point of a list.
    pub(super) bolletjes: usize,
    pub(super) regeleinden: usize,
    pub(super) punten: usize,
    pub(super) rijen: usize,
    pub(super) regels: usize,
    /// Characters that were put in.
    pub(super) erbij: usize,
}

impl Wat {
    /// What was changed, in words that follow "is opgeschoond:"; `None` where nothing was.
    #[must_use]
    pub fn zin(&self) -> Option<String> {
        let count = |number: usize, one: &str, more: &str| match number {
            0 => None,
            1 => Some(format!("1 {one}")),
            number => Some(format!("{number} {more}")),
        };
        let parts = [
            count(self.afbreekstreepjes, "zacht afbreekstreepje weg", "zachte afbreekstreepjes weg"),
            count(self.onzichtbaar, "onzichtbaar teken weg", "onzichtbare tekens weg"),
            count(self.streepjes, "bijzonder streepje gewoon gemaakt", "bijzondere streepjes gewoon gemaakt"),
            count(self.spaties, "bijzondere spatie gewoon gemaakt", "bijzondere spaties gewoon gemaakt"),
            count(self.tekens + self.bolletjes, "teken van een ander lettertype vervangen", "tekens van een ander lettertype vervangen"),
            count(self.regeleinden, "bijzonder regeleinde gewoon gemaakt", "bijzondere regeleinden gewoon gemaakt"),
            count(self.punten, "opsommingsteken een punt van een lijst geworden", "opsommingstekens een lijst geworden"),
            count(self.rijen, "rij van een tabel een regel geworden", "rijen van een tabel regels geworden"),
            count(self.regels, "nieuwe regel een spatie geworden", "nieuwe regels een spatie geworden"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    /// At most how many characters cleaning put in.
    #[must_use]
    pub fn erbij(&self) -> usize {
        self.erbij
    }
}
