from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="ItemView")


@_attrs_define
class ItemView:
    """A message in the inbox.

    Attributes:
        id (str):
        recipient (str): Whose inbox; a desk's is shared.
        kind (str):
        title (str):
        body (str):
        at (datetime.datetime):
        read_at (datetime.datetime | None):
        read_by (None | str):
    """

    id: str
    recipient: str
    kind: str
    title: str
    body: str
    at: datetime.datetime
    read_at: datetime.datetime | None
    read_by: None | str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        recipient = self.recipient

        kind = self.kind

        title = self.title

        body = self.body

        at = self.at.isoformat()

        read_at: None | str
        if isinstance(self.read_at, datetime.datetime):
            read_at = self.read_at.isoformat()
        else:
            read_at = self.read_at

        read_by: None | str
        read_by = self.read_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "recipient": recipient,
                "kind": kind,
                "title": title,
                "body": body,
                "at": at,
                "read_at": read_at,
                "read_by": read_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        recipient = d.pop("recipient")

        kind = d.pop("kind")

        title = d.pop("title")

        body = d.pop("body")

        at = datetime.datetime.fromisoformat(d.pop("at"))

        def _parse_read_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                read_at_type_0 = datetime.datetime.fromisoformat(data)

                return read_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        read_at = _parse_read_at(d.pop("read_at"))

        def _parse_read_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        read_by = _parse_read_by(d.pop("read_by"))

        item_view = cls(
            id=id,
            recipient=recipient,
            kind=kind,
            title=title,
            body=body,
            at=at,
            read_at=read_at,
            read_by=read_by,
        )

        item_view.additional_properties = d
        return item_view

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
