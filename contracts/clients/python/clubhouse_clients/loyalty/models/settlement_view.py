from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.owed_view import OwedView


T = TypeVar("T", bound="SettlementView")


@_attrs_define
class SettlementView:
    """A month between venues.

    Attributes:
        month (str):
        closed (bool):
        owed (list[OwedView]):
    """

    month: str
    closed: bool
    owed: list[OwedView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        month = self.month

        closed = self.closed

        owed = []
        for owed_item_data in self.owed:
            owed_item = owed_item_data.to_dict()
            owed.append(owed_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "month": month,
                "closed": closed,
                "owed": owed,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.owed_view import OwedView

        d = dict(src_dict)
        month = d.pop("month")

        closed = d.pop("closed")

        owed = []
        _owed = d.pop("owed")
        for owed_item_data in _owed:
            owed_item = OwedView.from_dict(owed_item_data)

            owed.append(owed_item)

        settlement_view = cls(
            month=month,
            closed=closed,
            owed=owed,
        )

        settlement_view.additional_properties = d
        return settlement_view

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
