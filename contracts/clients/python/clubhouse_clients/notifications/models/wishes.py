from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.wishes_channels_item import WishesChannelsItem, check_wishes_channels_item
from ..models.wishes_muted_item import WishesMutedItem, check_wishes_muted_item
from ..types import UNSET, Unset

T = TypeVar("T", bound="Wishes")


@_attrs_define
class Wishes:
    """How a guest wishes to be told.

    Attributes:
        channels (list[WishesChannelsItem] | Unset): Wished order; empty means the house's.
        muted (list[WishesMutedItem] | Unset): Never use these.
        zone (None | str | Unset): Where the guest's nights are.
        marketing (bool | Unset): Greetings and offers are welcome. Default: True.
    """

    channels: list[WishesChannelsItem] | Unset = UNSET
    muted: list[WishesMutedItem] | Unset = UNSET
    zone: None | str | Unset = UNSET
    marketing: bool | Unset = True

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
        channels: list[WishesChannelsItem] | Unset = UNSET
        if _channels is not UNSET:
            channels = []
            for channels_item_data in _channels:
                channels_item = check_wishes_channels_item(channels_item_data)

                channels.append(channels_item)

        _muted = d.pop("muted", UNSET)
        muted: list[WishesMutedItem] | Unset = UNSET
        if _muted is not UNSET:
            muted = []
            for muted_item_data in _muted:
                muted_item = check_wishes_muted_item(muted_item_data)

                muted.append(muted_item)

        def _parse_zone(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        zone = _parse_zone(d.pop("zone", UNSET))

        marketing = d.pop("marketing", UNSET)

        wishes = cls(
            channels=channels,
            muted=muted,
            zone=zone,
            marketing=marketing,
        )

        return wishes
