from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.duty_body_level import DutyBodyLevel, check_duty_body_level
from ..types import UNSET, Unset

T = TypeVar("T", bound="DutyBody")


@_attrs_define
class DutyBody:
    """A stretch of duty.

    Attributes:
        venue_id (str):
        level (DutyBodyLevel):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        department_id (None | str | Unset):
    """

    venue_id: str
    level: DutyBodyLevel
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    department_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        level: str = self.level

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        department_id: None | str | Unset
        if isinstance(self.department_id, Unset):
            department_id = UNSET
        else:
            department_id = self.department_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "level": level,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )
        if department_id is not UNSET:
            field_dict["department_id"] = department_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        level = check_duty_body_level(d.pop("level"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        def _parse_department_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        department_id = _parse_department_id(d.pop("department_id", UNSET))

        duty_body = cls(
            venue_id=venue_id,
            level=level,
            starts_at=starts_at,
            ends_at=ends_at,
            department_id=department_id,
        )

        return duty_body
