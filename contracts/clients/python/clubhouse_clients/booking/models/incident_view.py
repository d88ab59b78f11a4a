from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.alternative_view import AlternativeView
    from ..models.booking_view import BookingView


T = TypeVar("T", bound="IncidentView")


@_attrs_define
class IncidentView:
    """The booking after an incident; what else is free if no place was found here.

    Attributes:
        booking (BookingView): A booking as it stands, to be read back to the guest (rule B4).
        reseated (bool):
        alternatives (list[AlternativeView]):
    """

    booking: BookingView
    reseated: bool
    alternatives: list[AlternativeView]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        booking = self.booking.to_dict()

        reseated = self.reseated

        alternatives = []
        for alternatives_item_data in self.alternatives:
            alternatives_item = alternatives_item_data.to_dict()
            alternatives.append(alternatives_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "booking": booking,
                "reseated": reseated,
                "alternatives": alternatives,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alternative_view import AlternativeView
        from ..models.booking_view import BookingView

        d = dict(src_dict)
        booking = BookingView.from_dict(d.pop("booking"))

        reseated = d.pop("reseated")

        alternatives = []
        _alternatives = d.pop("alternatives")
        for alternatives_item_data in _alternatives:
            alternatives_item = AlternativeView.from_dict(alternatives_item_data)

            alternatives.append(alternatives_item)

        incident_view = cls(
            booking=booking,
            reseated=reseated,
            alternatives=alternatives,
        )

        incident_view.additional_properties = d
        return incident_view

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
