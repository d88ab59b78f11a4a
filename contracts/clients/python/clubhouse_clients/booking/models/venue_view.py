from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.venue_view_card import VenueViewCard
    from ..models.venue_view_offers_item import VenueViewOffersItem
    from ..models.venue_view_resources_item import VenueViewResourcesItem


T = TypeVar("T", bound="VenueView")


@_attrs_define
class VenueView:
    """A venue with everything the catalogue answers.

    Attributes:
        venue_id (str):
        card (VenueViewCard):
        resources (list[VenueViewResourcesItem]):
        offers (list[VenueViewOffersItem]):
    """

    venue_id: str
    card: VenueViewCard
    resources: list[VenueViewResourcesItem]
    offers: list[VenueViewOffersItem]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        venue_id = self.venue_id

        card = self.card.to_dict()

        resources = []
        for resources_item_data in self.resources:
            resources_item = resources_item_data.to_dict()
            resources.append(resources_item)

        offers = []
        for offers_item_data in self.offers:
            offers_item = offers_item_data.to_dict()
            offers.append(offers_item)

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "card": card,
                "resources": resources,
                "offers": offers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.venue_view_card import VenueViewCard
        from ..models.venue_view_offers_item import VenueViewOffersItem
        from ..models.venue_view_resources_item import VenueViewResourcesItem

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        card = VenueViewCard.from_dict(d.pop("card"))

        resources = []
        _resources = d.pop("resources")
        for resources_item_data in _resources:
            resources_item = VenueViewResourcesItem.from_dict(resources_item_data)

            resources.append(resources_item)

        offers = []
        _offers = d.pop("offers")
        for offers_item_data in _offers:
            offers_item = VenueViewOffersItem.from_dict(offers_item_data)

            offers.append(offers_item)

        venue_view = cls(
            venue_id=venue_id,
            card=card,
            resources=resources,
            offers=offers,
        )

        venue_view.additional_properties = d
        return venue_view

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
