//! Which field of a record holds what, by version of the FEC's electronic filing format.
//!
//! From the FEC's published format specifications, versions 2 to 8.5. Fields count from 1, 0 is none.

use super::header::Version;

/// The records that are items of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Schedule {
    /// Receipts.
    A,
    /// Disbursements.
    B,
    /// Independent expenditures of committees.
    E,
    /// Expenditures of a party, coordinated with its candidate.
    F,
    /// Disbursements shared between a party's federal and other accounts.
    H4,
    /// The same for activities of an election, shared with a Levin account.
    H6,
    /// Independent expenditures of others, on form 5.
    F57,
    /// Communication costs of corporations and unions, on form 7.
    F76,
    /// Disbursements for electioneering communications, on form 9.
    F93,
    /// Contributions to whoever files form 5.
    F56,
    /// Contributions of the last 20 days, on form 6, told within 48 hours.
    F65,
    /// Donations for electioneering communications, on form 9.
    F92,
    /// Expenditures of a candidate's own money, on form 10.
    F105,
    /// Donations to an inaugural committee, on form 13.
    F132,
    /// Such donations that were given back.
    F133,
}

/// The fields of an item.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Layout {
    /// The id of the transaction.
    pub(super) id: usize,
    /// The other side's name in one field: an organisation, or `Last^First^Middle^Prefix^Suffix` before version 6.
    pub(super) name: usize,
    /// The first of the fields of a person's name: last, first, middle, prefix, suffix.
    pub(super) person: usize,
    /// The date.
    pub(super) date: usize,
    /// The date, where the first is empty.
    pub(super) date_else: usize,
    /// The amount.
    pub(super) amount: usize,
    /// What it was for.
    pub(super) purpose: usize,
    /// `X` where it is a memo.
    pub(super) memo: usize,
    /// The memo's text.
    pub(super) memo_text: usize,
    /// `S`upports or `O`pposes the candidate.
    pub(super) stance: usize,
    /// The candidate's id.
    pub(super) candidate: usize,
    /// The candidate's name in one field.
    pub(super) candidate_name: usize,
    /// The first of the fields of the candidate's name: last, first.
    pub(super) candidate_person: usize,
    /// The state of the office that the candidate seeks.
    pub(super) state: usize,
    /// What was spent on the race from January on, this item included.
    pub(super) year_to_date: usize,
    /// The first of the three fields that tell the race: office, state and district, whatever their order.
    pub(super) office: usize,
    /// The election: `P2018`.
    pub(super) election: usize,
}

const NONE: Layout = Layout {
    id: 3,
    name: 7,
    person: 8,
    date: 20,
    date_else: 0,
    amount: 21,
    purpose: 0,
    memo: 0,
    memo_text: 0,
    stance: 0,
    candidate: 0,
    candidate_name: 0,
    candidate_person: 0,
    state: 0,
    year_to_date: 0,
    office: 0,
    election: 0,
};

/// Versions 2, 3 and 5, whose names stand in one field.
const OLD: Layout = Layout { name: 4, person: 0, ..NONE };

/// The records of forms that have no schedules.
const FORMS: [(&str, Schedule); 9] = [
    ("F57", Schedule::F57),
    ("F76", Schedule::F76),
    ("F93", Schedule::F93),
    ("F56", Schedule::F56),
    ("F65", Schedule::F65),
    ("F92", Schedule::F92),
    ("F105", Schedule::F105),
    ("F132", Schedule::F132),
    ("F133", Schedule::F133),
];

/// Whether a record of schedule B is of schedule L-B, line 4: transfers of a party's Levin account to its federal one, for expenditures
/// that are items of schedule H6, in full (11 CFR 300.33).
pub(super) fn is_levin_transfer(form: &str) -> bool {
    let line = form.strip_prefix("SB").map(|line| line.strip_prefix("SL").unwrap_or(line));
    matches!(line, Some("4A" | "4B" | "4C" | "4D"))
}

impl Schedule {
    /// Whether its money was given to the filer, and not by him.
    pub(super) const fn is_receipt(self) -> bool {
        matches!(self, Self::A | Self::F56 | Self::F65 | Self::F92 | Self::F105 | Self::F132)
    }

    /// The schedule of a record, by the beginning of its first field.
    pub(super) fn of(form: &str) -> Option<Self> {
        if is_levin_transfer(form) {
            return None;
        }
        match form.get(..2)? {
            "SA" => Some(Self::A),
            "SB" => Some(Self::B),
            "SE" => Some(Self::E),
            "SF" => Some(Self::F),
            "H4" => Some(Self::H4),
            "H6" => Some(Self::H6),
            _ => FORMS.iter().find(|(start, _)| form.starts_with(start)).map(|(_, schedule)| *schedule),
        }
    }

    /// Where its fields are.
    pub(super) fn layout(self, version: Version) -> Layout {
        let layout = self.layout_since_3(version);
        // In version 2 the fields of the memo hold what other record this one belongs to, where they are there at all.
        let had_memo = matches!(self, Self::A | Self::B | Self::H6) || version.major > 2;
        if had_memo { layout } else { layout.without_memo() }
    }

    fn layout_since_3(self, version: Version) -> Layout {
        let Version { major, minor } = version;
        match (self, major, minor) {
            (Self::A, 8.., _) => Layout { purpose: 23, memo: 43, memo_text: 44, ..NONE },
            (Self::A, 6, 2 | 3) => Layout { purpose: 24, memo: 45, memo_text: 46, ..NONE },
            (Self::A, 6.., _) => Layout { purpose: 24, memo: 44, memo_text: 45, ..NONE },
            (Self::A, ..) => {
                Layout { id: 34, date: 15, amount: 16, purpose: 18, memo: 31, memo_text: 32, ..OLD }
            }
            (Self::B, ..) => Self::layout_b(version),
            (Self::E, ..) => Self::layout_e(version),
            (Self::F, ..) => Self::layout_f(version),
            (Self::H4 | Self::H6, ..) => self.layout_h(version),
            (Self::F57, 8.., _) => Layout {
                name: 5,
                person: 6,
                date: 18,
                amount: 19,
                purpose: 21,
                stance: 24,
                candidate: 25,
                candidate_person: 26,
                state: 32,
                ..NONE
            },
            (Self::F57, 6.., _) => Layout {
                purpose: 22,
                stance: 25,
                candidate: 26,
                candidate_person: 27,
                state: 33,
                ..Self::F57.layout(Version { major: 8, minor: 0 })
            },
            (Self::F57, ..) => {
                Layout { id: if major == 5 { 32 } else { 0 }, ..Self::E.layout(version) }.without_memo()
            }
            (Self::F76, 6.., _) => Layout {
                name: 0,
                person: 0,
                date: 7,
                amount: 8,
                stance: 11,
                candidate: 12,
                candidate_person: 13,
                state: 19,
                ..NONE
            },
            (Self::F76, ..) => Layout {
                id: 16,
                name: 0,
                date: 6,
                amount: 14,
                stance: 7,
                candidate: 8,
                candidate_name: 9,
                state: 11,
                ..OLD
            },
            (Self::F93, 6.., _) => Layout { purpose: 22, ..NONE },
            (Self::F93, 5, 0) => Layout { id: 34, date: 15, amount: 16, purpose: 17, ..OLD },
            (Self::F93, 5, 1) => Layout { id: 31, date: 14, amount: 15, purpose: 10, person: 39, ..OLD },
            (Self::F93, ..) => {
                Layout { id: 31, name: 38, person: 39, date: 14, amount: 15, purpose: 11, ..OLD }
            }
            (Self::F56 | Self::F65 | Self::F92 | Self::F105 | Self::F132 | Self::F133, ..) => {
                self.layout_of_donation(version)
            }
        }
    }

    fn layout_of_donation(self, Version { major, minor }: Version) -> Layout {
        match (self, major, minor) {
            (Self::F56 | Self::F65, 6.., _) => Layout { name: 5, person: 6, date: 17, amount: 18, ..NONE },
            (Self::F56 | Self::F65, ..) => Layout { id: 27, date: 12, amount: 13, ..OLD },
            (Self::F92, 6.., _) => Layout { date: 18, amount: 19, ..NONE },
            (Self::F92, 5, 1) => Layout { id: 34, name: 39, person: 40, date: 15, amount: 16, ..OLD },
            (Self::F92, ..) => Layout { id: 34, date: 15, amount: 16, ..OLD },
            (Self::F105, 6.., _) => Layout { name: 0, person: 0, date: 6, amount: 7, ..NONE },
            (Self::F105, ..) => Layout { id: 9, name: 0, person: 0, date: 3, amount: 6, ..OLD },
            (_, ..6, _) => {
                let id = if self == Self::F132 { 19 } else { 18 };
                Layout { id, name: 4, person: 5, date: 15, amount: 16, ..NONE }
            }
            _ => {
                let memo = if self == Self::F132 { 21 } else { 20 };
                Layout { date: 18, amount: 19, memo, memo_text: memo + 1, ..NONE }
            }
        }
    }

    fn layout_b(Version { major, minor }: Version) -> Layout {
        match (major, minor) {
            (8.., _) => {
                Layout { purpose: 23, candidate: 27, candidate_person: 28, memo: 42, memo_text: 43, ..NONE }
            }
            (6, 1) => {
                Layout { purpose: 23, candidate: 28, candidate_person: 29, memo: 43, memo_text: 44, ..NONE }
            }
            (6, 2 | 3) => {
                Layout { purpose: 23, candidate: 29, candidate_person: 30, memo: 44, memo_text: 45, ..NONE }
            }
            (6.., _) => {
                Layout { purpose: 24, candidate: 28, candidate_person: 29, memo: 43, memo_text: 44, ..NONE }
            }
            _ => Layout {
                id: 31,
                date: 14,
                amount: 15,
                purpose: 11,
                candidate: 17,
                candidate_name: 18,
                memo: 28,
                memo_text: 29,
                ..OLD
            },
        }
    }

    /// The state stands before the district up to version 8.0, and behind it since.
    fn layout_e(Version { major, minor }: Version) -> Layout {
        let since_6 = Layout {
            purpose: 24,
            stance: 27,
            candidate: 28,
            candidate_person: 29,
            state: 35,
            memo: 43,
            memo_text: 44,
            year_to_date: 22,
            office: 34,
            election: 18,
            ..NONE
        };
        match (major, minor) {
            (8, 0) => Layout {
                purpose: 23,
                stance: 26,
                candidate: 27,
                candidate_person: 28,
                state: 34,
                memo: 42,
                memo_text: 43,
                year_to_date: 22,
                office: 33,
                election: 18,
                ..NONE
            },
            (8.., _) => Layout { date: 22, date_else: 20, state: 36, year_to_date: 23, ..since_6 },
            (6.., _) => since_6,
            _ => Layout {
                id: 37,
                date: 11,
                amount: 12,
                purpose: 10,
                stance: 13,
                candidate: 14,
                candidate_name: 15,
                state: 17,
                memo: 38,
                memo_text: 39,
                year_to_date: if major == 5 { 46 } else { 0 },
                office: 16,
                election: 42,
                ..OLD
            },
        }
    }

    fn layout_f(Version { major, minor }: Version) -> Layout {
        let newest = Layout {
            name: 17,
            person: 18,
            date: 28,
            amount: 29,
            purpose: 31,
            candidate: 34,
            candidate_person: 35,
            state: 41,
            memo: 43,
            memo_text: 44,
            ..NONE
        };
        // A code of the purpose stood before its words, and behind it until 6.3 whether a limit was raised.
        let moved = |by: usize| Layout {
            purpose: 32,
            candidate: newest.candidate + by,
            candidate_person: newest.candidate_person + by,
            state: newest.state + by,
            memo: newest.memo + by,
            memo_text: newest.memo_text + by,
            ..newest
        };
        match (major, minor) {
            (8.., _) => newest,
            (7, _) | (6, 4) => moved(1),
            (6, _) => moved(2),
            _ => Layout {
                id: 37,
                name: 14,
                date: 22,
                amount: 23,
                purpose: 21,
                candidate: 25,
                candidate_name: 26,
                state: 28,
                memo: 38,
                memo_text: 39,
                ..OLD
            },
        }
    }

    /// Of the amount as a whole, the shares of both accounts together.
    fn layout_h(self, Version { major, .. }: Version) -> Layout {
        let is_h4 = self == Self::H4;
        let memo = if is_h4 { 32 } else { 30 };
        let since_6 = Layout { date: 19, amount: 20, ..NONE };
        match (major, is_h4) {
            (8.., _) => Layout { purpose: 24, memo, memo_text: memo + 1, ..since_6 },
            (6.., _) => Layout { purpose: 25, memo: memo + 1, memo_text: memo + 2, ..since_6 },
            (_, true) => Layout {
                id: 34,
                date: 11,
                amount: 12,
                purpose: 10,
                candidate: 22,
                candidate_name: 23,
                state: 25,
                memo: 35,
                memo_text: 36,
                ..OLD
            },
            (_, false) => Layout {
                id: 39,
                date: 13,
                amount: 14,
                purpose: 12,
                candidate: 24,
                candidate_name: 25,
                state: 27,
                memo: 36,
                memo_text: 37,
                ..OLD
            },
        }
    }
}

impl Layout {
    const fn without_memo(mut self) -> Self {
        self.memo = 0;
        self.memo_text = 0;
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_state_moves_behind_the_district() {
        let state = |major, minor| Schedule::E.layout(Version { major, minor }).state;
        assert_eq!([state(5, 3), state(6, 4), state(7, 0), state(8, 0), state(8, 2)], [17, 35, 35, 34, 36]);
    }

    #[test]
    fn memo_codes_move_with_the_versions() {
        let memo = |schedule: Schedule, major, minor| schedule.layout(Version { major, minor }).memo;
        let versions = [(3, 0), (5, 3), (6, 1), (6, 2), (6, 4), (7, 0), (8, 3)];
        let all = |schedule| versions.map(|(major, minor)| memo(schedule, major, minor));
        assert_eq!(all(Schedule::A), [31, 31, 44, 45, 44, 44, 43]);
        assert_eq!(all(Schedule::B), [28, 28, 43, 44, 43, 43, 42]);
        assert_eq!(all(Schedule::E), [38, 38, 43, 43, 43, 43, 43]);
        assert_eq!(all(Schedule::F57), [0; 7]);
        let oldest = [Schedule::A, Schedule::B, Schedule::E, Schedule::F, Schedule::H4];
        assert_eq!(oldest.map(|schedule| memo(schedule, 2, 0)), [31, 28, 0, 0, 0]);
    }

    #[test]
    fn donations_move_with_the_versions() {
        let fields = |schedule: Schedule, major, minor| {
            let layout = schedule.layout(Version { major, minor });
            [layout.id, layout.name, layout.person, layout.date, layout.amount, layout.memo]
        };
        for (schedule, old, new) in [
            (Schedule::F56, [27, 4, 0, 12, 13, 0], [3, 5, 6, 17, 18, 0]),
            (Schedule::F65, [27, 4, 0, 12, 13, 0], [3, 5, 6, 17, 18, 0]),
            (Schedule::F92, [34, 4, 0, 15, 16, 0], [3, 7, 8, 18, 19, 0]),
            (Schedule::F105, [9, 0, 0, 3, 6, 0], [3, 0, 0, 6, 7, 0]),
            (Schedule::F132, [19, 4, 5, 15, 16, 0], [3, 7, 8, 18, 19, 21]),
            (Schedule::F133, [18, 4, 5, 15, 16, 0], [3, 7, 8, 18, 19, 20]),
        ] {
            assert_eq!([fields(schedule, 5, 3), fields(schedule, 8, 3)], [old, new], "{schedule:?}");
        }
        assert_eq!(fields(Schedule::F92, 5, 1), [34, 39, 40, 15, 16, 0]);
    }

    #[test]
    fn payees_and_purposes_of_form_9_move_with_the_versions() {
        let fields = |major, minor| {
            let layout = Schedule::F93.layout(Version { major, minor });
            [layout.id, layout.name, layout.person, layout.date, layout.amount, layout.purpose]
        };
        assert_eq!(fields(5, 0), [34, 4, 0, 15, 16, 17]);
        assert_eq!(fields(5, 1), [31, 4, 39, 14, 15, 10]);
        assert_eq!(fields(5, 3), [31, 38, 39, 14, 15, 11]);
        assert_eq!(fields(8, 3), [3, 7, 8, 20, 21, 22]);
    }

    #[test]
    fn shared_and_coordinated_expenditures_move_with_the_versions() {
        let fields = |schedule: Schedule, major, minor| {
            let layout = schedule.layout(Version { major, minor });
            [layout.id, layout.date, layout.amount, layout.purpose, layout.candidate, layout.memo]
        };
        for (version, f, h4, h6) in [
            ((8, 3), [3, 28, 29, 31, 34, 43], [3, 19, 20, 24, 0, 32], [3, 19, 20, 24, 0, 30]),
            ((7, 0), [3, 28, 29, 32, 35, 44], [3, 19, 20, 25, 0, 33], [3, 19, 20, 25, 0, 31]),
            ((6, 3), [3, 28, 29, 32, 36, 45], [3, 19, 20, 25, 0, 33], [3, 19, 20, 25, 0, 31]),
            ((5, 0), [37, 22, 23, 21, 25, 38], [34, 11, 12, 10, 22, 35], [39, 13, 14, 12, 24, 36]),
        ] {
            let all = [Schedule::F, Schedule::H4, Schedule::H6].map(|it| fields(it, version.0, version.1));
            assert_eq!(all, [f, h4, h6], "{version:?}");
        }
    }

    #[test]
    fn the_year_to_date_is_told_by_race() {
        let fields = |major, minor| {
            let layout = Schedule::E.layout(Version { major, minor });
            (layout.year_to_date, layout.office, layout.election)
        };
        assert_eq!(fields(8, 3), (23, 34, 18));
        assert_eq!(fields(8, 0), (22, 33, 18));
        assert_eq!(fields(6, 4), (22, 34, 18));
        assert_eq!(fields(5, 3), (46, 16, 42));
        assert_eq!(fields(3, 0), (0, 16, 42));
    }

    #[test]
    fn records_that_are_no_items_have_no_schedule() {
        for form in
            ["SC/10", "SBSL4A", "SB4D", "SD10", "TEXT", "F3ZT", "F13N", "F10", "F6", "F91", "H3", "", "é"]
        {
            assert_eq!(Schedule::of(form), None, "{form}");
        }
        assert_eq!(Schedule::of("SA11AI"), Some(Schedule::A));
        assert_eq!(["SBSL5", "SB4", "SB24"].map(Schedule::of), [Some(Schedule::B); 3]);
        assert_eq!(Schedule::of("F57"), Some(Schedule::F57));
        assert_eq!(Schedule::of("F133"), Some(Schedule::F133));
    }
}
