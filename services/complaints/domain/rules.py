"""What judges a case besides its history: the policy and calendar of its opening, and who is on duty."""

from __future__ import annotations

from dataclasses import dataclass

from services.complaints.domain.calendar import Calendar
from services.complaints.domain.people import Directory
from services.complaints.domain.policy import CasePolicy

__all__ = ["Rules"]


NOBODY = Directory()
"""A directory before anyone was registered."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules one decision is made by.

    Attributes:
        policy: of `policy_version`, the version in force at the venue when the case was opened.
        calendar: likewise; its own version stands in it.
        directory: the venue's people now.
    """

    policy: CasePolicy
    policy_version: int
    calendar: Calendar
    directory: Directory = NOBODY
