from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..models.item_view_side import ItemViewSide, check_item_view_side

if TYPE_CHECKING:
    from ..models.features import Features
    from ..models.match import Match


T = TypeVar("T", bound="ItemView")


@_attrs_define
class ItemView:
    """A found or missed thing.

    Attributes:
        id (str):
        side (ItemViewSide):
        venue_id (str):
        features (Features): What a thing looks like. `kind` is a code of the house's own list; the rest are free words.
        seen_at (datetime.datetime):
        registered_at (datetime.datetime):
        keep_until (datetime.datetime | None):
        guest_id (None | str):
        case_id (None | str):
        matches (list[Match]):
        status (str):
        returned_to (str):
        receipt (str):
    """

    id: str
    side: ItemViewSide
    venue_id: str
    features: Features
    seen_at: datetime.datetime
    registered_at: datetime.datetime
    keep_until: datetime.datetime | None
    guest_id: None | str
    case_id: None | str
    matches: list[Match]
    status: str
    returned_to: str
    receipt: str
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        id = self.id

        side: str = self.side

        venue_id = self.venue_id

        features = self.features.to_dict()

        seen_at = self.seen_at.isoformat()

        registered_at = self.registered_at.isoformat()

        keep_until: None | str
        if isinstance(self.keep_until, datetime.datetime):
            keep_until = self.keep_until.isoformat()
        else:
            keep_until = self.keep_until

        guest_id: None | str
        guest_id = self.guest_id

        case_id: None | str
        case_id = self.case_id

        matches = []
        for matches_item_data in self.matches:
            matches_item = matches_item_data.to_dict()
            matches.append(matches_item)

        status = self.status

        returned_to = self.returned_to

        receipt = self.receipt

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "id": id,
                "side": side,
                "venue_id": venue_id,
                "features": features,
                "seen_at": seen_at,
                "registered_at": registered_at,
                "keep_until": keep_until,
                "guest_id": guest_id,
                "case_id": case_id,
                "matches": matches,
                "status": status,
                "returned_to": returned_to,
                "receipt": receipt,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.features import Features
        from ..models.match import Match

        d = dict(src_dict)
        id = d.pop("id")

        side = check_item_view_side(d.pop("side"))

        venue_id = d.pop("venue_id")

        features = Features.from_dict(d.pop("features"))

        seen_at = datetime.datetime.fromisoformat(d.pop("seen_at"))

        registered_at = datetime.datetime.fromisoformat(d.pop("registered_at"))

        def _parse_keep_until(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                keep_until_type_0 = datetime.datetime.fromisoformat(data)

                return keep_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        keep_until = _parse_keep_until(d.pop("keep_until"))

        def _parse_guest_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        guest_id = _parse_guest_id(d.pop("guest_id"))

        def _parse_case_id(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        case_id = _parse_case_id(d.pop("case_id"))

        matches = []
        _matches = d.pop("matches")
        for matches_item_data in _matches:
            matches_item = Match.from_dict(matches_item_data)

            matches.append(matches_item)

        status = d.pop("status")

        returned_to = d.pop("returned_to")

        receipt = d.pop("receipt")

        item_view = cls(
            id=id,
            side=side,
            venue_id=venue_id,
            features=features,
            seen_at=seen_at,
            registered_at=registered_at,
            keep_until=keep_until,
            guest_id=guest_id,
            case_id=case_id,
            matches=matches,
            status=status,
            returned_to=returned_to,
            receipt=receipt,
        )

        item_view.additional_properties = d
        return item_view

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
