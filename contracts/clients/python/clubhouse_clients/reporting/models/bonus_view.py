from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="BonusView")


@_attrs_define
class BonusView:
    """One line of a bonus: so many, at so much each.

    Attributes:
        reason (str):
        count (int):
        each_fen (int):
        amount_fen (int):
    """

    reason: str
    count: int
    each_fen: int
    amount_fen: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        reason = self.reason

        count = self.count

        each_fen = self.each_fen

        amount_fen = self.amount_fen

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "reason": reason,
                "count": count,
                "each_fen": each_fen,
                "amount_fen": amount_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        reason = d.pop("reason")

        count = d.pop("count")

        each_fen = d.pop("each_fen")

        amount_fen = d.pop("amount_fen")

        bonus_view = cls(
            reason=reason,
            count=count,
            each_fen=each_fen,
            amount_fen=amount_fen,
        )

        bonus_view.additional_properties = d
        return bonus_view

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
