#!/usr/bin/env python3
"""The jobs of ten_million.rs in DuckDB and Polars, paired with this library in one run; answers compared to the cent.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r benches/peers/requirements.txt
    /tmp/peers/bin/python benches/peers/run.py 1000000 [--threads 2] [--times 5] [--ads]

Every job is run by each program in turn, several times; the ratio of a job is the median of the ratios of its rounds, so that
what slows the machine slows both. J4 is a whole process, for the peers Python and its imports included. Amounts are DECIMAL in DuckDB and 64-bit floats in Polars (its decimals do not multiply
with 33 decimals): how many of their totals differ from the exact ones is part of the output.
"""

import argparse
import csv
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CENT = Decimal("0.01")

DUCKDB = """
CREATE TABLE entries AS SELECT * FROM read_csv('{entries}', header=true, columns={{
  'when': 'DATE', 'sponsor': 'VARCHAR', 'platform': 'VARCHAR', 'campaign': 'VARCHAR', 'currency': 'VARCHAR', 'amount': 'DECIMAL(18,2)'}})
"""
DAILY = """
CREATE TABLE published AS SELECT date AS day, quote AS currency, rate::DOUBLE AS rate FROM read_csv('{rates}', header=true, all_varchar=true);
INSERT INTO published SELECT DISTINCT CAST(date AS VARCHAR), 'EUR', 1.0 FROM read_csv('{rates}', header=true, all_varchar=true);
CREATE TABLE days AS SELECT CAST(range AS DATE) AS day FROM range(DATE '2019-01-01', DATE '2025-01-02', INTERVAL 1 DAY);
CREATE TABLE codes AS SELECT DISTINCT currency FROM published;
CREATE TABLE dense AS SELECT d.day, c.currency, p.rate FROM days d CROSS JOIN codes c
  ASOF JOIN (SELECT CAST(day AS DATE) AS day, currency, rate FROM published) p ON p.currency = c.currency AND p.day <= d.day;
CREATE TABLE factors AS SELECT a.day, a.currency, b.rate / a.rate AS factor FROM dense a JOIN dense b ON a.day = b.day AND b.currency = 'USD';
"""
J2_SQL = """SELECT sponsor, date_trunc('month', "when") AS month, sum(amount::DOUBLE * factor) AS total, count(*) AS entries
  FROM entries JOIN factors ON factors.day = "when" AND factors.currency = entries.currency GROUP BY ALL"""
J3_SQL = """SELECT platform, sum(amount::DOUBLE * factor) AS total, count(*) AS entries
  FROM entries JOIN factors ON factors.day = "when" AND factors.currency = entries.currency GROUP BY ALL"""
J6_SQL = """SELECT sum(amount::DOUBLE * factor) AS total, count(*) AS entries
  FROM entries JOIN factors ON factors.day = "when" AND factors.currency = entries.currency
  WHERE sponsor = 'actor-00100' AND "when" BETWEEN DATE '2021-03-01' AND DATE '2021-05-31'"""


def timed(run):
    start = time.perf_counter()
    result = run()
    return time.perf_counter() - start, result


class Duck:
    name = "DuckDB"

    def __init__(self, threads):
        import duckdb

        self.version = duckdb.__version__
        self.base = duckdb
        self.threads = threads

    def load(self, entries, rates):
        self.db = self.base.connect(config={"threads": self.threads})
        self.db.execute(DUCKDB.format(entries=entries))

    def parquet(self, to):
        """Writes the entries for J5, which reads them again; all programs read the same file."""
        self.db.execute(f"COPY entries TO '{to}' (FORMAT PARQUET)")

    def load_parquet(self, path):
        self.db = self.base.connect(config={"threads": self.threads})
        self.db.execute(f"CREATE TABLE entries AS SELECT * FROM read_parquet('{path}')")

    def prepare(self, rates):
        self.db.execute(DAILY.format(rates=rates))

    def month(self):
        return self.db.execute(J2_SQL).fetchnumpy()

    def report(self, to):
        self.db.execute(f"COPY ({J2_SQL}) TO '{to}' (HEADER)")

    def platform(self):
        return self.db.execute(J3_SQL).fetchnumpy()

    def actor(self):
        return self.db.execute(J6_SQL).fetchall()

    def answers(self):
        rows = {}
        for sponsor, month, total, _ in self.db.execute(J2_SQL).fetchall():
            rows["J2", sponsor, month.strftime("%Y-%m")] = total
        for platform, total, _ in self.db.execute(J3_SQL).fetchall():
            rows["J3", platform, ""] = total
        rows["J6", "", ""] = self.actor()[0][0]
        return rows


class Pol:
    name = "Polars"

    def __init__(self, threads):
        import polars

        self.version = polars.__version__
        self.pl = polars

    def load(self, entries, rates):
        pl = self.pl
        self.entries = pl.read_csv(
            entries,
            schema={"when": pl.Date, "sponsor": pl.Categorical, "platform": pl.Categorical,
                    "campaign": pl.Categorical, "currency": pl.Categorical, "amount": pl.Float64},
        )

    def load_parquet(self, path):
        pl = self.pl
        names = [pl.col(name).cast(pl.Categorical) for name in ("sponsor", "platform", "campaign", "currency")]
        self.entries = pl.read_parquet(path).with_columns(*names, pl.col("amount").cast(pl.Float64))

    def prepare(self, rates):
        pl = self.pl
        rows = pl.read_csv(rates, schema={"date": pl.Date, "base": pl.String, "quote": pl.String, "rate": pl.Float64})
        wide = rows.pivot(on="quote", index="date", values="rate").with_columns(pl.lit(1.0).alias("EUR")).sort("date")
        days = pl.DataFrame({"date": pl.date_range(pl.date(2018, 12, 20), pl.date(2025, 1, 1), eager=True)})
        wide = days.join(wide, on="date", how="left").sort("date").fill_null(strategy="forward").drop_nulls()
        tall = wide.with_columns(pl.col("USD").alias("target")).unpivot(
            index=["date", "target"], variable_name="currency", value_name="rate")
        self.factors = tall.select(pl.col("date").alias("when"), pl.col("currency").cast(pl.Categorical),
                                   (pl.col("target") / pl.col("rate")).alias("factor"))

    def joined(self, rows):
        return rows.join(self.factors.lazy(), on=["when", "currency"]).with_columns(
            (self.pl.col("amount") * self.pl.col("factor")).alias("total"))

    def month(self):
        pl = self.pl
        return self.joined(self.entries.lazy()).group_by("sponsor", pl.col("when").dt.truncate("1mo")).agg(
            pl.col("total").sum(), pl.len()).collect()

    def report(self, to):
        self.month().write_csv(to)

    def platform(self):
        pl = self.pl
        return self.joined(self.entries.lazy()).group_by("platform").agg(pl.col("total").sum(), pl.len()).collect()

    def actor(self):
        pl = self.pl
        chosen = self.entries.lazy().filter((pl.col("sponsor") == "actor-00100")
                                            & pl.col("when").is_between(pl.date(2021, 3, 1), pl.date(2021, 5, 31)))
        return self.joined(chosen).select(pl.col("total").sum()).collect()

    def answers(self):
        rows = {}
        for sponsor, month, total, _ in self.month().iter_rows():
            rows["J2", sponsor, month.strftime("%Y-%m")] = total
        for platform, total, _ in self.platform().iter_rows():
            rows["J3", platform, ""] = total
        rows["J6", "", ""] = self.actor().item()
        return rows


class Own:
    name = "adspend"

    def __init__(self, threads):
        self.threads = threads
        subprocess.run(["cargo", "build", "--profile", "bench", "--example", "ten_million"], cwd=ROOT, check=True)
        meta = subprocess.run(["cargo", "metadata", "--no-deps", "--format-version", "1"], cwd=ROOT, check=True,
                              capture_output=True, text=True).stdout
        self.binary = Path(json.loads(meta)["target_directory"]) / "release" / "examples" / "ten_million"

    def run(self, *arguments):
        return subprocess.run([self.binary, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def times(self, entries, rates, parquet):
        lines = self.run("time", entries, rates, self.threads).splitlines()[1:]
        times = {job: int(figure) for job, figure in (line.split(",") for line in lines)}
        return times | {"J5": int(self.run("load", parquet, self.threads))}

    def report(self, entries, rates, to):
        with open(to, "wb") as out:
            subprocess.run([self.binary, "report", entries, rates, str(self.threads)], check=True, stdout=out)

    def answers(self, entries, rates):
        rows = csv.DictReader(self.run("answer", entries, rates).splitlines())
        return {(row["job"], row["name"], row["month"]): Decimal(row["total"]) for row in rows}


def peer_times(peer, entries, rates, parquet, times):
    """The median seconds of each job, in one process that is warm."""
    result = {"J5": timed(lambda: peer.load_parquet(parquet))[0]}
    result["J1"] = timed(lambda: peer.load(entries, rates))[0]
    peer.prepare(rates)
    for job, run in (("J2", peer.month), ("J3", peer.platform), ("J6", peer.actor)):
        result[job] = statistics.median(timed(run)[0] for _ in range(times))
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--times", type=int, default=5, help="rounds, each with every program")
    parser.add_argument("--ads", action="store_true", help="every entry has a campaign of its own, as in a list of ads")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--files", nargs=3, help=argparse.SUPPRESS)
    parser.add_argument("--report", help=argparse.SUPPRESS)
    options = parser.parse_args()
    peers = {"DuckDB": Duck, "Polars": Pol}
    if options.one:
        # A process of its own for each peer and round: what one keeps in memory does not slow the other.
        peer = peers[options.one](options.threads)
        if options.report:
            peer.load(*options.files[:2])
            peer.prepare(options.files[1])
            peer.report(options.report)
            return
        print(json.dumps(peer_times(peer, *options.files, times=3)))
        return
    own = Own(options.threads)
    with tempfile.TemporaryDirectory() as folder:
        entries, rates = Path(folder, "entries.csv"), Path(folder, "rates.csv")
        own.run("generate", options.count, entries, rates, *(["ads"] if options.ads else []))
        parquet = Path(folder, "entries.parquet")
        writer = Duck(options.threads)
        writer.load(entries, rates)
        writer.parquet(parquet)
        writer.db.close()
        size = entries.stat().st_size
        print(f"{options.count} entries, {size} bytes, {options.threads} threads, {options.times} rounds")
        rounds = []
        environment = {"POLARS_MAX_THREADS": str(options.threads)}
        for _ in range(options.times):
            row = {"adspend": own.times(entries, rates, parquet)}
            report = Path(folder, "report.csv")
            row["adspend"]["J4"] = timed(lambda: own.report(entries, rates, report))[0] * 1e6
            for name in peers:
                command = [sys.executable, __file__, "0", "--one", name, "--files", entries, rates, parquet,
                           "--threads", str(options.threads)]
                done = subprocess.run(list(map(str, command)), check=True, capture_output=True, text=True,
                                      env={**os.environ, **environment})
                row[name] = json.loads(done.stdout)
                command = list(map(str, [*command, "--report", report]))
                row[name]["J4"] = timed(lambda: subprocess.run(command, check=True, env={**os.environ, **environment}))[0]
            rounds.append(row)
        ours = {job: statistics.median(row["adspend"][job] for row in rounds) for job in rounds[0]["adspend"]}
        print(f"J1 reads {size / ours['J1'] / 1000:.2f} GB/s; {ours['bytes-per-entry']} bytes an entry")
        print(f"{'job':8} {'adspend':>12} " + " ".join(f"{name:>12} {'ratio':>8}" for name in peers))
        for job in ("J1", "J2", "J2-once", "J3", "J4", "J5", "J6"):
            theirs = job.removesuffix("-once")
            line = f"{job:8} {ours[job] / 1000:9.3f} ms "
            for name in peers:
                seconds = statistics.median(row[name][theirs] for row in rounds)
                ratio = statistics.median(row[name][theirs] * 1e6 / max(row["adspend"][job], 1) for row in rounds)
                line += f"{seconds * 1000:9.3f} ms {ratio:7.1f}x "
            print(line)
        exact = own.answers(entries, rates)
        for name, kind in peers.items():
            peer = kind(options.threads)
            peer.load(entries, rates)
            peer.prepare(rates)
            answers = peer.answers()
            far, cents = [], 0
            for key, total in answers.items():
                expected = exact.get(key)
                if expected is None:
                    far.append((key, total))
                    continue
                rounded = Decimal(total).quantize(CENT, ROUND_HALF_UP)
                cents += rounded != expected
                # A float's error, and no more: a part in 10^9, or a cent.
                if abs(rounded - expected) > max(CENT, expected / 10**9):
                    far.append((key, total, expected))
            print(f"{name} {peer.version}: {len(answers)} totals, {cents} of them another cent, {len(far)} another total")
            assert not far and len(answers) == len(exact), far[:5]


if __name__ == "__main__":
    main()
