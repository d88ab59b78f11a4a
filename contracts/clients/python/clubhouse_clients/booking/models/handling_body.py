from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.handling_body_step import HandlingBodyStep, check_handling_body_step
from ..types import UNSET, Unset

T = TypeVar("T", bound="HandlingBody")


@_attrs_define
class HandlingBody:
    """A step an agent finished.

    Attributes:
        step (HandlingBodyStep):
        started_at (datetime.datetime):
        finished_at (datetime.datetime):
        agent_id (None | str | Unset): The caller without it.
    """

    step: HandlingBodyStep
    started_at: datetime.datetime
    finished_at: datetime.datetime
    agent_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        step: str = self.step

        started_at = self.started_at.isoformat()

        finished_at = self.finished_at.isoformat()

        agent_id: None | str | Unset
        if isinstance(self.agent_id, Unset):
            agent_id = UNSET
        else:
            agent_id = self.agent_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "step": step,
                "started_at": started_at,
                "finished_at": finished_at,
            }
        )
        if agent_id is not UNSET:
            field_dict["agent_id"] = agent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        step = check_handling_body_step(d.pop("step"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        finished_at = datetime.datetime.fromisoformat(d.pop("finished_at"))

        def _parse_agent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_id = _parse_agent_id(d.pop("agent_id", UNSET))

        handling_body = cls(
            step=step,
            started_at=started_at,
            finished_at=finished_at,
            agent_id=agent_id,
        )

        return handling_body
