from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="Suggestion")


@_attrs_define
class Suggestion:
    """A suggestion's way to adoption or refusal (C20).

    Attributes:
        sensible (bool | None | Unset):
        feasible (bool | None | Unset):
        department_id (None | str | Unset):
        decide_on (datetime.date | None | Unset):
        adopted (bool | None | Unset):
    """

    sensible: bool | None | Unset = UNSET
    feasible: bool | None | Unset = UNSET
    department_id: None | str | Unset = UNSET
    decide_on: datetime.date | None | Unset = UNSET
    adopted: bool | None | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        sensible: bool | None | Unset
        if isinstance(self.sensible, Unset):
            sensible = UNSET
        else:
            sensible = self.sensible

        feasible: bool | None | Unset
        if isinstance(self.feasible, Unset):
            feasible = UNSET
        else:
            feasible = self.feasible

        department_id: None | str | Unset
        if isinstance(self.department_id, Unset):
            department_id = UNSET
        else:
            department_id = self.department_id

        decide_on: None | str | Unset
        if isinstance(self.decide_on, Unset):
            decide_on = UNSET
        elif isinstance(self.decide_on, datetime.date):
            decide_on = self.decide_on.isoformat()
        else:
            decide_on = self.decide_on

        adopted: bool | None | Unset
        if isinstance(self.adopted, Unset):
            adopted = UNSET
        else:
            adopted = self.adopted

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update({})
        if sensible is not UNSET:
            field_dict["sensible"] = sensible
        if feasible is not UNSET:
            field_dict["feasible"] = feasible
        if department_id is not UNSET:
            field_dict["department_id"] = department_id
        if decide_on is not UNSET:
            field_dict["decide_on"] = decide_on
        if adopted is not UNSET:
            field_dict["adopted"] = adopted

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_sensible(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        sensible = _parse_sensible(d.pop("sensible", UNSET))

        def _parse_feasible(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        feasible = _parse_feasible(d.pop("feasible", UNSET))

        def _parse_department_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        department_id = _parse_department_id(d.pop("department_id", UNSET))

        def _parse_decide_on(data: object) -> datetime.date | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                decide_on_type_0 = datetime.date.fromisoformat(data)

                return decide_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None | Unset, data)

        decide_on = _parse_decide_on(d.pop("decide_on", UNSET))

        def _parse_adopted(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        adopted = _parse_adopted(d.pop("adopted", UNSET))

        suggestion = cls(
            sensible=sensible,
            feasible=feasible,
            department_id=department_id,
            decide_on=decide_on,
            adopted=adopted,
        )

        suggestion.additional_properties = d
        return suggestion

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
