//! The `adspend` command.
fn main() {}
