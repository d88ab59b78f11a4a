from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.event_view_data import EventViewData


T = TypeVar("T", bound="EventView")


@_attrs_define
class EventView:
    """An event as it was heard.

    Attributes:
        id (str):
        type_ (str):
        source (str):
        topic (str):
        time (datetime.datetime):
        subject (str):
        sequence (int):
        data (EventViewData):
    """

    id: str
    type_: str
    source: str
    topic: str
    time: datetime.datetime
    subject: str
    sequence: int
    data: EventViewData
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        type_ = self.type_

        source = self.source

        topic = self.topic

        time = self.time.isoformat()

        subject = self.subject

        sequence = self.sequence

        data = self.data.to_dict()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "type": type_,
                "source": source,
                "topic": topic,
                "time": time,
                "subject": subject,
                "sequence": sequence,
                "data": data,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.event_view_data import EventViewData

        d = dict(src_dict)
        id = d.pop("id")

        type_ = d.pop("type")

        source = d.pop("source")

        topic = d.pop("topic")

        time = datetime.datetime.fromisoformat(d.pop("time"))

        subject = d.pop("subject")

        sequence = d.pop("sequence")

        data = EventViewData.from_dict(d.pop("data"))

        event_view = cls(
            id=id,
            type_=type_,
            source=source,
            topic=topic,
            time=time,
            subject=subject,
            sequence=sequence,
            data=data,
        )

        event_view.additional_properties = d
        return event_view

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
