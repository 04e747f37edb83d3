//! The `adspend` command: a thin face over the library `adspend`. It parses arguments, calls the library, prints.

mod arguments;
mod command;
mod diagnostics;
mod figures;
mod input;
mod output;
mod rates_used;
mod status;
mod table;
mod view;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use status::Status;

fn main() -> ExitCode {
    match Arguments::try_parse_from(arguments::given(std::env::args_os())) {
        Ok(arguments) => command::run(arguments).into(),
        Err(error) => {
            // Where nobody reads the message any more, nothing is left to be told.
            let _ = error.print();
            if error.use_stderr() { Status::BadInput.into() } else { Status::Done.into() }
        }
    }
}
