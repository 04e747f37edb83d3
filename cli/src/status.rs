//! Exit statuses.

use std::process::ExitCode;

use adspend::check::Verdict;

/// How a run ended; a closed set, ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Done: nothing inconsistent or malformed, every requested conversion made.
    Done,
    /// Otherwise done, but some check could not be made.
    Unchecked,
    /// Some check is inconsistent, malformed or breached, or a requested conversion has no rate.
    Failed,
    /// Bad input or usage; nothing was written.
    BadInput,
}

impl Status {
    /// The number that a shell sees.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::BadInput => 2,
            Self::Unchecked => 3,
        }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}

impl From<Verdict> for Status {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Proven | Verdict::Consistent => Self::Done,
            Verdict::Unchecked => Self::Unchecked,
            Verdict::Inconsistent | Verdict::Malformed => Self::Failed,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_have_the_statuses_of_the_specification() {
        let number = |verdict| Status::from(verdict).number();
        assert_eq!(
            [
                Verdict::Proven,
                Verdict::Consistent,
                Verdict::Unchecked,
                Verdict::Inconsistent,
                Verdict::Malformed
            ]
            .map(number),
            [0, 0, 3, 1, 1]
        );
        assert_eq!(Status::BadInput.number(), 2);
    }
}
