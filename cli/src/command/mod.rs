//! One file a command.

mod check;
mod convert;
mod expression;
mod fmt;
mod import;
mod ledger;
mod rates;
mod read;
mod total;

use adspend::error::Problems;

pub(crate) use convert::Conversion;
pub(crate) use rates::{Pair, Reach};

use crate::arguments::{Arguments, Command};
use crate::diagnostics;
use crate::status::Status;

/// Does what the command line asks for.
pub(crate) fn run(arguments: Arguments) -> Status {
    let result = match arguments.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Total(arguments) => total::run(&arguments),
        Command::Convert(arguments) => convert::run(&arguments),
        Command::Rates(arguments) => rates::run(&arguments),
        Command::Read(arguments) => read::run(&arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::Fmt(arguments) => fmt::run(&arguments),
    };
    result.unwrap_or_else(|problems: Problems| {
        diagnostics::report(&problems);
        Status::BadInput
    })
}
