from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.alternative_view import AlternativeView
    from ..models.booking_view import BookingView


T = TypeVar("T", bound="OccurrenceView")


@_attrs_define
class OccurrenceView:
    """One occurrence: its booking, or why there is none and what is free instead.

    Where a booking stands beside a code, what was asked for could not be done to it.

        Attributes:
            starts_at (datetime.datetime):
            booking (BookingView | None | Unset):
            code (None | str | Unset):
            detail (None | str | Unset):
            alternatives (list[AlternativeView] | Unset):
    """

    starts_at: datetime.datetime
    booking: BookingView | None | Unset = UNSET
    code: None | str | Unset = UNSET
    detail: None | str | Unset = UNSET
    alternatives: list[AlternativeView] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.booking_view import BookingView

        starts_at = self.starts_at.isoformat()

        booking: dict[str, Any] | None | Unset
        if isinstance(self.booking, Unset):
            booking = UNSET
        elif isinstance(self.booking, BookingView):
            booking = self.booking.to_dict()
        else:
            booking = self.booking

        code: None | str | Unset
        if isinstance(self.code, Unset):
            code = UNSET
        else:
            code = self.code

        detail: None | str | Unset
        if isinstance(self.detail, Unset):
            detail = UNSET
        else:
            detail = self.detail

        alternatives: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.alternatives, Unset):
            alternatives = []
            for alternatives_item_data in self.alternatives:
                alternatives_item = alternatives_item_data.to_dict()
                alternatives.append(alternatives_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "starts_at": starts_at,
            }
        )
        if booking is not UNSET:
            field_dict["booking"] = booking
        if code is not UNSET:
            field_dict["code"] = code
        if detail is not UNSET:
            field_dict["detail"] = detail
        if alternatives is not UNSET:
            field_dict["alternatives"] = alternatives

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.alternative_view import AlternativeView
        from ..models.booking_view import BookingView

        d = dict(src_dict)
        starts_at = datetime.datetime.fromisoformat(d.pop("starts_at"))

        def _parse_booking(data: object) -> BookingView | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                booking_type_0 = BookingView.from_dict(data)

                return booking_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BookingView | None | Unset, data)

        booking = _parse_booking(d.pop("booking", UNSET))

        def _parse_code(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        code = _parse_code(d.pop("code", UNSET))

        def _parse_detail(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        detail = _parse_detail(d.pop("detail", UNSET))

        _alternatives = d.pop("alternatives", UNSET)
        alternatives: list[AlternativeView] | Unset = UNSET
        if _alternatives is not UNSET:
            alternatives = []
            for alternatives_item_data in _alternatives:
                alternatives_item = AlternativeView.from_dict(alternatives_item_data)

                alternatives.append(alternatives_item)

        occurrence_view = cls(
            starts_at=starts_at,
            booking=booking,
            code=code,
            detail=detail,
            alternatives=alternatives,
        )

        occurrence_view.additional_properties = d
        return occurrence_view

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
