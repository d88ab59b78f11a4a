from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

T = TypeVar("T", bound="SignUpView")


@_attrs_define
class SignUpView:
    """A guest's seats.

    Attributes:
        guest_id (str):
        seats (int):
        waiting (bool):
        attended (bool):
    """

    guest_id: str
    seats: int
    waiting: bool
    attended: bool
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        guest_id = self.guest_id

        seats = self.seats

        waiting = self.waiting

        attended = self.attended

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "guest_id": guest_id,
                "seats": seats,
                "waiting": waiting,
                "attended": attended,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        guest_id = d.pop("guest_id")

        seats = d.pop("seats")

        waiting = d.pop("waiting")

        attended = d.pop("attended")

        sign_up_view = cls(
            guest_id=guest_id,
            seats=seats,
            waiting=waiting,
            attended=attended,
        )

        sign_up_view.additional_properties = d
        return sign_up_view

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
