"""Exact numbers, and what one seat's mark is worth (docs/rules.md, "From marks to an aspect").

CHOICE marks what the texts leave open.
"""

from fractions import Fraction
from functools import lru_cache

ZERO = Fraction(0)


# ---------------------------------------------------------------- numbers

@lru_cache(maxsize=65536)
def parse(text):
    return Fraction(text)


def num(value):
    """A decimal string (or a whole number) as an exact fraction."""
    return value if isinstance(value, Fraction) else parse(str(value))


def rounded(x, decimals):
    """Halves away from zero; "exact" leaves the value alone."""
    if decimals == "exact":
        return x
    power = 10 ** decimals
    units = (2 * abs(x.numerator) * power + x.denominator) // (2 * x.denominator)
    return Fraction(units if x >= 0 else -units, power)


def round_half_up(x):
    return (2 * x.numerator + x.denominator) // (2 * x.denominator)


def show(x):
    """A decimal where it ends within nine places, else "5/9"; nothing is null."""
    if x is None:
        return None
    billionths = x * 10 ** 9
    if billionths.denominator != 1:
        return f"{x.numerator}/{x.denominator}"
    whole, rest = divmod(abs(billionths.numerator), 10 ** 9)
    text = f"{whole}.{rest:09d}".rstrip("0").rstrip(".")
    return "-" + text if x < 0 else text


def sum_known(values):
    """Points so far: the complete values; None while not one is complete."""
    known = [v for v in values if v is not None]
    return sum(known, ZERO) if known else None


# ---------------------------------------------------------------- an aspect of the rubric

class Aspect:
    def __init__(self, spec, sub, criterion, annulled):
        self.spec, self.sub, self.criterion = spec, sub, criterion
        self.id, self.kind = spec["id"], spec["kind"]
        self.annulled = annulled  # None, "nothing" or "maximum"
        self.factor = num(spec.get("factor", "1")) if self.kind == "scaled" else Fraction(1)
        self.max = self.maximum()
        if self.kind in ("deduction", "timed"):
            self.start = num(spec["start"]) if spec.get("start") is not None else self.max
            # A pure penalty (start 0) has M 0 and no floor unless one is set.
            if self.start == 0:
                self.max = ZERO
            floor = spec.get("floor", None if self.start == 0 else "0")
            self.floor = None if floor is None else num(floor)

    def maximum(self):
        if self.kind == "veto":
            return ZERO
        if self.kind == "scaled":
            return num(self.spec["high"]) * self.factor
        return num(self.spec.get("max", "0"))


# ---------------------------------------------------------------- what a seat's mark is worth

def deduction_from(spec, maximum):
    """A deduction in points, or in percent of M."""
    amount = num(spec["deduct"])
    return amount * maximum / 100 if spec.get("in", "points") == "percent" else amount


def choice_points(aspect, value):
    worth = aspect.spec["options"][value["option"]]["worth"]
    if "points" in worth:
        return rounded(num(worth["points"]), 2)
    return rounded(max(ZERO, aspect.max - deduction_from(worth, aspect.max)), 2)


def difference_points(aspect, value):
    """M less the deduction for each step away from the target."""
    spec = aspect.spec
    target, step = num(spec["target"]), num(spec["step"])
    if spec.get("stepIn", "units") == "percent-of-target":
        step = step * abs(target) / 100  # CHOICE: of a negative target, its size
    away = abs(num(value["reading"]) - target)
    if step == 0:
        return rounded(aspect.max if away == 0 else ZERO, 2)
    steps, how = away / step, spec.get("steps", "complete")
    if how == "complete":
        steps = steps.numerator // steps.denominator
    elif how == "begun":
        steps = -(-steps.numerator // steps.denominator)
    return rounded(max(ZERO, aspect.max - deduction_from(spec["deduction"], aspect.max) * steps), 2)


def range_points(aspect, value):
    """M less the deduction of the narrowest band that holds the reading, the first of equals."""
    reading, target = num(value["reading"]), num(aspect.spec["target"])
    best = None
    for band in aspect.spec["bands"]:
        lower, upper = num(band["lower"]), num(band["upper"])
        if target - lower <= reading <= target + upper and (best is None or lower + upper < best[0]):
            best = (lower + upper, band)
    if best is None:
        return ZERO
    return rounded(max(ZERO, aspect.max - deduction_from(best[1]["deduction"], aspect.max)), 2)


def scaled_grade(aspect, value, table):
    """The grade, or what the attempt's table says for it; the aspect's factor comes later."""
    grade = num(value["grade"])
    return table[grade] if table else grade


def fault_points(aspect, value):
    points = aspect.start
    for times, fault in zip(value["faults"], aspect.spec["faults"]):
        off = times * num(fault["amount"])
        points -= capped(off, fault.get("cap"))
    return points if aspect.floor is None else max(aspect.floor, points)


def capped(amount, cap):
    return amount if cap is None else min(amount, num(cap))


def beyond_stop(aspect, value):
    stop = aspect.spec.get("stop")
    return bool(stop) and value["kind"] == "timed" and value["time"] > stop["at"]


def stopped_time(aspect, time):
    """T, taken as stop.at where what is done by then counts."""
    stop = aspect.spec.get("stop")
    return min(time, stop["at"]) if stop and stop["effect"] == "done-counts" else time


def timed_points(aspect, value):
    """Stop, over time, bonus, in this order; never below the floor."""
    spec = aspect.spec
    if beyond_stop(aspect, value) and spec["stop"]["effect"] != "done-counts":
        return ZERO  # CHOICE: also where the stop makes the part or the entry nought
    time = stopped_time(aspect, value["time"])
    points = aspect.start - over_deduction(spec.get("over"), max(0, time - spec["limit"]))
    bonus = spec.get("bonus")
    if bonus:
        units = max(0, spec["limit"] - time) // bonus["per"]
        with_bonus = points + capped(units * num(bonus["amount"]), bonus.get("cap"))
        if not bonus.get("aboveMax", False):
            with_bonus = min(with_bonus, max(aspect.max, points))
        points = with_bonus
    return points if aspect.floor is None else max(aspect.floor, points)


def over_deduction(over, late):
    if not over or late == 0:  # CHOICE: a table takes nothing off who is not over time
        return ZERO
    if over["by"] == "table":
        for step in over["steps"]:
            if step["upTo"] is None or late <= step["upTo"]:
                return num(step["deduct"])
        return num(over["steps"][-1]["deduct"])
    whole = over.get("units", "begun") == "complete"
    units = late // over["per"] if whole else -(-late // over["per"])
    return capped(units * num(over["amount"]), over.get("cap"))


def judgement_points(aspect, value):
    top = len(aspect.spec.get("levels") or [""] * 4) - 1
    return aspect.max * value["level"] / top


WORTH = {
    "pass-fail": lambda a, v: a.max if v["passed"] else ZERO,
    "judgement": judgement_points,
    "count": lambda a, v: rounded(a.max * v["done"] / a.spec["of"], 2),
    "choice": choice_points,
    "difference": difference_points,
    "range": range_points,
    "points": lambda a, v: num(v["points"]),
    "imported": lambda a, v: num(v["points"]),
    "deduction": fault_points,
    "timed": timed_points,
    "veto": lambda a, v: ZERO,
}


def worth(aspect, value, table):
    """Not attempted counts 0 for every kind."""
    if value["kind"] == "not-attempted":
        return ZERO
    if aspect.kind == "scaled":
        return scaled_grade(aspect, value, table)
    return WORTH[aspect.kind](aspect, value)
