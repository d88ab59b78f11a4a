"""The work at a month's end: drafting the complaint analysis and scoring the staff (rules R2-R4, R6)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from contracts.reporting import StaffNamedBest
from infra.chassis.cause import Cause
from infra.chassis.decision import Decided
from infra.chassis.policy import PolicyBook
from services.reporting.domain.daily import differences
from services.reporting.domain.days import month_days, month_of
from services.reporting.domain.months import Action, Draft, MonthBook, last_moment
from services.reporting.domain.policy import ReportingPolicy
from services.reporting.domain.scores import Scorecard, bonus_of, issue, measures, name_best, ranked, stated
from services.reporting.domain.sheets import together
from services.reporting.domain.staff import home_of
from services.reporting.store.books import Scorecards, StaffFiles
from services.reporting.store.figures import Figures

__all__ = ["MonthEnd"]

COMPLAINT_FIGURES = (
    "complaints", "complaints_major", "complaints_closed", "valid_complaints", "resolved", "resolved_in_time",
    "resolution_seconds", "dispatched", "reacted", "reacted_in_time", "breaches", "escalations", "extensions",
    "reworks", "callbacks_owed", "callbacks_made", "callbacks_in_time", "callbacks_overdue", "satisfied",
    "unsatisfied", "actions_set", "actions_done", "actions_in_time", "actions_overdue", "compensation_points",
)  # fmt: skip
"""What the analysis compares, month by month and venue by venue."""
_PARTS = (
    "complaints",
    "responsibility",
    "causes",
    "cause_sides",
    "complaint_channels",
    "breaches",
    "remedies",
)


_ACTION = ("text", "owner", "due_on", "done")


class MonthEnd:
    """Makes what a month ends with."""

    def __init__(
        self,
        figures: Figures,
        scorecards: Scorecards,
        files: StaffFiles,
        policies: PolicyBook[ReportingPolicy],
    ) -> None:
        self._figures = figures
        self._scorecards = scorecards
        self._files = files
        self._policies = policies

    async def draft(self, month: str, now: datetime) -> Draft:
        """The complaint analysis of a month, as the figures stand now."""
        first, last = month_days(month)
        venues = await self._figures.month(month)
        whole = together(venues.values(), people=False)
        before = await self._figures.month(month_of(first - timedelta(days=1)))
        actions = [
            Action(case_id, facts.get("number", ""), *(each[name] for name in _ACTION))
            async for case_id, facts in self._figures.cases_of(first - timedelta(days=62), last)
            for each in facts.get("actions", {}).values()
        ]  # fmt: skip
        return Draft(
            made_at=now,
            totals=_complaints(whole.totals),
            parts={name: whole.parts(name) for name in _PARTS if whole.parts(name)},
            venues={id: kept for id, sheet in venues.items() if (kept := _complaints(sheet.totals))},
            before=_complaints(together(before.values(), people=False).totals),
            actions=tuple(sorted(actions, key=lambda each: (each.due_on, each.case_id))),
        )

    async def changes(self, book: MonthBook) -> list[tuple[str, int, int]]:
        """(figure, drafted, now) of every total that was heard of later than the draft was made (rule R9)."""
        if book.draft is None:
            return []
        venues = await self._figures.month_totals(book.month, COMPLAINT_FIGURES)
        return differences(book.draft.totals, together(venues.values(), people=False).totals)

    async def changes_of(self, card: Scorecard) -> list[tuple[str, int, int]]:
        """(figure, issued, now) of whatever would be said otherwise if it were issued now (rule R9)."""
        sums = await self._figures.month_of(card.staff_id, card.month)
        ended = await self._ended(card.month)
        now, _ = (await self._judge(card.staff_id, card.venue_id, card.month, sums, ended))()
        return differences(stated(card), stated(now))

    async def score(self, month: str, cause: Cause) -> int:
        """Issue the scorecard of everybody whom the month's figures, exams or assessments name; how many.

        Who is named no more, and has a card from an earlier time, is issued one of nothing.
        Safe to repeat: one cause issues each card once.
        """
        ended = await self._ended(month)
        sums, home = await self._named(month, ended)
        issued = [
            await self._issue(id, home[id], month, figures, ended, cause)
            for id, figures in sorted(sums.items())
        ]
        best = name_best(issued)
        for rank, card in enumerate(ranked(issued), 1):
            await self._place(card, rank, best.get(card.scorecard_id), cause)
        return len(issued)

    async def _named(self, month: str, ended: datetime) -> tuple[dict[str, dict[str, int]], dict[str, str]]:
        """Whom the month or a card from an earlier time names: the sums of their figures, their venues."""
        sums: dict[str, dict[str, int]] = {}
        home: dict[str, str] = {}
        for venue_id, sheet in (await self._figures.month(month, parts=("agents",))).items():
            for staff_id, figures in sheet.agents.items():
                home.setdefault(staff_id, venue_id)
                mine = sums.setdefault(staff_id, {})
                for figure, amount in figures.items():
                    mine[figure] = mine.get(figure, 0) + amount
        for file in await self._files.find({}):
            if file.state.examined(month):
                sums.setdefault(file.id, {})
                home[file.id] = file.state.venue_id
        for known in await self._scorecards.find({"state.month": month}):
            sums.setdefault(known.state.staff_id, {})
            home.setdefault(known.state.staff_id, known.state.venue_id)
        for staff_id, facts in (await self._figures.facts("staff")).items():
            if staff_id in sums:
                home[staff_id] = home_of(facts["homes"], ended) if "homes" in facts else facts["venue_id"]
        return sums, home

    async def _place(self, card: Scorecard, rank: int, named: StaffNamedBest | None, cause: Cause) -> None:
        """Note on an issued card where it stands among the month's; who is named the best is told once."""

        def decide(state: Scorecard | None, _: datetime) -> Decided[Scorecard]:
            stands = state or card
            told = (named,) if named and not stands.best else ()
            return replace(stands, best=named is not None, rank=rank), told

        await self._scorecards.change(card.scorecard_id, decide, cause.part(f"rank/{card.scorecard_id}"))

    async def _ended(self, month: str) -> datetime:
        """The moment whose policy judges a month: its end, or now while it runs."""
        now = self._policies.now()
        return min(now, last_moment(month, (await self._policies.at(None, now)).values))

    async def _issue(
        self,
        staff_id: str,
        venue_id: str,
        month: str,
        sums: Mapping[str, int],
        ended: datetime,
        cause: Cause,
    ) -> Scorecard:
        judge = await self._judge(staff_id, venue_id, month, sums, ended)
        id = f"{staff_id}|{month}"
        outcome = await self._scorecards.change(
            id, lambda state, _: judge(known=state), cause.part(f"score/{id}")
        )
        return outcome.state or judge()[0]

    async def _judge(
        self, staff_id: str, venue_id: str, month: str, sums: Mapping[str, int], ended: datetime
    ) -> Callable[..., Decided[Scorecard]]:
        """What is to be said of a person's month, but for the card that is known already."""
        first, _ = month_days(month)
        policy = await self._policies.at(venue_id, ended)
        file = await self._files.get(staff_id)
        if not sums and file and not file.state.examined(month):
            file = None  # an examination or training alone makes nobody's month
        previous = await self._scorecards.get(f"{staff_id}|{month_of(first - timedelta(days=1))}")
        return partial(
            issue,
            staff_id=staff_id,
            venue_id=venue_id,
            month=month,
            lines=measures(
                sums,
                file.state.exam_scores(month) if file else (),
                file.state.training_hours(month) if file else 0,
                file.state.attitude(month) if file else None,
                policy.values,
            ),
            bonus=bonus_of(sums, policy.values),
            before=previous.state if previous else None,
            policy=policy.values,
            policy_version=policy.version,
        )


def _complaints(totals: Mapping[str, int]) -> dict[str, int]:
    return {name: totals[name] for name in COMPLAINT_FIGURES if totals.get(name)}
