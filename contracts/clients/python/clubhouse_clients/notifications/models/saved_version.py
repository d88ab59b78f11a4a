from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SavedVersion")


@_attrs_define
class SavedVersion:
    """A saved version.

    Attributes:
        kind (str):
        language (str):
        venue_id (str):
        version (int):
        saved_at (datetime.datetime):
        saved_by (str):
    """

    kind: str
    language: str
    venue_id: str
    version: int
    saved_at: datetime.datetime
    saved_by: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        kind = self.kind

        language = self.language

        venue_id = self.venue_id

        version = self.version

        saved_at = self.saved_at.isoformat()

        saved_by = self.saved_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "kind": kind,
                "language": language,
                "venue_id": venue_id,
                "version": version,
                "saved_at": saved_at,
                "saved_by": saved_by,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        kind = d.pop("kind")

        language = d.pop("language")

        venue_id = d.pop("venue_id")

        version = d.pop("version")

        saved_at = datetime.datetime.fromisoformat(d.pop("saved_at"))

        saved_by = d.pop("saved_by")

        saved_version = cls(
            kind=kind,
            language=language,
            venue_id=venue_id,
            version=version,
            saved_at=saved_at,
            saved_by=saved_by,
        )

        saved_version.additional_properties = d
        return saved_version

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
