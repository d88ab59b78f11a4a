from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="SeatBody")


@_attrs_define
class SeatBody:
    """Who serves the party.

    Attributes:
        duty_agent_id (None | str | Unset):
    """

    duty_agent_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        duty_agent_id: None | str | Unset
        if isinstance(self.duty_agent_id, Unset):
            duty_agent_id = UNSET
        else:
            duty_agent_id = self.duty_agent_id

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if duty_agent_id is not UNSET:
            field_dict["duty_agent_id"] = duty_agent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_duty_agent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        duty_agent_id = _parse_duty_agent_id(d.pop("duty_agent_id", UNSET))

        seat_body = cls(
            duty_agent_id=duty_agent_id,
        )

        return seat_body
