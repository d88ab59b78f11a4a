from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="AnnouncementView")


@_attrs_define
class AnnouncementView:
    """An announcement as its reader sees it.

    Attributes:
        id (str):
        title (str):
        body (str):
        venue_ids (list[str]):
        roles (list[str]):
        published_by (str):
        published_at (datetime.datetime):
        expires_at (datetime.datetime | None):
        read_at (datetime.datetime | None): When you confirmed having read it.
    """

    id: str
    title: str
    body: str
    venue_ids: list[str]
    roles: list[str]
    published_by: str
    published_at: datetime.datetime
    expires_at: datetime.datetime | None
    read_at: datetime.datetime | None
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        title = self.title

        body = self.body

        venue_ids = self.venue_ids

        roles = self.roles

        published_by = self.published_by

        published_at = self.published_at.isoformat()

        expires_at: None | str
        if isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        read_at: None | str
        if isinstance(self.read_at, datetime.datetime):
            read_at = self.read_at.isoformat()
        else:
            read_at = self.read_at

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "title": title,
                "body": body,
                "venue_ids": venue_ids,
                "roles": roles,
                "published_by": published_by,
                "published_at": published_at,
                "expires_at": expires_at,
                "read_at": read_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        title = d.pop("title")

        body = d.pop("body")

        venue_ids = cast(list[str], d.pop("venue_ids"))

        roles = cast(list[str], d.pop("roles"))

        published_by = d.pop("published_by")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        def _parse_expires_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        expires_at = _parse_expires_at(d.pop("expires_at"))

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

        announcement_view = cls(
            id=id,
            title=title,
            body=body,
            venue_ids=venue_ids,
            roles=roles,
            published_by=published_by,
            published_at=published_at,
            expires_at=expires_at,
            read_at=read_at,
        )

        announcement_view.additional_properties = d
        return announcement_view

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
