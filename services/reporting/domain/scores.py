"""Scorecards: a month of one member of staff, scored and paid line by line (rules R3, R4, R8)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from contracts.event import Event
from contracts.reporting import BonusLine, ScorecardIssued, StaffFlagged, StaffNamedBest
from infra.chassis.decision import Decided
from services.reporting.domain.policy import ReportingPolicy

__all__ = [
    "MADE_OF", "Bonus", "Measure", "Scorecard", "bonus_of", "issue", "measures", "name_best", "ranked",
    "score_of", "stated",
]  # fmt: skip

_MOST_COUNTED = 10**6
"""Nobody does more of anything in a month, whatever was sent."""
MADE_OF = {
    "no-complaint": ("satisfied", "unsatisfied"),
    "handled-in-time": ("handled_in_time", "handled"),
    "satisfaction": ("satisfied", "unsatisfied"),
    "booking-success": ("seated", "orders"),
    "complaints-in-time": ("resolved_in_time", "resolved"),
}
"""The figures a measure is made of, by its name."""
Grade = Literal["excellent", "pass", "fail", "not-measured"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of a score.

    Attributes:
        part: ``attitude``, ``ability`` or ``results``.
        hits, of: what was counted, e.g. 18 of 20 in time; (0, 0) where nothing was.
        percent: how well, 0 to 100; None where it could not be measured and counts for nothing.
        weight: what it counts within its part.
    """

    part: Literal["attitude", "ability", "results"]
    name: str
    hits: int
    of: int
    percent: int | None
    weight: int


@dataclass(frozen=True, slots=True)
class Bonus:
    """One line of a bonus: so many, at so much each."""

    reason: str
    count: int
    each_fen: int

    @property
    def amount_fen(self) -> int:
        """What the line comes to."""
        return self.count * self.each_fen


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A month of one member of staff, as it was judged."""

    scorecard_id: str
    staff_id: str
    venue_id: str
    month: str
    measures: tuple[Measure, ...]
    score: int | None
    grade: Grade
    bonus: tuple[Bonus, ...]
    failures_in_a_row: int
    policy_version: int
    best: bool = False
    rank: int | None = None

    @property
    def bonus_fen(self) -> int:
        """All lines together."""
        return sum(line.amount_fen for line in self.bonus)


def measures(
    sums: Mapping[str, int],
    exams: Sequence[int],
    training_hours: int,
    attitude: int | None,
    policy: ReportingPolicy,
) -> tuple[Measure, ...]:
    """What the month says of a person.

    Args:
        sums: the person's figures of the month.
        exams: scores (0-100) of the examinations that count.
        training_hours: hours of training this month.
        attitude: the supervisor's assessment (0-100), if there is one.
    """
    unsatisfied = sums.get("unsatisfied", 0)
    satisfied = sums.get("satisfied", 0)
    words = satisfied + unsatisfied
    seated, orders = sums.get("seated", 0), sums.get("orders", 0)
    manner = None if not words else max(0, 100 - policy.attitude_complaint_penalty * unsatisfied)
    full = policy.training_hours_month
    hours = min(training_hours, full)
    return (
        Measure("attitude", "assessment", attitude or 0, 100 if attitude is not None else 0, attitude, 2),
        Measure("attitude", "no-complaint", satisfied, words, manner, 1),
        Measure("ability", "exams", sum(exams), 100 * len(exams), _percent(sum(exams), 100 * len(exams)), 2),
        Measure("ability", "training", hours, full, _percent(hours, full) if training_hours else None, 1),
        _share("ability", "handled-in-time", sums, "handled_in_time", "handled", 1),
        Measure("results", "satisfaction", satisfied, words, _percent(satisfied, words), 1),
        Measure("results", "booking-success", seated, orders, _percent(seated, orders), 1),
        _share("results", "complaints-in-time", sums, "resolved_in_time", "resolved", 1),
    )


def score_of(lines: Sequence[Measure], policy: ReportingPolicy) -> int | None:
    """The score of 100, or None when nothing could be measured.

    Within a part, what was measured counts by weight; a part without any measure leaves its weight to the
    other parts, so that nobody is failed for what nobody looked at.
    """
    weights = {
        "attitude": policy.attitude_weight,
        "ability": policy.ability_weight,
        "results": policy.results_weight,
    }
    gained = possible = 0.0
    for part, weight in weights.items():
        counted = [line for line in lines if line.part == part and line.percent is not None]
        if not counted:
            continue
        shares = sum(line.weight for line in counted)
        gained += weight * sum((line.percent or 0) * line.weight for line in counted) / shares
        possible += weight * 100
    return round(100 * gained / possible) if possible else None


def bonus_of(sums: Mapping[str, int], policy: ReportingPolicy) -> tuple[Bonus, ...]:
    """The bonus, line by line; lines without a count are left out (rule R4)."""
    lines = (
        Bonus("effective-contracted", sums.get("effective:contracted", 0), policy.bonus_contracted_fen),
        Bonus("effective-other", sums.get("effective:other", 0), policy.bonus_other_fen),
        Bonus("callbacks-missing", sums.get("quota_missing", 0), -policy.missing_callback_fen),
        Bonus("spend-missing", sums.get("spend_missed_by", 0), -policy.missing_spend_fen),
    )
    return tuple(replace(line, count=min(line.count, _MOST_COUNTED)) for line in lines if line.count)


def issue(
    *,
    staff_id: str,
    venue_id: str,
    month: str,
    lines: tuple[Measure, ...],
    bonus: tuple[Bonus, ...],
    before: Scorecard | None,
    policy: ReportingPolicy,
    policy_version: int,
    known: Scorecard | None = None,
) -> Decided[Scorecard]:
    """Judge the month (rule R3).

    Args:
        before: the same person's card of the month before.
        known: the card as it was issued before, where the month is scored again: it keeps its place until
            all are ranked, and what it told is not told twice.
    """
    score = score_of(lines, policy)
    grade = _grade(score, policy)
    failures = (before.failures_in_a_row if before else 0) + 1 if grade == "fail" else 0
    if grade == "not-measured" and before:
        failures = before.failures_in_a_row
    card = Scorecard(
        f"{staff_id}|{month}",
        staff_id,
        venue_id,
        month,
        lines,
        score,
        grade,
        bonus,
        failures,
        policy_version,
        known.best if known else False,
        known.rank if known else None,
    )
    if card == known:
        return known, ()
    told = tuple(
        BonusLine(reason=b.reason, count=b.count, each_fen=b.each_fen, amount_fen=b.amount_fen) for b in bonus
    )
    events: list[Event] = [
        ScorecardIssued(
            scorecard_id=card.scorecard_id,
            staff_id=staff_id,
            venue_id=venue_id,
            month=month,
            score=score,
            grade=grade,
            bonus_fen=card.bonus_fen,
            bonus=told,
            policy_version=policy_version,
        )
    ]
    flagged = known is not None and known.grade == "fail" and known.failures_in_a_row == failures
    if grade == "fail" and failures >= policy.failures_flagged and not flagged:
        events.append(
            StaffFlagged(
                scorecard_id=card.scorecard_id,
                staff_id=staff_id,
                venue_id=venue_id,
                month=month,
                failures_in_a_row=failures,
            )
        )
    return card, tuple(events)


def stated(card: Scorecard) -> dict[str, int]:
    """What a card says, by name, for `differences` (rule R9).

    Of a measure the figures it is made of, or its percent; of the bonus each line's count, by its reason;
    and what comes of them.
    """
    said = {
        "score": card.score or 0,
        "bonus_fen": card.bonus_fen,
        "failures_in_a_row": card.failures_in_a_row,
    }
    for each in card.measures:
        if each.name in MADE_OF:
            hits, rest = MADE_OF[each.name]
            said |= {hits: each.hits, rest: each.of - each.hits if rest == "unsatisfied" else each.of}
        else:
            said[each.name] = each.percent or 0
    return said | {line.reason: line.count for line in card.bonus}


def ranked(cards: Iterable[Scorecard]) -> list[Scorecard]:
    """Best first: the higher score, the larger bonus among equals; whoever has no score comes last."""
    return sorted(
        cards, key=lambda each: (each.score is None, -(each.score or 0), -each.bonus_fen, each.staff_id)
    )


def name_best(cards: Iterable[Scorecard]) -> dict[str, StaffNamedBest]:
    """The first of each venue whose grade is excellent, by scorecard id."""
    best: dict[str, Scorecard] = {}
    for card in ranked(cards):
        if card.grade == "excellent":
            best.setdefault(card.venue_id, card)
    return {
        card.scorecard_id: StaffNamedBest(
            scorecard_id=card.scorecard_id,
            staff_id=card.staff_id,
            venue_id=card.venue_id,
            month=card.month,
            score=card.score or 0,
        )
        for card in best.values()
    }


def _grade(score: int | None, policy: ReportingPolicy) -> Grade:
    if score is None:
        return "not-measured"
    if score >= policy.excellent_mark:
        return "excellent"
    return "pass" if score >= policy.pass_mark else "fail"


def _share(
    part: Literal["ability", "results"], name: str, sums: Mapping[str, int], hits: str, of: str, weight: int
) -> Measure:
    total = sums.get(of, 0)
    return Measure(part, name, sums.get(hits, 0), total, _percent(sums.get(hits, 0), total), weight)


def _percent(hits: int, total: int) -> int | None:
    return round(100 * min(hits, total) / total) if total else None
