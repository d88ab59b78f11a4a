from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.promotion_body_effect import (
    PromotionBodyEffect,
    check_promotion_body_effect,
)
from ..models.promotion_body_kind import PromotionBodyKind, check_promotion_body_kind
from ..models.promotion_body_least_tier import (
    PromotionBodyLeastTier,
    check_promotion_body_least_tier,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.hours_body import HoursBody


T = TypeVar("T", bound="PromotionBody")


@_attrs_define
class PromotionBody:
    """A promotion's terms (rule L13).

    Attributes:
        name (str):
        kind (PromotionBodyKind):
        effect (PromotionBodyEffect):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        percent (int | Unset):  Default: 0.
        spend_fen (int | Unset):  Default: 0.
        save_fen (int | Unset): Off the bill, or what a gift or points cost. Default: 0.
        times (int | Unset):  Default: 1.
        points (int | Unset):  Default: 0.
        gift_id (None | str | Unset):
        venue_ids (list[str] | Unset): Empty: the whole chain.
        hours (list[HoursBody] | Unset):
        least_spend_fen (int | Unset):  Default: 0.
        least_tier (PromotionBodyLeastTier | Unset):  Default: 'ordinary'.
        least_party (int | Unset):  Default: 1.
        stack (str | Unset): Promotions of one stack exclude each other. Default: 'bill'.
        alone (bool | Unset): Never together with another. Default: False.
        budget_fen (int | None | Unset):
        per_guest (int | Unset): 0: without limit. Default: 0.
    """

    name: str
    kind: PromotionBodyKind
    effect: PromotionBodyEffect
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    percent: int | Unset = 0
    spend_fen: int | Unset = 0
    save_fen: int | Unset = 0
    times: int | Unset = 1
    points: int | Unset = 0
    gift_id: None | str | Unset = UNSET
    venue_ids: list[str] | Unset = UNSET
    hours: list[HoursBody] | Unset = UNSET
    least_spend_fen: int | Unset = 0
    least_tier: PromotionBodyLeastTier | Unset = "ordinary"
    least_party: int | Unset = 1
    stack: str | Unset = "bill"
    alone: bool | Unset = False
    budget_fen: int | None | Unset = UNSET
    per_guest: int | Unset = 0

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind: str = self.kind

        effect: str = self.effect

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        percent = self.percent

        spend_fen = self.spend_fen

        save_fen = self.save_fen

        times = self.times

        points = self.points

        gift_id: None | str | Unset
        if isinstance(self.gift_id, Unset):
            gift_id = UNSET
        else:
            gift_id = self.gift_id

        venue_ids: list[str] | Unset = UNSET
        if not isinstance(self.venue_ids, Unset):
            venue_ids = self.venue_ids

        hours: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.hours, Unset):
            hours = []
            for hours_item_data in self.hours:
                hours_item = hours_item_data.to_dict()
                hours.append(hours_item)

        least_spend_fen = self.least_spend_fen

        least_tier: str | Unset = UNSET
        if not isinstance(self.least_tier, Unset):
            least_tier = self.least_tier

        least_party = self.least_party

        stack = self.stack

        alone = self.alone

        budget_fen: int | None | Unset
        if isinstance(self.budget_fen, Unset):
            budget_fen = UNSET
        else:
            budget_fen = self.budget_fen

        per_guest = self.per_guest

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "effect": effect,
                "starts_at": starts_at,
                "ends_at": ends_at,
            }
        )
        if percent is not UNSET:
            field_dict["percent"] = percent
        if spend_fen is not UNSET:
            field_dict["spend_fen"] = spend_fen
        if save_fen is not UNSET:
            field_dict["save_fen"] = save_fen
        if times is not UNSET:
            field_dict["times"] = times
        if points is not UNSET:
            field_dict["points"] = points
        if gift_id is not UNSET:
            field_dict["gift_id"] = gift_id
        if venue_ids is not UNSET:
            field_dict["venue_ids"] = venue_ids
        if hours is not UNSET:
            field_dict["hours"] = hours
        if least_spend_fen is not UNSET:
            field_dict["least_spend_fen"] = least_spend_fen
        if least_tier is not UNSET:
            field_dict["least_tier"] = least_tier
        if least_party is not UNSET:
            field_dict["least_party"] = least_party
        if stack is not UNSET:
            field_dict["stack"] = stack
        if alone is not UNSET:
            field_dict["alone"] = alone
        if budget_fen is not UNSET:
            field_dict["budget_fen"] = budget_fen
        if per_guest is not UNSET:
            field_dict["per_guest"] = per_guest

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.hours_body import HoursBody

        d = dict(src_dict)
        name = d.pop("name")

        kind = check_promotion_body_kind(d.pop("kind"))

        effect = check_promotion_body_effect(d.pop("effect"))

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        percent = d.pop("percent", UNSET)

        spend_fen = d.pop("spend_fen", UNSET)

        save_fen = d.pop("save_fen", UNSET)

        times = d.pop("times", UNSET)

        points = d.pop("points", UNSET)

        def _parse_gift_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        gift_id = _parse_gift_id(d.pop("gift_id", UNSET))

        venue_ids = cast(list[str], d.pop("venue_ids", UNSET))

        _hours = d.pop("hours", UNSET)
        hours: list[HoursBody] | Unset = UNSET
        if _hours is not UNSET:
            hours = []
            for hours_item_data in _hours:
                hours_item = HoursBody.from_dict(hours_item_data)

                hours.append(hours_item)

        least_spend_fen = d.pop("least_spend_fen", UNSET)

        _least_tier = d.pop("least_tier", UNSET)
        least_tier: PromotionBodyLeastTier | Unset
        if isinstance(_least_tier, Unset):
            least_tier = UNSET
        else:
            least_tier = check_promotion_body_least_tier(_least_tier)

        least_party = d.pop("least_party", UNSET)

        stack = d.pop("stack", UNSET)

        alone = d.pop("alone", UNSET)

        def _parse_budget_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        budget_fen = _parse_budget_fen(d.pop("budget_fen", UNSET))

        per_guest = d.pop("per_guest", UNSET)

        promotion_body = cls(
            name=name,
            kind=kind,
            effect=effect,
            starts_at=starts_at,
            ends_at=ends_at,
            percent=percent,
            spend_fen=spend_fen,
            save_fen=save_fen,
            times=times,
            points=points,
            gift_id=gift_id,
            venue_ids=venue_ids,
            hours=hours,
            least_spend_fen=least_spend_fen,
            least_tier=least_tier,
            least_party=least_party,
            stack=stack,
            alone=alone,
            budget_fen=budget_fen,
            per_guest=per_guest,
        )

        return promotion_body
