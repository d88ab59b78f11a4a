from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.explain_view_earned_now import (
    ExplainViewEarnedNow,
    check_explain_view_earned_now,
)
from ..models.explain_view_tier import ExplainViewTier, check_explain_view_tier

if TYPE_CHECKING:
    from ..models.count_view import CountView
    from ..models.next_tier import NextTier


T = TypeVar("T", bound="ExplainView")


@_attrs_define
class ExplainView:
    """Why a member has the tier they have (rule L3).

    Attributes:
        guest_id (str):
        tier (ExplainViewTier):
        earned_now (ExplainViewEarnedNow):
        since (datetime.datetime | None):
        spend_fen (int):
        visits (int):
        referrals (int):
        review_at (datetime.datetime | None):
        ends_at (datetime.datetime | None):
        next_tier (NextTier | None):
        counts (list[CountView]):
    """

    guest_id: str
    tier: ExplainViewTier
    earned_now: ExplainViewEarnedNow
    since: datetime.datetime | None
    spend_fen: int
    visits: int
    referrals: int
    review_at: datetime.datetime | None
    ends_at: datetime.datetime | None
    next_tier: NextTier | None
    counts: list[CountView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.next_tier import NextTier

        guest_id = self.guest_id

        tier: str = self.tier

        earned_now: str = self.earned_now

        since: None | str
        if isinstance(self.since, datetime.datetime):
            since = self.since.isoformat()
        else:
            since = self.since

        spend_fen = self.spend_fen

        visits = self.visits

        referrals = self.referrals

        review_at: None | str
        if isinstance(self.review_at, datetime.datetime):
            review_at = self.review_at.isoformat()
        else:
            review_at = self.review_at

        ends_at: None | str
        if isinstance(self.ends_at, datetime.datetime):
            ends_at = self.ends_at.isoformat()
        else:
            ends_at = self.ends_at

        next_tier: dict[str, Any] | None
        if isinstance(self.next_tier, NextTier):
            next_tier = self.next_tier.to_dict()
        else:
            next_tier = self.next_tier

        counts = []
        for counts_item_data in self.counts:
            counts_item = counts_item_data.to_dict()
            counts.append(counts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "tier": tier,
                "earned_now": earned_now,
                "since": since,
                "spend_fen": spend_fen,
                "visits": visits,
                "referrals": referrals,
                "review_at": review_at,
                "ends_at": ends_at,
                "next_tier": next_tier,
                "counts": counts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.count_view import CountView
        from ..models.next_tier import NextTier

        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        tier = check_explain_view_tier(d.pop("tier"))

        earned_now = check_explain_view_earned_now(d.pop("earned_now"))

        def _parse_since(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                since_type_0 = datetime.datetime.fromisoformat(data)

                return since_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        since = _parse_since(d.pop("since"))

        spend_fen = d.pop("spend_fen")

        visits = d.pop("visits")

        referrals = d.pop("referrals")

        def _parse_review_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                review_at_type_0 = datetime.datetime.fromisoformat(data)

                return review_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        review_at = _parse_review_at(d.pop("review_at"))

        def _parse_ends_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ends_at_type_0 = datetime.datetime.fromisoformat(data)

                return ends_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ends_at = _parse_ends_at(d.pop("ends_at"))

        def _parse_next_tier(data: object) -> NextTier | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                next_tier_type_0 = NextTier.from_dict(data)

                return next_tier_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NextTier | None, data)

        next_tier = _parse_next_tier(d.pop("next_tier"))

        counts = []
        _counts = d.pop("counts")
        for counts_item_data in _counts:
            counts_item = CountView.from_dict(counts_item_data)

            counts.append(counts_item)

        explain_view = cls(
            guest_id=guest_id,
            tier=tier,
            earned_now=earned_now,
            since=since,
            spend_fen=spend_fen,
            visits=visits,
            referrals=referrals,
            review_at=review_at,
            ends_at=ends_at,
            next_tier=next_tier,
            counts=counts,
        )

        explain_view.additional_properties = d
        return explain_view

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
