#!/usr/bin/env python3
"""The worked examples of the rule book as bundles, and the decisions where it is silent.

    python3 tests/second-scorer/test_score.py
"""

import copy
import json
import subprocess
import sys
import unittest
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from score import pretty, score  # noqa: E402
from worth import rounded, show  # noqa: E402

FOUR_LEVELS = ["0", "1", "2", "3"]


# ---------------------------------------------------------------- building bundles

def aspect(name, kind, maximum=None, **more):
    return {"id": name, "kind": kind, **({} if maximum is None else {"max": maximum}), **more}


def criterion(name, aspects, sub=None):
    return {"id": name, "subCriteria": [{"id": sub or name + "1", "aspects": aspects}]}


def agreed(aspects, seat="R", **more):
    return {"name": "desk " + seat, "seats": [seat], "aspects": aspects,
            "rule": {"kind": "agreed", "recorder": seat}, **more}


def panel(aspects, seats, rule, **more):
    return {"name": "panel", "seats": seats, "aspects": aspects,
            "rule": {"kind": rule} if isinstance(rule, str) else rule, **more}


def trimmed(high, low, **more):
    return {"kind": "trimmed", "high": high, "low": low, **more}


def bundle(criteria, groups, marks, entries=("1",), amendments=(), **scheme):
    return {"format": "skillmark-bundle", "version": 1, "title": "t",
            "scheme": {"groups": groups, **scheme}, "rubric": {"criteria": criteria},
            "entries": [e if isinstance(e, dict) else {"id": e} for e in entries],
            "marks": marks, "amendments": list(amendments)}


def mark(name, value, seat="R", entry="1", attempt=None):
    more = {} if attempt is None else {"attempt": attempt}
    return {"entry": entry, "seat": seat, "aspect": name, "value": value, **more}


def points(p):
    return {"kind": "points", "points": p}


def imported(p):
    return {"kind": "imported", "points": p}


def level(n):
    return {"kind": "judgement", "level": n}


def timed(ms):
    return {"kind": "timed", "time": ms}


def faults(*counts):
    return {"kind": "deduction", "faults": list(counts)}


def veto(raised):
    return {"kind": "veto", "raised": raised}


NOT_ATTEMPTED = {"kind": "not-attempted"}


def panel_marks(name, make, values, entry="1", attempt=None):
    return [mark(name, make(v), f"J{i + 1}", entry, attempt) for i, v in enumerate(values)]


def seats(n):
    return [f"J{i + 1}" for i in range(n)]


def first(answer):
    return answer["entries"][0]


def one_panel(spec, rule, make, values, n=None, **more):
    """One aspect, one panel, one entry."""
    return bundle([criterion("A", [spec])],
                  [panel([spec["id"]], seats(n or len(values)), rule, **more)],
                  panel_marks(spec["id"], make, values))


def one_mark(spec, value, **scheme):
    """One aspect, one recorder, one entry."""
    return bundle([criterion("A", [spec])], [agreed([spec["id"]])], [mark(spec["id"], value)],
                  **scheme)


def totals(values, **scheme):
    """Entries 1, 2, 3 … with these totals."""
    names = [str(i + 1) for i in range(len(values))]
    return bundle([criterion("A", [aspect("a", "imported", "100000")])],
                  [agreed(["a"], round=3)],
                  [mark("a", imported(v), entry=n) for n, v in zip(names, values)],
                  entries=names, **scheme)


def column(answer, key):
    return [e[key] for e in answer["entries"]]


def ranks(answer):
    return [e["ranks"][0]["rank"] if e["ranks"] else None for e in answer["entries"]]


# ---------------------------------------------------------------- the worked examples

BED_TIME = {"limit": 180000, "start": "0",
            "over": {"by": "units", "amount": "2", "per": 10000, "units": "begun", "cap": None}}


def bed(ms):
    """Example 10: one part, throw in two, centre line, sides, corners, conduct, time."""
    spec = [
        aspect("throw", "choice", "6", options=[
            {"label": "in one", "worth": {"points": "6"}},
            {"label": "in two", "worth": {"points": "4"}}]),
        aspect("line", "range", "3", target="0", bands=[
            {"lower": "0", "upper": "2", "deduction": {"deduct": "0", "in": "points"}},
            {"lower": "0", "upper": "3", "deduction": {"deduct": "1", "in": "points"}}]),
        aspect("side", "points", "2"), aspect("smooth", "points", "2"),
        aspect("corners", "points", "6")]
    conduct = [aspect("conduct", "deduction", "0", start="0", faults=[
        {"name": "running", "amount": "2", "cap": None},
        {"name": "kneeling", "amount": "2", "cap": None}])]
    criteria = [criterion("Bed", spec), criterion("Conduct", conduct),
                criterion("Time", [aspect("time", "timed", "0", **BED_TIME)])]
    names = ["throw", "line", "side", "smooth", "corners", "conduct", "time"]
    values = [{"kind": "choice", "option": 1}, {"kind": "range", "reading": "2.4"}, points("1"),
              points("1.5"), points("4.5"), faults(1, 2), timed(ms)]
    return bundle(criteria, [agreed(names)], [mark(n, v) for n, v in zip(names, values)])


SEVEN = [("5.50", "3.20"), ("5.80", "3.10"), ("5.20", "3.90"), ("5.90", "3.50"),
         ("5.60", "3.45"), ("5.75", "3.05"), ("5.30", "3.65")]


def live_panel(at):
    spec = [aspect("a", "points", "6"), aspect("b", "points", "4")]
    marks = panel_marks("a", points, [a for a, _ in SEVEN]) \
        + panel_marks("b", points, [b for _, b in SEVEN])
    return bundle([criterion("A", spec)],
                  [panel(["a", "b"], seats(7), trimmed(1, 1), level=at)], marks)


# On these totals the median is 50, the MAD 5: 14.826, 14.579 … above give 760, 759 …
# The rest of the field lies far below, so that the field is large enough for bronze.
FIELD = ["55", "50", "45", "45", "45", "45", "45"]


def medals(top, **more):
    x = [show(rounded(50 + Fraction(s - 700) * Fraction(7413, 1000) / 30, 3)) for s in top]
    return score(totals(x + FIELD, scale={}, medals=more, rounding={"part": 3, "total": 3}))


class WorkedExamples(unittest.TestCase):
    def test_01_judgement(self):
        for maximum, levels, want in (("1.00", [2, 2, 1], "0.56"), ("0.75", [3, 3, 2], "0.67")):
            spec = aspect("a", "judgement", maximum, levels=FOUR_LEVELS)
            self.assertEqual(first(score(one_panel(spec, "mean", level, levels)))["total"], want)

    def test_02_trimmed(self):
        spec = aspect("a", "points", "100")
        five = one_panel(spec, trimmed(1, 1), points, ["9.10", "9.40", "9.00", "9.80", "9.30"])
        self.assertEqual(first(score(five))["total"], "9.27")
        three = one_panel(spec, trimmed(1, 1), points, ["88", "91", "95"])
        self.assertEqual(first(score(three))["total"], "91")
        two = first(score(one_panel(spec, trimmed(1, 1), points, ["88", "91"])))
        self.assertEqual((two["total"], two["missing"], two["ranks"]), (None, 1, []))
        mean = one_panel(spec, trimmed(1, 1, tooFew="mean"), points, ["88", "91"])
        self.assertEqual(first(score(mean))["total"], "89.5")

    def test_03_bed_making_time(self):
        spec = aspect("t", "timed", "0", **BED_TIME)
        # A pure penalty shows in a part that may be below 0.
        low = {"parts": [{"id": "P", "criteria": ["A"], "belowZero": True}], "totalBelowZero": True}
        self.assertEqual(first(score(one_mark(spec, timed(201000), **low)))["total"], "-6")
        stop = aspect("t", "timed", "10", limit=180000, over=BED_TIME["over"],
                      stop={"at": 240000, "effect": "aspect-nought"})
        self.assertEqual(first(score(one_mark(stop, timed(201000))))["total"], "4")
        self.assertEqual(first(score(one_mark(stop, timed(241000))))["total"], "0")

    def test_04_weighted_parts(self):
        b = bundle([criterion("T", [aspect("t", "imported", "100")]),
                    criterion("P", [aspect("p", "imported", "100")])],
                   [agreed(["t"]), agreed(["p"])],
                   [mark("t", imported("82")), mark("p", imported("76.5"))],
                   parts=[{"id": "T", "criteria": ["T"], "weight": "0.3", "minimum": "60"},
                          {"id": "P", "criteria": ["P"], "weight": "0.7", "minimum": "80"}])
        entry = first(score(b))
        self.assertEqual(entry["total"], "78.15")
        self.assertEqual(entry["parts"], [
            {"id": "T", "points": "82", "contribution": "24.6", "passed": True},
            {"id": "P", "points": "76.5", "contribution": "53.55", "passed": False}])

    def test_05_per_cent_of_23(self):
        # A bundle has no prizes by percent; the places by percent of an advancement are
        # rounded by the same rule.
        want = {"10": 2, "30": 7, "60": 14}
        for percent, n in want.items():
            b = totals([str(100 - i) for i in range(23)], advancement={"percent": percent})
            self.assertEqual(len(score(b)["advancement"][0]["advancing"]), n)
        self.assertEqual((want["30"] - want["10"], want["60"] - want["30"]), (5, 7))

    def test_06_scale(self):
        answer = score(totals(["82", "75", "70", "66", "40"], scale={}))
        self.assertEqual(column(answer, "scale"), [749, 720, 700, 684, 579])

    def test_07_shared_rank(self):
        answer = score(totals(["90.00", "88.50", "88.50", "80.00"]))
        self.assertEqual(ranks(answer), [1, 2, 2, 4])
        self.assertEqual(answer["stops"], [])

    def test_08_medals(self):
        answer = medals([760, 759, 757, 750])
        self.assertEqual(column(answer, "scale")[:4], [760, 759, 757, 750])
        self.assertEqual(column(answer, "medal")[:5], ["gold", "gold", "bronze", "excellence",
                                                       "excellence"])
        answer = medals([760, 758, 756, 755])
        self.assertEqual(column(answer, "scale")[:4], [760, 758, 756, 755])
        self.assertEqual(column(answer, "medal")[:4], ["gold", "gold", "bronze", "bronze"])
        self.assertEqual(column(medals([760, 758, 756, 755], chain=True), "medal")[:4],
                         ["gold"] * 4)

    def test_09_live_panel(self):
        self.assertEqual(first(score(live_panel("whole")))["total"], "8.96")
        self.assertEqual(first(score(live_panel("aspect")))["total"], "8.97")

    def test_10_bed(self):
        self.assertEqual(first(score(bed(201000)))["parts"][0]["points"], "1")
        self.assertEqual(first(score(bed(240000)))["parts"][0]["points"], "0")

    def test_11_dive(self):
        spec = aspect("d", "scaled", low="0", high="10", step="0.5")
        grades = ["8", "9", "8.5", "8.5", "8.5", "8.5", "8.5"]
        dive = {"id": "1", "difficulty": "3.1", "multiplier": "3"}
        b = bundle([criterion("D", [spec])], [panel(["d"], seats(7), trimmed(1, 1))],
                   panel_marks("d", lambda g: {"kind": "scaled", "grade": g}, grades, attempt="1"),
                   entries=[{"id": "1", "attempts": {"D": [dive]}}],
                   parts=[{"id": "D", "criteria": ["D"], "attempts": {"take": "sum"}}])
        self.assertEqual(first(score(b))["total"], "79.05")

    def test_12_choice_and_judgement(self):
        spec = aspect("c", "choice", "0.25", options=[
            {"label": "half", "worth": {"deduct": "50", "in": "percent"}}])
        answer = first(score(one_mark(spec, {"kind": "choice", "option": 0})))
        self.assertEqual(answer["total"], "0.13")
        spec = aspect("j", "judgement", "2.00")
        self.assertEqual(first(score(one_panel(spec, "mean", level, [1, 1, 1])))["total"], "0.67")


# ---------------------------------------------------------------- numbers, kinds

class Numbers(unittest.TestCase):
    def test_halves_go_away_from_zero(self):
        for x, d, want in (("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("0.5", 0, "1"),
                           ("-2.4999", 0, "-2"), ("5/9", "exact", "5/9"), ("0", 2, "0")):
            self.assertEqual(show(rounded(Fraction(x), d)), want)

    def test_written_without_needless_zeros(self):
        for x, want in (("82.00", "82"), ("-0.50", "-0.5"), ("1/512", "0.001953125"),
                        ("1/1024", "1/1024"), ("-5/9", "-5/9"), ("100", "100")):
            self.assertEqual(show(Fraction(x)), want)


class Kinds(unittest.TestCase):
    def worth(self, spec, value):
        low = {"parts": [{"id": "P", "criteria": ["A"], "belowZero": True}], "totalBelowZero": True}
        return first(score(one_mark(spec, value, **low)))["total"]

    def test_count_and_pass_fail(self):
        self.assertEqual(self.worth(aspect("a", "count", "1", of=3), {"kind": "count", "done": 2}),
                         "0.67")
        self.assertEqual(self.worth(aspect("a", "pass-fail", "1"),
                                    {"kind": "pass-fail", "passed": True}), "1")
        self.assertEqual(self.worth(aspect("a", "pass-fail", "1"), NOT_ATTEMPTED), "0")

    def test_difference(self):
        for how, reading, want in (("complete", "10.25", "1.6"), ("begun", "9.75", "1.4"),
                                   ("proportional", "10.25", "1.5"), ("begun", "10", "2"),
                                   ("complete", "99", "0")):
            spec = aspect("a", "difference", "2", target="10", step="0.1", steps=how,
                          deduction={"deduct": "0.2", "in": "points"})
            self.assertEqual(self.worth(spec, {"kind": "difference", "reading": reading}), want)
        spec = aspect("a", "difference", "2", target="200", step="1", stepIn="percent-of-target",
                      deduction={"deduct": "10", "in": "percent"})
        self.assertEqual(self.worth(spec, {"kind": "difference", "reading": "205"}), "1.6")
        spec["target"] = "0"
        self.assertEqual(self.worth(spec, {"kind": "difference", "reading": "0"}), "2")
        self.assertEqual(self.worth(spec, {"kind": "difference", "reading": "0.001"}), "0")

    def test_range_takes_the_narrowest_band(self):
        spec = aspect("a", "range", "3", target="10", bands=[
            {"lower": "2", "upper": "2", "deduction": {"deduct": "50", "in": "percent"}},
            {"lower": "0", "upper": "1", "deduction": {"deduct": "0", "in": "points"}},
            {"lower": "1", "upper": "0", "deduction": {"deduct": "1", "in": "points"}}])
        for reading, want in (("10", "3"), ("11", "3"), ("9", "2"), ("8", "1.5"), ("12.01", "0")):
            self.assertEqual(self.worth(spec, {"kind": "range", "reading": reading}), want)

    def test_deduction_with_caps_and_floor(self):
        spec = aspect("a", "deduction", "5", faults=[
            {"name": "x", "amount": "1", "cap": "2"}, {"name": "y", "amount": "2", "cap": None}])
        self.assertEqual(self.worth(spec, faults(5, 1)), "1")
        self.assertEqual(self.worth(spec, faults(5, 9)), "0")
        spec["floor"] = None
        self.assertEqual(self.worth(dict(spec), faults(0, 3)), "0")  # the sub-criterion's own floor
        spec.update(max="0", start="0")
        self.assertEqual(self.worth(spec, faults(1, 1)), "-3")
        spec["floor"] = "-2"
        self.assertEqual(self.worth(spec, faults(1, 1)), "-2")

    def test_timed(self):
        spec = aspect("a", "timed", "10", limit=60000,
                      over={"by": "table", "steps": [{"upTo": 5000, "deduct": "1"},
                                                     {"upTo": None, "deduct": "3"}]},
                      bonus={"amount": "0.5", "per": 10000, "cap": "1", "aboveMax": True})
        for ms, want in ((60000, "10"), (60001, "9"), (65000, "9"), (65001, "7"), (50001, "10"),
                         (50000, "10.5"), (1000, "11")):
            self.assertEqual(self.worth(spec, timed(ms)), want)
        spec["bonus"]["aboveMax"] = False
        self.assertEqual(self.worth(spec, timed(1000)), "10")
        spec["over"] = {"by": "units", "amount": "1", "per": 1000, "units": "complete", "cap": "4"}
        for ms, want in ((60999, "10"), (61000, "9"), (99000, "6")):
            self.assertEqual(self.worth(spec, timed(ms)), want)
        spec["stop"] = {"at": 62000, "effect": "done-counts"}
        self.assertEqual(self.worth(spec, timed(99000)), "8")


# ---------------------------------------------------------------- groups, vetoes, attempts

class Groups(unittest.TestCase):
    def test_two_groups_add_up_with_their_factors(self):
        b = bundle([criterion("A", [aspect("a", "points", "10")])],
                   [panel(["a"], ["J1", "J2"], "mean", factor="0.7"),
                    panel(["a"], ["J3"], "mean", factor="0.3")],
                   panel_marks("a", points, ["8", "9", "6"]))
        self.assertEqual(first(score(b))["total"], "7.75")

    def test_scaled_factor(self):
        spec = [aspect("a", "scaled", low="0", high="10", step="1", factor="2"),
                aspect("b", "scaled", low="0", high="10", step="1")]
        marks = [mark(n, {"kind": "scaled", "grade": g}, s) for n, s, g in
                 (("a", "J1", "5"), ("b", "J1", "4"), ("a", "J2", "6"), ("b", "J2", "7"))]
        for at in ("aspect", "sub-criterion", "whole"):
            b = bundle([criterion("A", spec)], [panel(["a", "b"], seats(2), "mean", level=at)], marks)
            self.assertEqual(first(score(b))["total"], "16.5")

    def test_each_disputed_and_uncounted(self):
        spec = aspect("a", "points", "10")
        self.assertEqual(first(score(one_panel(spec, "each", points, ["5", "5.0"])))["total"], "5")
        entry = first(score(one_panel(spec, "each", points, ["5", "6"])))
        self.assertEqual((entry["total"], entry["missing"]), (None, 1))
        b = one_panel(spec, "sum", points, ["5", "6"])
        b["scheme"]["groups"].append({**agreed(["a"]), "counted": False})
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("11", 0))

    def test_each_compares_what_vetoes_say(self):
        spec = [aspect("a", "points", "10"), aspect("v", "veto", target="siblings")]
        b = bundle([criterion("A", spec)], [agreed(["a"]), panel(["v"], seats(2), "each")],
                   [mark("a", points("7"))] + panel_marks("v", veto, [True, False]))
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("7", 1))

    def test_excused_stand_in_and_too_few(self):
        spec = aspect("a", "points", "10")
        b = one_panel(spec, "mean", points, ["4", "6"], n=3, minSeats=2)
        self.assertEqual(first(score(b))["missing"], 1)
        b["entries"][0]["excused"] = [{"seat": "J3", "reason": "r"}]
        self.assertEqual(first(score(b))["total"], "5")
        b["entries"][0]["excused"].append({"seat": "J2", "reason": "r"})
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), (None, 1))
        b["entries"][0]["standIns"] = [{"seat": "J2", "by": "J9"}]
        b["marks"].append(mark("a", points("8"), "J9"))
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("6", 0))

    def test_points_so_far_hold_complete_values_only(self):
        spec = [aspect("a", "points", "10"), aspect("b", "points", "10")]
        b = bundle([criterion("A", spec)], [panel(["a", "b"], seats(3), "median")],
                   panel_marks("a", points, ["1", "2", "9"]) + panel_marks("b", points, ["5"]))
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("2", 2))


class Noughts(unittest.TestCase):
    def setUp(self):
        self.spec = [aspect("a", "points", "10"), aspect("b", "points", "10"),
                     aspect("v", "veto", target="siblings")]
        self.b = bundle([criterion("A", self.spec), criterion("B", [aspect("c", "points", "10")])],
                        [agreed(["a", "b", "v", "c"])],
                        [mark("a", points("7")), mark("v", veto(True)), mark("c", points("2"))])

    def result(self, target):
        b = copy.deepcopy(self.b)
        b["rubric"]["criteria"][0]["subCriteria"][0]["aspects"][2]["target"] = target
        entry = first(score(b))
        return entry["total"], entry["missing"]

    def test_targets(self):
        self.assertEqual(self.result("siblings"), ("2", 0))
        self.assertEqual(self.result("sub-criterion"), ("2", 0))
        self.assertEqual(self.result("part"), ("0", 0))
        self.b["entries"][0]["adjustments"] = [{"points": "5", "reason": "r"}]
        self.assertEqual(self.result("part"), ("5", 0))
        self.assertEqual(self.result("entry"), ("0", 0))
        self.b["marks"][1]["value"] = veto(False)
        self.assertEqual(self.result("entry"), ("14", 1))

    def test_stop_needs_every_seat(self):
        spec = [aspect("t", "timed", "10", limit=60000,
                       stop={"at": 90000, "effect": "part-nought"}), aspect("a", "points", "10")]
        b = bundle([criterion("A", spec)], [panel(["t"], seats(2), "mean"), agreed(["a"])],
                   panel_marks("t", timed, [95000, 95000]))
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("0", 0))
        b["marks"] = panel_marks("t", timed, [95000, 80000]) + [mark("a", points("3"))]
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("8", 0))

    def test_annulled(self):
        b = copy.deepcopy(self.b)
        b["marks"][1]["value"] = veto(False)
        b["amendments"] = [{"aspect": "b", "kind": "annulled", "give": "nothing"}]
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("9", 0))
        b["amendments"][0]["give"] = "maximum"
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("19", 0))
        # it leaves the maximum of the part, or stays in it
        b["scheme"]["composition"] = {"kind": "weighted", "maximum": "60"}
        self.assertEqual(first(score(b))["total"], "38")
        b["amendments"][0]["give"] = "nothing"
        self.assertEqual(first(score(b))["total"], "27")

    def test_corrected(self):
        count = aspect("n", "count", "1", of=4)
        b = bundle([criterion("A", [count])], [agreed(["n"])], [mark("n", {"kind": "count", "done": 3})])
        self.assertEqual(first(score(b))["total"], "0.75")
        right = {"aspect": "n", "kind": "corrected", "to": {**count, "max": "2", "of": 6}}
        b["amendments"] = [right]
        self.assertEqual(first(score(b))["total"], "1")
        annulled = {"aspect": "n", "kind": "annulled", "give": "maximum"}
        b["amendments"] = [right, annulled]
        self.assertEqual(first(score(b))["total"], "2")
        b["amendments"] = [annulled, right, {"aspect": "n", "kind": "corrected", "to": count}]
        self.assertEqual(first(score(b))["total"], "0.75")


class Attempts(unittest.TestCase):
    def run_take(self, take, values=("5", "7", None, "6"), void=(), **more):
        attempts = [{"id": str(i), "base": "1", "difficulty": "2", "void": i in void}
                    for i in range(len(values))]
        marks = [mark("a", points(v), attempt=str(i)) for i, v in enumerate(values) if v]
        b = bundle([criterion("A", [aspect("a", "points", "10")])], [agreed(["a"])], marks,
                   entries=[{"id": "1", "attempts": {"P": attempts}}],
                   parts=[{"id": "P", "criteria": ["A"], "attempts": {"take": take, **more}}])
        return first(score(b))["total"], first(score(b))["missing"]

    def test_takes(self):
        self.assertEqual(self.run_take("sum"), ("39", 1))
        self.assertEqual(self.run_take("mean"), ("9.75", 1))
        self.assertEqual(self.run_take("best"), ("15", 1))
        self.assertEqual(self.run_take("best", best=2), ("28", 1))
        self.assertEqual(self.run_take("last"), ("13", 1))
        self.assertEqual(self.run_take("last", void=(3,)), (None, 1))
        self.assertEqual(self.run_take("mean", void=(2,)), ("9.75", 0))
        self.assertEqual(self.run_take("best", void=(0, 1, 2, 3)), ("0", 0))

    def test_value_table(self):
        spec = aspect("g", "scaled", low="-5", high="5", step="1")
        jump = {"id": "1", "base": "5.3", "table": {"-1": "-0.53", "1": "0.53", "2.0": "1.06"}}
        b = bundle([criterion("A", [spec])], [panel(["g"], seats(3), "mean")],
                   panel_marks("g", lambda g: {"kind": "scaled", "grade": g}, ["1", "2", "2"],
                               attempt="1"),
                   entries=[{"id": "1", "attempts": {"P": [jump]}}],
                   parts=[{"id": "P", "criteria": ["A"], "attempts": {"take": "sum"}}])
        self.assertEqual(first(score(b))["total"], "6.18")


# ---------------------------------------------------------------- ranks, advancement, medals

class Ranks(unittest.TestCase):
    def test_published_or_exact(self):
        b = totals(["10.004", "10.003"], rounding={"part": 3})
        self.assertEqual(ranks(score(b)), [1, 1])
        b["scheme"]["rankOn"] = "exact"
        self.assertEqual(ranks(score(b)), [1, 2])

    def test_chain_unknown_last_and_states(self):
        b = totals(["5", "5", "5", "5", "9"], chain=[{"by": "full-marks"}, {"by": "lot"}],
                   sharedRanksForbidden={"from": 1, "to": 3})
        b["entries"][1]["lot"] = 2
        b["entries"][2]["lot"] = 1
        b["entries"][4]["state"] = "excluded"
        answer = score(b)
        self.assertEqual(ranks(answer), [3, 2, 1, 3, None])
        self.assertEqual(answer["stops"], [{"kind": "shared-rank", "division": None, "rank": 3,
                                            "entries": ["1", "4"]}])

    def test_chain_of_time(self):
        spec = [aspect("a", "points", "10"), aspect("t", "timed", "0", start="0", limit=60000)]
        b = bundle([criterion("A", spec)], [agreed(["a"]), panel(["t"], seats(2), "mean")], [],
                   entries=["1", "2", "3"], chain=[{"by": "time"}])
        for e, times in (("1", [50, 60]), ("2", [40, 60]), ("3", [1])):
            b["marks"] += [mark("a", points("5"), entry=e)]
            b["marks"] += panel_marks("t", timed, times, entry=e)
        self.assertEqual(ranks(score(b)), [2, 1, 3])

    def test_divisions_and_overall(self):
        b = totals(["1", "2", "3"], divisions=["s", "w"], overall=True)
        for e, d in zip(b["entries"], "sws"):
            e["division"] = d
        answer = score(b)
        self.assertEqual(answer["entries"][0]["ranks"],
                         [{"division": "s", "rank": 2},
                          {"division": None, "overall": True, "rank": 3}])

    def test_penalties_carried_and_below_zero(self):
        b = totals(["5"], carried=[{"stage": "q", "what": "own", "weight": "0.5"}])
        self.assertEqual(first(score(b))["missing"], 1)
        b["entries"][0]["carried"] = {"q": {"own": "9", "total": "11"}}
        b["entries"][0]["penalties"] = [{"points": "10", "reason": "r"}]
        self.assertEqual((first(score(b))["total"], first(score(b))["missing"]), ("0", 0))
        b["scheme"]["totalBelowZero"] = True
        self.assertEqual(first(score(b))["total"], "-0.5")


class Advancement(unittest.TestCase):
    def run_rule(self, values, orgs=None, **rule):
        b = totals(values, advancement=rule)
        for e, org in zip(b["entries"], orgs or ""):
            e["organization"] = org
        answer = score(b)
        line = answer["advancement"][0]
        return line["advancing"], line["reserves"], answer["stops"]

    def test_first_and_reserves(self):
        self.assertEqual(self.run_rule(["9", "8", "7", "6"], first=2, reserves=1, minimum="7"),
                         (["1", "2"], ["3"], []))

    def test_tie_across_the_line(self):
        advancing, _, stops = self.run_rule(["9", "8", "8", "6"], first=2)
        self.assertEqual(advancing, ["1"])
        self.assertEqual(stops, [{"kind": "cut-tie", "division": None, "places": 1,
                                  "entries": ["2", "3"]}])

    def test_quota(self):
        self.assertEqual(self.run_rule(["9", "8", "7", "6"], "xxyx", first=2, reserves=2,
                                       perOrganization=1), (["1", "3"], [], []))
        advancing, _, stops = self.run_rule(["9", "9", "7"], "xxy", first=2, perOrganization=1)
        self.assertEqual(advancing, ["3"])
        self.assertEqual(stops, [{"kind": "quota-tie", "division": None, "organization": "x",
                                  "places": 1, "entries": ["1", "2"]}])


class Medals(unittest.TestCase):
    def test_small_field(self):
        self.assertEqual(column(score(totals(["82", "75", "70", "66", "40"], scale={}, medals={})),
                                "medal"), ["gold", "silver", "excellence", None, None])
        given = {"smallField": "given"}
        self.assertEqual(column(score(totals(["82", "75", "70"], scale={}, medals=given)), "medal"),
                         ["gold", "silver", "bronze"])

    def test_two_silvers_three_golds(self):
        self.assertEqual(column(medals([780, 760, 758, 756]), "medal")[:4],
                         ["gold", "silver", "silver", "bronze"])
        self.assertEqual(column(medals([780, 760, 758, 755]), "medal")[:4],
                         ["gold", "silver", "silver", "excellence"])
        self.assertEqual(column(medals([760, 759, 758, 756]), "medal")[:4],
                         ["gold", "gold", "gold", "bronze"])

    def test_scale_without_spread(self):
        self.assertEqual(column(score(totals(["5", "5", "5", "5"], scale={})), "scale"), [700] * 4)
        # MAD 0: 1.2533 × the mean of |x − m| instead: 30 × 4 ÷ 1.2533 = 95.7
        self.assertEqual(column(score(totals(["9", "5", "5", "5"], scale={})), "scale"),
                         [796, 700, 700, 700])
        self.assertEqual(column(score(totals(["9", "5"], scale={})), "scale"), [None, None])


class Documentation(unittest.TestCase):
    def test_example_of_the_format(self):
        text = (HERE.parent.parent / "docs" / "bundles.md").read_text(encoding="utf-8")
        blocks = [json.loads(part.split("```")[0]) for part in text.split("```json")[1:]]
        given = next(b for b in blocks if b["format"] == "skillmark-bundle")
        answer = next(b for b in blocks if b["format"] == "skillmark-scores")
        want, got = first(answer), first(score(given))
        want.pop("explanation")
        self.assertEqual(got.pop("parts")[:1], want.pop("parts"))
        self.assertEqual(got, want)


class CommandLine(unittest.TestCase):
    def test_lines_in_lines_out(self):
        bundles = [bed(201000), totals(["5", "6"])]
        bundles[0]["entries"][0]["id"] = "甲"
        text = "".join(json.dumps(b, ensure_ascii=False) + "\n" for b in bundles)
        run = subprocess.run([sys.executable, str(HERE / "score.py")], input=text.encode(),
                             capture_output=True, check=True)
        self.assertEqual([json.loads(line) for line in run.stdout.decode().splitlines()],
                         [score(b) for b in bundles])

    def test_pretty(self):
        self.assertIn("1: total 1; rank 1", pretty(bed(201000)))


if __name__ == "__main__":
    unittest.main()
