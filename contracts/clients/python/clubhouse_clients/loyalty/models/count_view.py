from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.count_view_tier_afterwards import (
    CountViewTierAfterwards,
    check_count_view_tier_afterwards,
)

T = TypeVar("T", bound="CountView")


@_attrs_define
class CountView:
    """One thing that counts toward the tier, and until when.

    Attributes:
        kind (str):
        id (str):
        at (datetime.datetime):
        spend_fen (int):
        counts_until (datetime.datetime):
        tier_afterwards (CountViewTierAfterwards):
    """

    kind: str
    id: str
    at: datetime.datetime
    spend_fen: int
    counts_until: datetime.datetime
    tier_afterwards: CountViewTierAfterwards
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        id = self.id

        at = self.at.isoformat()

        spend_fen = self.spend_fen

        counts_until = self.counts_until.isoformat()

        tier_afterwards: str = self.tier_afterwards

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "id": id,
                "at": at,
                "spend_fen": spend_fen,
                "counts_until": counts_until,
                "tier_afterwards": tier_afterwards,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        id = d.pop("id")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        spend_fen = d.pop("spend_fen")

        counts_until = datetime.datetime.fromisoformat(d.pop("counts_until"))

        tier_afterwards = check_count_view_tier_afterwards(d.pop("tier_afterwards"))

        count_view = cls(
            kind=kind,
            id=id,
            at=at,
            spend_fen=spend_fen,
            counts_until=counts_until,
            tier_afterwards=tier_afterwards,
        )

        count_view.additional_properties = d
        return count_view

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
