#!/usr/bin/env python3
"""The second scorer: works out a bundle (docs/bundles.md) by docs/rules.md.

Written from the rules as they are worded and not from the program, so that the
answers of the two can be compared.

    python3 score.py < bundles.ndjson > answers.ndjson
    python3 score.py --pretty bundle.json

"Decision n" in the comments is the list at the end of docs/rules.md. CHOICE marks
what both texts leave open. Only the standard library is used, every figure is a
Fraction, and a bundle is taken to be valid.
"""

import json
import sys
from fractions import Fraction

from worth import (ZERO, Aspect, beyond_stop, num, round_half_up, rounded, show, stopped_time,
                   sum_known, worth)

MAD_TO_SIGMA = Fraction(7413, 5000)
MEAN_TO_SIGMA = Fraction(12533, 10000)


# ---------------------------------------------------------------- the compiled stage

class Group:
    def __init__(self, spec):
        self.seats = spec["seats"]
        self.level = spec.get("level", "aspect")
        self.rule = spec["rule"]
        self.kind = self.rule["kind"]
        self.min_seats = spec.get("minSeats", 1)
        self.round = spec.get("round", 2)
        self.factor = num(spec.get("factor", "1"))
        self.factor_round = spec.get("factorRound", "exact")
        self.aspect_ids = spec["aspects"]

    def maximum_of(self, aspect):
        """M x group factor, x planned seats under sum; what is annulled has none."""
        if aspect.annulled == "nothing":
            return ZERO
        return aspect.max * self.factor * (len(self.seats) if self.kind == "sum" else 1)


class LevelSpec:
    """What one level value is made of: a group and the aspects added up before its rule."""

    def __init__(self, group, aspects):
        self.group, self.aspects = group, aspects
        self.live = [a for a in aspects if a.annulled is None]
        self.sub = None if group.level == "whole" else aspects[0].sub
        self.aspect = aspects[0] if group.level == "aspect" else None
        self.maximum = sum((group.maximum_of(a) for a in aspects), ZERO)


def level_specs(group, aspects):
    """Cut a group's aspects by its level; what is annulled to nothing, or a veto, is gone (decision 12)."""
    bundles = {}
    for aspect in aspects:
        if aspect.annulled is None or aspect.annulled == "maximum" and aspect.kind != "veto":
            key = {"aspect": aspect.id, "sub-criterion": aspect.sub, "whole": None}[group.level]
            bundles.setdefault(key, []).append(aspect)
    return [LevelSpec(group, some) for some in bundles.values()]


class Part:
    def __init__(self, spec):
        self.id = spec["id"]
        self.criteria = spec.get("criteria", [])
        self.weight = num(spec.get("weight", "1"))
        self.attempts = spec.get("attempts")
        minimum = spec.get("minimum")
        self.minimum = None if minimum is None else num(minimum)
        self.below_zero = spec.get("belowZero", False)
        self.specs = []

    def finish(self):
        self.maximum = sum((s.maximum for s in self.specs), ZERO)
        self.sub_max = {}
        for spec in self.specs:
            if spec.sub is not None:
                self.sub_max[spec.sub] = self.sub_max.get(spec.sub, ZERO) + spec.maximum


def amended(amendments):
    """How amendments leave the aspects: what each gives that is annulled, and what each stands corrected to (decision 17)."""
    annulled, corrected = {}, {}
    for amendment in amendments:
        aspect = amendment["aspect"]
        if amendment["kind"] == "annulled":
            annulled[aspect] = amendment.get("give", "nothing")
        else:
            annulled.pop(aspect, None)
            corrected[aspect] = amendment["to"]
    return annulled, corrected


class Stage:
    def __init__(self, bundle):
        scheme, rubric = bundle["scheme"], bundle["rubric"]
        self.scheme = scheme
        self.aspects, self.criterion_of_sub = self.read_rubric(rubric, bundle)
        criteria = [c["id"] for c in rubric["criteria"]]
        parts = scheme.get("parts") or [{"id": "all", "criteria": criteria}]
        self.parts = [Part(p) for p in parts]
        self.read_groups(scheme["groups"])
        self.read_composition(scheme)
        rounding = scheme.get("rounding") or {}
        self.round_attempt = rounding.get("attempt", "exact")
        self.round_part = rounding.get("part", 2)
        self.round_contribution = rounding.get("contribution", "exact")
        self.round_total = rounding.get("total", 2)
        chain = scheme.get("chain") or []
        # decision 20: what a person settled comes behind every chain that does not name it
        self.chain = chain + [{"by": by} for by in ("lot", "decision")
                              if all(link["by"] != by for link in chain)]
        self.divisions = scheme.get("divisions") or [None]
        self.marks = {(m["entry"], m["seat"], m["aspect"], m.get("attempt")): m["value"]
                      for m in bundle.get("marks", [])}

    @staticmethod
    def read_rubric(rubric, bundle):
        annulled, corrected = amended(bundle.get("amendments") or [])
        aspects, criterion_of_sub = {}, {}
        for criterion in rubric["criteria"]:
            for sub in criterion["subCriteria"]:
                criterion_of_sub[sub["id"]] = criterion["id"]
                for spec in sub["aspects"]:
                    spec = corrected.get(spec["id"], spec)
                    aspects[spec["id"]] = Aspect(spec, sub["id"], criterion["id"],
                                                 annulled.get(spec["id"]))
        return aspects, criterion_of_sub

    def read_groups(self, groups):
        """A group that is not counted is recorded and nothing more: it is left out here."""
        part_of = {c: part for part in self.parts for c in part.criteria}
        for spec in groups:
            if spec.get("counted", True) and spec["aspects"]:
                group = Group(spec)
                aspects = [self.aspects[i] for i in group.aspect_ids]
                part_of[aspects[0].criterion].specs += level_specs(group, aspects)
        for part in self.parts:
            part.finish()

    def read_composition(self, scheme):
        """Added by default for one part, else weighted out of 100."""
        default = {"kind": "added" if len(self.parts) == 1 else "weighted"}
        composition = scheme.get("composition") or default
        self.weighted = composition["kind"] == "weighted"
        self.maximum = num(composition.get("maximum", "100"))


# ---------------------------------------------------------------- from seats to a level value

class Entry:
    """An entry with its seats: who is excused, who stands in."""

    def __init__(self, spec):
        self.spec, self.id = spec, spec["id"]
        self.excused = {e["seat"] for e in spec.get("excused") or []}
        self.stand_ins = {s["seat"]: s["by"] for s in spec.get("standIns") or []}

    def sitting(self, seat):
        """The seat, its stand-in, or None where it is excused and nobody stands in."""
        seat = self.stand_ins.get(seat, seat)
        return None if seat in self.excused else seat


class LevelValue:
    def __init__(self, spec, value=None, missing=0):
        self.spec, self.value, self.missing = spec, value, missing
        self.noughts = []  # what a raised veto or a reached stop makes 0


def seats_for(group, entry):
    """The seats whose marks are needed, how many count, how many are lacking (decision 1)."""
    counting = list(dict.fromkeys(s for s in map(entry.sitting, group.seats) if s is not None))
    needed = group.min_seats
    if group.kind == "trimmed" and group.rule.get("tooFew", "incomplete") == "incomplete":
        needed = max(needed, group.rule["high"] + group.rule["low"] + 1)
    lacking = max(0, needed - len(counting), 0 if counting else 1)
    if group.kind != "agreed":
        return counting, len(counting), lacking
    recorder = entry.sitting(group.rule["recorder"])
    if recorder is None:  # CHOICE: nobody gives the value, so one mark an aspect is missing
        return [], len(counting), max(1, lacking)
    return [recorder], len(counting), lacking


def apply_rule(group, values):
    """The group's rule over its seats' values."""
    n, ordered = len(values), sorted(values)
    if group.kind in ("agreed", "each"):
        return values[0]
    if group.kind == "sum":
        return sum(values, ZERO)
    if group.kind == "median":
        return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    if group.kind == "trimmed":
        kept = ordered[group.rule["low"]:n - group.rule["high"]]
        if kept and group.rule["low"] + group.rule["high"] < n:
            return sum(kept, ZERO) / len(kept)
    return sum(values, ZERO) / n


def finish_level(spec, value):
    """The aspect's factor at level aspect, then round, x group factor, factorRound."""
    group = spec.group
    if spec.aspect is not None:
        value = value * spec.aspect.factor  # CHOICE: before `round`, straight after the rule
    return rounded(rounded(value, group.round) * group.factor, group.factor_round)


def given_maximum(spec, count):
    """Annulled with the maximum, at level aspect: M x group factor (decision 12)."""
    times = count if spec.group.kind == "sum" else 1
    return LevelValue(spec, spec.aspect.max * spec.group.factor * times)


def seat_sum(spec, cells, table):
    """A seat's values added up to the level; what is annulled with maximum gives it M."""
    total = ZERO
    for aspect in spec.aspects:
        if aspect.annulled:
            total += aspect.max
        else:
            points = worth(aspect, cells[aspect.id], table)
            total += points if spec.aspect is not None else points * aspect.factor
    return total


def level_value(stage, spec, entry, attempt_id, table):
    """One level value of an entry (or of one of its attempts), or what it still misses."""
    group = spec.group
    seats, count, lacking = seats_for(group, entry)
    if not spec.live:
        if spec.aspect is not None:
            return given_maximum(spec, count)
        value = seat_sum(spec, {}, table) * (count if group.kind == "sum" else 1)
        return LevelValue(spec, finish_level(spec, value))
    result = LevelValue(spec, missing=lacking * len(spec.live))
    marks = {}
    for seat in seats:
        for aspect in spec.live:
            value = stage.marks.get((entry.id, seat, aspect.id, attempt_id))
            if value is None:
                result.missing += 1
            else:
                marks.setdefault(seat, {})[aspect.id] = value
    if lacking == 0:
        result.noughts = noughts(spec, [marks.get(s, {}) for s in seats])
    if result.missing == 0:
        settle(result, [marks[s] for s in seats], table)
    return result


def settle(result, cells, table):
    """Apply the rule to complete seats; unequal ones under *each* are disputed (decision 3)."""
    spec = result.spec
    values = [seat_sum(spec, c, table) for c in cells]
    compared = values
    if spec.aspect is not None and spec.aspect.kind == "veto":
        # CHOICE: all vetoes are worth 0, so it is raised or not that must be equal.
        compared = [c[spec.aspect.id].get("raised", False) for c in cells]
    if spec.group.kind == "each" and any(v != compared[0] for v in compared):
        result.missing = 1
    else:
        result.value = finish_level(spec, apply_rule(spec.group, values))


def noughts(spec, cells):
    """Targets made 0: a veto that every needed seat raised, a stop that each is beyond."""
    found = []
    for aspect in spec.live:
        values = [c.get(aspect.id) for c in cells]
        if any(v is None for v in values):
            continue
        if aspect.kind == "veto" and all(v.get("raised") for v in values):
            found.append((aspect.spec["target"], aspect))
        if aspect.kind == "timed" and all(beyond_stop(aspect, v) for v in values):
            effect = aspect.spec["stop"]["effect"]
            if effect in ("part-nought", "entry-nought"):
                found.append((effect[:-len("-nought")], aspect))
    return found


def apply_noughts(levels, targets):
    """What is made 0 is complete and misses nothing (decision 5)."""
    for target, cause in targets:
        for level in levels:
            spec = level.spec
            if target in ("part", "entry") \
                    or target == "sub-criterion" and spec.sub == cause.sub \
                    or target == "siblings" and spec.aspect is not None \
                    and spec.sub == cause.sub and spec.aspect is not cause:
                level.value, level.missing = ZERO, 0


# ---------------------------------------------------------------- sub-criterion, part

class PartResult:
    def __init__(self, part):
        self.part = part
        self.points, self.missing, self.contribution = None, 0, None
        self.noughts = []
        self.levels = []   # outside attempts
        self.subs = {}     # outside attempts: sub-criterion -> points so far


def score_part(stage, part, entry):
    result = PartResult(part)
    if part.attempts:
        raw = score_attempts(stage, part, entry, result)
    else:
        raw = score_plain(stage, part, entry, result)
    if raw is not None:
        result.points = rounded(raw, stage.round_part)
        if not part.below_zero:
            result.points = max(ZERO, result.points)
    if any(target == "part" for target, _ in result.noughts):
        make_part_nought(result)
    return result


def make_part_nought(result):
    apply_noughts(result.levels, [("part", None)])
    result.subs = {sub: ZERO for sub in result.subs}
    result.points, result.missing = ZERO, 0


def levels_of(stage, part, entry, result, attempt_id=None, table=None):
    """All level values of a part or an attempt, after its vetoes and stops."""
    levels = [level_value(stage, s, entry, attempt_id, table) for s in part.specs]
    found = [n for level in levels for n in level.noughts]
    apply_noughts(levels, [n for n in found if n[0] in ("siblings", "sub-criterion")])
    result.noughts += [n for n in found if n[0] in ("part", "entry")]
    result.missing += sum(level.missing for level in levels)
    return levels


def score_plain(stage, part, entry, result):
    """A part is the sum of its sub-criteria and of what is marked at level whole."""
    result.levels = levels_of(stage, part, entry, result)
    wholes = [level.value for level in result.levels if level.spec.sub is None]
    for sub in part.sub_max:
        points = sum_known(lv.value for lv in result.levels if lv.spec.sub == sub)
        # Never below 0, unless there are only penalties in it.
        if points is not None and part.sub_max[sub] != 0:
            points = max(ZERO, points)
        result.subs[sub] = points
    return sum_known(wholes + list(result.subs.values()))


def score_attempts(stage, part, entry, result):
    """Each attempt by itself (None while it has not begun), then what the part takes of them."""
    attempts = (entry.spec.get("attempts") or {}).get(part.id, [])
    points = [score_attempt(stage, part, entry, a, result) for a in attempts]
    return take_attempts(part, attempts, points)


def score_attempt(stage, part, entry, attempt, result):
    """base + points x difficulty x multiplier; the base counts once it has begun (decision 7)."""
    if attempt.get("void", False):
        return ZERO
    table = attempt.get("table")
    if table:
        table = {num(grade): num(points) for grade, points in table.items()}
    levels = levels_of(stage, part, entry, result, attempt["id"], table)
    points = sum_known(level.value for level in levels) if levels else ZERO
    if points is None:
        return None
    times = num(attempt.get("difficulty", "1")) * num(attempt.get("multiplier", "1"))
    return rounded(num(attempt.get("base", "0")) + points * times, stage.round_attempt)


def take_attempts(part, attempts, points):
    """Sum, mean (over all attempts), the k best, or the last that is not void."""
    take = part.attempts.get("take", "sum")
    if take == "last":
        standing = [p for a, p in zip(attempts, points) if not a.get("void", False)]
        return standing[-1] if standing else sum_known(points)
    begun = [p for p in points if p is not None]  # CHOICE: a void attempt is a begun one of 0
    if not begun:
        return None
    if take == "best":
        return sum(sorted(begun, reverse=True)[:part.attempts.get("best") or 1], ZERO)
    return sum(begun, ZERO) / (len(points) if take == "mean" else 1)


# ---------------------------------------------------------------- the total

class Result:
    """All that is known of one entry."""

    def __init__(self, stage, entry):
        self.entry = entry
        self.parts = [score_part(stage, part, entry) for part in stage.parts]
        targets = [t for p in self.parts for t, _ in p.noughts]
        self.nought = "entry" in targets
        if self.nought:  # CHOICE: all beneath is 0 as well
            for part in self.parts:
                make_part_nought(part)
        for part in self.parts:
            part.contribution = contribution(stage, part)
        carried, carried_missing = carried_over(stage, entry)
        self.missing = sum(p.missing for p in self.parts) + carried_missing
        self.exact, self.total = total(stage, entry, self.parts, carried)
        if self.nought:  # decision 5
            self.exact, self.total, self.missing = ZERO, ZERO, 0
        self.ranks, self.scale, self.medal = [], None, None


def contribution(stage, result):
    """Weighted: part / its maximum x weight x the stage's maximum; added: part x weight."""
    part = result.part
    if result.points is None:
        return None
    value = result.points * part.weight
    if stage.weighted:
        # CHOICE: a part of which everything is annulled gives nothing
        value = value * stage.maximum / part.maximum if part.maximum else ZERO
    return rounded(value, stage.round_contribution)


def carried_over(stage, entry):
    """Carried-over figures x weight; a missing one counts as one mark (decision 8)."""
    known, missing = [], 0
    for spec in stage.scheme.get("carried") or []:
        figure = ((entry.spec.get("carried") or {}).get(spec["stage"]) or {}).get(spec["what"])
        if figure is None:
            missing += 1
        else:
            known.append(num(figure) * num(spec.get("weight", "1")))
    return known, missing


def total(stage, entry, parts, carried):
    """(exact, published); None while not one value is complete."""
    # CHOICE: a carried-over figure is such a value, a penalty or an adjustment alone is not.
    exact = sum_known([p.contribution for p in parts] + carried)
    if exact is None:
        return None, None
    exact -= sum((num(p["points"]) for p in entry.spec.get("penalties") or []), ZERO)
    exact += sum((num(a["points"]) for a in entry.spec.get("adjustments") or []), ZERO)
    if not stage.scheme.get("totalBelowZero", False):
        exact = max(ZERO, exact)
    return exact, rounded(exact, stage.round_total)


# ---------------------------------------------------------------- ranks

def link_value(stage, result, link):
    """What a link of the chain compares, smaller first; None is unknown and comes last."""
    by = link["by"]
    if by in ("lot", "decision"):
        return result.entry.spec.get(by)
    if by == "time":
        return total_time(stage, result)
    if by == "full-marks":
        return -full_marks(result)
    points = points_of(stage, result, by, link["id"])
    return None if points is None else -points


def points_of(stage, result, by, name):
    """A part's rounded points; a criterion, sub-criterion or aspect as it was left (decision 11)."""
    if by == "part":
        return next(p.points for p in result.parts if p.part.id == name)
    if by == "aspect":
        return sum_known(lv.value for p in result.parts for lv in p.levels
                         if lv.spec.aspect is not None and lv.spec.aspect.id == name)
    return sum_known(points for p in result.parts for sub, points in p.subs.items()
                     if name == (sub if by == "sub-criterion" else stage.criterion_of_sub[sub]))


def total_time(stage, result):
    """Over all timed aspects; unknown while one is missing or not attempted (decision 9)."""
    times = []
    for part in stage.parts:
        for attempt_id in attempt_ids(part, result.entry):
            seen = set()
            for spec in part.specs:
                for aspect in spec.live:
                    if aspect.kind == "timed" and aspect.id not in seen:
                        seen.add(aspect.id)  # CHOICE: marked by two groups, the first is taken
                        times.append(time_of(stage, spec.group, aspect, result.entry, attempt_id))
    return None if None in times else sum(times, ZERO)


def attempt_ids(part, entry):
    if not part.attempts:
        return [None]
    attempts = (entry.spec.get("attempts") or {}).get(part.id, [])
    return [a["id"] for a in attempts if not a.get("void", False)]


def time_of(stage, group, aspect, entry, attempt_id):
    seats, _, lacking = seats_for(group, entry)
    values = [stage.marks.get((entry.id, s, aspect.id, attempt_id)) for s in seats]
    if lacking or any(v is None or v["kind"] != "timed" for v in values):
        return None
    return Fraction(sum(stopped_time(aspect, v["time"]) for v in values), len(values))


def full_marks(result):
    """Aspects outside attempts with points of their own that equal M > 0 (decision 10)."""
    whole, values, maxima = set(), {}, {}
    for part in result.parts:
        for level in part.levels:
            if level.spec.aspect is None:
                whole.update(a.id for a in level.spec.aspects)
            else:
                name = level.spec.aspect.id
                if level.spec.aspect.annulled:
                    continue
                values.setdefault(name, []).append(level.value)
                # CHOICE: M as the groups count it, with their factors
                maxima[name] = maxima.get(name, ZERO) + level.spec.maximum
    return sum(1 for name, some in values.items() if name not in whole and None not in some
               and maxima[name] > 0 and sum(some, ZERO) == maxima[name])


def rank_groups(stage, results):
    """[(rank, results that share it)]: the total first, then the chain; next ranks are skipped."""
    exact = stage.scheme.get("rankOn", "published") == "exact"
    groups, rank = [], 1
    by_total = group_equal(results, lambda r: -(r.exact if exact else r.total))
    for group in by_total:
        for tied in break_tie(stage, group, stage.chain):
            groups.append((rank, tied))
            rank += len(tied)
    return groups


def break_tie(stage, tied, chain):
    if len(tied) == 1 or not chain:
        return [tied]
    out = []
    for group in group_equal(tied, lambda r: last_if_unknown(link_value(stage, r, chain[0]))):
        out += break_tie(stage, group, chain[1:])
    return out


def last_if_unknown(value):
    return (1, 0) if value is None else (0, value)


def group_equal(items, key):
    """In order of the key; equal ones together, in the order of the bundle."""
    groups = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return [groups[k] for k in sorted(groups)]


def shared_rank_stops(stage, groups, board):
    """A band in which ranks may not be shared stops for a person."""
    band = stage.scheme.get("sharedRanksForbidden")
    if not band:
        return []
    return [{"kind": "shared-rank", **board, "rank": rank, "entries": ids(tied)}
            for rank, tied in groups
            if len(tied) > 1 and band["from"] <= rank <= band["to"]]


def ids(results):
    return [r.entry.id for r in results]


# ---------------------------------------------------------------- advancement

def places_of(rule, n):
    """The narrower of the first k and the first p per cent of all that rank; None: no limit."""
    limits = []
    if rule.get("first") is not None:
        limits.append(rule["first"])
    if rule.get("percent") is not None:
        limits.append(max(1, round_half_up(num(rule["percent"]) * n / 100)))
    return min(limits) if limits else None


class Quota:
    """At most q of an organization; CHOICE: who has no organization is under no quota."""

    def __init__(self, limit):
        self.limit, self.used = limit, {}

    def split(self, tied):
        """(surely within, [(organization, places, undecided)]): the rest is passed over."""
        sure, undecided, by_org = [], [], {}
        for r in tied:
            by_org.setdefault(r.entry.spec.get("organization", ""), []).append(r)
        for org, some in by_org.items():
            left = len(some)
            if self.limit is not None and org != "":
                left = max(0, self.limit - self.used.get(org, 0))
            if len(some) <= left:
                sure += some
            elif left:
                undecided.append((org, left, some))
            self.used[org] = self.used.get(org, 0) + min(left, len(some))
        return [r for r in tied if r in sure], undecided


def goes_on(result):
    """What a person said of it; None: nobody said."""
    return result.entry.spec.get("advances")


def all_told(results):
    """Decision 21: what was said counts once it was said of everyone at the stop."""
    return all(goes_on(r) is not None for r in results)


def advancement(stage, groups, division):
    """Walk down the ranks; who shares a rank across the line stops for a person."""
    rule = stage.scheme["advancement"]
    minimum = rule.get("minimum")
    places = places_of(rule, sum(len(tied) for _, tied in groups))
    quota = Quota(rule.get("perOrganization"))
    advancing, reserves, stops, taken = [], [], [], 0
    for _, tied in groups:
        tied = [r for r in tied if minimum is None or r.total >= num(minimum)]
        sure, undecided = quota.split(tied)
        size = len(sure) + sum(left for _, left, _ in undecided)
        if places is not None and taken >= places:
            some = sure + [r for _, left, rest in undecided for r in rest[:left]]
            reserves += [r for r in tied if r in some]
            continue
        stops += [{"kind": "quota-tie", "division": division, "organization": org, "places": left,
                   "entries": ids(some)} for org, left, some in undecided if not all_told(some)]
        if places is not None and taken + size > places:
            across = sure + [r for _, _, some in undecided for r in some]
            if all_told(across):
                advancing += [r for r in tied if r in across and goes_on(r)]
            else:
                stops.append({"kind": "cut-tie", "division": division, "places": places - taken,
                              "entries": ids(r for r in tied if r in across)})
        else:
            let_in = list(sure)
            for _, left, some in undecided:
                if all_told(some):
                    yes = [r for r in some if goes_on(r)]
                    let_in += yes
                    size += max(len(yes) - left, 0)  # more than it had places for take others' too
            advancing += [r for r in tied if r in let_in]
        taken += size
    reserves = ids(reserves)[:rule.get("reserves") or 0]
    return {"division": division, "advancing": ids(advancing), "reserves": reserves}, stops


# ---------------------------------------------------------------- scale and medals

def median(values):
    ordered, n = sorted(values), len(values)
    return (ordered[(n - 1) // 2] + ordered[n // 2]) / 2


def set_scale(rule, ranked):
    """round(centre + unit x (x - m) / (1.4826 x MAD)), held between least and most."""
    if len(ranked) < 3:
        return
    centre, unit = num(rule.get("centre", 700)), num(rule.get("unit", 30))
    least, most = num(rule.get("least", 0)), num(rule.get("most", 1000))
    middle = median([r.total for r in ranked])
    away = [abs(r.total - middle) for r in ranked]
    width = MAD_TO_SIGMA * median(away) or MEAN_TO_SIGMA * sum(away, ZERO) / len(away)
    for r in ranked:
        value = rounded(centre + unit * (r.total - middle) / width, 0) if width else centre
        r.scale = min(most, max(least, value))


def set_medals(rule, ranked):
    """Gold, silver, bronze by the tie width; then excellence."""
    field = sorted((r for r in ranked if r.scale is not None), key=lambda r: -r.scale)
    if not field:
        return
    gold, silver, bronze = medal_groups(field, num(rule.get("within", 2)), rule.get("chain", False))
    given = rule.get("smallField", "not-given") == "given"
    for name, group, least in (("gold", gold, 1), ("silver", silver, 5), ("bronze", bronze, 6)):
        for r in group:
            if given or len(field) >= least:
                r.medal = name
    excellence = num(rule.get("excellence", 700))
    for r in field:
        if r.medal is None and r.scale >= excellence:
            r.medal = "excellence"


def medal_groups(field, width, chain):
    def next_and_near(start):
        """The next entry and all within the tie width of it (of the last taken, with chain)."""
        end = start
        while end < len(field):
            anchor = field[max(start, end - 1) if chain else start]
            if anchor.scale - field[end].scale > width:
                break
            end += 1
        return field[start:end]

    def near(last):
        rest = field[field.index(last) + 1:]
        return [r for r in rest if last.scale - r.scale <= width]

    gold = next_and_near(0)
    if len(gold) == 2:
        return gold, [], next_and_near(2)
    if len(gold) > 2:
        return gold, [], near(gold[-1])
    silver = next_and_near(1)
    if len(silver) > 1:
        return gold, silver, near(silver[-1])
    return gold, silver, next_and_near(2)


# ---------------------------------------------------------------- the answer

def score(bundle):
    """One bundle to its answer (docs/bundles.md, "The answer", without the explanation)."""
    stage = Stage(bundle)
    results = [Result(stage, Entry(e)) for e in bundle["entries"]]
    # Only present entries with a total rank.
    ranked = [r for r in results if r.total is not None
              and r.entry.spec.get("state", "present") == "present"]
    stops, advancing = [], []
    for division in stage.divisions:
        field = [r for r in ranked if division is None or r.entry.spec["division"] == division]
        stops += score_division(stage, division, field, advancing)
    if stage.scheme.get("overall", False):
        # CHOICE: over all there are ranks and their stops, but no second advancement or medals.
        board = {"division": None, "overall": True}
        stops += set_ranks(stage, rank_groups(stage, ranked), board)
    return {"format": "skillmark-scores", "version": 1,
            "entries": [answer_entry(r) for r in results],
            "stops": stops, "advancement": advancing}


def set_ranks(stage, groups, board):
    for rank, tied in groups:
        for r in tied:
            r.ranks.append({**board, "rank": rank})
    return shared_rank_stops(stage, groups, board)


def score_division(stage, division, field, advancing):
    """Ranks, advancement, scale and medals of one division; its stops are returned."""
    groups = rank_groups(stage, field)
    stops = set_ranks(stage, groups, {"division": division})
    if stage.scheme.get("advancement") is not None:
        line, more = advancement(stage, groups, division)
        advancing.append(line)
        stops += more
    if stage.scheme.get("scale") is not None:  # CHOICE: each division has its own median
        set_scale(stage.scheme["scale"], field)
        if stage.scheme.get("medals") is not None:
            set_medals(stage.scheme["medals"], field)
    return stops


def passed(result):
    """Open (None) while marks of the part are missing, and where nothing is asked."""
    minimum = result.part.minimum
    if minimum is None or result.missing or result.points is None:
        return None
    return result.points >= minimum


def answer_entry(r):
    parts = [{"id": p.part.id, "points": show(p.points), "contribution": show(p.contribution),
              "passed": passed(p)} for p in r.parts]
    scale = None if r.scale is None else int(r.scale)
    return {"id": r.entry.id, "total": show(r.total), "missing": r.missing, "parts": parts,
            "ranks": r.ranks, "scale": scale, "medal": r.medal}


# ---------------------------------------------------------------- command line

def read_json(text):
    return json.loads(text, parse_float=str)


def pretty(bundle):
    """One bundle's answer as text for a person."""
    answer, lines = score(bundle), [bundle.get("title", "")]
    for e in answer["entries"]:
        ranks = ", ".join(f"{'overall' if r.get('overall') else r['division'] or 'rank'} {r['rank']}"
                          for r in e["ranks"]) or "not ranked"
        lines.append(f"{e['id']}: total {e['total'] or '-'}; {ranks}"
                     + (f"; {e['missing']} marks missing, provisional" if e["missing"] else "")
                     + (f"; scale {e['scale']}" if e["scale"] is not None else "")
                     + (f"; {e['medal']}" if e["medal"] else ""))
        for p in e["parts"]:
            verdict = {True: ", passed", False: ", not passed", None: ""}[p["passed"]]
            lines.append(f"    part {p['id']}: {p['points'] or '-'} points, "
                         f"contributes {p['contribution'] or '-'}{verdict}")
    for s in answer["stops"]:
        what = f"rank {s['rank']}" if "rank" in s else f"{s['places']} places"
        lines.append(f"to decide ({s['kind']}, {s['division'] or 'all'}): {what}: "
                     + ", ".join(s["entries"]))
    for a in answer["advancement"]:
        lines.append(f"advancing ({a['division'] or 'all'}): {', '.join(a['advancing']) or '-'}; "
                     f"reserves: {', '.join(a['reserves']) or '-'}")
    return "\n".join(lines)


def main(args):
    if len(args) == 2 and args[0] == "--pretty":
        with open(args[1], encoding="utf-8") as file:
            print(pretty(read_json(file.read())))
        return 0
    if args:
        print("usage: score.py < bundles.ndjson | score.py --pretty FILE", file=sys.stderr)
        return 2
    sys.stdin.reconfigure(encoding="utf-8")
    sys.stdout.reconfigure(encoding="utf-8")
    for line in sys.stdin:
        if line.strip():
            answer = score(read_json(line))
            sys.stdout.write(json.dumps(answer, ensure_ascii=False, separators=(",", ":")) + "\n")
            sys.stdout.flush()  # whoever asks waits for this answer before the next question
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
