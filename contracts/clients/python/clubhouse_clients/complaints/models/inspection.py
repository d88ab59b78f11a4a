from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Inspection")


@_attrs_define
class Inspection:
    """A site inspection that is to decide responsibility (C4).

    Attributes:
        department_id (str):
        inspect_at (datetime.datetime):
        found (None | str | Unset):
        done_at (datetime.datetime | None | Unset):
        told_overdue (bool | Unset):  Default: False.
    """

    department_id: str
    inspect_at: datetime.datetime
    found: None | str | Unset = UNSET
    done_at: datetime.datetime | None | Unset = UNSET
    told_overdue: bool | Unset = False
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        department_id = self.department_id

        inspect_at = self.inspect_at.isoformat()

        found: None | str | Unset
        if isinstance(self.found, Unset):
            found = UNSET
        else:
            found = self.found

        done_at: None | str | Unset
        if isinstance(self.done_at, Unset):
            done_at = UNSET
        elif isinstance(self.done_at, datetime.datetime):
            done_at = self.done_at.isoformat()
        else:
            done_at = self.done_at

        told_overdue = self.told_overdue

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "department_id": department_id,
                "inspect_at": inspect_at,
            }
        )
        if found is not UNSET:
            field_dict["found"] = found
        if done_at is not UNSET:
            field_dict["done_at"] = done_at
        if told_overdue is not UNSET:
            field_dict["told_overdue"] = told_overdue

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        department_id = d.pop("department_id")

        inspect_at = datetime.datetime.fromisoformat(d.pop("inspect_at"))

        def _parse_found(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        found = _parse_found(d.pop("found", UNSET))

        def _parse_done_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                done_at_type_0 = datetime.datetime.fromisoformat(data)

                return done_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        done_at = _parse_done_at(d.pop("done_at", UNSET))

        told_overdue = d.pop("told_overdue", UNSET)

        inspection = cls(
            department_id=department_id,
            inspect_at=inspect_at,
            found=found,
            done_at=done_at,
            told_overdue=told_overdue,
        )

        inspection.additional_properties = d
        return inspection

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
