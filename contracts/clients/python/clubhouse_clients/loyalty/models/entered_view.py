from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

T = TypeVar("T", bound="EnteredView")


@_attrs_define
class EnteredView:
    """What became of a bill.

    Attributes:
        visit_id (str):
        status (str): `recorded` now, `known` from before, or `refused`.
        guest_id (None | str | Unset):
        points (int | Unset):  Default: 0.
        code (str | Unset):  Default: ''.
        detail (str | Unset):  Default: ''.
    """

    visit_id: str
    status: str
    guest_id: None | str | Unset = UNSET
    points: int | Unset = 0
    code: str | Unset = ""
    detail: str | Unset = ""
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        visit_id = self.visit_id

        status = self.status

        guest_id: None | str | Unset
        if isinstance(self.guest_id, Unset):
            guest_id = UNSET
        else:
            guest_id = self.guest_id

        points = self.points

        code = self.code

        detail = self.detail

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "visit_id": visit_id,
                "status": status,
            }
        )
        if guest_id is not UNSET:
            field_dict["guest_id"] = guest_id
        if points is not UNSET:
            field_dict["points"] = points
        if code is not UNSET:
            field_dict["code"] = code
        if detail is not UNSET:
            field_dict["detail"] = detail

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        visit_id = d.pop("visit_id")

        status = d.pop("status")

        def _parse_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        guest_id = _parse_guest_id(d.pop("guest_id", UNSET))

        points = d.pop("points", UNSET)

        code = d.pop("code", UNSET)

        detail = d.pop("detail", UNSET)

        entered_view = cls(
            visit_id=visit_id,
            status=status,
            guest_id=guest_id,
            points=points,
            code=code,
            detail=detail,
        )

        entered_view.additional_properties = d
        return entered_view

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
