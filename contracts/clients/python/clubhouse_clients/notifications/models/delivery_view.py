from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.attempt_view import AttemptView


T = TypeVar("T", bound="DeliveryView")


@_attrs_define
class DeliveryView:
    """One message to one recipient.

    Attributes:
        id (str):
        kind (str):
        category (str):
        recipient_kind (str):
        recipient_id (str):
        venue_id (None | str):
        subject_id (None | str): The booking, case or member it is about.
        event_id (str):
        event_type (str):
        plan (str):
        status (str):
        summary (str):
        planned_at (datetime.datetime):
        due (datetime.datetime):
        valid_until (datetime.datetime):
        sent_at (datetime.datetime | None):
        doubtful (bool): An attempt may have arrived without our knowing.
        joined (None | str): The digest that speaks for it.
        attempts (list[AttemptView]):
    """

    id: str
    kind: str
    category: str
    recipient_kind: str
    recipient_id: str
    venue_id: None | str
    subject_id: None | str
    event_id: str
    event_type: str
    plan: str
    status: str
    summary: str
    planned_at: datetime.datetime
    due: datetime.datetime
    valid_until: datetime.datetime
    sent_at: datetime.datetime | None
    doubtful: bool
    joined: None | str
    attempts: list[AttemptView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        kind = self.kind

        category = self.category

        recipient_kind = self.recipient_kind

        recipient_id = self.recipient_id

        venue_id: None | str
        venue_id = self.venue_id

        subject_id: None | str
        subject_id = self.subject_id

        event_id = self.event_id

        event_type = self.event_type

        plan = self.plan

        status = self.status

        summary = self.summary

        planned_at = self.planned_at.isoformat()

        due = self.due.isoformat()

        valid_until = self.valid_until.isoformat()

        sent_at: None | str
        if isinstance(self.sent_at, datetime.datetime):
            sent_at = self.sent_at.isoformat()
        else:
            sent_at = self.sent_at

        doubtful = self.doubtful

        joined: None | str
        joined = self.joined

        attempts = []
        for attempts_item_data in self.attempts:
            attempts_item = attempts_item_data.to_dict()
            attempts.append(attempts_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "kind": kind,
                "category": category,
                "recipient_kind": recipient_kind,
                "recipient_id": recipient_id,
                "venue_id": venue_id,
                "subject_id": subject_id,
                "event_id": event_id,
                "event_type": event_type,
                "plan": plan,
                "status": status,
                "summary": summary,
                "planned_at": planned_at,
                "due": due,
                "valid_until": valid_until,
                "sent_at": sent_at,
                "doubtful": doubtful,
                "joined": joined,
                "attempts": attempts,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.attempt_view import AttemptView

        d = dict(src_dict)
        id = d.pop("id")

        kind = d.pop("kind")

        category = d.pop("category")

        recipient_kind = d.pop("recipient_kind")

        recipient_id = d.pop("recipient_id")

        def _parse_venue_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        venue_id = _parse_venue_id(d.pop("venue_id"))

        def _parse_subject_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        subject_id = _parse_subject_id(d.pop("subject_id"))

        event_id = d.pop("event_id")

        event_type = d.pop("event_type")

        plan = d.pop("plan")

        status = d.pop("status")

        summary = d.pop("summary")

        planned_at = datetime.datetime.fromisoformat(d.pop("planned_at"))

        due = datetime.datetime.fromisoformat(d.pop("due"))

        valid_until = datetime.datetime.fromisoformat(d.pop("valid_until"))

        def _parse_sent_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                sent_at_type_0 = datetime.datetime.fromisoformat(data)

                return sent_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        sent_at = _parse_sent_at(d.pop("sent_at"))

        doubtful = d.pop("doubtful")

        def _parse_joined(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        joined = _parse_joined(d.pop("joined"))

        attempts = []
        _attempts = d.pop("attempts")
        for attempts_item_data in _attempts:
            attempts_item = AttemptView.from_dict(attempts_item_data)

            attempts.append(attempts_item)

        delivery_view = cls(
            id=id,
            kind=kind,
            category=category,
            recipient_kind=recipient_kind,
            recipient_id=recipient_id,
            venue_id=venue_id,
            subject_id=subject_id,
            event_id=event_id,
            event_type=event_type,
            plan=plan,
            status=status,
            summary=summary,
            planned_at=planned_at,
            due=due,
            valid_until=valid_until,
            sent_at=sent_at,
            doubtful=doubtful,
            joined=joined,
            attempts=attempts,
        )

        delivery_view.additional_properties = d
        return delivery_view

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
