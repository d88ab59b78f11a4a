from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.standing_level import StandingLevel, check_standing_level
from ..models.standing_name import StandingName, check_standing_name
from ..models.standing_status import StandingStatus, check_standing_status

T = TypeVar("T", bound="Standing")


@_attrs_define
class Standing:
    """A clock as last judged, for lists, boards and answers; the history is what counts.

    Attributes:
        name (StandingName):
        department_id (None | str):
        cycle (int):
        level (StandingLevel):
        status (StandingStatus):
        started_at (datetime.datetime):
        due_at (datetime.datetime):
        stands_at (datetime.datetime | None):
        ended_at (datetime.datetime | None):
    """

    name: StandingName
    department_id: None | str
    cycle: int
    level: StandingLevel
    status: StandingStatus
    started_at: datetime.datetime
    due_at: datetime.datetime
    stands_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        name: str = self.name

        department_id: None | str
        department_id = self.department_id

        cycle = self.cycle

        level: str = self.level

        status: str = self.status

        started_at = self.started_at.isoformat()

        due_at = self.due_at.isoformat()

        stands_at: None | str
        if isinstance(self.stands_at, datetime.datetime):
            stands_at = self.stands_at.isoformat()
        else:
            stands_at = self.stands_at

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "name": name,
                "department_id": department_id,
                "cycle": cycle,
                "level": level,
                "status": status,
                "started_at": started_at,
                "due_at": due_at,
                "stands_at": stands_at,
                "ended_at": ended_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        name = check_standing_name(d.pop("name"))

        def _parse_department_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        department_id = _parse_department_id(d.pop("department_id"))

        cycle = d.pop("cycle")

        level = check_standing_level(d.pop("level"))

        status = check_standing_status(d.pop("status"))

        started_at = datetime.datetime.fromisoformat(d.pop("started_at"))

        due_at = datetime.datetime.fromisoformat(d.pop("due_at"))

        def _parse_stands_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                stands_at_type_0 = datetime.datetime.fromisoformat(data)

                return stands_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        stands_at = _parse_stands_at(d.pop("stands_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        standing = cls(
            name=name,
            department_id=department_id,
            cycle=cycle,
            level=level,
            status=status,
            started_at=started_at,
            due_at=due_at,
            stands_at=stands_at,
            ended_at=ended_at,
        )

        standing.additional_properties = d
        return standing

    @property
    def additional_keys(self) -> list[str]:
        return list(self.additional_properties.keys())

    def __getitem__(self, key: str) -> Any:
        return self.additional_properties[key]

    def __setitem__(self, key: str, value: Any) -> None:
        self.additional_properties[key] = value

    def __delitem__(self, key: str) -> None:
        del self.additional_properties[key]

    def __contains__(self, key: str) -> bool:
        return key in self.additional_properties
