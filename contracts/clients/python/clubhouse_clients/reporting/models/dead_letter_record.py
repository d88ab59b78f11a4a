from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.dead_letter_record_headers import DeadLetterRecordHeaders


T = TypeVar("T", bound="DeadLetterRecord")


@_attrs_define
class DeadLetterRecord:
    """A dead letter with its record.

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
        partition (int):
        offset (int):
        headers (DeadLetterRecordHeaders):
        value_base64 (str):
        value_text (None | str): The body where it is UTF-8 text.
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
    partition: int
    offset: int
    headers: DeadLetterRecordHeaders
    value_base64: str
    value_text: None | str
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

        partition = self.partition

        offset = self.offset

        headers = self.headers.to_dict()

        value_base64 = self.value_base64

        value_text: None | str
        value_text = self.value_text

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
                "partition": partition,
                "offset": offset,
                "headers": headers,
                "value_base64": value_base64,
                "value_text": value_text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.dead_letter_record_headers import DeadLetterRecordHeaders

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

        partition = d.pop("partition")

        offset = d.pop("offset")

        headers = DeadLetterRecordHeaders.from_dict(d.pop("headers"))

        value_base64 = d.pop("value_base64")

        def _parse_value_text(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        value_text = _parse_value_text(d.pop("value_text"))

        dead_letter_record = cls(
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
            partition=partition,
            offset=offset,
            headers=headers,
            value_base64=value_base64,
            value_text=value_text,
        )

        dead_letter_record.additional_properties = d
        return dead_letter_record

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
