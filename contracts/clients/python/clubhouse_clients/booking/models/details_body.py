from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.guest_body import GuestBody


T = TypeVar("T", bound="DetailsBody")


@_attrs_define
class DetailsBody:
    """The guest's details as they should be; what is left out stays.

    Attributes:
        guest (GuestBody | None | Unset):
        remarks (None | str | Unset):
        offer_reconfirmed (bool | Unset): The venue will honour the disclosed offer (rule B7). Default: False.
    """

    guest: GuestBody | None | Unset = UNSET
    remarks: None | str | Unset = UNSET
    offer_reconfirmed: bool | Unset = False

    def to_dict(self) -> dict[str, Any]:
        from ..models.guest_body import GuestBody

        guest: dict[str, Any] | None | Unset
        if isinstance(self.guest, Unset):
            guest = UNSET
        elif isinstance(self.guest, GuestBody):
            guest = self.guest.to_dict()
        else:
            guest = self.guest

        remarks: None | str | Unset
        if isinstance(self.remarks, Unset):
            remarks = UNSET
        else:
            remarks = self.remarks

        offer_reconfirmed = self.offer_reconfirmed

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if guest is not UNSET:
            field_dict["guest"] = guest
        if remarks is not UNSET:
            field_dict["remarks"] = remarks
        if offer_reconfirmed is not UNSET:
            field_dict["offer_reconfirmed"] = offer_reconfirmed

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.guest_body import GuestBody

        d = dict(src_dict)

        def _parse_guest(data: object) -> GuestBody | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                guest_type_0 = GuestBody.from_dict(data)

                return guest_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GuestBody | None | Unset, data)

        guest = _parse_guest(d.pop("guest", UNSET))

        def _parse_remarks(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        remarks = _parse_remarks(d.pop("remarks", UNSET))

        offer_reconfirmed = d.pop("offer_reconfirmed", UNSET)

        details_body = cls(
            guest=guest,
            remarks=remarks,
            offer_reconfirmed=offer_reconfirmed,
        )

        return details_body
