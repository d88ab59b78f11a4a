from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.venue_trial_view import VenueTrialView


T = TypeVar("T", bound="TrialView")


@_attrs_define
class TrialView:
    """What the period would have cost under the tried rules.

    Attributes:
        difference_fen (int): More (negative: less) than it did.
        venues (list[VenueTrialView]):
        untried_fields (list[str] | Unset): Changes that a trial does not weigh: they concern more than what visits
            earn.
    """

    difference_fen: int
    venues: list[VenueTrialView]
    untried_fields: list[str] | Unset = UNSET
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        difference_fen = self.difference_fen

        venues = []
        for venues_item_data in self.venues:
            venues_item = venues_item_data.to_dict()
            venues.append(venues_item)

        untried_fields: list[str] | Unset = UNSET
        if not isinstance(self.untried_fields, Unset):
            untried_fields = self.untried_fields

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "difference_fen": difference_fen,
                "venues": venues,
            }
        )
        if untried_fields is not UNSET:
            field_dict["untried_fields"] = untried_fields

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.venue_trial_view import VenueTrialView

        d = dict(src_dict)
        difference_fen = d.pop("difference_fen")

        venues = []
        _venues = d.pop("venues")
        for venues_item_data in _venues:
            venues_item = VenueTrialView.from_dict(venues_item_data)

            venues.append(venues_item)

        untried_fields = cast(list[str], d.pop("untried_fields", UNSET))

        trial_view = cls(
            difference_fen=difference_fen,
            venues=venues,
            untried_fields=untried_fields,
        )

        trial_view.additional_properties = d
        return trial_view

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
