#!/usr/bin/env python3
"""Totals in dollars by actor and month in plain-text ledgers and in this library: time on the processor for each entry.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install -r benches/peers/requirements-plain-text.txt
    /tmp/peers/bin/python benches/peers/plain_text.py 100000 [--ledger 10000]

Every program is a process of its own that reads the entries and the days' rates from text and writes all totals: beanquery on
Beancount, and, where it is installed and `--ledger` says how many of the entries it is to be given, Ledger. Each is asked for
the dollars of every entry at its own day. Beancount's totals are compared with the exact ones to the cent; how many differ is
part of the output.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import tempfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from run import CENT, Own

QUERY = "SELECT account, year, month, sum(number(convert(position, 'USD', date))) WHERE account ~ '^Expenses' GROUP BY account, year, month"


def rates_in_dollars(path):
    """The dollars that one of each currency is, by day, as the euro's published rates have it."""
    of_day = {}
    for row in csv.DictReader(path.open()):
        of_day.setdefault(row["date"], {"EUR": Decimal(1)})[row["quote"]] = Decimal(row["rate"])
    for day, rates in sorted(of_day.items()):
        for currency, rate in rates.items():
            if currency != "USD" and "USD" in rates:
                yield day, currency, rates["USD"] / rate


def account(name):
    return "Expenses:" + name.replace("actor-", "Actor-")


def write_beancount(entries, rates, to):
    with to.open("w") as out:
        names = set()
        for row in csv.DictReader(entries.open()):
            if row["sponsor"] not in names:
                names.add(row["sponsor"])
                out.write(f"1990-01-01 open {account(row['sponsor'])}\n")
            out.write(f'{row["when"]} * "x"\n  {account(row["sponsor"])}  {row["amount"]} {row["currency"]}\n')
            out.write(f'  Assets:Cash  -{row["amount"]} {row["currency"]}\n')
        out.write("1990-01-01 open Assets:Cash\n")
        for day, currency, rate in rates_in_dollars(rates):
            out.write(f"{day} price {currency}  {rate} USD\n")


def write_ledger(entries, rates, count, to):
    with to.open("w") as out:
        for day, currency, rate in rates_in_dollars(rates):
            out.write(f"P {day} {currency} {rate} USD\n")
        for _, row in zip(range(count), csv.DictReader(entries.open())):
            out.write(f'{row["when"]} x\n  {account(row["sponsor"])}  {row["amount"]} {row["currency"]}\n  Assets:Cash\n')


def on_processor(command, to):
    """The seconds that a process had the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with to.open("w") as out:
        subprocess.run(list(map(str, command)), check=True, stdout=out)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def compare(own, theirs):
    exact = {(account(row["name"]), row["month"]): Decimal(row["total"]) for row in csv.DictReader(own.open())}
    found = {}
    for row in csv.reader(theirs.open()):
        if row[0].startswith("Expenses"):
            total = Decimal(row[3].strip()).quantize(CENT, ROUND_HALF_UP)
            found[row[0].strip(), f"{int(row[1])}-{int(row[2]):02}"] = total
    assert exact.keys() == found.keys(), "other groups"
    wrong = sum(exact[key] != found[key] for key in exact)
    print(f"beanquery: {wrong} of {len(exact)} totals differ from the exact ones")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--ledger", type=int, default=0)
    options = parser.parse_args()
    own = Own(1)
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: Path(folder, name)
        entries, rates = path("entries.csv"), path("rates.csv")
        own.run("generate", options.count, entries, rates)
        write_beancount(entries, rates, path("entries.beancount"))
        report = path("own.csv")
        best = min(on_processor([own.binary, "report", entries, rates, 1], report) for _ in range(5))
        each = best / options.count
        print(f"adspend: {best:.3f} s, {each * 1e6:.2f} µs an entry")
        beanquery = Path(sys.executable).with_name("bean-query")
        theirs = path("beanquery.csv")
        seconds = on_processor([beanquery, "-q", "-f", "csv", path("entries.beancount"), QUERY], theirs)
        print(f"beanquery: {seconds:.1f} s, {seconds / options.count / each:.0f}x an entry")
        compare(report, theirs)
        if options.ledger and shutil.which("ledger"):
            count = min(options.ledger, options.count)
            write_ledger(entries, rates, count, path("entries.ledger"))
            command = ["ledger", "-f", path("entries.ledger"), "register", "^Expenses", "--historical", "-X", "USD",
                       "--monthly", "--collapse-if-zero"]
            seconds = on_processor(command, path("ledger.txt"))
            print(f"Ledger, {count} entries: {seconds:.1f} s, {seconds / count / each:.0f}x an entry")


if __name__ == "__main__":
    main()
