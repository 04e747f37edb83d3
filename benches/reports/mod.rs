//! Reports that are made up, in the shapes of Google's and the FEC's, the same ones each time.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use adspend::date::Day;
use adspend::import::SourceKind;

use crate::made::{Numbers, Zipf};

/// The currencies of the bundle of 2025, in the order of its columns.
const CURRENCIES: [&str; 20] = [
    "USD", "EUR", "INR", "BGN", "CZK", "DKK", "HUF", "PLN", "RON", "SEK", "GBP", "NZD", "ILS", "AUD", "TWD",
    "BRL", "ARS", "ZAR", "CLP", "MXN",
];
/// The steps to which their amounts are rounded.
const STEPS: [u64; 20] = [
    100, 50, 250, 100, 1_500, 500, 20_000, 250, 250, 1_000, 50, 200, 250, 150, 3_000, 500, 15_000, 1_000,
    50_000, 1_000,
];
const MONTHS: [&str; 12] =
    ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const STATES: [&str; 8] = ["PA", "GA", "AZ", "WI", "MI", "NV", "NC", "OH"];

/// What a report looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shape {
    /// Google's `advertiser-weekly-spend` of 2018: one column of dollars.
    Weekly2018,
    /// The same of 2025: a column for each of 20 regions, one of them filled.
    Weekly2025,
    /// Google's `creative-stats`: ads with ranges.
    Creative,
    /// The FEC's schedule E in bulk.
    ScheduleE,
}

impl Shape {
    pub(crate) const ALL: [Self; 4] = [Self::Weekly2018, Self::Weekly2025, Self::Creative, Self::ScheduleE];

    pub(crate) const fn source(self) -> SourceKind {
        match self {
            Self::ScheduleE => SourceKind::FecScheduleE,
            _ => SourceKind::Google,
        }
    }

    pub(crate) const fn file_name(self) -> &'static str {
        match self {
            Self::Weekly2018 => "2018/google-political-ads-advertiser-weekly-spend.csv",
            Self::Weekly2025 => "2025/google-political-ads-advertiser-weekly-spend.csv",
            Self::Creative => "google-political-ads-creative-stats.csv",
            Self::ScheduleE => "independent_expenditure_2026.csv",
        }
    }
}

/// Writes a report of about so many bytes.
pub(crate) fn generate(shape: Shape, length: u64, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut out = Out { to: BufWriter::with_capacity(1 << 20, File::create(path)?), left: length };
    match shape {
        Shape::Weekly2018 => weekly(&mut out, &CURRENCIES[..1])?,
        Shape::Weekly2025 => weekly(&mut out, &CURRENCIES)?,
        Shape::Creative => creative(&mut out)?,
        Shape::ScheduleE => schedule_e(&mut out)?,
    }
    Ok(out.to.flush()?)
}

struct Out {
    to: BufWriter<File>,
    left: u64,
}

impl Out {
    /// Writes a line; whether there is room for more.
    fn line(&mut self, line: &str) -> Result<bool, Box<dyn Error>> {
        self.to.write_all(line.as_bytes())?;
        self.to.write_all(b"\n")?;
        self.left = self.left.saturating_sub(u64::try_from(line.len())? + 1);
        Ok(self.left > 0)
    }
}

fn days(first: &str, step: i32, count: i32) -> Result<Vec<Day>, Box<dyn Error>> {
    let first: Day = first.parse()?;
    Ok((0..count).filter_map(|at| first.checked_add_days(at * step)).collect())
}

/// About log-normal: the sum of coins as a power of ten.
fn amount(numbers: &mut Numbers) -> u64 {
    let power = (0..5).map(|_| numbers.below(2)).sum::<u64>();
    (1 + numbers.below(99)) * 10u64.pow(u32::try_from(power).unwrap_or(0))
}

/// Advertiser by advertiser, week by week.
fn weekly(out: &mut Out, currencies: &[&str]) -> Result<(), Box<dyn Error>> {
    let mut numbers = Numbers::new(2018);
    let spend: String = currencies.iter().map(|currency| format!(",Spend_{currency}")).collect();
    out.line(&format!("Advertiser_ID,Advertiser_Name,Election_Cycle,Week_Start_Date{spend}"))?;
    let weeks = days("2018-05-27", 7, 380)?;
    let mut advertiser = 0u64;
    loop {
        advertiser += 1;
        let id = format!("AR{:020}", numbers.next());
        let name = match numbers.below(4) {
            0 => format!("\"COMMITTEE {advertiser}, INC.\""),
            _ => format!("FRIENDS OF CANDIDATE {advertiser}"),
        };
        let region = usize::try_from(numbers.below(u64::try_from(currencies.len())?))?;
        let first = usize::try_from(numbers.below(340))?;
        let count = usize::try_from(1 + numbers.below(40))?;
        let cycle = if region == 0 { "US-Federal-2018" } else { "" };
        for week in weeks.iter().skip(first).take(count) {
            let mut line = format!("{id},{name},{cycle},{week}");
            for (at, step) in STEPS.iter().take(currencies.len()).enumerate() {
                let steps = if at == region { amount(&mut numbers) / 10 } else { 0 };
                line.push(',');
                line.push_str(&(steps * step).to_string());
            }
            if !out.line(&line)? {
                return Ok(());
            }
        }
    }
}

/// Ads of advertisers by Zipf's law, each with the range of its spend.
fn creative(out: &mut Out) -> Result<(), Box<dyn Error>> {
    let mut numbers = Numbers::new(2026);
    let zipf = Zipf::new(20_000);
    let ranges: String = CURRENCIES
        .iter()
        .map(|currency| format!(",Spend_Range_Min_{currency},Spend_Range_Max_{currency}"))
        .collect();
    out.line(&format!(
        "Ad_ID,Ad_URL,Ad_Type,Regions,Advertiser_ID,Advertiser_Name,Date_Range_Start,Date_Range_End,\
         Num_of_Days,Impressions{ranges}"
    ))?;
    let all = days("2019-01-01", 1, 2_400)?;
    let nothing: String = STEPS.iter().map(|step| format!(",0,{step}")).collect();
    let nothing: Vec<&str> = nothing.split(',').skip(1).collect();
    loop {
        let advertiser = zipf.draw(&mut numbers);
        let (ad, first) = (numbers.next(), usize::try_from(numbers.below(2_300))?);
        let count = usize::try_from(numbers.below(60))?;
        let (begin, end) =
            (all.get(first).ok_or("a day")?, all.get(first + count).ok_or("a day not before it")?);
        let region = usize::try_from(numbers.below(2))?;
        let mut ranges = nothing.clone();
        let step = STEPS.get(region).ok_or("a step")?;
        let low = amount(&mut numbers) / 10 * step;
        let (low, high) = (low.to_string(), (low * 5 + step).to_string());
        if let Some([least, most]) = ranges.get_mut(region * 2..region * 2 + 2) {
            (*least, *most) = (low.as_str(), high.as_str());
        }
        let line = format!(
            "CR{ad:020},https://adstransparency.example/advertiser/AR{advertiser:020}/creative/CR{ad:020},TEXT,{},\
             AR{advertiser:020},FRIENDS OF CANDIDATE {advertiser},{begin},{end},{},1000-2000,{}",
            ["US", "\"DE, FR\""].get(region).ok_or("a region")?,
            count + 1,
            ranges.join(",")
        );
        if !out.line(&line)? {
            return Ok(());
        }
    }
}

/// Filing by filing; every twelfth amends one of the last thousand, every two hundredth row stands there twice.
fn schedule_e(out: &mut Out) -> Result<(), Box<dyn Error>> {
    let mut numbers = Numbers::new(1976);
    let (spenders, candidates, payees) = (Zipf::new(2_000), Zipf::new(1_500), Zipf::new(10_000));
    out.line(
        "cand_id,cand_name,spe_id,spe_nam,ele_type,can_office_state,can_office_dis,can_office,cand_pty_aff,exp_amo,exp_date,agg_amo,\
         sup_opp,pur,pay,file_num,amndt_ind,tran_id,image_num,receipt_dat,fec_election_yr,prev_file_num,dissem_dt",
    )?;
    let all = days("2025-01-01", 1, 700)?;
    let day = |numbers: &mut Numbers| {
        let day = all.get(usize::try_from(numbers.below(700)).unwrap_or(0)).copied().unwrap_or(Day::MIN);
        let month = MONTHS.get(usize::try_from(day.month()).unwrap_or(1) - 1).copied().unwrap_or_default();
        format!("{:02}-{month}-{:02}", day.day(), day.year() % 100)
    };
    let mut recent: Vec<(u64, usize, u64)> = Vec::new();
    for filing in 1_700_000u64.. {
        let amended = (filing % 12 == 0 && !recent.is_empty()).then(|| {
            let at = numbers.below(u64::try_from(recent.len()).unwrap_or(1));
            recent.swap_remove(usize::try_from(at).unwrap_or(0))
        });
        let (previous, spender, count) = match amended {
            Some((previous, spender, count)) => (previous.to_string(), spender, count),
            None => (String::new(), spenders.draw(&mut numbers), 1 + numbers.below(30)),
        };
        let received = day(&mut numbers);
        for transaction in 0..count {
            let (candidate, payee) = (candidates.draw(&mut numbers), payees.draw(&mut numbers));
            let (spent, total) = (amount(&mut numbers), amount(&mut numbers) * 10);
            let state = STATES.get(candidate % 8).ok_or("a state")?;
            let line = format!(
                "S4{state}{candidate:05},\"CANDIDATE, NUMBER {candidate}\",C{spender:08},COMMITTEE NUMBER {spender},G2026,{state},00,S,\
                 {} PARTY,{spent}.{:02},{},{total}.00,{},DIGITAL ADVERTISING,PAYEE NUMBER {payee} LLC,{filing},{},\
                 SE.{transaction}{:04},2025{filing}{transaction:03},{received},2026,{previous},{}",
                ["DEMOCRATIC", "REPUBLICAN"].get(candidate % 2).ok_or("a party")?,
                numbers.below(100),
                day(&mut numbers),
                ["S", "O"].get(payee % 2).ok_or("a stance")?,
                if previous.is_empty() { "N" } else { "A1" },
                transaction * 7,
                day(&mut numbers),
            );
            let is_copied = numbers.below(200) == 0;
            if !out.line(&line)? || (is_copied && !out.line(&line)?) {
                return Ok(());
            }
        }
        recent.push((filing, spender, count));
        if recent.len() > 1_000 {
            recent.remove(0);
        }
    }
    Ok(())
}
