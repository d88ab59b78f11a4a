"""The sample of *assist* cases that are called back: at least the policy's share, in a way anyone can check.

A case is drawn when its own hash falls under the share, which nobody at the desk can steer, or when the
share so far would otherwise fall short of it. So the share holds after every single case (rule C13).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from contracts.complaints import SampleDrawn
from infra.chassis.decision import Decided

__all__ = ["Draw", "Sample", "draw", "sample_id"]

_WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Draw:
    """One case that met the sample."""

    case_id: str
    draw: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """One venue's sample of one month."""

    id: str
    venue_id: str
    draws: tuple[Draw, ...] = ()

    @property
    def chosen(self) -> int:
        """How many were drawn."""
        return sum(each.chosen for each in self.draws)


def sample_id(venue_id: str, local: datetime) -> str:
    """Identity of the sample a case ended at that local time belongs to."""
    return f"{venue_id}:{local:%Y-%m}"


def draw(
    sample: Sample | None, sample_id_: str, venue_id: str, case_id: str, percent: int
) -> Decided[Sample]:
    """Let a case meet the sample, once."""
    sample = sample or Sample(sample_id_, venue_id)
    if any(each.case_id == case_id for each in sample.draws):
        return sample, ()
    lot = int.from_bytes(sha256(f"{sample.id}:{case_id}".encode()).digest()[:8]) * _WHOLE >> 64
    position = len(sample.draws) + 1
    falls_short = sample.chosen * 100 < percent * position
    chosen = lot < percent * _WHOLE // 100 or falls_short
    sample = replace(sample, draws=(*sample.draws, Draw(case_id, lot, chosen)))
    told = SampleDrawn(
        sample_id=sample.id,
        case_id=case_id,
        venue_id=venue_id,
        position=position,
        draw=lot,
        chosen=chosen,
        chosen_so_far=sample.chosen,
    )
    return sample, (told,)
