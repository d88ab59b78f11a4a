from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.account_view_guest_class import (
    AccountViewGuestClass,
    check_account_view_guest_class,
)
from ..models.account_view_tier import AccountViewTier, check_account_view_tier

if TYPE_CHECKING:
    from ..models.benefit_view import BenefitView
    from ..models.correction_view import CorrectionView
    from ..models.lot_view import LotView
    from ..models.redemption_view import RedemptionView


T = TypeVar("T", bound="AccountView")


@_attrs_define
class AccountView:
    """A member's account.

    Attributes:
        guest_id (str):
        balance (int): Points that can be used now.
        held (int): Points reserved.
        pending (int): Points of visits in progress.
        tier (AccountViewTier):
        tier_ends_at (datetime.datetime | None): When the tier falls unless it is earned again.
        guest_class (AccountViewGuestClass):
        programme (str):
        discount_percent (int):
        booking_window_days (int):
        lots (list[LotView]):
        redemptions (list[RedemptionView]):
        benefits (list[BenefitView]):
        corrections_waiting (list[CorrectionView]):
    """

    guest_id: str
    balance: int
    held: int
    pending: int
    tier: AccountViewTier
    tier_ends_at: datetime.datetime | None
    guest_class: AccountViewGuestClass
    programme: str
    discount_percent: int
    booking_window_days: int
    lots: list[LotView]
    redemptions: list[RedemptionView]
    benefits: list[BenefitView]
    corrections_waiting: list[CorrectionView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        balance = self.balance

        held = self.held

        pending = self.pending

        tier: str = self.tier

        tier_ends_at: None | str
        if isinstance(self.tier_ends_at, datetime.datetime):
            tier_ends_at = self.tier_ends_at.isoformat()
        else:
            tier_ends_at = self.tier_ends_at

        guest_class: str = self.guest_class

        programme = self.programme

        discount_percent = self.discount_percent

        booking_window_days = self.booking_window_days

        lots = []
        for lots_item_data in self.lots:
            lots_item = lots_item_data.to_dict()
            lots.append(lots_item)

        redemptions = []
        for redemptions_item_data in self.redemptions:
            redemptions_item = redemptions_item_data.to_dict()
            redemptions.append(redemptions_item)

        benefits = []
        for benefits_item_data in self.benefits:
            benefits_item = benefits_item_data.to_dict()
            benefits.append(benefits_item)

        corrections_waiting = []
        for corrections_waiting_item_data in self.corrections_waiting:
            corrections_waiting_item = corrections_waiting_item_data.to_dict()
            corrections_waiting.append(corrections_waiting_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "balance": balance,
                "held": held,
                "pending": pending,
                "tier": tier,
                "tier_ends_at": tier_ends_at,
                "guest_class": guest_class,
                "programme": programme,
                "discount_percent": discount_percent,
                "booking_window_days": booking_window_days,
                "lots": lots,
                "redemptions": redemptions,
                "benefits": benefits,
                "corrections_waiting": corrections_waiting,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.benefit_view import BenefitView
        from ..models.correction_view import CorrectionView
        from ..models.lot_view import LotView
        from ..models.redemption_view import RedemptionView

        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        balance = d.pop("balance")

        held = d.pop("held")

        pending = d.pop("pending")

        tier = check_account_view_tier(d.pop("tier"))

        def _parse_tier_ends_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                tier_ends_at_type_0 = datetime.datetime.fromisoformat(data)

                return tier_ends_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        tier_ends_at = _parse_tier_ends_at(d.pop("tier_ends_at"))

        guest_class = check_account_view_guest_class(d.pop("guest_class"))

        programme = d.pop("programme")

        discount_percent = d.pop("discount_percent")

        booking_window_days = d.pop("booking_window_days")

        lots = []
        _lots = d.pop("lots")
        for lots_item_data in _lots:
            lots_item = LotView.from_dict(lots_item_data)

            lots.append(lots_item)

        redemptions = []
        _redemptions = d.pop("redemptions")
        for redemptions_item_data in _redemptions:
            redemptions_item = RedemptionView.from_dict(redemptions_item_data)

            redemptions.append(redemptions_item)

        benefits = []
        _benefits = d.pop("benefits")
        for benefits_item_data in _benefits:
            benefits_item = BenefitView.from_dict(benefits_item_data)

            benefits.append(benefits_item)

        corrections_waiting = []
        _corrections_waiting = d.pop("corrections_waiting")
        for corrections_waiting_item_data in _corrections_waiting:
            corrections_waiting_item = CorrectionView.from_dict(
                corrections_waiting_item_data
            )

            corrections_waiting.append(corrections_waiting_item)

        account_view = cls(
            guest_id=guest_id,
            balance=balance,
            held=held,
            pending=pending,
            tier=tier,
            tier_ends_at=tier_ends_at,
            guest_class=guest_class,
            programme=programme,
            discount_percent=discount_percent,
            booking_window_days=booking_window_days,
            lots=lots,
            redemptions=redemptions,
            benefits=benefits,
            corrections_waiting=corrections_waiting,
        )

        account_view.additional_properties = d
        return account_view

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
