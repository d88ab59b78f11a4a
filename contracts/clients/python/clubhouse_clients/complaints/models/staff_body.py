from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.staff_body_level import StaffBodyLevel, check_staff_body_level
from ..types import UNSET, Unset

T = TypeVar("T", bound="StaffBody")


@_attrs_define
class StaffBody:
    """A member of staff; no name, no contact.

    Attributes:
        venue_id (str): `*` for people of the whole chain.
        level (StaffBodyLevel):
        badge (str):
        department_id (None | str | Unset):
        weekly_callbacks (int | None | Unset): The policy's for the desk, without it.
        active (bool | Unset):  Default: True.
    """

    venue_id: str
    level: StaffBodyLevel
    badge: str
    department_id: None | str | Unset = UNSET
    weekly_callbacks: int | None | Unset = UNSET
    active: bool | Unset = True

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        level: str = self.level

        badge = self.badge

        department_id: None | str | Unset
        if isinstance(self.department_id, Unset):
            department_id = UNSET
        else:
            department_id = self.department_id

        weekly_callbacks: int | None | Unset
        if isinstance(self.weekly_callbacks, Unset):
            weekly_callbacks = UNSET
        else:
            weekly_callbacks = self.weekly_callbacks

        active = self.active

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "venue_id": venue_id,
                "level": level,
                "badge": badge,
            }
        )
        if department_id is not UNSET:
            field_dict["department_id"] = department_id
        if weekly_callbacks is not UNSET:
            field_dict["weekly_callbacks"] = weekly_callbacks
        if active is not UNSET:
            field_dict["active"] = active

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        level = check_staff_body_level(d.pop("level"))

        badge = d.pop("badge")

        def _parse_department_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        department_id = _parse_department_id(d.pop("department_id", UNSET))

        def _parse_weekly_callbacks(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        weekly_callbacks = _parse_weekly_callbacks(d.pop("weekly_callbacks", UNSET))

        active = d.pop("active", UNSET)

        staff_body = cls(
            venue_id=venue_id,
            level=level,
            badge=badge,
            department_id=department_id,
            weekly_callbacks=weekly_callbacks,
            active=active,
        )

        return staff_body
