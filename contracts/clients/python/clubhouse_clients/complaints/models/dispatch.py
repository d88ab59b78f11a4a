from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Dispatch")


@_attrs_define
class Dispatch:
    """A department was given the case (C6).

    Attributes:
        department_id (str):
        at (datetime.datetime):
        by (str):
        note (str):
        cycle (int):
        reacted_at (datetime.datetime | None | Unset):
        reacted_by (None | str | Unset):
    """

    department_id: str
    at: datetime.datetime
    by: str
    note: str
    cycle: int
    reacted_at: datetime.datetime | None | Unset = UNSET
    reacted_by: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        at = self.at.isoformat()

        by = self.by

        note = self.note

        cycle = self.cycle

        reacted_at: None | str | Unset
        if isinstance(self.reacted_at, Unset):
            reacted_at = UNSET
        elif isinstance(self.reacted_at, datetime.datetime):
            reacted_at = self.reacted_at.isoformat()
        else:
            reacted_at = self.reacted_at

        reacted_by: None | str | Unset
        if isinstance(self.reacted_by, Unset):
            reacted_by = UNSET
        else:
            reacted_by = self.reacted_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department_id": department_id,
                "at": at,
                "by": by,
                "note": note,
                "cycle": cycle,
            }
        )
        if reacted_at is not UNSET:
            field_dict["reacted_at"] = reacted_at
        if reacted_by is not UNSET:
            field_dict["reacted_by"] = reacted_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        note = d.pop("note")

        cycle = d.pop("cycle")

        def _parse_reacted_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                reacted_at_type_0 = datetime.datetime.fromisoformat(data)

                return reacted_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        reacted_at = _parse_reacted_at(d.pop("reacted_at", UNSET))

        def _parse_reacted_by(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        reacted_by = _parse_reacted_by(d.pop("reacted_by", UNSET))

        dispatch = cls(
            department_id=department_id,
            at=at,
            by=by,
            note=note,
            cycle=cycle,
            reacted_at=reacted_at,
            reacted_by=reacted_by,
        )

        dispatch.additional_properties = d
        return dispatch

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
