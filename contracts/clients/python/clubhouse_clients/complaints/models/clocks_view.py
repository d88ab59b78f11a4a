from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.standing import Standing


T = TypeVar("T", bound="ClocksView")


@_attrs_define
class ClocksView:
    """The clocks of a case now.

    Attributes:
        at (datetime.datetime):
        policy_version (int):
        calendar_version (int):
        clocks (list[Standing]):
    """

    at: datetime.datetime
    policy_version: int
    calendar_version: int
    clocks: list[Standing]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        at = self.at.isoformat()

        policy_version = self.policy_version

        calendar_version = self.calendar_version

        clocks = []
        for clocks_item_data in self.clocks:
            clocks_item = clocks_item_data.to_dict()
            clocks.append(clocks_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "at": at,
                "policy_version": policy_version,
                "calendar_version": calendar_version,
                "clocks": clocks,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.standing import Standing

        d = dict(src_dict)
        at = datetime.datetime.fromisoformat(d.pop("at"))

        policy_version = d.pop("policy_version")

        calendar_version = d.pop("calendar_version")

        clocks = []
        _clocks = d.pop("clocks")
        for clocks_item_data in _clocks:
            clocks_item = Standing.from_dict(clocks_item_data)

            clocks.append(clocks_item)

        clocks_view = cls(
            at=at,
            policy_version=policy_version,
            calendar_version=calendar_version,
            clocks=clocks,
        )

        clocks_view.additional_properties = d
        return clocks_view

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
