from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.next_tier_tier import NextTierTier, check_next_tier_tier

T = TypeVar("T", bound="NextTier")


@_attrs_define
class NextTier:
    """What any one of would earn the next tier.

    Attributes:
        tier (NextTierTier):
        spend_fen_missing (int):
        visits_missing (int):
        referrals_missing (int):
    """

    tier: NextTierTier
    spend_fen_missing: int
    visits_missing: int
    referrals_missing: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        tier: str = self.tier

        spend_fen_missing = self.spend_fen_missing

        visits_missing = self.visits_missing

        referrals_missing = self.referrals_missing

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "tier": tier,
                "spend_fen_missing": spend_fen_missing,
                "visits_missing": visits_missing,
                "referrals_missing": referrals_missing,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        tier = check_next_tier_tier(d.pop("tier"))

        spend_fen_missing = d.pop("spend_fen_missing")

        visits_missing = d.pop("visits_missing")

        referrals_missing = d.pop("referrals_missing")

        next_tier = cls(
            tier=tier,
            spend_fen_missing=spend_fen_missing,
            visits_missing=visits_missing,
            referrals_missing=referrals_missing,
        )

        next_tier.additional_properties = d
        return next_tier

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
