from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.announcement_body_roles_item import (
    AnnouncementBodyRolesItem,
    check_announcement_body_roles_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="AnnouncementBody")


@_attrs_define
class AnnouncementBody:
    """What to tell whom.

    Attributes:
        title (str):
        body (str):
        roles (list[AnnouncementBodyRolesItem]):
        venue_ids (list[str] | Unset): Empty: every venue; that needs rights at all of them.
        expires_at (datetime.datetime | None | Unset):
    """

    title: str
    body: str
    roles: list[AnnouncementBodyRolesItem]
    venue_ids: list[str] | Unset = UNSET
    expires_at: datetime.datetime | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        title = self.title

        body = self.body

        roles = []
        for roles_item_data in self.roles:
            roles_item: str = roles_item_data
            roles.append(roles_item)

        venue_ids: list[str] | Unset = UNSET
        if not isinstance(self.venue_ids, Unset):
            venue_ids = self.venue_ids

        expires_at: None | str | Unset
        if isinstance(self.expires_at, Unset):
            expires_at = UNSET
        elif isinstance(self.expires_at, datetime.datetime):
            expires_at = self.expires_at.isoformat()
        else:
            expires_at = self.expires_at

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "title": title,
                "body": body,
                "roles": roles,
            }
        )
        if venue_ids is not UNSET:
            field_dict["venue_ids"] = venue_ids
        if expires_at is not UNSET:
            field_dict["expires_at"] = expires_at

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        title = d.pop("title")

        body = d.pop("body")

        roles = []
        _roles = d.pop("roles")
        for roles_item_data in _roles:
            roles_item = check_announcement_body_roles_item(roles_item_data)

            roles.append(roles_item)

        venue_ids = cast(list[str], d.pop("venue_ids", UNSET))

        def _parse_expires_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_at_type_0 = datetime.datetime.fromisoformat(data)

                return expires_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        expires_at = _parse_expires_at(d.pop("expires_at", UNSET))

        announcement_body = cls(
            title=title,
            body=body,
            roles=roles,
            venue_ids=venue_ids,
            expires_at=expires_at,
        )

        return announcement_body
