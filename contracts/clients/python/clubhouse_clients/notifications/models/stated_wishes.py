from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.stated_wishes_channels_item import (
    StatedWishesChannelsItem,
    check_stated_wishes_channels_item,
)
from ..models.stated_wishes_muted_item import (
    StatedWishesMutedItem,
    check_stated_wishes_muted_item,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="StatedWishes")


@_attrs_define
class StatedWishes:
    """How a guest wishes to be told, stated anew.

    Attributes:
        channels (list[StatedWishesChannelsItem] | Unset): Wished order; empty means the house's.
        muted (list[StatedWishesMutedItem] | Unset): Never use these.
        zone (None | str | Unset): Where the guest's nights are.
        marketing (bool | None | Unset): Greetings and offers are welcome; left out, the answer given before stands.
    """

    channels: list[StatedWishesChannelsItem] | Unset = UNSET
    muted: list[StatedWishesMutedItem] | Unset = UNSET
    zone: None | str | Unset = UNSET
    marketing: bool | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        channels: list[str] | Unset = UNSET
        if not isinstance(self.channels, Unset):
            channels = []
            for channels_item_data in self.channels:
                channels_item: str = channels_item_data
                channels.append(channels_item)

        muted: list[str] | Unset = UNSET
        if not isinstance(self.muted, Unset):
            muted = []
            for muted_item_data in self.muted:
                muted_item: str = muted_item_data
                muted.append(muted_item)

        zone: None | str | Unset
        if isinstance(self.zone, Unset):
            zone = UNSET
        else:
            zone = self.zone

        marketing: bool | None | Unset
        if isinstance(self.marketing, Unset):
            marketing = UNSET
        else:
            marketing = self.marketing

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if channels is not UNSET:
            field_dict["channels"] = channels
        if muted is not UNSET:
            field_dict["muted"] = muted
        if zone is not UNSET:
            field_dict["zone"] = zone
        if marketing is not UNSET:
            field_dict["marketing"] = marketing

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        _channels = d.pop("channels", UNSET)
        channels: list[StatedWishesChannelsItem] | Unset = UNSET
        if _channels is not UNSET:
            channels = []
            for channels_item_data in _channels:
                channels_item = check_stated_wishes_channels_item(channels_item_data)

                channels.append(channels_item)

        _muted = d.pop("muted", UNSET)
        muted: list[StatedWishesMutedItem] | Unset = UNSET
        if _muted is not UNSET:
            muted = []
            for muted_item_data in _muted:
                muted_item = check_stated_wishes_muted_item(muted_item_data)

                muted.append(muted_item)

        def _parse_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        def _parse_marketing(data: object) -> bool | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(bool | None | Unset, data)

        marketing = _parse_marketing(d.pop("marketing", UNSET))

        stated_wishes = cls(
            channels=channels,
            muted=muted,
            zone=zone,
            marketing=marketing,
        )

        return stated_wishes
