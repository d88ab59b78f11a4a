from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="WebhookView")


@_attrs_define
class WebhookView:
    """A subscription.

    Attributes:
        id (str):
        url (str):
        types (list[str]):
        status (str):
        reason (None | str): Why it is disabled: ``gone``, ``kept-failing`` or ``removed``.
        failures (int): Messages in a row that failed for good.
        created_at (datetime.datetime):
    """

    id: str
    url: str
    types: list[str]
    status: str
    reason: None | str
    failures: int
    created_at: datetime.datetime
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        url = self.url

        types = self.types

        status = self.status

        reason: None | str
        reason = self.reason

        failures = self.failures

        created_at = self.created_at.isoformat()

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "url": url,
                "types": types,
                "status": status,
                "reason": reason,
                "failures": failures,
                "created_at": created_at,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        id = d.pop("id")

        url = d.pop("url")

        types = cast(list[str], d.pop("types"))

        status = d.pop("status")

        def _parse_reason(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        reason = _parse_reason(d.pop("reason"))

        failures = d.pop("failures")

        created_at = datetime.datetime.fromisoformat(d.pop("created_at"))

        webhook_view = cls(
            id=id,
            url=url,
            types=types,
            status=status,
            reason=reason,
            failures=failures,
            created_at=created_at,
        )

        webhook_view.additional_properties = d
        return webhook_view

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
