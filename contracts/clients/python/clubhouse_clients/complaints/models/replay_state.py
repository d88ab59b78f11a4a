from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ReplayState")


@_attrs_define
class ReplayState:
    """How far a replay is.

    Attributes:
        id (str):
        topic (str):
        since (datetime.datetime):
        events (int): Events queued again so far.
        done (bool):
    """

    id: str
    topic: str
    since: datetime.datetime
    events: int
    done: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        topic = self.topic

        since = self.since.isoformat()

        events = self.events

        done = self.done

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "topic": topic,
                "since": since,
                "events": events,
                "done": done,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        topic = d.pop("topic")

        since = datetime.datetime.fromisoformat(d.pop("since"))

        events = d.pop("events")

        done = d.pop("done")

        replay_state = cls(
            id=id,
            topic=topic,
            since=since,
            events=events,
            done=done,
        )

        replay_state.additional_properties = d
        return replay_state

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
