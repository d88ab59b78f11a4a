from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="WebhookBody")


@_attrs_define
class WebhookBody:
    """What to send where.

    Attributes:
        url (str): HTTPS, at a public address.
        types (list[str]):
    """

    url: str
    types: list[str]

    def to_dict(self) -> dict[str, Any]:
        url = self.url

        types = self.types

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "url": url,
                "types": types,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        url = d.pop("url")

        types = cast(list[str], d.pop("types"))

        webhook_body = cls(
            url=url,
            types=types,
        )

        return webhook_body
