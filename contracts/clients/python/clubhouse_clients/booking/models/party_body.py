from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="PartyBody")


@_attrs_define
class PartyBody:
    """Another number of guests.

    Attributes:
        party_size (int):
    """

    party_size: int

    def to_dict(self) -> dict[str, Any]:
        party_size = self.party_size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "party_size": party_size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        party_size = d.pop("party_size")

        party_body = cls(
            party_size=party_size,
        )

        return party_body
