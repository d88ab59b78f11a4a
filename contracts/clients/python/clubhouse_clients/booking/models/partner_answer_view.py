from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alternative_view import AlternativeView
    from ..models.guest_view import GuestView
    from ..models.offer_disclosed import OfferDisclosed


T = TypeVar("T", bound="PartnerAnswerView")


@_attrs_define
class PartnerAnswerView:
    """The booking after the partner's answer; after a refusal, what is free instead.

    Attributes:
        booking_id (str):
        venue_id (str):
        status (str):
        kind (str):
        category (str):
        item (str): What the guest gets, in words.
        resource_ids (list[str]):
        party_size (int):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        business_date (datetime.date):
        guest (GuestView): Who comes.
        remarks (str):
        channel (str):
        agent_id (None | str):
        tier (str):
        taken_at (datetime.datetime):
        hold_expires_at (datetime.datetime | None): Confirm before this (rule B4).
        confirmation_number (None | str):
        notes (list[str]): What the guest must know.
        offer (None | OfferDisclosed): What was disclosed to the guest (rule B7).
        offer_reconfirmed_at (datetime.datetime | None):
        effective (bool): Whether rule B2 is satisfied.
        missing (list[str]):
        expected_at (datetime.datetime | None):
        seated_at (datetime.datetime | None):
        ended_at (datetime.datetime | None):
        end_reason (str):
        seat_number (None | str): The partner's (rule B6).
        displaced_by (None | str): The closure that took its place.
        spend_fen (int | None):
        deposit_fen (int):
        series_id (None | str):
        policy_version (int):
        alternatives (list[AlternativeView] | Unset):
    """

    booking_id: str
    venue_id: str
    status: str
    kind: str
    category: str
    item: str
    resource_ids: list[str]
    party_size: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    business_date: datetime.date
    guest: GuestView
    remarks: str
    channel: str
    agent_id: None | str
    tier: str
    taken_at: datetime.datetime
    hold_expires_at: datetime.datetime | None
    confirmation_number: None | str
    notes: list[str]
    offer: None | OfferDisclosed
    offer_reconfirmed_at: datetime.datetime | None
    effective: bool
    missing: list[str]
    expected_at: datetime.datetime | None
    seated_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    end_reason: str
    seat_number: None | str
    displaced_by: None | str
    spend_fen: int | None
    deposit_fen: int
    series_id: None | str
    policy_version: int
    alternatives: list[AlternativeView] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.offer_disclosed import OfferDisclosed

        booking_id = self.booking_id

        venue_id = self.venue_id

        status = self.status

        kind = self.kind

        category = self.category

        item = self.item

        resource_ids = self.resource_ids

        party_size = self.party_size

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        business_date = self.business_date.isoformat()

        guest = self.guest.to_dict()

        remarks = self.remarks

        channel = self.channel

        agent_id: None | str
        agent_id = self.agent_id

        tier = self.tier

        taken_at = self.taken_at.isoformat()

        hold_expires_at: None | str
        if isinstance(self.hold_expires_at, datetime.datetime):
            hold_expires_at = self.hold_expires_at.isoformat()
        else:
            hold_expires_at = self.hold_expires_at

        confirmation_number: None | str
        confirmation_number = self.confirmation_number

        notes = self.notes

        offer: dict[str, Any] | None
        if isinstance(self.offer, OfferDisclosed):
            offer = self.offer.to_dict()
        else:
            offer = self.offer

        offer_reconfirmed_at: None | str
        if isinstance(self.offer_reconfirmed_at, datetime.datetime):
            offer_reconfirmed_at = self.offer_reconfirmed_at.isoformat()
        else:
            offer_reconfirmed_at = self.offer_reconfirmed_at

        effective = self.effective

        missing = self.missing

        expected_at: None | str
        if isinstance(self.expected_at, datetime.datetime):
            expected_at = self.expected_at.isoformat()
        else:
            expected_at = self.expected_at

        seated_at: None | str
        if isinstance(self.seated_at, datetime.datetime):
            seated_at = self.seated_at.isoformat()
        else:
            seated_at = self.seated_at

        ended_at: None | str
        if isinstance(self.ended_at, datetime.datetime):
            ended_at = self.ended_at.isoformat()
        else:
            ended_at = self.ended_at

        end_reason = self.end_reason

        seat_number: None | str
        seat_number = self.seat_number

        displaced_by: None | str
        displaced_by = self.displaced_by

        spend_fen: int | None
        spend_fen = self.spend_fen

        deposit_fen = self.deposit_fen

        series_id: None | str
        series_id = self.series_id

        policy_version = self.policy_version

        alternatives: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.alternatives, Unset):
            alternatives = []
            for alternatives_item_data in self.alternatives:
                alternatives_item = alternatives_item_data.to_dict()
                alternatives.append(alternatives_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "booking_id": booking_id,
                "venue_id": venue_id,
                "status": status,
                "kind": kind,
                "category": category,
                "item": item,
                "resource_ids": resource_ids,
                "party_size": party_size,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "business_date": business_date,
                "guest": guest,
                "remarks": remarks,
                "channel": channel,
                "agent_id": agent_id,
                "tier": tier,
                "taken_at": taken_at,
                "hold_expires_at": hold_expires_at,
                "confirmation_number": confirmation_number,
                "notes": notes,
                "offer": offer,
                "offer_reconfirmed_at": offer_reconfirmed_at,
                "effective": effective,
                "missing": missing,
                "expected_at": expected_at,
                "seated_at": seated_at,
                "ended_at": ended_at,
                "end_reason": end_reason,
                "seat_number": seat_number,
                "displaced_by": displaced_by,
                "spend_fen": spend_fen,
                "deposit_fen": deposit_fen,
                "series_id": series_id,
                "policy_version": policy_version,
            }
        )
        if alternatives is not UNSET:
            field_dict["alternatives"] = alternatives

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alternative_view import AlternativeView
        from ..models.guest_view import GuestView
        from ..models.offer_disclosed import OfferDisclosed

        d = dict(src_dict)
        booking_id = d.pop("booking_id")

        venue_id = d.pop("venue_id")

        status = d.pop("status")

        kind = d.pop("kind")

        category = d.pop("category")

        item = d.pop("item")

        resource_ids = cast(list[str], d.pop("resource_ids"))

        party_size = d.pop("party_size")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        business_date = datetime.date.fromisoformat(d.pop("business_date"))

        guest = GuestView.from_dict(d.pop("guest"))

        remarks = d.pop("remarks")

        channel = d.pop("channel")

        def _parse_agent_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        agent_id = _parse_agent_id(d.pop("agent_id"))

        tier = d.pop("tier")

        taken_at = datetime.datetime.fromisoformat(d.pop("taken_at"))

        def _parse_hold_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                hold_expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return hold_expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        hold_expires_at = _parse_hold_expires_at(d.pop("hold_expires_at"))

        def _parse_confirmation_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        confirmation_number = _parse_confirmation_number(d.pop("confirmation_number"))

        notes = cast(list[str], d.pop("notes"))

        def _parse_offer(data: object) -> None | OfferDisclosed:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                offer_type_0 = OfferDisclosed.from_dict(data)

                return offer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OfferDisclosed, data)

        offer = _parse_offer(d.pop("offer"))

        def _parse_offer_reconfirmed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                offer_reconfirmed_at_type_0 = datetime.datetime.fromisoformat(data)

                return offer_reconfirmed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        offer_reconfirmed_at = _parse_offer_reconfirmed_at(
            d.pop("offer_reconfirmed_at")
        )

        effective = d.pop("effective")

        missing = cast(list[str], d.pop("missing"))

        def _parse_expected_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expected_at_type_0 = datetime.datetime.fromisoformat(data)

                return expected_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expected_at = _parse_expected_at(d.pop("expected_at"))

        def _parse_seated_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                seated_at_type_0 = datetime.datetime.fromisoformat(data)

                return seated_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        seated_at = _parse_seated_at(d.pop("seated_at"))

        def _parse_ended_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                ended_at_type_0 = datetime.datetime.fromisoformat(data)

                return ended_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        ended_at = _parse_ended_at(d.pop("ended_at"))

        end_reason = d.pop("end_reason")

        def _parse_seat_number(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        seat_number = _parse_seat_number(d.pop("seat_number"))

        def _parse_displaced_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        displaced_by = _parse_displaced_by(d.pop("displaced_by"))

        def _parse_spend_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        spend_fen = _parse_spend_fen(d.pop("spend_fen"))

        deposit_fen = d.pop("deposit_fen")

        def _parse_series_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        series_id = _parse_series_id(d.pop("series_id"))

        policy_version = d.pop("policy_version")

        _alternatives = d.pop("alternatives", UNSET)
        alternatives: list[AlternativeView] | Unset = UNSET
        if _alternatives is not UNSET:
            alternatives = []
            for alternatives_item_data in _alternatives:
                alternatives_item = AlternativeView.from_dict(alternatives_item_data)

                alternatives.append(alternatives_item)

        partner_answer_view = cls(
            booking_id=booking_id,
            venue_id=venue_id,
            status=status,
            kind=kind,
            category=category,
            item=item,
            resource_ids=resource_ids,
            party_size=party_size,
            starts_at=starts_at,
            ends_at=ends_at,
            business_date=business_date,
            guest=guest,
            remarks=remarks,
            channel=channel,
            agent_id=agent_id,
            tier=tier,
            taken_at=taken_at,
            hold_expires_at=hold_expires_at,
            confirmation_number=confirmation_number,
            notes=notes,
            offer=offer,
            offer_reconfirmed_at=offer_reconfirmed_at,
            effective=effective,
            missing=missing,
            expected_at=expected_at,
            seated_at=seated_at,
            ended_at=ended_at,
            end_reason=end_reason,
            seat_number=seat_number,
            displaced_by=displaced_by,
            spend_fen=spend_fen,
            deposit_fen=deposit_fen,
            series_id=series_id,
            policy_version=policy_version,
            alternatives=alternatives,
        )

        partner_answer_view.additional_properties = d
        return partner_answer_view

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
