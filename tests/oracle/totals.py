"""An oracle for checks of totals: exact fractions, written from the specification alone.

Reads one case a line as JSON and writes one result a line. Nothing here shares code, or an idea of how to store a set,
with the library: a set is a pair of ends, an end is (value, attained) or None where there is none.
"""

import json
import sys
from fractions import Fraction as F
from math import ceil

HALF = F(1, 2)
NEAREST = {"half-up", "half-down", "half-away", "half-toward-zero", "half-even", "nearest"}


class Malformed(Exception):
    """An amount's set is empty, or it has excess digits."""


def make(lo, lo_in, hi, hi_in):
    """The set between two ends, or None where it is empty."""
    if lo is not None and hi is not None and (lo > hi or (lo == hi and not (lo_in and hi_in))):
        return None
    return ((lo, lo_in) if lo is not None else None, (hi, hi_in) if hi is not None else None)


def around(v, below, lo_in, above, hi_in):
    return make(v - below, lo_in, v + above, hi_in)


def both(a, b):
    """What two sets share."""
    if a is None or b is None:
        return None
    los = [end for end in (a[0], b[0]) if end is not None]
    his = [end for end in (a[1], b[1]) if end is not None]
    # Of equal lower ends the open one is the higher; of equal upper ends the open one is the lower.
    lo = max(los, key=lambda end: (end[0], not end[1]), default=None)
    hi = min(his, key=lambda end: (end[0], end[1]), default=None)
    return make(*(lo or (None, False)), *(hi or (None, False)))


def plus(a, b):
    def end(x, y):
        return None if x is None or y is None else (x[0] + y[0], x[1] and y[1])

    return (end(a[0], b[0]), end(a[1], b[1]))


def times(a, k):
    if k == 0:
        return ((F(0), True), (F(0), True))
    ends = [None if end is None else (end[0] * k, end[1]) for end in a]
    return (ends[0], ends[1]) if k > 0 else (ends[1], ends[0])


def minus(a, b):
    return plus(a, times(b, F(-1)))


def by_rate(a, rate):
    """a × r for every r of a finite set of positive rates: each end of `a` takes the rate that carries it furthest."""

    def carried(end, far, near):
        if end is None:
            return None
        value, attained = end
        if value == 0:
            # 0 × r is 0, whether or not the rate's end is attained.
            return (F(0), attained)
        rate_end = far if value > 0 else near
        return (value * rate_end[0], attained and rate_end[1])

    lo_rate, hi_rate = rate
    return (carried(a[0], lo_rate, hi_rate), carried(a[1], hi_rate, lo_rate))


def divided(a, rate):
    """Every q / r."""
    inverse = ((1 / rate[1][0], rate[1][1]), (1 / rate[0][0], rate[0][1]))
    return by_rate(a, inverse)


def rounded(v, u, mode):
    """The table of printed amounts: (outer, inner) of v at the step u."""
    h = u * HALF
    if mode == "nearest":
        return around(v, h, True, h, True), around(v, h, False, h, False)
    if mode == "unknown":
        return around(v, u, False, u, False), around(v, F(0), True, F(0), True)
    down_in, up_in = {
        "half-up": (True, False),
        "half-down": (False, True),
        "half-away": (v > 0, v < 0),
        "half-toward-zero": (v <= 0, v >= 0),
        "half-even": ((v / u) % 2 == 0,) * 2,
    }.get(mode, (None, None))
    if down_in is not None:
        one = around(v, h, down_in, h, up_in)
    elif mode == "floor" or (mode == "truncate" and v > 0) or (mode == "away" and v < 0):
        one = around(v, F(0), True, u, False)
    elif mode == "ceiling" or (mode == "truncate" and v < 0) or (mode == "away" and v > 0):
        one = around(v, u, False, F(0), True)
    elif mode == "truncate":
        one = around(v, u, False, u, False)
    else:
        one = around(v, F(0), True, F(0), True)
    return one, one


def sets(amount, gross):
    """(outer, inner) of an amount, not yet cut with the domain; raises where it is malformed by itself."""
    form = amount["form"]
    numbers = {key: F(value) for key, value in amount.items() if key in ("value", "low", "high")}
    v = numbers.get("value")
    if form == "all":
        outer = inner = (None, None)
        for report in amount["reports"]:
            o, i = sets(report, gross)
            outer, inner = both(outer, o), both(inner, i)
        return outer, inner
    if form == "rounded":
        steps = sorted(F(step) for step in amount["steps"])
        if any((v / step).denominator != 1 for step in steps):
            raise Malformed
        if gross and v < 0:
            raise Malformed
        outer, inner = rounded(v, steps[-1], amount["mode"])[0], rounded(v, steps[0], amount["mode"])[1]
    else:
        outer = inner = {
            "exact": lambda: make(v, True, v, True),
            "range": lambda: make(numbers["low"], True, numbers["high"], True),
            "bucket": lambda: make(numbers["low"], True, numbers["high"], False),
            "at-most": lambda: make(None, False, v, True),
            "less-than": lambda: make(None, False, v, False),
            "at-least": lambda: make(v, True, None, False),
            "more-than": lambda: make(v, False, None, False),
            "unknown": lambda: (None, None),
        }[form]()
    if outer is None or (gross and both(outer, make(F(0), True, None, False)) is None):
        raise Malformed
    return outer, inner


def denoted(amount, domain):
    gross = domain == "gross"
    outer, inner = sets(amount, gross)
    if gross:
        outer, inner = (both(one, make(F(0), True, None, False)) for one in (outer, inner))
    if outer is None:
        raise Malformed
    return outer, inner


def printed(amount):
    if amount["form"] in ("exact", "rounded"):
        return F(amount["value"])
    if amount["form"] == "all":
        values = {printed(report) for report in amount["reports"]}
        return values.pop() if len(values) == 1 else None
    return None


def undisclosed(amount):
    if amount["form"] == "all":
        return all(undisclosed(report) for report in amount["reports"])
    return amount["form"] == "unknown"


def half_line(end, lower):
    return (end, None) if lower else (None, end)


def inside(a, b):
    """Whether a lies in b."""
    return b is not None and both(a, b) == a


def width(a):
    return None if a[0] is None or a[1] is None else a[1][0] - a[0][0]


def log2_e():
    """log2(e) as a fraction, from the series of ln 2 = 2·Σ 1/((2k+1)·3^(2k+1)), far past what any case needs."""
    ln2 = sum(2 * F(1, (2 * k + 1) * 3 ** (2 * k + 1)) for k in range(60))
    return 1 / ln2


LOG2_E = log2_e()


def plausibility(case, difference):
    if case["relation"] != "equal" or case["rates"] or difference is None:
        return None
    squares = F(0)
    for amount, weight in [(case["total"], F(1))] + [(i["amount"], F(i["weight"])) for i in case["items"]]:
        if amount["form"] == "exact":
            continue
        if amount["form"] != "rounded" or amount["mode"] not in NEAREST:
            return None
        squares += (weight * max(F(step) for step in amount["steps"])) ** 2
    if squares == 0:
        return None
    return min(0, ceil(1 - 2 * difference**2 / squares * LOG2_E))


class Total:
    """A case with its sets."""

    def __init__(self, case):
        self.relation, domain = case["relation"], case["domain"]
        self.total, self.inner = denoted(case["total"], domain)
        if case["tolerance"] is not None:
            reach = F(case["tolerance"])
            self.total = tuple(
                None if end is None else (end[0] + sign * reach, end[1]) for end, sign in zip(self.total, (-1, 1))
            )
            if domain == "gross":
                self.total = both(self.total, make(F(0), True, None, False))
        self.rates = [tuple((F(value), closed) for value, closed in rate) for rate in case["rates"]]
        self.items = []
        for item in case["items"]:
            own = denoted(item["amount"], item["domain"])[0]
            if not item["certain"]:
                ends = [end for end in own]
                if ends[0] is not None and ends[0][0] >= 0:
                    ends[0] = (F(0), True)
                if ends[1] is not None and ends[1][0] <= 0:
                    ends[1] = (F(0), True)
                own = tuple(ends)
            self.items.append((own, F(item["weight"]), item["rate"]))

    def sum(self, factors=None):
        """S, each item's weight times its factor."""
        groups = {}
        for at, (own, weight, rate) in enumerate(self.items):
            weighted = times(own, weight * (factors or {}).get(at, 1))
            groups[rate] = plus(groups.get(rate, ((F(0), True), (F(0), True))), weighted)
        total = ((F(0), True), (F(0), True))
        for rate, group in groups.items():
            total = plus(total, group if rate is None else by_rate(group, self.rates[rate]))
        return total

    def reachable(self, sums):
        if self.relation == "equal":
            return sums
        return half_line(sums[0], True) if self.relation == "at-least" else half_line(sums[1], False)

    def can(self, sums):
        return both(self.reachable(sums), self.total) is not None

    def must(self, sums):
        if self.relation == "equal":
            return inside(sums, self.inner)
        if self.relation == "at-least":
            low, high = self.total[0], sums[1]
            return low is not None and high is not None and low[0] >= high[0]
        high, low = self.total[1], sums[0]
        return high is not None and low is not None and high[0] <= low[0]

    def implied(self, at):
        own, weight, rate = self.items[at]
        if weight == 0:
            return None
        sums = {
            "equal": self.total,
            "at-least": half_line(self.total[1], False),
            "at-most": half_line(self.total[0], True),
        }[self.relation]
        # The item's own group is solved for apart from the others.
        here = {i: 0 for i, item in enumerate(self.items) if item[2] == rate}
        elsewhere = self.sum(here)
        others = {i: 0 for i, item in enumerate(self.items) if item[2] != rate or i == at}
        rest = ((F(0), True), (F(0), True))
        for i, item in enumerate(self.items):
            if i not in others:
                rest = plus(rest, times(item[0], item[1]))
        group = minus(sums, elsewhere)
        if rate is not None:
            group = divided(group, self.rates[rate])
        return both(times(minus(group, rest), 1 / weight), own)

    def needs_step(self, case, sums):
        value = printed(case["total"])
        if value is None:
            return None
        for exponent in range(-28, 38):
            step = F(10) ** exponent
            if (value / step).denominator != 1:
                return None
            other = dict(case, total={"form": "rounded", "value": str(value), "steps": [str(step)], "mode": "nearest"})
            try:
                if Total(dict(other, items=[])).can(sums):
                    return str(step)
            except Malformed:
                pass
        return None


def difference_of(case, total):
    value = printed(case["total"])
    if value is None:
        return None
    for item in case["items"]:
        one = printed(item["amount"])
        if one is None or not item["certain"]:
            return None
        one *= F(item["weight"])
        if item["rate"] is not None:
            (lo, lo_in), (hi, hi_in) = ((F(value), closed) for value, closed in case["rates"][item["rate"]])
            if lo != hi or not (lo_in and hi_in):
                return None
            one *= lo
        value -= one
    return value


def run(case):
    try:
        total = Total(case)
    except Malformed:
        return {"verdict": "malformed"}
    sums = total.sum()
    below_zero = any(item["domain"] == "signed" or F(item["weight"]) < 0 for item in case["items"])
    signed = case["relation"] != "equal" and case["items"] and (below_zero or case["domain"] == "signed")
    if undisclosed(case["total"]):
        verdict = "unchecked"
    elif signed:
        verdict = "unchecked"
    elif total.can(sums):
        verdict = "proven" if total.must(sums) else "consistent"
    else:
        verdict = "inconsistent"
    difference = difference_of(case, total)
    widths = (width(sums), width(total.total))
    result = {
        "verdict": verdict,
        "sum": sums,
        "total": total.total,
        "gap": minus(total.total, sums),
        "tolerance": None if None in widths else sum(widths),
        "difference": difference,
        "implied": [total.implied(at) for at in range(len(total.items))],
        "implied_total": both(total.reachable(sums), total.total),
        "needs_step": total.needs_step(case, sums) if verdict == "inconsistent" else None,
        "plausibility_log2": plausibility(case, difference),
        "blind_to": {},
    }
    for name, factor in (("omission", 0), ("doubling", 2), ("sign", -1)):
        holds = verdict in ("proven", "consistent")
        places = range(len(total.items))
        result["blind_to"][name] = [at for at in places if holds and total.can(total.sum({at: factor}))]
    return result


def shown(value):
    """Fractions as p/q, sets as the library's JSON."""
    if isinstance(value, F):
        return str(value)
    if isinstance(value, tuple):
        (lo, lo_in), (hi, hi_in) = (end or (None, False) for end in value)
        return {"lo": shown(lo), "lo_closed": lo_in, "hi": shown(hi), "hi_closed": hi_in}
    if isinstance(value, list):
        return [shown(one) for one in value]
    if isinstance(value, dict):
        return {key: shown(one) for key, one in value.items()}
    return value


for line in sys.stdin:
    print(json.dumps(shown(run(json.loads(line)))))
