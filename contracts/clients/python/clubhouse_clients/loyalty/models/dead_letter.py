from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="DeadLetter")


@_attrs_define
class DeadLetter:
    """A record that failed for good, or is being retried, and what waits behind it.

    Attributes:
        id (str):
        group (str):
        topic (str):
        key (str):
        state (str): `retrying` or `dead`.
        reason (str):
        detail (str):
        attempts (int):
        since (datetime.datetime):
        waiting (int): Records in the lane, this one included.
    """

    id: str
    group: str
    topic: str
    key: str
    state: str
    reason: str
    detail: str
    attempts: int
    since: datetime.datetime
    waiting: int
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        group = self.group

        topic = self.topic

        key = self.key

        state = self.state

        reason = self.reason

        detail = self.detail

        attempts = self.attempts

        since = self.since.isoformat()

        waiting = self.waiting

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "group": group,
                "topic": topic,
                "key": key,
                "state": state,
                "reason": reason,
                "detail": detail,
                "attempts": attempts,
                "since": since,
                "waiting": waiting,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        group = d.pop("group")

        topic = d.pop("topic")

        key = d.pop("key")

        state = d.pop("state")

        reason = d.pop("reason")

        detail = d.pop("detail")

        attempts = d.pop("attempts")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        waiting = d.pop("waiting")

        dead_letter = cls(
            id=id,
            group=group,
            topic=topic,
            key=key,
            state=state,
            reason=reason,
            detail=detail,
            attempts=attempts,
            since=since,
            waiting=waiting,
        )

        dead_letter.additional_properties = d
        return dead_letter

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
