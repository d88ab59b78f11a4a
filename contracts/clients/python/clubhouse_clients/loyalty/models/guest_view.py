from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.consents_body import ConsentsBody


T = TypeVar("T", bound="GuestView")


@_attrs_define
class GuestView:
    """A guest's file without what is personal.

    Attributes:
        guest_id (str):
        status (str):
        consents (ConsentsBody): What the guest agrees to receive.
        registered_at (datetime.datetime):
        kept_guest_id (None | str | Unset): Of a merged file, the one to read instead.
        merged_guest_ids (list[str] | Unset):
        venue_id (None | str | Unset):
        referred_by (None | str | Unset):
    """

    guest_id: str
    status: str
    consents: ConsentsBody
    registered_at: datetime.datetime
    kept_guest_id: None | str | Unset = UNSET
    merged_guest_ids: list[str] | Unset = UNSET
    venue_id: None | str | Unset = UNSET
    referred_by: None | str | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        status = self.status

        consents = self.consents.to_dict()

        registered_at = self.registered_at.isoformat()

        kept_guest_id: None | str | Unset
        if isinstance(self.kept_guest_id, Unset):
            kept_guest_id = UNSET
        else:
            kept_guest_id = self.kept_guest_id

        merged_guest_ids: list[str] | Unset = UNSET
        if not isinstance(self.merged_guest_ids, Unset):
            merged_guest_ids = self.merged_guest_ids

        venue_id: None | str | Unset
        if isinstance(self.venue_id, Unset):
            venue_id = UNSET
        else:
            venue_id = self.venue_id

        referred_by: None | str | Unset
        if isinstance(self.referred_by, Unset):
            referred_by = UNSET
        else:
            referred_by = self.referred_by

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "status": status,
                "consents": consents,
                "registered_at": registered_at,
            }
        )
        if kept_guest_id is not UNSET:
            field_dict["kept_guest_id"] = kept_guest_id
        if merged_guest_ids is not UNSET:
            field_dict["merged_guest_ids"] = merged_guest_ids
        if venue_id is not UNSET:
            field_dict["venue_id"] = venue_id
        if referred_by is not UNSET:
            field_dict["referred_by"] = referred_by

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.consents_body import ConsentsBody

        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        status = d.pop("status")

        consents = ConsentsBody.from_dict(d.pop("consents"))

        registered_at = datetime.datetime.fromisoformat(d.pop("registered_at"))

        def _parse_kept_guest_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        kept_guest_id = _parse_kept_guest_id(d.pop("kept_guest_id", UNSET))

        merged_guest_ids = cast(list[str], d.pop("merged_guest_ids", UNSET))

        def _parse_venue_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        venue_id = _parse_venue_id(d.pop("venue_id", UNSET))

        def _parse_referred_by(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        referred_by = _parse_referred_by(d.pop("referred_by", UNSET))

        guest_view = cls(
            guest_id=guest_id,
            status=status,
            consents=consents,
            registered_at=registered_at,
            kept_guest_id=kept_guest_id,
            merged_guest_ids=merged_guest_ids,
            venue_id=venue_id,
            referred_by=referred_by,
        )

        guest_view.additional_properties = d
        return guest_view

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
