from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define
from attrs import field as _attrs_field

if TYPE_CHECKING:
    from ..models.offer_disclosed import OfferDisclosed


T = TypeVar("T", bound="FoundView")


@_attrs_define
class FoundView:
    """A venue that fits.

    Attributes:
        venue_id (str):
        name (str):
        name_en (str):
        kind (str):
        district (str):
        address (str):
        price_fen (int):
        contracted (bool):
        featured (bool):
        kilometres (float | None):
        offer (None | OfferDisclosed):
        reasons (list[str]): Why it stands where it stands.
    """

    venue_id: str
    name: str
    name_en: str
    kind: str
    district: str
    address: str
    price_fen: int
    contracted: bool
    featured: bool
    kilometres: float | None
    offer: None | OfferDisclosed
    reasons: list[str]
    additional_properties: dict[str, Any] = _attrs_field(init=False, factory=dict)

    def to_dict(self) -> dict[str, Any]:
        from ..models.offer_disclosed import OfferDisclosed

        venue_id = self.venue_id

        name = self.name

        name_en = self.name_en

        kind = self.kind

        district = self.district

        address = self.address

        price_fen = self.price_fen

        contracted = self.contracted

        featured = self.featured

        kilometres: float | None
        kilometres = self.kilometres

        offer: dict[str, Any] | None
        if isinstance(self.offer, OfferDisclosed):
            offer = self.offer.to_dict()
        else:
            offer = self.offer

        reasons = self.reasons

        field_dict: dict[str, Any] = {}
        field_dict.update(self.additional_properties)
        field_dict.update(
            {
                "venue_id": venue_id,
                "name": name,
                "name_en": name_en,
                "kind": kind,
                "district": district,
                "address": address,
                "price_fen": price_fen,
                "contracted": contracted,
                "featured": featured,
                "kilometres": kilometres,
                "offer": offer,
                "reasons": reasons,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.offer_disclosed import OfferDisclosed

        d = dict(src_dict)
        venue_id = d.pop("venue_id")

        name = d.pop("name")

        name_en = d.pop("name_en")

        kind = d.pop("kind")

        district = d.pop("district")

        address = d.pop("address")

        price_fen = d.pop("price_fen")

        contracted = d.pop("contracted")

        featured = d.pop("featured")

        def _parse_kilometres(data: object) -> float | None:
            if data is None:
                return data
            return cast(float | None, data)

        kilometres = _parse_kilometres(d.pop("kilometres"))

        def _parse_offer(data: object) -> None | OfferDisclosed:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                offer_type_0 = OfferDisclosed.from_dict(data)

                return offer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OfferDisclosed, data)

        offer = _parse_offer(d.pop("offer"))

        reasons = cast(list[str], d.pop("reasons"))

        found_view = cls(
            venue_id=venue_id,
            name=name,
            name_en=name_en,
            kind=kind,
            district=district,
            address=address,
            price_fen=price_fen,
            contracted=contracted,
            featured=featured,
            kilometres=kilometres,
            offer=offer,
            reasons=reasons,
        )

        found_view.additional_properties = d
        return found_view

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
