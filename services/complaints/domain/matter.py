"""Matters: what several guests complain of, found by the system when there are enough of them (rule C5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from contracts.complaints import MatterTurnedCollective
from infra.chassis.decision import Decided
from services.complaints.domain.policy import CasePolicy

__all__ = ["Matter", "Voice", "join"]


@dataclass(frozen=True, slots=True)
class Voice:
    """One guest's complaint of a matter."""

    case_id: str
    guest_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter with the complaints of its last hours.

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

    Two complaints of one guest count once; anonymous ones cannot be told apart and are not counted at all,
    so callers pass only complaints of a known guest.
    """
    matter = matter or Matter(matter_id, venue_id, category)
    if any(each.case_id == voice.case_id for each in matter.voices):
        return matter, ()
    voices = sorted((*matter.voices, voice), key=lambda each: (each.at, each.case_id))
    since = voices[-1].at - timedelta(hours=policy.collective_hours)
    voices = [each for each in voices if each.at >= since]
    guests = {each.guest_id for each in voices}
    fresh = tuple(each.case_id for each in voices if each.case_id not in matter.told)
    matter = replace(matter, voices=tuple(voices))
    if len(guests) < policy.collective_guests or not fresh:
        return matter, ()
    told = MatterTurnedCollective(
        matter_id=matter.id, venue_id=venue_id, category=category, case_ids=fresh, guests=len(guests)
    )
    still_near = tuple(each.case_id for each in voices)
    return replace(matter, told=still_near), (told,)
