"""Matters: what several guests complain of, found by the system when there are enough of them (rule C5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.complaints import MatterTurnedCollective
from infra.chassis.decision import Decided
from services.complaints.domain.policy import CasePolicy

__all__ = ["Matter", "Voice", "join", "leave", "merge"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One guest's complaint of a matter, at the time it came in."""

    case_id: str
    guest_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with the complaints of its last month.

    Attributes:
        told: cases already declared collective.
    """

    id: str
    venue_id: str
    category: str
    voices: tuple[Voice, ...] = ()
    told: tuple[str, ...] = ()


def join(
    matter: Matter | None, matter_id: str, venue_id: str, category: str, voice: Voice, policy: CasePolicy
) -> Decided[Matter]:
    """Add a complaint. With enough different guests within the window, its cases are collective.

    Any window counts, not only the newest: a desk that sorts last week's letters today finds last week's
    crowd. Two complaints of one guest count once; anonymous ones cannot be told apart and are not counted
    at all, so callers pass only complaints of a known guest.
    """
    matter = matter or Matter(matter_id, venue_id, category)
    if any(each.case_id == voice.case_id for each in matter.voices):
        return matter, ()
    voices = sorted((*matter.voices, voice), key=lambda each: (each.at, each.case_id))
    since = voices[-1].at - timedelta(days=policy.month_days)
    voices = [each for each in voices if each.at >= since]
    crowd, guests = _crowd(voices, timedelta(hours=policy.collective_hours), policy.collective_guests)
    fresh = tuple(case_id for case_id in crowd if case_id not in matter.told)
    matter = replace(matter, voices=tuple(voices))
    if not fresh:
        return matter, ()
    told = MatterTurnedCollective(
        matter_id=matter.id, venue_id=venue_id, category=category, case_ids=fresh, guests=guests
    )
    return replace(matter, told=crowd), (told,)


def leave(matter: Matter, case_id: str) -> Decided[Matter]:
    """A complaint was put on another matter, or withdrawn: it speaks here no longer. It may come back."""
    voices = tuple(each for each in matter.voices if each.case_id != case_id)
    return replace(matter, voices=voices, told=tuple(each for each in matter.told if each != case_id)), ()


def merge(matter: Matter, double_id: str, guest_id: str) -> Decided[Matter]:
    """Two guests turned out to be one, who counts once."""
    voices = tuple(
        replace(each, guest_id=guest_id) if each.guest_id == double_id else each for each in matter.voices
    )
    return replace(matter, voices=voices), ()


def _crowd(voices: Sequence[Voice], span: timedelta, least: int) -> tuple[tuple[str, ...], int]:
    """Cases in any `span` with so many different guests, oldest first; and the most guests in one."""
    crowd: list[str] = []
    heard: Counter[str] = Counter()
    first = taken = most = 0
    for last, voice in enumerate(voices):
        heard[voice.guest_id] += 1
        while voices[first].at < voice.at - span:
            heard -= Counter([voices[first].guest_id])
            first += 1
        if len(heard) >= least:
            taken = max(taken, first)
            crowd.extend(each.case_id for each in voices[taken : last + 1])
            taken, most = last + 1, max(most, len(heard))
    return tuple(crowd), most
