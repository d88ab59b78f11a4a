from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.opening_body import OpeningBody
    from ..models.special_day_body import SpecialDayBody


T = TypeVar("T", bound="VenueBody")


@_attrs_define
class VenueBody:
    """A venue to open.

    Attributes:
        name (str):
        kind (str):
        timezone (str):
        name_en (str | Unset):  Default: ''.
        district (str | Unset):  Default: ''.
        address (str | Unset):  Default: ''.
        phone (str | Unset):  Default: ''.
        cuisine (str | Unset):  Default: ''.
        services (list[str] | Unset):
        latitude (float | None | Unset):
        longitude (float | None | Unset):
        price_fen (int | Unset): What a guest typically spends. Default: 0.
        day_closes_minutes (int | Unset):  Default: 360.
        contracted (bool | Unset):  Default: True.
        partner (bool | Unset):  Default: False.
        featured (bool | Unset):  Default: False.
        notes (list[str] | Unset):
        notes_en (list[str] | Unset):
        hours (list[OpeningBody] | Unset):
        special_days (list[SpecialDayBody] | Unset):
        venue_id (None | str | Unset): A name of your own; made up without.
    """

    name: str
    kind: str
    timezone: str
    name_en: str | Unset = ""
    district: str | Unset = ""
    address: str | Unset = ""
    phone: str | Unset = ""
    cuisine: str | Unset = ""
    services: list[str] | Unset = UNSET
    latitude: float | None | Unset = UNSET
    longitude: float | None | Unset = UNSET
    price_fen: int | Unset = 0
    day_closes_minutes: int | Unset = 360
    contracted: bool | Unset = True
    partner: bool | Unset = False
    featured: bool | Unset = False
    notes: list[str] | Unset = UNSET
    notes_en: list[str] | Unset = UNSET
    hours: list[OpeningBody] | Unset = UNSET
    special_days: list[SpecialDayBody] | Unset = UNSET
    venue_id: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        name = self.name

        kind = self.kind

        timezone = self.timezone

        name_en = self.name_en

        district = self.district

        address = self.address

        phone = self.phone

        cuisine = self.cuisine

        services: list[str] | Unset = UNSET
        if not isinstance(self.services, Unset):
            services = self.services

        latitude: float | None | Unset
        if isinstance(self.latitude, Unset):
            latitude = UNSET
        else:
            latitude = self.latitude

        longitude: float | None | Unset
        if isinstance(self.longitude, Unset):
            longitude = UNSET
        else:
            longitude = self.longitude

        price_fen = self.price_fen

        day_closes_minutes = self.day_closes_minutes

        contracted = self.contracted

        partner = self.partner

        featured = self.featured

        notes: list[str] | Unset = UNSET
        if not isinstance(self.notes, Unset):
            notes = self.notes

        notes_en: list[str] | Unset = UNSET
        if not isinstance(self.notes_en, Unset):
            notes_en = self.notes_en

        hours: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.hours, Unset):
            hours = []
            for hours_item_data in self.hours:
                hours_item = hours_item_data.to_dict()
                hours.append(hours_item)

        special_days: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.special_days, Unset):
            special_days = []
            for special_days_item_data in self.special_days:
                special_days_item = special_days_item_data.to_dict()
                special_days.append(special_days_item)

        venue_id: None | str | Unset
        if isinstance(self.venue_id, Unset):
            venue_id = UNSET
        else:
            venue_id = self.venue_id

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "name": name,
                "kind": kind,
                "timezone": timezone,
            }
        )
        if name_en is not UNSET:
            field_dict["name_en"] = name_en
        if district is not UNSET:
            field_dict["district"] = district
        if address is not UNSET:
            field_dict["address"] = address
        if phone is not UNSET:
            field_dict["phone"] = phone
        if cuisine is not UNSET:
            field_dict["cuisine"] = cuisine
        if services is not UNSET:
            field_dict["services"] = services
        if latitude is not UNSET:
            field_dict["latitude"] = latitude
        if longitude is not UNSET:
            field_dict["longitude"] = longitude
        if price_fen is not UNSET:
            field_dict["price_fen"] = price_fen
        if day_closes_minutes is not UNSET:
            field_dict["day_closes_minutes"] = day_closes_minutes
        if contracted is not UNSET:
            field_dict["contracted"] = contracted
        if partner is not UNSET:
            field_dict["partner"] = partner
        if featured is not UNSET:
            field_dict["featured"] = featured
        if notes is not UNSET:
            field_dict["notes"] = notes
        if notes_en is not UNSET:
            field_dict["notes_en"] = notes_en
        if hours is not UNSET:
            field_dict["hours"] = hours
        if special_days is not UNSET:
            field_dict["special_days"] = special_days
        if venue_id is not UNSET:
            field_dict["venue_id"] = venue_id

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opening_body import OpeningBody
        from ..models.special_day_body import SpecialDayBody

        d = dict(src_dict)
        name = d.pop("name")

        kind = d.pop("kind")

        timezone = d.pop("timezone")

        name_en = d.pop("name_en", UNSET)

        district = d.pop("district", UNSET)

        address = d.pop("address", UNSET)

        phone = d.pop("phone", UNSET)

        cuisine = d.pop("cuisine", UNSET)

        services = cast(list[str], d.pop("services", UNSET))

        def _parse_latitude(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        latitude = _parse_latitude(d.pop("latitude", UNSET))

        def _parse_longitude(data: object) -> float | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(float | None | Unset, data)

        longitude = _parse_longitude(d.pop("longitude", UNSET))

        price_fen = d.pop("price_fen", UNSET)

        day_closes_minutes = d.pop("day_closes_minutes", UNSET)

        contracted = d.pop("contracted", UNSET)

        partner = d.pop("partner", UNSET)

        featured = d.pop("featured", UNSET)

        notes = cast(list[str], d.pop("notes", UNSET))

        notes_en = cast(list[str], d.pop("notes_en", UNSET))

        _hours = d.pop("hours", UNSET)
        hours: list[OpeningBody] | Unset = UNSET
        if _hours is not UNSET:
            hours = []
            for hours_item_data in _hours:
                hours_item = OpeningBody.from_dict(hours_item_data)

                hours.append(hours_item)

        _special_days = d.pop("special_days", UNSET)
        special_days: list[SpecialDayBody] | Unset = UNSET
        if _special_days is not UNSET:
            special_days = []
            for special_days_item_data in _special_days:
                special_days_item = SpecialDayBody.from_dict(special_days_item_data)

                special_days.append(special_days_item)

        def _parse_venue_id(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        venue_id = _parse_venue_id(d.pop("venue_id", UNSET))

        venue_body = cls(
            name=name,
            kind=kind,
            timezone=timezone,
            name_en=name_en,
            district=district,
            address=address,
            phone=phone,
            cuisine=cuisine,
            services=services,
            latitude=latitude,
            longitude=longitude,
            price_fen=price_fen,
            day_closes_minutes=day_closes_minutes,
            contracted=contracted,
            partner=partner,
            featured=featured,
            notes=notes,
            notes_en=notes_en,
            hours=hours,
            special_days=special_days,
            venue_id=venue_id,
        )

        return venue_body
