from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.kind import Kind, check_kind
from ..types import UNSET, Unset

T = TypeVar("T", bound="OfferBody")


@_attrs_define
class OfferBody:
    """An offer on some business days.

    Attributes:
        id (str):
        title (str):
        first_day (datetime.date):
        last_day (datetime.date):
        weekdays (list[int] | Unset): 0 is Monday; none means every day.
        discount_percent (int | Unset):  Default: 0.
        minimum_spend_fen (int | Unset):  Default: 0.
        exclusions (list[str] | Unset):
        kinds (list[Kind] | Unset):
    """

    id: str
    title: str
    first_day: datetime.date
    last_day: datetime.date
    weekdays: list[int] | Unset = UNSET
    discount_percent: int | Unset = 0
    minimum_spend_fen: int | Unset = 0
    exclusions: list[str] | Unset = UNSET
    kinds: list[Kind] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        first_day = self.first_day.isoformat()

        last_day = self.last_day.isoformat()

        weekdays: list[int] | Unset = UNSET
        if not isinstance(self.weekdays, Unset):
            weekdays = self.weekdays

        discount_percent = self.discount_percent

        minimum_spend_fen = self.minimum_spend_fen

        exclusions: list[str] | Unset = UNSET
        if not isinstance(self.exclusions, Unset):
            exclusions = self.exclusions

        kinds: list[str] | Unset = UNSET
        if not isinstance(self.kinds, Unset):
            kinds = []
            for kinds_item_data in self.kinds:
                kinds_item: str = kinds_item_data
                kinds.append(kinds_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "id": id,
                "title": title,
                "first_day": first_day,
                "last_day": last_day,
            }
        )
        if weekdays is not UNSET:
            field_dict["weekdays"] = weekdays
        if discount_percent is not UNSET:
            field_dict["discount_percent"] = discount_percent
        if minimum_spend_fen is not UNSET:
            field_dict["minimum_spend_fen"] = minimum_spend_fen
        if exclusions is not UNSET:
            field_dict["exclusions"] = exclusions
        if kinds is not UNSET:
            field_dict["kinds"] = kinds

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        first_day = datetime.date.fromisoformat(d.pop("first_day"))

        last_day = datetime.date.fromisoformat(d.pop("last_day"))

        weekdays = cast(list[int], d.pop("weekdays", UNSET))

        discount_percent = d.pop("discount_percent", UNSET)

        minimum_spend_fen = d.pop("minimum_spend_fen", UNSET)

        exclusions = cast(list[str], d.pop("exclusions", UNSET))

        _kinds = d.pop("kinds", UNSET)
        kinds: list[Kind] | Unset = UNSET
        if _kinds is not UNSET:
            kinds = []
            for kinds_item_data in _kinds:
                kinds_item = check_kind(kinds_item_data)

                kinds.append(kinds_item)

        offer_body = cls(
            id=id,
            title=title,
            first_day=first_day,
            last_day=last_day,
            weekdays=weekdays,
            discount_percent=discount_percent,
            minimum_spend_fen=minimum_spend_fen,
            exclusions=exclusions,
            kinds=kinds,
        )

        return offer_body
