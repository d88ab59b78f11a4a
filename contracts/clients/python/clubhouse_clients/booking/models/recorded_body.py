from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.recorded_body_channel import (
    RecordedBodyChannel,
    check_recorded_body_channel,
)
from ..models.recorded_body_kind import RecordedBodyKind, check_recorded_body_kind
from ..models.recorded_body_tier import RecordedBodyTier, check_recorded_body_tier
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.guest_body import GuestBody
    from ..models.history_body import HistoryBody


T = TypeVar("T", bound="RecordedBody")


@_attrs_define
class RecordedBody:
    """A booking with its history.

    Attributes:
        kind (RecordedBodyKind):
        party_size (int):
        starts_at (datetime.datetime):
        ends_at (datetime.datetime):
        venue_id (str):
        channel (RecordedBodyChannel):
        history (HistoryBody): What an older ledger knows of the booking's life.
        category (str | Unset):  Default: ''.
        features (list[str] | Unset):
        resource_ids (list[str] | Unset):
        count (int | Unset): How many resources a group needs, as one booking. Default: 1.
        guest (GuestBody | Unset): Who comes. What is left out is listed as missing (rule B2).
        tier (RecordedBodyTier | Unset): As on the card; loyalty's word outranks it. Default: 'ordinary'.
        remarks (str | Unset):  Default: ''.
        open_to_other_venues (bool | Unset): The guest would also go elsewhere. Without it, a guest who named a
            contracted venue is offered no other (rule B12). Default: False.
        hold_alternatives (bool | Unset): If it is taken, hold what is offered instead for a few minutes, so that the
            guest can choose. Without it, alternatives are requests that are ready to be sent. Default: False.
        entry_began_at (datetime.datetime | None | Unset): When the agent began to enter it (rule B11).
        agent_id (None | str | Unset): Who took it, by the ledger.
    """

    kind: RecordedBodyKind
    party_size: int
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    venue_id: str
    channel: RecordedBodyChannel
    history: HistoryBody
    category: str | Unset = ""
    features: list[str] | Unset = UNSET
    resource_ids: list[str] | Unset = UNSET
    count: int | Unset = 1
    guest: GuestBody | Unset = UNSET
    tier: RecordedBodyTier | Unset = "ordinary"
    remarks: str | Unset = ""
    open_to_other_venues: bool | Unset = False
    hold_alternatives: bool | Unset = False
    entry_began_at: datetime.datetime | None | Unset = UNSET
    agent_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        kind: str = self.kind

        party_size = self.party_size

        starts_at = self.starts_at.isoformat()

        ends_at = self.ends_at.isoformat()

        venue_id = self.venue_id

        channel: str = self.channel

        history = self.history.to_dict()

        category = self.category

        features: list[str] | Unset = UNSET
        if not isinstance(self.features, Unset):
            features = self.features

        resource_ids: list[str] | Unset = UNSET
        if not isinstance(self.resource_ids, Unset):
            resource_ids = self.resource_ids

        count = self.count

        guest: dict[str, Any] | Unset = UNSET
        if not isinstance(self.guest, Unset):
            guest = self.guest.to_dict()

        tier: str | Unset = UNSET
        if not isinstance(self.tier, Unset):
            tier = self.tier

        remarks = self.remarks

        open_to_other_venues = self.open_to_other_venues

        hold_alternatives = self.hold_alternatives

        entry_began_at: None | str | Unset
        if isinstance(self.entry_began_at, Unset):
            entry_began_at = UNSET
        elif isinstance(self.entry_began_at, datetime.datetime):
            entry_began_at = self.entry_began_at.isoformat()
        else:
            entry_began_at = self.entry_began_at

        agent_id: None | str | Unset
        if isinstance(self.agent_id, Unset):
            agent_id = UNSET
        else:
            agent_id = self.agent_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "kind": kind,
                "party_size": party_size,
                "starts_at": starts_at,
                "ends_at": ends_at,
                "venue_id": venue_id,
                "channel": channel,
                "history": history,
            }
        )
        if category is not UNSET:
            field_dict["category"] = category
        if features is not UNSET:
            field_dict["features"] = features
        if resource_ids is not UNSET:
            field_dict["resource_ids"] = resource_ids
        if count is not UNSET:
            field_dict["count"] = count
        if guest is not UNSET:
            field_dict["guest"] = guest
        if tier is not UNSET:
            field_dict["tier"] = tier
        if remarks is not UNSET:
            field_dict["remarks"] = remarks
        if open_to_other_venues is not UNSET:
            field_dict["open_to_other_venues"] = open_to_other_venues
        if hold_alternatives is not UNSET:
            field_dict["hold_alternatives"] = hold_alternatives
        if entry_began_at is not UNSET:
            field_dict["entry_began_at"] = entry_began_at
        if agent_id is not UNSET:
            field_dict["agent_id"] = agent_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.guest_body import GuestBody
        from ..models.history_body import HistoryBody

        d = dict(src_dict)
        kind = check_recorded_body_kind(d.pop("kind"))

        party_size = d.pop("party_size")

        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        ends_at = datetime.datetime.fromisoformat(d.pop("ends_at"))

        venue_id = d.pop("venue_id")

        channel = check_recorded_body_channel(d.pop("channel"))

        history = HistoryBody.from_dict(d.pop("history"))

        category = d.pop("category", UNSET)

        features = cast(list[str], d.pop("features", UNSET))

        resource_ids = cast(list[str], d.pop("resource_ids", UNSET))

        count = d.pop("count", UNSET)

        _guest = d.pop("guest", UNSET)
        guest: GuestBody | Unset
        if isinstance(_guest, Unset):
            guest = UNSET
        else:
            guest = GuestBody.from_dict(_guest)

        _tier = d.pop("tier", UNSET)
        tier: RecordedBodyTier | Unset
        if isinstance(_tier, Unset):
            tier = UNSET
        else:
            tier = check_recorded_body_tier(_tier)

        remarks = d.pop("remarks", UNSET)

        open_to_other_venues = d.pop("open_to_other_venues", UNSET)

        hold_alternatives = d.pop("hold_alternatives", UNSET)

        def _parse_entry_began_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                entry_began_at_type_0 = datetime.datetime.fromisoformat(data)

                return entry_began_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        entry_began_at = _parse_entry_began_at(d.pop("entry_began_at", UNSET))

        def _parse_agent_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        agent_id = _parse_agent_id(d.pop("agent_id", UNSET))

        recorded_body = cls(
            kind=kind,
            party_size=party_size,
            starts_at=starts_at,
            ends_at=ends_at,
            venue_id=venue_id,
            channel=channel,
            history=history,
            category=category,
            features=features,
            resource_ids=resource_ids,
            count=count,
            guest=guest,
            tier=tier,
            remarks=remarks,
            open_to_other_venues=open_to_other_venues,
            hold_alternatives=hold_alternatives,
            entry_began_at=entry_began_at,
            agent_id=agent_id,
        )

        return recorded_body
