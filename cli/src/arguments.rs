//! The command line.

use std::convert::Infallible;
use std::ffi::OsString;
use std::path::PathBuf;
use std::str::FromStr;

use adspend::currency::{Currency, CurrencyError};
use adspend::date::{Day, PeriodUnit, When};
use adspend::exact::{Ratio, RatioError, Rounding};
use adspend::import::{ColumnRelation, SourceKind};
use adspend::model::Stage;
use adspend::rates::{MaxAge, MeanOf, PartialPeriods, Policy, Terms, ValueDate};
use adspend::tally::{Dimension, Order, UnknownDimension};
use adspend::text::{Country, Language, UnsupportedLanguage};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::view::used::Listed;

const EXIT_STATUS: &str = "Exit status: 0 = done, nothing inconsistent or malformed, every requested conversion made; \
    1 = some check inconsistent, malformed or breached, a requested conversion has no rate, \
    or `fmt --check` found a file that is not in canonical form; \
    3 = otherwise done, but some check could not be made; 2 = bad input or usage, nothing written.";

/// Holds reported totals of political-advertising spend against the entries behind them, and converts and adds spend, exactly.
#[derive(Debug, Parser)]
#[command(name = "adspend", version, after_help = EXIT_STATUS, max_term_width = 100)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Give verdicts on all claims and restrictions of ledger files
    Check(CheckArguments),
    /// Add up spend, by any dimension and period, also in one currency
    Total(Box<TotalArguments>),
    /// Convert one amount, fully explained
    Convert(ConvertArguments),
    /// Find the amounts that a text mentions, in six languages
    Read(ReadArguments),
    /// Show what a rate file, or the built-in history, holds
    Rates(RatesArguments),
    /// Make a ledger file of the files of a platform or regulator, with an account of every row
    Import(ImportArguments),
    /// Print a ledger file in canonical form, comments kept; whether its content is right is for `check` to say
    Fmt(FmtArguments),
}

/// For whom the result is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

/// The form of the result.
#[derive(Clone, Copy, Debug, Args)]
pub(crate) struct FormatArgument {
    /// The form of the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
}

/// Which rates are used, and how; what is not named stays as the ledger has it, or at its default.
#[derive(Clone, Debug, Args)]
pub(crate) struct RateArguments {
    /// A file of rates to use instead of the ledger's own or the built-in history
    ///
    /// The ECB's own; `date,base,quote,rate`; or a line a day with columns such as `RUB/USD`, which are units of the first currency per
    /// one of the second: 58.79 roubles for a dollar.
    #[arg(long, value_name = "FILE")]
    pub(crate) rates: Option<PathBuf>,
    /// How many days old a rate may be, or `none` for no limit [default: 7]
    #[arg(long, value_name = "DAYS|none", allow_hyphen_values = true)]
    pub(crate) max_age: Option<MaxAge>,
    /// Which path between two currencies is taken: freshest-path, shortest-path or declared-direction
    #[arg(long, value_name = "NAME")]
    pub(crate) policy: Option<Policy>,
    /// The mean over a period: quote-per-base or base-per-quote
    #[arg(long, value_name = "NAME")]
    pub(crate) mean: Option<MeanOf>,
    /// Take the mean of a period also where only part of its days have rates
    #[arg(long)]
    pub(crate) allow_partial: bool,
}

impl RateArguments {
    /// The terms with what was named on the command line.
    pub(crate) fn terms(&self, mut terms: Terms) -> Terms {
        terms.max_age = self.max_age.unwrap_or(terms.max_age);
        terms.policy = self.policy.unwrap_or(terms.policy);
        terms.mean_of = self.mean.unwrap_or(terms.mean_of);
        if self.allow_partial {
            terms.partial_periods = PartialPeriods::Allowed;
        }
        terms
    }

    /// The first option that was given.
    pub(crate) fn given(&self) -> Option<&'static str> {
        let all = [
            (self.rates.is_some(), "--rates"),
            (self.max_age.is_some(), "--max-age"),
            (self.policy.is_some(), "--policy"),
            (self.mean.is_some(), "--mean"),
            (self.allow_partial, "--allow-partial"),
        ];
        all.into_iter().find(|(given, _)| *given).map(|(_, name)| name)
    }
}

/// `adspend check`.
#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    /// Ledger files; several are read as one
    #[arg(required = true, value_name = "LEDGER")]
    pub(crate) ledgers: Vec<PathBuf>,
    /// Only this claim or restriction, or `parts/ENTRY`, and what holds it together with others; can be repeated
    #[arg(long = "claim", value_name = "ID")]
    pub(crate) claims: Vec<String>,
    #[command(flatten)]
    pub(crate) rates: RateArguments,
    /// Whose day's rate is used: entry, entry-start, entry-end or a day [default: the ledger's]
    #[arg(long, value_name = "WHEN")]
    pub(crate) on: Option<ValueDate>,
    /// List every rate used, not only the first twelve
    #[arg(long)]
    pub(crate) rates_used: bool,
    /// Look for what would explain an inconsistent total; nothing is corrected
    #[arg(long)]
    pub(crate) explain: bool,
    /// A factor by which a total may be too small or too large: 1.2 for a value-added tax of 20 %; can be repeated
    #[arg(long = "factor", value_name = "FACTOR", requires = "explain", value_parser = factor)]
    pub(crate) factors: Vec<Ratio>,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

impl CheckArguments {
    /// How many of the rates used are listed.
    pub(crate) const fn rates_used(&self) -> Listed {
        if self.rates_used { Listed::All } else { Listed::Some }
    }
}

impl TotalArguments {
    /// How many of the rates used are listed.
    pub(crate) const fn rates_used(&self) -> Listed {
        if self.rates_used { Listed::All } else { Listed::Some }
    }
}

/// `adspend total`.
#[derive(Debug, Args)]
pub(crate) struct TotalArguments {
    /// Ledger files; several are read as one
    #[arg(required = true, value_name = "LEDGER")]
    pub(crate) ledgers: Vec<PathBuf>,
    /// KEY=VALUE[,VALUE…] with the keys of a scope; repeated: all must hold. A comma inside a value is `\,`
    #[arg(long = "where", value_name = "EXPR")]
    pub(crate) conditions: Vec<String>,
    /// What to group by: sponsor, payer, payee, platform, campaign, purpose, jurisdiction, currency, stage, role, tag, source
    #[arg(long, value_name = "DIM", value_delimiter = ',', value_parser = dimension)]
    pub(crate) by: Vec<Dimension>,
    /// Periods to group by: day, week, month, quarter or year
    #[arg(long, value_name = "UNIT")]
    pub(crate) per: Option<PeriodUnit>,
    /// Stages to count [default: spent]
    #[arg(long = "stage", value_name = "STAGE", value_delimiter = ',')]
    pub(crate) stages: Vec<Stage>,
    /// Only what was recorded on or before this day
    #[arg(long, value_name = "DAY")]
    pub(crate) as_known_on: Option<Day>,
    /// The currency to convert to
    #[arg(long, value_name = "CUR")]
    pub(crate) to: Option<String>,
    #[command(flatten)]
    pub(crate) rates: RateArguments,
    /// Whose day's rate is used: entry, entry-start, entry-end or a day [default: the ledger's]
    #[arg(long, value_name = "WHEN")]
    pub(crate) on: Option<ValueDate>,
    /// List every rate used, not only the first twelve
    #[arg(long)]
    pub(crate) rates_used: bool,
    /// Add and then round (sum), or round each and then add (each)
    #[arg(long, value_name = "ORDER", default_value = "sum")]
    pub(crate) order: Order,
    /// How figures are rounded at the minor digits of their currency
    #[arg(long, value_name = "MODE", default_value = "half-away")]
    pub(crate) rounding: Rounding,
    /// Only the rounded figures and what each may be, a line each, as CSV: the quick way for millions of entries
    #[arg(long, conflicts_with_all = ["format", "rates_used"])]
    pub(crate) csv: bool,
    /// Beside each id of an actor, platform, campaign or source its name in the ledger, as text has it anyway: `sponsor_name`
    #[arg(long, requires = "csv")]
    pub(crate) names: bool,
    /// The largest group of each currency first, by its figure, or where it has none by the least that it may be
    #[arg(long)]
    pub(crate) largest_first: bool,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// `adspend convert`.
#[derive(Debug, Args)]
pub(crate) struct ConvertArguments {
    /// An amount as people write it: "45.15 million yuan", "≤100 EUR", "-5 USD"
    #[arg(allow_hyphen_values = true)]
    pub(crate) amount: String,
    /// The currency to convert to
    #[arg(long, value_name = "CUR")]
    pub(crate) to: String,
    /// The day or period whose rate is used, in EDTF: 2020-10-26, 2019-08, 2019
    #[arg(long, value_name = "WHEN")]
    pub(crate) on: When,
    #[command(flatten)]
    pub(crate) rates: RateArguments,
    /// How the result is rounded at the minor digits of its currency
    #[arg(long, value_name = "MODE", default_value = "half-away")]
    pub(crate) rounding: Rounding,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// `adspend read`.
#[derive(Debug, Args)]
pub(crate) struct ReadArguments {
    /// The text; several are joined by blanks. Without one, and without `--file`, standard input is read
    #[arg(conflicts_with = "file", value_parser = prose)]
    pub(crate) text: Vec<String>,
    /// The file whose text is read, in UTF-8
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// The language of the text: en, fr, de, es, ru, zh, zh-Hant, also with a country (fr-CH), or `und`: not known
    ///
    /// Where it is not known, scale words are read as in English, names of currencies in every language, and neither `.` nor `,`
    /// is taken for the decimal sign unless other amounts of the text show it.
    #[arg(long, value_name = "TAG", default_value = "und")]
    pub(crate) lang: Tag,
    /// The country of the text (ISO 3166-1, as `CA`): a sign that several currencies share, such as `$`, means that of the country
    /// [default: that of `--lang`, as in `fr-CA`]
    #[arg(long, value_name = "CC")]
    pub(crate) country: Option<Country>,
    /// The currencies of the text, as `CNY,USD`: a sign that several share means the one listed
    #[arg(long, value_name = "CUR,…", value_delimiter = ',', value_parser = listed_currency)]
    pub(crate) currencies: Vec<Currency>,
    /// Refuse a text with an amount that may be read in two ways, such as `€1.234`
    #[arg(long)]
    pub(crate) strict: bool,
    /// Also take numbers that name no currency, as the cells of a table have them, one a line; a line that is a date is reported, one
    /// without an amount named, and the others are read
    #[arg(long)]
    pub(crate) cell: bool,
    /// Write the skeleton of a ledger file: an entry for each amount, and a gap for what the text says in other words
    #[arg(long, conflicts_with = "format")]
    pub(crate) ledger: bool,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// The tag of a language, with the country that it names.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) language: Language,
    pub(crate) country: Option<Country>,
}

impl FromStr for Tag {
    type Err = UnsupportedLanguage;

    fn from_str(tag: &str) -> Result<Self, UnsupportedLanguage> {
        Ok(Self { language: tag.parse()?, country: Country::of_tag(tag) })
    }
}

/// Marks an argument that begins with a minus and is no option, as the parser knows only numbers as such: `-500 EUR`.
const NO_OPTION: char = '\u{2060}';

/// The arguments of the command line, for [`Parser::try_parse_from`]: a text for `read` may begin with a minus.
pub(crate) fn given(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut are_values = false;
    let mut given: Vec<OsString> = Vec::new();
    for argument in arguments {
        let reads_text = given.get(1).is_some_and(|command| command == "read");
        let is_amount = |text: &str| {
            text.strip_prefix('-')
                .is_some_and(|rest| rest.starts_with(|c: char| c != '-' && !c.is_ascii_alphabetic()))
        };
        are_values |= argument == "--";
        given.push(match argument.to_str().filter(|text| reads_text && !are_values && is_amount(text)) {
            Some(text) => format!("{NO_OPTION}{text}").into(),
            None => argument,
        });
    }
    given
}

/// A part of a text, without the mark of [`given`].
fn prose(text: &str) -> Result<String, Infallible> {
    Ok(text.strip_prefix(NO_OPTION).unwrap_or(text).to_owned())
}

/// A number above 0 by which a total can be off.
fn factor(text: &str) -> Result<Ratio, String> {
    let factor: Ratio = text.parse().map_err(|error: RatioError| error.to_string())?;
    if factor.is_positive() && factor != Ratio::one() {
        Ok(factor)
    } else {
        Err("a factor is above 0 and not 1: write 1.2 for a tax of 20 %".to_owned())
    }
}

/// The listed currency with this code.
fn listed_currency(code: &str) -> Result<Currency, String> {
    Currency::from_code(code).map_err(|error| match error {
        CurrencyError::Unknown { nearest, .. } if !nearest.is_empty() => {
            let nearest: Vec<String> = nearest.iter().map(|code| format!("`{code}`")).collect();
            format!("no listed currency code; the nearest: {}", nearest.join(", "))
        }
        CurrencyError::Unknown { .. } => "no listed currency code: write one such as `EUR`".to_owned(),
        other => other.to_string(),
    })
}

/// `adspend import`.
#[derive(Debug, Args)]
pub(crate) struct ImportArguments {
    /// Whose files these are
    #[arg(value_parser = source_kind(), value_name = "SOURCE")]
    pub(crate) source: SourceKind,
    /// Files, folders and ZIP archives
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// The ledger file to write; its entries go beside it as CSV
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
    /// Repair cells that are not written as the source writes them but can be read in one way only; each repair is listed
    #[arg(long)]
    pub(crate) tolerant: bool,
    /// The currency of files that name none
    #[arg(long, value_name = "CUR", value_parser = listed_currency)]
    pub(crate) currency: Option<Currency>,
    /// The dates that a report covers, in EDTF, where its name and content do not say so
    #[arg(long, value_name = "EDTF")]
    pub(crate) window: Option<When>,
    /// Which column of a CSV file is what, for the source `csv`: TOML
    ///
    /// Such as:
    ///
    ///     date-format = "dd/mm/yyyy"   # where dates are not as 2019-08-03
    ///
    ///     [columns]                    # the columns of the header: amount, and any of date, id, currency,
    ///     amount = "Cost"              # sponsor, payer, payee, platform, campaign, jurisdiction, purpose, note,
    ///     date = "Day"                 # stage, role, basis
    ///     sponsor = "Advertiser"
    ///
    ///     [constants]                  # what is the same in every row
    ///     currency = "EUR"
    #[arg(long, value_name = "FILE", verbatim_doc_comment)]
    pub(crate) mapping: Option<PathBuf>,
    /// How the columns of Google's currencies relate: same-money or by-region [default: as their amounts show]
    #[arg(long, value_name = "RELATION")]
    pub(crate) columns: Option<ColumnRelation>,
    /// Overwrite the files of `--output`
    #[arg(long)]
    pub(crate) force: bool,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// The sources by name.
fn source_kind() -> impl TypedValueParser<Value = SourceKind> {
    let names = PossibleValuesParser::new(SourceKind::ALL.iter().map(|kind| kind.name()));
    names.try_map(|name: String| name.parse::<SourceKind>())
}

/// `adspend rates`.
#[derive(Debug, Args)]
pub(crate) struct RatesArguments {
    /// A file of rates; the built-in history where none is named
    pub(crate) file: Option<PathBuf>,
    /// The cross of two currencies: units of the second per unit of the first
    #[arg(long, value_name = "A/B")]
    pub(crate) pair: Option<String>,
    /// The day or period whose cross is shown, in EDTF
    #[arg(long, value_name = "WHEN", requires = "pair")]
    pub(crate) on: Option<When>,
    /// How many days old a rate may be, or `none` for no limit [default: 7]
    #[arg(long, value_name = "DAYS|none", requires = "on", allow_hyphen_values = true)]
    pub(crate) max_age: Option<MaxAge>,
    /// Which path between two currencies is taken: freshest-path, shortest-path or declared-direction
    #[arg(long, value_name = "NAME", requires = "pair")]
    pub(crate) policy: Option<Policy>,
    #[command(flatten)]
    pub(crate) format: FormatArgument,
}

/// `adspend fmt`.
#[derive(Debug, Args)]
pub(crate) struct FmtArguments {
    /// A ledger file
    pub(crate) ledger: PathBuf,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "OUT", conflicts_with = "check")]
    pub(crate) output: Option<PathBuf>,
    /// Overwrite the file of `--output`
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Print no file; where it is not in canonical form, say so on standard error and exit with status 1
    #[arg(long)]
    pub(crate) check: bool,
}

/// What to group by; the library's words, with the option's name for periods.
fn dimension(text: &str) -> Result<Dimension, String> {
    text.parse().map_err(|error: UnknownDimension| match text.parse::<PeriodUnit>() {
        Ok(_) => format!("`{text}` is a period: write `--per {text}`"),
        Err(_) => error.to_string().replace("with `per`", "with `--per`"),
    })
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_defined() {
        Arguments::command().debug_assert();
    }
}
